-- What staff write about members by hand.

-- name: AddNote :exec
INSERT INTO member.note (member_id, note_id, version, kind, pinned, store_id, written_by, written_at) VALUES ($1, $2, 1, $3, $4, $5, $6, $7);

-- name: AddNoteVersion :exec
INSERT INTO member.note_version (member_id, note_id, version, act, kind, sealed, said_by, said_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: ChangeNote :execrows
UPDATE member.note SET version = version + 1, kind = @kind, pinned = @pinned, store_id = @store_id, removed_at = @removed_at
WHERE member_id = @member_id AND note_id = @note_id AND version = @seen;

-- name: CountPinned :one
SELECT count(*) FROM member.note WHERE member_id = ANY (@ids::bigint[]) AND pinned AND removed_at IS NULL;

-- name: Notes :many
-- Each with its wording as it stands, and with why it was removed. A reader of certain
-- stores sees theirs, and those that are no store's.
SELECT n.member_id, n.note_id, n.version, n.kind, n.pinned, n.store_id, n.written_by, n.written_at, n.removed_at,
       k.master_key_id, k.wrapped, t.version AS text_version, t.sealed, t.said_by, t.said_at,
       coalesce(r.version, 0)::int AS removed_version, r.sealed AS removed_sealed, coalesce(r.said_by, '')::text AS removed_by
FROM member.note n
JOIN member.data_key k ON k.member_id = n.member_id
JOIN LATERAL (SELECT v.version, v.sealed, v.said_by, v.said_at FROM member.note_version v
    WHERE v.member_id = n.member_id AND v.note_id = n.note_id AND v.act IN ('written', 'corrected') ORDER BY v.version DESC LIMIT 1) t ON true
LEFT JOIN LATERAL (SELECT v.version, v.sealed, v.said_by FROM member.note_version v
    WHERE v.member_id = n.member_id AND v.note_id = n.note_id AND v.act = 'removed' AND n.removed_at IS NOT NULL ORDER BY v.version DESC LIMIT 1) r ON true
WHERE n.member_id = ANY (@ids::bigint[]) AND (@kind::text = '' OR n.kind = @kind) AND (n.removed_at IS NOT NULL) = @removed::boolean
  AND (@everywhere::boolean OR n.store_id IS NULL OR n.store_id = ANY (@stores::bigint[]))
  AND (@one::bigint = 0 OR n.note_id = @one)
  AND (n.pinned::int, n.note_id) < (@before_pinned::int, @before_id::bigint)
ORDER BY n.pinned::int DESC, n.note_id DESC LIMIT @max;

-- name: NoteVersions :many
SELECT v.member_id, v.note_id, v.version, v.act, v.kind, v.sealed, v.said_by, v.said_at, k.master_key_id, k.wrapped
FROM member.note_version v JOIN member.data_key k ON k.member_id = v.member_id
WHERE v.member_id = @member_id AND (@note_id::bigint = 0 OR v.note_id = @note_id) ORDER BY v.note_id, v.version;

-- name: ShredNoteVersions :exec
DELETE FROM member.note_version WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredNotes :exec
DELETE FROM member.note WHERE member_id = ANY (@ids::bigint[]);

-- name: ShredTagReasons :exec
UPDATE member.tag_change SET reason = '' WHERE member_id = ANY (@ids::bigint[]);
