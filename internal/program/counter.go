package program

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/program/engine"
	"habitue/internal/program/internal/programdb"
	"habitue/internal/tier"
)

// world is what counters share: rules, and codes of what orders name by id.
type world struct {
	rules    []rulebook.Version[engine.Rule]
	stores   map[org.StoreID]org.Store
	channels map[org.ChannelID]org.Channel
	articles map[catalog.ArticleID]catalog.Article
	rounding func(ledger.AssetID, time.Time) money.Rounding
	recorded time.Time
}

// Earned is what an order earned.
type Earned struct {
	Order      order.ID
	Posting    ledger.PostingID // 0: nothing was posted
	Rule       ledger.Rule
	Level      string
	Points     int64
	Growth     int64
	Lines      []engine.LineEarned
	Why        []engine.Reason
	OccurredAt time.Time

	TakenPoints int64 // by refunds so far
	TakenGrowth int64
	Takings     []Taking // the parts of that, by refund

	taken map[order.RefundID]bool // refunds that took their part
	fresh bool
}

// Taking is what a refund took back of what an order earned.
type Taking struct {
	Refund         order.RefundID
	Posting        ledger.PostingID // 0: there was nothing to take
	Points, Growth int64
}

// taking is what a refund takes back of an order now.
type taking struct {
	refund         order.RefundID
	order          order.ID
	posting        ledger.PostingID
	points, growth int64
}

// counter is one member's books, track and earnings in memory.
type counter struct {
	*world
	member member.Member
	book   *ledger.Book
	track  *tier.Track
	earned map[order.ID]*Earned
	took   []taking
}

// earn lets an order earn, once. now is the instant at which that happens: the
// present for a till, the order's own time for a history.
func (c *counter) earn(o *order.Order, track *tier.Track, now time.Time) error {
	if c.earned[o.ID] != nil {
		return nil
	}
	rule := rulebook.At(c.rules, o.OccurredAt)
	facts := c.facts(o, c.member, track)
	got := engine.Earn(rule.Body, facts, c.reckonable(o))
	e := &Earned{
		Order: o.ID, Rule: ledger.Rule{ID: rule.ID, Version: rule.Number}, Level: facts.Level,
		Points: got.Points, Growth: got.Growth, Lines: got.Lines, Why: got.Why, OccurredAt: o.OccurredAt,
		taken: map[order.RefundID]bool{}, fresh: true,
	}
	p := ledger.Posting{
		Member: c.member.ID, Key: earnKey(o.ID), Reason: ledger.Earn, Ref: ledger.Ref{Kind: "order", ID: int64(o.ID)},
		Rule: e.Rule, OccurredAt: o.OccurredAt,
	}
	if e.Points > 0 {
		p.Credits = append(p.Credits, credit(ledger.Points, e.Points, o.OccurredAt, rule.Body.PendingDays))
	}
	if e.Growth > 0 {
		p.Credits = append(p.Credits, credit(ledger.Growth, e.Growth, o.OccurredAt, rule.Body.GrowthPendingDays))
	}
	if len(p.Credits) > 0 {
		receipt, err := c.book.Post(p, now)
		if err != nil {
			return fmt.Errorf("earn for order %d: %w", o.ID, err)
		}
		e.Posting = receipt.Posting
	}
	c.earned[o.ID] = e
	return nil
}

func earnKey(o order.ID) string { return fmt.Sprintf("earn:%d", o) }

func takeBackKey(r order.RefundID, o order.ID) string { return fmt.Sprintf("take_back:%d:%d", r, o) }

func credit(asset ledger.AssetID, amount int64, at time.Time, pendingDays int) ledger.Credit {
	return ledger.Credit{Asset: asset, Amount: amount, From: ledger.Issued, MaturesAt: at.AddDate(0, 0, pendingDays)}
}

// facts are what earning must know of the member and the place of an order.
func (w *world) facts(o *order.Order, m member.Member, track *tier.Track) engine.Facts {
	return engine.Facts{
		Level: track.Before(o.OccurredAt).Level,
		Store: w.stores[o.Store].Code, Channel: w.channels[o.Channel].Code,
		BirthMonth: m.Birthday.Month, BirthDay: m.Birthday.Day,
		Rounding: engine.Rounding{Points: w.rounding(ledger.Points, o.OccurredAt), Growth: w.rounding(ledger.Growth, o.OccurredAt)},
	}
}

// reckonable is an order as the engine sees it.
func (w *world) reckonable(o *order.Order) engine.Order {
	lines := make([]engine.Line, len(o.Lines))
	for i, l := range o.Lines {
		a := w.articles[l.Article]
		lines[i] = engine.Line{
			No: l.No, Kind: string(l.Kind), Article: l.Code, Categories: a.Categories, Brand: a.BrandCode,
			Quantity: l.Quantity, Paid: l.Paid, Earns: l.Earns,
		}
	}
	return engine.Order{Currency: o.Currency, Day: o.LocalDate, Minute: minute(o), Lines: lines, Stored: o.PaidBy(string(engine.ByStoredValue))}
}

// minute is when an order occurred on the clock of its store's wall, in minutes
// after midnight.
func minute(o *order.Order) int {
	zone, err := org.Location(o.Zone)
	if err != nil {
		zone = time.UTC // no order is kept with a zone that cannot be read
	}
	at := o.OccurredAt.In(zone)
	return at.Hour()*60 + at.Minute()
}

// takeBack lets a refund take back its part of what an order earned, once. The
// parts are cumulative, so that refunds may come in any order: together they
// take what their pieces together earned. all are the refunds of the order.
func (c *counter) takeBack(r *order.Refund, o *order.Order, all []*order.Refund, now time.Time) error {
	e := c.earned[o.ID]
	if e == nil || e.taken[r.ID] {
		return nil
	}
	t := taking{refund: r.ID, order: o.ID}
	for _, line := range e.Lines {
		bought := o.Line(line.No)
		before := cameBack(all, o.ID, line.No, func(id order.RefundID) bool { return e.taken[id] })
		after := before.and(cameBack(all, o.ID, line.No, func(id order.RefundID) bool { return id == r.ID }))
		if after == before {
			continue
		}
		t.points += part(line.Points, bought, before, after)
		t.growth += part(line.Growth, bought, before, after)
	}
	p := ledger.Posting{
		Member: c.member.ID, Key: takeBackKey(r.ID, o.ID), Reason: ledger.Reverse,
		Ref: ledger.Ref{Kind: "refund", ID: int64(r.ID)}, Rule: e.Rule, OccurredAt: r.OccurredAt,
		Reverses: &ledger.Reversal{Posting: e.Posting},
	}
	for _, a := range []ledger.Amount{{Asset: ledger.Points, Amount: t.points}, {Asset: ledger.Growth, Amount: t.growth}} {
		if a.Amount > 0 {
			p.Reverses.Amounts = append(p.Reverses.Amounts, a)
		}
	}
	if len(p.Reverses.Amounts) > 0 {
		receipt, err := c.book.Post(p, now)
		if err != nil {
			return fmt.Errorf("take back for refund %d of order %d: %w", r.ID, o.ID, err)
		}
		t.posting = receipt.Posting
	}
	e.taken[r.ID] = true
	c.took = append(c.took, t)
	return nil
}

// part is what goes back when what came back of a line rises from before to after.
func part(earned int64, bought *order.Line, before, after come) int64 {
	return max(after.takes(earned, bought)-before.takes(earned, bought), 0)
}

// come is what came back of a line.
type come struct{ pieces, amount int64 }

func (c come) and(d come) come { return come{c.pieces + d.pieces, c.amount + d.amount} }

// takes is what of earned goes back with it: the share of the pieces or, where
// more money than theirs went back, the share of the money. So nothing is kept
// that was earned on money which was given back, whatever line it stands with.
func (c come) takes(earned int64, bought *order.Line) int64 {
	taken := engine.TakeBack(earned, bought.Quantity, c.pieces, 0)
	if bought.Paid > 0 {
		taken = max(taken, engine.TakeBack(earned, bought.Paid, min(c.amount, bought.Paid), 0))
	}
	return taken
}

// cameBack sums what the refunds that count gave back of a line.
func cameBack(all []*order.Refund, o order.ID, line int, counts func(order.RefundID) bool) (sum come) {
	for _, r := range all {
		if !counts(r.ID) {
			continue
		}
		for _, l := range r.Lines {
			if l.Order == o && l.LineNo == line {
				sum = sum.and(come{l.Quantity, l.Amount})
			}
		}
	}
	return sum
}

// queue adds what the counter decided, besides the ledger's part, to what is written.
func (c *counter) queue(earnings, takings *postgres.Rows) error {
	for _, e := range c.earned {
		if !e.fresh {
			continue
		}
		why, err := json.Marshal(e.Why)
		if err != nil {
			return fmt.Errorf("write why of order %d: %w", e.Order, err)
		}
		nos, points, growth := make([]int32, len(e.Lines)), make([]int64, len(e.Lines)), make([]int64, len(e.Lines))
		for i, l := range e.Lines {
			nos[i], points[i], growth[i] = int32(l.No), l.Points, l.Growth
		}
		earnings.Values = append(earnings.Values, []any{
			int64(c.member.ID), int64(e.Order), postgres.Null(int64(e.Posting)), e.Rule.ID, int32(e.Rule.Version), e.Level,
			e.Points, e.Growth, nos, points, growth, why, e.OccurredAt, c.recorded,
		})
	}
	for _, t := range c.took {
		takings.Values = append(takings.Values, []any{
			int64(c.member.ID), int64(t.refund), int64(t.order), postgres.Null(int64(t.posting)), t.points, t.growth, c.recorded,
		})
	}
	return nil
}

func newEarnings() postgres.Rows {
	return postgres.Rows{Schema: "program", Table: "earning", Columns: []string{
		"member_id", "order_id", "posting_id", "rule_id", "rule_version", "level", "points", "growth",
		"line_nos", "line_points", "line_growth", "why", "occurred_at", "recorded_at",
	}}
}

func newTakings() postgres.Rows {
	return postgres.Rows{Schema: "program", Table: "taking", Columns: []string{
		"member_id", "refund_id", "order_id", "posting_id", "points", "growth", "recorded_at",
	}}
}

func sortRefunds(list []*order.Refund) {
	slices.SortStableFunc(list, func(a, b *order.Refund) int { return a.OccurredAt.Compare(b.OccurredAt) })
}

// run passes the orders and then the refunds of a bench over its counter. Each
// order earns by what was known when it was recorded.
func (b *bench) run(now time.Time) error {
	for _, o := range b.orders {
		if err := b.earn(o, b.track.KnownBy(o.RecordedAt), now); err != nil {
			return err
		}
	}
	byID := map[order.ID]*order.Order{}
	for _, o := range b.orders {
		byID[o.ID] = o
	}
	for _, r := range b.refunds {
		for _, id := range r.Orders() {
			if o := byID[id]; o != nil {
				if err := b.takeBack(r, o, b.refunds, now); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// fill takes over the lines and reasons of a stored earning.
func (e *Earned) fill(r programdb.EarningsRow) error {
	for i, no := range r.LineNos {
		e.Lines = append(e.Lines, engine.LineEarned{No: int(no), Points: r.LinePoints[i], Growth: r.LineGrowth[i]})
	}
	if err := json.Unmarshal(r.Why, &e.Why); err != nil {
		return fmt.Errorf("read why of order %d: %w", e.Order, err)
	}
	return nil
}
