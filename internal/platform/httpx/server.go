package httpx

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// drainTime bounds how long requests that are being answered may still take
// once the server was told to stop.
const drainTime = 10 * time.Second

// Server answers on one listener until it is told to stop.
type Server struct {
	http *http.Server
	log  *slog.Logger
}

const (
	// requestTime bounds how long a request may take to arrive, body included.
	requestTime = 30 * time.Second
	// answerTime bounds how long its reader may take over the answer: one that
	// does not read would keep a place of those that are answered at once.
	answerTime = time.Minute
)

// NewServer returns a server of h. JSON bodies have a shorter time (see
// ReadBody); files may take longer, both ways (see SlowBody, SlowAnswer).
func NewServer(h http.Handler, log *slog.Logger) *Server {
	return &Server{log: log, http: &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       requestTime,
		WriteTimeout:      answerTime,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug), // broken handshakes of strangers
	}}
}

// Serve answers on l until ctx ends, then takes no new connections and waits
// for the requests being answered, at most drainTime.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- s.http.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve http: %w", err)
	case <-ctx.Done():
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	err := s.http.Shutdown(bounded)
	if errors.Is(err, context.DeadlineExceeded) {
		s.log.Warn("requests were still being answered", "waited_s", drainTime.Seconds())
		err = s.http.Close()
	}
	<-failed
	if err != nil {
		return fmt.Errorf("stop http: %w", err)
	}
	return nil
}
