package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/ledger"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// Asset is what members' accounts count, with the rule in force.
type Asset struct {
	Code     string              `json:"code" doc:"Code" zh:"资产代码" example:"points"`
	Kind     string              `json:"kind" enum:"points,growth,stored_principal,stored_bonus,partner" doc:"What sort of thing it is" zh:"类型" example:"points"`
	Name     string              `json:"name" doc:"Name in the reader's language" zh:"名称" example:"积分"`
	NameI18n i18n.Text           `json:"name_i18n" doc:"Name in every language" zh:"各语言名称"`
	Unit     string              `json:"unit" doc:"Unit in the reader's language" zh:"单位" example:"分"`
	UnitI18n i18n.Text           `json:"unit_i18n" doc:"Unit in every language" zh:"各语言单位"`
	BrandID  edge.Maybe[edge.ID] `json:"brand_id" doc:"The brand whose it is; null: of every brand" zh:"所属品牌；null 为全部品牌通用"`
	Currency *string             `json:"currency" doc:"Of stored value, ISO 4217" zh:"储值的货币代码" example:"CNY"`
	Rule     AssetRuleVersion    `json:"rule" doc:"The rule in force" zh:"现行规则"`
}

// AssetRuleVersion is one version of what an asset does.
type AssetRuleVersion struct {
	Version   int              `json:"version" doc:"Version" zh:"版本" example:"3"`
	Status    string           `json:"status" enum:"draft,approved,live,ended" doc:"Where it is in its life" zh:"状态" example:"live"`
	ValidFrom *edge.Time       `json:"valid_from" doc:"From when it counts; null: since ever, or a draft" zh:"生效时间；null 为自始或草稿" example:"2026-01-01T00:00:00Z"`
	Body      ledger.AssetRule `json:"body" doc:"Expiry, claw-back, rounding, worth and limits of adjusting" zh:"有效期、收回、取整、折算价值与人工调整限额"`
	Words     []string         `json:"words" doc:"The rule in sentences of the reader's language" zh:"规则的文字说明"`
	Written
}

// AssetNames are what an asset is called. It is exported because it is embedded.
type AssetNames struct {
	Name i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Unit i18n.Text `json:"unit_i18n" doc:"Unit by language" zh:"各语言单位"`
}

// NewAsset is an asset to be made.
type NewAsset struct {
	AssetNames
	Code     string           `json:"code" pattern:"^[a-z][a-z0-9_]{1,39}$" doc:"Code; stays" zh:"资产代码，之后不可更改" example:"tea_points"`
	Kind     string           `json:"kind" enum:"points,growth,stored_principal,stored_bonus,partner" doc:"What sort of thing it is; stays" zh:"类型，之后不可更改" example:"points"`
	BrandID  edge.ID          `json:"brand_id,omitempty" doc:"The brand whose it is; of every brand when absent" zh:"所属品牌；缺省为通用"`
	Currency string           `json:"currency,omitempty" pattern:"^[A-Z]{3}$" doc:"Of stored value, ISO 4217" zh:"储值的货币代码" example:"CNY"`
	Rule     ledger.AssetRule `json:"rule" doc:"The first rule; limits of adjusting are set afterwards, by two people" zh:"首个规则；人工调整限额须之后由两人发布"`
}

// AssetDraft is a version of an asset's rule to be made, or said in words.
type AssetDraft struct {
	Body ledger.AssetRule `json:"body" doc:"Expiry, claw-back, rounding, worth and limits of adjusting" zh:"有效期、收回、取整、折算价值与人工调整限额"`
}

// AssetRevision is another body for a draft.
type AssetRevision struct {
	AssetDraft
	Hash string `json:"hash" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}

// AssetSentences is a draft in words.
type AssetSentences struct {
	Words       []string          `json:"words" doc:"The draft in sentences of the reader's language" zh:"草稿的文字说明"`
	Differences []view.Difference `json:"differences" doc:"What it changes against the rule in force" zh:"与现行规则相比的变化"`
}

type (
	// AssetPath names an asset in a path.
	AssetPath struct {
		Asset string `path:"asset" maxLength:"40" doc:"Code of the asset" zh:"资产代码" example:"points"`
	}
	assetReply      struct{ Body Asset }
	assetsReply     struct{ Body edge.Page[Asset] }
	assetRuleReply  struct{ Body AssetRuleVersion }
	assetRulesReply struct{ Body edge.Page[AssetRuleVersion] }
)

func (h *handlers) assets(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-assets", Method: "GET", Path: "/ledger/assets", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "资产列表", English: "What members' accounts count"},
	}, h.listAssets)
	edge.Register(e, edge.Operation{
		ID: "create-asset", Method: "POST", Path: "/ledger/assets", Tag: "ledger", Permission: staff.LedgerPublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建资产", English: "Make an asset"},
		Description: edge.Words{Chinese: "首个规则自始生效，且没有人工调整限额：在两人发布限额之前，任何人工调整都需第二人批准。",
			English: "Its first rule holds since ever and knows no limits: until two people have published some, every adjustment by hand needs a second person."},
		Errors: []*errs.Error{ledger.ErrBadAsset, ledger.ErrBadAssetRule, ledger.ErrAssetTaken, ledger.ErrManyAssets, org.ErrNoBrand},
	}, h.createAsset)
	edge.Register(e, edge.Operation{
		ID: "rename-asset", Method: "PUT", Path: "/ledger/assets/{asset}", Tag: "ledger", Permission: staff.LedgerPublish,
		Summary: edge.Words{Chinese: "修改资产名称与单位", English: "Give an asset other names"},
		Errors:  []*errs.Error{ledger.ErrNoAsset, ledger.ErrBadAsset},
	}, h.renameAsset)
	edge.Register(e, edge.Operation{
		ID: "get-asset", Method: "GET", Path: "/ledger/assets/{asset}", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "一种资产及其现行规则", English: "One asset with the rule in force"},
		Errors:  []*errs.Error{ledger.ErrNoAsset},
	}, h.getAsset)
	edge.Register(e, edge.Operation{
		ID: "list-asset-rules", Method: "GET", Path: "/ledger/assets/{asset}/versions", Tag: "ledger", Permission: staff.LedgerRead,
		Summary: edge.Words{Chinese: "资产规则的全部版本", English: "Every version of an asset's rule"},
		Errors:  []*errs.Error{ledger.ErrNoAsset},
	}, h.listAssetRules)
	edge.Register(e, edge.Operation{
		ID: "draft-asset-rule", Method: "POST", Path: "/ledger/assets/{asset}/versions", Tag: "ledger", Permission: staff.LedgerPublish, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "起草资产规则", English: "Draft a version of an asset's rule"},
		Description: edge.Words{Chinese: "有效期的改动只对生效后入账的批次有效，已有批次不变。",
			English: "Another expiry counts for lots that are credited from then on; those of before keep theirs."},
		Errors: []*errs.Error{ledger.ErrNoAsset, ledger.ErrBadAssetRule},
	}, h.draftAssetRule)
	edge.Register(e, edge.Operation{
		ID: "revise-asset-rule", Method: "PUT", Path: "/ledger/assets/{asset}/versions/{version}", Tag: "ledger", Permission: staff.LedgerPublish,
		Summary: edge.Words{Chinese: "修改资产规则的草稿", English: "Change a draft of an asset's rule"},
		Errors:  append([]*errs.Error{ledger.ErrNoAsset, ledger.ErrBadAssetRule}, revisionErrors...),
	}, h.reviseAssetRule)
	edge.Register(e, edge.Operation{
		ID: "discard-asset-rule", Method: "DELETE", Path: "/ledger/assets/{asset}/versions/{version}", Tag: "ledger", Permission: staff.LedgerPublish, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "扔掉资产规则的草稿", English: "Throw a draft of an asset's rule away"},
		Errors:  append([]*errs.Error{ledger.ErrNoAsset}, revisionErrors...),
	}, h.discardAssetRule)
	edge.Register(e, edge.Operation{
		ID: "publish-asset-rule", Method: "POST", Path: "/ledger/assets/{asset}/versions/{version}/publish", Tag: "ledger", Permission: staff.LedgerPublish,
		Summary:     edge.Words{Chinese: "独自发布资产规则", English: "Publish a version of an asset's rule alone"},
		Description: publishAlone,
		Errors:      append([]*errs.Error{ledger.ErrNoAsset, ledger.ErrBadAssetRule}, publishErrors...),
	}, h.publishAssetRule)
	edge.Register(e, edge.Operation{
		ID: "word-asset-rule", Method: "POST", Path: "/ledger/assets/{asset}/words", Tag: "ledger", Permission: staff.LedgerPublish,
		Summary: edge.Words{Chinese: "用文字说明一份资产规则，不保存", English: "Say an asset's rule in words, without keeping it"},
		Errors:  []*errs.Error{ledger.ErrNoAsset, ledger.ErrBadAssetRule},
	}, h.wordAssetRule)
}

func (h *handlers) listAssets(ctx context.Context, _ *struct{}) (*assetsReply, error) {
	list, err := h.Reader.Ledger.AssetList(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown := make([]Asset, len(list))
	for i, a := range list {
		if shown[i], err = h.shownAsset(ctx, a); err != nil {
			return nil, err
		}
	}
	return &assetsReply{Body: edge.PageOf(shown, "")}, nil
}

func (h *handlers) getAsset(ctx context.Context, in *AssetPath) (*assetReply, error) {
	a, err := h.Reader.Ledger.Asset(ctx, h.DB, in.Asset)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownAsset(ctx, a)
	return &assetReply{Body: shown}, err
}

func (h *handlers) createAsset(ctx context.Context, in *struct{ Body NewAsset }) (*assetReply, error) {
	b := in.Body
	return h.assetChanged(ctx, func(tx postgres.Tx) (ledger.Asset, error) {
		return h.Reader.Ledger.CreateAsset(ctx, tx, ledger.NewAsset{
			Code: b.Code, Kind: ledger.AssetKind(b.Kind), Brand: edge.As[org.BrandID](b.BrandID), Currency: b.Currency, Name: b.Name, Unit: b.Unit,
			Rule: b.Rule, Act: actOf(ctx, ""),
		})
	})
}

func (h *handlers) renameAsset(ctx context.Context, in *struct {
	AssetPath
	Body AssetNames
}) (*assetReply, error) {
	return h.assetChanged(ctx, func(tx postgres.Tx) (ledger.Asset, error) {
		return h.Reader.Ledger.RenameAsset(ctx, tx, in.Asset, in.Body.Name, in.Body.Unit, actOf(ctx, ""))
	})
}

func (h *handlers) assetChanged(ctx context.Context, change func(tx postgres.Tx) (ledger.Asset, error)) (*assetReply, error) {
	var a ledger.Asset
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		a, err = change(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	shown, err := h.shownAsset(ctx, a)
	return &assetReply{Body: shown}, err
}

func (h *handlers) shownAsset(ctx context.Context, a ledger.Asset) (Asset, error) {
	live, err := h.Reader.Ledger.AssetRules(a).Live(ctx, h.DB)
	if err != nil {
		return Asset{}, err
	}
	rule, err := h.shownAssetRules(ctx, a, live)
	if err != nil {
		return Asset{}, err
	}
	language := string(edge.From(ctx).Language)
	shown := Asset{
		Code: a.Code, Kind: string(a.Kind), Name: a.Name.In(language), NameI18n: a.Name, Unit: a.Unit.In(language), UnitI18n: a.Unit,
		Currency: edge.OrNull(a.Currency), Rule: rule[0],
	}
	if a.Brand != 0 {
		shown.BrandID = edge.Some(edge.IDOf(a.Brand))
	}
	return shown, nil
}

// rulesOf finds an asset and the versions of its rule.
func (h *handlers) rulesOf(ctx context.Context, code string) (ledger.Asset, staff.Rules[ledger.AssetRule], error) {
	a, err := h.Reader.Ledger.Asset(ctx, h.DB, code)
	return a, h.Reader.Ledger.AssetRules(a), err
}

func (h *handlers) listAssetRules(ctx context.Context, in *AssetPath) (*assetRulesReply, error) {
	a, rules, err := h.rulesOf(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	list, err := rules.List(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown, err := h.shownAssetRules(ctx, a, list...)
	return &assetRulesReply{Body: edge.PageOf(shown, "")}, err
}

func (h *handlers) draftAssetRule(ctx context.Context, in *struct {
	AssetPath
	Body AssetDraft
}) (*assetRuleReply, error) {
	a, rules, err := h.rulesOf(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	if err := a.Allows(in.Body.Body); err != nil {
		return nil, err
	}
	v, err := draftRule(ctx, h, rules, in.Body.Body)
	return h.assetRuleReply(ctx, a, v, err)
}

func (h *handlers) reviseAssetRule(ctx context.Context, in *struct {
	AssetPath
	VersionPath
	Body AssetRevision
}) (*assetRuleReply, error) {
	a, rules, err := h.rulesOf(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	if err := a.Allows(in.Body.Body); err != nil {
		return nil, err
	}
	v, err := reviseRule(ctx, h, rules, in.Version, in.Body.Hash, in.Body.Body)
	return h.assetRuleReply(ctx, a, v, err)
}

func (h *handlers) discardAssetRule(ctx context.Context, in *struct {
	AssetPath
	VersionPath
	Hash string `query:"hash" required:"true" minLength:"1" maxLength:"64" doc:"Of the draft as it was seen; where somebody else has changed it since, it is refused" zh:"所见草稿的哈希；他人已改动则拒绝" example:"9f86d081884c7d65"`
}) (*struct{}, error) {
	_, rules, err := h.rulesOf(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	return discardRule(ctx, h, rules, &discardVersion{in.VersionPath, in.Hash})
}

func (h *handlers) publishAssetRule(ctx context.Context, in *struct {
	AssetPath
	VersionPath
	Body Publishing
}) (*assetRuleReply, error) {
	a, rules, err := h.rulesOf(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	v, err := publishRule(ctx, h, rules, &publishVersion{in.VersionPath, in.Body})
	h.Reader.Ledger.AssetsChanged()
	return h.assetRuleReply(ctx, a, v, err)
}

func (h *handlers) assetRuleReply(ctx context.Context, a ledger.Asset, v rulebook.Version[ledger.AssetRule], err error) (*assetRuleReply, error) {
	if err != nil {
		return nil, err
	}
	shown, err := h.shownAssetRules(ctx, a, v)
	if err != nil {
		return nil, err
	}
	return &assetRuleReply{Body: shown[0]}, nil
}

func (h *handlers) shownAssetRules(ctx context.Context, a ledger.Asset, list ...rulebook.Version[ledger.AssetRule]) ([]AssetRuleVersion, error) {
	written, err := written(ctx, h, list)
	if err != nil {
		return nil, err
	}
	words := assetWords(ctx, a)
	return edge.Each(list, func(v rulebook.Version[ledger.AssetRule]) AssetRuleVersion {
		return AssetRuleVersion{Version: v.Number, Status: v.Status, ValidFrom: edge.AtUnlessZero(v.From), Body: v.Body,
			Words: words(v.Body), Written: written(v)}
	}), nil
}

// assetWords returns what says a rule of an asset in the reader's sentences.
func assetWords(ctx context.Context, a ledger.Asset) func(ledger.AssetRule) []string {
	language := edge.From(ctx).Language
	return func(r ledger.AssetRule) []string { return view.AssetRuleWords(r, a, language) }
}

func (h *handlers) wordAssetRule(ctx context.Context, in *struct {
	AssetPath
	Body AssetDraft
}) (*struct{ Body AssetSentences }, error) {
	a, err := h.Reader.Ledger.Asset(ctx, h.DB, in.Asset)
	if err != nil {
		return nil, err
	}
	if err := a.Allows(in.Body.Body); err != nil {
		return nil, err
	}
	words := assetWords(ctx, a)
	said := words(in.Body.Body)
	return &struct{ Body AssetSentences }{AssetSentences{Words: said, Differences: view.Differences(words(a.AssetRule), said)}}, nil
}
