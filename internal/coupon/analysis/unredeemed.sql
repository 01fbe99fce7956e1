-- Why coupons of a template ($1) were not redeemed by an instant ($2), from what
-- their members bought while they were valid: whether anything, whether any of the
-- goods in question (articles $5, categories $6, brands $7; 0 first: all goods),
-- and how far the largest basket of these stayed below the threshold ($3, of the
-- currency $4). The band says which quarter of the threshold it reached.
WITH waiting AS (
    SELECT c.member_id, c.id, c.seen_at, c.valid_from,
           CASE WHEN c.expires_at <= $2::timestamptz THEN c.expires_at ELSE $2::timestamptz END AS ends,
           CASE WHEN c.expires_at <= $2::timestamptz THEN 1 ELSE 0 END AS over
    FROM coupon.coupon c
    WHERE c.template_id = $1::bigint AND c.status IN ('held', 'locked', 'offered', 'expired') AND c.issued_at <= $2::timestamptz
), baskets AS (
    SELECT w.member_id, w.id, o.id AS order_id,
           sum(CASE WHEN (($5::bigint[])[1] = 0 OR l.article_id = ANY ($5::bigint[]) OR a.category_id = ANY ($6::bigint[]) OR a.brand_id = ANY ($7::bigint[]))
               THEN l.list_amount ELSE 0 END)::bigint AS amount
    FROM waiting w
    JOIN orders.orders o ON o.member_id = w.member_id AND o.occurred_at >= w.valid_from AND o.occurred_at < w.ends
     AND o.moved_to IS NULL AND o.currency = $4::text
    JOIN orders.line l ON l.member_id = o.member_id AND l.order_id = o.id AND l.kind = 'goods'
    LEFT JOIN catalog.article a ON a.id = l.article_id
    GROUP BY w.member_id, w.id, o.id
), best AS (
    SELECT b.member_id, b.id, max(b.amount)::bigint AS amount FROM baskets b GROUP BY b.member_id, b.id
), told AS (
    SELECT w.over, b.amount,
           CASE WHEN b.amount IS NULL AND w.seen_at IS NULL THEN 'never_seen'
                WHEN b.amount IS NULL THEN 'never_bought'
                WHEN b.amount <= 0 THEN 'out_of_scope'
                WHEN b.amount < $3::bigint THEN 'below_threshold'
                WHEN w.seen_at IS NULL THEN 'never_seen'
                ELSE 'not_used' END AS reason
    FROM waiting w LEFT JOIN best b ON b.member_id = w.member_id AND b.id = w.id
)
SELECT t.over::bigint AS over, t.reason,
       (CASE WHEN t.reason <> 'below_threshold' THEN -1
             WHEN t.amount * 4 < $3::bigint THEN 0
             WHEN t.amount * 2 < $3::bigint THEN 1
             WHEN t.amount * 4 < $3::bigint * 3 THEN 2
             ELSE 3 END)::bigint AS band,
       count(*)::bigint AS coupons,
       sum(CASE WHEN t.reason = 'below_threshold' THEN $3::bigint - t.amount ELSE 0 END)::bigint AS short
FROM told t
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
