package pdf

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"github.com/signintech/gopdf"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"

	"habitue/internal/platform/errs"
)

// ErrNoFont is of a program that was built without the font of its documents.
var ErrNoFont = errs.New(errs.Unavailable, "pdf.no_font")

// The all: prefix takes .keep along, without which the pattern would match nothing in
// a fresh clone and the build would stop there.
//
//go:embed all:font
var fonts embed.FS

// What is Latin, Greek or Cyrillic is in Go Regular (BSD, of the module
// golang.org/x/image): the font of Chinese signs has none of them.
const (
	fontFile = "font/text.ttf"
	western  = "western"
	eastern  = "eastern"
	unknown  = '□'
)

// parsed are the fonts, read once: a document only notes which signs it uses.
type parsed struct {
	fonts *gopdf.FontContainer
	west  *sfnt.Font
}

var read = sync.OnceValues(func() (*parsed, error) {
	data, err := fs.ReadFile(fonts, fontFile)
	if err != nil {
		return nil, ErrNoFont
	}
	p := &parsed{fonts: &gopdf.FontContainer{}}
	option := gopdf.TtfOption{OnGlyphNotFoundSubstitute: func(rune) rune { return unknown }}
	if err := p.fonts.AddTTFFontDataWithOption(eastern, data, option); err != nil {
		return nil, fmt.Errorf("read the font of Chinese signs: %w", err)
	}
	if err := p.fonts.AddTTFFontDataWithOption(western, goregular.TTF, option); err != nil {
		return nil, fmt.Errorf("read the font of Latin signs: %w", err)
	}
	if p.west, err = sfnt.Parse(goregular.TTF); err != nil {
		return nil, fmt.Errorf("read the font of Latin signs: %w", err)
	}
	return p, nil
})

// run is a piece of text that is in one font.
type run struct{ family, text string }

// runs cuts text by the font that has its signs.
func (p *parsed) runs(text string) (all []run) {
	var buffer sfnt.Buffer
	begin, family := 0, ""
	for at, r := range text {
		now := eastern
		if r < firstEastern {
			if glyph, err := p.west.GlyphIndex(&buffer, r); err == nil && glyph != 0 {
				now = western
			}
		}
		if family != "" && now != family {
			all = append(all, run{family, text[begin:at]})
			begin = at
		}
		family = now
	}
	if family != "" {
		all = append(all, run{family, text[begin:]})
	}
	return all
}

// firstEastern is where the blocks of Chinese, Japanese and Korean signs begin.
const firstEastern = 0x2e80
