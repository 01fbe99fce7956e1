package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/profile"
	"habitue/internal/staff"
)

// ProfileRuleVersion is one version of how members are scored and classed.
type ProfileRuleVersion struct {
	Version   int          `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string       `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time   `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿" example:"2026-01-01T00:00:00Z"`
	Body      profile.Rule `json:"body" doc:"Window, scales and classes" zh:"统计期、打分方式与分层条件"`
	Words     []string     `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
	Written
}

// ProfileDraft is a version to be made, or tried.
type ProfileDraft struct {
	Body profile.Rule `json:"body" doc:"Window, scales and classes" zh:"统计期、打分方式与分层条件"`
}

// ProfileRevision is another body for a draft.
type ProfileRevision struct {
	ProfileDraft
	Hash string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}

// ProfileSentences is a draft in words.
type ProfileSentences struct {
	Words       []string          `json:"words" doc:"The draft in sentences of the reader's language" zh:"草稿的文字说明"`
	Differences []view.Difference `json:"differences" doc:"What it changes against the rule in force" zh:"与现行规则相比的变化"`
}

// Refresh is values being reckoned anew.
type Refresh struct {
	ID          edge.ID    `json:"id" doc:"Id" zh:"编号"`
	Cause       string     `json:"cause" enum:"nightly,asked" doc:"Why: a day ended or a file came in, or somebody asked" zh:"起因：营业日结束或导入文件；人工发起" example:"nightly"`
	Status      string     `json:"status" enum:"waiting,running,done,failed" doc:"Where it is" zh:"状态" example:"running"`
	AsOf        string     `json:"as_of" format:"date" doc:"Business day as of which values are reckoned" zh:"截至营业日" example:"2026-09-12"`
	RuleVersion *int       `json:"rule_version" doc:"Version of the rule; null while it waits" zh:"规则版本；等待中为 null" example:"3"`
	Total       int64      `json:"total" doc:"Members with a value; 0 while unknown" zh:"有消费的会员数；未知为 0" example:"20000"`
	Done        int64      `json:"done" doc:"Members gone through" zh:"已处理会员数" example:"12000"`
	Written     int64      `json:"written" doc:"Rows that differed and were written" zh:"有变化并写入的行数" example:"812"`
	Moved       int64      `json:"moved" doc:"Moves between classes" zh:"分层变动数" example:"97"`
	AskedAt     edge.Time  `json:"asked_at" doc:"When it was asked for" zh:"发起时间" example:"2026-09-12T04:20:00Z"`
	StartedAt   *edge.Time `json:"started_at" doc:"When it began" zh:"开始时间" example:"2026-09-12T04:20:01Z"`
	FinishedAt  *edge.Time `json:"finished_at" doc:"When it ended" zh:"结束时间" example:"2026-09-12T04:20:09Z"`
	Problem     *string    `json:"problem" doc:"Why it failed, in the reader's language" zh:"失败原因" example:"系统内部错误。"`
}

type (
	profileRuleReply      struct{ Body ProfileRuleVersion }
	profileRulesReply     struct{ Body edge.Page[ProfileRuleVersion] }
	profileSentencesReply struct{ Body ProfileSentences }
	refreshReply          struct{ Body Refresh }
)

func (h *handlers) profile(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-profile-rule", Method: "GET", Path: "/profile/rule", Tag: "profile", Permission: staff.ProfileRead,
		Summary: edge.Words{Chinese: "现行价值分层规则", English: "The rule of value classes in force"},
	}, h.getProfileRule)
	edge.Register(e, edge.Operation{
		ID: "list-profile-rules", Method: "GET", Path: "/profile/rule/versions", Tag: "profile", Permission: staff.ProfileRead,
		Summary: edge.Words{Chinese: "价值分层规则的全部版本", English: "Every version of the rule of value classes"},
	}, h.listProfileRules)
	edge.Register(e, edge.Operation{
		ID: "draft-profile-rule", Method: "POST", Path: "/profile/rule/versions", Tag: "profile", Permission: staff.ProfilePublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "起草价值分层规则", English: "Draft a version of the rule of value classes"},
		Errors:  []*errs.Error{profile.ErrBadRule},
	}, h.draftProfileRule)
	edge.Register(e, edge.Operation{
		ID: "revise-profile-rule", Method: "PUT", Path: "/profile/rule/versions/{version}", Tag: "profile", Permission: staff.ProfilePublish,
		Summary: edge.Words{Chinese: "修改价值分层规则的草稿", English: "Change a draft of the rule of value classes"},
		Errors:  append([]*errs.Error{profile.ErrBadRule}, revisionErrors...),
	}, h.reviseProfileRule)
	edge.Register(e, edge.Operation{
		ID: "discard-profile-rule", Method: "DELETE", Path: "/profile/rule/versions/{version}", Tag: "profile", Permission: staff.ProfilePublish, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "扔掉价值分层规则的草稿", English: "Throw a draft of the rule of value classes away"},
		Errors:  revisionErrors,
	}, h.discardProfileRule)
	edge.Register(e, edge.Operation{
		ID: "publish-profile-rule", Method: "POST", Path: "/profile/rule/versions/{version}/publish", Tag: "profile", Permission: staff.ProfilePublish,
		Summary:     edge.Words{Chinese: "独自发布价值分层规则", English: "Publish a version of the rule of value classes alone"},
		Description: publishAlone,
		Errors:      append([]*errs.Error{profile.ErrBadRule}, publishErrors...),
	}, h.publishProfileRule)
	edge.Register(e, edge.Operation{
		ID: "word-profile-rule", Method: "POST", Path: "/profile/rule/words", Tag: "profile", Permission: staff.ProfilePublish,
		Summary: edge.Words{Chinese: "用文字说明一份价值分层规则，不保存", English: "Say a rule of value classes in words, without keeping it"},
		Errors:  []*errs.Error{profile.ErrBadRule},
	}, h.wordProfileRule)
	edge.Register(e, edge.Operation{
		ID: "refresh-profile", Method: "POST", Path: "/profile/refresh", Tag: "profile", Permission: staff.ProfilePublish, Status: http.StatusAccepted,
		Summary: edge.Words{Chinese: "立即重新计算价值分层", English: "Reckon everybody's value anew"},
		Description: edge.Words{Chinese: "在后台进行，进度另查；已有一次在等待时返回那一次。",
			English: "Goes on in the background; its progress can be read. Where one waits already, that is the answer."},
	}, h.askRefresh)
	edge.Register(e, edge.Operation{
		ID: "get-profile-refresh", Method: "GET", Path: "/profile/refresh", Tag: "profile", Permission: staff.ProfileRead,
		Summary: edge.Words{Chinese: "最近一次重新计算的进度", English: "How far the latest reckoning is"},
		Errors:  []*errs.Error{profile.ErrNoRefresh},
	}, h.getRefresh)
	h.profilePictures(e)
}

func (h *handlers) getProfileRule(ctx context.Context, _ *struct{}) (*profileRuleReply, error) {
	live, err := h.Reader.Profile.Rules.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return h.profileRuleReply(ctx, live)
}

func (h *handlers) listProfileRules(ctx context.Context, _ *struct{}) (*profileRulesReply, error) {
	list, err := h.Reader.Profile.Rules.List(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownProfileRules(ctx, list...)
	return &profileRulesReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) draftProfileRule(ctx context.Context, in *struct{ Body ProfileDraft }) (*profileRuleReply, error) {
	v, err := draftRule(ctx, h, h.Reader.Profile.Rules, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.profileRuleReply(ctx, v)
}

func (h *handlers) reviseProfileRule(ctx context.Context, in *struct {
	VersionPath
	Body ProfileRevision
}) (*profileRuleReply, error) {
	v, err := reviseRule(ctx, h, h.Reader.Profile.Rules, in.Version, in.Body.Hash, in.Body.Body)
	if err != nil {
		return nil, err
	}
	return h.profileRuleReply(ctx, v)
}

func (h *handlers) discardProfileRule(ctx context.Context, in *discardVersion) (*struct{}, error) {
	return discardRule(ctx, h, h.Reader.Profile.Rules, in)
}

func (h *handlers) publishProfileRule(ctx context.Context, in *publishVersion) (*profileRuleReply, error) {
	v, err := publishRule(ctx, h, h.Reader.Profile.Rules, in)
	if err != nil {
		return nil, err
	}
	return h.profileRuleReply(ctx, v)
}

func (h *handlers) profileRuleReply(ctx context.Context, v rulebook.Version[profile.Rule]) (*profileRuleReply, error) {
	shown, err := h.shownProfileRules(ctx, v)
	if err != nil {
		return nil, err
	}
	return &profileRuleReply{Body: shown[0]}, nil
}

func (h *handlers) shownProfileRules(ctx context.Context, list ...rulebook.Version[profile.Rule]) ([]ProfileRuleVersion, error) {
	words, err := h.profileWords(ctx)
	if err != nil {
		return nil, err
	}
	written, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(v rulebook.Version[profile.Rule]) ProfileRuleVersion {
		return ProfileRuleVersion{Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body,
			Words: words(v.Body), Written: written(v)}
	}), nil
}

// profileWords returns what says a rule of value classes in the reader's sentences.
func (h *handlers) profileWords(ctx context.Context) (func(profile.Rule) []string, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	return func(r profile.Rule) []string { return view.ProfileWords(r, settings.Currency, language) }, nil
}

func (h *handlers) wordProfileRule(ctx context.Context, in *struct{ Body ProfileDraft }) (*profileSentencesReply, error) {
	draft := in.Body.Body
	if err := draft.Validate(); err != nil {
		return nil, err
	}
	words, err := h.profileWords(ctx)
	if err != nil {
		return nil, err
	}
	live, err := h.Reader.Profile.Rules.Live(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	said := words(draft)
	return &profileSentencesReply{Body: ProfileSentences{Words: said, Differences: view.Differences(words(live.Body), said)}}, nil
}

func (h *handlers) askRefresh(ctx context.Context, _ *struct{}) (*refreshReply, error) {
	c := edge.From(ctx)
	var r profile.Refresh
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if r, err = h.Reader.Profile.Ask(ctx, tx, c.Principal.String()); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "profile.ask_refresh",
			Subject: staff.Subject{Kind: "profile.ask_refresh", ID: string(edge.IDOf(r.ID))}, Address: c.Address})
	})
	if err != nil {
		return nil, err
	}
	return &refreshReply{Body: shownRefresh(r, c.Language)}, nil
}

func (h *handlers) getRefresh(ctx context.Context, _ *struct{}) (*refreshReply, error) {
	r, err := h.Reader.Profile.Refresh(ctx, h.DB, 0)
	if err != nil {
		return nil, err
	}
	return &refreshReply{Body: shownRefresh(r, edge.From(ctx).Language)}, nil
}

func shownRefresh(r profile.Refresh, l messages.Language) Refresh {
	shown := Refresh{
		ID: edge.IDOf(r.ID), Cause: r.Cause, Status: r.Status, AsOf: view.Date(r.AsOf), Total: r.Total, Done: r.Done,
		Written: r.Written, Moved: r.Moved, AskedAt: edge.At(r.AskedAt), StartedAt: edge.AtUnlessZero(r.StartedAt),
		FinishedAt: edge.AtUnlessZero(r.FinishedAt), RuleVersion: postgres.Optional(r.Version),
	}
	if r.Problem != "" {
		shown.Problem = edge.OrNull(messages.Text(l, r.Problem))
	}
	return shown
}
