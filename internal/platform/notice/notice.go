package notice

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
)

// Kind names a fact in the past tense: "order.paid".
type Kind string

// Ref is one thing of one member that a notice is about. A fact that concerns
// no member carries member 0.
type Ref struct {
	Member int64 `json:"member"`
	ID     int64 `json:"id"`
}

// Handler makes right what follows from the things ids of one member. It must
// not mind being called again.
type Handler func(ctx context.Context, member int64, ids []int64) error

// Bus knows who hears what. Listeners are added while the program is wired,
// before Start.
type Bus struct {
	db    *postgres.DB
	ids   *id.Source
	clock clock.Clock
	log   *slog.Logger

	listeners []*listener
	byKind    map[Kind][]string
	claims    chan struct{} // one for each batch in hand

	stop    context.CancelFunc
	running sync.WaitGroup
}

// New returns a bus over db. Batches in hand keep half of the pool's connections at the
// most: their handlers want one, too, and would wait for each other if a fact that many
// hear took all of them.
func New(db *postgres.DB, ids *id.Source, c clock.Clock, log *slog.Logger) *Bus {
	atOnce := max(int(db.Config().MaxConns)/2, 1)
	return &Bus{db: db, ids: ids, clock: c, log: log, byKind: map[Kind][]string{}, claims: make(chan struct{}, atOnce)}
}

// Hear adds a listener of one kind under a name of its own, such as
// "program.on_order_paid"; what is pending for it outlives the process under that name.
func Hear[M, I ~int64](b *Bus, kind Kind, name string, h func(ctx context.Context, member M, ids []I) error) {
	for _, l := range b.listeners {
		if l.name == name {
			panic("notice: two listeners named " + name)
		}
	}
	b.byKind[kind] = append(b.byKind[kind], name)
	b.listeners = append(b.listeners, &listener{
		bus: b, name: name, wake: make(chan struct{}, 1),
		handle: func(ctx context.Context, member int64, ids []int64) error {
			typed := make([]I, len(ids))
			for i, id := range ids {
				typed[i] = I(id)
			}
			return h(ctx, M(member), typed)
		},
	})
}

// Speak states a fact within tx. Nothing is written when nobody listens.
func (b *Bus) Speak(ctx context.Context, tx postgres.Tx, kind Kind, refs ...Ref) error {
	var batch pgx.Batch
	if err := b.Queue(ctx, &batch, kind, refs...); err != nil || batch.Len() == 0 {
		return err
	}
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return fmt.Errorf("speak %s: %w", kind, err)
	}
	b.Nudge(kind)
	return nil
}

// Queue is Speak for a caller that sends a batch of its own. Nudge follows the commit.
func (b *Bus) Queue(ctx context.Context, batch *pgx.Batch, kind Kind, refs ...Ref) error {
	names := b.byKind[kind]
	if len(names) == 0 || len(refs) == 0 {
		return nil
	}
	noticeID, err := b.ids.Next(ctx)
	if err != nil {
		return err
	}
	members, ids := make([]int64, len(refs)), make([]int64, len(refs))
	for i, r := range refs {
		members[i], ids[i] = r.Member, r.ID
	}
	batch.Queue(`
		INSERT INTO notice.pending (listener, id, kind, member_ids, ids, recorded_at, due_at)
		SELECT unnest($1::text[]), $2, $3, $4, $5, $6, $6`,
		names, noticeID, kind, members, ids, b.clock.Now())
	return nil
}

// Nudge wakes the listeners of a kind in this process.
func (b *Bus) Nudge(kind Kind) {
	names := b.byKind[kind]
	for _, l := range b.listeners {
		if slices.Contains(names, l.name) {
			l.nudge()
		}
	}
}

// Start lets the listeners work until Stop.
func (b *Bus) Start(ctx context.Context) {
	ctx, b.stop = context.WithCancel(ctx)
	for _, l := range b.listeners {
		b.running.Go(func() { l.run(ctx) })
	}
}

// Stop ends the listeners after the batch each is in.
func (b *Bus) Stop() {
	if b.stop != nil {
		b.stop()
	}
	b.running.Wait()
}

// Waiting is what one listener still has to hear.
type Waiting struct {
	Listener      string
	Due, Parked   int64
	OldestSeconds float64 // age of the oldest that is not parked
}

// Backlog tells, per listener, what waits and what is parked.
func (b *Bus) Backlog(ctx context.Context) ([]Waiting, error) {
	rows, err := b.db.Query(ctx, `
		SELECT listener, count(*) FILTER (WHERE parked_at IS NULL), count(*) FILTER (WHERE parked_at IS NOT NULL),
		       coalesce(extract(epoch FROM $1 - min(recorded_at) FILTER (WHERE parked_at IS NULL)), 0)::float8
		FROM notice.pending GROUP BY listener ORDER BY listener`, b.clock.Now())
	if err != nil {
		return nil, fmt.Errorf("read backlog: %w", err)
	}
	defer rows.Close()
	var list []Waiting
	for rows.Next() {
		var w Waiting
		if err := rows.Scan(&w.Listener, &w.Due, &w.Parked, &w.OldestSeconds); err != nil {
			return nil, fmt.Errorf("read backlog: %w", err)
		}
		list = append(list, w)
	}
	return list, rows.Err()
}

// DrainNow tells everything that waits, in the caller's goroutine, until
// nothing is left but what is parked or failed. It returns the first failure.
// Tests, imports and benches use it in place of running listeners.
func (b *Bus) DrainNow(ctx context.Context) error {
	for {
		told := 0
		for _, l := range b.listeners {
			n, err := l.batch(ctx)
			if err != nil {
				return err
			}
			told += n
		}
		if told == 0 {
			return ctx.Err()
		}
	}
}
