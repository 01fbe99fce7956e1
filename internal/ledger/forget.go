package ledger

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Forgetter ends the value of members who are erased. What they had lapses, so that
// nothing is owed to nobody; their postings stay, without what was noted with them.
func (s *Service) Forgetter() member.Forgetter { return forgetter{s} }

type forgetter struct{ ledger *Service }

// notes are what people wrote to postings and adjustments. No leaf of the log holds
// any, so that proofs of before hold afterwards.
var notes = member.Texts{
	`UPDATE ledger.posting SET memo = NULL WHERE member_id = ANY ($1::bigint[]) AND memo IS NOT NULL`,
	`UPDATE ledger.adjustment SET note = '', reference = '' WHERE member_id = ANY ($1::bigint[])`,
}

// Foresee implements member.Forgetter: a line for each asset of which there is
// something, and one for what is held.
func (f forgetter) Foresee(ctx context.Context, tx postgres.Tx, of member.Forgetting) ([]member.Loss, error) {
	balances, err := f.ledger.Balances(ctx, tx, of.Member)
	if err != nil {
		return nil, err
	}
	assets, err := f.ledger.Assets(ctx, tx)
	if err != nil {
		return nil, err
	}
	var losses []member.Loss
	for _, b := range balances[of.Member] {
		a := assets[b.Asset]
		if b.Held > 0 {
			losses = append(losses, member.Loss{Bar: member.Open, Effect: member.Effect{Code: "ledger.erase.held",
				Params: map[string]any{"asset": a.Name, "amount": a.said(b.Held)}}})
		}
		if b.Available+b.Pending == 0 {
			continue
		}
		loss := member.Loss{Effect: member.Effect{Code: "ledger.erase.lapses", Params: map[string]any{"asset": a.Name, "available": a.said(b.Available), "pending": a.said(b.Pending)}}}
		if a.Kind == KindPrincipal {
			loss.Bar, loss.Code = member.Owed, "ledger.erase.principal"
		}
		losses = append(losses, loss)
	}
	return losses, nil
}

// Forget implements member.Forgetter.
func (f forgetter) Forget(ctx context.Context, tx postgres.Tx, of member.Forgetting) error {
	if err := f.ledger.lapse(ctx, tx, of); err != nil {
		return fmt.Errorf("end the value of member %d: %w", of.Member, err)
	}
	return notes.Forget(ctx, tx, of)
}

func (s *Service) lapse(ctx context.Context, tx postgres.Tx, of member.Forgetting) error {
	if err := s.lockKin(ctx, tx, of.All()...); err != nil {
		return err
	}
	books, err := s.load(ctx, tx, oneKin, []Need{{Member: of.Member}})
	if err != nil {
		return err
	}
	if err := books[of.Member].lapse(of.Staff, s.Clock.Now()); err != nil {
		return err
	}
	return s.Save(ctx, tx, books[of.Member])
}

// lapse takes all that the member has and no hold keeps, pending value included, as
// one posting into what has expired. Where there is nothing, nothing is posted.
func (b *Book) lapse(staff int64, now time.Time) error {
	if err := b.settleAll(now); err != nil {
		return err
	}
	id, err := b.newID()
	if err != nil {
		return err
	}
	w := &posted{ID: PostingID(id), RecordedAt: b.recordedAt(now), Posting: Posting{
		Member: b.Member, Reason: Expire, Key: fmt.Sprintf("expire:erased:%d", id), Ref: Ref{"erasure", int64(b.Member)}, Staff: staff, OccurredAt: now,
	}}
	for _, l := range b.lots {
		amount := l.free()
		if amount == 0 {
			continue
		}
		side, a := Available, b.account(l.Asset)
		if l.Matured {
			a.Balance -= amount
		} else {
			side, a.Pending = Pending, a.Pending-amount
		}
		l.Expired += amount
		b.draw(w, l, amount)
		b.entry(w, l.Asset, side, -amount)
		b.entry(w, l.Asset, Expired, amount)
	}
	if b.untouched(w) {
		return nil
	}
	b.note(w, w.bodyHash())
	return nil
}
