package api_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"habitue/internal/api/edge"
	"habitue/internal/platform/heavy"
	"habitue/internal/staff"
)

// The matrix: every operation of the contract × every role × what is of one's own
// store and of another × who is one's own member and who is not. The table of
// permissions says who may call an operation at all; the rules below say what an
// operation that is open to somebody who works in a store shows and does of another
// one. An operation that such a role may call and that has no rule fails the test.

// touches says what an operation touches besides needing its permission.
type touches int

const (
	// common: nothing of a store and nobody's; or, as decision 0015 has it, any
	// member's: who is at the counter is served, whatever store took him in.
	common touches = iota + 1
	// theirs: its path or body names a thing of a store; another store's is not there.
	theirs
	// named: its body names a store, for which somebody of another one does not act.
	named
	// listed: it lists rows of stores; another store's are not among them.
	listed
	// summed: it sums rows of stores; somebody of a store is told another sum.
	summed
)

// rule is what an operation touches, and how it is asked: {words} stand for what a
// shop has, and mark is by which of these a row is known in a list.
type rule struct {
	touches    touches
	query      string
	body       string
	mark       string
	keyed      bool
	empty      bool // theirs: another store's is an empty list
	nameless   bool // named: who names no store acts for his own, if he has one only
	storeQuery bool // summed: whoever sees all gets the same sum by asking for the store
}

const days = "?from=2026-09-12&until=2026-09-13"

// rules of the operations that a role of certain stores may call.
var rules = func() map[string]rule {
	m := map[string]rule{
		"list-checkouts":             {touches: listed, mark: "checkout"},
		"get-checkout":               {touches: theirs},
		"cancel-checkout":            {touches: theirs},
		"explain-checkout":           {touches: theirs},
		"pay-checkout":               {touches: theirs, body: `{"tenders":[{"method":"cash","amount":1}]}`, keyed: true},
		"return-goods":               {touches: theirs, body: `{"checkout_id":"{sold}","reason":"x","lines":[{"no":1,"quantity":1}]}`, keyed: true},
		"plan-return":                {touches: theirs, body: `{"checkout_id":"{sold}","reason":"x","lines":[{"no":1,"quantity":1}]}`},
		"exchange-goods":             {touches: theirs, body: `{"return":{"checkout_id":"{sold}","reason":"x","lines":[{"no":1,"quantity":1}]},"sale":{"digest":"x",{basket}},"tenders":[]}`, keyed: true},
		"plan-exchange":              {touches: theirs, body: `{"return":{"checkout_id":"{sold}","reason":"x","lines":[{"no":1,"quantity":1}]},"basket":{{basket}}}`},
		"quote-basket":               {touches: named, nameless: true, body: `{{basket}}`},
		"commit-quote":               {touches: named, nameless: true, body: `{"digest":"x",{basket}}`, keyed: true},
		"report-order":               {touches: named, nameless: true, body: `{sale}`, keyed: true},
		"report-refund":              {touches: theirs, body: `{"reference":"{unique}","source":"till","order":{"id":"{order}"},"occurred_at":"2026-09-12T04:00:00Z","lines":[{"line_no":1,"quantity":1,"amount":1}]}`, keyed: true},
		"join-member":                {touches: named, body: `{"phone":"{phone}","store":"{store}"}`, keyed: true},
		"state-member-consent":       {touches: named, body: `{"purpose":"marketing","channel":"sms","granted":false,"via":"counter","reason":"asked","store":"{store}"}`},
		"report-stock":               {touches: named, body: `{"stock":[{"article":"TEA-1","store":"{store}","quantity_milli":1000}]}`},
		"import-stock":               {touches: named, query: "?dry_run=true", body: "code,qty,store\nTEA-1,1,{store}\n"},
		"open-top-up":                {touches: named, nameless: true, body: `{"member_id":"{member}","pay":50000,"store":"{store}"}`, keyed: true},
		"get-top-up":                 {touches: theirs},
		"cancel-top-up":              {touches: theirs},
		"pay-top-up":                 {touches: theirs, body: `{"tenders":[{"method":"cash","amount":1}]}`, keyed: true},
		"withdraw-top-up":            {touches: theirs, body: `{"reason":"x"}`, keyed: true},
		"list-top-ups":               {touches: listed, mark: "topup"},
		"list-orders":                {touches: listed, mark: "order"},
		"get-receipt":                {touches: theirs},
		"write-member-note":          {touches: named, body: `{"kind":"call","text":"x","store":"{store}"}`, keyed: true},
		"list-member-notes":          {touches: common}, // TestServiceNotes…: notes of other stores are left out
		"list-member-posters":        {touches: listed, mark: "poster"},
		"make-member-poster":         {touches: named, nameless: true, body: `{"name":"x","headline_i18n":{"en":"x"},"from":"2026-09-12T00:00:00Z","store":"{store}"}`, keyed: true},
		"get-member-poster":          {touches: theirs},
		"change-member-poster":       {touches: theirs, body: `{"name":"x","headline_i18n":{"en":"x"},"from":"2026-09-12T00:00:00Z","version":1}`},
		"turn-member-poster":         {touches: theirs, body: `{"state":"paused","version":1}`},
		"get-poster-sheet":           {touches: theirs},
		"get-poster-code":            {touches: theirs},
		"list-member-findings":       {touches: listed, mark: "member"},
		"get-findings-of-member":     {touches: theirs},
		"get-member-quality":         {touches: summed},
		"list-member-quality-days":   {touches: common}, // TestMemberQuality…: of all stores together, who works in some gets none
		"list-member-quality-parts":  {touches: common}, // the same: other stores are left out
		"get-quality-of-import":      {touches: common}, // TestImportsTell…: of other stores they are not counted
		"judge-finding":              {touches: common}, // the same: of other stores it is not there
		"repair-findings":            {touches: common},
		"undo-repair":                {touches: common},
		"get-order":                  {touches: theirs},
		"attach-order":               {touches: theirs, body: `{"member_id":"{member}","reference":"{looseref}","amount":4100,"date":"2026-09-12","reason":"x"}`, keyed: true},
		"list-late-entries":          {touches: listed, mark: "late"},
		"sum-late-entries":           {touches: summed},
		"list-payments":              {touches: listed, mark: "charge"},
		"get-payment":                {touches: theirs},
		"look-at-payment":            {touches: theirs},
		"pay-in-sandbox":             {touches: theirs},
		"list-payment-refunds":       {touches: listed, mark: "refunded"},
		"list-payment-differences":   {touches: listed, mark: "differs"},
		"list-payment-statements":    {touches: common}, // of all stores together: somebody of one gets none, see below
		"list-members":               {touches: listed, mark: "member"},
		"count-members":              {touches: summed},
		"list-template-coupons":      {touches: listed, mark: "coupon"},
		"list-insight-members":       {touches: listed, query: days + "&behind=buyers", mark: "member"},
		"get-sold-articles":          {touches: summed, query: days + "&article={article}"},
		"find-postings":              {touches: theirs, query: "?number={reference}", empty: true},
		"list-article-stock":         {touches: common}, // TestStock…: rows of other stores are left out
		"list-groups-to-join":        {touches: common}, // seats bought elsewhere are counted and nameless
		"get-group":                  {touches: common},
		"get-promotion-group":        {touches: common},
		"get-article-channels":       {touches: named, query: "?store={store}"},
		"list-channel-differences":   {touches: named, query: "?store={store}"},
		"export-channel-differences": {touches: named, query: "?store={store}"},
	}
	m["list-member-events"] = rule{touches: common}
	m["get-stores-figures"] = rule{touches: summed, query: days}
	for _, id := range []string{"get-value-classes", "get-recency", "get-rfm-grid"} {
		m[id] = rule{touches: summed, query: "?as_of=2026-09-12"}
	}
	m["get-poster-report"] = rule{touches: summed, query: "?from=2026-09-12&until=2026-09-13&by=store"}
	m["export-poster-report"] = rule{touches: summed, query: "?from=2026-09-12&until=2026-09-13&by=poster"}
	for _, id := range []string{"get-overview", "get-trend", "get-top-articles", "get-hours", "get-tier-mix"} {
		m[id] = rule{touches: summed, query: days, storeQuery: true}
	}
	for _, id := range strings.Fields(commonOperations) {
		m[id] = rule{touches: common}
	}
	return m
}()

// commonOperations may be called by somebody who works in a store and are the same for
// everybody: catalogue, rules, one's own session, figures of the whole without a member
// in them; and the pages of a member, which whoever serves him opens.
const commonOperations = `
	list-approvals ask-approval list-approval-kinds get-approval approve-approval refuse-approval withdraw-approval
	get-session sign-out change-locale change-password list-views save-view delete-view
	list-articles get-article list-article-prices list-article-variants list-attributes list-goods-brands list-categories
	list-price-lists get-price-list list-price-changes list-prices list-tax-classes
	list-org-brands list-channels list-regions get-org-settings list-stores get-store
	get-batch list-claimable-coupons claim-coupon look-at-gift take-gift list-handouts hand-out-coupons get-handout
	list-handout-faults undo-handout list-coupon-packs get-coupon-policy list-coupon-reasons list-coupon-templates
	get-coupon-template list-batches get-coupon-funnel list-coupon-versions list-coupon-words
	list-adjust-reasons list-assets get-asset list-asset-rules ledger-checkpoint ledger-consistency ledger-checkpoint-key
	ledger-origins ledger-tile get-posting list-member-fields list-consent-texts scan-member
	get-member list-member-addresses add-member-address delete-member-address change-member-address list-member-adjustments
	adjust-member get-member-guardian state-member-guardian list-member-balances get-member-past-balances list-member-consents list-member-consent-history
	list-member-coupons see-coupons get-member-coupon cancel-coupon offer-coupon reinstate-coupon take-coupon-back
	list-member-decisions list-member-devices end-member-devices list-member-entries get-known-fields set-known-fields
	reveal-known-fields list-member-holds list-member-lots get-member-lot list-member-merges list-member-orders prove-posting
	get-member-prepaid refund-member-prepaid get-member-profile reveal-member get-member-statement export-member-statement
	get-member-tier list-member-timeline get-late-policy list-payment-methods get-settlement-policy
	give-stored-value get-prepaid-rule list-prepaid-rules word-prepaid-rule
	get-profile-refresh get-profile-rule list-profile-rules
	get-earning-rule get-article-earning get-category-earning list-earning-rules get-spending-rule list-spending-rules
	list-promotions get-promotion-calendar check-promotion list-promotion-choices list-promotion-findings get-floor-rule
	list-floor-rules word-floor-rule try-promotions word-promotion get-promotion get-promotion-budget list-promotion-groups
	list-promotion-versions get-ladder list-ladders
	list-member-identities bind-member-identity end-member-identity list-member-tags tag-member get-tags-of-member
	list-member-dictionary correct-member-note remove-member-note restore-member-note list-note-history`

// namesNone asks without a store: who works in one acts for it, who works in two has to
// say for which, and who sees all may leave it open.
func (m *matrix) namesNone(r route, how rule, role staff.Role, wrong func(staff.Role, string, reply)) {
	m.t.Helper()
	nowhere := maps.Clone(m.near)
	nowhere["store"] = ""
	nowhere["basket"] = strings.Replace(nowhere["basket"], `"store":"S001",`, "", 1)
	how.body = strings.Replace(how.body, `,"store":"{store}"`, "", 1)
	const needed = "org.store_needed"
	if got := m.ask(r, how, nowhere, m.people[role]); !letIn(got) || got.Status == 422 || strings.Contains(got.Body, needed) {
		wrong(role, "no", got)
	}
	if both, scoped := m.both[role]; scoped {
		if got := m.ask(r, how, nowhere, both); got.Status != 422 || !strings.Contains(got.Body, needed) {
			wrong(role, "no, of two,", got)
		}
	}
}

// shop is what there is of one store, by the words of the rules.
type shop map[string]string

// matrix is two stores with one of everything in each, and somebody of every role.
type matrix struct {
	*street
	t         *testing.T
	near, far shop
	people    map[staff.Role]string // their cookies; those of certain stores work in the near one
	both      map[staff.Role]string // of those who work in either store
	member    string                // cookies of a member
	unique    int
}

func newMatrix(t *testing.T) *matrix {
	w := newWorld(t)
	template := w.claimable()
	m := &matrix{street: w.street(), t: t, people: map[staff.Role]string{}, both: map[staff.Role]string{}}
	m.near = m.shop("S001", "N", m.street.near, m.nearOrder, template)
	m.far = m.shop("S002", "F", m.street.far, m.order, template)
	m.settle()
	for _, role := range staff.Roles() {
		email := "matrix-" + strings.ReplaceAll(string(role), "_", "-") + "@example.com"
		if staff.InStores(role) {
			m.people[role] = m.works(email, role, "S001")
			m.both[role] = m.works("both-"+email, role, "S001", "S002")
		} else {
			m.people[role] = m.person(email, role)
		}
	}
	m.member = m.memberIn("13700000009")
	return m
}

// shop sells, takes back, tops up, attaches and gives a coupon in a store.
func (m *matrix) shop(store, mark, member, order, template string) shop {
	m.t.Helper()
	till := as(m.till)
	s := shop{"store": store, "reference": mark + "-1", "member": member, "order": order, "template": template, "article": m.article(),
		"basket": fmt.Sprintf(`"member_id":%q,"store":%q,"lines":[{"no":1,"article":"TEA","quantity":2,"unit":3000}]`, member, store)}
	s["checkout"] = m.checkout(s["basket"], till)
	s["sold"] = m.checkout(s["basket"], till)
	var paid struct{ Charges []struct{ ID string } }
	m.do("POST", "/api/v1/checkouts/"+s["sold"]+"/pay", `{"tenders":[{"method":"cash","amount":6000}]}`, till, m.key36()).want(201).into(&paid)
	s["refunded"] = paid.Charges[0].ID
	m.do("POST", "/api/v1/returns", `{"checkout_id":"`+s["sold"]+`","reason":"x","lines":[{"no":1,"quantity":1}]}`, till, m.key36()).want(201)
	odd := m.checkout(fmt.Sprintf(`"member_id":%q,"store":%q,"lines":[{"no":1,"article":"TEA","quantity":1,"unit":3005}]`, member, store), till)
	m.do("POST", "/api/v1/checkouts/"+odd+"/pay", `{"tenders":[{"method":"sandbox","amount":3005}]}`, till, m.key36()).want(201).into(&paid)
	s["charge"] = paid.Charges[0].ID // the sandbox tells of another amount
	s["differs"] = "HC" + s["charge"]
	m.do("POST", "/api/v1/payments/"+s["charge"]+"/sandbox", "", till).want(200)
	var topUp, coupon struct{ ID string }
	m.do("POST", "/api/v1/prepaid/top-ups", fmt.Sprintf(`{"member_id":%q,"pay":50000,"store":%q}`, member, store), till, m.key36()).want(201).into(&topUp)
	s["topup"] = topUp.ID
	m.do("POST", "/api/v1/prepaid/top-ups", fmt.Sprintf(`{"member_id":%q,"pay":50000,"store":%q}`, member, store), till, m.key36()).want(201).into(&topUp)
	s["paidup"] = topUp.ID
	m.do("POST", "/api/v1/prepaid/top-ups/"+topUp.ID+"/pay", `{"tenders":[{"method":"cash","amount":50000}]}`, till, m.key36()).want(201)
	s["late"] = m.loose(m.till, mark+"-LATE", map[string]any{"store": store})
	m.do("POST", "/api/v1/orders/"+s["late"]+"/attach", receipt(member, mark+"-LATE", map[string]any{"reason": "x"}), till).want(201)
	s["loose"], s["looseref"] = m.loose(m.till, mark+"-LOOSE", map[string]any{"store": store}), mark+"-LOOSE"
	m.do("POST", "/api/v1/coupons/claims", fmt.Sprintf(`{"member_id":%q,"template_id":%q,"key":"c"}`, member, template), till).want(201).into(&coupon)
	s["coupon"] = coupon.ID
	hangs := m.poster(till, "poster-"+mark, map[string]any{"store": store})
	s["poster"] = hangs.ID
	m.do("POST", "/api/v1/me/posters/"+hangs.Code+"/scans", "", "User-Agent: Mozilla/5.0 (Android)").want(204)
	return s
}

// article is the id of one that both stores sell.
func (m *matrix) article() string {
	return m.found(m.till, "/api/v1/catalog/articles?q=TEA-1")[0].ID
}

// checkout agrees on a basket and returns the checkout's id.
func (m *matrix) checkout(basket, who string) string {
	m.t.Helper()
	var quote struct{ Digest string }
	m.do("POST", "/api/v1/quotes", "{"+basket+"}", who).want(200).into(&quote)
	var agreed struct{ Checkout struct{ ID string } }
	m.do("POST", "/api/v1/quotes/commit", "{"+basket+`,"digest":"`+quote.Digest+`"}`, who, m.key36()).want(201).into(&agreed)
	return agreed.Checkout.ID
}

// key36 is a header with a key that was not used yet.
func (m *matrix) key36() string {
	m.unique++
	return fmt.Sprintf("Idempotency-Key: matrix-%d", m.unique)
}

// nothing is no shop's: ids that nothing has, so that what is let in finds nothing to
// change.
var nothing = shop{"member": "1", "order": "1", "checkout": "1", "charge": "1", "topup": "1", "loose": "1", "paidup": "1", "article": "1", "template": "1", "coupon": "1", "poster": "1"}

// ask sends an operation as somebody, about what a shop has.
func (m *matrix) ask(r route, how rule, s shop, who string) reply {
	m.t.Helper()
	m.unique++
	words := []string{"{unique}", fmt.Sprintf("U-%d", m.unique), "{phone}", fmt.Sprintf("139%08d", m.unique)}
	if strings.Contains(how.body, "{sale}") {
		words = append(words, "{sale}", sale(fmt.Sprintf("U-%d", m.unique), map[string]any{"store": orNil(s["store"])}))
	}
	for _, name := range slices.Sorted(maps.Keys(s)) {
		words = append(words, "{"+name+"}", s[name])
	}
	fill := strings.NewReplacer(words...)
	path := r.path
	for prefix, word := range map[string]string{"/members/": "member", "/orders/": "order", "/checkouts/": "checkout", "/payments/": "charge",
		"/prepaid/top-ups/": "topup", "/member-posters/": "poster", "/catalog/articles/": "article"} {
		if strings.HasPrefix(path, "/api/v1"+prefix+"{id}") {
			path = strings.Replace(path, "{id}", "{"+word+"}", 1)
		}
	}
	switch r.id {
	case "attach-order":
		path = strings.Replace(path, "{order}", "{loose}", 1)
	case "withdraw-top-up":
		path = strings.Replace(path, "{topup}", "{paidup}", 1)
	}
	path = strings.NewReplacer("{id}", "1", "{version}", "999", "{session}", "0123456789abcdef").Replace(fill.Replace(path))
	headers := []string{who}
	if how.keyed {
		headers = append(headers, m.key36())
	}
	if r.id == "import-stock" {
		headers = append(headers, "Content-Type: text/csv")
	}
	return m.do(r.method, path+fill.Replace(how.query), strings.ReplaceAll(fill.Replace(how.body), "{{", "{"), headers...)
}

// orNil is a text, or what leaves it out of a body.
func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// letIn reports whether somebody got past who may what: what he then asked for may
// be wrong.
func letIn(r reply) bool { return r.Status != 401 && r.Status != 403 }

// missing reports whether an answer is that there is no such thing or store.
func missing(r reply) bool {
	return r.Status == 404 || strings.Contains(r.Body, "unknown_store") || strings.Contains(r.Body, "org.no_store")
}

func TestEveryOperationAnswersAsTheTableSays(t *testing.T) {
	t.Parallel()
	m := newMatrix(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	routes := contractRoutes(t)
	slices.SortFunc(routes, func(a, b route) int { return strings.Compare(a.id, b.id) })
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(routes), func(i, j int) { routes[i], routes[j] = routes[j], routes[i] })
	ruled := map[string]bool{}
	for _, r := range routes {
		how, has := rules[r.id]
		inStore := m.roles(r, true)
		if len(inStore) > 0 && !has && !edge.OfNobody(r.permission) || r.permission == edge.SignedIn && !has {
			t.Errorf("%s (%s %s) may be called by %v and has no rule: say what it touches", r.id, r.method, r.path, inStore)
			continue
		}
		ruled[r.id] = true
		m.whoMay(r, how)
		if r.permission.Known() {
			m.whoseStore(r, how)
		}
	}
	for id := range rules {
		if !ruled[id] {
			t.Errorf("a rule for %s, which is no operation", id)
		}
	}
	if err := m.deps.Payment.Reconcile(t.Context(), "sandbox", start.AddDate(0, 0, -3)); err != nil {
		t.Fatal(err)
	}
	for role, sees := range map[staff.Role]bool{staff.Finance: true, staff.StoreManager: false, staff.Cashier: false} {
		if r := m.do("GET", "/api/v1/payments/statements", "", m.people[role]).want(200); strings.Contains(r.Body, `"provider":"sandbox"`) != sees {
			t.Errorf("%s sees of the statements of all stores %s", role, r.Body)
		}
	}
}

// roles lists who may call an operation, of those who work in certain stores or of the others.
func (m *matrix) roles(r route, inStores bool) (list []staff.Role) {
	for _, role := range staff.Roles() {
		if staff.InStores(role) == inStores && slices.Contains(staff.May(role), r.permission) {
			list = append(list, role)
		}
	}
	return list
}

// whoMay asks as every role, and as a member: let in is whom the table lets in.
func (m *matrix) whoMay(r route, how rule) {
	m.t.Helper()
	if r.id == "sign-out" {
		return // TestSession; it would end what the others walk with
	}
	for _, role := range staff.Roles() {
		may := r.permission == edge.Anyone || r.permission == edge.SignedIn || slices.Contains(staff.May(role), r.permission)
		if may && (how.body != "" || how.touches != 0 && r.method == "GET" && staff.InStores(role)) {
			continue // whoseStore asks in earnest
		}
		got := m.ask(r, rule{}, nothing, m.people[role])
		if r.permission == edge.Anyone && got.Status != 401 && got.Status != 403 {
			continue
		}
		if letIn(got) != may && !(r.permission == edge.Anyone && got.Status != 404) {
			m.t.Errorf("%s (%s %s) as %s: %d, although the table says may=%v: %.200s", r.id, r.method, r.path, role, got.Status, may, got.Body)
		}
	}
	if r.permission != edge.Anyone && r.permission != edge.AsMember {
		if got := m.ask(r, rule{}, nothing, m.member); got.Status != 401 {
			m.t.Errorf("%s (%s %s) answers a member: %d %.200s", r.id, r.method, r.path, got.Status, got.Body)
		}
	}
}

// whoseStore asks about what is of the near and of the far store: who works in the
// near one sees and does nothing of the far one; everybody else whom the table lets
// sees and does both.
func (m *matrix) whoseStore(r route, how rule) {
	m.t.Helper()
	wrong := func(role staff.Role, shop string, got reply) {
		m.t.Helper()
		m.t.Errorf("%s (%s %s) as %s, about the %s store: %d %.300s", r.id, r.method, r.path, role, shop, got.Status, got.Body)
	}
	others := m.roles(r, false)
	if !heavy.On() && len(others) > 2 { // who sees every store is asked in full by turns
		others = others[:2]
	}
	for _, role := range append(m.roles(r, true), others...) {
		who, scoped := m.people[role], staff.InStores(role)
		switch how.touches {
		case theirs, named:
			none := func(r reply) bool { return missing(r) || how.empty && strings.Contains(r.Body, `"items":[]`) }
			if got := m.ask(r, how, m.near, who); !letIn(got) || none(got) {
				wrong(role, "near", got)
			}
			if got := m.ask(r, how, m.far, who); scoped && !none(got) || !scoped && (!letIn(got) || none(got)) {
				wrong(role, "far", got)
			}
			if how.nameless {
				m.namesNone(r, how, role, wrong)
			}
		case listed:
			got := m.ask(r, how, m.near, who)
			own, other := strings.Contains(got.Body, `"`+m.near[how.mark]+`"`), strings.Contains(got.Body, `"`+m.far[how.mark]+`"`)
			if got.Status != 200 || !own || other == scoped {
				wrong(role, "near", got)
			}
		case summed:
			got := m.ask(r, how, m.near, who)
			all := m.ask(r, how, m.near, m.people[staff.Administrator])
			if got.Status != 200 || (got.Body == all.Body) == scoped {
				wrong(role, "near", got)
			}
			if how.storeQuery && scoped {
				how := how
				how.query += "&store=" + m.storeID("S001")
				if asked := m.ask(r, how, m.near, m.people[staff.Administrator]); asked.Body != got.Body {
					wrong(role, "near", got)
				}
				how.query = strings.Replace(how.query, m.storeID("S001"), m.storeID("S002"), 1)
				if asked := m.ask(r, how, m.near, m.people[staff.Administrator]); asked.Body == m.ask(r, how, m.near, who).Body {
					wrong(role, "far", asked)
				}
			}
		case common:
			if r.method != "GET" || how.query != "" {
				continue
			}
			if !scoped && role != others[0] {
				continue
			}
			for name, s := range map[string]shop{"near": m.near, "far": m.far} {
				if name == "far" && !strings.Contains(r.path, "{") {
					continue
				}
				if got := m.ask(r, how, s, who); !letIn(got) || strings.Contains(r.path, "/members/{id}") && got.Status == 404 && !strings.Contains(r.path[len("/api/v1/members/{id}"):], "{") {
					wrong(role, name, got)
				}
			}
		}
	}
}

// TestAWriteAsksForMoreThanReading keeps an operation that changes something from
// asking for no more than a look: those that only answer a question are listed.
func TestAWriteAsksForMoreThanReading(t *testing.T) {
	t.Parallel()
	answers := strings.Fields(`scan-member check-promotion try-promotions word-promotion word-floor-rule word-prepaid-rule word-privacy-rule`)
	for _, r := range contractRoutes(t) {
		if r.method != "GET" && strings.HasSuffix(string(r.permission), ":read") && !slices.Contains(answers, r.id) {
			t.Errorf("%s (%s %s) changes something and asks for %s only", r.id, r.method, r.path, r.permission)
		}
	}
}
