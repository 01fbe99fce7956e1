-- How much was sold of certain articles ($6). Before refunds.
SELECT l.article_id, sum(CASE WHEN l.scale = 0 THEN l.quantity ELSE 1 END)::bigint, sum(l.paid_amount)::bigint
FROM orders.line l
WHERE l.local_date >= $1::date AND l.local_date < $2::date AND l.kind = 'goods' AND l.article_id = ANY ($6::bigint[])
  AND (l.member_id, l.order_id) IN (
      SELECT o.member_id, o.id FROM orders.orders o
      WHERE o.local_date >= $1::date AND o.local_date < $2::date AND o.moved_to IS NULL
        AND (($3::bigint[])[1] = 0 OR o.store_id = ANY ($3::bigint[]))
        AND (($4::bigint[])[1] = 0 OR o.channel_id = ANY ($4::bigint[]))
        AND o.currency = $5::text)
GROUP BY l.article_id
ORDER BY l.article_id
