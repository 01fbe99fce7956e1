package event

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// meet makes the visitors who are new. A user who is a member needs none, nor does what
// somebody was called before who never came by that name.
func (b *batch) meet(ctx context.Context, list []told) error {
	users := map[blind]string{} // by their keys; "" of those who are none
	for _, t := range list {
		if t.User != "" {
			if _, is := b.actors[b.known(t)]; !is {
				users[t.user] = t.User
			}
		}
		for _, key := range []blind{t.anonymous, t.previous} {
			if key != (blind{}) {
				users[key] = ""
			}
		}
	}
	maps.DeleteFunc(users, func(key blind, _ string) bool { return b.visitors[key] != nil })
	if len(users) == 0 {
		return nil
	}
	keys := slices.SortedFunc(maps.Keys(users), compareBlind)
	if err := b.welcome(ctx, keys); err != nil {
		return err
	}
	for _, key := range keys {
		if users[key] == "" {
			continue
		}
		trace := member.Trace{What: traced, ID: b.visitors[key].id, Until: b.now.Add(waits)}
		if err := b.Members.LeaveTrace(ctx, b.tx, trace, member.Key{Kind: b.from.System, Value: users[key]}); err != nil {
			return err
		}
	}
	return nil
}

// traced is what a trace of a visitor is called; waits is for how long it is followed
// that he joins.
const (
	traced = "event"
	waits  = 400 * 24 * time.Hour
)

// welcome writes new visitors, and reads those whom somebody else wrote meanwhile.
func (b *batch) welcome(ctx context.Context, keys []blind) error {
	ids := make([]int64, len(keys))
	for i := range keys {
		id, err := b.IDs.Next(ctx)
		if err != nil {
			return err
		}
		ids[i] = id
	}
	var trip pgx.Batch
	trip.Queue(`INSERT INTO event.visitor (key, id, seen_at) SELECT k.key, k.id, $3 FROM unnest($1::uuid[], $2::bigint[]) k (key, id) ON CONFLICT DO NOTHING`,
		keys, ids, b.now)
	trip.Queue(readVisitors, keys).Query(b.read)
	if err := b.tx.SendBatch(ctx, &trip).Close(); err != nil {
		return fmt.Errorf("welcome visitors: %w", err)
	}
	return nil
}

const readVisitors = `SELECT key, id, owner, first_at, until, other_at, seen_at FROM event.visitor WHERE key = ANY ($1::uuid[]) `

// read takes visitors up as they are.
func (b *batch) read(rows pgx.Rows) error {
	_, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (none struct{}, err error) {
		var key blind
		var owner *int64
		var first, until, other *time.Time
		v := new(visitor)
		err = row.Scan(&key, &v.id, &owner, &first, &until, &other, &v.seen)
		v.owner, v.first, v.until, v.other = postgres.Value(owner), postgres.Value(first), postgres.Value(until), postgres.Value(other)
		b.visitors[key] = v
		return none, err
	})
	return err
}

// sight is that somebody was known by a visitor at an instant.
type sight struct {
	key blind
	who int64
	at  time.Time
}

// identify writes down who was known by which visitors.
func (b *batch) identify(ctx context.Context, list []told) error {
	joined := map[int64][]int64{} // visitors who turned out to be members
	var news []sight
	for _, t := range list {
		if t.User == "" {
			continue
		}
		who, _ := b.who(t)
		if v := b.visitors[t.user]; who > 0 && v != nil && v.owner == 0 {
			joined[who] = append(joined[who], v.id)
		}
		for _, key := range []blind{t.anonymous, t.previous, t.former} {
			if b.visitors[key] == nil || key == t.user {
				continue
			}
			// Of whom it is known already, only who says so anew is written down again, or that
			// he was there before.
			if v := b.visitors[key]; t.Deed.leaves() && v.owner == who && who != somebody && !t.At.Before(v.first) {
				continue
			}
			news = append(news, sight{key, who, t.At})
		}
	}
	for _, who := range slices.Sorted(maps.Keys(joined)) {
		if err := own(ctx, b.tx, member.ID(who), b.now, joined[who]...); err != nil {
			return err
		}
	}
	return b.apply(ctx, news, len(joined) > 0)
}

// seenEvery is how often it is noted that a visitor is still seen.
const seenEvery = 24 * time.Hour

// apply writes what is news of visitors. They are locked in one order, and read again.
func (b *batch) apply(ctx context.Context, news []sight, stale bool) error {
	touched := map[blind]bool{}
	for key, v := range b.visitors {
		touched[key] = stale || b.now.Sub(v.seen) >= seenEvery
	}
	for _, n := range news {
		copied := *b.visitors[n.key]
		touched[n.key] = touched[n.key] || copied.identified(n.who, n.at)
	}
	maps.DeleteFunc(touched, func(_ blind, is bool) bool { return !is })
	if len(touched) == 0 {
		return nil
	}
	keys := slices.SortedFunc(maps.Keys(touched), compareBlind)
	rows, err := b.tx.Query(ctx, readVisitors+"ORDER BY id FOR NO KEY UPDATE", keys)
	if err == nil {
		err = b.read(rows)
	}
	if err != nil {
		return fmt.Errorf("lock visitors: %w", err)
	}
	slices.SortStableFunc(news, func(x, y sight) int { return x.at.Compare(y.at) })
	for _, n := range news {
		if touched[n.key] {
			b.visitors[n.key].identified(n.who, n.at)
		}
	}
	var ids []int64
	var owners []*int64
	var firsts, untils, others []*time.Time
	for _, key := range keys {
		v := b.visitors[key]
		ids, owners = append(ids, v.id), append(owners, postgres.Optional(v.owner))
		firsts, untils, others = append(firsts, orNone(v.first)), append(untils, orNone(v.until)), append(others, orNone(v.other))
	}
	_, err = b.tx.Exec(ctx, `UPDATE event.visitor v SET owner = n.owner, first_at = n.first_at, until = n.until, other_at = n.other_at, seen_at = $6
		FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[]) n (id, owner, first_at, until, other_at) WHERE v.id = n.id`,
		ids, owners, firsts, untils, others, b.now)
	if err != nil {
		return fmt.Errorf("write who visitors are: %w", err)
	}
	return nil
}

func orNone(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

// own lets visitors who were users without being members be a member's, with all who
// are theirs. What is a member's already stays so.
func own(ctx context.Context, tx postgres.Tx, m member.ID, now time.Time, visitors ...int64) error {
	minus := make([]int64, len(visitors))
	for i, id := range visitors {
		minus[i] = -id
	}
	for _, step := range []struct {
		sql  string
		args []any
	}{
		{`UPDATE event.visitor SET owner = $2, first_at = $3, until = $4 WHERE id = ANY ($1::bigint[]) AND owner IS NULL AND other_at IS NULL`, []any{visitors, int64(m), now, forever}},
		{`UPDATE event.visitor SET owner = $2 WHERE owner = ANY ($1::bigint[])`, []any{minus, int64(m)}},
	} {
		if _, err := tx.Exec(ctx, step.sql, step.args...); err != nil {
			return fmt.Errorf("give visitors to member %d: %w", m, err)
		}
	}
	return nil
}
