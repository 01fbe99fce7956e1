// Package vouch asks others who somebody is: OpenID Connect providers, and WeChat,
// which has a way of its own.
//
//	Address ──► the person's browser goes to the provider, and comes back with a code
//	Redeem  ──► we give the code to the provider, and learn who the person is there
//
// The words:
//
//   - A Provider is somebody who vouches. Its name is chosen by who runs the program
//     and stays; what it is called on a page has two languages.
//   - A Going is what goes along with the browser: a state by which the return is
//     known again, a nonce that must stand in what the provider signs, and the
//     verifier of PKCE (RFC 7636), of which the browser carries the hash only.
//   - A Person is who somebody is with the provider: keys that stay, the surest first,
//     and what the provider says of name, e-mail and phone, which proves nothing here
//     unless it is marked as verified, and little even then.
//
// What holds: an answer is judged by issuer, audience, authorised party, expiry,
// signature and nonce; whoever signs with no algorithm, or with a secret, is refused.
// A provider has a few seconds, answers are bounded in size, and what it does wrong is
// one of three errors: it cannot be reached, it refuses the person, it lies.
package vouch
