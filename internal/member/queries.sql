-- name: ByIDs :many
SELECT member_id, number, status, joined_at, recorded_at, source, store_id, channel_id,
       birth_month, birth_day, merged_into
FROM member.member WHERE member_id = ANY (@ids::bigint[]);

-- Across members: the console's list, by its own index.
-- name: Newest :many
SELECT member_id, number, status, joined_at, recorded_at, source, store_id, channel_id,
       birth_month, birth_day, merged_into
FROM member.member WHERE (joined_at, member_id) < (@joined_at::timestamptz, @member_id::bigint)
ORDER BY joined_at DESC, member_id DESC LIMIT @max;

-- name: Lock :one
SELECT merged_into FROM member.member WHERE member_id = $1 FOR NO KEY UPDATE;

-- name: Claims :many
SELECT kind, blind, member_id FROM member.claim
WHERE (kind, blind) IN (SELECT unnest(@kinds::text[]), unnest(@blinds::bytea[]));

-- What somebody else has claimed does not come back.
-- name: Claim :many
INSERT INTO member.claim (kind, blind, member_id)
SELECT unnest(@kinds::text[]), unnest(@blinds::bytea[]), unnest(@member_ids::bigint[])
ON CONFLICT (kind, blind) DO NOTHING
RETURNING kind, blind, member_id;

-- name: Identities :many
SELECT member_id, kind, source, created_at FROM member.identity
WHERE member_id = ANY (@ids::bigint[]) AND ended_at IS NULL ORDER BY member_id, kind, created_at;

-- name: Vault :many
SELECT m.member_id, m.number, k.master_key_id, k.wrapped, v.field, v.version, v.sealed
FROM member.member m
JOIN member.data_key k ON k.member_id = m.member_id
LEFT JOIN member.vault v ON v.member_id = m.member_id
WHERE m.member_id = ANY (@ids::bigint[]) ORDER BY m.member_id, v.field;

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
