-- name: Entries :many
-- A member's side of postings, newest first; keyset by (occurred_at, posting, no).
SELECT e.posting_id, e.no, e.asset_id, e.account, e.amount,
       p.reason, p.ref_kind, p.ref_id, p.rule_id, p.rule_version, p.reverses_id, p.staff_id, p.memo,
       p.occurred_at, p.recorded_at
FROM ledger.posting p
JOIN ledger.entry e ON e.member_id = p.member_id AND e.posting_id = p.id
WHERE p.member_id = sqlc.arg(member_id)
  AND e.member_id = sqlc.arg(member_id)
  AND e.account IN ('available', 'pending')
  AND (sqlc.narg(asset_id)::smallint IS NULL OR e.asset_id = sqlc.narg(asset_id))
  AND (p.occurred_at, p.id, e.no) < (sqlc.arg(before_at)::timestamptz, sqlc.arg(before_id)::bigint, sqlc.arg(before_no)::smallint)
ORDER BY p.occurred_at DESC, p.id DESC, e.no DESC
LIMIT sqlc.arg(lim);

-- name: MembersDue :many
-- Members with a maturity, an expiry or the end of a hold due and not recorded, after a given one.
SELECT member_id FROM (
    SELECT l.member_id FROM ledger.lot l
    WHERE NOT l.matured AND l.remaining > 0 AND l.matures_at <= sqlc.arg(now) AND l.member_id > sqlc.arg(after)
    UNION
    SELECT l.member_id FROM ledger.lot l
    WHERE l.remaining > l.pinned AND l.expires_at <= sqlc.arg(now) AND l.member_id > sqlc.arg(after)
    UNION
    SELECT h.member_id FROM ledger.hold h
    WHERE h.state = 'held' AND h.expires_at <= sqlc.arg(now) AND h.member_id > sqlc.arg(after)
) due ORDER BY member_id LIMIT sqlc.arg(lim);

-- name: UnbalancedPostings :many
SELECT member_id, posting_id, asset_id, sum(amount)::bigint AS sum
FROM ledger.entry GROUP BY member_id, posting_id, asset_id HAVING sum(amount) <> 0
ORDER BY 1, 2 LIMIT 20;

-- name: AccountsOffEntries :many
-- Accounts that are not the fold of their entries.
SELECT coalesce(a.member_id, f.member_id)::bigint AS member_id, coalesce(a.asset_id, f.asset_id)::smallint AS asset_id,
       coalesce(a.balance, 0)::bigint AS balance, coalesce(f.available, 0)::bigint AS available,
       coalesce(a.pending, 0)::bigint AS pending, coalesce(f.pending, 0)::bigint AS pending_entries
FROM ledger.account a
FULL JOIN (
    SELECT member_id, asset_id,
           coalesce(sum(amount) FILTER (WHERE account = 'available'), 0)::bigint AS available,
           coalesce(sum(amount) FILTER (WHERE account = 'pending'), 0)::bigint AS pending
    FROM ledger.entry WHERE account IN ('available', 'pending') GROUP BY member_id, asset_id
) f ON f.member_id = a.member_id AND f.asset_id = a.asset_id
WHERE coalesce(a.balance, 0) <> coalesce(f.available, 0) OR coalesce(a.pending, 0) <> coalesce(f.pending, 0)
ORDER BY 1, 2 LIMIT 20;

-- name: AccountsOffLots :many
-- Accounts whose balance is not what lies in matured lots less what is owed, or
-- whose pending is not what lies in lots that have not matured.
SELECT a.member_id, a.asset_id, a.balance, a.pending, a.owed,
       coalesce(l.matured, 0)::bigint AS matured, coalesce(l.pending, 0)::bigint AS pending_lots
FROM ledger.account a
LEFT JOIN (
    SELECT member_id, asset_id, sum(remaining) FILTER (WHERE matured) AS matured,
           sum(remaining) FILTER (WHERE NOT matured) AS pending
    FROM ledger.lot WHERE remaining > 0 GROUP BY member_id, asset_id
) l ON l.member_id = a.member_id AND l.asset_id = a.asset_id
WHERE a.balance <> coalesce(l.matured, 0) - a.owed OR a.pending <> coalesce(l.pending, 0)
ORDER BY 1, 2 LIMIT 20;

-- name: LotsOffDraws :many
SELECT l.member_id, l.id, l.amount, l.remaining, coalesce(d.drawn, 0)::bigint AS drawn
FROM ledger.lot l
LEFT JOIN (SELECT member_id, lot_id, sum(amount) AS drawn FROM ledger.draw GROUP BY member_id, lot_id) d
  ON d.member_id = l.member_id AND d.lot_id = l.id
WHERE l.remaining <> l.amount - coalesce(d.drawn, 0)
ORDER BY 1, 2 LIMIT 20;

-- name: HeldOffHolds :many
-- Lots whose pins, and accounts whose held, are not what open holds have left.
WITH pins AS (
    SELECT p.member_id, h.asset_id, p.lot_id,
           greatest(0, p.amount - greatest(0, h.captured - (sum(p.amount) OVER w - p.amount))) AS amount
    FROM ledger.hold h
    JOIN ledger.hold_lot p ON p.member_id = h.member_id AND p.hold_id = h.id
    WHERE h.state = 'held'
    WINDOW w AS (PARTITION BY p.member_id, p.hold_id ORDER BY p.no)
), lots AS (
    SELECT member_id, lot_id, sum(amount)::bigint AS amount FROM pins GROUP BY member_id, lot_id
), accounts AS (
    SELECT member_id, asset_id, sum(amount)::bigint AS amount FROM pins GROUP BY member_id, asset_id
)
SELECT 'lot' AS kind, coalesce(l.member_id, p.member_id)::bigint AS member_id, coalesce(l.id, p.lot_id)::bigint AS id,
       coalesce(l.pinned, 0)::bigint AS kept, coalesce(p.amount, 0)::bigint AS holds
FROM (SELECT * FROM ledger.lot WHERE pinned > 0) l
FULL JOIN lots p ON p.member_id = l.member_id AND p.lot_id = l.id
WHERE coalesce(l.pinned, 0) <> coalesce(p.amount, 0)
UNION ALL
SELECT 'account', coalesce(a.member_id, p.member_id), coalesce(a.asset_id, p.asset_id),
       coalesce(a.held, 0), coalesce(p.amount, 0)
FROM (SELECT * FROM ledger.account WHERE held > 0) a
FULL JOIN accounts p ON p.member_id = a.member_id AND p.asset_id = a.asset_id
WHERE coalesce(a.held, 0) <> coalesce(p.amount, 0)
LIMIT 20;

-- name: MergedOffBooks :many
-- Merges of which only one of both knows, or whose absorbed member has something still.
SELECT m.member_id, m.id, m.other_id FROM ledger.merge m
LEFT JOIN ledger.merge o ON o.member_id = m.other_id AND o.id = m.id
WHERE o.other_id IS DISTINCT FROM m.member_id OR o.absorbed = m.absorbed OR o.undone_at IS DISTINCT FROM m.undone_at
   OR (m.absorbed AND m.undone_at IS NULL AND (
        (SELECT a.merged_into FROM ledger.account a WHERE a.member_id = m.member_id AND a.asset_id = 1) IS DISTINCT FROM m.other_id
        OR EXISTS (SELECT FROM ledger.account a WHERE a.member_id = m.member_id
            AND (a.balance <> 0 OR a.pending <> 0 OR a.held <> 0 OR a.owed <> 0))))
ORDER BY 1, 2 LIMIT 20;

-- name: Totals :many
-- The trial balance: every asset's entries by side; each asset sums to zero.
SELECT asset_id, account, sum(amount)::bigint AS amount, count(*) AS entries
FROM ledger.entry GROUP BY asset_id, account ORDER BY asset_id, account;

-- name: Orphans :many
-- Entries, lots and draws of a posting, and draws of a lot, that are not there.
SELECT 'entry' AS kind, e.member_id, e.posting_id AS id FROM ledger.entry e
WHERE NOT EXISTS (SELECT FROM ledger.posting p WHERE p.member_id = e.member_id AND p.id = e.posting_id)
UNION ALL
SELECT 'lot', l.member_id, l.posting_id FROM ledger.lot l
WHERE NOT EXISTS (SELECT FROM ledger.posting p WHERE p.member_id = l.member_id AND p.id = l.posting_id)
UNION ALL
SELECT 'draw', d.member_id, d.posting_id FROM ledger.draw d
WHERE NOT EXISTS (SELECT FROM ledger.posting p WHERE p.member_id = d.member_id AND p.id = d.posting_id)
   OR NOT EXISTS (SELECT FROM ledger.lot l WHERE l.member_id = d.member_id AND l.id = d.lot_id)
LIMIT 20;

-- name: Unlogged :many
-- Postings with entries that are neither in the Merkle log nor waiting for it,
-- once the postings older than the log are in it; and such as the log came for in vain.
SELECT 'added' AS kind, p.member_id::bigint AS member_id, p.posting_id::bigint AS posting_id FROM (
    SELECT DISTINCT member_id, posting_id FROM ledger.entry
    WHERE NOT EXISTS (SELECT FROM ledger.back_fill)
    EXCEPT SELECT member_id, posting_id FROM ledger.leaf
    EXCEPT SELECT unnest(member_ids), unnest(posting_ids) FROM ledger.outbox
) p
UNION ALL
SELECT 'lost', unnest(member_ids), unnest(posting_ids) FROM ledger.outbox WHERE lost
LIMIT 20;

-- name: AccountsOffActivity :many
-- Accounts whose last activity is not what the posting says that set it, and
-- those that missed a later one.
SELECT a.member_id, a.asset_id, a.active_posting_id::bigint AS posting_id
FROM ledger.account a
LEFT JOIN ledger.posting p ON p.member_id = a.member_id AND p.id = a.active_posting_id
WHERE a.active_posting_id IS NOT NULL AND (
    p.id IS NULL OR a.active_at IS DISTINCT FROM least(p.occurred_at, p.recorded_at)
    OR p.reason NOT IN ('earn', 'spend', 'capture', 'donate', 'top_up')
    OR EXISTS (
        SELECT FROM ledger.posting q JOIN ledger.entry e ON e.member_id = q.member_id AND e.posting_id = q.id AND e.asset_id = a.asset_id
        WHERE q.member_id = a.member_id AND q.occurred_at > a.active_at AND q.recorded_at > greatest(p.recorded_at, a.active_at)
          AND q.reason IN ('earn', 'spend', 'capture', 'donate', 'top_up')))
ORDER BY 1, 2 LIMIT 20;

-- name: LotsOffExtensions :many
-- Lots that end before the instant to which they were extended.
SELECT l.member_id, l.id, l.expires_at::timestamptz AS expires_at, x.until
FROM ledger.extension x JOIN ledger.lot l ON l.member_id = x.member_id AND l.id = x.lot_id
WHERE l.expires_at < x.until
ORDER BY 1, 2 LIMIT 20;

-- name: PostingsWithoutAdjustment :many
-- Postings by hand of which nothing says who asked for them and why.
SELECT p.member_id, p.id FROM ledger.posting p
WHERE p.ref_kind = 'adjustment'
  AND NOT EXISTS (SELECT FROM ledger.adjustment a WHERE a.member_id = p.member_id AND a.id = p.ref_id)
ORDER BY 1, 2 LIMIT 20;
