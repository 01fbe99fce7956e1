package member

import (
	"context"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// MyIdentities are by what the member is known.
type MyIdentities struct {
	Items    []view.HeldIdentity `json:"items" doc:"In force" zh:"生效的标识"`
	Passkeys []MyPasskey         `json:"passkeys" doc:"Keys in devices that sign in, the oldest first" zh:"通行密钥，旧的在前"`
	Password bool                `json:"password" doc:"Whether a password signs in, too" zh:"是否设有登录密码" example:"false"`
	Proved   bool                `json:"proved" doc:"Whether the sign-in is young enough to change them; otherwise POST /me/proof first" zh:"登录是否足够新，可直接修改；否则先 POST /me/proof" example:"true"`
}

// MyBinding is a phone or an e-mail that shall be the member's, with the code sent to it.
type MyBinding struct {
	Reached
	Code     string  `json:"code" minLength:"6" maxLength:"6" pattern:"^[0-9]{6}$" doc:"The code that POST /me/identities/codes sent" zh:"POST /me/identities/codes 发送的验证码" example:"284913"`
	Replaces edge.ID `json:"replaces,omitempty" doc:"Id of an identity of the same kind that ends with it" zh:"被替换的同类标识编号" example:"73014444033"`
}

// MyProofCode names to which of the member's identities a code is sent.
type MyProofCode struct {
	Identity edge.ID `json:"identity" doc:"Id of a phone or an e-mail of the member's own" zh:"本人手机号或邮箱的编号" example:"73014444033"`
	Device   string  `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"Name that the app or page made up for its device; attempts are limited by it, too" zh:"客户端自拟的设备标识；次数限制也按它计" example:"5b1e0c8f2a9d"`
}

// MyProof is a code by which a member shows that it is he.
type MyProof struct {
	MyProofCode
	Code string `json:"code" minLength:"6" maxLength:"6" pattern:"^[0-9]{6}$" doc:"The code that POST /me/proof/codes sent" zh:"POST /me/proof/codes 发送的验证码" example:"284913"`
}

// MyIdentityPath names one of the member's identities in a path.
type MyIdentityPath struct {
	ID edge.ID `path:"id" doc:"Id of the identity" zh:"标识编号"`
}

type (
	identitiesReply struct{ Body MyIdentities }
	codeSentReply   struct{ Body CodeSent }
)

func (h *handlers) identities(e *edge.Edge) {
	sending := []*errs.Error{member.ErrNoSender, member.ErrBadIdentity, member.ErrTooOften, member.ErrCodeNotSent}
	edge.Register(e, edge.Operation{
		ID: "list-my-identities", Method: "GET", Path: "/me/identities", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的手机号、邮箱等身份标识", English: "By what I am known"},
	}, h.listIdentities)
	edge.Register(e, edge.Operation{
		ID: "send-my-binding-code", Method: "POST", Path: "/me/identities/codes", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "向要绑定的手机号或邮箱发送验证码", English: "Send a code to a phone or an e-mail that shall be mine"},
		Description: edge.Words{Chinese: "登录超过 15 分钟须先验证本人（POST /me/proof）。无论号码属于谁，答复都一样。",
			English: "A sign-in older than 15 minutes must be proved first (POST /me/proof). The answer is the same whoever has the number."},
		Errors: append([]*errs.Error{member.ErrNotProved}, sending...),
	}, h.sendBindingCode)
	edge.Register(e, edge.Operation{
		ID: "bind-my-identity", Method: "POST", Path: "/me/identities", Tag: tag, Permission: edge.AsMember, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "绑定或更换手机号、邮箱", English: "Be known by a phone or an e-mail, or by another"},
		Description: edge.Words{Chinese: "更换后，其他设备上的登录全部结束。属于其他会员的号码以 member.identity_taken 拒绝。",
			English: "Where one is replaced, all other sign-ins end. What is another member's is refused with member.identity_taken."},
		Errors: []*errs.Error{member.ErrNotProved, member.ErrBadIdentity, member.ErrTooOften, member.ErrCodeRefused, member.ErrIdentityHeld, member.ErrIdentityTaken,
			member.ErrTooManyIdentities, member.ErrNoIdentity, member.ErrNumberStays, member.ErrHasLeft},
	}, h.bindIdentity)
	edge.Register(e, edge.Operation{
		ID: "end-my-identity", Method: "DELETE", Path: "/me/identities/{id}", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "解除一个身份标识；其他设备上的登录结束", English: "Take an identity off; other sign-ins end"},
		Errors:  []*errs.Error{member.ErrNoIdentity, member.ErrNotProved, member.ErrNumberStays, member.ErrLastIdentity, member.ErrHasLeft},
	}, h.endIdentity)
	edge.Register(e, edge.Operation{
		ID: "send-my-proof-code", Method: "POST", Path: "/me/proof/codes", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "向本人手机号或邮箱发送验证码", English: "Send a code to a phone or an e-mail of mine"},
		Errors:  append([]*errs.Error{member.ErrNoIdentity}, sending...),
	}, h.sendProofCode)
	edge.Register(e, edge.Operation{
		ID: "prove-my-session", Method: "POST", Path: "/me/proof", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "验证本人，15 分钟内可修改登录方式", English: "Show that it is I, for 15 minutes of changing how I sign in"},
		Errors:  []*errs.Error{member.ErrNoIdentity, member.ErrTooOften, member.ErrCodeRefused},
	}, h.prove)
}

func (h *handlers) listIdentities(ctx context.Context, _ *struct{}) (*identitiesReply, error) {
	s := edge.From(ctx).Member
	return h.identitiesOf(ctx, s, h.Members.Proved(s))
}

func (h *handlers) identitiesOf(ctx context.Context, s member.Session, proved bool) (*identitiesReply, error) {
	list, err := h.Members.HeldIdentities(ctx, h.DB, s.Member.ID)
	if err != nil {
		return nil, err
	}
	passkeys, err := h.Members.Passkeys(ctx, h.DB, s.Member.ID)
	if err != nil {
		return nil, err
	}
	password, err := h.Members.HasPassword(ctx, h.DB, s.Member.ID)
	return &identitiesReply{MyIdentities{edge.Each(list, view.HeldIdentityOf), edge.Each(passkeys, myPasskeyOf), password, proved}}, err
}

func sentReply(sent member.CodeSent) *codeSentReply {
	return &codeSentReply{CodeSent{int(sent.Life / time.Second), int(sent.Gap / time.Second)}}
}

func (h *handlers) sendBindingCode(ctx context.Context, in *struct{ Body Reached }) (*codeSentReply, error) {
	c := edge.From(ctx)
	to, err := in.Body.key()
	if err != nil {
		return nil, err
	}
	sent, err := h.Members.SendBindingCode(ctx, c.Member, member.CodeAsked{To: to, Device: deviceOf(c, in.Body.Device), Language: string(c.Language)})
	return sentReply(sent), err
}

func (h *handlers) bindIdentity(ctx context.Context, in *struct{ Body MyBinding }) (*identitiesReply, error) {
	c, b := edge.From(ctx), in.Body
	by, err := b.key()
	if err != nil {
		return nil, err
	}
	if err := h.Members.BindByCode(ctx, c.Member, deviceOf(c, b.Device), by, b.Code, edge.As[member.IdentityID](b.Replaces)); err != nil {
		return nil, err
	}
	return h.listIdentities(ctx, nil)
}

func (h *handlers) endIdentity(ctx context.Context, in *MyIdentityPath) (*identitiesReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Members.UnbindOwn(ctx, tx, edge.From(ctx).Member, edge.As[member.IdentityID](in.ID))
	})
	if err != nil {
		return nil, err
	}
	return h.listIdentities(ctx, nil)
}

func (h *handlers) sendProofCode(ctx context.Context, in *struct{ Body MyProofCode }) (*codeSentReply, error) {
	c := edge.From(ctx)
	sent, err := h.Members.SendProofCode(ctx, c.Member, edge.As[member.IdentityID](in.Body.Identity), deviceOf(c, in.Body.Device), string(c.Language))
	return sentReply(sent), err
}

func (h *handlers) prove(ctx context.Context, in *struct{ Body MyProof }) (*identitiesReply, error) {
	c, b := edge.From(ctx), in.Body
	if err := h.Members.Prove(ctx, c.Member, edge.As[member.IdentityID](b.Identity), deviceOf(c, b.Device), b.Code); err != nil {
		return nil, err
	}
	return h.identitiesOf(ctx, c.Member, true)
}
