-- name: LockStandings :many
-- Locks in ascending order, so that two who lock several members cannot wait for each other.
SELECT member_id, level, since, review_at, ladder_version FROM tier.standing
WHERE member_id = ANY (@members::bigint[]) AND ladder_id = @ladder_id
ORDER BY member_id FOR UPDATE;

-- name: Standings :many
SELECT member_id, level, since, review_at FROM tier.standing
WHERE member_id = ANY (@members::bigint[]) AND ladder_id = @ladder_id;

-- name: Standing :many
SELECT member_id, level, since, review_at FROM tier.standing
WHERE member_id = @member AND ladder_id = @ladder_id;

-- name: MembersDue :many
-- Members whose review is due, after a given one.
SELECT member_id FROM tier.standing
WHERE review_at <= @now AND ladder_id = @ladder_id AND member_id > @after
ORDER BY member_id LIMIT @lim;

-- name: Changes :many
SELECT id, from_level, to_level, cause, ref_id, spend, ladder_version, effective_at, recorded_at
FROM tier.change WHERE member_id = @member_id AND (effective_at, id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY effective_at DESC, id DESC LIMIT @lim;

-- name: StandingsOffHistory :many
-- Standings that are not where the member's last change led.
SELECT s.member_id, s.level, c.to_level
FROM tier.standing s
JOIN LATERAL (
    SELECT to_level FROM tier.change c
    WHERE c.member_id = s.member_id AND c.ladder_id = s.ladder_id
    ORDER BY c.effective_at DESC, c.id DESC LIMIT 1
) c ON true
WHERE s.level <> c.to_level
ORDER BY s.member_id LIMIT 20;

-- name: CountStandings :one
SELECT count(*) FROM tier.standing WHERE ladder_id = $1;

-- name: SampleStandings :many
-- Every member with a standing, or one in so many, by id, after a given one.
SELECT member_id FROM tier.standing
WHERE ladder_id = @ladder_id AND member_id > @after AND (hashint8(member_id) & 2147483647) % @one_in::bigint = 0
ORDER BY member_id LIMIT @lim;

-- name: Carried :many
SELECT member_id, holder_id, level, as_of, until, recorded_at FROM tier.carried
WHERE holder_id = ANY (@members::bigint[]) AND ladder_id = @ladder_id AND undone_at IS NULL ORDER BY member_id, recorded_at, ref_id;

-- name: CarriedMoved :exec
UPDATE tier.carried SET holder_id = @holder_id::bigint, xid = pg_current_xact_id()
WHERE holder_id = @was::bigint AND (NOT @parting::boolean OR member_id = ANY (@members::bigint[]));

-- name: Seen :one
SELECT level FROM tier.seen WHERE member_id = $1;

-- name: See :exec
INSERT INTO tier.seen (member_id, level, seen_at) VALUES ($1, $2, $3)
ON CONFLICT (member_id) DO UPDATE SET level = excluded.level, seen_at = excluded.seen_at;
