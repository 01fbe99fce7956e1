-- How many pieces of goods were sold within the period, and for how much. What is
-- weighed counts as one piece a line.
SELECT coalesce(sum(CASE WHEN l.scale = 0 THEN l.quantity ELSE 1 END), 0)::bigint,
       coalesce(sum(l.paid_amount), 0)::bigint
FROM orders.line l
WHERE l.local_date >= $1::date AND l.local_date < $2::date AND l.kind = 'goods'
  AND (l.member_id, l.order_id) IN (
      SELECT o.member_id, o.id FROM orders.orders o
      WHERE o.local_date >= $1::date AND o.local_date < $2::date AND o.moved_to IS NULL
        AND (($3::bigint[])[1] = 0 OR o.store_id = ANY ($3::bigint[]))
        AND (($4::bigint[])[1] = 0 OR o.channel_id = ANY ($4::bigint[]))
        AND o.currency = $5::text)
