package ledger

import (
	"context"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Follower lets value follow when members become one, or two again.
func (s *Service) Follower() member.Follower { return follower{s} }

type follower struct{ ledger *Service }

// Preview implements member.Follower: a line for each asset.
func (f follower) Preview(ctx context.Context, tx postgres.Tx, m member.Merging, undo bool) ([]member.Effect, error) {
	code, preview := "ledger.merge.moves", f.ledger.PreviewMerge
	if undo {
		code, preview = "ledger.merge.returns", f.ledger.PreviewUnmerge
	}
	out, err := preview(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	assets, err := f.ledger.Assets(ctx, tx)
	if err != nil {
		return nil, err
	}
	effects := make([]member.Effect, len(out.Assets))
	for i, a := range out.Assets {
		said := assets[a.Asset].said
		effects[i] = member.Effect{Code: code, Params: map[string]any{
			"asset": assets[a.Asset].Code, "available": said(a.Available), "pending": said(a.Pending), "held": said(a.Held), "owed": said(a.Owed),
			"lapsed": said(a.Lapsed), "short": said(a.Short),
		}}
	}
	return effects, nil
}

// Merge implements member.Follower.
func (f follower) Merge(ctx context.Context, tx postgres.Tx, m member.Merging) error {
	_, err := f.ledger.Merge(ctx, tx, m)
	return err
}

// Unmerge implements member.Follower.
func (f follower) Unmerge(ctx context.Context, tx postgres.Tx, m member.Merging) error {
	_, err := f.ledger.Unmerge(ctx, tx, m)
	return err
}
