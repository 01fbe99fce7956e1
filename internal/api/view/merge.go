package view

import (
	"context"
	"strings"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// MergedMember is one of the two of a merge.
type MergedMember struct {
	ID     edge.ID `json:"id" doc:"Id of the member" zh:"会员编号"`
	Number string  `json:"number" doc:"Member number" zh:"会员号" example:"800000123456"`
}

// MergeEffect is one thing that a merge, or undoing it, would do.
type MergeEffect struct {
	Code string `json:"code" doc:"What it is" zh:"代码" example:"ledger.merge.moves"`
	Text string `json:"text" doc:"In a sentence of the reader's language" zh:"说明（读者的语言）" example:"积分：转入可用 120、待生效 0、预占 0、欠 0。"`
}

// MergeEffects tells what a merge would do: assets and levels by their names, and
// amounts of money as such.
func (r *Reader) MergeEffects(ctx context.Context, q postgres.Querier, l messages.Language, list []member.Effect) ([]MergeEffect, error) {
	assets, err := r.Ledger.Assets(ctx, q)
	if err != nil {
		return nil, err
	}
	byCode := make(map[any]ledger.Asset, len(assets))
	for _, a := range assets {
		byCode[a.Code] = a
	}
	teller, err := r.teller(ctx, q, l)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(e member.Effect) MergeEffect {
		asset := byCode[e.Params["asset"]]
		params := make([]errs.Param, 0, len(e.Params))
		for name, value := range e.Params {
			switch told := value.(type) {
			case int64:
				value = messages.Number(told)
				if asset.Currency != "" {
					value = messages.Money(told, asset.Currency)
				}
			case string:
				if name == "asset" && asset.Code != "" {
					value = i18n.Text(asset.Name).In(string(l))
				} else if strings.HasPrefix(e.Code, "tier.") {
					value = teller.level(told)
				}
			}
			params = append(params, errs.Param{Name: name, Value: value})
		}
		return MergeEffect{Code: e.Code, Text: messages.Text(l, e.Code, params...)}
	}), nil
}

// survivor is who a merged member leads to; null for one of his own.
func (r *Reader) survivor(ctx context.Context, q postgres.Querier, m member.Member) (shown edge.Maybe[MergedMember], err error) {
	if m.MergedInto == 0 {
		return shown, nil
	}
	into, err := r.Members.Get(ctx, q, m.MergedInto)
	if err != nil {
		return shown, err
	}
	return edge.Some(MergedMember{ID: edge.IDOf(into.ID), Number: into.Number}), nil
}
