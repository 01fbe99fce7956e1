package sample

import (
	"sync"
	"time"
)

// figures is what one walk over the default retailer counts for the tests of shape.
type figures struct {
	g       *Generator
	members []memberFigures
	days    []dayFigures
	hours   [2][24]int // orders of open stores by hour, on workdays and on days of rest
	orders  int
	refunds int
	inPart  int // refunds that left something with the customer
}

type memberFigures struct {
	orders, ordinary, discounted, onBirthday int
	spent, spentInYear                       int64 // less refunds
	lastOrder                                int   // day, −1 without
	drinks                                   map[int]int
}

type dayFigures struct {
	orders, memberOrders int
	sales                int64
	iced, hot            int64
	boxes                [feastCount]int64
}

// theFigures walks once for all tests: 300,000 orders take about a second.
var theFigures = sync.OnceValue(func() *figures {
	g := New(Default(testEnd))
	f := &figures{g: g, members: make([]memberFigures, g.config.Members), days: make([]dayFigures, len(g.calendar.days))}
	for timeline := range g.Customers() {
		f.count(timeline)
	}
	return f
})

func (f *figures) dayOf(at time.Time) int {
	hours := localDay(at, f.g).Sub(f.g.calendar.start).Hours()
	return int(hours+1) / 24
}

func (f *figures) count(timeline Timeline) {
	m := &memberFigures{}
	if timeline.Member != NoMember {
		m = &f.members[timeline.Member]
	}
	m.lastOrder, m.drinks = -1, map[int]int{}
	pieceCount := map[string]int64{}
	for _, r := range timeline.Records {
		if r.Order != nil {
			pieceCount[r.Order.Reference] = pieces(r.Order)
			f.countOrder(m, r.Order)
			continue
		}
		f.refunds++
		m.spend(-r.Refund.Total(), f.dayOf(r.Refund.OccurredAt), len(f.days))
		var back int64
		for _, l := range r.Refund.Lines {
			back += l.Quantity
		}
		if back < pieceCount[r.Refund.Order] {
			f.inPart++
		}
	}
}

func (f *figures) countOrder(m *memberFigures, o *Order) {
	n := f.dayOf(o.OccurredAt)
	d, calendarDay := &f.days[n], &f.g.calendar.days[n]
	f.orders++
	d.orders++
	d.sales += o.Total()
	if o.Channel != WebShop {
		rest := 0
		if calendarDay.rest {
			rest = 1
		}
		f.hours[rest][o.OccurredAt.In(f.g.config.Zone).Hour()]++
	}
	for _, l := range o.Lines {
		f.countLine(d, m, l)
	}
	if o.Member == NoMember {
		return
	}
	d.memberOrders++
	m.orders++
	m.lastOrder = n
	m.spend(o.Total(), n, len(f.days))
	if calendarDay.monthDay == int(f.g.habits[o.Member].birthday) {
		m.onBirthday++
	}
	if !calendarDay.memberDay {
		m.ordinary++
		if o.Promotion != "" {
			m.discounted++
		}
	}
}

func (f *figures) countLine(d *dayFigures, m *memberFigures, l Line) {
	if l.Kind != Goods {
		return
	}
	row := f.g.retailer.Articles[l.Article].row
	if leaves[row.leaf].section <= coffeeSection {
		m.drinks[l.Article] += int(l.Quantity)
		switch row.served {
		case iced:
			d.iced += l.Quantity
		case hot:
			d.hot += l.Quantity
		}
	}
	if feast, ok := feastOf[row.sold]; ok {
		d.boxes[feast] += l.Quantity
	}
}

func (m *memberFigures) spend(amount int64, day, days int) {
	m.spent += amount
	if day >= days-365 {
		m.spentInYear += amount
	}
}
