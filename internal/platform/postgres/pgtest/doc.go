// Package pgtest gives each test a PostgreSQL database of its own.
//
//	func TestPost(t *testing.T) {
//		t.Parallel()
//		db := pgtest.New(t) // migrated, empty, gone when the test ends
//
// All test processes of a user share one server. The first one starts it, under
// a lock, through a keeper: the test binary executed again, in a session of its
// own. The keeper ends it when no test process has been there for a minute, so
// that a second `go test` finds it warm and nothing is left for good. Everything
// about it is thrown away with it: fsync is off, and the next one starts anew.
//
//	test process ──shared lock on "users"──┐
//	test process ──shared lock on "users"──┤
//	keeper ──wants it for itself, 60 s long┘──► guard ──► postgres
//
// Databases are clones of a template that is migrated once per history of
// migrations, which costs tens of milliseconds instead of a second or two.
//
// The binaries are those of HABITUE_PG_BIN, else bin/pgsql of the repository,
// else the system's. Where there are none a test fails with the command that
// brings them; it is never skipped.
package pgtest
