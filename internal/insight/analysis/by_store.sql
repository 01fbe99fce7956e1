-- What each store sold on each day, net of what was given back that day; no store is 0.
SELECT day, coalesce(store_id, 0)::bigint AS place, sum(orders)::bigint, sum(sales)::bigint
FROM (
    SELECT local_date AS day, store_id, count(*) AS orders, sum(paid_amount) AS sales
    FROM orders.orders
    WHERE local_date >= $1::date AND local_date < $2::date AND moved_to IS NULL
      AND (($3::bigint[])[1] = 0 OR store_id = ANY ($3::bigint[]))
      AND (($4::bigint[])[1] = 0 OR channel_id = ANY ($4::bigint[]))
      AND currency = $5::text
    GROUP BY local_date, store_id
    UNION ALL
    SELECT local_date, store_id, 0, -sum(amount)
    FROM orders.refund r
    WHERE r.local_date >= $1::date AND r.local_date < $2::date
      AND (($3::bigint[])[1] = 0 OR r.store_id = ANY ($3::bigint[]))
      AND (($4::bigint[])[1] = 0 OR r.channel_id = ANY ($4::bigint[]))
      AND r.currency = $5::text
      AND NOT EXISTS (SELECT 1 FROM orders.orders o WHERE o.member_id = r.member_id AND o.moved_to IS NOT NULL)
    GROUP BY local_date, store_id
) moved
GROUP BY day, place
ORDER BY day, place
