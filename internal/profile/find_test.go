package profile_test

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/profile"
)

// person is a member as this test made one, and what is known of him.
type person struct {
	id            member.ID
	joined, last  time.Time
	home          org.StoreID
	channel       org.ChannelID
	source, level string
	class         profile.Class
	r, f, m       int
	spend         int64
	labels        []string
	bought        []org.StoreID
	hidden        bool // merged away
}

func (p person) fits(f profile.Filter) bool {
	all := func(wanted []string, has func(string) bool) bool {
		return !slices.ContainsFunc(wanted, func(w string) bool { return !has(w) })
	}
	in := func(n int, list []int) bool { return len(list) == 0 || slices.Contains(list, n) }
	switch {
	case p.hidden, f.Among != nil && !slices.Contains(f.Among, p.id):
		return false
	case len(f.Levels) > 0 && !slices.Contains(f.Levels, p.level) && (!f.Unranked || p.level != ""):
		return false
	case len(f.Homes) > 0 && !slices.Contains(f.Homes, p.home), len(f.Channels) > 0 && !slices.Contains(f.Channels, p.channel):
		return false
	case len(f.Bought) > 0 && !slices.ContainsFunc(p.bought, func(s org.StoreID) bool { return slices.Contains(f.Bought, s) }):
		return false
	case len(f.Sources) > 0 && !slices.Contains(f.Sources, p.source), len(f.Classes) > 0 && !slices.Contains(f.Classes, p.class):
		return false
	case !in(p.r, f.R), !in(p.f, f.F), !in(p.m, f.M), !all(f.Labels, func(l string) bool { return slices.Contains(p.labels, l) }):
		return false
	case !f.LastOrder.First.IsZero() && p.last.Before(f.LastOrder.First):
		return false
	case !f.LastOrder.Last.IsZero() && (p.last.After(f.LastOrder.Last) || p.class == profile.None):
		return false
	}
	return !p.joined.Before(f.Joined.From) && (f.Joined.Until.IsZero() || p.joined.Before(f.Joined.Until))
}

// crowd makes members with every combination of what is known, at random.
func (b *bundle) crowd(random *rand.Rand, n int) []person {
	b.t.Helper()
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	var list []person
	begin := b.Clock.Now().Truncate(24 * time.Hour)
	stores := []org.StoreID{0, 11, 12, 13}
	exec := func(sql string, args ...any) {
		b.t.Helper()
		if _, err := b.owner.Exec(b.t.Context(), sql, args...); err != nil {
			b.t.Fatal(err)
		}
	}
	for i := range n {
		p := person{
			joined: begin.Add(-time.Duration(random.IntN(40)) * time.Hour), home: stores[random.IntN(4)], channel: org.ChannelID(random.IntN(3)),
			source: pick("till", "import", "app"), level: pick("", "basic", "gold"), class: profile.None,
		}
		b.Tx(func(ctx context.Context, tx postgres.Tx) error {
			m, err := b.Members.Join(ctx, tx, member.Join{Source: p.source, JoinedAt: p.joined, Store: p.home, Channel: p.channel})
			p.id = m.ID
			return err
		})
		if p.level != "" {
			exec(`INSERT INTO tier.standing (member_id, ladder_id, level, since, ladder_version) VALUES ($1, 1, $2, $3, 1)`, int64(p.id), p.level, begin)
		}
		if random.IntN(4) > 0 {
			p.class, p.last = profile.Class(pick("high", "medium", "low", "dormant")), begin.AddDate(0, 0, -random.IntN(20))
			p.r, p.f, p.m, p.spend = 1+random.IntN(5), 1+random.IntN(5), 1+random.IntN(5), int64(random.IntN(5)*1000)
			exec(`INSERT INTO profile.rfm (member_id, brand_id, as_of, first_order_on, last_order_on, orders, spend, r, f, m, class, since, rule_version, rule_no)
				VALUES ($1, 0, $2, $2, $2, 1, $3, $4, $5, $6, $7, $2, 1, 0)`, int64(p.id), p.last, p.spend, p.r, p.f, p.m, string(p.class))
			// What one brand says of him must not count him twice.
			exec(`INSERT INTO profile.rfm (member_id, brand_id, as_of, first_order_on, last_order_on, orders, spend, r, f, m, class, since, rule_version, rule_no)
				VALUES ($1, 7, $2, $2, $2, 1, 1, 1, 1, 1, 'low', $2, 1, 0)`, int64(p.id), p.last)
		}
		for _, label := range []string{"vip", "birthday"} {
			switch random.IntN(4) {
			case 0:
				p.labels = append(p.labels, label)
				exec(`INSERT INTO member.label (member_id, label, source, since) VALUES ($1, $2, 'test', $3)`, int64(p.id), label, begin)
			case 1: // has ended
				exec(`INSERT INTO member.label (member_id, label, source, since, expires_at) VALUES ($1, $2, 'test', $3, $3)`, int64(p.id), label, begin)
			}
		}
		for range random.IntN(3) {
			store := []string{"S0", "S1", "S2"}[random.IntN(3)]
			o := b.bought(p.id, "2026-01-02 10:00", store, 1000)
			p.bought = append(p.bought, o.Store)
		}
		if p.hidden = i%13 == 0; p.hidden {
			exec(`UPDATE member.member SET status = 'left', xid = pg_current_xact_id() WHERE member_id = $1`, int64(p.id))
		}
		list = append(list, p)
	}
	return list
}

// some draws a filter of one to four conditions.
func some(random *rand.Rand, crowd []person, now time.Time) (f profile.Filter) {
	someone := func() person { return crowd[random.IntN(len(crowd))] }
	day := func() time.Time { return now.Truncate(24*time.Hour).AddDate(0, 0, -random.IntN(20)) }
	for range 1 + random.IntN(4) {
		switch p := someone(); random.IntN(11) {
		case 0:
			f.Levels, f.Unranked = append(f.Levels, "gold"), random.IntN(2) == 0
		case 1:
			f.Homes = append(f.Homes, max(p.home, 12), 11)
		case 2:
			f.Bought = append(f.Bought, p.bought...)
		case 3:
			f.Channels = append(f.Channels, 1)
		case 4:
			f.Sources = append(f.Sources, p.source)
		case 5:
			f.Classes = append(f.Classes, p.class)
		case 6:
			f.R, f.M = append(f.R, 3, 4, 5), append(f.M, 1, 2, 3, 4)
		case 7:
			f.Labels = append(f.Labels, "vip")
		case 8:
			f.LastOrder = profile.Days{First: day(), Last: now}
		case 9:
			f.Joined.From = p.joined
		case 10:
			f.Among = append(f.Among, p.id, someone().id, someone().id, someone().id)
		}
	}
	return f
}

// TestFindFiltersAsANaiveReaderWould compares lists, their order, their pages and
// their counts with what a reader of all rows finds. Both engines are asked, and
// must answer alike.
func TestFindFiltersAsANaiveReaderWould(t *testing.T) {
	t.Parallel()
	b := setup(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, seed))
	crowd := b.crowd(random, 80)
	b.onBoth()
	keys := map[profile.Order]func(p person) int64{
		profile.ByJoining:   func(p person) int64 { return p.joined.UnixMicro() },
		profile.ByLastOrder: func(p person) int64 { return max(p.last.Unix(), 0) },
		profile.BySpend:     func(p person) int64 { return p.spend },
	}
	filters := []profile.Filter{{}, {Among: []member.ID{}}}
	for range 60 {
		filters = append(filters, some(random, crowd, b.Clock.Now()))
	}
	for i, f := range filters {
		for by, key := range keys {
			var want []member.ID
			fitting := slices.DeleteFunc(slices.Clone(crowd), func(p person) bool { return !p.fits(f) })
			slices.SortFunc(fitting, func(a, b person) int { return cmp.Or(cmp.Compare(key(b), key(a)), cmp.Compare(b.id, a.id)) })
			for _, p := range fitting {
				want = append(want, p.id)
			}
			var got []member.ID
			for after := (*profile.Place)(nil); ; {
				page, err := b.Find(t.Context(), f, by, after, 7)
				if err != nil {
					t.Fatalf("filter %d %+v: %v", i, f, err)
				}
				for _, p := range page {
					got = append(got, p.Member)
				}
				if len(page) < 7 {
					break
				}
				after = &page[6]
			}
			if !slices.Equal(got, want) {
				t.Errorf("seed %d, filter %d %+v by %s\ngot  %v\nwant %v", seed, i, f, by, got, want)
			}
			if n, more, err := b.Count(t.Context(), f, 10); err != nil || n != min(len(want), 10) || more != (len(want) > 10) {
				t.Errorf("filter %d: counted %d, %v, %v; want %d", i, n, more, err, len(want))
			}
		}
	}
}

func TestFindKeepsItsPlaceWhileMembersJoin(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.crowd(rand.New(rand.NewPCG(1, 1)), 12)
	first, err := b.Find(t.Context(), profile.Filter{}, profile.ByJoining, nil, 5)
	if err != nil {
		t.Fatal(err)
	}
	rest, err := b.Find(t.Context(), profile.Filter{}, profile.ByJoining, &first[4], 50)
	if err != nil {
		t.Fatal(err)
	}
	b.Join() // the newest of all
	again, err := b.Find(t.Context(), profile.Filter{}, profile.ByJoining, &first[4], 50)
	if err != nil || !slices.Equal(again, rest) {
		t.Errorf("page two was %v and is %v, %v", rest, again, err)
	}
	if _, err := b.Find(t.Context(), profile.Filter{}, "member_id; DROP", nil, 5); err == nil {
		t.Error("an order of somebody's own was taken")
	}
}
