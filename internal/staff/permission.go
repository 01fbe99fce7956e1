package staff

import (
	"maps"
	"slices"
)

// Permission is one thing a principal may do, as capability:verb.
type Permission string

// The permissions. A new one gets a row in the table below; the edge refuses to
// serve an operation whose permission has none.
const (
	OrgRead        Permission = "org:read"
	OrgWrite       Permission = "org:write"
	CatalogRead    Permission = "catalog:read"
	CatalogWrite   Permission = "catalog:write"
	CatalogPrice   Permission = "catalog:price"
	CatalogCost    Permission = "catalog:cost"
	CatalogStock   Permission = "catalog:stock"
	MemberRead     Permission = "member:read"
	MemberJoin     Permission = "member:join"
	MemberExport   Permission = "member:export"
	MemberReveal   Permission = "member:reveal"
	MemberConsent  Permission = "member:consent"
	MemberTexts    Permission = "member:texts"
	MemberEdit     Permission = "member:edit"
	MemberIdentify Permission = "member:identify"
	MemberFields   Permission = "member:fields"
	MemberNotes    Permission = "member:notes"
	MemberTag      Permission = "member:tag"
	MemberTags     Permission = "member:tags"
	MemberPosters  Permission = "member:posters"
	MemberQuality  Permission = "member:quality"
	MemberMerge    Permission = "member:merge"
	MemberErase    Permission = "member:erase"
	PrivacyRead    Permission = "privacy:read"
	PrivacyHandle  Permission = "privacy:handle"
	PrivacyPolicy  Permission = "privacy:policy"
	EventRead      Permission = "event:read"
	EventWrite     Permission = "event:write"
	LedgerRead     Permission = "ledger:read"
	LedgerPost     Permission = "ledger:post"
	LedgerAdjust   Permission = "ledger:adjust"
	LedgerApprove  Permission = "ledger:approve"
	LedgerPublish  Permission = "ledger:publish"
	LedgerBooks    Permission = "ledger:books"
	OrderRead      Permission = "order:read"
	OrderWrite     Permission = "order:write"
	OrderAttach    Permission = "order:attach"
	OrderReview    Permission = "order:review"
	OrderPolicy    Permission = "order:policy"
	CheckoutRead   Permission = "checkout:read"
	CheckoutSell   Permission = "checkout:sell"
	CheckoutReturn Permission = "checkout:return"
	PaymentRead    Permission = "payment:read"
	PaymentCollect Permission = "payment:collect"
	PaymentSettle  Permission = "payment:settle"
	PaymentManage  Permission = "payment:manage"
	PrepaidRead    Permission = "prepaid:read"
	PrepaidSell    Permission = "prepaid:sell"
	PrepaidRefund  Permission = "prepaid:refund"
	PrepaidPublish Permission = "prepaid:publish"
	TierRead       Permission = "tier:read"
	TierPublish    Permission = "tier:publish"
	CouponRead     Permission = "coupon:read"
	CouponClaim    Permission = "coupon:claim"
	CouponIssue    Permission = "coupon:issue"
	CouponManage   Permission = "coupon:manage"
	CouponApprove  Permission = "coupon:approve"
	ProgramRead    Permission = "program:read"
	ProgramPublish Permission = "program:publish"
	PricingRead    Permission = "pricing:read"
	PricingPublish Permission = "pricing:publish"
	ProfileRead    Permission = "profile:read"
	ProfilePublish Permission = "profile:publish"
	StaffRead      Permission = "staff:read"
	StaffManage    Permission = "staff:manage"
	IntakeRun      Permission = "intake:run"
	InsightRead    Permission = "insight:read"
	InsightMembers Permission = "insight:members"
	SystemRead     Permission = "system:read"
	SystemOperate  Permission = "system:operate"
)

// Role is a preset of permissions, named after a job in a shop.
type Role string

// The roles, as the trade knows them.
const (
	Administrator   Role = "administrator"
	Operations      Role = "operations"
	Finance         Role = "finance"
	CustomerService Role = "service"
	Marketing       Role = "marketing"
	StoreManager    Role = "store_manager"
	Cashier         Role = "cashier"
	Adviser         Role = "adviser"
	Analyst         Role = "analyst"
	Auditor         Role = "auditor"
)

// columns names the table's columns, in the order in which roles are shown.
var columns = [...]Role{Administrator, Operations, Finance, CustomerService, Marketing, StoreManager, Cashier, Adviser, Analyst, Auditor}

const (
	x = true  // may
	o = false // may not
)

// table is the whole of who may do what; there is no other place. An analyst
// works on figures without personal data and so never sees a member; finance
// and auditor read the books and change nothing; whoever makes rules
// (operations) does not also make the colleagues who make rules.
var table = map[Permission][len(columns)]bool{
	//             adm oper fin serv mark manager cash adviser analyst auditor
	OrgRead:        {x, x, x, x, x, x, x, x, x, x},
	OrgWrite:       {x, x, o, o, o, o, o, o, o, o},
	CatalogRead:    {x, x, x, x, x, x, x, x, x, x},
	CatalogWrite:   {x, x, o, o, x, o, o, o, o, o},
	CatalogPrice:   {x, x, o, o, o, o, o, o, o, o},
	CatalogCost:    {x, x, x, o, x, o, o, o, x, x},
	CatalogStock:   {x, x, o, o, o, x, o, o, o, o},
	MemberRead:     {x, x, x, x, x, x, x, x, o, x},
	MemberJoin:     {x, x, o, x, o, x, x, x, o, o},
	MemberExport:   {x, x, o, o, x, o, o, o, o, o},
	MemberReveal:   {x, x, o, x, o, x, o, o, o, o},
	MemberConsent:  {x, x, o, x, o, x, o, o, o, o},
	MemberTexts:    {x, x, o, o, o, o, o, o, o, o},
	MemberEdit:     {x, x, o, x, o, x, o, x, o, o},
	MemberIdentify: {x, x, o, x, o, x, o, o, o, o},
	MemberFields:   {x, x, o, o, o, o, o, o, o, o},
	MemberNotes:    {x, x, o, x, o, x, o, x, o, o},
	MemberTag:      {x, x, o, x, x, x, o, x, o, o},
	MemberTags:     {x, x, o, o, x, o, o, o, o, o},
	MemberPosters:  {x, x, o, o, x, x, o, o, o, o},
	MemberQuality:  {x, x, o, x, x, x, o, o, o, o},
	MemberMerge:    {x, x, o, x, o, o, o, o, o, o},
	MemberErase:    {x, x, o, o, o, o, o, o, o, o},
	PrivacyRead:    {x, x, o, x, o, o, o, o, o, x},
	PrivacyHandle:  {x, x, o, x, o, o, o, o, o, o},
	PrivacyPolicy:  {x, x, o, o, o, o, o, o, o, o},
	EventRead:      {x, x, o, x, x, x, o, x, o, x},
	EventWrite:     {x, o, o, o, o, o, o, o, o, o},
	LedgerRead:     {x, x, x, x, o, x, x, x, x, x},
	LedgerPost:     {x, o, o, o, o, o, o, o, o, o},
	LedgerAdjust:   {x, x, o, x, o, x, o, o, o, o},
	LedgerApprove:  {x, x, o, o, o, o, o, o, o, o},
	LedgerPublish:  {x, x, o, o, o, o, o, o, o, o},
	LedgerBooks:    {x, x, x, o, o, o, o, o, x, x},
	OrderRead:      {x, x, x, x, o, x, x, x, x, x},
	OrderWrite:     {x, o, o, o, o, x, x, o, o, o},
	OrderAttach:    {x, x, o, x, o, x, o, o, o, o},
	OrderReview:    {x, x, x, o, o, x, o, o, o, x},
	OrderPolicy:    {x, x, o, o, o, o, o, o, o, o},
	CheckoutRead:   {x, x, x, x, o, x, x, x, x, x},
	CheckoutSell:   {x, x, o, o, o, x, x, o, o, o},
	CheckoutReturn: {x, x, o, x, o, x, x, o, o, o},
	PaymentRead:    {x, x, x, x, o, x, x, o, x, x},
	PaymentCollect: {x, x, o, o, o, x, x, o, o, o},
	PaymentSettle:  {x, x, o, o, o, o, o, o, o, o},
	PaymentManage:  {x, x, o, o, o, o, o, o, o, o},
	PrepaidRead:    {x, x, x, x, o, x, x, o, o, x},
	PrepaidSell:    {x, x, o, o, o, x, x, o, o, o},
	PrepaidRefund:  {x, x, o, x, o, x, o, o, o, o},
	PrepaidPublish: {x, x, o, o, o, o, o, o, o, o},
	TierRead:       {x, x, x, x, x, x, x, x, x, x},
	TierPublish:    {x, x, o, o, o, o, o, o, o, o},
	CouponRead:     {x, x, x, x, x, x, x, x, x, x},
	CouponClaim:    {x, x, o, x, o, x, x, x, o, o},
	CouponIssue:    {x, x, o, x, x, x, o, o, o, o},
	CouponManage:   {x, x, o, o, x, o, o, o, o, o},
	CouponApprove:  {x, x, o, o, x, o, o, o, o, o},
	ProgramRead:    {x, x, x, x, x, x, o, o, x, x},
	ProgramPublish: {x, x, o, o, o, o, o, o, o, o},
	PricingRead:    {x, x, x, x, x, x, x, x, x, x},
	PricingPublish: {x, x, o, o, x, o, o, o, o, o},
	ProfileRead:    {x, x, x, x, x, x, o, x, x, x},
	ProfilePublish: {x, x, o, o, o, o, o, o, o, o},
	StaffRead:      {x, x, o, o, o, o, o, o, o, x},
	StaffManage:    {x, o, o, o, o, o, o, o, o, o},
	IntakeRun:      {x, x, o, o, o, o, o, o, o, o},
	InsightRead:    {x, x, x, o, x, x, o, o, x, x},
	InsightMembers: {x, x, x, o, x, x, o, o, o, x},
	SystemRead:     {x, x, o, o, o, o, o, o, o, x},
	SystemOperate:  {x, o, o, o, o, o, o, o, o, o},
}

// inStores are the roles of those who work in certain stores: they see the rows
// of these. Who has another role as well sees those of every store.
var inStores = []Role{StoreManager, Cashier, Adviser}

// InStores reports whether roles are all of a kind that works in certain stores.
func InStores(roles ...Role) bool {
	return !slices.ContainsFunc(roles, func(r Role) bool { return !slices.Contains(inStores, r) })
}

// Permissions lists every permission there is, sorted.
func Permissions() []Permission { return slices.Sorted(maps.Keys(table)) }

// Roles lists every role, in the order in which they are shown.
func Roles() []Role { return slices.Clone(columns[:]) }

// Known reports whether p is a permission of the table.
func (p Permission) Known() bool { _, ok := table[p]; return ok }

// Known reports whether r is a role of the table.
func (r Role) Known() bool { return slices.Contains(columns[:], r) }

// May lists what the given roles may do together, sorted.
func May(roles ...Role) []Permission {
	var list []Permission
	for _, p := range Permissions() {
		if slices.ContainsFunc(roles, func(r Role) bool { return r.may(p) }) {
			list = append(list, p)
		}
	}
	return list
}

func (r Role) may(p Permission) bool {
	column := slices.Index(columns[:], r)
	return column >= 0 && table[p][column]
}
