package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/app"
	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/config"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// CouponsOptions say how many codes are made.
type CouponsOptions struct {
	PGBin  string
	Codes  []int // each a batch of its own
	Rounds int
	Log    io.Writer
}

// CouponsReport is how long batches of codes take from the order to the last one,
// beside a bare COPY of the same rows into a table of the same shape.
type CouponsReport struct {
	Bench   string         `json:"bench"`
	Machine Machine        `json:"machine"`
	Batches []CouponsBatch `json:"batches"`
	Durable string         `json:"durable"`
}

// CouponsBatch is one size of batch: medians of the rounds.
type CouponsBatch struct {
	Codes    int     `json:"codes"`
	Program  float64 `json:"program_seconds"`
	Copy     float64 `json:"copy_seconds"`
	Ratio    float64 `json:"ratio"` // of the program's rate to the COPY's
	PerSec   float64 `json:"codes_per_second"`
	Distinct int64   `json:"distinct"` // codes of the last round: as many as were ordered
}

// Coupons measures on a private PostgreSQL that syncs as it does for merchants.
func Coupons(ctx context.Context, o CouponsOptions) (r CouponsReport, err error) {
	r = CouponsReport{Bench: "coupons", Machine: thisMachine(o.PGBin), Durable: "fsync and synchronous_commit on"}
	return r, scratch(ctx, func(dir string) error { return r.run(ctx, o, dir) })
}

func (r *CouponsReport) run(ctx context.Context, o CouponsOptions, dir string) (err error) {
	log := slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	server, err := pgserver.Start(ctx, pgserver.Options{DataDir: filepath.Join(dir, "pg"), BinDir: o.PGBin, Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	c := config.Default()
	c.Data, c.DatabaseURL = filepath.Join(dir, "data"), server.DSN()
	a, err := app.Open(ctx, c, app.Options{Log: log, Tell: func(string, ...any) {}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close(context.WithoutCancel(ctx))) }()
	bare, err := postgres.Open(ctx, server.DSN(), postgres.Options{MaxConns: 1, StatementTimeout: -1, AsOwner: true})
	if err != nil {
		return err
	}
	defer bare.Close()
	b := couponBench{coupons: a.Bulk.Coupons, db: a.Bulk.DB, bare: bare}
	if err := b.prepare(ctx, a.Bulk.Staff); err != nil {
		return err
	}
	for _, n := range o.Codes {
		one := CouponsBatch{Codes: n}
		var program, copied []float64
		for round := range o.Rounds {
			fmt.Fprintf(o.Log, "%d codes, round %d\n", n, round+1)
			took, id, err := b.order(ctx, n)
			if err != nil {
				return err
			}
			program = append(program, took)
			if took, one.Distinct, err = b.copy(ctx, id); err != nil {
				return err
			}
			copied = append(copied, took)
		}
		one.Program, one.Copy = median(program), median(copied)
		one.Ratio, one.PerSec = one.Copy/one.Program, float64(n)/one.Program
		r.Batches = append(r.Batches, one)
	}
	return nil
}

type couponBench struct {
	coupons  *coupon.Service
	db, bare *postgres.DB
	act      staff.Act
	template coupon.TemplateID
}

// prepare makes somebody who orders, a policy under which they do it alone, and a
// template; and the table of the baseline.
func (b *couponBench) prepare(ctx context.Context, people *staff.Service) error {
	who, err := people.CreateAccount(ctx, staff.NewAccount{Email: "bench@example.com", Name: "bench", Password: "a long enough password", Roles: []staff.Role{staff.Operations}, By: staff.Operator})
	if err != nil {
		return err
	}
	b.act = staff.Act{By: who.Principal()}
	err = b.db.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := b.coupons.SavePolicy(ctx, tx, coupon.Policy{AloneCoupons: 20, AloneCodes: 10_000_000, RemindDays: 3, GiftHours: 24}, b.act); err != nil {
			return err
		}
		t, err := b.coupons.CreateTemplate(ctx, tx, coupon.NewTemplate{Code: "bench", Act: b.act, Terms: coupon.Terms{
			Name:     i18n.Of("券", "Coupon"),
			Offer:    terms.Offer{Benefit: terms.Benefit{Kind: terms.AmountOff, Amount: 100}},
			Validity: coupon.Validity{Days: 30}, OnReturn: coupon.Lost,
		}})
		if err != nil {
			return err
		}
		b.template = t.ID
		_, err = b.coupons.Rules(t).Publish(ctx, tx, 1, time.Time{}, b.act)
		return err
	})
	if err != nil {
		return err
	}
	_, err = b.bare.Exec(ctx, `
		CREATE SCHEMA bench;
		CREATE TABLE bench.code (code text COLLATE "C" PRIMARY KEY, batch_id bigint NOT NULL, member_id bigint, coupon_id bigint, claimed_at timestamptz);
		CREATE INDEX ON bench.code (batch_id, code)`)
	if err != nil {
		return fmt.Errorf("make the baseline: %w", err)
	}
	return nil
}

// order times a batch from the order until the job has made the last code.
func (b *couponBench) order(ctx context.Context, n int) (seconds float64, id coupon.BatchID, err error) {
	begun := startWatch()
	err = b.db.InTx(ctx, func(tx postgres.Tx) error {
		made, err := b.coupons.OrderBatch(ctx, tx, coupon.Ordering{Template: b.template, Count: n, Reason: "promotion", Act: b.act})
		id = made.ID
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	if _, err := b.coupons.MakeCodes(ctx); err != nil {
		return 0, 0, err
	}
	return begun.read().Seconds(), id, nil
}

// copy times a bare COPY of the same rows, in one go and in the order in which
// chance put them.
func (b *couponBench) copy(ctx context.Context, id coupon.BatchID) (seconds float64, distinct int64, err error) {
	var codes []string
	for after, more := "", true; more; {
		page, err := b.coupons.Codes(ctx, b.db, id, after, 50_000)
		if err != nil {
			return 0, 0, err
		}
		for _, c := range page {
			codes, after = append(codes, c.Code), c.Code
		}
		more = len(page) == 50_000
	}
	rand.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	begun := startWatch()
	_, err = b.bare.CopyFrom(ctx, pgx.Identifier{"bench", "code"}, []string{"code", "batch_id"}, pgx.CopyFromSlice(len(codes), func(i int) ([]any, error) {
		return []any{codes[i], int64(id)}, nil
	}))
	if err != nil {
		return 0, 0, fmt.Errorf("copy codes: %w", err)
	}
	seconds = begun.read().Seconds()
	slices.Sort(codes)
	return seconds, int64(len(slices.Compact(codes))), nil
}
