-- +goose Up
-- Whom a member invited is asked for by himself.
CREATE INDEX origin_inviter_id ON member.origin (inviter_id, member_id) WHERE inviter_id IS NOT NULL;

CREATE TABLE tier.seen (
    member_id bigint PRIMARY KEY,
    level     text COLLATE "C" NOT NULL,
    seen_at   timestamptz      NOT NULL
);
COMMENT ON TABLE tier.seen IS 'local: the level that a member saw last as his own; when he has another, he is told';
