-- Orders of each day by who bought: 0 no member, 1 a member on the first day on
-- which that member ever bought, wherever that was, 2 a member who had bought on
-- an earlier day. Before refunds. Of what was bought before the period only that
-- of its buyers is looked at, under all the numbers that they had: first the 120
-- days before, in which most of them are found, and older orders only for the few
-- of whom nothing is known by then.
WITH bought AS MATERIALIZED (
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
), first AS MATERIALIZED (
    SELECT person, min(day) AS day FROM bought WHERE person <> 0 GROUP BY person
), id AS MATERIALIZED (
    SELECT person AS member_id, person FROM first
    UNION ALL SELECT m.member_id, m.merged_into FROM member.member m JOIN first ON first.person = m.merged_into
), lately AS MATERIALIZED (
    SELECT person FROM id
    WHERE id.member_id IN (
        SELECT o.member_id FROM orders.orders o
        WHERE o.local_date >= $1::date - 120 AND o.local_date < $1::date AND o.moved_to IS NULL
    )
    GROUP BY person
), rest AS MATERIALIZED (
    SELECT id.member_id, id.person FROM id WHERE NOT EXISTS (SELECT 1 FROM lately WHERE lately.person = id.person)
), known AS (
    SELECT person FROM lately
    UNION ALL
    SELECT person FROM rest
    WHERE rest.member_id IN (SELECT o.member_id FROM orders.orders o WHERE o.local_date < $1::date - 120 AND o.moved_to IS NULL)
    GROUP BY person
)
SELECT b.day,
       CASE WHEN b.person = 0 THEN 0 WHEN k.person IS NULL AND b.day = f.day THEN 1 ELSE 2 END::bigint AS who,
       sum(b.orders)::bigint, sum(b.paid)::bigint
FROM bought b
LEFT JOIN first f ON f.person = b.person
LEFT JOIN known k ON k.person = b.person
GROUP BY b.day, who
ORDER BY b.day, who
