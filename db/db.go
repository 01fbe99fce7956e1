// Package db carries the database's migrations inside the program.
package db

import (
	"embed"
	"io/fs"
)

//go:embed migrations/*.sql
var files embed.FS

// History is the one numbered history of the whole database.
func History() (fs.FS, error) { return fs.Sub(files, "migrations") }
