package bench

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"

	"habitue/internal/app"
)

//go:embed basket_read.sql
var memberRead string

// pointRead answers a member's status by one point read behind net/http.
func (b *basketBench) pointRead(a *app.App) (read request, done func()) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.ParseInt(r.URL.Query().Get("member"), 10, 64)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		var status string
		if err := a.Requests.DB.QueryRow(unrecorded(r.Context()), memberRead, id).Scan(&status); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"status":"%s"}`, status)
	}))
	wire := wires(b.Connections, server.Listener.Addr().String(), "")
	return func(_ context.Context, client, i int) error {
		w, err := wire(client)
		if err != nil {
			return err
		}
		status, answer, err := w.ask("GET", fmt.Sprintf("/?member=%d", b.members[i%len(b.members)]), nil)
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("read a member: status %d: %.300s", status, answer)
		}
		return err
	}, server.Close
}
