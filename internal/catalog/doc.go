// Package catalog knows what the retailer sells: articles, their categories and
// their brands.
//
// The words:
//
//   - An article is what stands on a line of an order, by the code the till uses
//     (SKU). Its kind says whether it is goods or something that only looks like
//     a line: delivery, service, tip, discount.
//   - Earns says whether an article can earn points at all: a gift card or a bag
//     does not, whatever the rules say.
//   - A category is a node of a tree. A rule that names a category means its
//     descendants too, so an article carries the codes of its category and of all
//     above it.
//   - A brand is a maker's name on goods; the retailer's own brands are org's.
//   - A variant is an article that differs from others of one article in attributes
//     (colour, size) and is what is sold: a SKU. An article without variants is its
//     own. There are these two levels and no more.
//   - An attribute is what can be said of the articles of a category and below: a
//     text, a number, yes or no, one of several, a date.
//   - A price list is prices that hold together: for channels, stores, regions, a
//     time, in a currency. Of those that hold one wins and says everything, member
//     prices by level included: see PriceList and decision 0024.
//   - Stock is what a system that keeps stock said of an article in a store, for a
//     channel, and when. We keep none ourselves.
//
// What holds: codes are unique; nothing is deleted, only archived, but for a
// category that holds nothing; the tree has no circle and at most 16 levels; what
// an order or an import says about an article makes it when it is unknown, and
// never changes what is there already, because staff may have put it right. What
// staff change they name by the version they saw, and are refused where somebody
// else was first.
//
// Prices are seen as they are, in every process, from the moment at which a change
// is committed; everything else:
//
// A live order asks for its articles. What is committed is kept in memory for at
// most five seconds: a change made by another process is seen that late. An order
// of unknown articles costs one query for all of them and the writes that make them.
package catalog
