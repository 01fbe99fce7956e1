package pdf

import (
	"bytes"
	"fmt"
	"time"

	"github.com/signintech/gopdf"
)

// Paper is what a document is written on.
type Paper string

// The papers.
const (
	A4   Paper = "a4"
	A5   Paper = "a5"
	A6   Paper = "a6"
	Roll Paper = "80mm"
)

// All measures are points, of which 72 are an inch.
const (
	longest    = 14_400 // of a page, by the standard
	pageNoSize = 7
)

// size is how large a paper is, and how much stays free around what stands on it.
type size struct{ width, height, margin float64 }

var sizes = map[Paper]size{
	A4:   {595.28, 841.89, 48},
	A5:   {419.53, 595.28, 34},
	A6:   {297.64, 419.53, 24},
	Roll: {226.77, longest, 11},
}

// About is what a document says of itself.
type About struct {
	Title   string
	Author  string
	Made    time.Time
	PageNos func(page, pages int) string // at the foot of several sheets
}

// Document is what is being written. After the first error nothing is written any
// more; Write tells it.
type Document struct {
	out    *gopdf.GoPdf
	fonts  *parsed
	paper  Paper
	width  float64
	height float64
	margin float64
	y      float64
	pages  int
	err    error
}

// Write lays out a document by fill, and returns it. On a roll it does so twice: the
// first time shows how long it is. Errors: ErrNoFont.
func Write(paper Paper, about About, fill func(*Document)) ([]byte, error) {
	height := sizes[paper].height
	if paper == Roll {
		d, err := lay(paper, longest, about, fill)
		if err != nil {
			return nil, err
		}
		height = d.y + d.margin
	}
	d, err := lay(paper, height, about, fill)
	if err != nil {
		return nil, err
	}
	if err := d.number(about.PageNos); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if _, err := d.out.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("write a PDF: %w", err)
	}
	return b.Bytes(), nil
}

func lay(paper Paper, height float64, about About, fill func(*Document)) (*Document, error) {
	p, err := read()
	if err != nil {
		return nil, err
	}
	d := &Document{out: &gopdf.GoPdf{}, fonts: p, paper: paper, width: sizes[paper].width, height: height, margin: sizes[paper].margin}
	d.out.Start(gopdf.Config{PageSize: gopdf.Rect{W: d.width, H: d.height}})
	d.out.SetInfo(gopdf.PdfInfo{Title: about.Title, Author: about.Author, Producer: "Habitué", CreationDate: about.Made})
	for _, family := range []string{eastern, western} {
		if err := d.out.AddTTFFontFromFontContainer(family, p.fonts); err != nil {
			return nil, fmt.Errorf("set the font: %w", err)
		}
	}
	d.page()
	fill(d)
	if d.err != nil {
		return nil, fmt.Errorf("lay out a PDF: %w", d.err)
	}
	return d, nil
}

func (d *Document) page() {
	d.out.AddPage()
	d.pages++
	d.y = d.margin
}

// number writes the numbers of sheets, where there are several.
func (d *Document) number(say func(page, pages int) string) error {
	if say == nil || d.pages < 2 {
		return nil
	}
	for n := 1; n <= d.pages; n++ {
		if err := d.out.SetPage(n); err != nil {
			return fmt.Errorf("go to page %d: %w", n, err)
		}
		text := say(n, d.pages)
		d.y = d.height - d.margin + 8
		d.put(d.margin, text, pageNoSize, Middle)
	}
	return d.err
}

// Side is where a line of text stands.
type Side int

// The sides.
const (
	Left Side = iota
	Middle
	Right
)

// lineOf is how high a line of so large letters is.
func lineOf(size float64) float64 { return size * 1.45 }

// room begins another sheet where so much does not go on this one.
func (d *Document) room(high float64) {
	if d.paper != Roll && d.y+high > d.height-d.margin {
		d.page()
	}
}

// put writes one line of text at the height where the document is.
func (d *Document) put(x float64, text string, size float64, side Side) {
	if d.err != nil || text == "" {
		return
	}
	if side != Left {
		wide := d.measure(text, size)
		if side == Middle {
			x = (d.width - wide) / 2
		} else {
			x = d.width - d.margin - wide
		}
	}
	for _, r := range d.fonts.runs(text) {
		wide := d.measureRun(r, size)
		d.out.SetXY(x, d.y+size) // the line on which letters stand
		if d.err == nil {
			d.err = d.out.Text(r.text)
		}
		x += wide
	}
}

// measure is how wide text is.
func (d *Document) measure(text string, size float64) (wide float64) {
	for _, r := range d.fonts.runs(text) {
		wide += d.measureRun(r, size)
	}
	return wide
}

// measureRun is how wide a run is, and leaves its font set.
func (d *Document) measureRun(r run, size float64) float64 {
	if d.err != nil {
		return 0
	}
	if d.err = d.out.SetFont(r.family, "", size); d.err != nil {
		return 0
	}
	wide, err := d.out.MeasureTextWidth(r.text)
	if err != nil {
		d.err = err
	}
	return wide
}

// Text writes a paragraph.
func (d *Document) Text(text string, size float64, side Side) {
	for _, line := range d.wrap(text, size, d.width-2*d.margin) {
		d.room(lineOf(size))
		d.put(d.margin, line, size, side)
		d.y += lineOf(size)
	}
}

// gap is what stays free between the two ends of a row.
const gap = 8

// Row writes what something is on the left, in as many lines as that takes, and how
// much on the right of the first. Indent moves the left end in.
func (d *Document) Row(what, howMuch string, size, indent float64) {
	right := d.measure(howMuch, size)
	lines := d.wrap(what, size, d.width-2*d.margin-indent-right-gap)
	d.room(lineOf(size) * float64(len(lines)))
	for i, line := range lines {
		d.room(lineOf(size))
		d.put(d.margin+indent, line, size, Left)
		if i == 0 {
			d.put(0, howMuch, size, Right)
		}
		d.y += lineOf(size)
	}
}

// Rule draws a line across.
func (d *Document) Rule() {
	d.Skip(4)
	if d.err == nil {
		d.out.SetLineWidth(0.4)
		d.out.Line(d.margin, d.y, d.width-d.margin, d.y)
	}
	d.Skip(5)
}

// Skip leaves so much free.
func (d *Document) Skip(high float64) {
	d.room(high)
	d.y += high
}

// Width is how wide the paper is.
func (d *Document) Width() float64 { return d.width }

// Rest is how much is free on this sheet below where the document is.
func (d *Document) Rest() float64 { return d.height - d.margin - d.y }

// High is how high a paragraph is.
func (d *Document) High(text string, size float64) float64 {
	return lineOf(size) * float64(len(d.wrap(text, size, d.width-2*d.margin)))
}

// Modules draws a square in the middle, so wide, of so many modules on a side, those that
// are dark in black. Those side by side are one stroke, which reaches a hair below itself:
// between two that only touch, printers leave a white line.
func (d *Document) Modules(wide float64, modules int, dark func(x, y int) bool) {
	const hair = 0.05
	d.room(wide)
	each, left := wide/float64(modules), (d.width-wide)/2
	for y := range modules {
		for x := 0; x < modules; x++ {
			from := x
			for x < modules && dark(x, y) {
				x++
			}
			if x > from && d.err == nil {
				d.out.RectFromUpperLeftWithStyle(left+float64(from)*each, d.y+float64(y)*each, float64(x-from)*each, each+hair, "F")
			}
		}
	}
	d.y += wide
}
