package programtest

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"testing"

	"habitue/internal/platform/heavy"
)

// realFile is a gift shop's books of nine months, public and as dirty as life.
const realFile = "../../../shared/data/online-retail/orders-until-2011-09-09.csv.gz"

// RealFile is the path of a real shop's books: of one customer in five, and one
// invoice in five of nobody, unless everything is to run.
func RealFile(t testing.TB) string {
	t.Helper()
	if heavy.On() {
		return realFile
	}
	thin := filepath.Join(t.TempDir(), "real.csv.gz")
	if err := thinned(thin, 5); err != nil {
		t.Fatalf("the test needs the public file online-retail: %v", err)
	}
	return thin
}

func thinned(to string, every uint32) error {
	from, err := os.Open(realFile)
	if err != nil {
		return err
	}
	defer from.Close()
	unzip, err := gzip.NewReader(from)
	if err != nil {
		return err
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	zip := gzip.NewWriter(out)
	r, w := csv.NewReader(unzip), csv.NewWriter(zip)
	const invoice, customer = 0, 6
	for header := true; ; header = false {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		whose := row[customer]
		if whose == "" {
			whose = row[invoice]
		}
		h := fnv.New32a()
		io.WriteString(h, whose)
		if !header && h.Sum32()%every != 0 {
			continue
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return errors.Join(w.Error(), zip.Close())
}
