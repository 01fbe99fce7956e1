// Package rulebook keeps the versions of a rule that staff edit: drafts that may
// be thrown away, and published versions that never change, each from an
// instant on. What follows a rule records which version it followed.
//
//	Draft ──► draft ──Publish(from)──► approved ──from──► live ──next one's from──► ended
//	            └─◄─┘ Revise, or Discard
//
// Only draft and approved are stored; live and ended follow from the time.
//
// Each capability keeps its rules in a table of its own of the columns id,
// version, status, valid_from, body, hash, created_by, created_at, published_by
// and published_at, and gives its name to New.
package rulebook

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/clock"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// What can go wrong with a version.
var (
	ErrNoVersion = errs.New(errs.NotFound, "rulebook.no_such_version")
	ErrPublished = errs.New(errs.Conflict, "rulebook.already_published")
	ErrChanged   = errs.New(errs.Conflict, "rulebook.draft_changed")
	ErrPast      = errs.New(errs.Invalid, "rulebook.cannot_begin_in_the_past")
)

// Body is what a version says.
type Body interface{ Validate() error }

// Version is one version of a rule.
type Version[B Body] struct {
	ID          int64
	Number      int
	Status      string    // draft, approved, live, ended
	From        time.Time // zero: since ever
	Body        B
	Hash        []byte    // of the body as it is stored
	CreatedBy   string    // who wrote the body as it is
	CreatedAt   time.Time // and when
	PublishedBy string
	PublishedAt time.Time
}

// Book is the versions of one rule.
type Book[B Body] struct {
	table string
	id    int64
	clock clock.Clock
	known atomic.Pointer[reading[B]]
}

// reading is what was published when last read.
type reading[B Body] struct {
	versions []Version[B]
	at       time.Time
}

// life bounds how long a publication in another process may go unseen.
const life = 2 * time.Second

// New returns the book of the rule id in a table.
func New[B Body](table string, id int64, c clock.Clock) *Book[B] {
	return &Book[B]{table: table, id: id, clock: c}
}

// Published returns every published version, the earliest first. Of a rule that
// was seeded there is one that holds since ever; of one that begins with a draft
// there may be none. Errors: ErrNoVersion.
func (b *Book[B]) Published(ctx context.Context, q postgres.Querier) ([]Version[B], error) {
	if r := b.known.Load(); r != nil && time.Since(r.at) < life {
		return r.versions, nil
	}
	versions, err := b.read(ctx, q, `status = 'approved' ORDER BY valid_from NULLS FIRST, version`)
	if err != nil {
		return nil, err
	}
	if len(versions) == 0 {
		return nil, ErrNoVersion.With("table", b.table)
	}
	b.known.Store(&reading[B]{versions: versions, at: time.Now()})
	return versions, nil
}

// At returns the version in force at an instant, of versions as Published gives them.
func At[B Body](published []Version[B], at time.Time) Version[B] {
	v := published[0]
	for _, w := range published[1:] {
		if !w.From.After(at) {
			v = w
		}
	}
	return v
}

// Live returns the version in force now.
func (b *Book[B]) Live(ctx context.Context, q postgres.Querier) (Version[B], error) {
	published, err := b.Published(ctx, q)
	if err != nil {
		return Version[B]{}, err
	}
	v := At(published, b.clock.Now())
	v.Status = "live"
	return v, nil
}

// List returns all versions, the newest first. Of a rule that begins with a draft
// none need hold yet.
func (b *Book[B]) List(ctx context.Context, q postgres.Querier) ([]Version[B], error) {
	all, err := b.read(ctx, q, `true ORDER BY version DESC`)
	if err != nil {
		return nil, err
	}
	// Of what was just read: what is kept in memory may not know a version that is in it.
	var published []Version[B]
	for _, v := range all {
		if v.Status == "approved" {
			published = append(published, v)
		}
	}
	slices.SortFunc(published, func(a, b Version[B]) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Number, b.Number)) })
	var live Version[B]
	if len(published) > 0 {
		live = At(published, b.clock.Now())
	}
	for i := range all {
		v := &all[i]
		switch {
		case v.Status == "draft", v.From.After(b.clock.Now()): // the first one may not hold yet either
		case v.Number == live.Number:
			v.Status = "live"
		default:
			v.Status = "ended"
		}
	}
	return all, nil
}

// Get returns one version. Errors: ErrNoVersion.
func (b *Book[B]) Get(ctx context.Context, q postgres.Querier, number int) (Version[B], error) {
	all, err := b.List(ctx, q)
	if err != nil {
		return Version[B]{}, err
	}
	for _, v := range all {
		if v.Number == number {
			return v, nil
		}
	}
	return Version[B]{}, ErrNoVersion.With("version", number)
}

func (b *Book[B]) read(ctx context.Context, q postgres.Querier, where string) ([]Version[B], error) {
	rows, err := q.Query(ctx, `
		SELECT version, status, valid_from, body, hash, created_by, created_at, published_by, published_at
		FROM `+b.table+` WHERE id = $1 AND `+where, b.id)
	if err != nil {
		return nil, fmt.Errorf("read versions of %s: %w", b.table, err)
	}
	defer rows.Close()
	var list []Version[B]
	for rows.Next() {
		v := Version[B]{ID: b.id}
		var from, published *time.Time
		var body []byte
		var by *string
		if err := rows.Scan(&v.Number, &v.Status, &from, &body, &v.Hash, &v.CreatedBy, &v.CreatedAt, &by, &published); err != nil {
			return nil, fmt.Errorf("read version of %s: %w", b.table, err)
		}
		if err := json.Unmarshal(body, &v.Body); err != nil {
			return nil, fmt.Errorf("read version %d of %s: %w", v.Number, b.table, err)
		}
		v.From, v.PublishedAt, v.PublishedBy = postgres.Value(from), postgres.Value(published), postgres.Value(by)
		list = append(list, v)
	}
	return list, rows.Err()
}

// Draft adds a version that holds nowhere yet. Errors: those of the body's Validate.
func (b *Book[B]) Draft(ctx context.Context, tx postgres.Tx, body B, by string) (Version[B], error) {
	if err := body.Validate(); err != nil {
		return Version[B]{}, err
	}
	text, hash, err := written(body)
	if err != nil {
		return Version[B]{}, err
	}
	v := Version[B]{ID: b.id, Status: "draft", Body: body, Hash: hash, CreatedBy: by, CreatedAt: b.clock.Now()}
	// Two drafts at once would take one number; the lock lets them queue.
	if _, err := tx.Exec(ctx, `LOCK TABLE `+b.table+` IN SHARE ROW EXCLUSIVE MODE`); err != nil {
		return v, fmt.Errorf("lock %s: %w", b.table, err)
	}
	err = tx.QueryRow(ctx, `
		INSERT INTO `+b.table+` (id, version, status, body, hash, created_by, created_at)
		SELECT $1, coalesce(max(version), 0) + 1, 'draft', $2, $3, $4, $5 FROM `+b.table+` WHERE id = $1
		RETURNING version`, b.id, text, hash, by, v.CreatedAt).Scan(&v.Number)
	if err != nil {
		return v, fmt.Errorf("add version of %s: %w", b.table, err)
	}
	return v, nil
}

// Revise gives a draft another body. seen is the hash of the body that was
// looked at; where somebody else has written in between, it is refused.
// Errors: ErrNoVersion, ErrPublished, ErrChanged, those of the body's Validate.
func (b *Book[B]) Revise(ctx context.Context, tx postgres.Tx, number int, seen []byte, body B, by string) (Version[B], error) {
	if err := body.Validate(); err != nil {
		return Version[B]{}, err
	}
	text, hash, err := written(body)
	if err != nil {
		return Version[B]{}, err
	}
	if err := b.Expect(ctx, tx, number, seen); err != nil {
		return Version[B]{}, err
	}
	v := Version[B]{ID: b.id, Number: number, Status: "draft", Body: body, Hash: hash, CreatedBy: by, CreatedAt: b.clock.Now()}
	_, err = tx.Exec(ctx, `UPDATE `+b.table+` SET body = $3, hash = $4, created_by = $5, created_at = $6 WHERE id = $1 AND version = $2`,
		b.id, number, text, hash, by, v.CreatedAt)
	if err != nil {
		return v, fmt.Errorf("revise version %d of %s: %w", number, b.table, err)
	}
	return v, nil
}

// Discard throws a draft away; the next one may take its number. seen is the hash
// of the body that was looked at; where somebody else has written in between, it
// is refused. Errors: ErrNoVersion, ErrPublished, ErrChanged.
func (b *Book[B]) Discard(ctx context.Context, tx postgres.Tx, number int, seen []byte) error {
	if err := b.Expect(ctx, tx, number, seen); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM `+b.table+` WHERE id = $1 AND version = $2`, b.id, number); err != nil {
		return fmt.Errorf("discard version %d of %s: %w", number, b.table, err)
	}
	return nil
}

// Expect locks a draft and refuses one whose body is not the one of that hash.
// Errors: ErrNoVersion, ErrPublished, ErrChanged.
func (b *Book[B]) Expect(ctx context.Context, tx postgres.Tx, number int, hash []byte) error {
	is, err := b.lockDraft(ctx, tx, number)
	if err == nil && !bytes.Equal(is, hash) {
		err = ErrChanged.With("version", number)
	}
	return err
}

// lockDraft locks a draft until tx ends and returns the hash of its body.
func (b *Book[B]) lockDraft(ctx context.Context, tx postgres.Tx, number int) (hash []byte, err error) {
	var status string
	err = tx.QueryRow(ctx, `SELECT status, hash FROM `+b.table+` WHERE id = $1 AND version = $2 FOR UPDATE`, b.id, number).Scan(&status, &hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, ErrNoVersion.With("version", number)
	}
	if err != nil {
		return nil, fmt.Errorf("lock version %d of %s: %w", number, b.table, err)
	}
	if status != "draft" {
		return nil, ErrPublished.With("version", number)
	}
	return hash, nil
}

// Publish makes a draft hold from an instant on, which may not lie in the past;
// the zero time is now. The body is looked at again: what was valid when it was
// drafted need not be so by today's bounds.
// Errors: ErrNoVersion, ErrPublished, ErrPast, those of the body's Validate.
func (b *Book[B]) Publish(ctx context.Context, tx postgres.Tx, number int, from time.Time, by string) (Version[B], error) {
	now := b.clock.Now()
	if from.IsZero() {
		from = now
	}
	if from.Before(now.Add(-time.Minute)) {
		return Version[B]{}, ErrPast
	}
	if _, err := b.lockDraft(ctx, tx, number); err != nil {
		return Version[B]{}, err
	}
	_, err := tx.Exec(ctx, `
		UPDATE `+b.table+` SET status = 'approved', valid_from = $3, published_by = $4, published_at = $5
		WHERE id = $1 AND version = $2`, b.id, number, from.UTC(), by, now)
	if err != nil {
		return Version[B]{}, fmt.Errorf("publish version %d of %s: %w", number, b.table, err)
	}
	b.known.Store(nil)
	// Read past the memory, which must not learn what may still be rolled back.
	published, err := b.read(ctx, tx, fmt.Sprintf("version = %d", number))
	if err != nil {
		return Version[B]{}, err
	}
	return published[0], published[0].Body.Validate()
}

// Seed makes body the version that holds since ever, where there is none yet.
func (b *Book[B]) Seed(ctx context.Context, tx postgres.Tx, body B) error {
	if err := body.Validate(); err != nil {
		return err
	}
	text, hash, err := written(body)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO `+b.table+` (id, version, status, body, hash, created_by, created_at)
		VALUES ($1, 1, 'approved', $2, $3, 'habitue', $4) ON CONFLICT DO NOTHING`, b.id, text, hash, b.clock.Now())
	if err != nil {
		return fmt.Errorf("seed %s: %w", b.table, err)
	}
	b.known.Store(nil)
	return nil
}

// written returns a body as it is stored, and its hash.
func written(body any) (text, hash []byte, err error) {
	if text, err = json.Marshal(body); err != nil {
		return nil, nil, fmt.Errorf("write rule: %w", err)
	}
	sum := sha256.Sum256(text)
	return text, sum[:], nil
}
