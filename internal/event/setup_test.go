package event_test

import (
	"context"
	"testing"
	"time"

	"habitue/internal/event"
	"habitue/internal/member"
	"habitue/internal/member/membertest"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
)

// bundle is the front door over a database of the test's own.
type bundle struct {
	*event.Service
	t       *testing.T
	db      *pgtest.DB
	deps    event.Deps
	members *member.Service
	notices *notice.Bus
	clock   *clock.Fake
}

func setup(t *testing.T) *bundle {
	t.Helper()
	db := pgtest.New(t)
	of := membertest.Deps(t, db.DB)
	b := &bundle{t: t, db: db, members: member.New(of), notices: of.Notices, clock: of.Clock.(*clock.Fake)}
	b.deps = event.Deps{DB: db.DB, IDs: of.IDs, Clock: of.Clock, Keys: of.Keys, Org: of.Org, Members: b.members}
	b.Service = event.New(b.deps)
	b.members.Forget(b.Forgetter())
	notice.Hear(b.notices, member.NoticeVisited, "event.on_visited", b.OnVisited)
	notice.Hear(b.notices, member.NoticeUnprofiled, "event.on_unprofiled", b.OnUnprofiled)
	notice.Hear(b.notices, member.NoticeConsentChanged, "event.on_consent_changed", b.OnUnprofiled)
	return b
}

func (b *bundle) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bundle) in(fn func(ctx context.Context, tx postgres.Tx) error) {
	b.t.Helper()
	b.must(b.db.InTx(b.t.Context(), func(tx postgres.Tx) error { return fn(b.t.Context(), tx) }))
}

// join lets somebody join.
func (b *bundle) join(options ...membertest.Option) (m member.Member) {
	b.t.Helper()
	b.in(func(_ context.Context, tx postgres.Tx) error {
		m = membertest.New(b.t, tx, b.members, options...)
		return nil
	})
	return m
}

// hear lets every notice be heard.
func (b *bundle) hear() {
	b.t.Helper()
	b.must(b.notices.DrainNow(b.t.Context()))
}

// site is a source whose users are those of the shop's own system.
var site = event.Source{Key: 7, System: member.External("shop")}

// send reports and returns what became of it.
func (b *bundle) send(reports ...event.Report) event.Taken {
	b.t.Helper()
	taken, err := b.Record(b.t.Context(), site, reports)
	b.must(err)
	return taken
}

// at is so many minutes after the clock's beginning.
func at(minutes int) time.Time { return membertest.Now.Add(time.Duration(minutes) * time.Minute) }

// viewed is that a visitor or user looked at an article.
func viewed(anonymous, user string, minutes int, sku string) event.Report {
	return event.Report{Deed: event.Track, Name: "Product Viewed", Anonymous: anonymous, User: user, At: at(minutes), About: event.About{SKUs: []string{sku}}}
}

func identify(anonymous, user string, minutes int) event.Report {
	return event.Report{Deed: event.Identify, Anonymous: anonymous, User: user, At: at(minutes)}
}

// seen are the articles that members who are one looked at, the latest first.
func (b *bundle) seen(id member.ID) (list []string) {
	b.t.Helper()
	person, err := b.members.Person(b.t.Context(), b.db, id)
	b.must(err)
	events, err := b.List(b.t.Context(), b.db, nil, nil, 200, person...)
	b.must(err)
	for _, e := range events {
		list = append(list, e.SKUs...)
	}
	return list
}

// number asks for a number.
func (b *bundle) number(sql string, args ...any) (n int) {
	b.t.Helper()
	b.must(b.db.Owner(b.t).QueryRow(b.t.Context(), sql, args...).Scan(&n))
	return n
}

// bind lets a member be known by one more id.
func (b *bundle) bind(m member.ID, k member.Key) error {
	return b.db.InTx(b.t.Context(), func(tx postgres.Tx) error {
		return b.members.Bind(b.t.Context(), tx, member.Binding{Member: m, Key: k, Via: member.ByStaff, By: "staff:1", Reason: "test"})
	})
}

// sweep takes some of what is too old.
func (b *bundle) sweep(before time.Time) (n int64, err error) {
	err = b.db.InTx(b.t.Context(), func(tx postgres.Tx) error {
		n, err = event.Aged{}.Sweep(b.t.Context(), tx, before, 1000)
		return err
	})
	return n, err
}
