package pricing

import (
	"strconv"
	"strings"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// PromotionID is the id of a promotion.
type PromotionID int64

// Promotion is a promotion with the version that is in force now.
type Promotion struct {
	ID        PromotionID
	CreatedBy string
	CreatedAt time.Time
	EndedBy   string
	EndedAt   time.Time // zero: not ended

	Version int
	From    time.Time // from when the version in force holds; zero: since ever
	Rule    Rule
	Drafts  int       // versions that are drafts or begin later
	Begins  time.Time // when the next published version begins; zero: none is to
	Meant   Rule      // what it says, or where nothing of it holds yet, what it is to say
}

// State is where a promotion is in its life.
type State string

// The states.
const (
	Draft     State = "draft"     // nothing of it was published
	Scheduled State = "scheduled" // it is published and its first day is yet to come
	Running   State = "live"
	Off       State = "off"   // a published version says that it applies to nothing
	Over      State = "over"  // its last day has passed
	Ended     State = "ended" // by hand
)

// States lists them.
var States = []State{Draft, Scheduled, Running, Off, Over, Ended}

// State tells where a promotion is on a business day.
func (p Promotion) State(today time.Time) State {
	date, when := today.Format(time.DateOnly), p.Rule.Offer.When
	switch {
	case !p.EndedAt.IsZero():
		return Ended
	case p.Rule.Off && p.Version == 1 && p.Begins.IsZero():
		return Draft
	case p.Rule.Off && p.Version == 1:
		return Scheduled
	case p.Rule.Off:
		return Off
	case when.Until != "" && when.Until < date:
		return Over
	case when.From > date:
		return Scheduled
	}
	return Running
}

// Rule is the body of a version: what a promotion says.
type Rule struct {
	Off      bool        `json:"off,omitempty"` // it applies to nothing
	Name     i18n.Text   `json:"name"`
	Priority int         `json:"priority" minimum:"-1000" maximum:"1000"`
	Offer    terms.Offer `json:"offer"`
	Limits   Limits      `json:"limits"`
	Group    *GroupBuy   `json:"group,omitempty"` // had together only
}

// Limits bound what a promotion gives.
type Limits struct {
	Total       Limit `json:"total"`
	Day         Limit `json:"day"`          // on each business day
	Member      Limit `json:"member"`       // to each member
	MemberOnDay Limit `json:"member_a_day"` // to each member on each business day
}

// Limit bounds money, uses and pieces; 0: no limit. Pieces are those of a fixed
// price: the stock of a flash sale.
type Limit struct {
	Money  int64 `json:"money,omitempty" minimum:"0" maximum:"1000000000000"`
	Uses   int64 `json:"uses,omitempty" minimum:"0" maximum:"1000000000"`
	Pieces int64 `json:"pieces,omitempty" minimum:"0" maximum:"1000000000"`
}

// None reports whether a limit bounds nothing.
func (l Limit) None() bool { return l == Limit{} }

const (
	longestName = 100
	mostUses    = 1_000_000_000
	mostLive    = 5_000
)

// Validate says everything that is wrong with a rule.
func (r Rule) Validate() error {
	bad := ErrBadPromotion
	if len(r.Name) == 0 {
		bad = bad.Field("name", "http.required")
	}
	for _, text := range r.Name {
		if strings.TrimSpace(text) == "" || len([]rune(text)) > longestName {
			bad = bad.Field("name", "pricing.bad_name", "max", longestName)
		}
	}
	if r.Priority < -1_000 || r.Priority > 1_000 {
		bad = bad.Field("priority", "coupon.out_of_range", "min", -1_000, "max", 1_000)
	}
	if !r.Off {
		bad = r.Group.validate(r.Offer.Validate(bad, "offer"), r.Offer)
	}
	for name, l := range map[string]Limit{"total": r.Limits.Total, "day": r.Limits.Day, "member": r.Limits.Member, "member_a_day": r.Limits.MemberOnDay} {
		if l.Money < 0 || l.Money > terms.MaxAmount || l.Uses < 0 || l.Uses > mostUses || l.Pieces < 0 || l.Pieces > mostUses || !money.Safe(l.Money) {
			bad = bad.Field("limits."+name, "pricing.amount_out_of_range", "max", int64(terms.MaxAmount))
		}
		if l.Pieces > 0 && r.Offer.Benefit.Kind != terms.FixedPrice {
			bad = bad.Field("limits."+name+".pieces", "coupon.not_of_this_kind")
		}
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// scope is where a limit counts.
type scope struct {
	name  string
	limit Limit
}

// scopes are the limits that bound a member on a business day; who is no member
// has no limits of one.
func (l Limits) scopes(member int64, day time.Time) []scope {
	if l == (Limits{}) {
		return nil // as of most promotions of a basket
	}
	return l.in(scopesOf(member, day), nil)
}

// scopeNames are the names under which limits count for a member on a business day;
// the last two are empty for who is no member.
type scopeNames struct{ day, member, memberOnDay string }

func scopesOf(member int64, day time.Time) (n scopeNames) {
	date := day.Format(time.DateOnly)
	n.day = "day:" + date
	if member > 0 {
		n.member = "member:" + strconv.FormatInt(member, 10)
		n.memberOnDay = n.member + ":" + date
	}
	return n
}

// in adds the scopes of limits to a list. The total comes last: it is the row for
// which all wait, so it is held the shortest.
func (l *Limits) in(n scopeNames, list []scope) []scope {
	add := func(name string, limit Limit) {
		if !limit.None() {
			list = append(list, scope{name, limit})
		}
	}
	add(n.day, l.Day)
	if n.member != "" {
		add(n.member, l.Member)
		add(n.memberOnDay, l.MemberOnDay)
	}
	add("total", l.Total)
	return list
}

// holdsOn reports whether the conditions on days hold on a business day.
func (r Rule) holdsOn(day time.Time) bool {
	return !r.Off && r.Offer.When.Days().Holds(terms.Occasion{Day: day})
}
