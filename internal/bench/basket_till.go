package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"habitue/internal/app"
)

// till asks the program for what tills ask.
type till struct {
	*basketBench
	wire func(client int) (*wire, error)
}

// basket is what the n-th member buys, without its closing brace: as many
// different things as a basket has lines, some of them twice.
func (b *basketBench) basket(n int) string {
	var s strings.Builder
	fmt.Fprintf(&s, `{"member_id":"%d","store":"%s","channel":"%s","lines":[`, b.members[n%len(b.members)], b.store, b.channel)
	for i := range b.Lines {
		if i > 0 {
			s.WriteByte(',')
		}
		fmt.Fprintf(&s, `{"no":%d,"article":"%s","quantity":%d}`, i+1, b.goods[(n*13+i)%len(b.goods)], 1+i%2)
	}
	s.WriteByte(']')
	return s.String()
}

// post sends a request and wants the status.
func (t *till) post(client int, path, body string, want int, answer any) error {
	w, err := t.wire(client)
	if err != nil {
		return err
	}
	status, text, err := w.ask("POST", path, []byte(body))
	if err != nil {
		return err
	}
	if status != want {
		return fmt.Errorf("%s: status %d: %.300s", path, status, text)
	}
	if answer == nil {
		return nil
	}
	return json.Unmarshal(text, answer)
}

func (t *till) quote(_ context.Context, client, i int) error {
	return t.post(client, "/api/v1/quotes", t.basket(i)+"}", 200, nil)
}

// agreed is a basket with the digest and the price of its quote.
type agreed struct {
	body    string
	payable int64
}

// agree has the n-th member's basket priced.
func (t *till) agree(client, n int) (a agreed, err error) {
	var quote struct {
		Digest  string `json:"digest"`
		Payable int64  `json:"payable"`
	}
	a.body = t.basket(n)
	if err := t.post(client, "/api/v1/quotes", a.body+"}", 200, &quote); err != nil {
		return a, err
	}
	a.body += `,"digest":"` + quote.Digest + `"}`
	a.payable = quote.Payable
	return a, nil
}

// sell commits and pays.
func (t *till) sell(client int, a agreed) error {
	var made struct {
		Checkout struct {
			ID string `json:"id"`
		} `json:"checkout"`
	}
	if err := t.post(client, "/api/v1/quotes/commit", a.body, 201, &made); err != nil {
		return err
	}
	return t.post(client, "/api/v1/checkouts/"+made.Checkout.ID+"/pay", `{"tenders":[{"method":"cash","amount":`+strconv.FormatInt(a.payable, 10)+`}]}`, 201, nil)
}

// checkouts lets as many members in turn agree on their quotes, and measures and
// records what comes after that, until all is heard of.
func (t *till) checkouts(ctx context.Context, a *app.App, r *BasketCheckout) ([]unit, error) {
	list := make([]agreed, t.Checkouts)
	start := t.next
	t.next += t.Checkouts
	if _, err := press(ctx, t.Connections, t.Checkouts, func(_ context.Context, client, i int) (err error) {
		list[i], err = t.agree(client, start+i)
		return err
	}); err != nil {
		return nil, err
	}
	t.record.take()
	begun := startWatch()
	var err error
	if r.Program, err = press(ctx, t.Connections, t.Checkouts, func(_ context.Context, client, i int) error { return t.sell(client, list[i]) }); err != nil {
		return nil, err
	}
	answered := begun.read()
	if err := drained(ctx, a); err != nil {
		return nil, err
	}
	whole := begun.read()
	units := t.record.take()
	r.Through, r.Drained = float64(t.Checkouts)/whole.Seconds(), (whole - answered).Seconds()
	r.Statements = statementsEach(units, t.Checkouts)
	return units, nil
}
