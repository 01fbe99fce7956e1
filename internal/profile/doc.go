// Package profile says what a member is worth to the shop: how lately, how often
// and for how much one buys (RFM), scored from 1 to 5, and the value class that
// follows: 高 high, 中 medium, 低 low, 潜力 potential, 沉睡 dormant.
//
// # Words
//
// A purchase is an order of which something is kept: what was paid for goods,
// less what came back of them, is more than nothing. Recency is the number of
// business days since the last one, frequency their number and monetary value
// what they come to within the rule's window. A rule is a version of how these
// are scored and which class follows. A picture is everybody's value as of one
// day. A change is a member's move from one class to another.
//
// # How a class follows
//
//	orders, refunds ──► analysis/rfm.sql ──► Facts ──► Rule.Judge (pure) ──► Value
//	   (until a day)     counts and ranks                 scores, class, why
//
// The SQL only counts; everything that is decided is decided in Judge. So a
// picture of any day can be taken at any time, by any version of the rule, and
// is a function of what happened until that day. Refresh takes the picture of
// the present day and writes what differs from what is stored.
//
// # What always holds
//
//   - Members with the same value have the same score: a score says how many are
//     worse, and equals are not worse than each other.
//   - Refreshing again changes nothing; one that was cut off is simply done again,
//     because every batch is a transaction of its own and what is right already is
//     not written.
//   - A row of profile.rfm names the version and the line of the rule it follows,
//     from which its reasons are told; a published version never changes.
//   - A member who never bought has no row. One who gave everything back keeps it,
//     with class none.
//   - Of a member who has refused profiling, or is restricted, nothing is kept: the
//     class is none from the notice on, and no refresh writes another.
//   - The label value:<class> on the member (member.Label) says what brand 0, all
//     brands together, says.
package profile
