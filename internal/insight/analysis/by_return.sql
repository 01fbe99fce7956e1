-- Orders of each day by who bought: 0 no member, 1 a member on the first day on
-- which that member ever bought, wherever that was, 2 a member who had bought on
-- an earlier day. Before refunds.
WITH bought AS (
    SELECT o.local_date AS day,
           CASE WHEN o.member_id > 0 THEN coalesce(m.merged_into, o.member_id) ELSE 0 END AS person,
           count(*) AS orders, sum(o.paid_amount) AS paid
    FROM orders.orders o
    LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) m ON m.member_id = o.member_id
    WHERE o.local_date >= $1::date AND o.local_date < $2::date AND o.moved_to IS NULL
      AND (0 = ANY ($3::bigint[]) OR o.store_id = ANY ($3::bigint[]))
      AND (0 = ANY ($4::bigint[]) OR o.channel_id = ANY ($4::bigint[]))
      AND o.currency = $5::text
    GROUP BY o.local_date, person
), begun AS (
    SELECT coalesce(m.merged_into, o.member_id) AS person, min(o.local_date) AS day
    FROM orders.orders o
    LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) m ON m.member_id = o.member_id
    WHERE o.member_id > 0 AND o.local_date < $2::date AND o.moved_to IS NULL
    GROUP BY coalesce(m.merged_into, o.member_id)
)
SELECT b.day,
       CASE WHEN b.person = 0 THEN 0 WHEN b.day = f.day THEN 1 ELSE 2 END::bigint AS who,
       sum(b.orders)::bigint, sum(b.paid)::bigint
FROM bought b
LEFT JOIN begun f ON f.person = b.person
GROUP BY b.day, who
ORDER BY b.day, who
