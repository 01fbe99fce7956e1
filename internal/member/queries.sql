-- name: ByIDs :many
SELECT member_id, number, status, joined_at, recorded_at, source, store_id, channel_id,
       birth_month, birth_day, merged_into
FROM member.member WHERE member_id = ANY (@ids::bigint[]);

-- One is asked for more often than many, and a list is planned anew each time.
-- name: ByID :many
SELECT member_id, number, status, joined_at, recorded_at, source, store_id, channel_id,
       birth_month, birth_day, merged_into
FROM member.member WHERE member_id = @id;

-- name: Traits :many
SELECT m.birth_month, m.birth_day,
       ARRAY(SELECT l.label FROM member.label l
             WHERE l.member_id = @id AND l.since <= @now AND (l.expires_at IS NULL OR l.expires_at > @now) ORDER BY l.label)::text[] AS labels
FROM member.member m WHERE m.member_id = @id;

-- Across members: the console's list, by its own index.
-- name: Newest :many
SELECT member_id, number, status, joined_at, recorded_at, source, store_id, channel_id,
       birth_month, birth_day, merged_into
FROM member.member WHERE (joined_at, member_id) < (@joined_at::timestamptz, @member_id::bigint)
ORDER BY joined_at DESC, member_id DESC LIMIT @max;

-- name: Absorbed :many
-- Whoever was merged into a member, at once or by way of others.
WITH RECURSIVE absorbed AS (
    SELECT member_id FROM member.member WHERE merged_into = sqlc.arg(into_id)::bigint
    UNION
    SELECT m.member_id FROM member.member m JOIN absorbed a ON m.merged_into = a.member_id
)
SELECT member_id::bigint FROM absorbed ORDER BY 1;

-- name: Lock :one
SELECT merged_into FROM member.member WHERE member_id = $1 FOR NO KEY UPDATE;

-- name: Claims :many
SELECT kind, blind, member_id FROM member.claim
WHERE (kind, blind) IN (SELECT unnest(@kinds::text[]), unnest(@blinds::bytea[]));

-- name: Bearers :many
-- Who brought an identity to its owner, where that is one who has become him: back by
-- the merges by which it came, to the one whose own it is.
WITH RECURSIVE asked AS (
    SELECT unnest(@nos::int[]) AS no, unnest(@kinds::text[]) AS kind, unnest(@blinds::bytea[]) AS blind, unnest(@owners::bigint[]) AS owner
), way AS (
    SELECT a.no, i.kind, i.member_id, i.merge_id
    FROM asked a JOIN member.identity i ON i.member_id = a.owner AND i.kind = a.kind AND i.blind = a.blind
    WHERE i.merge_id IS NOT NULL
    UNION
    SELECT w.no, w.kind, i.member_id, i.merge_id
    FROM way w
    JOIN member.merge g ON g.id = w.merge_id
    JOIN asked a ON a.no = w.no
    JOIN member.identity i ON i.member_id = g.member_id AND i.kind = w.kind AND i.blind = a.blind
)
SELECT way.no::int AS no, way.member_id::bigint AS member_id FROM way WHERE way.merge_id IS NULL;

-- What somebody else has claimed does not come back.
-- name: Claim :many
INSERT INTO member.claim (kind, blind, member_id, index_key)
SELECT unnest(@kinds::text[]), unnest(@blinds::bytea[]), unnest(@member_ids::bigint[]), unnest(@index_keys::smallint[])
ON CONFLICT (kind, blind) DO NOTHING
RETURNING kind, blind, member_id, index_key;

-- name: Identities :many
SELECT member_id, kind, source, created_at FROM member.identity
WHERE member_id = ANY (@ids::bigint[]) AND ended_at IS NULL ORDER BY member_id, kind, created_at;

-- name: Vault :many
SELECT m.member_id, m.number, m.birth_month, m.birth_day, k.master_key_id, k.wrapped, v.field, v.version, v.sealed
FROM member.member m
JOIN member.data_key k ON k.member_id = m.member_id
LEFT JOIN member.vault v ON v.member_id = m.member_id
WHERE m.member_id = ANY (@ids::bigint[]) ORDER BY m.member_id, v.field;

-- name: DataKey :one
SELECT master_key_id, wrapped FROM member.data_key WHERE member_id = $1;

-- name: KeyProbes :many
SELECT key, probe FROM member.key_probe ORDER BY key;

-- name: AddKeyProbe :exec
INSERT INTO member.key_probe (key, probe, recorded_at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING;

-- Across members: who can be found by each token, at most so many of each.
-- name: FindTokens :many
SELECT s.token, s.member_id
FROM unnest(@tokens::bigint[]) AS t (token)
CROSS JOIN LATERAL (
    SELECT f.token, f.member_id FROM member.search_token f WHERE f.token = t.token ORDER BY f.member_id LIMIT @max
) s;

-- Across members: which of some have one of the tokens, by the primary key.
-- name: HaveToken :many
SELECT DISTINCT member_id FROM member.search_token
WHERE token = ANY (@tokens::bigint[]) AND member_id = ANY (@ids::bigint[]);

-- name: ForgetTokens :exec
WITH gone AS (
    DELETE FROM member.search_member WHERE member_id = ANY (@ids::bigint[]) RETURNING member_id, tokens
)
DELETE FROM member.search_token s USING gone g, unnest(g.tokens) AS t (token)
WHERE s.token = t.token AND s.member_id = g.member_id;

-- Two processes take different ones.
-- name: SearchDue :many
SELECT member_id FROM member.search_due WHERE member_id > @after
ORDER BY member_id LIMIT @max FOR UPDATE SKIP LOCKED;

-- name: SearchDone :exec
DELETE FROM member.search_due WHERE member_id = ANY (@ids::bigint[]);

-- Which of the pairs have a row, in force or ended.
-- name: KnownLabels :many
SELECT l.member_id, l.label
FROM (SELECT unnest(@members::bigint[]) AS member_id, unnest(@labels::text[]) AS label) w
JOIN member.label l ON l.member_id = w.member_id AND l.label = w.label;

-- name: Labels :many
SELECT member_id, label, source, since, expires_at FROM member.label
WHERE member_id = ANY (@members::bigint[]) AND since <= @now AND (expires_at IS NULL OR expires_at > @now)
ORDER BY member_id, label;
-- name: SearchSize :one
SELECT (SELECT count(*) FROM member.member) AS members,
       (SELECT count(*) FROM member.search_token) AS tokens,
       (pg_total_relation_size('member.search_token') + pg_total_relation_size('member.search_member'))::bigint AS bytes,
       pg_indexes_size('member.search_token')::bigint AS index_bytes,
       (SELECT count(*) FROM member.search_due) AS waiting;

-- Written only when the one before is old enough, or from a time that is not yet. One
-- that was sent under another index key ends, too.
-- name: PutCode :execrows
WITH gone AS (DELETE FROM member.sign_in_code o WHERE o.kind = @kind AND o.blind = ANY (@others::bytea[]))
INSERT INTO member.sign_in_code (kind, blind, salt, hash, tries, sent_at, expires_at)
VALUES (@kind, @blind, @salt, @hash, 0, @sent_at, @expires_at)
ON CONFLICT (kind, blind) DO UPDATE
SET salt = excluded.salt, hash = excluded.hash, tries = 0, sent_at = excluded.sent_at, expires_at = excluded.expires_at
WHERE sign_in_code.sent_at <= @before::timestamptz OR sign_in_code.sent_at > excluded.sent_at;

-- name: CodeSentAt :one
SELECT sent_at FROM member.sign_in_code WHERE kind = @kind AND blind = ANY (@blinds::bytea[]) ORDER BY sent_at DESC LIMIT 1;

-- A try counts before it is judged, so that many at once are not more than so many.
-- name: TryCode :many
UPDATE member.sign_in_code SET tries = tries + 1
WHERE kind = @kind AND blind = ANY (@blinds::bytea[]) AND tries < @most AND sent_at <= @latest AND expires_at > @now
RETURNING blind, salt, hash;

-- Of those who know the code one takes it.
-- name: TakeCode :execrows
DELETE FROM member.sign_in_code WHERE kind = @kind AND blind = ANY (@blinds::bytea[]) AND hash = @hash;

-- name: ForgetCodes :execrows
DELETE FROM member.sign_in_code WHERE (kind, blind) IN (
    SELECT c.kind, c.blind FROM member.sign_in_code c WHERE c.expires_at <= @now LIMIT @lim);

-- No row: it is used up. What was used under other index keys counts.
-- name: UseAllowance :one
WITH others AS (
    SELECT coalesce(sum(o.used), 0) AS used FROM member.allowance o
    WHERE o.use = @use AND o.subject = ANY (@others::bytea[]) AND o.window_at = @window_at
)
INSERT INTO member.allowance (use, subject, window_at, used)
SELECT @use, @subject, @window_at, 1 FROM others WHERE others.used < @most::int
ON CONFLICT (use, subject, window_at) DO UPDATE SET used = allowance.used + 1
WHERE allowance.used + (SELECT others.used FROM others) < @most::int
RETURNING used;

-- name: ForgetAllowances :execrows
DELETE FROM member.allowance WHERE (use, subject, window_at) IN (
    SELECT a.use, a.subject, a.window_at FROM member.allowance a WHERE a.window_at <= @before LIMIT @lim);

-- name: InsertSession :exec
INSERT INTO member.session (id, member_id, salt, generation, remembered, device, network, created_at, renewed_at, seen_at, expires_at, proved_at, index_key)
VALUES (@id, @member_id, @salt, 1, @remembered, @device, @network, @now, @now, @now, @expires_at, @proved_at, @index_key);

-- name: Session :one
SELECT * FROM member.session WHERE id = $1;

-- name: SessionForUpdate :one
SELECT * FROM member.session WHERE id = $1 FOR UPDATE;

-- name: RenewSession :exec
UPDATE member.session SET generation = @generation, renewed_at = @now, seen_at = @now, expires_at = @expires_at, index_key = @index_key WHERE id = @id;

-- name: TouchSession :exec
UPDATE member.session SET seen_at = @now WHERE id = @id AND seen_at < @now;

-- name: PassSession :exec
UPDATE member.session SET member_id = $2, begun_by = coalesce(begun_by, member_id) WHERE id = $1;

-- name: EndSession :execrows
UPDATE member.session SET ended_at = @now, ended_why = @why WHERE id = @id AND member_id = @member_id AND ended_at IS NULL;

-- name: EndSessionsOf :execrows
UPDATE member.session SET ended_at = @now, ended_why = @why
WHERE member_id = @member_id AND id <> @but AND ended_at IS NULL;

-- name: SessionsOf :many
SELECT * FROM member.session
WHERE member_id = @member_id AND ended_at IS NULL AND expires_at > @now
ORDER BY seen_at DESC, id DESC LIMIT 100;

-- name: InsertOrigin :exec
INSERT INTO member.origin (member_id, adviser, poster, inviter_id) VALUES ($1, $2, $3, $4);

-- name: Origins :many
SELECT member_id, adviser, poster, inviter_id FROM member.origin WHERE member_id = ANY (@ids::bigint[]);

-- name: CountInvited :one
SELECT count(DISTINCT coalesce(m.merged_into, m.member_id))
FROM member.origin o JOIN member.member m ON m.member_id = o.member_id WHERE o.inviter_id = ANY (@inviters::bigint[]);

-- name: InvitedLately :many
SELECT min(m.joined_at)::timestamptz AS joined_at
FROM member.origin o JOIN member.member m ON m.member_id = o.member_id WHERE o.inviter_id = ANY (@inviters::bigint[])
GROUP BY coalesce(m.merged_into, m.member_id) ORDER BY 1 DESC LIMIT @most;

-- name: LabelsInUse :many
-- From each label the index leads to the next one: as many steps as there are
-- labels, however many members have them.
WITH RECURSIVE one AS (
    (SELECT label FROM member.label ORDER BY label LIMIT 1)
    UNION ALL
    SELECT (SELECT l.label FROM member.label l WHERE l.label > one.label ORDER BY l.label LIMIT 1) FROM one WHERE one.label IS NOT NULL
)
SELECT label::text FROM one WHERE label IS NOT NULL LIMIT sqlc.arg(most);

-- name: ConsentTexts :many
-- The newest of each purpose, in the order in which they are asked.
SELECT DISTINCT ON (purpose) purpose, version, title_zh, title_en, body_zh, body_en, created_by, created_at
FROM member.consent_text ORDER BY purpose, version DESC;

-- name: ConsentTextVersions :many
SELECT purpose, version, title_zh, title_en, body_zh, body_en, created_by, created_at
FROM member.consent_text WHERE purpose = $1 ORDER BY version DESC;

-- name: HasConsentText :one
SELECT EXISTS (SELECT FROM member.consent_text WHERE purpose = $1 AND version = $2);

-- name: AddConsentText :execrows
INSERT INTO member.consent_text (purpose, version, title_zh, title_en, body_zh, body_en, created_by, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (purpose, version) DO NOTHING;

-- name: AddConsent :exec
INSERT INTO member.consent (member_id, consent_id, purpose, channel, granted, text_version, via, store_id, stated_by,
    address, reason, reference, occurred_at, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (member_id, reference) DO NOTHING;

-- name: ConsentsInForce :many
-- Of each question the latest word of each member; of two at the same instant the
-- withdrawal. What somebody who was merged into a member had withdrawn is withdrawn from
-- the merge on; what he had granted is not. What was taken back does not count.
WITH RECURSIVE came AS (
    SELECT g.into_id AS stands, g.member_id, g.made_at AS at FROM member.merge g
    WHERE g.into_id = ANY (@ids::bigint[]) AND g.undone_at IS NULL
    UNION ALL
    SELECT came.stands, g.member_id, came.at FROM came JOIN member.merge g ON g.into_id = came.member_id AND g.undone_at IS NULL
)
SELECT DISTINCT ON (member_id, purpose, channel) member_id, purpose, channel, granted, text_version, occurred_at
FROM (
    SELECT c.member_id, c.purpose, c.channel, c.granted, c.text_version, c.occurred_at, c.consent_id
    FROM member.consent c WHERE c.member_id = ANY (@ids::bigint[])
        AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = c.member_id AND u.consent_id = c.consent_id)
    UNION ALL
    SELECT came.stands, w.purpose, w.channel, w.granted, w.text_version, came.at, w.consent_id
    FROM came
    CROSS JOIN LATERAL (
        SELECT DISTINCT ON (c.purpose, c.channel) c.purpose, c.channel, c.granted, c.text_version, c.consent_id
        FROM member.consent c WHERE c.member_id = came.member_id
            AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = c.member_id AND u.consent_id = c.consent_id)
        ORDER BY c.purpose, c.channel, c.occurred_at DESC, c.granted, c.consent_id DESC
    ) w
    WHERE NOT w.granted
) said
ORDER BY member_id, purpose, channel, occurred_at DESC, granted, consent_id DESC;

-- name: Withdrawn :many
-- What somebody of these withdrew last, each by himself.
SELECT DISTINCT purpose, channel FROM (
    SELECT DISTINCT ON (member_id, purpose, channel) purpose, channel, granted FROM member.consent
    WHERE member_id = ANY (@ids::bigint[])
        AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = consent.member_id AND u.consent_id = consent.consent_id)
    ORDER BY member_id, purpose, channel, occurred_at DESC, granted, consent_id DESC
) last
WHERE NOT granted;

-- name: MayContact :many
-- The same of one question, for many members, each by one step in the index.
WITH RECURSIVE came AS (
    SELECT g.into_id AS stands, g.member_id, g.made_at AS at FROM member.merge g
    WHERE g.into_id = ANY (@ids::bigint[]) AND g.undone_at IS NULL
    UNION ALL
    SELECT came.stands, g.member_id, came.at FROM came JOIN member.merge g ON g.into_id = came.member_id AND g.undone_at IS NULL
)
SELECT m.member_id FROM member.member m
WHERE m.member_id = ANY (@ids::bigint[]) AND m.status = 'active' AND (@purpose::text = 'service' OR NOT EXISTS (
    SELECT FROM member.restriction r WHERE r.member_id = m.member_id AND (r.until IS NULL OR r.until > @now::timestamptz)
)) AND coalesce((
    SELECT c.granted FROM member.consent c
    WHERE c.member_id = m.member_id AND c.purpose = @purpose AND c.channel = @channel
        AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = c.member_id AND u.consent_id = c.consent_id)
    ORDER BY c.occurred_at DESC, c.granted, c.consent_id DESC LIMIT 1
), @silent::boolean) AND (@silent::boolean OR NOT EXISTS (
    SELECT FROM member.minor n
    WHERE n.ended_at IS NULL AND (n.member_id = m.member_id OR n.member_id IN (SELECT came.member_id FROM came WHERE came.stands = m.member_id))
)) AND NOT EXISTS (
    SELECT FROM came
    WHERE came.stands = m.member_id AND NOT coalesce((
        SELECT c.granted FROM member.consent c
        WHERE c.member_id = came.member_id AND c.purpose = @purpose AND c.channel = @channel
            AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = c.member_id AND u.consent_id = c.consent_id)
        ORDER BY c.occurred_at DESC, c.granted, c.consent_id DESC LIMIT 1
    ), true) AND NOT EXISTS (
        SELECT FROM member.consent c
        WHERE c.member_id = m.member_id AND c.purpose = @purpose AND c.channel = @channel AND c.occurred_at > came.at
            AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = c.member_id AND u.consent_id = c.consent_id)
    )
);

-- name: ConsentHistory :many
SELECT c.consent_id, c.purpose, c.channel, c.granted, c.text_version, c.via, c.store_id, c.stated_by, c.reason, c.reference, c.occurred_at, c.recorded_at,
    u.unsaid_at
FROM member.consent c LEFT JOIN member.consent_unsaid u ON u.member_id = c.member_id AND u.consent_id = c.consent_id
WHERE c.member_id = @member_id AND c.consent_id < @before
ORDER BY c.consent_id DESC LIMIT @max;

-- name: InsertMerge :exec
INSERT INTO member.merge (member_id, id, into_id, reason, staff_id, made_at) VALUES ($1, $2, $3, $4, $5, $6);

-- name: EndMerge :exec
UPDATE member.merge SET undone_at = @now::timestamptz, undone_by = @staff::bigint, undone_why = @why::text, xid = pg_current_xact_id()
WHERE member_id = @member_id AND id = @id;

-- name: MergeByID :one
SELECT * FROM member.merge WHERE id = $1;

-- name: MergesOf :many
-- The merges in which a member took part, and those of who came to him by way of others.
SELECT * FROM member.merge WHERE member_id = ANY (@ids::bigint[]) OR into_id = ANY (@ids::bigint[])
ORDER BY id DESC LIMIT @lim;

-- name: LockAll :many
SELECT member_id, status, merged_into FROM member.member WHERE member_id = ANY (@ids::bigint[])
ORDER BY member_id FOR NO KEY UPDATE;

-- name: Absorb :exec
UPDATE member.member SET status = 'merged', merged_into = @into_id::bigint, xid = pg_current_xact_id()
WHERE member_id = @from_id OR merged_into = @from_id;

-- name: Part :exec
-- Who had come to a member before he was merged stands for him again.
UPDATE member.member m SET
    status = CASE WHEN m.member_id = @from_id THEN 'active' ELSE 'merged' END,
    merged_into = CASE WHEN m.member_id = @from_id THEN NULL ELSE @from_id END,
    xid = pg_current_xact_id()
WHERE m.member_id = ANY (@brought::bigint[]);

-- name: BringIdentities :execrows
-- Rows of the other's own say by which merge they came.
INSERT INTO member.identity (member_id, kind, blind, index_key, former, source, created_at, merge_id)
SELECT @into_id::bigint, i.kind, i.blind, i.index_key, i.former, i.source, i.created_at, @merge_id::bigint
FROM member.identity i WHERE i.member_id = @from_id AND i.ended_at IS NULL
ON CONFLICT (member_id, kind, blind) DO UPDATE
SET source = excluded.source, created_at = excluded.created_at, merge_id = excluded.merge_id, former = excluded.former, ended_at = NULL,
    xid = pg_current_xact_id();

-- name: EndIdentities :exec
UPDATE member.identity SET ended_at = @now::timestamptz, xid = pg_current_xact_id()
WHERE member_id = @member_id AND ended_at IS NULL;

-- name: EndIdentitiesOfMerge :exec
UPDATE member.identity SET ended_at = @now::timestamptz, xid = pg_current_xact_id()
WHERE member_id = @member_id AND merge_id = @merge_id::bigint AND ended_at IS NULL;

-- name: ReviveIdentities :exec
-- Those that a merge took along and that are still the other's. While the index key is
-- exchanged one of the two may be found under the new one already: what the other has in
-- force is what is claimed.
UPDATE member.identity i SET blind = o.blind, index_key = o.index_key, former = o.former, ended_at = NULL, xid = pg_current_xact_id()
FROM member.identity o
WHERE i.member_id = @from_id AND o.member_id = @into_id AND o.merge_id = @merge_id::bigint AND o.ended_at IS NULL
  AND o.kind = i.kind AND (o.blind = i.blind OR (o.blind = i.former OR i.blind = o.former) AND NOT EXISTS (
    SELECT FROM member.identity t WHERE t.member_id = i.member_id AND t.kind = i.kind AND t.blind = o.blind));

-- name: PassClaims :exec
-- By the identities in force of the one to whom they belong now.
UPDATE member.claim c SET member_id = @to_id
FROM member.identity i
WHERE i.member_id = @to_id AND i.ended_at IS NULL AND c.kind = i.kind AND c.blind = ANY (ARRAY[i.blind, i.former]) AND c.member_id = @of_id;

-- name: PassSessions :execrows
UPDATE member.session SET member_id = @into_id, begun_by = coalesce(begun_by, member_id) WHERE member_id = @from_id;

-- name: ReturnSessions :exec
UPDATE member.session SET member_id = @from_id, begun_by = nullif(begun_by, @from_id::bigint)
WHERE member_id = @into_id AND begun_by = ANY (@whose::bigint[]);

-- name: EndSessionsSince :exec
UPDATE member.session SET ended_at = @now::timestamptz, ended_why = 'parted'
WHERE member_id = @member_id AND begun_by IS NULL AND created_at >= @since AND ended_at IS NULL;

-- name: BringLabels :execrows
-- What the other has as well stays the other's own.
INSERT INTO member.label (member_id, label, source, since, expires_at, merge_id)
SELECT @into_id::bigint, l.label, l.source, l.since, l.expires_at, @merge_id::bigint
FROM member.label l WHERE l.member_id = @from_id AND (l.expires_at IS NULL OR l.expires_at > @now::timestamptz)
ON CONFLICT (member_id, label) DO UPDATE
SET source = excluded.source, since = excluded.since, expires_at = excluded.expires_at, merge_id = excluded.merge_id, xid = pg_current_xact_id()
WHERE member.label.expires_at <= @now::timestamptz;

-- name: EndLabelsOfMerge :exec
UPDATE member.label SET expires_at = @now::timestamptz, xid = pg_current_xact_id()
WHERE member_id = @member_id AND merge_id = @merge_id::bigint AND (expires_at IS NULL OR expires_at > @now::timestamptz);

-- name: CountFollowing :one
SELECT (SELECT count(*) FROM member.identity i WHERE i.member_id = @from_id AND i.ended_at IS NULL) AS identities,
       (SELECT count(*) FROM member.session s WHERE s.member_id = @from_id AND s.ended_at IS NULL AND s.expires_at > @now::timestamptz) AS sessions,
       (SELECT count(*) FROM member.label l WHERE l.member_id = @from_id AND (l.expires_at IS NULL OR l.expires_at > @now::timestamptz)) AS labels;

-- name: CountReturning :one
SELECT (SELECT count(*) FROM member.identity i WHERE i.member_id = @into_id AND i.merge_id = @merge_id::bigint AND i.ended_at IS NULL) AS identities,
       (SELECT count(*) FROM member.session s WHERE s.member_id = @into_id AND s.begun_by = ANY (@whose::bigint[]) AND s.ended_at IS NULL) AS sessions,
       (SELECT count(*) FROM member.label l WHERE l.member_id = @into_id AND l.merge_id = @merge_id::bigint
            AND (l.expires_at IS NULL OR l.expires_at > @now::timestamptz)) AS labels;

-- name: AbsorbedBy :many
SELECT member_id, merged_into::bigint AS into_id FROM member.member WHERE merged_into = ANY (@ids::bigint[]) ORDER BY member_id;

-- name: OffMerges :many
-- Members who are another now and still have identities, or stand for one who is
-- another himself, or whose merge is not on record.
SELECT c.member_id FROM member.claim c JOIN member.member m ON m.member_id = c.member_id WHERE m.status = 'merged'
UNION
SELECT m.member_id FROM member.member m JOIN member.member r ON r.member_id = m.merged_into WHERE r.status = 'merged'
UNION
SELECT m.member_id FROM member.member m
WHERE m.status = 'merged' AND NOT EXISTS (SELECT FROM member.merge g WHERE g.member_id = m.member_id AND g.undone_at IS NULL)
LIMIT 20;

-- name: Brought :many
-- Whoever a merged member brings back with him, himself included.
WITH RECURSIVE back AS (
    SELECT sqlc.arg(from_id)::bigint AS member_id
    UNION
    SELECT g.member_id FROM member.merge g JOIN back b ON g.into_id = b.member_id WHERE g.undone_at IS NULL
)
SELECT member_id::bigint FROM back ORDER BY 1;

-- name: CountVanishing :one
SELECT (SELECT count(*) FROM member.identity i WHERE i.member_id = ANY (@ids::bigint[]) AND i.ended_at IS NULL) AS identities,
       (SELECT count(*) FROM member.session s WHERE s.member_id = ANY (@ids::bigint[]) AND s.ended_at IS NULL AND s.expires_at > @now::timestamptz) AS sessions,
       (SELECT count(*) FROM member.label l WHERE l.member_id = ANY (@ids::bigint[]) AND (l.expires_at IS NULL OR l.expires_at > @now::timestamptz)) AS labels;

-- name: ShredCodes :exec
DELETE FROM member.sign_in_code c USING member.identity i
WHERE i.member_id = ANY (@ids::bigint[]) AND c.kind = i.kind AND c.blind = ANY (ARRAY[i.blind, i.former]);

-- name: ShredClaims :exec
DELETE FROM member.claim c USING member.identity i
WHERE i.member_id = ANY (@ids::bigint[]) AND c.kind = i.kind AND c.blind = ANY (ARRAY[i.blind, i.former]) AND c.member_id = ANY (@ids::bigint[]);

-- name: ShredIdentities :exec
DELETE FROM member.identity WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredIdentitiesLent :exec
-- Those that somebody else had while he and they were one.
DELETE FROM member.identity i USING member.merge g
WHERE g.member_id = ANY (@ids::bigint[]) AND g.undone_at IS NOT NULL AND i.member_id = g.into_id AND i.merge_id = g.id;

-- name: ShredKeys :exec
DELETE FROM member.data_key WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredVault :exec
DELETE FROM member.vault WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredFields :exec
DELETE FROM member.field_value WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredAddresses :exec
DELETE FROM member.address WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredSessions :exec
DELETE FROM member.session WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredLabels :exec
UPDATE member.label SET expires_at = @now::timestamptz, xid = pg_current_xact_id()
WHERE member_id = ANY (@ids::bigint[]) AND (expires_at IS NULL OR expires_at > @now::timestamptz);

-- name: ShredRestrictions :exec
UPDATE member.restriction SET reason = NULL, until = least(until, @now::timestamptz), lifted_at = least(lifted_at, @now::timestamptz),
    lifted_by = coalesce(lifted_by, 'system'), xid = pg_current_xact_id()
WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredConsents :exec
-- That, when and to which words stays; how we know goes.
UPDATE member.consent SET reason = '', reference = consent_id::text, address = NULL WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredMerges :exec
UPDATE member.merge SET reason = '', undone_why = CASE WHEN undone_why IS NULL THEN NULL ELSE '' END, xid = pg_current_xact_id()
WHERE member_id = ANY (@ids::bigint[]) OR into_id = ANY (@ids::bigint[]);

-- name: ShredMembers :exec
-- Who had become another stays so: his history is read by way of that one.
UPDATE member.member SET number = '', birth_month = NULL, birth_day = NULL, xid = pg_current_xact_id(),
    status = CASE WHEN status = 'merged' THEN 'merged' ELSE 'erased' END
WHERE member_id = ANY (@ids::bigint[]);

-- name: InsertErasure :exec
INSERT INTO member.erasure (member_id, kin, erased_at, cause, staff_id, waived, settled_at, listed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: ErasureOf :one
SELECT * FROM member.erasure WHERE member_id = $1;

-- name: UnlistedErasures :many
SELECT * FROM member.erasure WHERE listed_at IS NULL ORDER BY erased_at, member_id LIMIT @lim;

-- name: ListedErasures :exec
UPDATE member.erasure SET listed_at = @now::timestamptz, xid = pg_current_xact_id() WHERE member_id = ANY (@ids::bigint[]);

-- name: UnsettledErasures :many
SELECT member_id FROM member.erasure WHERE settled_at IS NULL AND member_id > @after ORDER BY member_id LIMIT @lim;

-- name: SettledErasure :exec
UPDATE member.erasure SET settled_at = @now, xid = pg_current_xact_id() WHERE member_id = @member_id;

-- name: Unforgotten :many
-- Members who were erased, or went with one, and of whom something is left.
SELECT e.member_id FROM member.erasure e CROSS JOIN LATERAL unnest(array_append(e.kin, e.member_id)) k (id)
WHERE EXISTS (SELECT FROM member.data_key d WHERE d.member_id = k.id) OR EXISTS (SELECT FROM member.vault v WHERE v.member_id = k.id)
   OR EXISTS (SELECT FROM member.identity i WHERE i.member_id = k.id) OR EXISTS (SELECT FROM member.search_member s WHERE s.member_id = k.id)
   OR EXISTS (SELECT FROM member.passkey p WHERE p.member_id = k.id) OR EXISTS (SELECT FROM member.mark a WHERE a.owner_id = k.id)
UNION
SELECT m.member_id FROM member.member m
WHERE m.status = 'erased' AND m.retracted_at IS NULL AND NOT EXISTS (SELECT FROM member.erasure e WHERE e.member_id = m.member_id)
LIMIT 20;

-- name: LeaveTrace :exec
INSERT INTO member.trace (kind, blind, what, ref_id, until, index_key) VALUES (@kind, @blind, @what, @ref_id, @until, @index_key)
ON CONFLICT DO NOTHING;

-- name: RecogniseVisitors :many
WITH known AS (
    UPDATE member.trace t SET member_id = k.member_id
    FROM (SELECT unnest(@kinds::text[]) AS kind, unnest(@blinds::bytea[]) AS blind, unnest(@members::bigint[]) AS member_id) k
    WHERE t.kind = k.kind AND t.blind = k.blind AND t.member_id IS NULL
    RETURNING t.member_id
)
SELECT DISTINCT member_id::bigint FROM known ORDER BY 1;

-- name: TracesOf :many
SELECT DISTINCT ref_id FROM member.trace WHERE member_id = @member_id::bigint AND what = @what AND until > @now ORDER BY ref_id;

-- name: WipeTraces :exec
DELETE FROM member.trace WHERE what = @what AND ref_id = ANY (@ids::bigint[]);

-- name: ForgetTraces :execrows
DELETE FROM member.trace WHERE (kind, blind, what, ref_id) IN (
    SELECT o.kind, o.blind, o.what, o.ref_id FROM member.trace o WHERE o.until <= @now ORDER BY o.until LIMIT @lim::int);

-- name: ShredTraces :exec
DELETE FROM member.trace t WHERE t.member_id = ANY (@ids::bigint[]) OR EXISTS (
    SELECT FROM member.identity i WHERE i.member_id = ANY (@ids::bigint[]) AND i.kind = t.kind AND t.blind = ANY (ARRAY[i.blind, i.former]));
-- name: Fields :many
SELECT * FROM member.field ORDER BY ended, place, code;

-- name: InsertField :execrows
INSERT INTO member.field (code, kind, name, hint, choices, least, most, required, personal, readers, writers, face, weight, place, ended, version, changed_by, changed_at)
SELECT @code, @kind, @name, @hint, @choices, @least, @most, @required, @personal, @readers, @writers, @face, @weight,
    coalesce(max(f.place), 0) + 1, @ended, 1, @changed_by, @changed_at FROM member.field f
ON CONFLICT (code) DO NOTHING;

-- name: UpdateField :execrows
UPDATE member.field SET name = @name, hint = @hint, choices = @choices, least = @least, most = @most, required = @required, personal = @personal,
    readers = @readers, writers = @writers, face = @face, weight = @weight, ended = @ended, version = version + 1,
    changed_by = @changed_by, changed_at = @changed_at
WHERE code = @code AND version = @seen;

-- name: PlaceFields :exec
UPDATE member.field f SET place = w.place
FROM (SELECT unnest(@codes::text[]) AS code, unnest(@places::int[]) AS place) w WHERE f.code = w.code;

-- name: FieldValues :many
SELECT v.member_id, k.master_key_id, k.wrapped, v.field, v.version, v.sealed, v.stated_by, v.stated_at
FROM member.field_value v JOIN member.data_key k ON k.member_id = v.member_id
WHERE v.member_id = ANY (@ids::bigint[]) ORDER BY v.member_id, v.field;

-- name: FieldVersions :many
SELECT field, version FROM member.field_value WHERE member_id = $1;

-- name: PutFieldValue :exec
INSERT INTO member.field_value (member_id, field, version, sealed, empty, stated_by, stated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (member_id, field) DO UPDATE
SET version = excluded.version, sealed = excluded.sealed, empty = excluded.empty, stated_by = excluded.stated_by, stated_at = excluded.stated_at;

-- name: KnownOf :many
-- Which parts of the vault there are, without opening any.
SELECT v.member_id, v.field FROM member.vault v WHERE v.member_id = ANY (@ids::bigint[])
UNION ALL
SELECT f.member_id, 'own/' || f.field FROM member.field_value f WHERE f.member_id = ANY (@ids::bigint[]) AND NOT f.empty
UNION ALL
SELECT DISTINCT a.member_id, 'address' FROM member.address a WHERE a.member_id = ANY (@ids::bigint[])
UNION ALL
SELECT m.member_id, 'birthday' FROM member.member m WHERE m.member_id = ANY (@ids::bigint[]) AND m.birth_month IS NOT NULL;

-- name: Addresses :many
SELECT a.member_id, a.address_id, k.master_key_id, k.wrapped, a.version, a.sealed, a.chosen, a.stated_by, a.stated_at
FROM member.address a JOIN member.data_key k ON k.member_id = a.member_id
WHERE a.member_id = ANY (@ids::bigint[]) ORDER BY a.member_id, a.chosen DESC, a.address_id DESC;

-- name: AddAddress :exec
INSERT INTO member.address (member_id, address_id, version, sealed, chosen, stated_by, stated_at) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: ChangeAddress :execrows
UPDATE member.address SET version = version + 1, sealed = @sealed, stated_by = @stated_by, stated_at = @stated_at
WHERE member_id = @member_id AND address_id = @address_id AND version = @seen;

-- name: ForgetAddress :execrows
DELETE FROM member.address WHERE member_id = @member_id AND address_id = @address_id;

-- name: UnchooseAddress :exec
UPDATE member.address SET chosen = false WHERE member_id = @member_id AND chosen AND address_id <> @address_id;

-- name: ChooseAddress :execrows
UPDATE member.address SET chosen = true WHERE member_id = @member_id AND address_id = @address_id;

-- name: ChooseAnAddress :exec
-- The newest, where none is chosen.
UPDATE member.address a SET chosen = true
WHERE a.member_id = @member_id AND NOT EXISTS (SELECT FROM member.address c WHERE c.member_id = @member_id AND c.chosen)
  AND a.address_id = (SELECT max(n.address_id) FROM member.address n WHERE n.member_id = @member_id);

-- name: Retracted :exec
UPDATE member.member SET retracted_at = @at::timestamptz, xid = pg_current_xact_id() WHERE member_id = ANY (@ids::bigint[]);
