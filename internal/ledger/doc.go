// Package ledger keeps what the retailer owes its members: points, growth and
// stored value. It never loses value and never makes any from nothing.
//
// # Words
//
// An asset is what an account counts. An account is one member in one asset.
// A posting is one balanced change, with a reason and what caused it; its
// entries are its legs and sum to zero per asset. The member's side of an entry
// is "available" or "pending"; the other side is the house, named by a code
// (issued, redeemed, expired …) and summed from entries when asked: there is no
// house row that everyone would lock.
//
// Each credit opens a lot with a maturity and an expiry. A debit draws lots
// first-expiring-first, ties by the order of credit, and remembers in draws
// which it took. A reversal points at the posting it undoes, in part or whole,
// as often as needed up to the original, and goes back to the very lots.
//
// # Life of a lot
//
//	credit ──► pending ──matures_at──► available ──drawn──► spent
//	              │                        │
//	              └──── taken back ◄───────┴──expires_at──► expired
//
// A hold sets value aside in certain lots, which it pins: until it is captured,
// released or timed out, that value is neither drawn by others nor expires.
//
// # What always holds
//
//   - Per posting and asset the entries sum to zero.
//   - account.balance is the sum of "available" entries, account.pending that of
//     "pending" entries; a lot's remaining is its amount less its draws.
//   - balance = Σ remaining of matured lots − owed. Owed is what a claw-back
//     could not find; value that becomes available repays it first.
//   - A key posts once per member: the same body again gets the first answer,
//     another body is refused.
//   - Maturity and expiry are dated entries. They are written by whoever comes
//     first, a posting or the job, with the due instant as occurred_at, so that
//     the books do not depend on when the job ran. What can be spent at an
//     instant is computed from lots and never waits for the job.
//
// # How it decides
//
// A Book is a member's accounts and lots in memory. It decides in pure Go
// (book.go, draw.go, reverse.go) and notes what is to be written; Load locks
// and reads, Save writes. Post and Do do the three for one ask inside the caller's
// transaction, a Group for whatever is asked at the same time, an import for many
// members at once. There is no second arithmetic.
//
// Callers: program (earning), later pricing and checkout (spending), campaign.
package ledger
