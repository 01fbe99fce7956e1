package member

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier"
)

// Me is the member who is signed in, as he may see himself.
type Me struct {
	Number      string                 `json:"number" doc:"Member number" zh:"会员号" example:"800000123456"`
	Name        *string                `json:"name" doc:"Name; null where none was told" zh:"姓名；未填为 null" example:"王小云"`
	PhoneMasked *string                `json:"phone_masked" doc:"Phone without its middle" zh:"手机号（中间遮蔽）" example:"138****5678"`
	EmailMasked *string                `json:"email_masked" doc:"E-mail without most of its name" zh:"邮箱（遮蔽）" example:"w***@example.com"`
	Birthday    *string                `json:"birthday" doc:"Month and day, MM-DD" zh:"生日（月-日）" example:"05-20"`
	JoinedAt    edge.Time              `json:"joined_at" doc:"When you joined" zh:"入会时间" example:"2025-03-02T08:15:00Z"`
	Store       edge.Maybe[view.Place] `json:"store" doc:"Store of joining" zh:"入会门店"`
	Level       view.Level             `json:"level" doc:"Level now" zh:"当前等级"`
	Minor       *string                `json:"minor" enum:"pending,agreed,grown" doc:"pending: below the age of consent, and no guardian has agreed; agreed: one has; grown: of age, and to be asked anew; null: none of these" zh:"未成年状态：pending 待监护人同意；agreed 监护人已同意；grown 已到可自行同意的年龄、待重新询问；null 无" example:"agreed"`
	Invitation  string                 `json:"invitation" doc:"To give to others; it says who invited them" zh:"邀请码" example:"AAAAAAAAAQBQ6N2LQ4PGIYA"`
}

// MyPass is what a till scans.
type MyPass struct {
	Number string    `json:"number" doc:"Member number, for the barcode" zh:"会员号，用于条码" example:"800000123456"`
	Text   string    `json:"text" doc:"What the QR code says" zh:"二维码内容" example:"HMAAAAAAAAAEAGVY4EDM3Q5JQK2Y7C4XNYQ7W6M3VBA"`
	Until  edge.Time `json:"until" doc:"Until when it is good; ask again before" zh:"有效截止，请提前刷新" example:"2026-09-12T04:21:00Z"`
	LivesS int       `json:"lives_s" doc:"The same in seconds from now, for phones whose clocks are off" zh:"剩余秒数（不依赖手机时钟）" example:"60"`
}

// MyInvited is who joined by my invitation.
type MyInvited struct {
	Invitation string      `json:"invitation" doc:"To give to others, as inviter of a link to /m" zh:"邀请码，用作 /m 链接的 inviter" example:"AAAAAAAAAQBQ6N2LQ4PGIYA"`
	Joined     int         `json:"joined" doc:"How many joined by it" zh:"通过邀请入会的人数" example:"3"`
	Lately     []edge.Time `json:"lately" doc:"When the latest joined, the last one first; 20 at most. Who they are is theirs to tell" zh:"最近入会的时间，新的在前，至多 20 个；不含他们是谁" example:"[\"2026-09-12T04:20:00Z\"]"`
}

// Shop is whose members these are, for a page that nobody is signed in to.
type Shop struct {
	Name     string            `json:"name" doc:"Name in the reader's language" zh:"商家名称（读者的语言）" example:"云雾茶社"`
	Zone     string            `json:"zone" doc:"IANA zone in which its days are" zh:"时区" example:"Asia/Shanghai"`
	Currency string            `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	MinorAge int               `json:"minor_age" doc:"Age below which a guardian must agree that somebody joins; 0: nobody is asked" zh:"入会须监护人同意的年龄（未满）；0 为不要求" example:"14"`
	Asks     []view.FieldAsked `json:"asks" doc:"Fields of the shop's own without which nobody joins here by himself" zh:"自助入会必填的自定义字段"`
	Country  string            `json:"country" doc:"Where a phone without a country code is at home" zh:"默认国家" example:"CN"`
}

func (h *handlers) me(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-shop", Method: "GET", Path: "/me/shop", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "商家名称与时区", English: "Whose members these are"},
	}, h.getShop)
	edge.Register(e, edge.Operation{
		ID: "get-me", Method: "GET", Path: "/me", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我", English: "Me"},
	}, h.getMe)
	edge.Register(e, edge.Operation{
		ID: "get-my-pass", Method: "GET", Path: "/me/pass", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的会员码", English: "What a till scans"},
	}, h.getPass)
	edge.Register(e, edge.Operation{
		ID: "get-my-invited", Method: "GET", Path: "/me/invited", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我邀请入会的人数", English: "Who joined by my invitation"},
	}, h.getInvited)
	edge.Register(e, edge.Operation{
		ID: "get-my-tier", Method: "GET", Path: "/me/tier", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的等级与升级路径", English: "My level and the way to the next"},
	}, h.getTier)
	edge.Register(e, edge.Operation{
		ID: "get-my-tier-news", Method: "GET", Path: "/me/tier/news", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "等级变动提醒", English: "What I was not told yet of my level"},
	}, h.getTierNews)
	edge.Register(e, edge.Operation{
		ID: "see-my-tier", Method: "POST", Path: "/me/tier/seen", Tag: tag, Permission: edge.AsMember, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "已看到当前等级，不再提醒", English: "I saw my level, and need not be told again"},
		Errors:  []*errs.Error{tier.ErrNoLevel},
	}, h.seeTier)
}

// MyTierNews is what the member was not told yet of his level.
type MyTierNews struct {
	News edge.Maybe[view.TierNews] `json:"news" doc:"Null where there is none" zh:"无变动为 null"`
}

// SeenLevel is the level that a member saw.
type SeenLevel struct {
	Level string `json:"level" minLength:"1" maxLength:"60" doc:"Code of the level that was shown" zh:"所显示等级的代码" example:"gold"`
}

func (h *handlers) getTierNews(ctx context.Context, _ *struct{}) (*struct{ Body MyTierNews }, error) {
	c := edge.From(ctx)
	news, err := h.Reader.TierNews(ctx, h.DB, c.Language, c.Member.Member)
	return &struct{ Body MyTierNews }{MyTierNews{news}}, err
}

func (h *handlers) seeTier(ctx context.Context, in *struct{ Body SeenLevel }) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Reader.Tiers.See(ctx, tx, edge.From(ctx).Member.Member.ID, in.Body.Level)
	})
}

func (h *handlers) getInvited(ctx context.Context, _ *struct{}) (*struct{ Body MyInvited }, error) {
	m := edge.From(ctx).Member.Member
	invited, err := h.Members.Invited(ctx, h.DB, m.ID)
	return &struct{ Body MyInvited }{MyInvited{h.Members.Invitation(m.ID), invited.Joined, edge.Each(invited.Lately, edge.At)}}, err
}

func (h *handlers) getShop(ctx context.Context, _ *struct{}) (*struct{ Body Shop }, error) {
	language := edge.From(ctx).Language
	s, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	fields, err := h.Members.LivingFields(ctx, h.DB)
	asks := []view.FieldAsked{}
	for _, f := range fields {
		if f.AskedOnJoining() {
			asks = append(asks, view.AskedOf(f, nil, true, language))
		}
	}
	return &struct{ Body Shop }{Shop{Name: s.Name.In(string(language)), Zone: s.Zone, Currency: s.Currency, Country: s.Country,
		MinorAge: h.Members.AgeOfConsent(), Asks: asks}}, err
}

func (h *handlers) getMe(ctx context.Context, _ *struct{}) (*struct{ Body Me }, error) {
	c := edge.From(ctx)
	m := c.Member.Member
	shown, err := h.Reader.Member(ctx, h.DB, c, m)
	if err != nil {
		return nil, err
	}
	personal, err := h.Members.Personal(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	minor, err := h.Members.MinorityOf(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	level, _ := shown.Level.Get()
	return &struct{ Body Me }{Me{
		Number: m.Number, Name: edge.OrNull(personal[m.ID].Name), PhoneMasked: shown.PhoneMasked, EmailMasked: shown.EmailMasked,
		Birthday: shown.Birthday, JoinedAt: shown.JoinedAt, Store: shown.Store, Level: level, Minor: edge.OrNull(string(minor.State)), Invitation: h.Members.Invitation(m.ID),
	}}, nil
}

func (h *handlers) getPass(ctx context.Context, _ *struct{}) (*struct{ Body MyPass }, error) {
	m := edge.From(ctx).Member.Member
	pass := h.Members.Pass(m.ID)
	return &struct{ Body MyPass }{MyPass{Number: m.Number, Text: pass.Text, Until: edge.At(pass.Until), LivesS: int(pass.Until.Sub(h.Clock.Now()).Seconds())}}, nil
}

func (h *handlers) getTier(ctx context.Context, _ *struct{}) (*struct{ Body view.Standing }, error) {
	c := edge.From(ctx)
	shown, err := h.Reader.Standing(ctx, h.DB, c.Language, c.Member.Member, h.Clock.Now())
	return &struct{ Body view.Standing }{shown}, err
}
