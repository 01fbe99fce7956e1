// Package tier keeps which level a member has: 普通, 银卡, 金卡, 钻石 and what a
// retailer makes of them.
//
// # Words
//
// A ladder is a version of the levels and of how they are reached, kept and
// lost. A standing is a member's level, since when, and when it is reviewed. A
// change is one move between levels and its cause.
//
// # How a level follows
//
// Levels follow spending: what was paid for goods within the ladder's window,
// less refunds, never a balance of points. They are a pure function of the
// history of purchases and refunds (Track):
//
//	purchase  → spend in the window ending then ≥ a higher threshold: up, at once
//	review    → spend in the window ending then ≥ the level's keep threshold:
//	            kept for another term; else down, one level or to fit
//	refund    → the returned amount never was; the level is what it would be
//
// The level for earning is the one in force when an order occurred, from
// purchases strictly before it and from what was known when it was recorded.
// Nothing is multiplied in retrospect.
//
// Because a standing can be reckoned again at any time from the history, the
// listeners (OnOrderPaid, OnRefunded), the review job and an import only store
// what Track says; hearing twice or late changes nothing.
//
// tier hears order.paid and order.refunded, and says tier.changed.
package tier
