-- +goose Up
CREATE TABLE member.identity_change (
    member_id bigint           NOT NULL REFERENCES member.member,
    change_id bigint           NOT NULL,
    kind      text COLLATE "C" NOT NULL,
    deed      text COLLATE "C" NOT NULL CHECK (deed IN ('bound', 'changed', 'ended')),
    via       text COLLATE "C" NOT NULL CHECK (via IN ('code', 'staff', 'provider')),
    made_by   text COLLATE "C" NOT NULL,
    sealed    bytea            NOT NULL,
    made_at   timestamptz      NOT NULL,
    PRIMARY KEY (member_id, change_id)
);
COMMENT ON TABLE member.identity_change IS
    'vault: what became of the identities of a member, masked and with the reason, encrypted under the member''s key';

ALTER TABLE member.session ADD proved_at timestamptz;
COMMENT ON COLUMN member.session.proved_at IS 'when the member last showed again that it is he; NULL: when the session began';
ALTER TABLE member.session DROP CONSTRAINT session_ended_why_check;
ALTER TABLE member.session ADD CONSTRAINT session_ended_why_check
    CHECK (ended_why IN ('sign_out', 'elsewhere', 'again', 'reused', 'parted', 'identity', 'recovered'));
