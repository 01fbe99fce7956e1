package coupon

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/cache"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
	"habitue/internal/staff"
)

// What it says.
const (
	IssuedNotice   notice.Kind = "coupon.issued"
	RedeemedNotice notice.Kind = "coupon.redeemed"
	ExpiringNotice notice.Kind = "coupon.expiring" // some days before the end, as the policy says
)

// Deps is what coupons need.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Notices *notice.Bus
	Org     *org.Service
	Staff   *staff.Service // of what people do; nil where nobody does
	Catalog *catalog.Service
	Members *member.Service
	Orders  *order.Service
	Analyst replica.Analyst // of the funnel; nil: PostgreSQL answers

	// Wake lets the job begin at once that works on handouts or batches; nil: it
	// comes by itself.
	Wake func(ctx context.Context, tx postgres.Tx) error
}

// Service gives, keeps and takes coupons.
type Service struct {
	Deps
	config atomic.Pointer[config]
	bodies *cache.Cache[versionKey, *versionBody] // of published versions, which never change
}

// New returns coupons over their dependencies.
func New(d Deps) *Service {
	return &Service{Deps: d, bodies: cache.New[versionKey, *versionBody](10_000, 24*time.Hour)}
}

func query(q postgres.Querier) *coupondb.Queries { return coupondb.New(q.(coupondb.DBTX)) }

// config is what rarely changes and every coupon needs.
type config struct {
	templates []Template
	byID      map[TemplateID]int
	policy    Policy
	zone      *time.Location
	read      time.Time
}

// configLife bounds how long a change by another process may go unseen.
const configLife = 5 * time.Second

func (s *Service) configuration(ctx context.Context, q postgres.Querier) (*config, error) {
	now := s.Clock.Now()
	if c := s.config.Load(); c != nil && now.Sub(c.read).Abs() < configLife {
		return c, nil
	}
	c, err := s.readConfig(ctx, q, now)
	if err == nil {
		s.config.Store(c)
	}
	return c, err
}

func (s *Service) readConfig(ctx context.Context, q postgres.Querier, now time.Time) (*config, error) {
	settings, err := s.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	c := &config{read: now, byID: map[TemplateID]int{}}
	if c.zone, err = org.Location(settings.Zone); err != nil {
		return nil, err
	}
	if c.policy, err = s.Policy(ctx, q); err != nil {
		return nil, err
	}
	if c.templates, err = s.readTemplates(ctx, q, now); err != nil {
		return nil, err
	}
	for i, t := range c.templates {
		c.byID[t.ID] = i
	}
	return c, nil
}

// Changed lets the next reader see what was published in this process.
func (s *Service) Changed() { s.forget() }

// forget lets the next reader see what this process changes.
func (s *Service) forget() { s.config.Store(nil) }

// template is one that may be given from now. Errors: ErrNoTemplate, ErrNotLive, ErrEnded.
func (c *config) template(id TemplateID) (Template, error) {
	i, ok := c.byID[id]
	if !ok {
		return Template{}, ErrNoTemplate.With("template", int64(id))
	}
	switch t := c.templates[i]; t.Status() {
	case "draft":
		return t, ErrNotLive.With("template", t.Code)
	case "ended":
		return t, ErrEnded.With("template", t.Code)
	default:
		return t, nil
	}
}

// audit puts an act of the staff in the trail.
func (s *Service) audit(ctx context.Context, tx postgres.Tx, act staff.Act, action string, kind, subject string, after any) error {
	if s.Staff == nil {
		return nil
	}
	return s.Staff.Audit(ctx, tx, staff.Entry{By: act.By, Action: action, Subject: staff.Subject{Kind: kind, ID: subject}, After: after,
		Reason: act.Reason, Address: act.Address})
}

func itoa[T ~int64](v T) string { return fmt.Sprintf("%d", int64(v)) }
