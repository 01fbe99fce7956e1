// Package docs turns the contract into pages for people, in both languages and
// with nothing fetched from elsewhere: one page each of plain HTML, made when it is
// first asked for.
package docs

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
)

//go:embed page.html
var source string

var page = template.Must(template.New("page").Parse(source))

// Pages serves the documentation of a contract, which is asked for once for each
// language, in the language of the query's lang, else of the reader's browser.
func Pages(contract func() *huma.OpenAPI) http.Handler {
	written := map[messages.Language]func() ([]byte, error){}
	for _, l := range messages.Languages {
		written[l] = sync.OnceValues(func() ([]byte, error) {
			var b bytes.Buffer
			err := page.Execute(&b, outline(contract(), l))
			return b.Bytes(), err
		})
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l := language(r)
		text, err := written[l]()
		if err != nil {
			edge.WriteProblem(w, r, fmt.Errorf("write documentation in %s: %w", l, err))
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Language", string(l))
		h.Set("Cache-Control", "no-cache")
		h.Add("Vary", "Accept-Language")
		w.Write(text)
	})
}

func language(r *http.Request) messages.Language {
	switch messages.Language(r.URL.Query().Get("lang")) {
	case messages.Chinese:
		return messages.Chinese
	case messages.English:
		return messages.English
	}
	return messages.LanguageOf(r.Header.Get("Accept-Language"))
}
