package money

import "slices"

// Mode says which way a fraction goes.
type Mode string

// The modes.
const (
	Floor  Mode = "floor"
	HalfUp Mode = "half_up"
	Ceil   Mode = "ceil"
)

// MaxStep bounds a step of rounding.
const MaxStep = 1_000_000

// Rounding says how a fraction becomes a whole number of steps. The zero value
// rounds down to whole ones.
type Rounding struct {
	Mode Mode  `json:"mode" enum:"floor,half_up,ceil"`
	Step int64 `json:"step" minimum:"1" maximum:"1000000"`
}

// Valid reports whether r is a rounding that somebody may choose.
func (r Rounding) Valid() bool {
	return slices.Contains([]Mode{Floor, HalfUp, Ceil}, r.Mode) && r.Step >= 1 && r.Step <= MaxStep
}

// Divide returns a/b as a whole number of steps. It needs a ≥ 0, b > 0, and
// b × step within 64 bits.
func (r Rounding) Divide(a, b int64) int64 {
	if a < 0 || b <= 0 {
		panic("money: Divide of a negative")
	}
	step := max(r.Step, 1)
	whole, rest := a/(b*step), a%(b*step)
	switch {
	case r.Mode == Ceil && rest > 0, r.Mode == HalfUp && rest >= b*step-rest:
		whole++
	}
	return whole * step
}
