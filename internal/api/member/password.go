package member

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// PasswordSignIn is a password and whose it is.
type PasswordSignIn struct {
	Reached
	Password string `json:"password" minLength:"1" maxLength:"200" doc:"The password" zh:"登录密码" example:"yun-wu-0520-cha"`
	Remember bool   `json:"remember,omitempty" doc:"Stay signed in for 90 days of silence instead of 12 hours" zh:"保持登录：90 天未用才退出；否则 12 小时" example:"true"`
	Bearer   bool   `json:"bearer,omitempty" doc:"Give the tokens in the answer, for an app or a mini-program; cookies otherwise" zh:"在答复中给出令牌（App、小程序用）；否则用 Cookie" example:"false"`
}

// MyPassword is a password that shall be the member's.
type MyPassword struct {
	Password string `json:"password" minLength:"1" maxLength:"200" doc:"Eight characters at least" zh:"至少 8 个字符" example:"yun-wu-0520-cha"`
}

func (h *handlers) passwords(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "sign-member-in-by-password", Method: "POST", Path: "/me/session/password", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "会员用密码登录", English: "Sign in as a member by a password"},
		Description: edge.Words{Chinese: "会员不存在、未设密码与密码错误的答复相同，耗时也相同。手机号或邮箱、设备与网络地址均有次数限制；超过后仍可用验证码登录。",
			English: "No such member, no password and a wrong one have the same answer and take as long. Phone or e-mail, devices and addresses get so many tries; codes still sign in when they are used up."},
		Errors: []*errs.Error{member.ErrBadIdentity, member.ErrTooOften, member.ErrWrongPassword, member.ErrBusy},
	}, h.signInByPassword)
	edge.Register(e, edge.Operation{
		ID: "set-my-password", Method: "PUT", Path: "/me/password", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "设置或修改登录密码；其他设备上的登录结束", English: "Set or change my password; other sign-ins end"},
		Errors:  []*errs.Error{member.ErrNotProved, member.ErrBadPassword, member.ErrHasLeft, member.ErrBusy},
	}, h.setPassword)
	edge.Register(e, edge.Operation{
		ID: "remove-my-password", Method: "DELETE", Path: "/me/password", Tag: tag, Permission: edge.AsMember, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "取消登录密码，只用验证码登录；其他设备上的登录结束", English: "Sign in by codes alone; other sign-ins end"},
		Errors:  []*errs.Error{member.ErrNotProved, member.ErrHasLeft},
	}, h.removePassword)
}

func (h *handlers) signInByPassword(ctx context.Context, in *struct{ Body PasswordSignIn }) (*memberSessionReply, error) {
	c, b := edge.From(ctx), in.Body
	by, err := b.key()
	if err != nil {
		return nil, err
	}
	sign := member.ByPassword{By: by, Password: b.Password, Device: deviceOf(c, b.Device), Remember: b.Remember}
	sign.Previous, _ = edge.CookieValue(c.Request, edge.RenewCookie)
	s, tokens, err := h.Members.SignInByPassword(ctx, sign)
	if err != nil {
		return nil, err
	}
	return h.session(c, s, tokens, false, b.Bearer), nil
}

func (h *handlers) setPassword(ctx context.Context, in *struct{ Body MyPassword }) (*identitiesReply, error) {
	if err := h.Members.SetPassword(ctx, edge.From(ctx).Member, in.Body.Password); err != nil {
		return nil, err
	}
	return h.listIdentities(ctx, nil)
}

func (h *handlers) removePassword(ctx context.Context, _ *struct{}) (*identitiesReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error { return h.Members.RemovePassword(ctx, tx, edge.From(ctx).Member) })
	if err != nil {
		return nil, err
	}
	return h.listIdentities(ctx, nil)
}
