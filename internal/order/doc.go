// Package order is the record of what was bought and given back, as tills and
// shops report it. It decides nothing about value: program and tier hear it.
//
// # Words
//
// An order has lines of a kind: goods, delivery, service, tip, discount, other.
// A refund gives back so much of lines. Amounts are minor units of the order's
// currency; quantities are whole numbers with a scale (1.250 kg is 1250 with
// scale 3). Spending (goods amount) is what was paid for goods less discount
// lines; it is what tiers count.
//
// # What always holds
//
//   - A till's number (source, reference) is one order or one refund in the
//     world: claimed in orders.reference in the same transaction. The same
//     report again gets the first answer, another one under the same number is
//     refused.
//   - list − discount = paid, per line and per order.
//   - No line gives back more pieces or money than were bought; an order gives
//     back no more than was paid. A refund stays with its order's member.
//   - An order without a member is kept under member −id and has no member row.
//     Attached to a member later (a late entry), it is written again under the
//     member together with its refunds; the earlier row is marked moved_to and
//     counts for nothing any more, nor do the refunds and lines beside it.
//   - A claim of a number always points to where its order or refund is now, and
//     so finds it by its id alone as well.
//   - Nothing else is changed but how much was refunded; nothing is deleted.
//
// It speaks order.paid and order.refunded for members' orders that arrive one by
// one, and for those that are attached; an import, which does itself what
// follows, speaks order.imported.
package order
