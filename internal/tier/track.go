package tier

import (
	"slices"
	"sort"
	"time"
)

// Version is a ladder and the instant from which it holds.
type Version struct {
	Number int
	From   time.Time // zero: since ever
	Ladder Ladder
}

// Event is a purchase, a refund of one, or a level that was brought from elsewhere.
type Event struct {
	At     time.Time
	Known  time.Time // when it was reported; see KnownBy
	Order  int64     // the purchase, or the one of which so much is returned
	Refund int64     // 0: this is the purchase itself
	Amount int64     // minor units, not negative

	Level string    // that was brought; empty: this is none
	Until time.Time // when it is reviewed
}

// Cause is why a level changed.
type Cause string

// The causes.
const (
	CausePurchase Cause = "purchase" // spending reached a threshold
	CauseReview   Cause = "review"   // spending no longer kept the level
	CauseRefund   Cause = "refund"   // what had reached it was returned
	CauseHistory  Cause = "history"  // earlier purchases became known later
	CauseCarried  Cause = "carried"  // it came from the system before this one
)

// Change is one move.
type Change struct {
	From, To string
	Cause    Cause
	Ref      int64 // the order or refund
	Spend    int64 // in the window that decided
	Version  int
	At       time.Time
}

// Standing is where a member stands at an instant.
type Standing struct {
	Level    string
	Rank     int
	Since    time.Time // zero: always had the lowest
	ReviewAt time.Time // zero: nothing to lose
	Spend    int64     // in the window that ends at that instant
	Opens    time.Time // when that window opened
	Version  int
}

// Track reckons a member's level from purchases and refunds. Events are added
// in any order; those at or after the instant asked for are left out, so that
// a purchase never sees itself.
type Track struct {
	Currency string // in which spending is counted

	versions []Version // by From
	zone     *time.Location

	events []Event // by At, then purchases before refunds, then as added
	done   int     // events[:done] are in the state below

	bought  []purchase // by at; amounts net of refunds
	sums    []int64    // sums[i]: of bought[:i]
	brought []Event    // levels, by At
	state   state
	until   time.Time // reviews are held until here
	changes []Change
}

type purchase struct {
	at     time.Time
	order  int64
	amount int64
}

type state struct {
	level    string // code; empty: the lowest
	since    time.Time
	reviewAt time.Time
}

// NewTrack returns the track of a member without history. Versions must not be empty.
func NewTrack(versions []Version, zone *time.Location) *Track {
	return &Track{versions: versions, zone: zone, sums: []int64{0}}
}

// Add puts an event in its place. One that comes before what was already
// reckoned makes the track start over.
func (t *Track) Add(e Event) {
	i := len(t.events)
	for i > 0 && e.precedes(t.events[i-1]) {
		i--
	}
	t.events = slices.Insert(t.events, i, e)
	if i < t.done || !e.At.After(t.until) {
		*t = Track{Currency: t.Currency, versions: t.versions, zone: t.zone, events: t.events, sums: []int64{0}}
	}
}

// KnownBy returns the track of what had been reported at an instant: a late
// order earns by what is known when it is recorded, whoever looks afterwards.
func (t *Track) KnownBy(at time.Time) *Track {
	known := NewTrack(t.versions, t.zone)
	known.Currency = t.Currency
	for _, e := range t.events {
		if !e.Known.After(at) {
			known.Add(e)
		}
	}
	return known
}

func (e Event) precedes(o Event) bool {
	if e.At.Equal(o.At) {
		return e.Refund == 0 && o.Refund != 0
	}
	return e.At.Before(o.At)
}

// Before returns the standing at an instant from events strictly before it:
// the level with which an order of that instant earns.
func (t *Track) Before(at time.Time) Standing {
	t.run(func(e Event) bool { return e.At.Before(at) })
	return t.at(at)
}

// At returns the standing at an instant, what happened at it included.
func (t *Track) At(at time.Time) Standing {
	t.run(func(e Event) bool { return !e.At.After(at) })
	return t.at(at)
}

// Changes returns every move until the last instant asked for, oldest first.
func (t *Track) Changes() []Change { return t.changes }

func (t *Track) run(due func(Event) bool) {
	for t.done < len(t.events) && due(t.events[t.done]) {
		e := t.events[t.done]
		t.done++
		switch {
		case e.Level != "":
			t.carry(e)
		case e.Refund == 0:
			t.buy(e)
		default:
			t.refund(e)
		}
	}
}

func (t *Track) buy(e Event) {
	t.pass(e.At)
	t.bought = append(t.bought, purchase{at: e.At, order: e.Order, amount: e.Amount})
	t.sums = append(t.sums, t.sums[len(t.sums)-1]+e.Amount)
	v := t.version(e.At)
	spend := t.spend(v.Ladder.Window.opens(e.At, t.zone), e.At)
	if to := v.Ladder.reached(spend); to > v.Ladder.rank(t.state.level) {
		t.move(to, CausePurchase, e.Order, spend, e.At, v)
	}
}

// carry gives a level that was brought, where it is higher than what the member has; the
// same level is kept until the later review.
func (t *Track) carry(e Event) {
	t.pass(e.At)
	t.brought = append(t.brought, e)
	v := t.version(e.At)
	to, has := v.Ladder.rank(e.Level), v.Ladder.rank(t.state.level)
	if to > has {
		t.move(to, CauseCarried, 0, t.spend(v.Ladder.Window.opens(e.At, t.zone), e.At), e.At, v)
		t.state.reviewAt = e.Until
	} else if to == has && to > 0 && e.Until.After(t.state.reviewAt) {
		t.state.reviewAt = e.Until
	}
}

// refund takes the amount out of the purchase as if it had never been spent and
// reckons the level again.
func (t *Track) refund(e Event) {
	t.pass(e.At)
	i := slices.IndexFunc(t.bought, func(p purchase) bool { return p.order == e.Order })
	if i < 0 || e.Amount == 0 {
		return
	}
	t.bought[i].amount = max(t.bought[i].amount-e.Amount, 0)
	without := NewTrack(t.versions, t.zone)
	carried := t.brought
	for _, p := range t.bought {
		for len(carried) > 0 && !carried[0].At.After(p.at) {
			without.carry(carried[0])
			carried = carried[1:]
		}
		without.buy(Event{At: p.at, Order: p.order, Amount: p.amount})
	}
	for _, b := range carried {
		without.carry(b)
	}
	without.pass(e.At)
	t.sums = without.sums
	v := t.version(e.At)
	if to := v.Ladder.rank(without.state.level); to != v.Ladder.rank(t.state.level) {
		t.move(to, CauseRefund, e.Refund, t.spend(v.Ladder.Window.opens(e.At, t.zone), e.At), e.At, v)
		t.state.reviewAt = without.state.reviewAt
		return
	}
	t.state = without.state
}

// pass holds every review that falls due until at.
func (t *Track) pass(at time.Time) {
	if at.After(t.until) {
		t.until = at
	}
	for !t.state.reviewAt.IsZero() && !t.state.reviewAt.After(at) {
		due := t.state.reviewAt
		last := due.Add(-time.Microsecond) // what happens at the review belongs to the next term
		v := t.version(last)
		spend := t.spend(v.Ladder.Window.opens(last, t.zone), last)
		rank := v.Ladder.rank(t.state.level)
		if to := v.Ladder.afterReview(rank, spend); to != rank {
			t.move(to, CauseReview, 0, spend, due, v)
		} else {
			t.state.reviewAt = v.Ladder.Window.review(due, t.zone)
		}
	}
}

func (t *Track) move(to int, cause Cause, ref, spend int64, at time.Time, v Version) {
	levels := v.Ladder.Levels
	t.changes = append(t.changes, Change{
		From: levels[v.Ladder.rank(t.state.level)].Code, To: levels[to].Code,
		Cause: cause, Ref: ref, Spend: spend, Version: v.Number, At: at,
	})
	t.state = state{level: levels[to].Code, since: at}
	if to > 0 {
		t.state.reviewAt = v.Ladder.Window.review(at, t.zone)
	}
}

// at returns the standing after the reviews until an instant.
func (t *Track) at(at time.Time) Standing {
	t.pass(at)
	v := t.version(at)
	opens := v.Ladder.Window.opens(at, t.zone)
	rank := v.Ladder.rank(t.state.level)
	return Standing{
		Level: v.Ladder.Levels[rank].Code, Rank: rank, Since: t.state.since, ReviewAt: t.state.reviewAt,
		Spend: t.spend(opens, at), Opens: opens, Version: v.Number,
	}
}

// spend sums purchases between two instants, both counted: the purchase that
// reached a level counts in the review a term later.
func (t *Track) spend(from, until time.Time) int64 {
	first := sort.Search(len(t.bought), func(i int) bool { return !t.bought[i].at.Before(from) })
	after := sort.Search(len(t.bought), func(i int) bool { return t.bought[i].at.After(until) })
	return t.sums[max(after, first)] - t.sums[first]
}

// version returns the ladder in force at an instant.
func (t *Track) version(at time.Time) Version {
	v := t.versions[0]
	for _, w := range t.versions[1:] {
		if !w.From.After(at) {
			v = w
		}
	}
	return v
}
