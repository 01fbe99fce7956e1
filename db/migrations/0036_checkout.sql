-- +goose Up
CREATE TABLE program.spending_rule (
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
COMMENT ON TABLE program.spending_rule IS
    'reference: versions of how points and stored value pay at a checkout; a published body never changes';

CREATE SCHEMA checkout;

CREATE TABLE checkout.checkout (
    member_id       bigint           NOT NULL,
    id              bigint           NOT NULL,
    state           text COLLATE "C" NOT NULL CHECK (state IN ('open', 'paid', 'cancelled', 'expired')),
    source          text COLLATE "C" NOT NULL,
    reference       text COLLATE "C" NOT NULL,
    store           text COLLATE "C" NOT NULL,
    channel         text COLLATE "C" NOT NULL,
    store_id        bigint,
    currency        text COLLATE "C" NOT NULL,
    payable         bigint           NOT NULL CHECK (payable BETWEEN 0 AND 9007199254740991),
    sale            jsonb            NOT NULL,
    spent           jsonb            NOT NULL,
    till            text,
    cashier         text,
    opened_at       timestamptz      NOT NULL,
    expires_at      timestamptz      NOT NULL,
    ended_at        timestamptz,
    order_id        bigint,
    xid             xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK (member_id > 0 OR member_id = -id),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state = 'paid') = (order_id IS NOT NULL))
);
CREATE INDEX checkout_open ON checkout.checkout (expires_at, member_id) WHERE state = 'open';
CREATE INDEX checkout_opened_at ON checkout.checkout (opened_at, id);
CREATE INDEX checkout_xid ON checkout.checkout (xid);
COMMENT ON TABLE checkout.checkout IS
    'member: a basket that was agreed on: what it was priced from, what it holds, and what became of it; without a member under member_id = -id';
COMMENT ON COLUMN checkout.checkout.spent IS 'points and stored value: their holds, and the postings that captured them';

CREATE TABLE checkout.place (
    id        bigint PRIMARY KEY,
    member_id bigint NOT NULL
);
COMMENT ON TABLE checkout.place IS 'keyed: under whom a checkout is kept';

CREATE TABLE checkout.sold (
    order_id    bigint PRIMARY KEY,
    checkout_id bigint NOT NULL
);
COMMENT ON TABLE checkout.sold IS 'keyed: the checkout of which an order came';

CREATE TABLE checkout.return (
    member_id   bigint           NOT NULL,
    id          bigint           NOT NULL,
    checkout_id bigint           NOT NULL,
    refund_id   bigint           NOT NULL,
    key         text COLLATE "C" NOT NULL,
    gone        jsonb            NOT NULL,
    back        jsonb            NOT NULL,
    reason      text             NOT NULL,
    returned_at timestamptz      NOT NULL,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    FOREIGN KEY (member_id, checkout_id) REFERENCES checkout.checkout (member_id, id)
);
CREATE INDEX return_checkout ON checkout.return (member_id, checkout_id);
CREATE INDEX return_xid ON checkout.return (xid);
COMMENT ON TABLE checkout.return IS 'member append-only: what was given back of a checkout, line by line, and what for it';
