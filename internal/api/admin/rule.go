package admin

import (
	"cmp"
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// Written is what every version of a rule has: who wrote and who published it.
type Written struct {
	Hash        string     `json:"hash" doc:"Of the body; tells one state of a draft from another" zh:"内容的哈希，用于分辨草稿的前后状态" example:"9f86d081884c7d65"`
	WrittenBy   string     `json:"written_by" doc:"Name of who wrote it as it is" zh:"撰写人" example:"李店长"`
	WrittenAt   edge.Time  `json:"written_at" doc:"When" zh:"撰写时间" example:"2026-09-12T01:00:00Z"`
	PublishedBy *string    `json:"published_by" doc:"Name of who approved it, or published it alone" zh:"批准人（或独自发布者）" example:"陈经理"`
	PublishedAt *edge.Time `json:"published_at" doc:"When" zh:"发布时间" example:"2026-09-12T02:00:00Z"`
}

// Publishing says from when a version counts, and why nobody else looked.
type Publishing struct {
	ValidFrom *time.Time `json:"valid_from,omitempty" doc:"From when; now when absent" zh:"生效时间；缺省为立即" example:"2026-10-01T00:00:00Z"`
	Reason    string     `json:"reason,omitempty" maxLength:"500" doc:"Why it is published although nobody else could look" zh:"无人复核仍要发布的理由" example:"目前只有我一人负责规则"`
}

type (
	// VersionPath names a version in a path.
	VersionPath struct {
		Version int `path:"version" minimum:"1" maximum:"2147483647" doc:"Version" zh:"版本" example:"3"`
	}
	discardVersion struct {
		VersionPath
		Hash string `query:"hash" required:"true" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
	}
	publishVersion struct {
		VersionPath
		Body Publishing
	}
)

// publishErrors are what publishing alone can be refused with.
var publishErrors = []*errs.Error{rulebook.ErrNoVersion, rulebook.ErrPublished, rulebook.ErrPast,
	staff.ErrPeopleOnly, staff.ErrSecondPerson, staff.ErrSayWhyAlone}

var publishAlone = edge.Words{
	Chinese: "仅当没有其他人可以批准时可用，须写明理由，并记入审计；否则请用 POST /approvals 申请。密钥不能发布。",
	English: "Only where nobody else may approve; says why, and the audit trail says so. Otherwise ask by POST /approvals. Keys cannot publish.",
}

// revisionErrors are what another body for a draft can be refused with.
var revisionErrors = []*errs.Error{rulebook.ErrNoVersion, rulebook.ErrPublished, rulebook.ErrChanged}

func draftRule[B rulebook.Body](ctx context.Context, h *handlers, rules staff.Rules[B], body B) (v rulebook.Version[B], err error) {
	err = h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		v, err = rules.Draft(ctx, tx, body, actOf(ctx, ""))
		return err
	})
	return v, err
}

func reviseRule[B rulebook.Body](ctx context.Context, h *handlers, rules staff.Rules[B], number int, seen string, body B) (v rulebook.Version[B], err error) {
	err = h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		v, err = rules.Revise(ctx, tx, number, hashOf(seen), body, actOf(ctx, ""))
		return err
	})
	return v, err
}

func discardRule[B rulebook.Body](ctx context.Context, h *handlers, rules staff.Rules[B], in *discardVersion) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return rules.Discard(ctx, tx, in.Version, hashOf(in.Hash), actOf(ctx, ""))
	})
}

// publishRule publishes in one transaction with the look whether somebody else
// could, and returns the version as it stands afterwards.
func publishRule[B rulebook.Body](ctx context.Context, h *handlers, rules staff.Rules[B], in *publishVersion) (rulebook.Version[B], error) {
	act := actOf(ctx, in.Body.Reason)
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		if err := h.Staff.Alone(ctx, tx, rules.Kind, act); err != nil {
			return err
		}
		_, err := rules.Publish(ctx, tx, in.Version, postgres.Value(in.Body.ValidFrom), act)
		return err
	})
	if err != nil {
		return rulebook.Version[B]{}, err
	}
	return rules.Get(ctx, h.DB, in.Version)
}

// written returns what tells who wrote and published versions, by name.
func written[B rulebook.Body](ctx context.Context, h *handlers, list []rulebook.Version[B]) (func(rulebook.Version[B]) Written, error) {
	var people []string
	for _, v := range list {
		people = append(people, v.CreatedBy, v.PublishedBy)
	}
	names, err := h.Staff.Names(ctx, h.DB, people...)
	if err != nil {
		return nil, err
	}
	return func(v rulebook.Version[B]) Written {
		return Written{
			Hash: hexOf(v.Hash), WrittenBy: cmp.Or(names[v.CreatedBy], v.CreatedBy), WrittenAt: edge.At(v.CreatedAt),
			PublishedBy: edge.OrNull(cmp.Or(names[v.PublishedBy], v.PublishedBy)), PublishedAt: edge.AtUnlessZero(v.PublishedAt),
		}
	}, nil
}
