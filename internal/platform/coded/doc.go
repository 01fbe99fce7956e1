// Package coded is about things that the merchant's own systems call by a code:
// stores, channels, brands, categories, articles. An order or a file may name
// one that nobody has told us of; it is then made and bears its code as its name.
package coded
