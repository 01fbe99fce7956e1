-- What is owed to members of an asset now, as recorded: as liability.sql, from
-- what is left in lots and accounts. $1 the asset, $2 the zone.
SELECT CASE WHEN extract(day FROM begins_on) = 1 OR extract(day FROM begins_on + 1) = 1
            THEN CAST(date_trunc('month', credited_at AT TIME ZONE $2::text) AS date)
            ELSE CAST(date_trunc('month', begins_on) AS date) END AS credited,
       greatest(idle_until, CASE WHEN extract(day FROM ends_on) = 1 OR extract(day FROM ends_on + 1) = 1
            THEN CAST(date_trunc('month', ended_at AT TIME ZONE $2::text) AS date)
            ELSE CAST(date_trunc('month', ends_on) AS date) END) AS ends,
       sum(remaining)::bigint AS amount, count(*)::bigint AS counted
FROM (
    SELECT credited_at, ended_at, idle_until, remaining,
           DATE '1970-01-01' + CAST(floor(extract(epoch FROM credited_at) / 86400) AS integer) AS begins_on,
           DATE '1970-01-01' + CAST(floor(extract(epoch FROM ended_at) / 86400) AS integer) AS ends_on
    FROM (
        SELECT l.credited_at, l.expires_at - interval '1 microsecond' AS ended_at, l.remaining,
               CAST(date_trunc('month', a.active_at AT TIME ZONE $2::text) + l.idle_months::int * interval '1 month' AS date) AS idle_until
        FROM ledger.lot l
        LEFT JOIN (SELECT member_id, active_at FROM ledger.account WHERE asset_id = $1::bigint AND active_at IS NOT NULL) a
          ON a.member_id = l.member_id
        WHERE l.asset_id = $1::bigint AND l.remaining > 0
    ) lots
) days
GROUP BY credited, ends
UNION ALL
SELECT NULL::date, NULL::date, coalesce(sum(balance), 0)::bigint, coalesce(sum(pending), 0)::bigint
FROM ledger.account WHERE asset_id = $1::bigint
ORDER BY credited NULLS LAST, ends NULLS LAST
