package member

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/member/internal/quality"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// QualityRule is something that must hold of the record of a member, as it is set.
type QualityRule struct {
	quality.Rule
	About   Field // of rules over a field of the retailer's own
	Version int   // zero: nobody has changed it
}

// The parts of rules, for those who show and change them.
type (
	QualityDimension = quality.Dimension
	QualitySeverity  = quality.Severity
	OwnRule          = quality.Own // what a rule of the retailer's own asks
	QualityCheck     = quality.Check
)

// QualityDimensions are the ways in which a record can be good, in their order.
func QualityDimensions() []QualityDimension { return quality.Dimensions() }

// IsOwn reports whether the rule is the retailer's own.
func (r QualityRule) IsOwn() bool { return quality.IsOwn(r.Code) }

// Words names the words of a rule that the program has.
func (r QualityRule) Words() string { return quality.Words(r.Code) }

const (
	mostRuleWeight    = 100
	mostRuleThreshold = 1200
)

// QualityRules returns all rules over records: those that the program has, those that
// fields bring, and the retailer's own.
func (s *Service) QualityRules(ctx context.Context, q postgres.Querier) ([]QualityRule, error) {
	fields, err := s.Fields(ctx, q)
	if err != nil {
		return nil, err
	}
	rows, err := query(q).QualityRules(ctx)
	if err != nil {
		return nil, fmt.Errorf("read quality rules: %w", err)
	}
	var list []QualityRule
	for _, r := range quality.BuiltIn() {
		list = append(list, QualityRule{Rule: r})
	}
	about := map[string]Field{}
	for _, f := range fields {
		if f.Kind == CoreField || f.Ended {
			continue
		}
		about[f.Code] = f
		for _, r := range quality.OfField(f.Code, f.Weight > 0, f.Required, f.Weight) {
			list = append(list, QualityRule{Rule: r, About: f})
		}
	}
	for _, row := range rows {
		at := slices.IndexFunc(list, func(r QualityRule) bool { return r.Code == row.Code })
		if at < 0 {
			if !quality.IsOwn(row.Code) {
				continue // of a field that has ended
			}
			own, err := quality.Decode(row.Spec)
			if err != nil {
				return nil, fmt.Errorf("read quality rule %s: %w", row.Code, err)
			}
			if _, there := about[own.Field]; !there {
				continue
			}
			r := own.Rule("")
			r.Code = row.Code
			list, at = append(list, QualityRule{Rule: r, About: about[own.Field]}), len(list)
		}
		r := &list[at]
		r.Enabled, r.Weight, r.Severity, r.Version = row.Enabled, int(row.Weight), quality.Severity(row.Severity), int(row.Version)
		if r.Threshold > 0 {
			r.Threshold = int(row.Threshold)
		}
	}
	return list, nil
}

// SaveQualityRule keeps how a rule is set, as it was seen: of one of the program whether
// it is asked, how much it counts, how severe it is and its threshold; of one of the
// retailer's own all but its code.
//
// Errors: ErrBadRule with its fields, ErrNoRule, ErrRuleMoved, ErrTooManyRules.
func (s *Service) SaveQualityRule(ctx context.Context, tx postgres.Tx, r QualityRule, by string) error {
	all, err := s.QualityRules(ctx, tx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(one QualityRule) bool { return one.Code == r.Code })
	switch {
	case at < 0 && (r.Own == nil || r.Version != 0):
		return ErrNoRule.With("rule", r.Code)
	case at >= 0 && all[at].Version != r.Version, at >= 0 && r.Own != nil && r.Version == 0:
		return ErrRuleMoved.With("rule", r.Code)
	case at >= 0 && (r.Own != nil) != all[at].IsOwn():
		return ErrBadRule.Field("own", "member.bad_quality_spec")
	case at >= 0 && all[at].Threshold == 0:
		r.Threshold = 0
	}
	spec, err := s.validRule(ctx, tx, r, at >= 0 && all[at].Threshold > 0)
	if err != nil {
		return err
	}
	return s.writeRule(ctx, tx, r, spec, by)
}

// validRule tells what is wrong with a rule, and how its own part is written.
func (s *Service) validRule(ctx context.Context, tx postgres.Tx, r QualityRule, counts bool) ([]byte, error) {
	wrong := *ErrBadRule
	refuse := func(path, code string) { wrong.Fields = append(wrong.Fields, errs.Field{Path: path, Code: code}) }
	if r.Weight < 0 || r.Weight > mostRuleWeight {
		refuse("weight", "member.bad_weight")
	}
	if !r.Severity.Known() {
		refuse("severity", "member.bad_severity")
	}
	if counts && (r.Threshold < 1 || r.Threshold > mostRuleThreshold) {
		refuse("threshold", "member.bad_threshold")
	}
	spec := []byte("{}")
	if r.Own != nil {
		if !quality.IsOwn(r.Code) || !fieldCode.MatchString(r.Code[len(quality.OwnCode("")):]) {
			refuse("code", "member.bad_field_code")
		}
		var bad quality.ErrSpec
		if err := r.Own.Prepare(); errors.As(err, &bad) {
			refuse(bad.Path, "member.bad_quality_spec")
		}
		if path, code, err := s.fits(ctx, tx, r.Own); err != nil {
			return nil, err
		} else if code != "" {
			refuse(path, code)
		}
		var err error
		if spec, err = json.Marshal(r.Own); err != nil {
			return nil, fmt.Errorf("write quality rule: %w", err)
		}
	}
	if len(wrong.Fields) > 0 {
		return nil, &wrong
	}
	return spec, nil
}

// fits says what a rule asks of a field that cannot be asked of it.
func (s *Service) fits(ctx context.Context, q postgres.Querier, own *OwnRule) (path, code string, err error) {
	fields, err := s.Fields(ctx, q)
	if err != nil {
		return "", "", err
	}
	at := slices.IndexFunc(fields, func(f Field) bool { return f.Code == own.Field && f.Kind != CoreField && !f.Ended })
	if at < 0 {
		return "field", "member.no_such_field", nil
	}
	takes := map[QualityCheck][]FieldKind{
		quality.Required: {TextField, NumberField, DateField, ChoiceField, ChoicesField}, quality.Pattern: {TextField},
		quality.Range: {NumberField, DateField}, quality.Choice: {TextField, ChoiceField, ChoicesField},
	}
	if !slices.Contains(takes[own.Check], fields[at].Kind) {
		return "check", "member.bad_quality_spec", nil
	}
	return "", "", nil
}

func (s *Service) writeRule(ctx context.Context, tx postgres.Tx, r QualityRule, spec []byte, by string) error {
	now := s.clock.Now()
	var n int64
	var err error
	if r.Version > 0 {
		n, err = query(tx).ChangeQualityRule(ctx, memberdb.ChangeQualityRuleParams{Code: r.Code, Spec: spec, Enabled: r.Enabled, Weight: int32(r.Weight),
			Threshold: int32(r.Threshold), Severity: string(r.Severity), ChangedBy: by, ChangedAt: now, Seen: int32(r.Version)})
	} else {
		if own, err := query(tx).CountOwnRules(ctx); err != nil {
			return fmt.Errorf("count quality rules: %w", err)
		} else if r.Own != nil && own >= quality.MostOwn {
			return ErrTooManyRules.With("most", quality.MostOwn)
		}
		n, err = query(tx).AddQualityRule(ctx, memberdb.AddQualityRuleParams{Code: r.Code, Spec: spec, Enabled: r.Enabled, Weight: int32(r.Weight),
			Threshold: int32(r.Threshold), Severity: string(r.Severity), ChangedBy: by, ChangedAt: now})
	}
	if err != nil {
		return fmt.Errorf("write quality rule %s: %w", r.Code, err)
	}
	if n == 0 {
		return ErrRuleMoved.With("rule", r.Code)
	}
	return nil
}

// switchedOn are the rules that are switched on.
func switchedOn(all []QualityRule) []quality.Rule {
	var list []quality.Rule
	for _, r := range all {
		if r.Enabled {
			list = append(list, r.Rule)
		}
	}
	return list
}

// fingerprint tells whether everybody must be judged anew: by other rules, other
// thresholds or other fields.
func fingerprint(all []QualityRule) (string, error) {
	type part struct {
		Code      string
		Threshold int
		Own       *OwnRule
		Field     int
	}
	var parts []part
	for _, r := range all {
		if r.Enabled {
			parts = append(parts, part{r.Code, r.Threshold, r.Own, r.About.Version})
		}
	}
	text, err := json.Marshal(parts)
	if err != nil {
		return "", fmt.Errorf("write quality rules: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

func codesOf(rules []quality.Rule) []string {
	codes := make([]string, len(rules))
	for i, r := range rules {
		codes[i] = r.Code
	}
	return codes
}

// recordChanged says that records of members are others than before.
func (s *Service) recordChanged(ctx context.Context, tx postgres.Tx, ids ...ID) error {
	refs := make([]notice.Ref, len(ids))
	for i, id := range ids {
		refs[i] = notice.Ref{Member: int64(id), ID: int64(id)}
	}
	return s.notices.Speak(ctx, tx, NoticeRecordChanged, refs...)
}
