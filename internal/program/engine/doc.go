// Package engine is the arithmetic of earning: a rule, the facts of an order,
// and out comes what it earns, line by line, and why. It is pure: no database,
// no clock, no text in any language. The live path, the import, the preview and
// the till all run this code; there is no second implementation.
//
// # How points are reckoned
//
//  1. Lines that may not earn are set aside, each with its reason: kinds other
//     than goods, articles that never earn, what the rule excludes.
//  2. What discount lines took off the order is spread over the goods lines in
//     proportion to what was paid for them, so that a discount never earns.
//  3. Each line has a rate: the base rate of the asset, times the member's level,
//     times every multiplier that applies (or the highest of them, as the rule
//     says), rounded down to a basis point after each step, capped.
//  4. The order earns ⌊Σ amount × rate⌋ once, so that many small lines do not
//     lose their fractions, plus bonuses; the sum is spread back over the lines
//     by largest remainder, ties to the lower line number.
//  5. A refund of so many of a line's pieces in all takes back
//     ⌊points × pieces ÷ bought⌋ less what was taken before: the last piece
//     takes the rest, and a full return leaves nothing.
package engine
