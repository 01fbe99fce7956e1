package member_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/platform/postgres"
)

func TestList(t *testing.T) {
	t.Parallel()
	b := setup(t)
	var want []member.ID
	for i := range 25 {
		// Five at each instant: the id decides among them.
		want = append(want, b.must(member.Join{JoinedAt: membertest.Now.Add(-time.Duration(i/5) * time.Hour)}).ID)
	}
	var got []member.ID
	var at member.Cursor
	for {
		page, err := b.List(t.Context(), b.db, at, 4)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, m := range page {
			got = append(got, m.ID)
		}
		at = page[len(page)-1].Cursor()
	}
	for i := range 5 {
		slices.Sort(want[5*i : 5*i+5])
		slices.Reverse(want[5*i : 5*i+5])
	}
	if !slices.Equal(got, want) {
		t.Fatalf("listed %v\nwant   %v", got, want)
	}
}

func TestResolveMany(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang := b.must(member.Join{Phone: "13800001234"})
	phone, again := member.Key{member.Phone, "138 0000 1234"}, member.Key{member.Phone, "+8613800001234"}
	found, err := b.ResolveMany(t.Context(), b.db, []member.Key{
		phone, again, phone, {member.Phone, "13900001234"}, {member.Phone, "no phone"}, {member.Card, "\xff"}, {"odd\x00kind", "x"},
	})
	if err != nil || len(found) != 2 || found[phone] != wang.ID || found[again] != wang.ID {
		t.Fatalf("%v, %v", found, err)
	}
}

func TestWhatDoesNotExist(t *testing.T) {
	t.Parallel()
	b := setup(t)
	m := b.must(member.Join{})
	if _, err := b.Get(t.Context(), b.db, m.ID+1); !errors.Is(err, member.ErrUnknown) {
		t.Errorf("get: %v", err)
	}
	if _, err := b.Resolve(t.Context(), b.db, member.Phone, "13800001234"); !errors.Is(err, member.ErrUnknown) {
		t.Errorf("resolve: %v", err)
	}
	if _, err := b.Resolve(t.Context(), b.db, member.Phone, "nonsense"); !errors.Is(err, member.ErrBadIdentity) {
		t.Errorf("resolve nonsense: %v", err)
	}
	unknown, err := b.Unknown(t.Context(), b.db, -5, m.ID, 0, m.ID+1)
	if err != nil || !slices.Equal(unknown, []member.ID{-5, 0, m.ID + 1}) {
		t.Errorf("unknown: %v, %v", unknown, err)
	}
	if found, err := b.Personal(t.Context(), b.db, m.ID+1); err != nil || len(found) != 0 {
		t.Errorf("personal: %v, %v", found, err)
	}
}

func TestLock(t *testing.T) {
	t.Parallel()
	b := setup(t)
	wang, li := b.must(member.Join{}), b.must(member.Join{})
	t.Run("another_transaction_waits", func(t *testing.T) {
		b.in(func(ctx context.Context, tx postgres.Tx) error {
			if id, err := b.Lock(ctx, tx, wang.ID); err != nil || id != wang.ID {
				t.Errorf("locked %d, %v", id, err)
			}
			err := b.db.InTx(ctx, func(other postgres.Tx) error {
				if _, err := other.Exec(ctx, "SET LOCAL lock_timeout = '20ms'"); err != nil {
					return err
				}
				_, err := b.Lock(ctx, other, wang.ID)
				return err
			})
			if err == nil || !strings.Contains(err.Error(), "55P03") {
				t.Errorf("the other one got it, or failed otherwise: %v", err)
			}
			return nil
		})
	})
	t.Run("a_merged_member_is_answered_by_the_one_who_stands_for_him", func(t *testing.T) {
		_, err := b.db.Exec(t.Context(), "UPDATE member.member SET status = 'merged', merged_into = $2 WHERE member_id = $1",
			int64(wang.ID), int64(li.ID))
		if err != nil {
			t.Fatal(err)
		}
		b.in(func(ctx context.Context, tx postgres.Tx) error {
			if id, err := b.Lock(ctx, tx, wang.ID); err != nil || id != li.ID {
				t.Errorf("locked %d, %v", id, err)
			}
			if _, err := b.Lock(ctx, tx, li.ID+1); !errors.Is(err, member.ErrUnknown) {
				t.Errorf("locked who does not exist: %v", err)
			}
			return nil
		})
	})
}
