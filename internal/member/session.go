package member

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

const (
	accessLife   = 15 * time.Minute
	rememberLife = 90 * 24 * time.Hour // unused so long, a device is forgotten
	sessionLife  = 12 * time.Hour      // where nobody asked to be remembered
	oldest       = 365 * 24 * time.Hour
	// renewAgain is how long the pair before may ask again for the present one: two
	// pages of one browser renew at once, and answers get lost between cells.
	renewAgain = 30 * time.Second
	seenEvery  = time.Minute
)

// Why a session ended.
const (
	signedOut      = "sign_out"
	endedElsewhere = "elsewhere"
	signedInAgain  = "again"
	tokenReused    = "reused"

	recovered       = "recovered"
	endedByIdentity = "identity" // that one signs in by was changed or taken off
	copied          = "copied"   // a passkey of which there are two signed in
)

// SessionID names one sign-in of one device.
type SessionID int64

// Session is where a member is signed in.
type Session struct {
	ID         SessionID
	Member     Member
	Remembered bool
	Device     string // "iPhone · WeChat"
	Network    string // 203.0.113.0/24
	CreatedAt  time.Time
	SeenAt     time.Time
	ExpiresAt  time.Time
	ProvedAt   time.Time // when the member last showed that it is he
}

// AccessUntil is when the access token of a session that was renewed at an
// instant ends.
func AccessUntil(renewed time.Time) time.Time { return renewed.Add(accessLife) }

// begin writes a new session. Nothing of it was known before somebody signed in,
// so that nobody can have planted it.
// proved says whether he showed that it is he.
func (s *Service) begin(ctx context.Context, tx postgres.Tx, m Member, d Device, remember, proved bool) (Session, Tokens, error) {
	id, err := s.ids.Next(ctx)
	if err != nil {
		return Session{}, Tokens{}, err
	}
	salt := make([]byte, saltBytes)
	rand.Read(salt)
	now := s.clock.Now()
	index := s.keys.Indexes()[0]
	row := memberdb.InsertSessionParams{ID: id, MemberID: int64(m.ID), Salt: salt, Remembered: remember, IndexKey: int16(index.Generation()),
		Device: deviceName(d.Agent), Network: shownNetwork(d.Address), Now: now, ExpiresAt: now.Add(lifeOf(remember))}
	provedAt := now.UTC()
	if !proved {
		provedAt = now.UTC().Add(-provedLife)
		row.ProvedAt = &provedAt
	}
	if err := query(tx).InsertSession(ctx, row); err != nil {
		return Session{}, Tokens{}, fmt.Errorf("begin session of member %d: %w", m.ID, err)
	}
	if d.ID != "" {
		if err := s.LeaveMarks(ctx, tx, m.ID, Mark{Kind: DeviceMark, Name: d.ID}); err != nil {
			return Session{}, Tokens{}, err
		}
	}
	return Session{ID: SessionID(id), Member: m, Remembered: remember, Device: row.Device, Network: row.Network,
		CreatedAt: now.UTC(), SeenAt: now.UTC(), ExpiresAt: row.ExpiresAt.UTC(), ProvedAt: provedAt}, pair(index, id, salt, 1), nil
}

func lifeOf(remember bool) time.Duration {
	if remember {
		return rememberLife
	}
	return sessionLife
}

// SignedIn returns the session of an access token. Errors: ErrNotSignedIn.
func (s *Service) SignedIn(ctx context.Context, token string) (Session, error) {
	t, ok := readToken(AccessPrefix, token)
	if !ok {
		return Session{}, ErrNotSignedIn
	}
	row, err := query(s.db).Session(ctx, t.session)
	if errors.Is(err, pgx.ErrNoRows) {
		return Session{}, ErrNotSignedIn
	}
	if err != nil {
		return Session{}, fmt.Errorf("find session: %w", err)
	}
	now := s.clock.Now()
	current := t.generation == row.Generation || t.generation == row.Generation-1 && now.Before(row.RenewedAt.Add(renewAgain))
	fresh := now.Before(AccessUntil(row.RenewedAt)) && !now.Before(row.RenewedAt.Add(-clockSkew))
	if !s.ours(AccessPrefix, t, row) || !alive(row, now) || !current || !fresh {
		return Session{}, ErrNotSignedIn
	}
	if now.Sub(row.SeenAt) >= seenEvery {
		if err := query(s.db).TouchSession(ctx, now, row.ID); err != nil {
			return Session{}, fmt.Errorf("note use of session: %w", err)
		}
	}
	m, err := s.holder(ctx, s.db, &row)
	return sessionOf(row, m), err
}

func alive(row memberdb.MemberSession, now time.Time) bool {
	return row.EndedAt == nil && now.Before(row.ExpiresAt)
}

// holder returns the member who is signed in. A session of one who was merged into
// another goes on as the other's. Errors: ErrNotSignedIn for who has left.
func (s *Service) holder(ctx context.Context, q postgres.Querier, row *memberdb.MemberSession) (Member, error) {
	m, err := s.living(ctx, q, ID(row.MemberID))
	if err != nil || int64(m.ID) == row.MemberID {
		return m, err
	}
	if err := query(q).PassSession(ctx, row.ID, int64(m.ID)); err != nil {
		return m, fmt.Errorf("pass session on to member %d: %w", m.ID, err)
	}
	row.MemberID = int64(m.ID)
	return m, nil
}

// living returns the member for whom an id stands now, himself or the one into
// whom he was merged. Errors: ErrNotSignedIn for who has left.
func (s *Service) living(ctx context.Context, q postgres.Querier, id ID) (Member, error) {
	for range maxMerges {
		m, err := s.Get(ctx, q, id)
		switch {
		case err != nil:
			return Member{}, err
		case m.Status == Active:
			return m, nil
		case m.Status != Merged:
			return Member{}, ErrNotSignedIn
		}
		id = m.MergedInto
	}
	return Member{}, fmt.Errorf("follow member %d: merged in a circle", id)
}

// Renew gives the next pair of tokens for the last one. The pair before gets the
// present one once more for a moment; an older one was copied by somebody, and
// whoever it was, the session ends for both. It runs a transaction of its own: the
// end must stay though the caller gets an error. Errors: ErrNotSignedIn.
func (s *Service) Renew(ctx context.Context, token string) (session Session, tokens Tokens, err error) {
	t, ok := readToken(renewPrefix, token)
	if !ok {
		return session, tokens, ErrNotSignedIn
	}
	refused := false
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		refused = true
		row, err := query(tx).SessionForUpdate(ctx, t.session)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("lock session: %w", err)
		}
		now := s.clock.Now()
		if !s.ours(renewPrefix, t, row) || !alive(row, now) {
			return nil
		}
		m, err := s.holder(ctx, tx, &row)
		if errors.Is(err, ErrNotSignedIn) {
			return nil
		}
		if err != nil {
			return err
		}
		again := t.generation == row.Generation-1 && now.Before(row.RenewedAt.Add(renewAgain))
		if t.generation != row.Generation && !again {
			return s.end(ctx, tx, row, tokenReused)
		}
		refused = false
		index, err := s.indexOf(row, again)
		if err != nil {
			return err
		}
		if !again {
			row.Generation++
			row.RenewedAt, row.SeenAt = now, now
			row.ExpiresAt = earlier(now.Add(lifeOf(row.Remembered)), row.CreatedAt.Add(oldest))
			err = query(tx).RenewSession(ctx, memberdb.RenewSessionParams{ID: row.ID, Generation: row.Generation, Now: now, ExpiresAt: row.ExpiresAt,
				IndexKey: int16(index.Generation())})
			if err != nil {
				return fmt.Errorf("renew session: %w", err)
			}
		}
		session, tokens = sessionOf(row, m), pair(index, row.ID, row.Salt, row.Generation)
		return nil
	})
	if err == nil && refused {
		err = ErrNotSignedIn
	}
	return session, tokens, err
}

// indexOf is the index key from which the next pair of a session follows; who asks for
// the present pair again gets that.
func (s *Service) indexOf(row memberdb.MemberSession, again bool) (*secret.Index, error) {
	if again {
		return s.keys.Index(int(row.IndexKey))
	}
	return s.keys.Indexes()[0], nil
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func (s *Service) end(ctx context.Context, q postgres.Querier, row memberdb.MemberSession, why string) error {
	now := s.clock.Now()
	_, err := query(q).EndSession(ctx, memberdb.EndSessionParams{ID: row.ID, MemberID: row.MemberID, Now: &now, Why: &why})
	if err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	return nil
}

// endBefore ends the session that a browser had before somebody signed in with it.
func (s *Service) endBefore(ctx context.Context, q postgres.Querier, token string) error {
	for _, prefix := range []string{AccessPrefix, renewPrefix} {
		t, ok := readToken(prefix, token)
		if !ok {
			continue
		}
		row, err := query(q).Session(ctx, t.session)
		if errors.Is(err, pgx.ErrNoRows) || err == nil && !s.ours(prefix, t, row) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("find the session before: %w", err)
		}
		return s.end(ctx, q, row, signedInAgain)
	}
	return nil
}

// SignOut ends a session.
func (s *Service) SignOut(ctx context.Context, session Session) error {
	_, err := s.endSession(ctx, session.Member.ID, session.ID, signedOut)
	return err
}

// EndSession lets a member sign a device of his own out. Errors: ErrNoSession.
func (s *Service) EndSession(ctx context.Context, m ID, id SessionID) error {
	ended, err := s.endSession(ctx, m, id, endedElsewhere)
	if err == nil && !ended {
		return ErrNoSession
	}
	return err
}

func (s *Service) endSession(ctx context.Context, m ID, id SessionID, why string) (ended bool, err error) {
	now := s.clock.Now()
	n, err := query(s.db).EndSession(ctx, memberdb.EndSessionParams{ID: int64(id), MemberID: int64(m), Now: &now, Why: &why})
	if err != nil {
		return false, fmt.Errorf("end session: %w", err)
	}
	return n > 0, nil
}

// EndSessions signs a member out everywhere but in one session; 0: everywhere.
func (s *Service) EndSessions(ctx context.Context, m ID, but SessionID) (int, error) {
	now := s.clock.Now()
	why := endedElsewhere
	n, err := query(s.db).EndSessionsOf(ctx, memberdb.EndSessionsOfParams{MemberID: int64(m), But: int64(but), Now: &now, Why: &why})
	if err != nil {
		return 0, fmt.Errorf("end sessions of member %d: %w", m, err)
	}
	return int(n), nil
}

// Sessions returns where a member is signed in, the one used last first.
func (s *Service) Sessions(ctx context.Context, m Member) ([]Session, error) {
	rows, err := query(s.db).SessionsOf(ctx, int64(m.ID), s.clock.Now())
	if err != nil {
		return nil, fmt.Errorf("list sessions of member %d: %w", m.ID, err)
	}
	list := make([]Session, len(rows))
	for i, row := range rows {
		list[i] = sessionOf(row, m)
	}
	return list, nil
}

func sessionOf(row memberdb.MemberSession, m Member) Session {
	proved := row.CreatedAt
	if row.ProvedAt != nil {
		proved = *row.ProvedAt
	}
	return Session{ProvedAt: proved.UTC(), ID: SessionID(row.ID), Member: m, Remembered: row.Remembered, Device: row.Device, Network: row.Network,
		CreatedAt: row.CreatedAt.UTC(), SeenAt: row.SeenAt.UTC(), ExpiresAt: row.ExpiresAt.UTC()}
}
