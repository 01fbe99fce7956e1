-- +goose Up
-- What an asset does is a rule with versions, which two people publish. The
-- columns that said it until now are still there for a program of before.
CREATE TABLE ledger.asset_rule (
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
COMMENT ON TABLE ledger.asset_rule IS
    'reference: versions of what an asset does: expiry, claw-back, rounding, worth, limits of adjusting; id is the asset''s; a published body never changes';
INSERT INTO ledger.asset_rule (id, version, status, body, hash, created_by, created_at)
SELECT id, 1, 'approved', body, sha256(convert_to(body::text, 'UTF8')), 'habitue', now()
FROM ledger.asset a CROSS JOIN LATERAL (SELECT jsonb_build_object(
    'expiry', a.expiry, 'grace_days', a.grace_days, 'claw_back', a.claw_back,
    'rounding', '{"mode":"floor","step":1}'::jsonb,
    'limits', '[{"role":"administrator","amount":10000},{"role":"operations","amount":10000},
                {"role":"service","amount":1000},{"role":"store_manager","amount":1000}]'::jsonb) AS body) b;
ALTER TABLE ledger.asset ALTER COLUMN expiry DROP NOT NULL, ALTER COLUMN claw_back DROP NOT NULL;
COMMENT ON COLUMN ledger.asset.expiry IS 'no longer read: ledger.asset_rule says it, as it says grace_days and claw_back';

-- Expiry by activity: a lot of so many months lives on from whatever the member
-- does last, which is one instant per account, not a change of every lot.
ALTER TABLE ledger.account ADD COLUMN active_at timestamptz, ADD COLUMN active_posting_id bigint;
COMMENT ON COLUMN ledger.account.active_at IS 'when the member last earned or spent; lots that end by activity count from it';
COMMENT ON COLUMN ledger.account.active_posting_id IS 'the posting that says so';
ALTER TABLE ledger.lot ADD COLUMN idle_months smallint CHECK (idle_months > 0);
COMMENT ON COLUMN ledger.lot.idle_months IS
    'months that it lives from the member''s last activity on; then expires_at is the earliest end. Null: expires_at is the end';
CREATE INDEX lot_idle ON ledger.lot (member_id, asset_id, idle_months, credited_at, id) WHERE remaining > 0 AND idle_months IS NOT NULL;

CREATE TABLE ledger.adjust_reason (
    code     text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    name     jsonb   NOT NULL,
    place    int     NOT NULL,
    archived boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE ledger.adjust_reason IS 'reference: why staff adjust value by hand, as the retailer puts it; one that is taken off the list keeps its name';
INSERT INTO ledger.adjust_reason (code, name, place) VALUES
 ('goodwill',   '{"zh-CN":"补偿","en":"Goodwill"}', 1),
 ('missing',    '{"zh-CN":"补记漏记","en":"Was missing"}', 2),
 ('correction', '{"zh-CN":"更正差错","en":"Correction"}', 3),
 ('promotion',  '{"zh-CN":"活动补发","en":"Promotion"}', 4),
 ('misuse',     '{"zh-CN":"违规扣回","en":"Misuse"}', 5),
 ('other',      '{"zh-CN":"其他","en":"Other"}', 6);

CREATE TABLE ledger.adjustment (
    member_id   bigint           NOT NULL,
    id          bigint           NOT NULL,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('adjust', 'extend', 'undo')),
    asset_id    smallint         NOT NULL,
    amount      bigint           NOT NULL CHECK (amount <> 0 AND amount BETWEEN -9007199254740991 AND 9007199254740991),
    lot_ids     bigint[],
    until       timestamptz,
    undoes_id   bigint,
    reason      text COLLATE "C" NOT NULL,
    note        text             NOT NULL,
    reference   text             NOT NULL,
    asked_by    bigint           NOT NULL,
    asked_at    timestamptz      NOT NULL,
    approval_id bigint,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK ((kind = 'extend') = (until IS NOT NULL)),
    CHECK ((kind = 'undo') = (undoes_id IS NOT NULL)),
    CHECK (kind = 'extend' OR lot_ids IS NULL)
);
CREATE INDEX adjustment_asked_at ON ledger.adjustment (member_id, asked_at, id);
CREATE INDEX adjustment_xid ON ledger.adjustment (xid);
COMMENT ON TABLE ledger.adjustment IS
    'member append-only: what staff asked to change by hand: value, the end of lots, or an adjustment to be undone; approval_id null: within the limit, and done at once';

CREATE TABLE ledger.extension (
    member_id     bigint      NOT NULL,
    adjustment_id bigint      NOT NULL,
    lot_id        bigint      NOT NULL,
    was           timestamptz NOT NULL,
    until         timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    xid           xid8        NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, adjustment_id, lot_id),
    FOREIGN KEY (member_id, adjustment_id) REFERENCES ledger.adjustment (member_id, id),
    FOREIGN KEY (member_id, lot_id) REFERENCES ledger.lot (member_id, id),
    CHECK (until > was)
);
CREATE INDEX extension_lot ON ledger.extension (member_id, lot_id);
CREATE INDEX extension_xid ON ledger.extension (xid);
COMMENT ON TABLE ledger.extension IS 'member append-only: by which adjustment the end of a lot was moved on, from when to when';
