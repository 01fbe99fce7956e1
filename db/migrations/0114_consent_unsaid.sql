-- +goose Up
-- A file that brought consents can be taken back. What it said stays as evidence of what
-- was brought and when, and counts no more; statements themselves are never changed.
CREATE TABLE member.consent_unsaid (
    member_id  bigint NOT NULL,
    consent_id bigint NOT NULL,
    unsaid_at  timestamptz NOT NULL,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, consent_id),
    FOREIGN KEY (member_id, consent_id) REFERENCES member.consent (member_id, consent_id)
);
CREATE INDEX consent_unsaid_xid ON member.consent_unsaid (xid);
COMMENT ON TABLE member.consent_unsaid IS 'member append-only: statements that were brought by a file and taken back with it: they stay as evidence and count no more';
