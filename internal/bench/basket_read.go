package bench

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"

	"habitue/internal/app"
	"habitue/internal/member"
)

//go:embed basket_read.sql
var memberRead string

// pointRead answers a member's status by one point read behind net/http.
func pointRead(a *app.App, connections int, members []member.ID) (read request, done func()) {
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
	wire := wires(connections, server.Listener.Addr().String(), "")
	return func(_ context.Context, client, i int) error {
		w, err := wire(client)
		if err != nil {
			return err
		}
		status, answer, err := w.ask("GET", fmt.Sprintf("/?member=%d", members[i%len(members)]), nil)
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("read a member: status %d: %.300s", status, answer)
		}
		return err
	}, server.Close
}
