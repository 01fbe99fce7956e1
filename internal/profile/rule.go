package profile

import (
	"fmt"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
)

// Rule is the body of a version: how members are scored and which class follows.
type Rule struct {
	Months    int    `json:"months"` // over which frequency and money count; 0: ever
	Recency   Scale  `json:"recency"`
	Frequency Scale  `json:"frequency"`
	Monetary  Scale  `json:"monetary"`
	Classes   []Line `json:"classes"` // the first that is met decides
	Rest      Class  `json:"rest"`    // where none is
}

// Scale turns a value into a score from 1 to 5.
type Scale struct {
	By string `json:"by"` // quantile, threshold
	// Steps are the values from which the scores 2, 3, 4 and 5 are given, when by
	// threshold: rising, and for recency falling days that must not be exceeded.
	Steps []int64 `json:"steps,omitempty"`
}

// The ways of scoring. By quantile the score says how many members are worse:
// 5 is better than four fifths of them, 4 better than three fifths, and so on.
const (
	ByQuantile  = "quantile"
	ByThreshold = "threshold"
)

// Line gives a class to whom all its conditions hold for.
type Line struct {
	Class Class       `json:"class"`
	When  []Condition `json:"when"`
}

// Condition bounds a measure; both bounds belong to it.
type Condition struct {
	Of  Measure `json:"of"`
	Min *int64  `json:"min,omitempty"`
	Max *int64  `json:"max,omitempty"`
}

// ErrBadRule says that a rule cannot be used, and which parts of it.
var ErrBadRule = errs.New(errs.Invalid, "profile.bad_rule")

// The bounds of a rule.
const (
	scores        = 5
	maxMonths     = 120
	maxLines      = 20
	maxConditions = 8
)

// Validate says everything that is wrong with a rule.
func (r Rule) Validate() error {
	bad := ErrBadRule
	if r.Months < 0 || r.Months > maxMonths {
		bad = bad.Field("months", "profile.months_out_of_range", "max", maxMonths)
	}
	bad = r.Recency.check(bad, "recency", -1)
	bad = r.Frequency.check(bad, "frequency", 1)
	bad = r.Monetary.check(bad, "monetary", 1)
	if len(r.Classes) > maxLines {
		bad = bad.Field("classes", "profile.too_many_lines", "max", maxLines)
	}
	for i, l := range r.Classes {
		bad = l.check(bad, fmt.Sprintf("classes[%d]", i))
	}
	if !r.Rest.known() {
		bad = bad.Field("rest", "profile.unknown_class")
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// check adds what is wrong with a scale; steps must go up (1) or down (-1).
func (s Scale) check(bad *errs.Error, path string, direction int64) *errs.Error {
	switch {
	case s.By == ByQuantile && len(s.Steps) == 0:
		return bad
	case s.By != ByThreshold:
		return bad.Field(path+".by", "profile.unknown_scale")
	case len(s.Steps) != scores-1:
		return bad.Field(path+".steps", "profile.step_count", "count", scores-1)
	}
	for i, v := range s.Steps {
		if v < 0 || v > money.MaxSafe || i > 0 && (v-s.Steps[i-1])*direction <= 0 {
			return bad.Field(path+".steps", map[int64]string{1: "profile.steps_must_rise", -1: "profile.steps_must_fall"}[direction])
		}
	}
	return bad
}

func (l Line) check(bad *errs.Error, path string) *errs.Error {
	if !l.Class.known() {
		bad = bad.Field(path+".class", "profile.unknown_class")
	}
	if len(l.When) == 0 || len(l.When) > maxConditions {
		bad = bad.Field(path+".when", "profile.condition_count", "max", maxConditions)
	}
	for i, c := range l.When {
		at := fmt.Sprintf("%s.when[%d]", path, i)
		switch {
		case !c.Of.known():
			bad = bad.Field(at+".of", "profile.unknown_measure")
		case c.Min == nil && c.Max == nil, c.Min != nil && c.Max != nil && *c.Min > *c.Max:
			bad = bad.Field(at, "profile.bounds_missing_or_crossed")
		case !c.within(0, money.MaxSafe), c.Of.isScore() && !c.within(1, scores):
			bad = bad.Field(at, "profile.bound_out_of_range")
		}
	}
	return bad
}

// within reports whether the bounds of the condition lie between two values.
func (c Condition) within(low, high int64) bool {
	return (c.Min == nil || *c.Min >= low && *c.Min <= high) && (c.Max == nil || *c.Max >= low && *c.Max <= high)
}

// Default is the rule of a new installation. Frequency and money count over two
// years: long enough for who buys once a season, short enough that nobody stays
// valuable for what was bought in another life. Scores are by quantile, because
// they then fit any trade without a setting. Who has not come for half a year is
// dormant, whatever was bought before.
func Default() Rule {
	from := func(of Measure, min int64) Condition { return Condition{Of: of, Min: &min} }
	return Rule{
		Months:  24,
		Recency: Scale{By: ByQuantile}, Frequency: Scale{By: ByQuantile}, Monetary: Scale{By: ByQuantile},
		Classes: []Line{
			{Dormant, []Condition{from(Recency, 180)}},
			{High, []Condition{from(ScoreR, 3), from(ScoreF, 4), from(ScoreM, 4)}},
			{High, []Condition{from(ScoreR, 3), from(ScoreM, 5)}},
			{Medium, []Condition{from(ScoreF, 3), from(ScoreM, 3)}},
			{Potential, []Condition{from(ScoreR, 4)}},
		},
		Rest: Low,
	}
}
