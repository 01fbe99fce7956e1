-- +goose Up
CREATE TABLE member.label (
    member_id  bigint           NOT NULL,
    label      text COLLATE "C" NOT NULL CHECK (length(label) BETWEEN 1 AND 80),
    source     text COLLATE "C" NOT NULL,
    since      timestamptz      NOT NULL,
    expires_at timestamptz,
    xid        xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, label)
);
CREATE INDEX label_xid ON member.label (xid);
COMMENT ON TABLE member.label IS
    'member: a fact on a member that rules may read, who says so and until when; one that ended keeps its row';
