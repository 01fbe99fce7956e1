package app

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/config"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/system"
	"habitue/internal/staff"
)

// keyFile is where the keys of the personal data lie unless somebody chose
// otherwise.
func keyFile(c config.Config) string {
	if c.KeyFile != "" {
		return c.KeyFile
	}
	return filepath.Join(c.Data, "keys", "master.json")
}

// loadSigning reads the key that signs the ledger's log, where somebody gave one.
func loadSigning(c config.Config) (ed25519.PrivateKey, error) {
	if c.LogKeyFile == "" {
		return nil, nil
	}
	return secret.LoadSigning(c.LogKeyFile)
}

// loadKeys reads the keys of the personal data from the environment or their
// file, which the first start makes. A database that was written with keys, such
// as a restored one, wants those: where they are missing none are made.
func loadKeys(ctx context.Context, c config.Config, db postgres.Querier, tell Tell) (*secret.Keys, error) {
	if c.MasterKey != "" {
		return secret.Parse(c.MasterKey)
	}
	path, err := filepath.Abs(keyFile(c))
	if err != nil {
		return nil, err
	}
	noted, err := member.KeysNoted(ctx, db)
	if err != nil {
		return nil, err
	}
	if noted {
		return secret.Load(path)
	}
	keys, made, err := secret.LoadOrCreate(path)
	if made {
		tell("app.key_made", "path", path)
	}
	return keys, err
}

// seeKeysEvery is how long a process may take to learn of a rotation by itself.
const seeKeysEvery = 5 * time.Second

// startKeys tells every few seconds which keys this process holds, and takes
// over what a rotation brought, until stopKeys. The first time is before anything is
// answered.
func (a *App) startKeys(ctx context.Context) error {
	host, _ := os.Hostname() // where there is none, the rest tells processes apart
	process, started := fmt.Sprintf("%s/%d/%s", host, os.Getpid(), rand.Text()[:6]), a.clock.Now()
	see := func(ctx context.Context) error { return a.Background.Members.SeeKeys(ctx, process, started) }
	if err := see(ctx); err != nil {
		return err
	}
	ctx, a.endKeys = context.WithCancel(context.WithoutCancel(ctx))
	a.seeing.Go(func() {
		tick := time.NewTicker(seeKeysEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if err := see(ctx); err != nil && ctx.Err() == nil {
				a.log.WarnContext(ctx, "keys not looked at", "error", err)
			}
		}
	})
	return nil
}

func (a *App) stopKeys() {
	if a.endKeys != nil {
		a.endKeys()
	}
	a.seeing.Wait()
}

// rotateKeys goes on with the exchange of a key.
func (a *App) rotateKeys(ctx context.Context) error {
	_, err := a.Background.Members.RotateKeys(ctx)
	return err
}

// AskRotation begins an exchange of a key for who sits at the machine.
func (a *App) AskRotation(ctx context.Context, what member.KeyKind, reason string) (r member.Rotation, err error) {
	err = a.db.interactive.InTx(ctx, func(tx postgres.Tx) error {
		if r, err = a.Requests.Members.AskRotation(ctx, tx, what, staff.Operator.String()); err != nil {
			return err
		}
		return a.Requests.Staff.Audit(ctx, tx, staff.Entry{By: staff.Operator, Action: "system.rotate_" + what.Trail(),
			Subject: staff.Subject{Kind: what.Subject(), ID: r.To}, Reason: reason})
	})
	return r, err
}

// Keys tells how the keys stand.
func (a *App) Keys(ctx context.Context) (member.KeyState, error) {
	return a.Requests.Members.Keyring(ctx, a.db.interactive)
}

// DestroyKey destroys an old key for who sits at the machine. Backups on record that
// need it are named unless they are given up. Errors: member.ErrKeyNeeded,
// member.ErrIndexKeyNeeded, member.ErrNoRotation, secret.ErrFixed.
func (a *App) DestroyKey(ctx context.Context, end member.KeyEnd, reason string, giveUpBackups bool) error {
	err := a.db.interactive.InTx(ctx, func(tx postgres.Tx) error {
		r, err := a.Requests.Members.DestroyKey(ctx, tx, end)
		if err != nil {
			return err
		}
		needing, err := a.System.Before(ctx, tx, system.Backup, r.WrappedAt)
		if err != nil {
			return err
		}
		if needing > 0 && !giveUpBackups {
			return end.NeededBy(needing)
		}
		return a.Requests.Staff.Audit(ctx, tx, staff.Entry{By: staff.Operator, Action: "system.destroy_" + end.What.Trail(),
			Subject: staff.Subject{Kind: end.What.Subject(), ID: end.Key}, Reason: reason})
	})
	if err != nil {
		return err
	}
	if err := a.Requests.Members.DropKey(end.What, end.Key); !errors.Is(err, secret.ErrFixed) {
		return err
	}
	return nil
}
