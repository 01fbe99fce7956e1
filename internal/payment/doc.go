// Package payment collects money for what is sold and gives it back to where it
// came from.
//
// Its words:
//
//   - method: a way to pay that a shop offers: cash, a card terminal, a wallet.
//     Money of some is taken at the counter, where a person says that it was;
//     others belong to a provider, who says so himself.
//   - charge: what is to be paid by one method for one thing, such as a checkout.
//   - report: what a provider says of a charge: by notification, when asked, or in
//     the statement of a day. All are treated alike.
//   - refund: money of a charge on its way back, to the same source.
//   - statement, line, difference: a provider's list of a day, by his notice or as a
//     file; each entry of it, kept once; where it is not ours.
//
// Life of a charge:
//
//	          Begin            report: paid
//	counter ─────────► paid ◄───────────────┐
//	provider ────────► pending ─────────────┤
//	                      │ Close, time-out │ paid after all: late
//	                      ▼                 │
//	                    closed ─────────────┘
//
// What always holds:
//
//   - A charge is paid once, whatever is reported how often and in which order.
//   - Of a charge no more is given back than was paid, whoever asks at the same time.
//   - Nothing waits for a provider within a transaction: what he is to be told is a
//     row first, and a job tells him until he has answered. He knows every charge
//     and refund by our reference, so that telling him twice is telling him once.
//   - A report that does not fit (another amount, another currency, a charge that
//     is not ours) changes nothing and becomes a difference for a person to settle.
//   - A line that is told again, in whatever statement, changes nothing. What we hold for
//     moved is missing only where no line tells of it, on whatever day.
//   - A difference larger than one person settles alone is settled by two, where there
//     are two.
//   - A charge that is paid after it was closed is paid all the same: whoever asked
//     for it hears so, and gives the money back where it is no longer wanted.
package payment
