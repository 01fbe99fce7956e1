package coupon

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Claimable is a template that members may claim, for one of them.
type Claimable struct {
	Template
	Had  int  // how many the member has claimed
	More bool // whether another one can be claimed now
}

// Claimable returns what is in the claim centre for a member; 0: for anybody.
func (s *Service) Claimable(ctx context.Context, q postgres.Querier, m member.ID) ([]Claimable, error) {
	c, err := s.readConfig(ctx, q, s.Clock.Now())
	if err != nil {
		return nil, err
	}
	had := map[int64]int64{}
	if m != 0 {
		rows, err := query(q).ClaimedByMember(ctx, int64(m))
		if err != nil {
			return nil, fmt.Errorf("count claims: %w", err)
		}
		for _, r := range rows {
			had[r.TemplateID] = r.N
		}
	}
	var list []Claimable
	for _, t := range c.templates {
		if t.Status() != "live" || !t.Terms.Claim.at(c.read, c.zone) {
			continue
		}
		if _, until := t.Terms.Validity.Of(c.read, c.zone); !until.After(c.read) {
			continue
		}
		n := int(had[int64(t.ID)])
		list = append(list, Claimable{Template: t, Had: n, More: t.Left() != 0 && (t.Terms.PerMember == 0 || n < t.Terms.PerMember)})
	}
	return list, nil
}

// Claim gives a member a coupon of a template from the claim centre. A known key
// gets the same one again. Errors: those of Issue, ErrNotClaimable, ErrHadThem.
func (s *Service) Claim(ctx context.Context, tx postgres.Tx, m member.ID, t TemplateID, key string) (Coupon, error) {
	return s.claim(ctx, tx, Issuing{Member: m, Items: []Item{{t, 1}}, Key: key, Source: ByClaim}, func(c *config, t Template) error {
		if !t.Terms.Claim.at(c.read, c.zone) {
			return ErrNotClaimable.With("template", t.Code)
		}
		return nil
	})
}

// claim is what the three ways of claiming have in common.
func (s *Service) claim(ctx context.Context, tx postgres.Tx, i Issuing, allowed func(*config, Template) error) (Coupon, error) {
	if err := i.Validate(); err != nil {
		return Coupon{}, err
	}
	holder, err := s.Members.Lock(ctx, tx, i.Member)
	if err != nil {
		return Coupon{}, err
	}
	i.Member = holder
	known, err := query(tx).CouponsByKey(ctx, int64(holder), i.Key)
	if err != nil {
		return Coupon{}, fmt.Errorf("look for claim %s: %w", i.Key, err)
	}
	if len(known) > 0 {
		c := couponOf(known[0])
		if c.Source != i.Source || c.Template != i.Items[0].Template {
			return Coupon{}, ErrKeyReused.With("key", i.Key)
		}
		return c.At(s.Clock.Now()), nil
	}
	c, err := s.configuration(ctx, tx)
	if err != nil {
		return Coupon{}, err
	}
	now := *c
	now.read = s.Clock.Now()
	t, err := c.template(i.Items[0].Template)
	if err != nil && !(i.codes && errors.Is(err, ErrEnded)) {
		return Coupon{}, err
	}
	if err := allowed(&now, t); err != nil {
		return Coupon{}, err
	}
	if t.Terms.PerMember > 0 {
		had, err := query(tx).CountClaimed(ctx, int64(holder), int64(t.ID))
		if err != nil {
			return Coupon{}, fmt.Errorf("count claims: %w", err)
		}
		if had >= int64(t.Terms.PerMember) {
			return Coupon{}, ErrHadThem.With("template", t.Code, "max", t.Terms.PerMember)
		}
	}
	list, err := s.issueLocked(ctx, tx, i)
	if err != nil {
		return Coupon{}, err
	}
	return list[0], nil
}

// ClaimCode gives a member the coupon of a personal code. The same member with
// the same code gets the same coupon again.
// Errors: ErrBadCode, ErrNoCode, ErrCodeUsed, ErrCodeOver and those of Claim.
func (s *Service) ClaimCode(ctx context.Context, tx postgres.Tx, m member.ID, typed string) (Coupon, error) {
	code, err := ReadCode(typed)
	if err != nil {
		return Coupon{}, err
	}
	holder, err := s.Members.Lock(ctx, tx, m)
	if err != nil {
		return Coupon{}, err
	}
	row, err := query(tx).CodeToClaim(ctx, code)
	if errors.Is(err, pgx.ErrNoRows) {
		return Coupon{}, ErrNoCode
	}
	if err != nil {
		return Coupon{}, fmt.Errorf("read code: %w", err)
	}
	now := s.Clock.Now()
	switch {
	case row.MemberID != nil && *row.MemberID != int64(holder):
		return Coupon{}, ErrCodeUsed
	case row.MemberID == nil && row.ValidUntil != nil && !now.Before(*row.ValidUntil):
		return Coupon{}, ErrCodeOver
	}
	i := Issuing{Member: holder, Items: []Item{{TemplateID(row.TemplateID), 1}}, Key: "code:" + code, Source: ByCode, code: code, codes: true}
	c, err := s.claim(ctx, tx, i, func(*config, Template) error { return nil })
	if err != nil || row.MemberID != nil {
		return c, err
	}
	if err := query(tx).ClaimCode(ctx, postgres.Optional(int64(holder)), postgres.Optional(int64(c.ID)), &now, code); err != nil {
		return c, fmt.Errorf("claim code: %w", err)
	}
	return c, nil
}

// Word is one public word for everybody.
type Word struct {
	Word      string
	Template  TemplateID
	Stock     int64 // 0: that of the template only
	PerMember int
	Claimed   int64
	From      time.Time
	Until     time.Time // zero: as long as the template lives
	CreatedAt time.Time
	EndedAt   time.Time
}

var wordPattern = regexp.MustCompile(`^[\p{Han}A-Z0-9]{2,24}$`)

// foldWord is a word as it is compared: people type it from a poster.
func foldWord(typed string) string { return strings.ToUpper(strings.Join(strings.Fields(typed), "")) }

// CreateWord lets a public word stand for a template.
// Errors: ErrBadWord, ErrWordTaken, ErrNoTemplate, ErrNotLive, ErrEnded.
func (s *Service) CreateWord(ctx context.Context, tx postgres.Tx, w Word, act staff.Act) (Word, error) {
	now := s.Clock.Now()
	w.Word, w.CreatedAt = foldWord(w.Word), now
	if w.From.IsZero() {
		w.From = now
	}
	bad := ErrBadWord
	if _, isCode := ReadCode(w.Word); !wordPattern.MatchString(w.Word) || isCode == nil {
		bad = bad.Field("word", "coupon.bad_word")
	}
	if w.PerMember < 1 || w.PerMember > mostPerMember {
		bad = bad.Field("per_member", "coupon.number_out_of_range", "max", mostPerMember)
	}
	if w.Stock < 0 || w.Stock > mostStock {
		bad = bad.Field("stock", "coupon.number_out_of_range", "max", mostStock)
	}
	if !w.Until.IsZero() && !w.Until.After(w.From) {
		bad = bad.Field("until", "coupon.ends_before_it_begins")
	}
	if len(bad.Fields) > 0 {
		return w, bad
	}
	c, err := s.readConfig(ctx, tx, now)
	if err != nil {
		return w, err
	}
	if _, err := c.template(w.Template); err != nil {
		return w, err
	}
	err = query(tx).InsertWord(ctx, coupondb.InsertWordParams{Word: w.Word, TemplateID: int64(w.Template), Stock: postgres.Optional(w.Stock), PerMember: int32(w.PerMember),
		ValidFrom: w.From.UTC(), Until: postgres.Optional(w.Until.UTC()), CreatedBy: act.By.ID, CreatedAt: now})
	if postgres.IsUnique(err) {
		return w, ErrWordTaken.With("word", w.Word)
	}
	if err != nil {
		return w, fmt.Errorf("add word: %w", err)
	}
	return w, s.audit(ctx, tx, act, "coupon.word", "coupon_word", w.Word, map[string]any{"template": itoa(w.Template), "stock": w.Stock, "per_member": w.PerMember})
}

// EndWord lets a word lead nowhere any more. Errors: ErrNoWord.
func (s *Service) EndWord(ctx context.Context, tx postgres.Tx, word string, act staff.Act) error {
	now := s.Clock.Now()
	_, err := query(tx).EndWord(ctx, &now, foldWord(word))
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNoWord.With("word", word)
	}
	if err != nil {
		return fmt.Errorf("end word: %w", err)
	}
	return s.audit(ctx, tx, act, "coupon.end_word", "coupon_word", foldWord(word), nil)
}

// Words returns the words of a template, the latest first.
func (s *Service) Words(ctx context.Context, q postgres.Querier, t TemplateID) ([]Word, error) {
	rows, err := query(q).WordsOfTemplate(ctx, int64(t))
	if err != nil {
		return nil, fmt.Errorf("list words: %w", err)
	}
	list := make([]Word, len(rows))
	for i, r := range rows {
		list[i] = Word{Word: r.Word, Template: TemplateID(r.TemplateID), Stock: postgres.Value(r.Stock), PerMember: int(r.PerMember), Claimed: r.Claimed,
			From: r.ValidFrom.UTC(), Until: utc(r.Until), CreatedAt: r.CreatedAt.UTC(), EndedAt: utc(r.EndedAt)}
	}
	return list, nil
}

// ClaimWord gives a member a coupon for a public word. A known key gets the same
// one again. Errors: ErrNoWord, ErrCodeOver, ErrSoldOut, ErrHadThem and those of Claim.
func (s *Service) ClaimWord(ctx context.Context, tx postgres.Tx, m member.ID, typed, key string) (Coupon, error) {
	holder, err := s.Members.Lock(ctx, tx, m)
	if err != nil {
		return Coupon{}, err
	}
	row, err := query(tx).WordToClaim(ctx, foldWord(typed))
	if errors.Is(err, pgx.ErrNoRows) {
		return Coupon{}, ErrNoWord.With("word", typed)
	}
	if err != nil {
		return Coupon{}, fmt.Errorf("read word: %w", err)
	}
	had := 0
	c, err := s.claim(ctx, tx, Issuing{Member: holder, Items: []Item{{TemplateID(row.TemplateID), 1}}, Key: key, Source: ByWord, code: row.Word}, func(c *config, t Template) error {
		had++ // this is no repetition
		switch {
		case row.EndedAt != nil || c.read.Before(row.ValidFrom) || row.Until != nil && !c.read.Before(*row.Until):
			return ErrCodeOver.With("word", row.Word)
		case row.Stock != nil && row.Claimed >= *row.Stock:
			return ErrSoldOut.With("template", t.Code)
		}
		n, err := query(tx).CountByWord(ctx, int64(holder), row.TemplateID, row.Word)
		if err != nil {
			return fmt.Errorf("count claims by word: %w", err)
		}
		if n >= int64(row.PerMember) {
			return ErrHadThem.With("template", t.Code, "max", row.PerMember)
		}
		return nil
	})
	if err != nil || had == 0 {
		return c, err
	}
	if err := query(tx).WordClaimed(ctx, row.Word); err != nil {
		return c, fmt.Errorf("count claim by word: %w", err)
	}
	return c, nil
}

// ClaimTyped gives a member the coupon of whatever was typed: a personal code, or
// a public word. Errors: those of ClaimCode and ClaimWord.
func (s *Service) ClaimTyped(ctx context.Context, tx postgres.Tx, m member.ID, typed, key string) (Coupon, error) {
	if _, err := ReadCode(typed); err == nil {
		return s.ClaimCode(ctx, tx, m, typed)
	}
	c, err := s.ClaimWord(ctx, tx, m, typed, key)
	if LooksLikeCode(typed) && errors.Is(err, ErrNoWord) {
		err = ErrBadCode // mistyped rather than unknown
	}
	return c, err
}
