package event

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Taken is what became of reports.
type Taken struct {
	Kept    int           // events that were written
	Known   int           // were received before
	Unkept  int           // of whom nothing may be kept, or that leave nothing
	Refused map[int]error // what is wrong with the report at this place; the others were taken
}

// Record takes reports in, as one transaction: when it returns, they are durable. One that
// says nothing usable is refused by itself. The same key within thirty days counts once.
// It begins its own transaction, because the month in which it writes is made before.
// Errors: ErrBadSystem.
func (s *Service) Record(ctx context.Context, from Source, reports []Report) (taken Taken, err error) {
	now := s.Clock.Now().UTC().Truncate(time.Microsecond)
	settings, err := s.Org.Settings(ctx, s.DB)
	if err != nil {
		return taken, err
	}
	if _, external := from.System.System(); from.System != member.Card && !external {
		return taken, ErrBadSystem
	} else if _, err := member.Fold(from.System, "1001", settings.Country); err != nil {
		return taken, ErrBadSystem
	}
	reports = slices.Clone(reports)
	refused := map[int]error{}
	for i := range reports {
		if err := reports[i].check(); err != nil {
			refused[i] = err
			continue
		}
		reports[i].clean()
		if user := reports[i].User; user != "" {
			if _, err := member.Fold(from.System, user, settings.Country); err != nil {
				refused[i] = ErrBadID.With("most", longestID)
			}
		}
		at := reports[i].At.UTC().Truncate(time.Microsecond)
		if at.IsZero() || at.After(now) {
			at = now // clocks of others are ahead
		}
		reports[i].At = at
	}
	take := func() error {
		if err := s.ready(ctx, now); err != nil {
			return err
		}
		return s.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
			b := batch{Service: s, tx: tx, from: from, now: now, country: settings.Country}
			taken, err = b.take(ctx, reports, refused)
			return err
		})
	}
	if err = take(); s.gone(now, err) {
		err = take()
	}
	if err != nil {
		return Taken{}, fmt.Errorf("record %d reports: %w", len(reports), err)
	}
	return taken, nil
}

// blind is an id as it is kept and compared.
type blind [16]byte

func (s *Service) blind(kind, text string) blind {
	return blind(s.Keys.Lasting("event."+kind, text)[:16])
}

// batch is reports that are taken in together.
type batch struct {
	*Service
	tx      postgres.Tx
	from    Source
	now     time.Time
	country string

	bearers  map[member.Key]member.Bearer
	barred   map[member.ID]bool // of whom nothing may be kept
	visitors map[blind]*visitor
}

func (b *batch) take(ctx context.Context, reports []Report, refused map[int]error) (Taken, error) {
	if err := taking(ctx, b.tx); err != nil {
		return Taken{}, err
	}
	fresh, err := b.fresh(ctx, reports, refused)
	if err != nil {
		return Taken{}, err
	}
	taken := Taken{Known: len(reports) - len(refused) - len(fresh), Refused: refused}
	if err := b.resolve(ctx, fresh); err != nil {
		return taken, err
	}
	if err := b.meet(ctx, fresh); err != nil {
		return taken, err
	}
	if err := b.identify(ctx, fresh); err != nil {
		return taken, err
	}
	taken.Kept, err = b.write(ctx, fresh)
	taken.Unkept = len(fresh) - taken.Kept
	return taken, err
}

// fresh returns the reports that were not received before, and notes their keys. All
// batches note them in one order, so that they wait for each other and do not lock each
// other out.
func (b *batch) fresh(ctx context.Context, reports []Report, refused map[int]error) (list []Report, err error) {
	keyed := make(map[blind]Report, len(reports))
	var order, keys []blind
	for i, r := range reports {
		switch _, bad := refused[i]; {
		case bad:
		case r.Key == "":
			list = append(list, r)
		default:
			key := b.blind("message", strconv.FormatInt(b.from.Key, 10)+"|"+r.Key)
			if _, twice := keyed[key]; !twice {
				keyed[key], order = r, append(order, key)
			}
		}
	}
	keys = slices.Clone(order)
	slices.SortFunc(keys, compareBlind)
	rows, err := b.tx.Query(ctx, `INSERT INTO event.key (key, recorded_at) SELECT unnest($1::uuid[]), $2 ON CONFLICT DO NOTHING RETURNING key`, keys, b.now)
	if err != nil {
		return nil, fmt.Errorf("note messages: %w", err)
	}
	got, err := pgx.CollectRows(rows, pgx.RowTo[blind])
	if err != nil {
		return nil, fmt.Errorf("note messages: %w", err)
	}
	is := make(map[blind]bool, len(got))
	for _, key := range got {
		is[key] = true
	}
	for _, key := range order {
		if is[key] {
			list = append(list, keyed[key])
		}
	}
	return list, nil
}

func compareBlind(a, b blind) int { return bytes.Compare(a[:], b[:]) }

// resolve finds out who of the users are members, and of whom nothing may be kept.
func (b *batch) resolve(ctx context.Context, reports []Report) (err error) {
	var keys []member.Key
	for _, r := range reports {
		if r.User != "" {
			keys = append(keys, b.user(r.User))
		}
	}
	b.barred = map[member.ID]bool{}
	if len(keys) == 0 {
		return nil
	}
	if b.bearers, err = b.Members.Bearers(ctx, b.tx, keys); err != nil {
		return err
	}
	stand := map[member.ID]bool{}
	for _, bearer := range b.bearers {
		stand[bearer.Member] = true
	}
	b.barred, err = b.Members.Untracked(ctx, b.tx, slices.Sorted(maps.Keys(stand))...)
	return err
}

func (b *batch) user(id string) member.Key { return member.Key{Kind: b.from.System, Value: id} }

// userBlind is the visitor as which somebody is known who is no member yet.
func (b *batch) userBlind(id string) blind {
	folded, err := member.Fold(b.from.System, id, b.country)
	if err != nil { // it was looked at before
		folded = id
	}
	return b.blind("user", string(b.from.System)+"|"+folded)
}

func (b *batch) anonymous(id string) blind { return b.blind("anonymous", id) }

// who is under whom a report with a user is kept; barred where nothing may be.
func (b *batch) who(r Report) (who int64, barred bool) {
	if bearer, known := b.bearers[b.user(r.User)]; known {
		if b.barred[bearer.Member] {
			return somebody, true
		}
		return int64(bearer.Own), false
	}
	return -b.visitors[b.userBlind(r.User)].id, false
}

// meet reads the visitors that reports speak of, and makes those who are new.
func (b *batch) meet(ctx context.Context, reports []Report) error {
	wanted, asked := map[blind]string{}, map[blind]bool{} // with the user's id where it is one
	for _, r := range reports {
		if r.Anonymous != "" {
			wanted[b.anonymous(r.Anonymous)] = ""
		}
		if r.Deed == Alias {
			wanted[b.anonymous(r.Previous)] = ""
			asked[b.userBlind(r.Previous)] = true
		}
		if r.User == "" {
			continue
		}
		if _, known := b.bearers[b.user(r.User)]; known {
			asked[b.userBlind(r.User)] = true // he may have been known before he joined
		} else {
			wanted[b.userBlind(r.User)] = r.User
		}
	}
	b.visitors = make(map[blind]*visitor, len(wanted))
	all := slices.AppendSeq(slices.Collect(maps.Keys(asked)), maps.Keys(wanted))
	if err := b.read(ctx, all, ""); err != nil {
		return err
	}
	var missing []blind
	for key := range wanted {
		if b.visitors[key] == nil {
			missing = append(missing, key)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	if err := b.welcome(ctx, missing); err != nil {
		return err
	}
	for _, key := range missing {
		user := wanted[key]
		if user == "" {
			continue
		}
		trace := member.Trace{What: traced, ID: b.visitors[key].id, Until: b.now.Add(waits)}
		if err := b.Members.LeaveTrace(ctx, b.tx, trace, b.user(user)); err != nil {
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
	slices.SortFunc(keys, compareBlind)
	ids := make([]int64, len(keys))
	for i := range keys {
		id, err := b.IDs.Next(ctx)
		if err != nil {
			return err
		}
		ids[i] = id
	}
	_, err := b.tx.Exec(ctx, `INSERT INTO event.visitor (key, id, seen_at) SELECT k.key, k.id, $3 FROM unnest($1::uuid[], $2::bigint[]) k (key, id) ON CONFLICT DO NOTHING`,
		keys, ids, b.now)
	if err != nil {
		return fmt.Errorf("welcome visitors: %w", err)
	}
	return b.read(ctx, keys, "")
}

const readVisitors = `SELECT key, id, owner, first_at, until, other_at, seen_at FROM event.visitor WHERE key = ANY ($1::uuid[]) `

func (b *batch) read(ctx context.Context, keys []blind, more string) error {
	if len(keys) == 0 {
		return nil
	}
	rows, err := b.tx.Query(ctx, readVisitors+more, keys)
	if err != nil {
		return fmt.Errorf("read visitors: %w", err)
	}
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (none struct{}, err error) {
		var key blind
		var owner *int64
		var first, until, other *time.Time
		v := new(visitor)
		err = row.Scan(&key, &v.id, &owner, &first, &until, &other, &v.seen)
		v.owner, v.first, v.until, v.other = postgres.Value(owner), postgres.Value(first), postgres.Value(until), postgres.Value(other)
		b.visitors[key] = v
		return none, err
	})
	if err != nil {
		return fmt.Errorf("read visitors: %w", err)
	}
	return nil
}

// known is that somebody was known by a visitor at an instant.
type known struct {
	key blind
	who int64
	at  time.Time
}

// identify writes down who was known by which visitors.
func (b *batch) identify(ctx context.Context, reports []Report) error {
	joined := map[int64][]int64{} // visitors who turned out to be members
	var news []known
	for _, r := range reports {
		if r.User == "" {
			continue
		}
		who, _ := b.who(r)
		if v := b.visitors[b.userBlind(r.User)]; who > 0 && v != nil && v.owner == 0 {
			joined[who] = append(joined[who], v.id)
		}
		if r.Anonymous != "" {
			news = append(news, known{b.anonymous(r.Anonymous), who, r.At})
		}
		if r.Deed == Alias {
			news = append(news, known{b.anonymous(r.Previous), who, r.At})
			if key := b.userBlind(r.Previous); b.visitors[key] != nil && key != b.userBlind(r.User) {
				news = append(news, known{key, who, r.At})
			}
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
func (b *batch) apply(ctx context.Context, news []known, stale bool) error {
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
	if err := b.read(ctx, keys, "ORDER BY id FOR NO KEY UPDATE"); err != nil {
		return err
	}
	slices.SortStableFunc(news, func(x, y known) int { return x.at.Compare(y.at) })
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
	_, err := b.tx.Exec(ctx, `UPDATE event.visitor v SET owner = n.owner, first_at = n.first_at, until = n.until, other_at = n.other_at, seen_at = $6
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

// write writes the events that reports leave, and says how many.
func (b *batch) write(ctx context.Context, reports []Report) (int, error) {
	var r struct {
		under, ids, sources, values      []int64
		at                               []time.Time
		kinds, names, skus, labels, path []string
		currencies                       []string
		pieces                           []int32
	}
	for _, one := range reports {
		if !one.Deed.leaves() {
			continue
		}
		var under int64
		if one.User != "" {
			who, barred := b.who(one)
			if barred {
				continue
			}
			under = who
		} else {
			under = -b.visitors[b.anonymous(one.Anonymous)].id
		}
		id, err := b.IDs.Next(ctx)
		if err != nil {
			return 0, err
		}
		r.under, r.ids, r.at = append(r.under, under), append(r.ids, id), append(r.at, one.At)
		r.kinds, r.names, r.skus = append(r.kinds, string(one.kind())), append(r.names, one.Name), append(r.skus, arrayText(one.SKUs))
		r.labels, r.path = append(r.labels, one.Label), append(r.path, one.Path)
		r.values, r.currencies, r.pieces = append(r.values, one.Value), append(r.currencies, one.Currency), append(r.pieces, int32(one.Pieces))
	}
	if len(r.ids) == 0 {
		return 0, nil
	}
	_, err := b.tx.Exec(ctx, `INSERT INTO event.event (member_id, occurred_at, id, recorded_at, kind, name, source, skus, label, path, pieces, value, currency)
		SELECT e.member_id, e.occurred_at, e.id, $12, e.kind, e.name, $13, e.skus::text[], nullif(e.label, ''), nullif(e.path, ''), nullif(e.pieces, 0),
		       CASE WHEN e.currency = '' THEN NULL ELSE e.value END, nullif(e.currency, '')
		FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::bigint[], $11::text[])
			e (member_id, occurred_at, id, kind, name, skus, label, path, pieces, value, currency)`,
		r.under, r.at, r.ids, r.kinds, r.names, r.skus, r.labels, r.path, r.pieces, r.values, r.currencies, b.now, b.from.Key)
	if err != nil {
		return 0, fmt.Errorf("write events: %w", err)
	}
	return len(r.ids), nil
}

// arrayText writes an array as PostgreSQL reads it: lists of unlike lengths fit into no
// array of arrays.
func arrayText(list []string) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, text := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + quoted.Replace(text) + `"`)
	}
	b.WriteByte('}')
	return b.String()
}

var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
