-- Members who bought within the period and again within 720 hours, also until $6,
-- by id, after $7: so many ($8). The same as repurchase.sql counts.
SELECT person
FROM (
    SELECT coalesce(m.merged_into, o.member_id) AS person, o.local_date, o.occurred_at,
           lead(o.occurred_at) OVER (PARTITION BY coalesce(m.merged_into, o.member_id) ORDER BY o.occurred_at, o.id) AS next_at
    FROM orders.orders o
    LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) m ON m.member_id = o.member_id
    WHERE o.member_id > 0 AND o.local_date >= $1::date AND o.local_date < $6::date AND o.moved_to IS NULL
      AND (($3::bigint[])[1] = 0 OR o.store_id = ANY ($3::bigint[]))
      AND (($4::bigint[])[1] = 0 OR o.channel_id = ANY ($4::bigint[]))
      AND o.currency = $5::text
      AND coalesce(m.merged_into, o.member_id) > $7::bigint
) purchase
WHERE local_date < $2::date AND next_at <= occurred_at + interval '720 hours'
GROUP BY person
ORDER BY person
LIMIT $8::bigint
