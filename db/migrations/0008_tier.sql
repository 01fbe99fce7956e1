-- +goose Up
CREATE SCHEMA tier;

CREATE TABLE tier.ladder (
    id           bigint           NOT NULL,
    version      int              NOT NULL CHECK (version > 0),
    status       text COLLATE "C" NOT NULL CHECK (status IN ('draft', 'approved')),
    valid_from   timestamptz,
    body         jsonb            NOT NULL,
    hash         bytea            NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamptz      NOT NULL,
    published_by text COLLATE "C",
    published_at timestamptz,
    PRIMARY KEY (id, version)
);
COMMENT ON TABLE tier.ladder IS 'reference: versions of the tiers and of how they are reached, kept and lost; a published body never changes';

CREATE TABLE tier.standing (
    member_id      bigint           NOT NULL,
    ladder_id      bigint           NOT NULL,
    level          text COLLATE "C" NOT NULL,
    since          timestamptz      NOT NULL,
    review_at      timestamptz,
    ladder_version int              NOT NULL,
    xid            xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, ladder_id)
);
CREATE INDEX standing_review ON tier.standing (review_at, member_id) WHERE review_at IS NOT NULL;
CREATE INDEX standing_xid ON tier.standing (xid);
COMMENT ON TABLE tier.standing IS 'member: the tier a member has, since when, and when it is reviewed';

CREATE TABLE tier.change (
    member_id      bigint           NOT NULL,
    id             bigint           NOT NULL,
    ladder_id      bigint           NOT NULL,
    from_level     text COLLATE "C" NOT NULL,
    to_level       text COLLATE "C" NOT NULL,
    cause          text COLLATE "C" NOT NULL,
    ref_id         bigint,
    spend          bigint           NOT NULL,
    ladder_version int              NOT NULL,
    effective_at   timestamptz      NOT NULL,
    recorded_at    timestamptz      NOT NULL,
    xid            xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id)
);
CREATE INDEX change_xid ON tier.change (xid);
COMMENT ON TABLE tier.change IS 'member append-only: each move between tiers and why';
