package pricing

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/coupon/terms"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/pricing/internal/pricingdb"
	"habitue/internal/staff"
)

// Rules are the versions of a promotion.
func (s *Service) Rules(p PromotionID) staff.Rules[Rule] {
	return staff.Rules[Rule]{
		Book:  rulebook.New[Rule]("pricing.promotion_rule", int64(p), s.Clock),
		Staff: s.Staff, Kind: staff.PublishPromotion, Owner: "pricing", Name: strconv.FormatInt(int64(p), 10),
	}
}

// VersionOf tells the promotion and the version that an approval is about.
func VersionOf(subject string) (p PromotionID, version int, err error) {
	name, number, _ := strings.Cut(subject, "/")
	id, err := strconv.ParseInt(name, 10, 64)
	if err != nil {
		return 0, 0, fmt.Errorf("read promotion of %q: %w", subject, err)
	}
	version, err = strconv.Atoi(number)
	return PromotionID(id), version, err
}

// Create makes a promotion that is off, with a draft of what it shall say.
// Errors: ErrBadPromotion.
func (s *Service) Create(ctx context.Context, tx postgres.Tx, rule Rule, act staff.Act) (Promotion, rulebook.Version[Rule], error) {
	none := rulebook.Version[Rule]{}
	if err := rule.Validate(); err != nil {
		return Promotion{}, none, err
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Promotion{}, none, err
	}
	now := s.Clock.Now()
	if err := query(tx).AddPromotion(ctx, id, act.By.String(), now); err != nil {
		return Promotion{}, none, fmt.Errorf("add promotion: %w", err)
	}
	rules := s.Rules(PromotionID(id))
	if err := rules.Seed(ctx, tx, Rule{Off: true, Name: rule.Name}); err != nil {
		return Promotion{}, none, err
	}
	draft, err := rules.Draft(ctx, tx, rule, act)
	if err != nil {
		return Promotion{}, none, err
	}
	p, err := s.Get(ctx, tx, PromotionID(id))
	return p, draft, err
}

// Get returns a promotion as it is now. Errors: ErrNoPromotion.
func (s *Service) Get(ctx context.Context, q postgres.Querier, id PromotionID) (Promotion, error) {
	r, err := query(q).PromotionByID(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return Promotion{}, ErrNoPromotion.With("promotion", int64(id))
	}
	if err != nil {
		return Promotion{}, fmt.Errorf("read promotion %d: %w", id, err)
	}
	list, _, err := s.withRules(ctx, q, []pricingdb.PricingPromotion{r})
	if err != nil {
		return Promotion{}, err
	}
	return list[0], nil
}

// Filter narrows a list of promotions; what is empty asks for nothing.
type Filter struct {
	State State
	Kind  terms.Kind // GroupKind: those that are had together
	Text  string     // part of a name in any language
}

func (f Filter) lets(p Promotion, today time.Time) bool {
	text := strings.ToLower(f.Text)
	return (f.State == "" || p.State(today) == f.State) && (f.Kind == "" || p.Meant.Kind() == f.Kind) &&
		(text == "" || slices.ContainsFunc(slices.Collect(maps.Values(p.Meant.Name)), func(name string) bool {
			return strings.Contains(strings.ToLower(name), text)
		}))
}

// List returns promotions, the newest first; before is the last of the page
// before, 0 for the first page. There are thousands at most, and where one is in
// its life depends on the day, so they are looked through and not searched for.
func (s *Service) List(ctx context.Context, q postgres.Querier, f Filter, before PromotionID, limit int) (list []Promotion, err error) {
	today, err := s.Today(ctx, q)
	if err != nil {
		return nil, err
	}
	for {
		page, _, err := s.page(ctx, q, before)
		if err != nil || len(page) == 0 {
			return list, err
		}
		for _, p := range page {
			if !f.lets(p, today) {
				continue
			}
			if list = append(list, p); len(list) == limit {
				return list, nil
			}
		}
		before = page[len(page)-1].ID
	}
}

// Today is the retailer's business day, as midnight UTC.
func (s *Service) Today(ctx context.Context, q postgres.Querier) (time.Time, error) {
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return time.Time{}, err
	}
	return org.LocalDate(s.Clock.Now(), settings, nil)
}

// versioned are all versions of promotions, drafts first, then as they begin.
type versioned map[PromotionID][]rulebook.Version[Rule]

// page returns the promotions made before one, a few hundred at once, and their
// versions.
func (s *Service) page(ctx context.Context, q postgres.Querier, before PromotionID) ([]Promotion, versioned, error) {
	const batch = 500
	if before == 0 {
		before = math.MaxInt64
	}
	rows, err := query(q).PromotionsBefore(ctx, int64(before), batch)
	if err != nil {
		return nil, nil, fmt.Errorf("list promotions: %w", err)
	}
	return s.withRules(ctx, q, rows)
}

// withRules adds to each promotion the version in force, and what it is to say.
func (s *Service) withRules(ctx context.Context, q postgres.Querier, rows []pricingdb.PricingPromotion) ([]Promotion, versioned, error) {
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	versions, err := s.versionsOf(ctx, q, ids)
	if err != nil {
		return nil, nil, err
	}
	now := s.Clock.Now()
	list := make([]Promotion, len(rows))
	for i, r := range rows {
		p := Promotion{ID: PromotionID(r.ID), CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt, EndedBy: postgres.Value(r.EndedBy), EndedAt: postgres.Value(r.EndedAt)}
		list[i] = p.with(versions[p.ID], now)
	}
	return list, versions, nil
}

// with tells of a promotion's versions what holds at an instant.
func (p Promotion) with(versions []rulebook.Version[Rule], now time.Time) Promotion {
	var next Rule
	for _, v := range versions {
		switch {
		case v.Status == "draft":
			p.Drafts++
			if p.Begins.IsZero() {
				next = v.Body
			}
		case v.From.After(now):
			p.Drafts++
			if p.Begins.IsZero() {
				p.Begins, next = v.From, v.Body
			}
		default:
			p.Version, p.From, p.Rule = v.Number, v.From, v.Body
		}
	}
	if p.Meant = p.Rule; p.Version == 1 && len(next.Name) > 0 {
		p.Meant = next
	}
	return p
}

func (s *Service) versionsOf(ctx context.Context, q postgres.Querier, ids []int64) (versioned, error) {
	rows, err := query(q).RulesOf(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read rules of promotions: %w", err)
	}
	all := make(versioned, len(ids))
	for _, r := range rows {
		v := rulebook.Version[Rule]{ID: r.ID, Number: int(r.Version), Status: r.Status, From: postgres.Value(r.ValidFrom)}
		if err := json.Unmarshal(r.Body, &v.Body); err != nil {
			return nil, fmt.Errorf("read version %d of promotion %d: %w", r.Version, r.ID, err)
		}
		all[PromotionID(r.ID)] = append(all[PromotionID(r.ID)], v)
	}
	return all, nil
}

// End lets a promotion apply no more, at once. It needs nobody else: nothing is
// given away by it. Errors: ErrNoPromotion.
func (s *Service) End(ctx context.Context, tx postgres.Tx, id PromotionID, act staff.Act) (Promotion, error) {
	return s.change(ctx, tx, id, "pricing.end", act, func(q *pricingdb.Queries, before Promotion) error {
		if !before.EndedAt.IsZero() {
			return nil
		}
		by, at := act.By.String(), s.Clock.Now()
		return q.EndPromotion(ctx, int64(id), &by, &at)
	})
}

// Resume takes an end back: what two people have published holds again.
// Errors: ErrNoPromotion.
func (s *Service) Resume(ctx context.Context, tx postgres.Tx, id PromotionID, act staff.Act) (Promotion, error) {
	return s.change(ctx, tx, id, "pricing.resume", act, func(q *pricingdb.Queries, _ Promotion) error {
		return q.ResumePromotion(ctx, int64(id))
	})
}

func (s *Service) change(ctx context.Context, tx postgres.Tx, id PromotionID, action string, act staff.Act,
	do func(*pricingdb.Queries, Promotion) error) (Promotion, error) {
	if _, err := query(tx).LockPromotion(ctx, int64(id)); errors.Is(err, pgx.ErrNoRows) {
		return Promotion{}, ErrNoPromotion.With("promotion", int64(id))
	} else if err != nil {
		return Promotion{}, fmt.Errorf("lock promotion %d: %w", id, err)
	}
	before, err := s.Get(ctx, tx, id)
	if err != nil {
		return Promotion{}, err
	}
	if err := do(query(tx), before); err != nil {
		return Promotion{}, fmt.Errorf("%s %d: %w", action, id, err)
	}
	s.Forget()
	after, err := s.Get(ctx, tx, id)
	if err != nil {
		return Promotion{}, err
	}
	said := func(p Promotion) map[string]any { return map[string]any{"ended": !p.EndedAt.IsZero()} }
	return after, s.Staff.Audit(ctx, tx, staff.Entry{By: act.By, Action: action, Address: act.Address,
		Subject: staff.Subject{Kind: "promotion", ID: strconv.FormatInt(int64(id), 10)}, Before: said(before), After: said(after)})
}

// Forget lets this process see at once what it has changed.
func (s *Service) Forget() { s.lately.Forget(struct{}{}) }

// OnApproved publishes the drafts that a second person has approved.
func (s *Service) OnApproved(ctx context.Context, _ int64, approvals []staff.ApprovalID) error {
	for _, id := range approvals {
		err := s.Staff.CarryOut(ctx, id, staff.PublishPromotion, func(tx postgres.Tx, a staff.Approval, act staff.Act) error {
			p, _, err := VersionOf(a.Subject)
			if err != nil {
				return rulebook.ErrNoVersion.Because(err)
			}
			return s.Rules(p).PublishApproved(ctx, tx, a, act)
		})
		if err != nil {
			return err
		}
	}
	s.Forget()
	return nil
}
