package notice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

const (
	// MaxAttempts is how often a notice is told before it is parked.
	MaxAttempts = 12

	batchSize   = 200                    // notices a listener takes at once
	workers     = 4                      // members handled side by side
	batchTime   = 20 * time.Second       // the claiming transaction may not hold others back longer
	idlePause   = 250 * time.Millisecond // how long another process's notice may wait to be seen
	firstPause  = 2 * time.Millisecond   // after a nudge the speaker's commit is still on its way
	firstRetry  = time.Second
	longestWait = 10 * time.Minute
)

// listener tells notices to one handler.
type listener struct {
	bus    *Bus
	name   string
	handle Handler
	wake   chan struct{}
}

func (l *listener) nudge() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// run works off what is due, then waits for a nudge or the idle pause. After a
// nudge it looks again soon, because Speak nudges before its commit.
func (l *listener) run(ctx context.Context) {
	pause := idlePause
	for ctx.Err() == nil {
		// The batch in hand is finished even when Stop has been called.
		n, err := l.batch(context.WithoutCancel(ctx))
		switch {
		case err != nil:
			l.bus.log.ErrorContext(ctx, "notices not told", "listener", l.name, "error", err)
			pause = time.Second
		case n > 0:
			continue
		default:
			pause = min(pause*2, idlePause)
		}
		select {
		case <-ctx.Done():
		case <-l.wake:
			pause = firstPause
			waitFor(ctx, firstPause)
		case <-time.After(pause):
		}
	}
}

func waitFor(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// row is one notice waiting for this listener.
type row struct {
	id       int64
	members  []int64
	ids      []int64
	attempts int
	err      error
}

// batch claims notices that are due by locking their rows, tells them member by
// member, and deletes those that were acted on. The claim ends with the
// transaction, so that a killed process leaves nothing to be cleaned up.
//
// What handlers commit need not be on disk by itself (postgres.Options.Redone):
// this commit, which ends the notices, waits for the disk, and PostgreSQL's log
// has everything before it there by then. Lost together they are told again.
func (l *listener) batch(ctx context.Context) (told int, err error) {
	select {
	case l.bus.claims <- struct{}{}:
		defer func() { <-l.bus.claims }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, batchTime)
	defer cancel()
	err = l.bus.db.InTx(ctx, func(tx postgres.Tx) error {
		rows, err := l.claim(ctx, tx)
		if err != nil || len(rows) == 0 {
			return err
		}
		l.tell(ctx, rows)
		told, err = l.settle(ctx, tx, rows)
		return err
	})
	return told, err
}

func (l *listener) claim(ctx context.Context, tx postgres.Tx) ([]*row, error) {
	if _, err := tx.Exec(ctx, `SET LOCAL synchronous_commit = on`); err != nil {
		return nil, fmt.Errorf("claim notices of %s: %w", l.name, err)
	}
	result, err := tx.Query(ctx, `
		SELECT id, member_ids, ids, attempts FROM notice.pending
		WHERE listener = $1 AND due_at <= $2 AND parked_at IS NULL
		  AND NOT EXISTS (SELECT FROM notice.paused WHERE listener = $1)
		ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED`, l.name, l.bus.clock.Now(), batchSize)
	if err != nil {
		return nil, fmt.Errorf("claim notices of %s: %w", l.name, err)
	}
	defer result.Close()
	var rows []*row
	for result.Next() {
		r := new(row)
		if err := result.Scan(&r.id, &r.members, &r.ids, &r.attempts); err != nil {
			return nil, fmt.Errorf("read notice of %s: %w", l.name, err)
		}
		rows = append(rows, r)
	}
	return rows, result.Err()
}

// tell calls the handler once per member, members in ascending order over a
// few workers, and notes on each row what failed.
func (l *listener) tell(ctx context.Context, rows []*row) {
	ids, from := map[int64][]int64{}, map[int64][]*row{}
	for _, r := range rows {
		for i, m := range r.members {
			ids[m] = append(ids[m], r.ids[i])
			if of := from[m]; len(of) == 0 || of[len(of)-1] != r {
				from[m] = append(of, r)
			}
		}
	}
	members := make([]int64, 0, len(ids))
	for m := range ids {
		members = append(members, m)
	}
	slices.Sort(members)

	var mu sync.Mutex
	var group sync.WaitGroup
	next := make(chan int64)
	for range min(workers, len(members)) {
		group.Go(func() {
			for m := range next {
				if err := l.call(ctx, m, distinct(ids[m])); err != nil {
					mu.Lock()
					for _, r := range from[m] {
						r.err = err
					}
					mu.Unlock()
				}
			}
		})
	}
	for _, m := range members {
		next <- m
	}
	close(next)
	group.Wait()
}

// call turns a panic of a handler into a failure of its notice: one bad member
// must not end the listening of everybody.
func (l *listener) call(ctx context.Context, member int64, ids []int64) (err error) {
	defer errs.Caught(&err)
	return l.handle(ctx, member, ids)
}

func distinct(ids []int64) []int64 {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// settle deletes what was acted on and puts off or parks what failed.
func (l *listener) settle(ctx context.Context, tx postgres.Tx, rows []*row) (done int, err error) {
	var ids []int64
	for _, r := range rows {
		if r.err == nil {
			ids = append(ids, r.id)
			continue
		}
		if err := l.putOff(ctx, tx, r); err != nil {
			return 0, err
		}
	}
	if _, err := tx.Exec(ctx, `DELETE FROM notice.pending WHERE listener = $1 AND id = ANY ($2)`, l.name, ids); err != nil {
		return 0, fmt.Errorf("end notices of %s: %w", l.name, err)
	}
	return len(ids), nil
}

func (l *listener) putOff(ctx context.Context, tx postgres.Tx, r *row) error {
	now := l.bus.clock.Now()
	attempts := r.attempts + 1
	var parked *time.Time
	if attempts >= MaxAttempts {
		parked = &now
	}
	wait := min(firstRetry<<min(r.attempts, 20), longestWait)
	if errors.Is(r.err, context.DeadlineExceeded) {
		wait = firstRetry
	}
	l.bus.log.WarnContext(ctx, "notice failed", "listener", l.name, "notice_id", r.id,
		"attempts", attempts, "parked", parked != nil, "error", r.err)
	_, err := tx.Exec(ctx, `
		UPDATE notice.pending SET attempts = $3, due_at = $4, parked_at = $5, error = $6
		WHERE listener = $1 AND id = $2`, l.name, r.id, attempts, now.Add(wait), parked, r.err.Error())
	if err != nil {
		return fmt.Errorf("put off notice %d of %s: %w", r.id, l.name, err)
	}
	return nil
}
