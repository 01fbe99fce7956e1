package pricing

import (
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
)

// GroupBuy makes of a promotion one that members have together only: so many of
// them within so long, or none.
type GroupBuy struct {
	Size    int `json:"size" minimum:"2" maximum:"50"`      // members it takes
	Minutes int `json:"minutes" minimum:"5" maximum:"8640"` // from its opening

	// What the opener has instead of the benefit: a price, or a rate off, as the
	// benefit is one or the other. 0: the same as all others.
	OpenerAmount int64         `json:"opener_amount,omitempty" minimum:"0" maximum:"1000000000000"`
	OpenerRate   money.RateBps `json:"opener_rate_bps,omitempty" minimum:"0" maximum:"10000"`

	OneAtOnce bool `json:"one_at_once,omitempty"`      // a member is in one open group of the promotion
	NewOnly   bool `json:"new_members_only,omitempty"` // only who never bought may join; anybody may open
}

// GroupKind is how a promotion that is had together is called among the kinds,
// whatever its benefit is.
const GroupKind terms.Kind = "group_buy"

// Kind is what a rule gives, or that it is had together.
func (r Rule) Kind() terms.Kind {
	if r.Group != nil {
		return GroupKind
	}
	return r.Offer.Benefit.Kind
}

// Bounds of a group. Value is held seven days at most, and a day of them is for
// whoever comes late to end a group.
const (
	leastSize, mostSize = 2, 50
	leastMinutes        = 5
	mostMinutes         = 6 * 24 * 60
	// GroupGrace is how much longer than a group what its members set aside is kept.
	GroupGrace = 24 * time.Hour
)

// validate adds to bad what is wrong with how an offer is had together.
func (g *GroupBuy) validate(bad *errs.Error, o terms.Offer) *errs.Error {
	if g == nil {
		return bad
	}
	fixed, percent := o.Benefit.Kind == terms.FixedPrice, o.Benefit.Kind == terms.PercentOff
	if !fixed && !percent {
		bad = bad.Field("offer.benefit.kind", "pricing.group_kind")
	}
	if g.Size < leastSize || g.Size > mostSize {
		bad = bad.Field("group.size", "coupon.out_of_range", "min", leastSize, "max", mostSize)
	}
	if g.Minutes < leastMinutes || g.Minutes > mostMinutes {
		bad = bad.Field("group.minutes", "coupon.out_of_range", "min", leastMinutes, "max", mostMinutes)
	}
	switch {
	case g.OpenerAmount != 0 && !fixed:
		bad = bad.Field("group.opener_amount", "coupon.not_of_this_kind")
	case g.OpenerAmount < 0 || g.OpenerAmount > 0 && g.OpenerAmount >= o.Benefit.Amount:
		bad = bad.Field("group.opener_amount", "pricing.opener_pays_less")
	}
	switch {
	case g.OpenerRate != 0 && !percent:
		bad = bad.Field("group.opener_rate_bps", "coupon.not_of_this_kind")
	case g.OpenerRate < 0 || g.OpenerRate > money.One || g.OpenerRate > 0 && g.OpenerRate <= o.Benefit.Rate:
		bad = bad.Field("group.opener_rate_bps", "pricing.opener_pays_less")
	}
	return bad
}

// forOpener is the rule as whoever opens a group has it.
func (r Rule) forOpener() Rule {
	if r.Group.OpenerAmount > 0 {
		r.Offer.Benefit.Amount = r.Group.OpenerAmount
	}
	if r.Group.OpenerRate > 0 {
		r.Offer.Benefit.Rate = r.Group.OpenerRate
	}
	return r
}

// GroupID is the id of a group.
type GroupID int64

// GroupState is where a group is in its life.
type GroupState string

// The states. The last two are final.
const (
	GroupOpen      GroupState = "open"
	GroupSucceeded GroupState = "succeeded" // every seat was paid
	GroupFailed    GroupState = "failed"    // its time was over, or everybody had left
)

// Group is members who buy together by one version of a promotion.
type Group struct {
	ID        GroupID // 0: yet to be opened
	Promotion PromotionID
	Version   int
	Size      int
	State     GroupState
	Opener    member.ID
	Taken     int // seats, paid ones among them
	Paid      int
	OpenedAt  time.Time
	ClosesAt  time.Time
	EndedAt   time.Time
}

// room says why nobody can take a seat at an instant; nil: somebody can.
func (g Group) room(at time.Time) error {
	switch {
	case g.State != GroupOpen || !at.Before(g.ClosesAt):
		return ErrGroupOver.With("group", int64(g.ID))
	case g.Taken >= g.Size:
		return ErrGroupFull.With("group", int64(g.ID))
	}
	return nil
}

// Joining says in which group somebody wants to buy.
type Joining struct {
	Group     GroupID     // 0: a new one
	Promotion PromotionID // of a new one
}

// SeatState is what became of a seat.
type SeatState string

// The states.
const (
	SeatHeld SeatState = "held" // taken, and not yet paid
	SeatPaid SeatState = "paid"
	SeatLeft SeatState = "left"
)

// Seat is the place of one member in a group.
type Seat struct {
	Key     string
	Group   GroupID
	Member  member.ID
	Subject int64 // what it is for
	State   SeatState
	TakenAt time.Time
	PaidAt  time.Time
}
