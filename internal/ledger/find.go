package ledger

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// Search says which postings are wanted; what is zero does not matter. A key and
// a hold are a member's: they need the member, as do several causes at once.
type Search struct {
	Member  member.ID
	Posting PostingID
	Refs    []Ref // any of these
	Key     string
	Hold    HoldID
	Passed  *Passed
}

// Passed says that value of an asset came from a side of the house, or went there,
// within [From, Until) by when it occurred.
type Passed struct {
	Asset       AssetID
	Side        Side // empty: any of the house's
	From, Until time.Time
}

// postingPlace is where a posting is kept.
type postingPlace struct{ member, id int64 }

//go:embed analysis/find.sql
var findSQL string

// Find returns a page of the postings that match, newest first, after the place
// where the page before ended. Of a member they are read as they stand now; those
// of everybody are found by the analyst, who may be a few seconds behind.
func (s *Service) Find(ctx context.Context, q postgres.Querier, f Search, after *Place, limit int) ([]*Record, error) {
	before := Place{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), Posting: math.MaxInt64}
	if after != nil {
		before = *after
	}
	var places []postingPlace
	var err error
	if f.Member == 0 {
		places, err = s.findAtLarge(ctx, q, f, before, limit)
	} else {
		places, err = findOfMember(ctx, q, f, before, limit)
	}
	if err != nil {
		return nil, fmt.Errorf("find postings: %w", err)
	}
	return readRecords(ctx, q, places)
}

func (s *Service) findAtLarge(ctx context.Context, q postgres.Querier, f Search, before Place, limit int) ([]postingPlace, error) {
	if f.Key != "" || f.Hold != 0 || len(f.Refs) > 1 {
		return nil, ErrInvalid.Field("member", "ledger.no_member")
	}
	var ref Ref
	if len(f.Refs) == 1 {
		ref = f.Refs[0]
	}
	analyst := s.Analyst
	if analyst == nil {
		analyst = replica.Postgres{DB: q}
	}
	sql, args := findSQL, []any{int64(f.Posting), ref.Kind, ref.ID, before.At, int64(before.Posting), int64(limit)}
	if m := f.Passed; m != nil {
		sql, args = question("find_side"), []any{int64(m.Asset), string(m.Side), m.From, m.Until, before.At, int64(before.Posting), int64(limit)}
	}
	return replica.Collect(ctx, analyst, sql, args, func(r replica.Rows) (p postingPlace, err error) {
		return p, r.Scan(&p.member, &p.id)
	})
}

func findOfMember(ctx context.Context, q postgres.Querier, f Search, before Place, limit int) ([]postingPlace, error) {
	kinds, ids := make([]string, len(f.Refs)), make([]int64, len(f.Refs))
	for i, ref := range f.Refs {
		kinds[i], ids[i] = ref.Kind, ref.ID
	}
	rows, err := postgres.Anew(q).Query(ctx, `
		SELECT member_id, id FROM ledger.posting
		WHERE member_id = $1 AND ($2::bigint = 0 OR id = $2) AND (cardinality($3::text[]) = 0 OR (ref_kind, ref_id) IN (SELECT * FROM unnest($3::text[], $4::bigint[])))
		  AND ($5::text = '' OR key = $5) AND ($6::bigint = 0 OR hold_id = $6)
		  AND (occurred_at, id) < ($7::timestamptz, $8::bigint)
		ORDER BY occurred_at DESC, id DESC LIMIT $9`,
		f.Member, f.Posting, kinds, ids, f.Key, f.Hold, before.At, before.Posting, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var places []postingPlace
	for rows.Next() {
		var p postingPlace
		if err := rows.Scan(&p.member, &p.id); err != nil {
			return nil, err
		}
		places = append(places, p)
	}
	return places, rows.Err()
}
