// Package coupon is about rights to a better price that have a holder. So far it
// holds their vocabulary: see terms.
package coupon
