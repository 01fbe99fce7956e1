package member

import (
	"context"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
)

// Reached is a phone or an e-mail, one of the two.
type Reached struct {
	Phone  string `json:"phone,omitempty" maxLength:"40" doc:"Phone, E.164 or as written in the retailer's country; this or email" zh:"手机号；与 email 二选一" example:"13800005678"`
	Email  string `json:"email,omitempty" maxLength:"254" doc:"E-mail; this or phone" zh:"邮箱；与 phone 二选一" example:"wang@example.com"`
	Device string `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"Name that the app or page made up for its device; attempts are limited by it, too" zh:"客户端自拟的设备标识；次数限制也按它计" example:"5b1e0c8f2a9d"`
}

func (r Reached) key() (member.Key, error) {
	switch {
	case (r.Phone == "") == (r.Email == ""):
		return member.Key{}, edge.ErrRequest.Field("phone", "http.required")
	case r.Phone != "":
		return member.Key{Kind: member.Phone, Value: r.Phone}, nil
	}
	return member.Key{Kind: member.Email, Value: r.Email}, nil
}

// CodeSent says how long a code lives and when another may be asked for.
type CodeSent struct {
	LivesSeconds int `json:"lives_s" doc:"How long the code is good, in seconds" zh:"验证码有效秒数" example:"300"`
	AgainSeconds int `json:"again_s" doc:"After how many seconds another can be asked for" zh:"多少秒后可再次获取" example:"60"`
}

// SelfJoining is what somebody says who joins.
type SelfJoining struct {
	Name     string              `json:"name,omitempty" maxLength:"80" doc:"Name" zh:"姓名" example:"王小云"`
	Birthday string              `json:"birthday,omitempty" maxLength:"10" pattern:"^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$" doc:"MM-DD or YYYY-MM-DD" zh:"生日：MM-DD 或 YYYY-MM-DD" example:"05-20"`
	OfAge    string              `json:"of_age,omitempty" enum:"yes,no" doc:"Where minor_age of GET /me/shop is not 0 and no year of birth is told: whether the person is at least so old; who is not must tell the birthday" zh:"GET /me/shop 的 minor_age 不为 0 且未填出生年份时：是否已满该年龄；未满须填出生日期" example:"yes"`
	Guardian *MyGuardian         `json:"guardian,omitempty" doc:"Of a minor: who agrees" zh:"未成年人的监护人"`
	Channel  string              `json:"channel,omitempty" maxLength:"60" doc:"Code of the channel; an unknown one is left out" zh:"渠道代码；未知则忽略" example:"mini"`
	Store    string              `json:"store,omitempty" maxLength:"60" doc:"Code of the store; an unknown one is left out" zh:"门店代码；未知则忽略" example:"S001"`
	Adviser  string              `json:"adviser,omitempty" maxLength:"60" doc:"Who advised, as the link has it" zh:"导购标识" example:"li.na"`
	Poster   string              `json:"poster,omitempty" maxLength:"60" doc:"Where the link was found" zh:"海报或物料标识" example:"door-3"`
	Values   map[string][]string `json:"values,omitempty" nullable:"false" doc:"What the person says in the shop's own fields, by their codes; those in asks of GET /me/shop are needed" zh:"自定义字段的值，按字段代码；GET /me/shop 的 asks 所列为必填"`
	Consents []MyAnswer          `json:"consents,omitempty" maxItems:"100" nullable:"false" doc:"What the person agreed to, of GET /me/consents/questions; nobody has to, to join" zh:"入会时的授权同意（见 GET /me/consents/questions）；不同意也可入会"`
	Inviter  string              `json:"inviter,omitempty" maxLength:"60" doc:"Invitation of another member; an unknown one is left out" zh:"邀请码；未知则忽略" example:"AAAAAAAAAQBQ6N2LQ4PGIYA"`
}

// MemberSignIn is a code and who was sent it.
type MemberSignIn struct {
	Reached
	Code     string       `json:"code" minLength:"6" maxLength:"6" pattern:"^[0-9]{6}$" doc:"The code that was sent" zh:"收到的验证码" example:"284913"`
	Remember bool         `json:"remember,omitempty" doc:"Stay signed in for 90 days of silence instead of 12 hours" zh:"保持登录：90 天未用才退出；否则 12 小时" example:"true"`
	Bearer   bool         `json:"bearer,omitempty" doc:"Give the tokens in the answer, for an app or a mini-program; cookies otherwise" zh:"在答复中给出令牌（App、小程序用）；否则用 Cookie" example:"false"`
	Password string       `json:"new_password,omitempty" maxLength:"200" doc:"A password to sign in with from now on, of who forgot his; all other sign-ins end. Eight characters at least" zh:"重设登录密码（忘记密码时），至少 8 个字符；其他登录全部结束" example:"yun-wu-0520-cha"`
	Vouched  *Vouched     `json:"vouched,omitempty" doc:"Be known from now on by what a sign-in provider vouched for in this browser, too" zh:"同时绑定刚才第三方登录所证明的身份"`
	Join     *SelfJoining `json:"join,omitempty" doc:"Join, if this is nobody's phone yet; without it the answer is then member.not_joined and the code stays good" zh:"尚非会员则入会；缺省时答复 member.not_joined，验证码仍可用"`
}

// MemberTokens are what an app keeps.
type MemberTokens struct {
	Access string `json:"access" doc:"For the header Authorization, for 15 minutes" zh:"用于 Authorization 请求头，15 分钟有效" example:"hbm_AAAAAAAAAQAAAAAB0GSQ1Yl7"`
	Renew  string `json:"renew" doc:"For POST /me/session/renew, once" zh:"用于续期一次" example:"hbr_AAAAAAAAAQAAAAAB7mAvX2s9"`
}

// MemberSession is a sign-in of a member.
type MemberSession struct {
	Joined    bool                     `json:"joined" doc:"Whether the person became a member with it" zh:"是否刚刚入会" example:"false"`
	ExpiresAt edge.Time                `json:"expires_at" doc:"When it ends if it is not renewed before" zh:"未续期时的结束时间" example:"2026-12-11T04:20:00Z"`
	Tokens    edge.Maybe[MemberTokens] `json:"tokens" doc:"Of an app; null where cookies carry them" zh:"令牌；用 Cookie 时为 null"`
}

type memberSessionReply struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
	Body      MemberSession
}

type endedReply struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
}

func (h *handlers) sessions(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "send-member-code", Method: "POST", Path: "/me/codes", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "获取登录验证码", English: "Get a code to sign in with"},
		Description: edge.Words{Chinese: "六位数字，五分钟有效。无论该手机号是否会员，答复都一样。手机号、设备与网络地址均有次数限制。",
			English: "Six digits, good for five minutes. The answer is the same whether or not the phone is a member's. Phones, devices and addresses get so many."},
		Errors: []*errs.Error{member.ErrNoSender, member.ErrBadIdentity, member.ErrTooOften, member.ErrCodeNotSent},
	}, h.sendCode)
	edge.Register(e, edge.Operation{
		ID: "sign-member-in", Method: "POST", Path: "/me/session", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "会员登录或入会", English: "Sign in as a member, or join"},
		Errors: []*errs.Error{member.ErrBadIdentity, member.ErrTooOften, member.ErrWrongCode, member.ErrNotJoined, member.ErrHasLeft,
			member.ErrInvalid, member.ErrBadConsent, member.ErrNoConsentText, member.ErrBadBirthday, member.ErrAlreadyKnown, member.ErrCrowded,
			member.ErrBadPassword, member.ErrBusy, member.ErrAttemptOver, member.ErrIdentityTaken, member.ErrTooManyIdentities,
			member.ErrBadValue, member.ErrAgeNeeded, member.ErrGuardianNeeded, member.ErrGuardianCode, member.ErrOwnGuardian, member.ErrMinor},
	}, h.signIn)
	edge.Register(e, edge.Operation{
		ID: "renew-member-session", Method: "POST", Path: "/me/session/renew", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "续期会员登录", English: "Renew a member's session"},
		Description: edge.Words{Chinese: "续期令牌来自 Cookie，或 App 的 Authorization 请求头（hbr_…）。每个令牌只用一次；旧令牌再次出现时，该登录立即结束。",
			English: "The token for renewing comes in its cookie, or in an app's header Authorization (hbr_…). Each is good once; when an old one turns up, the session ends at once."},
		Errors: []*errs.Error{member.ErrNotSignedIn},
	}, h.renew)
	edge.Register(e, edge.Operation{
		ID: "sign-member-out", Method: "DELETE", Path: "/me/session", Tag: tag, Permission: edge.AsMember, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "会员退出登录", English: "Sign out as a member"},
	}, h.signOut)
}

func (h *handlers) sendCode(ctx context.Context, in *struct{ Body Reached }) (*struct{ Body CodeSent }, error) {
	c := edge.From(ctx)
	to, err := in.Body.key()
	if err != nil {
		return nil, err
	}
	sent, err := h.Members.SendCode(ctx, member.CodeAsked{To: to, Device: deviceOf(c, in.Body.Device), Language: string(c.Language)})
	return &struct{ Body CodeSent }{CodeSent{int(sent.Life / time.Second), int(sent.Gap / time.Second)}}, err
}

func deviceOf(c *edge.Call, id string) member.Device {
	return member.Device{ID: id, Agent: c.Request.UserAgent(), Address: c.Address}
}

// source is who tells us of those who join by themselves.
const source = "member"

func (h *handlers) signIn(ctx context.Context, in *struct{ Body MemberSignIn }) (*memberSessionReply, error) {
	c, b := edge.From(ctx), in.Body
	by, err := b.key()
	if err != nil {
		return nil, err
	}
	sign := member.SigningIn{By: by, Code: b.Code, Device: deviceOf(c, b.Device), Remember: b.Remember, NewPassword: b.Password}
	sign.Previous, _ = edge.CookieValue(c.Request, edge.RenewCookie)
	if b.Join != nil {
		joining, err := b.Join.read(c)
		if err != nil {
			return nil, err
		}
		sign.Joining = &joining
	}
	if b.Vouched != nil {
		if sign.Ticket = b.Vouched.token(c); sign.Ticket == "" {
			return nil, member.ErrAttemptOver
		}
	}
	s, tokens, joined, err := h.Members.SignIn(ctx, sign)
	if err != nil {
		return nil, err
	}
	reply := h.session(c, s, tokens, joined, b.Bearer)
	if b.Vouched != nil {
		reply.SetCookie = append(reply.SetCookie, h.edge.Attempt(c.Request, "", 0))
	}
	return reply, nil
}

// read takes over what somebody says who joins. Errors: member.ErrBadBirthday.
func (j SelfJoining) read(c *edge.Call) (member.Joining, error) {
	birthday, err := member.ParseBirthday(j.Birthday)
	return member.Joining{Name: j.Name, Birthday: birthday, Channel: j.Channel, Store: j.Store,
		Adviser: j.Adviser, Poster: j.Poster, Inviter: j.Inviter, Source: source,
		OfAge: member.OfAge(j.OfAge), Guardian: j.Guardian.read(), Address: c.Address, Values: j.Values,
		Consents: statements(c, member.ViaJoining, j.Consents)}, err
}

func (h *handlers) session(c *edge.Call, s member.Session, t member.Tokens, joined, bearer bool) *memberSessionReply {
	r := &memberSessionReply{Body: MemberSession{Joined: joined, ExpiresAt: edge.At(s.ExpiresAt)}}
	if bearer {
		r.Body.Tokens = edge.Some(MemberTokens{t.Access, t.Renew})
	} else {
		r.SetCookie = h.edge.MemberCookies(c.Request, t, s)
	}
	return r
}

func (h *handlers) renew(ctx context.Context, _ *struct{}) (*memberSessionReply, error) {
	c := edge.From(ctx)
	token, bearer := edge.BearerToken(c.Request)
	if !bearer {
		token, _ = edge.CookieValue(c.Request, edge.RenewCookie)
	}
	s, tokens, err := h.Members.Renew(ctx, token)
	if err != nil {
		return nil, err
	}
	return h.session(c, s, tokens, false, bearer), nil
}

func (h *handlers) signOut(ctx context.Context, _ *struct{}) (*endedReply, error) {
	c := edge.From(ctx)
	if err := h.Members.SignOut(ctx, c.Member); err != nil {
		return nil, err
	}
	return &endedReply{SetCookie: h.edge.MemberCookies(c.Request, member.Tokens{}, c.Member)}, nil
}
