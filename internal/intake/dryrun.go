package intake

import (
	"context"

	"habitue/internal/order"
)

// dryRun says what would happen.
func (w *work) dryRun(ctx context.Context) (Outcome, error) {
	defer w.clean()
	plan, err := prepare(ctx, w.request, w.facts, w.options)
	outcome := Outcome{Plan: plan, DryRun: true}
	if err != nil {
		return outcome, err
	}
	timelines, err := OpenTimelines(w.request.Spool())
	if err != nil {
		return outcome, err
	}
	defer timelines.Close()
	known, err := w.countKnown(ctx, timelines)
	outcome.Applied = Applied{
		Lines: plan.Orders.Lines + plan.Refund.Lines, Known: known.orders + known.refunds,
		Orders: plan.Orders.Count - known.orders, Refunds: plan.Refund.Count - known.refunds,
	}
	return outcome, err
}

type knownCounts struct{ orders, refunds int64 }

// countKnown asks which of the documents are there already.
func (w *work) countKnown(ctx context.Context, timelines *Timelines) (n knownCounts, err error) {
	const batch = 5000
	var refs []order.Reference
	ask := func() error {
		places, err := w.Orders.Locate(ctx, w.DB, refs...)
		for ref := range places {
			if ref.Refund {
				n.refunds++
			} else {
				n.orders++
			}
		}
		refs = refs[:0]
		return err
	}
	in, err := timelines.From(0)
	for err == nil {
		var t Timeline
		var ok bool
		if t, ok, err = in.Next(); err != nil || !ok {
			break
		}
		refs = append(refs, t.references(w.request.Mapping.system())...)
		if len(refs) >= batch {
			err = ask()
		}
	}
	if err == nil && len(refs) > 0 {
		err = ask()
	}
	return n, err
}

// references are the numbers of a timeline's documents.
func (t *Timeline) references(system string) []order.Reference {
	refs := make([]order.Reference, len(t.Documents))
	for i, d := range t.Documents {
		if d.Order != nil {
			refs[i] = order.Reference{Source: system, Reference: d.Order.Reference}
		} else {
			refs[i] = order.Reference{Source: system, Reference: d.Refund.Reference, Refund: true}
		}
	}
	return refs
}
