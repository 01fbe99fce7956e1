package member_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/heavy"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// judging is a bundle whose records are judged as they change.
func judging(t *testing.T) *bundle {
	t.Helper()
	b := setup(t)
	notice.Hear(b.deps.Notices, member.NoticeRecordChanged, "member.on_record_changed", b.OnRecordChanged)
	return b
}

func (b *bundle) settle() {
	b.t.Helper()
	if err := b.deps.Notices.DrainNow(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

// open lists what is found wrong with a member, by the codes of the rules.
func (b *bundle) open(id member.ID) string {
	b.t.Helper()
	list, err := b.FindingsOf(b.t.Context(), b.db, id)
	if err != nil {
		b.t.Fatal(err)
	}
	var codes []string
	for _, f := range list {
		if f.State == member.FindingOpen {
			codes = append(codes, f.Rule)
		}
	}
	return strings.Join(codes, " ")
}

func (b *bundle) all() []string {
	b.t.Helper()
	rows, err := b.db.Query(b.t.Context(), `SELECT member_id || ' ' || rule || ' ' || state FROM member.finding WHERE state = 'open' ORDER BY 1`)
	if err != nil {
		b.t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			b.t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// TestFindings follows what is wrong with a member from being found to being repaired.
func TestFindings(t *testing.T) {
	t.Parallel()
	b := judging(t)
	wang := b.must(member.Join{Phone: "13800138000", Email: "wang@gmial.com", Name: "Ｗａｎｇ", Birthday: member.Birthday{Month: 1, Day: 1}})
	b.settle()
	want := "birthday_default email_typo missing_address name_form phone_placeholder"
	if got := b.open(wang.ID); got != want {
		t.Fatalf("found is %q, want %q", got, want)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.SaveAddress(ctx, tx, wang.ID, 0, 0, member.Address{Recipient: "王小云", Line: "广东省深圳市南山区科技园路 1 号", Postcode: "100000"}, true, "staff:1")
		return err
	})
	b.settle()
	if got := b.open(wang.ID); got != "birthday_default email_typo name_form phone_placeholder region_postcode" {
		t.Fatalf("with an address found is %q", got)
	}
	list, err := b.FindingsOf(t.Context(), b.db, wang.ID)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(list, func(f member.Finding) bool { return f.Rule == "missing_address" })
	if at < 0 || list[at].State != member.FindingRepaired || list[at].EndedAt.IsZero() {
		t.Errorf("what was repaired is not on record: %+v", list)
	}
	for what, i := range map[string]member.Ignoring{
		"without_a_reason": {Reason: " "}, "until_before_now": {Reason: "ok ok", Until: membertest.Now.Add(-time.Hour)},
	} {
		i.Member, i.Rule, i.Version = wang.ID, "birthday_default", 1
		err := b.db.InTx(t.Context(), func(tx postgres.Tx) error { _, err := b.IgnoreFinding(t.Context(), tx, i); return err })
		if !errors.Is(err, member.ErrBadNote) {
			t.Errorf("%s it is ignored: %v", what, err)
		}
	}
	ignore := func(rule string, version int, until time.Time) error {
		return b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := b.IgnoreFinding(t.Context(), tx, member.Ignoring{Member: wang.ID, Rule: rule, Version: version, Reason: "真的是元旦生日", Until: until, By: "staff:1"})
			return err
		})
	}
	if err := ignore("birthday_default", 1, membertest.Now.Add(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := ignore("birthday_default", 1, time.Time{}); !errors.Is(err, member.ErrFindingMoved) {
		t.Errorf("ignored twice as it was: %v", err)
	}
	if err := ignore("missing_name", 1, time.Time{}); !errors.Is(err, member.ErrNoFinding) {
		t.Errorf("what is not found is ignored: %v", err)
	}
	again := func() {
		b.in(func(ctx context.Context, tx postgres.Tx) error { _, err := b.Judge(ctx, tx, wang.ID); return err })
	}
	if again(); strings.Contains(b.open(wang.ID), "birthday_default") {
		t.Error("what is ignored is open")
	}
	b.deps.Clock.(*clock.Fake).Advance(72 * time.Hour)
	if again(); !strings.Contains(b.open(wang.ID), "birthday_default") {
		t.Error("after its time it rests still")
	}
}

// TestRepair applies what is suggested, shows it masked, and undoes it.
func TestRepair(t *testing.T) {
	t.Parallel()
	b := judging(t)
	wang := b.must(member.Join{Phone: "13800001234", Email: "wang@gmial.com", Name: "Ｗａｎｇ"})
	li := b.must(member.Join{Phone: "13800005678", Email: "li@gmail.com", Name: "李四光"})
	zhao := b.must(member.Join{Phone: "13800005679", Email: "li@gmial.com", Name: "赵云"})
	b.settle()
	refs := []member.FindingRef{{wang.ID, "email_typo"}, {wang.ID, "name_form"}, {zhao.ID, "email_typo"}, {li.ID, "email_typo"}}
	found, err := b.Suggestions(t.Context(), b.db, refs...)
	if err != nil || len(found) != 3 {
		t.Fatalf("%d suggestions, %v", len(found), err)
	}
	if was, is := found[refs[0]].Mask(); strings.Contains(was+is, "wang@") || !strings.HasSuffix(is, "@gmail.com") {
		t.Errorf("masked it is %q and %q", was, is)
	}
	repair := func(dry bool) (done member.Repaired) {
		b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
			done, err = b.Repair(ctx, tx, refs, "staff:1", dry)
			return err
		})
		return done
	}
	for _, dry := range []bool{true, false} {
		done := repair(dry)
		if done.Done != 2 || done.Gone != 1 || len(done.Refused) != 1 || done.Refused[0].Member != zhao.ID || dry != (done.Batch == 0) {
			t.Fatalf("dry %v: %+v", dry, done)
		}
		if dry {
			continue
		}
		if p := b.personal(wang.ID); p.Name != "Wang" || p.Email() != "wang@gmail.com" {
			t.Errorf("repaired are %q and %q", p.Name, p.Email())
		}
		if got := b.open(wang.ID); strings.Contains(got, "email_typo") || strings.Contains(got, "name_form") {
			t.Errorf("repaired and still open: %q", got)
		}
		// Li's mistyped neighbour stays as he was.
		if p := b.personal(zhao.ID); p.Email() != "li@gmial.com" {
			t.Errorf("the refused one is %q", p.Email())
		}
		undo := func() (undone, kept int, err error) {
			err = b.db.InTx(t.Context(), func(tx postgres.Tx) error {
				undone, kept, err = b.UndoRepair(t.Context(), tx, done.Batch, "staff:1", org.Everywhere())
				return err
			})
			return undone, kept, err
		}
		if undone, kept, err := undo(); undone != 2 || kept != 0 || err != nil {
			t.Fatalf("undone %d, kept %d: %v", undone, kept, err)
		}
		if p := b.personal(wang.ID); p.Name != "Ｗａｎｇ" || p.Email() != "wang@gmial.com" {
			t.Errorf("given back are %q and %q", p.Name, p.Email())
		}
		if got := b.open(wang.ID); !strings.Contains(got, "email_typo") {
			t.Errorf("undone and not open: %q", got)
		}
		if _, _, err := undo(); !errors.Is(err, member.ErrRepairUndone) {
			t.Errorf("undone twice: %v", err)
		}
	}
}

// TestQualityRules sets rules and makes some of the retailer's own.
func TestQualityRules(t *testing.T) {
	t.Parallel()
	b := judging(t)
	save := func(r member.QualityRule) error {
		return b.db.InTx(t.Context(), func(tx postgres.Tx) error { return b.SaveQualityRule(t.Context(), tx, r, "staff:1") })
	}
	rule := func(code string) member.QualityRule {
		t.Helper()
		all, err := b.QualityRules(t.Context(), b.db)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(all, func(r member.QualityRule) bool { return r.Code == code })
		if at < 0 {
			t.Fatalf("no rule %s", code)
		}
		return all[at]
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, _, err := b.SaveField(ctx, tx, member.Field{Code: "shoe", Kind: member.TextField, Name: i18n.Of("鞋码", "Shoe size"), Face: member.Hidden, Weight: 5}, "staff:1")
		return err
	})
	wang := b.must(member.Join{Phone: "13800001234", Name: "王小云"})
	b.settle()
	if got := b.open(wang.ID); got != "missing_address missing_birthday missing_email missing_own:shoe" {
		t.Fatalf("found is %q", got)
	}
	off := rule("missing_email")
	off.Enabled = false
	if err := save(off); err != nil {
		t.Fatal(err)
	}
	if got := b.open(wang.ID); strings.Contains(got, "missing_email") {
		t.Error("what is switched off is shown")
	}
	if err := save(off); !errors.Is(err, member.ErrRuleMoved) {
		t.Errorf("saved twice as it was: %v", err)
	}
	stale := rule("contact_stale")
	stale.Threshold = 0
	if err := save(stale); !errors.Is(err, member.ErrBadRule) {
		t.Errorf("no threshold: %v", err)
	}
	own := member.QualityRule{}
	own.Code, own.Enabled, own.Severity, own.Weight = "own:shoe_size", true, "high", 30
	own.Own = &member.OwnRule{Field: "shoe", Check: "pattern", Pattern: "[0-9]{2}", Dimension: "valid", Name: i18n.Of("两位数", "Two digits")}
	wrong := own
	wrong.Own = &member.OwnRule{Field: "shoe", Check: "range", Least: "35", Dimension: "valid", Name: i18n.Of("两位数", "Two digits")}
	if err := save(wrong); !errors.Is(err, member.ErrBadRule) {
		t.Errorf("a range of texts: %v", err)
	}
	if err := save(own); err != nil {
		t.Fatal(err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		return b.SetFields(ctx, tx, wang.ID, "staff:1", map[string][]string{"shoe": {"forty"}}, func(member.Field) bool { return true })
	})
	b.settle()
	if got := b.open(wang.ID); got != "missing_address missing_birthday own:shoe_size" {
		t.Errorf("by a rule of one's own found is %q", got)
	}
	own.Dimension = "valid"
	if bps, ok := member.Score([]member.QualityRule{own}, "valid", 4, func(string) int64 { return 1 }); !ok || bps != 7500 {
		t.Errorf("the score is %d", bps)
	}
}

// TestJudgingIsResumed stops the job between chunks, goes on with two at once, and
// compares what was counted.
func TestJudgingIsResumed(t *testing.T) {
	t.Parallel()
	b := setup(t)
	const many = 1300
	joins := make([]member.Join, many)
	for i := range joins {
		joins[i] = member.Join{Phone: phoneOf(i), Name: fmt.Sprintf("王%d号", i), Source: map[bool]string{true: "erp", false: "till"}[i%2 == 0]}
		if i%3 == 0 {
			joins[i].Name = ""
		}
	}
	b.joinMany(joins...)
	if err := b.AskToJudge(t.Context(), b.db); err != nil {
		t.Fatal(err)
	}
	if n, more, err := b.JudgeNext(t.Context()); n == 0 || !more || err != nil {
		t.Fatalf("judged %d, more %v: %v", n, more, err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := b.JudgeNext(stopped); err == nil {
		t.Fatal("a job that was stopped goes on")
	}
	first, _, err := b.QualityRun(t.Context(), b.db)
	if err != nil || first.Judged == 0 || first.Judged >= many || !first.EndedAt.IsZero() {
		t.Fatalf("in the middle of it: %+v, %v", first, err)
	}
	// Another process takes it up, and a second one beside it.
	var wait sync.WaitGroup
	for range 2 {
		other := member.New(b.deps)
		wait.Go(func() {
			if _, err := other.JudgeDue(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	run, _, err := b.QualityRun(t.Context(), b.db)
	if err != nil || run.ID != first.ID || run.Judged != many || run.EndedAt.IsZero() {
		t.Fatalf("at the end of it: %+v, %v", run, err)
	}
	days, err := b.QualityTrend(t.Context(), b.db, membertest.Now.AddDate(0, 0, -7))
	if err != nil || len(days) != 1 || days[0].Members != many || days[0].Open["missing_name"] != 434 || days[0].AtFault != many {
		t.Fatalf("counted is %+v, %v", days, err)
	}
	parts, err := b.QualityParts(t.Context(), b.db)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(parts, func(p member.QualityPart) bool { return p.Part == "source" && p.Key == "erp" })
	if at < 0 || parts[at].Members != many/2 || parts[at].Open["missing_name"] != 217 {
		t.Errorf("of those of erp: %+v", parts)
	}
	// It rests for a day, but for other rules.
	if n, err := b.JudgeDue(t.Context()); n != 0 || err != nil {
		t.Errorf("judged %d at once again: %v", n, err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		all, err := b.QualityRules(ctx, tx)
		if err != nil {
			return err
		}
		all[0].Enabled = false
		return b.SaveQualityRule(ctx, tx, all[0], "staff:1")
	})
	if n, err := b.JudgeDue(t.Context()); n != many || err != nil {
		t.Errorf("by other rules judged %d: %v", n, err)
	}
}

// TestFindingsVanishWithErasure holds that nothing of what was found, ignored or repaired
// stays of an erased member, and nothing open of a merged one.
func TestFindingsVanishWithErasure(t *testing.T) {
	t.Parallel()
	b := judging(t)
	wang := b.must(member.Join{Phone: "13800001234", Email: "wang@gmial.com", Name: "测试"})
	b.settle()
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		if _, err := b.Repair(ctx, tx, []member.FindingRef{{wang.ID, "email_typo"}}, "staff:1", false); err != nil {
			return err
		}
		_, err := b.IgnoreFinding(ctx, tx, member.Ignoring{Member: wang.ID, Rule: "name_placeholder", Version: 1, Reason: "他真的叫测试", By: "staff:1"})
		return err
	})
	b.settle()
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Erase(ctx, tx, member.Erasing{Member: wang.ID, Cause: member.CauseAsked})
		return err
	})
	b.settle()
	if err := b.OnRecordChanged(t.Context(), wang.ID, nil); err != nil {
		t.Fatal(err) // a notice that comes late finds nobody
	}
	for _, table := range []string{"finding", "repair"} {
		var n int
		if err := b.db.QueryRow(t.Context(), `SELECT count(*) FROM member.`+table).Scan(&n); err != nil || n != 0 {
			t.Errorf("%d rows of %s are left: %v", n, table, err)
		}
	}
}

// TestJudgingAnyChangesIsJudgingFromScratch lets records change in any order, judged by
// the notices alone, and judges everybody anew.
func TestJudgingAnyChangesIsJudgingFromScratch(t *testing.T) {
	t.Parallel()
	b := judging(t)
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, _, err := b.SaveField(ctx, tx, member.Field{Code: "age", Kind: member.NumberField, Name: i18n.Of("年龄", "Age"), Face: member.Hidden, Weight: 5, Most: "99"}, "staff:1")
		return err
	})
	names, domains := []string{"", "王小云", "测试", "Ｌｉ", "111"}, []string{"gmail.com", "gmial.com", "example.com"}
	n := 0
	heavy.Check(t, 400, 8_000, func(r *rapid.T) (steps int) {
		if _, err := b.db.Exec(b.t.Context(), `DELETE FROM member.finding`); err != nil { // of the history before
			r.Fatal(err)
		}
		var here []member.ID
		var merges []int64
		who := func() member.ID { return here[rapid.IntRange(0, len(here)-1).Draw(r, "who")] }
		join := func(*rapid.T) {
			n++
			m := b.must(member.Join{Phone: phoneOf(n), Name: rapid.SampledFrom(names).Draw(r, "name"), Birthday: member.Birthday{Year: 1987, Month: 1, Day: 1}})
			here = append(here, m.ID)
		}
		// may does what can be refused: of who was merged, or of what is somebody's.
		may := func(fn func(ctx context.Context, tx postgres.Tx) error) {
			_ = b.db.InTx(b.t.Context(), func(tx postgres.Tx) error { return fn(b.t.Context(), tx) })
		}
		join(r)
		join(r)
		r.Repeat(map[string]func(*rapid.T){
			"join": join,
			"bind": func(r *rapid.T) {
				n++
				may(func(ctx context.Context, tx postgres.Tx) error {
					return b.Bind(ctx, tx, member.Binding{Member: who(), Key: member.Key{Kind: member.Email, Value: fmt.Sprintf("p%d@%s", n, rapid.SampledFrom(domains).Draw(r, "domain"))}, Via: member.ByStaff, By: "staff:1"})
				})
			},
			"live": func(r *rapid.T) {
				code := rapid.SampledFrom([]string{"100000", "518057", ""}).Draw(r, "postcode")
				may(func(ctx context.Context, tx postgres.Tx) error {
					_, err := b.SaveAddress(ctx, tx, who(), 0, 0, member.Address{Recipient: "王", Line: "广东省深圳市南山区科技园路", Postcode: code}, false, "staff:1")
					return err
				})
			},
			"move_out": func(*rapid.T) {
				may(func(ctx context.Context, tx postgres.Tx) error {
					id := who()
					held, err := b.Addresses(ctx, tx, id)
					if err != nil || len(held) == 0 {
						return err
					}
					return b.ForgetAddress(ctx, tx, id, held[0].ID)
				})
			},
			"say_an_age": func(r *rapid.T) {
				age := rapid.SampledFrom([]string{"38", "20", ""}).Draw(r, "age")
				may(func(ctx context.Context, tx postgres.Tx) error {
					return b.SetFields(ctx, tx, who(), "staff:1", map[string][]string{"age": {age}}, func(member.Field) bool { return true })
				})
			},
			"agree": func(r *rapid.T) {
				granted := rapid.Bool().Draw(r, "granted")
				may(func(ctx context.Context, tx postgres.Tx) error {
					return b.StateConsents(ctx, tx, who(), member.Statement{Question: member.Question{Purpose: "marketing", Way: "sms"}, Granted: granted, Via: "paper", By: "staff:1"})
				})
			},
			"merge": func(*rapid.T) {
				may(func(ctx context.Context, tx postgres.Tx) error {
					m, err := b.Merge(ctx, tx, who(), who(), "same", 1)
					if err == nil {
						merges = append(merges, m.ID)
					}
					return err
				})
			},
			"unmerge": func(r *rapid.T) {
				if len(merges) == 0 {
					return
				}
				last := merges[len(merges)-1]
				may(func(ctx context.Context, tx postgres.Tx) error {
					_, err := b.Unmerge(ctx, tx, last, "not", 1)
					if err == nil {
						merges = merges[:len(merges)-1]
					}
					return err
				})
			},
			"repair": func(*rapid.T) {
				id := who()
				may(func(ctx context.Context, tx postgres.Tx) error {
					_, err := b.Repair(ctx, tx, []member.FindingRef{{id, "email_typo"}, {id, "name_form"}}, "staff:1", false)
					return err
				})
			},
			"": func(r *rapid.T) {
				steps++
				b.settle()
				told := b.all()
				_, err := b.db.Exec(b.t.Context(), `DELETE FROM member.finding`)
				if err != nil {
					r.Fatal(err)
				}
				b.in(func(ctx context.Context, tx postgres.Tx) error { _, err := b.Judge(ctx, tx, here...); return err })
				if anew := b.all(); !slices.Equal(told, anew) {
					r.Fatalf("told by notices: %v\nfrom scratch:    %v", told, anew)
				}
			},
		})
		return steps
	})
}
