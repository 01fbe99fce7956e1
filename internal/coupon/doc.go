// Package coupon is about rights to a better price that have a holder.
//
// # Words
//
// A template says what a coupon is worth, on what conditions, for how long, how
// many there are and what happens to it when what it paid for comes back. It has
// versions, which two people publish; a coupon keeps to the version by which it
// was given, whatever is published later. A pack is coupons given together.
//
// A coupon is issued: by hand (a handout), by a rule of another capability, or
// claimed by the member: from the claim centre, with a personal code of a batch,
// or with a public word. Its conditions and its benefit are in the words of
// [habitue/internal/coupon/terms].
//
//	                 ┌── Unlock, time-out ──┐
//	issue, claim ──► held ──Lock──► locked ─┴Redeem──► redeemed
//	                 │ ▲ ▲                              │
//	                 │ │ └────────── Return ────────────┘ (by the template's rule)
//	                 │ └─ taken back, time-out ─┐
//	                 ├──Offer──► offered ───────┴──Take──► given, and held by another
//	                 ├──Cancel─► cancelled
//	                 └──time──► expired
//
// # What always holds
//
//   - Of a template no more coupons are given than its stock: codes count when
//     they are ordered, everything else when it is issued. The counter is a row
//     of its own, coupon.stock, which is the lock under which givers queue.
//   - A coupon's id stays when it is given away or its member merged: the row
//     left behind is given or moved, and exactly one row of an id is neither.
//   - What happened is appended to coupon.change; the row is where that led.
//   - Locks, offers and coupons end by the time alone: what is asked is computed
//     with the present instant, and the job SettleDue only records it.
//   - A redeemed coupon names its order.
//   - Whatever writes coupons of a member locks the member first, so that two
//     tills queue; who comes second is told ErrLockedElsewhere or ErrUsed.
//
// Everything that moves a coupon takes a key of the caller's and may be repeated
// under it. It speaks coupon.issued, coupon.redeemed and coupon.expiring.
package coupon
