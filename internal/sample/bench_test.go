package sample

import "testing"

// BenchmarkDefault is the demo's retailer from nothing to the last order.
func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		orders := 0
		for timeline := range New(Default(testEnd)).Customers() {
			for _, r := range timeline.Records {
				if r.Order != nil {
					orders++
				}
			}
		}
		b.ReportMetric(float64(orders), "orders")
	}
}

// BenchmarkNew is the part that comes before the first order.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Default(testEnd))
	}
}

// BenchmarkSmall is what a test of another package pays.
func BenchmarkSmall(b *testing.B) {
	for b.Loop() {
		for range New(Small(testEnd)).Customers() {
		}
	}
}
