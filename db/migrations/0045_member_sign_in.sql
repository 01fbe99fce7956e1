-- +goose Up
CREATE TABLE member.sign_in_code (
    kind       text COLLATE "C" NOT NULL,
    blind      bytea            NOT NULL,
    salt       bytea            NOT NULL,
    hash       bytea            NOT NULL,
    tries      int              NOT NULL,
    sent_at    timestamptz      NOT NULL,
    expires_at timestamptz      NOT NULL,
    PRIMARY KEY (kind, blind)
);
CREATE INDEX sign_in_code_expires_at ON member.sign_in_code (expires_at);
COMMENT ON TABLE member.sign_in_code IS
    'local rebuildable: the one-time code that was sent last to a phone or an e-mail, as a keyed hash; it lives for minutes';

CREATE TABLE member.allowance (
    use       text COLLATE "C" NOT NULL,
    subject   bytea            NOT NULL,
    window_at timestamptz      NOT NULL,
    used      int              NOT NULL CHECK (used > 0),
    PRIMARY KEY (use, subject, window_at)
);
CREATE INDEX allowance_window_at ON member.allowance (window_at);
COMMENT ON TABLE member.allowance IS
    'local rebuildable: how often a phone, an address or a device did what is limited, by window of time; subjects are blind indexes';

CREATE TABLE member.session (
    id         bigint PRIMARY KEY,
    member_id  bigint           NOT NULL,
    salt       bytea            NOT NULL,
    generation int              NOT NULL CHECK (generation > 0),
    remembered boolean          NOT NULL,
    device     text COLLATE "C" NOT NULL,
    network    text COLLATE "C" NOT NULL,
    created_at timestamptz      NOT NULL,
    renewed_at timestamptz      NOT NULL,
    seen_at    timestamptz      NOT NULL,
    expires_at timestamptz      NOT NULL,
    ended_at   timestamptz,
    ended_why  text COLLATE "C" CHECK (ended_why IN ('sign_out', 'elsewhere', 'again', 'reused')),
    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
CREATE INDEX session_member ON member.session (member_id, id);
CREATE INDEX session_expires_at ON member.session (expires_at);
COMMENT ON TABLE member.session IS
    'local rebuildable: where a member is signed in; of its tokens it holds the salt and the count, so that nobody who reads it has one';

CREATE TABLE member.origin (
    member_id  bigint PRIMARY KEY REFERENCES member.member,
    adviser    text COLLATE "C",
    poster     text COLLATE "C",
    inviter_id bigint,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CHECK (adviser IS NOT NULL OR poster IS NOT NULL OR inviter_id IS NOT NULL)
);
CREATE INDEX origin_xid ON member.origin (xid);
COMMENT ON TABLE member.origin IS
    'member append-only: who or what brought a member: an adviser, a poster, another member; store and channel stand in the member''s own row';
