-- +goose Up
CREATE TABLE member.poster (
    id         bigint           PRIMARY KEY,
    code       text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[2-9A-HJKMNP-TV-Z]{8}$'),
    name       text             NOT NULL,
    store_id   bigint,
    channel_id bigint,
    adviser    text COLLATE "C",
    headline   jsonb            NOT NULL,
    words      jsonb            NOT NULL,
    begins_at  timestamptz      NOT NULL,
    ends_at    timestamptz,
    paused     boolean          NOT NULL,
    ended_at   timestamptz,
    version    int              NOT NULL,
    made_by    text COLLATE "C" NOT NULL,
    made_at    timestamptz      NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamptz      NOT NULL,
    CHECK (ends_at > begins_at)
);
CREATE INDEX poster_store ON member.poster (store_id, id);
COMMENT ON TABLE member.poster IS
    'reference: sheets by which people join; a member who came by one has its code in member.origin';
COMMENT ON COLUMN member.poster.code IS 'what the link says; made here, never changed and never used again';
COMMENT ON COLUMN member.poster.adviser IS 'whom a member who joins by it is put down to; with store and channel it stays as it was made';
COMMENT ON COLUMN member.poster.ended_at IS 'when somebody ended it before its time, or without one';
