package member

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// MyAnswer is a member's yes or no.
type MyAnswer struct {
	Purpose     string `json:"purpose" maxLength:"60" doc:"Purpose, as it was asked" zh:"目的" example:"marketing"`
	Channel     string `json:"channel,omitempty" enum:"sms,email,wechat,push,phone" doc:"Channel; absent for purposes that reach nobody" zh:"渠道；与触达无关的目的不填" example:"sms"`
	Granted     bool   `json:"granted" doc:"Yes or no" zh:"同意或撤回" example:"true"`
	TextVersion int    `json:"text_version,omitempty" minimum:"0" maximum:"1000000" doc:"Version of the text that was shown; a yes needs it" zh:"所展示文本的版本；同意时必填" example:"1"`
}

// MyAnswers are what a member says at once.
type MyAnswers struct {
	Answers []MyAnswer `json:"answers" minItems:"1" maxItems:"100" nullable:"false" doc:"What changes; the rest stays" zh:"要改变的项；其余不变"`
}

type consentsReply struct {
	Body edge.Page[view.ConsentPurpose]
}

func (h *handlers) consents(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-consent-questions", Method: "GET", Path: "/me/consents/questions", Tag: tag, Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "入会时询问的授权同意", English: "What who joins is asked to agree to"},
	}, h.askConsents)
	edge.Register(e, edge.Operation{
		ID: "list-my-consents", Method: "GET", Path: "/me/consents", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "我的授权同意", English: "What I agreed to"},
	}, h.listConsents)
	edge.Register(e, edge.Operation{
		ID: "change-my-consents", Method: "PUT", Path: "/me/consents", Tag: tag, Permission: edge.AsMember,
		Summary: edge.Words{Chinese: "同意或撤回", English: "Agree, or withdraw"},
		Description: edge.Words{Chinese: "立即生效。每次表示都连同文本版本、时间与途径留存。",
			English: "It holds at once. Each word is kept with the version of the text, the time and how it reached us."},
		Errors: []*errs.Error{member.ErrBadConsent, member.ErrNoConsentText, member.ErrHasLeft, member.ErrMinor},
	}, h.changeConsents)
}

func (h *handlers) askConsents(ctx context.Context, _ *struct{}) (*consentsReply, error) {
	return h.shownConsents(ctx, 0)
}

func (h *handlers) listConsents(ctx context.Context, _ *struct{}) (*consentsReply, error) {
	return h.shownConsents(ctx, edge.From(ctx).Member.Member.ID)
}

func (h *handlers) shownConsents(ctx context.Context, id member.ID) (*consentsReply, error) {
	list, err := h.Reader.Consents(ctx, h.DB, edge.From(ctx).Language, id)
	return &consentsReply{edge.PageOf(list, "")}, err
}

func (h *handlers) changeConsents(ctx context.Context, in *struct{ Body MyAnswers }) (*consentsReply, error) {
	c := edge.From(ctx)
	id := c.Member.Member.ID
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Members.StateConsents(ctx, tx, id, statements(c, member.ViaMemberCentre, in.Body.Answers)...)
	})
	if err != nil {
		return nil, err
	}
	return h.shownConsents(ctx, id)
}

// statements are what the member himself says here and now.
func statements(c *edge.Call, via member.Via, answers []MyAnswer) []member.Statement {
	return edge.Each(answers, func(a MyAnswer) member.Statement {
		return member.Statement{
			Question: member.Question{Purpose: member.Purpose(a.Purpose), Way: member.Way(a.Channel)},
			Granted:  a.Granted, Text: a.TextVersion, Via: via, By: source, Address: c.Address,
		}
	})
}
