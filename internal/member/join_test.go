package member_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/org/orgtest"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

func TestJoin(t *testing.T) {
	t.Parallel()
	b := setup(t)
	var told []member.ID
	var mu sync.Mutex
	notice.Hear(b.deps.Notices, member.NoticeJoined, "test.on_joined", func(_ context.Context, m member.ID, ids []member.ID) error {
		mu.Lock()
		defer mu.Unlock()
		told = append(told, ids...)
		return nil
	})
	joined := time.Date(2025, 11, 3, 4, 5, 6, 0, time.UTC)
	var j member.Join
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		j = member.Join{
			Phone: "138 0000 1234", Email: "Wang@Example.com", Name: " 王  小明 ",
			Birthday: member.Birthday{Year: 1996, Month: 2, Day: 29},
			External: []member.SystemNumber{{System: "wechat", Number: "oAbC"}},
			Store:    orgtest.Store(t, tx, b.deps.Org, "SH-01"), Channel: orgtest.Channel(t, tx, b.deps.Org, "till"),
			Source: "till", JoinedAt: joined,
		}
		return nil
	})
	m := b.must(j)

	t.Run("the_member_reads_back_as_he_joined", func(t *testing.T) {
		got, err := b.Get(t.Context(), b.db, m.ID)
		if err != nil || got != m {
			t.Fatalf("joined %+v\nread   %+v, %v", m, got, err)
		}
		if m.Status != member.Active || !m.JoinedAt.Equal(joined) || !m.RecordedAt.Equal(membertest.Now) ||
			m.Birthday != (member.Birthday{Month: 2, Day: 29}) || m.Store != j.Store || m.Channel != j.Channel {
			t.Errorf("%+v", m)
		}
	})
	t.Run("he_has_a_number_with_a_check_digit", func(t *testing.T) {
		if len(m.Number) != 12 || !member.ValidNumber(m.Number) {
			t.Errorf("number %s", m.Number)
		}
	})
	t.Run("every_identity_leads_to_him", func(t *testing.T) {
		for _, k := range []member.Key{
			{member.Phone, "+8613800001234"}, {member.Phone, "13800001234"}, {member.Email, "WANG@example.com"},
			{member.External("wechat"), "oAbC"}, {member.Card, m.Number},
		} {
			if id, err := b.Resolve(t.Context(), b.db, k.Kind, k.Value); err != nil || id != m.ID {
				t.Errorf("%v leads to %d, %v", k, id, err)
			}
		}
		for _, k := range []member.Key{{member.External("wechat"), "OABC"}, {member.External("alipay"), "oAbC"}, {member.Card, "13800001234"}} {
			if id, err := b.Resolve(t.Context(), b.db, k.Kind, k.Value); !errors.Is(err, member.ErrUnknown) {
				t.Errorf("%v leads to %d, %v", k, id, err)
			}
		}
	})
	t.Run("the_vault_gives_back_what_he_told", func(t *testing.T) {
		p := b.personal(m.ID)
		if p.Name != "王 小明" || p.Phone() != "+8613800001234" || p.Email() != "wang@example.com" || p.BirthYear != 1996 {
			t.Errorf("%q %q %q %d", p.Name, p.Phone(), p.Email(), p.BirthYear)
		}
		if !slices.Contains(p.Identities, member.Key{Kind: member.External("wechat"), Value: "oAbC"}) {
			t.Errorf("identities %v", p.Identities)
		}
	})
	t.Run("his_identities_are_listed_without_their_values", func(t *testing.T) {
		found, err := b.Identities(t.Context(), b.db, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, i := range found[m.ID] {
			kinds = append(kinds, string(i.Kind))
		}
		if want := []string{"card", "email", "external:wechat", "phone"}; !slices.Equal(kinds, want) {
			t.Errorf("%v, want %v", kinds, want)
		}
	})
	t.Run("listeners_are_told", func(t *testing.T) {
		if err := b.deps.Notices.DrainNow(t.Context()); err != nil || !slices.Equal(told, []member.ID{m.ID}) {
			t.Errorf("told %v, %v", told, err)
		}
	})
	t.Run("nobody_else_joins_with_one_of_his_identities", func(t *testing.T) {
		for _, again := range []member.Join{
			{Phone: "+86 138-0000-1234"}, {Email: "wang@EXAMPLE.com"}, {Card: m.Number},
			{External: []member.SystemNumber{{System: "wechat", Number: "oAbC"}}},
			{Phone: "13900001234", Email: "wang@example.com", Name: "王小红"},
		} {
			_, err := b.join(again)
			if !errors.Is(err, member.ErrAlreadyKnown) || errs.Of(err).Params[0].Value != int64(m.ID) {
				t.Errorf("%v", err)
			}
		}
		if id, err := b.Resolve(t.Context(), b.db, member.Phone, "13900001234"); !errors.Is(err, member.ErrUnknown) {
			t.Errorf("the refused one left a claim for %d, %v", id, err)
		}
	})
	t.Run("who_tells_nothing_gets_a_card", func(t *testing.T) {
		quiet := b.must(member.Join{})
		if id, err := b.Resolve(t.Context(), b.db, member.Card, quiet.Number); err != nil || id != quiet.ID {
			t.Errorf("%d, %v", id, err)
		}
	})
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	b := setup(t)
	t.Run("the_card_somebody_brings_is_his_number", func(t *testing.T) {
		if m := b.must(member.Join{Card: "vip 0001"}); m.Number != "VIP0001" {
			t.Errorf("number %s", m.Number)
		}
	})
	t.Run("a_card_that_is_a_phone_finds_him_but_is_not_shown", func(t *testing.T) {
		m := b.must(member.Join{Card: "13800005678"})
		if strings.Contains(m.Number, "13800005678") || !member.ValidNumber(m.Number) {
			t.Errorf("number %s", m.Number)
		}
		if id, err := b.Resolve(t.Context(), b.db, member.Card, "138 0000 5678"); err != nil || id != m.ID {
			t.Errorf("%d, %v", id, err)
		}
	})
	t.Run("check_digits_are_the_usual_ones", func(t *testing.T) {
		for number, want := range map[string]bool{
			"79927398713": true, "79927398710": false, "4111111111111111": true, "0": false, "": false, "7992739871X": false,
		} {
			if member.ValidNumber(number) != want {
				t.Errorf("%s: %v", number, !want)
			}
		}
	})
}

func TestJoinsThatAreRefused(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for _, c := range []struct {
		name, field string
		join        member.Join
	}{
		{"a_phone_that_is_none", "phone", member.Join{Phone: "123"}},
		{"an_e-mail_that_is_none", "email", member.Join{Email: "wang"}},
		{"a_card_with_a_zero_byte", "card", member.Join{Card: "A\x00B"}},
		{"a_number_of_a_system_with_an_odd_name", "external[0]", member.Join{External: []member.SystemNumber{{"We Chat", "1"}}}},
		{"a_name_with_a_control_character", "name", member.Join{Name: "王\x07明"}},
		{"a_name_on_two_lines", "name", member.Join{Name: "王\n明"}},
		{"a_name_that_turns_the_text_around", "name", member.Join{Name: "王\u202E明"}},
		{"a_name_that_is_not_utf8", "name", member.Join{Name: "\xcd\xf5\xd0\xa1"}},
		{"a_name_of_a_hundred_and_one_characters", "name", member.Join{Name: strings.Repeat("王", 101)}},
		{"a_name_of_a_megabyte", "name", member.Join{Name: strings.Repeat("x", 1<<20)}},
		{"the_30th_of_february", "birthday", member.Join{Birthday: member.Birthday{Month: 2, Day: 30}}},
		{"the_29th_of_february_of_a_common_year", "birthday", member.Join{Birthday: member.Birthday{Year: 1995, Month: 2, Day: 29}}},
		{"a_birthday_to_come", "birthday", member.Join{Birthday: member.Birthday{Year: 2030, Month: 1, Day: 1}}},
		{"a_birthday_before_anybody", "birthday", member.Join{Birthday: member.Birthday{Year: 1899, Month: 1, Day: 1}}},
		{"a_birthday_without_a_day", "birthday", member.Join{Birthday: member.Birthday{Month: 5}}},
		{"a_negative_birthday", "birthday", member.Join{Birthday: member.Birthday{Month: -1, Day: -1}}},
		{"who_joined_tomorrow", "joined_at", member.Join{JoinedAt: membertest.Now.Add(24 * time.Hour)}},
		{"who_joined_before_anybody", "joined_at", member.Join{JoinedAt: time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC)}},
		{"a_source_that_is_too_long", "source", member.Join{Source: strings.Repeat("s", 65)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := b.join(c.join)
			e := errs.Of(err)
			if !errors.Is(err, member.ErrInvalid) || len(e.Fields) != 1 || e.Fields[0].Path != c.field {
				t.Fatalf("%v, want %s refused", err, c.field)
			}
			if len(err.Error()) > 200 {
				t.Errorf("the error has %d bytes", len(err.Error()))
			}
		})
	}
	t.Run("all_that_is_wrong_is_said_at_once", func(t *testing.T) {
		_, err := b.join(member.Join{Phone: "1", Email: "x", Name: "\x01"})
		if e := errs.Of(err); e == nil || len(e.Fields) != 3 {
			t.Fatal(err)
		}
	})
	t.Run("nothing_was_written", func(t *testing.T) {
		if list, err := b.List(t.Context(), b.db, member.Cursor{}, 10); err != nil || len(list) != 0 {
			t.Fatalf("%v, %v", list, err)
		}
	})
}

func TestNamesThatLookLikeAttacks(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for _, name := range []string{
		`Robert'); DROP TABLE member.member;--`, `<script>alert(1)</script>`, `=HYPERLINK("http://x")`, `$1`, `\`, `%s%n`, `O’Brien-Šmíd`, `👨‍👩‍👧`,
	} {
		m := b.must(member.Join{Name: name})
		if got := b.personal(m.ID).Name; got != name {
			t.Errorf("%q came back as %q", name, got)
		}
	}
}

func TestManyWhoJoinWithOnePhoneAtOnce(t *testing.T) {
	t.Parallel()
	b := setup(t)
	const people = 12
	ids, errors_ := make([]member.ID, people), make([]error, people)
	var group sync.WaitGroup
	for i := range people {
		group.Go(func() {
			m, err := b.join(member.Join{Phone: "13800001234", Name: "王小明"})
			ids[i], errors_[i] = m.ID, err
		})
	}
	group.Wait()
	winner, err := b.Resolve(t.Context(), b.db, member.Phone, "13800001234")
	if err != nil {
		t.Fatal(err)
	}
	won := 0
	for i := range people {
		switch err := errors_[i]; {
		case err == nil && ids[i] == winner:
			won++
		case !errors.Is(err, member.ErrAlreadyKnown) || errs.Of(err).Params[0].Value != int64(winner):
			t.Errorf("person %d: member %d, %v; the winner is %d", i, ids[i], err, winner)
		}
	}
	if list, err := b.List(t.Context(), b.db, member.Cursor{}, 10); won != 1 || err != nil || len(list) != 1 {
		t.Fatalf("%d won, %d members, %v", won, len(list), err)
	}
}
