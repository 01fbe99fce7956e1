package admin

import (
	"context"
	"slices"

	"habitue/internal/api/edge"
	"habitue/internal/staff"
)

// PromotionChoices is what rules may name that has no list of its own.
type PromotionChoices struct {
	Groups []string `json:"exclusion_groups" doc:"Exclusion groups that promotions or coupon templates name" zh:"促销与券模板已使用的互斥组"`
	Labels []string `json:"labels" doc:"Labels that members have or promotions name; at most 500" zh:"会员已有或促销已使用的标签；最多 500 个"`
}

const mostLabels = 500

func (h *handlers) promotionChoices(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-promotion-choices", Method: "GET", Path: "/promotions/choices", Tag: "pricing", Permission: staff.PricingRead,
		Summary: edge.Words{Chinese: "规则可选的互斥组与标签", English: "Exclusion groups and labels that a rule can name"},
	}, h.listPromotionChoices)
}

func (h *handlers) listPromotionChoices(ctx context.Context, _ *struct{}) (*struct{ Body PromotionChoices }, error) {
	named, err := h.Pricing.Named(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	ofCoupons, err := h.Reader.CouponService.ExclusionGroups(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	had, err := h.Reader.Members.LabelsInUse(ctx, h.DB, mostLabels)
	if err != nil {
		return nil, err
	}
	return &struct{ Body PromotionChoices }{PromotionChoices{
		Groups: distinct(named.ExclusionGroups, ofCoupons), Labels: distinct(had, named.Labels),
	}}, nil
}

// distinct joins lists in their order by name, each name once.
func distinct(lists ...[]string) []string {
	all := append([]string{}, slices.Concat(lists...)...)
	slices.Sort(all)
	return slices.Compact(all)
}
