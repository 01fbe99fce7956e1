-- Members who bought within the period, by id, after $6: so many ($7).
SELECT DISTINCT coalesce(m.merged_into, o.member_id) AS person
FROM orders.orders o
LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) m ON m.member_id = o.member_id
WHERE o.member_id > 0 AND o.local_date >= $1::date AND o.local_date < $2::date AND o.moved_to IS NULL
  AND (($3::bigint[])[1] = 0 OR o.store_id = ANY ($3::bigint[]))
  AND (($4::bigint[])[1] = 0 OR o.channel_id = ANY ($4::bigint[]))
  AND o.currency = $5::text
  AND coalesce(m.merged_into, o.member_id) > $6::bigint
ORDER BY person
LIMIT $7::bigint
