package ledger

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/gather"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/platform/secret"
	"habitue/internal/staff"
)

// PostedNotice says that postings of a member were written.
const PostedNotice notice.Kind = "ledger.posted"

// Deps is what the ledger needs.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Notices *notice.Bus
	Org     *org.Service
	Staff   *staff.Service // of what people do by hand; nil where nobody does
	Members *member.Service
	Keys    *secret.Keys       // from which the key follows that signs the Merkle log
	Signing ed25519.PrivateKey // that signs it instead; nil: none
	Log     *slog.Logger
	Analyst replica.Analyst // of searches over everybody's postings; nil: PostgreSQL answers them
	Record  replica.Analyst // PostgreSQL, where it may read whole tables; nil: DB is asked

	// PerMember commits what is asked together for each member by itself: on a
	// sharded database a transaction should touch one shard.
	PerMember bool
}

// Service posts and reads.
type Service struct {
	Deps
	config   atomic.Pointer[config]
	balances *gather.Reads[member.ID, []Balance]
}

// New returns the ledger over its dependencies.
func New(d Deps) *Service {
	s := &Service{Deps: d}
	s.balances = gather.New(lanes, mostTogether, func(ctx context.Context, members []member.ID) (map[member.ID][]Balance, error) {
		return s.Balances(ctx, s.DB, members...)
	})
	return s
}

// config is what rarely changes and every posting needs.
type config struct {
	assets map[AssetID]Asset
	zone   *time.Location
	read   time.Time
}

// configLife bounds how long a change of an asset's rules may go unseen by
// another process.
const configLife = 5 * time.Second

func (s *Service) configuration(ctx context.Context, q postgres.Querier) (*config, error) {
	now := s.Clock.Now()
	if c := s.config.Load(); c != nil && now.Sub(c.read).Abs() < configLife {
		return c, nil
	}
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	zone, err := org.Location(settings.Zone)
	if err != nil {
		return nil, err
	}
	assets, err := s.readAssets(ctx, q)
	if err != nil {
		return nil, err
	}
	c := &config{assets: assets, zone: zone, read: now}
	s.config.Store(c)
	return c, nil
}

// Assets returns every asset by id.
func (s *Service) Assets(ctx context.Context, q postgres.Querier) (map[AssetID]Asset, error) {
	c, err := s.configuration(ctx, q)
	if err != nil {
		return nil, err
	}
	return c.assets, nil
}

// Post writes one posting within tx and returns its receipt; a known key gets
// the first receipt again. It locks the member's accounts until tx ends.
// Errors: those of Book.Post.
func (s *Service) Post(ctx context.Context, tx postgres.Tx, p Posting) (Receipt, error) {
	a, err := s.Do(ctx, tx, p)
	return a.Receipt, err
}

// replay reads the first answer to a posting again.
func (s *Service) replay(ctx context.Context, tx postgres.Querier, m member.ID, posting PostingID) (Receipt, error) {
	r := Receipt{Posting: posting, Replayed: true}
	rows, err := tx.Query(ctx, `
		SELECT no, asset_id, account, amount FROM ledger.entry
		WHERE member_id = $1 AND posting_id = $2 ORDER BY no`, m, posting)
	if err != nil {
		return r, fmt.Errorf("read posting %d: %w", posting, err)
	}
	for rows.Next() {
		e := Entry{Posting: posting}
		if err := rows.Scan(&e.No, &e.Asset, &e.Side, &e.Amount); err != nil {
			return r, fmt.Errorf("read posting %d: %w", posting, err)
		}
		r.Entries = append(r.Entries, e)
	}
	if rows.Err() != nil {
		return r, rows.Err()
	}
	rows, err = tx.Query(ctx, `
		SELECT lot_id, amount FROM ledger.draw
		WHERE member_id = $1 AND posting_id = $2 ORDER BY no`, m, posting)
	if err != nil {
		return r, fmt.Errorf("read draws of posting %d: %w", posting, err)
	}
	for rows.Next() {
		d := Draw{Posting: posting}
		if err := rows.Scan(&d.Lot, &d.Amount); err != nil {
			return r, fmt.Errorf("read draws of posting %d: %w", posting, err)
		}
		r.Draws = append(r.Draws, d)
	}
	return r, rows.Err()
}
