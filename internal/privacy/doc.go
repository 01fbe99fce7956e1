// Package privacy is what members may ask for by right, and what comes of it.
//
// The words:
//
//   - A request is what a member asks for: a copy, a correction, erasure, restriction,
//     not to be profiled, an explanation, or to leave. Its id is the number of the
//     receipt: what was asked when, until when it is due, what was done by whom.
//
//   - Due is when the law wants an answer: after working days (PIPL) or after a month
//     (GDPR), by the retailer's country unless the policy says otherwise.
//
//   - Leaving is a request that time answers: until the grace is over the member may
//     come back; then he is erased.
//
//     open ─┬─ done       answered, or by time when he left
//     ├─ refused    with a reason
//     └─ withdrawn  by the member: he came back
//
// What holds:
//
//   - Of one kind a member has one open request.
//   - What is asked and answered in words is sealed under the member's key, so that
//     erasing him leaves a receipt that names nobody.
//   - Who leaves is told beforehand what ends, and says what becomes of money of his
//     own; from then on he is sent nothing but service messages.
//   - An erased member has no open request.
//
// Callers: the console, the member centre, and the job that ends memberships.
package privacy
