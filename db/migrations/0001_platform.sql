-- +goose Up
-- Machinery that knows no business words: ids, notices, idempotency keys.

CREATE SCHEMA id;
-- Each value is a block of 1,024 ids that one process hands out by itself.
CREATE SEQUENCE id.block AS bigint MINVALUE 1 MAXVALUE 8796093022206 START 1;

CREATE SCHEMA notice;
CREATE TABLE notice.pending (
    listener    text COLLATE "C" NOT NULL,
    id          bigint           NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    member_ids  bigint[]         NOT NULL,
    ids         bigint[]         NOT NULL,
    recorded_at timestamptz      NOT NULL,
    due_at      timestamptz      NOT NULL,
    attempts    int              NOT NULL DEFAULT 0,
    parked_at   timestamptz,
    error       text,
    PRIMARY KEY (listener, id),
    CHECK (cardinality(member_ids) = cardinality(ids))
);
CREATE INDEX pending_due ON notice.pending (listener, due_at, id) WHERE parked_at IS NULL;
COMMENT ON TABLE notice.pending IS
    'local: one fact still to be told to one listener; the row goes when the listener has acted on it';

CREATE SCHEMA idempotency;
CREATE TABLE idempotency.key (
    principal   text COLLATE "C" NOT NULL,
    route       text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    body_hash   bytea            NOT NULL,
    status      int              NOT NULL,
    response    bytea            NOT NULL,
    recorded_at timestamptz      NOT NULL,
    PRIMARY KEY (principal, route, key)
);
CREATE INDEX key_recorded_at ON idempotency.key (recorded_at);
COMMENT ON TABLE idempotency.key IS
    'local: the first answer to a request that moves value, kept at least 30 days';
