package sample

// Promotion is why an order has discounts.
type Promotion string

// The promotions, in the order in which a till tries them; one order gets one.
const (
	Newcomer      Promotion = "newcomer"          // the cheapest drink at half price in the first order
	BirthdayTreat Promotion = "birthday"          // likewise, on the day
	MemberDay     Promotion = "member_day"        // 12 % off everything for members
	SecondHalf    Promotion = "second_half_price" // the cheaper of two drinks
	PlatformOffer Promotion = "delivery_platform" // 满 35 减 6
	CouponOffer   Promotion = "coupon"            // 满 30 减 5, 满 50 减 10, 满 200 减 30
)

const memberDayBps = 1200

// discount applies at most one promotion to the basket.
func (s *shopping) discount(v visit) Promotion {
	d := &s.g.calendar.days[s.day]
	switch member := s.buyer.member != NoMember; {
	case v.joining && s.r.chance(0.9):
		return s.halfOne(Newcomer)
	case member && int(s.buyer.birthday) == d.monthDay && v.channel != WebShop:
		return s.halfOne(BirthdayTreat)
	case member && d.memberDay:
		s.spread(s.list() * memberDayBps / 10_000)
		return MemberDay
	case s.drinks() >= 2 && s.r.chance(0.10+0.45*s.buyer.sensitivity):
		return s.halfOne(SecondHalf)
	case v.channel == DeliveryPlatform && s.list() >= 3500 && s.r.chance(0.30+0.30*s.buyer.sensitivity):
		s.spread(600)
		return PlatformOffer
	case member && s.list() >= 3000 && s.r.chance(0.05+0.50*s.buyer.sensitivity):
		s.spread(couponValue(s.list()))
		return CouponOffer
	}
	return ""
}

func couponValue(list int64) int64 {
	switch {
	case list >= 20_000:
		return 3000
	case list >= 5_000:
		return 1000
	default:
		return 500
	}
}

// list is the price of the goods before discounts.
func (s *shopping) list() (sum int64) {
	for _, l := range s.lines {
		sum += l.List()
	}
	return sum
}

// drinks counts cups.
func (s *shopping) drinks() (cups int64) {
	for _, l := range s.lines {
		if s.isDrink(l) {
			cups += l.Quantity
		}
	}
	return cups
}

func (s *shopping) isDrink(l Line) bool {
	return leaves[s.g.retailer.Articles[l.Article].row.leaf].section <= coffeeSection
}

// halfOne takes half of the cheapest cup off, rounded down to a fen; without a drink in
// the basket there is nothing to halve and no promotion.
func (s *shopping) halfOne(p Promotion) Promotion {
	cheapest := -1
	for i, l := range s.lines {
		if s.isDrink(l) && (cheapest < 0 || l.UnitPrice < s.lines[cheapest].UnitPrice) {
			cheapest = i
		}
	}
	if cheapest < 0 {
		return ""
	}
	s.lines[cheapest].Discount = s.lines[cheapest].UnitPrice / 2
	return p
}

// spread splits an amount over the lines by their list price, to the fen: rounded down,
// then one fen each to the largest remainders, the earlier line first.
func (s *shopping) spread(amount int64) {
	list := s.list()
	left := amount
	remainders := make([]int64, len(s.lines))
	for i := range s.lines {
		share := amount * s.lines[i].List()
		s.lines[i].Discount = share / list
		remainders[i] = share % list
		left -= s.lines[i].Discount
	}
	for ; left > 0; left-- {
		largest := 0
		for i := range remainders {
			if remainders[i] > remainders[largest] {
				largest = i
			}
		}
		s.lines[largest].Discount++
		remainders[largest] = -1
	}
}
