package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"habitue/internal/api"
	"habitue/internal/api/edge"
	"habitue/internal/api/inbox"
	"habitue/internal/catalog"
	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/event"
	"habitue/internal/insight"
	"habitue/internal/intake"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/org/orgtest"
	"habitue/internal/payment"
	"habitue/internal/payment/sandbox"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/httpx"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/job"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/postgres/pgtest"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/system"
	"habitue/internal/prepaid"
	"habitue/internal/pricing"
	"habitue/internal/privacy"
	"habitue/internal/profile"
	"habitue/internal/program"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// start is when the tests' clock stands still: a day without any multiplier.
var start = time.Date(2026, 9, 12, 4, 20, 0, 0, time.UTC)

// world is the whole program behind its HTTP edge, over a database of its own.
type world struct {
	t       testing.TB
	clock   *clock.Fake
	deps    api.Deps
	handler http.Handler
	codes   *codesSent
}

// codesSent keeps the latest sign-in code, as a phone does.
type codesSent struct{ last member.Code }

// SendCode implements member.CodeSender.
func (c *codesSent) SendCode(_ context.Context, code member.Code) error {
	c.last = code
	return nil
}

// newWorld wires the capabilities as the program does and seeds a shop with one
// store and one channel.
func newWorld(t testing.TB, change ...func(*api.Deps)) *world {
	t.Helper()
	home := pgtest.New(t)
	db, analyst := home.DB, replica.Postgres{DB: home.Owner(t)}
	ids, c, log := orgtest.IDs(t, db), clock.NewFake(start), slog.New(slog.DiscardHandler)
	bus := notice.New(db, ids, c, log)
	codes := &codesSent{}
	d := api.Deps{DB: db, Clock: c, Log: log, Metrics: httpx.NewMetrics(), Notices: bus, Version: "test"}
	d.Org = org.New(org.Deps{IDs: ids, Clock: c})
	d.Staff = staff.New(staff.Deps{DB: db, IDs: ids, Clock: c, Log: log, Notices: bus})
	d.Catalog = catalog.New(catalog.Deps{IDs: ids, Clock: c, Org: d.Org})
	keys := secret.New()
	d.Members = member.New(member.Deps{DB: db, IDs: ids, Clock: c, Keys: keys, Notices: bus, Org: d.Org, Codes: codes})
	d.Orders = order.New(order.Deps{DB: db, IDs: ids, Clock: c, Notices: bus, Org: d.Org, Catalog: d.Catalog, Members: d.Members})
	d.Ledger = ledger.New(ledger.Deps{DB: db, IDs: ids, Clock: c, Notices: bus, Org: d.Org, Staff: d.Staff, Members: d.Members, Keys: secret.New(), Log: log})
	d.Group = d.Ledger.Together()
	t.Cleanup(d.Group.Stop)
	d.Tiers = tier.New(tier.Deps{DB: db, IDs: ids, Clock: c, Notices: bus, Org: d.Org, Staff: d.Staff, Members: d.Members, Orders: d.Orders})
	d.Privacy = privacy.New(privacy.Deps{DB: db, IDs: ids, Clock: c, Org: d.Org, Staff: d.Staff, Members: d.Members, Behaviour: event.Aged{}})
	d.Events = event.New(event.Deps{DB: db, IDs: ids, Clock: c, Keys: keys, Org: d.Org, Members: d.Members})
	d.Coupons = coupon.New(coupon.Deps{DB: db, IDs: ids, Clock: c, Notices: bus, Org: d.Org, Staff: d.Staff, Catalog: d.Catalog, Members: d.Members, Orders: d.Orders, Analyst: analyst})
	d.Members.AskFirstOrders(d.Orders.FirstDays)
	d.Members.AskPurchases(d.Orders.Rare)
	d.Members.Follow(d.Orders.Follower(), d.Ledger.Follower(), d.Tiers.Follower(), d.Coupons.Follower())
	d.Program = program.New(program.Deps{DB: db, Clock: c, Notices: bus, Org: d.Org, Staff: d.Staff, Catalog: d.Catalog,
		Members: d.Members, Orders: d.Orders, Ledger: d.Ledger, Tiers: d.Tiers})
	d.Pricing = pricing.New(pricing.Deps{DB: db, IDs: ids, Clock: c, Org: d.Org, Staff: d.Staff, Catalog: d.Catalog, Members: d.Members, Orders: d.Orders, Tiers: d.Tiers, Notices: d.Notices})
	d.Profile = profile.New(profile.Deps{DB: db, IDs: ids, Clock: c, Org: d.Org, Staff: d.Staff, Members: d.Members, Analyst: analyst})
	d.Insight = insight.New(insight.Deps{DB: db, Analyst: analyst, Clock: c, Org: d.Org, Catalog: d.Catalog, Members: d.Members, Tiers: d.Tiers})
	notice.Hear(bus, staff.Approved, "tier.on_approved", d.Tiers.Ladders.OnApproved)
	notice.Hear(bus, staff.Approved, "program.on_approved", d.Program.Earning.OnApproved)
	notice.Hear(bus, staff.Approved, "pricing.on_approved", d.Pricing.OnApproved)
	notice.Hear(bus, staff.Approved, "pricing.on_floor_approved", d.Pricing.Floors.OnApproved)
	notice.Hear(bus, staff.Approved, "privacy.on_approved", d.Privacy.Rules.OnApproved)
	notice.Hear(bus, staff.Approved, "profile.on_approved", d.Profile.Rules.OnApproved)
	notice.Hear(bus, staff.Approved, "ledger.on_approved", d.Ledger.OnApproved)
	notice.Hear(bus, staff.Approved, "coupon.on_approved", d.Coupons.OnApproved)
	notice.Hear(bus, member.NoticeRecordChanged, "member.on_record_changed", d.Members.OnRecordChanged)
	notice.Hear(bus, member.NoticeVisited, "order.on_visited", d.Orders.OnVisited)
	notice.Hear(bus, member.NoticeVisited, "event.on_visited", d.Events.OnVisited)
	notice.Hear(bus, member.NoticeUnprofiled, "event.on_unprofiled", d.Events.OnUnprofiled)
	notice.Hear(bus, member.NoticeConsentChanged, "event.on_consent_changed", d.Events.OnUnprofiled)
	notice.Hear(bus, member.NoticeUnprofiled, "profile.on_unprofiled", d.Profile.OnUnprofiled)
	notice.Hear(bus, order.Paid, "program.on_order_paid", d.Program.OnOrderPaid)
	notice.Hear(bus, order.Paid, "tier.on_order_paid", d.Tiers.OnOrderPaid)
	notice.Hear(bus, order.Refunded, "program.on_refunded", d.Program.OnRefunded)
	notice.Hear(bus, order.Refunded, "tier.on_refunded", d.Tiers.OnRefunded)
	d.Intake = intake.New(intake.Deps{DB: db, IDs: ids, Clock: c, Org: d.Org, Catalog: d.Catalog, Members: d.Members,
		Orders: d.Orders, Program: d.Program, Ledger: d.Ledger, Tiers: d.Tiers, Coupons: d.Coupons})
	d.Wallet = sandbox.New(sandbox.Options{Key: []byte("wallet"), Clock: c, Zone: time.UTC, Tell: func(ctx context.Context, h http.Header, body []byte) error {
		return d.Payment.Notified(ctx, sandbox.Name, h, body)
	}})
	d.Payment = payment.New(payment.Deps{DB: db, IDs: ids, Clock: c, Notices: bus, Staff: d.Staff, Members: d.Members, Log: log,
		Providers: map[string]payment.Provider{sandbox.Name: d.Wallet}})
	d.Intake.Payment = d.Payment
	d.Prepaid = prepaid.New(prepaid.Deps{DB: db, IDs: ids, Clock: c, Notices: bus, Org: d.Org, Staff: d.Staff, Members: d.Members,
		Ledger: d.Ledger, Coupons: d.Coupons, Payment: d.Payment, Log: log})
	d.Intake.Prepaid = d.Prepaid
	notice.Hear(bus, staff.Approved, "prepaid.on_approved", d.Prepaid.Rules.OnApproved)
	notice.Hear(bus, staff.Approved, "payment.on_approved", d.Payment.OnApproved)
	notice.Hear(bus, payment.Settled, "prepaid.on_settled", d.Prepaid.OnSettled)
	d.Checkout = checkout.New(checkout.Deps{DB: db, IDs: ids, Clock: c, Notices: bus, Org: d.Org, Members: d.Members, Orders: d.Orders,
		Ledger: d.Ledger, Tiers: d.Tiers, Coupons: d.Coupons, Program: d.Program, Pricing: d.Pricing, Payment: d.Payment, Prepaid: d.Prepaid, Log: log})
	d.Members.Forget(d.Checkout.Forgetter(), d.Prepaid.Forgetter(), d.Ledger.Forgetter(), d.Coupons.Forgetter(), d.Tiers.Forgetter(),
		d.Orders.Forgetter(), d.Payment.Forgetter(), d.Privacy.Forgetter(), d.Events.Forgetter(), member.Trail(d.Staff))
	notice.Hear(bus, payment.Settled, "checkout.on_settled", d.Checkout.OnSettled)
	notice.Hear(bus, pricing.GroupEnded, "checkout.on_group_ended", d.Checkout.OnGroupEnded)
	jobs := job.New(db, d.Metrics.Registry, log)
	jobs.Every("ledger.settle_due", time.Minute, func(context.Context) error { return nil })
	d.System = system.New(system.Deps{DB: db, IDs: ids, Clock: c, Jobs: jobs, Pools: []system.Pool{{Name: "interactive", DB: db}},
		Version: "test", Roles: []string{"api"}, Started: start, States: func(context.Context) []system.State { return nil }})
	d.Inbox = inbox.New(inbox.Deps{DB: db, IDs: ids, Clock: c, Folder: t.TempDir(), Log: log, Intake: d.Intake})
	for _, f := range change {
		f(&d)
	}
	w := &world{t: t, clock: c, deps: d, codes: codes}
	w.seed()
	var err error
	if w.handler, err = api.New(d); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) seed() {
	w.t.Helper()
	w.tx(func(ctx context.Context, tx postgres.Tx) error {
		if err := w.deps.Tiers.Seed(ctx, tx); err != nil {
			return err
		}
		if err := w.deps.Program.Seed(ctx, tx); err != nil {
			return err
		}
		if err := w.deps.Pricing.Seed(ctx, tx); err != nil {
			return err
		}
		if err := w.deps.Privacy.Seed(ctx, tx); err != nil {
			return err
		}
		if err := w.deps.Prepaid.Seed(ctx, tx); err != nil {
			return err
		}
		if err := w.deps.Profile.Seed(ctx, tx); err != nil {
			return err
		}
		if _, err := w.deps.Org.SaveStores(ctx, tx, org.Store{Code: "S001", Name: i18n.Of("南京东路店", "Nanjing East Road")}); err != nil {
			return err
		}
		_, err := w.deps.Org.SaveChannels(ctx, tx, org.Channel{Code: "mini", Kind: org.MiniProgram, Name: i18n.Of("小程序", "Mini-program")})
		return err
	})
}

func (w *world) tx(fn func(ctx context.Context, tx postgres.Tx) error) {
	w.t.Helper()
	ctx := w.t.Context()
	if err := w.deps.DB.InTx(ctx, func(tx postgres.Tx) error { return fn(ctx, tx) }); err != nil {
		w.t.Fatal(err)
	}
}

// settle lets every notice be heard.
func (w *world) settle() {
	w.t.Helper()
	if err := w.deps.Notices.DrainNow(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// key makes an API key with the given permissions and returns the header that carries it.
func (w *world) key(name string, scopes ...staff.Permission) string {
	w.t.Helper()
	var secret string
	w.tx(func(ctx context.Context, tx postgres.Tx) (err error) {
		secret, _, err = w.deps.Staff.CreateKey(ctx, tx, staff.NewKey{Name: name, Scopes: scopes, By: staff.Operator})
		return err
	})
	return "Bearer " + secret
}

// everything is a key that may do all.
func (w *world) everything() string { return w.key("till", staff.Permissions()...) }

// reply is an answer, read.
type reply struct {
	Status int
	Header http.Header
	Body   string
	t      testing.TB
}

// into reads the answer's JSON.
func (r reply) into(v any) reply {
	r.t.Helper()
	if err := json.Unmarshal([]byte(r.Body), v); err != nil {
		r.t.Fatalf("read %q: %v", r.Body, err)
	}
	return r
}

// want checks the status and shows the answer when it is another.
func (r reply) want(status int) reply {
	r.t.Helper()
	if r.Status != status {
		r.t.Fatalf("status %d, want %d: %s", r.Status, status, r.Body)
	}
	return r
}

// do sends a request. Headers are given as "Name: value"; a body is JSON unless
// a header says otherwise.
func (w *world) do(method, target, body string, headers ...string) reply {
	w.t.Helper()
	var from io.Reader
	if body != "" {
		from = strings.NewReader(body)
	}
	r := httptest.NewRequestWithContext(w.t.Context(), method, target, from)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Accept-Language", "en")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	said := rec.Body.String()
	if rec.Header().Get("Content-Type") != "application/octet-stream" { // whose last byte may be any
		said = strings.TrimSuffix(said, "\n")
	}
	return reply{Status: rec.Code, Header: rec.Header(), Body: said, t: w.t}
}

// as returns the header that makes a request somebody's.
func as(authorization string) string { return "Authorization: " + authorization }

// sale is the body of an ordinary order; edits change or (nil) remove its fields.
func sale(reference string, edits map[string]any) string {
	body := map[string]any{
		"source": "till", "reference": reference, "store": "S001", "channel": "mini", "currency": "CNY",
		"occurred_at": start.Add(-time.Hour).Format(time.RFC3339),
		"lines": []any{
			map[string]any{"code": "TEA-1", "name": "茉莉绿茶", "quantity": 2, "list_amount": 3600, "category": "tea"},
			map[string]any{"code": "BAG", "name": "外送", "kind": "delivery", "quantity": 1, "list_amount": 500},
		},
	}
	for k, v := range edits {
		if body[k] = v; v == nil {
			delete(body, k)
		}
	}
	return toJSON(body)
}

func toJSON(body any) string {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(body); err != nil {
		panic(err)
	}
	return b.String()
}

// join takes somebody in and returns the id.
func (w *world) join(auth, phone string) string {
	w.t.Helper()
	var m struct{ ID string }
	w.do("POST", "/api/v1/members", `{"phone":"`+phone+`","name":"王小云","birthday":"05-20"}`, as(auth)).want(201).into(&m)
	return m.ID
}

// withoutCodes is the service of members of a retailer who delivers no codes.
func withoutCodes(d *api.Deps) *member.Service {
	return member.New(member.Deps{DB: d.DB, Clock: d.Clock, Keys: secret.New(), Notices: d.Notices, Org: d.Org})
}

func idOf(text string) member.ID { return edge.As[member.ID](edge.ID(text)) }
