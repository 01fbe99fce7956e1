package checkout

import (
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
)

// ID names a checkout.
type ID int64

// State is where a checkout is in its life.
type State string

// The states. All but the first two are final.
const (
	Open      State = "open"
	Waiting   State = "waiting" // paid, and its group is not full yet
	Paid      State = "paid"
	Cancelled State = "cancelled" // by who asked
	Expired   State = "expired"   // by time, its own or that of its group
)

// Checkout is a basket that was agreed on.
type Checkout struct {
	Member    member.ID // 0: none
	Bearer    member.ID // who was identified, where that is one who had become the member; 0: the member
	ID        ID
	State     State
	Source    string // who numbers the references
	Reference string // of the order it becomes
	Store     string // codes
	Channel   string
	StoreID   org.StoreID
	Currency  string
	Payable   int64
	Sale      engine.Sale
	Spent     Spent
	Told      *Told // nil: from before it was kept
	Till      string
	Cashier   string
	OpenedAt  time.Time
	ExpiresAt time.Time
	EndedAt   time.Time
	Order     order.ID        // 0: none yet
	Group     pricing.GroupID // in which it has a seat; 0: none
}

// Told is what the quote said beside the price, kept so that it can be held
// against what came of it.
type Told struct {
	Points   int64   `json:"points"` // that the purchase would earn
	Growth   int64   `json:"growth"`
	Spending Version `json:"spending"` // of the rule by which points and stored value paid
	Floor    Version `json:"floor"`    // of the rule that says what offers leave above cost; zero: from before there was one
}

// Version names a version of a rule.
type Version struct {
	ID     int64 `json:"id"`
	Number int   `json:"version"`
}

// told is what a quote says beside the price.
func told(q Quote) *Told {
	return &Told{
		Points: q.Earns.Points, Growth: q.Earns.Growth,
		Spending: Version{ID: int64(q.Burnable.Rule.ID), Number: q.Burnable.Rule.Version}, Floor: Version{ID: q.Floor.ID, Number: q.Floor.Number},
	}
}

// Spent is what pays beside money: held while the checkout is open, captured
// when it is paid.
type Spent struct {
	Points    *Part `json:"points,omitempty"`
	Principal *Part `json:"principal,omitempty"`
	Bonus     *Part `json:"bonus,omitempty"`
}

// Part is so much of one asset.
type Part struct {
	Asset   ledger.AssetID   `json:"asset"`
	Amount  int64            `json:"amount"`
	Hold    ledger.HoldID    `json:"hold"`
	Posting ledger.PostingID `json:"posting,omitempty"` // that captured it
}

// parts are those that there are, by what they are.
func (s *Spent) parts() map[string]*Part {
	all := map[string]*Part{}
	for name, p := range map[string]*Part{"points": s.Points, "principal": s.Principal, "bonus": s.Bonus} {
		if p != nil {
			all[name] = p
		}
	}
	return all
}

// Subject is what charges of the checkout are for.
func (c *Checkout) Subject() payment.Subject {
	return payment.Subject{Kind: subjectKind, ID: int64(c.ID)}
}

const subjectKind = "checkout"

// key is the member under whom the rows are kept.
func (c *Checkout) key() int64 {
	if c.Member == 0 {
		return -int64(c.ID)
	}
	return int64(c.Member)
}

func memberOf(key int64) member.ID { return member.ID(max(key, 0)) }

// Returned is what came back of a checkout at one time.
type Returned struct {
	ID         int64
	Checkout   ID
	Refund     order.RefundID
	Gone       map[int]int64 // by line, what came back
	Back       engine.Back
	Reason     string
	ReturnedAt time.Time
}

const (
	// lifetime is how long a checkout stays open where nobody says otherwise, and
	// longest at most.
	lifetime = 15 * time.Minute
	longest  = 2 * time.Hour
	// grace is how much longer than the checkout what it holds is held, so that it
	// is the checkout that ends first.
	grace = 10 * time.Minute
)
