-- What an asset's entries come to by side: all of them, without a month, and
-- those since an instant by month. $1 the asset, $2 the instant, $3 the zone by
-- whose calendar months begin. Asking a zone for the month of an instant is dear:
-- it is asked only where the day begins or ends a month somewhere. Which entries
-- count is asked of the sums alone, so that the postings are hashed and not the
-- entries.
SELECT NULL::date AS month, account, sum(amount)::bigint, count(*)::bigint
FROM ledger.entry WHERE asset_id = $1::bigint
GROUP BY account
UNION ALL
SELECT CASE WHEN extract(day FROM day) = 1 OR extract(day FROM day + 1) = 1
            THEN CAST(date_trunc('month', occurred_at AT TIME ZONE $3::text) AS date)
            ELSE CAST(date_trunc('month', day) AS date) END,
       account, (sum(amount) FILTER (WHERE asset_id = $1::bigint))::bigint, count(*) FILTER (WHERE asset_id = $1::bigint)::bigint
FROM (
    SELECT p.occurred_at, DATE '1970-01-01' + CAST(floor(extract(epoch FROM p.occurred_at) / 86400) AS integer) AS day,
           e.account, e.amount, e.asset_id
    FROM ledger.entry e
    JOIN ledger.posting p ON p.member_id = e.member_id AND p.id = e.posting_id
    WHERE p.occurred_at >= $2::timestamptz
) since
GROUP BY 1, account HAVING count(*) FILTER (WHERE asset_id = $1::bigint) > 0
ORDER BY month NULLS FIRST, account
