-- Orders by weekday (1 is Monday) of the business day and by the hour on the
-- clock of the shop's wall. Before refunds.
SELECT extract(isodow FROM local_date)::bigint AS weekday, local_hour::bigint AS hour, count(*)::bigint, sum(paid_amount)::bigint
FROM orders.orders
WHERE local_date >= $1::date AND local_date < $2::date AND moved_to IS NULL
  AND (($3::bigint[])[1] = 0 OR store_id = ANY ($3::bigint[]))
  AND (($4::bigint[])[1] = 0 OR channel_id = ANY ($4::bigint[]))
  AND currency = $5::text
GROUP BY weekday, hour
ORDER BY weekday, hour
