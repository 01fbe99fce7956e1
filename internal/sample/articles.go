package sample

import "fmt"

// One article in three becomes dearer, once, on the first of a month about three fifths
// through the records: enough to be found in the figures, not enough to end a habit.
const (
	repricedEvery = 3
	repriceShare  = 0.6
	repriceBps    = 800 // by 8 %, rounded up to a whole yuan
)

// buildArticles turns the assortment into articles with codes, costs and prices.
func (g *Generator) buildArticles() []Article {
	change := g.repriceDay()
	from := g.calendar.midnight(-openerAgeDays)
	numbers := [leafCount]int{}
	list := make([]Article, len(assortment))
	for i := range assortment {
		row := &assortment[i]
		numbers[row.leaf]++
		a := Article{
			SKU:  fmt.Sprintf("%s-%03d", leaves[row.leaf].prefix, numbers[row.leaf]),
			Name: row.name, Brand: brandOf(row.leaf), Category: sectionCount + row.leaf,
			Cost:   row.yuan * row.costShare,
			Prices: []Price{{from.UTC(), row.yuan * 100}},
			row:    row,
		}
		if i%repricedEvery == 0 && row.sold == always {
			raised := row.yuan + (row.yuan*repriceBps+9_999)/10_000
			a.Prices = append(a.Prices, Price{g.calendar.midnight(change).UTC(), raised * 100})
		}
		list[i] = a
	}
	return list
}

// repriceDay is the first of the month nearest behind repriceShare of the records, or
// that very day where the records are shorter than a month.
func (g *Generator) repriceDay() int {
	n := int(repriceShare * float64(len(g.calendar.days)))
	for d := n; d < len(g.calendar.days); d++ {
		if g.calendar.days[d].monthDay%100 == 1 {
			return d
		}
	}
	return n
}

func brandOf(leaf int) int {
	switch leaf {
	case espresso, brewed, creative, beans, dripBags, bread, lightMeal:
		return coffeeBrand
	default:
		return teaBrand
	}
}
