-- A page of everybody's postings that moved an asset on one side within a
-- period, newest first. $1 the asset, $2 the side, '': any of the house's;
-- $3 $4 the period; $5 $6 before which instant and id; $7 rows.
SELECT p.member_id, p.id
FROM ledger.posting p
JOIN ledger.entry e ON e.member_id = p.member_id AND e.posting_id = p.id
WHERE e.asset_id = $1::bigint
  AND CASE WHEN $2::text = '' THEN e.account NOT IN ('available', 'pending') ELSE e.account = $2::text END
  AND p.occurred_at >= $3::timestamptz AND p.occurred_at < $4::timestamptz
  AND p.occurred_at <= $5::timestamptz AND (p.occurred_at < $5::timestamptz OR p.id < $6::bigint)
GROUP BY p.member_id, p.id, p.occurred_at
ORDER BY p.occurred_at DESC NULLS FIRST, p.id DESC NULLS FIRST
LIMIT $7::bigint
