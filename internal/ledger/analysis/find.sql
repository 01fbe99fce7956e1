-- A page of everybody's postings by id or by what caused them, newest first.
-- $1 the posting, 0: any; $2 $3 what caused it, '': anything; $4 $5 before which instant and id; $6 rows.
SELECT p.member_id, p.id
FROM ledger.posting p
WHERE ($1::bigint = 0 OR p.id = $1::bigint)
  AND ($2::text = '' OR (p.ref_kind = $2::text AND p.ref_id = $3::bigint))
  AND p.occurred_at <= $4::timestamptz AND (p.occurred_at < $4::timestamptz OR p.id < $5::bigint)
ORDER BY p.occurred_at DESC NULLS FIRST, p.id DESC NULLS FIRST
LIMIT $6::bigint
