package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/check"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
	"habitue/internal/staff"
)

// desk is a shop with people who adjust.
type desk struct {
	shopBooks
	service, manager, boss, other staff.Account
}

func openDesk(t *testing.T) desk {
	t.Helper()
	d := desk{shopBooks: shopBooks{programtest.Open(t), t}}
	person := func(name string, roles ...staff.Role) staff.Account {
		t.Helper()
		a, err := d.Staff.CreateAccount(t.Context(), staff.NewAccount{Email: name + "@example.com", Name: name, Password: "a long enough one", Roles: roles, By: staff.Operator})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	d.service, d.manager = person("service", staff.CustomerService), person("manager", staff.StoreManager)
	d.boss, d.other = person("boss", staff.Operations), person("other", staff.Operations)
	return d
}

// adjusting is so many points for a member, asked for by somebody.
func adjusting(by staff.Account, m member.ID, amount int64) ledger.Adjusting {
	return ledger.Adjusting{Member: m, Kind: ledger.AdjustBy, Asset: ledger.Points, Amount: amount, Reason: "goodwill", Note: "waited long",
		Reference: "CS-1", Act: staff.Act{By: by.Principal()}}
}

func (d desk) adjust(a ledger.Adjusting) (o ledger.Outcome, err error) {
	err = d.Try(func(ctx context.Context, tx postgres.Tx) error {
		o, err = d.Ledger.Adjust(ctx, tx, a)
		return err
	})
	return o, err
}

func (d desk) mustAdjust(a ledger.Adjusting) ledger.Outcome {
	d.t.Helper()
	o, err := d.adjust(a)
	if err != nil {
		d.t.Fatal(err)
	}
	return o
}

// decide lets somebody approve or refuse what was asked for, and lets it be heard.
func (d desk) approve(o ledger.Outcome, by staff.Account) error {
	d.t.Helper()
	err := d.Try(func(ctx context.Context, tx postgres.Tx) error {
		_, err := d.Staff.Approve(ctx, tx, staff.Decision{Approval: o.Approval, Seen: o.Hash(), Now: o.Hash(), By: by.Principal()})
		return err
	})
	d.Hear()
	return err
}

func (d desk) state(o ledger.Outcome) ledger.AdjustmentState {
	d.t.Helper()
	found, err := d.Ledger.AdjustmentsByIDs(d.t.Context(), d.DB, o.Member, o.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return found[o.ID]
}

func TestWithinTheLimitItIsDoneAtOnce(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	m := d.Join()
	o := d.mustAdjust(adjusting(d.service, m, 1000))
	if o.NeedsApproval() || o.Limit != 1000 || o.Before.Available != 0 || o.After.Available != 1000 || o.Posting == 0 {
		t.Errorf("%+v", o)
	}
	d.points(m, 1000)
	d.mustAdjust(adjusting(d.service, m, -400))
	d.points(m, 600)
	if _, err := d.adjust(adjusting(d.service, m, -601)); !errors.Is(err, ledger.ErrInsufficient) {
		t.Errorf("more than there is: %v", err)
	}
	list := d.find(ledger.Search{Member: m, Posting: o.Posting})
	if p := list[0]; p.Reason != ledger.Adjust || p.Staff != int64(d.service.ID) || p.Approval != 0 || p.Ref.Kind != "adjustment" ||
		p.Memo["en"] != "Goodwill: waited long" || p.Memo["zh-CN"] != "补偿：waited long" {
		t.Errorf("%+v", p)
	}
	trail, err := d.Staff.Trail(t.Context(), d.DB, staff.TrailFilter{Action: "ledger.adjust"}, nil, 10)
	if err != nil || len(trail) != 2 || trail[1].Reason != "waited long" || trail[1].Subject.ID != fmt.Sprint(m) {
		t.Errorf("%+v, %v", trail, err)
	}
	d.Check()
}

func TestAboveTheLimitASecondPersonDecides(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	m := d.Join()
	o := d.mustAdjust(adjusting(d.service, m, 1001))
	if !o.NeedsApproval() || o.Approval == 0 || o.Posting != 0 || !o.ExpiresAt.Equal(d.Clock.Now().Add(7*24*time.Hour)) {
		t.Fatalf("%+v", o)
	}
	d.points(m, 0)
	if s := d.state(o); s.Status != staff.Asked || s.Posting != 0 {
		t.Errorf("%+v", s)
	}
	if err := d.approve(o, d.manager); !errors.Is(err, staff.ErrMayNot) {
		t.Errorf("somebody who may not: %v", err)
	}
	if err := d.approve(o, d.boss); err != nil {
		t.Fatal(err)
	}
	d.points(m, 1001)
	s := d.state(o)
	if p := d.find(ledger.Search{Member: m, Posting: s.Posting})[0]; s.Status != staff.Done || p.Approval != int64(o.Approval) || p.Staff != int64(d.service.ID) {
		t.Errorf("%+v by %+v", p, s)
	}
	own := d.mustAdjust(adjusting(d.boss, m, 10_001))
	if err := d.approve(own, d.boss); !errors.Is(err, staff.ErrOwnAsking) {
		t.Errorf("one's own: %v", err)
	}
	refused := d.mustAdjust(adjusting(d.service, m, 5000))
	d.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := d.Staff.Refuse(ctx, tx, staff.Decision{Approval: refused.Approval, Reason: "too much", By: d.boss.Principal()})
		return err
	})
	withdrawn := d.mustAdjust(adjusting(d.service, m, 6000))
	d.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := d.Staff.Withdraw(ctx, tx, withdrawn.Approval, d.service.Principal(), "")
		return err
	})
	if err := d.approve(withdrawn, d.boss); !errors.Is(err, staff.ErrDecided) {
		t.Errorf("what was withdrawn: %v", err)
	}
	late := d.mustAdjust(adjusting(d.service, m, 7000))
	d.Clock.Advance(7 * 24 * time.Hour)
	if err := d.approve(late, d.boss); !errors.Is(err, staff.ErrApprovalExpired) {
		t.Errorf("after a week: %v", err)
	}
	for o, want := range map[*ledger.Outcome]staff.ApprovalStatus{&refused: staff.Refused, &withdrawn: staff.Withdrawn, &late: staff.Expired} {
		if s := d.state(*o); s.Status != want || s.Posting != 0 {
			t.Errorf("%s: %+v", want, s)
		}
	}
	d.points(m, 1001)
	d.Check()
}

// TestManyWhoApproveAtOncePostOnce races approvals, and tells the notice again.
func TestManyWhoApproveAtOncePostOnce(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	m := d.Join()
	o := d.mustAdjust(adjusting(d.service, m, 5000))
	var all sync.WaitGroup
	errors_ := make([]error, 6)
	for i := range errors_ {
		all.Go(func() {
			errors_[i] = d.Try(func(ctx context.Context, tx postgres.Tx) error {
				_, err := d.Staff.Approve(ctx, tx, staff.Decision{Approval: o.Approval, Seen: o.Hash(), Now: o.Hash(), By: []staff.Account{d.boss, d.other}[i%2].Principal()})
				return err
			})
		})
	}
	all.Wait()
	agreed := 0
	for _, err := range errors_ {
		switch {
		case err == nil:
			agreed++
		case !errors.Is(err, staff.ErrDecided):
			t.Error(err)
		}
	}
	for range 4 {
		all.Go(func() {
			if err := d.Ledger.OnApproved(context.Background(), 0, []staff.ApprovalID{o.Approval}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	d.Hear()
	if agreed != 1 {
		t.Errorf("%d approved", agreed)
	}
	d.points(m, 5000)
	d.Check()
}

// TestWhatCanNoLongerBeDoneFails approves what the books no longer allow.
func TestWhatCanNoLongerBeDoneFails(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	m := d.Join()
	d.do(earn(m, "a", 3000, d.Clock.Now()))
	o := d.mustAdjust(adjusting(d.service, m, -2000))
	d.do(spend(m, "s", 1500, d.Clock.Now()))
	if _, err := d.Ledger.TryApproved(t.Context(), o.Adjustment); !errors.Is(err, ledger.ErrInsufficient) {
		t.Errorf("before it is approved: %v", err)
	}
	if err := d.approve(o, d.boss); err != nil {
		t.Fatal(err)
	}
	if s := d.state(o); s.Status != staff.Failed || s.Fault != ledger.ErrInsufficient.Code || s.Posting != 0 {
		t.Errorf("%+v", s)
	}
	d.points(m, 1500)
	gone := d.mustAdjust(adjusting(d.service, m, 2000))
	if _, err := d.DB.Owner(t).Exec(t.Context(), `UPDATE member.member SET status = 'left' WHERE member_id = $1`, m); err != nil {
		t.Fatal(err)
	}
	if err := d.approve(gone, d.boss); err != nil {
		t.Fatal(err)
	}
	if s := d.state(gone); s.Status != staff.Failed || s.Fault != member.ErrUnknown.Code {
		t.Errorf("%+v", s)
	}
	d.Check()
}

func TestUndoingIsAReversal(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	m := d.Join()
	earned := d.do(earn(m, "a", 100, d.Clock.Now()))
	o := d.mustAdjust(adjusting(d.service, m, -60))
	undo := ledger.Adjusting{Member: m, Kind: ledger.UndoEarly, Undoes: o.Posting, Reason: "correction", Act: staff.Act{By: d.service.Principal()}}
	if u := d.mustAdjust(undo); u.Amount != 60 || u.Asset != ledger.Points || u.Before.Available != 40 || u.After.Available != 100 {
		t.Errorf("%+v", u)
	}
	if !d.state(o).Undone {
		t.Error("it does not say that it was undone")
	}
	if _, err := d.adjust(undo); !errors.Is(err, ledger.ErrNothingToUndo) {
		t.Errorf("again: %v", err)
	}
	undo.Undoes = earned.Receipt.Posting
	if _, err := d.adjust(undo); !errors.Is(err, ledger.ErrNotAdjustment) {
		t.Errorf("an earning: %v", err)
	}
	given := d.mustAdjust(adjusting(d.boss, m, 5000)) // more than who undoes may alone
	undo.Undoes = given.Posting
	u := d.mustAdjust(undo)
	if !u.NeedsApproval() || u.Amount != -5000 {
		t.Fatalf("%+v", u)
	}
	if err := d.approve(u, d.boss); err != nil {
		t.Fatal(err)
	}
	d.points(m, 100)
	d.Check()
}

// TestExtendedLotsLiveAndAreStillDrawnAndReversed extends some, and then all.
func TestExtendedLotsLiveAndAreStillDrawnAndReversed(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	d.AssetRule(ledger.Points, func(r *ledger.AssetRule) { r.Expiry, r.GraceDays = ledger.Expiry{Rule: "days", N: 10}, 0 })
	m := d.Join()
	d.Clock.Set(d.At("2026-01-10 10:00"))
	d.do(earn(m, "a", 100, d.Clock.Now()))
	d.Clock.Set(d.At("2026-01-12 10:00"))
	d.do(earn(m, "b", 50, d.Clock.Now()))
	lots, err := d.Ledger.Lots(t.Context(), m, ledger.LotFilter{Open: true}, ledger.LotPlace{}, 10)
	if err != nil {
		t.Fatal(err)
	}
	extend := ledger.Adjusting{Member: m, Kind: ledger.ExtendTo, Asset: ledger.Points, Lots: []ledger.LotID{lots[0].ID}, Until: d.At("2026-02-01 00:00"),
		Reason: "goodwill", Note: "was ill", Act: staff.Act{By: d.manager.Principal()}}
	o := d.mustAdjust(extend)
	if o.Amount != 100 || len(o.Moved) != 1 || o.Before != o.After {
		t.Errorf("%+v", o)
	}
	d.wantEnds(m, "50 until 2026-01-22", "100 until 2026-01-31")
	if _, err := d.adjust(extend); !errors.Is(err, ledger.ErrNothingToExtend) {
		t.Errorf("again: %v", err)
	}
	d.Clock.Advance(time.Minute)
	spent := d.do(spend(m, "s", 60, d.Clock.Now()))
	d.Clock.Set(d.At("2026-01-23 10:00")) // the one that was not extended has ended
	d.points(m, 90)
	d.do(reverse(m, "back", spent.Receipt.Posting, 60)) // 10 to the one that lives, 50 to one that has ended
	d.points(m, 100)
	d.RunJobs()
	d.points(m, 100)

	l, changes, err := d.Ledger.Lot(t.Context(), m, lots[0].ID)
	var what []string
	for _, c := range changes {
		if c.Posting != 0 {
			what = append(what, fmt.Sprint(c.Reason, " ", c.Amount))
		} else {
			what = append(what, c.Why["en"]+" by "+fmt.Sprint(c.By == d.manager.ID)+" to "+c.Until.UTC().Format(time.DateOnly))
		}
	}
	if want := []string{"earn 100", "Goodwill by true to 2026-01-31", "spend -10", "reverse 10"}; err != nil || l.Remaining != 100 || !slices.Equal(what, want) {
		t.Errorf("%+v, %v, %v", l, what, err)
	}
	d.Clock.Set(d.At("2026-02-01 00:00"))
	d.points(m, 0)
	d.RunJobs()
	d.Check()
}

// TestAnExtensionAboveTheLimitIsOfTheLotsThatWereAsked approves it after the
// member has spent from them and earned others.
func TestAnExtensionAboveTheLimitIsOfTheLotsThatWereAsked(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	d.AssetRule(ledger.Points, byActivity(1))
	m := d.Join()
	d.Clock.Set(d.At("2026-01-10 10:00"))
	d.do(earn(m, "a", 2000, d.Clock.Now()))
	o := d.mustAdjust(ledger.Adjusting{Member: m, Kind: ledger.ExtendTo, Asset: ledger.Points, Until: d.At("2026-07-01 00:00"),
		Reason: "goodwill", Act: staff.Act{By: d.service.Principal()}})
	if !o.NeedsApproval() || o.Amount != 2000 {
		t.Fatalf("%+v", o)
	}
	d.do(earn(m, "b", 500, d.Clock.Now()))
	d.do(spend(m, "s", 100, d.Clock.Now()))
	d.wantEnds(m, "1900 until 2026-02-10", "500 until 2026-02-10")
	if err := d.approve(o, d.boss); err != nil {
		t.Fatal(err)
	}
	d.wantEnds(m, "500 until 2026-02-10", "1900 until 2026-06-30")
	d.Clock.Set(d.At("2026-02-05 10:00"))
	d.do(earn(m, "c", 1, d.Clock.Now())) // activity goes on counting, but not backwards
	d.wantEnds(m, "500 until 2026-03-05", "1 until 2026-03-05", "1900 until 2026-06-30")
	d.Clock.Set(d.At("2026-03-06 10:00"))
	d.RunJobs()
	d.points(m, 1900)
	g := d.Ledger.Together()
	defer g.Stop()
	if _, err := g.Submit(t.Context(), spend(m, "s2", 900, d.Clock.Now())); err != nil {
		t.Fatal(err)
	}
	d.points(m, 1000)
	d.Check()
}

func TestWhoAsksSaysWhyAndIsAPerson(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	m := d.Join()
	for name, c := range map[string]struct {
		change func(*ledger.Adjusting)
		want   error
	}{
		"no amount":         {func(a *ledger.Adjusting) { a.Amount = 0 }, ledger.ErrBadAdjustment},
		"no reason":         {func(a *ledger.Adjusting) { a.Reason = "" }, ledger.ErrBadAdjustment},
		"an unknown reason": {func(a *ledger.Adjusting) { a.Reason = "because" }, ledger.ErrNoReason},
		"a long note":       {func(a *ledger.Adjusting) { a.Note = strings.Repeat("长", 501) }, ledger.ErrBadAdjustment},
		"nobody":            {func(a *ledger.Adjusting) { a.Member = 7 }, member.ErrUnknown},
		"a program": {func(a *ledger.Adjusting) {
			a.Act.By = staff.Principal{Kind: staff.Program, ID: 1, Permissions: staff.Permissions()}
		}, staff.ErrPeopleOnly},
		"too much": {func(a *ledger.Adjusting) { a.Amount = money.MaxSafe + 1 }, ledger.ErrBadAdjustment},
	} {
		a := adjusting(d.boss, m, 10)
		c.change(&a)
		if _, err := d.adjust(a); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	d.Tx(func(ctx context.Context, tx postgres.Tx) error {
		return d.Ledger.SaveAdjustReasons(ctx, tx, []ledger.AdjustReason{{Code: "because", Name: i18n.Of("就是", "Because")}}, staff.Act{By: d.boss.Principal()})
	})
	a := adjusting(d.boss, m, 10)
	if _, err := d.adjust(a); !errors.Is(err, ledger.ErrNoReason) {
		t.Errorf("a reason that was taken off: %v", err)
	}
	a.Reason = "because"
	d.mustAdjust(a)
	d.points(m, 10)
}

// TestTryingWritesNothing previews, and compares every table that it could touch.
func TestTryingWritesNothing(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	m := d.Join()
	count := func() (n int) {
		t.Helper()
		err := d.DB.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM ledger.posting) + (SELECT count(*) FROM ledger.adjustment) +
			(SELECT count(*) FROM ledger.account) + (SELECT count(*) FROM staff.approval) + (SELECT count(*) FROM staff.audit)`).Scan(&n)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := count()
	for _, amount := range []int64{1000, 1001} {
		o, err := d.Ledger.TryAdjusting(t.Context(), adjusting(d.service, m, amount))
		if err != nil || o.After.Available != amount || o.NeedsApproval() != (amount > 1000) || o.Posting != 0 {
			t.Errorf("%+v, %v", o, err)
		}
	}
	if count() != before {
		t.Error("trying wrote something")
	}
}

// TestTamperingIsNamed changes behind our back what extensions and adjustments say.
func TestTamperingIsNamed(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	d.AssetRule(ledger.Points, byActivity(1))
	m := d.Join()
	d.do(earn(m, "a", 10, d.Clock.Now()))
	d.mustAdjust(ledger.Adjusting{Member: m, Kind: ledger.ExtendTo, Asset: ledger.Points, Until: d.At("2026-07-01 00:00"), Reason: "goodwill",
		Act: staff.Act{By: d.service.Principal()}})
	d.mustAdjust(adjusting(d.service, m, 5))
	d.Check()
	owner := d.DB.Owner(t)
	for name, sql := range map[string]string{
		"ledger.lots_live_as_extended":    `UPDATE ledger.lot SET expires_at = '2026-05-01Z' WHERE expires_at = '2026-06-30 16:00Z'`,
		"ledger.activity_equals_postings": `UPDATE ledger.account SET active_at = active_at + interval '1 day' WHERE active_at IS NOT NULL`,
		"ledger.adjustments_are_recorded": `DELETE FROM ledger.adjustment WHERE kind = 'adjust'`,
	} {
		if _, err := owner.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
		results, err := check.Run(t.Context(), owner, ledger.Proofs())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if r.Name == name && r.Holds {
				t.Errorf("%s does not see it", name)
			}
		}
	}
}

// TestAssetsAreMadeOnceAndByRule makes several currencies of points, a card of
// stored value, and what is refused.
func TestAssetsAreMadeOnceAndByRule(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	rule := ledger.AssetRule{Expiry: ledger.Expiry{Rule: "end_of_year", N: 1}, ClawBack: ledger.ClawBackRefuse, Rounding: money.Rounding{Mode: money.Floor, Step: 1},
		Limits: []ledger.Limit{{Role: staff.Operations, Amount: 1_000_000}}}
	make_ := func(change func(*ledger.NewAsset)) (a ledger.Asset, err error) {
		n := ledger.NewAsset{Code: "tea_points", Kind: ledger.KindPoints, Name: i18n.Of("茶分", "Tea points"), Unit: i18n.Of("分", "points"), Rule: rule,
			Act: staff.Act{By: d.boss.Principal()}}
		change(&n)
		err = d.Try(func(ctx context.Context, tx postgres.Tx) error {
			a, err = d.Ledger.CreateAsset(ctx, tx, n)
			return err
		})
		return a, err
	}
	tea, err := make_(func(*ledger.NewAsset) {})
	if err != nil || tea.ID != 3 || len(tea.Limits) != 0 {
		t.Fatalf("%+v, %v", tea, err)
	}
	card, err := make_(func(n *ledger.NewAsset) { n.Code, n.Kind, n.Currency = "card_cny", ledger.KindPrincipal, "CNY" })
	if err != nil || card.Currency != "CNY" {
		t.Fatalf("%+v, %v", card, err)
	}
	for name, c := range map[string]struct {
		change func(*ledger.NewAsset)
		want   *errs.Error
	}{
		"twice":                      {func(*ledger.NewAsset) {}, ledger.ErrAssetTaken},
		"a bad code":                 {func(n *ledger.NewAsset) { n.Code = "Tea" }, ledger.ErrBadAsset},
		"stored value without money": {func(n *ledger.NewAsset) { n.Code, n.Kind = "card", ledger.KindBonus }, ledger.ErrBadAsset},
		"points with money":          {func(n *ledger.NewAsset) { n.Code, n.Currency = "p", "CNY" }, ledger.ErrBadAsset},
		"no name":                    {func(n *ledger.NewAsset) { n.Code, n.Name = "p2", nil }, ledger.ErrBadAsset},
		"stored value that is owed": {func(n *ledger.NewAsset) {
			n.Code, n.Kind, n.Currency, n.Rule.ClawBack = "c2", ledger.KindPrincipal, "CNY", ledger.ClawBackOwe
		}, ledger.ErrBadAssetRule},
		"growth that is worth money": {func(n *ledger.NewAsset) {
			n.Code, n.Kind, n.Rule.Worth = "g2", ledger.KindGrowth, &ledger.Worth{Units: 100, Minor: 1, Currency: "CNY"}
		}, ledger.ErrBadAssetRule},
		"a rule nobody understands": {func(n *ledger.NewAsset) { n.Code, n.Rule.Expiry.Rule = "p3", "sometimes" }, ledger.ErrBadAssetRule},
		"a brand that is not there": {func(n *ledger.NewAsset) { n.Code, n.Brand = "p4", 99 }, errs.New(errs.NotFound, "org.no_brand")},
	} {
		if _, err := make_(c.change); errs.Of(err) == nil || errs.Of(err).Code != c.want.Code {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Of a new asset nobody adjusts alone, and its value ends by its own rule.
	m := d.Join()
	a := adjusting(d.boss, m, 1)
	a.Asset = tea.ID
	o := d.mustAdjust(a)
	if !o.NeedsApproval() {
		t.Errorf("%+v", o)
	}
	if err := d.approve(o, d.other); err != nil {
		t.Fatal(err)
	}
	d.Want(m, tea.ID, programtest.Balance{Available: 1})
	d.points(m, 0)
	lots, err := d.Ledger.Lots(t.Context(), m, ledger.LotFilter{Asset: tea.ID}, ledger.LotPlace{}, 5)
	if err != nil || len(lots) != 1 || !lots[0].ExpiresAt.Equal(d.At("2028-01-01 00:00")) {
		t.Errorf("%+v, %v", lots, err)
	}
	d.Check()
}
