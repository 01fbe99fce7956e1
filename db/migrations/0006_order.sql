-- +goose Up
CREATE SCHEMA orders;

CREATE TABLE orders.reference (
    source    text COLLATE "C" NOT NULL,
    reference text COLLATE "C" NOT NULL,
    kind      text COLLATE "C" NOT NULL CHECK (kind IN ('order', 'refund')),
    member_id bigint           NOT NULL,
    id        bigint           NOT NULL,
    PRIMARY KEY (source, reference, kind)
);
COMMENT ON TABLE orders.reference IS
    'keyed: a till''s own number of an order or refund, and where it is kept';

CREATE TABLE orders.orders (
    member_id       bigint           NOT NULL,
    id              bigint           NOT NULL,
    source          text COLLATE "C" NOT NULL,
    reference       text COLLATE "C" NOT NULL,
    store_id        bigint,
    channel_id      bigint,
    currency        text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    occurred_at     timestamptz      NOT NULL,
    recorded_at     timestamptz      NOT NULL,
    local_date      date             NOT NULL,
    zone            text COLLATE "C" NOT NULL,
    till            text,
    cashier         text,
    list_amount     bigint           NOT NULL,
    discount_amount bigint           NOT NULL,
    paid_amount     bigint           NOT NULL CHECK (paid_amount BETWEEN -9007199254740991 AND 9007199254740991),
    goods_amount    bigint           NOT NULL,
    refunded_amount bigint           NOT NULL DEFAULT 0,
    tenders         jsonb,
    payload_hash    bytea            NOT NULL,
    run_id          bigint,
    moved_to        bigint,
    xid             xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK (member_id > 0 OR member_id = -id),
    CHECK (list_amount - discount_amount = paid_amount),
    CHECK (refunded_amount BETWEEN 0 AND greatest(paid_amount, 0))
);
CREATE INDEX orders_history ON orders.orders (member_id, occurred_at, id);
CREATE INDEX orders_xid ON orders.orders (xid);
COMMENT ON TABLE orders.orders IS
    'member: what was bought, as the till reported it; without a member under member_id = -id';
COMMENT ON COLUMN orders.orders.goods_amount IS 'paid for lines that count as spending: goods, less the discounts on them';
COMMENT ON COLUMN orders.orders.moved_to IS 'the member to whom an order without one was attached later';

CREATE TABLE orders.line (
    member_id         bigint           NOT NULL,
    order_id          bigint           NOT NULL,
    no                int              NOT NULL CHECK (no > 0),
    kind              text COLLATE "C" NOT NULL CHECK (kind IN ('goods', 'delivery', 'service', 'tip', 'discount', 'other')),
    article_id        bigint,
    code              text COLLATE "C" NOT NULL,
    name              text             NOT NULL,
    quantity          bigint           NOT NULL,
    scale             smallint         NOT NULL DEFAULT 0 CHECK (scale BETWEEN 0 AND 6),
    list_amount       bigint           NOT NULL,
    discount_amount   bigint           NOT NULL,
    paid_amount       bigint           NOT NULL,
    tax_rate_bps      int,
    tax_included      boolean          NOT NULL DEFAULT true,
    tax_amount        bigint           NOT NULL DEFAULT 0,
    earns             boolean          NOT NULL,
    refunded_quantity bigint           NOT NULL DEFAULT 0,
    refunded_amount   bigint           NOT NULL DEFAULT 0,
    xid               xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, order_id, no),
    CHECK (list_amount - discount_amount = paid_amount),
    CHECK (refunded_quantity BETWEEN 0 AND greatest(quantity, 0)),
    CHECK (refunded_amount BETWEEN 0 AND greatest(paid_amount, 0))
);
-- A line names its order without a foreign key; see ledger.entry.
CREATE INDEX line_xid ON orders.line (xid);
COMMENT ON TABLE orders.line IS 'member: one line of an order; quantity in units of 10^-scale';

CREATE TABLE orders.refund (
    member_id    bigint           NOT NULL,
    id           bigint           NOT NULL,
    source       text COLLATE "C" NOT NULL,
    reference    text COLLATE "C" NOT NULL,
    store_id     bigint,
    channel_id   bigint,
    currency     text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    occurred_at  timestamptz      NOT NULL,
    recorded_at  timestamptz      NOT NULL,
    local_date   date             NOT NULL,
    zone         text COLLATE "C" NOT NULL,
    amount       bigint           NOT NULL CHECK (amount BETWEEN 0 AND 9007199254740991),
    reason       text,
    payload_hash bytea            NOT NULL,
    run_id       bigint,
    xid          xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id)
);
CREATE INDEX refund_history ON orders.refund (member_id, occurred_at, id);
CREATE INDEX refund_xid ON orders.refund (xid);
COMMENT ON TABLE orders.refund IS 'member append-only: what was given back, as the till reported it';

CREATE TABLE orders.refund_line (
    member_id bigint           NOT NULL,
    refund_id bigint           NOT NULL,
    no        int              NOT NULL CHECK (no > 0),
    order_id  bigint,
    line_no   int,
    code      text COLLATE "C" NOT NULL,
    name      text             NOT NULL,
    quantity  bigint           NOT NULL CHECK (quantity >= 0),
    scale     smallint         NOT NULL DEFAULT 0 CHECK (scale BETWEEN 0 AND 6),
    amount    bigint           NOT NULL CHECK (amount >= 0),
    xid       xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, refund_id, no),
    FOREIGN KEY (member_id, refund_id) REFERENCES orders.refund (member_id, id),
    FOREIGN KEY (member_id, order_id, line_no) REFERENCES orders.line (member_id, order_id, no),
    CHECK ((order_id IS NULL) = (line_no IS NULL))
);
CREATE INDEX refund_line_order ON orders.refund_line (member_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX refund_line_xid ON orders.refund_line (xid);
COMMENT ON TABLE orders.refund_line IS
    'member append-only: one line given back, and the line it returns where that is known';
