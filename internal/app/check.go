package app

import (
	"context"
	"slices"

	"habitue/internal/checkout"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/payment"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/system"
	"habitue/internal/pricing"
	"habitue/internal/profile"
	"habitue/internal/program"
	"habitue/internal/tier"
)

// CheckReport is what a check found.
type CheckReport struct {
	Holds    bool           `json:"holds"`
	Proofs   []check.Result `json:"proofs"`
	Warnings []string       `json:"warnings"` // codes of what is not wrong but should be known
}

// Broken is how many proofs do not hold.
func (r CheckReport) Broken() int {
	n := 0
	for _, p := range r.Proofs {
		if !p.Holds {
			n++
		}
	}
	return n
}

// Check proves on one picture of the database that the books are right, and puts
// what came of it on record.
func (a *App) Check(ctx context.Context) (CheckReport, error) {
	r, err := a.prove(ctx)
	if err != nil {
		return r, err
	}
	if err := a.compareReplica(ctx, &r); err != nil {
		return r, err
	}
	r.Holds = r.Broken() == 0
	var restrained bool
	err = a.db.bulk.QueryRow(ctx, "SELECT current_user = $1", postgres.AppRole).Scan(&restrained)
	if err == nil && !restrained {
		// Append-only is then kept by our code alone.
		r.Warnings = append(r.Warnings, "app.no_serving_role")
	}
	return r, err
}

// prove runs the proofs as a run that an operator can watch.
func (a *App) prove(ctx context.Context) (CheckReport, error) {
	r := CheckReport{Warnings: []string{}}
	// Serving connections plan for look-ups by key and would take hours here.
	owner, err := a.db.owner(ctx)
	if err != nil {
		return r, err
	}
	defer owner.Close()
	proofs := a.proofs()
	run, err := a.System.Begin(ctx, system.Check, len(proofs))
	if err != nil {
		return r, err
	}
	r.Proofs, err = check.Watch(ctx, owner, proofs, func(done int) {
		if err := run.Progress(ctx, done); err != nil {
			a.log.WarnContext(ctx, "progress of check not noted", "error", err)
		}
	})
	r.Holds = r.Broken() == 0
	return r, run.End(ctx, outcome(r.Holds), r.Proofs, err)
}

func outcome(holds bool) system.Outcome {
	if holds {
		return system.Holds
	}
	return system.Broken
}

// checkNightly is Check without the replica, which a job of its own compares. A
// proof that does not hold is told for as long as it does not.
func (a *App) checkNightly(ctx context.Context) error {
	r, err := a.prove(ctx)
	if err != nil {
		return err
	}
	for _, p := range r.Proofs {
		if !p.Holds {
			a.log.ErrorContext(ctx, "proof does not hold", "proof", p.Name, "breaches", len(p.Broken), "first", p.Broken[0])
		}
	}
	return nil
}

func (a *App) proofs() []check.Proof {
	return slices.Concat(
		member.Proofs(),
		ledger.Proofs(),
		[]check.Proof{a.Bulk.Ledger.LogProof()},
		a.Bulk.Events.Proofs(),
		a.Bulk.Orders.Proofs(),
		program.Proofs(),
		tier.Proofs(),
		a.Bulk.Coupons.Proofs(),
		pricing.Proofs(),
		payment.Proofs(),
		a.Bulk.Prepaid.Proofs(),
		checkout.Proofs(),
		profile.Proofs(),
	)
}
