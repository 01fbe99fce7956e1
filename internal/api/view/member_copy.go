package view

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"habitue/internal/api/messages"
	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/privacy"
)

// The rows of a copy. Each becomes a line of JSON, of CSV and of a page; the tags are
// their headings in both languages.
type (
	copiedPerson struct {
		ID       string `json:"id" doc:"Id" zh:"编号"`
		Number   string `json:"number" doc:"Member number" zh:"会员号"`
		Status   string `json:"status" doc:"Status" zh:"状态"`
		Name     string `json:"name" doc:"Name" zh:"姓名"`
		Birthday string `json:"birthday" doc:"Birthday" zh:"生日"`
		JoinedAt string `json:"joined_at" doc:"Joined" zh:"入会时间"`
		Source   string `json:"source" doc:"Reported by" zh:"来源系统"`
		Store    string `json:"store" doc:"Store of joining" zh:"入会门店"`
		Channel  string `json:"channel" doc:"Channel of joining" zh:"入会渠道"`
	}
	copiedIdentity struct {
		Kind  string `json:"kind" doc:"Kind" zh:"类型"`
		Value string `json:"value" doc:"Value" zh:"值"`
	}
	copiedConsent struct {
		Purpose  string `json:"purpose" doc:"Purpose" zh:"目的"`
		Channel  string `json:"channel" doc:"Channel" zh:"渠道"`
		Granted  bool   `json:"granted" doc:"Agreed" zh:"是否同意"`
		Text     int    `json:"text_version" doc:"Version of the text" zh:"文本版本"`
		Via      string `json:"via" doc:"How it was said" zh:"途径"`
		Evidence string `json:"evidence" doc:"Evidence" zh:"依据"`
		At       string `json:"occurred_at" doc:"When" zh:"表示时间"`
		Unsaid   string `json:"unsaid_at" doc:"Taken back with its file, and counts no more" zh:"随导入撤回而失效"`
	}
	copiedOrder struct {
		ID       string `json:"id" doc:"Id" zh:"编号"`
		Number   string `json:"reference" doc:"Number" zh:"单号"`
		At       string `json:"occurred_at" doc:"When" zh:"时间"`
		Store    string `json:"store" doc:"Store" zh:"门店"`
		Channel  string `json:"channel" doc:"Channel" zh:"渠道"`
		Currency string `json:"currency" doc:"Currency" zh:"币种"`
		List     string `json:"list" doc:"At list prices" zh:"原价"`
		Paid     string `json:"paid" doc:"Paid" zh:"实付"`
		Refunded string `json:"refunded" doc:"Given back" zh:"已退"`
	}
	copiedLine struct {
		Order    string `json:"order" doc:"Order" zh:"订单"`
		Code     string `json:"code" doc:"Article" zh:"商品编码"`
		Name     string `json:"name" doc:"Name" zh:"商品"`
		Quantity string `json:"quantity" doc:"Quantity" zh:"数量"`
		Paid     string `json:"paid" doc:"Paid" zh:"实付"`
	}
	copiedEntry struct {
		At      string `json:"occurred_at" doc:"When" zh:"时间"`
		Asset   string `json:"asset" doc:"Of what" zh:"资产"`
		Amount  int64  `json:"amount" doc:"How much" zh:"数额"`
		Bucket  string `json:"bucket" doc:"Where" zh:"账户"`
		Reason  string `json:"reason" doc:"Why" zh:"原因"`
		Posting string `json:"posting" doc:"Posting" zh:"分录编号"`
	}
	copiedCoupon struct {
		Name     string `json:"name" doc:"Coupon" zh:"优惠券"`
		Status   string `json:"status" doc:"Status" zh:"状态"`
		Issued   string `json:"issued_at" doc:"Given" zh:"发放时间"`
		From     string `json:"valid_from" doc:"Valid from" zh:"生效时间"`
		Until    string `json:"valid_until" doc:"Valid until" zh:"到期时间"`
		Redeemed string `json:"redeemed_at" doc:"Redeemed" zh:"核销时间"`
	}
	copiedMove struct {
		From  string `json:"from" doc:"From" zh:"原等级"`
		To    string `json:"to" doc:"To" zh:"新等级"`
		Cause string `json:"cause" doc:"Why" zh:"原因"`
		At    string `json:"effective_at" doc:"From when on" zh:"生效时间"`
	}
	copiedLabel struct {
		Label string `json:"label" doc:"Label" zh:"标签"`
		By    string `json:"by" doc:"Set by" zh:"来源"`
		Since string `json:"since" doc:"Since" zh:"自"`
		Until string `json:"until" doc:"Until" zh:"至"`
	}
	copiedDevice struct {
		Device  string `json:"device" doc:"Device" zh:"设备"`
		Network string `json:"network" doc:"Network" zh:"网络"`
		Since   string `json:"signed_in_at" doc:"Signed in" zh:"登录时间"`
		Seen    string `json:"seen_at" doc:"Last use" zh:"最近使用"`
	}
	copiedMark struct {
		Kind  string `json:"kind" doc:"What" zh:"类型"`
		First string `json:"first_at" doc:"First seen" zh:"首次出现"`
		Seen  string `json:"seen_at" doc:"Last seen" zh:"最近出现"`
	}
	copiedStored struct {
		Kind      string `json:"kind" doc:"What" zh:"类型"`
		Principal string `json:"principal" doc:"Principal" zh:"本金"`
		Bonus     string `json:"bonus" doc:"Bonus" zh:"赠送"`
		At        string `json:"at" doc:"When" zh:"时间"`
	}
	copiedRequest struct {
		Number   string `json:"number" doc:"Number" zh:"编号"`
		Kind     string `json:"kind" doc:"Asked for" zh:"事项"`
		Status   string `json:"status" doc:"Status" zh:"状态"`
		Asked    string `json:"asked_at" doc:"Asked" zh:"提出时间"`
		Answered string `json:"answered_at" doc:"Answered" zh:"答复时间"`
		Note     string `json:"note" doc:"In the member's words" zh:"说明"`
		Answer   string `json:"answer" doc:"Answer" zh:"答复"`
	}
	copiedDecision struct {
		What string `json:"what" doc:"What was decided by rules" zh:"自动化决定"`
		Text string `json:"result" doc:"Result" zh:"结果"`
		Why  string `json:"why" doc:"By what" zh:"依据"`
	}
)

// copyPage is how many rows of a kind are read at once.
const copyPage = 500

// copier gathers a copy for one reader.
type copier struct {
	*Reader
	q        postgres.Querier
	language messages.Language
	m        member.Member
	all      []member.ID // himself, and whoever was merged into him: history is read under all of them
	zone     *time.Location
	bought   []order.Order // of all of them; orders and order_lines are two pictures of it
}

// MemberCopy is all that is known of a member: a person's own copy, in full.
func (r *Reader) MemberCopy(ctx context.Context, q postgres.Querier, l messages.Language, m member.Member) (*Copy, error) {
	settings, err := r.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	day, err := settings.DayAt(nil)
	if err != nil {
		return nil, err
	}
	kin, err := r.Members.Absorbed(ctx, q, m.ID)
	if err != nil {
		return nil, err
	}
	c := &copier{Reader: r, q: q, language: l, m: m, all: append([]member.ID{m.ID}, kin...), zone: day.Location()}
	made := &Copy{Language: l, Shop: settings.Name.In(string(l)), Number: m.Number}
	for _, part := range []struct {
		name string
		read func(context.Context) (any, error)
	}{
		{"profile", c.people}, {"identities", c.identities}, {"fields", c.fields}, {"addresses", c.addresses}, {"notes", c.notes}, {"consents", c.consents}, {"orders", c.orders}, {"order_lines", c.lines},
		{"entries", c.entries}, {"stored_value", c.stored}, {"coupons", c.coupons}, {"levels", c.moves}, {"labels", c.labels}, {"tags", c.tags},
		{"behaviour", c.behaviour}, {"devices", c.devices}, {"marks", c.marks}, {"requests", c.requests}, {"decisions", c.decisions},
	} {
		rows, err := part.read(ctx)
		if err != nil {
			return nil, fmt.Errorf("copy %s of member %d: %w", part.name, m.ID, err)
		}
		made.Parts = append(made.Parts, CopyPart{Name: part.name, Rows: rows})
	}
	return made, nil
}

func (c *copier) at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(c.zone).Format(time.RFC3339)
}

func amount(minor int64, currency string) string {
	return sheet.Decimal{Units: minor, Decimals: money.Exponent(currency)}.String()
}

func (c *copier) people(ctx context.Context) (any, error) {
	found, err := c.Members.ByIDs(ctx, c.q, c.all...)
	if err != nil {
		return nil, err
	}
	personal, err := c.Members.Personal(ctx, c.q, c.all...)
	if err != nil {
		return nil, err
	}
	list := []copiedPerson{}
	for _, id := range c.all {
		m, p := found[id], personal[id]
		at, err := c.Reader.places(ctx, c.q, c.language, someOf(m.Store), someOf(m.Channel))
		if err != nil {
			return nil, err
		}
		b := m.Birthday
		b.Year = p.BirthYear
		list = append(list, copiedPerson{ID: strconv.FormatInt(int64(id), 10), Number: m.Number, Status: string(m.Status), Name: p.Name, Birthday: b.String(),
			JoinedAt: c.at(m.JoinedAt), Source: m.Source, Store: at.stores[m.Store].Name.In(string(c.language)), Channel: at.channels[m.Channel].Name.In(string(c.language))})
	}
	return list, nil
}

func someOf[T ~int64](id T) []T {
	if id == 0 {
		return nil
	}
	return []T{id}
}

func (c *copier) identities(ctx context.Context) (any, error) {
	personal, err := c.Members.Personal(ctx, c.q, c.all...)
	if err != nil {
		return nil, err
	}
	list := []copiedIdentity{}
	for _, id := range c.all {
		for _, k := range personal[id].Identities {
			list = append(list, copiedIdentity{string(k.Kind), k.Value})
		}
	}
	return list, nil
}

func (c *copier) consents(ctx context.Context) (any, error) {
	list := []copiedConsent{}
	for _, id := range c.all {
		for before := member.StatementID(0); ; {
			page, err := c.Members.ConsentHistory(ctx, c.q, id, before, copyPage)
			if err != nil {
				return nil, err
			}
			for _, s := range page {
				list = append(list, copiedConsent{string(s.Purpose), string(s.Way), s.Granted, s.Text, string(s.Via), s.Reason, c.at(s.At), c.at(s.UnsaidAt)})
			}
			if len(page) < copyPage {
				break
			}
			before = page[len(page)-1].ID
		}
	}
	return list, nil
}

// each visits a member's orders, in full, page by page.
func (c *copier) each(ctx context.Context, visit func(order.Order)) error {
	for _, id := range c.all {
		for after := (*order.Spot)(nil); ; {
			page, err := c.Orders.List(ctx, c.q, after, copyPage, id)
			if err != nil {
				return err
			}
			ids := make([]order.ID, len(page))
			for i, s := range page {
				ids[i] = s.ID
			}
			whole, err := c.Orders.ByIDs(ctx, c.q, id, ids...)
			if err != nil {
				return err
			}
			for _, s := range page {
				if o := whole[s.ID]; o != nil {
					visit(*o)
				}
			}
			if len(page) < copyPage {
				break
			}
			last := page[len(page)-1]
			after = &order.Spot{At: last.OccurredAt, ID: last.ID}
		}
	}
	return nil
}

func (c *copier) orders(ctx context.Context) (any, error) {
	stores, channels := []org.StoreID{}, []org.ChannelID{}
	if err := c.each(ctx, func(o order.Order) {
		c.bought, stores, channels = append(c.bought, o), append(stores, someOf(o.Store)...), append(channels, someOf(o.Channel)...)
	}); err != nil {
		return nil, err
	}
	at, err := c.Reader.places(ctx, c.q, c.language, stores, channels)
	if err != nil {
		return nil, err
	}
	list := []copiedOrder{}
	for _, o := range c.bought {
		list = append(list, copiedOrder{ID: strconv.FormatInt(int64(o.ID), 10), Number: o.Reference, At: c.at(o.OccurredAt),
			Store: at.stores[o.Store].Name.In(string(c.language)), Channel: at.channels[o.Channel].Name.In(string(c.language)),
			Currency: o.Currency, List: amount(o.List, o.Currency), Paid: amount(o.Paid, o.Currency), Refunded: amount(o.Refunded, o.Currency)})
	}
	return list, nil
}

// lines are those of the orders, which are read before.
func (c *copier) lines(context.Context) (any, error) {
	list := []copiedLine{}
	for _, o := range c.bought {
		for _, l := range o.Lines {
			list = append(list, copiedLine{o.Reference, l.Code, l.Name, sheet.Decimal{Units: l.Quantity, Decimals: l.Scale}.String(), amount(l.Paid, o.Currency)})
		}
	}
	return list, nil
}

func (c *copier) entries(ctx context.Context) (any, error) {
	assets, err := c.Ledger.Assets(ctx, c.q)
	if err != nil {
		return nil, err
	}
	list := []copiedEntry{}
	for _, id := range c.all {
		for after := (*ledger.Place)(nil); ; {
			page, err := c.Ledger.Movements(ctx, c.q, id, 0, after, copyPage)
			if err != nil {
				return nil, err
			}
			for _, e := range page {
				list = append(list, copiedEntry{c.at(e.OccurredAt), assets[e.Asset].Code, e.Amount, string(e.Side), messages.Text(c.language, "ledger.reason."+string(e.Reason)),
					strconv.FormatInt(int64(e.Posting), 10)})
			}
			if len(page) < copyPage {
				break
			}
			last := page[len(page)-1]
			after = &ledger.Place{At: last.OccurredAt, Posting: last.Posting, No: last.No}
		}
	}
	return list, nil
}

// marks says that they are kept, and since when; what they were of nobody can read.
func (c *copier) marks(ctx context.Context) (any, error) {
	kept, err := c.Members.Marks(ctx, c.q, c.all...)
	if err != nil {
		return nil, err
	}
	list := []copiedMark{}
	for _, m := range kept {
		list = append(list, copiedMark{messages.Text(c.language, "copy.mark."+string(m.Kind)), c.at(m.FirstAt), c.at(m.SeenAt)})
	}
	return list, nil
}

func (c *copier) stored(ctx context.Context) (any, error) {
	card, err := c.Prepaid.Card(ctx, c.q, c.m.ID, "")
	if err != nil {
		return nil, err
	}
	refunds, err := c.Prepaid.Refunds(ctx, c.q, c.m.ID)
	if err != nil {
		return nil, err
	}
	gifts, err := c.Prepaid.Gifts(ctx, c.q, c.m.ID)
	if err != nil {
		return nil, err
	}
	list := []copiedStored{}
	add := func(kind string, principal, bonus int64, at time.Time) {
		list = append(list, copiedStored{kind, amount(principal, card.Currency), amount(bonus, card.Currency), c.at(at)})
	}
	for _, t := range card.TopUps {
		add("top_up", t.Principal, t.Bonus, t.EndedAt)
	}
	for _, r := range refunds {
		add("refund", -r.Money, -r.Bonus, r.At)
	}
	for _, g := range gifts {
		if g.To == c.m.ID {
			add("received", g.Principal, g.Bonus, g.At)
		} else {
			add("given", -g.Principal, -g.Bonus, g.At)
		}
	}
	return list, nil
}

func (c *copier) coupons(ctx context.Context) (any, error) {
	list := []copiedCoupon{}
	for _, id := range c.all {
		for after := (*coupon.Spot)(nil); ; {
			page, err := c.CouponService.Wallet(ctx, c.q, id, after, copyPage)
			if err != nil {
				return nil, err
			}
			shown, err := c.Coupons(ctx, c.q, c.language, page...)
			if err != nil {
				return nil, err
			}
			for i, v := range page {
				list = append(list, copiedCoupon{shown[i].Name, string(v.Status), c.at(v.IssuedAt), c.at(v.ValidFrom), c.at(v.ExpiresAt), c.at(v.RedeemedAt)})
			}
			if len(page) < copyPage {
				break
			}
			last := page[len(page)-1]
			after = &coupon.Spot{At: last.IssuedAt, ID: int64(last.ID)}
		}
	}
	return list, nil
}

func (c *copier) moves(ctx context.Context) (any, error) {
	list := []copiedMove{}
	for _, id := range c.all {
		changes, err := c.Tiers.Changes(ctx, c.q, id, nil, copyPage)
		if err != nil {
			return nil, err
		}
		shown, err := c.Moves(ctx, c.q, c.language, changes)
		if err != nil {
			return nil, err
		}
		for _, v := range shown {
			list = append(list, copiedMove{v.From.Name, v.To.Name, v.Cause.Text, c.at(v.EffectiveAt.Time)})
		}
	}
	return list, nil
}

func (c *copier) labels(ctx context.Context) (any, error) {
	found, err := c.Members.Labels(ctx, c.q, c.all...)
	if err != nil {
		return nil, err
	}
	list := []copiedLabel{}
	for _, id := range c.all {
		for _, l := range found[id] {
			list = append(list, copiedLabel{l.Label, l.Source, c.at(l.Since), c.at(l.ExpiresAt)})
		}
	}
	return list, nil
}

func (c *copier) devices(ctx context.Context) (any, error) {
	sessions, err := c.Members.Sessions(ctx, c.m)
	if err != nil {
		return nil, err
	}
	list := []copiedDevice{}
	for _, s := range sessions {
		list = append(list, copiedDevice{s.Device, s.Network, c.at(s.CreatedAt), c.at(s.SeenAt)})
	}
	return list, nil
}

func (c *copier) requests(ctx context.Context) (any, error) {
	found, err := c.Privacy.List(ctx, c.q, privacy.Filter{Member: c.m.ID}, 0, copyPage)
	if err != nil {
		return nil, err
	}
	list := []copiedRequest{}
	for _, r := range found {
		list = append(list, copiedRequest{strconv.FormatInt(int64(r.ID), 10), messages.Text(c.language, "privacy.kind."+string(r.Kind)),
			messages.Text(c.language, "privacy.status."+string(r.Status)), c.at(r.AskedAt), c.at(r.AnsweredAt), r.Note, r.Answer})
	}
	return list, nil
}

func (c *copier) decisions(ctx context.Context) (any, error) {
	found, err := c.Decisions(ctx, c.q, c.language, c.m)
	if err != nil {
		return nil, err
	}
	list := []copiedDecision{}
	for _, d := range found {
		list = append(list, copiedDecision{d.Title, d.Text, strings.Join(d.Why, " ")})
	}
	return list, nil
}

// say is a sentence with its parameters.
func say(l messages.Language, code string, pairs ...any) string {
	return messages.Text(l, code, errs.Params(pairs...)...)
}
