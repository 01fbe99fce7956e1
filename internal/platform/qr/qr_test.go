package qr_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"habitue/internal/platform/qr"
)

// scan is what another house's reader finds in a picture.
func scan(t *testing.T, picture image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	found, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatal(err)
	}
	return found.GetText()
}

func picture(t *testing.T, text string) *image.Paletted {
	t.Helper()
	code, err := qr.Of(text)
	if err != nil {
		t.Fatal(err)
	}
	file, err := code.PNG(1000)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if side := drawn.Bounds().Dx(); side < 1000 || side > 1100 || side != drawn.Bounds().Dy() {
		t.Errorf("%d pixels on a side", side)
	}
	return drawn.(*image.Paletted)
}

const link = "https://club.example.com/m/?poster=7K3QW9XD"

func TestWhatIsWrittenCanBeScanned(t *testing.T) {
	t.Parallel()
	for _, text := range []string{link, "A", "云岫茶咖 · 扫码入会", strings.Repeat("x", 300)} {
		if got := scan(t, picture(t, text)); got != text {
			t.Errorf("%q was read as %q", text, got)
		}
	}
}

func TestAStainIsForgiven(t *testing.T) {
	t.Parallel()
	p := picture(t, link)
	side := p.Bounds().Dx()
	for y := side / 2; y < side/2+side/6; y++ {
		for x := side / 2; x < side/2+side/6; x++ {
			p.SetColorIndex(x, y, 1)
		}
	}
	if got := scan(t, p); got != link {
		t.Errorf("read as %q", got)
	}
}

func TestTheVectorPictureIsTheSame(t *testing.T) {
	t.Parallel()
	code, err := qr.Of(link)
	if err != nil {
		t.Fatal(err)
	}
	dark := 0
	for y := range code.Size() {
		for x := range code.Size() {
			if code.Dark(x, y) {
				dark++
			}
		}
	}
	svg := string(code.SVG())
	drawn := 0
	for _, run := range strings.Split(svg[strings.LastIndex(svg, `d="M`):], "M")[1:] {
		_, after, _ := strings.Cut(run, "h")
		wide, _, _ := strings.Cut(after, "v")
		n := 0
		for _, digit := range wide {
			n = n*10 + int(digit-'0')
		}
		drawn += n
	}
	if drawn != dark {
		t.Errorf("%d modules are drawn of %d", drawn, dark)
	}
}

func TestATextThatIsTooLongIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := qr.Of(strings.Repeat("x", 3000)); !errors.Is(err, qr.ErrTooLong) {
		t.Error(err)
	}
}
