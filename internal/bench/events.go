package bench

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"habitue/internal/app"
	"habitue/internal/member"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// EventsOptions say how hard to press.
type EventsOptions struct {
	PGBin       string
	Connections int // sources at the same time
	Batches     int // of a round
	Each        int // messages of a batch
	Members     int // of whom half of the messages are
	Visitors    int // of whom the others are
	Rounds      int // odd
	Log         io.Writer
}

// EventsReport is how much behaviour a second comes in through Segment's API, beside one
// INSERT of the same rows for each batch, from Go and without HTTP.
type EventsReport struct {
	Bench       string  `json:"bench"`
	Machine     Machine `json:"machine"`
	Connections int     `json:"connections"`
	Batch       int     `json:"messages_per_batch"`
	Batches     Pair    `json:"batches"`
	PerSecond   float64 `json:"events_per_second"`
	Rounds      []Pair  `json:"rounds"`
}

//go:embed events.sql
var bareEvents string

const bareInsert = `INSERT INTO bare.event (member_id, occurred_at, id, recorded_at, kind, name, source, skus, label, pieces, value, currency)
	SELECT e.member_id, e.occurred_at, e.id, $3, 'product_viewed', 'Product Viewed', 1, '{TEA-1}', '龙井', 1, 3000, 'CNY'
	FROM unnest($1::bigint[], $2::timestamptz[], $4::bigint[]) e (member_id, occurred_at, id)`

// Events measures the front door on a private PostgreSQL that syncs as it does for
// merchants. The program and the bare insert take turns.
func Events(ctx context.Context, o EventsOptions) (r EventsReport, err error) {
	r = EventsReport{Bench: "events", Machine: thisMachine(o.PGBin), Connections: o.Connections, Batch: o.Each}
	err = scratch(ctx, func(dir string) error {
		log := slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))
		return recording(ctx, dir, o.PGBin, log, func(rec *recorded) error {
			// Nothing is recorded: the baseline is another statement.
			a, err := app.Open(ctx, rec.config, app.Options{Log: log, Tell: func(string, ...any) {}})
			if err != nil {
				return err
			}
			return errors.Join(r.run(ctx, o, rec, a), a.Close(ctx))
		})
	})
	if err != nil {
		return r, err
	}
	r.Batches = middlePair(r.Rounds, func(p *Pair) Pair { return *p })
	r.PerSecond = r.Batches.Program.PerSecond * float64(o.Each)
	return r, nil
}

func (r *EventsReport) run(ctx context.Context, o EventsOptions, rec *recorded, a *app.App) error {
	joins := make([]member.Join, o.Members)
	for i := range joins {
		joins[i] = member.Join{Card: fmt.Sprintf("BENCH-%d", i), Source: "bench"}
	}
	err := a.Bulk.DB.InTx(ctx, func(tx postgres.Tx) error {
		_, err := a.Bulk.Members.JoinMany(ctx, tx, joins)
		return err
	})
	if err != nil {
		return err
	}
	owner, err := postgres.Open(ctx, rec.dsn, postgres.Options{MaxConns: rec.config.InteractiveConns, AsOwner: true})
	if err != nil {
		return err
	}
	defer owner.Close()
	if _, err := owner.Exec(ctx, bareEvents); err != nil {
		return fmt.Errorf("make the bare table: %w", err)
	}
	return serving(ctx, a, []staff.Permission{staff.EventWrite}, func(address, key string) error {
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: o.Connections, MaxConnsPerHost: o.Connections}}
		defer client.CloseIdleConnections()
		report := func(round int) request {
			return func(ctx context.Context, _, i int) error {
				return sendBatch(ctx, client, "http://"+address+"/v1/batch", key, batchOf(o, round, i))
			}
		}
		insert := func(round int) request {
			return func(ctx context.Context, _, i int) error { return insertBare(ctx, owner, o, round, i) }
		}
		for n := range o.Rounds + 1 { // the first is not measured
			fmt.Fprintf(o.Log, "round %d of %d\n", n, o.Rounds)
			ours, err := press(ctx, o.Connections, o.Batches, report(n))
			if err != nil {
				return err
			}
			bare, err := press(ctx, o.Connections, o.Batches, insert(n))
			if err != nil {
				return err
			}
			if n > 0 {
				r.Rounds = append(r.Rounds, Pair{Program: ours, Baseline: bare, Ratio: ours.PerSecond / bare.PerSecond})
			}
		}
		return nil
	})
}

// batchOf writes a batch as Segment's clients do: half of it of members, half of visitors.
func batchOf(o EventsOptions, round, i int) []byte {
	type message struct {
		Type        string         `json:"type"`
		Event       string         `json:"event"`
		MessageID   string         `json:"messageId"`
		UserID      string         `json:"userId,omitempty"`
		AnonymousID string         `json:"anonymousId,omitempty"`
		Timestamp   time.Time      `json:"timestamp"`
		Properties  map[string]any `json:"properties"`
	}
	now := clock.System{}.Now()
	list := make([]message, o.Each)
	for k := range list {
		n := i*o.Each + k
		list[k] = message{Type: "track", Event: "Product Viewed", MessageID: fmt.Sprintf("bench-%d-%d", round, n), Timestamp: now,
			Properties: map[string]any{"sku": "TEA-1", "name": "龙井", "price": 30, "quantity": 1, "currency": "CNY"}}
		if k%2 == 0 {
			list[k].UserID = fmt.Sprintf("BENCH-%d", n/2%o.Members)
		} else {
			list[k].AnonymousID = fmt.Sprintf("visitor-%d", n/2%o.Visitors)
		}
	}
	body, err := json.Marshal(map[string]any{"batch": list, "sentAt": now})
	if err != nil {
		panic(err) // it is made of what can be written
	}
	return body
}

func sendBatch(ctx context.Context, client *http.Client, url, key string, body []byte) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.SetBasicAuth(key, "")
	answer, err := client.Do(r)
	if err != nil {
		return fmt.Errorf("send a batch: %w", err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		return fmt.Errorf("send a batch: %d %.200s: %w", answer.StatusCode, text, err)
	}
	return nil
}

func insertBare(ctx context.Context, db *postgres.DB, o EventsOptions, round, i int) error {
	now := clock.System{}.Now()
	members, ids, at := make([]int64, o.Each), make([]int64, o.Each), make([]time.Time, o.Each)
	for k := range members {
		n := i*o.Each + k
		ids[k], at[k] = int64(round*o.Batches*o.Each+n), now
		if members[k] = int64(n/2%o.Members) + 1; k%2 == 1 {
			members[k] = -int64(n/2%o.Visitors) - 1
		}
	}
	if _, err := db.Exec(ctx, bareInsert, members, at, now, ids); err != nil {
		return fmt.Errorf("insert a batch: %w", err)
	}
	return nil
}
