-- +goose Up
CREATE SCHEMA program;

CREATE TABLE program.earning_rule (
    id           bigint           NOT NULL,
    version      int              NOT NULL CHECK (version > 0),
    status       text COLLATE "C" NOT NULL CHECK (status IN ('draft', 'approved')),
    valid_from   timestamptz,
    body         jsonb            NOT NULL,
    hash         bytea            NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamptz      NOT NULL,
    published_by text COLLATE "C",
    published_at timestamptz,
    PRIMARY KEY (id, version)
);
COMMENT ON TABLE program.earning_rule IS 'reference: versions of the rules by which orders earn; a published body never changes';

CREATE TABLE program.earning (
    member_id    bigint           NOT NULL,
    order_id     bigint           NOT NULL,
    posting_id   bigint,
    rule_id      bigint           NOT NULL,
    rule_version int              NOT NULL,
    level        text COLLATE "C" NOT NULL,
    points       bigint           NOT NULL,
    growth       bigint           NOT NULL,
    line_nos     int[]            NOT NULL,
    line_points  bigint[]         NOT NULL,
    line_growth  bigint[]         NOT NULL,
    why          jsonb            NOT NULL,
    occurred_at  timestamptz      NOT NULL,
    recorded_at  timestamptz      NOT NULL,
    xid          xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, order_id),
    CHECK (cardinality(line_nos) = cardinality(line_points) AND cardinality(line_nos) = cardinality(line_growth))
);
CREATE INDEX earning_xid ON program.earning (xid);
COMMENT ON TABLE program.earning IS
    'member append-only: what an order earned, line by line, by which rule and why; also when it earned nothing';

CREATE TABLE program.taking (
    member_id    bigint      NOT NULL,
    refund_id    bigint      NOT NULL,
    order_id     bigint      NOT NULL,
    posting_id   bigint,
    points       bigint      NOT NULL,
    growth       bigint      NOT NULL,
    recorded_at  timestamptz NOT NULL,
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, refund_id, order_id),
    FOREIGN KEY (member_id, order_id) REFERENCES program.earning (member_id, order_id)
);
CREATE INDEX taking_order ON program.taking (member_id, order_id);
CREATE INDEX taking_xid ON program.taking (xid);
COMMENT ON TABLE program.taking IS
    'member append-only: what a refund took back of what an order earned; also when that was nothing';
