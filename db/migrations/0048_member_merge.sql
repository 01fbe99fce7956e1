-- +goose Up
CREATE TABLE member.merge (
    member_id  bigint           NOT NULL REFERENCES member.member,
    id         bigint           NOT NULL,
    into_id    bigint           NOT NULL,
    reason     text COLLATE "C" NOT NULL,
    staff_id   bigint           NOT NULL,
    made_at    timestamptz      NOT NULL,
    undone_at  timestamptz,
    undone_by  bigint,
    undone_why text COLLATE "C",
    xid        xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK (into_id <> member_id),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_why IS NULL))
);
CREATE UNIQUE INDEX merge_in_force ON member.merge (member_id) WHERE undone_at IS NULL;
CREATE INDEX merge_into ON member.merge (into_id, id);
CREATE INDEX merge_id ON member.merge (id);
CREATE INDEX merge_xid ON member.merge (xid);
COMMENT ON TABLE member.merge IS
    'member: who became one with whom, who decided it and why, and whether it was undone';
COMMENT ON COLUMN member.merge.member_id IS 'who went into the other';

-- A session goes on as the survivor's, and back as whose it was.
ALTER TABLE member.session ADD COLUMN begun_by bigint;
COMMENT ON COLUMN member.session.begun_by IS 'who signed in, where he has become another since';
ALTER TABLE member.session DROP CONSTRAINT session_ended_why_check;
ALTER TABLE member.session ADD CONSTRAINT session_ended_why_check CHECK (ended_why IN ('sign_out', 'elsewhere', 'again', 'reused', 'parted'));

ALTER TABLE member.label ADD COLUMN merge_id bigint;
COMMENT ON COLUMN member.label.merge_id IS 'the merge that brought it';
