package admin

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// LadderVersion is one version of the tiers.
type LadderVersion struct {
	Track     string      `json:"track" doc:"Which ladder" zh:"等级体系" example:"main"`
	Version   int         `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string      `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time  `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿" example:"2026-01-01T00:00:00Z"`
	Body      tier.Ladder `json:"body" doc:"Levels, and how they are reached, kept and lost" zh:"等级及其升、保、降的规则"`
	Words     []string    `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
}

// LadderDraft is a version to be made.
type LadderDraft struct {
	Body tier.Ladder `json:"body" doc:"Levels, and how they are reached, kept and lost" zh:"等级及其升、保、降的规则"`
}

// Publishing says from when a version counts.
type Publishing struct {
	ValidFrom *time.Time `json:"valid_from,omitempty" doc:"From when; now when absent" zh:"生效时间；缺省为立即" example:"2026-10-01T00:00:00Z"`
}

type (
	ladderReply  struct{ Body LadderVersion }
	laddersReply struct{ Body edge.Page[LadderVersion] }
	// VersionPath names a version in a path.
	VersionPath struct {
		Version int `path:"version" minimum:"1" maximum:"2147483647" doc:"Version" zh:"版本" example:"3"`
	}
	publishVersion struct {
		VersionPath
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
		ID: "draft-ladder", Method: "POST", Path: "/tiers/ladder/versions", Tag: "tier", Permission: staff.TierPublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "起草等级规则", English: "Draft a version of the tiers"},
		Errors:  []*errs.Error{tier.ErrBadLadder},
	}, h.draftLadder)
	edge.Register(e, edge.Operation{
		ID: "publish-ladder", Method: "POST", Path: "/tiers/ladder/versions/{version}/publish", Tag: "tier", Permission: staff.TierPublish,
		Summary: edge.Words{Chinese: "发布等级规则", English: "Publish a version of the tiers"},
		Errors:  []*errs.Error{rulebook.ErrNoVersion, rulebook.ErrPublished, rulebook.ErrPast},
	}, h.publishLadder)
}

func (h *handlers) getLadder(ctx context.Context, _ *struct{}) (*ladderReply, error) {
	live, err := h.Reader.Tiers.Ladders.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return h.ladderReply(ctx, live)
}

func (h *handlers) listLadders(ctx context.Context, _ *struct{}) (*laddersReply, error) {
	list, err := h.Reader.Tiers.Ladders.List(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	return &laddersReply{Body: edge.PageOf(edge.Each(list, func(v rulebook.Version[tier.Ladder]) LadderVersion {
		return shownLadder(v, view.LadderWords(v.Body, settings.Currency, c.Language))
	}), "")}, nil
}

func (h *handlers) draftLadder(ctx context.Context, in *struct{ Body LadderDraft }) (*ladderReply, error) {
	c := edge.From(ctx)
	var v rulebook.Version[tier.Ladder]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if v, err = h.Reader.Tiers.Ladders.Draft(ctx, tx, in.Body.Body, c.Principal.String()); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, ruleEntry(c, "tier.draft", "ladder", v.Number, nil, v.Body))
	})
	if err != nil {
		return nil, err
	}
	return h.ladderReply(ctx, v)
}

func (h *handlers) publishLadder(ctx context.Context, in *publishVersion) (*ladderReply, error) {
	c := edge.From(ctx)
	var v rulebook.Version[tier.Ladder]
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		before, err := h.Reader.Tiers.Ladders.Live(ctx, tx)
		if err != nil {
			return err
		}
		if v, err = h.Reader.Tiers.Ladders.Publish(ctx, tx, in.Version, fromOrNow(in.Body), c.Principal.String()); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, ruleEntry(c, "tier.publish", "ladder", v.Number, before.Body, v.Body))
	})
	if err != nil {
		return nil, err
	}
	if v, err = h.Reader.Tiers.Ladders.Get(ctx, h.DB, v.Number); err != nil {
		return nil, err
	}
	return h.ladderReply(ctx, v)
}

// ruleEntry is what the audit trail says of a rule: who, and the rule before and after.
func ruleEntry(c *edge.Call, action, kind string, version int, before, after any) staff.Entry {
	return staff.Entry{
		By: c.Principal, Action: action, Subject: staff.Subject{Kind: kind, ID: strconv.Itoa(version)},
		Before: before, After: after, Address: c.Address,
	}
}

func fromOrNow(p Publishing) time.Time {
	if p.ValidFrom == nil {
		return time.Time{}
	}
	return *p.ValidFrom
}

func (h *handlers) ladderReply(ctx context.Context, v rulebook.Version[tier.Ladder]) (*ladderReply, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &ladderReply{Body: shownLadder(v, view.LadderWords(v.Body, settings.Currency, edge.From(ctx).Language))}, nil
}

func shownLadder(v rulebook.Version[tier.Ladder], words []string) LadderVersion {
	return LadderVersion{Track: "main", Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body, Words: words}
}
