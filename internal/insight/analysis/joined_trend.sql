-- How many of today's members joined on each day, by the clock of the retailer's
-- zone $5 and its cut-off of $6 minutes.
SELECT CAST((joined_at AT TIME ZONE $5::text) - $6::int * interval '1 minute' AS date) AS day, count(*)::bigint
FROM member.member
WHERE status = 'active' AND joined_at >= $1::timestamptz AND joined_at < $2::timestamptz
  AND (($3::bigint[])[1] = 0 OR store_id = ANY ($3::bigint[]))
  AND (($4::bigint[])[1] = 0 OR channel_id = ANY ($4::bigint[]))
GROUP BY day
ORDER BY day
