-- The trial balance before an instant $1: what every asset's entries come to,
-- side by side: all of them less those that came since, so that recent instants
-- are cheap.
SELECT asset_id, account, sum(amount)::bigint, sum(entries)::bigint FROM (
    SELECT asset_id, account, sum(amount) AS amount, count(*) AS entries
    FROM ledger.entry
    GROUP BY asset_id, account
    UNION ALL
    SELECT e.asset_id, e.account, -sum(e.amount), -count(*)
    FROM ledger.entry e
    JOIN ledger.posting p ON p.member_id = e.member_id AND p.id = e.posting_id
    WHERE p.occurred_at >= $1::timestamptz
    GROUP BY e.asset_id, e.account
) parts
GROUP BY asset_id, account HAVING sum(entries) > 0
ORDER BY asset_id, account
