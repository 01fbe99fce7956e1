// Package admin is the API of the console: what staff at a desk read and
// decide. Each file is one noun of the trade and holds its part of the
// contract, its operations and what joins the capabilities into an answer.
package admin

import (
	"habitue/internal/api/edge"
	"habitue/internal/api/inbox"
	"habitue/internal/api/view"
	"habitue/internal/catalog"
	"habitue/internal/insight"
	"habitue/internal/intake"
	"habitue/internal/payment"
	"habitue/internal/payment/sandbox"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/system"
	"habitue/internal/pricing"
	"habitue/internal/staff"
)

// Deps is what the console's operations translate for.
type Deps struct {
	DB      *postgres.DB
	Clock   clock.Clock
	Notices *notice.Bus
	Staff   *staff.Service
	Catalog *catalog.Service
	Insight *insight.Service
	Pricing *pricing.Service
	Reader  *view.Reader
	Intake  *intake.Service
	Inbox   *inbox.Inbox
	System  *system.Service
	Payment *payment.Service
	Wallet  *sandbox.Wallet // nil where none is offered
	Version string
}

type handlers struct {
	Deps
	edge     *edge.Edge
	attempts *edge.Limiter // of sign-ins, by address
	receipts *edge.Limiter // of receipts to attach, by principal
}

// Register adds the console's operations to e.
func Register(e *edge.Edge, d Deps) {
	h := &handlers{Deps: d, edge: e, attempts: edge.NewLimiter(d.Clock, signInsPerMinute),
		receipts: edge.NewLimiter(d.Clock, receiptsPerMinute)}
	h.session(e)
	h.org(e)
	h.orgEditing(e)
	h.catalog(e)
	h.catalogEditing(e)
	h.categories(e)
	h.articleTrade(e)
	h.catalogTerms(e)
	h.prices(e)
	h.catalogBatches(e)
	h.channelDifferences(e)
	h.aboutGoods(e)
	h.figuresOfGoods(e)
	h.members(e)
	h.memberConsents(e)
	h.memberGuardians(e)
	h.memberFields(e)
	h.memberAddresses(e)
	h.memberDevices(e)
	h.memberEvents(e)
	h.memberNotes(e)
	h.memberTags(e)
	h.memberPosters(e)
	h.memberIdentities(e)
	h.memberMerges(e)
	h.duplicates(e)
	h.memberQuality(e)
	h.findings(e)
	h.qualityRules(e)
	h.memberAccesses(e)
	h.memberErasing(e)
	h.privacy(e)
	h.privacyRules(e)
	h.restrictions(e)
	h.memberValue(e)
	h.ledgerProofs(e)
	h.ledgerMirror(e)
	h.ledger(e)
	h.assets(e)
	h.adjusting(e)
	h.ledgerBooks(e)
	h.memberStatement(e)
	h.memberOrders(e)
	h.memberTier(e)
	h.memberTimeline(e)
	h.memberCount(e)
	h.memberExport(e)
	h.views(e)
	h.orders(e)
	h.checkouts(e)
	h.payments(e)
	h.paymentMethods(e)
	h.reconciling(e)
	h.lateEntries(e)
	h.tiers(e)
	h.tierTrials(e)
	h.coupons(e)
	h.couponGiving(e)
	h.couponCodes(e)
	h.couponRulesOfAll(e)
	h.memberCoupons(e)
	h.program(e)
	h.programTrials(e)
	h.spending(e)
	h.prepaidRules(e)
	h.prepaidCards(e)
	h.promotions(e)
	h.promotionTrials(e)
	h.floors(e)
	h.promotionFindings(e)
	h.promotionCalendars(e)
	h.promotionGroups(e)
	h.promotionChoices(e)
	h.profile(e)
	h.memberProfile(e)
	h.staff(e)
	h.trail(e)
	h.approvals(e)
	h.intake(e)
	h.insight(e)
	h.intakeFiles(e)
	h.intakeOpenings(e)
	h.intakeMappings(e)
	h.system(e)
}

// signInsPerMinute bounds sign-ins from one address: a shop behind one address
// signs in many people in the morning, a guesser gets nowhere.
const signInsPerMinute = 20

// receiptsPerMinute bounds how fast one principal can try what stands on a receipt.
const receiptsPerMinute = 30
