-- +goose Up
CREATE SCHEMA pricing;

CREATE TABLE pricing.promotion (
    id         bigint           NOT NULL PRIMARY KEY,
    created_by text COLLATE "C" NOT NULL,
    created_at timestamptz      NOT NULL,
    ended_by   text COLLATE "C",
    ended_at   timestamptz
);
COMMENT ON TABLE pricing.promotion IS
    'reference: a promotion; what it says stands in pricing.promotion_rule; one that was ended applies nowhere, whatever its rule says';

CREATE TABLE pricing.promotion_rule (
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
COMMENT ON TABLE pricing.promotion_rule IS
    'reference: versions of promotions; id is the promotion''s; the first of each says that it is off; a published body never changes';

-- What was taken of a limit. A scope is total, a business day or a member; its row
-- is the lock under which two tills cannot both take the last of it.
CREATE TABLE pricing.budget (
    promotion_id bigint           NOT NULL,
    scope        text COLLATE "C" NOT NULL CHECK (scope ~ '^(total|day:[0-9-]{10}|member:[0-9]+|member:[0-9]+:[0-9-]{10})$'),
    money        bigint           NOT NULL CHECK (money >= 0),
    uses         bigint           NOT NULL CHECK (uses >= 0),
    pieces       bigint           NOT NULL CHECK (pieces >= 0),
    PRIMARY KEY (promotion_id, scope)
);
COMMENT ON TABLE pricing.budget IS
    'keyed: how much of a promotion is reserved or used: in all, on a business day, by a member, by a member on a day';

-- What somebody reserved, under the key of what it is for.
CREATE TABLE pricing.reservation (
    key          text COLLATE "C" NOT NULL,
    promotion_id bigint           NOT NULL,
    version      int              NOT NULL,
    member_key   bigint           NOT NULL,
    day          date             NOT NULL,
    scopes       text[]           NOT NULL,
    money        bigint           NOT NULL CHECK (money >= 0),
    pieces       bigint           NOT NULL CHECK (pieces >= 0),
    state        text COLLATE "C" NOT NULL CHECK (state IN ('held', 'confirmed', 'released')),
    made_at      timestamptz      NOT NULL,
    expires_at   timestamptz      NOT NULL,
    PRIMARY KEY (key, promotion_id)
);
CREATE INDEX reservation_promotion ON pricing.reservation (promotion_id);
CREATE INDEX reservation_held ON pricing.reservation (expires_at, key) WHERE state = 'held';
COMMENT ON TABLE pricing.reservation IS
    'keyed: what a checkout reserved of promotions, until it is paid, cancelled or times out; member_key is 0 for who is no member';
