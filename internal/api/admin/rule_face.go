package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// ruleFace is in what the operations on one versioned rule differ. The rest they
// share: the version in force, every version, and drafts that are made, changed,
// thrown away and published.
type ruleFace[B rulebook.Body, Shown any] struct {
	id            string     // as operations name it: "earning-rule"
	path          string     // of the version in force
	tag           string     // capability
	called        edge.Words // as summaries name it: "积分获取规则", "the earning rule"
	read, publish staff.Permission
	bad           *errs.Error           // that a body is refused with
	rules         func() staff.Rules[B] // asked for when it is needed: the contract is written without any
	show          func(context.Context, ...rulebook.Version[B]) ([]Shown, error)
}

// ruleDraft is a body that was sent, and ruleRevision one for a draft that was seen.
type (
	ruleDraft[B rulebook.Body] interface{ body() B }

	ruleRevision[B rulebook.Body] interface {
		ruleDraft[B]
		seen() string
	}

	// SeenDraft says which state of a draft was seen. It is exported because it is embedded.
	SeenDraft struct {
		Hash string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
	}
)

func (s SeenDraft) seen() string { return s.Hash }

type (
	ruleReply[Shown any]  struct{ Body Shown }
	rulesReply[Shown any] struct{ Body edge.Page[Shown] }
)

// summary says a deed on the rule in both languages.
func (f ruleFace[B, Shown]) summary(chinese, chineseAfter, english, englishAfter string) edge.Words {
	return edge.Words{Chinese: chinese + f.called.Chinese + chineseAfter, English: english + f.called.English + englishAfter}
}

func (f ruleFace[B, Shown]) one(ctx context.Context, v rulebook.Version[B]) (*ruleReply[Shown], error) {
	shown, err := f.show(ctx, v)
	if err != nil {
		return nil, err
	}
	return &ruleReply[Shown]{Body: shown[0]}, nil
}

// registerRule adds the operations on a rule. Draft and Revision are what the
// contract calls the bodies that are sent.
func registerRule[B rulebook.Body, Draft ruleDraft[B], Revision ruleRevision[B], Shown any](h *handlers, e *edge.Edge, f ruleFace[B, Shown]) {
	registerRuleReading(h, e, f)
	drafts := f.path + "/versions"
	edge.Register(e, edge.Operation{
		ID: "draft-" + f.id, Method: "POST", Path: drafts, Tag: f.tag, Permission: f.publish, Status: http.StatusCreated,
		Summary: f.summary("起草", "", "Draft a version of ", ""), Errors: []*errs.Error{f.bad},
	}, func(ctx context.Context, in *struct{ Body Draft }) (*ruleReply[Shown], error) {
		v, err := draftRule(ctx, h, f.rules(), in.Body.body())
		if err != nil {
			return nil, err
		}
		return f.one(ctx, v)
	})
	edge.Register(e, edge.Operation{
		ID: "revise-" + f.id, Method: "PUT", Path: drafts + "/{version}", Tag: f.tag, Permission: f.publish,
		Summary: f.summary("修改", "的草稿", "Change a draft of ", ""), Errors: append([]*errs.Error{f.bad}, revisionErrors...),
	}, func(ctx context.Context, in *struct {
		VersionPath
		Body Revision
	}) (*ruleReply[Shown], error) {
		v, err := reviseRule(ctx, h, f.rules(), in.Version, in.Body.seen(), in.Body.body())
		if err != nil {
			return nil, err
		}
		return f.one(ctx, v)
	})
	edge.Register(e, edge.Operation{
		ID: "discard-" + f.id, Method: "DELETE", Path: drafts + "/{version}", Tag: f.tag, Permission: f.publish, Status: http.StatusNoContent,
		Summary: f.summary("扔掉", "的草稿", "Throw a draft of ", " away"), Errors: revisionErrors,
	}, func(ctx context.Context, in *discardVersion) (*struct{}, error) {
		return discardRule(ctx, h, f.rules(), in)
	})
	edge.Register(e, edge.Operation{
		ID: "publish-" + f.id, Method: "POST", Path: drafts + "/{version}/publish", Tag: f.tag, Permission: f.publish,
		Summary: f.summary("独自发布", "", "Publish a version of ", " alone"), Description: publishAlone,
		Errors: append([]*errs.Error{f.bad}, publishErrors...),
	}, func(ctx context.Context, in *publishVersion) (*ruleReply[Shown], error) {
		v, err := publishRule(ctx, h, f.rules(), in)
		if err != nil {
			return nil, err
		}
		return f.one(ctx, v)
	})
}

func registerRuleReading[B rulebook.Body, Shown any](h *handlers, e *edge.Edge, f ruleFace[B, Shown]) {
	edge.Register(e, edge.Operation{
		ID: "get-" + f.id, Method: "GET", Path: f.path, Tag: f.tag, Permission: f.read,
		Summary: edge.Words{Chinese: "现行" + f.called.Chinese, English: capital(f.called.English) + " in force"},
	}, func(ctx context.Context, _ *struct{}) (*ruleReply[Shown], error) {
		live, err := f.rules().Live(ctx, h.DB)
		if err != nil {
			return nil, err
		}
		return f.one(ctx, live)
	})
	edge.Register(e, edge.Operation{
		ID: "list-" + f.id + "s", Method: "GET", Path: f.path + "/versions", Tag: f.tag, Permission: f.read,
		Summary: f.summary("", "的全部版本", "Every version of ", ""),
	}, func(ctx context.Context, _ *struct{}) (*rulesReply[Shown], error) {
		list, err := f.rules().List(ctx, h.DB)
		if err != nil {
			return nil, err
		}
		shown, err := f.show(ctx, list...)
		return &rulesReply[Shown]{Body: edge.PageOf(shown, "")}, err
	})
}

// capital begins a sentence.
func capital(english string) string { return string(english[0]-'a'+'A') + english[1:] }
