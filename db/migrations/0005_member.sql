-- +goose Up
CREATE SCHEMA member;

CREATE TABLE member.member (
    member_id   bigint PRIMARY KEY CHECK (member_id > 0),
    number      text COLLATE "C" NOT NULL,
    status      text COLLATE "C" NOT NULL CHECK (status IN ('active', 'merged', 'left', 'erased')),
    joined_at   timestamptz      NOT NULL,
    recorded_at timestamptz      NOT NULL,
    source      text COLLATE "C" NOT NULL,
    store_id    bigint,
    channel_id  bigint,
    birth_month smallint CHECK (birth_month BETWEEN 1 AND 12),
    birth_day   smallint CHECK (birth_day BETWEEN 1 AND 31),
    merged_into bigint,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    CHECK ((birth_month IS NULL) = (birth_day IS NULL)),
    CHECK ((merged_into IS NOT NULL) = (status = 'merged'))
);
-- The console's list, newest first.
CREATE INDEX member_joined ON member.member (joined_at DESC, member_id DESC);
CREATE INDEX member_xid ON member.member (xid);
COMMENT ON TABLE member.member IS
    'member: a person the retailer knows; no personal text here, only ids and traits that rules may read';

CREATE TABLE member.data_key (
    member_id     bigint PRIMARY KEY REFERENCES member.member,
    master_key_id text COLLATE "C" NOT NULL,
    wrapped       bytea            NOT NULL
);
COMMENT ON TABLE member.data_key IS
    'vault: the member''s own key, wrapped by the master key; destroying it is erasure';

CREATE TABLE member.vault (
    member_id  bigint           NOT NULL REFERENCES member.member,
    field      text COLLATE "C" NOT NULL,
    version    int              NOT NULL,
    sealed     bytea            NOT NULL,
    updated_at timestamptz      NOT NULL,
    PRIMARY KEY (member_id, field)
);
COMMENT ON TABLE member.vault IS
    'vault: personal text, encrypted under the member''s key; the only place that holds any';

CREATE TABLE member.identity (
    member_id  bigint           NOT NULL REFERENCES member.member,
    kind       text COLLATE "C" NOT NULL,
    blind      bytea            NOT NULL,
    source     text COLLATE "C" NOT NULL,
    created_at timestamptz      NOT NULL,
    ended_at   timestamptz,
    merge_id   bigint,
    xid        xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, kind, blind)
);
CREATE INDEX identity_xid ON member.identity (xid);
COMMENT ON TABLE member.identity IS
    'member: a key by which a channel knows the member; the value itself only as a blind index, shown from the vault';

CREATE TABLE member.claim (
    kind      text COLLATE "C" NOT NULL,
    blind     bytea            NOT NULL,
    member_id bigint           NOT NULL,
    PRIMARY KEY (kind, blind)
);
COMMENT ON TABLE member.claim IS
    'keyed: whose phone, e-mail, card or foreign number this is; one member in the world';

CREATE TABLE member.key_probe (
    key         text COLLATE "C" PRIMARY KEY,
    probe       bytea            NOT NULL,
    recorded_at timestamptz      NOT NULL
);
COMMENT ON TABLE member.key_probe IS
    'local: which master and index keys the vault was written with, and a proof of each that tells nothing of it';
