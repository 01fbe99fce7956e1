-- rare.sql is what the members $1 bought of goods in stores from the business day $2 on, of
-- which at most the part $3 of all buyers bought any, and how large a part did.
WITH mine AS (
    SELECT DISTINCT l.member_id, l.article_id, o.store_id
    FROM orders.line l
    JOIN orders.orders o ON o.member_id = l.member_id AND o.id = l.order_id
    WHERE l.member_id = ANY ($1::bigint[]) AND l.kind = 'goods' AND l.article_id IS NOT NULL
      AND l.local_date >= $2::date AND o.moved_to IS NULL AND o.store_id IS NOT NULL
), bought AS (
    SELECT l.article_id, count(DISTINCT l.member_id) AS by_many
    FROM orders.line l
    WHERE l.member_id > 0 AND l.kind = 'goods' AND l.local_date >= $2::date AND l.article_id IN (SELECT m.article_id FROM mine m)
    GROUP BY l.article_id
), everybody AS (SELECT count(*) AS n FROM orders.buyer)
SELECT m.member_id, m.article_id, m.store_id, CAST(b.by_many AS double precision) / e.n AS part
FROM mine m JOIN bought b ON b.article_id = m.article_id CROSS JOIN everybody e
WHERE b.by_many <= $3::double precision * e.n
ORDER BY m.member_id, m.article_id, m.store_id
