package table_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/table"
)

func TestReaderUnderstandsHowFilesAreWritten(t *testing.T) {
	t.Parallel()
	plain := "订单号,名称,数量\n1001,龙井茶,2\n1002,\"碧螺春, 特级\",1\n"
	want := "订单号|名称|数量\n2: 1001|龙井茶|2\n3: 1002|碧螺春, 特级|1\n"
	for name, c := range map[string]struct {
		file     string
		options  table.Options
		encoding table.Encoding
	}{
		"utf_8":                        {plain, table.Options{}, table.UTF8},
		"utf_8_with_a_mark":            {"\ufeff" + plain, table.Options{}, table.UTF8},
		"gb18030_is_detected":          {encode(t, simplifiedchinese.GB18030.NewEncoder().String, plain), table.Options{}, table.GB18030},
		"gb18030_stated":               {encode(t, simplifiedchinese.GB18030.NewEncoder().String, plain), table.Options{Encoding: table.GB18030}, table.GB18030},
		"utf_16_little_endian":         {encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String, plain), table.Options{}, table.UTF16},
		"utf_16_big_endian":            {encode(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String, plain), table.Options{}, table.UTF16},
		"windows_line_ends":            {strings.ReplaceAll(plain, "\n", "\r\n"), table.Options{}, table.UTF8},
		"macintosh_line_ends":          {strings.ReplaceAll(plain, "\n", "\r"), table.Options{}, table.UTF8},
		"no_end_on_the_last_line":      {strings.TrimSuffix(plain, "\n"), table.Options{}, table.UTF8},
		"half_an_end_on_the_last_line": {strings.TrimSuffix(plain, "\n") + "\r", table.Options{}, table.UTF8},
		"packed_by_gzip":               {pack(plain), table.Options{}, table.UTF8},
		"empty_columns_at_the_end":     {"订单号,名称,数量\n1001,龙井茶,2,,\n1002,\"碧螺春, 特级\",1,\n", table.Options{}, table.UTF8},
		"semicolons":                   {"订单号;名称;数量\n1001;龙井茶;2\n1002;碧螺春, 特级;1\n", table.Options{}, table.UTF8},
		"tabs":                         {"订单号\t名称\t数量\n1001\t龙井茶\t2\n1002\t碧螺春, 特级\t1\n", table.Options{}, table.UTF8},
		"bars":                         {"订单号|名称|数量\n1001|龙井茶|2\n1002|碧螺春, 特级|1\n", table.Options{}, table.UTF8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := table.New(strings.NewReader(c.file), c.options)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(t, r); got != want {
				t.Fatalf("read\n%s\nwant\n%s", got, want)
			}
			if r.Encoding() != c.encoding {
				t.Fatalf("encoding %q, want %q", r.Encoding(), c.encoding)
			}
		})
	}
}

func TestReaderKeepsQuotedTextAndCountsRowsAsASpreadsheetDoes(t *testing.T) {
	t.Parallel()
	r, err := table.New(strings.NewReader("\nid,note\n1,\"two\nlines\"\n\n2,\"say \"\"hi\"\"\"\n,\n3,6\" plate\n4,\"\"\n"), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "id|note\n3: 1|two\nlines\n5: 2|say \"hi\"\n7: 3|6\" plate\n8: 4|\n"
	if got := show(t, r); got != want {
		t.Fatalf("read\n%s\nwant\n%s", got, want)
	}
	if r.Blank() != 3 {
		t.Fatalf("%d blank rows, want 3", r.Blank())
	}
}

func TestReaderNamesThePhysicalLine(t *testing.T) {
	t.Parallel()
	r, err := table.New(strings.NewReader("a,b\n\"1\n\n\",2\n3,4\n"), table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int64{2, 5} {
		if row, err := r.Next(); err != nil || row.Line != want {
			t.Fatalf("row on line %d (%v), want %d", row.Line, err, want)
		}
	}
}

func TestReaderRefusesWhatIsNoTable(t *testing.T) {
	t.Parallel()
	small := table.Options{MaxRow: 100, MaxColumns: 4}
	packed := pack("a,b\n" + strings.Repeat("1,2\n", 5000))
	for name, c := range map[string]struct {
		file    string
		options table.Options
		want    *errs.Error
		says    string
	}{
		"empty_file":                   {"", small, table.ErrEmpty, ""},
		"nothing_but_blank_lines":      {"\n\n,,\n", small, table.ErrEmpty, ""},
		"nothing_but_a_mark":           {"\ufeff", small, table.ErrEmpty, ""},
		"workbook":                     {"PK\x03\x04....", small, table.ErrNotText, "what=xlsx row=1"},
		"old_workbook":                 {"\xd0\xcf\x11\xe0\xa1", small, table.ErrNotText, "what=xls"},
		"nul_bytes":                    {"a,b\n1,2\n1,\x00\n", small, table.ErrNotText, "what=binary row=3"},
		"binary_without_lines":         {strings.Repeat("\x00\x01", 100), small, table.ErrNotText, "what=binary row=1"},
		"text_after_a_quote":           {"a,b\n1,2\n1,\"x\"y\n", small, table.ErrQuote, "row=3 line=3 column=2"},
		"quote_that_never_closes":      {"a,b\n1,2\n\"x,3\n4,5\n", small, table.ErrQuote, "row=3 line=3 column=1"},
		"row_beyond_the_bound":         {"a,b\n1," + strings.Repeat("x", 200) + "\n", small, table.ErrRowTooLong, "row=2 line=2 limit=100"},
		"open_quote_beyond_the_bound":  {"a,b\n1,\"" + strings.Repeat("x\n", 200_000) + "\n", small, table.ErrRowTooLong, "row=2 line=2"},
		"more_columns_than_the_bound":  {"a,b\n1,2,3,4,5,6\n", small, table.ErrManyColumns, "row=2 limit=4"},
		"gzip_cut_in_its_header":       {packed[:5], small, table.ErrTruncated, "last_good_row=0"},
		"gzip_cut_before_its_checksum": {packed[:len(packed)-6], small, table.ErrTruncated, "last_good_row=5001"},
		"gzip_with_a_wrong_checksum":   {packed[:len(packed)-6] + "xx" + packed[len(packed)-4:], small, table.ErrCorrupt, "last_good_row=5001"},
		"gzip_followed_by_rubbish":     {packed + "rubbish of some length", small, table.ErrCorrupt, "last_good_row=5001"},
		"unknown_encoding":             {"a,b\n", table.Options{Encoding: "ebcdic"}, table.ErrBadOption, "value=ebcdic"},
		"quote_as_delimiter":           {"a,b\n", table.Options{Delimiter: '"'}, table.ErrBadOption, "option=delimiter"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := table.New(strings.NewReader(c.file), c.options)
			for err == nil {
				_, err = r.Next()
			}
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("error %v, want %v %s", err, c.want, c.says)
			}
		})
	}
}

func TestReaderOfACutFileTellsTheLastGoodRow(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	file.WriteString("a,b\n")
	for i := range 40_000 {
		fmt.Fprintf(&file, "%d,%x\n", i, i*7919)
	}
	packed := pack(file.String())
	r, err := table.New(strings.NewReader(packed[:len(packed)/2]), table.Options{})
	var last int64
	for err == nil {
		var row *table.Row
		if row, err = r.Next(); err == nil {
			last = row.Number
		}
	}
	if !errors.Is(err, table.ErrTruncated) || !strings.Contains(err.Error(), fmt.Sprintf("last_good_row=%d", last)) || last < 1000 {
		t.Fatalf("error %v after row %d", err, last)
	}
}

func TestReaderMarksSingleRowsAndReadsOn(t *testing.T) {
	t.Parallel()
	gb := encode(t, simplifiedchinese.GB18030.NewEncoder().String, "名称,b\n茶叶,2\n")
	for name, c := range map[string]struct {
		file    string
		options table.Options
		fault   *errs.Error
		says    string
	}{
		"a_column_too_few":                  {"a,b\n1\n3,4\n", table.Options{}, table.FaultColumns, "want=2 got=1"},
		"a_column_too_many":                 {"a,b\n1,2,3\n3,4\n", table.Options{}, table.FaultColumns, "want=2 got=3"},
		"a_byte_that_is_no_utf_8":           {"a,b\n1,é" + strings.Repeat("é", 40) + "\xff\n3,4\n", table.Options{}, table.FaultText, "column=2"},
		"a_latin_pound_sign":                {"a,b\n1,\xa320\n3,4\n", table.Options{}, table.FaultText, "column=2"},
		"a_byte_that_is_no_gb18030":         {gb + "1,\xff\xff\n3,4\n", table.Options{Encoding: table.GB18030}, table.FaultText, "column=2"},
		"a_field_beyond_the_bound":          {"a,b\n1,12345678901\n3,4\n", table.Options{MaxField: 10}, table.FaultField, "column=2 limit=10"},
		"a_quoted_field_beyond_the_bound":   {"a,b\n\"12345678901\",1\n3,4\n", table.Options{MaxField: 10}, table.FaultField, "column=1 limit=10"},
		"utf_8_stated_for_a_file_in_gbk":    {gb + "3,4\n", table.Options{Encoding: table.UTF8, Delimiter: ','}, table.FaultText, "column=1"},
		"half_a_character_of_utf_16_at_end": {"\xff\xfea\x00,\x00b\x00\n\x00" + "1\x00,\x00\x00\xd8\n\x00" + "3\x00,\x004\x00\n\x00", table.Options{}, table.FaultText, "column=2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := table.New(strings.NewReader(c.file), c.options)
			if name == "utf_8_stated_for_a_file_in_gbk" {
				if !errors.Is(err, table.FaultText) {
					t.Fatalf("a header that is no text: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var fault error
			var last string
			for {
				row, err := r.Next()
				if err != nil {
					break
				}
				if row.Fault != nil {
					fault = row.Fault
				}
				last = string(bytes.Join(row.Fields, []byte("|")))
			}
			if !errors.Is(fault, c.fault) || !strings.Contains(fault.Error(), c.says) {
				t.Fatalf("fault %v, want %v %s", fault, c.fault, c.says)
			}
			if last != "3|4" {
				t.Fatalf("the row after the fault reads %q", last)
			}
		})
	}
}

func TestReaderOpensFilesOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := table.Open(dir+"/none.csv", table.Options{}); !errors.Is(err, table.ErrNoSuchFile) {
		t.Fatalf("a missing file: %v", err)
	}
	if _, err := table.Open(dir, table.Options{}); !errors.Is(err, table.ErrUnreadable) {
		t.Fatalf("a folder: %v", err)
	}
}

// show writes a file in one canonical form: the header, then number: fields.
func show(t *testing.T, r *table.Reader) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, strings.Join(r.Header(), "|"))
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil || row.Fault != nil {
			t.Fatal(err, row)
		}
		fmt.Fprintf(&b, "%d: %s\n", row.Number, bytes.Join(row.Fields, []byte("|")))
	}
}

func encode(t *testing.T, with func(string) (string, error), s string) string {
	t.Helper()
	out, err := with(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func pack(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}
