-- +goose Up
CREATE TABLE member.tag_group (
    code       text COLLATE "C" PRIMARY KEY,
    name       jsonb            NOT NULL,
    exclusive  boolean          NOT NULL,
    version    int              NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamptz      NOT NULL
);
COMMENT ON TABLE member.tag_group IS 'reference: groups of tags; of an exclusive one a member has one tag at most';

CREATE TABLE member.tag (
    code       text COLLATE "C" PRIMARY KEY,
    name       jsonb            NOT NULL,
    colour     text COLLATE "C" NOT NULL,
    group_code text COLLATE "C" REFERENCES member.tag_group,
    days       int              NOT NULL CHECK (days >= 0),
    ended      boolean          NOT NULL,
    version    int              NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamptz      NOT NULL
);
COMMENT ON TABLE member.tag IS 'reference: what staff may say of members by hand; who has one bears the label tag:<code>';

CREATE TABLE member.tag_change (
    member_id  bigint           NOT NULL,
    change_id  bigint           NOT NULL,
    tag        text COLLATE "C" NOT NULL,
    act        text COLLATE "C" NOT NULL CHECK (act IN ('put', 'taken')),
    until      timestamptz,
    had        boolean          NOT NULL,
    had_until  timestamptz,
    reason     text             NOT NULL,
    said_by    text COLLATE "C" NOT NULL,
    said_at    timestamptz      NOT NULL,
    batch_id   bigint,
    xid        xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, change_id)
);
CREATE INDEX tag_change_batch ON member.tag_change (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX tag_change_xid ON member.tag_change (xid);
COMMENT ON TABLE member.tag_change IS 'member append-only: who put which tag on a member or took it, when and why';
COMMENT ON COLUMN member.tag_change.reason IS 'erasable: why it was put or taken';
COMMENT ON COLUMN member.tag_change.had_until IS 'until when it was to hold before, where it was had';

CREATE TABLE member.tag_batch (
    id        bigint           PRIMARY KEY,
    tag       text COLLATE "C" NOT NULL,
    act       text COLLATE "C" NOT NULL,
    members   bigint           NOT NULL,
    made_by   text COLLATE "C" NOT NULL,
    made_at   timestamptz      NOT NULL,
    undone_by text COLLATE "C",
    undone_at timestamptz
);
COMMENT ON TABLE member.tag_batch IS 'local: tags put on many members at once, or taken, and whether that was undone';
