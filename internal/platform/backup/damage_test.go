package backup

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"math/rand/v2"
	"testing"
)

// small is a backup without a database behind it.
func small(t testing.TB) []byte {
	var file bytes.Buffer
	w, err := newWriter(&file, head{Postgres: "18.4", SchemaVersion: 3})
	if err != nil {
		t.Fatal(err)
	}
	c := table{Schema: "a", Name: "b", Columns: []string{"c"}}
	if err := w.json.Encode(c); err != nil {
		t.Fatal(err)
	}
	var d digest
	blocks := &blockWriter{to: w.gz}
	for _, text := range []string{"one\n", "two\nth", "ree\n"} {
		d.Write([]byte(text))
		blocks.Write([]byte(text))
	}
	if err := errors.Join(blocks.close(), w.close(manifest{Tables: []counted{d.count(c)}})); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestEveryTruncationIsRefused(t *testing.T) {
	t.Parallel()
	file := small(t)
	s, err := Verify(bytes.NewReader(file))
	if err != nil || s.Rows != 3 {
		t.Fatalf("the whole file: %+v, %v", s, err)
	}
	for n := range file {
		if _, err := Verify(bytes.NewReader(file[:n])); !errors.Is(err, ErrDamaged) && !(n == 0 && errors.Is(err, ErrForeign)) {
			t.Fatalf("cut off after %d bytes: %v", n, err)
		}
	}
	if _, err := Verify(bytes.NewReader(append(bytes.Clone(file), 0))); !errors.Is(err, ErrDamaged) {
		t.Fatalf("with a byte more: %v", err)
	}
}

func TestEveryFlippedBitIsRefused(t *testing.T) {
	t.Parallel()
	file := small(t)
	for i := range file {
		for bit := range 8 {
			flipped := bytes.Clone(file)
			flipped[i] ^= 1 << bit
			if _, err := Verify(bytes.NewReader(flipped)); err == nil {
				t.Fatalf("bit %d of byte %d flipped: accepted", bit, i)
			}
		}
	}
}

func TestForeignFilesAreNamed(t *testing.T) {
	t.Parallel()
	var zipped bytes.Buffer
	gz := gzip.NewWriter(&zipped)
	gz.Write([]byte("member,points\n"))
	gz.Close()
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"a CSV":         {"member,points\n1,20\n", ErrForeign},
		"a gzip":        {zipped.String(), ErrForeign},
		"nothing":       {"", ErrForeign},
		"a newer one":   {"HABITUE-BACKUP 2\nwhatever", ErrFormat},
		"only the mark": {magic, ErrDamaged},
	} {
		if _, err := Verify(bytes.NewReader([]byte(c.text))); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBoundsAreConstantsOnly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"DEFAULT": true,
		"FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00')": true,
		"FOR VALUES FROM (MINVALUE, 1) TO (-7, MAXVALUE)":                          true,
		"FOR VALUES IN ('a''b', NULL)":                                             true,
		"FOR VALUES WITH (modulus 4, remainder 1)":                                 true,
		"FOR VALUES IN (pg_read_file('/etc/passwd'))":                              false,
		"DEFAULT; DROP TABLE x":                                                    false,
		`FOR VALUES IN (E'\'', 'x')`:                                               false,
	} {
		if bound.MatchString(text) != want {
			t.Errorf("%s: want %t", text, want)
		}
	}
}

func TestDigestIgnoresTheOrderOfRowsAndOfWrites(t *testing.T) {
	t.Parallel()
	lines := [][]byte{[]byte("a\n"), []byte("\n"), []byte("ccc\n"), []byte("a\n"), []byte("银\n")}
	var want digest
	for _, l := range lines {
		want.Write(l)
	}
	for range 50 {
		rand.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		var got digest
		for _, b := range bytes.Join(lines, nil) {
			got.Write([]byte{b})
		}
		if got.sum != want.sum || got.rows != want.rows {
			t.Fatal("another digest of the same rows")
		}
	}
	var one, two digest
	one.Write([]byte("a\nb\n"))
	two.Write([]byte("ab\n\n"))
	if one.sum == two.sum {
		t.Fatal("rows run into each other")
	}
}

// FuzzVerify gives Verify bodies whose outer check sum is right, so that the
// decoder behind it is reached.
func FuzzVerify(f *testing.F) {
	whole := small(f)
	f.Add(whole[len(magic) : len(whole)-sha256.Size])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, body []byte) {
		var file bytes.Buffer
		file.WriteString(magic)
		// As it stands, and compressed.
		for _, b := range [][]byte{body, compress(body)} {
			file.Truncate(len(magic))
			file.Write(b)
			sum := sha256.Sum256(file.Bytes())
			file.Write(sum[:])
			if _, err := Verify(bytes.NewReader(file.Bytes())); err != nil && !errors.Is(err, ErrDamaged) {
				t.Fatalf("unclassified: %v", err)
			}
		}
	})
}

func compress(text []byte) []byte {
	var b bytes.Buffer
	gz := gzip.NewWriter(&b)
	gz.Write(text)
	gz.Close()
	return b.Bytes()
}
