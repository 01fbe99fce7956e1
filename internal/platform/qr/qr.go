// Package qr writes QR codes (ISO/IEC 18004): as modules to draw, as SVG and as PNG. They
// bear that a quarter of them is dirty or torn (level Q): they hang in shops.
package qr

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"

	maker "rsc.io/qr"

	"habitue/internal/platform/errs"
)

// ErrTooLong says that a text does not go into one code.
var ErrTooLong = errs.New(errs.Invalid, "qr.too_long")

// quiet is how many modules must stay empty around a code, by the standard.
const quiet = 4

// Code is one QR code, without the empty margin around it.
type Code struct{ code *maker.Code }

// Of writes a text. Errors: ErrTooLong.
func Of(text string) (Code, error) {
	made, err := maker.Encode(text, maker.Q)
	if err != nil {
		return Code{}, ErrTooLong.With("bytes", len(text))
	}
	return Code{made}, nil
}

// Size is how many modules the code has on a side.
func (c Code) Size() int { return c.code.Size }

// Dark reports whether a module is dark.
func (c Code) Dark(x, y int) bool { return c.code.Black(x, y) }

// SVG is the code as a picture that stays sharp at any size, with its margin.
func (c Code) SVG() []byte {
	var b bytes.Buffer
	side := strconv.Itoa(c.Size() + 2*quiet)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s0" height="%s0" shape-rendering="crispEdges">`, side, side, side, side)
	fmt.Fprintf(&b, `<path fill="#fff" d="M0 0h%sv%sH0z"/><path d="`, side, side)
	for y := range c.Size() {
		for x := 0; x < c.Size(); x++ {
			from := x
			for x < c.Size() && c.Dark(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, x-from, x-from)
			}
		}
	}
	b.WriteString(`"/></svg>` + "\n")
	return b.Bytes()
}

// PNG is the code as a picture of at least so many pixels on a side, with its margin.
func (c Code) PNG(pixels int) ([]byte, error) {
	side := c.Size() + 2*quiet
	each := max(1, (pixels+side-1)/side)
	picture := image.NewPaletted(image.Rect(0, 0, side*each, side*each), color.Palette{color.White, color.Black})
	for y := range c.Size() {
		for x := range c.Size() {
			if c.Dark(x, y) {
				fill(picture, (x+quiet)*each, (y+quiet)*each, each)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return nil, fmt.Errorf("write a QR code: %w", err)
	}
	return b.Bytes(), nil
}

func fill(picture *image.Paletted, left, top, side int) {
	for y := top; y < top+side; y++ {
		row := picture.Pix[picture.PixOffset(left, y):]
		for x := range side {
			row[x] = 1
		}
	}
}
