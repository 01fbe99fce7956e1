// Package replica keeps a columnar copy of what many members did, and answers
// what scans them all: figures, segments, training sets.
//
// PostgreSQL stays the only system of record. An owner declares which of its
// tables may be copied (Table), without personal text; package duck copies what
// changed into a DuckDB file, a few seconds behind, and may throw the file away
// at any time. Analytic SQL is written once, in the part of PostgreSQL's dialect
// that both engines speak, names tables and columns as PostgreSQL does, and is
// given to an Analyst, who is the replica or, on a sharded installation,
// PostgreSQL itself.
//
// What to mind in such SQL: sum(bigint) must be cast ::bigint; a day is passed as
// $1::date, or a time stamp is compared; ORDER BY says NULLS FIRST or LAST, though
// the replica is set to PostgreSQL's defaults, as it is for the division of whole
// numbers; ntile and row_number order by something unique at the end; a column
// named at is written "at"; no ~, no jsonb operators, no to_char, no
// make_interval.
package replica
