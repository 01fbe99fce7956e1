// Package view is what several audiences are shown in the same shape: a member,
// an order, a balance. It holds the types of the contract and the joins that
// fill them from the capabilities by batch reads, a fixed number of queries
// whatever the length of a page.
package view
