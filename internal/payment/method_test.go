package payment_test

import (
	"errors"
	"slices"
	"testing"

	"habitue/internal/payment"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// A way to pay may not be called as orders call what members pay with value of theirs:
// money of that name would earn as stored value does.
func TestAWayToPayIsNamedOnceAndNotAsValueIs(t *testing.T) {
	t.Parallel()
	s := open(t)
	add := func(code string, f payment.MethodForm) error {
		return s.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err := s.AddMethod(t.Context(), tx, code, f, staff.Act{By: staff.Operator})
			return err
		})
	}
	form := payment.MethodForm{Name: i18n.Of("商场券", "Mall voucher"), Reference: true, Position: 30}
	if err := add("mall_voucher", form); err != nil {
		t.Fatal(err)
	}
	if err := add("mall_voucher", form); !errors.Is(err, payment.ErrMethodTaken) {
		t.Errorf("again: %v", err)
	}
	for _, c := range []struct{ code, want string }{
		{"points", "payment.reserved_code"}, {"stored_value", "payment.reserved_code"},
		{"Points", "payment.bad_code"}, {"", "payment.bad_code"}, {"1st", "payment.bad_code"}, {"a-b", "payment.bad_code"},
	} {
		err := add(c.code, form)
		known := errs.Of(err)
		if !errors.Is(err, payment.ErrBadMethod) || len(known.Fields) != 1 || known.Fields[0].Path != "code" || known.Fields[0].Code != c.want {
			t.Errorf("%q: %v", c.code, err)
		}
	}
	methods, err := s.Methods(t.Context(), s.db)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, m := range methods {
		codes = append(codes, m.Code)
	}
	if !slices.Contains(codes, "mall_voucher") || slices.Contains(codes, "points") || slices.Contains(codes, "stored_value") {
		t.Errorf("methods %v", codes)
	}
}
