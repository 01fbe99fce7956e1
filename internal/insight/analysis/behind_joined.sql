-- Today's members who joined between two instants, by id, after $5: so many ($6).
SELECT member_id
FROM member.member
WHERE status = 'active' AND joined_at >= $1::timestamptz AND joined_at < $2::timestamptz
  AND (($3::bigint[])[1] = 0 OR store_id = ANY ($3::bigint[]))
  AND (($4::bigint[])[1] = 0 OR channel_id = ANY ($4::bigint[]))
  AND member_id > $5::bigint
ORDER BY member_id
LIMIT $6::bigint
