-- Ways to a sign-in provider and back.

-- name: InsertAttempt :execrows
-- A code that was seen under another index key was seen.
INSERT INTO member.sign_in_attempt (id, provider, use, salt, session_id, return_to, remembered, code_seen, started_at, expires_at, answered_at)
SELECT @id, @provider, @use, @salt, @session_id, @return_to, @remembered, @code_seen, @started_at, @expires_at, @answered_at
WHERE NOT EXISTS (SELECT FROM member.sign_in_attempt o WHERE o.code_seen = ANY (@others::bytea[]))
ON CONFLICT (code_seen) DO NOTHING;

-- name: Attempt :one
SELECT * FROM member.sign_in_attempt WHERE id = $1;

-- name: AnswerAttempt :execrows
UPDATE member.sign_in_attempt SET answered_at = @now::timestamptz
WHERE id = @id AND answered_at IS NULL AND expires_at > @now::timestamptz;

-- name: KeepVouched :exec
UPDATE member.sign_in_attempt SET master_key_id = @master_key_id::text, wrapped = @wrapped, sealed = @sealed, expires_at = @expires_at
WHERE id = @id;

-- name: UseAttempt :execrows
-- What was vouched for goes with its use: nobody needs it twice.
UPDATE member.sign_in_attempt SET used_at = @now::timestamptz, master_key_id = NULL, wrapped = NULL, sealed = NULL
WHERE id = @id AND used_at IS NULL AND sealed IS NOT NULL AND expires_at > @now::timestamptz;

-- name: ForgetAttempts :execrows
DELETE FROM member.sign_in_attempt WHERE id IN (
    SELECT a.id FROM member.sign_in_attempt a WHERE a.expires_at <= @before LIMIT @lim);
