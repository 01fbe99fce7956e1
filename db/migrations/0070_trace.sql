-- +goose Up
CREATE TABLE member.trace (
    kind      text COLLATE "C" NOT NULL,
    blind     bytea            NOT NULL,
    what      text COLLATE "C" NOT NULL,
    ref_id    bigint           NOT NULL,
    member_id bigint,
    until     timestamptz      NOT NULL,
    PRIMARY KEY (kind, blind, what, ref_id)
);
CREATE INDEX trace_ref ON member.trace (what, ref_id);
CREATE INDEX trace_member ON member.trace (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX trace_until ON member.trace (until);
COMMENT ON TABLE member.trace IS
    'keyed: what a visitor did, by the keys of the channel, until somebody joins who has one of them';
COMMENT ON COLUMN member.trace.member_id IS 'who turned out to be the visitor; the trace goes when it is followed';
