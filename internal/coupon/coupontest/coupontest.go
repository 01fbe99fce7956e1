// Package coupontest makes templates and coupons for tests of coupons and of what
// uses them.
package coupontest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"habitue/internal/coupon"
	"habitue/internal/coupon/terms"
	"habitue/internal/member"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

var made atomic.Int64

// Terms are 20 off from 100 on, for 30 days, which a case changes to what it is about.
func Terms(change ...func(*coupon.Terms)) coupon.Terms {
	b := coupon.Terms{
		Name:     i18n.Of("满 100 减 20", "20 off 100"),
		Offer:    terms.Offer{Benefit: terms.Benefit{Kind: terms.AmountOff, Amount: 20_00}, Threshold: terms.Threshold{Amount: 100_00}},
		Validity: coupon.Validity{Days: 30},
		OnReturn: coupon.GivenBackIfValid,
		Claim:    coupon.Claiming{Open: true},
	}
	for _, c := range change {
		c(&b)
	}
	return b
}

// Live returns a template that holds from now on.
func Live(t testing.TB, db *postgres.DB, s *coupon.Service, change ...func(*coupon.Terms)) coupon.Template {
	t.Helper()
	act := staff.Act{By: staff.Operator}
	var made coupon.Template
	err := db.InTx(context.Background(), func(tx postgres.Tx) (err error) {
		made, err = s.CreateTemplate(context.Background(), tx, coupon.NewTemplate{Code: Code(), Terms: Terms(change...), Act: act})
		if err != nil {
			return err
		}
		_, err = s.Rules(made).Publish(context.Background(), tx, 1, time.Time{}, act)
		return err
	})
	if err == nil {
		made, err = s.Template(context.Background(), db, made.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// Code is a code that no other template has.
func Code() string { return fmt.Sprintf("t%d", made.Add(1)) }

// Give gives a member so many coupons of a template by a rule.
func Give(t testing.TB, db *postgres.DB, s *coupon.Service, m member.ID, template coupon.TemplateID, n int) (list []coupon.Coupon) {
	t.Helper()
	err := db.InTx(context.Background(), func(tx postgres.Tx) (err error) {
		list, err = s.Issue(context.Background(), tx, coupon.Issuing{Member: m, Items: []coupon.Item{{Template: template, Quantity: n}},
			Key: fmt.Sprintf("test:%d", made.Add(1)), Source: coupon.ByRule})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Number writes an id as approvals name it.
func Number[T ~int64](id T) string { return fmt.Sprintf("%d", int64(id)) }
