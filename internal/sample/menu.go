package sample

import "math"

// menu says which drinks a store makes. Bakery, shelf goods and gifts are everywhere.
type menu int

const (
	teaMenu    = menu(teaBrand)
	coffeeMenu = menu(coffeeBrand)
	everything = menu(2)
)

// serves tells whether a store with this menu sells a section.
func (m menu) serves(section int) bool {
	return !(section == teaSection && m == coffeeMenu || section == coffeeSection && m == teaMenu)
}

// Weather and price move what is asked for: an iced drink sells e^0.9 = 2.5 times as
// well at the height of summer as on a mild day; 1 % dearer is 1.2 % less wanted.
const (
	weatherPull     = 0.9
	priceElasticity = 1.2
)

// offer is what a section sells on one day, with how much each article is wanted.
type offer struct {
	articles []uint16
	demand   chooser
}

// boards holds the offer by day and section.
type boards [][sectionCount]offer

func (g *Generator) buildBoards() boards {
	var bySection [sectionCount][]uint16
	for i := range g.retailer.Articles {
		section := leaves[g.retailer.Articles[i].row.leaf].section
		bySection[section] = append(bySection[section], uint16(i))
	}
	all := make(boards, len(g.calendar.days))
	for n := range all {
		warmth := math.Exp(weatherPull * g.calendar.days[n].heat)
		for section, articles := range bySection {
			all[n][section] = g.buildOffer(articles, &g.calendar.days[n], warmth)
		}
	}
	return all
}

func (g *Generator) buildOffer(articles []uint16, d *day, warmth float64) offer {
	o := offer{articles: make([]uint16, 0, len(articles)), demand: make(chooser, 0, len(articles))}
	sum := 0.0
	for _, i := range articles {
		if w := appeal(&g.retailer.Articles[i], d, warmth); w > 0 {
			sum += w
			o.articles = append(o.articles, i)
			o.demand = append(o.demand, sum)
		}
	}
	return o
}

// appeal is how much an article is wanted on a day; 0 when it is not sold.
func appeal(a *Article, d *day, warmth float64) float64 {
	w := a.row.popularity * shelfTime(a.row.sold, d)
	switch a.row.served {
	case iced:
		w *= warmth
	case hot:
		w /= warmth
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
