package member_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// hang makes a poster that runs from now on.
func (d *door) hang(change func(*member.Poster)) member.Poster {
	d.t.Helper()
	p := member.Poster{Name: "door", PosterWords: member.PosterWords{Headline: i18n.Of("入会", "Join"), From: d.now.Now()}}
	if change != nil {
		change(&p)
	}
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		id, err := d.MakePoster(ctx, tx, p, "staff:1")
		if err == nil {
			p, err = d.Poster(ctx, tx, id)
		}
		return err
	})
	return p
}

func (d *door) turn(p member.Poster, to member.PosterState) (member.Poster, error) {
	d.t.Helper()
	err := d.db.InTx(d.t.Context(), func(tx postgres.Tx) error {
		return d.TurnPoster(d.t.Context(), tx, p.ID, p.Version, to, "staff:2")
	})
	now, read := d.Poster(d.t.Context(), d.db, p.ID)
	if read != nil {
		d.t.Fatal(read)
	}
	return now, err
}

// comeBy lets somebody join by a link, and says what brought him.
func (d *door) comeBy(phone string, from member.Joining) (member.Member, member.Origin) {
	d.t.Helper()
	from.Source = "test"
	d.now.Advance(2 * time.Minute)
	if err := d.ask(phone); err != nil {
		d.t.Fatal(err)
	}
	s, _, err := d.signIn(phone, d.tray.last(), func(in *member.SigningIn) { in.Joining = &from })
	if err != nil {
		d.t.Fatal(err)
	}
	found, err := d.Origins(d.t.Context(), d.db, s.Member.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return s.Member, found[s.Member.ID]
}

// Who comes by a poster is put down to its store, channel and adviser, whatever the link
// says besides; by one that does not run, or by none of ours, he joins as without it.
func TestWhoComesByAPoster(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	var stores map[string]org.StoreID
	var channels map[string]org.ChannelID
	d.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		if stores, err = d.deps.Org.SaveStores(ctx, tx, org.Store{Code: "S1", Name: i18n.Of("一", "one")}, org.Store{Code: "S2", Name: i18n.Of("二", "two")}); err != nil {
			return err
		}
		channels, err = d.deps.Org.SaveChannels(ctx, tx, org.Channel{Code: "mini", Kind: org.MiniProgram, Name: i18n.Of("小程序", "mini")})
		return err
	})
	p := d.hang(func(p *member.Poster) { p.Store, p.Channel, p.Adviser = stores["S1"], channels["mini"], "li.na" })
	m, from := d.comeBy("13800000001", member.Joining{Poster: strings.ToLower(p.Code), Store: "S2", Adviser: "somebody-else"})
	if m.Store != stores["S1"] || m.Channel != channels["mini"] || from.Poster != p.Code || from.Adviser != "li.na" {
		t.Errorf("%+v came from %+v", m, from)
	}
	bare := d.hang(nil)
	if m, from = d.comeBy("13800000002", member.Joining{Poster: bare.Code, Store: "S2", Adviser: "zhao"}); m.Store != stores["S2"] || from != (member.Origin{Adviser: "zhao", Poster: bare.Code}) {
		t.Errorf("by a poster of no store %+v came from %+v", m, from)
	}
	paused, err := d.turn(p, member.PosterPaused)
	if err != nil {
		t.Fatal(err)
	}
	later := d.hang(func(p *member.Poster) { p.From = d.now.Now().AddDate(0, 0, 7) })
	for i, code := range []string{paused.Code, later.Code, "7K3QW9XD", "door-3", "' OR 1=1"} {
		if m, from = d.comeBy("1390000000"+string(rune('0'+i)), member.Joining{Poster: code, Store: "S2"}); m.Store != stores["S2"] || from != (member.Origin{}) {
			t.Errorf("by %s %+v came from %+v", code, m, from)
		}
	}
}

func TestAPosterRunsPausesAndEnds(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	begin := d.now.Now()
	p := d.hang(func(p *member.Poster) { p.From, p.Until = begin.Add(time.Hour), begin.Add(3*time.Hour) })
	is := func(want member.PosterState) {
		t.Helper()
		now := d.now.Now()
		if got := p.StateAt(now); got != want {
			t.Errorf("at %s it is %s, want %s", now.Sub(begin), got, want)
		}
		for _, s := range []member.PosterState{member.PosterWaiting, member.PosterRunning, member.PosterPaused, member.PosterEnded} {
			list, err := d.Posters(t.Context(), d.db, member.PosterFilter{State: s}, 0, 10)
			if err != nil || (len(list) == 1) != (s == want) {
				t.Errorf("of those that are %s %d are listed, %v; it is %s", s, len(list), err, want)
			}
		}
	}
	must := func(to member.PosterState) {
		t.Helper()
		var err error
		if p, err = d.turn(p, to); err != nil {
			t.Fatal(err)
		}
	}
	is(member.PosterWaiting)
	d.now.Advance(time.Hour)
	is(member.PosterRunning)
	must(member.PosterPaused)
	is(member.PosterPaused)
	must(member.PosterEnded)
	is(member.PosterEnded)
	must(member.PosterRunning)
	is(member.PosterRunning)
	stale := p
	stale.Version--
	if _, err := d.turn(stale, member.PosterEnded); !errors.Is(err, member.ErrPosterMoved) {
		t.Errorf("as it was seen before: %v", err)
	}
	d.now.Advance(2 * time.Hour)
	is(member.PosterEnded)
	if _, err := d.turn(p, member.PosterRunning); !errors.Is(err, member.ErrPosterOver) {
		t.Errorf("run after its days: %v", err)
	}
	words := p.PosterWords
	words.Until = time.Time{}
	d.in(func(ctx context.Context, tx postgres.Tx) error {
		return d.ChangePoster(ctx, tx, p.ID, p.Version, "window", words, "staff:3")
	})
	if p, _ = d.Poster(t.Context(), d.db, p.ID); p.Name != "window" || p.ChangedBy != "staff:3" || p.MadeBy != "staff:1" {
		t.Errorf("changed %+v", p)
	}
	is(member.PosterRunning)
}

func TestAPosterThatCannotBeSo(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	now := d.now.Now()
	for what, c := range map[string]struct {
		change func(*member.Poster)
		field  string
	}{
		"no name":                {func(p *member.Poster) { p.Name = " \u202e " }, "name"},
		"no headline":            {func(p *member.Poster) { p.Headline = nil }, "headline_i18n"},
		"a headline of a page":   {func(p *member.Poster) { p.Headline = i18n.Of(strings.Repeat("长", 121), "") }, "headline_i18n"},
		"words in two lines":     {func(p *member.Poster) { p.Words = i18n.Of("", "a\nb") }, "words_i18n"},
		"an adviser of markup":   {func(p *member.Poster) { p.Adviser = "<b>" }, "adviser"},
		"an end before it began": {func(p *member.Poster) { p.Until = now.Add(-time.Hour) }, "until"},
		"without a beginning":    {func(p *member.Poster) { p.From = time.Time{} }, "until"},
	} {
		p := member.Poster{Name: "door", PosterWords: member.PosterWords{Headline: i18n.Of("入会", "Join"), From: now}}
		c.change(&p)
		err := d.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := d.MakePoster(t.Context(), tx, p, "staff:1")
			return err
		})
		wrong, _ := errors.AsType[*errs.Error](err)
		if !errors.Is(err, member.ErrBadPoster) || len(wrong.Fields) != 1 || wrong.Fields[0].Path != c.field {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := d.Poster(t.Context(), d.db, 1); !errors.Is(err, member.ErrNoPoster) {
		t.Error(err)
	}
}

// A browser is counted once a day for each poster, by what it brings along; of who it is
// nothing is kept.
func TestScansAreCountedOnceADay(t *testing.T) {
	t.Parallel()
	d := openDoor(t)
	p, other := d.hang(nil), d.hang(nil)
	day, err := d.deps.Org.Settings(t.Context(), d.db)
	if err != nil {
		t.Fatal(err)
	}
	days, err := day.DayAt(nil)
	if err != nil {
		t.Fatal(err)
	}
	scan := func(code, brought string) (keep string) {
		t.Helper()
		keep, until, err := d.CountScan(t.Context(), d.db, code, brought)
		if err != nil || !until.After(d.now.Now()) || until.Sub(d.now.Now()) > 24*time.Hour {
			t.Fatalf("%s until %s, %v", keep, until, err)
		}
		return keep
	}
	counted := func(want, wantOther int64) {
		t.Helper()
		all, err := d.AllScans(t.Context(), d.db, p.ID, other.ID)
		if err != nil || all[p.ID] != want || all[other.ID] != wantOther {
			t.Errorf("%v, %v; want %d and %d", all, err, want, wantOther)
		}
	}
	first := scan(p.Code, "")
	both := scan(other.Code, first)
	scan(p.Code, both)
	scan(strings.ToLower(other.Code), both)
	counted(1, 1)
	scan(p.Code, "") // another browser
	scan(p.Code, "not ours")
	counted(3, 1)
	d.now.Advance(24 * time.Hour)
	scan(p.Code, both)
	counted(4, 1)
	today := days.Of(d.now.Now())
	list, err := d.PosterScans(t.Context(), d.db, today.AddDate(0, 0, -1), today.AddDate(0, 0, 1))
	if err != nil || len(list) != 3 {
		t.Errorf("%+v, %v", list, err)
	}
	paused, err := d.turn(p, member.PosterPaused)
	if err != nil {
		t.Fatal(err)
	}
	scan(paused.Code, "")
	counted(4, 1)
	if _, _, err := d.CountScan(t.Context(), d.db, "NOSUCH22", ""); !errors.Is(err, member.ErrNoPoster) {
		t.Errorf("of no poster: %v", err)
	}
	long := ""
	for range 20 { // what a browser keeps stays short
		long = scan(d.hang(nil).Code, long)
	}
	if len(long) > 128 {
		t.Errorf("a browser keeps %d bytes", len(long))
	}
}
