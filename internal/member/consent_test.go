package member_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

var news = member.Question{Purpose: member.Marketing, Way: member.BySMS}

func yes(q member.Question, at time.Time) member.Statement {
	return member.Statement{Question: q, Granted: true, Text: 1, Via: member.ViaMemberCentre, By: "member", At: at}
}

func no(q member.Question, at time.Time) member.Statement {
	return member.Statement{Question: q, Via: member.ViaMemberCentre, By: "member", At: at}
}

// state records statements in a transaction of their own.
func (b *bundle) state(id member.ID, list ...member.Statement) error {
	return b.db.InTx(b.t.Context(), func(tx postgres.Tx) error { return b.StateConsents(b.t.Context(), tx, id, list...) })
}

func (b *bundle) mayContact(id member.ID, q member.Question) bool {
	b.t.Helper()
	may, err := b.MayContact(b.t.Context(), b.db, id, q.Purpose, q.Way)
	if err != nil {
		b.t.Fatal(err)
	}
	return may
}

func (b *bundle) exec(sql string, args ...any) {
	b.t.Helper()
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
}

// TestConsentFollowsAModel states things in any order, some of them twice, and
// compares what is in force with a model that sees all of them sorted by the world's time.
func TestConsentFollowsAModel(t *testing.T) {
	t.Parallel()
	b := setup(t)
	questions := []member.Question{news, {Purpose: member.Marketing, Way: member.ByEmail}, {Purpose: member.Serving, Way: member.BySMS}, {Purpose: member.Profiling}}
	rapid.Check(t, func(rt *rapid.T) {
		id := b.must(member.Join{}).ID
		type said struct {
			at      time.Time
			granted bool
		}
		model := map[member.Question]said{}
		var all []member.Statement
		for i := range rapid.IntRange(1, 12).Draw(rt, "statements") {
			q := rapid.SampledFrom(questions).Draw(rt, "question")
			at := membertest.Now.Add(-time.Duration(rapid.IntRange(0, 4).Draw(rt, "minutes ago")) * time.Minute)
			st := no(q, at)
			if rapid.Bool().Draw(rt, "granted") {
				st = yes(q, at)
			}
			st.Reference = fmt.Sprintf("r%d", i)
			all = append(all, st)
		}
		distinct := len(all)
		for range rapid.IntRange(0, 4).Draw(rt, "duplicates") {
			all = append(all, rapid.SampledFrom(all).Draw(rt, "again"))
		}
		for _, st := range rapid.Permutation(all).Draw(rt, "order") {
			if err := b.state(id, st); err != nil {
				rt.Fatal(err)
			}
			m, ok := model[st.Question]
			switch {
			case !ok || st.At.After(m.at):
				m = said{st.At, st.Granted}
			case st.At.Equal(m.at):
				m.granted = m.granted && st.Granted
			}
			model[st.Question] = m
			for _, q := range questions {
				want := q.Purpose == member.Serving
				if m, ok := model[q]; ok {
					want = m.granted
				}
				if got := b.mayContact(id, q); got != want {
					rt.Fatalf("%v: %t, want %t", q, got, want)
				}
			}
		}
		list, err := b.Consents(t.Context(), b.db, id)
		if err != nil {
			rt.Fatal(err)
		}
		for _, c := range list {
			if m, ok := model[c.Question]; ok && (c.Granted != m.granted || !c.Since.Equal(m.at)) {
				rt.Fatalf("%+v, want %+v", c, m)
			}
		}
		kept, err := b.ConsentHistory(t.Context(), b.db, id, 0, 100)
		if err != nil || len(kept) != distinct {
			rt.Fatalf("%d of %d statements kept: %v", len(kept), distinct, err)
		}
	})
}

func TestNothingIsAllowedWithoutAWordButService(t *testing.T) {
	t.Parallel()
	b := setup(t)
	id := b.must(member.Join{}).ID
	list, err := b.Consents(t.Context(), b.db, id)
	if err != nil || len(list) != 12 {
		t.Fatalf("%d questions: %v", len(list), err)
	}
	for _, c := range list {
		if want := c.Purpose == member.Serving; c.Granted != want || !c.Since.IsZero() || b.mayContact(id, c.Question) != want {
			t.Errorf("%+v", c)
		}
	}
	if b.mayContact(id, member.Question{Purpose: member.Serving}) || b.mayContact(id, member.Question{Purpose: "anything", Way: member.BySMS}) {
		t.Error("what is no question was allowed")
	}
}

func TestConsentChangedIsSaidOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	notice.Hear(b.deps.Notices, member.NoticeConsentChanged, "test.on_consent", func(context.Context, member.ID, []member.ID) error { return nil })
	id := b.must(member.Join{}).ID
	spoken := func(want int) {
		t.Helper()
		var n int
		if err := b.db.QueryRow(t.Context(), `SELECT count(*) FROM notice.pending WHERE kind = 'member.consent_changed'`).Scan(&n); err != nil || n != want {
			t.Fatalf("%d notices, want %d: %v", n, want, err)
		}
	}
	for i, step := range []struct {
		said member.Statement
		want int
	}{
		{yes(news, membertest.Now.Add(-time.Hour)), 1},
		{yes(news, membertest.Now.Add(-time.Minute)), 1},
		{no(news, membertest.Now.Add(-2*time.Hour)), 1}, // late: changes nothing
		{no(news, time.Time{}), 2},
	} {
		if err := b.state(id, step.said); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		spoken(step.want)
	}
	if b.mayContact(id, news) {
		t.Error("may be contacted after withdrawing")
	}
}

func TestWhoIsGoneIsNeverContacted(t *testing.T) {
	t.Parallel()
	b := setup(t)
	stays, other := b.must(member.Join{}).ID, b.must(member.Join{}).ID
	for _, status := range []member.Status{member.Left, member.Erased, member.Merged} {
		id := b.must(member.Join{}).ID
		if err := b.state(id, yes(news, time.Time{})); err != nil || !b.mayContact(id, news) {
			t.Fatal(err)
		}
		into := postgres.Optional(int64(0))
		if status == member.Merged {
			into = postgres.Optional(int64(stays))
		}
		b.exec(`UPDATE member.member SET status = $2, merged_into = $3 WHERE member_id = $1`, int64(id), string(status), into)
		serving := member.Question{Purpose: member.Serving, Way: member.BySMS}
		if b.mayContact(id, news) || b.mayContact(id, serving) {
			t.Errorf("%s: may be contacted", status)
		}
		if err := b.state(id, yes(news, time.Time{})); !errors.Is(err, member.ErrHasLeft) {
			t.Errorf("%s: %v", status, err)
		}
	}
	if b.mayContact(stays, news) {
		t.Error("a merge passed on a permission")
	}
	if err := b.state(other, yes(news, time.Time{})); err != nil {
		t.Fatal(err)
	}
	may, err := b.MayContactMany(t.Context(), b.db, news.Purpose, news.Way, stays, other)
	if err != nil || len(may) != 1 || !may[other] {
		t.Error(may, err)
	}
}

func TestStatementsThatAreRefused(t *testing.T) {
	t.Parallel()
	b := setup(t)
	id := b.must(member.Join{}).ID
	text := yes(news, time.Time{})
	text.Text = 7
	unread := yes(news, time.Time{})
	unread.Text = 0
	for name, c := range map[string]struct {
		said member.Statement
		want error
	}{
		"a text that there never was":   {text, member.ErrNoConsentText},
		"a yes to no text":              {unread, member.ErrBadConsent},
		"a time to come":                {yes(news, membertest.Now.Add(time.Second)), member.ErrBadConsent},
		"a purpose without its way":     {yes(member.Question{Purpose: member.Marketing}, time.Time{}), member.ErrBadConsent},
		"a way that fits no purpose":    {yes(member.Question{Purpose: member.Profiling, Way: member.BySMS}, time.Time{}), member.ErrBadConsent},
		"a partner with a hostile name": {yes(member.Question{Purpose: member.Sharing("x' OR 1=1")}, time.Time{}), member.ErrBadConsent},
	} {
		if err := b.state(id, c.said); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := b.state(id+1000, yes(news, time.Time{})); !errors.Is(err, member.ErrUnknown) {
		t.Error(err)
	}
}

func TestATextIsNeverChanged(t *testing.T) {
	t.Parallel()
	b := setup(t)
	revise := func(p member.Purpose, after int) (text member.ConsentText, err error) {
		err = b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			text, err = b.ReviseConsentText(t.Context(), tx, member.ConsentText{Purpose: p, TitleZh: "新", TitleEn: "New", BodyZh: "新的说法", BodyEn: "Another wording", CreatedBy: "test"}, after)
			return err
		})
		return text, err
	}
	id := b.must(member.Join{}).ID
	if err := b.state(id, yes(news, time.Time{})); err != nil {
		t.Fatal(err)
	}
	if text, err := revise(member.Marketing, 1); err != nil || text.Version != 2 {
		t.Fatal(text, err)
	}
	if _, err := revise(member.Marketing, 1); !errors.Is(err, member.ErrTextMoved) {
		t.Error(err)
	}
	if kept, err := b.ConsentHistory(t.Context(), b.db, id, 0, 9); err != nil || kept[0].Text != 1 || !b.mayContact(id, news) {
		t.Error(kept, err)
	}
	if _, err := revise("", 0); errs.KindOf(err) != errs.Invalid {
		t.Error(err)
	}
	mall := member.Question{Purpose: member.Sharing("mall")}
	if text, err := revise(mall.Purpose, 0); err != nil || text.Version != 1 {
		t.Fatal(text, err)
	}
	if list, err := b.Consents(t.Context(), b.db, id); err != nil || len(list) != 13 || list[12].Question != mall || list[12].Granted {
		t.Error(list, err)
	}
	if _, err := b.db.Exec(t.Context(), `UPDATE member.consent_text SET body_en = 'x'`); err == nil {
		t.Error("the serving role may change a text")
	}
	if _, err := b.db.Exec(t.Context(), `DELETE FROM member.consent`); err == nil {
		t.Error("the serving role may delete a statement")
	}
}
