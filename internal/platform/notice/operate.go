package notice

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// Standing is how one listener stands: what it still has to hear, and whether
// it is told anything.
type Standing struct {
	Waiting
	Kind     Kind      // that it hears; empty where this program has no such listener
	PausedAt time.Time // zero: it is told
	Reason   string    // why it is paused
}

// Listeners tells how every listener of this program stands, and those that
// another version left notices for.
func (b *Bus) Listeners(ctx context.Context) ([]Standing, error) {
	waiting, err := b.Backlog(ctx)
	if err != nil {
		return nil, err
	}
	byName := map[string]*Standing{}
	for _, l := range b.listeners {
		byName[l.name] = &Standing{Waiting: Waiting{Listener: l.name}, Kind: b.kindOf(l.name)}
	}
	for _, w := range waiting {
		if byName[w.Listener] == nil {
			byName[w.Listener] = &Standing{}
		}
		byName[w.Listener].Waiting = w
	}
	if err := b.readPaused(ctx, byName); err != nil {
		return nil, err
	}
	list := make([]Standing, 0, len(byName))
	for _, s := range byName {
		list = append(list, *s)
	}
	slices.SortFunc(list, func(x, y Standing) int { return cmp.Compare(x.Listener, y.Listener) })
	return list, nil
}

func (b *Bus) kindOf(name string) Kind {
	for kind, names := range b.byKind {
		if slices.Contains(names, name) {
			return kind
		}
	}
	return ""
}

func (b *Bus) readPaused(ctx context.Context, byName map[string]*Standing) error {
	rows, err := b.db.Query(ctx, `SELECT listener, paused_at, reason FROM notice.paused`)
	if err != nil {
		return fmt.Errorf("read paused listeners: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s Standing
		if err := rows.Scan(&s.Listener, &s.PausedAt, &s.Reason); err != nil {
			return fmt.Errorf("read paused listeners: %w", err)
		}
		if byName[s.Listener] == nil {
			byName[s.Listener] = &Standing{Waiting: Waiting{Listener: s.Listener}}
		}
		byName[s.Listener].PausedAt, byName[s.Listener].Reason = s.PausedAt, s.Reason
	}
	return rows.Err()
}

// Pause has a listener told nothing from the commit of tx until Resume, in every
// process; the batch that it is in is finished. What it should hear waits. It
// reports whether that is new.
//
// Errors: ErrNoListener.
func (b *Bus) Pause(ctx context.Context, tx postgres.Tx, listener, reason string) (bool, error) {
	if b.listener(listener) == nil {
		return false, ErrNoListener.With("listener", listener)
	}
	tag, err := tx.Exec(ctx, `INSERT INTO notice.paused (listener, paused_at, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		listener, b.clock.Now(), reason)
	if err != nil {
		return false, fmt.Errorf("pause %s: %w", listener, err)
	}
	return tag.RowsAffected() > 0, nil
}

// Resume lets a listener be told again; one that is not paused is told already. A
// pause of a listener that this program no longer has is taken away as well.
//
// Errors: ErrNoListener.
func (b *Bus) Resume(ctx context.Context, tx postgres.Tx, listener string) error {
	tag, err := tx.Exec(ctx, `DELETE FROM notice.paused WHERE listener = $1`, listener)
	if err != nil {
		return fmt.Errorf("resume %s: %w", listener, err)
	}
	if tag.RowsAffected() == 0 && b.listener(listener) == nil {
		return ErrNoListener.With("listener", listener)
	}
	b.nudge(listener)
	return nil
}

func (b *Bus) listener(name string) *listener {
	for _, l := range b.listeners {
		if l.name == name {
			return l
		}
	}
	return nil
}

func (b *Bus) nudge(name string) {
	if l := b.listener(name); l != nil {
		l.nudge()
	}
}

// Parked is a notice that was set aside after MaxAttempts.
type Parked struct {
	Listener   string    `json:"listener"`
	ID         int64     `json:"id"`
	Kind       Kind      `json:"kind"`
	Refs       []Ref     `json:"refs"` // what it concerns
	RecordedAt time.Time `json:"recorded_at"`
	ParkedAt   time.Time `json:"parked_at"`
	Attempts   int       `json:"attempts"`
	Error      string    `json:"error"` // what the last attempt failed with
}

// Spot is where a notice of a listener lies, or a page of them ended.
type Spot struct {
	Listener string
	ID       int64
}

// Spot is where the notice lies.
func (p Parked) Spot() Spot { return Spot{p.Listener, p.ID} }

// String writes a spot for SpotOf.
func (s Spot) String() string { return s.Listener + " " + strconv.FormatInt(s.ID, 10) }

// SpotOf reads a spot; nothing is the beginning.
func SpotOf(text string) (Spot, error) {
	if text == "" {
		return Spot{}, nil
	}
	listener, number, _ := strings.Cut(text, " ")
	id, err := strconv.ParseInt(number, 10, 64)
	return Spot{listener, id}, err
}

const parkedColumns = `listener, id, kind, member_ids, ids, recorded_at, parked_at, attempts, coalesce(error, '')`

// Parked returns a page of the notices that are parked, of one listener or of
// all, by listener and id.
func (b *Bus) Parked(ctx context.Context, listener string, after Spot, limit int) ([]Parked, error) {
	rows, err := postgres.Anew(b.db).Query(ctx, `SELECT `+parkedColumns+` FROM notice.pending
		WHERE parked_at IS NOT NULL AND ($1 = '' OR listener = $1) AND (listener, id) > ($2, $3)
		ORDER BY listener, id LIMIT $4`, listener, after.Listener, after.ID, limit)
	if err != nil {
		return nil, fmt.Errorf("read parked notices: %w", err)
	}
	list, err := pgx.CollectRows(rows, readParked)
	if err != nil {
		return nil, fmt.Errorf("read parked notices: %w", err)
	}
	return list, nil
}

func readParked(row pgx.CollectableRow) (p Parked, err error) {
	var members, ids []int64
	err = row.Scan(&p.Listener, &p.ID, &p.Kind, &members, &ids, &p.RecordedAt, &p.ParkedAt, &p.Attempts, &p.Error)
	p.Refs = make([]Ref, len(members))
	for i, m := range members {
		p.Refs[i] = Ref{m, ids[i]}
	}
	return p, err
}

// Retry lets a listener hear a parked notice again once tx has committed, with
// as many attempts as a new one.
//
// Errors: ErrNotParked.
func (b *Bus) Retry(ctx context.Context, tx postgres.Tx, at Spot) error {
	n, err := b.unpark(ctx, tx, `listener = $1 AND id = $3`, at.Listener, at.ID)
	if err == nil && n == 0 {
		return ErrNotParked.With("listener", at.Listener, "notice", at.ID)
	}
	return err
}

// RetryAll does what Retry does with everything that is parked of a listener,
// and returns how much that is.
func (b *Bus) RetryAll(ctx context.Context, tx postgres.Tx, listener string) (int64, error) {
	return b.unpark(ctx, tx, `listener = $1`, listener)
}

func (b *Bus) unpark(ctx context.Context, tx postgres.Tx, which, listener string, id ...any) (int64, error) {
	tag, err := tx.Exec(ctx, `UPDATE notice.pending SET parked_at = NULL, attempts = 0, due_at = $2, error = NULL
		WHERE parked_at IS NOT NULL AND `+which, append([]any{listener, b.clock.Now()}, id...)...)
	if err != nil {
		return 0, fmt.Errorf("retry parked notices of %s: %w", listener, err)
	}
	b.nudge(listener)
	return tag.RowsAffected(), nil
}

// Drop gives a parked notice up for ever and returns it, so that the caller can
// record what will not be heard.
//
// Errors: ErrNotParked.
func (b *Bus) Drop(ctx context.Context, tx postgres.Tx, at Spot) (Parked, error) {
	rows, err := tx.Query(ctx, `DELETE FROM notice.pending WHERE listener = $1 AND id = $2 AND parked_at IS NOT NULL
		RETURNING `+parkedColumns, at.Listener, at.ID)
	if err != nil {
		return Parked{}, fmt.Errorf("drop notice %d of %s: %w", at.ID, at.Listener, err)
	}
	p, err := pgx.CollectExactlyOneRow(rows, readParked)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, ErrNotParked.With("listener", at.Listener, "notice", at.ID)
	}
	if err != nil {
		return p, fmt.Errorf("drop notice %d of %s: %w", at.ID, at.Listener, err)
	}
	return p, nil
}
