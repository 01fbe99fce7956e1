// Package pgserver runs the private PostgreSQL of an installation that has no
// other: found, initialised, started, watched and stopped by the program, so
// that a retailer needs no database administrator.
//
// A data folder holds
//
//	habitue.lock       held (flock) by the one program that works here; its pid
//	postgres/          the cluster, owned by the account that PostgreSQL runs as
//	postgres.secret    the password of role habitue, for us alone
//	postgres.log       what the server says
//	run/               the unix socket, the only way in
//	pgsql-…/           a copy of the binaries, where their own place is closed to the account
//
// Who runs whom:
//
//	program ──pipe──► guard (the same executable, own session) ──► postgres
//
// The guard is PostgreSQL's parent and lives exactly as long as the pipe: when
// the program ends, by Stop or by kill -9, the guard stops PostgreSQL cleanly.
// Standing in a session of its own it does not hear the terminal's Ctrl-C, so
// that the program can finish its work with the database first. PostgreSQL
// started as root runs as habitue, postgres or nobody, whichever exists first;
// an existing cluster stays with its owner.
//
// What a crash left behind is cleared at the next Start, under the lock: a
// PostgreSQL that is still alive is stopped, a stale postmaster.pid removed
// also where its pid belongs to a zombie or to somebody else by now. While the
// program runs, a PostgreSQL that dies is started again on the same socket.
//
// The cluster is C.UTF-8 in UTC and remembers its major version; binaries of
// the same major are used. The way to a new major is backup and restore.
package pgserver
