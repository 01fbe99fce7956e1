// Package quality judges what is known of a member: the rules over member records,
// each a pure function of facts, all in this one place.
//
// A rule belongs to a dimension (complete, valid, consistent, timely) and says of a
// member that something is wrong, or nothing. Where it is provable what would be right
// it says that, too: a Fix. Facts hold personal text and live in memory only; what is
// kept of a finding is the code of its rule.
package quality

import (
	"slices"
	"time"
)

// Dimension is a way in which a record can be good.
type Dimension string

// The dimensions, in the order in which they are shown.
const (
	Complete   Dimension = "complete"
	Valid      Dimension = "valid"
	Consistent Dimension = "consistent"
	Timely     Dimension = "timely"
)

// Dimensions are all of them.
func Dimensions() []Dimension { return []Dimension{Complete, Valid, Consistent, Timely} }

// Severity says how much a finding matters.
type Severity string

// The severities.
const (
	Low    Severity = "low"
	Medium Severity = "medium"
	High   Severity = "high"
)

// Known reports whether s is one of the severities.
func (s Severity) Known() bool { return slices.Contains([]Severity{Low, Medium, High}, s) }

// Rule is something that must hold of a record, as the retailer set it.
type Rule struct {
	Code      string
	Dimension Dimension
	Severity  Severity
	Enabled   bool
	Weight    int // in the score of its dimension
	Threshold int // of rules that count months, years or characters; 0: it has none
	Field     string
	Own       *Own // of the retailer's own: what it asks

	judge func(r Rule, f Facts) (fix *Fix, wrong bool)
}

// Facts are what rules look at. Texts are as they are kept.
type Facts struct {
	Now        time.Time
	Name       string
	Phones     []string // E.164
	Emails     []string
	Year       int // of birth; zero: not told
	Month, Day int
	Homes      []Home
	Fields     map[string]Value // of the retailer's own, by their codes
	JoinedAt   time.Time
	FirstOrder time.Time // zero: never bought
	Confirmed  time.Time // when the last of the contact data was stated
	Unproven   int       // consents that hold and name no text
	Twins      int       // who may be the same person, and nobody has judged
}

// String keeps personal text out of logs.
func (Facts) String() string { return "quality.Facts" }

// GoString keeps personal text out of logs.
func (Facts) GoString() string { return "quality.Facts" }

// Home is an address.
type Home struct {
	ID       int64
	Division string // by GB/T 2260
	Line     string
	Postcode string
	Phone    string // E.164
	Parsed   string // the division that the line itself begins with; "": none
	Rest     string // and what follows it
}

// Value is what is known in a field of the retailer's own.
type Value struct {
	Values []string
	Folded []string // as it would be kept if it was stated today
	Wrong  string   // why it would be refused today; "": it would not
}

// Fix is what would be right, where that is provable.
type Fix struct {
	What    string // "name", "email", "address" or "own/<field>"
	Address int64
	Was, Is string
}

// String keeps personal text out of logs.
func (Fix) String() string { return "quality.Fix" }

// GoString keeps personal text out of logs.
func (Fix) GoString() string { return "quality.Fix" }

// Found is a rule that does not hold, and what would be right.
type Found struct {
	Rule string
	Fix  *Fix
}

// Judge says which of the rules do not hold, in their order.
func Judge(rules []Rule, f Facts) []Found {
	var list []Found
	for _, r := range rules {
		if !r.Enabled {
			continue
		}
		if fix, wrong := r.judge(r, f); wrong {
			list = append(list, Found{r.Code, fix})
		}
	}
	return list
}
