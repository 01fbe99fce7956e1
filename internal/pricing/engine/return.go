package engine

import (
	"fmt"
	"maps"
	"slices"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
)

// Sale is a basket as it was sold: what it was priced from, with the offers of
// that time in their versions, and what came out.
type Sale struct {
	Input Input
	Quote Quote
	Given []Given `json:",omitempty"` // gifts that were handed out beside the basket
}

// Given is a gift that was handed out beside the basket: a line of the sale that
// costs nothing as long as what it was given for is kept.
type Given struct {
	No       int // of the line; none of the basket's
	Offer    string
	Article  string
	Unit     int64 // list price of one, which whoever keeps it without the purchase pays; 0: there is none
	Quantity int64 // pieces
}

// LineOf tells of which article a line of the sale is, and how much of it was sold.
func (s Sale) LineOf(no int) (article string, quantity int64) {
	for _, l := range s.Input.Basket.Lines {
		if l.No == no {
			return l.Article, l.Quantity
		}
	}
	for _, g := range s.Given {
		if g.No == no {
			return g.Article, g.Quantity
		}
	}
	return "", 0
}

// Numbers are those of the lines of the sale, the basket's first.
func (s Sale) Numbers() []int {
	list := make([]int, 0, len(s.Input.Basket.Lines)+len(s.Given))
	for _, l := range s.Input.Basket.Lines {
		list = append(list, l.No)
	}
	for _, g := range s.Given {
		list = append(list, g.No)
	}
	return list
}

// Back is what a return gives, or what all returns of a sale so far have given.
type Back struct {
	Value  int64      `json:"value"` // in money: points, stored value and money together
	Points int64      `json:"points"`
	Worth  int64      `json:"points_worth"`
	Stored int64      `json:"stored"`
	Money  int64      `json:"money"`
	Lines  []LineBack `json:"lines,omitempty"`
	Lost   []string   `json:"lost,omitempty"`  // offers that what is kept no longer meets
	Gifts  int64      `json:"gifts,omitempty"` // what is kept of gifts without the purchase they were given for costs so much; taken off the value
	Short  int64      `json:"short,omitempty"` // what is kept costs so much more than was left with us; later returns settle it
	Kept   Quote      `json:"-"`               // what is kept, priced again
}

// LineBack is what one line gives back.
type LineBack struct {
	No       int   `json:"no"`
	Quantity int64 `json:"quantity"`
	Paid     int64 `json:"paid"`  // the share of these pieces in what was paid
	Value    int64 `json:"value"` // what is given back for them
}

// ErrNotSold says that more is given back than was sold.
var ErrNotSold = errs.New(errs.Invalid, "pricing.not_sold")

// Return tells what is given back for lines of a sale. gone is how much of each
// line was given back before, back how much now, before what the earlier returns
// have given in all.
//
// What is kept is priced again with the offers that were applied, as they were.
// The member gets what was paid less that price, less what was given before: so
// no sequence of returns gives more than was paid, and one that brings everything
// back gives exactly that, in each of the ways in which it was paid. Where a
// return breaks an offer by more than its goods were worth, nothing is asked for;
// the difference is settled with later returns. A gift that is kept when its
// purchase is not costs its list price, until it is brought back, too.
// Errors: ErrNotSold, ErrBadBasket.
func Return(s Sale, gone, back map[int]int64, before Back) (Back, error) {
	kept, out, err := s.less(gone, back)
	if err != nil {
		return Back{}, err
	}
	if len(out) == 0 {
		return Back{}, nil
	}
	in := s.Input
	in.Basket.Lines = kept
	in.Points.Want, in.Stored.Want = None, None
	in.Offers, in.Incumbent = s.applied(), nil
	keptQuote, err := Evaluate(in)
	if err != nil {
		return Back{}, err
	}
	total := s.Quote.Totals
	gifts := s.keptGifts(gone, back, keptQuote)
	owed := total.Net - keptQuote.Totals.Net - gifts - before.Value
	b := Back{Value: max(owed, 0), Short: max(-owed, 0), Gifts: gifts, Kept: keptQuote, Lines: out}
	b.pay(total, before)
	b.share(s, gone)
	for _, a := range s.Quote.Applied {
		if !slices.ContainsFunc(keptQuote.Applied, func(k Applied) bool { return k.Offer == a.Offer }) {
			b.Lost = append(b.Lost, a.Offer)
		}
	}
	return b, nil
}

// keptGifts is what gifts cost that are kept beyond what is still due of them.
func (s Sale) keptGifts(gone, back map[int]int64, kept Quote) (cost int64) {
	for _, g := range s.Given {
		left := g.Quantity - gone[g.No] - back[g.No]
		for _, due := range kept.Gifts {
			if article, ok := due.Goods.Article(); ok && due.Offer == g.Offer && article == g.Article {
				left -= due.Quantity
			}
		}
		cost += max(left, 0) * g.Unit
	}
	return cost
}

// applied are the offers that were applied. Their limits were kept when they were
// sold and say nothing of what may be kept.
func (s Sale) applied() (list []Offer) {
	for _, a := range s.Quote.Applied {
		for _, o := range s.Input.Offers {
			if o.ID == a.Offer && o.Version == a.Version {
				o.Unfit = ""
				pieces := o.Left.Pieces
				o.Left = Left{}
				if pieces != nil {
					sold := a.Pieces
					o.Left.Pieces = &sold
				}
				list = append(list, o)
			}
		}
	}
	return list
}

// less takes what is given back out of the basket.
func (s Sale) less(gone, back map[int]int64) (kept []Line, out []LineBack, err error) {
	known := map[int]bool{}
	for _, no := range s.Numbers() {
		known[no] = true
		was, now := gone[no], back[no]
		if _, sold := s.LineOf(no); was < 0 || now < 0 || was+now > sold {
			return nil, nil, ErrNotSold.With("line", no, "quantity", now, "left", sold-was)
		}
		if now > 0 {
			out = append(out, LineBack{No: no, Quantity: now})
		}
	}
	for _, l := range s.Input.Basket.Lines {
		if l.Quantity -= gone[l.No] + back[l.No]; l.Quantity > 0 {
			kept = append(kept, l)
		}
	}
	for _, no := range slices.Sorted(maps.Keys(back)) {
		if !known[no] && back[no] != 0 {
			return nil, nil, ErrNotSold.With("line", no, "quantity", back[no], "left", int64(0))
		}
	}
	return kept, out, nil
}

// pay divides the value over the ways in which the sale was paid, in the same
// proportions: points are rounded down, stored value is rounded down of what is
// left, money is the rest. Each grows with the value and ends at what was paid.
func (b *Back) pay(paid Totals, before Back) {
	done := before.Value + b.Value
	b.Worth = money.Portion(paid.PointsOff, paid.Net, done, before.Worth)
	b.Points = money.Portion(paid.Points, paid.PointsOff, before.Worth+b.Worth, before.Points)
	b.Stored = money.Portion(paid.Stored, paid.Net-paid.PointsOff, done-before.Worth-b.Worth, before.Stored)
	b.Money = b.Value - b.Worth - b.Stored
}

// share says what each line gives: its part of what was paid for it, and all of
// them together the value.
func (b *Back) share(s Sale, gone map[int]int64) {
	weights := make([]int64, len(b.Lines))
	for i := range b.Lines {
		l := &b.Lines[i]
		at := slices.IndexFunc(s.Input.Basket.Lines, func(x Line) bool { return x.No == l.No })
		if at < 0 {
			continue // a gift: nothing was paid for it
		}
		sold, quote := s.Input.Basket.Lines[at], s.Quote.Lines[at]
		first := money.Portion(quote.Net, sold.Quantity, gone[l.No], 0)
		if gone[l.No] == 0 {
			first = 0
		}
		l.Paid = money.Portion(quote.Net, sold.Quantity, gone[l.No]+l.Quantity, first)
		weights[i] = l.Paid
	}
	for i, part := range money.Spread(b.Value, weights) {
		b.Lines[i].Value = part
	}
}

// String is for logs.
func (b Back) String() string {
	return fmt.Sprintf("value %d: %d in money, %d points for %d, %d stored", b.Value, b.Money, b.Points, b.Worth, b.Stored)
}
