package intake

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/platform/errs"
)

// A record is ours or it is refused; nothing in between, no panic.
func FuzzDecodeTimeline(f *testing.F) {
	e := encoder{}
	e.customer(Customer{{Kind: "phone", Value: "+8613800138000"}})
	e.uint(0)
	e.bool(true)
	e.uint(2)
	e.document(Document{Order: sold("1", "lamp", 1, 255)})
	e.document(Document{Refund: back("lamp", 1, 255, "1")})
	f.Add(e.b)
	f.Fuzz(func(t *testing.T, record []byte) {
		line, err := decodeTimeline(record)
		if err != nil {
			return
		}
		for _, d := range line.Documents {
			if (d.Order == nil) == (d.Refund == nil) {
				t.Fatalf("%+v", d)
			}
		}
	})
}

func FuzzDecodeLine(f *testing.F) {
	l := line{row: 7, kind: Sale, lineKind: catalog.KindGoods, reference: []byte("1"), amount: 255, quantity: QuantityOne}
	f.Add(l.encode(nil))
	f.Fuzz(func(t *testing.T, record []byte) {
		var l line
		_ = l.decode(record)
		var wrong RowError
		wrong, _ = decodeRowError([]byte("\x00\x00\x00\x00\x00\x00\x00\x01"), record)
		_ = wrong
	})
}

// Whatever a file holds: it is refused with a code, or every row of it is
// accounted for and the spool can be read to its end.
func FuzzPrepare(f *testing.F) {
	head := "order,time,customer,sku,quantity,price,document type,original order\n"
	for _, s := range []string{
		"1,2026-01-01 10:00,a,x,1,10,sale,\n", "1,2026-01-01,a,x,-1,10,,\n1,2026-01-01,,y,2,5,,\n", "2,2026-01-02,,x,1,5,refund,1\n",
		"1,3/4/2026,a,x,1,10,sale,\n", "1,2026-01-01,a,x,1,-10,sale,\n", "\"1\n\",2026-01-01,a,x,1,1O,sale,\n", "1,2\n",
	} {
		f.Add([]byte(head + s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		dir := t.TempDir()
		file := filepath.Join(dir, "f.csv")
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		r := Request{
			File: file, Folder: filepath.Join(dir, "run"), Mapping: Mapping{Guess: true, Currency: "CNY", Zone: "Asia/Shanghai"},
			Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), MaxBad: 100,
		}
		plan, err := Prepare(t.Context(), r)
		if err != nil {
			if errs.Of(err) == nil {
				t.Fatalf("an error without a code: %v", err)
			}
			return
		}
		n := plan.Rows
		sum := n.Good + n.Bad + n.HeldBack + n.Dropped
		for _, aside := range n.Aside {
			sum += aside
		}
		if sum != n.Read {
			t.Fatalf("%d rows, but %+v", n.Read, n)
		}
		spool, err := OpenTimelines(r.Spool())
		if err != nil {
			t.Fatal(err)
		}
		defer spool.Close()
		in, err := spool.From(0)
		for ok := true; err == nil && ok; {
			_, ok, err = in.Next()
		}
		if err != nil {
			t.Fatal(err)
		}
	})
}
