// Package prepaid sells stored value and gives it back.
//
// Its words:
//
//   - top-up: stored value that is sold: a price, which becomes principal, and a
//     bonus that goes with it.
//   - card: a member's stored value in one currency. Out of what it is drawn is fixed
//     when it is sold, and stays while anything is on it.
//   - refund: principal that is paid out to where it came from, with the bonus that
//     goes with it; of all of it: closing the card. Goods that come back are no refund
//     of this kind: they put back into the lots what they drew.
//   - withdrawal: the refund of one top-up, as long as all that it gave is there.
//   - gift: stored value that a member gives to another.
//
// Life of a top-up:
//
//	Open ──► open ──all charges paid──► paid ──refund──► paid …
//	           ├──cancel──► cancelled
//	           └──time────► expired
//
// What always holds:
//
//   - What was taken for a top-up and not given back is its principal that was not
//     refunded, and the ledger was posted just that.
//   - A refund pays out no more than is on the card, than was paid for it, and than
//     the member has himself: what others gave is spent last and never paid out.
//   - What an earlier system knew of principal is paid out like any other, by hand and with
//     the number that proves it, and no more than was carried over.
//   - A refund takes as large a share of the bonus as of the principal; so a card has
//     never more bonus for its principal than was sold with it.
//   - Money that arrives for a top-up which is no longer open goes back.
//   - Every deed may be asked for again and is done once.
package prepaid
