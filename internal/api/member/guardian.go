package member

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// MyGuardian is somebody who agrees for a minor.
type MyGuardian struct {
	Phone string `json:"phone" minLength:"1" maxLength:"40" doc:"Phone of the guardian, to which POST /me/guardian/codes sent a code" zh:"监护人手机号（验证码由 POST /me/guardian/codes 发送）" example:"13900001111"`
	Code  string `json:"code" minLength:"6" maxLength:"6" pattern:"^[0-9]{6}$" doc:"The code that was sent there" zh:"监护人收到的验证码" example:"284913"`
	Text  int    `json:"text_version" minimum:"1" maximum:"1000000" doc:"Version of the text that the guardian was shown" zh:"向监护人展示的文本版本" example:"1"`
}

func (g *MyGuardian) read() *member.Guardian {
	if g == nil {
		return nil
	}
	return &member.Guardian{Phone: g.Phone, Code: g.Code, Text: g.Text}
}

// GuardianReached is the phone of a guardian.
type GuardianReached struct {
	Phone  string `json:"phone" minLength:"1" maxLength:"40" doc:"Phone of the guardian" zh:"监护人手机号" example:"13900001111"`
	Device string `json:"device,omitempty" maxLength:"64" pattern:"^[!-~]*$" doc:"Name that the app or page made up for its device; attempts are limited by it, too" zh:"客户端自拟的设备标识；次数限制也按它计" example:"5b1e0c8f2a9d"`
}

func (h *handlers) guardians(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-guardian-text", Method: "GET", Path: "/me/guardian", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "监护人同意的文本", English: "What a guardian is asked to agree to"},
		Errors:  []*errs.Error{member.ErrNoConsentText},
	}, h.guardianText)
	edge.Register(e, edge.Operation{
		ID: "send-guardian-code", Method: "POST", Path: "/me/guardian/codes", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "向监护人发送验证码", English: "Send a code to a guardian"},
		Description: edge.Words{Chinese: "该验证码只能用于监护人同意，不能登录。次数限制与登录验证码相同。",
			English: "It is good for a guardian's consent and signs nobody in. Limits are those of codes to sign in with."},
		Errors: []*errs.Error{member.ErrNoSender, member.ErrBadIdentity, member.ErrTooOften, member.ErrCodeNotSent},
	}, h.sendGuardianCode)
	edge.Register(e, edge.Operation{
		ID: "agree-as-guardian", Method: "POST", Path: "/me/guardian", Tag: tag, Permission: edge.AsMember, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "监护人同意（会员已入会时）", English: "A guardian agrees, of a minor who is a member already"},
		Errors: []*errs.Error{member.ErrNotMinor, member.ErrBadIdentity, member.ErrOwnGuardian, member.ErrGuardianCode, member.ErrTooOften,
			member.ErrNoConsentText, member.ErrHasLeft},
	}, h.agree)
	edge.Register(e, edge.Operation{
		ID: "note-i-was-asked", Method: "POST", Path: "/me/guardian/asked", Tag: tag, Permission: edge.AsMember, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "成年后已被重新询问授权", English: "I am of age, and was asked anew"},
	}, h.asked)
}

func (h *handlers) guardianText(ctx context.Context, _ *struct{}) (*struct{ Body view.GuardianText }, error) {
	text, err := h.Reader.GuardianText(ctx, h.DB, edge.From(ctx).Language)
	return &struct{ Body view.GuardianText }{text}, err
}

func (h *handlers) sendGuardianCode(ctx context.Context, in *struct{ Body GuardianReached }) (*codeSentReply, error) {
	c := edge.From(ctx)
	sent, err := h.Members.SendGuardianCode(ctx, member.CodeAsked{To: member.Key{Kind: member.Phone, Value: in.Body.Phone}, Device: deviceOf(c, in.Body.Device), Language: string(c.Language)})
	return sentReply(sent), err
}

func (h *handlers) agree(ctx context.Context, in *struct{ Body MyGuardian }) (*struct{}, error) {
	c := edge.From(ctx)
	return nil, h.Members.Agree(ctx, c.Member.Member.ID, deviceOf(c, ""), *in.Body.read())
}

func (h *handlers) asked(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error { return h.Members.Asked(ctx, tx, edge.From(ctx).Member.Member.ID) })
}
