package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"habitue/internal/app"
	"habitue/internal/member"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
	"habitue/internal/staff"
)

// sale is an order as a till sends it.
type sale struct {
	reference string
	body      []byte
}

// salesOf writes members' orders as tills send them, the oldest first.
func salesOf(g *sample.Generator, members []member.ID) ([]sale, error) {
	world := fill.WorldOf(g)
	var sales []sale
	for _, r := range history(g) {
		if r.Order == nil || r.Order.Member == sample.NoMember {
			continue
		}
		report := world.Report(r.Order)
		type line struct {
			Kind     string `json:"kind"`
			Code     string `json:"code"`
			Name     string `json:"name"`
			Quantity int64  `json:"quantity"`
			List     int64  `json:"list_amount"`
			Discount int64  `json:"discount_amount"`
		}
		lines := make([]line, len(report.Lines))
		for i, l := range report.Lines {
			lines[i] = line{string(l.Kind), l.Code, l.Name, l.Quantity, l.List, l.Discounted}
		}
		body, err := json.Marshal(map[string]any{
			"source": "bench", "reference": report.Reference, "member_id": strconv.FormatInt(int64(members[r.Order.Member]), 10),
			"store": report.Store, "channel": report.Channel, "currency": report.Currency,
			"occurred_at": report.OccurredAt.Format(time.RFC3339), "till": report.Till, "lines": lines,
		})
		if err != nil {
			return nil, fmt.Errorf("write order: %w", err)
		}
		sales = append(sales, sale{report.Reference, body})
	}
	return sales, nil
}

// tills are clients of a served program.
type tills struct {
	client *http.Client
	url    string
	key    string
	side   int
}

// serve lets the program answer while do runs.
func (b *orderBench) serve(ctx context.Context, a *app.App, do func(*tills) error) error {
	return serving(ctx, a, []staff.Permission{staff.OrderWrite}, func(address, key string) error {
		t := &tills{url: "http://" + address + "/api/v1/orders", key: key, side: b.Connections,
			client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: b.Connections, MaxConnsPerHost: b.Connections}}}
		defer t.client.CloseIdleConnections()
		return do(t)
	})
}

// sell sends the sales side by side and waits until the program has acted on
// them.
func (t *tills) sell(ctx context.Context, a *app.App, sales []sale) (OrderRound, error) {
	queue := make(chan sale, len(sales))
	for _, s := range sales {
		queue <- s
	}
	close(queue)
	var mu sync.Mutex
	var waits []time.Duration
	begun := startWatch()
	group, sending := errgroup.WithContext(ctx)
	for range t.side {
		group.Go(func() error {
			for s := range queue {
				asked := startWatch()
				if err := t.post(sending, s); err != nil {
					return err
				}
				mu.Lock()
				waits = append(waits, asked.read())
				mu.Unlock()
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return OrderRound{}, err
	}
	answered := begun.read()
	if err := drained(ctx, a); err != nil {
		return OrderRound{}, err
	}
	whole := begun.read()
	slices.Sort(waits)
	return OrderRound{
		PerSecond: float64(len(sales)) / whole.Seconds(), AnsweredIn: answered.Seconds(), DrainedIn: (whole - answered).Seconds(),
		P50: milliseconds(waits[len(waits)/2]), P99: milliseconds(waits[len(waits)*99/100]),
	}, nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (t *tills) post(ctx context.Context, s sale) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, t.url, bytes.NewReader(s.body))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+t.key)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", s.reference)
	answer, err := t.client.Do(r)
	if err != nil {
		return fmt.Errorf("report order: %w", err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return fmt.Errorf("read answer: %w", err)
	}
	if answer.StatusCode != http.StatusCreated {
		return fmt.Errorf("order %s: %s: %s", s.reference, answer.Status, text)
	}
	return nil
}
