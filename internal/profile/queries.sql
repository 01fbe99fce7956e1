-- name: AddRefresh :one
-- One waits at a time: who asks while one does is told of that one.
INSERT INTO profile.refresh (id, cause, asked_by, asked_at, status, as_of)
VALUES (@id, @cause, @asked_by, @asked_at, 'waiting', @as_of)
ON CONFLICT (status) WHERE status IN ('waiting', 'running') DO UPDATE SET as_of = greatest(profile.refresh.as_of, excluded.as_of)
RETURNING *;

-- name: OpenRefresh :one
-- The one that runs or was cut off, else the one that waits.
SELECT * FROM profile.refresh r WHERE r.status IN ('running', 'waiting') ORDER BY r.status LIMIT 1;

-- name: LatestRefresh :one
SELECT * FROM profile.refresh r ORDER BY r.id DESC LIMIT 1;

-- name: GetRefresh :one
SELECT * FROM profile.refresh r WHERE r.id = $1;

-- name: LastDone :one
SELECT * FROM profile.refresh r WHERE r.status = 'done' ORDER BY r.finished_at DESC LIMIT 1;

-- name: BeginRefresh :exec
UPDATE profile.refresh SET status = 'running', started_at = @at, as_of = @as_of, rule_version = @rule_version, done = 0
WHERE id = @id;

-- name: AdvanceRefresh :exec
UPDATE profile.refresh SET total = @total, done = greatest(done, @done), written = written + @written, moved = moved + @moved WHERE id = @id;

-- name: EndRefresh :exec
UPDATE profile.refresh SET status = @status, finished_at = @at, edges = @edges, problem = @problem WHERE id = @id;

-- name: Stored :many
-- What is stored of the members between two ids, the second included.
SELECT member_id, brand_id, as_of, first_order_on, last_order_on, orders, spend, r, f, m, class, since, rule_version, rule_no
FROM profile.rfm WHERE member_id > @after AND member_id <= @upto ORDER BY member_id, brand_id;

-- name: OfMembers :many
SELECT member_id, brand_id, as_of, first_order_on, last_order_on, orders, spend, r, f, m, class, since, rule_version, rule_no
FROM profile.rfm WHERE member_id = ANY (@members::bigint[]) ORDER BY member_id, brand_id;

-- name: Changes :many
-- A member's moves before a place, the newest first.
SELECT id, brand_id, from_class, to_class, cause, as_of, first_order_on, last_order_on, orders, spend, r, f, m,
       rule_version, rule_no, recorded_at
FROM profile.change
WHERE member_id = @member_id AND brand_id = @brand_id AND (recorded_at, id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY recorded_at DESC, id DESC LIMIT @lim;

-- name: ClassesOffHistory :many
-- Rows whose class is not where the member's last move led.
SELECT v.member_id, v.brand_id, v.class, c.to_class
FROM profile.rfm v
JOIN LATERAL (
    SELECT to_class FROM profile.change c
    WHERE c.member_id = v.member_id AND c.brand_id = v.brand_id ORDER BY c.as_of DESC, c.id DESC LIMIT 1
) c ON true
WHERE v.class <> c.to_class
ORDER BY v.member_id, v.brand_id LIMIT 20;
