package member_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/coupon"
	"habitue/internal/coupon/coupontest"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
	"habitue/internal/tier"
)

// family is a shop whose members become one and two again.
type family struct {
	*programtest.Shop
	Coupons  *coupon.Service
	template coupon.Template
	phones   int
}

func newFamily(t *testing.T) *family {
	t.Helper()
	f := &family{Shop: programtest.Open(t)}
	f.Coupons = coupon.New(coupon.Deps{DB: f.DB.DB, IDs: f.IDs, Clock: f.Clock, Notices: f.Bus, Org: f.Org, Staff: f.Staff, Catalog: f.Catalog,
		Members: f.Members, Orders: f.Orders})
	f.template = coupontest.Live(t, f.DB.DB, f.Coupons)
	f.Members.Follow(f.Orders.Follower(), f.Ledger.Follower(), f.Tiers.Follower(), f.Coupons.Follower())
	f.Members.Forget(f.Ledger.Forgetter(), f.Coupons.Forgetter(), f.Tiers.Forgetter(), f.Orders.Forgetter(), member.Trail(f.Staff))
	return f
}

// phone is a number that nobody has.
func (f *family) phone() string {
	f.phones++
	return fmt.Sprintf("138%08d", f.phones)
}

func (f *family) merge(into, from member.ID) (m member.Merge, err error) {
	err = f.Try(func(ctx context.Context, tx postgres.Tx) error {
		m, err = f.Members.Merge(ctx, tx, into, from, "one person", 1)
		return err
	})
	return m, err
}

func (f *family) unmerge(m member.Merge) error {
	return f.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := f.Members.Unmerge(ctx, tx, m.ID, "two people", 2)
		return err
	})
}

// mayHear reports whether a member may be sent news.
func (f *family) mayHear(m member.ID) bool {
	f.T.Helper()
	may, err := f.Members.MayContact(context.Background(), f.DB, m, news.Purpose, news.Way)
	if err != nil {
		f.T.Fatal(err)
	}
	return may
}

// says lets a member say yes or no to news.
func (f *family) says(m member.ID, granted bool) {
	f.T.Helper()
	f.Clock.Set(f.Clock.Now().Add(time.Minute))
	said := no(news, time.Time{})
	if granted {
		said = yes(news, time.Time{})
	}
	f.Tx(func(ctx context.Context, tx postgres.Tx) error { return f.Members.StateConsents(ctx, tx, m, said) })
}

// foreseesWithdrawal reports whether the preview of a merge says that a consent ends.
func (f *family) foreseesWithdrawal(into, from member.ID) bool {
	f.T.Helper()
	var effects []member.Effect
	f.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		effects, err = f.Members.PreviewMerge(ctx, tx, into, from)
		return err
	})
	return slices.ContainsFunc(effects, func(e member.Effect) bool { return e.Code == "member.merge.withdraws" })
}

// resolve is whom a phone leads to.
func (f *family) resolve(phone string) member.ID {
	f.T.Helper()
	id, err := f.Members.Resolve(context.Background(), f.DB, member.Phone, phone)
	if err != nil {
		f.T.Fatal(err)
	}
	return id
}

// state is what members are and have, as a text that can be compared.
func (f *family) state(members ...member.ID) (text string) {
	f.T.Helper()
	ctx := context.Background()
	found, err := f.Members.ByIDs(ctx, f.DB, members...)
	if err != nil {
		f.T.Fatal(err)
	}
	levels, err := f.Tiers.Levels(ctx, f.DB, members...)
	if err != nil {
		f.T.Fatal(err)
	}
	known, err := f.Members.Identities(ctx, f.DB, members...)
	if err != nil {
		f.T.Fatal(err)
	}
	for _, m := range members {
		var points int64
		f.row(&points, `SELECT coalesce(sum(remaining), 0)::bigint FROM ledger.lot WHERE member_id = $1`, int64(m))
		usable, err := f.Coupons.Usable(ctx, f.DB, m)
		if err != nil {
			f.T.Fatal(err)
		}
		text += fmt.Sprintf("%d %s into %d: %d identities, level %s, %d points, %d coupons, %d sessions, news %t\n", m, found[m].Status, found[m].MergedInto,
			len(known[m]), levels[m].Level.Code, points, len(usable), f.sessions(m), f.mayHear(m))
		text += fmt.Sprintf("  %d marks\n", f.marks(m))
	}
	return text
}

func (f *family) sessions(m member.ID) (n int) {
	f.row(&n, `SELECT count(*) FROM member.session WHERE member_id = $1 AND ended_at IS NULL`, int64(m))
	return n
}

// marks are how many marks lead to a member.
func (f *family) marks(m member.ID) (n int) {
	f.row(&n, `SELECT count(*) FROM member.mark WHERE member_id = $1`, int64(m))
	return n
}

func (f *family) row(into any, sql string, args ...any) {
	f.T.Helper()
	if err := f.DB.QueryRow(context.Background(), sql, args...).Scan(into); err != nil {
		f.T.Fatal(err)
	}
}

// signIn writes down that a member is signed in, with a device of his own, and that a card
// paid that everybody has.
func (f *family) signIn(m member.ID) {
	f.T.Helper()
	f.Tx(func(ctx context.Context, tx postgres.Tx) error {
		id, err := f.IDs.Next(ctx)
		if err != nil {
			return err
		}
		now := f.Clock.Now()
		_, err = tx.Exec(ctx, `INSERT INTO member.session (id, member_id, salt, generation, remembered, device, network, created_at, renewed_at, seen_at, expires_at)
			VALUES ($1, $2, '\x00', 1, true, 'test', '', $3, $3, $3, $4)`, id, int64(m), now, now.AddDate(0, 1, 0))
		if err != nil {
			return err
		}
		return f.Members.LeaveMarks(ctx, tx, m, member.Mark{Kind: member.DeviceMark, Name: fmt.Sprint("device ", id)},
			member.Mark{Kind: member.PayerMark, System: "wechat", Name: "the card of the house"})
	})
}

func (f *family) label(m member.ID, label string) {
	f.Tx(func(ctx context.Context, tx postgres.Tx) error {
		return f.Members.SetLabels(ctx, tx, member.Label{Member: m, Label: label, Source: "test", Since: f.Clock.Now()})
	})
}

func (f *family) buy(m member.ID, fen int64) {
	f.Clock.Set(f.Clock.Now().Add(time.Minute))
	r := f.Report(m, "2026-01-01 00:00", programtest.Item("latte", 1, fen))
	r.OccurredAt = f.Clock.Now()
	f.Record(r)
	f.Hear()
}

func (f *family) give(m member.ID) {
	coupontest.Give(f.T, f.DB.DB, f.Coupons, m, f.template.ID, 1)
}

// proofs lets everything be checked that must hold.
func (f *family) proofs() {
	f.T.Helper()
	for _, p := range slices.Concat(member.Proofs(), ledger.Proofs(), tier.Proofs(), f.Coupons.Proofs()) {
		broken, err := p.Broken(context.Background(), f.DB)
		if err != nil || len(broken) > 0 {
			f.T.Fatalf("%s: %v %v", p.Name, broken, err)
		}
	}
}

// TestMergeLeavesNoSecondCard is case 7 of the acceptance list: no dead card keeps
// anything, and case 16: it can be undone.
func TestMergeLeavesNoSecondCard(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	old, kept, third := f.phone(), f.phone(), f.phone()
	a, b, c := f.Join(membertest.Phone(old)), f.Join(membertest.Phone(kept)), f.Join(membertest.Phone(third))
	for _, m := range []member.ID{a, b} {
		f.buy(m, 900_00)
		f.give(m)
		f.signIn(m)
	}
	f.label(a, "test:tea")
	f.Clock.Set(f.Clock.Now().Add(time.Minute))
	before := f.state(a, b, c)

	first, err := f.merge(b, a)
	if err != nil {
		t.Fatal(err)
	}
	if f.resolve(old) != b || f.sessions(a) != 0 || f.sessions(b) != 2 {
		t.Errorf("the old phone leads to %d; %s", f.resolve(old), f.state(a, b))
	}
	f.proofs()
	between := f.state(a, b, c)
	second, err := f.merge(c, b)
	if err != nil {
		t.Fatal(err)
	}
	if f.resolve(old) != c || f.resolve(kept) != c || f.sessions(c) != 2 {
		t.Errorf("after the second: %s", f.state(a, b, c))
	}
	labels, err := f.Members.Labels(t.Context(), f.DB, c)
	if err != nil || len(labels[c]) != 1 {
		t.Errorf("labels %v %v", labels, err)
	}
	f.proofs()

	for _, refused := range []struct {
		why  error
		into member.ID
		from member.ID
	}{{member.ErrSame, c, c}, {member.ErrNotActive, c, a}, {member.ErrNotActive, a, c}, {member.ErrUnknown, c, 1}} {
		if _, err := f.merge(refused.into, refused.from); !errors.Is(err, refused.why) {
			t.Errorf("%d into %d: %v, want %v", refused.from, refused.into, err, refused.why)
		}
	}
	if err := f.unmerge(first); !errors.Is(err, member.ErrMergedOn) {
		t.Errorf("undone out of order: %v", err)
	}
	var effects []member.Effect
	f.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		effects, err = f.Members.PreviewUnmerge(ctx, tx, second.ID)
		return err
	})
	if len(effects) != 6 || effects[0].Params["identities"] != int64(4) || effects[0].Params["sessions"] != int64(2) {
		t.Errorf("foreseen %+v", effects)
	}

	f.Clock.Set(f.Clock.Now().Add(time.Minute))
	if err := f.unmerge(second); err != nil {
		t.Fatal(err)
	}
	if got := f.state(a, b, c); got != between {
		t.Errorf("after undoing the second:\n%swant\n%s", got, between)
	}
	f.signIn(b) // by whose phone, nobody can say
	if err := f.unmerge(first); err != nil {
		t.Fatal(err)
	}
	if got := f.state(a, b, c); got != before {
		t.Errorf("after undoing both:\n%swant\n%s", got, before)
	}
	if err := f.unmerge(first); !errors.Is(err, member.ErrMergeUndone) {
		t.Errorf("undone twice: %v", err)
	}
	if f.resolve(old) != a || f.resolve(kept) != b {
		t.Error("a phone leads to the other one still")
	}
	f.proofs()
	history, err := f.Members.Merges(t.Context(), f.DB, b)
	if err != nil || len(history) != 2 || history[0].InForce() || history[1].UndoneBy != 2 {
		t.Errorf("history %+v %v", history, err)
	}
}

// TestOfTwoMergesAtOnceOneWins: whichever way round they are asked for.
func TestOfTwoMergesAtOnceOneWins(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	for range 5 {
		a, b, c := f.Join(), f.Join(), f.Join()
		pairs := [][2]member.ID{{b, a}, {a, b}, {c, a}, {b, a}}
		errs := make([]error, len(pairs))
		var all sync.WaitGroup
		for i, p := range pairs {
			all.Go(func() { _, errs[i] = f.merge(p[0], p[1]) })
		}
		all.Wait()
		for i, err := range errs {
			if err != nil && !errors.Is(err, member.ErrNotActive) {
				t.Fatalf("%v: %v", pairs[i], err)
			}
		}
		var inForce int
		f.row(&inForce, `SELECT count(*) FROM member.merge WHERE member_id IN ($1, $2, $3) AND undone_at IS NULL`, int64(a), int64(b), int64(c))
		living := 0
		found, err := f.Members.ByIDs(t.Context(), f.DB, a, b, c)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range found {
			if m.Status == member.Active {
				living++
			}
		}
		if inForce == 0 || living+inForce != 3 {
			t.Fatalf("%d merges in force, %d living", inForce, living)
		}
		f.proofs()
	}
}

func (f *family) restrict(m member.ID) error {
	return f.Try(func(ctx context.Context, tx postgres.Tx) error { return f.Members.Restrict(ctx, tx, m, 1, "member") })
}

func (f *family) lift(m member.ID) error {
	return f.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := f.Members.Lift(ctx, tx, m, f.Clock.Now(), "member", "")
		return err
	})
}

func (f *family) erase(m member.ID) error {
	return f.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := f.Members.Erase(ctx, tx, member.Erasing{Member: m, Waive: true, Cause: member.CauseAsked})
		return err
	})
}

// nowhere makes sure that nothing leads to who was erased: not his phone, not the search,
// and nothing that he is called or was written of him can be opened.
func (f *family) nowhere(t *rapid.T, m member.ID, phone string) {
	ctx := context.Background()
	if id, err := f.Members.Resolve(ctx, f.DB, member.Phone, phone); !errors.Is(err, member.ErrUnknown) {
		t.Fatalf("the phone of %d, who was erased, leads to %d: %v", m, id, err)
	}
	personal, err := f.Members.Personal(ctx, f.DB, m)
	if err != nil || len(personal) > 0 || f.mayHear(m) {
		t.Fatalf("of %d, who was erased, is known %v: %v", m, personal, err)
	}
	var left int
	f.row(&left, `SELECT (SELECT count(*) FROM member.claim WHERE member_id = $1) + (SELECT count(*) FROM member.search_member WHERE member_id = $1)
		+ (SELECT count(*) FROM member.search_token WHERE member_id = $1) + (SELECT count(*) FROM member.data_key WHERE member_id = $1)
		+ (SELECT count(*) FROM member.identity WHERE member_id = $1) + (SELECT count(*) FROM member.consent WHERE member_id = $1 AND (address IS NOT NULL OR reason <> ''))
		+ (SELECT count(*) FROM member.restriction WHERE member_id = $1 AND (until IS NULL OR reason IS NOT NULL))`, int64(m))
	if left > 0 {
		t.Fatalf("%d rows are left of %d, who was erased", left, m)
	}
}

// keptOnly makes sure that a restriction says and does what the model knows.
func (f *family) keptOnly(t *rapid.T, m member.ID, held bool) {
	ctx := context.Background()
	restricted, err := f.Members.Restricted(ctx, f.DB, m)
	if _, is := restricted[m]; err != nil || is != held {
		t.Fatalf("%d is restricted: %t, want %t: %v", m, is, held, err)
	}
	refused, err := f.Members.Unprofiled(ctx, f.DB, m)
	if err != nil || held && (!refused[m] || f.mayHear(m)) {
		t.Fatalf("%d is restricted, reckoned %t, may hear %t: %v", m, !refused[m], f.mayHear(m), err)
	}
}

// TestMembersBecomeOneAndTwoAgain lives many lives: join, buy, coupons, consents,
// merge, unmerge, restrict, lift, erase. A model knows who stands for whom, whose data
// may not be used and who must be nowhere; a failure prints its seed.
func TestMembersBecomeOneAndTwoAgain(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	heavy.Check(t, 15, 200, func(t *rapid.T) int {
		var members []member.ID
		phones, into := map[member.ID]string{}, map[member.ID]member.ID{}
		books := bookkeeping{family: f, into: into, owner: map[string]member.ID{}}
		held, gone := map[member.ID]bool{}, map[member.ID]bool{}
		var stack []member.Merge // those in force, as they were made
		var before []string
		root := func(m member.ID) member.ID {
			for into[m] != 0 {
				m = into[m]
			}
			return m
		}
		join := func() {
			p := f.phone()
			m := f.Join(membertest.Phone(p))
			members, phones[m] = append(members, m), p
			books.knows(p, m)
		}
		for range 3 {
			join()
		}
		one := rapid.Custom(func(t *rapid.T) member.ID { return rapid.SampledFrom(members).Draw(t, "member") })
		living := rapid.Custom(func(t *rapid.T) member.ID {
			m := one.Draw(t, "living")
			if gone[m] {
				t.Skip("erased")
			}
			return m
		})
		quiet := true // nothing was bought or given since the last merge
		t.Repeat(map[string]func(*rapid.T){
			"buy": func(t *rapid.T) {
				quiet = false
				phone := rapid.SampledFrom(books.phones).Draw(t, "phone")
				if gone[books.owner[phone]] {
					t.Skip("erased")
				}
				books.buy(t, phone, rapid.Int64Range(1_00, 3000_00).Draw(t, "fen"))
			},
			"bind": func(t *rapid.T) {
				m := root(living.Draw(t, "who"))
				if books.phonesOf(m) > 3 || held[m] {
					t.Skip("enough")
				}
				quiet = false
				books.bind(t, m)
			},
			"join": func(t *rapid.T) {
				if len(members) == 6 {
					t.Skip("enough")
				}
				quiet = false // whom the state before does not tell of
				join()
			},
			"consent": func(t *rapid.T) {
				quiet = false
				f.says(root(living.Draw(t, "who")), rapid.Bool().Draw(t, "granted"))
			},
			"coupon": func(t *rapid.T) { quiet = false; f.give(root(living.Draw(t, "who"))) },
			"merge": func(t *rapid.T) {
				x, y := one.Draw(t, "into"), one.Draw(t, "from")
				was, heard := f.state(members...), f.mayHear(x)
				may := x != y && into[x] == 0 && into[y] == 0 && !held[x] && !held[y] && !gone[x] && !gone[y]
				withdraws := may && f.foreseesWithdrawal(x, y)
				f.Clock.Set(f.Clock.Now().Add(time.Minute))
				m, err := f.merge(x, y)
				if may != (err == nil) {
					t.Fatalf("%d into %d: %v", y, x, err)
				}
				if may {
					if hears := f.mayHear(x); hears != (heard && !withdraws) || f.mayHear(y) {
						t.Fatalf("%d into %d: may hear %t, before %t, withdrawal foreseen %t", y, x, hears, heard, withdraws)
					}
					into[y] = x
					stack, before, quiet = append(stack, m), append(before, was), true
				}
			},
			"unmerge": func(t *rapid.T) {
				if len(stack) == 0 {
					t.Skip("nothing to undo")
				}
				last := len(stack) - 1
				at := rapid.IntRange(0, last).Draw(t, "which")
				m := stack[at]
				if into[m.Into] != 0 {
					if err := f.unmerge(m); !errors.Is(err, member.ErrMergedOn) {
						t.Fatalf("undone before a later one: %v", err)
					}
					return
				}
				books.foresees(t, m)
				if err := f.unmerge(m); err != nil {
					t.Fatal(err)
				}
				into[m.From] = 0
				held[m.From] = held[m.Into]
				if got := f.state(members...); quiet && at == last && got != before[last] {
					t.Fatalf("undone:\n%swant\n%s", got, before[last])
				}
				stack, before, quiet = slices.Delete(stack, at, at+1), slices.Delete(before, at, at+1), false
			},
			"restrict": func(t *rapid.T) {
				m := one.Draw(t, "who")
				may := into[m] == 0 && !held[m] && !gone[m]
				if err := f.restrict(m); may != (err == nil) {
					t.Fatalf("restrict %d: %v", m, err)
				}
				if may {
					held[m], quiet = true, false
				}
			},
			"lift": func(t *rapid.T) {
				m := one.Draw(t, "who")
				may := into[m] == 0 && held[m] && !gone[m]
				if err := f.lift(m); may != (err == nil) {
					t.Fatalf("lift the restriction of %d: %v", m, err)
				}
				if may {
					held[m], quiet = false, false
				}
			},
			"erase": func(t *rapid.T) {
				m := one.Draw(t, "who")
				may := into[m] == 0 && !gone[m]
				if !may || rapid.IntRange(0, 2).Draw(t, "seldom") == 0 {
					if err := f.erase(m); may != (err == nil) {
						t.Fatalf("erase %d: %v", m, err)
					}
				} else {
					t.Skip("not yet")
				}
				if !may {
					return
				}
				for _, kin := range members {
					if root(kin) == m {
						gone[kin], held[kin] = true, false
					}
				}
				var left []member.Merge
				var were []string
				for i, merge := range stack {
					if gone[merge.From] {
						if err := f.unmerge(merge); err == nil {
							t.Fatalf("the merge of %d, who was erased, was undone", merge.From)
						}
						continue
					}
					left, were = append(left, merge), append(were, before[i])
				}
				stack, before, quiet = left, were, false
			},
			"": func(t *rapid.T) {
				for _, m := range members {
					if gone[m] {
						f.nowhere(t, m, phones[m])
						continue
					}
					if into[m] == 0 {
						f.keptOnly(t, m, held[m])
					}
					if got := f.resolve(phones[m]); got != root(m) {
						t.Fatalf("the phone of %d leads to %d, want %d", m, got, root(m))
					}
					books.agree(t, m)
				}
			},
		})
		f.proofs()
		return 1
	})
}

// TestAMergeWidensNoConsent: what either had withdrawn is withdrawn, what only the
// other had granted is not granted, and whoever stands for both may say so anew.
func TestAMergeWidensNoConsent(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	mail := member.Question{Purpose: member.Marketing, Way: member.ByEmail}
	kept, other := f.Join(), f.Join()
	state := func(m member.ID, list ...member.Statement) {
		t.Helper()
		if err := f.Try(func(ctx context.Context, tx postgres.Tx) error { return f.Members.StateConsents(ctx, tx, m, list...) }); err != nil {
			t.Fatal(err)
		}
	}
	want := func(when string, m member.ID, q member.Question, may bool) {
		t.Helper()
		got, err := f.Members.MayContact(t.Context(), f.DB, m, q.Purpose, q.Way)
		inForce, also := f.Members.Consents(t.Context(), f.DB, m)
		if err := errors.Join(err, also); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(inForce, func(c member.Consent) bool { return c.Question == q })
		if shown := i >= 0 && inForce[i].Granted; got != may || shown != may {
			t.Errorf("%s: member %d may be sent %s: %t, shown %t, want %t", when, m, q.Way, got, shown, may)
		}
	}
	f.Clock.Set(f.Clock.Now().Add(time.Hour))
	state(other, yes(news, time.Time{}), yes(mail, time.Time{}))
	f.Clock.Set(f.Clock.Now().Add(time.Hour))
	state(other, no(news, time.Time{}))
	f.Clock.Set(f.Clock.Now().Add(time.Hour))
	state(kept, yes(news, time.Time{})) // later than the other's withdrawal
	f.Clock.Set(f.Clock.Now().Add(time.Hour))
	m, err := f.merge(kept, other)
	if err != nil {
		t.Fatal(err)
	}
	want("after the merge", kept, news, false)
	want("after the merge", kept, mail, false)

	f.Clock.Set(f.Clock.Now().Add(time.Hour))
	state(kept, yes(news, time.Time{}))
	want("said anew", kept, news, true)

	f.Clock.Set(f.Clock.Now().Add(time.Hour))
	if err := f.unmerge(m); err != nil {
		t.Fatal(err)
	}
	want("two again", kept, news, true)
	want("two again", other, news, false)
	want("two again", other, mail, true)
	// By way of another: it counts from when he comes to whoever stands for all.
	if _, err := f.merge(kept, other); err != nil {
		t.Fatal(err)
	}
	last := f.Join()
	f.Clock.Set(f.Clock.Now().Add(time.Hour))
	state(last, yes(news, time.Time{}))
	f.Clock.Set(f.Clock.Now().Add(time.Hour))
	chained, err := f.merge(last, kept)
	if err != nil {
		t.Fatal(err)
	}
	want("by way of another", last, news, false)
	if err := f.unmerge(chained); err != nil {
		t.Fatal(err)
	}
	want("out of the chain", last, news, true)
}
