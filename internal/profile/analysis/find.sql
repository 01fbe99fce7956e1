-- What is known of every member, for lists that are filtered by it.
--
-- $1 the instant at which labels hold.
--
-- What is wanted of these is added behind by find.go, which names their columns
-- and no table. A list that is not asked for costs nothing.
WITH known AS (
    SELECT m.member_id, m.joined_at, m.source, m.store_id, m.channel_id, t.level,
           coalesce(v.class, 'none') AS class, v.r, v.f, v.m,
           coalesce(v.last_order_on, DATE '1970-01-01') AS last_order_on, coalesce(v.spend, 0) AS spend
    FROM member.member m
    LEFT JOIN tier.standing t ON t.member_id = m.member_id AND t.ladder_id = 1
    LEFT JOIN profile.rfm v ON v.member_id = m.member_id AND v.brand_id = 0
    WHERE m.status = 'active'
), labelled AS (
    SELECT member_id, label FROM member.label
    WHERE since <= $1::timestamptz AND (expires_at IS NULL OR expires_at > $1::timestamptz)
), bought AS (
    SELECT coalesce(g.merged_into, o.member_id) AS member_id, o.store_id
    FROM orders.orders o
    LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) g ON g.member_id = o.member_id
    WHERE o.member_id > 0 AND o.moved_to IS NULL
)
