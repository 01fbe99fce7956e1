package replica

import "fmt"

// Comparison is what came of holding a copy against the database.
type Comparison struct {
	Tables      int          `json:"tables"`
	Rows        int64        `json:"rows"`
	Differences []Difference `json:"differences"`
}

// Difference is a day of a table whose rows are not the same in both. Tables
// without days are divided by members.
type Difference struct {
	Table    string `json:"table"`
	Day      string `json:"day"`
	Database Sum    `json:"database"`
	Copy     Sum    `json:"copy"`
}

// Sum is how many rows there are and the sum of their hashes, which does not
// depend on their order.
type Sum struct {
	Rows int64  `json:"rows"`
	Hash string `json:"hash"`
}

func (d Difference) String() string {
	return fmt.Sprintf("%s, %s: %d rows in the database, %d in the replica; hashes %s, %s",
		d.Table, d.Day, d.Database.Rows, d.Copy.Rows, d.Database.Hash, d.Copy.Hash)
}
