package ledger

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// AssetKind says what sort of thing an asset is.
type AssetKind string

// The kinds.
const (
	KindPoints    AssetKind = "points"
	KindGrowth    AssetKind = "growth" // measures a member and moves to nobody
	KindPrincipal AssetKind = "stored_principal"
	KindBonus     AssetKind = "stored_bonus"
	KindPartner   AssetKind = "partner"
)

// stored reports whether a kind is money that a member has paid in, or was given
// on top of it.
func (k AssetKind) stored() bool { return k == KindPrincipal || k == KindBonus }

// Asset is what an account counts and how it behaves: by the rule in force.
type Asset struct {
	ID       AssetID
	Code     string
	Kind     AssetKind
	Brand    org.BrandID // 0: of every brand
	Currency string      // of stored value; "": none
	Unit     i18n.Text
	Name     i18n.Text

	Version int // of the rule
	AssetRule

	versions []rulebook.Version[AssetRule] // every published one, the earliest first
}

// said is an amount as a sentence has it: of stored value as money, else a number.
func (a Asset) said(n int64) any {
	if a.Currency == "" {
		return n
	}
	return money.Amount{Minor: n, Currency: a.Currency}
}

// ExpiryAt is the rule for when value credited at an instant ends. A later
// version leaves lots of before as they are.
func (a Asset) ExpiryAt(t time.Time) Expiry { return rulebook.At(a.versions, t).Body.Expiry }

// RoundingAt is how amounts computed from money are rounded for what occurred at
// an instant.
func (a Asset) RoundingAt(t time.Time) money.Rounding {
	return rulebook.At(a.versions, t).Body.Rounding
}

// AssetRule is the body of a version: what an asset does.
type AssetRule struct {
	Expiry    Expiry         `json:"expiry"`
	GraceDays int            `json:"grace_days" minimum:"0" maximum:"366"` // life of value given back after its lot's expiry
	ClawBack  ClawBack       `json:"claw_back" enum:"refuse,within_balance,owe"`
	Rounding  money.Rounding `json:"rounding"`
	Worth     *Worth         `json:"worth,omitempty"`
	Limits    []Limit        `json:"limits" maxItems:"20"`
}

// ClawBack is the policy for taking back value that was already spent. Only by
// ClawBackOwe can an account go below zero.
type ClawBack string

// The policies.
const (
	ClawBackRefuse ClawBack = "refuse"
	ClawBackWithin ClawBack = "within_balance"
	ClawBackOwe    ClawBack = "owe"
)

// Worth is what an asset is worth in money: so many units are so many minor
// units of a currency. It is what the retailer reckons to owe for them.
type Worth struct {
	Units    int64  `json:"units" minimum:"1" maximum:"1000000000"`
	Minor    int64  `json:"minor" minimum:"0" maximum:"1000000000"`
	Currency string `json:"currency" minLength:"3" maxLength:"3"`
}

// Of is the worth of so many units, rounded down: never more than is owed.
func (w Worth) Of(units int64) (minor int64, ok bool) {
	minor, ok = money.MulDiv(max(units, 0), w.Minor, w.Units)
	return minor, ok && money.Safe(minor)
}

// Limit is up to how much somebody of a role adjusts by hand without a second person.
type Limit struct {
	Role   staff.Role `json:"role" minLength:"1" maxLength:"40"`
	Amount int64      `json:"amount" minimum:"0" maximum:"9007199254740991"`
}

// LimitOf is up to how much somebody with these roles adjusts alone: as the one
// that may most. Who is not named may nothing alone.
func (r AssetRule) LimitOf(roles []staff.Role) (most int64) {
	for _, l := range r.Limits {
		if slices.Contains(roles, l.Role) {
			most = max(most, l.Amount)
		}
	}
	return most
}

// The bounds of a rule.
const (
	maxGrace = 366
	maxWorth = 1_000_000_000
)

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// ErrBadAssetRule says that a rule cannot be used, and which parts of it.
var ErrBadAssetRule = errs.New(errs.Invalid, "ledger.bad_asset_rule")

// Validate says everything that is wrong with a rule, of whatever asset.
func (r AssetRule) Validate() error {
	bad := ErrBadAssetRule
	if r.Expiry.Validate() != nil {
		bad = bad.Field("expiry", "ledger.bad_expiry_rule")
	}
	if r.GraceDays < 0 || r.GraceDays > maxGrace {
		bad = bad.Field("grace_days", "ledger.grace_out_of_range", "max", maxGrace)
	}
	if !slices.Contains([]ClawBack{ClawBackRefuse, ClawBackWithin, ClawBackOwe}, r.ClawBack) {
		bad = bad.Field("claw_back", "ledger.unknown_claw_back")
	}
	if !r.Rounding.Valid() {
		bad = bad.Field("rounding", "ledger.bad_rounding", "max", money.MaxStep)
	}
	if w := r.Worth; w != nil && (w.Units < 1 || w.Units > maxWorth || w.Minor < 0 || w.Minor > maxWorth || !currencyCode.MatchString(w.Currency)) {
		bad = bad.Field("worth", "ledger.bad_worth", "max", maxWorth)
	}
	seen := map[staff.Role]bool{}
	for i, l := range r.Limits {
		if !l.Role.Known() || seen[l.Role] || l.Amount < 0 || !money.Safe(l.Amount) {
			bad = bad.Field(fmt.Sprintf("limits[%d]", i), "ledger.bad_limit")
		}
		seen[l.Role] = true
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// Allows says what is wrong with a rule for this asset: stored value is money,
// which nobody comes to owe by a return, and growth is worth none.
func (a Asset) Allows(r AssetRule) error {
	bad := ErrBadAssetRule
	if a.Kind.stored() && r.ClawBack == ClawBackOwe {
		bad = bad.Field("claw_back", "ledger.stored_value_never_owed")
	}
	if a.Kind == KindGrowth && r.Worth != nil {
		bad = bad.Field("worth", "ledger.growth_has_no_worth")
	}
	if a.Kind.stored() && r.Worth != nil && r.Worth.Currency != a.Currency {
		bad = bad.Field("worth", "ledger.worth_in_other_currency", "currency", a.Currency)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return r.Validate()
}
