package duck

import (
	"testing"
)

// BenchmarkApply applies windows of rows that replace others and rows that only
// appear; the rate is of rows.
func BenchmarkApply(b *testing.B) {
	s := newShop(b)
	const rows = 50_000
	s.sell(b, 0, 1, 10)
	r := s.open(b)
	must(b, r.CatchUp(b.Context()))
	member, sum := int64(1), int64(0)
	for b.Loop() {
		b.StopTimer()
		s.sell(b, member, 1, rows)
		member++
		sum += 2 * rows
		b.StartTimer()
		must(b, r.CatchUp(b.Context()))
	}
	b.ReportMetric(float64(sum)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkFill makes a first copy.
func BenchmarkFill(b *testing.B) {
	s := newShop(b)
	const rows = 200_000
	for m := range int64(4) {
		s.sell(b, m, 1, rows/4)
	}
	for b.Loop() {
		r := s.open(b)
		must(b, r.CatchUp(b.Context()))
		b.StopTimer()
		must(b, r.discard())
		must(b, r.Close())
		b.StartTimer()
	}
	b.ReportMetric(float64(2*rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}
