package sample

import "math"

// menu says which drinks a store makes. Bakery, shelf goods and gifts are everywhere.
type menu int

const (
	teaMenu    = menu(teaBrand)
	coffeeMenu = menu(coffeeBrand)
	everything = menu(2)
	menuCount  = 3
)

// Weather and price move what is asked for: an iced drink sells e^0.9 = 2.5 times as
// well at the height of summer as on a mild day; 1 % dearer is 1.2 % less wanted.
const (
	weatherPull     = 0.9
	priceElasticity = 1.2
)

// offer is what one section of one menu sells on one day, with what is usually asked.
type offer struct {
	articles []uint16
	demand   chooser
}

// boards holds the offer by day, menu and section.
type boards [][menuCount][sectionCount]offer

func (g *Generator) buildBoards() boards {
	all := make(boards, len(g.calendar.days))
	for n := range all {
		for m := range menu(menuCount) {
			for s := range sectionCount {
				all[n][m][s] = g.buildOffer(&g.calendar.days[n], m, s)
			}
		}
	}
	return all
}

func (g *Generator) buildOffer(d *day, m menu, section int) offer {
	if (section == teaSection && m == coffeeMenu) || (section == coffeeSection && m == teaMenu) {
		return offer{}
	}
	var o offer
	weights := make([]float64, 0, 40)
	for i := range g.retailer.Articles {
		a := &g.retailer.Articles[i]
		if leaves[a.row.leaf].section != section {
			continue
		}
		if w := appeal(a, d); w > 0 {
			o.articles = append(o.articles, uint16(i))
			weights = append(weights, w)
		}
	}
	o.demand = newChooser(weights...)
	return o
}

// appeal is how much an article is wanted on a day; 0 when it is not sold.
func appeal(a *Article, d *day) float64 {
	w := a.row.popularity * shelfTime(a.row.sold, d)
	switch a.row.served {
	case iced:
		w *= math.Exp(weatherPull * d.heat)
	case hot:
		w *= math.Exp(-weatherPull * d.heat)
	}
	if price, first := a.PriceAt(d.date), a.Prices[0].Amount; price != first {
		w *= math.Pow(float64(price)/float64(first), -priceElasticity)
	}
	return w
}

// shelfTime is 1 for what is always sold, more for what is sold for a season only (new
// things draw), and follows the curve of the feast for its boxes.
func shelfTime(s sold, d *day) float64 {
	if f, ok := feastOf[s]; ok {
		return 3 * d.feasts[f]
	}
	month, season := d.monthDay/100, months[s]
	within := season.from <= month && month <= season.until
	if season.from > season.until {
		within = month >= season.from || month <= season.until
	}
	switch {
	case !within:
		return 0
	case s == always:
		return 1
	default:
		return 1.4
	}
}
