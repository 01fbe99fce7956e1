// Package extsort sorts and keeps more records than memory should hold.
//
// A Sorter takes records of a key and a payload, both bytes, and gives them
// back in the order of their keys; equal keys keep the order in which they came.
// Up to its budget it works in memory. Beyond that it writes sorted runs to
// nameless files of its folder, which vanish with the process however it ends,
// and merges them while they are read.
//
// A Spool is a finished file of records that can be opened again and read from
// any record on. It gets its name only when it is complete and on disk, so a
// spool that can be opened is whole: what a crash left behind is thrown away
// and made anew. Every record carries a checksum, and the whole has a hash.
package extsort
