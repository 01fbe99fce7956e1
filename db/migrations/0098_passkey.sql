-- +goose Up
CREATE TABLE member.passkey (
    credential bytea PRIMARY KEY,
    member_id  bigint      NOT NULL,
    passkey_id bigint      NOT NULL,
    sealed     bytea       NOT NULL,
    counter    bigint      NOT NULL CHECK (counter BETWEEN 0 AND 4294967295),
    made_at    timestamptz NOT NULL,
    used_at    timestamptz,
    copied_at  timestamptz
);
CREATE INDEX passkey_member_id ON member.passkey (member_id);
COMMENT ON TABLE member.passkey IS
    'keyed: a key in a device of a member''s that signs him in, by the blind index of its name; what it is called and its public half are encrypted under his key';
COMMENT ON COLUMN member.passkey.copied_at IS 'when its counter went back, so that there are two of it; it signs nobody in since';

ALTER TABLE member.identity_change DROP CONSTRAINT identity_change_via_check;
ALTER TABLE member.identity_change ADD CONSTRAINT identity_change_via_check CHECK (via IN ('code', 'staff', 'provider', 'passkey'));
ALTER TABLE member.identity_change DROP CONSTRAINT identity_change_deed_check;
ALTER TABLE member.identity_change ADD CONSTRAINT identity_change_deed_check CHECK (deed IN ('bound', 'changed', 'ended', 'copied'));
ALTER TABLE member.session DROP CONSTRAINT session_ended_why_check;
ALTER TABLE member.session ADD CONSTRAINT session_ended_why_check
    CHECK (ended_why IN ('sign_out', 'elsewhere', 'again', 'reused', 'parted', 'identity', 'recovered', 'copied'));
