package pos

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/idempotency"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Sale is an order as a till reports it.
type Sale struct {
	Source     string       `json:"source,omitempty" maxLength:"60" doc:"Which system reports; the API key's name when absent" zh:"来源系统；缺省为密钥名称" example:"till"`
	Reference  string       `json:"reference" minLength:"1" maxLength:"100" doc:"The till's own number, unique in its source" zh:"收银系统单号，来源内唯一" example:"T7-20260912-0183"`
	MemberID   edge.ID      `json:"member_id,omitempty" doc:"Who bought, where the till knows the id" zh:"会员编号（若已知）"`
	Member     *Buyer       `json:"member,omitempty" doc:"Who bought, by what the till knows them" zh:"会员识别信息"`
	Visitor    []Buyer      `json:"visitor,omitempty" maxItems:"8" doc:"Who bought and may be no member yet: every key by which the channel knows them. It is the member's whose key one is; else it becomes the order of whoever joins with one of them, within the days of late entries" zh:"访客识别信息：渠道所知的全部标识。若其一已属会员，即记在该会员名下；否则在补登期限内，谁以其中之一入会即归谁"`
	Store      string       `json:"store,omitempty" maxLength:"60" doc:"Code of the store; of staff who work in one store only, that one when absent" zh:"门店代码；仅在一家门店工作的员工可缺省" example:"S001"`
	Channel    string       `json:"channel,omitempty" maxLength:"60" doc:"Code of the channel" zh:"渠道代码" example:"store"`
	Currency   string       `json:"currency" pattern:"^[A-Z]{3}$" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	OccurredAt time.Time    `json:"occurred_at" doc:"When it was bought" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
	Till       string       `json:"till,omitempty" maxLength:"60" doc:"Till" zh:"收银台" example:"7"`
	Cashier    string       `json:"cashier,omitempty" maxLength:"60" doc:"Cashier" zh:"收银员" example:"0012"`
	Lines      []SaleLine   `json:"lines" minItems:"1" maxItems:"10000" doc:"Its lines" zh:"明细"`
	Tenders    []SaleTender `json:"tenders,omitempty" maxItems:"50" doc:"How it was paid" zh:"支付方式"`
}

// SaleTender is a means of payment of an order as a till reports it.
type SaleTender struct {
	view.Tender
	Payer *External `json:"payer,omitempty" doc:"Who paid, as the wallet or bank calls them: openid, buyer id, fingerprint of a card; never the number of a card. It is kept so that two can be compared and neither be read" zh:"付款人在支付机构的标识：openid、买家号或银行卡指纹，切勿传卡号；仅以可比对、不可还原的形式保存"`
}

// Buyer is a member by one of the keys that a till may know.
type Buyer struct {
	Phone    string    `json:"phone,omitempty" maxLength:"40" doc:"Phone" zh:"手机号" example:"13800005678"`
	Card     string    `json:"card,omitempty" maxLength:"64" doc:"Card or member number" zh:"卡号或会员号" example:"800000123456"`
	Email    string    `json:"email,omitempty" maxLength:"254" doc:"E-mail" zh:"邮箱" example:"wang@example.com"`
	External *External `json:"external,omitempty" doc:"Id in another system" zh:"外部系统编号"`
}

// External is an id in another system.
type External struct {
	System string `json:"system" minLength:"1" maxLength:"40" doc:"Which system" zh:"系统" example:"shop"`
	ID     string `json:"id" minLength:"1" maxLength:"100" doc:"Id there" zh:"该系统中的编号" example:"10023"`
}

// SaleLine is one line of an order as a till reports it.
type SaleLine struct {
	Kind           string      `json:"kind,omitempty" enum:"goods,delivery,service,tip,discount,other" default:"goods" doc:"What the line is" zh:"行类型" example:"goods"`
	Code           string      `json:"code" minLength:"1" maxLength:"100" doc:"Code of the article" zh:"商品代码" example:"TEA-0042"`
	Name           string      `json:"name,omitempty" maxLength:"200" doc:"Name on the receipt" zh:"小票名称" example:"茉莉绿茶 大杯"`
	Quantity       int64       `json:"quantity" doc:"In units of 10^-scale" zh:"数量（10^-scale 为单位）" example:"2"`
	Scale          int         `json:"scale,omitempty" minimum:"0" maximum:"6" doc:"Decimals of the quantity: 3 for grams of a kilogram" zh:"数量的小数位" example:"0"`
	ListAmount     edge.Minor  `json:"list_amount" doc:"Before discounts, for the whole line" zh:"折前金额（整行）"`
	DiscountAmount edge.Minor  `json:"discount_amount,omitempty" doc:"Discounts on the line" zh:"优惠金额"`
	PaidAmount     *edge.Minor `json:"paid_amount,omitempty" doc:"What was paid; list less discount when absent" zh:"实付；缺省为折前减优惠"`
	TaxRateBps     *int32      `json:"tax_rate_bps,omitempty" minimum:"0" maximum:"100000" doc:"Tax rate in basis points" zh:"税率（万分之一）" example:"600"`
	TaxIncluded    *bool       `json:"tax_included,omitempty" doc:"Whether the amounts include the tax; true when absent" zh:"金额是否含税；缺省为是" example:"true"`
	TaxAmount      edge.Minor  `json:"tax_amount,omitempty" doc:"Tax of the line" zh:"税额"`
	Category       string      `json:"category,omitempty" maxLength:"100" doc:"Code of the category, for articles not yet known" zh:"品类代码" example:"tea"`
	Brand          string      `json:"brand,omitempty" maxLength:"100" doc:"Code of the brand, for articles not yet known" zh:"品牌代码" example:"house"`
	Earns          *bool       `json:"earns,omitempty" doc:"Whether the line can earn; by its kind and article when absent" zh:"是否参与积分；缺省按类型与商品" example:"true"`
}

func (h *handlers) orders(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "report-order", Method: "POST", Path: "/orders", Tag: "order", Permission: staff.OrderWrite, Status: http.StatusCreated, MaxBody: 4 << 20,
		Summary: edge.Words{Chinese: "上报订单", English: "Report an order"},
		Description: edge.Words{Chinese: "同一来源的同一单号只记一次；积分随后按规则计算。最大 4 MiB。",
			English: "The same reference of a source counts once; what it earns follows by the rules. Up to 4 MiB."},
		Errors: []*errs.Error{order.ErrInvalid, order.ErrUnknownMember, order.ErrUnknownStore, org.ErrStoreNeeded, order.ErrUnknownChannel,
			order.ErrReferenceTaken, member.ErrBadIdentity, idempotency.ErrBodyDiffers},
	}, h.reportOrder)
}

func (h *handlers) reportOrder(ctx context.Context, in *struct {
	edge.Keyed
	Body Sale
}) (*edge.Answer[view.Order], error) {
	c := edge.From(ctx)
	report, err := reportOf(in.Body)
	if err != nil {
		return nil, err
	}
	report.Source = source(ctx, in.Body.Source)
	return edge.Once(ctx, h.edge, in.Key, func(tx postgres.Tx) (shown view.Order, err error) {
		if report.Store, err = h.Reader.ActsFor(ctx, tx, c, report.Store, order.ErrUnknownStore); err != nil {
			return shown, err
		}
		buyer, err := h.buyer(ctx, tx, in.Body.MemberID, in.Body.Member)
		if err != nil {
			return shown, err
		}
		report.Member = buyer.Own
		o, err := h.record(ctx, tx, report, in.Body.Visitor)
		if err != nil {
			return shown, err
		}
		return h.Reader.Order(ctx, tx, c, o)
	})
}

// record records an order, and by which keys somebody bought who is no member yet.
func (h *handlers) record(ctx context.Context, tx postgres.Tx, r order.Report, visitor []Buyer) (order.Order, error) {
	if len(visitor) == 0 {
		return h.Reader.Orders.Record(ctx, tx, r)
	}
	if r.Member != 0 {
		return order.Order{}, edge.ErrRequest.Field("visitor", "http.not_both", "other", "member")
	}
	keys := make([]member.Key, len(visitor))
	for i, v := range visitor {
		var err error
		if keys[i], err = v.key(); err != nil {
			return order.Order{}, err
		}
	}
	return h.Reader.Orders.RecordVisit(ctx, tx, r, keys...)
}

// buyer finds the member whom the report names, and whose own the identity is by which
// it does; nobody where it names none. Somebody we do not know is refused rather than
// dropped: the till can take them in first.
func (h *handlers) buyer(ctx context.Context, q postgres.Querier, id edge.ID, by *Buyer) (none member.Bearer, err error) {
	if id != "" && by != nil {
		return none, edge.ErrRequest.Field("member", "http.not_both", "other", "member_id")
	}
	if id != "" {
		m := edge.As[member.ID](id)
		return member.Bearer{Member: m, Own: m}, nil
	}
	if by == nil {
		return none, nil
	}
	key, err := by.key()
	if err != nil {
		return none, err
	}
	found, err := h.Reader.Members.Bearer(ctx, q, key)
	if errors.Is(err, member.ErrUnknown) {
		return none, order.ErrUnknownMember
	}
	return found, err
}

// key is the one way by which the till knows the buyer.
func (b Buyer) key() (k member.Key, err error) {
	given := 0
	for _, c := range []member.Key{{Kind: member.Phone, Value: b.Phone}, {Kind: member.Card, Value: b.Card}, {Kind: member.Email, Value: b.Email}} {
		if c.Value != "" {
			k, given = c, given+1
		}
	}
	if b.External != nil {
		k, given = member.Key{Kind: member.External(b.External.System), Value: b.External.ID}, given+1
	}
	if given != 1 {
		return k, edge.ErrRequest.Field("member", "http.exactly_one", "choices", "phone, card, email, external")
	}
	return k, nil
}

// reportOf translates a sale; that what was paid is list less discount is
// checked here, because the record does not keep what the till says it is.
func reportOf(b Sale) (order.Report, error) {
	r := order.Report{
		Reference: b.Reference, Store: b.Store, Channel: b.Channel, Currency: b.Currency, OccurredAt: b.OccurredAt,
		Till: b.Till, Cashier: b.Cashier,
		Lines:   edge.Each(b.Lines, reportLine),
		Tenders: edge.Each(b.Tenders, func(t SaleTender) order.Tender { return order.Tender{Kind: t.Kind, Amount: int64(t.Amount)} }),
	}
	for _, t := range b.Tenders {
		if t.Payer != nil {
			r.Payers = append(r.Payers, order.Payer{System: t.Payer.System, ID: t.Payer.ID})
		}
	}
	bad := edge.ErrRequest
	for i, l := range b.Lines {
		if l.PaidAmount != nil && *l.PaidAmount != l.ListAmount-l.DiscountAmount {
			bad = bad.Field(fmt.Sprintf("lines[%d].paid_amount", i), "http.amounts_differ", "paid", *l.PaidAmount, "list", l.ListAmount, "discount", l.DiscountAmount)
		}
	}
	if len(bad.Fields) > 0 {
		return r, bad
	}
	return r, nil
}

func reportLine(l SaleLine) order.ReportLine {
	return order.ReportLine{
		Kind: order.Kind(l.Kind), Code: l.Code, Name: l.Name, Category: l.Category, Brand: l.Brand,
		Quantity: l.Quantity, Scale: l.Scale, List: int64(l.ListAmount), Discounted: int64(l.DiscountAmount),
		TaxRateBps: l.TaxRateBps, TaxIncluded: l.TaxIncluded == nil || *l.TaxIncluded, Tax: int64(l.TaxAmount), Earns: l.Earns,
	}
}
