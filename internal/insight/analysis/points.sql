-- Points that members got, used and lost between two instants. A leg is the
-- house's: what it gives is negative there, and taking back makes it less. Which
-- legs count is asked of the sums alone: filtered beforehand, they look so few
-- that the engine hashes all of them and not the postings of the period.
SELECT coalesce(-sum(e.amount) FILTER (WHERE e.asset_id = $3::bigint AND e.account = 'issued'), 0)::bigint,
       coalesce(sum(e.amount) FILTER (WHERE e.asset_id = $3::bigint AND e.account = 'redeemed'), 0)::bigint,
       coalesce(sum(e.amount) FILTER (WHERE e.asset_id = $3::bigint AND e.account = 'expired'), 0)::bigint
FROM ledger.entry e
JOIN ledger.posting p ON p.member_id = e.member_id AND p.id = e.posting_id
WHERE p.occurred_at >= $1::timestamptz AND p.occurred_at < $2::timestamptz
