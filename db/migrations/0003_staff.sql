-- +goose Up
CREATE SCHEMA staff;

CREATE TABLE staff.account (
    id              bigint PRIMARY KEY,
    email           text COLLATE "C" NOT NULL UNIQUE CHECK (email = lower(email)),
    name            text             NOT NULL,
    password_hash   text             NOT NULL,
    roles           text[]           NOT NULL,
    locale          text COLLATE "C" NOT NULL,
    failed_attempts int              NOT NULL DEFAULT 0,
    locked_until    timestamptz,
    created_at      timestamptz      NOT NULL,
    signed_in_at    timestamptz,
    disabled_at     timestamptz
);
COMMENT ON TABLE staff.account IS 'reference: a person of the retailer who uses console or till';

CREATE TABLE staff.session (
    token_hash bytea PRIMARY KEY,
    account_id bigint      NOT NULL REFERENCES staff.account,
    created_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    address    text        NOT NULL,
    agent      text        NOT NULL
);
CREATE INDEX session_account ON staff.session (account_id);
CREATE INDEX session_expires_at ON staff.session (expires_at);
COMMENT ON TABLE staff.session IS 'local: who is signed in; the token itself is only in the cookie';

CREATE TABLE staff.api_key (
    id         bigint PRIMARY KEY,
    name       text             NOT NULL,
    prefix     text COLLATE "C" NOT NULL,
    hash       bytea            NOT NULL UNIQUE,
    scopes     text[]           NOT NULL,
    created_by bigint REFERENCES staff.account,
    created_at timestamptz      NOT NULL,
    used_at    timestamptz,
    expires_at timestamptz,
    revoked_at timestamptz
);
COMMENT ON TABLE staff.api_key IS 'reference: a key with which a till, shop or program speaks to us';

CREATE TABLE staff.audit (
    id           bigint PRIMARY KEY,
    at           timestamptz      NOT NULL,
    principal    text COLLATE "C" NOT NULL,
    action       text COLLATE "C" NOT NULL,
    subject_kind text COLLATE "C" NOT NULL,
    subject_id   text COLLATE "C" NOT NULL,
    before       jsonb,
    after        jsonb,
    reason       text,
    address      text
);
CREATE INDEX audit_subject ON staff.audit (subject_kind, subject_id, id);
COMMENT ON TABLE staff.audit IS
    'local append-only: who changed value, rules, permissions or looked at personal data: when, before, after, why';
