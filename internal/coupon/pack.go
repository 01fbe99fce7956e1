package coupon

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// PackID names a pack.
type PackID int64

// Pack is coupons that are given together.
type Pack struct {
	ID         PackID
	Code       string
	Name       i18n.Text
	Items      []Item
	Version    int       // an edit says which one it saw
	ArchivedAt time.Time // no longer offered to who hands out; zero: it is
}

// mostItems bounds a pack.
const mostItems = 20

func (s *Service) validPack(ctx context.Context, q postgres.Querier, p Pack) error {
	bad := ErrBadPack
	if !templateCode.MatchString(p.Code) {
		bad = bad.Field("code", "coupon.bad_template_code")
	}
	if !p.Name.Valid() || p.Name[i18n.Chinese] == "" || p.Name[i18n.English] == "" {
		bad = bad.Field("name", "coupon.two_names")
	}
	if len(p.Items) == 0 || len(p.Items) > mostItems {
		bad = bad.Field("items", "coupon.number_out_of_range", "max", mostItems)
	}
	seen := map[TemplateID]bool{}
	c, err := s.readConfig(ctx, q, s.Clock.Now())
	if err != nil {
		return err
	}
	total := 0
	for i, item := range p.Items {
		path := fmt.Sprintf("items[%d]", i)
		total += item.Quantity
		if item.Quantity < 1 || total > mostAtOnce {
			bad = bad.Field(path+".quantity", "coupon.number_out_of_range", "max", mostAtOnce)
		}
		if _, known := c.byID[item.Template]; !known || seen[item.Template] {
			bad = bad.Field(path+".template_id", "coupon.unknown_choice", "given", itoa(item.Template))
		}
		seen[item.Template] = true
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// CreatePack makes a pack. Errors: ErrBadPack, ErrPackTaken.
func (s *Service) CreatePack(ctx context.Context, tx postgres.Tx, p Pack, act staff.Act) (Pack, error) {
	if err := s.validPack(ctx, tx, p); err != nil {
		return p, err
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return p, err
	}
	p.ID, p.Version = PackID(id), 1
	name, items, err := p.written()
	if err != nil {
		return p, err
	}
	err = query(tx).InsertPack(ctx, id, p.Code, name, items)
	if postgres.IsUnique(err) {
		return p, ErrPackTaken.With("code", p.Code)
	}
	if err != nil {
		return p, fmt.Errorf("add pack %s: %w", p.Code, err)
	}
	return p, s.audit(ctx, tx, act, "coupon.pack", "coupon_pack", p.Code, p)
}

// SavePack changes what a pack holds, and whether it is archived; its code stays.
// Errors: ErrBadPack, ErrNoPack, ErrChanged.
func (s *Service) SavePack(ctx context.Context, tx postgres.Tx, p Pack, act staff.Act) (Pack, error) {
	before, err := s.Pack(ctx, tx, p.ID)
	if err != nil {
		return p, err
	}
	p.Code = before.Code
	if err := s.validPack(ctx, tx, p); err != nil {
		return p, err
	}
	name, items, err := p.written()
	if err != nil {
		return p, err
	}
	version, err := query(tx).UpdatePack(ctx, coupondb.UpdatePackParams{ID: int64(p.ID), Version: int32(p.Version), Name: name, Items: items, ArchivedAt: postgres.Optional(p.ArchivedAt)})
	if errors.Is(err, pgx.ErrNoRows) {
		return p, ErrChanged.With("pack", p.Code)
	}
	if err != nil {
		return p, fmt.Errorf("save pack %s: %w", p.Code, err)
	}
	p.Version = int(version)
	return p, s.Staff.Audit(ctx, tx, staff.Entry{By: act.By, Action: "coupon.pack", Subject: staff.Subject{Kind: "coupon_pack", ID: p.Code}, Before: before, After: p, Address: act.Address})
}

// Packs returns every pack, by code.
func (s *Service) Packs(ctx context.Context, q postgres.Querier) ([]Pack, error) {
	rows, err := query(q).Packs(ctx)
	if err != nil {
		return nil, fmt.Errorf("list packs: %w", err)
	}
	list := make([]Pack, len(rows))
	for i, r := range rows {
		list[i] = Pack{ID: PackID(r.ID), Code: r.Code, Version: int(r.Version), ArchivedAt: utc(r.ArchivedAt)}
		if err := errors.Join(json.Unmarshal(r.Name, &list[i].Name), json.Unmarshal(r.Items, &list[i].Items)); err != nil {
			return nil, fmt.Errorf("read pack %s: %w", r.Code, err)
		}
	}
	return list, nil
}

// Pack returns one pack. Errors: ErrNoPack.
func (s *Service) Pack(ctx context.Context, q postgres.Querier, id PackID) (Pack, error) {
	all, err := s.Packs(ctx, q)
	if err != nil {
		return Pack{}, err
	}
	for _, p := range all {
		if p.ID == id {
			return p, nil
		}
	}
	return Pack{}, ErrNoPack.With("pack", int64(id))
}

func (p Pack) written() (name, items []byte, err error) {
	name, err = json.Marshal(p.Name)
	if err != nil {
		return nil, nil, fmt.Errorf("write pack: %w", err)
	}
	items, err = json.Marshal(p.Items)
	return name, items, err
}
