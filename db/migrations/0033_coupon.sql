-- +goose Up
CREATE SCHEMA coupon;

-- Rules of coupons ------------------------------------------------------------
CREATE TABLE coupon.template (
    id         bigint           PRIMARY KEY,
    code       text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    brand_id   bigint,
    currency   text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    created_by text COLLATE "C" NOT NULL,
    created_at timestamptz      NOT NULL,
    ended_by   text COLLATE "C",
    ended_at   timestamptz
);
COMMENT ON TABLE coupon.template IS 'reference: kinds of coupons; brand_id null: of every brand; ended_at: no more are given from then on';

CREATE TABLE coupon.template_version (
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
COMMENT ON TABLE coupon.template_version IS
    'reference: versions of what a coupon is worth and on what conditions; id is the template''s; a published body never changes, and a coupon keeps to the one by which it was given';

CREATE TABLE coupon.pack (
    id          bigint           PRIMARY KEY,
    code        text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    name        jsonb            NOT NULL,
    items       jsonb            NOT NULL,
    version     int              NOT NULL DEFAULT 1,
    archived_at timestamptz
);
COMMENT ON TABLE coupon.pack IS 'reference: coupons that are given together: templates and how many of each';

CREATE TABLE coupon.policy (
    one     boolean     PRIMARY KEY DEFAULT true CHECK (one),
    body    jsonb       NOT NULL,
    version int         NOT NULL DEFAULT 1
);
COMMENT ON TABLE coupon.policy IS 'reference: how many coupons somebody hands out alone, when an end is announced, how long a gift waits; no row: the defaults';

CREATE TABLE coupon.reason (
    code  text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    name  jsonb NOT NULL,
    place int   NOT NULL
);
COMMENT ON TABLE coupon.reason IS 'reference: why staff hand out or cancel coupons';
INSERT INTO coupon.reason (code, name, place) VALUES
 ('goodwill',  '{"zh-CN":"客诉补偿","en":"Goodwill"}', 1),
 ('promotion', '{"zh-CN":"活动发放","en":"Promotion"}', 2),
 ('missing',   '{"zh-CN":"漏发补发","en":"Was missing"}', 3),
 ('mistake',   '{"zh-CN":"发放有误","en":"Given by mistake"}', 4),
 ('misuse',    '{"zh-CN":"违规收回","en":"Misuse"}', 5),
 ('other',     '{"zh-CN":"其他","en":"Other"}', 6);

-- Hot counters, each keyed by itself -------------------------------------------
CREATE TABLE coupon.stock (
    template_id bigint PRIMARY KEY,
    issued      bigint NOT NULL CHECK (issued >= 0)
);
COMMENT ON TABLE coupon.stock IS 'keyed: how many coupons of a template were given or wait as codes; what is left of its stock follows';

-- Coupons of members -----------------------------------------------------------
CREATE TABLE coupon.coupon (
    member_id   bigint           NOT NULL,
    id          bigint           NOT NULL,
    template_id bigint           NOT NULL,
    version     int              NOT NULL,
    source      text COLLATE "C" NOT NULL CHECK (source IN ('hand', 'rule', 'claim', 'code', 'word')),
    issue_key   text COLLATE "C" NOT NULL CHECK (length(issue_key) BETWEEN 1 AND 200),
    issue_no    int              NOT NULL,
    code        text COLLATE "C",
    handout_id  bigint,
    born        boolean          NOT NULL,
    status      text COLLATE "C" NOT NULL
        CHECK (status IN ('held', 'locked', 'offered', 'redeemed', 'cancelled', 'expired', 'given', 'moved')),
    issued_at   timestamptz      NOT NULL,
    valid_from  timestamptz      NOT NULL,
    expires_at  timestamptz      NOT NULL,
    seen_at     timestamptz,
    locked_at   timestamptz,
    lock_key    text COLLATE "C",
    until       timestamptz,
    redeemed_at timestamptz,
    order_id    bigint,
    saved       bigint,
    returned_at timestamptz,
    came_from   bigint,
    merge_id    bigint,
    due_at      timestamptz,
    remind_at   timestamptz,
    changes     int              NOT NULL DEFAULT 0,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, issue_key, issue_no),
    CHECK (expires_at > valid_from),
    CHECK ((status IN ('locked', 'offered')) = (until IS NOT NULL)),
    CHECK (status <> 'locked' OR lock_key IS NOT NULL),
    CHECK (status <> 'redeemed' OR order_id IS NOT NULL AND redeemed_at IS NOT NULL),
    CHECK ((due_at IS NOT NULL) = (status IN ('held', 'locked', 'offered')))
);
CREATE INDEX coupon_xid ON coupon.coupon (xid);
CREATE INDEX coupon_due_at ON coupon.coupon (due_at, member_id) WHERE due_at IS NOT NULL;
CREATE INDEX coupon_remind_at ON coupon.coupon (remind_at, member_id) WHERE remind_at IS NOT NULL;
CREATE INDEX coupon_order ON coupon.coupon (member_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX coupon_issued_at ON coupon.coupon (template_id, issued_at, id);
COMMENT ON TABLE coupon.coupon IS
    'member: a right of one member. The id stays when it is given away or its member merged: the row left behind is given or moved, and exactly one row of an id is neither';
COMMENT ON COLUMN coupon.coupon.born IS 'the coupon began with this row; a row to which it came by gift or merge is not born';
COMMENT ON COLUMN coupon.coupon.locked_at IS 'when it was first taken to a checkout; stays';
COMMENT ON COLUMN coupon.coupon.until IS 'until when the lock or the offer holds';
COMMENT ON COLUMN coupon.coupon.due_at IS 'when something falls due by itself: end of lock or offer, or of the coupon';

CREATE TABLE coupon.change (
    member_id   bigint           NOT NULL,
    coupon_id   bigint           NOT NULL,
    no          int              NOT NULL,
    verb        text COLLATE "C" NOT NULL,
    status      text COLLATE "C" NOT NULL,
    at          timestamptz      NOT NULL,
    key         text COLLATE "C",
    staff_id    bigint,
    order_id    bigint,
    other_id    bigint,
    until       timestamptz,
    reason      text COLLATE "C",
    note        text,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, coupon_id, no),
    FOREIGN KEY (member_id, coupon_id) REFERENCES coupon.coupon (member_id, id)
);
CREATE INDEX change_xid ON coupon.change (xid);
COMMENT ON TABLE coupon.change IS 'member append-only: what happened to a coupon, in order; other_id is the member on the other side of a gift or merge';

-- What is unique in the world --------------------------------------------------
CREATE TABLE coupon.lock (
    key        text COLLATE "C" PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
    member_id  bigint      NOT NULL,
    coupon_ids bigint[]    NOT NULL,
    until      timestamptz NOT NULL,
    locked_at  timestamptz NOT NULL,
    how        text COLLATE "C" CHECK (how IN ('redeemed', 'unlocked')),
    order_id   bigint,
    ended_at   timestamptz,
    CHECK ((how IS NULL) = (ended_at IS NULL))
);
CREATE INDEX lock_locked_at ON coupon.lock (locked_at);
COMMENT ON TABLE coupon.lock IS 'keyed: coupons that a checkout has taken aside together, by its key; one whose until is over holds nothing';

CREATE TABLE coupon.gift (
    hash       bytea       PRIMARY KEY,
    member_id  bigint      NOT NULL,
    coupon_id  bigint      NOT NULL,
    offered_at timestamptz NOT NULL,
    until      timestamptz NOT NULL,
    taken_by   bigint,
    taken_at   timestamptz,
    ended_at   timestamptz
);
CREATE INDEX gift_coupon ON coupon.gift (coupon_id);
CREATE INDEX gift_offered_at ON coupon.gift (offered_at);
COMMENT ON TABLE coupon.gift IS 'keyed: coupons offered by a link, by the hash of its secret; taken once, before until';

CREATE TABLE coupon.code (
    code        text COLLATE "C" PRIMARY KEY,
    batch_id    bigint NOT NULL,
    member_id   bigint,
    coupon_id   bigint,
    claimed_at  timestamptz
);
CREATE INDEX code_batch ON coupon.code (batch_id, code);
COMMENT ON TABLE coupon.code IS 'keyed: codes of batches; the coupon is born, and belongs to a member, when one is claimed';

CREATE TABLE coupon.word (
    word        text COLLATE "C" PRIMARY KEY,
    template_id bigint      NOT NULL,
    stock       bigint      CHECK (stock > 0),
    per_member  int         NOT NULL CHECK (per_member > 0),
    claimed     bigint      NOT NULL DEFAULT 0 CHECK (claimed >= 0 AND (stock IS NULL OR claimed <= stock)),
    valid_from  timestamptz NOT NULL,
    until       timestamptz,
    created_by  bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    ended_at    timestamptz
);
CREATE INDEX word_template ON coupon.word (template_id, created_at);
COMMENT ON TABLE coupon.word IS 'keyed: one public word for everybody, with its own stock and limit per member';

-- Work of staff ----------------------------------------------------------------
CREATE TABLE coupon.handout (
    id          bigint           PRIMARY KEY,
    items       jsonb            NOT NULL,
    members     int              NOT NULL CHECK (members > 0),
    coupons     bigint           NOT NULL CHECK (coupons > 0),
    reason      text COLLATE "C" NOT NULL,
    note        text             NOT NULL,
    hash        bytea            NOT NULL,
    asked_by    bigint           NOT NULL,
    asked_at    timestamptz      NOT NULL,
    approval_id bigint,
    due         boolean          NOT NULL,
    done        int              NOT NULL DEFAULT 0,
    failed      int              NOT NULL DEFAULT 0,
    ended_at    timestamptz
);
CREATE INDEX handout_asked_at ON coupon.handout (asked_at, id);
CREATE INDEX handout_due ON coupon.handout (id) WHERE due;
COMMENT ON TABLE coupon.handout IS 'local: coupons that somebody of the staff hands out to members, and how far that has come; due: nobody has to agree any more';

CREATE TABLE coupon.handout_line (
    handout_id bigint NOT NULL REFERENCES coupon.handout (id),
    no         int    NOT NULL,
    member_id  bigint NOT NULL,
    fault      text COLLATE "C",
    PRIMARY KEY (handout_id, no)
);
COMMENT ON TABLE coupon.handout_line IS 'local: the members of a handout, in ascending order; fault: why one got nothing';

CREATE TABLE coupon.batch (
    id          bigint           PRIMARY KEY,
    template_id bigint           NOT NULL,
    count       int              NOT NULL CHECK (count > 0),
    made        int              NOT NULL DEFAULT 0 CHECK (made BETWEEN 0 AND count),
    valid_until timestamptz,
    reason      text COLLATE "C" NOT NULL,
    note        text             NOT NULL,
    hash        bytea            NOT NULL,
    asked_by    bigint           NOT NULL,
    asked_at    timestamptz      NOT NULL,
    approval_id bigint,
    due         boolean          NOT NULL,
    ended_at    timestamptz
);
CREATE INDEX batch_template ON coupon.batch (template_id, asked_at, id);
CREATE INDEX batch_due ON coupon.batch (id) WHERE due;
COMMENT ON TABLE coupon.batch IS 'local: codes that were ordered together, and how many are made; valid_until: until when one can be claimed; ended_at: all are made';
