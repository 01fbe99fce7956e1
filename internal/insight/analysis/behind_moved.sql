-- Today's members who stood on level $6 at $1 and on level $7 at $2, by id, after
-- $8: so many ($9). The same as tier_moves.sql counts.
SELECT member_id
FROM (
    SELECT m.member_id,
           CASE WHEN m.joined_at >= $1::timestamptz THEN '' ELSE coalesce(b.from_level, s.level, $5::text) END AS from_level,
           coalesce(a.from_level, s.level, $5::text) AS to_level
    FROM member.member m
    LEFT JOIN tier.standing s ON s.member_id = m.member_id AND s.ladder_id = 1
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
) stood
WHERE from_level = $6::text AND to_level = $7::text AND member_id > $8::bigint
ORDER BY member_id
LIMIT $9::bigint
