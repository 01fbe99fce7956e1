-- name: FindRun :one
-- The latest run of a file read in one way: one that was broken off goes on, one that is done is the answer.
SELECT sqlc.embed(r) FROM intake.run r
WHERE kind = sqlc.arg(kind) AND file_hash = sqlc.arg(file_hash) AND options_hash = sqlc.arg(options_hash)
ORDER BY id DESC LIMIT 1;

-- name: GetRun :one
SELECT sqlc.embed(r) FROM intake.run r WHERE id = $1;

-- name: RunsBefore :many
SELECT sqlc.embed(r) FROM intake.run r WHERE id < $1 ORDER BY id DESC LIMIT $2;

-- name: AddRun :exec
INSERT INTO intake.run (id, kind, file_name, file_hash, options_hash, options, status, principal, started_at, updated_at)
VALUES (sqlc.arg(id), sqlc.arg(kind), sqlc.arg(file_name), sqlc.arg(file_hash), sqlc.arg(options_hash), sqlc.arg(options),
    'reading', sqlc.arg(principal), sqlc.arg(at), sqlc.arg(at));

-- name: Resume :exec
UPDATE intake.run SET status = 'reading', report = NULL, finished_at = NULL, updated_at = sqlc.arg(at) WHERE id = sqlc.arg(id);

-- name: BeginApplying :exec
UPDATE intake.run SET status = 'applying', total = sqlc.arg(total), updated_at = sqlc.arg(at) WHERE id = sqlc.arg(id);

-- name: Advance :exec
-- The last statement of a chunk's transaction: chunks side by side wait for each other here.
UPDATE intake.run SET applied = applied + sqlc.arg(lines), updated_at = sqlc.arg(at) WHERE id = sqlc.arg(id);

-- name: EndRun :exec
UPDATE intake.run SET status = sqlc.arg(status), report = sqlc.arg(report), updated_at = sqlc.arg(at), finished_at = sqlc.arg(at)
WHERE id = sqlc.arg(id);

-- name: AddChunk :exec
INSERT INTO intake.chunk (run_id, first, until, done)
VALUES (sqlc.arg(run_id), sqlc.arg(first), sqlc.arg(until), sqlc.arg(done));

-- name: Chunks :many
SELECT first, until, done FROM intake.chunk WHERE run_id = $1 ORDER BY first;

-- name: ForgetChunks :exec
DELETE FROM intake.chunk WHERE run_id = $1;

-- name: SaveMapping :exec
INSERT INTO intake.mapping (name, kind, body, updated_at)
VALUES (sqlc.arg(name), sqlc.arg(kind), sqlc.arg(body), sqlc.arg(at))
ON CONFLICT (name) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at;

-- name: GetMapping :one
SELECT body FROM intake.mapping WHERE name = $1;

-- name: Mappings :many
SELECT name, body, updated_at FROM intake.mapping WHERE kind = $1 ORDER BY name;

-- name: AtWork :one
-- Whether a file is being brought in: its run moves every few seconds.
SELECT EXISTS (SELECT 1 FROM intake.run WHERE status = 'applying' AND updated_at > @since::timestamptz);

-- name: LastApplied :one
SELECT coalesce(max(finished_at), 'epoch')::timestamptz FROM intake.run WHERE status = 'done';
