package member

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// ConsentText is what a member is asked to agree to. Another wording is another
// version: what somebody agreed to can always be read again.
type ConsentText struct {
	Purpose          Purpose
	Version          int
	TitleZh, TitleEn string
	BodyZh, BodyEn   string
	CreatedBy        string
	CreatedAt        time.Time
}

// In returns title and body in a language.
func (t ConsentText) In(language string) (title, body string) {
	if language == "en" {
		return t.TitleEn, t.BodyEn
	}
	return t.TitleZh, t.BodyZh
}

const (
	maxConsentTitle = 60   // characters
	maxConsentBody  = 2000 // characters
)

// asked is the order in which members are asked; partners come last.
var asked = []Purpose{Serving, Marketing, Profiling, Analytics, Guardianship}

// ConsentTexts returns the current text of each purpose there is one for, in the
// order in which members are asked.
func (s *Service) ConsentTexts(ctx context.Context, q postgres.Querier) ([]ConsentText, error) {
	rows, err := query(q).ConsentTexts(ctx)
	if err != nil {
		return nil, fmt.Errorf("read consent texts: %w", err)
	}
	list := make([]ConsentText, len(rows))
	for i, r := range rows {
		list[i] = consentText(r)
	}
	rank := func(t ConsentText) int {
		if i := slices.Index(asked, t.Purpose); i >= 0 {
			return i
		}
		return len(asked)
	}
	slices.SortStableFunc(list, func(a, b ConsentText) int { return cmp.Compare(rank(a), rank(b)) })
	return list, nil
}

// ConsentTextVersions returns all wordings of a purpose, the newest first.
func (s *Service) ConsentTextVersions(ctx context.Context, q postgres.Querier, p Purpose) ([]ConsentText, error) {
	rows, err := query(q).ConsentTextVersions(ctx, string(p))
	if err != nil {
		return nil, fmt.Errorf("read the texts of %s: %w", p, err)
	}
	list := make([]ConsentText, len(rows))
	for i, r := range rows {
		list[i] = consentText(r)
	}
	return list, nil
}

// ReviseConsentText makes the next version of a text; after is the version that the
// writer saw, zero for a purpose that has none. Nobody's consent changes by it.
// Errors: ErrBadConsent, ErrTextMoved.
func (s *Service) ReviseConsentText(ctx context.Context, tx postgres.Tx, t ConsentText, after int) (ConsentText, error) {
	if !t.Purpose.Valid() {
		return t, ErrBadConsent.Field("purpose", "member.bad_purpose")
	}
	for _, f := range []struct {
		path string
		text *string
		most int
	}{{"title_zh", &t.TitleZh, maxConsentTitle}, {"title_en", &t.TitleEn, maxConsentTitle}, {"body_zh", &t.BodyZh, maxConsentBody}, {"body_en", &t.BodyEn, maxConsentBody}} {
		if *f.text = strings.TrimSpace(*f.text); *f.text == "" || utf8.RuneCountInString(*f.text) > f.most {
			return t, ErrBadConsent.Field(f.path, "member.bad_consent_text", "most", f.most)
		}
	}
	versions, err := s.ConsentTextVersions(ctx, tx, t.Purpose)
	if err != nil {
		return t, err
	}
	if last := len(versions); last != after {
		return t, ErrTextMoved
	}
	t.Version, t.CreatedAt = after+1, s.clock.Now().UTC().Truncate(time.Microsecond)
	n, err := query(tx).AddConsentText(ctx, memberdb.AddConsentTextParams{Purpose: string(t.Purpose), Version: int32(t.Version),
		TitleZh: t.TitleZh, TitleEn: t.TitleEn, BodyZh: t.BodyZh, BodyEn: t.BodyEn, CreatedBy: t.CreatedBy, CreatedAt: t.CreatedAt})
	if err != nil {
		return t, fmt.Errorf("keep a consent text: %w", err)
	}
	if n == 0 { // another was quicker
		return t, ErrTextMoved
	}
	return t, nil
}

func consentText(r memberdb.MemberConsentText) ConsentText {
	return ConsentText{Purpose(r.Purpose), int(r.Version), r.TitleZh, r.TitleEn, r.BodyZh, r.BodyEn, r.CreatedBy, r.CreatedAt.UTC()}
}
