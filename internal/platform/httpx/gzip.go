package httpx

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
)

// worthCompressing is the size from which gzip pays; below, its head and the
// processor's time outweigh what is saved.
const worthCompressing = 1024

var writers = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // the level is valid
	return w
}}

// compress sends texts gzipped to readers who take it.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !takesGzip(r.Header.Get("Accept-Encoding")) || r.Method == http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		g := &gzipped{ResponseWriter: w}
		defer g.close()
		next.ServeHTTP(g, r)
	})
}

func takesGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, params, _ := strings.Cut(part, ";")
		if strings.TrimSpace(coding) == "gzip" {
			q := strings.ReplaceAll(params, " ", "")
			return q != "q=0" && q != "q=0.0" && q != "q=0.00" && q != "q=0.000"
		}
	}
	return false
}

// gzipped holds the head of an answer back until it is clear whether the rest
// is worth compressing.
type gzipped struct {
	http.ResponseWriter
	status int
	held   []byte
	to     io.Writer // where bytes go once that is decided; nil before
	zip    *gzip.Writer
}

// WriteHeader implements http.ResponseWriter.
func (g *gzipped) WriteHeader(status int) {
	if status < 200 {
		g.ResponseWriter.WriteHeader(status)
		return
	}
	if g.status != 0 {
		return
	}
	g.status = status
	if !g.compressible() {
		g.plain()
	}
}

// Write implements http.ResponseWriter.
func (g *gzipped) Write(p []byte) (int, error) {
	if g.status == 0 {
		g.WriteHeader(http.StatusOK)
	}
	if g.to != nil {
		return g.to.Write(p)
	}
	g.held = append(g.held, p...)
	if len(g.held) >= worthCompressing {
		return len(p), g.begin()
	}
	return len(p), nil
}

// Flush lets a streaming handler push out what it has written.
func (g *gzipped) Flush() {
	if g.to == nil && len(g.held) > 0 {
		if g.begin() != nil {
			return
		}
	}
	if g.zip != nil {
		g.zip.Flush()
	}
	http.NewResponseController(g.ResponseWriter).Flush()
}

// Unwrap lets http.ResponseController reach the connection.
func (g *gzipped) Unwrap() http.ResponseWriter { return g.ResponseWriter }

func (g *gzipped) compressible() bool {
	h := g.Header()
	if h.Get("Content-Encoding") != "" || h.Get("Content-Range") != "" ||
		g.status == http.StatusNoContent || g.status == http.StatusNotModified {
		return false
	}
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	kind = strings.TrimSpace(kind)
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "javascript") ||
		strings.HasSuffix(kind, "xml") || kind == "application/wasm"
}

func (g *gzipped) begin() error {
	h := g.Header()
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	if tag := h.Get("ETag"); strings.HasPrefix(tag, `"`) {
		h.Set("ETag", "W/"+tag) // the bytes differ from the plain ones, the meaning does not
	}
	g.ResponseWriter.WriteHeader(g.status)
	g.zip = writers.Get().(*gzip.Writer)
	g.zip.Reset(g.ResponseWriter)
	g.to = g.zip
	_, err := g.zip.Write(g.held)
	return err
}

func (g *gzipped) plain() {
	g.ResponseWriter.WriteHeader(g.status)
	g.to = g.ResponseWriter
}

func (g *gzipped) close() {
	if g.zip != nil {
		g.zip.Close()
		g.zip.Reset(io.Discard)
		writers.Put(g.zip)
		return
	}
	if g.status != 0 && g.to == nil {
		g.plain()
		g.to.Write(g.held)
	}
}
