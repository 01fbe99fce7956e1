-- What was sold of each category on each day: pieces, and what was paid for the
-- lines less what was given back that day. What belongs to no category, such as
-- delivery, is 0, so that the categories sum to all sales.
SELECT day, coalesce(category_id, 0)::bigint AS category, sum(pieces)::bigint, sum(sales)::bigint
FROM (
    SELECT day, a.category_id, pieces, sales
    FROM (
        SELECT l.local_date AS day, l.article_id,
               sum(CASE WHEN l.kind <> 'goods' THEN 0 WHEN l.scale = 0 THEN l.quantity ELSE 1 END) AS pieces,
               sum(l.paid_amount) AS sales
        FROM orders.line l
        WHERE l.local_date >= $1::date AND l.local_date < $2::date
          AND (l.member_id, l.order_id) IN (
              SELECT o.member_id, o.id FROM orders.orders o
              WHERE o.local_date >= $1::date AND o.local_date < $2::date AND o.moved_to IS NULL
                AND (($3::bigint[])[1] = 0 OR o.store_id = ANY ($3::bigint[]))
                AND (($4::bigint[])[1] = 0 OR o.channel_id = ANY ($4::bigint[]))
                AND o.currency = $5::text)
        GROUP BY l.local_date, l.article_id
    ) sold
    LEFT JOIN catalog.article a ON a.id = sold.article_id
    UNION ALL
    SELECT r.local_date, a.category_id, 0, -l.amount
    FROM orders.refund r
    JOIN orders.refund_line l ON l.member_id = r.member_id AND l.refund_id = r.id
    LEFT JOIN catalog.article a ON a.code = l.code
    WHERE r.local_date >= $1::date AND r.local_date < $2::date
      AND (($3::bigint[])[1] = 0 OR r.store_id = ANY ($3::bigint[]))
      AND (($4::bigint[])[1] = 0 OR r.channel_id = ANY ($4::bigint[]))
      AND r.currency = $5::text
      AND NOT EXISTS (SELECT 1 FROM orders.orders o WHERE o.member_id = r.member_id AND o.moved_to IS NOT NULL)
) moved
GROUP BY day, category
ORDER BY day, category
