-- How lately, how often and for how much each member bought until a day, and how
-- many of the others did so longer ago, less often, for less.
--
-- $1 the day; $2 the last day before the window in which orders and money count;
-- $3 the currency that is counted; $4 whether brands are told apart besides all
-- of them together (brand 0); $5 the stores whose members are answered, who joined or
-- bought there, or 0 for everybody: scores are always among all. What one bought who has become another by a merge is the
-- other's.
--
-- A purchase is an order of which something is kept until that day: what was paid
-- for goods, less what came back of them. Of most orders and lines nothing ever
-- did, which their refunded_amount says without a look at the refunds.
WITH returned AS MATERIALIZED (
    SELECT l.member_id, l.order_id, sum(l.amount)::bigint AS amount
    FROM orders.refund r
    JOIN orders.refund_line l ON l.member_id = r.member_id AND l.refund_id = r.id
    JOIN orders.line b ON b.member_id = l.member_id AND b.order_id = l.order_id AND b.no = l.line_no
    WHERE r.member_id > 0 AND r.currency = $3 AND r.local_date <= $1::date
      AND b.kind = 'goods' AND b.refunded_amount > 0
    GROUP BY l.member_id, l.order_id
), purchase AS (
    SELECT member_id, store_id, local_date, goods_amount AS kept
    FROM orders.orders
    WHERE member_id > 0 AND moved_to IS NULL AND currency = $3 AND local_date <= $1::date
      AND refunded_amount = 0 AND goods_amount > 0
    UNION ALL
    SELECT o.member_id, o.store_id, o.local_date, o.goods_amount - coalesce(x.amount, 0) AS kept
    FROM orders.orders o
    LEFT JOIN returned x ON x.member_id = o.member_id AND x.order_id = o.id
    WHERE o.member_id > 0 AND o.moved_to IS NULL AND o.currency = $3 AND o.local_date <= $1::date
      AND o.refunded_amount > 0 AND o.goods_amount > coalesce(x.amount, 0)
), apart AS (
    SELECT coalesce(g.merged_into, p.member_id) AS member_id, CASE WHEN $4::boolean THEN coalesce(s.brand_id, 0) ELSE 0 END AS brand_id,
           min(p.local_date) AS first_on, max(p.local_date) AS last_on,
           count(*) FILTER (WHERE p.local_date > $2::date) AS orders,
           coalesce(sum(p.kept) FILTER (WHERE p.local_date > $2::date), 0)::bigint AS spend
    FROM purchase p
    LEFT JOIN org.store s ON s.id = p.store_id
    LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) g ON g.member_id = p.member_id
    GROUP BY 1, 2
), everyone AS (
    SELECT member_id, 0::bigint AS brand_id, min(first_on) AS first_on, max(last_on) AS last_on,
           sum(orders)::bigint AS orders, sum(spend)::bigint AS spend
    FROM apart
    GROUP BY member_id
    UNION ALL
    SELECT member_id, brand_id, first_on, last_on, orders, spend FROM apart WHERE brand_id > 0
), ranked AS (
    SELECT member_id, brand_id, first_on, last_on, orders, spend,
           rank() OVER (PARTITION BY brand_id ORDER BY last_on ASC) - 1 AS older,
           rank() OVER (PARTITION BY brand_id ORDER BY orders ASC) - 1 AS rarer,
           rank() OVER (PARTITION BY brand_id ORDER BY spend ASC) - 1 AS poorer,
           count(*) OVER (PARTITION BY brand_id) AS of_all
    FROM everyone
)
SELECT member_id, brand_id, first_on, last_on, orders, spend, older, rarer, poorer, of_all
FROM ranked
WHERE 0 = ANY ($5::bigint[])
   OR member_id IN (SELECT member_id FROM member.member WHERE store_id = ANY ($5::bigint[]))
   OR member_id IN (SELECT coalesce(g.merged_into, o.member_id) FROM orders.orders o
                    LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) g ON g.member_id = o.member_id
                    WHERE o.member_id > 0 AND o.moved_to IS NULL AND o.store_id = ANY ($5::bigint[]))
ORDER BY member_id ASC, brand_id ASC
