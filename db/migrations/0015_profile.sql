-- +goose Up
CREATE SCHEMA profile;

CREATE TABLE profile.rule (
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
COMMENT ON TABLE profile.rule IS
    'reference: versions of how members are scored and classed by what they buy; a published body never changes';

CREATE TABLE profile.rfm (
    member_id      bigint           NOT NULL,
    brand_id       bigint           NOT NULL CHECK (brand_id >= 0),
    as_of          date             NOT NULL,
    first_order_on date,
    last_order_on  date,
    orders         bigint           NOT NULL CHECK (orders >= 0),
    spend          bigint           NOT NULL CHECK (spend BETWEEN 0 AND 9007199254740991),
    r              smallint         NOT NULL CHECK (r BETWEEN 0 AND 5),
    f              smallint         NOT NULL CHECK (f BETWEEN 0 AND 5),
    m              smallint         NOT NULL CHECK (m BETWEEN 0 AND 5),
    class          text COLLATE "C" NOT NULL CHECK (class IN ('high', 'medium', 'low', 'potential', 'dormant', 'none')),
    since          date             NOT NULL,
    rule_version   int              NOT NULL,
    rule_no        smallint         NOT NULL CHECK (rule_no >= 0),
    xid            xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, brand_id),
    CHECK ((last_order_on IS NULL) = (class = 'none'))
);
CREATE INDEX rfm_xid ON profile.rfm (xid);
COMMENT ON TABLE profile.rfm IS
    'member: what a member is worth by recency, frequency and money spent; brand 0 is all of them; none: everything was given back';
COMMENT ON COLUMN profile.rfm.as_of IS 'the business day on which this was last found to have changed; recency counts from last_order_on';
COMMENT ON COLUMN profile.rfm.orders IS 'within the window of the rule, like spend; first and last are of all history';
COMMENT ON COLUMN profile.rfm.rule_no IS 'which line of the rule''s classes it met, from 1; 0: none, the default class';

CREATE TABLE profile.change (
    member_id      bigint           NOT NULL,
    id             bigint           NOT NULL,
    brand_id       bigint           NOT NULL,
    from_class     text COLLATE "C" NOT NULL,
    to_class       text COLLATE "C" NOT NULL,
    cause          text COLLATE "C" NOT NULL,
    as_of          date             NOT NULL,
    first_order_on date,
    last_order_on  date,
    orders         bigint           NOT NULL,
    spend          bigint           NOT NULL,
    r              smallint         NOT NULL,
    f              smallint         NOT NULL,
    m              smallint         NOT NULL,
    rule_version   int              NOT NULL,
    rule_no        smallint         NOT NULL,
    recorded_at    timestamptz      NOT NULL,
    xid            xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id)
);
CREATE INDEX change_xid ON profile.change (xid);
COMMENT ON TABLE profile.change IS 'member append-only: each move between value classes, with what it was decided on';

CREATE TABLE profile.refresh (
    id           bigint PRIMARY KEY,
    cause        text COLLATE "C" NOT NULL CHECK (cause IN ('nightly', 'asked')),
    asked_by     text COLLATE "C" NOT NULL,
    asked_at     timestamptz      NOT NULL,
    status       text COLLATE "C" NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed')),
    as_of        date             NOT NULL,
    rule_version int,
    started_at   timestamptz,
    finished_at  timestamptz,
    total        bigint           NOT NULL DEFAULT 0,
    done         bigint           NOT NULL DEFAULT 0,
    written      bigint           NOT NULL DEFAULT 0,
    moved        bigint           NOT NULL DEFAULT 0,
    edges        jsonb,
    problem      text COLLATE "C"
);
-- One may wait, and one may run: the second who asks joins the first.
CREATE UNIQUE INDEX refresh_open ON profile.refresh (status) WHERE status IN ('waiting', 'running');
COMMENT ON TABLE profile.refresh IS 'local: each time values were reckoned anew, how far it came, and where its scores began';
