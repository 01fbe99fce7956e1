-- +goose Up
CREATE TABLE member.password (
    member_id bigint      PRIMARY KEY REFERENCES member.member,
    sealed    bytea       NOT NULL,
    set_at    timestamptz NOT NULL
);
COMMENT ON TABLE member.password IS
    'vault: the argon2id hash of a member''s password, encrypted under the member''s key';
