// Package sheet writes tables that people open in a spreadsheet: CSV and XLSX,
// row by row, however many there are. What somebody entered as a text is never
// taken for a formula: in CSV such a cell gets an apostrophe in front, in XLSX
// texts are texts.
package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Format is a kind of file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// MediaType is the format's name on the web.
func (f Format) MediaType() string {
	if f == XLSX {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "text/csv; charset=utf-8"
}

// Writer writes rows of one table. A cell is a string, an int64, a Decimal, or
// nil for nothing.
type Writer interface {
	Row(cells ...any) error
	Close() error // the file is whole after it, and not before
}

// Decimal is a number with so many decimals: 123450 with 2 is 1234.50.
type Decimal struct {
	Units    int64
	Decimals int
}

// String writes the number as spreadsheets in every language read it.
func (d Decimal) String() string {
	if d.Decimals <= 0 {
		return strconv.FormatInt(d.Units, 10)
	}
	sign, digits := "", strconv.FormatInt(d.Units, 10)
	if d.Units < 0 {
		sign, digits = "-", digits[1:]
	}
	digits = strings.Repeat("0", max(d.Decimals+1-len(digits), 0)) + digits
	return sign + digits[:len(digits)-d.Decimals] + "." + digits[len(digits)-d.Decimals:]
}

// New begins a table; name is what its sheet is called where sheets have names.
func New(f Format, to io.Writer, name string) (Writer, error) {
	if f == XLSX {
		return newXLSX(to, name)
	}
	// Excel takes a file without a mark for one in the local code page.
	if _, err := io.WriteString(to, "\ufeff"); err != nil {
		return nil, err
	}
	return &csvWriter{csv.NewWriter(to)}, nil
}

type csvWriter struct{ *csv.Writer }

// Row implements Writer.
func (w *csvWriter) Row(cells ...any) error {
	texts := make([]string, len(cells))
	for i, c := range cells {
		switch c := c.(type) {
		case nil:
		case string:
			texts[i] = Harmless(c)
		default:
			texts[i] = fmt.Sprint(c) // a number may begin with a minus
		}
	}
	return w.Write(texts)
}

// Close implements Writer.
func (w *csvWriter) Close() error {
	w.Flush()
	return w.Error()
}

// Harmless keeps a spreadsheet from reading a cell as a formula: what a member
// entered as a name must not run on the desk of whoever opens the file.
func Harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}

type xlsxWriter struct {
	to     io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	row    int
}

// mostRows is what a sheet can hold.
const mostRows = 1_048_576

// longestName is how many UTF-16 units Excel lets the name of a sheet have.
const longestName = 31

// sheetName makes a name that Excel takes: short, and without the signs of a path.
func sheetName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, name)
	cut, units := len(name), 0
	for i, r := range name {
		if units += utf16.RuneLen(r); units > longestName {
			cut = i
			break
		}
	}
	return strings.Trim(name[:cut], " '")
}

func newXLSX(to io.Writer, name string) (Writer, error) {
	file := excelize.NewFile()
	name = sheetName(name)
	if err := file.SetSheetName("Sheet1", name); err != nil {
		return nil, fmt.Errorf("name sheet %q: %w", name, err)
	}
	stream, err := file.NewStreamWriter(name)
	if err != nil {
		return nil, fmt.Errorf("begin sheet: %w", err)
	}
	return &xlsxWriter{to: to, file: file, stream: stream}, nil
}

// Row implements Writer.
func (w *xlsxWriter) Row(cells ...any) error {
	if w.row++; w.row > mostRows {
		return fmt.Errorf("a sheet has %d rows at most", mostRows)
	}
	values := make([]any, len(cells))
	for i, c := range cells {
		values[i] = c
		if d, ok := c.(Decimal); ok {
			n, err := strconv.ParseFloat(d.String(), 64) // the shortest way to write it back is what it was
			if err != nil {
				return err
			}
			values[i] = n
		}
	}
	return w.stream.SetRow("A"+strconv.Itoa(w.row), values)
}

// Close implements Writer.
func (w *xlsxWriter) Close() error {
	defer func() { _ = w.file.Close() }() // its temporary files; the answer is out by then
	if err := w.stream.Flush(); err != nil {
		return fmt.Errorf("finish sheet: %w", err)
	}
	if _, err := w.file.WriteTo(w.to); err != nil {
		return fmt.Errorf("write sheet: %w", err)
	}
	return nil
}
