// Package program is the loyalty programme: its rules turn orders and refunds
// into points and growth.
//
// # Words
//
// An earning rule is a version of how orders earn (engine.Rule). An earning is
// what one order earned, line by line, by which version and why, also when it
// earned nothing. A taking is what one refund took back of one order's earning.
//
// # How an order earns
//
//	order.paid ──► OnOrderPaid ──► counter: level before the order (tier),
//	                               engine.Earn (pure), ledger posting "earn:<order>"
//	order.refunded ─► OnRefunded ► counter: engine.TakeBack per line,
//	                               ledger reversal "take_back:<refund>:<order>"
//
// A counter is one member's books, track and rules in memory; it decides, and
// what it decided is saved at once. The live listeners stand a counter up for
// one order; Replay lets a whole history pass over it, in time order, and
// writes by COPY. It is the same code, so that importing a history gives the
// state as if its orders had arrived one by one.
//
// # What always holds
//
//   - An order earns once, whatever is delivered twice or late; a refund that is
//     heard before its order earns first and takes back then.
//   - What refunds take back of an order never exceeds what it earned, and a
//     full return takes all of it.
//   - A posting records rule and version; a published version never changes.
package program
