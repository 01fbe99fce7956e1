-- +goose Up
CREATE SCHEMA privacy;

CREATE TABLE privacy.request (
    member_id   bigint           NOT NULL,
    id          bigint           NOT NULL,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('copy', 'correct', 'erase', 'restrict', 'unprofiled', 'explain', 'leave')),
    status      text COLLATE "C" NOT NULL CHECK (status IN ('open', 'done', 'refused', 'withdrawn')),
    via         text COLLATE "C" NOT NULL CHECK (via IN ('member_centre', 'counter', 'telephone', 'paper', 'message')),
    money       text COLLATE "C" NOT NULL CHECK (money IN ('', 'refund', 'waive')),
    asked_by    text COLLATE "C" NOT NULL,
    asked_at    timestamptz      NOT NULL,
    due_at      timestamptz      NOT NULL,
    answered_by text COLLATE "C",
    answered_at timestamptz,
    note        bytea,
    answer      bytea,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK ((status = 'open') = (answered_at IS NULL) AND (status = 'open') = (answered_by IS NULL))
);
CREATE UNIQUE INDEX request_open ON privacy.request (member_id, kind) WHERE status = 'open';
CREATE INDEX request_due ON privacy.request (due_at, id) WHERE status = 'open';
CREATE INDEX request_id ON privacy.request (id);
CREATE INDEX request_xid ON privacy.request (xid);
COMMENT ON TABLE privacy.request IS
    'member: what a member asked for by right, until when it is to be answered, and what was done by whom; note and answer are sealed under the member''s key';

CREATE TABLE privacy.policy (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    body    jsonb   NOT NULL,
    version int     NOT NULL DEFAULT 1
);
COMMENT ON TABLE privacy.policy IS
    'reference: how soon requests are answered, how long who leaves may come back, how long what is kept; no row: the defaults';
