// Package engine is the arithmetic of what a basket costs: lines, a member's
// occasion, promotions and coupons go in, and the best legal combination comes
// out, to the cent, with the reason for every cent and for every offer that was
// not applied. It is pure: no database, no clock, no text in any language. The
// live path, the trial, returns, the bench and the till run this code; there is
// no second implementation.
//
// # How a combination is priced
//
//  1. A line begins at its list price, or at the price of the member's level where
//     that is lower and no applied offer for the line excludes member prices.
//  2. Offers are applied in fixed stages: line promotions, order promotions,
//     coupons; within a stage the higher priority first, then the lower id. Each
//     works on what the ones before have left.
//  3. A threshold is tested on list prices, or on what the stages before have left,
//     as the offer says; never on what offers of its own stage have taken.
//  4. What an offer takes is cut by its cap and by the margin floor of the basket,
//     reckoned once for all its lines (rounded down), and spread over them by
//     largest remainder, ties to the earlier line in the canonical order.
//  5. An offer whose budget does not cover all that it would take is not applied.
//  6. Points, then stored value, pay what is left; each is spread in the same way.
//
// Pieces are whole; a weighed line is one piece. What is had for nothing or for
// less is the cheapest that qualifies, and never counts towards its own threshold.
//
// # Which combination
//
// Two offers exclude each other when they share a group, or when one excludes the
// source of the other, and both concern a line of this basket (or one of them is
// for the whole basket). Of all sets without such a pair the search returns the
// best by the objective. It splits the offers into components that share neither
// lines nor exclusions and walks each by branch and bound; what cannot hurt is
// taken without a choice. It stops by a count of nodes, never by time, so that
// quote, commit and receipt agree on any machine; it then says how much, at most,
// was missed.
//
// Nothing depends on the order in which lines or offers are given.
package engine
