package admin

import (
	"context"
	"encoding/json"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/staff"
)

// RuleBody is a rule as its capability understands it.
type RuleBody json.RawMessage

// MarshalJSON implements json.Marshaler.
func (b RuleBody) MarshalJSON() ([]byte, error) { return b, nil }

// UnmarshalJSON implements json.Unmarshaler.
func (b *RuleBody) UnmarshalJSON(raw []byte) error { *b = append((*b)[:0], raw...); return nil }

// Schema implements huma.SchemaProvider.
func (RuleBody) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}
}

// Ladder is one version of the tiers.
type Ladder struct {
	Track     string     `json:"track" doc:"Which ladder" zh:"等级体系" example:"main"`
	Version   int        `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string     `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time `json:"valid_from" doc:"From when it counts" zh:"生效时间" example:"2026-01-01T00:00:00Z"`
	Body      RuleBody   `json:"body" doc:"The rule" zh:"规则内容"`
	Words     []string   `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
}

// LadderDraft is a version to be made.
type LadderDraft struct {
	Body RuleBody `json:"body" doc:"The rule" zh:"规则内容"`
}

// Publishing says from when a version counts.
type Publishing struct {
	ValidFrom *time.Time `json:"valid_from,omitempty" doc:"From when; now when absent" zh:"生效时间；缺省为立即" example:"2026-10-01T00:00:00Z"`
}

type (
	ladderReply  struct{ Body Ladder }
	laddersReply struct{ Body edge.Page[Ladder] }
	oneVersion   struct {
		Version int `path:"version" minimum:"1" maximum:"2147483647" doc:"Version" zh:"版本" example:"3"`
	}
	publishVersion struct {
		oneVersion
		Body Publishing
	}
)

func (h *handlers) tiers(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-ladder", Method: "GET", Path: "/tiers/ladder", Tag: "tier", Permission: staff.TierRead,
		Summary: edge.Words{Chinese: "现行等级规则", English: "The tiers in force"},
	}, h.getLadder)
	edge.Register(e, edge.Operation{
		ID: "list-ladders", Method: "GET", Path: "/tiers/ladder/versions", Tag: "tier", Permission: staff.TierRead,
		Summary: edge.Words{Chinese: "等级规则的全部版本", English: "Every version of the tiers"},
	}, h.listLadders)
	edge.Register(e, edge.Operation{
		ID: "draft-ladder", Method: "POST", Path: "/tiers/ladder/versions", Tag: "tier", Permission: staff.TierPublish, Status: 201,
		Summary: edge.Words{Chinese: "起草等级规则", English: "Draft a version of the tiers"},
		Errors:  []*errs.Error{},
	}, h.draftLadder)
	edge.Register(e, edge.Operation{
		ID: "publish-ladder", Method: "POST", Path: "/tiers/ladder/versions/{version}/publish", Tag: "tier", Permission: staff.TierPublish,
		Summary: edge.Words{Chinese: "发布等级规则", English: "Publish a version of the tiers"},
		Errors:  []*errs.Error{},
	}, h.publishLadder)
}

func (h *handlers) getLadder(ctx context.Context, _ *struct{}) (*ladderReply, error) {
	return nil, errPending
}

func (h *handlers) listLadders(ctx context.Context, _ *struct{ edge.Paging }) (*laddersReply, error) {
	return nil, errPending
}

func (h *handlers) draftLadder(ctx context.Context, in *struct{ Body LadderDraft }) (*ladderReply, error) {
	return nil, errPending
}

func (h *handlers) publishLadder(ctx context.Context, in *publishVersion) (*ladderReply, error) {
	return nil, errPending
}
