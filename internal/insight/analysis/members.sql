-- How many members there were before the instant $2, and how many of them joined
-- from the instant $1 on. Who left, was erased or was merged is not counted in
-- earlier periods either: when that happened is not among the copied columns.
SELECT count(*)::bigint, count(*) FILTER (WHERE joined_at >= $1::timestamptz)::bigint
FROM member.member
WHERE status = 'active' AND joined_at < $2::timestamptz
  AND (($3::bigint[])[1] = 0 OR store_id = ANY ($3::bigint[]))
  AND (($4::bigint[])[1] = 0 OR channel_id = ANY ($4::bigint[]))
