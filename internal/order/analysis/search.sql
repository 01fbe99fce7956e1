-- A page of everybody's orders that match, newest first.
-- $1 $2 before which instant and id; $3 $4 business days; $5 stores, $6 channel, 0: any;
-- $7 1: with a member, -1: without, 0: both; $8 $9 paid; $10 1: something came back, -1: nothing, 0: both; $11 rows.
SELECT o.member_id, o.id
FROM orders.orders o
WHERE o.moved_to IS NULL
  AND o.occurred_at <= $1::timestamptz AND (o.occurred_at < $1::timestamptz OR o.id < $2::bigint)
  AND o.local_date >= $3::date AND o.local_date <= $4::date
  AND (0 = ANY ($5::bigint[]) OR o.store_id = ANY ($5::bigint[]))
  AND ($6::bigint = 0 OR o.channel_id = $6::bigint)
  AND ($7::bigint = 0 OR ($7::bigint > 0 AND o.member_id > 0) OR ($7::bigint < 0 AND o.member_id < 0))
  AND o.paid_amount >= $8::bigint AND o.paid_amount <= $9::bigint
  AND ($10::bigint = 0 OR ($10::bigint > 0 AND o.refunded_amount > 0) OR ($10::bigint < 0 AND o.refunded_amount = 0))
ORDER BY o.occurred_at DESC NULLS FIRST, o.id DESC NULLS FIRST
LIMIT $11::bigint
