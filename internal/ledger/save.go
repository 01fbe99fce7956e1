package ledger

import (
	"cmp"
	"context"
	"crypto/rand"
	"slices"
	"time"

	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

func sortedByMember(needs []Need) []Need {
	needs = slices.Clone(needs)
	slices.SortFunc(needs, func(a, b Need) int { return cmp.Compare(a.Member, b.Member) })
	return needs
}

// Save writes what the books decided since they were loaded, within the
// transaction that loaded them, and states it. A book is spent afterwards.
func (s *Service) Save(ctx context.Context, tx postgres.Tx, books ...*Book) error {
	var seed [16]byte
	if _, err := rand.Read(seed[:]); err != nil {
		return err
	}
	var w postgres.Writes
	var spoken []notice.Ref
	rows := newRows()
	for _, b := range books {
		for _, p := range b.written {
			rows.posting(b, p, seed)
			spoken = append(spoken, notice.Ref{Member: int64(b.Member), ID: int64(p.ID)})
		}
		for _, l := range b.lots {
			rows.lot(b, l, &w)
		}
		for _, a := range b.accounts {
			if a.changed {
				w.Update(`UPDATE ledger.account SET balance = $3, pending = $4, held = $5, owed = $6, version = $7,
					xid = pg_current_xact_id() WHERE member_id = $1 AND asset_id = $2`,
					b.Member, a.Asset, a.Balance, a.Pending, a.Held, a.Owed, a.Version+1)
			}
		}
	}
	rows.insert(&w)
	if err := w.Flush(ctx, tx); err != nil {
		return err
	}
	return s.Notices.Speak(ctx, tx, PostedNotice, spoken...)
}

// rowSets are the ledger's append-only rows on their way to the database.
type rowSets struct{ postings, entries, lots, draws postgres.Rows }

func newRows() *rowSets {
	return &rowSets{
		postings: postgres.Rows{Schema: "ledger", Table: "posting", Columns: []string{
			"member_id", "id", "key", "body_hash", "reason", "ref_kind", "ref_id", "rule_id", "rule_version",
			"reverses_id", "staff_id", "approval_id", "memo", "occurred_at", "recorded_at", "salt",
		}},
		entries: postgres.Rows{Schema: "ledger", Table: "entry", Columns: []string{
			"member_id", "posting_id", "no", "asset_id", "account", "amount",
		}},
		lots: postgres.Rows{Schema: "ledger", Table: "lot", Columns: []string{
			"member_id", "id", "asset_id", "posting_id", "amount", "remaining", "expired", "matured",
			"matures_at", "expires_at", "credited_at",
		}},
		draws: postgres.Rows{Schema: "ledger", Table: "draw", Columns: []string{
			"member_id", "posting_id", "lot_id", "no", "amount",
		}},
	}
}

// insert hands the rows over, parents first.
func (r *rowSets) insert(w *postgres.Writes) {
	for _, set := range []postgres.Rows{r.postings, r.lots, r.entries, r.draws} {
		w.Insert(set)
	}
}

func (r *rowSets) posting(b *Book, p *posted, seed [16]byte) {
	var reverses *int64
	if p.Reverses != nil {
		id := int64(p.Reverses.Posting)
		reverses = &id
	}
	hash := b.answered[p.Key].bodyHash
	r.postings.Values = append(r.postings.Values, []any{
		int64(b.Member), int64(p.ID), p.Key, hash, string(p.Reason), postgres.Null(p.Ref.Kind), postgres.Null(p.Ref.ID),
		postgres.Null(p.Rule.ID), postgres.Null(p.Rule.Version), reverses, postgres.Null(p.Staff), postgres.Null(p.Approval), memo(p.Memo),
		p.OccurredAt, p.RecordedAt, salt(seed, p.ID),
	})
	for _, e := range p.Entries {
		r.entries.Values = append(r.entries.Values, []any{
			int64(b.Member), int64(p.ID), e.No, int16(e.Asset), string(e.Side), e.Amount,
		})
	}
	for i, d := range p.Draws {
		r.draws.Values = append(r.draws.Values, []any{int64(b.Member), int64(p.ID), int64(d.Lot), int32(i + 1), d.Amount})
	}
}

func (r *rowSets) lot(b *Book, l *Lot, w *postgres.Writes) {
	var expires *time.Time
	if !l.ExpiresAt.IsZero() {
		expires = &l.ExpiresAt
	}
	switch {
	case l.fresh:
		r.lots.Values = append(r.lots.Values, []any{
			int64(b.Member), int64(l.ID), int16(l.Asset), int64(l.Posting), l.Amount, l.Remaining, l.Expired,
			l.Matured, l.MaturesAt, expires, l.CreditedAt,
		})
	case l.changed:
		w.Update(`UPDATE ledger.lot SET remaining = $3, expired = $4, matured = $5, expires_at = $6,
			xid = pg_current_xact_id() WHERE member_id = $1 AND id = $2`,
			b.Member, l.ID, l.Remaining, l.Expired, l.Matured, expires)
	}
}

func memo(m map[string]string) any {
	if len(m) == 0 {
		return nil
	}
	return m
}
