-- name: FindRun :one
-- The latest run of a file read in one way: one that was broken off goes on, one that is done is the answer.
SELECT sqlc.embed(r) FROM intake.run r
WHERE kind = sqlc.arg(kind) AND file_hash = sqlc.arg(file_hash) AND options_hash = sqlc.arg(options_hash)
    AND NOT dry_run AND id <> sqlc.arg(other_than)
ORDER BY id DESC LIMIT 1;

-- name: GetRun :one
SELECT sqlc.embed(r) FROM intake.run r WHERE id = $1;

-- name: RunsBefore :many
SELECT sqlc.embed(r) FROM intake.run r
WHERE (r.started_at, r.id) < (sqlc.arg(at)::timestamptz, sqlc.arg(id)::bigint) AND r.status = ANY (sqlc.arg(statuses)::text[])
ORDER BY r.started_at DESC, r.id DESC LIMIT sqlc.arg(lim);

-- name: AskRun :exec
INSERT INTO intake.run (id, kind, file_name, options, request, dry_run, status, principal, started_at, updated_at)
VALUES (sqlc.arg(id), sqlc.arg(kind), sqlc.arg(file_name), sqlc.arg(options), sqlc.arg(request), sqlc.arg(dry_run),
    'waiting', sqlc.arg(principal), sqlc.arg(at), sqlc.arg(at));

-- name: ClaimRun :execrows
-- Begins a run that waits, or takes up one whose process ended; what is over or was broken off stays so.
UPDATE intake.run SET status = 'reading', report = NULL, begun_at = sqlc.arg(at), updated_at = sqlc.arg(at)
WHERE id = sqlc.arg(id) AND status IN ('waiting', 'reading', 'applying');

-- name: KnowRun :exec
UPDATE intake.run SET file_hash = sqlc.arg(file_hash), options_hash = sqlc.arg(options_hash), options = sqlc.arg(options),
    updated_at = sqlc.arg(at)
WHERE id = sqlc.arg(id);

-- name: TakeOverChunks :exec
UPDATE intake.chunk SET run_id = sqlc.arg(run) WHERE run_id = sqlc.arg(earlier);

-- name: TakeOverCount :exec
UPDATE intake.run r SET applied = r.applied + e.applied FROM intake.run e
WHERE r.id = sqlc.arg(run) AND e.id = sqlc.arg(earlier);

-- name: TakenOver :exec
UPDATE intake.run SET status = 'cancelled', applied = 0, updated_at = sqlc.arg(at), finished_at = sqlc.arg(at) WHERE id = sqlc.arg(id);

-- name: CancelRun :execrows
UPDATE intake.run SET status = 'cancelled', updated_at = sqlc.arg(at), finished_at = sqlc.arg(at)
WHERE id = sqlc.arg(id) AND status IN ('waiting', 'reading', 'applying');

-- name: RetryRun :execrows
UPDATE intake.run SET status = 'waiting', report = NULL, begun_at = NULL, finished_at = NULL, updated_at = sqlc.arg(at)
WHERE id = sqlc.arg(id) AND status IN ('failed', 'cancelled') AND request IS NOT NULL;

-- name: UnfinishedRuns :many
SELECT sqlc.embed(r) FROM intake.run r
WHERE r.status IN ('waiting', 'reading', 'applying') AND r.request IS NOT NULL OR r.status = 'undoing' ORDER BY r.started_at, r.id;

-- name: AddRun :exec
INSERT INTO intake.run (id, kind, file_name, file_hash, options_hash, options, status, principal, started_at, updated_at)
VALUES (sqlc.arg(id), sqlc.arg(kind), sqlc.arg(file_name), sqlc.arg(file_hash), sqlc.arg(options_hash), sqlc.arg(options),
    'reading', sqlc.arg(principal), sqlc.arg(at), sqlc.arg(at));

-- name: Resume :exec
UPDATE intake.run SET status = 'reading', report = NULL, finished_at = NULL, updated_at = sqlc.arg(at) WHERE id = sqlc.arg(id);

-- name: BeginApplying :execrows
-- A run that somebody broke off meanwhile is not begun.
UPDATE intake.run SET status = 'applying', total = sqlc.arg(total), updated_at = sqlc.arg(at)
WHERE id = sqlc.arg(id) AND status = 'reading';

-- name: Advance :execrows
-- The last statement of a chunk's transaction: chunks side by side wait for each other here, and none is
-- applied after the run was broken off.
UPDATE intake.run SET applied = applied + sqlc.arg(lines), updated_at = sqlc.arg(at)
WHERE id = sqlc.arg(id) AND status = 'applying';

-- name: EndRun :exec
-- A run that was broken off stays so, with what it had done by then.
UPDATE intake.run SET report = sqlc.arg(report), updated_at = sqlc.arg(at), finished_at = sqlc.arg(at),
    status = CASE WHEN status = 'cancelled' THEN status ELSE sqlc.arg(status) END
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
SELECT coalesce(max(finished_at), 'epoch')::timestamptz FROM intake.run WHERE status = 'done' AND NOT dry_run;

-- name: ForgetMapping :execrows
DELETE FROM intake.mapping WHERE name = $1;

-- name: OpenedBefore :many
-- What members have of a system by runs that were not taken back.
SELECT o.member_id, o.run_id, o.posted FROM intake.opened o JOIN intake.run r ON r.id = o.run_id
WHERE o.member_id = ANY (@members::bigint[]) AND o.run_id <> @run AND o.undone_at IS NULL AND o.posted <> 0
    AND coalesce(r.options ->> 'system', 'import') = @system::text;

-- name: OpenedByOthers :many
-- Members of whom another run that was not taken back tells something.
SELECT DISTINCT member_id, run_id FROM intake.opened
WHERE member_id = ANY (@members::bigint[]) AND run_id <> @run AND undone_at IS NULL;

-- name: OpenedToUndo :many
SELECT row, member_id, joined, posted FROM intake.opened WHERE run_id = @run AND undone_at IS NULL AND row > @after ORDER BY row LIMIT @lim;

-- name: OpenedUndone :exec
UPDATE intake.opened SET undone_at = @at::timestamptz WHERE run_id = @run AND row = ANY (@rows::bigint[]);

-- name: OpenedRows :one
SELECT count(*) AS rows, count(*) FILTER (WHERE joined) AS joined FROM intake.opened WHERE run_id = @run AND undone_at IS NULL;

-- name: BeginUndoing :execrows
UPDATE intake.run SET status = 'undoing', finished_at = NULL, updated_at = @at WHERE id = @id AND status IN ('done', 'failed', 'cancelled', 'undoing') AND kind <> 'orders' AND NOT dry_run;

-- name: RunsOfSystem :many
-- The runs of openings that told what a system knew, and were not taken back.
SELECT id FROM intake.run r
WHERE kind <> 'orders' AND NOT dry_run AND status NOT IN ('undone', 'undoing', 'refused') AND coalesce(options ->> 'system', 'import') = @system::text
ORDER BY id;

-- name: OpenedMembers :one
SELECT count(DISTINCT member_id) FROM intake.opened WHERE run_id = ANY (@runs::bigint[]) AND undone_at IS NULL;

-- name: OpenedTiered :many
-- Members, a page at a time, to whom runs gave a tier.
SELECT DISTINCT member_id FROM intake.opened
WHERE run_id = ANY (@runs::bigint[]) AND undone_at IS NULL AND posted & @bit::bigint <> 0 AND member_id > @after ORDER BY member_id LIMIT @lim;

-- name: RunsByIDs :many
SELECT id, file_name, started_at FROM intake.run WHERE id = ANY (@ids::bigint[]);
