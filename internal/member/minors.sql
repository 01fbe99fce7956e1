-- Members below the age of consent.

-- name: MinorsAmong :many
SELECT n.member_id, n.sealed, n.agreed_at, n.agreed_via, n.text_version, n.ended_at, n.asked_at, k.master_key_id, k.wrapped
FROM member.minor n JOIN member.data_key k ON k.member_id = n.member_id
WHERE n.member_id = ANY (@ids::bigint[]) ORDER BY n.member_id;

-- name: MinorsNow :many
SELECT n.member_id FROM member.minor n WHERE n.ended_at IS NULL AND n.member_id > @after ORDER BY n.member_id LIMIT @lim;

-- name: PutMinor :exec
INSERT INTO member.minor (member_id, sealed, agreed_at, agreed_via, text_version) VALUES (@member_id, @sealed, @agreed_at, @agreed_via, @text_version)
ON CONFLICT (member_id) DO UPDATE SET sealed = excluded.sealed, agreed_at = excluded.agreed_at, agreed_via = excluded.agreed_via,
    text_version = excluded.text_version, ended_at = NULL, asked_at = NULL;

-- name: EndMinority :execrows
UPDATE member.minor SET ended_at = @now::timestamptz, sealed = NULL WHERE member_id = @member_id AND ended_at IS NULL;

-- name: AskedOfAge :exec
UPDATE member.minor SET asked_at = @now::timestamptz WHERE member_id = ANY (@ids::bigint[]) AND ended_at IS NOT NULL AND asked_at IS NULL;

-- name: ShredMinors :exec
DELETE FROM member.minor WHERE member_id = ANY (@ids::bigint[]);
