package member_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

const guardianPhone = "13600001111"

// openNursery is a door at which a guardian must agree for whoever is below 14. It is the
// 10th of March 2026.
func openNursery(t *testing.T) *door {
	t.Helper()
	d := openDoor(t)
	d.deps.AgeOfConsent = 14
	d.Service = member.New(d.deps)
	return d
}

// guardian is somebody who agrees and was sent a code.
func (d *door) guardian(phone string) *member.Guardian {
	d.t.Helper()
	_, err := d.SendGuardianCode(d.t.Context(), member.CodeAsked{To: member.Key{Kind: member.Phone, Value: phone}, Device: here})
	if err != nil {
		d.t.Fatal(err)
	}
	return &member.Guardian{Phone: phone, Code: d.tray.last(), Text: 1}
}

// joinAs joins with the phone, saying what change says.
func (d *door) joinAs(phone string, change func(*member.Joining)) (member.Session, error) {
	d.t.Helper()
	d.now.Advance(2 * time.Minute)
	if err := d.ask(phone); err != nil {
		d.t.Fatal(err)
	}
	code := d.tray.last()
	s, _, err := d.signIn(phone, code, func(in *member.SigningIn) {
		in.Joining = &member.Joining{Source: "test"}
		change(in.Joining)
	})
	return s, err
}

func (d *door) minority(m member.ID) member.Minority {
	d.t.Helper()
	is, err := d.MinorityOf(d.t.Context(), d.db, m)
	if err != nil {
		d.t.Fatal(err)
	}
	return is
}

func (d *door) mayWrite(m member.ID, p member.Purpose, w member.Way) bool {
	d.t.Helper()
	may, err := d.MayContact(d.t.Context(), d.db, m, p, w)
	if err != nil {
		d.t.Fatal(err)
	}
	return may
}

var marketing = member.Statement{Question: member.Question{Purpose: member.Marketing, Way: member.BySMS}, Granted: true, Text: 1, Via: member.ViaMemberCentre, By: "member"}

func TestAMinorJoinsWithAGuardian(t *testing.T) {
	t.Parallel()
	d := openNursery(t)
	young := member.Birthday{Year: 2012, Month: 3, Day: 11} // 14 tomorrow
	n := 0
	for name, c := range map[string]struct {
		say  func(*member.Joining)
		want error
	}{
		"who tells no age":                {func(j *member.Joining) {}, member.ErrAgeNeeded},
		"who tells no year":               {func(j *member.Joining) { j.Birthday = member.Birthday{Month: 5, Day: 20} }, member.ErrAgeNeeded},
		"a minor without a guardian":      {func(j *member.Joining) { j.Birthday = young }, member.ErrGuardianNeeded},
		"who says to be below":            {func(j *member.Joining) { j.OfAge = member.Below }, member.ErrAgeNeeded},
		"who says to be above and is not": {func(j *member.Joining) { j.Birthday, j.OfAge = young, member.Of }, member.ErrGuardianNeeded},
		"a minor who is his own guardian": {func(j *member.Joining) {
			j.Birthday, j.Guardian = young, &member.Guardian{Phone: fmt.Sprintf("1370000%04d", n), Code: "000000", Text: 1}
		}, member.ErrOwnGuardian},
		"a guardian who cannot read the code": {func(j *member.Joining) {
			g := d.guardian("13600001112")
			g.Code = wrong(g.Code)
			j.Birthday, j.Guardian = young, g
		}, member.ErrGuardianCode},
		"a guardian with a code to sign in with": {func(j *member.Joining) {
			if err := d.ask("13600001113"); err != nil {
				t.Fatal(err)
			}
			j.Birthday, j.Guardian = young, &member.Guardian{Phone: "13600001113", Code: d.tray.last(), Text: 1}
		}, member.ErrGuardianCode},
		"a guardian who saw no text": {func(j *member.Joining) {
			j.Birthday, j.Guardian = young, d.guardian("13600001114")
			j.Guardian.Text = 9
		}, member.ErrNoConsentText},
		"a minor who wants offers": {func(j *member.Joining) {
			j.Birthday, j.Guardian, j.Consents = young, d.guardian("13600001115"), []member.Statement{marketing}
		}, member.ErrMinor},
	} {
		n++
		_, err := d.joinAs(fmt.Sprintf("1370000%04d", n), c.say)
		d.refused(name, err, c.want)
	}
	d.now.Advance(time.Hour)
	g := d.guardian(guardianPhone)
	s, err := d.joinAs(phone, func(j *member.Joining) { j.Birthday, j.Guardian = young, g })
	if err != nil {
		t.Fatal(err)
	}
	m := s.Member.ID
	is := d.minority(m)
	if is.State != member.MinorAgreed || is.Guardian != "+86"+guardianPhone || is.Via != member.ByCode || is.Text != 1 || is.Until != time.Date(2026, 3, 11, 0, 0, 0, 0, time.UTC) {
		t.Errorf("%v until %v", is.State, is.Until)
	}
	history, err := d.ConsentHistory(t.Context(), d.db, m, 0, 10)
	if err != nil || len(history) != 1 || history[0].Purpose != member.Guardianship || !history[0].Granted || history[0].Text != 1 || history[0].By != "guardian" {
		t.Errorf("%+v, %v", history, err)
	}
	// A guardian's code is used up.
	_, err = d.joinAs("13700002222", func(j *member.Joining) { j.Birthday, j.Guardian = young, g })
	d.refused("the code of a guardian again", err, member.ErrGuardianCode)
}

func TestAMinorIsServedAndNothingElse(t *testing.T) {
	t.Parallel()
	d := openNursery(t)
	s, err := d.joinAs(phone, func(j *member.Joining) {
		j.Birthday, j.Guardian = member.Birthday{Year: 2013, Month: 1, Day: 1}, d.guardian(guardianPhone)
	})
	if err != nil {
		t.Fatal(err)
	}
	m := s.Member.ID
	state := func(list ...member.Statement) error {
		return d.db.InTx(t.Context(), func(tx postgres.Tx) error { return d.StateConsents(t.Context(), tx, m, list...) })
	}
	d.refused("offers to a minor", state(marketing), member.ErrMinor)
	profiling := member.Statement{Question: member.Question{Purpose: member.Profiling}, Granted: true, Text: 1, Via: member.ViaPaper, By: "staff:1"}
	d.refused("profiling of a minor", state(profiling), member.ErrMinor)
	guardian := profiling
	guardian.Question = member.Question{Purpose: member.Guardianship}
	d.refused("a minor as his own guardian", state(guardian), member.ErrBadConsent)
	no := marketing
	no.Granted = false
	if err := state(no); err != nil {
		t.Error(err)
	}
	if d.mayWrite(m, member.Marketing, member.BySMS) || !d.mayWrite(m, member.Serving, member.BySMS) {
		t.Error("a minor is not served, or written to")
	}

	// Another minor's phone is no guardian's.
	_, err = d.joinAs("13700002222", func(j *member.Joining) {
		j.OfAge, j.Guardian = member.Below, d.guardian(phone)
	})
	d.refused("a minor as guardian", err, member.ErrOwnGuardian)

	// What somebody agreed to before he became one with a minor does not count for both.
	adult := d.must(member.Join{Phone: "13700003333", Birthday: member.Birthday{Year: 1990, Month: 1, Day: 1}}).ID
	d.in(func(ctx context.Context, tx postgres.Tx) error { return d.StateConsents(ctx, tx, adult, marketing) })
	if !d.mayWrite(adult, member.Marketing, member.BySMS) {
		t.Fatal("an adult may not be written to")
	}
	var merge member.Merge
	d.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		merge, err = d.Merge(ctx, tx, adult, m, "one person", 1)
		return err
	})
	if d.mayWrite(adult, member.Marketing, member.BySMS) || !d.minority(adult).Is() {
		t.Error("a minor is written to by way of a merge")
	}
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := d.Unmerge(ctx, tx, merge.ID, "two people", 1)
		return err
	})
	if !d.mayWrite(adult, member.Marketing, member.BySMS) || d.minority(adult).Is() || !d.minority(m).Is() {
		t.Error("the undoing does not give both their own back")
	}
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := d.Erase(ctx, tx, member.Erasing{Member: m, Cause: member.CauseAsked, Staff: 1})
		return err
	})
	var left int
	if err := d.db.QueryRow(t.Context(), `SELECT count(*) FROM member.minor`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d are left: %v", left, err)
	}
}

// TestAMinorFromTheTill comes in without anybody having asked a guardian.
func TestAMinorFromTheTill(t *testing.T) {
	t.Parallel()
	d := openNursery(t)
	born := func(year int) member.Birthday { return member.Birthday{Year: year, Month: 6, Day: 1} }
	var joined []member.Joined
	d.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		joined, err = d.JoinMany(ctx, tx, []member.Join{{Phone: phone, Birthday: born(2015), Source: "till"}, {Phone: "13700002222", Birthday: born(1990), Source: "till"}, {Phone: "13700003333", Source: "till"}})
		return err
	})
	if s := d.minority(joined[0].ID).State; s != member.MinorPending {
		t.Errorf("a child is %q", s)
	}
	if d.minority(joined[1].ID).Is() || d.minority(joined[2].ID).Is() {
		t.Error("an adult is a minor")
	}
	m := joined[0].ID
	st := member.Statement{Text: 1, Via: member.ViaPaper, By: "staff:1", Reason: "form 12"}
	paper := func(m member.ID, phone string) error {
		return d.db.InTx(t.Context(), func(tx postgres.Tx) error { return d.AgreeOnPaper(t.Context(), tx, m, phone, st) })
	}
	d.refused("a guardian of an adult", paper(joined[1].ID, guardianPhone), member.ErrNotMinor)
	d.refused("a minor's own phone", paper(m, phone), member.ErrOwnGuardian)
	d.refused("no phone", paper(m, "x"), member.ErrBadIdentity)
	if err := paper(m, guardianPhone); err != nil {
		t.Fatal(err)
	}
	if is := d.minority(m); is.State != member.MinorAgreed || is.Via != member.ByStaff {
		t.Errorf("%v by %v", is.State, is.Via)
	}
	if err := d.Agree(t.Context(), m, here, *d.guardian("13600002222")); err != nil {
		t.Fatal(err)
	}
	if is := d.minority(m); is.Guardian != "+8613600002222" || is.Via != member.ByCode {
		t.Error("the guardian who spoke last is not the one")
	}
	d.refused("one's own phone by a code", d.Agree(t.Context(), m, here, member.Guardian{Phone: phone, Code: "000000", Text: 1}), member.ErrOwnGuardian)
}

// TestComingOfAge lets the day come: nothing that was said before holds, the guardian is
// forgotten, and the member is asked anew.
func TestComingOfAge(t *testing.T) {
	t.Parallel()
	d := openNursery(t)
	before := d.must(member.Join{Phone: phone, Birthday: member.Birthday{Year: 2012, Month: 3, Day: 12}}).ID
	// Words from before the retailer set an age.
	off := d.deps
	off.AgeOfConsent = 0
	if _, err := d.db.Exec(t.Context(), `UPDATE member.minor SET ended_at = now()`); err != nil {
		t.Fatal(err)
	}
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		return member.New(off).StateConsents(ctx, tx, before, marketing)
	})
	if _, err := d.db.Exec(t.Context(), `UPDATE member.minor SET ended_at = NULL, asked_at = NULL`); err != nil {
		t.Fatal(err)
	}
	if d.mayWrite(before, member.Marketing, member.BySMS) {
		t.Error("a minor is written to by an old word")
	}
	if n, err := d.EndMinorities(t.Context()); err != nil || n != 0 {
		t.Errorf("%d ended early: %v", n, err)
	}
	d.now.Advance(38 * time.Hour) // in Shanghai it is the 12th at midnight
	if s := d.minority(before).State; s != member.MinorGrown {
		t.Errorf("he is %q", s)
	}
	if n, err := d.EndMinorities(t.Context()); err != nil || n != 1 {
		t.Errorf("%d ended: %v", n, err)
	}
	if d.mayWrite(before, member.Marketing, member.BySMS) {
		t.Error("an old word holds again")
	}
	var sealed int
	if err := d.db.QueryRow(t.Context(), `SELECT count(*) FROM member.minor WHERE sealed IS NOT NULL`).Scan(&sealed); err != nil || sealed != 0 {
		t.Errorf("a guardian is still known: %v", err)
	}
	now := marketing
	d.in(func(ctx context.Context, tx postgres.Tx) error { return d.StateConsents(ctx, tx, before, now) })
	if s := d.minority(before).State; s != member.NoMinor || !d.mayWrite(before, member.Marketing, member.BySMS) {
		t.Errorf("he was asked, and is %q", s)
	}
	history, err := d.ConsentHistory(t.Context(), d.db, before, 0, 10)
	if err != nil || len(history) != 3 || history[1].By != "system" || history[1].Granted || !strings.Contains(history[1].Reason, "age") {
		t.Errorf("%+v, %v", history, err)
	}
}

// TestOfAgeBeforeTheJob lets somebody who came of age this very day say what he likes.
func TestOfAgeBeforeTheJob(t *testing.T) {
	t.Parallel()
	d := openNursery(t)
	m := d.must(member.Join{Phone: phone, Birthday: member.Birthday{Year: 2012, Month: 3, Day: 11}}).ID
	d.now.Advance(14 * time.Hour)
	d.in(func(ctx context.Context, tx postgres.Tx) error { return d.StateConsents(ctx, tx, m, marketing) })
	if !d.mayWrite(m, member.Marketing, member.BySMS) || d.minority(m).State != member.NoMinor {
		t.Errorf("he is %q", d.minority(m).State)
	}
}

func TestTheDayOfComingOfAge(t *testing.T) {
	t.Parallel()
	d := openNursery(t)
	for birthday, minor := range map[member.Birthday]bool{
		{Year: 2012, Month: 3, Day: 10}: false, {Year: 2012, Month: 3, Day: 11}: true,
		{Year: 2012, Month: 2, Day: 29}: false, {Year: 2011, Month: 12, Day: 31}: false, {Year: 2025, Month: 3, Day: 10}: true,
	} {
		m := d.must(member.Join{Birthday: birthday}).ID
		if d.minority(m).Is() != minor {
			t.Errorf("who was born %d-%v is a minor: %v", birthday.Year, birthday, !minor)
		}
	}
}
