package member_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// find returns whom a search shows, on pages of two.
func (b *bundle) find(text string) ([]member.ID, error) {
	b.t.Helper()
	search, err := b.ReadSearch(b.t.Context(), b.db, text)
	if err != nil {
		b.t.Fatal(err)
	}
	var all []member.ID
	for after := member.ID(0); ; {
		page, err := b.Page(b.t.Context(), b.db, search, after, 2)
		if err != nil {
			return nil, err
		}
		all = append(all, page.IDs...)
		if page.Next == 0 {
			return all, nil
		}
		after = page.Next
	}
}

// finds fails the test unless a search shows exactly these.
func (b *bundle) finds(t *testing.T, text string, want ...member.ID) {
	t.Helper()
	got, err := b.find(text)
	slices.Sort(want)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q found %v (%v), want %v", text, got, err, want)
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang := b.must(member.Join{Name: "王小明", Phone: "13800001234", Card: "VIP 0042"})
	fang := b.must(member.Join{Name: "王芳", Phone: "13900001234", Email: "fang@example.com"})
	chen := b.must(member.Join{Name: "陳重慶", Phone: "13700005678"})
	yuchi := b.must(member.Join{Name: "尉迟恭"})
	shan := b.must(member.Join{Name: "单雄信"})
	smith := b.must(member.Join{Name: "José Smith-Taylor", Phone: "+44 20 7946 0958"})
	wei := b.must(member.Join{Name: "Zhang Wei"})
	zhang := b.must(member.Join{Name: "张伟"})
	emoji := b.must(member.Join{Name: "😀小猫❤️"})
	nobody := b.must(member.Join{})
	for text, want := range map[string][]member.Member{
		// a phone, in any format
		"13800001234": {wang}, "138 0000 1234": {wang}, "+86-138-0000-1234": {wang}, "１３８００００１２３４": {wang}, "(+86)13800001234": {wang},
		"+442079460958": {smith}, "13800009999": {},
		// its last digits
		"1234": {wang, fang}, "5678": {chen}, "0958": {smith}, "234": {}, "9999": {},
		// cards and numbers
		"vip0042": {wang}, "VIP 0042": {wang}, nobody.Number: {nobody}, nobody.Number[:4] + " " + nobody.Number[4:8] + " " + nobody.Number[8:]: {nobody},
		// e-mail
		"FANG@example.com": {fang}, "fang@": {},
		// characters, from the beginning only
		"王": {wang, fang}, "王小": {wang}, "王 小明": {wang}, "小明": {}, "陈重": {chen}, "陳重慶": {chen}, "小猫": {emoji}, "😀小": {emoji},
		// pinyin by syllables, polyphones and compound surnames included
		"wang": {wang, fang}, "wangxiaoming": {wang}, "Wang Xiao Ming": {wang}, "xiaoming wang": {wang}, "wangx": {}, "wáng": {wang, fang},
		"chenchongqing": {chen}, "chenzhongqing": {}, "yuchi": {yuchi}, "weichi": {yuchi}, "yu": {yuchi}, "shan": {shan}, "danxiong": {shan},
		// initials
		"wxm": {wang}, "WF": {fang}, "ycg": {yuchi}, "cq": {},
		// letters
		"smi": {smith}, "jose": {smith}, "taylor jo": {smith}, "José Smith": {smith}, "mith": {}, "zhangwei": {wei, zhang}, "zhang wei": {wei, zhang}, "wei zhang": {wei, zhang},
		// several words must all fit
		"王 1234": {wang, fang}, "wxm 1234": {wang}, "1234 王芳": {fang}, "王芳 5678": {}, "wang 138 0000 1234": {wang}, "陈 5678": {chen}, "smi 0958": {smith},
		// what says nothing fits nobody
		"": {}, "   ": {}, "😀": {}, "%": {}, "---": {}, "' OR 1=1 --": {}, "\xff\x00": {}, strings.Repeat("王", 101): {}, "a b c d e f g h i j": {}, "1 2 3 王": {},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			ids := make([]member.ID, len(want))
			for i, m := range want {
				ids[i] = m.ID
			}
			b.finds(t, text, ids...)
		})
	}
}

func TestSearchOfWhomTooManyFit(t *testing.T) {
	t.Parallel()
	b := setup(t)
	many := make([]member.Join, 1200)
	for i := range many {
		many[i] = member.Join{Name: "王小" + string(rune('一'+i)), Phone: fmt.Sprintf("1380000%04d", i), Source: "test"}
	}
	joined := b.joinMany(many...)
	rare := b.must(member.Join{Name: "王伟", Phone: "13900000042"})
	b.finds(t, "王", rare.ID) // those who came in bulk are not there yet
	if n, err := b.IndexNames(t.Context()); err != nil || n != 1200 {
		t.Fatalf("indexed %d, %v", n, err)
	}
	for _, text := range []string{"王", "wang", "王小", "wang xiao"} {
		if got, err := b.find(text); !errors.Is(err, member.ErrTooCommon) {
			t.Errorf("%q: %d found, %v", text, len(got), err)
		}
	}
	// A second word that is rare narrows it, also when it is common by itself elsewhere.
	b.finds(t, "王 0042", joined[42].ID, rare.ID)
	b.finds(t, "wang 13800000007", joined[7].ID)
	b.finds(t, "王伟", rare.ID)
	b.finds(t, "wang wei", rare.ID)
	b.finds(t, "李 王", []member.ID{}...)
}

func TestWhoComesInBulkIsFoundAfterTheJob(t *testing.T) {
	t.Parallel()
	b := setup(t)
	joined := b.joinMany(member.Join{Name: "王小明", Phone: "13800001234", Source: "test"}, member.Join{Name: "李四", Source: "test"})
	b.finds(t, "王小明")
	b.finds(t, "13800001234", joined[0].ID) // whole identities are claims
	for _, want := range []int{2, 0} {
		if n, err := b.IndexNames(t.Context()); err != nil || n != want {
			t.Fatalf("indexed %d, want %d: %v", n, want, err)
		}
		b.finds(t, "王小明", joined[0].ID)
		b.finds(t, "ls", joined[1].ID)
	}
}

func TestIndexFollowsTheVault(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang, fang := b.must(member.Join{Name: "王小明", Phone: "13800001234"}), b.must(member.Join{Name: "王芳"})
	exec := func(sql string, args ...any) {
		t.Helper()
		if _, err := b.db.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	tokens := func(id member.ID) (n int) {
		t.Helper()
		if err := b.db.QueryRow(t.Context(), "SELECT count(*) FROM member.search_token WHERE member_id = $1", int64(id)).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	again := func(ids ...member.ID) {
		t.Helper()
		b.in(func(ctx context.Context, tx postgres.Tx) error { return b.Index(ctx, tx, ids...) })
	}
	if n := tokens(wang.ID); n != 8 {
		t.Errorf("a usual name and a phone have %d tokens", n)
	}
	t.Run("a_token_that_is_no_longer_true_shows_nobody", func(t *testing.T) {
		exec("INSERT INTO member.search_token (token, member_id) SELECT token, $2 FROM member.search_token WHERE member_id = $1",
			int64(wang.ID), int64(fang.ID)+1<<40)
		exec("DELETE FROM member.vault WHERE member_id = $1 AND field = 'name'", int64(wang.ID))
		b.finds(t, "王小明")
		b.finds(t, "1234", wang.ID)
	})
	t.Run("who_is_indexed_again_has_the_tokens_of_now", func(t *testing.T) {
		again(wang.ID)
		if n := tokens(wang.ID); n != 1 {
			t.Errorf("%d tokens are left", n)
		}
	})
	t.Run("who_is_erased_has_none", func(t *testing.T) {
		exec("DELETE FROM member.data_key WHERE member_id = $1", int64(fang.ID))
		again(wang.ID, fang.ID)
		if n := tokens(fang.ID); n != 0 {
			t.Errorf("%d tokens are left", n)
		}
		b.finds(t, "王芳")
	})
}
