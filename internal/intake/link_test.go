package intake

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/catalog"
)

// sold makes an order of lines given as article, pieces, amount.
func sold(reference string, lines ...any) *Order {
	o := &Order{Reference: reference, Currency: "CNY", OccurredAt: time.Unix(0, 0).UTC()}
	for i := 0; i < len(lines); i += 3 {
		o.Lines = append(o.Lines, Line{
			Article: lines[i].(string), Kind: catalog.KindGoods, Earns: true, Quantity: Quantity(lines[i+1].(int)) * QuantityOne, Amount: int64(lines[i+2].(int)),
		})
	}
	return o
}

// back makes a refund of one line; names is the order it names.
func back(article string, pieces, amount int, names string) *Refund {
	return &Refund{Reference: "R", Currency: "CNY", Lines: []RefundLine{{
		Row: 1, Article: article, Kind: catalog.KindGoods, Quantity: Quantity(pieces) * QuantityOne, Amount: int64(amount), Order: names, Line: -1,
	}}}
}

func TestLinkerFindsWhatARefundReturns(t *testing.T) {
	t.Parallel()
	discounted := sold("1", "lamp", 2, 1000)
	discounted.Lines = append(discounted.Lines, Line{Article: "D", Kind: catalog.KindDiscount, Quantity: QuantityOne, Amount: -600})
	abroad := sold("1", "lamp", 1, 255)
	abroad.Currency = "GBP"
	fee := back("M", 1, 100, "")
	fee.Lines[0].Kind = catalog.KindOther
	for name, c := range map[string]struct {
		orders  []*Order
		refunds []*Refund
		want    string // pieces of the last refund: order/line×pieces=amount
	}{
		"the_only_line_there_is":                  {[]*Order{sold("1", "cup", 1, 99, "lamp", 2, 510)}, []*Refund{back("lamp", 1, 255, "")}, "1/1×1=255"},
		"the_newest_of_the_same_price":            {[]*Order{sold("1", "lamp", 1, 255), sold("2", "lamp", 1, 255)}, []*Refund{back("lamp", 1, 255, "")}, "2/0×1=255"},
		"the_same_price_before_the_newest":        {[]*Order{sold("1", "lamp", 1, 255), sold("2", "lamp", 1, 300)}, []*Refund{back("lamp", 1, 255, "")}, "1/0×1=255"},
		"a_dearer_one_when_no_price_is_the_same":  {[]*Order{sold("1", "lamp", 1, 400), sold("2", "lamp", 1, 300)}, []*Refund{back("lamp", 1, 255, "")}, "2/0×1=255"},
		"never_a_cheaper_one":                     {[]*Order{sold("1", "lamp", 1, 200)}, []*Refund{back("lamp", 1, 255, "")}, "/-1×1=255"},
		"pieces_of_several_lines":                 {[]*Order{sold("1", "lamp", 3, 300), sold("2", "lamp", 2, 200)}, []*Refund{back("lamp", 4, 400, "")}, "2/0×2=200 1/0×2=200"},
		"a_rest_that_nothing_is_found_for":        {[]*Order{sold("1", "lamp", 1, 100)}, []*Refund{back("lamp", 3, 300, "")}, "1/0×1=100 /-1×2=200"},
		"what_was_returned_is_gone":               {[]*Order{sold("1", "lamp", 1, 100), sold("2", "lamp", 1, 100)}, []*Refund{back("lamp", 1, 100, ""), back("lamp", 1, 100, "")}, "1/0×1=100"},
		"another_article_is_left_alone":           {[]*Order{sold("1", "cup", 1, 100)}, []*Refund{back("lamp", 1, 100, "")}, "/-1×1=100"},
		"the_case_of_a_code_does_not_matter":      {[]*Order{sold("1", "85123a", 1, 100)}, []*Refund{back("85123A", 1, 100, "")}, "1/0×1=100"},
		"the_order_that_is_named":                 {[]*Order{sold("1", "lamp", 1, 100), sold("2", "lamp", 1, 100)}, []*Refund{back("lamp", 1, 100, "1")}, "1/0×1=100"},
		"no_other_order_than_the_named":           {[]*Order{sold("1", "lamp", 1, 100)}, []*Refund{back("lamp", 1, 100, "7")}, "7/-1×1=100"},
		"another_currency_is_no_match":            {[]*Order{abroad}, []*Refund{back("lamp", 1, 255, "")}, "/-1×1=255"},
		"fees_return_nothing":                     {[]*Order{sold("1", "M", 1, 100)}, []*Refund{fee}, "/-1×1=100"},
		"not_more_than_the_whole_order_cost":      {[]*Order{discounted}, []*Refund{back("lamp", 2, 1000, "")}, "/-1×2=1000"},
		"as_much_as_the_whole_order_cost":         {[]*Order{discounted}, []*Refund{back("lamp", 2, 400, "")}, "1/0×2=400"},
		"a_third_of_a_yuan_and_the_rest":          {[]*Order{sold("1", "lamp", 3, 100)}, []*Refund{back("lamp", 1, 33, ""), back("lamp", 1, 33, ""), back("lamp", 1, 34, "")}, "1/0×1=34"},
		"gifts_go_back_for_nothing":               {[]*Order{sold("1", "lamp", 1, 100, "lamp", 1, 0)}, []*Refund{back("lamp", 1, 0, "")}, "1/1×1=0"},
		"before_anything_was_bought":              {nil, []*Refund{back("lamp", 1, 100, "")}, "/-1×1=100"},
		"amounts_split_by_pieces_the_last_rounds": {[]*Order{sold("1", "lamp", 1, 34), sold("2", "lamp", 2, 67)}, []*Refund{back("lamp", 3, 100, "")}, "2/0×2=66 1/0×1=34"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := &Linker{}
			for _, o := range c.orders {
				l.Sold(o)
			}
			var got string
			for _, r := range c.refunds {
				l.Link(r)
				got = pieces(r)
			}
			if got != c.want {
				t.Fatalf("linked %s, want %s", got, c.want)
			}
		})
	}
}

func pieces(r *Refund) (s string) {
	for i, l := range r.Lines {
		if i > 0 {
			s += " "
		}
		s += fmt.Sprintf("%s/%d×%d=%d", l.Order, l.Line, l.Quantity/QuantityOne, l.Amount)
	}
	return s
}

// Whatever is bought and returned in whatever order: pieces of a refund line add
// up to it, nothing is returned that was not bought, no line and no order pays
// back more than was paid.
func TestLinkerNeverReturnsMoreThanWasBought(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		l := &Linker{}
		orders := map[string]*Order{}
		type place struct {
			order string
			line  int
		}
		pieces, repaid, repaidOrder := map[place]Quantity{}, map[place]int64{}, map[string]int64{}
		for step := range rapid.IntRange(1, 40).Draw(t, "steps") {
			article := rapid.SampledFrom([]string{"a", "b"})
			count := rapid.IntRange(1, 5)
			price := rapid.IntRange(0, 500)
			if rapid.Bool().Draw(t, "buys") {
				o := sold(fmt.Sprint(step), article.Draw(t, "article"), count.Draw(t, "pieces"), price.Draw(t, "amount"),
					article.Draw(t, "article"), count.Draw(t, "pieces"), price.Draw(t, "amount"))
				o.Lines = append(o.Lines, Line{Kind: catalog.KindDiscount, Amount: -rapid.Int64Range(0, o.Total()).Draw(t, "discount")})
				orders[o.Reference] = o
				l.Sold(o)
				continue
			}
			r := back(article.Draw(t, "article"), count.Draw(t, "pieces"), price.Draw(t, "amount"), "")
			asked := r.Lines[0]
			l.Link(r)
			var sumPieces Quantity
			var sumAmount int64
			for _, p := range r.Lines {
				sumPieces += p.Quantity
				sumAmount += p.Amount
				if p.Amount < 0 || p.Quantity <= 0 {
					t.Fatalf("piece %+v of %+v", p, asked)
				}
				if p.Linked() {
					pieces[place{p.Order, p.Line}] += p.Quantity
					repaid[place{p.Order, p.Line}] += p.Amount
					repaidOrder[p.Order] += p.Amount
				}
			}
			if sumPieces != asked.Quantity || sumAmount != asked.Amount {
				t.Fatalf("pieces of %d for %d add up to %d for %d", asked.Quantity, asked.Amount, sumPieces, sumAmount)
			}
		}
		for p, q := range pieces {
			line := orders[p.order].Lines[p.line]
			if q > line.Quantity || repaid[p] > line.Amount {
				t.Fatalf("of %+v %d were returned for %d", line, q, repaid[p])
			}
		}
		for reference, amount := range repaidOrder {
			if amount > orders[reference].Total() {
				t.Fatalf("order %s cost %d and paid back %d", reference, orders[reference].Total(), amount)
			}
		}
	})
}

// A customer number that all cashiers share must not take all memory.
func TestLinkerForgetsWhatIsOldest(t *testing.T) {
	t.Parallel()
	l := &Linker{}
	for i := range maxOpen + 1000 {
		l.Sold(sold(fmt.Sprint(i), fmt.Sprint("article", i), 1, 100))
	}
	oldest, newest := back("article0", 1, 100, ""), back(fmt.Sprint("article", maxOpen+999), 1, 100, "")
	l.Link(oldest)
	l.Link(newest)
	if oldest.Lines[0].Linked() || !newest.Lines[0].Linked() {
		t.Fatalf("oldest %+v, newest %+v", oldest.Lines[0], newest.Lines[0])
	}
	if len(l.open) > maxOpen {
		t.Fatalf("%d lines are remembered", len(l.open))
	}
}
