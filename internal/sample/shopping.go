package sample

// shopping is one visit on the way to an order: who, when, where, and what lies in the
// basket so far.
type shopping struct {
	g     *Generator
	day   int
	menu  menu
	buyer *buyer
	r     *random
	lines []Line
}

// How baskets come about. Shares are for an ordinary customer at an ordinary hour.
const (
	noDrink       = 0.06 // comes for bread or a gift only
	anotherDrink  = 0.34 // and again after each one, three times at most
	groupOrder    = 0.035
	bakeryShare   = 0.27
	breakfastPull = 1.5
	snackShare    = 0.06
	pantryShare   = 0.022
	cupShare      = 0.012
	giftShare     = 0.003
	feastPull     = 0.05
	anotherParcel = 0.40
)

const hour = 3600

// fill puts goods into the basket of a visit.
func (s *shopping) fill(v visit) {
	if v.channel == WebShop {
		s.fillParcel()
		return
	}
	s.fillDrinks(v.second())
	s.fillExtras(v.second())
	if len(s.lines) == 0 {
		s.take(bakerySection, 1)
	}
}

func (s *shopping) fillDrinks(second int) {
	d := &s.g.calendar.days[s.day]
	if s.buyer.persona == officeWorker && !d.rest && second > 10*hour && second < 17*hour && s.r.chance(groupOrder) {
		s.fillGroupOrder(second)
		return
	}
	if s.r.chance(noDrink) {
		return
	}
	more := anotherDrink * s.buyer.generosity
	if d.rest {
		more *= 1.15 // in company
	}
	for n := 0; n == 0 || n < 4 && s.r.chance(more); n++ {
		s.drink(second)
	}
}

// fillGroupOrder is a round for the office: a few kinds, several cups.
func (s *shopping) fillGroupOrder(second int) {
	for cups := s.r.between(4, 10); cups > 0; {
		n := min(cups, s.r.between(1, 3))
		s.take(s.drinkSection(second), int64(n))
		cups -= n
	}
}

func (s *shopping) fillExtras(second int) {
	d := &s.g.calendar.days[s.day]
	bakery := bakeryShare * s.buyer.generosity
	if second < 10*hour {
		bakery *= breakfastPull
	}
	if s.r.chance(bakery) {
		s.take(bakerySection, 1)
		if s.r.chance(0.2) {
			s.take(bakerySection, 1)
		}
	}
	if s.r.chance(snackShare) {
		s.take(snackSection, 1)
	}
	if s.r.chance(pantryShare) {
		s.take(pantrySection, 1)
	}
	if s.r.chance(cupShare) {
		s.take(merchandiseSection, 1)
	}
	if s.r.chance(giftShare + feastPull*d.giftMood()) {
		s.take(giftSection, s.giftCount())
	}
}

// giftMood is how near a feast is; the smallest of them counts least.
func (d *day) giftMood() float64 {
	return d.feasts[springFestival] + d.feasts[midAutumn] + 0.4*d.feasts[dragonBoat]
}

// giftCount is one box, two for both parents, or a carton for the customers of a firm.
func (s *shopping) giftCount() int64 {
	switch x := s.r.float(); {
	case x < 0.02:
		return int64(s.r.between(5, 20))
	case x < 0.17:
		return 2
	default:
		return 1
	}
}

// fillParcel orders what can be sent.
func (s *shopping) fillParcel() {
	d := &s.g.calendar.days[s.day]
	for n := 0; n == 0 || n < 4 && s.r.chance(anotherParcel); n++ {
		switch x := s.r.float() * (1 + d.giftMood()); {
		case x > 0.90:
			s.take(giftSection, s.giftCount())
		case x < 0.58:
			s.take(pantrySection, 1)
		case x < 0.76:
			s.take(snackSection, int64(s.r.between(1, 3)))
		default:
			s.take(merchandiseSection, 1)
		}
	}
}

// drink takes the usual where the store has it, or something else.
func (s *shopping) drink(second int) {
	if t := s.buyer.taste; t != nil && s.r.chance(usualDrink) {
		if usual := int(t.usual[s.r.below(s.r.between(1, len(t.usual)))]); s.onOffer(usual) {
			s.add(usual, 1)
			return
		}
	}
	s.take(s.drinkSection(second), 1)
}

// drinkSection is tea or coffee by the hour, where the store makes both.
func (s *shopping) drinkSection(second int) int {
	switch s.menu {
	case teaMenu:
		return teaSection
	case coffeeMenu:
		return coffeeSection
	}
	coffee := 0.20
	switch {
	case second < 10*hour:
		coffee = 0.62
	case second < 14*hour:
		coffee = 0.42
	case second < 17*hour:
		coffee = 0.34
	}
	if t := s.buyer.taste; t != nil {
		coffee += 0.5 * (t.coffee - 0.5)
	}
	if s.r.chance(coffee) {
		return coffeeSection
	}
	return teaSection
}

func (s *shopping) onOffer(article int) bool {
	row := s.g.retailer.Articles[article].row
	section := leaves[row.leaf].section
	return s.menu.serves(section) && shelfTime(row.sold, &s.g.calendar.days[s.day]) > 0
}

// article draws from what the section offers, by common demand, thinned by the buyer's
// taste: what is liked half as much is put back every other time.
func (s *shopping) article(section int) int {
	o := &s.g.boards[s.day][section]
	const tries = 6
	for try := 1; ; try++ {
		article := int(o.articles[o.demand.pick(s.r)])
		if s.buyer.taste == nil || try == tries {
			return article
		}
		if s.r.chance(s.buyer.taste.leaves[s.g.retailer.Articles[article].row.leaf]) {
			return article
		}
	}
}

func (s *shopping) take(section int, quantity int64) { s.add(s.article(section), quantity) }

// add puts pieces of an article into the basket, on its line if it has one already.
func (s *shopping) add(article int, quantity int64) {
	for i := range s.lines {
		if s.lines[i].Article == article {
			s.lines[i].Quantity += quantity
			return
		}
	}
	price := s.g.retailer.Articles[article].PriceAt(s.g.calendar.days[s.day].date)
	s.lines = append(s.lines, Line{Kind: Goods, Article: article, Quantity: quantity, UnitPrice: price})
}
