-- name: AccountByEmail :one
SELECT * FROM staff.account WHERE email = $1;

-- name: Account :one
SELECT * FROM staff.account WHERE id = $1;

-- name: AccountForUpdate :one
SELECT * FROM staff.account WHERE id = $1 FOR UPDATE;

-- name: Accounts :many
SELECT * FROM staff.account WHERE id > @after ORDER BY id LIMIT @lim;

-- name: AnyAccount :one
SELECT EXISTS (SELECT FROM staff.account);

-- name: InsertAccount :exec
INSERT INTO staff.account (id, email, name, password_hash, roles, locale, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: SetAttempts :exec
UPDATE staff.account SET failed_attempts = $2, locked_until = $3 WHERE id = $1;

-- name: SetSignedIn :exec
UPDATE staff.account SET failed_attempts = 0, locked_until = NULL, signed_in_at = $2 WHERE id = $1;

-- name: SetPassword :exec
UPDATE staff.account SET password_hash = $2, failed_attempts = 0, locked_until = NULL WHERE id = $1;

-- name: SetLocale :exec
UPDATE staff.account SET locale = $2 WHERE id = $1;

-- name: InsertSession :exec
INSERT INTO staff.session (token_hash, account_id, created_at, seen_at, expires_at, address, agent)
VALUES ($1, $2, $3, $3, $4, $5, $6);

-- name: Session :one
SELECT sqlc.embed(a), s.created_at AS session_created_at, s.seen_at, s.expires_at
FROM staff.session s JOIN staff.account a ON a.id = s.account_id
WHERE s.token_hash = $1;

-- name: TouchSession :exec
UPDATE staff.session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2;

-- name: DeleteSession :exec
DELETE FROM staff.session WHERE token_hash = $1;

-- name: DeleteSessionsOf :exec
DELETE FROM staff.session WHERE account_id = $1;

-- Ended sessions, in batches: the table is small, the statement short.
-- name: DeleteEndedSessions :execrows
DELETE FROM staff.session WHERE token_hash IN (
    SELECT old.token_hash FROM staff.session old WHERE old.expires_at <= @now OR old.seen_at <= @unseen_since LIMIT @lim
);

-- name: InsertKey :exec
INSERT INTO staff.api_key (id, name, prefix, hash, scopes, created_by, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: KeyByHash :one
SELECT * FROM staff.api_key WHERE hash = $1;

-- name: Keys :many
SELECT * FROM staff.api_key WHERE id > @after ORDER BY id LIMIT @lim;

-- name: TouchKey :exec
UPDATE staff.api_key SET used_at = @now WHERE id = @id AND (used_at IS NULL OR used_at <= @before);

-- name: RevokeKey :one
UPDATE staff.api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING hash;

-- name: InsertAudit :exec
INSERT INTO staff.audit (id, at, principal, action, subject_kind, subject_id, before, after, reason, address)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
