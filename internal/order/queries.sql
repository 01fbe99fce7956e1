-- name: Claim :many
-- Takes references and returns the ids of those that nobody had taken before.
INSERT INTO orders.reference (source, reference, kind, member_id, id)
SELECT unnest(@sources::text[]), unnest(@refs::text[]), unnest(@kinds::text[]), unnest(@members::bigint[]), unnest(@ids::bigint[])
ON CONFLICT DO NOTHING
RETURNING id;

-- name: Located :many
SELECT r.source, r.reference, r.kind, r.member_id, r.id
FROM orders.reference r
WHERE (r.source, r.reference, r.kind) IN (SELECT unnest(@sources::text[]), unnest(@refs::text[]), unnest(@kinds::text[]));

-- name: Get :one
SELECT sqlc.embed(o) FROM orders.orders o WHERE o.member_id = $1 AND o.id = $2;

-- name: Lock :one
SELECT sqlc.embed(o) FROM orders.orders o WHERE o.member_id = $1 AND o.id = $2 FOR UPDATE;

-- name: Lines :many
SELECT sqlc.embed(l) FROM orders.line l
WHERE l.member_id = @member_id AND l.order_id = ANY (@orders::bigint[]) ORDER BY l.order_id, l.no;

-- name: OfMember :many
-- A page of a member's orders, newest first.
SELECT sqlc.embed(o), (SELECT count(*) FROM orders.line l WHERE l.member_id = @member_id AND l.order_id = o.id) AS lines
FROM orders.orders o
WHERE o.member_id = @member_id AND (o.occurred_at, o.id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY o.occurred_at DESC, o.id DESC LIMIT @lim;

-- name: ByIDs :many
SELECT sqlc.embed(o) FROM orders.orders o WHERE o.member_id = @member_id AND o.id = ANY (@ids::bigint[]);

-- name: Recent :many
-- The latest orders of members within a time, across members: a sample to try rules on.
SELECT o.member_id, o.id FROM orders.orders o
WHERE o.moved_to IS NULL AND o.member_id > 0 AND o.currency = @currency AND o.occurred_at >= @since AND o.occurred_at < @before
  AND (sqlc.narg(day)::date IS NULL OR o.local_date = sqlc.narg(day))
ORDER BY o.occurred_at DESC, o.id DESC LIMIT @lim;

-- name: Refunds :many
SELECT sqlc.embed(r) FROM orders.refund r WHERE r.member_id = @member_id AND r.id = ANY (@ids::bigint[]) ORDER BY r.occurred_at, r.id;

-- name: RefundsOfMember :many
-- A page of a member's refunds, newest first.
SELECT r.id, r.occurred_at FROM orders.refund r
WHERE r.member_id = @member_id AND (r.occurred_at, r.id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY r.occurred_at DESC, r.id DESC LIMIT @lim;

-- name: RefundLines :many
SELECT sqlc.embed(l) FROM orders.refund_line l
WHERE l.member_id = @member_id AND l.refund_id = ANY (@refunds::bigint[]) ORDER BY l.refund_id, l.no;

-- name: RefundsOfOrders :many
-- The refunds that return something of the orders, oldest first.
SELECT DISTINCT r.occurred_at, r.id FROM orders.refund_line l
JOIN orders.refund r ON r.member_id = l.member_id AND r.id = l.refund_id
WHERE l.member_id = @member_id AND r.member_id = @member_id AND l.order_id = ANY (@orders::bigint[])
ORDER BY r.occurred_at, r.id;

-- name: History :many
-- What counts as spending: every purchase, and what came back of it.
SELECT o.member_id, o.occurred_at, o.recorded_at, o.id AS order_id, 0::bigint AS refund_id, o.goods_amount AS amount
FROM orders.orders o
WHERE o.member_id = ANY (@members::bigint[]) AND o.moved_to IS NULL AND o.currency = @currency
UNION ALL
SELECT l.member_id, r.occurred_at, r.recorded_at, l.order_id, l.refund_id, sum(l.amount)::bigint
FROM orders.refund_line l
JOIN orders.refund r ON r.member_id = l.member_id AND r.id = l.refund_id
JOIN orders.line ol ON ol.member_id = l.member_id AND ol.order_id = l.order_id AND ol.no = l.line_no
WHERE l.member_id = ANY (@members::bigint[]) AND ol.kind = 'goods' AND r.currency = @currency
GROUP BY l.member_id, r.occurred_at, r.recorded_at, l.order_id, l.refund_id
ORDER BY 1, 2, 5, 4;

-- name: RefundsBeyondOrders :many
-- Orders whose refunds do not add up to what the order says, or exceed it.
SELECT o.member_id, o.id, o.paid_amount, o.refunded_amount, coalesce(r.amount, 0)::bigint AS refunds
FROM orders.orders o
LEFT JOIN (
    SELECT member_id, order_id, sum(amount) AS amount FROM orders.refund_line WHERE order_id IS NOT NULL
    GROUP BY member_id, order_id
) r ON r.member_id = o.member_id AND r.order_id = o.id
WHERE o.refunded_amount <> coalesce(r.amount, 0) OR o.refunded_amount > greatest(o.paid_amount, 0)
ORDER BY 1, 2 LIMIT 20;

-- name: LinesBeyondPurchase :many
SELECT l.member_id, l.order_id, l.no, l.quantity, l.refunded_quantity, coalesce(r.quantity, 0)::bigint AS refunds
FROM orders.line l
LEFT JOIN (
    SELECT member_id, order_id, line_no, sum(quantity) AS quantity, sum(amount) AS amount
    FROM orders.refund_line WHERE order_id IS NOT NULL GROUP BY member_id, order_id, line_no
) r ON r.member_id = l.member_id AND r.order_id = l.order_id AND r.line_no = l.no
WHERE l.refunded_quantity <> coalesce(r.quantity, 0) OR l.refunded_amount <> coalesce(r.amount, 0)
   OR l.refunded_quantity > l.quantity
ORDER BY 1, 2, 3 LIMIT 20;

-- name: OrdersOffLines :many
SELECT o.member_id, o.id, o.paid_amount, coalesce(l.paid, 0)::bigint AS lines_paid
FROM orders.orders o
LEFT JOIN (SELECT member_id, order_id, sum(paid_amount) AS paid FROM orders.line GROUP BY member_id, order_id) l
  ON l.member_id = o.member_id AND l.order_id = o.id
WHERE o.paid_amount <> coalesce(l.paid, 0)
ORDER BY 1, 2 LIMIT 20;

-- name: MembersOfOrders :many
-- Distinct members that own orders, for the proof that each is known; a page after one.
SELECT DISTINCT member_id FROM orders.orders WHERE member_id > $1 ORDER BY member_id LIMIT $2;

-- name: LinesWithoutOrders :many
SELECT l.member_id, l.order_id, l.no FROM orders.line l
WHERE NOT EXISTS (SELECT FROM orders.orders o WHERE o.member_id = l.member_id AND o.id = l.order_id)
LIMIT 20;
