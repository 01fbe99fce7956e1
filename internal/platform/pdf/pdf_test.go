package pdf_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	reader "github.com/ledongthuc/pdf"

	"habitue/internal/platform/pdf"
)

// read is what another house's reader finds in a PDF, without spaces, and how many pages.
func read(t *testing.T, file []byte) (text string, pages int) {
	t.Helper()
	r, err := reader.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n <= r.NumPage(); n++ {
		part, err := r.Page(n).GetPlainText(nil)
		if err != nil {
			t.Fatal(err)
		}
		text += part
	}
	return strings.Join(strings.Fields(text), ""), r.NumPage()
}

func write(t *testing.T, paper pdf.Paper, fill func(*pdf.Document)) []byte {
	t.Helper()
	about := pdf.About{Title: "电子小票 1", Author: "云岫茶咖", Made: time.Date(2026, 9, 12, 4, 20, 0, 0, time.UTC), PageNos: func(n, of int) string { return fmt.Sprintf("第%d/%d页", n, of) }}
	file, err := pdf.Write(paper, about, fill)
	if err != nil {
		t.Fatalf("%v: tools/font/install.sh internal/platform/pdf/font/text.ttf brings the font", err)
	}
	return file
}

func TestTextCanBeReadBackAndTheFileIsSmall(t *testing.T) {
	t.Parallel()
	for _, paper := range []pdf.Paper{pdf.A5, pdf.Roll} {
		file := write(t, paper, func(d *pdf.Document) {
			d.Text("云岫茶咖", 14, pdf.Middle)
			d.Rule()
			d.Row("茉莉绿茶 大杯，少冰，半糖，另加珍珠与椰果，分两袋装，请于两小时内饮用", "¥1,234.50", 9, 0)
			d.Row("Jasmine tea, large, with a name that is longer than a line of this paper", "−¥20.00", 9, 8)
			d.Row("喆、堃、龘、镕、𠮷", "€1", 9, 0)
		})
		text, pages := read(t, file)
		for _, want := range []string{"云岫茶咖", "茉莉绿茶大杯，少冰", "¥1,234.50", "−¥20.00", "Jasminetea", "喆、堃、龘、镕、□", "€1"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not found in %q", paper, want, text)
			}
		}
		if pages != 1 || len(file) > 100_000 {
			t.Errorf("%s: %d pages, %d bytes", paper, pages, len(file))
		}
		t.Logf("%s: %d bytes", paper, len(file))
	}
}

func TestSheetsAreNumberedAndNothingIsLost(t *testing.T) {
	t.Parallel()
	const lines = 90
	fill := func(d *pdf.Document) {
		for n := range lines {
			d.Row(fmt.Sprintf("第%d项", n), fmt.Sprintf("¥%d", n), 9, 0)
		}
	}
	text, pages := read(t, write(t, pdf.A5, fill))
	if pages < 2 || !strings.Contains(text, fmt.Sprintf("第%d/%d页", pages, pages)) {
		t.Errorf("%d pages: %s", pages, text)
	}
	for n := range lines {
		if !strings.Contains(text, fmt.Sprintf("第%d项", n)) {
			t.Errorf("line %d is lost", n)
		}
	}
	if _, pages := read(t, write(t, pdf.Roll, fill)); pages != 1 {
		t.Errorf("a roll has %d pages", pages)
	}
}

func TestTheSameDocumentIsTheSameFile(t *testing.T) {
	t.Parallel()
	fill := func(d *pdf.Document) { d.Text("同样的内容 the same", 9, pdf.Left) }
	if one, other := write(t, pdf.A5, fill), write(t, pdf.A5, fill); !bytes.Equal(one, other) {
		t.Error("two files differ")
	}
}
