-- Orders of each day by who bought: 0 no member, 1 a member on the first day on
-- which that member ever bought, wherever that was, 2 a member who had bought on
-- an earlier day. Before refunds. Whose first day lies within the period are few;
-- of members that were merged the earliest day of them all counts.
WITH merged AS MATERIALIZED (
    SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL
), fresh AS MATERIALIZED (
    SELECT coalesce(m.merged_into, b.member_id) AS person, min(b.first_date) AS day
    FROM orders.buyer b
    LEFT JOIN merged m ON m.member_id = b.member_id
    WHERE b.first_date >= $1::date AND b.first_date < $2::date
    GROUP BY person
), former AS MATERIALIZED (
    SELECT coalesce(m.merged_into, b.member_id) AS person
    FROM orders.buyer b
    LEFT JOIN merged m ON m.member_id = b.member_id
    WHERE b.first_date < $1::date
      AND (m.merged_into IS NOT NULL OR b.member_id IN (SELECT merged_into FROM merged))
)
SELECT o.local_date AS day,
       CASE WHEN o.member_id < 0 THEN 0 WHEN f.person IS NOT NULL THEN 1 ELSE 2 END::bigint AS who,
       count(*)::bigint, sum(o.paid_amount)::bigint
FROM orders.orders o
LEFT JOIN merged m ON m.member_id = o.member_id
LEFT JOIN (
    SELECT person, day FROM fresh WHERE NOT EXISTS (SELECT 1 FROM former WHERE former.person = fresh.person)
) f ON f.person = coalesce(m.merged_into, o.member_id) AND f.day = o.local_date
WHERE o.local_date >= $1::date AND o.local_date < $2::date AND o.moved_to IS NULL
  AND (($3::bigint[])[1] = 0 OR o.store_id = ANY ($3::bigint[]))
  AND (($4::bigint[])[1] = 0 OR o.channel_id = ANY ($4::bigint[]))
  AND o.currency = $5::text
GROUP BY o.local_date, who
ORDER BY o.local_date, who
