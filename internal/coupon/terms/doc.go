// Package terms holds the words in which an offer says for whom, where, when and
// on which goods it is meant. Earning rules, coupons and promotions say it in the
// same words, so that a merchant learns them once and a till, a bench and a trial
// test them by the same code.
//
// It is pure: it knows codes, days and minutes, no database. What must be known of
// a member, a place and a moment comes as an [Occasion]; what must be known of a
// line comes as an [Item].
package terms
