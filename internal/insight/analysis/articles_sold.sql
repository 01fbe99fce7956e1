-- The articles of which anything was sold, in whatever currency.
SELECT DISTINCT l.article_id
FROM orders.line l
WHERE l.local_date >= $1::date AND l.local_date < $2::date AND l.article_id IS NOT NULL
ORDER BY l.article_id
