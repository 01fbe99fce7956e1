package app

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"habitue/internal/platform/pgserver"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/system"
)

const (
	// readyTime bounds a look at readiness: a balancer asks every few seconds.
	readyTime = 3 * time.Second
	// leastDisk is the space without which orders are better sent elsewhere.
	leastDisk = 128 << 20
	// longBacklog is the age of a notice from which somebody should look.
	longBacklog = 5 * time.Minute
)

// health answers as long as the process does.
func (a *App) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "ok")
}

// readiness answers 200 when requests can be served, else 503, and why.
func (a *App) readiness(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	states := a.states(ctx)
	ready := true
	for _, s := range states {
		ready = ready && (s.OK || s.Warn)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if !ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	// A reader that has gone needs no answer.
	_ = json.NewEncoder(w).Encode(map[string]any{"ready": ready, "checks": states})
}

func (a *App) states(ctx context.Context) []system.State {
	return []system.State{a.databaseState(ctx), a.schemaState(ctx), a.diskState(), a.backlogState(ctx), a.replicaState(), a.checkState(ctx)}
}

func (a *App) databaseState(ctx context.Context) system.State {
	s := system.State{Name: "database"}
	skew, err := clockSkew(ctx, a.db.interactive, a.clock)
	switch {
	case err != nil:
		s.Detail = "does not answer"
	case skew.Abs() > mostSkew:
		s.Detail = fmt.Sprintf("its clock differs by %.1f s", skew.Seconds())
	default:
		s.OK = true
	}
	return s
}

func (a *App) schemaState(ctx context.Context) system.State {
	s := system.State{Name: "schema"}
	have, known, err := postgres.SchemaVersion(ctx, a.db.interactive)
	switch {
	case err != nil:
		s.Detail = "cannot be read"
	case have > known:
		// A newer program migrated it meanwhile. The steps are made so that we may
		// finish, but we should be replaced.
		s.Warn, s.Detail = true, fmt.Sprintf("is %d, this program knows %d", have, known)
	default:
		s.OK = have == known
		s.Detail = fmt.Sprint(have)
	}
	return s
}

func (a *App) diskState() system.State {
	free, err := pgserver.FreeBytes(a.Config.Data)
	if err != nil {
		return system.State{Name: "disk", Detail: "cannot be read"}
	}
	return system.State{Name: "disk", OK: free >= leastDisk, Detail: fmt.Sprintf("%d MiB free", free>>20)}
}

// replicaState never turns requests away: tills do not ask it.
func (a *App) replicaState() system.State {
	if a.Replica == nil {
		return system.State{Name: "replica", OK: true, Detail: "kept elsewhere"}
	}
	s := a.Replica.State()
	waits := s.State == replica.Waiting
	return system.State{Name: "replica", OK: !waits, Warn: waits, Detail: string(s.State)}
}

func (a *App) backlogState(ctx context.Context) system.State {
	s := system.State{Name: "notices"}
	waiting, err := a.Notices.Backlog(ctx)
	if err != nil {
		s.Detail = "cannot be read"
		return s
	}
	var due, parked int64
	late := false
	for _, w := range waiting {
		due, parked = due+w.Due, parked+w.Parked
		late = late || w.OldestSeconds > longBacklog.Seconds()
	}
	s.OK = parked == 0 && !late
	s.Warn = !s.OK
	s.Detail = fmt.Sprintf("%d waiting, %d parked", due, parked)
	return s
}

// checkState tells of a proof that did not hold. That the books are to be looked
// at is no reason to turn orders away.
func (a *App) checkState(ctx context.Context) system.State {
	last, known := a.lastCheck(ctx)
	switch {
	case !known:
		return system.State{Name: "check", OK: true, Open: true}
	case last.Outcome == system.Broken:
		return system.State{Name: "check", Warn: true, Detail: "a proof does not hold"}
	}
	return system.State{Name: "check", OK: true, Detail: last.EndedAt.UTC().Format(time.RFC3339)}
}
