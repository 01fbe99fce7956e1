// Package event is the front door for what members do between purchases: what they
// looked at, looked for and put into a basket, as sites, apps and mini-programs report it.
//
// # Words
//
// An event is one such deed. It is of a kind that a shop knows (a product was viewed,
// something was searched) or, of any other name, of the kind other.
//
// A visitor is a browser or app whose user is not known, or a user of a channel who is
// no member yet. Its key is kept blind. What is done under it stays under minus its id.
//
// The owner of a visitor is the member who was the first to be known by it.
//
// # What always holds
//
//   - An event is written once and never changed. It stands under whose identity was
//     shown, and stays there: a merge moves nothing, and what a visitor did becomes his
//     owner's by one row that says so.
//   - What a visitor did is its owner's up to the last moment at which nobody else was known
//     to use it. Whoever comes later gets nothing of what was done before him, in
//     whatever order the news arrives.
//   - A message counts once in thirty days, by its id within its source.
//   - No personal text is kept: of what a message says there remain codes and names of
//     goods, pages and searches, without addresses, phones and long numbers. Traits are
//     not kept at all.
//   - Nothing is kept of whom it may not be kept of (member.Untracked).
//   - Rows lie in months of receipt. A missing month is made when it is needed; one
//     that is too old is dropped whole.
//
// It speaks no notice, because nobody hears one yet: the event that program, profile and
// campaign will hear is said in the transaction of Record once one of them does.
package event
