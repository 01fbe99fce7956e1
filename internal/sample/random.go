package sample

import (
	"math"
	"math/rand/v2"
)

// stream names one purpose of randomness. Each (seed, stream, index) has its own
// generator, so that a member's basket does not change because another member, or
// another decision about the same member, drew one number more.
type stream uint64

const (
	streamStore stream = iota + 1
	streamMood
	streamIdentity
	streamHabit
	streamTaste
	streamVisit
	streamVisitPlace
	streamBasket
	streamWalkIn
	streamWalkInBasket
)

// random draws numbers. It uses only the bits of PCG, which Go keeps stable, and does
// the rest by itself: the helpers of math/rand may draw differently in a later release.
type random struct{ source rand.PCG }

func newRandom(seed uint64, s stream, index int) random {
	var r random
	r.source.Seed(scramble(seed^scramble(uint64(s))), scramble(uint64(index)))
	return r
}

// scramble is the finisher of SplitMix64: neighbours in, strangers out.
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// float is uniform in [0, 1).
func (r *random) float() float64 { return float64(r.source.Uint64()>>11) / (1 << 53) }

// chance is true with probability p.
func (r *random) chance(p float64) bool { return r.float() < p }

// below is uniform in 0 … n−1.
func (r *random) below(n int) int { return int(r.float() * float64(n)) }

// between is uniform in lo … hi, both included.
func (r *random) between(lo, hi int) int { return lo + r.below(hi-lo+1) }

// exponential has mean 1: the wait for the next event of a unit Poisson process.
func (r *random) exponential() float64 { return -math.Log(1 - r.float()) }

// normal has mean 0 and deviation 1 (Box and Muller, one of the pair).
func (r *random) normal() float64 {
	return math.Sqrt(2*r.exponential()) * math.Cos(2*math.Pi*r.float())
}

// gamma has mean 1 and the given shape, which is at least 1 (Marsaglia and Tsang).
func (r *random) gamma(shape float64) float64 {
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.normal()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-r.float()) < 0.5*x*x+d-d*v+d*math.Log(v) {
			return d * v / shape
		}
	}
}

// chooser holds cumulative weights, at least one; the last is the total.
type chooser []float64

func newChooser(weights ...float64) chooser {
	c := make(chooser, len(weights))
	sum := 0.0
	for i, w := range weights {
		sum += w
		c[i] = sum
	}
	return c
}

func (c chooser) total() float64 { return c[len(c)-1] }

// pick returns an index with probability proportional to its weight.
func (c chooser) pick(r *random) int { return c.at(r.float() * c.total()) }

// at returns the index whose share of the line contains x; an index without weight is
// never returned for x in [0, total).
func (c chooser) at(x float64) int {
	lo, hi := 0, len(c)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if c[mid] > x {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
