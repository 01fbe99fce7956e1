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
// The package speaks HTTP and nothing else; it knows staff (who asks) and no
// other capability.
package edge
