package profile_test

import (
	"testing"
	"time"

	"habitue/internal/intake"
	"habitue/internal/profile"
	"habitue/internal/program/programtest"
)

// The members of a real shop, by quantiles and by thresholds of its own: every
// score is what the naive count says, and on an earlier day, too.
func TestRealFileIsScoredAsAnIndependentCountSays(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.onBoth()
	b.Clock.Set(time.Date(2011, 9, 10, 8, 0, 0, 0, time.UTC))
	mapping, err := intake.Preset("online-retail")
	if err != nil {
		t.Fatal(err)
	}
	imports := intake.New(intake.Deps{DB: b.Shop.DB.DB, IDs: b.IDs, Clock: b.Clock, Org: b.Org, Catalog: b.Catalog,
		Members: b.Members, Orders: b.Orders, Program: b.Program})
	b.Imported = imports.LastApplied
	if _, err := b.RefreshDue(t.Context()); err != nil { // of an empty shop
		t.Fatal(err)
	}
	_, err = imports.Import(t.Context(), intake.ImportRequest{
		Request: intake.Request{File: programtest.RealFile(t), Folder: t.TempDir(), Mapping: mapping}, Principal: "test"})
	if err != nil {
		t.Fatal(err)
	}
	b.Clock.Advance(time.Minute)
	if n, err := b.RefreshDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d refreshes after the file came in, %v", n, err)
	}
	today := day("2011-09-10")
	stored := b.stored()
	b.same("by quantile", stored, b.naive(today, profile.Default()))
	classes := map[profile.Class]int{}
	for _, v := range stored {
		classes[v.Value.Class]++
	}
	t.Logf("%d members: %v", len(stored), classes)
	for _, c := range profile.Classes {
		if classes[c] == 0 {
			t.Errorf("nobody is %s", c)
		}
	}

	rule := own()
	rule.Months = 3
	b.publish(rule)
	b.refresh()
	b.same("by threshold over three months", b.stored(), b.naive(today, rule))

	june := day("2011-06-15")
	asked, err := b.On(t.Context(), june)
	if err != nil || asked.Rule.Number != 1 {
		t.Fatalf("June was judged by version %d, %v", asked.Rule.Number, err)
	}
	picture, err := b.Picture(t.Context(), asked, profile.View{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[[2]int]int64{}
	for _, v := range b.naive(june, profile.Default()) {
		want[[2]int{v.Value.R, v.Value.F}]++
	}
	for _, c := range picture.Cells {
		want[[2]int{c.R, c.F}] -= c.Members
	}
	for at, n := range want {
		if n != 0 {
			t.Errorf("on 15 June, cell R%d F%d is off by %d", at[0], at[1], n)
		}
	}
	b.moved(t, picture, asked)
	b.check()
}

// moved compares June with today and expects the moves to lead from one picture
// to the other.
func (b *bundle) moved(t *testing.T, june profile.Picture, asked profile.Asked) {
	latest, err := b.Latest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c, err := b.Compare(t.Context(), asked, latest, profile.View{})
	if err != nil {
		t.Fatal(err)
	}
	members := func(p profile.Picture) map[profile.Class]int64 {
		all := map[profile.Class]int64{}
		for _, cell := range p.Cells {
			all[cell.Class] += cell.Members
		}
		return all
	}
	was, is := members(june), members(c.After)
	for _, m := range c.Moves {
		was[m.From] -= m.Members
		was[m.To] += m.Members
	}
	for _, class := range profile.Classes {
		if was[class] != is[class] {
			t.Errorf("%s: %d members by moves, %d in the picture", class, was[class], is[class])
		}
	}
	if stored := int64(len(b.stored())); is[profile.High]+is[profile.Medium]+is[profile.Potential]+is[profile.Low]+is[profile.Dormant] != stored {
		t.Errorf("the picture has %v, %d are stored", is, stored)
	}
}
