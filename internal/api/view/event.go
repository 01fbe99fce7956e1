package view

import (
	"context"
	"strings"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/event"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// MemberEvent is something that a member did between purchases.
type MemberEvent struct {
	ID         edge.ID                `json:"id" doc:"Id of the event" zh:"行为编号"`
	Kind       string                 `json:"kind" doc:"What was done, in the words of the e-commerce spec; other for names that it does not have" zh:"行为类型（电商规范）；规范以外为 other" example:"product_viewed"`
	Text       string                 `json:"text" doc:"What was done, in the reader's language" zh:"行为（读者的语言）" example:"浏览了商品「龙井」"`
	Name       string                 `json:"name" doc:"As the source named it" zh:"来源中的名称" example:"Product Viewed"`
	Label      *string                `json:"label" doc:"What it was about: the name of a product, what was looked for" zh:"对象：商品名、搜索词等" example:"龙井"`
	SKUs       []string               `json:"skus" doc:"Numbers of articles" zh:"商品编码" example:"TEA-1"`
	Path       *string                `json:"path" doc:"Where the page lies" zh:"页面路径" example:"/tea"`
	Pieces     *int                   `json:"pieces" doc:"Of how many pieces it speaks" zh:"件数" example:"2"`
	Amount     edge.Maybe[edge.Minor] `json:"amount" doc:"Of how much money it speaks" zh:"金额"`
	Currency   *string                `json:"currency" doc:"ISO 4217, where there is an amount" zh:"货币代码（有金额时）" example:"CNY"`
	Before     bool                   `json:"before_known" doc:"Whether it was done before the source knew who it was" zh:"是否发生在来源认出会员之前"`
	Source     Doer                   `json:"source" doc:"The key by which it was reported" zh:"上报的密钥"`
	OccurredAt edge.Time              `json:"occurred_at" doc:"When it happened, by our clock" zh:"发生时间" example:"2026-09-12T04:20:00Z"`
	RecordedAt edge.Time              `json:"recorded_at" doc:"When it was received" zh:"收到时间" example:"2026-09-12T04:20:03Z"`
}

// MemberEvents shows events to a reader.
func (r *Reader) MemberEvents(ctx context.Context, q postgres.Querier, l messages.Language, list []event.Event) ([]MemberEvent, error) {
	source := func(e event.Event) string { return "key:" + string(edge.IDOf(e.Source)) }
	doers, err := r.Doers(ctx, q, edge.Each(list, source)...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(e event.Event) MemberEvent {
		shown := MemberEvent{
			ID: edge.IDOf(e.ID), Kind: string(e.Kind), Text: EventText(l, e), Name: e.Name, Label: edge.OrNull(e.Label), SKUs: append([]string{}, e.SKUs...),
			Path: edge.OrNull(e.Path), Pieces: postgres.Optional(e.Pieces), Currency: edge.OrNull(e.Currency), Before: e.Owner < 0, Source: doers(source(e)),
			OccurredAt: edge.At(e.OccurredAt), RecordedAt: edge.At(e.RecordedAt),
		}
		if e.Currency != "" {
			shown.Amount = edge.Some(edge.Minor(e.Value))
		}
		return shown
	}), nil
}

// EventText says what was done, in a language.
func EventText(l messages.Language, e event.Event) string {
	about := e.Label
	switch {
	case e.Kind == event.ViewedPage && e.Name != "":
		about = e.Name
	case e.Kind == event.ViewedPage:
		about = e.Path
	case e.Kind == event.Other:
		about = e.Name
	case about == "" && len(e.SKUs) > 0:
		about = strings.Join(e.SKUs[:min(len(e.SKUs), 3)], ", ")
	}
	what := ""
	if about != "" {
		what = messages.Text(l, "event.what", errs.Params("text", about)...)
	}
	return messages.Text(l, "event.did."+string(e.Kind), errs.Params("what", what)...)
}
