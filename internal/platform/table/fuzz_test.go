package table_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/table"
)

// Whatever the bytes are: no panic, rows are numbered upwards, every row without
// a fault is text and fits the header, and every end has a code.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "\ufeffa;b\r\n\"1\n\";2", "a\tb\r1\t2\r", "\xff\xfea\x00,\x00b\x00", "\xb6\xa9\xb5\xa5,x\n\xb6\xa9,\"\"\"\"\n",
		pack("a,b\n1,2\n"), "a,b\n\"x\"y\n", "a\n\x00", "PK\x03\x04",
	} {
		for _, e := range []string{"", "utf-8", "utf-16", "gb18030", "windows-1252"} {
			f.Add([]byte(seed), e, byte(0))
		}
	}
	f.Fuzz(func(t *testing.T, file []byte, encoding string, delimiter byte) {
		r, err := table.New(bytes.NewReader(file), table.Options{
			Encoding: table.Encoding(encoding), Delimiter: delimiter, MaxRow: 4096, MaxField: 512, MaxColumns: 20,
		})
		last := int64(0)
		for err == nil {
			var row *table.Row
			row, err = r.Next()
			if err != nil {
				break
			}
			if row.Number <= last || row.Line < 1 {
				t.Fatalf("row %d after %d, line %d", row.Number, last, row.Line)
			}
			last = row.Number
			if row.Fault != nil {
				continue
			}
			if len(row.Fields) != len(r.Header()) {
				t.Fatalf("%d fields under %d columns", len(row.Fields), len(r.Header()))
			}
		}
		if !errors.Is(err, io.EOF) && errs.Of(err) == nil {
			t.Fatalf("an error without a code: %v", err)
		}
	})
}

// What encoding/csv writes is read back as it was.
func FuzzReaderReadsWhatIsWritten(f *testing.F) {
	f.Add("a", "b,c", "d\ne", "\"")
	f.Add("茶", " ", "6\" plate", "x\r\ny")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		for _, s := range []string{a, b, c, d} {
			if strings.ContainsAny(s, "\r\x00") || strings.ToValidUTF8(s, "?") != s {
				t.Skip("encoding/csv changes or cannot write this")
			}
		}
		var file bytes.Buffer
		w := csv.NewWriter(&file)
		if err := errors.Join(w.Write([]string{"h1", "h2"}), w.Write([]string{a, b}), w.Write([]string{c, d})); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		r, err := table.New(&file, table.Options{Delimiter: ',', Encoding: table.UTF8})
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range [][]string{{a, b}, {c, d}} {
			if strings.TrimSpace(want[0]+want[1]) == "" {
				continue // a blank row is passed over
			}
			row, err := r.Next()
			if err != nil || row.Fault != nil {
				t.Fatal(err, row)
			}
			if string(row.Fields[0]) != want[0] || string(row.Fields[1]) != want[1] {
				t.Fatalf("read %q, want %q", row.Fields, want)
			}
		}
	})
}
