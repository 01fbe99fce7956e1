-- +goose Up
CREATE SCHEMA payment;

CREATE TABLE payment.method (
    code        text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    name        jsonb            NOT NULL,
    provider    text COLLATE "C",
    reference   boolean          NOT NULL DEFAULT false,
    position    int              NOT NULL,
    archived_at timestamptz,
    version     int              NOT NULL DEFAULT 1,
    CHECK (provider IS NULL OR NOT reference)
);
COMMENT ON TABLE payment.method IS
    'reference: ways to pay; provider null: taken at the counter, and reference says whether the slip''s number must be told';
INSERT INTO payment.method (code, name, provider, reference, position) VALUES
 ('cash',    '{"zh-CN":"现金","en":"Cash"}',               NULL,      false, 1),
 ('card',    '{"zh-CN":"刷卡","en":"Card terminal"}',      NULL,      true,  2),
 ('other',   '{"zh-CN":"其他收款","en":"Other"}',          NULL,      true,  3),
 ('sandbox', '{"zh-CN":"沙箱支付","en":"Sandbox wallet"}', 'sandbox', false, 9);

CREATE TABLE payment.charge (
    member_id       bigint           NOT NULL,
    id              bigint           NOT NULL,
    key             text COLLATE "C" NOT NULL,
    subject_kind    text COLLATE "C" NOT NULL,
    subject_id      bigint           NOT NULL,
    method          text COLLATE "C" NOT NULL,
    provider        text COLLATE "C",
    amount          bigint           NOT NULL CHECK (amount BETWEEN 1 AND 9007199254740991),
    currency        text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    state           text COLLATE "C" NOT NULL CHECK (state IN ('pending', 'paid', 'closed')),
    refunded_amount bigint           NOT NULL DEFAULT 0,
    store_id        bigint,
    slip            text,
    payer           text,
    asked_at        timestamptz      NOT NULL,
    expires_at      timestamptz,
    paid_at         timestamptz,
    late            boolean          NOT NULL DEFAULT false,
    told            boolean          NOT NULL DEFAULT true,
    next_at         timestamptz,
    attempts        int              NOT NULL DEFAULT 0,
    xid             xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    CHECK (member_id > 0 OR member_id = -subject_id),
    CHECK (refunded_amount BETWEEN 0 AND CASE state WHEN 'paid' THEN amount ELSE 0 END),
    CHECK ((state = 'paid') = (paid_at IS NOT NULL)),
    CHECK (state <> 'pending' OR provider IS NOT NULL)
);
CREATE INDEX charge_subject ON payment.charge (member_id, subject_kind, subject_id);
CREATE INDEX charge_next ON payment.charge (next_at, member_id) WHERE next_at IS NOT NULL;
CREATE INDEX charge_asked_at ON payment.charge (asked_at, id);
CREATE INDEX charge_paid_at ON payment.charge (provider, paid_at) WHERE provider IS NOT NULL;
CREATE INDEX charge_xid ON payment.charge (xid);
COMMENT ON TABLE payment.charge IS
    'member: what is to be paid by one method for one thing; without a member under member_id = -subject_id';
COMMENT ON COLUMN payment.charge.told IS 'whether the provider knows of its state; false: closed, and he is to be told';
COMMENT ON COLUMN payment.charge.next_at IS 'when the provider is asked or told next; null: there is nothing to ask';

CREATE TABLE payment.reference (
    id        bigint PRIMARY KEY,
    member_id bigint NOT NULL
);
COMMENT ON TABLE payment.reference IS 'keyed: a charge or refund that a provider knows by its number, and under whom it is kept';

CREATE TABLE payment.refund (
    member_id bigint           NOT NULL,
    id        bigint           NOT NULL,
    key       text COLLATE "C" NOT NULL,
    charge_id bigint           NOT NULL,
    amount    bigint           NOT NULL CHECK (amount BETWEEN 1 AND 9007199254740991),
    currency  text COLLATE "C" NOT NULL,
    reason    text             NOT NULL,
    state     text COLLATE "C" NOT NULL CHECK (state IN ('due', 'done', 'failed')),
    asked_at  timestamptz      NOT NULL,
    done_at   timestamptz,
    attempts  int              NOT NULL DEFAULT 0,
    next_at   timestamptz,
    trouble   text COLLATE "C",
    xid       xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    FOREIGN KEY (member_id, charge_id) REFERENCES payment.charge (member_id, id),
    CHECK ((state = 'due') = (next_at IS NOT NULL)),
    CHECK ((state = 'done') = (done_at IS NOT NULL))
);
CREATE INDEX refund_charge ON payment.refund (member_id, charge_id);
CREATE INDEX refund_next ON payment.refund (next_at, member_id) WHERE next_at IS NOT NULL;
CREATE INDEX refund_done_at ON payment.refund (done_at);
CREATE INDEX refund_xid ON payment.refund (xid);
COMMENT ON TABLE payment.refund IS 'member: money of a charge on its way back to its source';

CREATE TABLE payment.report (
    provider    text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    reference   text COLLATE "C" NOT NULL,
    state       text COLLATE "C" NOT NULL,
    amount      bigint           NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    verdict     text COLLATE "C" NOT NULL CHECK (verdict IN ('applied', 'known', 'misfit')),
    received_at timestamptz      NOT NULL,
    PRIMARY KEY (provider, id)
);
CREATE INDEX report_reference ON payment.report (provider, reference);
COMMENT ON TABLE payment.report IS 'keyed append-only: each notification of a provider once, and what came of it';

CREATE TABLE payment.statement (
    provider  text COLLATE "C" NOT NULL,
    day       date             NOT NULL,
    read_at   timestamptz      NOT NULL,
    lines     int              NOT NULL,
    collected bigint           NOT NULL,
    returned  bigint           NOT NULL,
    PRIMARY KEY (provider, day)
);
COMMENT ON TABLE payment.statement IS 'reference: a provider''s list of a day that was compared with ours';

CREATE TABLE payment.difference (
    id         bigint           PRIMARY KEY,
    provider   text COLLATE "C" NOT NULL,
    day        date             NOT NULL,
    kind       text COLLATE "C" NOT NULL CHECK (kind IN ('unknown_here', 'missing_there', 'amount', 'state', 'misfit', 'refund_failed')),
    reference  text COLLATE "C" NOT NULL,
    number     text COLLATE "C" NOT NULL DEFAULT '',
    ours       bigint,
    theirs     bigint,
    currency   text COLLATE "C" NOT NULL,
    found_at   timestamptz      NOT NULL,
    settled_at timestamptz,
    settled_by bigint,
    note       text,
    UNIQUE (provider, kind, reference, number),
    CHECK ((settled_at IS NULL) = (note IS NULL))
);
CREATE INDEX difference_open ON payment.difference (day, id) WHERE settled_at IS NULL;
COMMENT ON TABLE payment.difference IS 'reference: where a provider and we disagree, until a person has settled it';
