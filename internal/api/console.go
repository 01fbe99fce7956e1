package api

import (
	_ "embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"habitue/internal/api/edge"
	"habitue/internal/platform/httpx"
)

//go:embed not_built.html
var notBuilt []byte

// consoleHandler serves the console's files. A path that is no file is a page
// of the console, which finds its way itself; one that looks like a file is
// not there.
func consoleHandler(files fs.FS) (http.Handler, error) {
	if files == nil {
		return http.HandlerFunc(saysNotBuilt), nil
	}
	return faceHandler(files, "/")
}

// memberHandler serves the members' files, below /m as the console's at the root;
// where they were not built there is no such page.
func memberHandler(files fs.FS) (http.Handler, error) {
	if files == nil {
		return http.HandlerFunc(noRoute), nil
	}
	return faceHandler(files, memberRoot)
}

// faceHandler serves the files of a face below root.
func faceHandler(files fs.FS, root string) (http.Handler, error) {
	assets, err := httpx.NewAssets(files)
	if err != nil {
		return nil, fmt.Errorf("read the face at %s: %w", root, err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path)+"/", root)
		name = strings.TrimSuffix(name, "/")
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			edge.WriteProblem(w, r, edge.ErrMethod.With("method", r.Method))
		case assets.Has(name):
			assets.Serve(w, r, name)
		case path.Ext(name) != "":
			edge.WriteProblem(w, r, edge.ErrNoRoute)
		default:
			assets.Serve(w, r, "index.html")
		}
	}), nil
}

func saysNotBuilt(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		edge.WriteProblem(w, r, edge.ErrNoRoute)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(notBuilt)
}
