package backup

import (
	"regexp"
	"time"

	"github.com/jackc/pgx/v5"
)

// head opens a backup.
type head struct {
	CreatedAt     time.Time `json:"created_at"`
	Postgres      string    `json:"postgres"`       // version of the server it was taken from
	SchemaVersion int64     `json:"schema_version"` // of the migrations
}

// table says what of a table is saved.
type table struct {
	Schema  string   `json:"schema"`
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	// A partition is made by the program as time goes by, not by a migration;
	// the restore makes it again.
	Partition *partition `json:"partition,omitempty"`
}

// partition says where a partition belongs.
type partition struct {
	Schema string `json:"schema"` // of the whole
	Name   string `json:"name"`
	Bound  string `json:"bound"` // FOR VALUES …
}

// bound is what PostgreSQL writes for a partition's bounds: constants only. The
// text comes from a file and goes into a statement.
var bound = func() *regexp.Regexp {
	constant := `('([^'\\]|'')*'|-?[0-9.]+|MINVALUE|MAXVALUE|NULL|true|false)`
	list := `\(` + constant + `(, ` + constant + `)*\)`
	return regexp.MustCompile(`^(DEFAULT|FOR VALUES (FROM ` + list + ` TO ` + list + `|IN ` + list + `|WITH \(modulus [0-9]+, remainder [0-9]+\)))$`)
}()

func (t table) ident() string { return pgx.Identifier{t.Schema, t.Name}.Sanitize() }

// columns returns the quoted list.
func (t table) columns() string {
	var list string
	for i, c := range t.Columns {
		if i > 0 {
			list += ", "
		}
		list += pgx.Identifier{c}.Sanitize()
	}
	return list
}

// counted is a table with what was found in it.
type counted struct {
	Schema string `json:"schema"`
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	Digest string `json:"digest"`
}

// sequence is the state of a sequence.
type sequence struct {
	Schema string `json:"schema"`
	Name   string `json:"name"`
	Value  int64  `json:"value"`
	Called bool   `json:"called"`
}

// manifest closes a backup: what must be found in the tables above it.
type manifest struct {
	Tables    []counted  `json:"tables"`
	Sequences []sequence `json:"sequences"`
}

// Summary says what a backup holds.
type Summary struct {
	CreatedAt     time.Time        `json:"created_at"`
	Postgres      string           `json:"postgres"`
	SchemaVersion int64            `json:"schema_version"`
	Tables        int              `json:"tables"`
	Rows          int64            `json:"rows"`
	Bytes         int64            `json:"bytes"` // of the file
	RowsOf        map[string]int64 `json:"rows_of"`
}

func summarize(h head, m manifest, bytes int64) Summary {
	s := Summary{
		CreatedAt: h.CreatedAt, Postgres: h.Postgres, SchemaVersion: h.SchemaVersion,
		Tables: len(m.Tables), Bytes: bytes, RowsOf: map[string]int64{},
	}
	for _, t := range m.Tables {
		s.Rows += t.Rows
		s.RowsOf[t.Schema+"."+t.Name] = t.Rows
	}
	return s
}
