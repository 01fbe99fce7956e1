// Package tidy holds the house rules that a compiler does not know, as tests:
// who may import whom, who may name whose tables, what each class of table must
// look like, how an error's code is spelt.
//
// One file is one rule. A rule that is broken says so in a sentence with file
// and line, so that the mend is obvious without reading the test. Exceptions
// stand in the rule's own list, each with its reason.
//
// Rules about source read the working tree; rules about tables ask the catalogue
// of a real database, so that they hold for what the migrations made and not for
// what they say.
package tidy
