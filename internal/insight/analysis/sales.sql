-- What was sold on each business day, by currency: orders on theirs, and what
-- was given back on the day on which that happened. A member's key is positive. Where
-- an order was attached to a member later, its refunds stand under both keys.
SELECT day, currency,
       sum(orders)::bigint, sum(member_orders)::bigint,
       sum(paid)::bigint, sum(member_paid)::bigint,
       sum(returned)::bigint, sum(member_returned)::bigint
FROM (
    SELECT local_date AS day, currency,
           count(*) AS orders, count(*) FILTER (WHERE member_id > 0) AS member_orders,
           sum(paid_amount) AS paid, coalesce(sum(paid_amount) FILTER (WHERE member_id > 0), 0) AS member_paid,
           0 AS returned, 0 AS member_returned
    FROM orders.orders
    WHERE local_date >= $1::date AND local_date < $2::date AND moved_to IS NULL
      AND (($3::bigint[])[1] = 0 OR store_id = ANY ($3::bigint[]))
      AND (($4::bigint[])[1] = 0 OR channel_id = ANY ($4::bigint[]))
    GROUP BY local_date, currency
    UNION ALL
    SELECT local_date, currency, 0, 0, 0, 0,
           sum(amount), coalesce(sum(amount) FILTER (WHERE member_id > 0), 0)
    FROM orders.refund r
    WHERE r.local_date >= $1::date AND r.local_date < $2::date
      AND (($3::bigint[])[1] = 0 OR r.store_id = ANY ($3::bigint[]))
      AND (($4::bigint[])[1] = 0 OR r.channel_id = ANY ($4::bigint[]))
      AND NOT EXISTS (SELECT 1 FROM orders.orders o WHERE o.member_id = r.member_id AND o.moved_to IS NOT NULL)
    GROUP BY local_date, currency
) moved
GROUP BY day, currency
ORDER BY day, currency
