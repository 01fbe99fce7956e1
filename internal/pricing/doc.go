// Package pricing is what a basket costs. Its arithmetic is the package engine;
// promotions, their budgets and the gathering of facts for a quote come to stand
// here.
package pricing
