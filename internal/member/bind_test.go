package member_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// held returns the identities of a kind that a member has, by their values.
func (b *bundle) held(m member.ID, kind member.Kind) map[string]member.HeldIdentity {
	b.t.Helper()
	list, err := b.HeldIdentities(b.t.Context(), b.db, m)
	if err != nil {
		b.t.Fatal(err)
	}
	found := map[string]member.HeldIdentity{}
	for _, h := range list {
		if h.Kind == kind {
			found[h.Value] = h
		}
	}
	return found
}

func (b *bundle) bind(o member.Binding) error {
	if o.By == "" {
		o.Via, o.By, o.Reason = member.ByStaff, "staff:1", "asked at the till"
	}
	return b.db.InTx(b.t.Context(), func(tx postgres.Tx) error { return b.Bind(b.t.Context(), tx, o) })
}

func (b *bundle) unbind(m member.ID, id member.IdentityID) error {
	return b.db.InTx(b.t.Context(), func(tx postgres.Tx) error {
		return b.Unbind(b.t.Context(), tx, member.Unbinding{Member: m, Identity: id, Via: member.ByStaff, By: "staff:1", Reason: "lost"})
	})
}

func (b *bundle) whose(k member.Key) member.ID {
	b.t.Helper()
	id, err := b.Resolve(b.t.Context(), b.db, k.Kind, k.Value)
	if err != nil && !errors.Is(err, member.ErrUnknown) {
		b.t.Fatal(err)
	}
	return id
}

func byPhone(n string) member.Key { return member.Key{Kind: member.Phone, Value: n} }

func (d *door) askToBind(s member.Session, k member.Key) error {
	_, err := d.SendBindingCode(d.t.Context(), s, member.CodeAsked{To: k, Device: member.Device{Address: "203.0.113.7"}})
	return err
}

func (d *door) bindBy(s member.Session, k member.Key, code string, replaces member.IdentityID) error {
	return d.BindByCode(d.t.Context(), s, member.Device{Address: "203.0.113.7"}, k, code, replaces)
}

// TestChangingAPhone moves a member to another phone: the old one leads nowhere, may
// join anew, and whoever is signed in elsewhere no longer is.
func TestChangingAPhone(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	elsewhere, elsewhereTokens := d.enter(phone)
	d.now.Advance(2 * time.Minute)
	here, hereTokens := d.enter(phone)
	id := here.Member.ID
	next := byPhone("13900001111")
	if err := d.askToBind(here, next); err != nil {
		t.Fatal(err)
	}
	if use := d.tray.codes[len(d.tray.codes)-1].Use; use != member.ToBind {
		t.Errorf("the code says it is for %q", use)
	}
	old := d.held(id, member.Phone)["+8613800005678"]
	if err := d.bindBy(here, next, d.tray.last(), old.ID); err != nil {
		t.Fatal(err)
	}
	if p := d.personal(id); p.Phone() != "+8613900001111" || len(d.held(id, member.Phone)) != 1 {
		t.Errorf("%q, %d phones", p.Phone(), len(d.held(id, member.Phone)))
	}
	if a, b := d.whose(next), d.whose(byPhone(phone)); a != id || b != 0 {
		t.Errorf("the new phone leads to %d, the old one to %d", a, b)
	}
	if _, err := d.SignedIn(t.Context(), hereTokens.Access); err != nil {
		t.Errorf("where it was done: %v", err)
	}
	_, err := d.SignedIn(t.Context(), elsewhereTokens.Access)
	d.refused("elsewhere", err, member.ErrNotSignedIn)
	_ = elsewhere
	search, err := d.ReadSearch(t.Context(), d.db, "1111")
	if err != nil {
		t.Fatal(err)
	}
	if page, err := d.Page(t.Context(), d.db, search, 0, 10); err != nil || len(page.IDs) != 1 {
		t.Errorf("by its last digits %d members are found, %v", len(page.IDs), err)
	}
	history, err := d.IdentityHistory(t.Context(), d.db, id)
	if err != nil || len(history) != 1 || history[0].Deed != member.Changed || history[0].Was != "138****5678" || history[0].Is != "139****1111" || history[0].Via != member.ByCode {
		t.Errorf("%+v, %v", history, err)
	}
	if other := d.must(member.Join{Phone: phone}); other.ID == id {
		t.Error("the old phone still is his")
	}
}

// TestACodeForOneThingDoesNothingElse tries codes for what they were not sent for,
// and for whom.
func TestACodeForOneThingDoesNothingElse(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	wang, _ := d.enter(phone)
	li, _ := d.enter("13800000001")
	next := byPhone("13900001111")
	if err := d.ask(next.Value); err != nil {
		t.Fatal(err)
	}
	d.refused("a code for signing in binds", d.bindBy(wang, next, d.tray.last(), 0), member.ErrCodeRefused)
	d.now.Advance(2 * time.Minute)
	if err := d.askToBind(wang, next); err != nil {
		t.Fatal(err)
	}
	code := d.tray.last()
	_, _, err := d.signIn(next.Value, code)
	d.refused("a code for binding signs in", err, member.ErrWrongCode)
	d.refused("a code of another's binds", d.bindBy(li, next, code, 0), member.ErrCodeRefused)
	d.refused("a code of another phone binds", d.bindBy(wang, byPhone("13900002222"), code, 0), member.ErrCodeRefused)
	if err := d.bindBy(wang, next, code, 0); err != nil {
		t.Error(err)
	}
	d.refused("the code again", d.bindBy(wang, next, code, 0), member.ErrCodeRefused)
}

// TestOfTwoWhoBindOnePhoneOneHasIt lets two members, who both know the code, bind one
// phone at once, many times.
func TestOfTwoWhoBindOnePhoneOneHasIt(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for i := range 10 {
		k := byPhone(fmt.Sprintf("1390000%04d", i))
		var members [4]member.ID
		for j := range members {
			members[j] = b.must(member.Join{Phone: fmt.Sprintf("138%04d%04d", j, i)}).ID
		}
		var all sync.WaitGroup
		var won sync.Map
		for _, m := range members {
			all.Go(func() {
				switch err := b.bind(member.Binding{Member: m, Key: k}); {
				case err == nil:
					won.Store(m, true)
				case !errors.Is(err, member.ErrIdentityTaken):
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := size(&won); n != 1 {
			t.Fatalf("%d members have one phone", n)
		}
		if _, ok := won.Load(b.whose(k)); !ok {
			t.Error("it leads to one who was told that it is another's")
		}
	}
}

// TestTwoExchangeTheirPhones lets members give up their phones for each other's at
// once: nobody is locked out for good, and each phone leads to one who has it.
func TestTwoExchangeTheirPhones(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for i := range 8 {
		one, two := fmt.Sprintf("1390000%04d", i), fmt.Sprintf("1370000%04d", i)
		a, c := b.must(member.Join{Phone: one}).ID, b.must(member.Join{Phone: two}).ID
		exchange := func(m member.ID, from, to string) error {
			return b.bind(member.Binding{Member: m, Key: byPhone(to), Replaces: b.held(m, member.Phone)["+86"+from].ID})
		}
		var all sync.WaitGroup
		for _, do := range []func() error{func() error { return exchange(a, one, two) }, func() error { return exchange(c, two, one) }} {
			all.Go(func() {
				if err := do(); err != nil && !errors.Is(err, member.ErrIdentityTaken) {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for _, m := range []member.ID{a, c} {
			for value := range b.held(m, member.Phone) {
				if got := b.whose(byPhone(value)); got != m {
					t.Errorf("a phone of %d leads to %d", m, got)
				}
			}
		}
	}
}

func TestWhatCannotBeTakenOff(t *testing.T) {
	t.Parallel()
	b := setup(t)
	m := b.must(member.Join{Phone: phone, External: []member.SystemNumber{{System: "erp", Number: "7"}}})
	the := func(kind member.Kind) member.IdentityID {
		for _, h := range b.held(m.ID, kind) {
			return h.ID
		}
		t.Fatalf("no %s", kind)
		return 0
	}
	refused := func(what string, err, want error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", what, err, want)
		}
	}
	refused("the number", b.unbind(m.ID, the(member.Card)), member.ErrNumberStays)
	refused("the last that a code can be sent to", b.unbind(m.ID, the(member.Phone)), member.ErrLastIdentity)
	refused("none of his", b.unbind(m.ID, 42), member.ErrNoIdentity)
	if err := b.unbind(m.ID, the(member.External("erp"))); err != nil {
		t.Error(err)
	}
	refused("what he has", b.bind(member.Binding{Member: m.ID, Key: byPhone("+86 138 0000 5678")}), member.ErrIdentityHeld)
	refused("a phone that is none", b.bind(member.Binding{Member: m.ID, Key: byPhone("12")}), member.ErrBadIdentity)
	refused("another kind in its place", b.bind(member.Binding{Member: m.ID, Key: member.Key{Kind: member.Email, Value: "w@example.com"}, Replaces: the(member.Phone)}), member.ErrNoIdentity)
	for i := range 4 {
		if err := b.bind(member.Binding{Member: m.ID, Key: byPhone(fmt.Sprintf("1390000%04d", i))}); err != nil {
			t.Fatal(err)
		}
	}
	refused("a sixth phone", b.bind(member.Binding{Member: m.ID, Key: byPhone("13700000000")}), member.ErrTooManyIdentities)
	if err := b.unbind(m.ID, b.held(m.ID, member.Phone)["+8613800005678"].ID); err != nil {
		t.Fatal(err)
	}
	if p := b.personal(m.ID); p.Phone() != "+8613900000000" {
		t.Errorf("his phone is now %q", p.Phone())
	}
}

// TestOldSignInsProveNothing waits until a sign-in is no proof any more, and proves anew.
func TestOldSignInsProveNothing(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	s, tokens := d.enter(phone)
	d.now.Advance(10 * time.Minute)
	s, tokens, err := d.Renew(t.Context(), tokens.Renew)
	if err != nil {
		t.Fatal(err)
	}
	d.now.Advance(6 * time.Minute)
	mail := member.Key{Kind: member.Email, Value: "wang@example.com"}
	d.refused("a code to bind", d.askToBind(s, mail), member.ErrNotProved)
	d.refused("binding", d.bindBy(s, mail, "000000", 0), member.ErrNotProved)
	own := d.held(s.Member.ID, member.Phone)["+8613800005678"]
	err = d.db.InTx(t.Context(), func(tx postgres.Tx) error { return d.UnbindOwn(t.Context(), tx, s, own.ID) })
	d.refused("taking off", err, member.ErrNotProved)

	device := member.Device{Address: "203.0.113.7"}
	if _, err := d.SendProofCode(t.Context(), s, own.ID, device, "en"); err != nil {
		t.Fatal(err)
	}
	code := d.tray.last()
	_, _, err = d.signIn(phone, code)
	d.refused("a code for proof signs in", err, member.ErrWrongCode)
	d.refused("a wrong one", d.Prove(t.Context(), s, own.ID, device, wrong(code)), member.ErrCodeRefused)
	if err := d.Prove(t.Context(), s, own.ID, device, code); err != nil {
		t.Fatal(err)
	}
	if s, err = d.SignedIn(t.Context(), tokens.Access); err != nil || !d.Proved(s) {
		t.Fatalf("%+v, %v", s, err)
	}
	if err := d.askToBind(s, mail); err != nil {
		t.Fatal(err)
	}
	if err := d.bindBy(s, mail, d.tray.last(), 0); err != nil {
		t.Fatal(err)
	}
	if m := d.whose(mail); m != s.Member.ID {
		t.Errorf("the e-mail leads to %d", m)
	}
}

// TestNobodyLearnsWhosePhoneItIs compares the answers to a member who asks for a code
// to a stranger's phone and to another member's, before he knows the code.
func TestNobodyLearnsWhosePhoneItIs(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	s, _ := d.enter(phone)
	d.must(member.Join{Phone: "13800000001"})
	var told [2][]string
	for i, k := range []member.Key{byPhone("13800000001"), byPhone("13800000002")} {
		note := func(err error) { told[i] = append(told[i], fmt.Sprint(err)) }
		note(d.askToBind(s, k))
		note(d.bindBy(s, k, wrong(d.tray.last()), 0))
		note(d.askToBind(s, k))
		if i == 0 {
			d.refused("whoever reads the code is told", d.bindBy(s, k, d.tray.last(), 0), member.ErrIdentityTaken)
		}
	}
	if fmt.Sprint(told[0]) != fmt.Sprint(told[1]) {
		t.Errorf("of a member's phone one is told\n%v\nof a stranger's\n%v", told[0], told[1])
	}
}

// TestIdentitiesThatAMergeBrought changes and takes off what came with a merge, and
// undoes the merge: what was decided in between stays so.
func TestIdentitiesThatAMergeBrought(t *testing.T) {
	t.Parallel()
	b := setup(t)
	into, from := b.must(member.Join{Phone: phone, Name: "王小云"}), b.must(member.Join{Phone: "13900001111", Email: "w@example.com", Name: "王小云"})
	var merge member.Merge
	b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		merge, err = b.Merge(ctx, tx, into.ID, from.ID, "one person", 1)
		return err
	})
	brought := b.held(into.ID, member.Phone)["+8613900001111"]
	if brought.ID == 0 {
		t.Fatal("what the merge brought is not seen")
	}
	if err := b.bind(member.Binding{Member: into.ID, Key: byPhone("13700002222"), Replaces: brought.ID}); err != nil {
		t.Fatal(err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Unmerge(ctx, tx, merge.ID, "two after all", 1)
		return err
	})
	if m := b.whose(byPhone("13900001111")); m != 0 {
		t.Errorf("the phone that was given up leads to %d", m)
	}
	if m := b.whose(byPhone("13700002222")); m != into.ID {
		t.Errorf("the phone that the survivor got leads to %d", m)
	}
	if m := b.whose(member.Key{Kind: member.Email, Value: "w@example.com"}); m != from.ID {
		t.Errorf("the e-mail leads to %d", m)
	}
	if p := b.personal(from.ID); p.Phone() != "" || p.Email() != "w@example.com" {
		t.Errorf("of the other it is known %q %q", p.Phone(), p.Email())
	}
}

// TestWhatIsKeptOfAChange looks for phones outside the vault, and for anything after
// an erasure.
func TestWhatIsKeptOfAChange(t *testing.T) {
	t.Parallel()
	b := setup(t)
	m := b.must(member.Join{Phone: phone})
	if err := b.bind(member.Binding{Member: m.ID, Key: byPhone("13900001111"), Reason: "asked 13900001111", Via: member.ByStaff, By: "staff:1"}); err != nil {
		t.Fatal(err)
	}
	var kept string
	if err := b.db.QueryRow(t.Context(), `SELECT string_agg(c::text, ' ') FROM member.identity_change c`).Scan(&kept); err != nil || strings.Contains(kept, "1390") || strings.Contains(kept, "asked") {
		t.Errorf("%s, %v", kept, err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Erase(ctx, tx, member.Erasing{Member: m.ID, Cause: member.CauseAsked})
		return err
	})
	var left int
	if err := b.db.QueryRow(t.Context(), `SELECT count(*) FROM member.identity_change`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d changes are left, %v", left, err)
	}
	if other := b.must(member.Join{Phone: "13900001111"}); other.ID == m.ID {
		t.Error("an erased member has a phone")
	}
}

// TestAPhoneBoundLaterTellsWhatItsVisitorDid gives a member what somebody did with
// his phone before he said that it is his.
func TestAPhoneBoundLaterTellsWhatItsVisitorDid(t *testing.T) {
	t.Parallel()
	b := setup(t)
	m := b.must(member.Join{Phone: phone})
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		return b.LeaveTrace(ctx, tx, member.Trace{What: "order", ID: 7, Until: b.deps.Clock.Now().Add(time.Hour)}, byPhone("13900001111"))
	})
	if err := b.bind(member.Binding{Member: m.ID, Key: byPhone("13900001111")}); err != nil {
		t.Fatal(err)
	}
	if list, err := b.TracesOf(t.Context(), b.db, "order", m.ID); err != nil || len(list) != 1 || list[0] != 7 {
		t.Errorf("%v, %v", list, err)
	}
}
