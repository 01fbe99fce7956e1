package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// What can go wrong with an asset.
var (
	ErrNoAsset    = errs.New(errs.NotFound, "ledger.no_such_asset")
	ErrAssetTaken = errs.New(errs.Conflict, "ledger.asset_code_taken")
	ErrBadAsset   = errs.New(errs.Invalid, "ledger.invalid_asset")
	ErrManyAssets = errs.New(errs.Exhausted, "ledger.too_many_assets")
)

// mostAssets bounds how many there are: every reader of balances sees them all.
const mostAssets = 200

// readAssets reads every asset with what has been published of its rule.
func (s *Service) readAssets(ctx context.Context, q postgres.Querier) (map[AssetID]Asset, error) {
	rows, err := q.Query(ctx, `
		SELECT a.id, a.code, a.kind, coalesce(a.brand_id, 0), coalesce(a.currency, ''), a.unit, a.name, r.version, r.valid_from, r.body
		FROM ledger.asset a JOIN ledger.asset_rule r ON r.id = a.id AND r.status = 'approved'
		ORDER BY a.id, r.valid_from NULLS FIRST, r.version`)
	if err != nil {
		return nil, fmt.Errorf("read assets: %w", err)
	}
	defer rows.Close()
	assets := map[AssetID]Asset{}
	for rows.Next() {
		var a Asset
		var v rulebook.Version[AssetRule]
		var from *time.Time
		var body []byte
		if err := rows.Scan(&a.ID, &a.Code, &a.Kind, &a.Brand, &a.Currency, &a.Unit, &a.Name, &v.Number, &from, &body); err != nil {
			return nil, fmt.Errorf("read asset: %w", err)
		}
		if err := json.Unmarshal(body, &v.Body); err != nil {
			return nil, fmt.Errorf("read rule %d of %s: %w", v.Number, a.Code, err)
		}
		v.From = postgres.Value(from)
		a.versions = append(assets[a.ID].versions, v)
		assets[a.ID] = a
	}
	now := s.Clock.Now()
	for id, a := range assets {
		live := rulebook.At(a.versions, now)
		a.Version, a.AssetRule = live.Number, live.Body
		assets[id] = a
	}
	return assets, rows.Err()
}

// Asset finds an asset by its code, as it is now. Errors: ErrNoAsset.
func (s *Service) Asset(ctx context.Context, q postgres.Querier, code string) (Asset, error) {
	assets, err := s.readAssets(ctx, q)
	if err != nil {
		return Asset{}, err
	}
	for _, a := range assets {
		if a.Code == code {
			return a, nil
		}
	}
	return Asset{}, ErrNoAsset.With("asset", code)
}

// AssetList returns every asset as it is now, in the order in which they were made.
func (s *Service) AssetList(ctx context.Context, q postgres.Querier) ([]Asset, error) {
	assets, err := s.readAssets(ctx, q)
	if err != nil {
		return nil, err
	}
	list := slices.Collect(maps.Values(assets))
	slices.SortFunc(list, func(a, b Asset) int { return int(a.ID) - int(b.ID) })
	return list, nil
}

// AssetRules are the versions of an asset's rule. Two people publish them, as
// they publish other rules of value.
func (s *Service) AssetRules(a Asset) staff.Rules[AssetRule] {
	return staff.Rules[AssetRule]{
		Book:  rulebook.New[AssetRule]("ledger.asset_rule", int64(a.ID), s.Clock),
		Staff: s.Staff, Kind: staff.PublishAsset, Owner: "ledger", Name: a.Code,
	}
}

// NewAsset is an asset to be made.
type NewAsset struct {
	Code     string
	Kind     AssetKind
	Brand    org.BrandID
	Currency string
	Name     i18n.Text
	Unit     i18n.Text
	Rule     AssetRule
	Act      staff.Act
}

var assetCode = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

// Validate says everything that is wrong with a new asset by itself.
func (n NewAsset) Validate() error {
	bad := ErrBadAsset
	if !assetCode.MatchString(n.Code) {
		bad = bad.Field("code", "ledger.bad_asset_code")
	}
	if !slices.Contains([]AssetKind{KindPoints, KindGrowth, KindPrincipal, KindBonus, KindPartner}, n.Kind) {
		bad = bad.Field("kind", "ledger.unknown_asset_kind")
	}
	if n.Kind.stored() != (n.Currency != "") || n.Currency != "" && !currencyCode.MatchString(n.Currency) {
		bad = bad.Field("currency", "ledger.stored_value_has_a_currency")
	}
	bad = hasName(bad, "name", n.Name)
	bad = hasName(bad, "unit", n.Unit)
	if len(bad.Fields) > 0 {
		return bad
	}
	return Asset{Kind: n.Kind, Currency: n.Currency}.Allows(n.Rule)
}

// longestName bounds names and units.
const longestName = 200

func hasName(bad *errs.Error, path string, t i18n.Text) *errs.Error {
	if len(t) == 0 {
		return bad.Field(path, "http.required")
	}
	for _, text := range t {
		if strings.TrimSpace(text) == "" || len([]rune(text)) > longestName {
			return bad.Field(path, "ledger.bad_name", "max", longestName)
		}
	}
	return bad
}

// CreateAsset makes an asset, whose first rule holds since ever. One person does
// it: there is nothing of it yet, and as its first rule knows no limits, whoever
// adjusts it by hand needs a second person until two have set some.
//
// Errors: ErrBadAsset, ErrBadAssetRule, ErrAssetTaken, ErrManyAssets, org.ErrNoBrand.
func (s *Service) CreateAsset(ctx context.Context, tx postgres.Tx, n NewAsset) (Asset, error) {
	n.Rule.Limits = []Limit{}
	if err := n.Validate(); err != nil {
		return Asset{}, err
	}
	if n.Brand != 0 {
		brands, err := s.Org.Brands(ctx, tx)
		if err != nil {
			return Asset{}, err
		}
		if !slices.ContainsFunc(brands, func(b org.Brand) bool { return b.ID == n.Brand }) {
			return Asset{}, org.ErrNoBrand.With("brand", int64(n.Brand))
		}
	}
	// Two at once would take one number; the lock lets them queue.
	if _, err := tx.Exec(ctx, `LOCK TABLE ledger.asset IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return Asset{}, fmt.Errorf("lock assets: %w", err)
	}
	var id, count int64
	if err := tx.QueryRow(ctx, `SELECT coalesce(max(id), 0) + 1, count(*) FROM ledger.asset`).Scan(&id, &count); err != nil {
		return Asset{}, fmt.Errorf("number an asset: %w", err)
	}
	if count >= mostAssets {
		return Asset{}, ErrManyAssets.With("max", mostAssets)
	}
	_, err := tx.Exec(ctx, `INSERT INTO ledger.asset (id, code, kind, brand_id, currency, unit, name) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		id, n.Code, string(n.Kind), postgres.Optional(int64(n.Brand)), postgres.Optional(n.Currency), n.Unit, n.Name)
	if postgres.IsUnique(err) {
		return Asset{}, ErrAssetTaken.With("asset", n.Code)
	}
	if err != nil {
		return Asset{}, fmt.Errorf("add asset %s: %w", n.Code, err)
	}
	if err := s.AssetRules(Asset{ID: AssetID(id), Code: n.Code}).Seed(ctx, tx, n.Rule); err != nil {
		return Asset{}, err
	}
	s.config.Store(nil)
	made, err := s.Asset(ctx, tx, n.Code)
	if err != nil {
		return Asset{}, err
	}
	return made, s.Staff.Audit(ctx, tx, staff.Entry{By: n.Act.By, Action: "ledger.create_asset", Subject: assetSubject(n.Code), Address: n.Act.Address,
		After: map[string]any{"kind": n.Kind, "brand": n.Brand, "currency": n.Currency, "name": n.Name, "unit": n.Unit, "rule": n.Rule}})
}

// AssetsChanged lets this process see at once what it has changed of a rule.
func (s *Service) AssetsChanged() { s.config.Store(nil) }

func assetSubject(code string) staff.Subject { return staff.Subject{Kind: "asset", ID: code} }

// RenameAsset gives an asset other names, which change nothing else.
// Errors: ErrNoAsset, ErrBadAsset.
func (s *Service) RenameAsset(ctx context.Context, tx postgres.Tx, code string, name, unit i18n.Text, act staff.Act) (Asset, error) {
	if bad := hasName(hasName(ErrBadAsset, "name", name), "unit", unit); len(bad.Fields) > 0 {
		return Asset{}, bad
	}
	var id int64
	err := tx.QueryRow(ctx, `SELECT id FROM ledger.asset WHERE code = $1 FOR UPDATE`, code).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return Asset{}, ErrNoAsset.With("asset", code)
	}
	if err != nil {
		return Asset{}, fmt.Errorf("lock asset %s: %w", code, err)
	}
	before, err := s.Asset(ctx, tx, code)
	if err != nil {
		return Asset{}, err
	}
	if _, err := tx.Exec(ctx, `UPDATE ledger.asset SET name = $2, unit = $3 WHERE id = $1`, id, name, unit); err != nil {
		return Asset{}, fmt.Errorf("rename asset %s: %w", code, err)
	}
	s.config.Store(nil)
	after, err := s.Asset(ctx, tx, code)
	if err != nil {
		return Asset{}, err
	}
	said := func(a Asset) map[string]any { return map[string]any{"name": a.Name, "unit": a.Unit} }
	return after, s.Staff.Audit(ctx, tx, staff.Entry{By: act.By, Action: "ledger.rename_asset", Subject: assetSubject(code), Address: act.Address,
		Before: said(before), After: said(after)})
}

// Rounding is how points and growth computed from money are rounded for what
// occurred at an instant.
func (s *Service) Rounding(ctx context.Context, q postgres.Querier) (func(AssetID, time.Time) money.Rounding, error) {
	assets, err := s.Assets(ctx, q)
	if err != nil {
		return nil, err
	}
	return func(id AssetID, at time.Time) money.Rounding { return assets[id].RoundingAt(at) }, nil
}

// OnApproved carries out what a second person has approved: rules of assets, and
// adjustments above a limit.
func (s *Service) OnApproved(ctx context.Context, _ int64, approvals []staff.ApprovalID) error {
	for _, id := range approvals {
		if err := s.Staff.CarryOut(ctx, id, staff.PublishAsset, func(tx postgres.Tx, a staff.Approval, act staff.Act) error {
			return s.publishApproved(ctx, tx, a, act)
		}); err != nil {
			return err
		}
		if err := s.Staff.CarryOut(ctx, id, staff.AdjustValue, func(tx postgres.Tx, a staff.Approval, act staff.Act) error {
			return s.adjustApproved(ctx, tx, a, act)
		}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) publishApproved(ctx context.Context, tx postgres.Tx, a staff.Approval, act staff.Act) error {
	code, _, _ := strings.Cut(a.Subject, "/")
	asset, err := s.Asset(ctx, tx, code)
	if err != nil {
		return err
	}
	if err := s.AssetRules(asset).PublishApproved(ctx, tx, a, act); err != nil {
		return err
	}
	s.config.Store(nil)
	return nil
}

// VersionOf tells the asset and the version that an approval of a rule is about.
func VersionOf(subject string) (code string, version int, err error) {
	code, number, _ := strings.Cut(subject, "/")
	version, err = strconv.Atoi(number)
	return code, version, err
}
