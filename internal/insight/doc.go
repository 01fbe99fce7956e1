// Package insight counts: what the retailer sold, to whom, how often they come
// back, and what it owes them. It reads, and nobody waits for it: a number that
// drives behaviour belongs to its owner.
//
// # Words
//
// A figure is one number with its unit, its formula and its period, beside the
// same number of the period before and of the same days last year. A period is
// [from, until) of business days. A filter leaves out what was not sold in
// certain stores or channels. The members behind a figure are those whom it
// counts.
//
// # What always holds
//
//   - An order counts on its business day, a refund on its own: what was given
//     back this month of last month's sale lowers this month's sales. Yesterday's
//     figures therefore do not change because of what happens today.
//   - An order counts once: one that was attached to a member later counts under
//     the member, and members that were merged are one buyer.
//   - Amounts of several currencies are never added. Where there are several,
//     one must be chosen, and then only its orders count.
//   - A rate whose denominator is nothing is no figure, not zero.
//
// # How it is asked
//
// Each question is one file in analysis/, in the dialect that PostgreSQL and
// DuckDB share (see replica), and goes to a replica.Analyst. A filter whose list
// begins with 0 leaves nothing out; asked as ($3)[1] = 0, that is seen once and
// not in every row. Answers are kept for
// some seconds: a page asks the same question several times. At most so many are
// asked at once; who hangs up ends what was asked for them.
package insight
