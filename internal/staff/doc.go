// Package staff knows who acts: people who sign in, programs that carry a key,
// what each may do, and what they did.
//
// # Words
//
// An account is a person; a session is one sign-in of theirs in one browser; a
// key is a program's. Both become a Principal when a request arrives: a name
// and a list of permissions. A role is a preset of permissions; the table of
// roles and permissions is code (permission.go), so that it is reviewed like
// code and the same everywhere. The audit trail says who did what to whom, with
// the state before and after and the reason; rows are only ever added. An
// approval is what one person asked for and another one decided; what it is
// about stays a draft with its owner, who hears Approved and carries it out.
//
// # What always holds
//
//   - Neither passwords nor tokens nor keys are kept: of a password an argon2id
//     hash, of a session's token and of a key their SHA-256. Those two are
//     random and long, so that a fast hash is enough.
//   - At most two passwords are hashed at a time (19 MiB each); a queue that
//     grows is refused rather than waited in.
//   - A failed sign-in takes the same time and says the same whether or not
//     there is such an account. The fifth failure in a row locks the account for
//     15 minutes, each five more for twice as long, at most a day; an e-mail
//     that has no account is locked in the same way.
//   - An attempt is counted before the password is looked at, so that many at
//     once do not get more tries than one after the other.
//   - A password change ends every session of the account.
//   - Nobody hands out a permission that they do not have, or changes their own
//     account, or that of somebody who may do more than they.
//   - The last administrator can neither be disabled nor lose the role.
//   - A password that somebody else has seen holds for one sign-in, in which it
//     can only be changed.
//   - Who asks for an approval does not decide on it. It is for one state of the
//     draft, and is carried out at most once.
//
// # Life of a session
//
//	sign-in ──► live ──12 h unseen──────────────────────┐
//	             │  └── 7 d old ────────────────────────┤
//	             └── sign-out, password change ─────────┴──► ended
//
// # Life of an approval
//
//	Ask ──► asked ──Approve──► approved ──CarryOut──► done | failed
//	          └──► refused, withdrawn, expired
//
// Callers: the edge (every request), the command line (first administrator, keys).
package staff
