package member

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Home is the address at which members reach the program; empty: nobody said.
func (s *Service) Home() string { return s.home }

// PosterPath leads to where one joins by a poster, below Home.
func PosterPath(code string) string { return "/m/?poster=" + code }

// MakePoster makes a poster, with a code of its own. Errors: ErrBadPoster, ErrTooManyPosters.
func (s *Service) MakePoster(ctx context.Context, tx postgres.Tx, p Poster, by string) (PosterID, error) {
	p, err := p.fold()
	if err != nil {
		return 0, err
	}
	n, err := query(tx).CountPosters(ctx)
	if err != nil {
		return 0, fmt.Errorf("count posters: %w", err)
	}
	if n >= mostPosters {
		return 0, ErrTooManyPosters.With("most", mostPosters)
	}
	id, err := s.ids.Next(ctx)
	if err != nil {
		return 0, err
	}
	err = query(tx).AddPoster(ctx, memberdb.AddPosterParams{ID: id, Code: newPosterCode(), Name: p.Name,
		StoreID: postgres.Optional(int64(p.Store)), ChannelID: postgres.Optional(int64(p.Channel)), Adviser: postgres.Optional(p.Adviser),
		Headline: p.Headline, Words: orNone(p.Words), BeginsAt: p.From, EndsAt: postgres.Optional(p.Until), MadeBy: by, MadeAt: s.clock.Now()})
	if err != nil {
		return 0, fmt.Errorf("make a poster: %w", err)
	}
	return PosterID(id), nil
}

// orNone keeps a text that was not given from being no JSON.
func orNone(t i18n.Text) i18n.Text {
	if t == nil {
		return i18n.Text{}
	}
	return t
}

// ChangePoster changes the name, words and days of a poster as it was seen. What it stands
// for stays. Errors: ErrNoPoster, ErrBadPoster, ErrPosterMoved.
func (s *Service) ChangePoster(ctx context.Context, tx postgres.Tx, id PosterID, seen int, name string, w PosterWords, by string) error {
	p, err := s.Poster(ctx, tx, id)
	if err != nil {
		return err
	}
	p.Name, p.PosterWords = name, w
	if p, err = p.fold(); err != nil {
		return err
	}
	done, err := query(tx).ChangePoster(ctx, memberdb.ChangePosterParams{ID: int64(id), Seen: int32(seen), Name: p.Name, Headline: p.Headline, Words: orNone(p.Words),
		BeginsAt: p.From, EndsAt: postgres.Optional(p.Until), ChangedBy: by, ChangedAt: s.clock.Now()})
	return changedPoster(id, done, err)
}

// TurnPoster makes a poster run, pause or end. Ending is undone by making it run again;
// one whose days are over has to be given others. Errors: ErrNoPoster, ErrPosterMoved, ErrPosterOver.
func (s *Service) TurnPoster(ctx context.Context, tx postgres.Tx, id PosterID, seen int, to PosterState, by string) error {
	p, err := s.Poster(ctx, tx, id)
	if err != nil {
		return err
	}
	now := s.clock.Now()
	turn := memberdb.TurnPosterParams{ID: int64(id), Seen: int32(seen), Paused: to == PosterPaused, ChangedBy: by, ChangedAt: now}
	if to == PosterEnded {
		turn.EndedAt = &now
	} else if !p.Until.IsZero() && !now.Before(p.Until) {
		return ErrPosterOver.With("poster", int64(id))
	}
	done, err := query(tx).TurnPoster(ctx, turn)
	return changedPoster(id, done, err)
}

func changedPoster(id PosterID, done int64, err error) error {
	if err != nil {
		return fmt.Errorf("change poster %d: %w", id, err)
	}
	if done == 0 {
		return ErrPosterMoved.With("poster", int64(id))
	}
	return nil
}

// Poster returns one poster. Errors: ErrNoPoster.
func (s *Service) Poster(ctx context.Context, q postgres.Querier, id PosterID) (Poster, error) {
	row, err := query(q).Poster(ctx, int64(id))
	return posterOr(row, err, "poster", int64(id))
}

// PosterOfCode returns the poster of a link. Errors: ErrNoPoster.
func (s *Service) PosterOfCode(ctx context.Context, q postgres.Querier, code string) (Poster, error) {
	if code = posterCode(code); code == "" {
		return Poster{}, ErrNoPoster
	}
	row, err := query(q).PosterOfCode(ctx, code)
	return posterOr(row, err, "code", code)
}

func posterOr(row memberdb.MemberPoster, err error, key string, value any) (Poster, error) {
	if errors.Is(err, pgx.ErrNoRows) {
		return Poster{}, ErrNoPoster.With(key, value)
	}
	if err != nil {
		return Poster{}, fmt.Errorf("read a poster: %w", err)
	}
	return posterOf(row), nil
}

func posterOf(r memberdb.MemberPoster) Poster {
	return Poster{ID: PosterID(r.ID), Code: r.Code, Name: r.Name, Store: org.StoreID(postgres.Value(r.StoreID)), Channel: org.ChannelID(postgres.Value(r.ChannelID)),
		Adviser: postgres.Value(r.Adviser), PosterWords: PosterWords{r.Headline, r.Words, r.BeginsAt.UTC(), postgres.Value(r.EndsAt).UTC()},
		Paused: r.Paused, EndedAt: postgres.Value(r.EndedAt).UTC(), Version: int(r.Version),
		MadeBy: r.MadeBy, MadeAt: r.MadeAt.UTC(), ChangedBy: r.ChangedBy, ChangedAt: r.ChangedAt.UTC()}
}

// PosterFilter leaves posters out of a list.
type PosterFilter struct {
	Text    string        // in the name or the adviser, or the code
	State   PosterState   // empty: any
	Stores  []org.StoreID // none: those of no store, too
	Adviser string
}

// Posters returns posters, the newest first, after one of them. Errors of the database only.
func (s *Service) Posters(ctx context.Context, q postgres.Querier, f PosterFilter, after PosterID, limit int) ([]Poster, error) {
	where, args := []string{"true"}, []any{}
	only := func(sql string, value any) {
		args = append(args, value)
		where = append(where, strings.ReplaceAll(sql, "?", fmt.Sprintf("$%d", len(args))))
	}
	if after != 0 {
		only("id < ?", int64(after))
	}
	if len(f.Stores) > 0 {
		only("store_id = ANY (?::bigint[])", postgres.IDs(f.Stores))
	}
	if f.Adviser != "" {
		only("adviser = ?", f.Adviser)
	}
	if f.Text != "" {
		only("(position(lower(?) IN lower(name)) > 0 OR position(lower(?) IN lower(adviser)) > 0 OR code = upper(?))", f.Text)
	}
	if sql, ok := posterStates[f.State]; ok {
		only(sql, s.clock.Now())
	}
	args = append(args, limit)
	rows, err := postgres.Anew(q).Query(ctx, `SELECT * FROM member.poster WHERE `+strings.Join(where, " AND ")+
		fmt.Sprintf(` ORDER BY id DESC LIMIT $%d`, len(args)), args...)
	if err != nil {
		return nil, fmt.Errorf("list posters: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[memberdb.MemberPoster])
	if err != nil {
		return nil, fmt.Errorf("list posters: %w", err)
	}
	return postersOf(list), nil
}

// posterStates say of a row what Poster.StateAt says of a poster.
var posterStates = map[PosterState]string{
	PosterEnded:   "(ended_at IS NOT NULL OR ends_at <= ?)",
	PosterPaused:  "(ended_at IS NULL AND (ends_at IS NULL OR ends_at > ?) AND paused)",
	PosterWaiting: "(ended_at IS NULL AND (ends_at IS NULL OR ends_at > ?) AND NOT paused AND begins_at > ?)",
	PosterRunning: "(ended_at IS NULL AND (ends_at IS NULL OR ends_at > ?) AND NOT paused AND begins_at <= ?)",
}

// AllPosters returns every poster there is, the newest first.
func (s *Service) AllPosters(ctx context.Context, q postgres.Querier) ([]Poster, error) {
	rows, err := query(q).AllPosters(ctx)
	if err != nil {
		return nil, fmt.Errorf("read all posters: %w", err)
	}
	return postersOf(rows), nil
}

func postersOf(rows []memberdb.MemberPoster) []Poster {
	list := make([]Poster, len(rows))
	for i, r := range rows {
		list[i] = posterOf(r)
	}
	return list
}

// byPoster is what somebody says who joins, with what the poster says by which he came: its
// store, channel and adviser go before those of the link, which anybody can write. By one
// that is not running, or by none that we made, he joins as without it.
func (s *Service) byPoster(ctx context.Context, tx postgres.Tx, from Joining) (Joining, Poster, error) {
	if from.Poster == "" {
		return from, Poster{}, nil
	}
	p, err := s.PosterOfCode(ctx, tx, from.Poster)
	if errors.Is(err, ErrNoPoster) || err == nil && p.StateAt(s.clock.Now()) != PosterRunning {
		from.Poster = ""
		return from, Poster{}, nil
	}
	if err != nil {
		return from, p, err
	}
	from.Poster = p.Code
	if p.Adviser != "" {
		from.Adviser = p.Adviser
	}
	return from, p, nil
}
