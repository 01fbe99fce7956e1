-- +goose Up
CREATE TABLE member.sign_in_attempt (
    id            bigint PRIMARY KEY,
    provider      text COLLATE "C" NOT NULL,
    use           text COLLATE "C" NOT NULL CHECK (use IN ('sign_in', 'bind', 'prove')),
    salt          bytea            NOT NULL,
    session_id    bigint,
    return_to     text COLLATE "C" NOT NULL,
    remembered    boolean          NOT NULL,
    code_seen     bytea UNIQUE,
    started_at    timestamptz      NOT NULL,
    expires_at    timestamptz      NOT NULL,
    answered_at   timestamptz,
    used_at       timestamptz,
    master_key_id text COLLATE "C",
    wrapped       bytea,
    sealed        bytea,
    CHECK ((use = 'sign_in') = (session_id IS NULL)),
    CHECK ((sealed IS NULL) = (wrapped IS NULL) AND (sealed IS NULL) = (master_key_id IS NULL))
);
CREATE INDEX sign_in_attempt_expires_at ON member.sign_in_attempt (expires_at);
COMMENT ON TABLE member.sign_in_attempt IS
    'local rebuildable: a way to a sign-in provider and back, for minutes; who came back stands in it sealed under a key of its own, and state, nonce and verifier are computed from the salt';
