package member

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/job"
	"habitue/internal/platform/postgres"
)

// Cause says why somebody is erased.
type Cause string

// The causes.
const (
	CauseAsked    Cause = "asked"    // he wanted it
	CauseLeft     Cause = "left"     // he left, and the time to come back is over
	CauseRestored Cause = "restored" // a restored backup had brought him back
)

// Erasing asks for a member to be erased.
type Erasing struct {
	Member ID
	Waive  bool // he does not want back what he paid in
	Staff  int64
	Cause  Cause
}

// Erasure is a member who was erased.
type Erasure struct {
	Member ID        `json:"member"`
	Kin    []ID      `json:"kin,omitempty"` // who had become he
	At     time.Time `json:"at"`
	Cause  Cause     `json:"cause"`
	Staff  int64     `json:"staff,omitempty"`
	Waived bool      `json:"waived,omitempty"`
}

// Forget names the capabilities that have something to forget, in the order in which
// they are asked. The wiring calls it once, before anybody is served.
func (s *Service) Forget(forgetters ...Forgetter) { s.forgetters = forgetters }

// Erase destroys the keys of a member and of whoever had become he, within tx, and
// with them whatever the vault holds; identities, claims and search tokens go, and
// each forgetter ends what it keeps. The ids stay, so that orders and postings do.
// It cannot be undone, and his phone may join anew.
//
// Errors: ErrUnknown, ErrErased, ErrMergedAway, ErrOwed, ErrUnfinished with a field for each bar.
func (s *Service) Erase(ctx context.Context, tx postgres.Tx, e Erasing) (Erasure, error) {
	f, losses, err := s.lookAhead(ctx, tx, e)
	if err != nil {
		return Erasure{}, err
	}
	if err := barred(losses, e.Waive); err != nil {
		return Erasure{}, err
	}
	for _, one := range s.forgetters {
		if err := one.Forget(ctx, tx, f); err != nil {
			return Erasure{}, err
		}
	}
	now := s.clock.Now().UTC().Truncate(time.Microsecond)
	made := Erasure{Member: f.Member, Kin: f.Kin, At: now, Cause: e.Cause, Staff: e.Staff, Waived: e.Waive}
	if err := shred(ctx, tx, f.All(), now); err != nil {
		return Erasure{}, err
	}
	err = query(tx).InsertErasure(ctx, memberdb.InsertErasureParams{MemberID: int64(f.Member), Kin: postgres.IDs(f.Kin), ErasedAt: now,
		Cause: string(e.Cause), StaffID: e.Staff, Waived: e.Waive, SettledAt: &now})
	if err != nil {
		return Erasure{}, fmt.Errorf("note erasure of member %d: %w", f.Member, err)
	}
	return made, nil
}

// PreviewErase says what Erase would end, and what stands in its way. It does nothing.
// Errors: ErrUnknown, ErrErased, ErrMergedAway.
func (s *Service) PreviewErase(ctx context.Context, tx postgres.Tx, id ID) ([]Loss, error) {
	_, losses, err := s.lookAhead(ctx, tx, Erasing{Member: id})
	return losses, err
}

// lookAhead locks a member and those who had become he, and asks everybody.
func (s *Service) lookAhead(ctx context.Context, tx postgres.Tx, e Erasing) (Forgetting, []Loss, error) {
	f := Forgetting{Member: e.Member, Waived: e.Waive, Staff: e.Staff}
	locked, err := s.lockPair(ctx, tx, e.Member, e.Member)
	if err != nil {
		return f, nil, err
	}
	switch status, ok := locked[e.Member]; {
	case !ok:
		return f, nil, ErrUnknown.With("member", int64(e.Member))
	case status == Erased:
		return f, nil, ErrErased.With("member", int64(e.Member))
	case status == Merged:
		return f, nil, ErrMergedAway.With("member", int64(e.Member))
	}
	if f.Kin, err = s.Absorbed(ctx, tx, e.Member); err != nil {
		return f, nil, err
	}
	n, err := query(tx).CountVanishing(ctx, postgres.IDs(f.All()), s.clock.Now())
	if err != nil {
		return f, nil, fmt.Errorf("count what goes with member %d: %w", e.Member, err)
	}
	losses := []Loss{{Effect: Effect{"member.erase.goes", map[string]any{
		"identities": n.Identities, "sessions": n.Sessions, "labels": n.Labels, "merged": len(f.Kin)}}}}
	for _, one := range s.forgetters {
		more, err := one.Foresee(ctx, tx, f)
		if err != nil {
			return f, nil, err
		}
		losses = append(losses, more...)
	}
	return f, losses, nil
}

// barred is the refusal by what stands in the way. What is under way comes first: it
// cannot be waived.
func barred(losses []Loss, waived bool) error {
	for _, bar := range []struct {
		bar Bar
		err *errs.Error
	}{{Open, ErrUnfinished}, {Owed, ErrOwed}} {
		if bar.bar == Owed && waived {
			continue
		}
		err := bar.err
		for _, l := range losses {
			if l.Bar != bar.bar {
				continue
			}
			params := make([]any, 0, 2*len(l.Params))
			for name, value := range l.Params {
				params = append(params, name, value)
			}
			err = err.Field("member", l.Code, params...)
		}
		if len(err.Fields) > 0 {
			return err
		}
	}
	return nil
}

// shred takes away all by which anybody could learn who the members were. It needs no
// key: a restore does it, too.
func shred(ctx context.Context, tx postgres.Tx, all []ID, now time.Time) error {
	q, ids := query(tx), postgres.IDs(all)
	for _, step := range []func() error{
		func() error { return q.ShredCodes(ctx, ids) },
		func() error { return q.ShredTraces(ctx, ids) },
		func() error { return q.ShredClaims(ctx, ids) },
		func() error { return q.ShredIdentities(ctx, ids) },
		func() error { return q.ShredIdentitiesLent(ctx, ids) },
		func() error { return q.ShredKeys(ctx, ids) },
		func() error { return q.ShredVault(ctx, ids) },
		func() error { return q.ShredIdentityChanges(ctx, ids) },
		func() error { return q.ShredPasswords(ctx, ids) },
		func() error { return q.ShredPasskeys(ctx, ids) },
		func() error { return q.ShredMarks(ctx, ids) },
		func() error { return q.ShredMinors(ctx, ids) },
		func() error { return q.ShredFields(ctx, ids) },
		func() error { return q.ShredAddresses(ctx, ids) },
		func() error { return q.ShredFindings(ctx, ids) },
		func() error { return q.ShredRepairs(ctx, ids) },
		func() error { return q.ShredNoteVersions(ctx, ids) },
		func() error { return q.ShredNotes(ctx, ids) },
		func() error { return q.ForgetTokens(ctx, ids) },
		func() error { return q.SearchDone(ctx, ids) },
		func() error { return q.ShredSessions(ctx, ids) },
		func() error { return q.ShredLabels(ctx, now, ids) },
		func() error { return q.ShredTagReasons(ctx, ids) },
		func() error { return q.ShredRestrictions(ctx, now, ids) },
		func() error { return q.ShredConsents(ctx, ids) },
		func() error { return q.ShredMerges(ctx, ids) },
		func() error { return q.ShredMembers(ctx, ids) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("shred %d members: %w", len(all), err)
		}
	}
	return nil
}

// ErasedAfter returns a page of members who are erased or were retracted, by id.
func (s *Service) ErasedAfter(ctx context.Context, q postgres.Querier, after ID, limit int) ([]ID, error) {
	rows, err := q.Query(ctx, `SELECT member_id FROM member.member WHERE status = 'erased' AND member_id > $1 ORDER BY member_id LIMIT $2`, int64(after), limit)
	if err != nil {
		return nil, fmt.Errorf("list who is erased: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[ID])
	if err != nil {
		return nil, fmt.Errorf("list who is erased: %w", err)
	}
	return list, nil
}

// ErasureOf returns how a member was erased. Errors: ErrUnknown where he was not.
func (s *Service) ErasureOf(ctx context.Context, q postgres.Querier, id ID) (Erasure, error) {
	row, err := query(q).ErasureOf(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return Erasure{}, ErrUnknown.With("member", int64(id))
	}
	if err != nil {
		return Erasure{}, fmt.Errorf("read erasure of member %d: %w", id, err)
	}
	return erasureOf(row), nil
}

func erasureOf(r memberdb.MemberErasure) Erasure {
	return Erasure{Member: ID(r.MemberID), Kin: ids(r.Kin), At: r.ErasedAt.UTC(), Cause: Cause(r.Cause), Staff: r.StaffID, Waived: r.Waived}
}

// Unlisted returns erasures that do not stand in the list which a restore reads.
func (s *Service) Unlisted(ctx context.Context, q postgres.Querier, limit int) ([]Erasure, error) {
	rows, err := query(q).UnlistedErasures(ctx, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("read erasures to list: %w", err)
	}
	list := make([]Erasure, len(rows))
	for i, r := range rows {
		list[i] = erasureOf(r)
	}
	return list, nil
}

// Listed notes that erasures stand in the list.
func (s *Service) Listed(ctx context.Context, q postgres.Querier, list ...Erasure) error {
	all := make([]int64, len(list))
	for i, e := range list {
		all[i] = int64(e.Member)
	}
	if err := query(q).ListedErasures(ctx, s.clock.Now(), all); err != nil {
		return fmt.Errorf("note erasures as listed: %w", err)
	}
	return nil
}

// EraseAgain destroys the keys of those who had been erased when a backup is restored
// that still knew them, within tx, and returns how many they were. Nothing but the
// list is needed; what others keep of them ends with SettleErasures.
func EraseAgain(ctx context.Context, tx postgres.Tx, now time.Time, list ...Erasure) (int, error) {
	q, n := memberdb.New(tx), 0
	for _, e := range list {
		rows, err := q.LockAll(ctx, postgres.IDs(append([]ID{e.Member}, e.Kin...)))
		if err != nil {
			return n, fmt.Errorf("find member %d again: %w", e.Member, err)
		}
		var back, roots, kin []ID
		for _, r := range rows {
			if Status(r.Status) == Erased {
				continue
			}
			back = append(back, ID(r.MemberID))
			if Status(r.Status) == Merged {
				kin = append(kin, ID(r.MemberID))
			} else {
				roots = append(roots, ID(r.MemberID))
			}
		}
		if len(roots) == 0 {
			continue
		}
		if err := shred(ctx, tx, back, now); err != nil {
			return n, err
		}
		for _, root := range roots {
			err := q.InsertErasure(ctx, memberdb.InsertErasureParams{MemberID: int64(root), Kin: postgres.IDs(kin), ErasedAt: e.At,
				Cause: string(CauseRestored), StaffID: e.Staff, Waived: e.Waived, ListedAt: &now})
			if err != nil {
				return n, fmt.Errorf("note erasure of member %d again: %w", root, err)
			}
		}
		n += len(back)
	}
	return n, nil
}

// SettleErasures ends what others keep of members whom a restored backup had brought
// back, and returns how many it was done with. Whom something open keeps is tried
// again by the next run.
func (s *Service) SettleErasures(ctx context.Context) (int, error) {
	done := 0
	find := func(ctx context.Context, after int64, limit int32) ([]int64, error) {
		return query(s.db).UnsettledErasures(ctx, after, limit)
	}
	_, err := job.EachDue(ctx, find, func(ctx context.Context, id int64) error {
		return s.db.InTx(ctx, func(tx postgres.Tx) error {
			settled, err := s.settleErasure(ctx, tx, ID(id))
			if settled {
				done++
			}
			return err
		})
	})
	return done, err
}

func (s *Service) settleErasure(ctx context.Context, tx postgres.Tx, id ID) (settled bool, err error) {
	if _, err := s.lockPair(ctx, tx, id, id); err != nil {
		return false, err
	}
	e, err := s.ErasureOf(ctx, tx, id)
	if err != nil {
		return false, err
	}
	f := Forgetting{Member: id, Kin: e.Kin, Waived: true, Staff: e.Staff} // it was decided when he was erased
	settled = true
	for _, one := range s.forgetters {
		losses, err := one.Foresee(ctx, tx, f)
		if err != nil {
			return false, err
		}
		settled = settled && barred(losses, true) == nil
		if err := one.Forget(ctx, tx, f); err != nil {
			return false, err
		}
	}
	if !settled {
		return false, nil
	}
	now := s.clock.Now()
	return true, query(tx).SettledErasure(ctx, &now, int64(id))
}
