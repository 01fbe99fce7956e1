package coupon

import (
	"time"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// ID names a coupon. It stays when the coupon changes hands.
type ID int64

// Status is where a coupon is in its life.
type Status string

// The life of a coupon. Given and moved are what it leaves behind where it was.
const (
	Held      Status = "held"
	Locked    Status = "locked"
	Offered   Status = "offered"
	Redeemed  Status = "redeemed"
	Cancelled Status = "cancelled"
	Expired   Status = "expired"
	Given     Status = "given"
	Moved     Status = "moved"
)

// Source is how a member came by a coupon.
type Source string

// The sources.
const (
	ByHand  Source = "hand"
	ByRule  Source = "rule"
	ByClaim Source = "claim"
	ByCode  Source = "code"
	ByWord  Source = "word"

	ByImport Source = "import" // brought from the system before this one
)

// Coupon is a right of one member. Times that are zero have not come.
type Coupon struct {
	Member     member.ID
	ID         ID
	Template   TemplateID
	Version    int
	Source     Source
	Code       string // the code or word with which it was claimed
	Handout    HandoutID
	Born       bool // it began with this member
	Status     Status
	IssuedAt   time.Time
	ValidFrom  time.Time
	ExpiresAt  time.Time
	SeenAt     time.Time
	LockedAt   time.Time // when it was first taken to a checkout
	LockKey    string
	Until      time.Time // of the lock or the offer
	RedeemedAt time.Time
	Order      order.ID
	Saved      int64 // what the checkout took off by it, minor units
	ReturnedAt time.Time
	CameFrom   member.ID
	Merge      int64

	key     string
	no      int
	remind  time.Time
	changes int
}

// At returns the coupon as it is at an instant: a lock or an offer whose time is
// over holds nothing, and what is not used in time is over.
func (c Coupon) At(now time.Time) Coupon {
	if (c.Status == Locked || c.Status == Offered) && !now.Before(c.Until) {
		c.Status, c.Until = Held, time.Time{}
	}
	if c.Status == Held && !now.Before(c.ExpiresAt) {
		c.Status = Expired
	}
	return c
}

// due is when something happens to the coupon by itself.
func (c Coupon) due() time.Time {
	switch c.Status {
	case Locked, Offered:
		return c.Until
	case Held:
		return c.ExpiresAt
	}
	return time.Time{}
}

// Usable says why a coupon cannot be taken to a checkout at an instant, or given away.
func (c Coupon) Usable(now time.Time) error {
	c = c.At(now)
	var no *errs.Error
	switch {
	case c.Status == Locked:
		return ErrLockedElsewhere.With("coupon", int64(c.ID), "until", c.Until)
	case c.Status == Offered:
		no = ErrOffered
	case c.Status == Redeemed:
		no = ErrUsed
	case c.Status == Cancelled:
		no = ErrCancelled
	case c.Status == Expired:
		no = ErrExpired
	case c.Status == Held && now.Before(c.ValidFrom):
		return ErrNotYet.With("coupon", int64(c.ID), "from", c.ValidFrom)
	case c.Status == Held:
		return nil
	default:
		no = ErrNoCoupon
	}
	return no.With("coupon", int64(c.ID))
}

// Verb is what happened to a coupon.
type Verb string

// The verbs of a time line.
const (
	Issue     Verb = "issue"
	See       Verb = "see"
	Lock      Verb = "lock"
	Unlock    Verb = "unlock"
	LockOver  Verb = "lock_over"
	Redeem    Verb = "redeem"
	Return    Verb = "return"      // and it can be used again
	ReturnOff Verb = "return_lost" // what it paid for came back, and it did not
	Offer     Verb = "offer"
	TakeBack  Verb = "take_back"
	OfferOver Verb = "offer_over"
	Give      Verb = "give"    // to another
	Receive   Verb = "receive" // from another
	Move      Verb = "move"    // to the member who stands for this one
	Arrive    Verb = "arrive"
	Cancel    Verb = "cancel"
	Reinstate Verb = "reinstate"
	Expire    Verb = "expire"
)

// Change is a row of a coupon's time line. What does not belong to a verb is zero.
type Change struct {
	Member member.ID
	Coupon ID
	No     int
	Verb   Verb
	Status Status // that it led to
	At     time.Time
	Key    string
	Staff  int64
	Order  order.ID
	Other  member.ID
	Until  time.Time
	Reason string
	Note   string
}

func couponOf(r coupondb.CouponCoupon) Coupon {
	return Coupon{
		Member: member.ID(r.MemberID), ID: ID(r.ID), Template: TemplateID(r.TemplateID), Version: int(r.Version), Source: Source(r.Source),
		Code: postgres.Value(r.Code), Handout: HandoutID(postgres.Value(r.HandoutID)), Born: r.Born, Status: Status(r.Status),
		IssuedAt: r.IssuedAt.UTC(), ValidFrom: r.ValidFrom.UTC(), ExpiresAt: r.ExpiresAt.UTC(), SeenAt: utc(r.SeenAt), LockedAt: utc(r.LockedAt),
		LockKey: postgres.Value(r.LockKey), Until: utc(r.Until), RedeemedAt: utc(r.RedeemedAt), Order: order.ID(postgres.Value(r.OrderID)),
		Saved: postgres.Value(r.Saved), ReturnedAt: utc(r.ReturnedAt), CameFrom: member.ID(postgres.Value(r.CameFrom)), Merge: postgres.Value(r.MergeID),
		key: r.IssueKey, no: int(r.IssueNo), remind: utc(r.RemindAt), changes: int(r.Changes),
	}
}

func couponsOf(rows []coupondb.CouponCoupon) []*Coupon {
	list := make([]*Coupon, len(rows))
	for i, r := range rows {
		c := couponOf(r)
		list[i] = &c
	}
	return list
}

func changeOf(r coupondb.CouponChange) Change {
	return Change{
		Member: member.ID(r.MemberID), Coupon: ID(r.CouponID), No: int(r.No), Verb: Verb(r.Verb), Status: Status(r.Status), At: r.At.UTC(),
		Key: postgres.Value(r.Key), Staff: postgres.Value(r.StaffID), Order: order.ID(postgres.Value(r.OrderID)), Other: member.ID(postgres.Value(r.OtherID)),
		Until: utc(r.Until), Reason: postgres.Value(r.Reason), Note: postgres.Value(r.Note),
	}
}

// utc reads an instant that may be missing.
func utc(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC()
}
