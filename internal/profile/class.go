package profile

// Class is what a member is worth, in one word.
type Class string

// The classes, and none: of whom nothing is kept that was bought.
const (
	High      Class = "high"
	Medium    Class = "medium"
	Low       Class = "low"
	Potential Class = "potential"
	Dormant   Class = "dormant"
	None      Class = "none"
)

// Classes are those that a rule can give, in the order in which they are shown.
var Classes = []Class{High, Medium, Potential, Low, Dormant}

// known reports whether a rule can give c.
func (c Class) known() bool {
	switch c {
	case High, Medium, Low, Potential, Dormant:
		return true
	}
	return false
}

// Measure is what a condition looks at.
type Measure string

// The measures: the three scores, and what lies behind them.
const (
	ScoreR  Measure = "r"
	ScoreF  Measure = "f"
	ScoreM  Measure = "m"
	Recency Measure = "recency" // days since the last purchase
	Orders  Measure = "orders"  // purchases within the window
	Spend   Measure = "spend"   // what they come to, in minor units
	Tenure  Measure = "tenure"  // days since the first purchase
	Average Measure = "average" // spend per purchase, rounded down
)

func (m Measure) isScore() bool { return m == ScoreR || m == ScoreF || m == ScoreM }

func (m Measure) known() bool {
	switch m {
	case ScoreR, ScoreF, ScoreM, Recency, Orders, Spend, Tenure, Average:
		return true
	}
	return false
}
