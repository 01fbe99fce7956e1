// Package bench measures the program as its users meet it: a file brought in by
// the command line, orders reported over HTTP. Figures are told as JSON with
// what they were measured on; where a ratio matters, the baseline is measured in
// the same run, so that the machine's mood strikes both.
//
// The data are the sample retailer's (internal/sample).
package bench
