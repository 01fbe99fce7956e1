// Package duck keeps the columnar copy of package replica in a DuckDB file. It is
// the only package that links DuckDB.
package duck
