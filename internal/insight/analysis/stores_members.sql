-- How many of today's members joined in each store before the instant $1.
SELECT m.store_id, count(*)::bigint
FROM member.member m
WHERE m.joined_at < $1::timestamptz AND m.store_id IS NOT NULL AND m.status = 'active'
GROUP BY m.store_id
ORDER BY m.store_id
