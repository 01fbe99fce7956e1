package table

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encoding names how the bytes of a file spell its text.
type Encoding string

// The encodings. Auto tells UTF-8, UTF-16 (by its mark) and GB18030 apart;
// Windows-1252 looks like any other and has to be stated.
const (
	Auto    Encoding = ""
	UTF8    Encoding = "utf-8"
	UTF16   Encoding = "utf-16"
	GB18030 Encoding = "gb18030"
	Latin   Encoding = "windows-1252"
)

// Encodings lists what may be stated, for help texts.
func Encodings() []Encoding { return []Encoding{UTF8, UTF16, GB18030, Latin} }

// chunk is how much is looked at when an encoding has to be told from bytes.
const chunk = 64 << 10

// decoder turns the bytes of a file into UTF-8.
//
// A file may be plain ASCII for megabytes before the first Chinese name comes,
// so the choice between UTF-8 and GB18030, which agree on ASCII, is put off
// until a byte forces it.
type decoder struct {
	raw      *bufio.Reader
	encoding Encoding
	text     io.Reader // nil while undecided
}

func newDecoder(src io.Reader, stated Encoding) (*decoder, error) {
	d := &decoder{raw: bufio.NewReaderSize(src, chunk)}
	mark, _ := d.raw.Peek(3)
	switch {
	case bytes.HasPrefix(mark, []byte("\xef\xbb\xbf")) && (stated == Auto || stated == UTF8):
		_, _ = d.raw.Discard(3)
		stated = UTF8
	case stated == Auto && (bytes.HasPrefix(mark, []byte("\xff\xfe")) || bytes.HasPrefix(mark, []byte("\xfe\xff"))):
		stated = UTF16
	}
	if stated == Auto {
		return d, nil
	}
	return d, d.decide(stated)
}

// decide fixes the encoding from here on.
func (d *decoder) decide(e Encoding) error {
	d.encoding = e
	switch e {
	case UTF8:
		d.text = d.raw
	case UTF16:
		d.text = transform.NewReader(d.raw, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case GB18030:
		d.text = transform.NewReader(d.raw, simplifiedchinese.GB18030.NewDecoder())
	case Latin:
		d.text = transform.NewReader(d.raw, charmap.Windows1252.NewDecoder())
	default:
		return ErrBadOption.With("option", "encoding", "value", string(e))
	}
	return nil
}

// Read implements io.Reader with UTF-8 text.
func (d *decoder) Read(p []byte) (int, error) {
	for d.text == nil {
		if _, err := d.raw.Peek(1); err != nil {
			return 0, err
		}
		ready, _ := d.raw.Peek(d.raw.Buffered())
		if plain := asciiPrefix(ready); plain > 0 {
			n := copy(p, ready[:plain])
			_, _ = d.raw.Discard(n)
			return n, nil
		}
		sample, _ := d.raw.Peek(chunk)
		if err := d.decide(guess(sample)); err != nil {
			return 0, err
		}
	}
	return d.text.Read(p)
}

// guess tells UTF-8 from GB18030 by a sample that begins with a byte beyond
// ASCII. A few broken characters among many good ones are a UTF-8 file with
// broken characters. GB18030 must be free of faults, since nearly any bytes pass
// for it. What is neither counts as UTF-8 too, so that each of its rows is named.
func guess(sample []byte) Encoding {
	good, bad := 0, 0
	for i := 0; i < len(sample); {
		if sample[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, size := utf8.DecodeRune(sample[i:])
		switch {
		case size > 1:
			good++
		case utf8.FullRune(sample[i:]):
			bad++
		}
		i += size
	}
	if bad == 0 || good >= 20*bad {
		return UTF8
	}
	// A character may be cut by the end of the sample: leave a little off.
	text, _, err := transform.Bytes(simplifiedchinese.GB18030.NewDecoder(), sample[:wholeGB(sample)])
	if err == nil && !bytes.ContainsRune(text, utf8.RuneError) {
		return GB18030
	}
	return UTF8
}

// wholeGB returns how much of the sample can be decoded for itself: up to the
// last ASCII character when the sample is as long as it may be, since every
// GB18030 character is over by then, and all of it at the end of the file.
func wholeGB(sample []byte) int {
	if len(sample) < chunk {
		return len(sample)
	}
	if i := bytes.LastIndexAny(sample, "\n,;\t|"); i > 0 {
		return i
	}
	return len(sample)
}

// asciiPrefix returns how many bytes at the front are ASCII.
func asciiPrefix(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 != 0 {
			break
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}
