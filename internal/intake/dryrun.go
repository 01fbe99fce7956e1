package intake

import (
	"context"
	"slices"

	"habitue/internal/member"
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
		Joined: plan.Customers - known.customers,
	}
	return outcome, err
}

// knownCounts is what of a file is there already.
type knownCounts struct{ orders, refunds, customers int64 }

// askAtOnce is how many documents or customers one question is about.
const askAtOnce = 5000

// countKnown asks which of the documents and customers are there already.
func (w *work) countKnown(ctx context.Context, timelines *Timelines) (n knownCounts, err error) {
	var refs []order.Reference
	var customers []Customer
	ask := func() error {
		if err := w.countDocuments(ctx, refs, &n); err != nil {
			return err
		}
		if err := w.countCustomers(ctx, customers, &n); err != nil {
			return err
		}
		refs, customers = refs[:0], customers[:0]
		return nil
	}
	in, err := timelines.From(0)
	for err == nil {
		var t Timeline
		var ok bool
		if t, ok, err = in.Next(); err != nil || !ok {
			break
		}
		refs = append(refs, t.references(w.request.Mapping.system())...)
		if t.Customer.Known() && t.Part == 0 {
			customers = append(customers, t.Customer)
		}
		if len(refs) >= askAtOnce || len(customers) >= askAtOnce {
			err = ask()
		}
	}
	if err == nil {
		err = ask()
	}
	return n, err
}

func (w *work) countDocuments(ctx context.Context, refs []order.Reference, n *knownCounts) error {
	if len(refs) == 0 {
		return nil
	}
	places, err := w.Orders.Locate(ctx, w.DB, refs...)
	if err != nil {
		return err
	}
	for ref := range places {
		if ref.Refund {
			n.refunds++
		} else {
			n.orders++
		}
	}
	return nil
}

// countCustomers counts those who are members by any of their identities.
func (w *work) countCustomers(ctx context.Context, customers []Customer, n *knownCounts) error {
	if len(customers) == 0 {
		return nil
	}
	var keys []member.Key
	for _, c := range customers {
		for _, id := range c {
			keys = append(keys, member.Key{Kind: member.Kind(id.Kind), Value: id.Value})
		}
	}
	members, err := w.Members.ResolveMany(ctx, w.DB, keys)
	if err != nil {
		return err
	}
	for _, c := range customers {
		if slices.ContainsFunc(c, func(id Identity) bool {
			return members[member.Key{Kind: member.Kind(id.Kind), Value: id.Value}] != 0
		}) {
			n.customers++
		}
	}
	return nil
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
