-- The time between consecutive purchases of members from $1 to $2: its sum in
-- microseconds, and how many there were. Between a member's first and last
-- purchase lie all the intervals, so that nothing has to be sorted.
SELECT coalesce(sum(last_us - first_us), 0)::bigint, coalesce(sum(purchases - 1), 0)::bigint
FROM (
    SELECT count(*) AS purchases,
           (extract(epoch FROM min(o.occurred_at)) * 1000000)::bigint AS first_us,
           (extract(epoch FROM max(o.occurred_at)) * 1000000)::bigint AS last_us
    FROM orders.orders o
    LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) m ON m.member_id = o.member_id
    WHERE o.member_id > 0 AND o.local_date >= $1::date AND o.local_date < $2::date AND o.moved_to IS NULL
      AND (($3::bigint[])[1] = 0 OR o.store_id = ANY ($3::bigint[]))
      AND (($4::bigint[])[1] = 0 OR o.channel_id = ANY ($4::bigint[]))
      AND o.currency = $5::text
    GROUP BY coalesce(m.merged_into, o.member_id)
) buyer
