package payment

import (
	"strconv"
	"strings"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
)

// Ids of charges and refunds.
type (
	ChargeID int64
	RefundID int64
)

// Method is a way to pay that is offered.
type Method struct {
	Code      string
	Name      i18n.Text
	Provider  string // who collects; "": a person at the counter
	Reference bool   // the person must say the slip's number
	Position  int
	Archived  bool
	Version   int
}

// Subject is what is paid for.
type Subject struct {
	Kind string // "checkout"
	ID   int64
}

// State is where a charge is in its life.
type State string

// The states.
const (
	Pending State = "pending" // its provider has not said that it was paid
	Paid    State = "paid"
	Closed  State = "closed" // given up: by who asked, by time, or refused by the provider
)

// Charge is what is to be paid by one method for one thing. Of a thing without a
// member the rows are kept under −the subject's id.
type Charge struct {
	Member   member.ID // 0: none
	ID       ChargeID
	Key      string
	Subject  Subject
	Method   string
	Provider string
	Amount   int64 // minor units
	Currency string
	State    State
	Refunded int64 // asked to be given back, done or not
	Store    org.StoreID

	Slip      string // the number that a person read from a slip, or the provider's own
	Payer     string // what the payer needs to pay: the text of a QR code; "" until the provider said it
	AskedAt   time.Time
	ExpiresAt time.Time // when it is given up; zero: taken at the counter
	PaidAt    time.Time
	Late      bool     // paid after it was closed
	Origin    ChargeID // that was really collected, of money that was carried over from it; 0: this one was
}

// Left is how much of a charge can still be given back.
func (c *Charge) Left() int64 {
	if c.State != Paid {
		return 0
	}
	return c.Amount - c.Refunded
}

// Reference is how a provider knows the charge.
func (c *Charge) Reference() string { return chargePrefix + strconv.FormatInt(int64(c.ID), 10) }

// key is the member under which the rows are kept.
func (c *Charge) key() int64 { return keyOf(c.Member, c.Subject) }

func keyOf(m member.ID, of Subject) int64 {
	if m == 0 {
		return -of.ID
	}
	return int64(m)
}

func memberOf(key int64) member.ID { return member.ID(max(key, 0)) }

const (
	chargePrefix = "HC"
	refundPrefix = "HR"
)

// numberOf reads the number in a reference of ours; 0 is none.
func numberOf(reference, prefix string) int64 {
	digits, ok := strings.CutPrefix(reference, prefix)
	id, err := strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil || id <= 0 || strconv.FormatInt(id, 10) != digits {
		return 0
	}
	return id
}

// RefundState is where a refund is in its life.
type RefundState string

// The states of a refund.
const (
	RefundDue    RefundState = "due"    // the provider has not said that it is done
	RefundDone   RefundState = "done"   // the money is on its way to the source
	RefundFailed RefundState = "failed" // the provider will not do it; a person must
)

// Refund is money of a charge on its way back.
type Refund struct {
	Member   member.ID
	ID       RefundID
	Key      string
	Charge   ChargeID
	Amount   int64
	Currency string
	Reason   string
	State    RefundState
	AskedAt  time.Time
	DoneAt   time.Time
	Attempts int
	NextAt   time.Time // when the provider is told again
	Trouble  string    // what the last attempt met with, as a code
	Carried  ChargeID  // to which the money went instead of back; 0: it goes back
}

// Reference is how a provider knows the refund.
func (r *Refund) Reference() string { return refundPrefix + strconv.FormatInt(int64(r.ID), 10) }

// NewCharge is a charge to be made.
type NewCharge struct {
	Member   member.ID
	Key      string // unique of the member; the same again gets the charge of then
	Subject  Subject
	Method   string
	Amount   int64
	Currency string
	Store    org.StoreID
	Slip     string    // of what was taken at the counter
	Until    time.Time // when it is given up, of a provider's
}

// Validate says everything that is wrong with a new charge by itself.
func (n NewCharge) Validate() error {
	bad := ErrInvalid
	if n.Key == "" || len(n.Key) > maxKey {
		bad = bad.Field("key", "payment.bad_key", "max", maxKey)
	}
	if n.Subject.Kind == "" || n.Subject.ID <= 0 {
		bad = bad.Field("subject", "payment.no_subject")
	}
	if n.Amount <= 0 || !money.Safe(n.Amount) {
		bad = bad.Field("amount", "payment.bad_amount")
	}
	if len(n.Currency) != 3 {
		bad = bad.Field("currency", "payment.bad_currency")
	}
	if len([]rune(n.Slip)) > maxSlip {
		bad = bad.Field("slip", "payment.slip_too_long", "max", maxSlip)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

const (
	maxKey  = 200
	maxSlip = 64
)
