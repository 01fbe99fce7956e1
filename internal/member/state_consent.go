package member

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/org"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// StateConsents keeps what a member states, and says by a notice if something else
// is in force after it. What is older than what is known is kept and changes
// nothing; of two statements of one instant the withdrawal counts; a reference that
// was there before is not kept again.
//
// Errors: ErrUnknown, ErrHasLeft, ErrBadConsent, ErrNoConsentText, ErrMinor.
func (s *Service) StateConsents(ctx context.Context, tx postgres.Tx, id ID, list ...Statement) error {
	if len(list) == 0 {
		return nil
	}
	now := s.clock.Now().UTC().Truncate(time.Microsecond)
	list = slices.Clone(list)
	minor, err := s.MinorityOf(ctx, tx, id)
	if err != nil {
		return err
	}
	for i := range list {
		if list[i].Purpose == Guardianship {
			return ErrBadConsent.Field("purpose", "member.bad_purpose")
		}
		if minor.Is() && list[i].Granted && list[i].Purpose != Serving {
			return ErrMinor
		}
		if list[i].At.IsZero() {
			list[i].At = now
		}
		list[i].At = list[i].At.UTC().Truncate(time.Microsecond)
		if err := s.admitStatement(ctx, tx, list[i], now); err != nil {
			return err
		}
	}
	// Two who speak for one member at once would both miss what the other changed.
	if _, err := s.Lock(ctx, tx, id); err != nil {
		return err
	}
	m, err := s.Get(ctx, tx, id)
	if err != nil {
		return err
	}
	if m.Status != Active {
		return ErrHasLeft
	}
	if minor.State == MinorGrown {
		if _, err := s.endMinority(ctx, tx, id, now); err != nil {
			return err
		}
		if err := s.Asked(ctx, tx, id); err != nil {
			return err
		}
	}
	return s.changingConsents(ctx, tx, id, func() error {
		for _, st := range list {
			if err := s.keepStatement(ctx, tx, id, st, now); err != nil {
				return err
			}
		}
		return s.recordChanged(ctx, tx, id)
	})
}

// changingConsents does what may change what a member agreed to, and says so by a
// notice if something else is in force after it.
func (s *Service) changingConsents(ctx context.Context, tx postgres.Tx, id ID, do func() error) error {
	before, err := s.inForce(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	after, err := s.inForce(ctx, tx, id)
	if err != nil {
		return err
	}
	profiling := Question{Profiling, NoWay}
	if said, ok := after[profiling]; ok && !said.Granted && (before.of(profiling).Granted || before[profiling].Since.IsZero()) {
		if err := s.stopReckoning(ctx, tx, id); err != nil {
			return err
		}
	}
	for _, asked := range slices.Concat(slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after))) {
		if before.of(asked).Granted != after.of(asked).Granted {
			return s.notices.Speak(ctx, tx, NoticeConsentChanged, notice.Ref{Member: int64(id), ID: int64(id)})
		}
	}
	return nil
}

func (s *Service) admitStatement(ctx context.Context, tx postgres.Tx, st Statement, now time.Time) error {
	if err := st.validate(now); err != nil {
		return err
	}
	if st.Text == 0 {
		return nil
	}
	there, err := query(tx).HasConsentText(ctx, string(st.Purpose), int32(st.Text))
	if err != nil {
		return fmt.Errorf("look for a consent text: %w", err)
	}
	if !there {
		return ErrNoConsentText
	}
	return nil
}

func (s *Service) keepStatement(ctx context.Context, tx postgres.Tx, id ID, st Statement, now time.Time) error {
	key, err := s.ids.Next(ctx)
	if err != nil {
		return err
	}
	if st.Reference == "" {
		st.Reference = strconv.FormatInt(key, 10)
	}
	var address []byte
	if st.Address != "" {
		address = s.keys.Lasting("consent", network(st.Address))
	}
	err = query(tx).AddConsent(ctx, memberdb.AddConsentParams{
		MemberID: int64(id), ConsentID: key, Purpose: string(st.Purpose), Channel: string(st.Way), Granted: st.Granted,
		TextVersion: postgres.Optional(int32(st.Text)), Via: string(st.Via), StoreID: postgres.Optional(int64(st.Store)),
		StatedBy: st.By, Address: address, Reason: st.Reason, Reference: st.Reference, OccurredAt: st.At, RecordedAt: now,
	})
	if err != nil {
		return fmt.Errorf("keep a consent of member %d: %w", id, err)
	}
	return nil
}

// ConsentHistory returns what a member stated, the newest entry first, from before
// a statement on; zero: from the newest.
func (s *Service) ConsentHistory(ctx context.Context, q postgres.Querier, id ID, before StatementID, most int) ([]Stated, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	rows, err := query(q).ConsentHistory(ctx, int64(id), int64(before), int32(most))
	if err != nil {
		return nil, fmt.Errorf("read what member %d stated: %w", id, err)
	}
	list := make([]Stated, len(rows))
	for i, r := range rows {
		list[i] = Stated{ID: StatementID(r.ConsentID), RecordedAt: r.RecordedAt.UTC(), UnsaidAt: postgres.Value(r.UnsaidAt).UTC(), Statement: Statement{
			Question: Question{Purpose(r.Purpose), Way(r.Channel)}, Granted: r.Granted, Text: int(postgres.Value(r.TextVersion)),
			Via: Via(r.Via), Store: org.StoreID(postgres.Value(r.StoreID)), By: r.StatedBy,
			Reason: r.Reason, Reference: r.Reference, At: r.OccurredAt.UTC(),
		}}
	}
	return list, nil
}
