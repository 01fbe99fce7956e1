-- Who joined by which poster on each day, from $1 until $2, by the clock of the retailer's
-- zone $3 and its cut-off of $4 minutes; how many of them bought within $5 days of joining,
-- and for how much the first time, in the currency $6. Tills tell whole minutes, so that
-- what was bought counts from the minute of joining on. It counts where it happened: who
-- was merged, left or was erased since has joined all the same.
WITH came AS (
    SELECT o.member_id, o.poster, m.joined_at,
           CAST((m.joined_at AT TIME ZONE $3::text) - $4::int * interval '1 minute' AS date) AS day
    FROM member.origin o
    JOIN member.member m ON m.member_id = o.member_id
    WHERE o.poster IS NOT NULL AND m.joined_at >= $1::timestamptz AND m.joined_at < $2::timestamptz
), bought AS (
    SELECT r.member_id, r.paid_amount, row_number() OVER (PARTITION BY r.member_id ORDER BY r.occurred_at, r.id) AS nth
    FROM came
    JOIN orders.orders r ON r.member_id = came.member_id
    WHERE r.moved_to IS NULL AND r.currency = $6::text
      AND r.occurred_at >= date_trunc('minute', came.joined_at)
      AND r.occurred_at < came.joined_at + $5::int * interval '1 day'
)
SELECT came.poster, came.day, count(*)::bigint, count(bought.member_id)::bigint, coalesce(sum(bought.paid_amount), 0)::bigint
FROM came
LEFT JOIN bought ON bought.member_id = came.member_id AND bought.nth = 1
GROUP BY came.poster, came.day
ORDER BY came.poster, came.day
