package coupon

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// Waiting is what a personal code or a public word stands for.
type Waiting struct {
	Template Template
	Code     string    // as people read it
	Personal bool      // a code, for one member; else a word, for all
	Until    time.Time // until when it can be claimed; zero: no end of its own
}

// LookAtTyped says what waits behind a personal code or a public word, for whoever
// has it, before he is known. Only claiming decides: limits per member are not looked
// at here. Errors: ErrBadCode, ErrNoCode, ErrCodeUsed, ErrCodeOver, ErrNoWord, ErrSoldOut.
func (s *Service) LookAtTyped(ctx context.Context, q postgres.Querier, typed string) (Waiting, error) {
	if code, err := ReadCode(typed); err == nil {
		return s.lookAtCode(ctx, q, code)
	}
	w, err := s.lookAtWord(ctx, q, typed)
	if LooksLikeCode(typed) && errors.Is(err, ErrNoWord) {
		err = ErrBadCode // mistyped rather than unknown
	}
	return w, err
}

func (s *Service) lookAtCode(ctx context.Context, q postgres.Querier, code string) (Waiting, error) {
	row, err := query(q).CodeWaiting(ctx, code)
	if errors.Is(err, pgx.ErrNoRows) {
		return Waiting{}, ErrNoCode
	}
	if err != nil {
		return Waiting{}, fmt.Errorf("read code: %w", err)
	}
	w := Waiting{Code: ShowCode(code), Personal: true, Until: utc(row.ValidUntil)}
	switch {
	case row.MemberID != nil:
		return w, ErrCodeUsed
	case !w.Until.IsZero() && !s.Clock.Now().Before(w.Until):
		return w, ErrCodeOver
	}
	w.Template, err = s.Template(ctx, q, TemplateID(row.TemplateID))
	return w, err
}

func (s *Service) lookAtWord(ctx context.Context, q postgres.Querier, typed string) (Waiting, error) {
	row, err := query(q).WordWaiting(ctx, foldWord(typed))
	if errors.Is(err, pgx.ErrNoRows) {
		return Waiting{}, ErrNoWord.With("word", typed)
	}
	if err != nil {
		return Waiting{}, fmt.Errorf("read word: %w", err)
	}
	now := s.Clock.Now()
	w := Waiting{Code: row.Word, Until: utc(row.Until)}
	if row.EndedAt != nil || now.Before(row.ValidFrom) || !w.Until.IsZero() && !now.Before(w.Until) {
		return w, ErrCodeOver.With("word", row.Word)
	}
	if w.Template, err = s.Template(ctx, q, TemplateID(row.TemplateID)); err != nil {
		return w, err
	}
	if row.Stock != nil && row.Claimed >= *row.Stock || w.Template.Left() == 0 {
		return w, ErrSoldOut.With("template", w.Template.Code)
	}
	return w, nil
}
