-- name: AddPoster :exec
INSERT INTO member.poster (id, code, name, store_id, channel_id, adviser, headline, words, begins_at, ends_at, paused, version, made_by, made_at, changed_by, changed_at)
VALUES (@id, @code, @name, @store_id, @channel_id, @adviser, @headline, @words, @begins_at, @ends_at, false, 1, @made_by, @made_at, @made_by, @made_at);

-- name: ChangePoster :execrows
UPDATE member.poster
SET name = @name, headline = @headline, words = @words, begins_at = @begins_at, ends_at = @ends_at,
    version = version + 1, changed_by = @changed_by, changed_at = @changed_at
WHERE id = @id AND version = @seen::int;

-- name: TurnPoster :execrows
UPDATE member.poster
SET paused = @paused, ended_at = @ended_at, version = version + 1, changed_by = @changed_by, changed_at = @changed_at
WHERE id = @id AND version = @seen::int;

-- name: CountPosters :one
SELECT count(*) FROM member.poster;

-- name: Poster :one
SELECT * FROM member.poster WHERE id = @id;

-- name: PosterOfCode :one
SELECT * FROM member.poster WHERE code = @code;

-- name: AllPosters :many
SELECT * FROM member.poster ORDER BY id DESC;

-- name: CountScan :exec
INSERT INTO member.poster_day (poster_id, day, scans) VALUES (@poster_id, @day, 1)
ON CONFLICT (poster_id, day) DO UPDATE SET scans = member.poster_day.scans + 1;

-- name: PosterScans :many
SELECT poster_id, day, scans FROM member.poster_day WHERE day >= @from_day AND day < @until_day ORDER BY poster_id, day;

-- name: AllScans :many
SELECT poster_id, sum(scans)::bigint AS scans FROM member.poster_day WHERE poster_id = ANY (@ids::bigint[]) GROUP BY poster_id;
