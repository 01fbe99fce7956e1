package app

import (
	"context"
	"slices"

	"habitue/internal/ledger"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
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

// Check proves on one picture of the database that the books are right.
func (a *App) Check(ctx context.Context) (CheckReport, error) {
	// Serving connections plan for look-ups by key and would take hours here.
	owner, err := a.db.owner(ctx)
	if err != nil {
		return CheckReport{}, err
	}
	defer owner.Close()
	results, err := check.Run(ctx, owner, a.proofs())
	if err != nil {
		return CheckReport{}, err
	}
	r := CheckReport{Proofs: results, Warnings: []string{}}
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

func (a *App) proofs() []check.Proof {
	return slices.Concat(ledger.Proofs(), a.Bulk.Orders.Proofs(), program.Proofs(), tier.Proofs(), profile.Proofs())
}
