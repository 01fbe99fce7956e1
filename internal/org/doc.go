// Package org knows the retailer: its settings, its brands and regions, its
// stores and the channels through which it sells.
//
// The words:
//
//   - Settings hold for the whole retailer: name, country, currency, IANA zone, and the
//     cut-off, the minutes after midnight that still belong to the day before
//     (a bar that closes at 03:00 has a cut-off of 180).
//   - A store is a place with a till. Its zone and cut-off default to the retailer's.
//   - A channel is a way to sell: till, mini-program, app, web shop, delivery
//     platform. A store's order comes through a channel too.
//   - A brand is a name under which the retailer trades; not to be confused with
//     the brands of goods, which are catalog's.
//   - A code is the name by which files and tills know a store or a channel.
//   - The business day of an instant is the local date of the store, less the cut-off.
//
// What holds: there is one row of settings; codes are unique; nothing is deleted,
// only archived, but for a region that holds nothing; regions lie in no circle; a
// store that is closed keeps what it sold, and an order that is reported late is
// still taken; what staff change they name by the version they saw; currency and zone are a default until they
// are chosen once, by staff or by the first import, and an import never changes
// them afterwards.
//
// Stores and channels are asked for with every order, so what is committed is
// kept in memory for at most five seconds: a change made by another process is
// seen that late.
package org
