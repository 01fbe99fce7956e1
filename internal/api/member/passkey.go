package member

import (
	"context"
	"encoding/base64"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/passkey"
	"habitue/internal/platform/postgres"
)

// PasskeyAsking is who asks for a passkey to be made or to sign.
type PasskeyAsking struct {
	Device string `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"Name that the page made up for its device; the answer must come with the same" zh:"客户端自拟的设备标识；作答时须相同" example:"5b1e0c8f2a9d"`
}

// MyPasskeyAsking is a member who asks.
type MyPasskeyAsking struct {
	PasskeyAsking
	Use string `json:"use" enum:"bind,prove" doc:"bind: make one that signs me in; prove: show by one that it is I" zh:"bind：新建通行密钥；prove：验证本人" example:"bind"`
}

// PasskeyAsked is what a page hands to navigator.credentials, binary parts as base64url.
type PasskeyAsked struct {
	Challenge  string    `json:"challenge" doc:"What is to be signed, once" zh:"待签名的一次性挑战值" example:"q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kA"`
	Site       string    `json:"site" doc:"For whom keys are made (rp.id)" zh:"站点（rp.id）" example:"club.example.com"`
	Until      edge.Time `json:"until" doc:"Answer by then" zh:"须在此前作答" example:"2026-09-12T04:25:00Z"`
	Known      []string  `json:"known" doc:"Names of the keys that the member has; none of who signs in" zh:"本人已有密钥的标识；登录时为空" example:"[\"q83vEjRWeJCrze8SNFZ4kA\"]"`
	Handle     *string   `json:"handle" doc:"Of a key to be made: user.id, to be sent back" zh:"新建时：user.id，作答时原样送回" example:"Jk3rVnQ2mA0p5xY8s1u4w7z"`
	Account    *string   `json:"account" doc:"Of a key to be made: user.name, the member's number" zh:"新建时：user.name，会员号" example:"8800 1234 5678"`
	Algorithms []int     `json:"algorithms" doc:"Those that a key may have, the preferred first, by their COSE numbers" zh:"可用算法（COSE 编号），优先在前" example:"[-7]"`
}

// PasskeyShown is what navigator.credentials.get gave, binary parts as base64url.
type PasskeyShown struct {
	ID            string `json:"id" minLength:"1" maxLength:"1400" pattern:"^[A-Za-z0-9_-]+$" doc:"Name of the key" zh:"密钥标识" example:"q83vEjRWeJCrze8SNFZ4kA"`
	Client        string `json:"client_data" minLength:"1" maxLength:"4000" pattern:"^[A-Za-z0-9_-]+$" doc:"response.clientDataJSON" zh:"response.clientDataJSON" example:"eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0"`
	Authenticator string `json:"authenticator_data" minLength:"1" maxLength:"4000" pattern:"^[A-Za-z0-9_-]+$" doc:"response.authenticatorData" zh:"response.authenticatorData" example:"SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2MFAAAAAQ"`
	Signature     string `json:"signature" minLength:"1" maxLength:"2000" pattern:"^[A-Za-z0-9_-]+$" doc:"response.signature" zh:"response.signature" example:"MEUCIQDx"`
	Handle        string `json:"handle,omitempty" maxLength:"100" pattern:"^[A-Za-z0-9_-]*$" doc:"response.userHandle" zh:"response.userHandle" example:"Jk3rVnQ2mA0p5xY8s1u4w7z"`
	Device        string `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"As it was when asked; attempts are limited by it, too" zh:"与获取挑战时相同；次数限制也按它计" example:"5b1e0c8f2a9d"`
}

// PasskeySignIn is somebody who signs in by a passkey.
type PasskeySignIn struct {
	PasskeyShown
	Remember bool `json:"remember,omitempty" doc:"Stay signed in for 90 days of silence instead of 12 hours" zh:"保持登录：90 天未用才退出；否则 12 小时" example:"true"`
	Bearer   bool `json:"bearer,omitempty" doc:"Give the tokens in the answer, for an app or a mini-program; cookies otherwise" zh:"在答复中给出令牌（App、小程序用）；否则用 Cookie" example:"false"`
}

// PasskeyMade is what navigator.credentials.create gave, binary parts as base64url.
type PasskeyMade struct {
	Name        string `json:"name" minLength:"1" maxLength:"120" doc:"What the member calls it, 40 characters at most" zh:"会员自拟的名称，至多 40 个字符" example:"我的手机"`
	ID          string `json:"id" minLength:"1" maxLength:"1400" pattern:"^[A-Za-z0-9_-]+$" doc:"Name of the key" zh:"密钥标识" example:"q83vEjRWeJCrze8SNFZ4kA"`
	Client      string `json:"client_data" minLength:"1" maxLength:"4000" pattern:"^[A-Za-z0-9_-]+$" doc:"response.clientDataJSON" zh:"response.clientDataJSON" example:"eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0"`
	Attestation string `json:"attestation" minLength:"1" maxLength:"16000" pattern:"^[A-Za-z0-9_-]+$" doc:"response.attestationObject; ask for none" zh:"response.attestationObject（attestation 用 none）" example:"o2NmbXRkbm9uZQ"`
	Handle      string `json:"handle" minLength:"1" maxLength:"100" pattern:"^[A-Za-z0-9_-]+$" doc:"As it was asked for" zh:"获取挑战时所得的 handle" example:"Jk3rVnQ2mA0p5xY8s1u4w7z"`
	Device      string `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"As it was when asked; attempts are limited by it, too" zh:"与获取挑战时相同；次数限制也按它计" example:"5b1e0c8f2a9d"`
}

// MyPasskey is a key in a device of the member's.
type MyPasskey struct {
	ID       edge.ID    `json:"id" doc:"Id, to remove it by" zh:"编号，用于移除"`
	Name     string     `json:"name" doc:"What the member calls it" zh:"会员自拟的名称" example:"我的手机"`
	MadeAt   edge.Time  `json:"made_at" doc:"Since when" zh:"添加时间" example:"2026-09-12T01:00:00Z"`
	UsedAt   *edge.Time `json:"used_at" doc:"Last use; null where it was never used" zh:"最近使用；从未使用为 null" example:"2026-09-12T02:00:00Z"`
	CopiedAt *edge.Time `json:"copied_at" doc:"Since when it signs nobody in, because its counter went back: there are two of it" zh:"停用时间：签名计数倒退，密钥可能被复制" example:"2026-09-12T03:00:00Z"`
}

func (h *handlers) passkeys(e *edge.Edge) {
	showing := []*errs.Error{member.ErrNoPasskeys, member.ErrTooOften, member.ErrAttemptOver, member.ErrPasskeyRefused, member.ErrPasskeyCopied}
	edge.Register(e, edge.Operation{
		ID: "ask-passkey-sign-in", Method: "POST", Path: "/me/session/passkey/asks", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "开始用通行密钥登录", English: "Begin to sign in by a passkey"},
		Description: edge.Words{Chinese: "不需要任何账号：答复对所有人都一样，挑战值五分钟内有效，只用一次。",
			English: "Needs no name: the answer is the same for everybody; its challenge is good for five minutes, once."},
		Errors: []*errs.Error{member.ErrNoPasskeys},
	}, h.askPasskey)
	edge.Register(e, edge.Operation{
		ID: "sign-member-in-by-passkey", Method: "POST", Path: "/me/session/passkey", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "会员用通行密钥登录", English: "Sign in as a member by a passkey"},
		Description: edge.Words{Chinese: "须已验证持有人。签名计数倒退的密钥以 member.passkey_copied 拒绝并停用，该会员的登录全部结束。",
			English: "The holder must have been verified. A key whose counter goes back is refused with member.passkey_copied and stopped, and all sign-ins of the member end."},
		Errors: showing,
	}, h.signInByPasskey)
	edge.Register(e, edge.Operation{
		ID: "ask-my-passkey", Method: "POST", Path: "/me/passkeys/asks", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "开始新建通行密钥，或用它验证本人", English: "Begin to make a passkey, or to show by one that it is I"},
		Errors:  []*errs.Error{member.ErrNoPasskeys, member.ErrNotProved},
	}, h.askMyPasskey)
	edge.Register(e, edge.Operation{
		ID: "add-my-passkey", Method: "POST", Path: "/me/passkeys", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "添加通行密钥", English: "Add a passkey that signs me in"},
		Errors: []*errs.Error{member.ErrNoPasskeys, member.ErrNotProved, member.ErrTooOften, member.ErrBadPasskey, member.ErrPasskeyRefused, member.ErrAttemptOver,
			member.ErrPasskeyKnown, member.ErrTooManyPasskeys, member.ErrHasLeft},
	}, h.addPasskey)
	edge.Register(e, edge.Operation{
		ID: "remove-my-passkey", Method: "DELETE", Path: "/me/passkeys/{id}", Tag: tag, Permission: edge.AsMember, Status: http.StatusOK,
		Summary: edge.Words{Chinese: "移除通行密钥；其他设备上的登录结束", English: "Remove a passkey; other sign-ins end"},
		Errors:  []*errs.Error{member.ErrNotProved, member.ErrNoPasskey, member.ErrHasLeft},
	}, h.removePasskey)
	edge.Register(e, edge.Operation{
		ID: "prove-my-session-by-passkey", Method: "POST", Path: "/me/proof/passkey", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "用通行密钥验证本人，15 分钟内可修改登录方式", English: "Show by a passkey that it is I, for 15 minutes of changing how I sign in"},
		Errors:  showing,
	}, h.proveByPasskey)
}

func binary(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

// bytesOf reads base64url; the schema has refused what is written in other letters.
// What is cut off is no bytes, which prove nothing.
func bytesOf(text string) []byte {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return raw
}

func (s PasskeyShown) read() passkey.Shown {
	return passkey.Shown{ID: bytesOf(s.ID), Client: bytesOf(s.Client), Authenticator: bytesOf(s.Authenticator), Signature: bytesOf(s.Signature), Handle: bytesOf(s.Handle)}
}

func myPasskeyOf(p member.Passkey) MyPasskey {
	return MyPasskey{ID: edge.IDOf(p.ID), Name: p.Name, MadeAt: edge.At(p.MadeAt), UsedAt: edge.AtUnlessZero(p.UsedAt), CopiedAt: edge.AtUnlessZero(p.CopiedAt)}
}

type passkeyAskedReply struct{ Body PasskeyAsked }

func (h *handlers) askPasskey(ctx context.Context, in *struct{ Body PasskeyAsking }) (*passkeyAskedReply, error) {
	return h.passkeyAsked(ctx, member.AttemptSignIn, member.Session{}, in.Body.Device)
}

func (h *handlers) askMyPasskey(ctx context.Context, in *struct{ Body MyPasskeyAsking }) (*passkeyAskedReply, error) {
	return h.passkeyAsked(ctx, member.AttemptUse(in.Body.Use), edge.From(ctx).Member, in.Body.Device)
}

func (h *handlers) passkeyAsked(ctx context.Context, use member.AttemptUse, s member.Session, device string) (*passkeyAskedReply, error) {
	ask, err := h.Members.AskForPasskey(ctx, use, s, deviceOf(edge.From(ctx), device))
	if err != nil {
		return nil, err
	}
	return &passkeyAskedReply{PasskeyAsked{Challenge: binary(ask.Challenge), Site: ask.Site, Until: edge.At(ask.Until), Known: edge.Each(ask.Known, binary),
		Handle: edge.OrNull(binary(ask.Handle)), Account: edge.OrNull(ask.Account), Algorithms: passkey.Algorithms}}, nil
}

func (h *handlers) signInByPasskey(ctx context.Context, in *struct{ Body PasskeySignIn }) (*memberSessionReply, error) {
	c, b := edge.From(ctx), in.Body
	sign := member.ByPasskeyShown{Shown: b.read(), Device: deviceOf(c, b.Device), Remember: b.Remember}
	sign.Previous, _ = edge.CookieValue(c.Request, edge.RenewCookie)
	s, tokens, err := h.Members.SignInByPasskey(ctx, sign)
	if err != nil {
		return nil, err
	}
	return h.session(c, s, tokens, false, b.Bearer), nil
}

func (h *handlers) addPasskey(ctx context.Context, in *struct{ Body PasskeyMade }) (*identitiesReply, error) {
	c, b := edge.From(ctx), in.Body
	made := member.PasskeyMade{Made: passkey.Made{ID: bytesOf(b.ID), Client: bytesOf(b.Client), Attestation: bytesOf(b.Attestation)},
		Name: b.Name, Handle: bytesOf(b.Handle), Device: deviceOf(c, b.Device)}
	if err := h.Members.AddPasskey(ctx, c.Member, made); err != nil {
		return nil, err
	}
	return h.listIdentities(ctx, nil)
}

func (h *handlers) removePasskey(ctx context.Context, in *struct {
	ID edge.ID `path:"id" doc:"Id of the passkey" zh:"通行密钥编号"`
}) (*identitiesReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Members.RemovePasskey(ctx, tx, edge.From(ctx).Member, edge.As[member.PasskeyID](in.ID))
	})
	if err != nil {
		return nil, err
	}
	return h.listIdentities(ctx, nil)
}

func (h *handlers) proveByPasskey(ctx context.Context, in *struct{ Body PasskeyShown }) (*identitiesReply, error) {
	c, b := edge.From(ctx), in.Body
	if err := h.Members.ProveByPasskey(ctx, c.Member, deviceOf(c, b.Device), b.read()); err != nil {
		return nil, err
	}
	return h.identitiesOf(ctx, c.Member, true)
}
