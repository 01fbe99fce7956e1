// Package notice carries facts from the capability that states them to those
// below it that act on them.
//
// A notice says "these things of this member changed", never what changed: it
// is a kind and a list of (member, id) pairs. It is written in the transaction
// of the fact (Speak), one row per listener, and told afterwards, at least
// once and in no order. A listener therefore re-reads the state under the
// member's lock and makes it right; hearing the same notice twice, or two in
// the wrong order, changes nothing.
//
//	          Speak(tx)                     Bus
//	order ───────────────► notice.pending ───────► program.OnOrderPaid(member, orders)
//	                                      ───────► tier.OnOrderPaid(member, orders)
//
// Life of a row: due → acted on and deleted; or failed → due later, with a
// longer pause each time → parked after MaxAttempts, with the last error, for
// a person to look at, who lets it be heard again (Retry) or gives it up (Drop).
// A parked notice never stops its listener; a person may, for a time (Pause).
package notice
