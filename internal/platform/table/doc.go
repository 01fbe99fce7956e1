// Package table reads a delimited text file row by row: CSV as spreadsheets,
// tills and databases of any age and country write it.
//
//	r, err := table.Open("orders.csv.gz", table.Options{})
//	for {
//		row, err := r.Next()     // io.EOF at the end
//		if row.Fault != nil { … } // this row is wrong, the next may be right
//	}
//
// It finds out what nobody can be asked to know about a file: whether it is
// compressed, how its text is encoded, what separates columns and rows. Each
// of these can also be stated.
//
// There are two sorts of trouble. A *fault* spoils one row (a column too many,
// a byte that is no text) and travels with that row. An *error* spoils the file
// from there on (cut off, not text at all, quotes that do not close): what
// follows cannot be trusted, so reading ends. Both name the row as a
// spreadsheet would count it: the header is row 1, and empty lines count.
//
// Memory is bounded by Options whatever the file says: a quote that never
// closes meets MaxRow and not the end of memory.
package table
