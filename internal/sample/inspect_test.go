package sample

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// inspector checks what must hold for every order of every sample.
type inspector struct {
	t          *testing.T
	g          *Generator
	world      Retailer
	start, end time.Time
	references map[string]bool
	numbers    map[string][]numbered // by store and day
	members    []Member
	with       int
	without    int
}

// numbered is a running number with the time at which the till gave it.
type numbered struct {
	number string
	at     time.Time
}

// inspect walks the whole sample once.
func inspect(t *testing.T, g *Generator) {
	t.Helper()
	in := inspector{t: t, g: g, world: g.Retailer(), references: map[string]bool{}, numbers: map[string][]numbered{}}
	in.start, in.end = g.config.period()
	for m := range g.Members() {
		in.members = append(in.members, m)
	}
	in.inspectMembers()
	for timeline := range g.Customers() {
		in.inspectTimeline(timeline)
		if t.Failed() {
			t.Fatalf("with %+v, in\n%s", g.config, describe(timeline))
		}
	}
	in.inspectNumbers()
	if got := in.with + in.without; got != g.config.Orders {
		t.Errorf("%d orders, asked for %d", got, g.config.Orders)
	}
	if want := int(math.Round(0.4 * float64(g.config.Orders))); in.without < want-1 || in.without > want+1 {
		t.Errorf("%d orders without a member, want %d", in.without, want)
	}
}

var (
	phonePattern = regexp.MustCompile(`^\+861[3-9]\d{9}$`)
	cardPattern  = regexp.MustCompile(`^8800\d{8}$`)
	mailPattern  = regexp.MustCompile(`^[a-z]+\d+@example\.(com|net|org)$`)
)

func (in *inspector) inspectMembers() {
	if len(in.members) != in.g.config.Members {
		in.t.Errorf("%d members, asked for %d", len(in.members), in.g.config.Members)
	}
	seen := map[string]bool{}
	for i, m := range in.members {
		if m.Index != i || !phonePattern.MatchString(m.Phone) || !cardPattern.MatchString(m.Card) || !luhn(m.Card) || m.Name == "" {
			in.t.Fatalf("member %d: %+v", i, m)
		}
		if m.Email != "" && !mailPattern.MatchString(m.Email) {
			in.t.Fatalf("member %d: e-mail %s", i, m.Email)
		}
		if _, err := time.Parse(time.DateOnly, m.Birthday); m.Birthday != "" && err != nil {
			in.t.Fatalf("member %d: birthday %s", i, m.Birthday)
		}
		for _, key := range []string{m.Phone, m.Card, m.Email} {
			if key != "" && seen[key] {
				in.t.Fatalf("member %d: %s is somebody else's", i, key)
			}
			seen[key] = true
		}
		if !m.JoinedAt.Before(in.end) || m.JoinedAt.Before(in.world.Stores[m.Store].OpenedAt) {
			in.t.Fatalf("member %d joined at %v in store %d", i, m.JoinedAt, m.Store)
		}
		if i > 0 && localDay(m.JoinedAt, in.g).Before(localDay(in.members[i-1].JoinedAt, in.g)) {
			in.t.Fatalf("member %d joined on an earlier day than the one before", i)
		}
	}
}

func luhn(card string) bool {
	sum := 0
	for i := range len(card) {
		d := int(card[len(card)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

func localDay(at time.Time, g *Generator) time.Time {
	y, m, d := at.In(g.config.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, g.config.Zone)
}

func (in *inspector) inspectTimeline(timeline Timeline) {
	orders := map[string]*Order{}
	given := map[string][]RefundLine{}
	var before time.Time
	for _, r := range timeline.Records {
		at := r.OccurredAt()
		if at.Before(before) || at.Before(in.start) || !at.Before(in.end) || at.Location() != time.UTC {
			in.t.Errorf("%v is out of order or out of the records", at)
		}
		before = at
		if r.Order != nil {
			in.inspectOrder(timeline.Member, r.Order)
			orders[r.Order.Reference] = r.Order
			given[r.Order.Reference] = make([]RefundLine, len(r.Order.Lines))
			continue
		}
		in.inspectRefund(r.Refund, orders[r.Refund.Order], given[r.Refund.Order])
	}
	if timeline.Member == NoMember && len(orders) != 1 {
		in.t.Errorf("%d orders of a customer whom nobody knows", len(orders))
	}
}

func (in *inspector) inspectOrder(member int, o *Order) {
	if in.references[o.Reference] || o.Member != member {
		in.t.Errorf("order %s of member %d is there twice or somebody else's", o.Reference, o.Member)
	}
	in.references[o.Reference] = true
	if member == NoMember {
		in.without++
	} else {
		in.with++
		if !o.OccurredAt.After(in.members[member].JoinedAt) {
			in.t.Errorf("%s is before member %d joined", o.Reference, member)
		}
	}
	in.inspectPlace(o)
	var list, discount, paid int64
	for _, l := range o.Lines {
		in.inspectLine(o, l)
		list, discount, paid = list+l.List(), discount+l.Discount, paid+l.Paid
	}
	if paid != list-discount || paid != o.Total() || paid != sum(o.Tenders) || paid <= 0 {
		in.t.Errorf("%s: list %d, discount %d, paid %d, tenders %d", o.Reference, list, discount, paid, sum(o.Tenders))
	}
}

// inspectPlace checks store, opening hours, till and the store's part of the reference.
func (in *inspector) inspectPlace(o *Order) {
	store := &in.world.Stores[o.Store]
	local := o.OccurredAt.In(in.g.config.Zone)
	clock := time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second
	if o.Channel == WebShop {
		if o.Store != 0 || clock < hours(8) || clock >= hours(23) {
			in.t.Errorf("%s of the web shop at %v from store %d", o.Reference, clock, o.Store)
		}
	} else if clock < store.Opens || clock >= store.Closes || o.OccurredAt.Before(store.OpenedAt) {
		in.t.Errorf("%s: %s was closed at %v", o.Reference, store.Code, local)
	}
	prefix := store.Code + "-" + local.Format("20060102") + "-"
	number, ok := strings.CutPrefix(o.Reference, prefix)
	if !ok {
		in.t.Errorf("%s was sold by %s on %v", o.Reference, store.Code, local)
	}
	in.numbers[prefix] = append(in.numbers[prefix], numbered{number, o.OccurredAt})
	if (o.Channel == Till) != (o.Till != "" && o.Cashier != "") {
		in.t.Errorf("%s: channel %d, till %q, cashier %q", o.Reference, o.Channel, o.Till, o.Cashier)
	}
}

// inspectNumbers checks that a store counts its orders of each day from 1, in time.
func (in *inspector) inspectNumbers() {
	for prefix, list := range in.numbers {
		slices.SortFunc(list, func(a, b numbered) int { return strings.Compare(a.number, b.number) })
		for i, n := range list {
			if n.number != fmt.Sprintf("%04d", i+1) || i > 0 && n.at.Before(list[i-1].at) {
				in.t.Fatalf("%s: order %d is %s at %v", prefix, i+1, n.number, n.at)
			}
		}
	}
}

func (in *inspector) inspectLine(o *Order, l Line) {
	if l.Quantity <= 0 || l.UnitPrice <= 0 || l.Discount < 0 || l.Paid != l.List()-l.Discount || l.Paid < 0 {
		in.t.Errorf("%s: %+v", o.Reference, l)
	}
	if l.Kind == Delivery {
		if l.Article != NoArticle || o.Channel != DeliveryPlatform && o.Channel != WebShop {
			in.t.Errorf("%s: %+v in channel %d", o.Reference, l, o.Channel)
		}
		return
	}
	a := &in.world.Articles[l.Article]
	if l.UnitPrice != a.PriceAt(o.OccurredAt) {
		in.t.Errorf("%s: %s for %d, listed for %d", o.Reference, a.SKU, l.UnitPrice, a.PriceAt(o.OccurredAt))
	}
	brand, section := in.world.Stores[o.Store].Brand, in.world.Categories[a.Category].Parent
	if o.Store != 0 && (brand == teaBrand && section == coffeeSection || brand == coffeeBrand && section == teaSection) {
		in.t.Errorf("%s: store %d does not make %s", o.Reference, o.Store, a.SKU)
	}
}

// inspectRefund adds the refund to what was given before, and compares with the order.
func (in *inspector) inspectRefund(r *Refund, o *Order, given []RefundLine) {
	if o == nil || r.Member != o.Member || r.Store != o.Store || in.references[r.Reference] || !r.OccurredAt.After(o.OccurredAt) {
		in.t.Fatalf("refund %+v does not belong to an order before it", r)
	}
	in.references[r.Reference] = true
	for _, l := range r.Lines {
		bought := o.Lines[l.Line]
		given[l.Line].Quantity += l.Quantity
		given[l.Line].Amount += l.Amount
		share := bought.Paid * given[l.Line].Quantity / bought.Quantity
		if l.Quantity <= 0 || given[l.Line].Quantity > bought.Quantity || given[l.Line].Amount != share {
			in.t.Errorf("%s: line %d gave %+v of %+v", r.Reference, l.Line, given[l.Line], bought)
		}
	}
	if len(r.Lines) == 0 || sum(r.Tenders) != r.Total() {
		in.t.Errorf("%s: %d in lines, %d in tenders", r.Reference, r.Total(), sum(r.Tenders))
	}
}

func sum(tenders []Tender) (total int64) {
	for _, t := range tenders {
		total += t.Amount
	}
	return total
}
