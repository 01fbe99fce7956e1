// Package idempotency lets a request that moves value be sent again: the same
// key and body gets the first answer, another body is refused.
//
// A key belongs to one principal and one route. It is claimed optimistically:
// the work runs in one transaction that ends with inserting key and answer, so
// that claim and effect are committed together or not at all. Two requests
// with one key may both begin; the second to commit meets the first's key,
// undoes its own work and replays the first's answer. The same when the work
// itself fails because the first was there before it (a reference taken, a
// balance spent): whenever work fails, the key is looked up before the failure
// is believed.
//
// A refusal is not kept: nothing was done, and the next try may find things
// changed. Keys are kept at least Keep.
package idempotency
