package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// ConsentPurpose is what a member is asked to agree to, and what holds.
type ConsentPurpose struct {
	Purpose     string          `json:"purpose" doc:"service, marketing, profiling, analytics, or sharing:<partner>" zh:"目的：service、marketing、profiling、analytics 或 sharing:合作方" example:"marketing"`
	TextVersion int             `json:"text_version" doc:"Version of the text; a yes names the one that was shown" zh:"文本版本；同意时须注明所展示的版本" example:"1"`
	Title       string          `json:"title" doc:"What it is, in the reader's language" zh:"名称（读者的语言）" example:"优惠与活动信息"`
	Body        string          `json:"body" doc:"The text, in the reader's language" zh:"文本（读者的语言）" example:"向您发送优惠、新品与活动信息。"`
	Answers     []ConsentAnswer `json:"answers" doc:"What holds, by channel" zh:"当前状态（按渠道）"`
}

// ConsentAnswer is what holds for one channel.
type ConsentAnswer struct {
	Channel *string    `json:"channel" enum:"sms,email,wechat,push,phone" doc:"Channel; null for purposes that reach nobody" zh:"渠道；与触达无关的目的为 null" example:"sms"`
	Granted bool       `json:"granted" doc:"Whether it is allowed now" zh:"当前是否允许" example:"false"`
	Since   *edge.Time `json:"since" doc:"When it was said; null: never, and so what holds without a word" zh:"表示时间；未表示过为 null" example:"2026-09-12T04:20:00Z"`
}

// ConsentStatement is a yes or no as it is kept.
type ConsentStatement struct {
	ID          edge.ID           `json:"id" doc:"Id" zh:"编号"`
	Purpose     string            `json:"purpose" doc:"Purpose" zh:"目的" example:"marketing"`
	Channel     *string           `json:"channel" enum:"sms,email,wechat,push,phone" doc:"Channel; null for purposes that reach nobody" zh:"渠道；与触达无关的目的为 null" example:"sms"`
	Granted     bool              `json:"granted" doc:"Yes or no" zh:"同意或撤回" example:"true"`
	TextVersion *int              `json:"text_version" doc:"Version of the text that was shown; null: none" zh:"所展示文本的版本；未展示为 null" example:"1"`
	Via         string            `json:"via" enum:"joining,member_centre,counter,telephone,paper,message,import" doc:"How it reached us" zh:"途径" example:"counter"`
	By          string            `json:"by" doc:"Who entered it: member, or a principal" zh:"录入者：member 或操作者" example:"staff:17"`
	Name        *string           `json:"name" doc:"Name of who entered it; null for the member" zh:"录入者姓名；会员本人为 null" example:"李店长"`
	Store       edge.Maybe[Place] `json:"store" doc:"Store" zh:"门店"`
	Reason      *string           `json:"reason" doc:"Where the evidence lies, as staff said it" zh:"员工注明的依据" example:"会员签署的表单 12 号"`
	OccurredAt  edge.Time         `json:"occurred_at" doc:"When it was said" zh:"表示时间" example:"2026-09-12T04:20:00Z"`
	RecordedAt  edge.Time         `json:"recorded_at" doc:"When it was recorded here" zh:"记录时间" example:"2026-09-12T04:20:00Z"`
	UnsaidAt    *edge.Time        `json:"unsaid_at" doc:"When the file that brought it was taken back: it counts no more and stays as evidence; null: it counts" zh:"带入它的导入被撤回的时间：不再生效，仅作依据保留；有效为 null" example:"2026-09-13T04:20:00Z"`
}

// Consents is what holds for a member; for nobody, what is asked of who joins.
func (r *Reader) Consents(ctx context.Context, q postgres.Querier, l messages.Language, id member.ID) ([]ConsentPurpose, error) {
	texts, err := r.Members.ConsentTexts(ctx, q)
	if err != nil {
		return nil, err
	}
	held, err := r.Members.Consents(ctx, q, id)
	if err != nil {
		return nil, err
	}
	of := map[member.Purpose][]ConsentAnswer{}
	for _, c := range held {
		of[c.Purpose] = append(of[c.Purpose], ConsentAnswer{edge.OrNull(string(c.Way)), c.Granted, edge.AtUnlessZero(c.Since)})
	}
	list := make([]ConsentPurpose, 0, len(texts))
	for _, t := range texts {
		if of[t.Purpose] == nil { // a text that came between the two queries
			continue
		}
		title, body := t.In(string(l))
		list = append(list, ConsentPurpose{string(t.Purpose), t.Version, title, body, of[t.Purpose]})
	}
	return list, nil
}

// ConsentStatements shows what a member stated.
func (r *Reader) ConsentStatements(ctx context.Context, q postgres.Querier, l messages.Language, list []member.Stated) ([]ConsentStatement, error) {
	var stores []org.StoreID
	for _, s := range list {
		if s.Store != 0 {
			stores = append(stores, s.Store)
		}
	}
	at, err := r.places(ctx, q, l, stores, nil)
	if err != nil {
		return nil, err
	}
	names, err := r.Staff.Names(ctx, q, edge.Each(list, func(s member.Stated) string { return s.By })...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(s member.Stated) ConsentStatement {
		return ConsentStatement{
			ID: edge.IDOf(s.ID), Purpose: string(s.Purpose), Channel: edge.OrNull(string(s.Way)), Granted: s.Granted,
			TextVersion: postgres.Optional(s.Text), Via: string(s.Via), By: s.By, Name: edge.OrNull(names[s.By]), Store: at.store(s.Store), Reason: edge.OrNull(s.Reason),
			OccurredAt: edge.At(s.At), RecordedAt: edge.At(s.RecordedAt), UnsaidAt: edge.AtUnlessZero(s.UnsaidAt),
		}
	}), nil
}
