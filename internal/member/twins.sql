-- How members are found who may be one person. Reads go over all members, in parts.

-- name: WithoutTwinKeys :many
SELECT member_id FROM member.search_member WHERE twin_keys IS NULL AND member_id > @after ORDER BY member_id LIMIT @max;

-- name: TwinBlocks :many
-- Who share a blocking key or a mark within a part of all; of a block that is too large
-- only how many they are.
SELECT b.marked, count(*) AS size,
       (CASE WHEN count(*) <= @most::bigint THEN array_agg(b.member_id ORDER BY b.member_id) ELSE '{}' END)::bigint[] AS members
FROM (
    SELECT k.key, s.member_id, false AS marked FROM member.search_member s CROSS JOIN LATERAL unnest(s.twin_keys) AS k (key)
    WHERE k.key >= @first::bigint AND k.key <= @last::bigint
    UNION ALL
    SELECT DISTINCT m.mark, m.member_id, true FROM member.mark m WHERE m.mark >= @first AND m.mark <= @last
) b
GROUP BY b.marked, b.key HAVING count(*) > 1;

-- name: TwinSample :many
SELECT member_id FROM member.search_member ORDER BY member_id DESC LIMIT @max;

-- name: TwinTraits :many
SELECT member_id, birth_month, birth_day, store_id FROM member.member
WHERE member_id = ANY (@ids::bigint[]) AND status = 'active' AND NOT EXISTS (
    SELECT FROM member.restriction r WHERE r.member_id = member.member_id AND (r.until IS NULL OR r.until > @now::timestamptz));

-- name: CountSearchable :one
SELECT count(*) FROM member.search_member;

-- name: LastTwinRun :many
SELECT * FROM member.twin_run ORDER BY id DESC LIMIT 1;

-- name: BeginTwinRun :execrows
INSERT INTO member.twin_run (id, began_at, members, parts)
SELECT @id, @began_at, @members, @parts
WHERE NOT EXISTS (SELECT FROM member.twin_run r WHERE r.ended_at IS NULL);

-- name: AdvanceTwinRun :execrows
-- Of two who did the same part one counts.
UPDATE member.twin_run SET done = done + 1, compared = compared + @compared, found = found + @found,
    cut_blocks = cut_blocks + @cut_blocks, largest_block = greatest(largest_block, @largest_block)
WHERE id = @id AND done = @done AND ended_at IS NULL;

-- name: EndTwinRun :exec
UPDATE member.twin_run SET ended_at = @ended_at::timestamptz WHERE id = @id AND ended_at IS NULL;

-- name: KeepTwins :exec
-- What somebody has judged stays judged; what waits is weighed anew.
INSERT INTO member.twin (member_id, other_id, score, evidence, weights, state, found_at, due_at, run_id)
SELECT unnest(@members::bigint[]), unnest(@others::bigint[]), unnest(@scores::integer[]),
       string_to_array(unnest(@evidence::text[]), ','), string_to_array(unnest(@weights::text[]), ',')::integer[],
       'open', @now::timestamptz, @now::timestamptz, @run_id::bigint
ON CONFLICT (member_id, other_id) DO UPDATE
SET score = excluded.score, evidence = excluded.evidence, weights = excluded.weights, run_id = excluded.run_id
WHERE twin.state IN ('open', 'later');

-- name: ForgetTwins :execrows
-- Pairs that a whole run did not find again, and that nobody has judged.
DELETE FROM member.twin WHERE state = 'open' AND run_id < @run_id;

-- name: Twins :many
-- Pairs of which both are members of their own and unrestricted, the likeliest first.
SELECT t.member_id, t.other_id, t.score, t.evidence, t.weights, t.state, t.found_at, t.due_at, t.judged_at, t.judged_by
FROM member.twin t
JOIN member.member a ON a.member_id = t.member_id AND a.status = 'active'
JOIN member.member b ON b.member_id = t.other_id AND b.status = 'active'
WHERE t.state = ANY (@states::text[]) AND t.due_at <= @due::timestamptz AND NOT EXISTS (
    SELECT FROM member.restriction r WHERE r.member_id IN (t.member_id, t.other_id) AND (r.until IS NULL OR r.until > @now::timestamptz))
  AND (t.score < @score::integer OR (t.score = @score AND (t.member_id, t.other_id) > (@member_id::bigint, @other_id::bigint)))
ORDER BY t.score DESC, t.member_id, t.other_id LIMIT @max;

-- name: CountTwins :one
SELECT count(*) FILTER (WHERE w.state = 'apart') AS apart,
       count(*) FILTER (WHERE w.state = 'later' AND w.due_at > @now::timestamptz) AS later,
       count(*) FILTER (WHERE w.state <> 'apart' AND w.due_at <= @now::timestamptz) AS waiting
FROM (
    SELECT t.state, t.due_at FROM member.twin t
    JOIN member.member a ON a.member_id = t.member_id AND a.status = 'active'
    JOIN member.member b ON b.member_id = t.other_id AND b.status = 'active'
    WHERE t.state <> 'one' AND NOT EXISTS (
        SELECT FROM member.restriction r WHERE r.member_id IN (t.member_id, t.other_id) AND (r.until IS NULL OR r.until > @now::timestamptz))
    LIMIT @most
) w;

-- name: JudgeTwin :many
UPDATE member.twin SET state = @state, due_at = @due_at, judged_at = @judged_at, judged_by = @judged_by, via = NULL
WHERE member_id = @member_id AND other_id = @other_id AND state <> 'one'
RETURNING member_id, other_id, score, evidence, weights, state, found_at, due_at, judged_at, judged_by;

-- name: MergedTwin :exec
UPDATE member.twin SET state = 'one', judged_at = @judged_at::timestamptz, judged_by = @judged_by::bigint
WHERE member_id = @member_id AND other_id = @other_id;

-- name: PartedTwin :exec
-- Who were made two again are not proposed to be one.
INSERT INTO member.twin (member_id, other_id, score, evidence, weights, state, found_at, due_at, judged_at, judged_by, run_id)
VALUES (@member_id, @other_id, 0, '{}', '{}', 'apart', @now::timestamptz, @now::timestamptz, @now::timestamptz, @judged_by::bigint, 0)
ON CONFLICT (member_id, other_id) DO UPDATE SET state = 'apart', judged_at = excluded.judged_at, judged_by = excluded.judged_by;

-- name: InheritApart :exec
-- Whom the absorbed member is not, the survivor is not either. What lay open of the two
-- is judged by that, and so is what was put off.
INSERT INTO member.twin (member_id, other_id, score, evidence, weights, state, found_at, due_at, judged_at, judged_by, run_id, via)
SELECT least(@into_id::bigint, o.other), greatest(@into_id::bigint, o.other), t.score, t.evidence, t.weights, 'apart', t.found_at, t.due_at,
       t.judged_at, t.judged_by, t.run_id, @merge_id::bigint
FROM member.twin t CROSS JOIN LATERAL (SELECT CASE t.member_id WHEN @from_id::bigint THEN t.other_id ELSE t.member_id END AS other) o
WHERE t.state = 'apart' AND (t.member_id = @from_id OR t.other_id = @from_id) AND o.other <> @into_id
ON CONFLICT (member_id, other_id) DO UPDATE
SET state = 'apart', judged_at = excluded.judged_at, judged_by = excluded.judged_by, via = excluded.via
WHERE twin.state IN ('open', 'later');

-- name: DisinheritApart :exec
-- They wait again; those that were nothing but inherited go with the next search.
UPDATE member.twin SET state = 'open', judged_at = NULL, judged_by = NULL, due_at = @now::timestamptz, via = NULL WHERE via = @merge_id::bigint;
