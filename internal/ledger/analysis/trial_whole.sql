-- The trial balance of all entries there are: no posting is looked at for when
-- it was.
SELECT asset_id, account, sum(amount)::bigint, count(*)::bigint
FROM ledger.entry
GROUP BY asset_id, account
ORDER BY asset_id, account
