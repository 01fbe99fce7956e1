package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// CarriedBy is the kind of what causes a carry-over: an import, by its number.
const CarriedBy = "import"

// Carry is what a member had in the system before this one: a posting of its own, out
// of the side of the house that is called carried.
type Carry struct {
	Member member.ID
	Key    string // unique per member: the same again changes nothing
	Lots   []CarriedLot
	New    bool // the member was made in this very transaction: nobody can have posted him anything
}

// CarriedLot is so much of an asset with one end; without an end, by the asset's rule.
type CarriedLot struct {
	Asset     AssetID
	Amount    int64
	ExpiresAt time.Time
}

// CarryOver posts what members had, for all of them in the few round trips of one Load and
// one Save. Each is a posting like any other. The answer has, for each, why it was not
// posted; that of one leaves the others as they are.
func (s *Service) CarryOver(ctx context.Context, tx postgres.Tx, run int64, at time.Time, list []Carry) ([]error, error) {
	refused := make([]error, len(list))
	if len(list) == 0 {
		return refused, nil
	}
	books, err := s.carriedInto(ctx, tx, list)
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	for i, c := range list {
		p := Posting{Member: c.Member, Key: c.Key, Reason: CarryOver, Ref: Ref{CarriedBy, run}, OccurredAt: at}
		for _, l := range c.Lots {
			p.Credits = append(p.Credits, Credit{Asset: l.Asset, Amount: l.Amount, From: Carried, ExpiresAt: l.ExpiresAt})
		}
		_, err := books[c.Member].Post(p, now)
		if known := errs.Of(err); known != nil && known.Kind != errs.Internal && known.Kind != errs.Unavailable {
			refused[i] = err
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("carry over %s: %w", c.Key, err)
		}
	}
	return refused, s.Save(ctx, tx, all(books)...)
}

// carriedInto are the books of whom something is carried over to. Those of new members are
// not looked for: they are empty, and nobody else can see them before tx ends.
func (s *Service) carriedInto(ctx context.Context, tx postgres.Tx, list []Carry) (map[member.ID]*Book, error) {
	var needs []Need
	fresh := map[member.ID]*Book{}
	c, err := s.configuration(ctx, tx)
	if err != nil {
		return nil, err
	}
	newID := func() (int64, error) { return s.IDs.Next(ctx) }
	for _, one := range list {
		if !one.New {
			needs = append(needs, Need{Member: one.Member, Keys: []string{one.Key}, Lots: DueLots})
		} else if fresh[one.Member] == nil {
			b := newBook(one.Member, c.assets, c.zone, newID)
			b.account(Points) // the two that everybody has
			b.account(Growth)
			fresh[one.Member] = b
		}
	}
	if len(needs) == 0 {
		return fresh, nil
	}
	books, err := s.Load(ctx, tx, needs...)
	if err != nil {
		return nil, err
	}
	maps.Copy(books, fresh)
	return books, nil
}

func all(books map[member.ID]*Book) []*Book {
	list := make([]*Book, 0, len(books))
	for _, b := range books {
		list = append(list, b)
	}
	return list
}

// CarriedTouched are those of the members who have done something with what an import
// carried over: spent it, or set some of it aside. Without is asked of members who were
// made by the import: whether they were posted anything else.
func (s *Service) CarriedTouched(ctx context.Context, q postgres.Querier, run int64, without bool, members ...member.ID) ([]member.ID, error) {
	sql := `
		SELECT DISTINCT p.member_id FROM ledger.posting p JOIN ledger.lot l ON l.member_id = p.member_id AND l.posting_id = p.id
		WHERE p.member_id = ANY ($1) AND p.reason = 'carry_over' AND p.ref_kind = 'import' AND p.ref_id = $2
			AND (l.remaining + l.expired <> l.amount OR l.pinned <> 0)`
	if without {
		sql = `
		SELECT DISTINCT p.member_id FROM ledger.posting p
		WHERE p.member_id = ANY ($1) AND p.reason NOT IN ('mature', 'expire') AND (p.ref_kind IS DISTINCT FROM 'import' OR p.ref_id <> $2)`
	}
	rows, err := q.Query(ctx, sql, postgres.IDs(members), run)
	if err != nil {
		return nil, fmt.Errorf("look for what import %d is needed for: %w", run, err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[member.ID])
}

// CarryBack reverses what an import carried over to members, as far as it was not
// reversed before. Errors: those of Book.Post.
func (s *Service) CarryBack(ctx context.Context, tx postgres.Tx, run int64, members ...member.ID) error {
	if err := s.Lock(ctx, tx, members...); err != nil {
		return err
	}
	rows, err := tx.Query(ctx, `
		SELECT p.member_id, p.id, array_agg(e.asset_id ORDER BY e.asset_id), array_agg(-e.amount ORDER BY e.asset_id)
		FROM ledger.posting p JOIN ledger.entry e ON e.member_id = p.member_id AND e.posting_id = p.id AND e.account = 'carried'
		WHERE p.member_id = ANY ($1) AND p.reason = 'carry_over' AND p.ref_kind = 'import' AND p.ref_id = $2
			AND NOT EXISTS (SELECT FROM ledger.posting r WHERE r.member_id = p.member_id AND r.reverses_id = p.id)
		GROUP BY p.member_id, p.id ORDER BY p.member_id, p.id`, postgres.IDs(members), run)
	if err != nil {
		return fmt.Errorf("read what import %d carried over: %w", run, err)
	}
	type original struct {
		of      member.ID
		posting PostingID
		assets  []AssetID
		amounts []int64
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (o original, err error) {
		return o, row.Scan(&o.of, &o.posting, &o.assets, &o.amounts)
	})
	if err != nil || len(list) == 0 {
		return err
	}
	needs := make([]Need, len(list))
	for i, o := range list {
		needs[i] = Need{Member: o.of, Keys: []string{backKey(o.posting)}, Originals: []PostingID{o.posting}}
	}
	books, err := s.Load(ctx, tx, needs...)
	if err != nil {
		return err
	}
	now := s.Clock.Now()
	for _, o := range list {
		p := Posting{Member: o.of, Key: backKey(o.posting), Reason: Reverse, Ref: Ref{CarriedBy, run}, Reverses: &Reversal{Posting: o.posting}}
		for i, a := range o.assets {
			p.Reverses.Amounts = append(p.Reverses.Amounts, Amount{Asset: a, Amount: o.amounts[i]})
		}
		if _, err := books[o.of].Post(p, now); err != nil {
			return fmt.Errorf("take back posting %d: %w", o.posting, errors.Join(err))
		}
	}
	return s.Save(ctx, tx, all(books)...)
}

func backKey(p PostingID) string { return "carry_back:" + strconv.FormatInt(int64(p), 10) }

// CarriedTo is how much of an asset imports carried over to members and did not take back.
func (s *Service) CarriedTo(ctx context.Context, q postgres.Querier, asset AssetID, members ...int64) (sum int64, err error) {
	err = q.QueryRow(ctx, `SELECT coalesce(-sum(amount), 0)::bigint FROM ledger.entry
		WHERE member_id = ANY ($1::bigint[]) AND asset_id = $2 AND account = 'carried'`, members, asset).Scan(&sum)
	if err != nil {
		return 0, fmt.Errorf("sum what was carried over to a member: %w", err)
	}
	return sum, nil
}

// CarriedSum is what imports carried over of one asset and did not take back.
type CarriedSum struct {
	Asset   AssetID
	Amount  int64
	Members int64
}

// CarriedSums adds up what imports carried over, by asset. It reads all their entries.
func (s *Service) CarriedSums(ctx context.Context, q postgres.Querier, runs ...int64) ([]CarriedSum, error) {
	rows, err := q.Query(ctx, `
		SELECT asset_id, sum(amount)::bigint, count(*) FILTER (WHERE amount <> 0)
		FROM (
			SELECT e.asset_id, e.member_id, -sum(e.amount) AS amount
			FROM ledger.posting p JOIN ledger.entry e ON e.member_id = p.member_id AND e.posting_id = p.id
			WHERE p.ref_kind = 'import' AND p.ref_id = ANY ($1) AND e.account = 'carried'
			GROUP BY e.asset_id, e.member_id
		) m GROUP BY asset_id ORDER BY asset_id`, runs)
	if err != nil {
		return nil, fmt.Errorf("sum what imports carried over: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[CarriedSum])
}
