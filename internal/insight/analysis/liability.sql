-- Points that members could still use at an instant, or will when they mature:
-- what they have now, less what has moved since. Recent instants are cheap. Which
-- legs count is asked of the sum alone, see points.sql.
SELECT (SELECT coalesce(sum(balance + pending), 0) FROM ledger.account WHERE asset_id = $2::bigint)::bigint
     - (SELECT coalesce(sum(e.amount) FILTER (WHERE e.asset_id = $2::bigint AND e.account IN ('available', 'pending')), 0)
        FROM ledger.entry e
        JOIN ledger.posting p ON p.member_id = e.member_id AND p.id = e.posting_id
        WHERE p.occurred_at >= $1::timestamptz)::bigint
