-- Keys in devices of members by which they sign in.

-- name: InsertPasskey :execrows
-- A key that is anybody's already stays his.
INSERT INTO member.passkey (credential, member_id, passkey_id, sealed, counter, made_at)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (credential) DO NOTHING;

-- name: Passkey :one
SELECT * FROM member.passkey WHERE credential = $1;

-- name: PasskeysOf :many
SELECT * FROM member.passkey WHERE member_id = ANY (@ids::bigint[]) ORDER BY made_at, passkey_id;

-- name: UsePasskey :execrows
-- Of two that say the same count, one was first.
UPDATE member.passkey SET counter = @counter, used_at = @now::timestamptz
WHERE credential = @credential AND copied_at IS NULL AND (counter < @counter OR counter = 0 AND @counter = 0);

-- name: StopPasskey :execrows
UPDATE member.passkey SET copied_at = @now::timestamptz WHERE credential = @credential AND copied_at IS NULL;

-- name: RemovePasskey :execrows
DELETE FROM member.passkey WHERE member_id = ANY (@ids::bigint[]) AND passkey_id = @passkey_id;

-- name: ShredPasskeys :exec
DELETE FROM member.passkey WHERE member_id = ANY (@ids::bigint[]);
