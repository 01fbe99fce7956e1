package app

import (
	"context"
	"slices"
	"time"

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
	"habitue/internal/payment"
	"habitue/internal/platform/id"
	"habitue/internal/platform/job"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/prepaid"
	"habitue/internal/pricing"
	"habitue/internal/privacy"
	"habitue/internal/profile"
	"habitue/internal/program"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// Capabilities is the business over one pool, in the order in which one may use
// another: each only those above it.
type Capabilities struct {
	DB       *postgres.DB
	Org      *org.Service
	Staff    *staff.Service
	Catalog  *catalog.Service
	Members  *member.Service
	Privacy  *privacy.Service
	Events   *event.Service
	Orders   *order.Service
	Ledger   *ledger.Service
	Tiers    *tier.Service
	Coupons  *coupon.Service
	Program  *program.Service
	Pricing  *pricing.Service
	Payment  *payment.Service
	Prepaid  *prepaid.Service
	Checkout *checkout.Service
	Profile  *profile.Service
	Intake   *intake.Service
	Insight  *insight.Service
}

func (a *App) capabilities(db *postgres.DB, ids *id.Source) *Capabilities {
	c := &Capabilities{DB: db}
	c.Org = org.New(org.Deps{IDs: ids, Clock: a.clock})
	c.Staff = staff.New(staff.Deps{DB: db, IDs: ids, Clock: a.clock, Log: a.log, Notices: a.Notices})
	c.Catalog = catalog.New(catalog.Deps{IDs: ids, Clock: a.clock, Org: c.Org})
	c.Members = member.New(member.Deps{DB: db, IDs: ids, Clock: a.clock, Keys: a.keys, Notices: a.Notices, Org: c.Org, Codes: a.codeSender(), Providers: a.signInProviders, Home: a.Config.PublicURL, AgeOfConsent: a.Config.AgeOfConsent})
	c.Orders = order.New(order.Deps{DB: db, IDs: ids, Clock: a.clock, Notices: a.Notices,
		Org: c.Org, Catalog: c.Catalog, Members: c.Members, Analyst: a.Analyst})
	c.Ledger = ledger.New(ledger.Deps{DB: db, IDs: ids, Clock: a.clock, Notices: a.Notices, Org: c.Org, Staff: c.Staff, Members: c.Members, Keys: a.keys, Signing: a.signing, Log: a.log,
		Analyst: a.Analyst, Record: replica.Postgres{DB: a.db.analysis}, PerMember: a.db.sharded})
	c.Tiers = tier.New(tier.Deps{DB: db, IDs: ids, Clock: a.clock, Notices: a.Notices, Org: c.Org, Staff: c.Staff, Members: c.Members, Orders: c.Orders})
	c.Privacy = privacy.New(privacy.Deps{DB: db, IDs: ids, Clock: a.clock, Org: c.Org, Staff: c.Staff, Members: c.Members, Behaviour: event.Aged{}})
	c.Events = event.New(event.Deps{DB: db, IDs: ids, Clock: a.clock, Keys: a.keys, Org: c.Org, Members: c.Members})
	c.Coupons = coupon.New(coupon.Deps{DB: db, IDs: ids, Clock: a.clock, Notices: a.Notices, Org: c.Org, Staff: c.Staff, Catalog: c.Catalog,
		Members: c.Members, Orders: c.Orders, Analyst: a.Analyst,
		Wake: func(ctx context.Context, tx postgres.Tx) error { return a.Jobs.Soon(ctx, tx, workCoupons) }})
	c.Program = program.New(program.Deps{DB: db, Clock: a.clock, Notices: a.Notices, Org: c.Org, Staff: c.Staff, Catalog: c.Catalog,
		Members: c.Members, Orders: c.Orders, Ledger: c.Ledger, Tiers: c.Tiers})
	c.Pricing = pricing.New(pricing.Deps{DB: db, IDs: ids, Clock: a.clock, Org: c.Org, Staff: c.Staff, Catalog: c.Catalog,
		Members: c.Members, Orders: c.Orders, Tiers: c.Tiers, Notices: a.Notices})
	c.Payment = payment.New(payment.Deps{DB: db, IDs: ids, Clock: a.clock, Notices: a.Notices, Staff: c.Staff, Members: c.Members,
		Providers: a.providers(), Log: a.log})
	c.Prepaid = prepaid.New(prepaid.Deps{DB: db, IDs: ids, Clock: a.clock, Notices: a.Notices, Org: c.Org, Staff: c.Staff, Members: c.Members,
		Ledger: c.Ledger, Coupons: c.Coupons, Payment: c.Payment, Log: a.log})
	c.Checkout = checkout.New(checkout.Deps{DB: db, IDs: ids, Clock: a.clock, Notices: a.Notices, Org: c.Org, Members: c.Members,
		Orders: c.Orders, Ledger: c.Ledger, Tiers: c.Tiers, Coupons: c.Coupons, Program: c.Program, Pricing: c.Pricing, Payment: c.Payment, Prepaid: c.Prepaid, Log: a.log})
	c.Members.AskFirstOrders(c.Orders.FirstDays)
	c.Members.AskPurchases(c.Orders.Rare)
	c.Members.Follow(c.Orders.Follower(), c.Ledger.Follower(), c.Tiers.Follower(), c.Coupons.Follower())
	c.Members.Forget(c.Checkout.Forgetter(), c.Prepaid.Forgetter(), c.Ledger.Forgetter(), c.Coupons.Forgetter(), c.Tiers.Forgetter(),
		c.Orders.Forgetter(), c.Payment.Forgetter(), c.Privacy.Forgetter(), c.Events.Forgetter(), member.Trail(c.Staff))
	c.Intake = intake.New(intake.Deps{DB: db, IDs: ids, Clock: a.clock, Org: c.Org, Catalog: c.Catalog,
		Members: c.Members, Orders: c.Orders, Payment: c.Payment, Program: c.Program,
		Ledger: c.Ledger, Tiers: c.Tiers, Coupons: c.Coupons, Prepaid: c.Prepaid})
	c.Profile = profile.New(profile.Deps{DB: db, IDs: ids, Clock: a.clock, Org: c.Org, Staff: c.Staff, Members: c.Members,
		Analyst: a.Analyst, CatchUp: a.catchUp, Imported: c.Intake.LastApplied,
		Wake: func(ctx context.Context, tx postgres.Tx) error { return a.Jobs.Soon(ctx, tx, refreshProfile) }})
	c.Insight = insight.New(insight.Deps{DB: db, Analyst: a.Analyst, Clock: a.clock, Org: c.Org, Catalog: c.Catalog, Members: c.Members, Tiers: c.Tiers})
	return c
}

// refreshProfile is the job that a person may ask for, too.
const refreshProfile = "profile.refresh_due"

// workCoupons is the job that begins when coupons or codes are ordered.
const workCoupons = "coupon.work_due"

// replicated is what analysis may read, as its owners declare it.
func replicated() []replica.Table {
	return slices.Concat(
		org.Replicated(),
		catalog.Replicated(),
		member.Replicated(),
		order.Replicated(),
		ledger.Replicated(),
		tier.Replicated(),
		coupon.Replicated(),
		program.Replicated(),
		payment.Replicated(),
		prepaid.Replicated(),
		checkout.Replicated(),
		profile.Replicated(),
	)
}

// hear is how facts flow down: who states what, and who acts on it afterwards.
func (c *Capabilities) hear(b *notice.Bus) {
	notice.Hear(b, staff.Approved, "tier.on_approved", c.Tiers.Ladders.OnApproved)
	notice.Hear(b, staff.Approved, "program.on_approved", c.Program.Earning.OnApproved)
	notice.Hear(b, staff.Approved, "pricing.on_approved", c.Pricing.OnApproved)
	notice.Hear(b, staff.Approved, "pricing.on_floor_approved", c.Pricing.Floors.OnApproved)
	notice.Hear(b, staff.Approved, "profile.on_approved", c.Profile.Rules.OnApproved)
	notice.Hear(b, staff.Approved, "ledger.on_approved", c.Ledger.OnApproved)
	notice.Hear(b, staff.Approved, "coupon.on_approved", c.Coupons.OnApproved)
	notice.Hear(b, staff.Approved, "program.on_spending_approved", c.Program.Spending.OnApproved)
	notice.Hear(b, staff.Approved, "prepaid.on_approved", c.Prepaid.Rules.OnApproved)
	notice.Hear(b, staff.Approved, "payment.on_approved", c.Payment.OnApproved)
	notice.Hear(b, staff.Approved, "privacy.on_approved", c.Privacy.Rules.OnApproved)
	notice.Hear(b, payment.Settled, "prepaid.on_settled", c.Prepaid.OnSettled)
	notice.Hear(b, payment.Settled, "checkout.on_settled", c.Checkout.OnSettled)
	notice.Hear(b, pricing.GroupEnded, "checkout.on_group_ended", c.Checkout.OnGroupEnded)
	notice.Hear(b, member.NoticeRecordChanged, "member.on_record_changed", c.Members.OnRecordChanged)
	notice.Hear(b, member.NoticeVisited, "order.on_visited", c.Orders.OnVisited)
	notice.Hear(b, member.NoticeVisited, "event.on_visited", c.Events.OnVisited)
	notice.Hear(b, member.NoticeUnprofiled, "event.on_unprofiled", c.Events.OnUnprofiled)
	notice.Hear(b, member.NoticeConsentChanged, "event.on_consent_changed", c.Events.OnUnprofiled)
	notice.Hear(b, member.NoticeUnprofiled, "profile.on_unprofiled", c.Profile.OnUnprofiled)
	notice.Hear(b, order.Paid, "program.on_order_paid", c.Program.OnOrderPaid)
	notice.Hear(b, order.Paid, "tier.on_order_paid", c.Tiers.OnOrderPaid)
	notice.Hear(b, order.Refunded, "program.on_refunded", c.Program.OnRefunded)
	notice.Hear(b, order.Refunded, "tier.on_refunded", c.Tiers.OnRefunded)
}

// schedule is what happens because of the time alone.
func (c *Capabilities) schedule(j *job.Jobs) {
	j.Every("ledger.settle_due", time.Minute, all(c.Ledger.SettleDue))
	j.Every("pricing.release_overdue", 10*time.Second, all(c.Pricing.ReleaseOverdue))
	j.Every("pricing.fail_overdue", 10*time.Second, inBatches(c.Pricing.FailOverdue))
	j.Every("checkout.expire_due", 10*time.Second, inBatches(c.Checkout.ExpireDue))
	j.Every("prepaid.expire_due", 10*time.Second, inBatches(c.Prepaid.ExpireDue))
	j.Every("payment.look_after", 10*time.Second, inBatches(c.Payment.LookAfter))
	j.Every("payment.give_back_due", 10*time.Second, inBatches(c.Payment.GiveBackDue))
	j.Every("payment.reconcile_due", time.Hour, inBatches(c.Payment.ReconcileDue))
	j.Every("tier.review_due", 10*time.Minute, all(c.Tiers.ReviewDue))
	j.Every("coupon.settle_due", time.Minute, all(c.Coupons.SettleDue))
	j.Every("coupon.remind_due", 10*time.Minute, all(c.Coupons.RemindDue))
	j.Every(workCoupons, time.Minute, all(c.Coupons.WorkDue))
	j.Every("coupon.forget_keys", 24*time.Hour, inBatches(c.Coupons.ForgetKeys))
	// Opening many vaults beside an import would slow it down.
	j.Every("member.index_names", time.Minute, unless(c.Intake.AtWork, all(c.Members.IndexNames)))
	j.Every("member.find_twins", time.Minute, unless(c.Intake.AtWork, all(c.Members.FindTwins)))
	j.Every("member.judge_due", time.Minute, unless(c.Intake.AtWork, all(c.Members.JudgeDue)))
	// In the middle of an import, half of the members would be new ones.
	j.Every(refreshProfile, time.Minute, unless(c.Intake.AtWork, all(c.Profile.RefreshDue)))
	j.Every("ledger.forget_checkpoints", 24*time.Hour, inBatches(c.Ledger.ForgetCheckpoints))
	j.Every("privacy.leave_due", 10*time.Minute, all(c.Privacy.LeaveDue))
	j.Every("privacy.retain_due", time.Hour, all(c.Privacy.RetainDue))
	j.Every("member.settle_erasures", time.Minute, all(c.Members.SettleErasures))
	j.Every("member.forget_sign_ins", time.Hour, inBatches(c.Members.ForgetSignIns))
	j.Every("member.end_minorities", time.Hour, all(c.Members.EndMinorities))
	j.Every("member.forget_traces", time.Hour, inBatches(c.Members.ForgetTraces))
	j.Every("event.make_months", time.Hour, c.Events.MakeMonths)
	j.Every("event.forget_keys", time.Hour, inBatches(c.Events.ForgetKeys))
	j.Every("staff.forget_sessions", time.Hour, inBatches(c.Staff.ForgetSessions))
	j.Every("order.forget_tallies", 24*time.Hour, inBatches(func(ctx context.Context, limit int) (int, error) {
		return c.Orders.ForgetTallies(ctx, c.DB, limit)
	}))
}
