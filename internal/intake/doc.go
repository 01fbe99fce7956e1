// Package intake is "files in": it turns a file of orders as a merchant has it
// into the orders and refunds of customers, in time order, ready to be applied.
//
// Vocabulary
//
//   - field: what we need to know of a line (order, time, article, amount …)
//   - mapping: which columns or constants give the fields, how dates and numbers
//     are written, which codes are not goods; it can be saved and used again
//   - document: all rows with one order number; becomes an order or a refund
//   - timeline: the documents of one customer in time order; a customer we do not
//     know (no number, no phone, no card) has one timeline per purchase
//   - spool: the finished file of timelines, which the second pass applies in
//     chunks and from any point on
//
// The first pass, Prepare, changes nothing anywhere but in its own folder:
//
//	read ──► row ──► sort by document ──► assemble ──► sort by customer, time ──► link ──► spool
//	          │                              │
//	          └── row errors ────────────────┴──► sort by row ──► error file
//
// What must hold
//
//   - A file that cannot be trusted as a whole (a mapped column is missing, cut
//     off, no text) is refused and nothing happens. A wrong row goes to the error
//     file together with the other rows of its order, because half an order would
//     be a wrong order, and because the corrected error file can then be imported
//     by itself.
//   - The same file and mapping give the same spool, byte by byte, whatever the
//     order of rows with different times and whatever the memory.
//   - Amounts are exact: decimal text to minor units, rounded half up only where
//     quantity × price has more decimals than the currency.
//   - Memory is bounded by the request's budget, not by the file.
//
// Linking a refund to what it returns (link.go) is pure and sees one timeline,
// so that the live path can do the same.
package intake
