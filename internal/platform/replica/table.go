package replica

// Table is a table that its owner lets be copied.
type Table struct {
	Name    string   // "orders.line", in both engines
	Key     []string // its primary key
	Change  Change
	Columns []Column // those that are copied; the key is among them

	// With names a table with whose rows those of this one are written, always in
	// the same transaction: it has no transaction of its own then.
	With *With

	// Sorted names a column that no UPDATE ever sets, or nothing. Rows are laid
	// down by it, so that a range of it is read without the rest. It is never
	// missing.
	Sorted string
}

// With says with which rows of another table a row is written: those whose Theirs
// are the row's Ours. The other is copied as well.
type With struct {
	Table        string
	Ours, Theirs []string
}

// Change is how a table changes, and so how what is new in it is found.
type Change int

// The ways. Rows that only appear and rows that are written again are found by
// the transaction that wrote them (xid); small tables are copied whole.
const (
	Appended Change = iota
	Updated
	Whole
)

// Column is a column that is copied.
type Column struct {
	Name string
	Type Type
	Null bool // may be missing
}

// Type is a type that both engines know by the same name.
type Type string

// The types. Names of things and other JSON are not copied: pages ask their owner.
const (
	BigInt    Type = "bigint"
	Integer   Type = "integer"
	SmallInt  Type = "smallint"
	Boolean   Type = "boolean"
	Text      Type = "text"
	Date      Type = "date"
	Timestamp Type = "timestamptz"
	BigInts   Type = "bigint[]"
	Integers  Type = "integer[]"
)
