package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// SignedInStaff is the person who is signed in.
type SignedInStaff struct {
	ID     edge.ID  `json:"id" doc:"Id of the account" zh:"账号编号"`
	Name   string   `json:"name" doc:"Name" zh:"姓名" example:"李店长"`
	Email  string   `json:"email" doc:"E-mail, with which they sign in" zh:"登录邮箱" example:"li@example.com"`
	Roles  []string `json:"roles" doc:"Roles" zh:"角色" example:"operations"`
	Locale string   `json:"locale" enum:"zh-CN,en" doc:"Language of the console" zh:"界面语言" example:"zh-CN"`
}

// Session is who is signed in and what they may do.
type Session struct {
	Staff       SignedInStaff `json:"staff" doc:"Who is signed in" zh:"当前登录人"`
	Permissions []string      `json:"permissions" doc:"What they may do" zh:"权限" example:"member:read"`
	MustChange  bool          `json:"must_change_password" doc:"They must change the password before anything else" zh:"须先修改密码" example:"false"`
}

// SignIn is e-mail and password.
type SignIn struct {
	Email    string `json:"email" minLength:"3" maxLength:"254" doc:"E-mail" zh:"邮箱" example:"li@example.com"`
	Password string `json:"password" minLength:"1" maxLength:"200" doc:"Password" zh:"密码" example:"correct horse battery"`
}

// PasswordChange is the present password and the one to come.
type PasswordChange struct {
	Current string `json:"current" minLength:"1" maxLength:"200" doc:"Password now" zh:"当前密码" example:"correct horse battery"`
	New     string `json:"new" minLength:"1" maxLength:"200" doc:"Password from now on" zh:"新密码" example:"staple correct horse"`
}

// LocaleChange is the language to come.
type LocaleChange struct {
	Locale string `json:"locale" enum:"zh-CN,en" doc:"Language of the console" zh:"界面语言" example:"en"`
}

type sessionReply struct{ Body Session }

type cookieReply struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      Session
}

type goneReply struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

func (h *handlers) session(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "sign-in", Method: "POST", Path: "/session", Tag: "session", Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "登录", English: "Sign in"},
		Description: edge.Words{Chinese: "成功后下发会话 Cookie。多次失败会锁定账号一段时间；每个地址有频率限制。",
			English: "Sets the session cookie. Repeated failure locks the account for a while; each address has a rate limit."},
		Errors: []*errs.Error{staff.ErrWrongCredentials, staff.ErrLockedOut, staff.ErrBusy, edge.ErrRateLimited},
	}, h.signIn)
	edge.Register(e, edge.Operation{
		ID: "get-session", Method: "GET", Path: "/session", Tag: "session", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "当前登录人与权限", English: "Who is signed in, and what they may do"},
	}, h.getSession)
	edge.Register(e, edge.Operation{
		ID: "sign-out", Method: "DELETE", Path: "/session", Tag: "session", Permission: edge.SignedIn, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "退出登录", English: "Sign out"},
	}, h.signOut)
	edge.Register(e, edge.Operation{
		ID: "change-password", Method: "POST", Path: "/session/password", Tag: "session", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "修改密码", English: "Change the password"},
		Description: edge.Words{Chinese: "结束该账号的所有会话，并为当前浏览器下发新会话。",
			English: "Ends every session of the account and begins a new one for this browser."},
		Errors: []*errs.Error{staff.ErrWrongPassword, staff.ErrInvalidAccount, staff.ErrBusy, edge.ErrRateLimited},
	}, h.changePassword)
	edge.Register(e, edge.Operation{
		ID: "change-locale", Method: "PUT", Path: "/session/locale", Tag: "session", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "切换界面语言", English: "Change the language of the console"},
	}, h.changeLocale)
}

func (h *handlers) signIn(ctx context.Context, in *struct{ Body SignIn }) (*cookieReply, error) {
	c := edge.From(ctx)
	if err := h.attempts.Take(c.Address); err != nil {
		return nil, err
	}
	before, _ := edge.SessionToken(c.Request)
	token, s, err := h.Staff.SignIn(ctx, staff.Credentials{
		Email: in.Body.Email, Password: in.Body.Password, Address: c.Address, Agent: c.Request.UserAgent(), Previous: before,
	})
	if err != nil {
		return nil, err
	}
	return h.cookie(c, token, s), nil
}

func (h *handlers) getSession(ctx context.Context, _ *struct{}) (*sessionReply, error) {
	return &sessionReply{Body: shownSession(edge.From(ctx).Session)}, nil
}

func (h *handlers) signOut(ctx context.Context, _ *struct{}) (*goneReply, error) {
	c := edge.From(ctx)
	if err := h.Staff.SignOut(ctx, c.Session); err != nil {
		return nil, err
	}
	return &goneReply{SetCookie: h.edge.Cookie(c.Request, "", h.Clock.Now())}, nil
}

func (h *handlers) changePassword(ctx context.Context, in *struct{ Body PasswordChange }) (*cookieReply, error) {
	c := edge.From(ctx)
	if err := h.attempts.Take(c.Address); err != nil {
		return nil, err
	}
	token, s, err := h.Staff.ChangePassword(ctx, staff.PasswordChange{
		Account: c.Session.Account.ID, Current: in.Body.Current, New: in.Body.New, Address: c.Address, Agent: c.Request.UserAgent(),
	})
	if err != nil {
		return nil, err
	}
	return h.cookie(c, token, s), nil
}

func (h *handlers) changeLocale(ctx context.Context, in *struct{ Body LocaleChange }) (*sessionReply, error) {
	s := edge.From(ctx).Session
	if err := h.Staff.ChangeLocale(ctx, s.Account.ID, in.Body.Locale); err != nil {
		return nil, err
	}
	s.Account.Locale = in.Body.Locale
	return &sessionReply{Body: shownSession(s)}, nil
}

func (h *handlers) cookie(c *edge.Call, token string, s staff.Session) *cookieReply {
	return &cookieReply{SetCookie: h.edge.Cookie(c.Request, token, s.ExpiresAt), Body: shownSession(s)}
}

func shownSession(s staff.Session) Session {
	a := s.Account
	return Session{
		Staff:       SignedInStaff{ID: edge.IDOf(a.ID), Name: a.Name, Email: a.Email, Roles: edge.Strings(a.Roles), Locale: a.Locale},
		Permissions: edge.Strings(s.Principal.Permissions),
		MustChange:  a.MustChange,
	}
}
