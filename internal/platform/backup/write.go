package backup

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
)

// magic begins every backup of this format.
const magic = "HABITUE-BACKUP 1\n"

// Write saves the database at dsn, which may be in use, into w. The database
// must be reached as its owner.
func Write(ctx context.Context, dsn string, w io.Writer) (Summary, error) {
	db, err := postgres.Open(ctx, dsn, postgres.Options{MaxConns: 1, StatementTimeout: -1, AsOwner: true})
	if err != nil {
		return Summary{}, err
	}
	defer db.Close()
	// Not db.Snapshot: it would try again, and w has been written to.
	tx, err := db.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return Summary{}, fmt.Errorf("begin backup: %w", err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	return save(ctx, tx, w)
}

func save(ctx context.Context, tx pgx.Tx, w io.Writer) (Summary, error) {
	if _, err := tx.Exec(ctx, plainText); err != nil {
		return Summary{}, fmt.Errorf("begin backup: %w", err)
	}
	h := head{CreatedAt: clock.System{}.Now().Truncate(time.Second)}
	if err := tx.QueryRow(ctx, "SHOW server_version").Scan(&h.Postgres); err != nil {
		return Summary{}, fmt.Errorf("begin backup: %w", err)
	}
	var err error
	if h.SchemaVersion, err = schemaVersion(ctx, tx); err != nil {
		return Summary{}, err
	}
	tables, err := listTables(ctx, tx)
	if err != nil {
		return Summary{}, err
	}
	out, err := newWriter(w, h)
	if err != nil {
		return Summary{}, err
	}
	var m manifest
	for _, t := range tables {
		c, err := out.table(ctx, tx, t)
		if err != nil {
			return Summary{}, fmt.Errorf("save %s: %w", t.ident(), err)
		}
		m.Tables = append(m.Tables, c)
	}
	if m.Sequences, err = readSequences(ctx, tx); err != nil {
		return Summary{}, err
	}
	if err := out.close(m); err != nil {
		return Summary{}, fmt.Errorf("end backup: %w", err)
	}
	return summarize(h, m, out.bytes), nil
}

// writer writes the file's frame.
type writer struct {
	to    io.Writer
	bytes int64
	sum   hash.Hash
	gz    *gzip.Writer
	json  *json.Encoder
}

func newWriter(to io.Writer, h head) (*writer, error) {
	w := &writer{to: to, sum: sha256.New()}
	if _, err := io.WriteString(raw{w}, magic); err != nil {
		return nil, err
	}
	var err error
	// The disk is rarely slower than the densest levels.
	if w.gz, err = gzip.NewWriterLevel(raw{w}, gzip.BestSpeed); err != nil {
		return nil, err
	}
	w.json = json.NewEncoder(w.gz)
	return w, w.json.Encode(h)
}

// raw is the file below the compression: counted and summed.
type raw struct{ *writer }

func (r raw) Write(p []byte) (int, error) {
	n, err := r.to.Write(p)
	r.sum.Write(p[:n])
	r.bytes += int64(n)
	return n, err
}

// table saves one table in the transaction's snapshot.
func (w *writer) table(ctx context.Context, tx pgx.Tx, t table) (counted, error) {
	if err := w.json.Encode(t); err != nil {
		return counted{}, err
	}
	var d digest
	blocks := &blockWriter{to: w.gz}
	tag, err := tx.Conn().PgConn().CopyTo(ctx, io.MultiWriter(&d, blocks), copyOut(t))
	if err != nil {
		return counted{}, err
	}
	if tag.RowsAffected() != d.rows {
		return counted{}, fmt.Errorf("PostgreSQL sent %d rows and speaks of %d", d.rows, tag.RowsAffected())
	}
	return d.count(t), blocks.close()
}

func copyOut(t table) string {
	return "COPY " + t.ident() + " (" + t.columns() + ") TO STDOUT"
}

func (w *writer) close(m manifest) error {
	if err := errors.Join(w.json.Encode(m), w.gz.Close()); err != nil {
		return err
	}
	_, err := raw{w}.Write(w.sum.Sum(nil))
	return err
}

// blockSize is how much of a table stands between two lengths.
const blockSize = 64 << 10

// blockWriter cuts a stream into blocks with their lengths before them.
type blockWriter struct {
	to  io.Writer
	buf []byte
}

func (b *blockWriter) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		if b.buf == nil {
			b.buf = make([]byte, 4, 4+blockSize)
		}
		k := min(len(p), cap(b.buf)-len(b.buf))
		b.buf, p = append(b.buf, p[:k]...), p[k:]
		if len(b.buf) == cap(b.buf) {
			if err := b.flush(); err != nil {
				return 0, err
			}
		}
	}
	return n, nil
}

func (b *blockWriter) flush() error {
	if len(b.buf) <= 4 {
		return nil
	}
	binary.BigEndian.PutUint32(b.buf, uint32(len(b.buf)-4))
	_, err := b.to.Write(b.buf)
	b.buf = b.buf[:4]
	return err
}

// close writes what is left and the length 0.
func (b *blockWriter) close() error {
	if err := b.flush(); err != nil {
		return err
	}
	_, err := b.to.Write(make([]byte, 4))
	return err
}

// WriteFile saves the database at dsn into a file that appears, or replaces an
// older one, when it is whole and safe on the disk. Only its owner may read it.
func WriteFile(ctx context.Context, dsn, path string) (Summary, error) {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part.*") // mode 0600
	if err != nil {
		return Summary{}, fmt.Errorf("write backup: %w", err)
	}
	defer os.Remove(file.Name())
	summary, err := Write(ctx, dsn, file)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return Summary{}, fmt.Errorf("write backup %s: %w", path, err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return Summary{}, fmt.Errorf("write backup: %w", err)
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return Summary{}, fmt.Errorf("write backup: %w", err)
	}
	if err := errors.Join(dir.Sync(), dir.Close()); err != nil {
		return Summary{}, fmt.Errorf("write backup: %w", err)
	}
	return summary, nil
}
