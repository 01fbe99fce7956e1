package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"habitue/internal/event"
	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

func openedTiered(runs []int64, after int64) intakedb.OpenedTieredParams {
	return intakedb.OpenedTieredParams{Runs: runs, Bit: 1 << levelBit, After: after, Lim: atOnce}
}

// Hindrance is why a run cannot be taken back: of so many members something depends on it.
type Hindrance struct {
	Code    string      `json:"code"`
	Members int64       `json:"members"`
	First   []member.ID `json:"first"` // some of them
}

// The hindrances.
const (
	HinderedBalance = "intake.hindered.balance" // it was spent, or set aside
	HinderedPosting = "intake.hindered.posting" // the member earned or was given something else
	HinderedCoupon  = "intake.hindered.coupon"  // one was used, given away, or is in a checkout
	HinderedOthers  = "intake.hindered.coupons" // the member has other coupons
	HinderedOrder   = "intake.hindered.order"   // the member bought something
	HinderedMember  = "intake.hindered.member"  // he signed in, consented, bears a label, was merged
	HinderedConsent = "intake.hindered.consent" // the member said something of the same since, or was merged
	HinderedRun     = "intake.hindered.run"     // another import tells something of the member
)

const shownHindered = 20

// undoBatch is how many rows are taken back together.
const undoBatch = 500

// hindering finds, among rows of a run, the members of whom something depends on it.
func (s *Service) hindering(ctx context.Context, q postgres.Querier, run RunID, rows []intakedb.OpenedToUndoRow) (map[string][]member.ID, error) {
	var all, made []member.ID
	for _, r := range rows {
		all = append(all, member.ID(r.MemberID))
		if r.Joined {
			made = append(made, member.ID(r.MemberID))
		}
	}
	found := map[string][]member.ID{}
	for _, ask := range []struct {
		code string
		ids  func() ([]member.ID, error)
	}{
		{HinderedBalance, func() ([]member.ID, error) { return s.Ledger.CarriedTouched(ctx, q, int64(run), false, all...) }},
		{HinderedPosting, func() ([]member.ID, error) { return s.Ledger.CarriedTouched(ctx, q, int64(run), true, made...) }},
		{HinderedCoupon, func() ([]member.ID, error) {
			return s.Coupons.CarriedTouched(ctx, q, openingKey(run), false, all...)
		}},
		{HinderedOthers, func() ([]member.ID, error) {
			return s.Coupons.CarriedTouched(ctx, q, openingKey(run), true, made...)
		}},
		{HinderedOrder, func() ([]member.ID, error) { return s.Orders.Buyers(ctx, q, made...) }},
		{HinderedMember, func() ([]member.ID, error) { return s.Members.Involved(ctx, q, made...) }},
		{HinderedConsent, func() ([]member.ID, error) {
			known := slices.DeleteFunc(slices.Clone(all), func(id member.ID) bool { return slices.Contains(made, id) })
			return s.Members.SpokenSince(ctx, q, openingKey(run), known...)
		}},
		{HinderedRun, func() ([]member.ID, error) {
			others, err := query(q).OpenedByOthers(ctx, postgres.IDs(made), int64(run))
			var ids []member.ID
			for _, o := range others {
				ids = append(ids, member.ID(o.MemberID))
			}
			return ids, err
		}},
	} {
		ids, err := ask.ids()
		if err != nil {
			return nil, fmt.Errorf("look for what run %d is needed for: %w", run, err)
		}
		slices.Sort(ids)
		if ids = slices.Compact(ids); len(ids) > 0 {
			found[ask.code] = ids
		}
	}
	return found, nil
}

// Hindrances says why a run cannot be taken back; nothing: it can. Errors: ErrNoSuchRun,
// ErrNotAnOpening.
func (s *Service) Hindrances(ctx context.Context, q postgres.Querier, run RunID) ([]Hindrance, error) {
	r, err := s.Get(ctx, q, run)
	if err != nil {
		return nil, err
	}
	if r.Kind == kindOrders {
		return nil, ErrNotAnOpening.With("run", int64(run))
	}
	sum := map[string]*Hindrance{}
	for after := int64(0); ; {
		rows, err := query(q).OpenedToUndo(ctx, int64(run), after, atOnce)
		if err != nil {
			return nil, fmt.Errorf("read rows of run %d: %w", run, err)
		}
		if len(rows) == 0 {
			break
		}
		after = rows[len(rows)-1].Row
		found, err := s.hindering(ctx, q, run, rows)
		if err != nil {
			return nil, err
		}
		for code, ids := range found {
			h := sum[code]
			if h == nil {
				h = &Hindrance{Code: code}
				sum[code] = h
			}
			h.Members += int64(len(ids))
			h.First = append(h.First, ids[:min(len(ids), shownHindered-len(h.First))]...)
		}
	}
	var list []Hindrance
	for _, code := range []string{HinderedBalance, HinderedPosting, HinderedCoupon, HinderedOthers, HinderedOrder, HinderedMember, HinderedConsent, HinderedRun} {
		if h := sum[code]; h != nil {
			list = append(list, *h)
		}
	}
	return list, nil
}

// Undoable refuses a run that cannot be taken back now. Errors: ErrNoSuchRun,
// ErrNotAnOpening, ErrHindered.
func (s *Service) Undoable(ctx context.Context, run RunID) error {
	list, err := s.Hindrances(ctx, s.DB, run)
	if err == nil && len(list) > 0 {
		err = hindered(run, list)
	}
	return err
}

// BeginUndo puts on record that a run is to be taken back; UndoOpening does it.
// Errors: ErrNoSuchRun, ErrNotUndone.
func (s *Service) BeginUndo(ctx context.Context, tx postgres.Tx, run RunID) (Run, error) {
	n, err := query(tx).BeginUndoing(ctx, s.Clock.Now(), int64(run))
	if err != nil {
		return Run{}, fmt.Errorf("begin to take run %d back: %w", run, err)
	}
	return s.changed(ctx, tx, run, n, ErrNotUndone)
}

// UndoOpening takes a run back: coupons, tiers and balances of each row, and then the
// members that it made. Nothing is taken back where something depends on any of it. It may
// be killed at any moment; the same again goes on. What comes to depend on a row meanwhile
// stays with its row, and ends it with ErrHindered; the rows before are taken back.
//
// Errors: ErrNoSuchRun, ErrNotAnOpening, ErrHindered, ErrNotUndone, ErrRunning.
func (s *Service) UndoOpening(ctx context.Context, run RunID, progress func(Progress)) (Opened, error) {
	unlock, err := s.lockKey(ctx, openingLock, fmt.Sprint(run))
	if err != nil {
		return Opened{}, err
	}
	defer unlock()
	r, err := s.Get(ctx, s.DB, run)
	if err != nil {
		return Opened{}, err
	}
	list, err := s.Hindrances(ctx, s.DB, run)
	if err != nil {
		return Opened{}, err
	}
	if len(list) > 0 {
		return Opened{}, hindered(run, list)
	}
	left, err := query(s.DB).OpenedRows(ctx, int64(run))
	if err != nil {
		return Opened{}, fmt.Errorf("count rows of run %d: %w", run, err)
	}
	n, err := query(s.DB).BeginUndoing(ctx, s.Clock.Now(), int64(run))
	if err != nil {
		return Opened{}, fmt.Errorf("begin to take run %d back: %w", run, err)
	}
	if n == 0 {
		return Opened{}, ErrNotUndone.With("status", string(r.Status))
	}
	done := int64(0)
	for {
		rows, err := s.undoSome(ctx, run)
		if err != nil {
			return Opened{}, err
		}
		if rows == 0 {
			break
		}
		done += int64(rows)
		if progress != nil {
			progress(Progress{Phase: PhaseUndo, Done: done, Total: left.Rows, Rows: done})
		}
	}
	out := Opened{Run: run, Kind: OpeningKind(r.Kind)}
	if r.Opened != nil {
		out = *r.Opened
	}
	out.Undone = &OpeningSums{Rows: left.Rows, Joined: left.Joined}
	if out.Undone.Rows == out.Applied.Rows {
		out.Undone.Assets, out.Undone.Levels, out.Undone.Coupons = out.Applied.Assets, out.Applied.Levels, out.Applied.Coupons
	}
	return out, s.endOpening(ctx, run, Undone, out)
}

func hindered(run RunID, list []Hindrance) error {
	e := ErrHindered.With("run", int64(run))
	for _, h := range list {
		e = e.Field(h.Code, h.Code, "members", h.Members)
	}
	return e
}

// undoSome takes the next rows back, in one transaction.
func (s *Service) undoSome(ctx context.Context, run RunID) (n int, err error) {
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		rows, err := query(tx).OpenedToUndo(ctx, int64(run), 0, undoBatch)
		if n = len(rows); err != nil || n == 0 {
			return err
		}
		var all, tiered, made []member.ID
		numbers := make([]int64, len(rows))
		for i, r := range rows {
			id := member.ID(r.MemberID)
			numbers[i] = r.Row
			all = append(all, id)
			if r.Posted&(1<<levelBit) != 0 {
				tiered = append(tiered, id)
			}
			if r.Joined {
				made = append(made, id)
			}
		}
		slices.Sort(all)
		all = slices.Compact(all)
		for _, id := range all { // in one order, as everybody who locks several
			if _, err := s.Members.Lock(ctx, tx, id); err != nil {
				return err
			}
		}
		found, err := s.hindering(ctx, tx, run, rows)
		if err != nil {
			return err
		}
		var list []Hindrance
		for code, ids := range found {
			list = append(list, Hindrance{Code: code, Members: int64(len(ids)), First: ids[:min(len(ids), shownHindered)]})
		}
		if len(list) > 0 {
			return hindered(run, list)
		}
		r, err := s.Get(ctx, tx, run)
		if err != nil {
			return err
		}
		if OpeningKind(r.Kind) == OpenCoupons {
			for _, row := range rows {
				if err := s.Coupons.CarryBack(ctx, tx, member.ID(row.MemberID), openingKey(run)+fmt.Sprint(row.Row)); err != nil {
					return err
				}
			}
		}
		slices.Sort(tiered)
		if tiered = slices.Compact(tiered); len(tiered) > 0 {
			if err := s.Tiers.CarryBack(ctx, tx, int64(run), tiered...); err != nil {
				return err
			}
		}
		if err := s.Ledger.CarryBack(ctx, tx, int64(run), all...); err != nil {
			return err
		}
		if err := s.Members.UnsayConsents(ctx, tx, openingKey(run), all...); err != nil {
			return err
		}
		if err := event.Forget(ctx, tx, made...); err != nil {
			return err
		}
		return errors.Join(s.Members.Retract(ctx, tx, made...), query(tx).OpenedUndone(ctx, s.Clock.Now(), int64(run), numbers))
	})
	return n, err
}
