// Package sandbox is a provider that moves no money and otherwise behaves as
// WeChat Pay and Alipay do: it collects when the payer agrees, says so afterwards
// by a signed notification, which may come twice, late or never, answers when it
// is asked, closes, gives back, and lists each day.
//
// What it does with a charge is told by the last two digits of its amount, so
// that every case can be tried at a till:
//
//	…01 the notification comes twice     …04 the payer is refused
//	…02 it comes half a minute late      …05 it tells of another amount
//	…03 it is lost                       …06 giving back is refused
//
// It keeps nothing: after a restart it knows no charge.
package sandbox

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"habitue/internal/payment"
	"habitue/internal/platform/clock"
)

// Name is the provider's name.
const Name = "sandbox"

// Wallet is the provider.
type Wallet struct {
	key   []byte
	clock clock.Clock
	zone  *time.Location
	tell  func(ctx context.Context, header http.Header, body []byte) error

	mu      sync.Mutex
	charges map[string]*charge
	refunds map[string]payment.Moved
	moved   []payment.Moved
	waiting []notification
	count   int
}

type charge struct {
	payment.Collect
	state  payment.State
	number string
	paidAt time.Time
	payer  string
	back   int64
}

// notification is one on its way.
type notification struct {
	at   time.Time
	body []byte
}

// Options are what a wallet needs.
type Options struct {
	Key   []byte // signs notifications
	Clock clock.Clock
	Zone  *time.Location // of its days
	Tell  func(ctx context.Context, header http.Header, body []byte) error
}

// New opens a wallet.
func New(o Options) *Wallet {
	return &Wallet{key: o.Key, clock: o.Clock, zone: o.Zone, tell: o.Tell, charges: map[string]*charge{}, refunds: map[string]payment.Moved{}}
}

// What the last two digits of an amount ask for.
const (
	twice = iota + 1
	late
	lost
	refused
	otherAmount
	notBack
)

func wish(amount int64) int { return int(amount % 100) }

// Collect implements payment.Provider.
func (w *Wallet) Collect(_ context.Context, c payment.Collect) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if known := w.charges[c.Reference]; known != nil && (known.Amount != c.Amount || known.Currency != c.Currency) {
		return "", payment.ErrRefused.With("why", "amount_changed")
	} else if known == nil {
		w.charges[c.Reference] = &charge{Collect: c, state: payment.Pending}
	}
	return "sandbox:" + c.Reference, nil
}

// Pay is PayAs of a payer whom the wallet does not name.
func (w *Wallet) Pay(ctx context.Context, reference string) (bool, error) {
	return w.PayAs(ctx, reference, "")
}

// PayAs is what the payer does: agree. It reports whether the wallet went along,
// and tells of it as the amount wishes, with the name that it has for the payer.
func (w *Wallet) PayAs(ctx context.Context, reference, payer string) (bool, error) {
	w.mu.Lock()
	c := w.charges[reference]
	now := w.clock.Now()
	if c == nil || c.state == payment.Closed || c.state == payment.Pending && wish(c.Amount) != refused && now.After(c.Until) {
		w.mu.Unlock()
		return false, nil
	}
	if c.state == payment.Paid {
		w.mu.Unlock()
		return true, nil
	}
	w.count++
	c.number = fmt.Sprintf("SB%012d", w.count)
	c.state = payment.Paid
	if wish(c.Amount) == refused {
		c.state = payment.Closed
	} else {
		c.paidAt, c.payer = now, payer
		w.moved = append(w.moved, payment.Moved{Reference: reference, Number: c.number, Amount: c.Amount, Currency: c.Currency, At: now})
	}
	w.announce(c, now)
	paid := c.state == payment.Paid
	w.mu.Unlock()
	return paid, w.Deliver(ctx)
}

// announce puts what is to be told of a charge on its way.
func (w *Wallet) announce(c *charge, now time.Time) {
	r := w.report(c)
	r.ID = c.number
	n := notification{at: now}
	switch wish(c.Amount) {
	case lost:
		return
	case late:
		n.at = now.Add(30 * time.Second)
	case otherAmount:
		r.Amount++
	case twice:
		n.body = body(r)
		w.waiting = append(w.waiting, n)
	}
	n.body = body(r)
	w.waiting = append(w.waiting, n)
}

func body(r payment.Report) []byte {
	text, err := json.Marshal(r)
	if err != nil {
		panic(err) // it is a plain struct
	}
	return text
}

// Deliver tells what is due. What is not taken is told again next time.
func (w *Wallet) Deliver(ctx context.Context) error {
	now := w.clock.Now()
	w.mu.Lock()
	var due, rest []notification
	for _, n := range w.waiting {
		if n.at.After(now) {
			rest = append(rest, n)
		} else {
			due = append(due, n)
		}
	}
	w.waiting = rest
	w.mu.Unlock()
	for i, n := range due {
		if err := w.tell(ctx, w.Sign(n.body), n.body); err != nil {
			w.mu.Lock()
			w.waiting = append(w.waiting, due[i:]...)
			w.mu.Unlock()
			return fmt.Errorf("tell of a payment: %w", err)
		}
	}
	return nil
}

// The headers of a notification.
const (
	headerTime      = "Sandbox-Timestamp"
	headerSignature = "Sandbox-Signature"
	freshness       = 5 * time.Minute
)

// Sign makes the headers of a notification.
func (w *Wallet) Sign(body []byte) http.Header {
	stamp := strconv.FormatInt(w.clock.Now().Unix(), 10)
	return http.Header{headerTime: {stamp}, headerSignature: {w.signature(stamp, body)}}
}

func (w *Wallet) signature(stamp string, body []byte) string {
	m := hmac.New(sha256.New, w.key)
	m.Write([]byte(stamp + "\n"))
	m.Write(body)
	return hex.EncodeToString(m.Sum(nil))
}

// Read implements payment.Provider.
func (w *Wallet) Read(header http.Header, body []byte) (payment.Report, error) {
	stamp := header.Get(headerTime)
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || !hmac.Equal([]byte(w.signature(stamp, body)), []byte(header.Get(headerSignature))) {
		return payment.Report{}, payment.ErrForged
	}
	if age := w.clock.Now().Sub(time.Unix(seconds, 0)); age > freshness || age < -freshness {
		return payment.Report{}, payment.ErrForged
	}
	var r payment.Report
	if err := json.Unmarshal(body, &r); err != nil {
		return r, payment.ErrBadReport
	}
	return r, nil
}

// State implements payment.Provider.
func (w *Wallet) State(_ context.Context, reference string) (payment.Report, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.charges[reference]
	if c == nil {
		return payment.Report{Reference: reference}, nil
	}
	return w.report(c), nil
}

func (w *Wallet) report(c *charge) payment.Report {
	return payment.Report{Reference: c.Reference, Number: c.number, State: c.state, Amount: c.Amount, Currency: c.Currency, PaidAt: c.paidAt, Payer: c.payer}
}

// Close implements payment.Provider.
func (w *Wallet) Close(_ context.Context, reference string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.charges[reference]
	switch {
	case c == nil:
		return nil
	case c.state == payment.Paid:
		return payment.ErrRefused.With("why", "paid")
	}
	c.state = payment.Closed
	return nil
}

// GiveBack implements payment.Provider.
func (w *Wallet) GiveBack(_ context.Context, g payment.GiveBack) (bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, done := w.refunds[g.Reference]; done {
		return true, nil
	}
	c := w.charges[g.Charge]
	if c == nil || c.state != payment.Paid || wish(c.Amount) == notBack || c.back+g.Amount > c.Amount {
		return false, payment.ErrRefused.With("why", "not_possible")
	}
	c.back += g.Amount
	w.count++
	m := payment.Moved{Reference: g.Reference, Number: fmt.Sprintf("SB%012d", w.count), Amount: -g.Amount, Currency: g.Currency, At: w.clock.Now()}
	w.refunds[g.Reference], w.moved = m, append(w.moved, m)
	return true, nil
}

// Zone implements payment.Provider.
func (w *Wallet) Zone() *time.Location { return w.zone }

// Statement implements payment.Provider.
func (w *Wallet) Statement(_ context.Context, day time.Time) ([]payment.Moved, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []payment.Moved
	for _, m := range w.moved {
		if y, mo, d := m.At.In(w.zone).Date(); y == day.Year() && mo == day.Month() && d == day.Day() {
			list = append(list, m)
		}
	}
	return list, nil
}
