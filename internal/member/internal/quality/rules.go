package quality

import "strings"

// Codes of rules that others name, too.
const (
	TwinOpen   = "twin_open"
	FirstOrder = "joined_after_order"

	missingOwn = "missing_own:"
	invalidOwn = "invalid_own:"
	ownPrefix  = "own:"
)

// OwnCode is the code of a rule of the retailer's own.
func OwnCode(name string) string { return ownPrefix + name }

// IsOwn reports whether a rule is the retailer's own.
func IsOwn(code string) bool { return strings.HasPrefix(code, ownPrefix) }

// Words names the words of a rule that the program has: those over fields share theirs.
func Words(code string) string {
	base, _, _ := strings.Cut(code, ":")
	return base
}

type check = func(r Rule, f Facts) (*Fix, bool)

// plain is a check that knows no fix.
func plain(wrong func(f Facts) bool) check {
	return func(_ Rule, f Facts) (*Fix, bool) { return nil, wrong(f) }
}

// BuiltIn are the rules that the program has, as they are unless the retailer says
// otherwise. What a visitor bought is his from joining on, so that an order before it is
// wrong only where nobody is recognised: that rule is off.
func BuiltIn() []Rule {
	list := builtIn()
	for i := range list {
		list[i].Enabled = list[i].Code != FirstOrder
	}
	return list
}

func builtIn() []Rule {
	return []Rule{
		{Code: "missing_name", Dimension: Complete, Severity: Medium, Weight: 20, judge: plain(func(f Facts) bool { return f.Name == "" })},
		{Code: "missing_phone", Dimension: Complete, Severity: Medium, Weight: 30, judge: plain(func(f Facts) bool { return len(f.Phones) == 0 })},
		{Code: "missing_email", Dimension: Complete, Severity: Low, Weight: 5, judge: plain(func(f Facts) bool { return len(f.Emails) == 0 })},
		{Code: "missing_birthday", Dimension: Complete, Severity: Low, Weight: 20, judge: plain(func(f Facts) bool { return f.Month == 0 })},
		{Code: "missing_address", Dimension: Complete, Severity: Low, Weight: 10, judge: plain(func(f Facts) bool { return len(f.Homes) == 0 })},
		{Code: "unreachable", Dimension: Complete, Severity: High, Weight: 40, judge: plain(func(f Facts) bool { return len(f.Phones)+len(f.Emails) == 0 })},

		{Code: "name_placeholder", Dimension: Valid, Severity: Medium, Weight: 20, judge: plain(func(f Facts) bool { return placeholderName(f.Name) })},
		{Code: "name_form", Dimension: Valid, Severity: Low, Weight: 10, judge: nameForm},
		{Code: "phone_range", Dimension: Valid, Severity: High, Weight: 30, judge: plain(phoneRange)},
		{Code: "phone_placeholder", Dimension: Valid, Severity: High, Weight: 30, judge: plain(phonePlaceholder)},
		{Code: "email_typo", Dimension: Valid, Severity: High, Weight: 20, judge: emailTypo},
		{Code: "email_placeholder", Dimension: Valid, Severity: Medium, Weight: 20, judge: plain(emailPlaceholder)},
		{Code: "birthday_default", Dimension: Valid, Severity: Medium, Weight: 15, judge: plain(birthdayDefault)},
		{Code: "birthday_range", Dimension: Valid, Severity: Medium, Weight: 15, Threshold: 100, judge: birthdayRange},
		{Code: "region_unknown", Dimension: Valid, Severity: Medium, Weight: 10, judge: regionUnknown},
		{Code: "address_vague", Dimension: Valid, Severity: Low, Weight: 10, Threshold: 4, judge: addressVague},

		{Code: "region_postcode", Dimension: Consistent, Severity: Low, Weight: 10, judge: plain(regionPostcode)},
		{Code: "region_phone", Dimension: Consistent, Severity: Low, Weight: 5, judge: plain(regionPhone)},
		{Code: "birthday_age", Dimension: Consistent, Severity: Medium, Weight: 10, judge: plain(birthdayAge)},
		{Code: FirstOrder, Dimension: Consistent, Severity: Low, Weight: 5, judge: plain(joinedAfterOrder)},
		{Code: "consent_unproven", Dimension: Consistent, Severity: High, Weight: 30, judge: plain(func(f Facts) bool { return f.Unproven > 0 })},
		{Code: TwinOpen, Dimension: Consistent, Severity: Medium, Weight: 20, judge: plain(func(f Facts) bool { return f.Twins > 0 })},

		{Code: "contact_stale", Dimension: Timely, Severity: Low, Weight: 20, Threshold: 36, judge: contactStale},
	}
}

// OfField are the rules that each field of the retailer's own brings: it should be
// known, where it is required or counts, and what is known must be what could be said today.
func OfField(code string, wanted, required bool, weight int) []Rule {
	severity := Low
	if required {
		severity = Medium
	}
	valid := Rule{Code: invalidOwn + code, Dimension: Valid, Severity: Medium, Weight: 10, Enabled: true, Field: code, judge: ownInvalid}
	if !wanted && !required {
		return []Rule{valid}
	}
	missing := Rule{Code: missingOwn + code, Dimension: Complete, Severity: severity, Weight: max(1, weight), Enabled: true, Field: code,
		judge: func(r Rule, f Facts) (*Fix, bool) { return nil, len(f.Fields[r.Field].Values) == 0 }}
	return []Rule{missing, valid}
}

// ownInvalid finds what would be refused today: a choice that ended, a number out of bounds.
func ownInvalid(r Rule, f Facts) (*Fix, bool) {
	v := f.Fields[r.Field]
	return nil, v.Wrong != ""
}
