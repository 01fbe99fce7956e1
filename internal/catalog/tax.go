package catalog

import (
	"context"
	"fmt"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
)

// TaxClasses returns all tax classes in the order of their codes.
func (s *Service) TaxClasses(ctx context.Context, q postgres.Querier) ([]TaxClass, error) {
	rows, err := query(q).TaxClasses(ctx)
	if err != nil {
		return nil, fmt.Errorf("list tax classes: %w", err)
	}
	list := make([]TaxClass, len(rows))
	for i, r := range rows {
		list[i] = TaxClass{Code: r.Code, Name: r.Name, Rate: money.RateBps(r.RateBps), Included: r.Included, Version: int(r.Version)}
	}
	return list, nil
}

// taxClass finds one by its code.
func (s *Service) taxClass(ctx context.Context, q postgres.Querier, code string) (TaxClass, bool, error) {
	list, err := s.TaxClasses(ctx, q)
	for _, t := range list {
		if t.Code == code {
			return t, true, err
		}
	}
	return TaxClass{}, false, err
}

func (t TaxClass) validate() error {
	if err := coded.Check(t.Code, ErrBadCode); err != nil {
		return err
	}
	if !t.Name.Valid() {
		return ErrBadName.With("code", t.Code)
	}
	if t.Rate < 0 || t.Rate > money.One {
		return ErrBadRate.With("code", t.Code)
	}
	return nil
}

// CreateTaxClass makes a tax class. Errors: ErrBadCode, ErrBadName, ErrBadRate, ErrCodeTaken.
func (s *Service) CreateTaxClass(ctx context.Context, tx postgres.Tx, t TaxClass) (TaxClass, error) {
	if err := t.validate(); err != nil {
		return t, err
	}
	err := s.revise(ctx, tx, func() error {
		_, known, err := s.taxClass(ctx, tx, t.Code)
		if err != nil {
			return err
		}
		if known {
			return ErrCodeTaken.With("code", t.Code)
		}
		return query(tx).InsertTaxClass(ctx, catalogdb.InsertTaxClassParams{Code: t.Code, Name: t.Name, RateBps: int32(t.Rate), Included: t.Included})
	})
	t.Version = 1
	return t, err
}

// EditTaxClass makes a tax class, as it was seen, what is said here: goods of it are
// taxed like that from now on. Errors: ErrNoTaxClass, ErrChanged, ErrBadName, ErrBadRate.
func (s *Service) EditTaxClass(ctx context.Context, tx postgres.Tx, seen int, t TaxClass) (done Changed[TaxClass], err error) {
	if err := t.validate(); err != nil {
		return done, err
	}
	err = s.revise(ctx, tx, func() error {
		before, known, err := s.taxClass(ctx, tx, t.Code)
		if err != nil {
			return err
		}
		if !known {
			return ErrNoTaxClass
		}
		n, err := query(tx).UpdateTaxClass(ctx, catalogdb.UpdateTaxClassParams{
			Code: t.Code, Seen: int32(seen), Name: t.Name, RateBps: int32(t.Rate), Included: t.Included,
		})
		if err != nil {
			return fmt.Errorf("change tax class %s: %w", t.Code, err)
		}
		if n == 0 {
			return ErrChanged.With("code", t.Code)
		}
		t.Version = before.Version + 1
		done = Changed[TaxClass]{before, t}
		return nil
	})
	return done, err
}
