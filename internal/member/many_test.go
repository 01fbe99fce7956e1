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
	"habitue/internal/member/membertest"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// joinMany lets people join in one transaction.
func (b *bundle) joinMany(joins ...member.Join) []member.Joined {
	b.t.Helper()
	var list []member.Joined
	b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		list, err = b.JoinMany(ctx, tx, joins)
		return err
	})
	return list
}

func phoneOf(i int) string { return fmt.Sprintf("139%08d", i) }

func TestJoinMany(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang := b.must(member.Join{Phone: "13800001234", Name: "王小明"})
	li := b.must(member.Join{Card: "C-77", Phone: "13800005678"})

	t.Run("each_gets_the_member_he_is", func(t *testing.T) {
		erp := []member.SystemNumber{{System: "erp", Number: "9"}}
		got := b.joinMany(
			member.Join{Phone: "+8613800001234", Name: "冒名", Source: "import"}, // 0 wang
			member.Join{Phone: "13700000001", External: erp, Source: "import"}, // 1 new
			member.Join{Phone: "13700000002", External: erp, Source: "import"}, // 2 is 1: the same number of the erp
			member.Join{Phone: "13700000002", Source: "import"},                // 3 new: 2 gave its phone to nobody
			member.Join{Card: "c-77", Phone: "13800001234", Source: "import"},  // 4 li: card before phone
			member.Join{Source: "import"},                                      // 5 new, without anything
		)
		if got[0].ID != wang.ID || !got[0].Known || got[0].Member != wang {
			t.Errorf("0: %+v", got[0])
		}
		if got[1].Known || got[2].ID != got[1].ID || !got[2].Known || got[2].Member != got[1].Member {
			t.Errorf("1: %+v\n2: %+v", got[1], got[2])
		}
		if got[3].Known || got[3].ID == got[1].ID || got[4].ID != li.ID || got[5].Known {
			t.Errorf("3: %+v\n4: %+v\n5: %+v", got[3], got[4], got[5])
		}
		if name := b.personal(wang.ID).Name; name != "王小明" {
			t.Errorf("a file renamed wang to %s", name)
		}
	})
	t.Run("the_same_list_twice_changes_nothing", func(t *testing.T) {
		joins := make([]member.Join, 500)
		for i := range joins {
			joins[i] = member.Join{Phone: phoneOf(i), Name: fmt.Sprint("客人", i), Source: "import"}
		}
		first, second := b.joinMany(joins...), b.joinMany(joins...)
		for i := range joins {
			if first[i].Known || !second[i].Known || first[i].Member != second[i].Member {
				t.Fatalf("%d: first %+v, then %+v", i, first[i], second[i])
			}
		}
		if p := b.personal(first[499].ID); p.Name != "客人499" || p.Phone() != "+86"+phoneOf(499) {
			t.Errorf("%q %q", p.Name, p.Phone())
		}
	})
	t.Run("a_wrong_one_is_named_and_nobody_joins", func(t *testing.T) {
		err := b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := b.JoinMany(t.Context(), tx, []member.Join{{Phone: "13600000001", Source: "x"}, {Phone: "1", Source: "x"}})
			return err
		})
		if e := errs.Of(err); !errors.Is(err, member.ErrInvalid) || e.Fields[0].Path != "[1].phone" {
			t.Fatal(err)
		}
		if _, err := b.Resolve(t.Context(), b.db, member.Phone, "13600000001"); !errors.Is(err, member.ErrUnknown) {
			t.Fatal(err)
		}
	})
	t.Run("nobody_is_no_trouble", func(t *testing.T) {
		if got := b.joinMany(); len(got) != 0 {
			t.Fatal(got)
		}
	})
}

// Lists that overlap, in opposite orders, at once: every phone ends with one
// member, and everybody is told the same.
func TestImportsAtOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	const imports, people = 6, 300
	got := make([][]member.Joined, imports)
	var group sync.WaitGroup
	for n := range imports {
		group.Go(func() {
			joins := make([]member.Join, people)
			for i := range joins {
				who := (i + n*50) % people
				if n%2 == 1 {
					who = people - 1 - who
				}
				joins[i] = member.Join{Phone: phoneOf(who), Card: fmt.Sprintf("K%05d", who), Source: "import"}
			}
			err := b.db.InTx(t.Context(), func(tx postgres.Tx) (err error) {
				got[n], err = b.JoinMany(t.Context(), tx, joins)
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	list, err := b.List(t.Context(), b.db, member.Cursor{}, 2*people)
	if err != nil || len(list) != people {
		t.Fatalf("%d members, %v", len(list), err)
	}
	byNumber := map[string]member.ID{}
	for _, m := range list {
		byNumber[m.Number] = m.ID
	}
	for n := range got {
		for _, j := range got[n] {
			if byNumber[j.Number] != j.ID {
				t.Fatalf("import %d was told %d for %s, who is %d", n, j.ID, j.Number, byNumber[j.Number])
			}
		}
	}
}

func BenchmarkJoinMany(b *testing.B) {
	db := pgtest.New(b).DB
	s := membertest.Service(b, db)
	const batch = 5_000
	n := 0
	for b.Loop() {
		joins := make([]member.Join, batch)
		for i := range joins {
			joins[i] = member.Join{
				Phone: phoneOf(n), Name: "王小明", Birthday: member.Birthday{Month: 5, Day: 1}, Source: "bench",
			}
			n++
		}
		err := db.InTx(b.Context(), func(tx postgres.Tx) error {
			_, err := s.JoinMany(b.Context(), tx, joins)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "members/s")
}

func BenchmarkJoin(b *testing.B) {
	db := pgtest.New(b).DB
	s := membertest.Service(b, db)
	n := 0
	for b.Loop() {
		err := db.InTx(b.Context(), func(tx postgres.Tx) error {
			_, err := s.Join(b.Context(), tx, member.Join{Phone: phoneOf(n), Name: "王小明", Source: "bench"})
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
}

func BenchmarkPersonalOf200(b *testing.B) {
	db := pgtest.New(b).DB
	s := membertest.Service(b, db)
	var ids []member.ID
	err := db.InTx(b.Context(), func(tx postgres.Tx) error {
		for i := range 200 {
			ids = append(ids, membertest.New(b, tx, s, membertest.Phone(phoneOf(i)), membertest.Name(strings.Repeat("王", 3))).ID)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if found, err := s.Personal(b.Context(), db, ids...); err != nil || len(found) != 200 {
			b.Fatal(len(found), err)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(time.Millisecond)/float64(b.N), "ms/page")
}

// A crowd that looks new is claimed without looking for each: who of it is known, or
// stands in it twice, is found by what cannot be claimed.
func TestOneOfACrowdIsKnown(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang := b.must(member.Join{Phone: "13800000007", Name: "王七", Source: "till"})
	joins := make([]member.Join, 1_200)
	for i := range joins {
		joins[i] = member.Join{Phone: fmt.Sprintf("139%08d", i), Source: "file"}
	}
	joins[7].Phone, joins[9].Phone = "13800000007", joins[8].Phone
	var joined []member.Joined
	b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		joined, err = b.JoinMany(ctx, tx, joins)
		return err
	})
	if !joined[7].Known || joined[7].ID != wang.ID {
		t.Errorf("the one who was known: %+v", joined[7])
	}
	if joined[8].Known || joined[9].ID != joined[8].ID || !joined[9].Known {
		t.Errorf("twice in the list: %+v and %+v", joined[8], joined[9])
	}
	ids := map[member.ID]bool{}
	for _, j := range joined {
		ids[j.ID] = true
	}
	if len(ids) != len(joins)-1 {
		t.Errorf("%d members", len(ids))
	}
}
