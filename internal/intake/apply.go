package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
)

// Sizes of one chunk. A chunk is one transaction, and a writing transaction
// holds every reader of changes back, so none is long.
const (
	chunkLines     = 8_000
	chunkDocuments = 2_000
)

// chunk is a stretch of the spool: timelines [first, until).
type chunk struct {
	first, until int64
	lines        int64
	timelines    []Timeline
}

// application applies the chunks of one run, several side by side: no two
// timelines share a customer. What a chunk did is written in its transaction,
// so that a run that was broken off knows what is done.
type application struct {
	*work
	total  int64
	places *places

	mu   sync.Mutex
	sums Applied
}

// apply applies everything that an earlier attempt did not.
func (w *work) apply(ctx context.Context, timelines *Timelines, total int64) (Applied, error) {
	a := &application{work: w, total: total, places: newPlaces(w.Service)}
	done, err := a.doneBefore(ctx)
	if err != nil {
		return Applied{}, err
	}
	in, err := timelines.From(0)
	if err != nil {
		return Applied{}, err
	}
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(max(runtime.GOMAXPROCS(0), 2))
	var flying sync.WaitGroup
	for within.Err() == nil {
		var c chunk
		if c, err = nextChunk(in); err != nil || len(c.timelines) == 0 {
			break
		}
		if done[c.first] == c.until {
			continue
		}
		if c.timelines[0].Part > 0 {
			flying.Wait() // the earlier parts of this customer's life come first
		}
		flying.Add(1)
		group.Go(func() error {
			defer flying.Done()
			return a.applyChunk(within, c)
		})
	}
	if failed := group.Wait(); failed != nil {
		err = failed // more telling than a reader that was cancelled
	}
	return a.sums, err
}

// doneBefore returns what earlier attempts applied, and counts it.
func (a *application) doneBefore(ctx context.Context) (map[int64]int64, error) {
	rows, err := query(a.DB).Chunks(ctx, int64(a.run))
	if err != nil {
		return nil, fmt.Errorf("read what is applied: %w", err)
	}
	done := make(map[int64]int64, len(rows))
	for _, r := range rows {
		var did Applied
		if err := json.Unmarshal(r.Done, &did); err != nil {
			return nil, fmt.Errorf("read what is applied: %w", err)
		}
		a.sums.add(did)
		done[r.First] = r.Until
	}
	return done, nil
}

// nextChunk reads timelines until there are enough of them.
func nextChunk(in *TimelineReader) (chunk, error) {
	c := chunk{first: in.Pos()}
	documents := 0
	for c.lines < chunkLines && documents < chunkDocuments {
		t, ok, err := in.Next()
		if err != nil {
			return chunk{}, err
		}
		if !ok {
			break
		}
		c.timelines = append(c.timelines, t)
		documents += len(t.Documents)
		c.lines += t.lines()
	}
	c.until = in.Pos()
	return c, nil
}

func (t *Timeline) lines() (n int64) {
	for _, d := range t.Documents {
		if d.Order != nil {
			n += int64(len(d.Order.Lines))
		} else {
			n += int64(len(d.Refund.Lines))
		}
	}
	return n
}

// applyChunk applies one chunk in one transaction.
func (a *application) applyChunk(ctx context.Context, c chunk) error {
	if err := a.places.ensure(ctx, c.timelines); err != nil {
		return err
	}
	var did Applied
	err := a.DB.InTx(ctx, func(tx postgres.Tx) error {
		var err error
		did, err = a.live(ctx, tx, c)
		if err != nil {
			return err
		}
		return a.note(ctx, tx, c, did)
	})
	if err != nil {
		return fmt.Errorf("apply timelines %d to %d: %w", c.first, c.until, err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sums.add(did)
	a.request.Progress(Progress{Phase: PhaseApply, Done: a.sums.Lines, Total: a.total, Rows: a.sums.Lines})
	return nil
}

// live lets the customers join and live through what the file tells of them.
func (a *application) live(ctx context.Context, tx postgres.Tx, c chunk) (Applied, error) {
	did := Applied{Lines: c.lines}
	members, err := a.join(ctx, tx, c, &did)
	if err != nil {
		return Applied{}, err
	}
	if err := a.linkEarlier(ctx, tx, c, members); err != nil {
		return Applied{}, err
	}
	lives := make([]program.Timeline, len(c.timelines))
	for i := range c.timelines {
		lives[i] = c.timelines[i].program(members[i].own, a.request.Mapping.system())
	}
	replayed, err := a.Program.Replay(ctx, tx, int64(a.run), lives...)
	did.Orders, did.Refunds, did.Known = int64(replayed.Orders), int64(replayed.Refunds), int64(replayed.Known)
	did.Points, did.Growth = replayed.Points, replayed.Growth
	return did, err
}

// customer is who a timeline's customer is; id 0 where we do not know.
type customer struct {
	id    member.ID
	own   member.ID // under whom his purchases are kept: who brought the identity that names him
	known bool      // was a member before
}

// join makes members of the customers nobody knows.
func (a *application) join(ctx context.Context, tx postgres.Tx, c chunk, did *Applied) ([]customer, error) {
	var joins []member.Join
	var at []int
	for i := range c.timelines {
		if t := &c.timelines[i]; t.Customer.Known() {
			joins, at = append(joins, a.joining(t)), append(at, i)
		}
	}
	customers := make([]customer, len(c.timelines))
	if len(joins) == 0 {
		return customers, nil
	}
	joined, err := a.Members.JoinMany(ctx, tx, joins)
	if err != nil {
		return nil, err
	}
	for k, j := range joined {
		customers[at[k]] = customer{j.ID, j.Own, j.Known}
		if !j.Known {
			did.Joined++
		}
	}
	return customers, nil
}

// joining is the customer as somebody who joins with his first purchase.
func (a *application) joining(t *Timeline) member.Join {
	j := member.Join{Source: a.request.Mapping.system(), Run: int64(a.run)}
	for _, id := range t.Customer {
		switch kind := member.Kind(id.Kind); kind {
		case member.Phone:
			j.Phone = id.Value
		case member.Email:
			j.Email = id.Value
		case member.Card:
			j.Card = id.Value
		default:
			system, _ := kind.System()
			j.External = append(j.External, member.SystemNumber{System: system, Number: id.Value})
		}
	}
	store, channel := "", ""
	if d := t.Documents[0]; d.Order != nil {
		j.JoinedAt, store, channel = d.Order.OccurredAt, d.Order.Store, d.Order.Channel
	} else {
		j.JoinedAt, store, channel = d.Refund.OccurredAt, d.Refund.Store, d.Refund.Channel
	}
	if now := a.Clock.Now(); j.JoinedAt.After(now) {
		j.JoinedAt = now // a till's clock may be ahead
	}
	j.Store, j.Channel = a.places.of(store, channel)
	return j
}

// program is the timeline as the programme replays it.
func (t *Timeline) program(m member.ID, system string) program.Timeline {
	out := program.Timeline{Member: m}
	for _, d := range t.Documents {
		if d.Order != nil {
			out.Orders = append(out.Orders, d.Order.report(system))
		} else {
			out.Refunds = append(out.Refunds, d.Refund.report(system))
		}
	}
	return out
}

// note writes down that the chunk is done, in its own transaction.
// Errors: ErrCancelled.
func (a *application) note(ctx context.Context, tx postgres.Tx, c chunk, did Applied) error {
	body, err := json.Marshal(did)
	if err != nil {
		return fmt.Errorf("note a chunk: %w", err)
	}
	q := query(tx)
	if err := q.AddChunk(ctx, intakedb.AddChunkParams{RunID: int64(a.run), First: c.first, Until: c.until, Done: body}); err != nil {
		return fmt.Errorf("note a chunk: %w", err)
	}
	going, err := q.Advance(ctx, c.lines, a.Clock.Now(), int64(a.run))
	if err != nil {
		return fmt.Errorf("note a chunk: %w", err)
	}
	if going == 0 {
		return ErrCancelled.With("run", int64(a.run))
	}
	return nil
}
