package payment

import (
	"context"
	"net/http"
	"time"

	"habitue/internal/platform/errs"
)

// Provider is somebody who moves money for us: a wallet, a bank. He knows charges
// and refunds by our references; asking him for the same again changes nothing.
// Every call is bounded by ctx and may fail without anybody knowing whether it
// was done: then the State calls tell.
type Provider interface {
	// Collect asks him to collect, and returns what the payer needs to pay.
	// Errors: ErrRefused where he never will.
	Collect(ctx context.Context, c Collect) (payer string, err error)
	// State asks what became of a charge.
	State(ctx context.Context, reference string) (Report, error)
	// Close asks him to collect no more. Errors: ErrRefused where it is paid.
	Close(ctx context.Context, reference string) error
	// GiveBack asks him to give back a part of a charge.
	// Errors: ErrRefused where he never will.
	GiveBack(ctx context.Context, g GiveBack) (done bool, err error)
	// Read makes sense of a notification. Errors: ErrForged, ErrBadReport.
	Read(header http.Header, body []byte) (Report, error)
	// Zone is the one of his calendar.
	Zone() *time.Location
	// Statement lists what he moved on a day of his calendar.
	Statement(ctx context.Context, day time.Time) ([]Moved, error)
}

// ErrRefused is a provider's no, which asking again does not change.
var ErrRefused = errs.New(errs.Conflict, "payment.refused")

// Collect is what a provider is asked to collect.
type Collect struct {
	Reference string
	Amount    int64
	Currency  string
	Until     time.Time
}

// GiveBack is what a provider is asked to give back.
type GiveBack struct {
	Charge    string // reference
	Reference string // of the refund
	Amount    int64
	Currency  string
	Reason    string
}

// Report is what a provider says of a charge.
type Report struct {
	ID        string // his number of this report; "" where he was asked
	Reference string // ours of the charge
	Number    string // his of the charge
	State     State  // "" : he does not know it
	Amount    int64
	Currency  string
	PaidAt    time.Time
	Payer     string // who paid, as he calls him (openid, buyer id); "": he does not say
}

// Moved is a line of a provider's statement.
type Moved struct {
	Reference string // ours: of a charge or of a refund
	Number    string // his
	Amount    int64  // collected; below zero: given back
	Currency  string
	At        time.Time
}
