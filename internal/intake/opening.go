package intake

import (
	"slices"
	"time"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
)

// An opening is what the system before this one knew of members: who they are, what
// they have, which tier they stand on and which coupons they hold. Its files have a row
// for each member, lot, tier or kind of coupon, in any order.

// OpeningKind is what the rows of such a file are.
type OpeningKind string

// The kinds. A file of members may bring their balances and tiers in the same rows.
const (
	OpenMembers  OpeningKind = "members"
	OpenBalances OpeningKind = "balances"
	OpenTiers    OpeningKind = "tiers"
	OpenCoupons  OpeningKind = "coupons"
)

// OpeningKinds lists the kinds, in the order in which their files are brought in.
func OpeningKinds() []OpeningKind {
	return []OpeningKind{OpenMembers, OpenBalances, OpenTiers, OpenCoupons}
}

// Valid reports whether there is such a kind.
func (k OpeningKind) Valid() bool { return slices.Contains(OpeningKinds(), k) }

// The fields of openings beside those that orders have as well: customer, card, phone,
// email, name, store, channel, currency, amount, quantity.
const (
	FieldBirthday  Field = "birthday"
	FieldJoined    Field = "joined_at"
	FieldPoints    Field = "points"
	FieldGrowth    Field = "growth"
	FieldPrincipal Field = "principal" // stored value that was paid for, in major units
	FieldBonus     Field = "bonus"     // stored value that came with it
	FieldAsset     Field = "asset"     // of amount, where a row is a lot of any asset
	FieldExpires   Field = "expires_at"
	FieldLevel     Field = "level"
	FieldSince     Field = "level_since"
	FieldUntil     Field = "level_until"
	FieldTemplate  Field = "template"
	FieldCoupon    Field = "coupon" // number of the coupon in the earlier system
)

// openingFields are the fields of each kind, in the order in which they are shown.
var openingFields = map[OpeningKind][]Field{
	OpenMembers: {FieldCustomer, FieldCard, FieldPhone, FieldEmail, FieldName, FieldBirthday, FieldJoined, FieldStore, FieldChannel,
		FieldProvince, FieldCity, FieldDistrict, FieldAddress, FieldTags, FieldConsents, FieldConsented,
		FieldPoints, FieldExpires, FieldGrowth, FieldPrincipal, FieldBonus, FieldLevel, FieldSince, FieldUntil},
	OpenBalances: {FieldCustomer, FieldCard, FieldPhone, FieldEmail, FieldPoints, FieldGrowth, FieldPrincipal, FieldBonus,
		FieldAsset, FieldAmount, FieldExpires},
	OpenTiers:   {FieldCustomer, FieldCard, FieldPhone, FieldEmail, FieldLevel, FieldSince, FieldUntil},
	OpenCoupons: {FieldCustomer, FieldCard, FieldPhone, FieldEmail, FieldTemplate, FieldQuantity, FieldExpires, FieldCoupon},
}

// OpeningFields lists the fields of a kind.
func OpeningFields(k OpeningKind) []Field { return slices.Clone(openingFields[k]) }

func (k OpeningKind) has(f Field) bool { return slices.Contains(openingFields[k], f) }

// openingNames are the headings under which systems export the fields, folded by
// foldHeading; the likeliest first.
var openingNames = map[Field][]string{
	FieldCustomer: {"会员编号", "会员id", "客户编号", "会员号", "用户id", "客户id", "memberid", "customerid", "memberno", "membernumber", "customernumber", "userid", "id", "编号"},
	FieldCard:     {"会员卡号", "卡号", "实体卡号", "cardno", "cardnumber", "card", "membershipnumber"},
	FieldPhone:    {"手机号", "手机号码", "手机", "电话", "联系电话", "会员手机", "会员手机号", "电话号码", "联系方式", "phone", "mobile", "phonenumber", "mobilephone", "tel", "telephone", "cellphone"},
	FieldEmail:    {"邮箱", "电子邮箱", "电子邮件", "邮件", "email", "mail", "emailaddress"},
	FieldName:     {"姓名", "会员姓名", "名字", "客户姓名", "会员名称", "称呼", "name", "fullname", "membername", "customername"},
	FieldBirthday: {"生日", "出生日期", "会员生日", "birthday", "dateofbirth", "birthdate", "dob"},
	FieldJoined: {"注册时间", "入会时间", "开卡时间", "入会日期", "注册日期", "开卡日期", "办卡时间", "加入时间", "创建时间", "joinedat", "joined", "registeredat",
		"registrationdate", "signupdate", "createdat", "joindate", "membersince"},
	FieldStore:     {"入会门店代码", "门店代码", "门店编码", "storecode", "开卡门店", "入会门店", "注册门店", "所属门店", "归属门店", "门店", "店铺", "store", "homestore", "shop"},
	FieldChannel:   {"入会渠道代码", "渠道代码", "channelcode", "注册渠道", "入会渠道", "来源渠道", "渠道", "channel", "source"},
	FieldProvince:  {"省份", "省", "所在省份", "所在省", "省市", "province"},
	FieldCity:      {"城市", "市", "所在城市", "所在市", "city"},
	FieldDistrict:  {"区县", "区", "县", "所在区县", "所在区", "district", "county"},
	FieldAddress:   {"详细地址", "地址", "联系地址", "收货地址", "家庭地址", "通讯地址", "通信地址", "居住地址", "住址", "街道地址", "address", "streetaddress", "street", "fulladdress", "address1", "addressline1"},
	FieldTags:      {"会员标签", "人工标签", "手工标签", "标签", "客户标签", "tags", "membertags", "customertags", "tag"},
	FieldConsents:  {"已同意的授权", "授权同意", "同意事项", "agreedto", "consents", "consentsgiven"},
	FieldConsented: {"授权时间", "同意时间", "授权日期", "同意日期", "订阅时间", "consentedat", "consentdate", "consentat", "optindate", "optinat", "subscribedat"},
	FieldPoints:    {"积分", "可用积分", "积分余额", "当前积分", "剩余积分", "会员积分", "points", "pointsbalance", "availablepoints", "loyaltypoints"},
	FieldGrowth:    {"成长值", "经验值", "当前成长值", "growth", "growthvalue", "experience", "exp"},
	FieldPrincipal: {"储值余额", "储值本金", "本金", "本金余额", "储值", "账户余额", "卡余额", "余额", "principal", "storedvalue", "balance", "cashbalance", "walletbalance"},
	FieldBonus:     {"赠送余额", "赠送金额", "赠金", "赠金余额", "储值赠送", "储值赠送金", "赠送金", "赠款", "bonus", "bonusbalance", "giftbalance"},
	FieldAsset:     {"资产", "资产类型", "账户类型", "类型", "余额类型", "asset", "assettype", "account", "type", "balancetype"},
	FieldAmount:    {"数量", "金额", "余额", "数值", "剩余", "剩余数量", "amount", "balance", "value", "remaining", "quantity"},
	FieldExpires: {"到期时间", "有效期至", "过期时间", "积分到期日", "积分有效期", "积分过期时间", "失效时间", "到期日", "到期日期", "有效期", "截止日期", "expiresat",
		"expires", "expiry", "expirydate", "expirationdate", "validuntil", "pointsexpiry", "pointsexpiresat"},
	FieldLevel:    {"会员等级", "等级", "会员级别", "级别", "卡等级", "会员类型", "等级名称", "level", "tier", "memberlevel", "membertier", "grade", "rank"},
	FieldSince:    {"等级生效时间", "等级生效日期", "升级时间", "定级时间", "等级开始时间", "等级开始日期", "levelsince", "tiersince", "tierstart", "asof", "effectivedate"},
	FieldUntil:    {"等级到期时间", "等级有效期", "等级到期日", "等级有效期至", "等级失效时间", "保级到期", "到期时间", "有效期至", "有效期", "leveluntil", "tieruntil", "tierexpiry", "tierend", "validuntil", "expiresat"},
	FieldTemplate: {"优惠券", "券名称", "券模板", "券类型", "券编码", "优惠券名称", "模板", "模板编码", "卡券名称", "template", "coupontemplate", "coupontype", "couponname", "coupon", "offer"},
	FieldQuantity: {"数量", "张数", "券数量", "剩余张数", "quantity", "qty", "count"},
	FieldCoupon:   {"券号", "券码", "优惠券码", "卡券号", "couponcode", "couponno", "couponnumber", "couponid", "code"},
}

// identified are the fields of which a row needs one.
var identified = identityFields[:]

// openingRow is a row that was read, cleaned and judged good: what is applied.
type openingRow struct {
	Row      int64        `json:"r"`
	Keys     []member.Key `json:"k"`
	Name     string       `json:"n,omitempty"`
	Birthday [3]int       `json:"b,omitzero"`
	Joined   time.Time    `json:"j,omitzero"`
	Store    string       `json:"s,omitempty"`
	Channel  string       `json:"c,omitempty"`
	Lots     []openingLot `json:"l,omitempty"`

	Own     map[string][]string `json:"f,omitempty"` // in fields of the retailer's own, by their codes
	Address *member.Address     `json:"a,omitempty"`
	Tags    []string            `json:"g,omitempty"` // by their codes

	Consents []openingConsent `json:"o,omitempty"` // one of each question

	Level    string    `json:"v,omitempty"`
	Since    time.Time `json:"vs,omitzero"`
	Until    time.Time `json:"vu,omitzero"`
	Template int64     `json:"t,omitempty"`
	Quantity int       `json:"q,omitempty"`
	Expires  time.Time `json:"e,omitzero"` // of coupons
	Number   string    `json:"m,omitempty"`

	digest uint64
}

// openingLot is so much of an asset with one end.
type openingLot struct {
	Asset   ledger.AssetID `json:"a"`
	Amount  int64          `json:"n"`
	Expires time.Time      `json:"e,omitzero"` // zero: by the asset's rule
}

// levelBit is what stands in intake.opened for a tier; assets have theirs by id.
const levelBit = 60

// bit is the place of an asset in intake.opened.
func bit(a ledger.AssetID) int64 { return 1 << min(int64(a), levelBit-1) }

// posted are the bits of what a row brings that a member has only once of a system.
func (r *openingRow) posted() (bits int64) {
	for _, l := range r.Lots {
		bits |= bit(l.Asset)
	}
	if r.Level != "" {
		bits |= 1 << levelBit
	}
	return bits
}

// Why a row of an opening is refused.
const (
	rowUnknownMember = "intake.member_unknown"
	rowConflict      = "intake.members_conflict"
	rowTwice         = "intake.member_twice"
	rowBefore        = "intake.opened_before"
	rowNobody        = "intake.nobody"
	rowNegative      = "intake.amount_negative"
	rowDecimals      = "intake.amount_decimals"
	rowLevel         = "intake.level_unknown"
	rowTemplate      = "intake.template_unknown"
	rowTag           = "intake.tag_unknown"
	rowTagEnded      = "intake.tag_ended"
	rowTagsExclude   = "intake.tags_exclude"
	rowAsset         = "intake.asset_unknown"
	rowPeriod        = "intake.period_empty"
	rowNothing       = "intake.nothing_to_bring"
	rowNotNow        = "intake.not_possible" // the ledger or a coupon refused it
)

var openingMessages = map[string]i18n.Text{
	rowUnknownMember:  i18n.Of("没有这位会员，请先导入会员。", "Nobody is known by this; bring the members in first."),
	rowConflict:       i18n.Of("这一行的标识分属不同会员。", "What identifies this row belongs to different members."),
	rowTwice:          i18n.Of("同一会员出现在第 {row} 行，内容不同，无法判断哪一行正确。", "Row {row} is about the same member and says something else; nobody can tell which is right."),
	rowBefore:         i18n.Of("这位会员的这项期初已由第 {run} 次导入带入。", "This member has it already, from import {run}."),
	rowNobody:         i18n.Of("没有手机号、卡号、编号或邮箱。", "There is no phone, card, number or e-mail address."),
	rowNegative:       i18n.Of("余额“{value}”为负。", "The balance “{value}” is below zero."),
	rowDecimals:       i18n.Of("“{value}”的小数位超过了该资产允许的位数。", "“{value}” has more decimals than the asset."),
	rowLevel:          i18n.Of("没有等级“{value}”，请在映射中指定对应的等级。", "There is no tier “{value}”; say in the mapping which one is meant."),
	rowTemplate:       i18n.Of("没有券模板“{value}”，请在映射中指定对应的模板。", "There is no coupon template “{value}”; say in the mapping which one is meant."),
	rowTag:            i18n.Of("没有标签“{value}”，请先建立，或在映射中指定对应的标签。", "There is no tag “{value}”; make it first, or say in the mapping which one is meant."),
	rowTagEnded:       i18n.Of("标签“{value}”已停用。", "The tag “{value}” has ended."),
	rowTagsExclude:    i18n.Of("标签“{value}”与“{other}”同属一个互斥组，只能有一个。", "A member has one of the tags “{value}” and “{other}” at most."),
	rowAsset:          i18n.Of("不认识的资产“{value}”。", "There is no asset “{value}”."),
	rowPeriod:         i18n.Of("结束时间不晚于开始时间，或已过去。", "It ends before it begins, or has ended already."),
	rowOwnText:        i18n.Of("“{value}”超过了该字段允许的长度。", "“{value}” is longer than the field allows."),
	rowOwnNumber:      i18n.Of("“{value}”不是可识别的数字。", "“{value}” cannot be read as a number."),
	rowOwnDate:        i18n.Of("“{value}”不是可识别的日期。", "“{value}” cannot be read as a date."),
	rowOwnChoice:      i18n.Of("“{value}”不是该字段的选项，请在映射中指定对应的选项。", "“{value}” is no choice of the field; say in the mapping which one is meant."),
	rowOwnBounds:      i18n.Of("“{value}”超出了该字段允许的范围。", "“{value}” is outside what the field allows."),
	rowConsent:        i18n.Of("“{value}”既不是同意也不是不同意，请在映射中指定含义（如 word:{value}=同意）。", "“{value}” is neither yes nor no; say in the mapping what is meant (such as word:{value}=yes)."),
	rowConsentText:    i18n.Of("会员表示了同意，但没有指定其所依据的授权文本版本（目的：{purpose}）。", "It is a yes, and no version of the consent text is named by which it was said (purpose: {purpose})."),
	rowConsentVersion: i18n.Of("本系统没有“{purpose}”的第 {version} 版授权文本。", "There is no version {version} of the consent text for {purpose} here."),
	rowConsentOther:   i18n.Of("这一格写明依据第 {version} 版文本，导入时指定的却是第 {named} 版。", "The cell names version {version} of the text, and the import version {named}."),
	rowConsentDate:    i18n.Of("同意的时间“{value}”无法识别，或不在 1990 年至今之间。", "When it was agreed, “{value}”, cannot be read or does not lie between 1990 and now."),
	rowNothing:        i18n.Of("这一行没有可带入的余额、等级或券。", "The row brings no balance, tier or coupon."),
	rowNotNow:         i18n.Of("无法带入（{problem}）。", "It cannot be brought in ({problem})."),
}

// What can go wrong with an opening as a whole.
var (
	ErrBadOpening   = errs.New(errs.Invalid, "intake.bad_opening")       // kind, field: there is no such one
	ErrMayNotBring  = errs.New(errs.Invalid, "intake.may_not_bring")     // field, name, column: it is not for who asks to say
	ErrTextUnnamed  = errs.New(errs.Invalid, "intake.text_unnamed")      // field, purpose, column: somebody said yes, and no text that there is is named for it
	ErrBegun        = errs.New(errs.Conflict, "intake.begun")            // run: an earlier one of the same file is to go on
	ErrNotUndone    = errs.New(errs.Conflict, "intake.not_to_be_undone") // status: only what was brought in can be taken back
	ErrHindered     = errs.New(errs.Conflict, "intake.undo_hindered")    // members: something depends on what would be taken back
	ErrNotAnOpening = errs.New(errs.Conflict, "intake.not_an_opening")   // run: orders are facts
)
