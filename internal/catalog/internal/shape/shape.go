// Package shape names what columns of JSON hold, for the code that reads them.
package shape

type (
	// Values are values of attributes by the attribute's code.
	Values map[string]string
	// Amounts are amounts by the code of a level.
	Amounts map[string]int64
	// Choices are what a value may be.
	Choices []string
)
