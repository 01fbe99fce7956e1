package coupon

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// Item is so many coupons of a template.
type Item struct {
	Template TemplateID `json:"template"`
	Quantity int        `json:"quantity"`
}

// Issuing is coupons that a member is to get.
type Issuing struct {
	Member member.ID
	Items  []Item
	Key    string // of whoever issues, unique for the member: the same again gives nothing twice
	Source Source
	Rule   string // what follows a rule says which one, for the time line
	Staff  int64  // who handed it out; 0: nobody
	Reason string

	// Until is when they end, of coupons that were given elsewhere before; zero: as the
	// template says.
	Until time.Time

	code    string
	handout HandoutID
	codes   bool // the stock was counted when the code was ordered
}

// mostAtOnce bounds how many coupons one member gets in one go.
const mostAtOnce = 100

// Validate says everything that is wrong with what is asked by itself.
func (i Issuing) Validate() error {
	bad := ErrBadIssue
	if i.Key == "" || len(i.Key) > 200 {
		bad = bad.Field("key", "http.required")
	}
	n := 0
	for _, item := range i.Items {
		if item.Quantity < 1 {
			bad = bad.Field("items", "coupon.number_out_of_range", "max", mostAtOnce)
		}
		n += item.Quantity
	}
	if n < 1 || n > mostAtOnce {
		bad = bad.Field("items", "coupon.number_out_of_range", "max", mostAtOnce)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// Issue gives coupons to a member within tx, all or none: by a rule of another
// capability, or for whoever else decides to. A known key gets the same coupons
// again, as they are by now. It locks the member.
//
// Errors: ErrBadIssue, member.ErrUnknown, ErrNoTemplate, ErrNotLive, ErrEnded,
// ErrOver, ErrSoldOut.
func (s *Service) Issue(ctx context.Context, tx postgres.Tx, i Issuing) ([]Coupon, error) {
	if err := i.Validate(); err != nil {
		return nil, err
	}
	holder, err := s.Members.Lock(ctx, tx, i.Member)
	if err != nil {
		return nil, err
	}
	i.Member = holder
	return s.issueLocked(ctx, tx, i)
}

// issueLocked is Issue for a member who is locked.
func (s *Service) issueLocked(ctx context.Context, tx postgres.Tx, i Issuing) ([]Coupon, error) {
	known, err := query(tx).CouponsByKey(ctx, int64(i.Member), i.Key)
	if err != nil {
		return nil, fmt.Errorf("look for issue %s: %w", i.Key, err)
	}
	if len(known) > 0 {
		return at(couponsOf(known), s.Clock.Now()), nil
	}
	c, err := s.configuration(ctx, tx)
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	var made []*Coupon
	b := s.begin(now)
	for _, item := range i.Items {
		t, err := c.template(item.Template)
		if err != nil && !(i.codes && errors.Is(err, ErrEnded)) { // a code that is out keeps its promise
			return nil, err
		}
		from, until := t.Terms.Validity.Of(now, c.zone)
		if !i.Until.IsZero() {
			from, until = now, i.Until
		}
		if !until.After(now) {
			return nil, ErrOver.With("template", t.Code)
		}
		if !i.codes {
			if err := s.takeStock(ctx, tx, t, int64(item.Quantity)); err != nil {
				return nil, err
			}
		}
		ids, err := s.IDs.Take(ctx, item.Quantity)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			made = append(made, &Coupon{
				Member: i.Member, ID: ID(id), Template: t.ID, Version: t.Version, Source: i.Source, Code: i.code, Handout: i.handout, Born: true,
				Status: Held, IssuedAt: now, ValidFrom: from, ExpiresAt: until, key: i.Key, no: len(made) + 1, remind: c.policy.remindAt(now, until),
			})
		}
	}
	note := i.Rule
	for _, m := range made {
		b.add(m, Change{Verb: Issue, Key: i.Key, Staff: i.Staff, Reason: i.Reason, Note: note, Until: m.ExpiresAt})
	}
	if err := b.save(ctx, tx); err != nil {
		return nil, err
	}
	return at(made, now), s.speak(ctx, tx, IssuedNotice, made)
}

// IssuedBy are the coupons that were issued to a member under a key, as they are for
// him now: who gave one away or was merged has left it behind.
func (s *Service) IssuedBy(ctx context.Context, q postgres.Querier, m member.ID, key string) ([]Coupon, error) {
	rows, err := query(q).CouponsByKey(ctx, int64(m), key)
	if err != nil {
		return nil, fmt.Errorf("look for issue %s: %w", key, err)
	}
	return at(couponsOf(rows), s.Clock.Now()), nil
}

// takeStock counts coupons of a template, which is where givers queue.
func (s *Service) takeStock(ctx context.Context, tx postgres.Tx, t Template, n int64) error {
	_, err := query(tx).TakeStock(ctx, n, int64(t.ID), t.Terms.Stock)
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrSoldOut.With("template", t.Code)
	}
	if err != nil {
		return fmt.Errorf("take %d of %s: %w", n, t.Code, err)
	}
	return nil
}

func (s *Service) speak(ctx context.Context, tx postgres.Tx, kind notice.Kind, list []*Coupon) error {
	refs := make([]notice.Ref, len(list))
	for i, c := range list {
		refs[i] = notice.Ref{Member: int64(c.Member), ID: int64(c.ID)}
	}
	return s.Notices.Speak(ctx, tx, kind, refs...)
}

func at(list []*Coupon, now time.Time) []Coupon {
	out := make([]Coupon, len(list))
	for i, c := range list {
		out[i] = c.At(now)
	}
	return out
}
