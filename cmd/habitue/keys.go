package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"habitue/internal/app"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/secret"
)

// keysCommand is about the keys of the members' personal data.
type keysCommand struct {
	Show    keysShow    `cmd:"" help:"Which master and index keys there are, what is under each, and how far an exchange has come."`
	Rotate  keysRotate  `cmd:"" help:"Exchange the master key, or the index key, while everything goes on, and follow it to its end."`
	Destroy keysDestroy `cmd:"" help:"Destroy an old key that nothing in the database needs any more."`
	Next    keysNext    `cmd:"" help:"Print HABITUE_MASTER_KEY with one key more, for an exchange where keys come from the environment."`
}

// kindOf is the kind of key that a command is about.
func kindOf(index bool) member.KeyKind {
	if index {
		return member.IndexKey
	}
	return member.MasterKey
}

type keysShow struct {
	JSON bool `help:"Print JSON."`
}

// Run implements the command.
func (c *keysShow) Run(s *session) error {
	s.json = c.JSON
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		return s.showKeys(a)
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
		fmt.Fprintln(w, s.say(phaseCode(r), phaseParams(r)...))
	}
	for _, generation := range k.Index.Held {
		code := "cli.keys.index.old"
		if generation == k.Index.Current {
			code = "cli.keys.index.current"
		}
		use := k.Index.Under[generation]
		fmt.Fprintln(w, s.say(code, params("key", generation, "members", grouped(use.Members), "sessions", grouped(use.Sessions), "visitors", grouped(use.Visitors))...))
	}
	for _, r := range k.Index.Rotations {
		fmt.Fprintln(w, s.say(phaseCode(r), phaseParams(r)...))
	}
}

func phaseCode(r member.Rotation) string {
	if r.What == member.IndexKey {
		return "cli.keys.index." + string(r.Phase)
	}
	return "cli.keys." + string(r.Phase)
}

func phaseParams(r member.Rotation) []errs.Param {
	return params("from", r.From, "to", r.To, "done", grouped(r.Done), "total", grouped(r.Total))
}

type keysRotate struct {
	Index  bool   `help:"The index key, by which members are found, and not the master key."`
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
		if _, err := a.AskRotation(s.ctx, kindOf(c.Index), c.Reason); err != nil {
			going, other := latest(a, s, c.Index)
			if other != nil || !errors.Is(err, member.ErrRotating) || going.Over() {
				return err // one that goes on already is followed
			}
		}
		said := ""
		for {
			if !c.NoWait {
				if _, err := a.Background.Members.RotateKeys(s.ctx); err != nil {
					return err
				}
			}
			r, err := latest(a, s, c.Index)
			if err != nil {
				return err
			}
			if c.NoWait || r.Over() {
				return s.showKeys(a)
			}
			if now := phaseCode(r); now != said {
				s.tell(now, "from", r.From, "to", r.To, "done", grouped(r.Done), "total", grouped(r.Total))
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

// latest is the latest exchange of a kind of key.
func latest(a *app.App, s *session, index bool) (member.Rotation, error) {
	k, err := a.Keys(s.ctx)
	list := k.Rotations
	if index {
		list = k.Index.Rotations
	}
	if err != nil || len(list) == 0 {
		return member.Rotation{Phase: member.Rewrapped}, err
	}
	return list[0], nil
}

func (s *session) showKeys(a *app.App) error {
	k, err := a.Keys(s.ctx)
	if err != nil {
		return err
	}
	return s.result(k, func(w io.Writer) { s.printKeys(w, k) })
}

type keysDestroy struct {
	Key           string `arg:"" help:"Fingerprint of the old master key, or number of the old index key, as shown."`
	Index         bool   `help:"It is an index key."`
	Reason        string `required:"" placeholder:"WHY" help:"Why; it goes into the audit trail."`
	GiveUpBackups bool   `help:"Also where backups on record need it: their personal data is lost with it, or nobody is found in them."`
	GiveUpRest    bool   `help:"Of an index key: also where sign-ins of members and purchases of visitors still follow from it."`
	JSON          bool   `help:"Print JSON."`
}

// Run implements the command.
func (c *keysDestroy) Run(s *session) error {
	s.json = c.JSON
	return s.with(app.Options{Share: true}, func(a *app.App) error {
		end := member.KeyEnd{What: kindOf(c.Index), Key: c.Key, GiveUp: c.GiveUpRest}
		if err := a.DestroyKey(s.ctx, end, c.Reason, c.GiveUpBackups); err != nil {
			return err
		}
		return s.showKeys(a)
	})
}

type keysNext struct {
	Index bool `help:"One more index key, and not a master key."`
}

// Run implements the command. What it prints is as secret as what it read.
func (c *keysNext) Run(s *session) error {
	next, err := secret.Next(os.Getenv(secret.Variable), c.Index)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, next)
	return err
}
