package edge

import (
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// SendFile answers with a file that is whole in memory, to be kept and not shown, and
// that nobody on the way keeps.
func SendFile(answer huma.Context, kind, name string, body []byte) {
	answer.SetHeader("Content-Type", kind)
	answer.SetHeader("Content-Disposition", `attachment; filename="`+name+`"`)
	answer.SetHeader("Content-Length", strconv.Itoa(len(body)))
	answer.SetHeader("Cache-Control", "no-store")
	answer.SetStatus(http.StatusOK)
	if _, err := answer.BodyWriter().Write(body); err != nil {
		panic(http.ErrAbortHandler) // half a file must not look whole
	}
}
