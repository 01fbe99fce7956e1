-- What is owed to members of an asset before an instant $2: what is left in
-- lots by the months in which they were credited and in which they end, and in
-- the last row what members have by the entries, available and pending. It is
-- what there is now less what has come since, so that recent instants are cheap.
-- A lot ends with the month of the moment before it expires, or so many months
-- after the member's last activity, if that is later. Zones are asked as
-- in roll_forward.sql. $1 the asset, $3 the zone.
WITH since AS (
    SELECT member_id, id FROM ledger.posting WHERE occurred_at >= $2::timestamptz
), drawn AS (
    SELECT d.member_id, d.lot_id, sum(d.amount) AS amount
    FROM ledger.draw d
    JOIN since p ON p.member_id = d.member_id AND p.id = d.posting_id
    GROUP BY d.member_id, d.lot_id
), moved AS (
    SELECT coalesce(sum(e.amount) FILTER (WHERE e.account = 'available' AND e.asset_id = $1::bigint), 0) AS available,
           coalesce(sum(e.amount) FILTER (WHERE e.account = 'pending' AND e.asset_id = $1::bigint), 0) AS pending
    FROM ledger.entry e
    JOIN since p ON p.member_id = e.member_id AND p.id = e.posting_id
), lots AS (
    SELECT l.credited_at, l.expires_at - interval '1 microsecond' AS ended_at,
           CAST(date_trunc('month', a.active_at AT TIME ZONE $3::text) + l.idle_months::int * interval '1 month' AS date) AS idle_until,
           l.remaining + coalesce(d.amount, 0) - CASE WHEN p.id IS NULL THEN 0 ELSE l.amount END AS amount
    FROM ledger.lot l
    LEFT JOIN (SELECT member_id, active_at FROM ledger.account WHERE asset_id = $1::bigint AND active_at IS NOT NULL) a
      ON a.member_id = l.member_id
    LEFT JOIN drawn d ON d.member_id = l.member_id AND d.lot_id = l.id
    LEFT JOIN since p ON p.member_id = l.member_id AND p.id = l.posting_id
    WHERE l.asset_id = $1::bigint
), days AS (
    SELECT credited_at, ended_at, idle_until, amount,
           DATE '1970-01-01' + CAST(floor(extract(epoch FROM credited_at) / 86400) AS integer) AS begins_on,
           DATE '1970-01-01' + CAST(floor(extract(epoch FROM ended_at) / 86400) AS integer) AS ends_on
    FROM lots WHERE amount <> 0
)
SELECT CASE WHEN extract(day FROM begins_on) = 1 OR extract(day FROM begins_on + 1) = 1
            THEN CAST(date_trunc('month', credited_at AT TIME ZONE $3::text) AS date)
            ELSE CAST(date_trunc('month', begins_on) AS date) END AS credited,
       greatest(idle_until, CASE WHEN extract(day FROM ends_on) = 1 OR extract(day FROM ends_on + 1) = 1
            THEN CAST(date_trunc('month', ended_at AT TIME ZONE $3::text) AS date)
            ELSE CAST(date_trunc('month', ends_on) AS date) END) AS ends,
       sum(amount)::bigint AS amount, count(*)::bigint AS counted
FROM days
GROUP BY credited, ends
UNION ALL
SELECT NULL::date, NULL::date, (a.available - m.available)::bigint, (a.pending - m.pending)::bigint
FROM moved m, (
    SELECT coalesce(sum(balance), 0) AS available, coalesce(sum(pending), 0) AS pending
    FROM ledger.account WHERE asset_id = $1::bigint
) a
ORDER BY credited NULLS LAST, ends NULLS LAST
