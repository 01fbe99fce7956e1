// Package backup writes the whole database into one file and brings it back,
// on the same or a newer major version of PostgreSQL. The bundled PostgreSQL
// has no pg_dump and no pg_upgrade; this is both.
//
// A backup is taken of a running system, from one repeatable-read snapshot. It
// holds every table of ours, the job queue's included, and the sequences. Left
// out is only
//
//   - what a comment declares so: COMMENT ON TABLE … IS 'local rebuildable: …';
//   - unlogged tables, which PostgreSQL itself empties after a crash;
//   - the bookkeeping of migrations, which the restore writes anew;
//   - generated columns, and xid8 columns with a default: they number this
//     cluster's transactions and would lie in another's future.
//
// The master key of the vault is not in the database and not in the backup.
//
// The file:
//
//	HABITUE-BACKUP 1\n
//	gzip of
//	    {"created_at":…,"postgres":…,"schema_version":…}\n
//	    per table  {"schema":…,"name":…,"columns":[…]}\n
//	               blocks of COPY text: length (4 bytes), bytes; length 0 ends
//	    {"tables":[{…,"rows":…,"digest":…}],"sequences":[…]}\n
//	SHA-256 of all that, 32 bytes
//
// A table's digest is the sum of the SHA-256 of its rows, so that it does not
// depend on their order. Restore reads the whole file first and writes nothing
// when a single bit of it is wrong. It then loads into an empty database: the
// schema of the backup's version, all rows in one transaction, foreign keys
// checked, digests compared with what the tables now hold, and only then the
// migrations to this program's version. A restore that fails leaves the
// database empty again; one that is cut off is noticed (Unfinished) and begun
// anew by the next.
package backup
