package main

import (
	"fmt"
	"time"

	"habitue/internal/app"
	"habitue/internal/platform/log"
)

// progress shows how far long work has come: one line that is written over on a
// terminal, a line now and then in a pipe.
type progress struct {
	s        *session
	terminal bool
	every    time.Duration
	phase    string
	begun    time.Time // of the phase
	from     int64     // what was done when the phase began: before an interruption
	shown    time.Time
	open     bool // the cursor stands behind a line of ours
}

func (s *session) progress() *progress {
	p := &progress{s: s, terminal: log.Terminal(s.err), every: 5 * time.Second}
	if p.terminal {
		p.every = 200 * time.Millisecond
	}
	return p
}

// show tells p's reader, not more often than is of use.
func (p *progress) show(now app.Progress) {
	if now.Phase != p.phase {
		p.end()
		p.phase, p.begun, p.from, p.shown = now.Phase, time.Now(), now.Done, time.Time{}
	}
	if time.Since(p.shown) < p.every {
		return
	}
	p.shown = time.Now()
	line := p.line(now)
	if p.terminal {
		fmt.Fprintf(p.s.err, "\r%s\x1b[K", line)
		p.open = true
		return
	}
	fmt.Fprintln(p.s.err, line)
}

// line is "orders written: 120,000 of 300,000 (40 %), 8,000 a second, 22 s left".
func (p *progress) line(now app.Progress) string {
	text := p.s.say(now.Phase)
	if now.Total <= 0 {
		return fmt.Sprintf("%s %s", text, grouped(now.Done))
	}
	text = fmt.Sprintf("%s %s / %s (%d %%)", text, grouped(now.Done), grouped(now.Total), now.Done*100/now.Total)
	seconds := time.Since(p.begun).Seconds()
	if done := now.Done - p.from; done > 0 && seconds > 1 {
		rate := float64(done) / seconds
		left := time.Duration(float64(now.Total-now.Done) / rate * float64(time.Second)).Round(time.Second)
		text += " " + p.s.say("progress.rate", params("rate", grouped(int64(rate)), "left", left)...)
	}
	return text
}

// end leaves the line of a terminal.
func (p *progress) end() {
	if p.open {
		fmt.Fprintln(p.s.err)
		p.open = false
	}
}

// grouped writes 300000 as 300,000.
func grouped(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
