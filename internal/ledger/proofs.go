package ledger

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/ledger/internal/ledgerdb"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
)

// Proofs are what must hold of the books at any instant.
func Proofs() []check.Proof {
	return []check.Proof{
		check.None("ledger.rows_have_postings", on((*ledgerdb.Queries).Orphans),
			func(r ledgerdb.OrphansRow) string {
				return fmt.Sprintf("a %s of member %d belongs to posting %d, which is not complete", r.Kind, r.MemberID, r.ID)
			}),
		check.None("ledger.entries_sum_to_zero", on((*ledgerdb.Queries).UnbalancedPostings),
			func(r ledgerdb.UnbalancedPostingsRow) string {
				return fmt.Sprintf("posting %d of member %d: asset %d sums to %d", r.PostingID, r.MemberID, r.AssetID, r.Sum)
			}),
		check.None("ledger.balances_equal_entries", on((*ledgerdb.Queries).AccountsOffEntries),
			func(r ledgerdb.AccountsOffEntriesRow) string {
				return fmt.Sprintf("member %d, asset %d: balance %d but entries %d; pending %d but entries %d",
					r.MemberID, r.AssetID, r.Balance, r.Available, r.Pending, r.PendingEntries)
			}),
		check.None("ledger.balances_equal_lots", on((*ledgerdb.Queries).AccountsOffLots),
			func(r ledgerdb.AccountsOffLotsRow) string {
				return fmt.Sprintf("member %d, asset %d: balance %d but matured lots %d less owed %d; pending %d but lots %d",
					r.MemberID, r.AssetID, r.Balance, r.Matured, r.Owed, r.Pending, r.PendingLots)
			}),
		check.None("ledger.lots_equal_draws", on((*ledgerdb.Queries).LotsOffDraws),
			func(r ledgerdb.LotsOffDrawsRow) string {
				return fmt.Sprintf("lot %d of member %d: %d less drawn %d is not %d", r.ID, r.MemberID, r.Amount, r.Drawn, r.Remaining)
			}),
		check.None("ledger.held_equals_holds", on((*ledgerdb.Queries).HeldOffHolds),
			func(r ledgerdb.HeldOffHoldsRow) string {
				return fmt.Sprintf("%s %d of member %d keeps %d aside, its holds %d", r.Kind, r.ID, r.MemberID, r.Kept, r.Holds)
			}),
		check.None("ledger.merged_have_nothing", on((*ledgerdb.Queries).MergedOffBooks),
			func(r ledgerdb.MergedOffBooksRow) string {
				return fmt.Sprintf("merge %d of members %d and %d is not what both say, or left something behind", r.ID, r.MemberID, r.OtherID)
			}),
		check.None("ledger.activity_equals_postings", on((*ledgerdb.Queries).AccountsOffActivity),
			func(r ledgerdb.AccountsOffActivityRow) string {
				return fmt.Sprintf("member %d, asset %d: posting %d is not the last activity", r.MemberID, r.AssetID, r.PostingID)
			}),
		check.None("ledger.lots_live_as_extended", on((*ledgerdb.Queries).LotsOffExtensions),
			func(r ledgerdb.LotsOffExtensionsRow) string {
				return fmt.Sprintf("lot %d of member %d ends at %s, although it was extended to %s",
					r.ID, r.MemberID, r.ExpiresAt.Format(time.RFC3339), r.Until.Format(time.RFC3339))
			}),
		check.None("ledger.adjustments_are_recorded", on((*ledgerdb.Queries).PostingsWithoutAdjustment),
			func(r ledgerdb.PostingsWithoutAdjustmentRow) string {
				return fmt.Sprintf("posting %d of member %d names an adjustment that is not there", r.ID, r.MemberID)
			}),
		check.None("ledger.entries_are_logged", on((*ledgerdb.Queries).Unlogged),
			func(r ledgerdb.UnloggedRow) string {
				if r.Kind == "lost" {
					return fmt.Sprintf("posting %d of member %d was written, and was gone when the log came for it", r.PostingID, r.MemberID)
				}
				return fmt.Sprintf("posting %d of member %d is neither in the log nor waiting for it: it was added behind our back", r.PostingID, r.MemberID)
			}),
	}
}

func on[R any](query func(*ledgerdb.Queries, context.Context) ([]R, error)) func(context.Context, postgres.Querier) ([]R, error) {
	return func(ctx context.Context, q postgres.Querier) ([]R, error) {
		return query(ledgerdb.New(q.(ledgerdb.DBTX)), ctx)
	}
}
