package member_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Who was invited is counted for whoever the inviter is now, and once though he came
// in twice.
func TestWhomAMemberInvited(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	wang, _ := d.enter(phone)
	li, _ := d.enter("13900005678")
	invite := func(to string, by member.ID) member.ID {
		t.Helper()
		d.now.Advance(11 * time.Minute)
		if err := d.ask(to); err != nil {
			t.Fatal(err)
		}
		s, _, err := d.signIn(to, d.tray.last(), func(in *member.SigningIn) { in.Joining = &member.Joining{Source: "test", Inviter: d.Invitation(by)} })
		if err != nil {
			t.Fatal(err)
		}
		return s.Member.ID
	}
	says := func(who member.ID, joined int) {
		t.Helper()
		got, err := d.Invited(t.Context(), d.db, who)
		if err != nil || got.Joined != joined || len(got.Lately) != joined {
			t.Fatalf("%d joined, %d of them lately, %v; want %d", got.Joined, len(got.Lately), err, joined)
		}
		for i := range got.Lately {
			if i > 0 && got.Lately[i].After(got.Lately[i-1]) {
				t.Error("the last one does not come first")
			}
		}
	}
	says(wang.Member.ID, 0)
	first, second := invite("13700000001", wang.Member.ID), invite("13700000002", wang.Member.ID)
	third := invite("13700000003", li.Member.ID)
	says(wang.Member.ID, 2)
	says(li.Member.ID, 1)
	var merge member.Merge
	d.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		if _, err := d.Merge(ctx, tx, first, second, "same", 1); err != nil {
			return err
		}
		merge, err = d.Merge(ctx, tx, wang.Member.ID, li.Member.ID, "same", 1)
		return err
	})
	says(wang.Member.ID, 2)
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := d.Unmerge(ctx, tx, merge.ID, "two after all", 1)
		return err
	})
	says(wang.Member.ID, 1)
	says(li.Member.ID, 1)
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := d.Erase(ctx, tx, member.Erasing{Member: third, Cause: member.CauseAsked})
		return err
	})
	says(li.Member.ID, 1) // he joined, whoever he was
}
