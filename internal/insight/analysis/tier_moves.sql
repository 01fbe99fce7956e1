-- How many of today's members stood on which level at two instants. Standings are
-- of now; the first change since an instant tells from where. Who joined in
-- between had no level before, which is an empty text; the lowest one is $5, on
-- which most stand, so that only the standings above it are joined.
SELECT CASE WHEN m.joined_at >= $1::timestamptz THEN '' ELSE coalesce(b.from_level, s.level, $5::text) END AS from_level,
       coalesce(a.from_level, s.level, $5::text) AS to_level,
       count(*)::bigint
FROM member.member m
LEFT JOIN (SELECT member_id, level FROM tier.standing WHERE ladder_id = 1 AND level <> $5::text) s ON s.member_id = m.member_id
LEFT JOIN (
    SELECT DISTINCT ON (member_id) member_id, from_level FROM tier.change
    WHERE ladder_id = 1 AND effective_at >= $1::timestamptz ORDER BY member_id, effective_at, id
) b ON b.member_id = m.member_id
LEFT JOIN (
    SELECT DISTINCT ON (member_id) member_id, from_level FROM tier.change
    WHERE ladder_id = 1 AND effective_at >= $2::timestamptz ORDER BY member_id, effective_at, id
) a ON a.member_id = m.member_id
WHERE m.status = 'active' AND m.joined_at < $2::timestamptz
  AND (($3::bigint[])[1] = 0 OR m.store_id = ANY ($3::bigint[]))
  AND (($4::bigint[])[1] = 0 OR m.channel_id = ANY ($4::bigint[]))
GROUP BY 1, 2
ORDER BY 1, 2
