package member_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/postgres"
)

// TestAnExchangeOfTheIndexKeyThatWasKilledGoesOn kills every step of an exchange by the
// end of its context, each time in a new program, while processes that hear of it at
// different times let the same people join, change their phones, become one and two
// again and are looked for.
func TestAnExchangeOfTheIndexKeyThatWasKilledGoesOn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	path := filepath.Join(t.TempDir(), "keys", "master.json")
	ps := programs(t, b, path, "one", "two", "deaf")
	n := heavy.Or(600, 6000)
	b.crowd(ps[0], n)
	if _, err := ps[0].IndexNames(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := b.blinds()
	if _, err := b.askIndex(ps[0]); err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		if err := p.see(t); err != nil {
			t.Fatal(err)
		}
	}
	stop := b.busy(ps, func(p process, _, round int) error { return b.worksOn(p, round, n) })
	kills := b.killing(path, 2*time.Millisecond, func(k member.KeyState) bool { return k.Index.Rotations[0].Phase == member.Rewrapped })
	rounds := stop()
	if kills == 0 || slices.Contains(rounds, 0) {
		t.Errorf("killed %d times beside %v rounds", kills, rounds)
	}
	b.nowhere(before)
	if left := values[int64](b, `SELECT (SELECT count(*) FROM member.claim WHERE index_key <> 2) + (SELECT count(*) FROM member.search_member WHERE index_key <> 2)
		+ (SELECT count(*) FROM member.identity WHERE index_key <> 2 OR former IS NOT NULL)`); left[0] != 0 {
		t.Errorf("%d rows are left of the old key", left[0])
	}
	// Whoever is known by something in force has the claim on it, and nobody else is.
	if off := values[int64](b, `SELECT count(*) FROM member.identity i FULL JOIN member.claim c ON c.kind = i.kind AND c.blind = i.blind AND c.member_id = i.member_id
		WHERE (i.ended_at IS NULL OR i.member_id IS NULL) AND (i.member_id IS NULL OR c.member_id IS NULL)`); off[0] != 0 {
		t.Errorf("%d identities and claims do not belong together", off[0])
	}
	if err := errors.Join(b.destroyIndex(ps[0], "1", true), ps[0].DropKey(member.IndexKey, "1")); err != nil {
		t.Fatal(err)
	}
	late := b.as(programs(t, b, path, "late")[0])
	for i := range n {
		if late.whose(byPhone(fmt.Sprintf("137%08d", i))) == 0 {
			t.Fatalf("member %d is found by nobody", i)
		}
	}
	late.find17(t)
	t.Logf("%d members, killed %d times, beside %v rounds", n, kills, rounds)
}

// find17 looks for one of those who were there before.
func (b *bundle) find17(t *testing.T) {
	t.Helper()
	found, err := b.find("王17")
	if err != nil || len(found) == 0 {
		t.Errorf("the name finds %v, %v", found, err)
	}
}

// worksOn is what tills and pages do at once: all processes let the same two people of
// a round join, of whom each becomes one member; one of the round's changes his phone,
// and one becomes another and himself again.
func (b *bundle) worksOn(p process, round, n int) error {
	ctx := b.t.Context()
	join := func(phone string) (member.ID, error) {
		m, err := b.as(p).join(member.Join{Phone: phone, Name: "王", Source: "test"})
		if errors.Is(err, member.ErrAlreadyKnown) {
			return member.ID(errs.Of(err).Params[0].Value.(int64)), nil
		}
		return m.ID, err
	}
	same := fmt.Sprintf("138%08d", round)
	first, err := join(same)
	if err != nil {
		return err
	}
	if got, err := p.Resolve(ctx, b.db, member.Phone, same); err != nil || got != first {
		return fmt.Errorf("%s leads to %d (%v), want %d", same, got, err, first)
	}
	own := fmt.Sprintf("%s%07d", map[string]string{"one": "1591", "two": "1592", "deaf": "1593"}[p.name], round)
	mine, err := join(own)
	if err != nil {
		return err
	}
	known := member.Key{Kind: member.Phone, Value: fmt.Sprintf("137%08d", (round*7)%n)}
	other, err := p.Resolve(ctx, b.db, known.Kind, known.Value)
	if err != nil {
		return fmt.Errorf("%s: %w", known.Value, err)
	}
	if err := b.becomesAnother(p, other, mine, own); err != nil {
		return err
	}
	return b.changesPhone(p, mine, own, "188"+own[3:])
}

func (b *bundle) becomesAnother(p process, into, from member.ID, phone string) error {
	ctx := b.t.Context()
	var m member.Merge
	err := b.db.InTx(ctx, func(tx postgres.Tx) (err error) {
		m, err = p.Merge(ctx, tx, into, from, "one person", 7)
		return err
	})
	if err != nil {
		return fmt.Errorf("merge: %w", err)
	}
	if got, err := p.Resolve(ctx, b.db, member.Phone, phone); err != nil || got != into {
		return fmt.Errorf("merged, %s leads to %d (%v), want %d", phone, got, err, into)
	}
	err = b.db.InTx(ctx, func(tx postgres.Tx) error {
		_, err := p.Unmerge(ctx, tx, m.ID, "two people", 7)
		if errors.Is(err, member.ErrMergedOn) { // another process merged into him later
			return nil
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("undo merge: %w", err)
	}
	return nil
}

func (b *bundle) changesPhone(p process, m member.ID, was, is string) error {
	ctx := b.t.Context()
	owner, err := p.Resolve(ctx, b.db, member.Phone, was)
	if err != nil || owner != m {
		return err // he is another still
	}
	list, err := p.HeldIdentities(ctx, b.db, m)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(h member.HeldIdentity) bool { return h.Value == "+86"+was })
	if at < 0 {
		return fmt.Errorf("%s is not among what member %d is known by: %v", was, m, len(list))
	}
	err = b.as(p).bind(member.Binding{Member: m, Key: byPhone(is), Replaces: list[at].ID})
	if err != nil {
		return fmt.Errorf("change a phone: %w", err)
	}
	if got, err := p.Resolve(ctx, b.db, member.Phone, is); err != nil || got != m {
		return fmt.Errorf("changed, %s leads to %d (%v), want %d", is, got, err, m)
	}
	if _, err := p.Resolve(ctx, b.db, member.Phone, was); !errors.Is(err, member.ErrUnknown) {
		return fmt.Errorf("changed, %s still leads to somebody: %v", was, err)
	}
	return nil
}
