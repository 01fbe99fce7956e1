package view

import (
	"context"
	"slices"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/pdf"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/qr"
)

// PosterSheet says how a poster is printed.
type PosterSheet struct {
	Paper     pdf.Paper
	Languages []messages.Language // in this order, the first one large
	Home      string              // address of the program
}

// WritePoster writes the sheet of a poster: what it promises, the code to scan, for which
// store it hangs, and where it is read what is done with what one tells.
// Errors: pdf.ErrNoFont, qr.ErrTooLong.
func (r *Reader) WritePoster(ctx context.Context, q postgres.Querier, p member.Poster, sheet PosterSheet, now time.Time) ([]byte, error) {
	settings, err := r.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	w := postersmith{PosterSheet: sheet, poster: p, shop: settings.Name}
	if w.code, err = qr.Of(sheet.Home + member.PosterPath(p.Code)); err != nil {
		return nil, err
	}
	if w.days, err = settings.DayAt(nil); err != nil {
		return nil, err
	}
	if p.Store != 0 {
		stores, err := r.Org.StoresByIDs(ctx, q, p.Store)
		if err != nil {
			return nil, err
		}
		w.store = stores[p.Store].Name
	}
	about := pdf.About{Title: p.Name, Author: w.shop.In(string(sheet.Languages[0])), Made: now}
	return pdf.Write(sheet.Paper, about, w.write)
}

// postersmith writes the sheet of one poster.
type postersmith struct {
	PosterSheet
	poster      member.Poster
	shop, store i18n.Text
	days        org.Day
	code        qr.Code
}

// Measures of a sheet of A4, in points; on others they are as much smaller as the paper is,
// but letters are never smaller than can be read.
const (
	a4Wide     = 595.28
	shopSize   = 16
	scanSize   = 14
	footSize   = 9
	leastSize  = 6.5
	widestCode = 330
	air        = 10
)

// Sizes that headlines and words may have, how much of it the second language has, and how
// high both may be together: the largest that fits is taken.
var (
	headlineSizes = []float64{48, 40, 34, 28, 24, 20, 17, 14}
	wordsSizes    = []float64{18, 16, 14, 12.5}
)

const (
	headlinesHigh, headlineOther = 190, 0.62
	wordsHigh, wordsOther        = 84, 0.82
)

// printed is a paragraph in the middle of a sheet.
type printed struct {
	text string
	size float64
}

func (w *postersmith) write(d *pdf.Document) {
	unit := d.Width() / a4Wide
	size := func(points float64) float64 { return max(points*unit, leastSize) }
	fit := func(texts []string, other float64, sizes []float64, high float64) []printed {
		var list []printed
		for _, points := range sizes {
			list = list[:0]
			for i, text := range texts {
				if i > 0 {
					list = append(list, printed{text, size(points * other)})
				} else {
					list = append(list, printed{text, size(points)})
				}
			}
			if highOf(d, list) <= high*unit {
				break
			}
		}
		return list
	}
	same := func(texts []string, points float64) []printed {
		return fit(texts, wordsOther, []float64{points}, 0)
	}
	headline := fit(w.each(w.poster.Headline), headlineOther, headlineSizes, headlinesHigh)
	words := fit(w.each(w.poster.Words), wordsOther, wordsSizes, wordsHigh)
	scan, foot := same(w.say("scan"), scanSize), w.foot(size(footSize))

	d.Text(w.place(), size(shopSize), pdf.Middle)
	d.Rule()
	rest := d.Rest() - 3*air*unit - 1 // which rounding may take
	for _, part := range [][]printed{headline, words, scan, foot} {
		rest -= highOf(d, part)
	}
	wide := min(widestCode*unit, rest)
	free := (rest - wide) / 3
	d.Skip(free)
	write(d, headline)
	d.Skip(air * unit)
	write(d, words)
	d.Skip(free + air*unit)
	d.Modules(wide, w.code.Size(), w.code.Dark)
	d.Skip(air * unit)
	write(d, scan)
	d.Skip(free)
	write(d, foot)
}

func highOf(d *pdf.Document, list []printed) (high float64) {
	for _, p := range list {
		high += d.High(p.text, p.size)
	}
	return high
}

func write(d *pdf.Document, list []printed) {
	for _, p := range list {
		d.Text(p.text, p.size, pdf.Middle)
	}
}

// each is a text in the languages of the sheet, those that are the same once.
func (w *postersmith) each(t i18n.Text) (list []string) {
	for _, l := range w.Languages {
		if s := t.In(string(l)); s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// say is a sentence of ours in the languages of the sheet.
func (w *postersmith) say(code string, pairs ...any) []string {
	return edge.Each(w.Languages, func(l messages.Language) string {
		return messages.Text(l, "words.poster."+code, errs.Params(pairs...)...)
	})
}

// place is whose poster it is, and for which store.
func (w *postersmith) place() string {
	return strings.Join(slices.Concat(w.each(w.shop), w.each(w.store)), " · ")
}

// foot is the small print: until when, where it is read what becomes of what one tells, and
// the code by which staff know the sheet.
func (w *postersmith) foot(size float64) []printed {
	var lines []string
	if !w.poster.Until.IsZero() {
		last := w.poster.Until.Add(-time.Nanosecond).In(w.days.Location())
		lines = append(lines, strings.Join(w.say("until", "day", last.Format("2006/01/02")), " · "))
	}
	lines = append(lines, w.say("privacy")...)
	lines = append(lines, w.Home+PrivacyPath, w.poster.Code)
	return edge.Each(lines, func(s string) printed { return printed{s, size} })
}

// PrivacyPath leads to what anybody may read of what is done with personal data.
const PrivacyPath = "/m/privacy"
