package member_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// process is one of several programs over a database and one file of keys.
type process struct {
	*member.Service
	keys *secret.Keys
	name string
}

// programs are processes that each read the file for themselves.
func programs(t *testing.T, b *bundle, path string, names ...string) []process {
	t.Helper()
	var list []process
	for _, name := range names {
		keys, _, err := secret.LoadOrCreate(path)
		if err != nil {
			t.Fatal(err)
		}
		deps := b.deps
		deps.Keys = keys
		p := process{member.New(deps), keys, name}
		if err := errors.Join(p.CheckKeys(t.Context()), p.see(t)); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

func (p process) see(t *testing.T) error {
	return p.SeeKeys(t.Context(), p.name, time.Unix(0, 0))
}

// enter lets so many people join through a process.
func (b *bundle) enter(p process, n, from int) (ids []member.ID) {
	b.t.Helper()
	for i := range n {
		b.in(func(ctx context.Context, tx postgres.Tx) error {
			m, err := p.Join(ctx, tx, member.Join{Phone: fmt.Sprintf("138%08d", from+i), Name: fmt.Sprintf("王%d", from+i), Source: "test"})
			ids = append(ids, m.ID)
			return err
		})
	}
	return ids
}

// opens fails unless a process reads every member.
func (b *bundle) opens(p process, ids ...member.ID) {
	b.t.Helper()
	found, err := p.Personal(b.t.Context(), b.db, ids...)
	if err != nil {
		b.t.Fatalf("%s cannot read: %v", p.name, err)
	}
	for _, id := range ids {
		if !strings.HasPrefix(found[id].Name, "王") {
			b.t.Fatalf("%s reads %v of member %d", p.name, found[id], id)
		}
	}
}

func (b *bundle) ask(p process) (r member.Rotation, err error) {
	err = b.db.InTx(b.t.Context(), func(tx postgres.Tx) error {
		r, err = p.AskRotation(b.t.Context(), tx, member.MasterKey, "staff:1")
		return err
	})
	return r, err
}

func (b *bundle) destroy(p process, key string) error {
	return b.db.InTx(b.t.Context(), func(tx postgres.Tx) error {
		_, err := p.DestroyKey(b.t.Context(), tx, member.KeyEnd{What: member.MasterKey, Key: key})
		return err
	})
}

func (b *bundle) rotate(p process) member.KeyState {
	b.t.Helper()
	if _, err := p.RotateKeys(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	k, err := p.Keyring(b.t.Context(), b.db)
	if err != nil {
		b.t.Fatal(err)
	}
	return k
}

// through goes on until the exchange is: other tests on the same server may be in the
// middle of transactions that began before.
func (b *bundle) through(p process) member.KeyState {
	b.t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; {
		if k := b.rotate(p); k.Rotations[0].Phase == member.Rewrapped {
			return k
		} else if time.Now().After(end) {
			b.t.Fatalf("it does not come to its end: %+v", k)
		}
	}
}

// TestTheMasterKeyIsExchangedWhileEverybodyWorks goes through a rotation with two
// processes that began before it.
func TestTheMasterKeyIsExchangedWhileEverybodyWorks(t *testing.T) {
	t.Parallel()
	b := setup(t)
	path := filepath.Join(t.TempDir(), "keys", "master.json")
	ps := programs(t, b, path, "one", "two")
	one, two := ps[0], ps[1]
	ids := b.enter(one, 8, 0)
	old := one.keys.Current()
	r, err := b.ask(one)
	if err != nil || r.From != old || r.To == old {
		t.Fatalf("%+v %v", r, err)
	}
	if _, err := b.ask(two); !errors.Is(err, member.ErrRotating) {
		t.Errorf("a second rotation beside the first: %v", err)
	}
	if k := b.rotate(one); k.Rotations[0].Phase != member.Spreading || k.Current != old || len(k.Holders) != 2 {
		t.Fatalf("before everybody holds it: %+v", k)
	}
	if err := two.see(t); err != nil { // "one" has not said so yet
		t.Fatal(err)
	}
	if k := b.rotate(two); k.Rotations[0].Phase != member.Spreading {
		t.Fatalf("one of two holds it: %+v", k)
	}
	if err := one.see(t); err != nil {
		t.Fatal(err)
	}
	k := b.through(one)
	if k.Current != r.To || k.Under[r.To] != int64(len(ids)) || k.Under[old] != 0 ||
		k.Rotations[0].Done != int64(len(ids)) || k.Rotations[0].Total != int64(len(ids)) {
		t.Fatalf("%+v", k)
	}
	// The other process knows the new key, and still wraps under the old one: what it
	// writes is wrapped anew before it is committed.
	if two.keys.Current() != old {
		t.Fatal("the second process was told without asking")
	}
	ids = append(ids, b.enter(two, 1, 100)...)
	if k := b.rotate(one); k.Under[old] != 0 || two.keys.Current() != r.To {
		t.Fatalf("somebody is left under the old key: %+v", k)
	}
	b.opens(one, ids...)
	b.opens(two, ids...)
	late := programs(t, b, path, "three")[0]
	if late.keys.Current() != r.To {
		t.Error("who starts later wraps under the old key")
	}
	if err := b.destroy(one, r.To); !errors.Is(err, member.ErrNoRotation) {
		t.Errorf("the current key: %v", err)
	}
	if err := errors.Join(b.destroy(one, old), one.DropKey(member.MasterKey, old)); err != nil {
		t.Fatal(err)
	}
	if err := b.destroy(one, old); !errors.Is(err, member.ErrNoRotation) {
		t.Errorf("twice: %v", err)
	}
	if err := two.see(t); err != nil || two.keys.Has(old) {
		t.Errorf("the second process still holds what was destroyed: %v", err)
	}
	b.opens(two, ids...)
	b.opens(programs(t, b, path, "four")[0], ids...)
	text, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(text), old) {
		t.Errorf("the file still has the old key: %v", err)
	}
}

// TestNobodyIsLeftUnderADestroyedKey holds a transaction open that wrapped before the
// keys were exchanged, in a process that learns of nothing: until it has ended the old
// key is needed, and what it wrote is found and wrapped anew.
func TestNobodyIsLeftUnderADestroyedKey(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ps := programs(t, b, filepath.Join(t.TempDir(), "keys", "master.json"), "one", "two")
	one, two := ps[0], ps[1]
	ids := b.enter(one, 3, 0)
	old := one.keys.Current()
	wrote, end, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		ended <- b.db.InTx(context.WithoutCancel(t.Context()), func(tx postgres.Tx) error {
			m, err := two.Join(t.Context(), tx, member.Join{Phone: "13900000001", Name: "王晚", Source: "test"})
			ids = append(ids, m.ID)
			close(wrote)
			<-end
			return err
		})
	}()
	<-wrote
	r, err := b.ask(one)
	if err := errors.Join(err, one.see(t), two.see(t)); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if k := b.rotate(one); k.Rotations[0].Phase != member.Draining || k.Under[old] != 0 {
			t.Fatalf("while it goes on: %+v", k)
		}
		if err := b.destroy(one, old); !errors.Is(err, member.ErrKeyNeeded) {
			t.Fatalf("destroyed under somebody's hands: %v", err)
		}
	}
	close(end)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if k := b.through(one); k.Under[old] != 0 || k.Under[r.To] != 4 || k.Rotations[0].Done != 4 {
		t.Fatalf("afterwards: %+v", k)
	}
	if err := errors.Join(b.destroy(one, old), one.DropKey(member.MasterKey, old)); err != nil {
		t.Fatal(err)
	}
	b.opens(programs(t, b, one.keys.File(), "three")[0], ids...)
}

// TestAnExchangeThatWasKilledGoesOn kills every step of a rotation by the end of its
// context, while others join, read and are erased, until it is through.
func TestAnExchangeThatWasKilledGoesOn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	path := filepath.Join(t.TempDir(), "keys", "master.json")
	ps := programs(t, b, path, "one", "two")
	n := heavy.Or(1200, 6000)
	b.crowd(ps[0], n)
	old := ps[0].keys.Current()
	r, err := b.ask(ps[0])
	if err := errors.Join(err, ps[0].see(t), ps[1].see(t)); err != nil {
		t.Fatal(err)
	}
	stop := b.busy(ps, func(p process, i, round int) error { return b.joinsAndReads(p, (i+1)*10_000_000+round) })
	kills := b.killing(path, time.Millisecond, func(k member.KeyState) bool { return k.Rotations[0].Phase == member.Rewrapped })
	worked := stop()
	k := b.through(ps[0])
	if k.Under[old] != 0 || k.Under[r.To] < int64(n) || kills == 0 || worked[0] == 0 || worked[1] == 0 {
		t.Fatalf("after %d kills: %+v", kills, k)
	}
	if err := errors.Join(b.destroy(ps[0], old), ps[0].DropKey(member.MasterKey, old)); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d members, killed %d times, beside %d and %d joins", k.Under[r.To], kills, worked[0], worked[1])
}

// crowd lets so many join by a process as a file brings them.
func (b *bundle) crowd(p process, n int) {
	b.t.Helper()
	joins := make([]member.Join, n)
	for i := range joins {
		joins[i] = member.Join{Phone: fmt.Sprintf("137%08d", i), Name: fmt.Sprintf("王%d", i), Source: "import"}
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := p.JoinMany(ctx, tx, joins)
		return err
	})
}

// busy lets each process work round after round while a key is exchanged; stop ends it
// and says how many rounds each came to.
func (b *bundle) busy(ps []process, work func(p process, i, round int) error) (stop func() []int) {
	over := make(chan struct{})
	var load sync.WaitGroup
	rounds := make([]int, len(ps))
	for i, p := range ps {
		load.Go(func() {
			for ; ; rounds[i]++ {
				select {
				case <-over:
					return
				default:
				}
				if err := work(p, i, rounds[i]); err != nil {
					b.t.Errorf("%s, while the key is exchanged: %v", p.name, err)
					return
				}
			}
		})
	}
	return func() []int {
		close(over)
		load.Wait()
		return rounds
	}
}

// killing exchanges a key by one new program after another, each of which is killed a
// little later than the one before, until the exchange is through, and returns how many
// were killed.
func (b *bundle) killing(path string, first time.Duration, through func(member.KeyState) bool) (kills int) {
	b.t.Helper()
	end := time.Now().Add(3 * time.Minute)
	for life := first; ; life = min(life+life/4, time.Second) {
		worker := programs(b.t, b, path, "worker")[0]
		ctx, kill := context.WithTimeout(b.t.Context(), life)
		_, err := worker.RotateKeys(ctx)
		kill()
		k, kerr := worker.Keyring(b.t.Context(), b.db)
		switch {
		case kerr != nil:
			b.t.Fatal(kerr)
		case through(k):
			return kills
		case time.Now().After(end):
			b.t.Fatalf("it does not come to its end: %+v %v", k, err)
		case err != nil:
			kills++
		}
	}
}

// joinsAndReads is what a till and a page do.
func (b *bundle) joinsAndReads(p process, no int) error {
	var m member.Member
	err := b.db.InTx(b.t.Context(), func(tx postgres.Tx) (err error) {
		m, err = p.Join(b.t.Context(), tx, member.Join{Phone: fmt.Sprintf("138%08d", no), Name: "王", Source: "test"})
		return err
	})
	if err != nil {
		return err
	}
	found, err := p.Personal(b.t.Context(), b.db, m.ID)
	if err == nil && found[m.ID].Name != "王" {
		err = fmt.Errorf("member %d reads %v", m.ID, found[m.ID])
	}
	return err
}

// TestKeysOfTheEnvironmentAreExchangedByWhoGaveThem has no file to write into: a
// second key that staff put into the variable is the next one.
func TestKeysOfTheEnvironmentAreExchangedByWhoGaveThem(t *testing.T) {
	t.Parallel()
	b := setup(t)
	p := process{b.Service, b.deps.Keys, "one"}
	if err := errors.Join(p.CheckKeys(t.Context()), p.see(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ask(p); !errors.Is(err, secret.ErrFixed) {
		t.Errorf("%v", err)
	}
}
