package order

import "habitue/internal/platform/notice"

// What the package states: Paid and Imported with the order's id, Refunded with
// the refund's.
const (
	Paid     notice.Kind = "order.paid"
	Refunded notice.Kind = "order.refunded"
	Imported notice.Kind = "order.imported"
)
