-- +goose Up
-- A password that somebody else has seen holds for one sign-in only.
ALTER TABLE staff.account ADD COLUMN must_change boolean NOT NULL DEFAULT false;

CREATE TABLE staff.approval (
    id           bigint PRIMARY KEY,
    kind         text COLLATE "C" NOT NULL,
    subject      text COLLATE "C" NOT NULL,
    payload_hash bytea            NOT NULL,
    starts_at    timestamptz,
    note         text             NOT NULL,
    asked_by     bigint           NOT NULL REFERENCES staff.account,
    asked_at     timestamptz      NOT NULL,
    expires_at   timestamptz      NOT NULL,
    status       text COLLATE "C" NOT NULL CHECK (status IN ('asked', 'approved', 'refused', 'withdrawn', 'done', 'failed')),
    decided_by   bigint REFERENCES staff.account,
    decided_at   timestamptz,
    reason       text,
    settled_at   timestamptz,
    fault        text COLLATE "C",
    CHECK (decided_by <> asked_by),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (status IN ('asked', 'withdrawn'))),
    CHECK ((settled_at IS NULL) = (status NOT IN ('done', 'failed'))),
    CHECK ((fault IS NULL) = (status <> 'failed'))
);
CREATE UNIQUE INDEX approval_open ON staff.approval (kind, subject) WHERE status IN ('asked', 'approved');
CREATE INDEX approval_asked_at ON staff.approval (asked_at, id);
COMMENT ON TABLE staff.approval IS
    'local: what one person asked for and another one decided; the payload is a draft with its owner, of which this keeps the hash';

CREATE TABLE staff.account_store (
    account_id bigint NOT NULL REFERENCES staff.account,
    store_id   bigint NOT NULL,
    PRIMARY KEY (account_id, store_id)
);
COMMENT ON TABLE staff.account_store IS 'reference: the stores in which somebody works';

CREATE INDEX audit_at ON staff.audit (at, id);
CREATE INDEX audit_principal ON staff.audit (principal, at, id);
CREATE INDEX audit_action ON staff.audit (action, at, id);
