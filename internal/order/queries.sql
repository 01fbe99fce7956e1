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
-- A page of the orders of members who are one, newest first: of each by the index, then
-- the newest of these.
SELECT sqlc.embed(o), (SELECT count(*) FROM orders.line l WHERE l.member_id = o.member_id AND l.order_id = o.id) AS lines
FROM (
    SELECT n.member_id, n.id FROM (SELECT unnest(@members::bigint[]) AS id) m CROSS JOIN LATERAL (
        SELECT k.member_id, k.id, k.occurred_at FROM orders.orders k
        WHERE k.member_id = m.id AND (k.occurred_at, k.id) < (@before_at::timestamptz, @before_id::bigint)
        ORDER BY k.occurred_at DESC, k.id DESC LIMIT @lim
    ) n
    ORDER BY n.occurred_at DESC, n.id DESC LIMIT @lim
) p
JOIN orders.orders o ON o.member_id = p.member_id AND o.id = p.id
ORDER BY o.occurred_at DESC, o.id DESC;

-- name: ByIDs :many
SELECT sqlc.embed(o) FROM orders.orders o WHERE o.member_id = @member_id AND o.id = ANY (@ids::bigint[]);

-- name: Recent :many
-- The latest orders of members within a time, across members: a sample to try rules on.
SELECT o.member_id, o.id FROM orders.orders o
WHERE o.moved_to IS NULL AND o.member_id > 0 AND o.currency = @currency AND o.occurred_at >= @since AND o.occurred_at < @before
  AND (sqlc.narg(day)::date IS NULL OR o.local_date = sqlc.narg(day))
ORDER BY o.occurred_at DESC, o.id DESC LIMIT @lim;

-- name: Refunds :many
SELECT sqlc.embed(r) FROM orders.refund r WHERE r.member_id = ANY (@members::bigint[]) AND r.id = ANY (@ids::bigint[]) ORDER BY r.occurred_at, r.id;

-- name: RefundsOfMember :many
-- A page of the refunds of members who are one, newest first.
SELECT r.member_id, r.id, r.occurred_at FROM orders.refund r
WHERE r.member_id = ANY (@members::bigint[]) AND (r.occurred_at, r.id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY r.occurred_at DESC, r.id DESC LIMIT @lim;

-- name: RefundLines :many
SELECT sqlc.embed(l) FROM orders.refund_line l
WHERE l.member_id = ANY (@members::bigint[]) AND l.refund_id = ANY (@refunds::bigint[]) ORDER BY l.refund_id, l.no;

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

-- name: MovedAstray :many
-- Orders that were attached to a member and are not there as they were, or of which nobody knows who did it.
SELECT o.id, o.moved_to::bigint AS member_id FROM orders.orders o
WHERE o.moved_to IS NOT NULL AND (NOT EXISTS (
    SELECT FROM orders.orders n WHERE n.member_id = o.moved_to AND n.id = o.id
      AND n.paid_amount = o.paid_amount AND n.occurred_at = o.occurred_at AND n.refunded_amount >= o.refunded_amount
) OR NOT EXISTS (SELECT FROM orders.late_entry e WHERE e.member_id = o.moved_to AND e.order_id = o.id))
ORDER BY 1 LIMIT 20;

-- name: MembersOfOrders :many
-- Distinct members that own orders, for the proof that each is known; a page after one.
SELECT DISTINCT member_id FROM orders.orders WHERE member_id > $1 ORDER BY member_id LIMIT $2;

-- name: BuyersOffOrders :many
-- Members of whom another first day is noted than their orders tell.
SELECT coalesce(o.member_id, b.member_id)::bigint AS member_id, coalesce(b.first_date::text, 'never') AS noted, coalesce(o.day::text, 'never') AS bought
FROM (SELECT member_id, min(local_date) AS day FROM orders.orders WHERE member_id > 0 GROUP BY member_id) o
FULL JOIN orders.buyer b ON b.member_id = o.member_id
WHERE b.first_date IS DISTINCT FROM o.day
ORDER BY 1 LIMIT 20;

-- name: LinesWithoutOrders :many
SELECT l.member_id, l.order_id, l.no FROM orders.line l
WHERE NOT EXISTS (SELECT FROM orders.orders o WHERE o.member_id = l.member_id AND o.id = l.order_id)
LIMIT 20;

-- name: LocatedByID :many
-- Where orders are kept, by id alone. A refund's id is never an order's.
SELECT r.member_id, r.id FROM orders.reference r WHERE r.id = ANY (@ids::bigint[]) AND r.kind = 'order';

-- name: LocatedByNumber :many
-- Orders and refunds that bear a number, whoever reported them.
SELECT r.member_id, r.id, r.kind FROM orders.reference r
WHERE r.reference = @reference AND (@source::text = '' OR r.source = @source::text) ORDER BY r.id LIMIT @lim;

-- name: ByPlaces :many
SELECT sqlc.embed(o), (SELECT count(*) FROM orders.line l WHERE l.member_id = o.member_id AND l.order_id = o.id) AS lines
FROM orders.orders o
WHERE (o.member_id, o.id) IN (SELECT unnest(@members::bigint[]), unnest(@ids::bigint[]));

-- name: Newest :many
-- A page of everybody's orders, newest first. The instants bound what the days may be.
SELECT o.member_id, o.id, o.occurred_at FROM orders.orders o
WHERE o.moved_to IS NULL AND (o.occurred_at, o.id) < (@before_at::timestamptz, @before_id::bigint)
  AND o.occurred_at >= @from_at::timestamptz AND o.occurred_at < @until_at::timestamptz
  AND o.local_date BETWEEN @from_day::date AND @until_day::date
ORDER BY o.occurred_at DESC, o.id DESC LIMIT @lim;

-- name: NewestOfStores :many
-- A page of each store by its index, then the newest of these.
SELECT n.member_id, n.id, n.occurred_at
FROM unnest(@stores::bigint[]) AS s(id) CROSS JOIN LATERAL (
    SELECT o.member_id, o.id, o.occurred_at FROM orders.orders o
    WHERE o.moved_to IS NULL AND o.store_id = s.id AND (o.occurred_at, o.id) < (@before_at::timestamptz, @before_id::bigint)
      AND o.occurred_at >= @from_at::timestamptz AND o.occurred_at < @until_at::timestamptz
      AND o.local_date BETWEEN @from_day::date AND @until_day::date
    ORDER BY o.occurred_at DESC, o.id DESC LIMIT @lim
) n
ORDER BY n.occurred_at DESC, n.id DESC LIMIT @lim;

-- name: RefundsHeld :many
-- The refunds kept beside an order that has no member.
SELECT r.id FROM orders.refund r WHERE r.member_id = $1 ORDER BY r.id;

-- name: MoveOrder :exec
UPDATE orders.orders SET moved_to = @moved_to, xid = pg_current_xact_id() WHERE member_id = @member_id AND id = @id;

-- name: MoveReferences :exec
UPDATE orders.reference SET member_id = @member_id
WHERE (source, reference, kind) IN (SELECT unnest(@sources::text[]), unnest(@refs::text[]), unnest(@kinds::text[]));

-- name: AddLateEntry :exec
INSERT INTO orders.late_entry (member_id, order_id, principal, reason, flagged, currency, amount, store_id, occurred_at, recorded_at, local_date)
VALUES (@member_id, @order_id, @principal, @reason, @flagged, @currency, @amount, @store_id, @occurred_at, @recorded_at, @local_date);

-- name: LateEntriesOf :many
SELECT sqlc.embed(e) FROM orders.late_entry e WHERE e.member_id = $1 AND e.order_id = ANY (@orders::bigint[]) ORDER BY e.order_id;

-- name: LateEntries :many
SELECT sqlc.embed(e) FROM orders.late_entry e
WHERE (e.recorded_at, e.order_id) < (@before_at::timestamptz, @before_id::bigint)
  AND (@principal::text = '' OR e.principal = @principal::text) AND (NOT @flagged::boolean OR e.flagged)
  AND (cardinality(@stores::bigint[]) = 0 OR e.store_id = ANY (@stores::bigint[]))
ORDER BY e.recorded_at DESC, e.order_id DESC LIMIT @lim;

-- name: LateByStaff :many
-- Who attached how many receipts in a time, most first.
SELECT e.principal, e.currency, count(*)::bigint AS entries, count(DISTINCT e.member_id)::bigint AS members,
       count(*) FILTER (WHERE e.flagged)::bigint AS flagged, sum(e.amount)::bigint AS amount, max(e.recorded_at)::timestamptz AS last_at
FROM orders.late_entry e
WHERE e.local_date BETWEEN @from_day::date AND @until_day::date AND e.principal <> 'visitor'
  AND (cardinality(@stores::bigint[]) = 0 OR e.store_id = ANY (@stores::bigint[]))
GROUP BY e.principal, e.currency ORDER BY entries DESC, e.principal, e.currency LIMIT 200;

-- name: LateFavourites :many
-- The member for whom each attached most in a time.
SELECT DISTINCT ON (f.principal) f.principal, f.member_id, f.entries FROM (
    SELECT e.principal, e.member_id, count(*)::bigint AS entries FROM orders.late_entry e
    WHERE e.local_date BETWEEN @from_day::date AND @until_day::date
      AND (cardinality(@stores::bigint[]) = 0 OR e.store_id = ANY (@stores::bigint[]))
    GROUP BY e.principal, e.member_id
) f ORDER BY f.principal, f.entries DESC, f.member_id;

-- name: Tally :one
-- Counts one more and answers how many that are; the row stays locked until the transaction ends.
INSERT INTO orders.late_tally (who, period, begins, count) VALUES (@who, @period, @begins, 1)
ON CONFLICT (who, period, begins) DO UPDATE SET count = late_tally.count + 1
RETURNING count;

-- name: ForgetTallies :execrows
-- Counts of periods long over, in batches.
DELETE FROM orders.late_tally WHERE (who, period, begins) IN (
    SELECT t.who, t.period, t.begins FROM orders.late_tally t WHERE t.begins < @before LIMIT @lim
);

-- name: LatePolicy :one
SELECT * FROM orders.late_policy WHERE id = 1;

-- name: LockLatePolicy :one
SELECT * FROM orders.late_policy WHERE id = 1 FOR UPDATE;

-- name: SaveLatePolicy :exec
UPDATE orders.late_policy
SET window_days = @window_days, reason_above = @reason_above, member_day = @member_day, member_month = @member_month,
    staff_day = @staff_day, staff_month = @staff_month, updated_at = @updated_at
WHERE id = 1;

-- name: Any :one
SELECT EXISTS (SELECT FROM orders.reference);

-- name: Bought :one
SELECT EXISTS (SELECT FROM orders.buyer WHERE member_id = ANY (@members::bigint[]));

-- name: SpentByMonth :many
SELECT date_trunc('month', local_date)::date AS month, count(*) AS orders, sum(paid_amount - refunded_amount)::bigint AS amount,
       sum(discount_amount)::bigint AS saved
FROM orders.orders
WHERE member_id = ANY (@members::bigint[]) AND currency = @currency AND local_date >= @from_day AND local_date < @until_day AND moved_to IS NULL
GROUP BY 1 ORDER BY 1;

-- name: SpentByArticle :many
SELECT coalesce(l.article_id, 0)::bigint AS article_id, sum(l.paid_amount - l.refunded_amount)::bigint AS amount
FROM orders.orders o JOIN orders.line l ON l.member_id = o.member_id AND l.order_id = o.id
WHERE o.member_id = ANY (@members::bigint[]) AND o.currency = @currency AND o.local_date >= @from_day AND o.local_date < @until_day
  AND o.moved_to IS NULL AND l.kind = 'goods'
GROUP BY 1 HAVING sum(l.paid_amount - l.refunded_amount) > 0 ORDER BY 2 DESC, 1;

-- name: SpentByStore :many
SELECT coalesce(store_id, 0)::bigint AS store_id, count(*) AS orders, sum(paid_amount - refunded_amount)::bigint AS amount
FROM orders.orders
WHERE member_id = ANY (@members::bigint[]) AND currency = @currency AND local_date >= @from_day AND local_date < @until_day AND moved_to IS NULL
GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 20;

-- name: FirstBought :many
SELECT local_date FROM orders.orders WHERE member_id = ANY (@members::bigint[]) AND moved_to IS NULL ORDER BY local_date LIMIT 1;

-- name: CountSince :one
-- Orders of members that came in since an instant.
SELECT count(*) FROM orders.orders WHERE member_id = ANY (@members::bigint[]) AND moved_to IS NULL AND recorded_at >= @since::timestamptz;
