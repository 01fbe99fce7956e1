-- How identities of members change, and what they sign in with beside codes.

-- name: IdentitiesInForce :many
SELECT kind, blind, index_key, former, source, created_at FROM member.identity
WHERE member_id = $1 AND ended_at IS NULL ORDER BY kind, created_at, blind;

-- name: EndIdentity :exec
UPDATE member.identity SET ended_at = @now::timestamptz, xid = pg_current_xact_id()
WHERE member_id = @member_id AND kind = @kind AND blind = @blind;

-- name: BindIdentity :exec
-- One that the member had before is his own anew, by whichever merge it came then.
INSERT INTO member.identity (member_id, kind, blind, index_key, former, source, created_at)
VALUES (@member_id, @kind, @blind, @index_key, @former, @source, @now)
ON CONFLICT (member_id, kind, blind) DO UPDATE
SET source = excluded.source, created_at = excluded.created_at, merge_id = NULL, former = excluded.former, ended_at = NULL, xid = pg_current_xact_id();

-- name: Release :exec
DELETE FROM member.claim WHERE kind = @kind AND blind = @blind AND member_id = @member_id;

-- name: PutVault :exec
INSERT INTO member.vault (member_id, field, version, sealed, updated_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (member_id, field) DO UPDATE SET version = excluded.version, sealed = excluded.sealed, updated_at = excluded.updated_at;

-- name: TakeFromVault :exec
DELETE FROM member.vault WHERE member_id = $1 AND field = $2;

-- name: AddIdentityChange :exec
INSERT INTO member.identity_change (member_id, change_id, kind, deed, via, made_by, sealed, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: IdentityChanges :many
SELECT c.member_id, c.change_id, k.master_key_id, k.wrapped, c.kind, c.deed, c.via, c.made_by, c.sealed, c.made_at
FROM member.identity_change c JOIN member.data_key k ON k.member_id = c.member_id
WHERE c.member_id = ANY (@ids::bigint[]) ORDER BY c.made_at DESC, c.change_id DESC LIMIT 200;

-- name: ShredIdentityChanges :exec
DELETE FROM member.identity_change WHERE member_id = ANY (@ids::bigint[]);

-- name: ProveSession :exec
UPDATE member.session SET proved_at = @now::timestamptz WHERE id = @id AND member_id = @member_id AND ended_at IS NULL;

-- name: EndOtherSessions :execrows
UPDATE member.session SET ended_at = @now::timestamptz, ended_why = @why::text
WHERE member_id = @member_id AND id <> @but AND ended_at IS NULL;

-- name: Password :one
SELECT sealed FROM member.password WHERE member_id = $1;

-- name: PutPassword :exec
INSERT INTO member.password (member_id, sealed, set_at) VALUES ($1, $2, $3)
ON CONFLICT (member_id) DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at;

-- name: RemovePassword :execrows
DELETE FROM member.password WHERE member_id = $1;

-- name: ShredPasswords :exec
DELETE FROM member.password WHERE member_id = ANY (@ids::bigint[]);
