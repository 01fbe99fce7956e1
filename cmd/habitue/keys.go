package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"habitue/internal/app"
	"habitue/internal/member"
)

// keysCommand is about the master keys of the members' personal data.
type keysCommand struct {
	Show    keysShow    `cmd:"" help:"Which master keys there are, what is under each, and how far an exchange has come."`
	Rotate  keysRotate  `cmd:"" help:"Exchange the master key while everything goes on, and follow it to its end."`
	Destroy keysDestroy `cmd:"" help:"Destroy an old master key that nothing in the database needs any more."`
}

type keysShow struct {
	JSON bool `help:"Print JSON."`
}

// Run implements the command.
func (c *keysShow) Run(s *session) error {
	s.json = c.JSON
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		k, err := a.Keys(s.ctx)
		if err != nil {
			return err
		}
		return s.result(k, func(w io.Writer) { s.printKeys(w, k) })
	})
}

func (s *session) printKeys(w io.Writer, k member.KeyState) {
	for _, id := range k.Known() {
		code := "cli.keys.old"
		if id == k.Current {
			code = "cli.keys.current"
		}
		fmt.Fprintln(w, s.say(code, params("key", id, "members", grouped(k.Under[id]))...))
	}
	for _, r := range k.Rotations {
		fmt.Fprintln(w, s.say("cli.keys."+string(r.Phase), params("from", r.From, "to", r.To, "done", grouped(r.Done), "total", grouped(r.Total))...))
	}
}

type keysRotate struct {
	Reason string `required:"" placeholder:"WHY" help:"Why; it goes into the audit trail."`
	NoWait bool   `help:"Only begin it; a server goes on with it in the background."`
	JSON   bool   `help:"Print JSON."`
}

// followKeysEvery is how often a command that waits looks and goes on.
const followKeysEvery = time.Second

// Run implements the command. Who waits does the work too, so that it comes to its end
// where no server runs.
func (c *keysRotate) Run(s *session) error {
	s.json = c.JSON
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		if _, err := a.AskRotation(s.ctx, c.Reason); err != nil && !errors.Is(err, member.ErrRotating) {
			return err // one that goes on already is followed
		}
		said := ""
		for {
			if !c.NoWait {
				if _, err := a.Background.Members.RotateKeys(s.ctx); err != nil {
					return err
				}
			}
			k, err := a.Keys(s.ctx)
			if err != nil {
				return err
			}
			r := k.Rotations[0]
			if c.NoWait || r.Phase == member.Rewrapped {
				return s.result(k, func(w io.Writer) { s.printKeys(w, k) })
			}
			if now := string(r.Phase); now != said {
				s.tell("cli.keys."+now, "from", r.From, "to", r.To, "done", grouped(r.Done), "total", grouped(r.Total))
				said = now
			}
			select {
			case <-s.ctx.Done():
				return s.ctx.Err()
			case <-time.After(followKeysEvery):
			}
		}
	})
}

type keysDestroy struct {
	Key           string `arg:"" help:"Fingerprint of the old key, as shown."`
	Reason        string `required:"" placeholder:"WHY" help:"Why; it goes into the audit trail."`
	GiveUpBackups bool   `help:"Also where backups on record need it: their personal data is lost with it."`
	JSON          bool   `help:"Print JSON."`
}

// Run implements the command.
func (c *keysDestroy) Run(s *session) error {
	s.json = c.JSON
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		if err := a.DestroyKey(s.ctx, c.Key, c.Reason, c.GiveUpBackups); err != nil {
			return err
		}
		k, err := a.Keys(s.ctx)
		if err != nil {
			return err
		}
		return s.result(k, func(w io.Writer) { s.printKeys(w, k) })
	})
}
