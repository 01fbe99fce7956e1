// Package member knows who the customers are: how each is recognised, when and
// how each joined, and, in a vault of its own, what each is called.
//
// The words:
//
//   - A member is a person the retailer knows. Its row holds no personal text:
//     ids, times, and the month and day of birth that rules ask for.
//
//   - An identity is a key by which a channel knows the member: phone, e-mail,
//     card, or the number some other system gave (external:<system>). Identities
//     are folded before they are compared: phones to E.164, e-mails to lower
//     case, cards to capitals without spaces.
//
//   - The bearer of an identity is who brought it: the member to whom it leads, or one who
//     has become him. What is done under the identity is kept under its bearer.
//
//   - A claim says whose identity it is. One identity belongs to one member in
//     the world, and the claim is also the way to find him.
//
//   - The number of a member is what is printed on his card: the card he brought,
//     or one made here with a check digit. It is an identity of kind card, too.
//     What reads as a phone number is never shown as somebody's number.
//
//   - The vault holds name, identities and year of birth, each sealed under the
//     member's own data key, which is kept wrapped (see platform/secret).
//
//   - A consent is what is in force of what a member stated, by purpose and channel;
//     statements are kept for good, with the version of the text and the evidence.
//
//   - A file narrows what a member agreed to and never widens what he refused. What it
//     brought and is taken back stays as evidence and counts no more.
//
//   - A minor is below the age that the retailer set; a guardian agrees for him, and
//     nothing holds for him but being served.
//
//   - A note is what somebody of the staff wrote about a member: corrected in further
//     versions, never written over.
//
//   - A provider vouches for a member: OpenID Connect, WeChat. The key by which it knows
//     him is an identity; the way there and back is an attempt.
//
//   - A passkey is a key in a device of a member's that signs him in; what must be signed
//     is a challenge.
//
//   - A finding is a rule over records that does not hold of a member, as a code; a
//     repair is a suggestion that was applied, and can be undone.
//
//   - A session is where a member is signed in, begun by a one-time code that was
//     sent to his phone; a pass is what his phone shows a till; an origin is who
//     or what brought him.
//
//     member ─┬─ identity (blind) ◄── claim (blind → member)
//     ├─ vault    (sealed)
//     └─ data_key (wrapped); destroying it is erasure
//
// What holds:
//
//   - Personal text stands in the vault and nowhere else: not in other tables,
//     not in errors, logs or notices. A test plants some and searches.
//   - Identities and claims hold blind indexes, which cannot be turned back.
//   - A claim is made in the transaction that makes the member. Of two who join
//     with one phone at once, one wins and the other is told who, also while the
//     index key is exchanged, when an identity has a claim under each.
//   - A sign-in code is good for one person once; whether a phone is a member's is
//     told to nobody who has not shown that it is his. Of codes and tokens the
//     database holds nothing by which one could act.
//   - Nothing is deleted but by erasure, which destroys the data key and the
//     claims; the member's id stays, so that the ledger still balances.
//
// Life of a member:
//
//	           ┌── merged (its identities now lead to another member)
//	active ────┼── left
//	           └── erased
package member
