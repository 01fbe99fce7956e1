package checkout_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"habitue/internal/checkout"
	"habitue/internal/coupon/terms"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/pricing"
	"habitue/internal/pricing/engine"
	"habitue/internal/staff"
)

// tangled publishes promotions of which many exclude each other, too many for a search
// to come to its end.
func (s *counter) tangled() {
	s.T.Helper()
	act := staff.Act{By: staff.Operator}
	r := rand.New(rand.NewPCG(3, 1))
	s.Tx(func(ctx context.Context, tx postgres.Tx) error {
		for range 50 {
			rule := pricing.Rule{Name: i18n.Of("减", "Off")}
			rule.Offer.Benefit = terms.Benefit{Kind: terms.AmountOff, Amount: 100 + r.Int64N(900)}
			for range 3 {
				rule.Offer.Stacking.Groups = append(rule.Offer.Stacking.Groups, "g"+strconv.Itoa(r.IntN(25)))
			}
			p, draft, err := s.pricing.Create(ctx, tx, rule, act)
			if err != nil {
				return err
			}
			if _, err := s.pricing.Rules(p.ID).Publish(ctx, tx, draft.Number, time.Time{}, act); err != nil {
				return err
			}
		}
		return nil
	})
	s.pricing.Forget()
}

// What was quoted is had at the commit, also where the search would have to stop before
// it finds it again; and is not had where it is not named.
func TestACommitBeginsWithWhatWasQuoted(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.tangled()
	ask := checkout.Ask{Lines: []pricing.AskLine{line(1, "tea", 1, 10_000_00)}}
	plain := s.quote(ask)
	longer := plain.Input
	longer.Nodes = 100_000
	better, err := engine.Evaluate(longer)
	if err != nil || plain.Exact || better.Totals.Net >= plain.Totals.Net {
		t.Fatalf("the search has not to stop: %d, longer %d, %v", plain.Totals.Net, better.Totals.Net, err)
	}
	for _, a := range better.Applied {
		ask.Incumbent = append(ask.Incumbent, a.Offer)
	}
	quoted := s.quote(ask)
	if quoted.Totals.Net > better.Totals.Net {
		t.Fatalf("dearer than what it began with: %d, %d", quoted.Totals.Net, better.Totals.Net)
	}
	without := ask
	without.Incumbent = nil
	var now *checkout.Changed
	if _, err := s.commit(without, quoted.Digest); !errors.As(err, &now) || now.Now.Totals.Payable <= quoted.Totals.Payable {
		t.Fatalf("the test would not see a commit that forgets what was quoted: %v", err)
	}
	ask.Incumbent = nil
	for _, a := range quoted.Applied {
		ask.Incumbent = append(ask.Incumbent, a.Offer)
	}
	c, err := s.commit(ask, quoted.Digest)
	if err != nil || c.Payable != quoted.Totals.Payable {
		t.Fatalf("%v, payable %d of %d", err, c.Payable, quoted.Totals.Payable)
	}
	// Naming them does not undo that the same search comes to the same price.
	if _, err := s.commit(ask, plain.Digest); err != nil {
		t.Error(err)
	}
}
