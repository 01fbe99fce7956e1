package intake

import (
	"cmp"
	"context"
	"slices"

	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/platform/postgres"
)

// maxEarlier is how many of a member's latest orders are looked through for
// what a refund of a later file returns.
const maxEarlier = 200

// linkEarlier finds what the refunds of members we knew return of orders that
// came in earlier files: the monthly file of a shop returns last month's goods.
func (a *application) linkEarlier(ctx context.Context, tx postgres.Tx, c chunk, customers []customer) error {
	for i := range c.timelines {
		if customers[i].id == 0 || !customers[i].known || !c.timelines[i].hasUnlinked() {
			continue
		}
		orders, err := a.earlier(ctx, tx, customers[i].own)
		if err != nil {
			return err
		}
		c.timelines[i].link(orders)
	}
	return nil
}

func (t *Timeline) hasUnlinked() bool {
	return slices.ContainsFunc(t.Documents, func(d Document) bool {
		return d.Refund != nil && slices.ContainsFunc(d.Refund.Lines, func(l RefundLine) bool { return !l.Linked() && returnable(l.Kind) })
	})
}

// earlier reads what is left of a member's orders of the same system, oldest
// first. Those of this run are left out: the first pass has looked at them.
func (a *application) earlier(ctx context.Context, tx postgres.Tx, m member.ID) ([]*Order, error) {
	list, err := a.Orders.List(ctx, tx, nil, maxEarlier, m)
	if err != nil {
		return nil, err
	}
	var ids []order.ID
	for _, o := range list {
		if o.Run != int64(a.run) && o.Source == a.request.Mapping.system() {
			ids = append(ids, o.ID)
		}
	}
	found, err := a.Orders.ByIDs(ctx, tx, m, ids...)
	if err != nil {
		return nil, err
	}
	orders := make([]*Order, 0, len(found))
	for _, o := range found {
		orders = append(orders, leftOf(o))
	}
	slices.SortFunc(orders, func(a, b *Order) int {
		return cmp.Or(a.OccurredAt.Compare(b.OccurredAt), cmp.Compare(a.Reference, b.Reference))
	})
	return orders, nil
}

// leftOf is what can still be returned of an order.
func leftOf(o *order.Order) *Order {
	left := &Order{Reference: o.Reference, OccurredAt: o.OccurredAt, Currency: o.Currency, Lines: make([]Line, len(o.Lines))}
	for i, l := range o.Lines {
		left.Lines[i] = Line{
			Article: l.Code, Name: l.Name, Kind: LineKind(l.Kind), Amount: l.Paid - l.RefundedAmount,
			Quantity: thousandths(l.Quantity-l.RefundedQuantity, l.Scale),
		}
	}
	return left
}

// thousandths is a kept quantity in our unit; 0 where it is finer.
func thousandths(quantity int64, scale int) Quantity {
	for ; scale < 3; scale++ {
		quantity *= 10
	}
	if scale > 3 {
		return 0
	}
	return Quantity(quantity)
}

// link links what is not linked yet to the orders, each only to refunds after it.
func (t *Timeline) link(orders []*Order) {
	linker := &Linker{}
	for _, d := range t.Documents {
		if d.Refund == nil {
			continue
		}
		for len(orders) > 0 && !orders[0].OccurredAt.After(d.Refund.OccurredAt) {
			linker.Sold(orders[0])
			orders = orders[1:]
		}
		linker.Link(d.Refund)
	}
}
