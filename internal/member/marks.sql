-- What two records of one person may share without saying so: a device, who pays.

-- name: LeaveMarks :exec
-- Seen again, a day later at the earliest; of whose data may not be used nothing is noted.
-- Who is merged or erased at the same time is waited for.
INSERT INTO member.mark (mark, owner_id, member_id, kind, first_at, seen_at)
SELECT k.mark, m.member_id, coalesce(m.merged_into, m.member_id), k.kind, @now::timestamptz, @now::timestamptz
FROM (
    SELECT h.member_id, h.merged_into FROM member.member h WHERE h.member_id = @owner_id::bigint AND h.status IN ('active', 'merged') FOR SHARE
) m CROSS JOIN (SELECT unnest(@marks::bigint[]) AS mark, unnest(@kinds::text[]) AS kind) k
WHERE NOT EXISTS (SELECT FROM member.restriction r WHERE r.member_id = coalesce(m.merged_into, m.member_id) AND (r.until IS NULL OR r.until > @now))
ON CONFLICT (mark, owner_id) DO UPDATE SET seen_at = excluded.seen_at WHERE mark.seen_at < excluded.seen_at - interval '1 day';

-- name: MarksOf :many
-- With how many members share each, up to a bound.
SELECT m.member_id, m.mark, m.kind,
       (SELECT count(*) FROM (SELECT DISTINCT o.member_id FROM member.mark o WHERE o.mark = m.mark LIMIT @most::int) s) AS holders
FROM member.mark m WHERE m.member_id = ANY (@ids::bigint[]);

-- name: MarksKept :many
SELECT kind, first_at, seen_at FROM member.mark WHERE member_id = ANY (@ids::bigint[]) ORDER BY first_at, kind, mark;

-- name: PassMarks :exec
UPDATE member.mark SET member_id = @into_id WHERE member_id = @from_id;

-- name: ReturnMarks :exec
UPDATE member.mark SET member_id = @from_id WHERE member_id = @into_id AND owner_id = ANY (@whose::bigint[]);

-- name: ShredMarks :exec
DELETE FROM member.mark WHERE member_id = ANY (@ids::bigint[]) OR owner_id = ANY (@ids::bigint[]);

-- name: DropMarksSince :exec
-- By what somebody signed in while two were one: nobody can say who of them it was.
DELETE FROM member.mark WHERE owner_id = @owner_id AND kind = 'device' AND first_at >= @since;
