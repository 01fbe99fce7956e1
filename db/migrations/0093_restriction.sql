-- +goose Up
CREATE TABLE member.restriction (
    member_id      bigint           NOT NULL REFERENCES member.member,
    restriction_id bigint           NOT NULL,
    request_id     bigint           NOT NULL,
    begun_at       timestamptz      NOT NULL,
    begun_by       text COLLATE "C" NOT NULL,
    until          timestamptz,
    lifted_at      timestamptz,
    lifted_by      text COLLATE "C",
    reason         bytea,
    xid            xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, restriction_id),
    CHECK ((until IS NULL) = (lifted_at IS NULL) AND (until IS NULL) = (lifted_by IS NULL)),
    CHECK (until >= lifted_at)
);
CREATE UNIQUE INDEX restriction_open ON member.restriction (member_id) WHERE until IS NULL;
CREATE INDEX restriction_xid ON member.restriction (xid);
COMMENT ON TABLE member.restriction IS
    'member: when a member''s data was kept and not used, since when, until when, and who lifted it; the reason of that is sealed under the member''s key';
COMMENT ON COLUMN member.restriction.until IS 'it is in force before; null: nobody has lifted it';
COMMENT ON COLUMN member.restriction.lifted_at IS 'when somebody said that it ends; until is when it does';

CREATE INDEX consent_unprofiled ON member.consent (member_id) WHERE purpose = 'profiling' AND NOT granted;

ALTER TABLE privacy.request ADD COLUMN about text COLLATE "C" NOT NULL DEFAULT '';
COMMENT ON COLUMN privacy.request.about IS 'of an objection: to which decision';
ALTER TABLE privacy.request DROP CONSTRAINT request_kind_check;
ALTER TABLE privacy.request ADD CHECK (kind IN ('copy', 'correct', 'erase', 'restrict', 'unprofiled', 'explain', 'object', 'leave'));
ALTER TABLE privacy.request ADD CHECK (about IN ('', 'tier', 'class', 'price', 'coupon', 'label') AND (about <> '') = (kind = 'object'));
DROP INDEX privacy.request_open;
CREATE UNIQUE INDEX request_open ON privacy.request (member_id, kind, about) WHERE status = 'open';
