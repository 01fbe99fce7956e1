-- What became of the credits of each month, by the month in which it became so:
-- credited, used, expired, taken back with what had earned it, or left the lot
-- otherwise (adjusted, transferred). $1 the asset, $2 the zone.
--
-- What is given back undoes what the posting that it reverses did. Value that
-- pays a debt was used before, also what pays it in the moment in which the rest
-- of its lot expires. What had expired in a lot and is then taken back
-- with its credit has not expired: no draw tells it, because nothing was left to
-- be drawn, but the entry that puts it back; where it lay in the books of somebody
-- who became one with the member, no posting there says of which month it was, and
-- it counts in the month in which it was taken back. Zones are asked as in roll_forward.sql.
WITH drawn AS MATERIALIZED (
    SELECT l.credited_at, p.occurred_at AS became_at, p.reason, p.member_id, p.id, p.reverses_id, d.amount
    FROM ledger.draw d
    JOIN ledger.lot l ON l.member_id = d.member_id AND l.id = d.lot_id
    JOIN ledger.posting p ON p.member_id = d.member_id AND p.id = d.posting_id
    WHERE l.asset_id = $1::bigint
), ended AS MATERIALIZED (
    SELECT d.credited_at, d.became_at, d.amount, coalesce(e.amount, 0) AS lapsed
    FROM drawn d
    LEFT JOIN (SELECT member_id, posting_id, amount FROM ledger.entry WHERE asset_id = $1::bigint AND account = 'expired') e
      ON e.member_id = d.member_id AND e.posting_id = d.id
    WHERE d.reason = 'expire'
), became AS (
    SELECT l.credited_at, l.credited_at AS became_at, 'credited' AS fate, l.amount
    FROM ledger.lot l WHERE l.asset_id = $1::bigint
    UNION ALL
    SELECT credited_at, became_at, CASE WHEN reason IN ('adjust', 'transfer', 'merge', 'unmerge') THEN 'left' ELSE 'used' END, amount
    FROM drawn WHERE reason NOT IN ('expire', 'reverse')
    UNION ALL
    SELECT credited_at, became_at, 'expired', lapsed FROM ended
    UNION ALL
    SELECT credited_at, became_at, 'used', amount - lapsed FROM ended WHERE amount <> lapsed
    UNION ALL
    SELECT d.credited_at, d.became_at,
           CASE WHEN d.amount > 0 THEN 'taken_back'
                WHEN o.reason IN ('adjust', 'transfer', 'merge', 'unmerge', 'carry_over') THEN 'left'
                ELSE 'used' END,
           d.amount
    FROM drawn d
    LEFT JOIN ledger.posting o ON o.member_id = d.member_id AND o.id = d.reverses_id
    WHERE d.reason = 'reverse'
    UNION ALL
    SELECT coalesce(o.occurred_at, p.occurred_at), p.occurred_at, f.fate, f.sign * e.amount
    FROM ledger.entry e
    JOIN ledger.posting p ON p.member_id = e.member_id AND p.id = e.posting_id
    LEFT JOIN ledger.posting o ON o.member_id = p.member_id AND o.id = p.reverses_id
    CROSS JOIN (VALUES ('expired', 1), ('taken_back', -1)) f (fate, sign)
    WHERE e.asset_id = $1::bigint AND e.account = 'expired' AND p.reason = 'reverse'
)
SELECT CASE WHEN extract(day FROM credited_on) = 1 OR extract(day FROM credited_on + 1) = 1
            THEN CAST(date_trunc('month', credited_at AT TIME ZONE $2::text) AS date)
            ELSE CAST(date_trunc('month', credited_on) AS date) END AS cohort,
       CASE WHEN extract(day FROM became_on) = 1 OR extract(day FROM became_on + 1) = 1
            THEN CAST(date_trunc('month', became_at AT TIME ZONE $2::text) AS date)
            ELSE CAST(date_trunc('month', became_on) AS date) END AS month,
       fate, sum(amount)::bigint
FROM (
    SELECT credited_at, became_at, fate, amount,
           DATE '1970-01-01' + CAST(floor(extract(epoch FROM credited_at) / 86400) AS integer) AS credited_on,
           DATE '1970-01-01' + CAST(floor(extract(epoch FROM became_at) / 86400) AS integer) AS became_on
    FROM became
) days
GROUP BY cohort, month, fate
ORDER BY cohort, month, fate
