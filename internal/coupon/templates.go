package coupon

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/coupon/terms"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// readTemplates reads every template as it is at an instant, the latest first.
func (s *Service) readTemplates(ctx context.Context, q postgres.Querier, now time.Time) ([]Template, error) {
	rows, err := query(q).Templates(ctx)
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	stocks, err := query(q).Stocks(ctx)
	if err != nil {
		return nil, fmt.Errorf("read stocks: %w", err)
	}
	issued := map[int64]int64{}
	for _, st := range stocks {
		issued[st.TemplateID] = st.Issued
	}
	var list []Template
	for _, r := range rows {
		if n := len(list); n == 0 || list[n-1].ID != TemplateID(r.ID) {
			list = append(list, Template{
				ID: TemplateID(r.ID), Code: r.Code, Brand: org.BrandID(postgres.Value(r.BrandID)), Currency: r.Currency,
				CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt.UTC(), EndedAt: utc(r.EndedAt), Draft: r.HasDraft, Issued: issued[r.ID],
			})
		}
		t := &list[len(list)-1]
		holds := r.Status == "approved" && !utc(r.ValidFrom).After(now)
		if !holds && t.Version != 0 {
			continue
		}
		if err := json.Unmarshal(r.Body, &t.Terms); err != nil {
			return nil, fmt.Errorf("read version %d of template %s: %w", r.Version, r.Code, err)
		}
		if holds {
			t.Version = int(r.Version)
		}
	}
	slices.Reverse(list)
	return list, nil
}

// TemplateFilter says which templates are wanted. What is empty does not matter.
type TemplateFilter struct {
	Status string
	Kind   terms.Kind
	Text   string // part of the code or of a name
}

func (f TemplateFilter) fits(t Template) bool {
	if f.Status != "" && t.Status() != f.Status || f.Kind != "" && t.Terms.Offer.Benefit.Kind != f.Kind {
		return false
	}
	text := strings.ToLower(strings.TrimSpace(f.Text))
	found := strings.Contains(t.Code, text)
	for _, name := range t.Terms.Name {
		found = found || strings.Contains(strings.ToLower(name), text)
	}
	return found
}

// Templates returns a page of templates, the latest first, behind one; 0: from the first.
func (s *Service) Templates(ctx context.Context, q postgres.Querier, f TemplateFilter, after TemplateID, limit int) ([]Template, error) {
	all, err := s.readTemplates(ctx, q, s.Clock.Now())
	if err != nil {
		return nil, err
	}
	var page []Template
	for _, t := range all {
		if (after == 0 || t.ID < after) && f.fits(t) && len(page) < limit {
			page = append(page, t)
		}
	}
	return page, nil
}

// Template returns one template as it is now. Errors: ErrNoTemplate.
func (s *Service) Template(ctx context.Context, q postgres.Querier, id TemplateID) (Template, error) {
	all, err := s.readTemplates(ctx, q, s.Clock.Now())
	if err != nil {
		return Template{}, err
	}
	for _, t := range all {
		if t.ID == id {
			return t, nil
		}
	}
	return Template{}, ErrNoTemplate.With("template", int64(id))
}

// TemplatesByIDs returns templates as they are now, some seconds behind at most.
func (s *Service) TemplatesByIDs(ctx context.Context, q postgres.Querier, ids ...TemplateID) (map[TemplateID]Template, error) {
	c, err := s.configuration(ctx, q)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(ids, func(id TemplateID) bool { _, known := c.byID[id]; return !known }) {
		if c, err = s.readConfig(ctx, q, s.Clock.Now()); err != nil { // younger than what was read
			return nil, err
		}
	}
	found := make(map[TemplateID]Template, len(ids))
	for _, id := range ids {
		if i, ok := c.byID[id]; ok {
			found[id] = c.templates[i]
		}
	}
	return found, nil
}

// TemplateByCode finds a template by its code. Errors: ErrNoTemplate.
func (s *Service) TemplateByCode(ctx context.Context, q postgres.Querier, code string) (Template, error) {
	all, err := s.readTemplates(ctx, q, s.Clock.Now())
	if err != nil {
		return Template{}, err
	}
	for _, t := range all {
		if t.Code == code {
			return t, nil
		}
	}
	return Template{}, ErrNoTemplate.With("template", code)
}

// Rules are the versions of a template. Two people publish them, as they publish
// other rules of value.
func (s *Service) Rules(t Template) staff.Rules[Terms] {
	return staff.Rules[Terms]{
		Book:  rulebook.New[Terms]("coupon.template_version", int64(t.ID), s.Clock),
		Staff: s.Staff, Kind: staff.PublishCoupon, Owner: "coupon", Name: t.Code,
	}
}

// SubjectOf tells the template's code and the version that an approval is about.
func SubjectOf(subject string) (code string, version int, err error) {
	code, number, _ := strings.Cut(subject, "/")
	version, err = strconv.Atoi(number)
	return code, version, err
}

// NewTemplate is a template to be made, as a draft.
type NewTemplate struct {
	Code     string
	Brand    org.BrandID
	Currency string // empty: the retailer's
	Terms    Terms
	Act      staff.Act
}

// CreateTemplate makes a template of which one version is a draft.
// Errors: ErrBadTemplate, ErrTemplateTaken.
func (s *Service) CreateTemplate(ctx context.Context, tx postgres.Tx, n NewTemplate) (Template, error) {
	if !templateCode.MatchString(n.Code) {
		return Template{}, ErrBadTemplate.Field("code", "coupon.bad_template_code")
	}
	if err := n.Terms.Validate(); err != nil {
		return Template{}, err
	}
	if n.Currency == "" {
		settings, err := s.Org.Settings(ctx, tx)
		if err != nil {
			return Template{}, err
		}
		n.Currency = settings.Currency
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return Template{}, err
	}
	t := Template{ID: TemplateID(id), Code: n.Code, Brand: n.Brand, Currency: n.Currency, CreatedBy: n.Act.By.String(), CreatedAt: s.Clock.Now(), Terms: n.Terms, Draft: true}
	err = query(tx).InsertTemplate(ctx, coupondb.InsertTemplateParams{
		ID: id, Code: n.Code, BrandID: postgres.Optional(int64(n.Brand)), Currency: n.Currency, CreatedBy: t.CreatedBy, CreatedAt: t.CreatedAt,
	})
	if postgres.IsUnique(err) {
		return Template{}, ErrTemplateTaken.With("code", n.Code)
	}
	if err != nil {
		return Template{}, fmt.Errorf("add template %s: %w", n.Code, err)
	}
	if err := query(tx).InsertStock(ctx, id); err != nil {
		return Template{}, fmt.Errorf("add stock of %s: %w", n.Code, err)
	}
	s.forget()
	_, err = s.Rules(t).Draft(ctx, tx, n.Terms, n.Act)
	return t, err
}

// End lets no more of a template be given; coupons and codes that are out keep
// their right. Errors: ErrNoTemplate, ErrNotLive, ErrEnded.
func (s *Service) End(ctx context.Context, tx postgres.Tx, id TemplateID, act staff.Act) (Template, error) {
	t, err := s.Template(ctx, tx, id)
	if err != nil {
		return t, err
	}
	if t.Status() == "draft" {
		return t, ErrNotLive.With("template", t.Code)
	}
	now := s.Clock.Now()
	_, err = query(tx).EndTemplate(ctx, &now, postgres.Optional(act.By.String()), int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return t, ErrEnded.With("template", t.Code)
	}
	if err != nil {
		return t, fmt.Errorf("end template %s: %w", t.Code, err)
	}
	s.forget()
	t.EndedAt = now
	return t, s.audit(ctx, tx, act, "coupon.end", "coupon_template", t.Code, nil)
}

// Reopen lets a template that was ended be given again.
// Errors: ErrNoTemplate, ErrNotEnded.
func (s *Service) Reopen(ctx context.Context, tx postgres.Tx, id TemplateID, act staff.Act) (Template, error) {
	t, err := s.Template(ctx, tx, id)
	if err != nil {
		return t, err
	}
	_, err = query(tx).ReopenTemplate(ctx, int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		return t, ErrNotEnded.With("template", t.Code)
	}
	if err != nil {
		return t, fmt.Errorf("reopen template %s: %w", t.Code, err)
	}
	s.forget()
	t.EndedAt = time.Time{}
	return t, s.audit(ctx, tx, act, "coupon.reopen", "coupon_template", t.Code, nil)
}

// OnApproved does what a second person has agreed to: versions of templates,
// handouts and batches of codes.
func (s *Service) OnApproved(ctx context.Context, _ int64, approvals []staff.ApprovalID) error {
	for _, id := range approvals {
		for kind, do := range map[staff.ApprovalKind]func(context.Context, postgres.Tx, staff.Approval, staff.Act) error{
			staff.PublishCoupon:  s.publishApproved,
			staff.HandOutCoupons: s.handoutApproved,
			staff.OrderCodes:     s.batchApproved,
		} {
			err := s.Staff.CarryOut(ctx, id, kind, func(tx postgres.Tx, a staff.Approval, act staff.Act) error { return do(ctx, tx, a, act) })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) publishApproved(ctx context.Context, tx postgres.Tx, a staff.Approval, act staff.Act) error {
	code, _, err := SubjectOf(a.Subject)
	if err != nil {
		return rulebook.ErrNoVersion.Because(err)
	}
	t, err := s.TemplateByCode(ctx, tx, code)
	if err != nil {
		return err
	}
	defer s.forget()
	return s.Rules(t).PublishApproved(ctx, tx, a, act)
}

type (
	versionKey struct {
		template TemplateID
		version  int
	}
	versionBody struct {
		terms    Terms
		currency string
		template string // its id, as quotes write it
	}
)

// version returns what a published version says, which never changes.
func (s *Service) version(ctx context.Context, q postgres.Querier, id TemplateID, number int) (*versionBody, error) {
	key := versionKey{id, number}
	if v, known := s.bodies.One(key); known {
		return v, nil
	}
	r, err := query(q).VersionOf(ctx, int64(id), int32(number))
	if err != nil {
		return nil, fmt.Errorf("read version %d of template %d: %w", number, id, err)
	}
	v := &versionBody{template: strconv.FormatInt(int64(id), 10), currency: r.Currency}
	if err := json.Unmarshal(r.Body, &v.terms); err != nil {
		return nil, fmt.Errorf("read version %d of template %d: %w", number, id, err)
	}
	s.bodies.Put(key, v)
	return v, nil
}

// VersionOf returns what a published version of a template says.
func (s *Service) VersionOf(ctx context.Context, q postgres.Querier, id TemplateID, number int) (Terms, error) {
	v, err := s.version(ctx, q, id, number)
	if err != nil {
		return Terms{}, err
	}
	return v.terms, nil
}

// ExclusionGroups are the groups that templates name which were not ended.
func (s *Service) ExclusionGroups(ctx context.Context, q postgres.Querier) ([]string, error) {
	names, err := query(q).ExclusionGroups(ctx)
	if err != nil {
		return nil, fmt.Errorf("read exclusion groups of coupons: %w", err)
	}
	return names, nil
}
