-- +goose Up
CREATE TABLE member.note (
    member_id  bigint           NOT NULL REFERENCES member.member,
    note_id    bigint           NOT NULL,
    version    int              NOT NULL,
    kind       text COLLATE "C" NOT NULL CHECK (kind IN ('call', 'visit', 'complaint', 'wish', 'other')),
    pinned     boolean          NOT NULL,
    store_id   bigint,
    written_by text COLLATE "C" NOT NULL,
    written_at timestamptz      NOT NULL,
    removed_at timestamptz,
    PRIMARY KEY (member_id, note_id)
);
COMMENT ON TABLE member.note IS
    'vault: what staff wrote about members as it stands: kind, store, author; every wording is in note_version';

CREATE TABLE member.note_version (
    member_id bigint           NOT NULL,
    note_id   bigint           NOT NULL,
    version   int              NOT NULL,
    act       text COLLATE "C" NOT NULL CHECK (act IN ('written', 'corrected', 'pinned', 'unpinned', 'removed', 'restored')),
    kind      text COLLATE "C" NOT NULL,
    sealed    bytea,
    said_by   text COLLATE "C" NOT NULL,
    said_at   timestamptz      NOT NULL,
    PRIMARY KEY (member_id, note_id, version),
    FOREIGN KEY (member_id, note_id) REFERENCES member.note
);
COMMENT ON TABLE member.note_version IS
    'vault: what became of each note: its wordings, and why it was removed, encrypted under the member''s key';
