package ledger

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

const (
	// lanes is how many batches are on their way at a time: while one waits for
	// the disk, the other is decided. Members hash to lanes, so no two share one.
	lanes = 2
	// mostTogether bounds a batch, and with it how long the first of it waits.
	mostTogether = 256
	// mostWaiting bounds a lane's queue; beyond it callers are told to come back.
	mostWaiting = 1024
)

// Group lets concurrent asks share commits. Whatever is queued when a lane is
// free goes together in one transaction of two trips: lock and read; write and
// commit. Nothing waits for a timer, and who finds the lane free does his own, so a
// lone ask costs what it costs alone. Each ask has its own verdict: a refusal writes
// nothing and disturbs nobody, and asks of one member are decided in the order in
// which they came. Where each member is committed alone (Deps.PerMember), the same
// holds.
type Group struct {
	service *Service
	lanes   [lanes]lane
	running sync.WaitGroup
	mu      sync.RWMutex // held while queueing, so that nothing is queued after the end
	over    bool
}

// lane takes one batch after the other over a connection of its own, by whoever
// found it free.
type lane struct {
	mu    sync.Mutex
	queue []*waiting
	taken bool // by somebody, whose the rest is then

	conn   *pgxpool.Conn // nil: not yet, or lost
	done   int           // batches over it
	replan int           // after so many, statements are planned anew
}

// Plans are made for the tables as they are then, and PostgreSQL keeps them
// until statistics are gathered, which may take a minute. On tables that were
// empty an index serves as well as another, which later costs a hundred times;
// so plans are thrown away when a connection has done so many batches, and after
// twice as many again.
const firstReplan = 16

// waiting is an ask on its way.
type waiting struct {
	ask     Ask
	verdict chan verdict
}

type verdict struct {
	answer Answer
	err    error
}

// Together starts a group; Stop ends it.
func (s *Service) Together() *Group { return &Group{service: s} }

// Stop lets what is queued finish and ends the group. Later asks are refused.
func (g *Group) Stop() {
	g.mu.Lock()
	g.over = true
	g.mu.Unlock()
	g.running.Wait()
	for i := range g.lanes {
		g.lanes[i].hangUp(context.Background())
	}
}

// Submit has one ask decided and, when it returns without an error, committed. A
// context that ends stops the waiting only: what was queued is still done, and
// its key tells later what became of it.
//
// Errors: ErrBusy, member.ErrUnknown and those of the ask's decision.
func (g *Group) Submit(ctx context.Context, ask Ask) (Answer, error) {
	w, l, free := g.enqueue(ask)
	if free {
		if g.batch(l); l.waits() {
			go g.run(l)
		} else {
			g.running.Done()
		}
	}
	return w.answer(ctx)
}

// Begin is Submit for a caller that has several to ask: it queues the ask and
// returns what waits for its answer.
func (g *Group) Begin(ctx context.Context, ask Ask) (wait func() (Answer, error)) {
	w, l, free := g.enqueue(ask)
	if free {
		go g.run(l)
	}
	return func() (Answer, error) { return w.answer(ctx) }
}

// answer waits for the verdict.
func (w *waiting) answer(ctx context.Context) (Answer, error) {
	select {
	case v := <-w.verdict:
		return v.answer, v.err
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	}
}

// enqueue queues an ask, and says whether its lane was free; whoever asks has to do
// what is queued there then. Where there is no room, ErrBusy is the verdict.
func (g *Group) enqueue(ask Ask) (w *waiting, l *lane, free bool) {
	w = &waiting{ask: ask, verdict: make(chan verdict, 1)}
	g.mu.RLock()
	defer g.mu.RUnlock()
	// Ids of a block are consecutive; the multiplier spreads them.
	l = &g.lanes[uint64(ask.need().Member)*0x9E3779B97F4A7C15>>32%lanes]
	l.mu.Lock()
	defer l.mu.Unlock()
	if g.over || len(l.queue) == mostWaiting {
		w.verdict <- verdict{err: ErrBusy}
		return w, l, false
	}
	l.queue = append(l.queue, w)
	if free = !l.taken; free {
		l.taken = true
		g.running.Add(1)
	}
	return w, l, free
}

// run does what is queued, batch after batch, until nothing is.
func (g *Group) run(l *lane) {
	defer g.running.Done()
	for l.waits() {
		g.batch(l)
	}
}

// waits reports whether anything is queued; where nothing is, the lane is free.
func (l *lane) waits() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.taken = len(l.queue) > 0
	return l.taken
}

// batch does what is queued, as far as it goes together.
func (g *Group) batch(l *lane) {
	l.mu.Lock()
	n := min(len(l.queue), mostTogether)
	now := l.queue[:n:n]
	if l.queue = l.queue[n:]; len(l.queue) == 0 {
		l.queue = nil
	}
	l.mu.Unlock()
	for _, part := range g.parts(now) {
		g.commit(l, part)
	}
}

// parts are what goes into one transaction each, in the order in which each
// member asked.
func (g *Group) parts(batch []*waiting) [][]*waiting {
	if !g.service.PerMember {
		return [][]*waiting{batch}
	}
	var parts [][]*waiting
	of := map[member.ID]int{}
	for _, w := range batch {
		m := w.ask.need().Member
		i, known := of[m]
		if !known {
			i = len(parts)
			of[m], parts = i, append(parts, nil)
		}
		parts[i] = append(parts[i], w)
	}
	return parts
}

// laneSettings have a lane's statements planned once and not for every batch,
// which took an eighth of PostgreSQL's time: they are the same whatever they
// carry. They find few rows, in the order of an index, whatever the tables were
// like when they were planned, and however much more than others one member has.
const laneSettings = `
	SET plan_cache_mode = force_generic_plan;
	SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
	SET enable_sort = off; SET enable_incremental_sort = off`

// connect gives the lane its connection.
func (l *lane) connect(ctx context.Context, db *postgres.DB) error {
	if l.conn != nil {
		return nil
	}
	conn, err := db.Acquire(ctx)
	if err != nil {
		return err
	}
	l.conn, l.done, l.replan = conn, 0, firstReplan
	_, err = conn.Exec(ctx, laneSettings)
	return err
}

// hangUp ends the connection: others want theirs without the lane's settings.
func (l *lane) hangUp(ctx context.Context) {
	if l.conn != nil {
		_ = l.conn.Conn().Close(ctx) // nothing is in hand; one that is lost says so
		l.conn.Release()
		l.conn = nil
	}
}

// patience bounds a batch: beyond it the database does not answer.
const patience = 30 * time.Second

// commit does a batch in one transaction. When that fails as a whole, which no
// refusal makes it do, each is done alone: what was committed before a
// connection was lost is then found by its key, behind the lock of whoever still
// holds it.
func (g *Group) commit(l *lane, batch []*waiting) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	verdicts, err := g.service.together(ctx, l, batch)
	if err != nil {
		l.hangUp(ctx)
	}
	for i, w := range batch {
		if err != nil || lacking(verdicts[i].err) {
			w.verdict <- g.service.alone(ctx, w.ask)
			continue
		}
		w.verdict <- verdicts[i]
	}
}

// lacking reports whether a book was read too sparingly for what was asked of it.
func lacking(err error) bool { return errors.Is(err, errLacksLots) || errors.Is(err, errLacksKin) }

func (s *Service) alone(ctx context.Context, ask Ask) (v verdict) {
	defer errs.Caught(&v.err) // others wait behind it
	v.err = s.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if err := s.admit(ctx, tx, ask.need()); err != nil {
			return err
		}
		v.answer, err = s.Do(ctx, tx, ask)
		return err
	})
	return v
}

// admit refuses whoever is no member, or has left, and locks those of the kin
// whom the need may touch. Errors: member.ErrUnknown.
func (s *Service) admit(ctx context.Context, tx postgres.Tx, n Need) error {
	var lookup pgx.Batch
	var kin []member.ID
	known := false
	s.Members.QueueActive(&lookup, []member.ID{n.Member}, func(member.ID) { known = true })
	queueKin(&lookup, n, &kin)
	if err := tx.SendBatch(ctx, &lookup).Close(); err != nil {
		return err
	}
	if !known {
		return member.ErrUnknown.With("member", int64(n.Member))
	}
	if len(kin) == 0 {
		return nil
	}
	return s.lockKin(ctx, tx, append(kin, n.Member)...)
}

// together decides and writes a batch in two trips.
func (s *Service) together(ctx context.Context, l *lane, batch []*waiting) (verdicts []verdict, err error) {
	defer errs.Caught(&err) // each is done alone then, and one of them says what it was
	c, err := s.configuration(ctx, s.DB)
	if err != nil {
		return nil, err
	}
	if err := l.connect(ctx, s.DB); err != nil {
		return nil, fmt.Errorf("post together: %w", err)
	}
	conn := l.conn
	var first pgx.Batch
	if l.done++; l.done == l.replan {
		l.replan *= 2
		first.Queue("DISCARD PLANS")
	}
	first.Queue("BEGIN")
	needs := make([]Need, len(batch))
	for i, w := range batch {
		needs[i] = w.ask.need()
	}
	r := s.reading(ctx, c, needs)
	r.queue(&first)
	known := map[member.ID]bool{}
	s.Members.QueueActive(&first, r.books.members(), func(m member.ID) { known[m] = true })
	if err := conn.SendBatch(ctx, &first).Close(); err != nil {
		return nil, errors.Join(fmt.Errorf("load books: %w", err), rollback(ctx, conn.Conn()))
	}
	r.only(known)
	if err := r.complete(ctx, conn); err != nil {
		return nil, errors.Join(err, rollback(ctx, conn.Conn()))
	}
	var changed []*Book
	verdicts, changed, err = decideAll(batch, needs, r.books, known, s.Clock.Now())
	if err == nil {
		err = s.finish(ctx, conn.Conn(), changed)
	}
	if err != nil {
		return nil, errors.Join(err, rollback(ctx, conn.Conn()))
	}
	for i := range verdicts {
		if v := &verdicts[i]; v.err == nil && v.answer.Replayed {
			if v.answer, v.err = s.again(ctx, conn, needs[i], v.answer); v.err != nil {
				return nil, v.err
			}
		}
	}
	return verdicts, nil
}

// decideAll gives each ask its verdict, in the order in which they came, against
// the books as those before left them, and says which books have to be written.
func decideAll(batch []*waiting, needs []Need, books shelf, known map[member.ID]bool, now time.Time) (verdicts []verdict, changed []*Book, err error) {
	verdicts = make([]verdict, len(batch))
	seen, lacks := map[*Book]bool{}, map[*Book]bool{}
	for i, w := range batch {
		b := books[needs[i].Member]
		if !known[b.Member] {
			verdicts[i].err = member.ErrUnknown.With("member", int64(b.Member))
			continue
		}
		if lacks[b] {
			verdicts[i].err = errLacksLots
			continue
		}
		answer, err := w.ask.decide(b, now)
		if lacking(err) {
			// Done alone afterwards, and so is what the member asks behind it.
			lacks[b], verdicts[i].err = true, err
			continue
		}
		var refused *errs.Error
		if err != nil && (!errors.As(err, &refused) || refused.Kind == errs.Internal || refused.Kind == errs.Unavailable) {
			return nil, nil, err
		}
		verdicts[i] = verdict{answer, err}
		if err == nil && !answer.Replayed && !seen[b] {
			seen[b] = true
			changed = append(changed, b)
		}
	}
	return verdicts, changed, nil
}

// finish writes the books and commits.
func (s *Service) finish(ctx context.Context, conn *pgx.Conn, books []*Book) error {
	if len(books) == 0 {
		return rollback(ctx, conn)
	}
	w, err := newWrites(books)
	if err != nil {
		return err
	}
	var second pgx.Batch
	w.queue(&second)
	if err := s.Notices.Queue(ctx, &second, PostedNotice, w.spoken...); err != nil {
		return err
	}
	second.Queue("COMMIT")
	if err := conn.SendBatch(ctx, &second).Close(); err != nil {
		return fmt.Errorf("write books: %w", err)
	}
	s.Notices.Nudge(PostedNotice)
	return nil
}

// rollback ends a transaction that is open; on a lost connection there is none.
func rollback(ctx context.Context, conn *pgx.Conn) error {
	if conn.IsClosed() {
		return nil
	}
	_, err := conn.Exec(ctx, "ROLLBACK")
	return err
}
