// Package checkout takes a basket from "what would it cost" to paid, and back.
//
// Its words:
//
//   - quote: a basket priced with what is true now. Nothing is kept of it; it has a
//     digest, by which a commit says what it agreed to.
//   - checkout: a quote that was agreed on. It holds what it will need: coupons are
//     locked, limits of promotions reserved, points and stored value held.
//   - pay: charges by one or several methods that come to what is payable. When all
//     are paid, what was held is used and the order is recorded, in one commit.
//   - return: lines of a checkout that come back. What is kept is priced again as it
//     was sold; the difference goes back the way it came.
//   - exchange: a return and a checkout in one commit. The money of the one pays for
//     the other.
//
// Life of a checkout:
//
//	commit ──► open ──all charges paid──► paid ──return──► paid …
//	             │                          ▲
//	             ├──all paid, in a group──► waiting ──the group is full──► paid
//	             │                          │ ├──cancel──────────────► cancelled
//	             │                          │ └──the group has failed──► expired
//	             ├──cancel──► cancelled
//	             └──time────► expired
//
// What always holds:
//
//   - What was agreed on is what is charged: a price that changed between quote and
//     commit is refused, with the new quote.
//   - An open checkout holds everything it needs and nothing else; one that ended
//     without being paid holds nothing.
//   - What waits for its group is no order: it earns nothing and nothing is handed
//     out. It becomes one, as of the moment at which the group succeeded, or all that
//     was paid goes back the way it came.
//   - Money that arrives for a checkout which is no longer open goes back.
//   - All returns of a checkout give, in each way of paying, at most what was paid
//     in it; together with what is kept, exactly.
//   - Every deed may be asked for again and is done once.
package checkout
