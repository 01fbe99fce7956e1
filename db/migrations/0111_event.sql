-- +goose Up
-- What members and visitors did. Months are made by the program, ahead of time and when
-- they are needed; one that is too old goes as a whole.
CREATE SCHEMA event;

CREATE TABLE event.event (
    member_id   bigint           NOT NULL,
    occurred_at timestamptz      NOT NULL,
    id          bigint           NOT NULL,
    recorded_at timestamptz      NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    name        text             NOT NULL,
    source      bigint           NOT NULL,
    skus        text[]           NOT NULL,
    label       text,
    path        text,
    pieces      integer,
    value       bigint,
    currency    text COLLATE "C",
    PRIMARY KEY (member_id, occurred_at, id, recorded_at),
    CHECK ((value IS NULL) = (currency IS NULL))
) PARTITION BY RANGE (recorded_at);
COMMENT ON TABLE event.event IS 'member: what was looked at, looked for and put into a basket, by the month in which it was received';
COMMENT ON COLUMN event.event.member_id IS 'whose identity was shown; of a visitor minus his id';
COMMENT ON COLUMN event.event.source IS 'the API key by which it came';
COMMENT ON COLUMN event.event.label IS 'what it was about: the name of a product or page, what was looked for';

CREATE TABLE event.key (
    key         uuid        PRIMARY KEY,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX key_recorded_at ON event.key USING brin (recorded_at) WITH (pages_per_range = 16);
COMMENT ON TABLE event.key IS 'keyed: messages that were received in the last thirty days, so that each counts once';

CREATE TABLE event.visitor (
    key      uuid        PRIMARY KEY,
    id       bigint      NOT NULL UNIQUE,
    owner    bigint,
    first_at timestamptz,
    until    timestamptz,
    other_at timestamptz,
    seen_at  timestamptz NOT NULL,
    CHECK ((owner IS NULL) = (first_at IS NULL) AND (owner IS NULL) = (until IS NULL) AND (until IS NULL OR other_at IS NULL OR until <= other_at))
);
CREATE INDEX visitor_owner ON event.visitor (owner) WHERE owner IS NOT NULL;
CREATE INDEX visitor_seen_at ON event.visitor (seen_at);
COMMENT ON TABLE event.visitor IS 'keyed: a browser or app whose user was not known, or somebody who is no member yet, blind';
COMMENT ON COLUMN event.visitor.owner IS 'the member who was the first to be known by it; minus the id of one who is no member yet';
COMMENT ON COLUMN event.visitor.until IS 'what was done up to then is the owner''s';
COMMENT ON COLUMN event.visitor.other_at IS 'when somebody else was first known by it';
