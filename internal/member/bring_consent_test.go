package member_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/platform/postgres"
)

// brought is a statement as a file makes it.
func brought(q member.Question, granted bool, reference string) member.Statement {
	st := member.Statement{Question: q, Granted: granted, By: "staff:1", Reference: reference, At: membertest.Now.Add(-time.Hour)}
	if granted {
		st.Text = 1
	}
	return st
}

// bring brings statements for one member.
func (b *bundle) bring(id member.ID, list ...member.Statement) (became []member.Outcome) {
	b.t.Helper()
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		all, err := b.BringConsents(ctx, tx, []member.BroughtFor{{Member: id, Statements: list}})
		if err == nil {
			became = all[0]
		}
		return err
	})
	return became
}

// holds is what is in force of all that a member spoke of.
func (b *bundle) holds(id member.ID) map[member.Question]bool {
	b.t.Helper()
	said, err := b.Said(b.t.Context(), b.db, id)
	if err != nil {
		b.t.Fatal(err)
	}
	held := map[member.Question]bool{}
	for q, c := range said[id] {
		held[q] = c.Granted
	}
	return held
}

// TestAFileNeverWidens: whatever was said before and whatever a file says, what was refused
// stays so; the file's yes counts only where nothing was said; and once it is taken back all
// is as it was.
func TestAFileNeverWidens(t *testing.T) {
	t.Parallel()
	b := setup(t)
	questions := []member.Question{news, {Purpose: member.Marketing, Way: member.ByEmail}, {Purpose: member.Serving, Way: member.BySMS}, {Purpose: member.Profiling}}
	rapid.Check(t, func(rt *rapid.T) {
		id := b.must(member.Join{}).ID
		for _, q := range questions {
			for range rapid.IntRange(0, 2).Draw(rt, "words before") {
				st := no(q, membertest.Now.Add(-time.Duration(rapid.IntRange(0, 120).Draw(rt, "minutes ago"))*time.Minute))
				if rapid.Bool().Draw(rt, "agreed") {
					st = yes(q, st.At)
				}
				if err := b.state(id, st); err != nil {
					rt.Fatal(err)
				}
			}
		}
		was := b.holds(id)
		var file []member.Statement
		for i, q := range questions {
			if rapid.Bool().Draw(rt, "in the file") {
				file = append(file, brought(q, rapid.Bool().Draw(rt, "granted"), fmt.Sprintf("opening:7:%d", i)))
			}
		}
		became := b.bring(id, file...)
		is := b.holds(id)
		for i, st := range file {
			before, spoken := was[st.Question]
			after := is[st.Question]
			switch {
			case spoken && !before && after:
				rt.Fatalf("%v was refused, and the file widened it", st.Question)
			case spoken && before && st.Granted && !after:
				rt.Fatalf("%v was agreed to, and a yes ended it", st.Question)
			case !spoken && after != st.Granted:
				rt.Fatalf("%v: nothing was said, and the file does not count", st.Question)
			case became[i] == member.Kept && after != st.Granted, became[i] != member.Kept && after != before:
				rt.Fatalf("%v became %d, and %t holds", st.Question, became[i], after)
			}
		}
		b.in(func(ctx context.Context, tx postgres.Tx) error { return b.UnsayConsents(ctx, tx, "opening:7:", id) })
		if again := b.holds(id); !maps.Equal(again, was) {
			rt.Fatalf("taken back: %v, before %v", again, was)
		}
	})
}

// TestBroughtConsentsOfMergedAndGone: the word of who was merged into a member counts, and
// who is a member no more agrees to nothing.
func TestBroughtConsentsOfMergedAndGone(t *testing.T) {
	t.Parallel()
	b := setup(t)
	stays, goes := b.must(member.Join{Phone: "13800000001"}).ID, b.must(member.Join{Phone: "13800000002"}).ID
	if err := b.state(goes, no(news, membertest.Now.Add(-time.Hour))); err != nil {
		t.Fatal(err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Merge(ctx, tx, stays, goes, "one person", 1)
		return err
	})
	if got := b.bring(stays, brought(news, true, "a")); got[0] != member.Refused || b.mayContact(stays, news) {
		t.Errorf("who was merged into him refused, and a file says yes: %v", got)
	}
	if got := b.bring(goes, brought(member.Question{Purpose: member.Marketing, Way: member.ByEmail}, true, "b")); got[0] != member.Refused {
		t.Errorf("who is another now agreed: %v", got)
	}
}

// TestWhatIsNoStatementIsNotBrought refuses a yes without a text, texts that there are not,
// the future, and what only guardians are asked.
func TestWhatIsNoStatementIsNotBrought(t *testing.T) {
	t.Parallel()
	b := setup(t)
	id := b.must(member.Join{}).ID
	for name, change := range map[string]func(*member.Statement){
		"a yes without a text":      func(st *member.Statement) { st.Text = 0 },
		"a text that there is not":  func(st *member.Statement) { st.Text = 99 },
		"from the future":           func(st *member.Statement) { st.At = membertest.Now.Add(time.Hour) },
		"without a reference":       func(st *member.Statement) { st.Reference = "" },
		"for a guardian":            func(st *member.Statement) { st.Question = member.Question{Purpose: member.Guardianship} },
		"by a way that there isn't": func(st *member.Statement) { st.Way = "fax" },
	} {
		st := brought(news, true, "x")
		change(&st)
		err := b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := b.BringConsents(t.Context(), tx, []member.BroughtFor{{Member: id, Statements: []member.Statement{st}}})
			return err
		})
		if err == nil {
			t.Errorf("%s is kept for a member", name)
		}
		if _, err := b.join(member.Join{Source: "import", Consents: []member.Statement{st}}); err == nil {
			t.Errorf("%s is kept for who joins", name)
		}
	}
	if held := b.holds(id); len(held) > 0 {
		t.Errorf("kept %v", held)
	}
}

// TestAFileDoesNotSpeakForMinors: a yes of who is one, or came of age and was not asked anew,
// waits; a no counts.
func TestAFileDoesNotSpeakForMinors(t *testing.T) {
	t.Parallel()
	d := openNursery(t)
	email := member.Question{Purpose: member.Marketing, Way: member.ByEmail}
	served := member.Question{Purpose: member.Serving, Way: member.BySMS}
	var joined []member.Joined
	d.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		joined, err = d.JoinMany(ctx, tx, []member.Join{{Phone: phone, Birthday: member.Birthday{Year: 2012, Month: 3, Day: 12}, Source: "import",
			Consents: []member.Statement{brought(news, true, "1"), brought(email, false, "2"), brought(served, true, "3")}}})
		return err
	})
	child := joined[0].ID
	if !slices.Equal(joined[0].Unasked, []member.Question{news}) {
		t.Errorf("withheld %v", joined[0].Unasked)
	}
	if held := d.holds(child); len(held) != 2 || held[email] || !held[served] {
		t.Errorf("a child said %v", held)
	}
	if got := d.bring(child, brought(news, true, "4")); got[0] != member.Unasked {
		t.Errorf("a child agreed: %v", got)
	}
	d.now.Advance(38 * time.Hour)
	if n, err := d.EndMinorities(t.Context()); err != nil || n != 1 {
		t.Errorf("%d ended: %v", n, err)
	}
	if got := d.bring(child, brought(news, true, "5"), brought(member.Question{Purpose: member.Marketing, Way: member.ByPush}, false, "6")); got[0] != member.Unasked || got[1] != member.Kept {
		t.Errorf("who was not asked anew: %v", got)
	}
}
