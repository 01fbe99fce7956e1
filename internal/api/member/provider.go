package member

import (
	"context"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/vouch"
)

// SignInProvider is somebody who vouches for members.
type SignInProvider struct {
	Name  string `json:"name" doc:"Name, which stays" zh:"名称（不变）" example:"google"`
	Title string `json:"title" doc:"What it is called, in the reader's language" zh:"显示名称" example:"Google"`
	Way   string `json:"way" enum:"page,wechat,scan,code" doc:"page: in any browser; wechat: in the browser of WeChat; scan: on a desk, where a telephone scans what is shown; code: a mini-program has a code" zh:"page：任意浏览器；wechat：微信内；scan：桌面扫码；code：小程序" example:"page"`
}

// SignInProviders are those that vouch for members.
type SignInProviders struct {
	Items    []SignInProvider `json:"items" doc:"In the order in which they are shown" zh:"按显示顺序"`
	Passkeys *string          `json:"passkeys_at" doc:"The only origin at which passkeys sign in, too; null where they do not: the shop is reached without https" zh:"可用通行密钥登录的唯一来源（origin）；未用 https 时不可用，为 null" example:"club.example.com"`
}

// Going is somebody who is about to go to a provider.
type Going struct {
	Provider string `json:"provider" minLength:"1" maxLength:"31" doc:"Name of the provider" zh:"第三方登录的名称" example:"google"`
	ReturnTo string `json:"return_to,omitempty" maxLength:"200" doc:"Page below /m to go to afterwards" zh:"完成后前往的 /m 下页面" example:"/coupons"`
	Device   string `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"Name that the app or page made up for its device; attempts are limited by it, too" zh:"客户端自拟的设备标识；次数限制也按它计" example:"5b1e0c8f2a9d"`
}

// GoingToSignIn is somebody who goes to a provider to be signed in.
type GoingToSignIn struct {
	Going
	Remember bool `json:"remember,omitempty" doc:"Stay signed in for 90 days of silence instead of 12 hours" zh:"保持登录：90 天未用才退出；否则 12 小时" example:"true"`
}

// MyGoing is a member who is signed in and goes to a provider.
type MyGoing struct {
	Going
	Use string `json:"use" enum:"bind,prove" doc:"bind: it shall sign me in, too; prove: it shall say that it is I" zh:"bind：绑定为登录方式；prove：验证本人" example:"bind"`
}

// WayThere is where a browser goes.
type WayThere struct {
	Address string    `json:"address" doc:"Where the browser goes" zh:"浏览器要前往的地址" example:"accounts.example.com/authorize?state=in_AAAAAAAAAQ"`
	Until   edge.Time `json:"until" doc:"By when it must be back" zh:"须在此前返回" example:"2026-09-12T04:30:00Z"`
}

// CameBack is what a browser comes back with.
type CameBack struct {
	State   string `json:"state" minLength:"1" maxLength:"100" pattern:"^[A-Za-z0-9_-]+$" doc:"As it stands in the address" zh:"地址中的 state" example:"in_AAAAAAAAAQBQ6N2LQ4PGIYA"`
	Code    string `json:"code,omitempty" maxLength:"2048" doc:"As it stands in the address" zh:"地址中的 code" example:"4/0AfJohXk"`
	Issuer  string `json:"issuer,omitempty" maxLength:"200" doc:"iss of the address, where there is one" zh:"地址中的 iss（如有）" example:"accounts.example.com"`
	Refused bool   `json:"refused,omitempty" doc:"Whether the address has an error in place of a code" zh:"地址中是 error 而非 code" example:"false"`
	Device  string `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"Name that the app or page made up for its device; attempts are limited by it, too" zh:"客户端自拟的设备标识；次数限制也按它计" example:"5b1e0c8f2a9d"`
}

// MiniSignIn is a mini-program with the code of wx.login.
type MiniSignIn struct {
	Provider string `json:"provider" minLength:"1" maxLength:"31" doc:"Name of the provider" zh:"第三方登录的名称" example:"wechat-mini"`
	Code     string `json:"code" minLength:"1" maxLength:"256" doc:"What wx.login gave" zh:"wx.login 得到的 code" example:"0b3xYz"`
	Remember bool   `json:"remember,omitempty" doc:"Stay signed in for 90 days of silence instead of 12 hours" zh:"保持登录：90 天未用才退出；否则 12 小时" example:"true"`
	Device   string `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"Name that the app or page made up for its device; attempts are limited by it, too" zh:"客户端自拟的设备标识；次数限制也按它计" example:"5b1e0c8f2a9d"`
}

// Vouched names what a provider vouched for.
type Vouched struct {
	Ticket string `json:"ticket,omitempty" maxLength:"64" doc:"Of a mini-program; a browser has it in a cookie" zh:"小程序所得的凭据；浏览器用 Cookie" example:"AAAAAAAAAQBQ6N2LQ4PGIYA"`
}

func (v Vouched) token(c *edge.Call) string {
	if v.Ticket != "" {
		return v.Ticket
	}
	token, _ := edge.CookieValue(c.Request, edge.AttemptCookie)
	return token
}

// VouchedJoining is somebody who joins by a provider's word.
type VouchedJoining struct {
	Vouched
	Join     SelfJoining `json:"join" doc:"What the person says" zh:"入会信息"`
	Remember bool        `json:"remember,omitempty" doc:"Stay signed in for 90 days of silence instead of 12 hours" zh:"保持登录：90 天未用才退出；否则 12 小时" example:"true"`
	Bearer   bool        `json:"bearer,omitempty" doc:"Give the tokens in the answer, for an app or a mini-program; cookies otherwise" zh:"在答复中给出令牌（App、小程序用）；否则用 Cookie" example:"false"`
	Device   string      `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"Name that the app or page made up for its device; attempts are limited by it, too" zh:"客户端自拟的设备标识；次数限制也按它计" example:"5b1e0c8f2a9d"`
}

// Arrival is somebody who came back from a provider.
type Arrival struct {
	Provider SignInProvider            `json:"provider" doc:"Who vouched" zh:"第三方登录"`
	ReturnTo string                    `json:"return_to" doc:"Page below /m to go to" zh:"要前往的 /m 下页面" example:"/coupons"`
	Session  edge.Maybe[MemberSession] `json:"session" doc:"Null where nobody is known by it: show who you are by POST /me/session with vouched, or join" zh:"尚无会员绑定时为 null：用 POST /me/session（带 vouched）验证并绑定，或入会"`
	Ticket   *string                   `json:"ticket" doc:"Of a mini-program that nobody is known by; a browser has it in a cookie" zh:"小程序尚未绑定时的凭据；浏览器用 Cookie" example:"AAAAAAAAAQBQ6N2LQ4PGIYA"`
	Name     *string                   `json:"name" doc:"As the provider has it" zh:"第三方提供的姓名" example:"王小云"`
	Email    *string                   `json:"email" doc:"As the provider has it; it proves nothing" zh:"第三方提供的邮箱（不作证明）" example:"wang@example.com"`
	MayJoin  bool                      `json:"may_join" doc:"Whether one may join with nothing else (POST /me/session/joining)" zh:"能否不验证手机号直接入会" example:"false"`
}

type wayReply struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      WayThere
}

type arrivalReply struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      Arrival
}

// MyReturn is where a member goes who came back from a provider.
type MyReturn struct {
	ReturnTo string `json:"return_to" doc:"Page below /m to go to" zh:"要前往的 /m 下页面" example:"/me/identities"`
}

type myReturnReply struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      MyReturn
}

func (h *handlers) providers(e *edge.Edge) {
	going := []*errs.Error{member.ErrNoProvider, member.ErrBadReturn, member.ErrTooOften, member.ErrProviderDown, member.ErrNotVouched}
	coming := []*errs.Error{member.ErrAttemptOver, member.ErrTooOften, member.ErrProviderDown, member.ErrNotVouched, member.ErrHasLeft}
	edge.Register(e, edge.Operation{
		ID: "list-sign-in-providers", Method: "GET", Path: "/me/providers", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "可用的第三方登录", English: "Who vouches for members"},
	}, h.listProviders)
	edge.Register(e, edge.Operation{
		ID: "begin-provider-sign-in", Method: "POST", Path: "/me/session/attempts", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "开始第三方登录", English: "Begin to sign in by a provider"},
		Description: edge.Words{Chinese: "答复浏览器要前往的地址，并以 Cookie 绑定本浏览器；十分钟内须返回 /m/sign-in。",
			English: "Answers where the browser goes, and binds the way to this browser by a cookie; within ten minutes it must be back at /m/sign-in."},
		Errors: going,
	}, h.beginSignIn)
	edge.Register(e, edge.Operation{
		ID: "answer-provider-sign-in", Method: "POST", Path: "/me/session/answers", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "从第三方登录返回", English: "Come back from a provider"},
		Description: edge.Words{Chinese: "已绑定的会员即登录；第三方提供的邮箱或手机号不会使任何人登录。每个 state 只用一次。",
			English: "Whoever is known by it is signed in; nobody is by the e-mail or the phone that a provider tells. Each state is good once."},
		Errors: coming,
	}, h.answerSignIn)
	edge.Register(e, edge.Operation{
		ID: "sign-member-in-by-mini-program", Method: "POST", Path: "/me/session/mini", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "小程序登录", English: "Sign in from a mini-program"},
		Errors:  append([]*errs.Error{member.ErrNoProvider}, coming...),
	}, h.signInByMini)
	edge.Register(e, edge.Operation{
		ID: "join-by-provider", Method: "POST", Path: "/me/session/joining", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "凭第三方登录入会", English: "Join by a provider's word"},
		Errors: []*errs.Error{member.ErrAttemptOver, member.ErrTooOften, member.ErrProveFirst, member.ErrIdentityTaken, member.ErrInvalid, member.ErrBadValue, member.ErrBadBirthday,
			member.ErrBadConsent, member.ErrNoConsentText, member.ErrCrowded,
			member.ErrBadIdentity, member.ErrAgeNeeded, member.ErrGuardianNeeded, member.ErrGuardianCode, member.ErrOwnGuardian, member.ErrMinor},
	}, h.joinVouched)
	edge.Register(e, edge.Operation{
		ID: "begin-my-provider", Method: "POST", Path: "/me/identities/attempts", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "开始绑定第三方登录，或用它验证本人", English: "Begin to be known by a provider, or to show by it that it is I"},
		Errors:  append([]*errs.Error{member.ErrNotProved}, going...),
	}, h.beginMine)
	edge.Register(e, edge.Operation{
		ID: "answer-my-provider", Method: "POST", Path: "/me/identities/answers", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "从第三方返回，完成绑定或验证", English: "Come back from a provider, and be bound or proved"},
		Errors:  append([]*errs.Error{member.ErrNotProved, member.ErrIdentityTaken, member.ErrTooManyIdentities}, coming...),
	}, h.answerMine)
}

func providerOf(c *edge.Call, p vouch.Listed) SignInProvider {
	return SignInProvider{Name: p.Name, Title: i18n.Of(p.Chinese, p.English).In(string(c.Language)), Way: string(p.Way())}
}

func (h *handlers) listProviders(ctx context.Context, _ *struct{}) (*struct{ Body SignInProviders }, error) {
	c := edge.From(ctx)
	list := edge.Each(h.Members.SignInProviders(), func(p vouch.Listed) SignInProvider { return providerOf(c, p) })
	return &struct{ Body SignInProviders }{SignInProviders{list, edge.OrNull(h.Members.PasskeyOrigin())}}, nil
}

func (h *handlers) beginSignIn(ctx context.Context, in *struct{ Body GoingToSignIn }) (*wayReply, error) {
	return h.begin(ctx, in.Body.Going, member.Attempting{Use: member.AttemptSignIn, Remember: in.Body.Remember})
}

func (h *handlers) beginMine(ctx context.Context, in *struct{ Body MyGoing }) (*wayReply, error) {
	return h.begin(ctx, in.Body.Going, member.Attempting{Use: member.AttemptUse(in.Body.Use), Session: edge.From(ctx).Member})
}

func (h *handlers) begin(ctx context.Context, g Going, a member.Attempting) (*wayReply, error) {
	c := edge.From(ctx)
	a.Provider, a.ReturnTo, a.Device = g.Provider, g.ReturnTo, deviceOf(c, g.Device)
	begun, err := h.Members.BeginAttempt(ctx, a)
	if err != nil {
		return nil, err
	}
	return &wayReply{[]http.Cookie{h.edge.Attempt(c.Request, begun.Browser, begun.Until.Sub(h.Clock.Now()))}, WayThere{begun.Address, edge.At(begun.Until)}}, nil
}

// answer reads what a browser came back with.
func answer(c *edge.Call, b CameBack) member.Answer {
	a := member.Answer{State: b.State, Code: b.Code, Issuer: b.Issuer, Refused: b.Refused, Device: deviceOf(c, b.Device)}
	a.Browser, _ = edge.CookieValue(c.Request, edge.AttemptCookie)
	a.Previous, _ = edge.CookieValue(c.Request, edge.RenewCookie)
	return a
}

// ticketLife is how long the cookie of what was vouched for lives.
const ticketLife = 15 * time.Minute

func (h *handlers) answerSignIn(ctx context.Context, in *struct{ Body CameBack }) (*arrivalReply, error) {
	c := edge.From(ctx)
	at, err := h.Members.Arrive(ctx, answer(c, in.Body))
	if err != nil {
		return nil, err
	}
	reply := h.arrival(c, at, false)
	if at.Known {
		reply.SetCookie = append(reply.SetCookie, h.edge.Attempt(c.Request, "", 0))
	} else {
		reply.SetCookie = append(reply.SetCookie, h.edge.Attempt(c.Request, at.Ticket, ticketLife))
	}
	return reply, nil
}

func (h *handlers) arrival(c *edge.Call, at member.Arrived, bearer bool) *arrivalReply {
	r := &arrivalReply{Body: Arrival{Provider: providerOf(c, at.Provider), ReturnTo: at.ReturnTo}}
	if at.Known {
		s := h.session(c, at.Session, at.Tokens, false, bearer)
		r.Body.Session, r.SetCookie = edge.Some(s.Body), s.SetCookie
		return r
	}
	r.Body.Name, r.Body.Email, r.Body.MayJoin = edge.OrNull(at.Name), edge.OrNull(at.Email), !at.Provider.Prove
	if bearer {
		r.Body.Ticket = &at.Ticket
	}
	return r
}

func (h *handlers) signInByMini(ctx context.Context, in *struct{ Body MiniSignIn }) (*arrivalReply, error) {
	c, b := edge.From(ctx), in.Body
	at, err := h.Members.ArriveByCode(ctx, member.MiniCode{Provider: b.Provider, Code: b.Code, Remember: b.Remember, Device: deviceOf(c, b.Device)})
	if err != nil {
		return nil, err
	}
	return h.arrival(c, at, true), nil
}

func (h *handlers) joinVouched(ctx context.Context, in *struct{ Body VouchedJoining }) (*memberSessionReply, error) {
	c, b := edge.From(ctx), in.Body
	joining, err := b.Join.read(c)
	if err != nil {
		return nil, err
	}
	v := member.VouchedJoining{Ticket: b.token(c), Joining: joining, Device: deviceOf(c, b.Device), Remember: b.Remember}
	v.Previous, _ = edge.CookieValue(c.Request, edge.RenewCookie)
	s, tokens, err := h.Members.JoinVouched(ctx, v)
	if err != nil {
		return nil, err
	}
	reply := h.session(c, s, tokens, true, b.Bearer)
	reply.SetCookie = append(reply.SetCookie, h.edge.Attempt(c.Request, "", 0))
	return reply, nil
}

func (h *handlers) answerMine(ctx context.Context, in *struct{ Body CameBack }) (*myReturnReply, error) {
	c := edge.From(ctx)
	to, err := h.Members.ArriveOwn(ctx, c.Member, answer(c, in.Body))
	if err != nil {
		return nil, err
	}
	return &myReturnReply{[]http.Cookie{h.edge.Attempt(c.Request, "", 0)}, MyReturn{to}}, nil
}
