-- +goose Up
CREATE SCHEMA prepaid;

CREATE TABLE prepaid.rule (
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
COMMENT ON TABLE prepaid.rule IS
    'reference: versions of how stored value is sold and given back; a published body never changes';

CREATE TABLE prepaid.card (
    member_id bigint           NOT NULL,
    currency  text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    draw      text COLLATE "C" NOT NULL CHECK (draw IN ('pro_rata', 'principal_first', 'bonus_first')),
    received  bigint           NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND 9007199254740991),
    sold_at   timestamptz      NOT NULL,
    xid       xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, currency)
);
CREATE INDEX card_xid ON prepaid.card (xid);
COMMENT ON TABLE prepaid.card IS 'member: out of what the stored value of a member is drawn, since it was sold, and what others gave';
COMMENT ON COLUMN prepaid.card.received IS 'principal that other members gave: it is spent last and never paid out';

CREATE TABLE prepaid.top_up (
    member_id   bigint           NOT NULL,
    id          bigint           NOT NULL,
    state       text COLLATE "C" NOT NULL CHECK (state IN ('open', 'paid', 'cancelled', 'expired')),
    currency    text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    principal   bigint           NOT NULL CHECK (principal BETWEEN 1 AND 9007199254740991),
    bonus       bigint           NOT NULL CHECK (bonus BETWEEN 0 AND 9007199254740991),
    terms       jsonb            NOT NULL,
    store_id    bigint,
    till        text,
    cashier     text,
    opened_at   timestamptz      NOT NULL,
    expires_at  timestamptz      NOT NULL,
    ended_at    timestamptz,
    holder      bigint,
    posting_id  bigint,
    refunded    bigint           NOT NULL DEFAULT 0,
    missing     text COLLATE "C",
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state = 'paid') = (posting_id IS NOT NULL)),
    CHECK ((state = 'paid') = (holder IS NOT NULL)),
    CHECK (refunded BETWEEN 0 AND CASE state WHEN 'paid' THEN principal ELSE 0 END)
);
CREATE INDEX top_up_open ON prepaid.top_up (expires_at, member_id) WHERE state = 'open';
CREATE INDEX top_up_opened_at ON prepaid.top_up (opened_at, id);
CREATE INDEX top_up_xid ON prepaid.top_up (xid);
COMMENT ON TABLE prepaid.top_up IS 'member: stored value that was sold, by the terms of then, and how much of its price was given back';
COMMENT ON COLUMN prepaid.top_up.holder IS 'who got the value: the member, or into whom he was merged by then';
COMMENT ON COLUMN prepaid.top_up.missing IS 'code of why coupons that go with it could not be given; null: nothing is missing';

CREATE TABLE prepaid.place (
    id        bigint PRIMARY KEY,
    member_id bigint NOT NULL
);
COMMENT ON TABLE prepaid.place IS 'keyed: under whom a top-up is kept';

CREATE TABLE prepaid.refund (
    member_id   bigint           NOT NULL,
    id          bigint           NOT NULL,
    key         text COLLATE "C" NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    money       bigint           NOT NULL CHECK (money > 0),
    bonus       bigint           NOT NULL CHECK (bonus >= 0),
    top_ups     bigint[]         NOT NULL,
    amounts     bigint[]         NOT NULL,
    closing     boolean          NOT NULL,
    posting_id  bigint           NOT NULL,
    reason      text             NOT NULL,
    staff_id    bigint           NOT NULL,
    refunded_at timestamptz      NOT NULL,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    CHECK (cardinality(top_ups) = cardinality(amounts))
);
CREATE INDEX refund_xid ON prepaid.refund (xid);
COMMENT ON TABLE prepaid.refund IS 'member append-only: principal that was paid out to its source, of which top-ups, and the bonus that went with it';

CREATE TABLE prepaid.gift (
    member_id bigint           NOT NULL,
    id        bigint           NOT NULL,
    key       text COLLATE "C" NOT NULL,
    taker     bigint           NOT NULL,
    currency  text COLLATE "C" NOT NULL,
    principal bigint           NOT NULL CHECK (principal >= 0),
    bonus     bigint           NOT NULL CHECK (bonus >= 0),
    given_at  timestamptz      NOT NULL,
    xid       xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    CHECK (taker <> member_id)
);
CREATE INDEX gift_given_at ON prepaid.gift (member_id, given_at);
CREATE INDEX gift_xid ON prepaid.gift (xid);
COMMENT ON TABLE prepaid.gift IS 'member append-only: stored value that a member gave to another';

INSERT INTO coupon.reason (code, name, place) VALUES
 ('refunded', '{"zh-CN":"充值已退款","en":"Top-up given back"}', 7);
