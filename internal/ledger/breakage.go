package ledger

import (
	"context"
	"slices"

	"habitue/internal/platform/money"
)

// Fates is what became of value that was credited.
type Fates struct {
	Used      int64 // spent, or paid a debt of value that had been spent
	Expired   int64
	TakenBack int64 // with the purchase that had earned it
	Left      int64 // adjusted away, transferred
}

func (f Fates) plus(o Fates) Fates {
	return Fates{f.Used + o.Used, f.Expired + o.Expired, f.TakenBack + o.TakenBack, f.Left + o.Left}
}

// Sum is all of it.
func (f Fates) Sum() int64 { return f.Used + f.Expired + f.TakenBack + f.Left }

// Cohort is what was credited in one month, and what has become of it by the end
// of each month since: ByAge[0] is that of the month itself.
type Cohort struct {
	Month    Month
	Credited int64
	ByAge    []Fates
	Expected Expected
}

// Now is what has become of the cohort so far.
func (c Cohort) Now() Fates { return c.ByAge[len(c.ByAge)-1] }

// Open is what is left of it.
func (c Cohort) Open() int64 { return c.Credited - c.Now().Sum() }

// Breakage is how credits of an asset were used and lapsed with age, and what of
// the open ones is therefore expected to lapse.
type Breakage struct {
	Cohorts  []Cohort // oldest first
	Curve    []Shares // by age, of all cohorts together
	Expected Expected
}

// Shares are parts of what was credited, by the end of an age.
type Shares struct{ Used, Expired, TakenBack, Left, Open money.RateBps }

// Expected is what is expected to become of what is open, and what of it all may
// be recognised as breakage so far.
type Expected struct {
	Open       int64 // what is left today
	Used       int64 // of it, expected to be used
	Expired    int64 // of it, expected to lapse
	Recognised int64 // of what lapsed and is expected to lapse: in proportion to what was used
}

// Breakage asks what became of the credits of an asset.
func (s *Service) Breakage(ctx context.Context, from Source, asset AssetID) (Breakage, error) {
	zone, err := s.Zone(ctx)
	if err != nil {
		return Breakage{}, err
	}
	rows, err := ask(ctx, s, from, ByOccurred, "breakage", []any{int64(asset), zone.String()},
		func(r *became) []any { return []any{&r.Cohort.Time, &r.Month.Time, &r.fate, &r.amount} })
	if err != nil {
		return Breakage{}, err
	}
	return breakageOf(rows, MonthOf(s.Clock.Now(), zone)), nil
}

// became is what became in a month of what was credited in another.
type became struct {
	Cohort, Month Month
	fate          string
	amount        int64
}

func breakageOf(rows []became, now Month) Breakage {
	b := Breakage{Cohorts: cohortsOf(rows, now)}
	estimate := estimateOf(b.Cohorts)
	b.Curve = estimate.shares()
	for i := range b.Cohorts {
		c := &b.Cohorts[i]
		c.Expected = estimate.expect(*c)
		b.Expected = b.Expected.plus(c.Expected)
	}
	return b
}

// cohortsOf puts rows in order and adds them up from age to age.
func cohortsOf(rows []became, now Month) []Cohort {
	byMonth := map[Month]*Cohort{}
	for _, r := range rows {
		start := Month{r.Cohort.UTC()}
		if start.After(now.Time) {
			continue // dated ahead: nothing can have become of it
		}
		c := byMonth[start]
		if c == nil {
			c = &Cohort{Month: start, ByAge: make([]Fates, now.since(start)+1)}
			byMonth[start] = c
		}
		// What was spent with an earlier date than it was earned counts from the beginning.
		age := min(max(Month{r.Month.UTC()}.since(start), 0), len(c.ByAge)-1)
		switch r.fate {
		case "credited":
			c.Credited += r.amount
		case "used":
			c.ByAge[age].Used += r.amount
		case "expired":
			c.ByAge[age].Expired += r.amount
		case "taken_back":
			c.ByAge[age].TakenBack += r.amount
		case "left":
			c.ByAge[age].Left += r.amount
		}
	}
	cohorts := make([]Cohort, 0, len(byMonth))
	for _, c := range byMonth {
		for age := 1; age < len(c.ByAge); age++ {
			c.ByAge[age] = c.ByAge[age].plus(c.ByAge[age-1])
		}
		cohorts = append(cohorts, *c)
	}
	slices.SortFunc(cohorts, func(a, b Cohort) int { return a.Month.Compare(b.Month.Time) })
	return cohorts
}

// estimate is how a credit fares with age, learnt from every cohort as far as it
// has come. At each age the part that is used, lapses or goes otherwise is taken
// of what was open in those cohorts that have lived through the whole month; the
// parts are then strung together (the estimator of Aalen and Johansen for
// competing ends, in steps of a month). So a young cohort teaches what it can,
// and does not look as if it would never lapse.
//
// Shares are in parts of fine, which keeps the error of rounding below a point in
// a thousand million.
type estimate struct {
	until []fineShares // until[k]: before age k; the last: as far as any cohort tells
}

type fineShares struct{ used, expired, taken, left, open int64 }

const fine = 1_000_000_000_000

func estimateOf(cohorts []Cohort) estimate {
	e := estimate{until: []fineShares{{open: fine}}}
	for age := 0; ; age++ {
		var open int64
		var ends Fates
		for _, c := range cohorts {
			if age >= len(c.ByAge)-1 { // the month at hand is not over
				continue
			}
			before := Fates{}
			if age > 0 {
				before = c.ByAge[age-1]
			}
			open += c.Credited - before.Sum()
			now := c.ByAge[age]
			ends = ends.plus(Fates{now.Used - before.Used, now.Expired - before.Expired, now.TakenBack - before.TakenBack, now.Left - before.Left})
		}
		if open <= 0 {
			return e
		}
		last := e.until[age]
		next := fineShares{
			used: last.used + part(last.open, ends.Used, open), expired: last.expired + part(last.open, ends.Expired, open),
			taken: last.taken + part(last.open, ends.TakenBack, open), left: last.left + part(last.open, ends.Left, open),
		}
		next.open = fine - next.used - next.expired - next.taken - next.left
		e.until = append(e.until, next)
	}
}

// part is total·of/whole toward zero; of may be below zero, when more came back
// than went.
func part(total, of, whole int64) int64 {
	sign := int64(1)
	if of < 0 {
		sign, of = -1, -of
	}
	if total < 0 {
		sign, total = -sign, -total
	}
	v, ok := money.MulDiv(total, of, whole)
	if !ok {
		return sign * fine
	}
	return sign * v
}

// shares is the estimate as a curve.
func (e estimate) shares() []Shares {
	curve := make([]Shares, 0, len(e.until)-1)
	for _, s := range e.until[1:] {
		curve = append(curve, Shares{bps(s.used), bps(s.expired), bps(s.taken), bps(s.left), bps(s.open)})
	}
	return curve
}

// bps rounds a share to the nearest basis point.
func bps(share int64) money.RateBps {
	const step = fine / int64(money.One)
	return money.RateBps((share + step/2) / step)
}

// expect says what will become of what is open in a cohort: of what was open at
// its age, the part that ended so later. Beyond the oldest cohort nothing is
// known, and nothing is expected to lapse.
//
// Recognised is breakage as a right is exercised: of all that lapsed or will, the
// part that what was used is of all that was used or will be (IFRS 15, B46).
func (e estimate) expect(c Cohort) Expected {
	x := Expected{Open: c.Open()}
	last := e.until[len(e.until)-1]
	if age := len(c.ByAge) - 1; age < len(e.until) {
		if at := e.until[age]; at.open > 0 && x.Open > 0 {
			x.Used = max(part(x.Open, last.used-at.used, at.open), 0)
			x.Expired = max(part(x.Open, last.expired-at.expired, at.open), 0)
		}
	}
	now := c.Now()
	if use := now.Used + x.Used; use > 0 {
		x.Recognised = part(now.Expired+x.Expired, now.Used, use)
	} else {
		x.Recognised = now.Expired // nobody ever used any: what lapsed has lapsed
	}
	return x
}

func (x Expected) plus(o Expected) Expected {
	return Expected{x.Open + o.Open, x.Used + o.Used, x.Expired + o.Expired, x.Recognised + o.Recognised}
}
