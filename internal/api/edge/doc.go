// Package edge is what every operation of the API has in common: who asks and
// whether they may, in which language they read, what a request may look like
// at all, how an error is told, how pages and idempotent answers work.
//
// A request passes these in order; each refuses with a code of its own:
//
//	route known? ── signed in? ── permitted? ── body small enough, JSON, sane? ── schema? ── handler
//	http.no_such_route   staff.not_signed_in   http.body_too_large        http.unknown_field …
//	                            staff.may_not          http.malformed_json …
//
// Operations are declared with Register, which takes the permission together
// with the route: there is no way to add one without saying who may call it.
//
// Who asks is staff, by cookie or key, or a member, by cookie or token; a member
// is asked for nothing but who he is, because what he sees is his own.
//
// The package speaks HTTP and nothing else; it knows staff and member (who asks)
// and no other capability.
package edge
