package httpx

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"time"
)

// Assets serves the files of an unchanging file system, such as embedded ones,
// with an entity tag of each. A file whose name carries a hash of its content
// (app-3f9a1c2b.js) may be kept by browsers for ever.
type Assets struct {
	files map[string]asset
}

type asset struct {
	kind string
	tag  string
	keep bool
	data []byte
}

// hashed is how Vite names a file after its content.
var hashed = regexp.MustCompile(`[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$`)

// NewAssets reads all files of from, once.
func NewAssets(from fs.FS) (*Assets, error) {
	a := &Assets{files: map[string]asset{}}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		kind := mime.TypeByExtension(path.Ext(name))
		if kind == "" {
			kind = http.DetectContentType(data)
		}
		a.files[name] = asset{kind: kind, tag: `"` + hex.EncodeToString(sum[:12]) + `"`, keep: hashed.MatchString(name), data: data}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// Has reports whether there is a file of that name.
func (a *Assets) Has(name string) bool { _, ok := a.files[name]; return ok }

// Serve answers with the file, which must exist, or that the reader's copy is still good.
func (a *Assets) Serve(w http.ResponseWriter, r *http.Request, name string) {
	f := a.files[name]
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("ETag", f.tag)
	h.Set("Cache-Control", "no-cache") // ask each time; the tag answers
	if f.keep {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.data))
}
