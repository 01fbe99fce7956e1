package ledger

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/platform/postgres"
)

// Checkpoint is a signed size and root of the log. Note is what is published:
// origin, size and root, a line each, and the signature, as the world of sumdb
// and of transparency logs writes them.
type Checkpoint struct {
	Origin   string
	Key      string // public, as note.NewVerifier reads it
	Size     int64
	Root     tlog.Hash
	Note     string
	SignedAt time.Time
}

// checkpointText is the text that is signed.
func checkpointText(origin string, size int64, root tlog.Hash) string {
	return fmt.Sprintf("%s\n%d\n%s\n", origin, size, base64.StdEncoding.EncodeToString(root[:]))
}

// OpenCheckpoint reads a checkpoint that was signed by the holder of a key.
//
// Errors: ErrForged.
func OpenCheckpoint(text, key string) (c Checkpoint, err error) {
	v, err := note.NewVerifier(key)
	if err != nil {
		return c, ErrForged.Because(err)
	}
	n, err := note.Open([]byte(text), note.VerifierList(v))
	if err != nil {
		return c, ErrForged.Because(err)
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 4 {
		return c, ErrForged.Because(errors.New("no checkpoint"))
	}
	c = Checkpoint{Origin: lines[0], Key: key, Note: text}
	c.Size, err = strconv.ParseInt(lines[1], 10, 64)
	root, rootErr := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || rootErr != nil || c.Size < 0 || len(root) != tlog.HashSize || c.Origin != v.Name() {
		return c, ErrForged.Because(errors.New("no checkpoint"))
	}
	c.Root = tlog.Hash(root)
	return c, nil
}

// OurCheckpoint reads a checkpoint that this installation's key has signed,
// under whatever name.
//
// Errors: ErrForged.
func (s *Service) OurCheckpoint(text string) (Checkpoint, error) {
	origin, _, _ := strings.Cut(text, "\n")
	_, key, err := s.signer(origin)
	if err != nil {
		return Checkpoint{}, ErrForged.Because(err)
	}
	return OpenCheckpoint(text, key)
}

// checkpointsKept is how long every checkpoint is kept; of older days the last is.
const checkpointsKept = 7 * 24 * time.Hour

// ForgetCheckpoints deletes what a later checkpoint of the same day says as
// well, limit at most, and returns how many.
func (s *Service) ForgetCheckpoints(ctx context.Context, limit int) (int, error) {
	tag, err := s.DB.Exec(ctx, `
		DELETE FROM ledger.checkpoint WHERE (origin, size) IN (
			SELECT c.origin, c.size FROM ledger.checkpoint c
			WHERE c.signed_at < $1 AND EXISTS (SELECT FROM ledger.checkpoint l WHERE l.origin = c.origin
				AND l.size > c.size AND l.signed_at < date_trunc('day', c.signed_at) + interval '1 day')
			LIMIT $2)`, s.Clock.Now().Add(-checkpointsKept), limit)
	if err != nil {
		return 0, fmt.Errorf("forget checkpoints: %w", err)
	}
	return int(tag.RowsAffected()), nil
}

// signer signs under the name of an origin; key is its public half.
func (s *Service) signer(origin string) (n note.Signer, key string, err error) {
	private := s.Signing
	if private == nil {
		private = s.Keys.Signing("ledger log")
	}
	public := private.Public().(ed25519.PublicKey)
	if key, err = note.NewEd25519VerifierKey(origin, public); err != nil {
		return nil, "", err
	}
	// PRIVATE+KEY+<name>+<hash>+<algorithm and seed>; the hash is the public key's.
	hash := strings.Split(key, "+")[1]
	seed := base64.StdEncoding.EncodeToString(append([]byte{1}, private.Seed()...))
	n, err = note.NewSigner("PRIVATE+KEY+" + origin + "+" + hash + "+" + seed)
	return n, key, err
}

// Checkpoint returns the latest checkpoint.
//
// Errors: ErrNoCheckpoint.
func (s *Service) Checkpoint(ctx context.Context, q postgres.Querier) (Checkpoint, error) {
	var c Checkpoint
	var text string
	err := q.QueryRow(ctx, `SELECT o.key, c.note, c.signed_at FROM ledger.sequencer s
		JOIN ledger.origin o ON o.name = s.origin JOIN ledger.checkpoint c ON c.origin = o.name
		ORDER BY c.size DESC LIMIT 1`).Scan(&c.Key, &text, &c.SignedAt)
	if errors.Is(err, pgx.ErrNoRows) {
		return c, ErrNoCheckpoint
	}
	if err != nil {
		return c, fmt.Errorf("read checkpoint: %w", err)
	}
	at := c.SignedAt
	c, err = OpenCheckpoint(text, c.Key)
	c.SignedAt = at
	return c, err
}

// sign signs what the log came to, where that is more than was signed before,
// and publishes it. It runs after the leaves are committed and on disk, and
// signs nothing that does not continue what was signed last.
func (s *Service) sign(ctx context.Context) error {
	err := s.sequencing(ctx, func(tx postgres.Tx) error {
		e, err := readEdge(ctx, tx)
		if err != nil || e.size == 0 {
			return err
		}
		root, err := e.root()
		if err != nil {
			return err
		}
		origin, err := s.origin(ctx, tx, e.size, root)
		if err != nil {
			return err
		}
		switch last, err := s.Checkpoint(ctx, tx); {
		case errors.Is(err, ErrNoCheckpoint):
		case err != nil:
			return err
		case last.Size == e.size && last.Root == root:
			return nil
		default:
			was, err := tlog.TreeHash(min(last.Size, e.size), tileReader(ctx, tx))
			if err != nil || last.Size >= e.size || was != last.Root {
				return ErrLogBroken.With("signed", last.Size, "size", e.size).Because(err)
			}
		}
		signer, _, err := s.signer(origin)
		if err != nil {
			return err
		}
		signed, err := note.Sign(&note.Note{Text: checkpointText(origin, e.size, root)}, signer)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO ledger.checkpoint (origin, size, note, signed_at) VALUES ($1, $2, $3, $4)`,
			origin, e.size, string(signed), s.Clock.Now())
		return err
	})
	if err != nil {
		return fmt.Errorf("sign log: %w", err)
	}
	return nil
}

// origin is the name under which this installation signs. Where it has none it
// is new or was restored from a backup; others may have seen more of the log
// than the backup knows, so that it goes on under another name, and a signed
// statement says from where. The same when the key is another.
func (s *Service) origin(ctx context.Context, tx postgres.Tx, size int64, root tlog.Hash) (string, error) {
	var name, key string
	err := tx.QueryRow(ctx, `SELECT o.name, o.key FROM ledger.sequencer s JOIN ledger.origin o ON o.name = s.origin`).Scan(&name, &key)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", fmt.Errorf("read origin of the log: %w", err)
	}
	if err == nil {
		_, now, err := s.signer(name)
		if err != nil || now == key {
			return name, err
		}
	}
	var before string
	var no int
	err = tx.QueryRow(ctx, `SELECT name, no FROM ledger.origin ORDER BY no DESC LIMIT 1`).Scan(&before, &no)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", fmt.Errorf("read origins of the log: %w", err)
	}
	var random [8]byte
	if _, err := rand.Read(random[:]); err != nil {
		return "", err
	}
	name = "habitue-ledger-" + hex.EncodeToString(random[:])
	signer, key, err := s.signer(name)
	if err != nil {
		return "", err
	}
	text := name + "\nbegins\n"
	if before != "" {
		text = name + "\ncontinues " + before + "\n"
	}
	text += fmt.Sprintf("%d\n%s\n%s\n", size, base64.StdEncoding.EncodeToString(root[:]), appendInstant(nil, s.Clock.Now()))
	statement, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return "", err
	}
	var batch pgx.Batch
	batch.Queue(`DELETE FROM ledger.sequencer`)
	batch.Queue(`INSERT INTO ledger.origin (name, no, key, size, note, begun_at) VALUES ($1, $2, $3, $4, $5, $6)`,
		name, no+1, key, size, string(statement), s.Clock.Now())
	batch.Queue(`INSERT INTO ledger.sequencer (origin) VALUES ($1)`, name)
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return "", fmt.Errorf("begin origin of the log: %w", err)
	}
	return name, nil
}
