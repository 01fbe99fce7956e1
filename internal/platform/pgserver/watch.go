package pgserver

import (
	"context"
	"time"
)

// A PostgreSQL that dies is started again, unless it dies time after time.
const (
	restartsAllowed = 5
	restartsWithin  = time.Minute
)

// watch waits for PostgreSQL to end, starts it again when nobody asked it to,
// and gives the folder free at last.
func (s *Server) watch(g *guard) {
	defer close(s.done)
	defer s.folder.release()
	var deaths []time.Time
	for {
		<-g.ended
		if s.isStopping() {
			s.end(s.folder.removeSockets(s.sockets))
			return
		}
		now := time.Now()
		deaths = append(deaths, now)
		if n := len(deaths) - restartsAllowed; n > 0 && now.Sub(deaths[n-1]) < restartsWithin {
			s.end(s.startFailed("PostgreSQL ended again and again", 0))
			return
		}
		s.opts.Log.Error("PostgreSQL ended by itself; starting it again", "folder", s.folder.path, "log", s.folder.logSince(0))
		if err := s.run(context.Background()); err != nil && !s.isStopping() {
			s.end(err)
			return
		}
		g = s.guard
	}
}

func (s *Server) isStopping() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stopping
}

// end records why PostgreSQL is gone.
func (s *Server) end(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failure = err
	if err != nil {
		s.opts.Log.Error("PostgreSQL is gone", "error", err)
	}
}
