package fill_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
)

// BenchmarkFill brings a tenth of the demo in: go test -bench Fill -benchtime 1x.
func BenchmarkFill(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		config := sample.Default(time.Date(2026, 9, 1, 0, 0, 0, 0, sample.Shanghai()))
		config.Members, config.Orders = config.Members/10, config.Orders/10
		var in fill.Into
		shop := programtest.OpenWith(b, func(ctx context.Context, s *programtest.Shop, tx postgres.Tx) error {
			in = fill.Into{DB: s.DB.DB, Org: s.Org, Catalog: s.Catalog, Members: s.Members, Tiers: s.Tiers, Program: s.Program}
			return fill.Rules(ctx, tx, in)
		})
		shop.Clock.Set(config.End)
		b.StartTimer()
		if err := fill.All(b.Context(), in, sample.New(config), nil); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(config.Orders)/b.Elapsed().Seconds(), "orders/s")
	}
}
