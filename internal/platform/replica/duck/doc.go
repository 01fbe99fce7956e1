// Package duck keeps the columnar copy of package replica in a DuckDB file, and
// answers from it. It is the only package that links DuckDB.
//
//	Open ── a copy lies there ──────────────► it answers, as of its mark
//	   └─── none, or it cannot be read ─┐
//	                                    ▼
//	turn: build ── fill from one picture, sort, name it ──► it answers
//	      step ─── rows of the next window + mark ────────► a second later again
//	         └──── stale: of another life of the database ► build
//
// A step reads the transactions [mark, oldest that still runs) of one picture of
// the database and writes rows and mark in one transaction, so that the copy is
// at every moment exactly what the transactions before its mark wrote, but for
// rows that were written again since, which are a step behind. Killed at any
// moment it goes on from there.
//
// A copy is a file of its own and gets its name when it is whole. While a new one
// is made the former answers, and the two share the memory.
//
// One goroutine works on the copy at a time (Replica.work); queries have
// connections of their own and see what was committed when they began.
package duck
