package edge

import (
	"net/http"
	"strconv"
)

// SendFile answers with a file that is whole in memory, to be kept and not shown, and
// that nobody on the way keeps.
func SendFile(answer http.ResponseWriter, kind, name string, body []byte) {
	answer.Header().Set("Content-Type", kind)
	answer.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	answer.Header().Set("Content-Length", strconv.Itoa(len(body)))
	answer.Header().Set("Cache-Control", "no-store")
	answer.WriteHeader(http.StatusOK)
	if _, err := answer.Write(body); err != nil {
		panic(http.ErrAbortHandler) // half a file must not look whole
	}
}
