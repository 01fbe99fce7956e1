// Package crash kills the whole program, as it is built and started by its users,
// and looks whether what it had promised is still true.
//
// One kill of each kind runs in make test; with HABITUE_HEAVY each is repeated
// (make check). Nothing here sleeps: tests wait for lines, answers and ends of
// processes.
package crash
