// Package passkey judges what an authenticator made or signed (WebAuthn): a key that
// lies in somebody's telephone or password manager and signs for one site alone.
//
//	Make  ──► a key was made for this site, in answer to our challenge
//	Check ──► the one who holds it signed our challenge, and was asked who he is
//
// The words:
//
//   - A Site is where keys are good: a host, and the one origin at which a browser may
//     ask for them. Without https there is none, but on this very machine.
//   - A Challenge is what must be signed. Who asks decides what it is, and that it is
//     good once: nothing here remembers anything.
//   - A handle is by which an authenticator tells the accounts of one site apart. It is
//     ours to choose, and comes back with each signature.
//   - A Counter counts what a key signed, where the authenticator counts at all.
//
// What holds: kind of ceremony, challenge, origin, site, presence and verification of
// the person, algorithm and signature are all judged; a page within another site's page
// is refused. Who made an authenticator is not asked. What cannot be read is refused
// and breaks nothing.
package passkey
