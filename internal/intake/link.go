package intake

import (
	"strings"

	"habitue/internal/catalog"
	"habitue/internal/platform/money"
)

// Linker tells, for one customer, which lines of which orders a refund returns.
// It is given the documents in time order.
//
// A line may be what a refund line returns if it was bought earlier (or at the
// same instant), is the same article in the same currency, has pieces left that
// nobody returned, and cost at least as much a piece as is paid back. Among
// those the one bought at the very price comes first, then the one bought last:
// who returns a lamp for 2.55 returns the lamp of 2.55, and rather the new one.
// Where the refund names its order, only that order is looked at.
//
// A refund line may return pieces of several lines; what nothing is found for
// stays without an order. No line is ever returned beyond its pieces or what was
// paid for it, no order beyond what was paid for all of it.
type Linker struct {
	waiting  []*Order // not looked at before there is a refund
	open     []openLine
	dropped  int              // lines forgotten at the front of open
	articles map[string][]int // positions, oldest first, counted from the very first line
}

// openLine is a line that can still be returned.
type openLine struct {
	order    *openOrder
	line     int
	quantity Quantity // as bought
	amount   int64
	left     Quantity // not yet returned
	paid     int64    // not yet paid back
}

type openOrder struct {
	reference string
	currency  string
	paid      int64 // of the whole order, not yet paid back
}

// Bounds that keep the customer number that a thousand cashiers share from
// taking all memory and time: what is older is forgotten, its refunds stay
// without an order.
const (
	maxOpen       = 1 << 18 // lines remembered
	maxWaiting    = 1000    // orders not looked at yet
	maxCandidates = 1000    // lines of one article looked at for one refund line
)

// Sold takes an order into account. The order must not be changed afterwards.
func (l *Linker) Sold(o *Order) {
	l.waiting = append(l.waiting, o)
	if len(l.waiting) > maxWaiting {
		l.look()
	}
}

// look makes the lines of waiting orders findable.
func (l *Linker) look() {
	if l.articles == nil {
		l.articles = map[string][]int{}
	}
	for _, o := range l.waiting {
		order := &openOrder{reference: o.Reference, currency: o.Currency, paid: o.Total()}
		for i := range o.Lines {
			line := &o.Lines[i]
			if !returnable(line.Kind) || line.Quantity <= 0 {
				continue
			}
			if len(l.open) == maxOpen {
				l.dropped += copy(l.open, l.open[maxOpen/2:])
				l.open = l.open[:maxOpen/2]
			}
			key := articleKey(line.Article, line.Name)
			l.articles[key] = append(l.articles[key], l.dropped+len(l.open))
			l.open = append(l.open, openLine{
				order: order, line: i, quantity: line.Quantity, amount: line.Amount, left: line.Quantity, paid: line.Amount,
			})
		}
	}
	l.waiting = l.waiting[:0]
}

// returnable says whether a kind of line is something that can be brought back.
func returnable(k LineKind) bool {
	return k == catalog.KindGoods || k == catalog.KindDelivery || k == catalog.KindService
}

// articleKey is what lines of the same article share.
func articleKey(article, name string) string {
	if article == "" {
		return "\x00" + strings.ToUpper(name)
	}
	return strings.ToUpper(article)
}

// Link replaces the refund's lines by pieces with the line they return, where
// it is known. Pieces of a line add up to it.
func (l *Linker) Link(r *Refund) {
	l.look()
	var pieces []RefundLine
	for _, line := range r.Lines {
		pieces = append(pieces, l.linkLine(line, r.Currency)...)
	}
	r.Lines = pieces
}

// linkLine splits one refund line over the lines it returns.
func (l *Linker) linkLine(rest RefundLine, currency string) (pieces []RefundLine) {
	if rest.Linked() || !returnable(rest.Kind) || rest.Quantity <= 0 {
		return []RefundLine{rest}
	}
	asked := rest
	fits := []func(*openLine) bool{asked.samePrice, asked.notDearer}
	candidates := l.candidates(articleKey(rest.Article, rest.Name))
	for _, fit := range fits {
		for i := len(candidates) - 1; i >= 0 && rest.Quantity > 0; i-- {
			sold := l.at(candidates[i])
			if sold == nil || sold.left == 0 || sold.order.currency != currency || !fitsName(asked, sold) || !fit(sold) {
				continue
			}
			if piece, ok := sold.take(&rest); ok {
				pieces = append(pieces, piece)
			}
		}
	}
	if rest.Quantity > 0 {
		pieces = append(pieces, rest)
	}
	return pieces
}

func fitsName(asked RefundLine, sold *openLine) bool {
	return asked.Order == "" || asked.Order == sold.order.reference
}

// candidates returns the newest positions of an article, oldest first, and
// forgets those at the end that are used up.
func (l *Linker) candidates(key string) []int {
	all := l.articles[key]
	for n := len(all); n > 0; n-- {
		if sold := l.at(all[n-1]); sold != nil && sold.left > 0 {
			break
		}
		all = all[:n-1]
	}
	if len(all) == 0 {
		delete(l.articles, key)
		return nil
	}
	l.articles[key] = all
	return all[max(0, len(all)-maxCandidates):]
}

// at returns the line of a position; nil where it was forgotten.
func (l *Linker) at(position int) *openLine {
	if position < l.dropped {
		return nil
	}
	return &l.open[position-l.dropped]
}

// samePrice says whether the pieces of l, at the price of sold, come to what l
// pays back, give or take the rounding.
func (l RefundLine) samePrice(sold *openLine) bool {
	cost, ok := money.MulDiv(max(sold.amount, 0), int64(l.Quantity), int64(sold.quantity))
	return ok && (l.Amount == cost || l.Amount == cost+1)
}

// notDearer says whether l pays back no more than its pieces cost.
func (l RefundLine) notDearer(sold *openLine) bool {
	cost, ok := money.MulDiv(max(sold.amount, 0), int64(l.Quantity), int64(sold.quantity))
	return ok && l.Amount <= cost+1
}

// take moves as many pieces as sold has from rest to a piece of their own;
// false where more would be paid back than was paid.
func (o *openLine) take(rest *RefundLine) (RefundLine, bool) {
	piece := *rest
	piece.Quantity = min(rest.Quantity, o.left)
	if o.quantity.whole() && !piece.Quantity.whole() {
		return RefundLine{}, false // half a piece of what is sold by the piece
	}
	if piece.Quantity < rest.Quantity {
		amount, ok := money.MulDiv(rest.Amount, int64(piece.Quantity), int64(rest.Quantity))
		if !ok {
			return RefundLine{}, false
		}
		piece.Amount = amount
	}
	if piece.Amount > o.paid || piece.Amount > o.order.paid {
		return RefundLine{}, false
	}
	o.left -= piece.Quantity
	o.paid -= piece.Amount
	o.order.paid -= piece.Amount
	rest.Quantity -= piece.Quantity
	rest.Amount -= piece.Amount
	piece.Order, piece.Line, piece.Fine = o.order.reference, o.line, !o.quantity.whole()
	return piece, true
}
