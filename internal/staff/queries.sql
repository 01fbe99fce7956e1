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
INSERT INTO staff.account (id, email, name, password_hash, roles, locale, created_at, must_change)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: SetAttempts :exec
UPDATE staff.account SET failed_attempts = $2, locked_until = $3 WHERE id = $1;

-- name: SetSignedIn :exec
UPDATE staff.account SET failed_attempts = 0, locked_until = NULL, signed_in_at = $2 WHERE id = $1;

-- name: SetPassword :exec
UPDATE staff.account SET password_hash = $2, must_change = $3, failed_attempts = 0, locked_until = NULL WHERE id = $1;

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

-- name: InsertApproval :exec
INSERT INTO staff.approval (id, kind, subject, payload_hash, starts_at, note, asked_by, asked_at, expires_at, status)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked');

-- Asked for again: what had expired, or asked for a payload that is no more, makes room.
-- name: WithdrawStale :exec
UPDATE staff.approval SET status = 'withdrawn'
WHERE kind = @kind AND subject = @subject AND status = 'asked' AND (expires_at <= @now::timestamptz OR payload_hash <> @payload_hash);

-- name: Approval :one
SELECT * FROM staff.approval WHERE id = $1;

-- name: ApprovalForUpdate :one
SELECT * FROM staff.approval WHERE id = $1 FOR UPDATE;

-- name: DecideApproval :exec
UPDATE staff.approval SET status = $2, decided_by = $3, decided_at = $4, reason = $5 WHERE id = $1;

-- name: WithdrawApproval :exec
UPDATE staff.approval SET status = 'withdrawn' WHERE id = $1;

-- name: SettleApproval :exec
UPDATE staff.approval SET status = $2, settled_at = $3, fault = $4 WHERE id = $1;

-- A page of approvals, the latest first: of the kinds, or asked for by the account itself.
-- name: Approvals :many
SELECT * FROM staff.approval
WHERE (kind = ANY (@kinds::text[]) OR asked_by = @account_id) AND (asked_at, id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY asked_at DESC, id DESC LIMIT @lim;

-- Those that still wait for a decision, the oldest first. There are few.
-- name: OpenApprovals :many
SELECT * FROM staff.approval
WHERE status = 'asked' AND expires_at > @now AND (kind = ANY (@kinds::text[]) OR asked_by = @account_id)
ORDER BY asked_at, id LIMIT @lim;

-- What was asked for about subjects of one kind, the latest first.
-- name: ApprovalsOf :many
SELECT * FROM staff.approval WHERE kind = @kind AND subject = ANY (@subjects::text[]) ORDER BY asked_at DESC, id DESC LIMIT 200;

-- People but one who have one of the roles and may sign in.
-- name: CountOthers :one
SELECT count(*) FROM staff.account WHERE roles && @roles::text[] AND disabled_at IS NULL AND id <> @account_id;

-- name: AccountsByIDs :many
SELECT * FROM staff.account WHERE id = ANY (@ids::bigint[]);

-- name: KeysByIDs :many
SELECT * FROM staff.api_key WHERE id = ANY (@ids::bigint[]);

-- name: SetRoles :exec
UPDATE staff.account SET roles = $2 WHERE id = $1;

-- name: SetDisabled :exec
UPDATE staff.account SET disabled_at = $2 WHERE id = $1;

-- name: SessionsOf :many
SELECT * FROM staff.session WHERE account_id = @account_id AND expires_at > @now AND seen_at > @unseen_since
ORDER BY seen_at DESC, token_hash LIMIT 100;

-- name: DeleteSessionOf :execrows
DELETE FROM staff.session WHERE account_id = $1 AND token_hash = $2;

-- name: StoresOfAccounts :many
SELECT * FROM staff.account_store WHERE account_id = ANY (@accounts::bigint[]) ORDER BY account_id, store_id;

-- name: DeleteStoresOf :exec
DELETE FROM staff.account_store WHERE account_id = $1;

-- name: InsertStoresOf :exec
INSERT INTO staff.account_store (account_id, store_id) SELECT @account_id, unnest(@stores::bigint[]);

-- A page of the trail, the latest first; a filter that is null takes all.
-- name: Audit :many
-- What roles show by themselves is no act, and would hide those: only who asks for it sees it.
SELECT * FROM staff.audit
WHERE (sqlc.narg(principal)::text IS NULL OR principal = sqlc.narg(principal))
  AND (sqlc.narg(action)::text IS NULL AND action <> 'member.listed' OR action = sqlc.narg(action))
  AND (sqlc.narg(subject_kind)::text IS NULL OR subject_kind = sqlc.narg(subject_kind))
  AND (sqlc.narg(subject_id)::text IS NULL OR subject_id = sqlc.narg(subject_id))
  AND at >= @since AND (at, id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY at DESC, id DESC LIMIT @lim;

-- name: Views :many
SELECT * FROM staff.view WHERE account_id = $1 AND page = $2 ORDER BY name;

-- name: CountViews :one
SELECT count(*) FROM staff.view WHERE account_id = $1 AND name <> $2;

-- name: SaveView :one
INSERT INTO staff.view (id, account_id, page, name, search, columns, updated_at)
VALUES (@id, @account_id, @page, @name, @search, @columns, @updated_at)
ON CONFLICT (account_id, page, name) DO UPDATE
SET search = excluded.search, columns = excluded.columns, updated_at = excluded.updated_at
RETURNING id;

-- name: DeleteView :execrows
DELETE FROM staff.view WHERE account_id = $1 AND id = $2;

-- name: BlankAudit :exec
UPDATE staff.audit SET reason = NULL WHERE subject_kind = @kind AND subject_id = ANY (@ids::text[]) AND reason IS NOT NULL;

-- name: BlankApprovals :exec
UPDATE staff.approval SET note = '', reason = CASE WHEN reason IS NULL THEN NULL ELSE '' END
WHERE EXISTS (SELECT FROM unnest(@ids::text[]) i (id) WHERE starts_with(subject, i.id || '/'));
