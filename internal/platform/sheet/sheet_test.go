package sheet_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"habitue/internal/platform/heavy"
	"habitue/internal/platform/sheet"
)

var rows = [][]any{
	{"日期 Date", "备注 Memo", "变动 Change"},
	{"2026-09-12", "=HYPERLINK(\"http://x\")", int64(-40)},
	{"2026-09-13", "a \"quoted\",\nnote", sheet.Decimal{Units: -5, Decimals: 2}},
	{"2026-09-14", nil, int64(9007199254740991)},
}

func write(t *testing.T, f sheet.Format) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := sheet.New(f, &out, "流水 Statement")
	for _, r := range rows {
		if err == nil {
			err = w.Row(r...)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCSVIsReadBackAndRunsNothing(t *testing.T) {
	t.Parallel()
	text, marked := strings.CutPrefix(string(write(t, sheet.CSV)), "\ufeff")
	got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked {
		t.Fatal(marked, err)
	}
	want := [][]string{
		{"日期 Date", "备注 Memo", "变动 Change"},
		{"2026-09-12", "'=HYPERLINK(\"http://x\")", "-40"},
		{"2026-09-13", "a \"quoted\",\nnote", "-0.05"},
		{"2026-09-14", "", "9007199254740991"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
}

func TestXLSXIsOpenedAgainAndRunsNothing(t *testing.T) {
	t.Parallel()
	file, err := excelize.OpenReader(bytes.NewReader(write(t, sheet.XLSX)))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	got, err := file.GetRows("流水 Statement", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"日期 Date", "备注 Memo", "变动 Change"},
		{"2026-09-12", "=HYPERLINK(\"http://x\")", "-40"},
		{"2026-09-13", "a \"quoted\",\nnote", "-0.05"},
		{"2026-09-14", "", "9007199254740991"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	for cell, kind := range map[string]excelize.CellType{"B2": excelize.CellTypeInlineString, "C2": excelize.CellTypeUnset, "C3": excelize.CellTypeUnset} {
		if is, err := file.GetCellType("流水 Statement", cell); err != nil || is != kind {
			t.Errorf("%s is of type %v, want %v: %v", cell, is, kind, err)
		}
	}
	if formula, err := file.GetCellFormula("流水 Statement", "B2"); err != nil || formula != "" {
		t.Errorf("formula %q, %v", formula, err)
	}
}

// TestWorkbooksTakeAnyName: a name that Excel would refuse is cut, not refused.
func TestWorkbooksTakeAnyName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"流水 Statement":                      "流水 Statement",
		"渠道差异 Differences between channels": "渠道差异 Differences between channe",
		"a/b:c [d]?":                        "a b c  d",
		strings.Repeat("😀", 20):             strings.Repeat("😀", 15),
		"'quoted'":                          "quoted",
	} {
		var out bytes.Buffer
		w, err := sheet.New(sheet.XLSX, &out, name)
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		file, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		if got := file.GetSheetList(); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestWorkbooksAreNotHeldInMemory: what a million rows take is what a few take.
func TestWorkbooksAreNotHeldInMemory(t *testing.T) {
	rows := heavy.Or(200_000, 1_000_000)
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		w, err := sheet.New(f, io.Discard, "members")
		if err != nil {
			t.Fatal(err)
		}
		held := func() uint64 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			return m.HeapAlloc
		}
		var before uint64
		for i := range rows {
			if err := w.Row(strconv.Itoa(i), "王小明", "13800001234", "科技园 1 号", int64(i), sheet.Decimal{Units: int64(i), Decimals: 2}); err != nil {
				t.Fatal(err)
			}
			if i == 1_000 {
				before = held()
			}
		}
		if after := held(); after > before+40<<20 {
			t.Errorf("%s: %d rows hold %d MB", f, rows, (after-before)>>20)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
