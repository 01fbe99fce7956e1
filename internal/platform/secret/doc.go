// Package secret encrypts personal text and makes the blind indexes by which
// it is found.
//
//	master key ──wraps──► data key of one member ──seals──► name, phone, e-mail
//	index key ──HMAC──► blind index of a phone, an e-mail, a card
//	signing key ──HKDF──► signatures and proofs that outlive both
//
// The words:
//
//   - A master key never touches personal text. It wraps data keys. There may be
//     several: the first of the bundle is the current one, older ones still unwrap.
//   - A data key belongs to one owner (a member) and is kept wrapped, beside what
//     it sealed. Destroying the wrapped key makes what it sealed unreadable for
//     good, in every copy.
//   - The index key is another key: who can look up a phone cannot read one, and
//     the other way round. Equal texts have equal blind indexes, so that an
//     attacker who has the database alone sees that two rows are equal, not what
//     they say. With the index key he could try all phone numbers: keep it like
//     the master key. Index keys are numbered; there may be several, and each makes
//     other blind indexes.
//   - The signing key was extracted of the first index key, which cannot be found
//     from it, and is never exchanged: what others keep can be checked for ever.
//
// What holds: AES-256-GCM with a random nonce before each sealed text; additional
// data binds a sealed text to its owner, field and version, so that it opens
// nowhere else; a key's id is a fingerprint of the key, so that a damaged file
// is noticed when it is read.
//
// The keys lie in one file that only its owner may read, or in the environment.
// Without them the personal data of a database, and of every backup of it, is
// lost: the file must be kept apart from the backups, and copied when it is made.
package secret
