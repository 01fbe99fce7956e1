package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"habitue/internal/ledger/internal/ledgerdb"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Movement is one change on the member's side, with the posting it belongs to.
type Movement struct {
	Entry
	Reason     Reason
	Ref        Ref
	Rule       Rule
	Reverses   PostingID
	Staff      int64
	Memo       map[string]string
	OccurredAt time.Time
	RecordedAt time.Time
}

// Place is where a page of movements ended.
type Place struct {
	At      time.Time
	Posting PostingID
	No      int16
}

// Movements returns a page of a member's movements, newest first: of one asset,
// or of all where asset is 0; after the place where the page before ended.
func (s *Service) Movements(ctx context.Context, q postgres.Querier, m member.ID, asset AssetID, after *Place, limit int) ([]Movement, error) {
	before := Place{At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), Posting: math.MaxInt64, No: math.MaxInt16}
	if after != nil {
		before = *after
	}
	arg := ledgerdb.EntriesParams{
		MemberID: int64(m), BeforeAt: before.At, BeforeID: int64(before.Posting), BeforeNo: before.No, Lim: int32(limit),
	}
	if asset != 0 {
		a := int16(asset)
		arg.AssetID = &a
	}
	rows, err := ledgerdb.New(q).Entries(ctx, arg)
	if err != nil {
		return nil, fmt.Errorf("read entries: %w", err)
	}
	list := make([]Movement, len(rows))
	for i, r := range rows {
		list[i] = Movement{
			Entry: Entry{
				Posting: PostingID(r.PostingID), No: r.No, Asset: AssetID(r.AssetID), Side: Side(r.Account), Amount: r.Amount,
			},
			Reason:     Reason(r.Reason),
			Ref:        Ref{Kind: postgres.Value(r.RefKind), ID: postgres.Value(r.RefID)},
			Rule:       Rule{ID: postgres.Value(r.RuleID), Version: int(postgres.Value(r.RuleVersion))},
			Reverses:   PostingID(postgres.Value(r.ReversesID)),
			Staff:      postgres.Value(r.StaffID),
			OccurredAt: r.OccurredAt, RecordedAt: r.RecordedAt,
		}
		if r.Memo != nil {
			if err := json.Unmarshal(r.Memo, &list[i].Memo); err != nil {
				return nil, fmt.Errorf("read memo of posting %d: %w", r.PostingID, err)
			}
		}
	}
	return list, nil
}

// Place returns where a page that ends with m continues.
func (m Movement) Place() Place { return Place{At: m.OccurredAt, Posting: m.Posting, No: m.No} }
