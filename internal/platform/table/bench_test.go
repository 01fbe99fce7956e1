package table_test

import (
	"errors"
	"io"
	"testing"

	"habitue/internal/platform/table"
)

// Reading the real file of a gift shop: unpacking, decoding, splitting.
func BenchmarkReaderOnTheRealFile(b *testing.B) {
	const path = "../../../../shared/data/online-retail/orders-until-2011-09-09.csv.gz"
	rows := 0
	for b.Loop() {
		r, err := table.Open(path, table.Options{})
		if err != nil {
			b.Fatal(err)
		}
		for {
			if _, err = r.Next(); err != nil {
				break
			}
			rows++
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
