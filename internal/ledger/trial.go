package ledger

import "context"

// TrialRow is a side of an asset in the trial balance.
type TrialRow struct {
	Asset   AssetID
	Side    Side
	Amount  int64
	Entries int64
}

// Trial returns the trial balance: what all entries of each asset come to, side
// by side, before a cut. The sides of an asset sum to zero.
func (s *Service) Trial(ctx context.Context, from Source, cut Cut) ([]TrialRow, error) {
	name, args := "trial_whole", []any(nil)
	if !cut.At.IsZero() {
		name, args = "trial", []any{cut.At}
	}
	return ask(ctx, s, from, cut.Clock, name, args, func(r *TrialRow) []any {
		return []any{&r.Asset, &r.Side, &r.Amount, &r.Entries}
	})
}
