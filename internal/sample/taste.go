package sample

// taste is what one member likes: how each category compares with the best liked one of
// its section, and the drinks that are "the usual".
type taste struct {
	leaves [leafCount]float64 // 1 for the best liked category, less for the others
	usual  [3]uint16
	coffee float64 // how much rather coffee than tea where both are made
}

// Two kinds of tea and two of coffee are favourites and liked three times as much (nine
// times if one is drawn twice); half of the drinks are one of the three usual ones.
const (
	favourites     = 2
	favouriteBoost = 3.0
	tasteSpread    = 0.6
	usualDrink     = 0.5
)

// buyer is the customer of an order: a member with his habits, or anybody.
type buyer struct {
	member      int
	persona     persona
	generosity  float64
	sensitivity float64
	birthday    int16
	tender      TenderKind
	taste       *taste // nil: takes what most people take
}

// Where the usual way to pay is not asked for or not possible, WeChat is.
var (
	tenderKinds  = [...]TenderKind{WeChat, Alipay, Card, Cash}
	usualTenders = newChooser(0.60, 0.25, 0.08, 0.07)
)

func (g *Generator) memberBuyer(i int) buyer {
	h := &g.habits[i]
	r := newRandom(g.config.Seed, streamTaste, i)
	b := buyer{
		member: i, persona: h.persona, generosity: h.generosity, sensitivity: h.sensitivity,
		birthday: h.birthday, tender: tenderKinds[usualTenders.pick(&r)],
	}
	b.taste = g.drawTaste(h, &r)
	return b
}

func walkInBuyer(r *random) buyer {
	return buyer{
		member: NoMember, persona: neighbour, generosity: 0.9, sensitivity: 0.15,
		tender: tenderKinds[usualTenders.pick(r)],
	}
}

// drawTaste spreads the liking of categories and lifts the favourites.
func (g *Generator) drawTaste(h *habit, r *random) *taste {
	t := &taste{coffee: r.float()}
	for l := range t.leaves {
		t.leaves[l] = 1 / (1 + tasteSpread*r.exponential())
	}
	for range favourites {
		t.leaves[fruitTea+r.below(foamTea-fruitTea+1)] *= favouriteBoost
		t.leaves[espresso+r.below(creative-espresso+1)] *= favouriteBoost
	}
	t.normalise()
	day := min(max(0, int(h.joinDay)), len(g.calendar.days)-1)
	s := shopping{g: g, day: day, menu: g.retailer.Stores[h.home].menu, buyer: &buyer{taste: t}, r: r}
	for i := range t.usual {
		t.usual[i] = uint16(s.article(s.drinkSection(15 * 3600)))
	}
	return t
}

// normalise gives the best liked category of each section the liking 1.
func (t *taste) normalise() {
	var most [sectionCount]float64
	for l, liking := range t.leaves {
		most[leaves[l].section] = max(most[leaves[l].section], liking)
	}
	for l := range t.leaves {
		t.leaves[l] /= most[leaves[l].section]
	}
}
