package member_test

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/vouch/vouchtest"
)

func (b *bundle) askIndex(p process) (r member.Rotation, err error) {
	err = b.db.InTx(b.t.Context(), func(tx postgres.Tx) error {
		r, err = p.AskRotation(b.t.Context(), tx, member.IndexKey, "staff:1")
		return err
	})
	return r, err
}

func (b *bundle) destroyIndex(p process, key string, giveUp bool) error {
	return b.db.InTx(b.t.Context(), func(tx postgres.Tx) error {
		_, err := p.DestroyKey(b.t.Context(), tx, member.KeyEnd{What: member.IndexKey, Key: key, GiveUp: giveUp})
		return err
	})
}

// until goes on until the exchange of the index key is in one of the phases.
func (b *bundle) until(p process, phases ...member.RotationPhase) member.KeyState {
	b.t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; {
		if k := b.rotate(p); slices.Contains(phases, k.Index.Rotations[0].Phase) {
			return k
		} else if time.Now().After(end) {
			b.t.Fatalf("it does not come to %v: %+v", phases, k.Index)
		}
	}
}

// as is the bundle with one of the programs as its service.
func (b *bundle) as(p process) *bundle {
	c := *b
	c.Service = p.Service
	return &c
}

// blinds are all values by which somebody is found now, as they print.
func (b *bundle) blinds() map[string]bool {
	b.t.Helper()
	found := map[string]bool{}
	for _, q := range []string{
		`SELECT blind FROM member.claim`, `SELECT blind FROM member.identity`, `SELECT former FROM member.identity WHERE former IS NOT NULL`,
		`SELECT blind FROM member.sign_in_code`, `SELECT address FROM member.consent WHERE address IS NOT NULL`,
	} {
		for _, raw := range values[[]byte](b, q) {
			found[hex.EncodeToString(raw)] = true
		}
	}
	for _, q := range []string{`SELECT token FROM member.search_token`, `SELECT unnest(tokens) FROM member.search_member`, `SELECT unnest(twin_keys) FROM member.search_member`} {
		for _, n := range values[int64](b, q) {
			found[strconv.FormatInt(n, 10)] = true
		}
	}
	return found
}

func values[T any](b *bundle, sql string, args ...any) (list []T) {
	b.t.Helper()
	rows, err := b.db.Query(b.t.Context(), sql, args...)
	if err != nil {
		b.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			b.t.Fatal(err)
		}
		list = append(list, v)
	}
	if err := rows.Err(); err != nil {
		b.t.Fatal(err)
	}
	return list
}

// nowhere fails the test where a value stands in any table of the schema, but in those
// of what lapses.
func (b *bundle) nowhere(old map[string]bool, lapse ...string) {
	b.t.Helper()
	for _, table := range values[string](b, `SELECT relname::text FROM pg_class WHERE relnamespace = 'member'::regnamespace AND relkind = 'r'`) {
		if slices.Contains(lapse, table) {
			continue
		}
		for _, row := range values[string](b, `SELECT t::text FROM member.`+table+` t`) {
			for _, word := range strings.FieldsFunc(row, func(r rune) bool { return strings.ContainsRune(`(),"{}\`, r) }) {
				if old[strings.TrimPrefix(word, "x")] {
					b.t.Errorf("%s still has a value of the old index key: %s", table, row)
				}
			}
		}
	}
}

// town is a database with everything in it by which somebody is found.
type town struct {
	*door
	path     string
	one, two process

	wang, again       member.Member // perhaps one person
	into, from        member.Member // merged
	merge             member.Merge
	changed           member.Member // was known by 13700000009 once
	session           member.Session
	tokens            member.Tokens
	pass              member.Pass
	before            map[string]bool
	visitor, visitor2 string
}

func newTown(t *testing.T) *town {
	t.Helper()
	d := openDoor(t)
	w := &town{door: d, path: filepath.Join(t.TempDir(), "keys", "master.json"), visitor: "13600000077", visitor2: "13600000078"}
	ps := programs(t, d.bundle, w.path, "one", "two")
	w.one, w.two = ps[0], ps[1]
	d.Service = w.one.Service
	born := member.Birthday{Year: 1990, Month: 5, Day: 17}
	w.wang = d.must(member.Join{Name: "欧阳小明", Phone: "15800000001", Email: "xiaoming@example.com", Birthday: born})
	w.again = d.must(member.Join{Name: "欧阳晓明", Phone: "15900000002", Birthday: born, External: []member.SystemNumber{{System: "pos", Number: "A-17"}}})
	w.into = d.must(member.Join{Name: "李一", Phone: "13700000001"})
	w.from = d.must(member.Join{Name: "李二", Phone: "13700000002"})
	w.changed = d.must(member.Join{Name: "赵六", Phone: "13700000009"})
	old := d.held(w.changed.ID, member.Phone)["+8613700000009"]
	if err := d.bind(member.Binding{Member: w.changed.ID, Key: byPhone("13700000010"), Replaces: old.ID}); err != nil {
		t.Fatal(err)
	}
	d.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		w.merge, err = d.Merge(ctx, tx, w.into.ID, w.from.ID, "one person", 7)
		return errors.Join(err,
			d.LeaveTrace(ctx, tx, member.Trace{What: "order", ID: 7, Until: d.now.Now().Add(30 * 24 * time.Hour)}, byPhone(w.visitor)),
			d.LeaveTrace(ctx, tx, member.Trace{What: "order", ID: 8, Until: d.now.Now().Add(30 * 24 * time.Hour)}, byPhone(w.visitor2)))
	})
	if _, err := d.FindTwins(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.exec(`DELETE FROM member.twin`)
	w.session, w.tokens = d.enter("13800000055")
	w.pass = d.Pass(w.wang.ID)
	// A consent as it was kept before what it has of a network followed from another key.
	d.exec(`INSERT INTO member.consent (member_id, consent_id, purpose, channel, granted, via, stated_by, address, reason, reference, occurred_at, recorded_at)
		VALUES ($1, 1, 'marketing', 'sms', false, 'member_centre', 'member', $2, '', '1', now(), now())`, int64(w.wang.ID), w.one.keys.Blind("consent", "203.0.113.7"))
	w.before = d.blinds()
	return w
}

// everybody fails the test unless a program finds everybody who must be found.
func (w *town) everybody(p process) {
	w.t.Helper()
	b := w.as(p)
	for key, want := range map[member.Key]member.ID{
		byPhone("15800000001"):                              w.wang.ID,
		{Kind: member.Email, Value: "XiaoMing@example.com"}: w.wang.ID,
		{Kind: member.Card, Value: w.wang.Number}:           w.wang.ID,
		{Kind: member.External("pos"), Value: "A-17"}:       w.again.ID,
		byPhone("13700000001"):                              w.into.ID,
		byPhone("13700000010"):                              w.changed.ID,
		byPhone("13700000009"):                              0,
		byPhone("13800000055"):                              w.session.Member.ID,
		byPhone(w.visitor):                                  0,
	} {
		if got := b.whose(key); got != want {
			w.t.Errorf("%s: %s %s leads to %d, want %d", p.name, key.Kind, key.Value, got, want)
		}
	}
	b.finds(w.t, "欧阳", w.wang.ID, w.again.ID)
	b.finds(w.t, "oyxm", w.wang.ID, w.again.ID)
	b.finds(w.t, "赵六", w.changed.ID)
	if s, err := p.SignedIn(w.t.Context(), w.tokens.Access); err != nil || s.Member.ID != w.session.Member.ID {
		w.t.Errorf("%s: the session of before: %v", p.name, err)
	}
	if id, err := p.ReadPass(w.pass.Text); err != nil || id != w.wang.ID {
		w.t.Errorf("%s: the pass of before: %v", p.name, err)
	}
}

// TestTheIndexKeyIsExchangedWhileEverybodyIsFound goes through an exchange with two
// processes that began before it, of which one hears of everything late.
func TestTheIndexKeyIsExchangedWhileEverybodyIsFound(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	b, one, two := w.bundle, w.one, w.two
	id := b.held(w.wang.ID, member.Phone)["+8615800000001"].ID
	signing := one.keys.Signing("ledger log")
	r, err := b.askIndex(one)
	if err != nil || r.From != "1" || r.To != "2" {
		t.Fatalf("%+v %v", r, err)
	}
	if _, err := b.askIndex(two); !errors.Is(err, member.ErrRotating) {
		t.Errorf("a second exchange beside the first: %v", err)
	}
	if _, err := b.ask(two); !errors.Is(err, member.ErrRotating) {
		t.Errorf("the master key's beside the first: %v", err)
	}
	if err := one.see(t); err != nil {
		t.Fatal(err)
	}
	if k := b.rotate(one); k.Index.Rotations[0].Phase != member.Spreading || k.Index.Current != 1 {
		t.Fatalf("one of two holds it: %+v", k.Index)
	}
	w.everybody(one)
	if err := two.see(t); err != nil { // holds it from here on, and hears of no phase before it misses somebody
		t.Fatal(err)
	}
	// A step at a time: what is half done is found by both.
	for phase := member.Spreading; phase != member.Rewrapped; {
		phase = b.rotate(one).Index.Rotations[0].Phase
		w.everybody(one)
		w.everybody(two)
	}
	k := b.until(one, member.Rewrapped)
	if k.Index.Current != 2 || k.Index.Under[1].Members != 0 || k.Index.Under[2].Members == 0 {
		t.Fatalf("%+v", k.Index)
	}
	b.nowhere(w.before, "sign_in_code")
	if n := values[int64](b, `SELECT count(*) FROM member.claim WHERE index_key <> 2`); n[0] != 0 {
		t.Errorf("%d claims under the old key", n[0])
	}
	if again := b.held(w.wang.ID, member.Phone)["+8615800000001"].ID; again != id {
		t.Error("an identity has another name than before")
	}
	if !one.keys.Signing("ledger log").Equal(signing) {
		t.Error("the log is signed by another key")
	}
	w.afterwards(two)
	if err := b.destroyIndex(one, "1", false); !errors.Is(err, member.ErrIndexKeyNeeded) || !strings.Contains(fmt.Sprint(errs.Of(err).Params), "{visitors 1}") {
		t.Errorf("with a visitor and a sign-in left: %v %v", err, errs.Of(err).Params)
	}
	if err := b.destroyIndex(one, "2", true); !errors.Is(err, member.ErrNoRotation) {
		t.Errorf("the current key: %v", err)
	}
	if err := errors.Join(b.destroyIndex(one, "1", true), one.DropKey(member.IndexKey, "1"), two.see(t)); err != nil {
		t.Fatal(err)
	}
	if two.keys.HasIndex(1) || !slices.Equal(one.keys.IndexGenerations(), []int{2}) {
		t.Error("somebody still holds what was destroyed")
	}
	late := programs(t, b, w.path, "three")[0]
	w.as(late).finds(t, "赵六", w.changed.ID)
	if got := w.as(late).whose(byPhone("15800000001")); got != w.wang.ID {
		t.Errorf("who starts later finds %d", got)
	}
	if _, err := late.SignedIn(t.Context(), w.tokens.Access); !errors.Is(err, member.ErrNotSignedIn) {
		t.Errorf("a token of a destroyed key: %v", err)
	}
	if n := values[int64](b, `SELECT count(*) FROM member.trace WHERE index_key = 1 AND member_id IS NULL`); n[0] != 0 {
		t.Error("traces of a destroyed key are kept")
	}
	if r, err := b.askIndex(late); err != nil || r.From != "2" || r.To != "3" {
		t.Errorf("the next exchange: %+v %v", r, err)
	}
}

// afterwards does, with a program that was told of nothing, what follows from what was
// before the exchange: visitors, merges, codes, twins.
func (w *town) afterwards(p process) {
	w.t.Helper()
	b := w.as(p)
	m := b.must(member.Join{Phone: w.visitor})
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		list, err := p.TracesOf(ctx, tx, "order", m.ID)
		if err == nil && !slices.Equal(list, []int64{7}) {
			err = fmt.Errorf("what a visitor did before: %v", list)
		}
		return err
	})
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := p.Unmerge(ctx, tx, w.merge.ID, "two people", 7)
		return err
	})
	if got := b.whose(byPhone("13700000002")); got != w.from.ID {
		w.t.Errorf("after the merge was undone the phone leads to %d, want %d", got, w.from.ID)
	}
	if err := b.bind(member.Binding{Member: w.into.ID, Key: byPhone("13700000009")}); err != nil {
		w.t.Errorf("a phone that was somebody's once: %v", err)
	}
	w.now.Advance(25 * time.Hour)
	if n, err := p.FindTwins(w.t.Context()); err != nil || n == 0 {
		w.t.Errorf("found %d pairs, %v", n, err)
	}
	pairs := b.twins(member.TwinOpen)
	if !slices.ContainsFunc(pairs, func(t member.Twin) bool {
		return t.Member == min(w.wang.ID, w.again.ID) && t.Other == max(w.wang.ID, w.again.ID)
	}) {
		w.t.Errorf("who may be one: %+v", pairs)
	}
}

// TestOfTwoWhoHeardDifferentThingsOneWins holds a transaction open in which a process
// that has not heard of the new key lets somebody join: whoever has heard waits for it
// and is told who the member is, and the exchange goes on only when it has ended. So
// does one that began before the old key was no longer claimed under.
func TestOfTwoWhoHeardDifferentThingsOneWins(t *testing.T) {
	t.Parallel()
	b := setup(t)
	ps := programs(t, b, filepath.Join(t.TempDir(), "keys", "master.json"), "one", "two", "three")
	one, two := ps[0], ps[1]
	if _, err := b.askIndex(one); err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		if err := p.see(t); err != nil {
			t.Fatal(err)
		}
	}
	first := b.holdOpen(two, "13900000001")
	if k := b.until(one, member.Draining); k.Index.Current != 2 {
		t.Fatalf("%+v", k.Index)
	}
	told := make(chan error, 1)
	go func() {
		_, err := b.as(one).join(member.Join{Phone: "13900000001"})
		told <- err
	}()
	for range 3 {
		if k := b.rotate(one); k.Index.Rotations[0].Phase != member.Draining {
			t.Fatalf("it goes on over somebody's head: %+v", k.Index)
		}
	}
	winner := first.end(t)
	if err := <-told; !errors.Is(err, member.ErrAlreadyKnown) || errs.Of(err).Params[0].Value != int64(winner) {
		t.Errorf("the other is told %v, want member %d", err, winner)
	}

	second := b.holdOpen(ps[2], "13900000002") // claims under both
	b.until(one, member.Clearing)
	go func() {
		_, err := b.as(two).join(member.Join{Phone: "13900000002"}) // under the new one
		told <- err
	}()
	for range 3 {
		if k := b.rotate(one); k.Index.Rotations[0].Phase != member.Clearing {
			t.Fatalf("it ends over somebody's head: %+v", k.Index)
		}
	}
	winner = second.end(t)
	if err := <-told; !errors.Is(err, member.ErrAlreadyKnown) || errs.Of(err).Params[0].Value != int64(winner) {
		t.Errorf("the other is told %v, want member %d", err, winner)
	}
	b.until(one, member.Rewrapped)
	if n := values[int64](b, `SELECT (SELECT count(*) FROM member.claim WHERE index_key <> 2) + (SELECT count(*) FROM member.identity WHERE index_key <> 2 OR former IS NOT NULL)`); n[0] != 0 {
		t.Errorf("%d rows are left of the old key", n[0])
	}
	for _, p := range ps {
		if b.as(p).whose(byPhone("13900000001")) == 0 || b.as(p).whose(byPhone("13900000002")) != winner {
			t.Errorf("%s does not find them", p.name)
		}
	}
}

// open is a transaction in which somebody joined and that goes on.
type open struct {
	id    member.ID
	let   func()
	ended chan error
}

func (b *bundle) holdOpen(p process, phone string) *open {
	b.t.Helper()
	wrote, let := make(chan struct{}), make(chan struct{})
	o := &open{let: sync.OnceFunc(func() { close(let) }), ended: make(chan error, 1)}
	b.t.Cleanup(o.let) // also where the test failed
	go func() {
		o.ended <- b.db.InTx(context.WithoutCancel(b.t.Context()), func(tx postgres.Tx) error {
			m, err := p.Join(b.t.Context(), tx, member.Join{Phone: phone, Source: "test"})
			o.id = m.ID
			close(wrote)
			<-let
			return err
		})
	}()
	<-wrote
	return o
}

func (o *open) end(t *testing.T) member.ID {
	t.Helper()
	o.let()
	if err := <-o.ended; err != nil {
		t.Fatal(err)
	}
	return o.id
}

// TestWhatLivesForMinutesOutlivesTheExchange: codes, limits, tokens and invitations that
// were made before are good after, and a limit does not begin anew.
func TestWhatLivesForMinutesOutlivesTheExchange(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	ps := programs(t, d.bundle, filepath.Join(t.TempDir(), "keys", "master.json"), "one", "two")
	one, two := ps[0], ps[1]
	d.Service = one.Service
	session, tokens := d.enter("13800000001")
	invitation := one.Invitation(session.Member.ID)
	for range 4 { // of five codes an hour
		d.now.Advance(time.Minute)
		if err := d.ask(phone); err != nil {
			t.Fatal(err)
		}
	}
	d.now.Advance(time.Minute)
	code := d.tray.last()
	if _, err := d.askIndex(one); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(one.see(t), two.see(t)); err != nil {
		t.Fatal(err)
	}
	d.until(one, member.Rewrapped)
	d.Service = two.Service
	if _, _, err := d.signIn(phone, "000000"); !errors.Is(err, member.ErrWrongCode) {
		t.Errorf("another code: %v", err)
	}
	if _, _, err := d.signIn(phone, code); err != nil {
		t.Errorf("a code that was sent before: %v", err)
	}
	if _, _, err := d.signIn(phone, code); !errors.Is(err, member.ErrWrongCode) {
		t.Errorf("the code again: %v", err)
	}
	if err := d.ask(phone); err != nil {
		t.Errorf("the fifth of an hour: %v", err)
	}
	d.now.Advance(time.Minute)
	if err := d.ask(phone); !errors.Is(err, member.ErrTooOften) {
		t.Errorf("the sixth code of an hour: %v", err)
	}
	if k, err := one.Keyring(t.Context(), d.db); err != nil || k.Index.Under[1].Sessions != 1 {
		t.Errorf("who has not renewed: %+v %v", k.Index.Under, err)
	}
	_, renewed, err := two.Renew(t.Context(), tokens.Renew)
	if err != nil {
		t.Fatal(err)
	}
	if _, again, err := one.Renew(t.Context(), tokens.Renew); err != nil || again != renewed {
		t.Errorf("who asks for the pair again gets another: %v", err)
	}
	if _, err := two.SignedIn(t.Context(), d.forged(one, session.ID, 2)); !errors.Is(err, member.ErrNotSignedIn) {
		t.Errorf("a token that was made with a copy of the old key: %v", err)
	}
	if k, err := one.Keyring(t.Context(), d.db); err != nil || k.Index.Under[1].Sessions != 0 {
		t.Errorf("who has not renewed: %+v %v", k.Index.Under, err)
	}
	if err := errors.Join(d.destroyIndex(one, "1", true), one.DropKey(member.IndexKey, "1"), two.see(t)); err != nil {
		t.Fatal(err)
	}
	if s, err := two.SignedIn(t.Context(), renewed.Access); err != nil || s.Member.ID != session.Member.ID {
		t.Errorf("who renewed: %v", err)
	}
	if two.Invitation(session.Member.ID) != invitation {
		t.Error("an invitation is another after the exchange")
	}
}

// forged is the access token of a count as somebody makes it who copied the first index
// key and reads the database.
func (b *bundle) forged(p process, session member.SessionID, count uint32) string {
	b.t.Helper()
	old, err := p.keys.Index(1)
	if err != nil {
		b.t.Fatal(err)
	}
	salt := values[[]byte](b, `SELECT salt FROM member.session WHERE id = $1`, int64(session))[0]
	raw := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(nil, uint64(session)), count)
	return member.AccessPrefix + base64.RawURLEncoding.EncodeToString(append(raw, old.Blind("session "+member.AccessPrefix, string(salt)+string(raw))...))
}

// TestWhoIsAtAProviderComesBack goes to a provider before the exchange and comes back
// after it; a code that was heard before is not heard again.
func TestWhoIsAtAProviderComesBack(t *testing.T) {
	t.Parallel()
	g := openGate(t)
	p := programs(t, g.bundle, filepath.Join(t.TempDir(), "keys", "master.json"), "one")[0]
	g.Service = p.Service
	attempt := g.begin("easy")
	if _, err := g.askIndex(p); err != nil {
		t.Fatal(err)
	}
	code := member.MiniCode{Provider: "mini", Code: g.wechat.Code(vouchtest.Claims{"openid": "o1"}), Device: here}
	if _, err := g.ArriveByCode(t.Context(), code); err != nil {
		t.Fatal(err)
	}
	if err := p.see(t); err != nil {
		t.Fatal(err)
	}
	g.until(p, member.Rewrapped)
	if p.keys.IndexGeneration() != 2 {
		t.Fatal("the key was not exchanged")
	}
	if _, err := g.Arrive(t.Context(), g.back(attempt, vouchtest.Claims{"sub": "1"})); err != nil {
		t.Errorf("who was at a provider: %v", err)
	}
	if _, err := g.ArriveByCode(t.Context(), code); !errors.Is(err, member.ErrAttemptOver) {
		t.Errorf("a code that was heard before: %v", err)
	}
}

// TestABackupFromBeforeIsReadWithBothKeys starts over a database that was written before
// an exchange with the file from after it.
func TestABackupFromBeforeIsReadWithBothKeys(t *testing.T) {
	t.Parallel()
	now, before := setup(t), setup(t)
	path := filepath.Join(t.TempDir(), "keys", "master.json")
	one := programs(t, now, path, "one")[0]
	wang := before.as(programs(t, before, path, "then")[0]).must(member.Join{Phone: phone, Name: "王小明"})
	before.exec(`DELETE FROM member.key_holder`) // as a backup has none
	if _, err := now.askIndex(one); err != nil {
		t.Fatal(err)
	}
	if err := one.see(t); err != nil {
		t.Fatal(err)
	}
	now.until(one, member.Rewrapped)

	restored := programs(t, before, path, "restored")[0]
	b := before.as(restored)
	if restored.keys.IndexGeneration() != 1 || b.whose(byPhone(phone)) != wang.ID {
		t.Errorf("index key %d finds %d, want %d", restored.keys.IndexGeneration(), b.whose(byPhone(phone)), wang.ID)
	}
	b.finds(t, "王小明", wang.ID)
	if _, err := b.join(member.Join{Phone: phone}); !errors.Is(err, member.ErrAlreadyKnown) {
		t.Errorf("the same phone again: %v", err)
	}
	if r, err := before.askIndex(restored); err != nil || r.From != "1" || r.To != "2" {
		t.Fatalf("it is exchanged for the key that is there: %+v %v", r, err)
	}
	before.until(restored, member.Rewrapped)
	if b.whose(byPhone(phone)) != wang.ID {
		t.Error("after its own exchange the member is not found")
	}
	if err := errors.Join(now.destroyIndex(one, "1", true), one.DropKey(member.IndexKey, "1")); err != nil {
		t.Fatal(err)
	}
	late, _, err := secret.LoadOrCreate(path)
	if err != nil {
		t.Fatal(err)
	}
	before.exec(`DELETE FROM member.key_rotation`) // as it was before
	before.exec(`DELETE FROM member.key_probe WHERE key = 'index/2'`)
	deps := before.deps
	deps.Keys = late
	if err := member.New(deps).CheckKeys(t.Context()); !errors.Is(err, member.ErrWrongKeys) {
		t.Errorf("without the old key: %v", err)
	}
}
