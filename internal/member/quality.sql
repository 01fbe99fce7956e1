-- What is judged of members' records, and what came of it.

-- name: QualityRules :many
SELECT code, spec, enabled, weight, threshold, severity, version FROM member.quality_rule ORDER BY code;

-- name: CountOwnRules :one
SELECT count(*) FROM member.quality_rule WHERE code LIKE 'own:%';

-- name: AddQualityRule :execrows
INSERT INTO member.quality_rule (code, spec, enabled, weight, threshold, severity, version, changed_by, changed_at)
VALUES (@code, @spec, @enabled, @weight, @threshold, @severity, 1, @changed_by, @changed_at) ON CONFLICT DO NOTHING;

-- name: ChangeQualityRule :execrows
UPDATE member.quality_rule SET spec = @spec, enabled = @enabled, weight = @weight, threshold = @threshold, severity = @severity,
    version = version + 1, changed_by = @changed_by, changed_at = @changed_at
WHERE code = @code AND version = @seen;

-- name: UnprovenConsents :many
-- Who has granted something that holds, without the text that he was shown.
SELECT member_id, count(*) AS n FROM (
    SELECT DISTINCT ON (c.member_id, c.purpose, c.channel) c.member_id, c.granted, c.text_version FROM member.consent c
    WHERE c.member_id = ANY (@ids::bigint[])
        AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = c.member_id AND u.consent_id = c.consent_id)
    ORDER BY c.member_id, c.purpose, c.channel, c.occurred_at DESC, c.granted, c.consent_id DESC
) last
WHERE granted AND text_version IS NULL GROUP BY member_id;

-- name: OpenTwins :many
SELECT w.member_id::bigint AS member_id, count(*) AS n FROM (
    SELECT t.member_id, t.other_id FROM member.twin t WHERE t.member_id = ANY (@ids::bigint[]) AND t.state IN ('open', 'later')
    UNION ALL
    SELECT t.other_id, t.member_id FROM member.twin t WHERE t.other_id = ANY (@ids::bigint[]) AND t.state IN ('open', 'later')
) w JOIN member.member o ON o.member_id = w.other_id AND o.status = 'active'
GROUP BY w.member_id;

-- name: TwinPartners :many
SELECT t.other_id FROM member.twin t WHERE t.member_id = ANY (@ids::bigint[])
UNION
SELECT t.member_id FROM member.twin t WHERE t.other_id = ANY (@ids::bigint[]);

-- name: CountKnown :many
-- Of how many members something is known in each of the retailer's own fields.
SELECT field, count(*) AS n FROM member.field_value WHERE NOT empty GROUP BY field;

-- name: ConfirmedAt :many
-- When the last of what a member is reached by was stated.
SELECT member_id, max(at)::timestamptz AS at FROM (
    SELECT i.member_id, i.created_at AS at FROM member.identity i WHERE i.member_id = ANY (@ids::bigint[]) AND i.ended_at IS NULL AND i.kind IN ('phone', 'email')
    UNION ALL
    SELECT a.member_id, a.stated_at FROM member.address a WHERE a.member_id = ANY (@ids::bigint[])
    UNION ALL
    SELECT v.member_id, v.updated_at FROM member.vault v WHERE v.member_id = ANY (@ids::bigint[])
    UNION ALL
    SELECT f.member_id, f.stated_at FROM member.field_value f WHERE f.member_id = ANY (@ids::bigint[])
) told GROUP BY member_id;

-- name: FindingsOf :many
SELECT * FROM member.finding WHERE member_id = ANY (@ids::bigint[]) ORDER BY member_id, rule;

-- name: OpenFindings :exec
-- New ones, and those that come back.
INSERT INTO member.finding (member_id, rule, state, fixable, since, seen_at, version)
SELECT unnest(@members::bigint[]), unnest(@rules::text[]), 'open', unnest(@fixable::boolean[]), @now::timestamptz, @now::timestamptz, 1
ON CONFLICT (member_id, rule) DO UPDATE SET state = 'open', fixable = excluded.fixable, since = excluded.since, seen_at = excluded.seen_at,
    ended_at = NULL, until = NULL, sealed = NULL, said_by = NULL, said_at = NULL, version = finding.version + 1;

-- name: SeeFindings :exec
UPDATE member.finding f SET seen_at = @now::timestamptz, fixable = w.fixable
FROM (SELECT unnest(@members::bigint[]) AS member_id, unnest(@rules::text[]) AS rule, unnest(@fixable::boolean[]) AS fixable) w
WHERE f.member_id = w.member_id AND f.rule = w.rule;

-- name: EndFindings :exec
UPDATE member.finding f SET state = 'repaired', ended_at = @now::timestamptz, until = NULL, sealed = NULL, said_by = NULL, said_at = NULL, version = f.version + 1
FROM (SELECT unnest(@members::bigint[]) AS member_id, unnest(@rules::text[]) AS rule) w
WHERE f.member_id = w.member_id AND f.rule = w.rule;

-- name: CloseMerged :exec
-- Who was merged has nothing open; what was ignored of him is so again when he is parted.
DELETE FROM member.finding WHERE member_id = ANY (@ids::bigint[]) AND state <> 'ignored';

-- name: IgnoreFinding :execrows
UPDATE member.finding SET state = 'ignored', until = @until, sealed = @sealed, said_by = @said_by::text, said_at = @said_at::timestamptz, version = version + 1
WHERE member_id = @member_id AND rule = @rule AND version = @seen AND state = 'open';

-- name: ReopenFinding :execrows
UPDATE member.finding SET state = 'open', until = NULL, sealed = NULL, said_by = NULL, said_at = NULL, version = version + 1
WHERE member_id = @member_id AND rule = @rule AND version = @seen AND state = 'ignored';

-- name: Findings :many
-- The latest first. Of certain stores those who joined there.
SELECT f.member_id, f.rule, f.state, f.fixable, f.since, f.seen_at, f.ended_at, f.until, f.sealed, f.said_by, f.said_at, f.version
FROM member.finding f JOIN member.member m ON m.member_id = f.member_id AND m.status = 'active'
WHERE f.state = @state AND f.rule = ANY (@rules::text[]) AND (NOT @fixable::boolean OR f.fixable)
  AND (@everywhere::boolean OR m.store_id = ANY (@stores::bigint[]))
  AND (@source::text = '' OR m.source = @source)
  AND (@run::bigint = 0 OR m.run_id = @run)
  AND (f.since, f.member_id, f.rule) < (@since::timestamptz, @member_id::bigint, @rule::text)
ORDER BY f.since DESC, f.member_id DESC, f.rule DESC LIMIT @max;

-- name: CountFindings :many
SELECT f.rule, count(*) FILTER (WHERE f.state = 'open') AS open, count(*) FILTER (WHERE f.state = 'ignored') AS ignored,
       count(*) FILTER (WHERE f.state = 'open' AND f.fixable) AS fixable
FROM member.finding f JOIN member.member m ON m.member_id = f.member_id AND m.status = 'active'
WHERE f.state <> 'repaired' AND (@everywhere::boolean OR m.store_id = ANY (@stores::bigint[]))
GROUP BY f.rule;

-- name: CountJudged :one
SELECT count(*) FROM member.member WHERE status = 'active' AND (@everywhere::boolean OR store_id = ANY (@stores::bigint[]));

-- name: CountAtFault :one
-- Of how many members some rule found something wrong.
SELECT count(DISTINCT f.member_id) FROM member.finding f JOIN member.member m ON m.member_id = f.member_id AND m.status = 'active'
WHERE f.state = 'open' AND f.rule = ANY (@rules::text[]) AND (@everywhere::boolean OR m.store_id = ANY (@stores::bigint[]));

-- name: LastQualityRun :many
SELECT * FROM member.quality_run ORDER BY id DESC LIMIT 1;

-- name: BeginQualityRun :execrows
INSERT INTO member.quality_run (id, rules, began_at, members, after, judged, found)
SELECT @id, @rules, @began_at, @members, 0, 0, 0
WHERE NOT EXISTS (SELECT FROM member.quality_run r WHERE r.ended_at IS NULL) ON CONFLICT DO NOTHING;

-- name: LockQualityRun :many
SELECT * FROM member.quality_run WHERE id = $1 AND ended_at IS NULL FOR UPDATE;

-- name: AdvanceQualityRun :exec
UPDATE member.quality_run SET after = @after, judged = judged + @judged, found = found + @found WHERE id = @id;

-- name: EndQualityRun :exec
UPDATE member.quality_run SET ended_at = @ended_at::timestamptz WHERE id = @id AND ended_at IS NULL;

-- name: ToJudge :many
SELECT member_id FROM member.member WHERE member_id > @after AND status = 'active' ORDER BY member_id LIMIT @max;

-- name: ForgetQualityDay :exec
-- What is counted anew today, and what was counted of parts before.
DELETE FROM member.quality_day WHERE day = @day OR part <> 'all';

-- name: CountDay :exec
INSERT INTO member.quality_day (day, part, key, rule, members, found)
SELECT @day::date, 'all', '', r.rule, @members::bigint, coalesce(n.found, 0)
FROM unnest(@rules::text[]) AS r (rule)
LEFT JOIN (
    SELECT f.rule, count(*) AS found FROM member.finding f JOIN member.member m ON m.member_id = f.member_id AND m.status = 'active'
    WHERE f.state = 'open' GROUP BY f.rule
) n ON n.rule = r.rule
UNION ALL
SELECT @day::date, 'all', '', '', @members::bigint, (
    SELECT count(DISTINCT f.member_id) FROM member.finding f JOIN member.member m ON m.member_id = f.member_id AND m.status = 'active'
    WHERE f.state = 'open' AND f.rule = ANY (@rules::text[]));

-- name: CountParts :exec
-- Where bad data comes from: by the store and the channel of joining, by who reported
-- it, and by the import that brought it. It goes from findings to members and never
-- the other way: right after a run the statistics know of no findings, and for each
-- member all of them would be looked through.
WITH found AS MATERIALIZED (
    SELECT f.member_id, f.rule, p.part::text AS part, p.key::text AS key
    FROM member.finding f JOIN member.member m ON m.member_id = f.member_id AND m.status = 'active'
    CROSS JOIN LATERAL (VALUES ('store', coalesce(m.store_id, 0)::text), ('channel', coalesce(m.channel_id, 0)::text), ('source', m.source), ('run', m.run_id::text)) AS p (part, key)
    WHERE f.state = 'open' AND f.rule = ANY (@rules::text[]) AND p.key IS NOT NULL
)
INSERT INTO member.quality_day (day, part, key, rule, members, found)
SELECT @day::date, part, key, rule, count(*), count(*) FROM found GROUP BY part, key, rule
UNION ALL
SELECT @day::date, p.part, p.key, '', count(*), coalesce(min(f.members), 0)
FROM member.member m
CROSS JOIN LATERAL (VALUES ('store', coalesce(m.store_id, 0)::text), ('channel', coalesce(m.channel_id, 0)::text), ('source', m.source), ('run', m.run_id::text)) AS p (part, key)
LEFT JOIN (SELECT part, key, count(DISTINCT member_id) AS members FROM found GROUP BY part, key) f ON f.part = p.part AND f.key = p.key
WHERE m.status = 'active' AND p.key IS NOT NULL
GROUP BY p.part, p.key;

-- name: QualityDays :many
SELECT day, rule, members, found FROM member.quality_day WHERE part = 'all' AND day >= @from_day ORDER BY day, rule;

-- name: QualityParts :many
SELECT part, key, rule, members, found FROM member.quality_day WHERE part <> 'all' ORDER BY part, key, rule;

-- name: AddRepair :exec
INSERT INTO member.repair (member_id, repair_id, batch_id, rule, sealed, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: RepairsOf :many
SELECT r.*, m.store_id FROM member.repair r JOIN member.member m ON m.member_id = r.member_id WHERE r.batch_id = @batch_id ORDER BY r.member_id, r.repair_id DESC;

-- name: RepairUndone :exec
UPDATE member.repair SET undone_by = @undone_by::text, undone_at = @undone_at::timestamptz WHERE member_id = @member_id AND repair_id = @repair_id;

-- name: ShredFindings :exec
DELETE FROM member.finding WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredRepairs :exec
DELETE FROM member.repair WHERE member_id = ANY (@ids::bigint[]);

-- name: QualityOfRun :one
-- Of who came by an import: how many are members, and of how many something is wrong.
SELECT count(*) AS members, count(*) FILTER (WHERE EXISTS (
    SELECT FROM member.finding f WHERE f.member_id = m.member_id AND f.state = 'open' AND f.rule = ANY (@rules::text[])
)) AS at_fault
FROM member.member m
WHERE m.run_id = @run::bigint AND m.status = 'active' AND (@everywhere::boolean OR m.store_id = ANY (@stores::bigint[]));
