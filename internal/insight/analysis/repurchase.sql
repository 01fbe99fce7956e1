-- How many members bought within the period, and how many of them bought again
-- within 720 hours of one of these purchases: also after the period, until $6.
-- Of purchases at one instant the days put in order what can differ in the answer.
SELECT count(*)::bigint, coalesce(sum(again), 0)::bigint
FROM (
    SELECT person,
           max(CASE WHEN next_at <= occurred_at + interval '720 hours' THEN 1 ELSE 0 END) AS again
    FROM (
        SELECT coalesce(m.merged_into, o.member_id) AS person, o.local_date, o.occurred_at,
               lead(o.occurred_at) OVER (PARTITION BY coalesce(m.merged_into, o.member_id) ORDER BY o.occurred_at, o.local_date) AS next_at
        FROM orders.orders o
        LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) m ON m.member_id = o.member_id
        WHERE o.member_id > 0 AND o.local_date >= $1::date AND o.local_date < $6::date AND o.moved_to IS NULL
          AND (($3::bigint[])[1] = 0 OR o.store_id = ANY ($3::bigint[]))
          AND (($4::bigint[])[1] = 0 OR o.channel_id = ANY ($4::bigint[]))
          AND o.currency = $5::text
    ) purchase
    WHERE local_date < $2::date
    GROUP BY person
) buyer
