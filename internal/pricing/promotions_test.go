package pricing_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
)

func (s *shop) draft(rule pricing.Rule) pricing.Promotion {
	s.T.Helper()
	var p pricing.Promotion
	s.Tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		p, _, err = s.pricing.Create(ctx, tx, rule, by)
		return err
	})
	return p
}

func onDays(rule pricing.Rule, w terms.When) pricing.Rule {
	rule.Offer.When = w
	return rule
}

func TestAListIsNarrowedByStateKindAndName(t *testing.T) {
	t.Parallel()
	s := open(t)
	date := func(days int) string { return s.day().AddDate(0, 0, days).Format(time.DateOnly) }
	percent := pricing.Rule{Name: i18n.Of("周末八折", "Weekend sale"), Offer: terms.Offer{Benefit: terms.Benefit{Kind: terms.PercentOff, Rate: money.RateBps(2_000)}}}
	draft := s.draft(percent)
	live := s.promote(off(5_00, pricing.Limits{}))
	ahead := s.promote(onDays(off(5_00, pricing.Limits{}), terms.When{From: date(1)}))
	over := s.promote(onDays(off(5_00, pricing.Limits{}), terms.When{Until: date(-1)}))
	lastDay := s.promote(onDays(off(5_00, pricing.Limits{}), terms.When{Until: date(0)}))
	ended := s.promote(off(5_00, pricing.Limits{}))
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.pricing.End(ctx, tx, ended.ID, by)
		return err
	})
	for _, c := range []struct {
		name   string
		filter pricing.Filter
		want   []pricing.PromotionID
	}{
		{"all_the_newest_first", pricing.Filter{}, []pricing.PromotionID{ended.ID, lastDay.ID, over.ID, ahead.ID, live.ID, draft.ID}},
		{"drafts", pricing.Filter{State: pricing.Draft}, []pricing.PromotionID{draft.ID}},
		{"live_on_the_last_day_too", pricing.Filter{State: pricing.Running}, []pricing.PromotionID{lastDay.ID, live.ID}},
		{"over", pricing.Filter{State: pricing.Over}, []pricing.PromotionID{over.ID}},
		{"scheduled", pricing.Filter{State: pricing.Scheduled}, []pricing.PromotionID{ahead.ID}},
		{"ended", pricing.Filter{State: pricing.Ended}, []pricing.PromotionID{ended.ID}},
		{"by_what_a_draft_is_to_say", pricing.Filter{Kind: terms.PercentOff}, []pricing.PromotionID{draft.ID}},
		{"by_a_part_of_the_name", pricing.Filter{Text: "WEEK"}, []pricing.PromotionID{draft.ID}},
		{"by_its_other_name", pricing.Filter{Text: "八折"}, []pricing.PromotionID{draft.ID}},
		{"by_all_at_once", pricing.Filter{State: pricing.Running, Text: "week"}, nil},
	} {
		list, err := s.pricing.List(t.Context(), s.DB.DB, c.filter, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []pricing.PromotionID
		for _, p := range list {
			got = append(got, p.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	page, err := s.pricing.List(t.Context(), s.DB.DB, pricing.Filter{State: pricing.Running}, lastDay.ID, 1)
	if err != nil || len(page) != 1 || page[0].ID != live.ID {
		t.Errorf("the next page is %+v, %v", page, err)
	}
}

func TestACalendarShowsTheDaysOnWhichPromotionsApply(t *testing.T) {
	t.Parallel()
	s := open(t)
	first := s.day().AddDate(0, 1, 1-s.day().Day()) // of the next month
	last := first.AddDate(0, 1, -1)
	on := func(day time.Time) string { return day.Format(time.DateOnly) }
	always := s.promote(off(1_00, pricing.Limits{}))
	sunday := s.draft(onDays(off(2_00, pricing.Limits{}), terms.When{Weekdays: []int{7}}))
	three := s.promote(onDays(off(3_00, pricing.Limits{}), terms.When{From: on(first.AddDate(0, 0, 9)), Until: on(first.AddDate(0, 0, 11))}))
	s.promote(onDays(off(4_00, pricing.Limits{}), terms.When{Until: on(first.AddDate(0, 0, -1))}))
	bars, err := s.pricing.Calendar(t.Context(), s.DB.DB, first, last)
	if err != nil || len(bars) != 3 {
		t.Fatalf("%d bars, %v", len(bars), err)
	}
	if bars[0].ID != three.ID || len(bars[0].Days) != 3 || !bars[0].Days[0].Equal(first.AddDate(0, 0, 9)) {
		t.Errorf("three days first: %v", bars[0].Days)
	}
	if bars[1].ID != sunday.ID || len(bars[1].Days) < 4 || bars[1].Days[0].Weekday() != time.Sunday {
		t.Errorf("then a draft's sundays: %v", bars[1].Days)
	}
	if bars[2].ID != always.ID || len(bars[2].Days) != last.Day() {
		t.Errorf("then the whole month: %v", bars[2].Days)
	}
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		_, err := s.pricing.End(ctx, tx, always.ID, by)
		return err
	})
	bars, err = s.pricing.Calendar(t.Context(), s.DB.DB, first, last)
	if err != nil || len(bars) != 2 {
		t.Errorf("what was ended goes on: %d bars, %v", len(bars), err)
	}
}

func TestWhatIsUsedOfLimitsIsToldAndFound(t *testing.T) {
	t.Parallel()
	s := open(t)
	p := s.promote(off(7_00, pricing.Limits{Total: pricing.Limit{Money: 100_00}, Day: pricing.Limit{Uses: 2}, Member: pricing.Limit{Uses: 5}}))
	for _, key := range []string{"a", "b"} {
		s.Tx(func(ctx context.Context, tx postgres.Tx) error {
			return s.pricing.Reserve(ctx, tx, pricing.Reserving{Key: key, Member: 7, Day: s.day(), ExpiresAt: s.Clock.Now().Add(time.Minute),
				Claims: []pricing.Claim{{Promotion: p.ID, Version: p.Version, Money: 7_00}}})
		})
	}
	u, err := s.pricing.Used(t.Context(), s.DB.DB, p)
	if err != nil || u.Total.Money != 14_00 || u.Day.Uses != 2 || u.Members != 1 {
		t.Fatalf("%+v, %v", u, err)
	}
	found, _, err := s.pricing.Findings(t.Context(), s.DB.DB, nil)
	if err != nil || len(found) != 1 || found[0].Code != pricing.FoundUsedToday || found[0].What != "uses" {
		t.Fatalf("%+v, %v", found, err)
	}
	s.Clock.Advance(24 * time.Hour)
	draft := pricing.Promotion{Rule: onDays(off(7_00, pricing.Limits{}), terms.When{Levels: []string{"emerald"}, Stores: []string{"nowhere"}})}
	found, _, err = s.pricing.Findings(t.Context(), s.DB.DB, &draft)
	if err != nil || len(found) != 2 || found[0].Code != pricing.FoundNoLevel || found[1].Code != pricing.FoundNoStore || found[0].Promotion != 0 {
		t.Fatalf("%+v, %v", found, err)
	}
}

func TestWhatIsYetToBeginIsLookedAt(t *testing.T) {
	t.Parallel()
	s := open(t)
	twin := s.promote(off(7_00, pricing.Limits{}))
	scheduled := func(rule pricing.Rule) (id pricing.PromotionID) {
		s.Tx(func(ctx context.Context, tx postgres.Tx) error {
			p, draft, err := s.pricing.Create(ctx, tx, rule, by)
			if err != nil {
				return err
			}
			id = p.ID
			_, err = s.pricing.Rules(p.ID).Publish(ctx, tx, draft.Number, s.Clock.Now().AddDate(0, 0, 3), by)
			return err
		})
		s.pricing.Forget()
		return id
	}
	again := scheduled(off(7_00, pricing.Limits{}))
	never := scheduled(onDays(off(9_00, pricing.Limits{}), terms.When{Until: s.day().AddDate(0, 0, 1).Format(time.DateOnly)}))
	group := func(r pricing.Rule) pricing.Rule { r.Offer.Stacking.Groups = []string{"once"}; return r }
	weak := s.promote(group(off(1_00, pricing.Limits{})))
	strong := scheduled(group(off(2_00, pricing.Limits{})))
	weaker := scheduled(group(off(50, pricing.Limits{})))
	found, looked, err := s.pricing.Findings(t.Context(), s.DB.DB, nil)
	if err != nil || len(looked) != 6 {
		t.Fatalf("%d looked at, %v", len(looked), err)
	}
	code := map[pricing.PromotionID]string{}
	for _, f := range found {
		code[f.Promotion] += f.Code
	}
	want := map[pricing.PromotionID]string{twin.ID: pricing.FoundDoubled, again: pricing.FoundDoubled, never: pricing.FoundNoDay, weaker: pricing.FoundOutdone}
	if len(code) != len(want) { // weak still applies before strong begins
		t.Errorf("%+v; weak is %d, strong %d", found, weak.ID, strong)
	}
	for id, w := range want {
		if code[id] != w {
			t.Errorf("promotion %d: %q, want %q", id, code[id], w)
		}
	}
}

// What is live is everybody's: looking at it beside a draft takes nothing of it away.
func TestFindingsLeaveWhatIsLiveAsItIs(t *testing.T) {
	t.Parallel()
	s := open(t)
	first, second := s.promote(off(7_00, pricing.Limits{})), s.promote(off(9_00, pricing.Limits{}))
	if _, _, err := s.pricing.Findings(t.Context(), s.DB.DB, &pricing.Promotion{ID: first.ID, Rule: off(5_00, pricing.Limits{})}); err != nil {
		t.Fatal(err)
	}
	live, err := s.pricing.Live(t.Context(), s.DB.DB, s.Clock.Now())
	if err != nil || len(live) != 2 || live[0].ID != first.ID || live[1].ID != second.ID {
		t.Errorf("%+v, %v", live, err)
	}
}
