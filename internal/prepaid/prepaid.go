package prepaid

import (
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/platform/money"
	"habitue/internal/program/engine"
)

// ID names a top-up.
type ID int64

// State is where a top-up is in its life.
type State string

// The states. All but the first are final.
const (
	Open      State = "open"
	Paid      State = "paid"
	Cancelled State = "cancelled" // by who asked
	Expired   State = "expired"   // by time
)

// TopUp is stored value that is sold.
type TopUp struct {
	Member    member.ID
	ID        ID
	State     State
	Currency  string
	Principal int64 // its price
	Bonus     int64
	Terms     Terms
	Store     org.StoreID // 0: none
	Till      string
	Cashier   string
	OpenedAt  time.Time
	ExpiresAt time.Time
	EndedAt   time.Time
	Holder    member.ID // who got the value, once it is paid
	Posting   ledger.PostingID
	Refunded  int64  // of the principal
	Missing   string // code of why coupons of it could not be given; "": nothing is missing
}

// Terms are what a top-up was sold by: a later rule leaves them as they are.
type Terms struct {
	Version     int         `json:"version"`
	Tier        Tier        `json:"tier"`
	Draw        engine.Draw `json:"draw"`
	CoolingDays int         `json:"cooling_days"`
}

// Subject is what charges of the top-up are for.
func (t *TopUp) Subject() payment.Subject { return payment.Subject{Kind: SubjectKind, ID: int64(t.ID)} }

// Left is how much of its price can still be given back.
func (t *TopUp) Left() int64 {
	if t.State != Paid {
		return 0
	}
	return t.Principal - t.Refunded
}

// CoolsUntil is until when the member may think better of it.
func (t *TopUp) CoolsUntil() time.Time { return t.EndedAt.AddDate(0, 0, t.Terms.CoolingDays) }

// SubjectKind is what charges of top-ups are for, and postings refer to.
const SubjectKind = "top_up"

// refundKind is what postings of refunds refer to.
const refundKind = "top_up_refund"

// Card is a member's stored value in one currency.
type Card struct {
	Member   member.ID
	Currency string
	Draw     engine.Draw // out of what it is drawn; "": nothing was sold yet

	Principal Holding
	Bonus     Holding
	Received  Gift    // what others gave, all together
	TopUps    []TopUp // that were paid, also by who was merged into the member, the oldest first
	Returned  int64   // bonus that went with refunds
	Opened    int64   // principal that an earlier system knew, and that was not paid out
}

// in is so much in the currency of the card, to be said to people.
func (c Card) in(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: c.Currency} }

// Holding is what there is of one kind of stored value.
type Holding struct {
	Asset     ledger.AssetID // 0: there is no such asset yet
	Available int64
	Held      int64 // for checkouts
}

// Refundable is how much principal can be paid out.
func (c *Card) Refundable() int64 {
	paid := c.Opened
	for _, t := range c.TopUps {
		paid += t.Left()
	}
	return max(min(paid, c.own())-c.unearned(), 0)
}

// own is the principal that the member has himself.
func (c *Card) own() int64 { return max(c.Principal.Available-c.Received.Principal, 0) }

// unearned is the bonus that was used and that no principal stands for which was used.
// Where the principal is drawn first there is none, until goods come back that were
// bought with it: then their price is on the card again, while the bonus that it let
// through is gone. So much stays to be spent. Where the bonus is drawn first, that is
// what was sold.
func (c *Card) unearned() int64 {
	if c.Draw != engine.PrincipalFirst {
		return 0
	}
	var sold, bonus, back int64
	for _, t := range c.TopUps {
		sold, bonus, back = sold+t.Principal, bonus+t.Bonus, back+t.Refunded
	}
	if sold == 0 {
		return 0
	}
	used := bonus - c.Returned - max(c.Bonus.Available-c.Received.Bonus, 0)
	earned, _ := money.MulDiv(max(sold-back-c.own(), 0), bonus, sold)
	return max(used-earned, 0)
}

// givable is how much bonus a gift of so much takes along: in the giver's proportion,
// and never a larger one than came onto the card. Else the bonus could be given away
// that only stands for principal, and the principal be had again.
func (c *Card) givable(amount int64) int64 {
	has := c.Principal.Available + c.Bonus.Available
	bonus, _ := money.MulDiv(amount, c.Bonus.Available, has)
	came := Gift{Principal: c.Received.Principal, Bonus: c.Received.Bonus}
	for _, t := range c.TopUps {
		part, _ := money.MulDiv(t.Bonus, t.Left(), t.Principal)
		came.Principal, came.Bonus = came.Principal+t.Left(), came.Bonus+part
	}
	if came.Principal == 0 {
		return bonus
	}
	most, _ := money.MulDiv(amount, came.Bonus, came.Principal+came.Bonus)
	return min(bonus, most)
}

// Refund is principal that was paid out, and what went with it.
type Refund struct {
	Member  member.ID
	ID      int64
	Money   int64
	Bonus   int64
	Parts   []Part
	Opened  int64 // of the money: what an earlier system knew
	Payout  Payout
	Closing bool
	Posting ledger.PostingID
	Reason  string
	Staff   int64
	At      time.Time
}

// Payout is how principal is paid out that has no charge to go back to.
type Payout struct {
	Method    string // code of a way to pay
	Reference string // number of the slip or transfer that proves it
}

// Part is so much of the price of one top-up.
type Part struct {
	TopUp  ID
	Amount int64
}

// Gift is stored value that a member gave to another.
type Gift struct {
	From, To  member.ID
	ID        int64
	Principal int64
	Bonus     int64
	At        time.Time
}

const (
	lifetime = 15 * time.Minute
	maxKey   = 200
)
