-- +goose Up
CREATE SCHEMA ledger;

CREATE TABLE ledger.asset (
    id          smallint PRIMARY KEY,
    code        text COLLATE "C" NOT NULL UNIQUE,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('points', 'growth', 'stored_principal', 'stored_bonus', 'partner')),
    brand_id    bigint REFERENCES org.brand,
    currency    text COLLATE "C",
    unit        jsonb            NOT NULL,
    name        jsonb            NOT NULL,
    expiry      jsonb            NOT NULL,
    grace_days  int              NOT NULL DEFAULT 0 CHECK (grace_days BETWEEN 0 AND 366),
    claw_back   text COLLATE "C" NOT NULL CHECK (claw_back IN ('refuse', 'within_balance', 'owe')),
    archived_at timestamptz
);
-- Member tables name an asset without a foreign key: every posting of the shop
-- would lock the same few rows here, and assets are archived, never deleted.
COMMENT ON TABLE ledger.asset IS 'reference: what an account counts, when it expires and what a claw-back may do';
INSERT INTO ledger.asset (id, code, kind, unit, name, expiry, claw_back) VALUES
 (1, 'points', 'points', '{"zh-CN":"分","en":"points"}', '{"zh-CN":"积分","en":"Points"}',
  '{"rule":"months","n":12,"until":"end_of_month"}', 'owe'),
 (2, 'growth', 'growth', '{"zh-CN":"点","en":"growth points"}', '{"zh-CN":"成长值","en":"Growth"}',
  '{"rule":"never"}', 'within_balance');

CREATE TABLE ledger.account (
    member_id bigint   NOT NULL,
    asset_id  smallint NOT NULL,
    balance   bigint   NOT NULL CHECK (balance BETWEEN -9007199254740991 AND 9007199254740991),
    pending   bigint   NOT NULL CHECK (pending BETWEEN 0 AND 9007199254740991),
    held      bigint   NOT NULL DEFAULT 0 CHECK (held >= 0),
    owed      bigint   NOT NULL DEFAULT 0 CHECK (owed >= 0),
    version   bigint   NOT NULL,
    xid       xid8     NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, asset_id),
    CHECK (balance >= -owed)
);
CREATE INDEX account_xid ON ledger.account (xid);
COMMENT ON TABLE ledger.account IS
    'member: the fold of a member''s entries in one asset, as far as recorded; what is available now is computed from lots';

CREATE TABLE ledger.posting (
    member_id    bigint           NOT NULL,
    id           bigint           NOT NULL,
    key          text COLLATE "C" NOT NULL,
    body_hash    bytea            NOT NULL,
    reason       text COLLATE "C" NOT NULL,
    ref_kind     text COLLATE "C",
    ref_id       bigint,
    rule_id      bigint,
    rule_version int,
    reverses_id  bigint,
    staff_id     bigint,
    approval_id  bigint,
    memo         jsonb,
    occurred_at  timestamptz      NOT NULL,
    recorded_at  timestamptz      NOT NULL,
    salt         bytea            NOT NULL,
    xid          xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    FOREIGN KEY (member_id, reverses_id) REFERENCES ledger.posting (member_id, id)
);
CREATE INDEX posting_history ON ledger.posting (member_id, occurred_at, id);
CREATE INDEX posting_reverses ON ledger.posting (member_id, reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX posting_xid ON ledger.posting (xid);
COMMENT ON TABLE ledger.posting IS 'member append-only: one balanced change of value, its reason and what caused it';
COMMENT ON COLUMN ledger.posting.salt IS 'makes the leaves of this posting''s entries in the Merkle log unguessable';

CREATE TABLE ledger.entry (
    member_id  bigint           NOT NULL,
    posting_id bigint           NOT NULL,
    no         smallint         NOT NULL CHECK (no > 0),
    asset_id   smallint         NOT NULL,
    account    text COLLATE "C" NOT NULL CHECK (account IN
        ('available', 'pending', 'issued', 'redeemed', 'expired', 'adjusted', 'donated', 'transferred', 'partner', 'paid')),
    amount     bigint           NOT NULL CHECK (amount <> 0 AND amount BETWEEN -9007199254740991 AND 9007199254740991),
    xid        xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, posting_id, no)
);
CREATE INDEX entry_xid ON ledger.entry (xid);
-- Entries, lots and draws name their posting without a foreign key: checking it
-- locks the parent once per row and costs a third of a posting. They are written
-- with it in one transaction, the serving role cannot delete it, and check
-- proves that none is without.
COMMENT ON TABLE ledger.entry IS
    'member append-only: one leg of a posting; available and pending are the member''s, the others the house''s';

CREATE TABLE ledger.lot (
    member_id   bigint      NOT NULL,
    id          bigint      NOT NULL,
    asset_id    smallint    NOT NULL,
    posting_id  bigint      NOT NULL,
    amount      bigint      NOT NULL CHECK (amount > 0),
    remaining   bigint      NOT NULL CHECK (remaining >= 0 AND remaining <= amount),
    expired     bigint      NOT NULL DEFAULT 0 CHECK (expired >= 0 AND expired <= amount),
    matured     boolean     NOT NULL,
    matures_at  timestamptz NOT NULL,
    expires_at  timestamptz,
    credited_at timestamptz NOT NULL,
    origin_member_id bigint,
    origin_lot_id    bigint,
    merge_id         bigint,
    xid         xid8        NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK (expires_at > matures_at),
    CHECK (remaining + expired <= amount)
);
CREATE INDEX lot_live ON ledger.lot (member_id, asset_id, expires_at, credited_at, id) WHERE remaining > 0;
CREATE INDEX lot_posting ON ledger.lot (member_id, posting_id);
CREATE INDEX lot_matures ON ledger.lot (matures_at, member_id) WHERE NOT matured AND remaining > 0;
CREATE INDEX lot_expires ON ledger.lot (expires_at, member_id) WHERE remaining > 0 AND expires_at IS NOT NULL;
CREATE INDEX lot_xid ON ledger.lot (xid);
COMMENT ON TABLE ledger.lot IS 'member: value credited together, with one maturity and one expiry';

CREATE TABLE ledger.draw (
    member_id  bigint   NOT NULL,
    posting_id bigint   NOT NULL,
    lot_id     bigint   NOT NULL,
    no         int      NOT NULL CHECK (no > 0),
    amount     bigint   NOT NULL CHECK (amount <> 0),
    xid        xid8     NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, posting_id, lot_id)
);
CREATE INDEX draw_lot ON ledger.draw (member_id, lot_id);
CREATE INDEX draw_xid ON ledger.draw (xid);
COMMENT ON TABLE ledger.draw IS
    'member append-only: how much of which lot a posting took (positive) or put back (negative)';

CREATE TABLE ledger.hold (
    member_id   bigint           NOT NULL,
    id          bigint           NOT NULL,
    asset_id    smallint         NOT NULL,
    key         text COLLATE "C" NOT NULL,
    body_hash   bytea            NOT NULL,
    amount      bigint           NOT NULL CHECK (amount > 0),
    captured    bigint           NOT NULL DEFAULT 0 CHECK (captured >= 0),
    state       text COLLATE "C" NOT NULL CHECK (state IN ('held', 'captured', 'released', 'timed_out')),
    ref_kind    text COLLATE "C",
    ref_id      bigint,
    recorded_at timestamptz      NOT NULL,
    expires_at  timestamptz      NOT NULL,
    merge_id    bigint,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    CHECK (captured <= amount)
);
CREATE INDEX hold_due ON ledger.hold (expires_at, member_id) WHERE state = 'held';
CREATE INDEX hold_xid ON ledger.hold (xid);
COMMENT ON COLUMN ledger.draw.no IS 'the order in which lots were drawn; what comes back goes to the last first';
COMMENT ON TABLE ledger.hold IS 'member: value set aside for a checkout until it is captured, released or timed out';

CREATE TABLE ledger.hold_lot (
    member_id bigint NOT NULL,
    hold_id   bigint NOT NULL,
    lot_id    bigint NOT NULL,
    amount    bigint NOT NULL CHECK (amount > 0),
    PRIMARY KEY (member_id, hold_id, lot_id),
    FOREIGN KEY (member_id, hold_id) REFERENCES ledger.hold (member_id, id),
    FOREIGN KEY (member_id, lot_id) REFERENCES ledger.lot (member_id, id)
);
COMMENT ON TABLE ledger.hold_lot IS 'member: which lots a hold pins, and how much of each';
