package profile

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/profile/internal/profiledb"
)

// Rated is what is stored of a member, of one brand or (0) of all.
type Rated struct {
	Member  member.ID
	Brand   org.BrandID
	First   time.Time // business day of the first purchase; zero where nothing is kept
	Last    time.Time
	Orders  int64
	Spend   int64
	Value   Value
	Version int       // of the rule
	AsOf    time.Time // when this was last found to have changed
	Since   time.Time // from when on the class is what it is
}

// same reports whether two say the same, whenever that was found out.
func (r Rated) same(o Rated) bool {
	o.AsOf, o.Since = r.AsOf, r.Since
	return r == o
}

// The causes of a change.
const (
	CauseRule     = "rule"     // another version of the rule holds
	CausePurchase = "purchase" // something was bought
	CauseLess     = "less"     // something came back, or left the window
	CauseTime     = "time"     // nothing happened, and the days went by
	CauseOthers   = "others"   // the member is as before; the others are not
	CauseRefused  = "refused"  // the member wants nothing to be reckoned of him
)

// cause says why the class of a member is another now.
func cause(was, is Rated, line Line) string {
	switch {
	case was.Version != is.Version:
		return CauseRule
	case is.Last.After(was.Last) || is.Orders > was.Orders || is.Spend > was.Spend:
		return CausePurchase
	case is.Orders < was.Orders || is.Spend < was.Spend || is.Last.Before(was.Last):
		return CauseLess
	case is.Value.R < was.Value.R || line.asks(Recency) || line.asks(Tenure):
		return CauseTime
	}
	return CauseOthers
}

func (l Line) asks(of Measure) bool {
	for _, c := range l.When {
		if c.Of == of {
			return true
		}
	}
	return false
}

// keep writes what differs of a batch, within a transaction of its own that also
// notes how far the refresh came.
func (s *Service) keep(ctx context.Context, b *batch, progress *profiledb.AdvanceRefreshParams) error {
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		refused, err := s.Members.Reckoning(ctx, tx, b.after, b.upto)
		if err != nil {
			return err
		}
		rows, err := query(tx).Stored(ctx, int64(b.after), int64(b.upto))
		if err != nil {
			return fmt.Errorf("read values: %w", err)
		}
		c := changes{asked: b.asked, now: s.Clock.Now(), refused: refused}
		c.find(rows, slices.DeleteFunc(b.people, func(p person) bool { return refused[p.Member] }))
		if err := c.keep(ctx, tx, s); err != nil {
			return err
		}
		p := *progress
		p.Written, p.Moved = int64(len(c.fresh)+len(c.changed)), int64(len(c.moved))
		if err := query(tx).AdvanceRefresh(ctx, p); err != nil {
			return fmt.Errorf("note progress: %w", err)
		}
		return nil
	})
}

// OnUnprofiled takes back what was reckoned of members who want that no more. Their
// purchases still count among those against which others are scored.
func (s *Service) OnUnprofiled(ctx context.Context, _ int64, members []member.ID) error {
	today, err := s.Today(ctx)
	if err != nil {
		return err
	}
	return s.DB.InTx(ctx, func(tx postgres.Tx) error {
		refused, err := s.Members.Unprofiled(ctx, tx, members...) // one may have thought better of it
		if err != nil || len(refused) == 0 {
			return err
		}
		rows, err := query(tx).OfMembers(ctx, postgres.IDs(slices.Sorted(maps.Keys(refused))))
		if err != nil {
			return fmt.Errorf("read values: %w", err)
		}
		c := changes{asked: Asked{Day: today}, now: s.Clock.Now(), refused: refused}
		stored := make([]profiledb.StoredRow, len(rows))
		for i, r := range rows {
			stored[i] = profiledb.StoredRow(r)
		}
		c.find(stored, nil)
		return c.keep(ctx, tx, s)
	})
}

// keep writes the changes.
func (c *changes) keep(ctx context.Context, tx postgres.Tx, s *Service) error {
	if err := c.number(ctx, s); err != nil {
		return err
	}
	if err := c.write(ctx, tx); err != nil {
		return err
	}
	return s.Members.SetLabels(ctx, tx, c.labels...)
}

// changes are what a batch differs in from what is stored.
type changes struct {
	asked   Asked
	now     time.Time
	refused map[member.ID]bool // of whom nothing may be reckoned
	fresh   []Rated
	changed []Rated
	moved   []move
	labels  []member.Label
}

// move is a member who is of another class now.
type move struct {
	id    int64
	from  Class
	to    Rated
	cause string
}

// find goes through stored rows and people side by side; both are in order.
func (c *changes) find(rows []profiledb.StoredRow, people []person) {
	for len(rows) > 0 || len(people) > 0 {
		switch order(rows, people) {
		case 0:
			c.differ(ratedOf(rows[0]), c.rated(people[0]))
			rows, people = rows[1:], people[1:]
		case 1:
			is := c.rated(people[0])
			c.fresh = append(c.fresh, is)
			c.label(is, "")
			people = people[1:]
		default:
			was := ratedOf(rows[0])
			c.differ(was, Rated{Member: was.Member, Brand: was.Brand, Version: was.Version, Value: Value{Class: None}, AsOf: c.asked.Day})
			rows = rows[1:]
		}
	}
}

func order(rows []profiledb.StoredRow, people []person) int {
	switch {
	case len(people) == 0:
		return -1
	case len(rows) == 0:
		return 1
	}
	return cmp.Or(cmp.Compare(rows[0].MemberID, int64(people[0].Member)), cmp.Compare(rows[0].BrandID, int64(people[0].Brand)))
}

func (c *changes) rated(p person) Rated {
	return Rated{
		Member: p.Member, Brand: p.Brand, First: p.First.UTC(), Last: p.Last.UTC(), Orders: p.Orders, Spend: p.Spend,
		Value: p.Value, Version: c.asked.Rule.Number, AsOf: c.asked.Day, Since: c.asked.Day,
	}
}

// differ notes what is, where it is not what was.
func (c *changes) differ(was, is Rated) {
	if is.same(was) {
		return
	}
	is.Since = was.Since
	if is.Value.Class != was.Value.Class {
		is.Since = c.asked.Day
		why := CauseRefused
		if !c.refused[is.Member] {
			why = cause(was, is, c.asked.Rule.Body.line(is.Value.Line))
		}
		c.moved = append(c.moved, move{from: was.Value.Class, to: is, cause: why})
		c.label(is, was.Value.Class)
	}
	c.changed = append(c.changed, is)
}

// line returns the line of the classes that a value met; an empty one for the rest.
func (r Rule) line(no int) Line {
	if no < 1 || no > len(r.Classes) {
		return Line{}
	}
	return r.Classes[no-1]
}

// label lets the member bear the class, in place of another.
func (c *changes) label(is Rated, was Class) {
	if is.Brand != 0 {
		return
	}
	name := func(class Class) string { return "value:" + string(class) }
	if was != "" && was != None {
		c.labels = append(c.labels, member.Label{Member: is.Member, Label: name(was), Source: source, Since: c.now, ExpiresAt: c.now})
	}
	if is.Value.Class != None {
		c.labels = append(c.labels, member.Label{Member: is.Member, Label: name(is.Value.Class), Source: source, Since: c.now})
	}
}

// number gives the moves their ids.
func (c *changes) number(ctx context.Context, s *Service) error {
	if len(c.moved) == 0 {
		return nil
	}
	ids, err := s.IDs.Take(ctx, len(c.moved))
	if err != nil {
		return err
	}
	for i, id := range ids {
		c.moved[i].id = id
	}
	return nil
}

func (c *changes) write(ctx context.Context, tx postgres.Tx) error {
	fresh := postgres.Rows{Schema: "profile", Table: "rfm", Columns: []string{
		"member_id", "brand_id", "as_of", "first_order_on", "last_order_on", "orders", "spend", "r", "f", "m", "class", "since",
		"rule_version", "rule_no",
	}, Values: make([][]any, len(c.fresh))}
	for i, v := range c.fresh {
		fresh.Values[i] = []any{int64(v.Member), int64(v.Brand), v.AsOf, v.First, v.Last, v.Orders, v.Spend,
			int16(v.Value.R), int16(v.Value.F), int16(v.Value.M), string(v.Value.Class), v.Since, int32(v.Version), int16(v.Value.Line)}
	}
	moved := postgres.Rows{Schema: "profile", Table: "change", Columns: []string{
		"member_id", "id", "brand_id", "from_class", "to_class", "cause", "as_of", "first_order_on", "last_order_on",
		"orders", "spend", "r", "f", "m", "rule_version", "rule_no", "recorded_at",
	}, Values: make([][]any, len(c.moved))}
	for i, m := range c.moved {
		v := m.to
		moved.Values[i] = []any{int64(v.Member), m.id, int64(v.Brand), string(m.from), string(v.Value.Class), m.cause, v.AsOf,
			postgres.Null(v.First), postgres.Null(v.Last), v.Orders, v.Spend, int16(v.Value.R), int16(v.Value.F), int16(v.Value.M),
			int32(v.Version), int16(v.Value.Line), c.now}
	}
	var w postgres.Writes
	w.Insert(fresh)
	w.Insert(moved)
	c.update(&w)
	return w.Flush(ctx, tx)
}

// update queues the rows that are there and differ, as one statement.
func (c *changes) update(w *postgres.Writes) {
	n := len(c.changed)
	if n == 0 {
		return
	}
	members, brands, orders, spend := make([]int64, n), make([]int64, n), make([]int64, n), make([]int64, n)
	asOf, since, first, last := make([]time.Time, n), make([]time.Time, n), make([]*time.Time, n), make([]*time.Time, n)
	r, f, m, line := make([]int16, n), make([]int16, n), make([]int16, n), make([]int16, n)
	class, version := make([]string, n), make([]int32, n)
	for i, v := range c.changed {
		members[i], brands[i], orders[i], spend[i] = int64(v.Member), int64(v.Brand), v.Orders, v.Spend
		asOf[i], since[i], first[i], last[i] = v.AsOf, v.Since, postgres.Optional(v.First), postgres.Optional(v.Last)
		r[i], f[i], m[i], line[i] = int16(v.Value.R), int16(v.Value.F), int16(v.Value.M), int16(v.Value.Line)
		class[i], version[i] = string(v.Value.Class), int32(v.Version)
	}
	w.Update(`UPDATE profile.rfm v SET as_of = w.as_of, first_order_on = w.first_on, last_order_on = w.last_on,
			orders = w.orders, spend = w.spend, r = w.r, f = w.f, m = w.m, class = w.class, since = w.since,
			rule_version = w.version, rule_no = w.line, xid = pg_current_xact_id()
		FROM unnest($1::bigint[], $2::bigint[], $3::date[], $4::date[], $5::date[], $6::bigint[], $7::bigint[],
			$8::smallint[], $9::smallint[], $10::smallint[], $11::text[], $12::date[], $13::int[], $14::smallint[])
			w (member_id, brand_id, as_of, first_on, last_on, orders, spend, r, f, m, class, since, version, line)
		WHERE v.member_id = w.member_id AND v.brand_id = w.brand_id`,
		members, brands, asOf, first, last, orders, spend, r, f, m, class, since, version, line)
}

func ratedOf(r profiledb.StoredRow) Rated {
	return Rated{
		Member: member.ID(r.MemberID), Brand: org.BrandID(r.BrandID), Orders: r.Orders, Spend: r.Spend,
		First: postgres.Value(r.FirstOrderOn).UTC(), Last: postgres.Value(r.LastOrderOn).UTC(),
		Value:   Value{R: int(r.R), F: int(r.F), M: int(r.M), Class: Class(r.Class), Line: int(r.RuleNo)},
		Version: int(r.RuleVersion), AsOf: r.AsOf.UTC(), Since: r.Since.UTC(),
	}
}
