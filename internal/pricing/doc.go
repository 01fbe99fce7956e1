// Package pricing is what a basket costs: promotions as versioned rules, their
// budgets and the stock of flash sales, and the gathering of facts for a quote.
// The arithmetic is the package engine.
//
// # Words
//
//   - A promotion is an offer (coupon/terms) that everybody has who meets its
//     conditions, with a name, a priority and limits. Its versions are drafted by
//     one person and published by two; the first version of each says that it is
//     off, so that a promotion exists before it applies.
//   - A limit bounds money, uses and pieces: in all, on a business day, by a member,
//     by a member on a day.
//   - A reservation is what one checkout takes of limits, under a key of its own.
//   - A group buy is a promotion that members have together only: so many within so
//     long. A group is such members, each of whom has a seat in it.
//   - A quote is a basket priced with what is true now.
//
// # The life of a reservation
//
//	Reserve ──► held ──Confirm──► confirmed
//	             │ Release, or its time is over  │ Release (returned, cancelled)
//	             └──────────► released ◄─────────┘
//
// # The life of a group
//
//	Sit ──► open ──its last seat is paid──► succeeded
//	          └──its time is over, or everybody has left──► failed
//
// A seat is held from the commit of a checkout on, paid when its money has come, and
// left when the checkout ends before the group does. What a group has ended is told
// to each seat (GroupEnded); what follows from it is done there, each by itself.
//
// # What always holds
//
//   - What is held and confirmed of a promotion is what its budget rows say, and no
//     limit is ever exceeded, whoever asks at once: the row is the lock.
//   - The same key reserves once; whoever asks again is told what was reserved.
//   - A group has no more seats than its size, whoever asks at once, and it has
//     succeeded exactly when all of them are paid: the group's row is the lock.
//   - An offer that takes nothing off reserves nothing.
//   - A published version never changes; a quote names the version of each offer.
//   - Whoever ended a promotion needs nobody; whoever lets one begin needs a second
//     person.
package pricing
