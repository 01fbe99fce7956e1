package httpx

import (
	"errors"
	"io"
	"net"
	"net/http"
	"time"
)

// ReadBody reads a request's whole body: at most limit bytes, within the given
// time. A declared length above the limit is refused before anything is read.
// The error is ErrBodyTooLarge, ErrBodyTooSlow or ErrBodyCut.
func ReadBody(w http.ResponseWriter, r *http.Request, limit int64, within time.Duration) ([]byte, error) {
	if r.ContentLength > limit {
		w.Header().Set("Connection", "close") // what follows will not be read
		return nil, ErrBodyTooLarge.With("max_bytes", limit)
	}
	control := http.NewResponseController(w)
	if control.SetReadDeadline(time.Now().Add(within)) == nil {
		// Left in place, the deadline would end the request's context while it is being answered.
		defer control.SetReadDeadline(time.Time{})
	}
	body := make([]byte, 0, max(r.ContentLength, 0)+512)
	body, err := appendAll(body, http.MaxBytesReader(w, r.Body, limit))
	var tooLarge *http.MaxBytesError
	var network net.Error
	switch {
	case err == nil:
		return body, nil
	case errors.As(err, &tooLarge):
		return nil, ErrBodyTooLarge.With("max_bytes", limit)
	case errors.As(err, &network) && network.Timeout():
		return nil, ErrBodyTooSlow.Because(err)
	}
	return nil, ErrBodyCut.Because(err)
}

func appendAll(to []byte, from io.Reader) ([]byte, error) {
	for {
		if len(to) == cap(to) {
			to = append(to, 0)[:len(to)]
		}
		n, err := from.Read(to[len(to):cap(to)])
		to = to[:len(to)+n]
		if err == io.EOF {
			return to, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// SlowBody lets the rest of a request's body take its time, as a file of
// gigabytes does; each read still ends when nothing comes for the given time.
func SlowBody(w http.ResponseWriter, r *http.Request, silence time.Duration) io.Reader {
	p := &patient{body: r.Body, control: http.NewResponseController(w), silence: silence}
	p.control.SetWriteDeadline(time.Time{}) // its time would be over before there is an answer
	return p
}

// SlowAnswer lets a long answer take its time; each write still fails when its
// reader takes nothing for the given time.
func SlowAnswer(w http.ResponseWriter, silence time.Duration) io.Writer {
	control := http.NewResponseController(w)
	return writerFunc(func(b []byte) (int, error) {
		control.SetWriteDeadline(time.Now().Add(silence)) // without a connection, as in tests, there is none to be kept
		return w.Write(b)
	})
}

type writerFunc func(b []byte) (int, error)

// Write implements io.Writer.
func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

type patient struct {
	body    io.Reader
	control *http.ResponseController
	silence time.Duration
}

// Read implements io.Reader.
func (p *patient) Read(b []byte) (int, error) {
	if err := p.control.SetReadDeadline(time.Now().Add(p.silence)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, ErrBodyCut.Because(err)
	}
	n, err := p.body.Read(b)
	if err == io.EOF {
		p.control.SetReadDeadline(time.Time{}) // the answer may take longer than a silence may
		p.control.SetWriteDeadline(time.Now().Add(answerTime))
	}
	return n, err
}
