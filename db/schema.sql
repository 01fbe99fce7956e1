-- The schema that all migrations make together, read from the catalogue of a
-- migrated database. It is for reading and comparing: go test ./test/tidy writes
-- it with -update and otherwise holds the database to it. The job queue's own
-- tables (schema river) come with its library and are not shown.

CREATE SCHEMA catalog;
CREATE SCHEMA checkout;
CREATE SCHEMA coupon;
CREATE SCHEMA event;
CREATE SCHEMA id;
CREATE SCHEMA idempotency;
CREATE SCHEMA intake;
CREATE SCHEMA job;
CREATE SCHEMA ledger;
CREATE SCHEMA member;
CREATE SCHEMA notice;
CREATE SCHEMA orders;
CREATE SCHEMA org;
CREATE SCHEMA payment;
CREATE SCHEMA prepaid;
CREATE SCHEMA pricing;
CREATE SCHEMA privacy;
CREATE SCHEMA profile;
CREATE SCHEMA program;
CREATE SCHEMA replica;
CREATE SCHEMA staff;
CREATE SCHEMA system;
CREATE SCHEMA tier;

CREATE SEQUENCE id.block AS bigint MINVALUE 1 MAXVALUE 8796093022206 INCREMENT 1 START 1;

CREATE TABLE catalog.article (
    id            bigint NOT NULL,
    code          text COLLATE "C" NOT NULL,
    name          jsonb NOT NULL,
    kind          text COLLATE "C" NOT NULL,
    category_id   bigint,
    brand_id      bigint,
    earns         boolean NOT NULL DEFAULT true,
    archived_at   timestamp with time zone,
    updated_at    timestamp with time zone NOT NULL,
    version       integer NOT NULL DEFAULT 1,
    variant_of    bigint,
    attributes    jsonb NOT NULL DEFAULT '{}'::jsonb,
    cost          bigint,
    cost_currency text COLLATE "C",
    tax_class     text COLLATE "C",
    unit          text COLLATE "C" NOT NULL DEFAULT 'piece'::text,
    scale         smallint NOT NULL DEFAULT 0,
    discountable  boolean NOT NULL DEFAULT true,
    PRIMARY KEY (id),
    UNIQUE (code),
    FOREIGN KEY (brand_id) REFERENCES catalog.brand(id),
    FOREIGN KEY (category_id) REFERENCES catalog.category(id),
    FOREIGN KEY (tax_class) REFERENCES catalog.tax_class(code),
    FOREIGN KEY (variant_of) REFERENCES catalog.article(id),
    CHECK (((cost IS NULL) = (cost_currency IS NULL))),
    CHECK (((scale >= 0) AND (scale <= 3))),
    CHECK ((cost >= 0)),
    CHECK ((kind = ANY (ARRAY['goods'::text, 'delivery'::text, 'service'::text, 'tip'::text, 'discount'::text, 'other'::text]))),
    CHECK ((unit = ANY (ARRAY['piece'::text, 'weight'::text]))),
    CHECK ((variant_of <> id))
);
CREATE INDEX article_category ON catalog.article USING btree (category_id);
CREATE INDEX article_variant_of ON catalog.article USING btree (variant_of) WHERE (variant_of IS NOT NULL);
COMMENT ON TABLE catalog.article IS 'reference: what is sold; earns says whether it can ever earn points';
COMMENT ON COLUMN catalog.article.variant_of IS 'the article of which this is a variant (SKU); null: it is its own';
COMMENT ON COLUMN catalog.article.attributes IS 'values by code of the attribute, each as text in its one spelling';
COMMENT ON COLUMN catalog.article.scale IS 'decimals that a quantity may have';

CREATE TABLE catalog.attribute (
    id          bigint NOT NULL,
    code        text COLLATE "C" NOT NULL,
    category_id bigint,
    name        jsonb NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    choices     jsonb NOT NULL DEFAULT '[]'::jsonb,
    unit        text NOT NULL DEFAULT ''::text,
    variants    boolean NOT NULL DEFAULT false,
    version     integer NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (code),
    FOREIGN KEY (category_id) REFERENCES catalog.category(id),
    CHECK ((kind = ANY (ARRAY['text'::text, 'number'::text, 'yes_no'::text, 'choice'::text, 'date'::text])))
);
CREATE INDEX attribute_category ON catalog.attribute USING btree (category_id);
COMMENT ON TABLE catalog.attribute IS 'reference: what can be said of the articles of a category and of those below it; no category: of all';
COMMENT ON COLUMN catalog.attribute.variants IS 'whether variants of one article differ in it';

CREATE TABLE catalog.barcode (
    code       text COLLATE "C" NOT NULL,
    article_id bigint NOT NULL,
    PRIMARY KEY (code),
    FOREIGN KEY (article_id) REFERENCES catalog.article(id)
);
CREATE INDEX barcode_article ON catalog.barcode USING btree (article_id);
COMMENT ON TABLE catalog.barcode IS 'reference: what a scanner reads, and of which article it is';

CREATE TABLE catalog.brand (
    id      bigint NOT NULL,
    code    text COLLATE "C" NOT NULL,
    name    jsonb NOT NULL,
    version integer NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (code)
);
COMMENT ON TABLE catalog.brand IS 'reference: brands of goods';

CREATE TABLE catalog.category (
    id         bigint NOT NULL,
    code       text COLLATE "C" NOT NULL,
    parent_id  bigint,
    name       jsonb NOT NULL,
    version    integer NOT NULL DEFAULT 1,
    "position" integer NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE (code),
    FOREIGN KEY (parent_id) REFERENCES catalog.category(id),
    CHECK ((parent_id <> id))
);
COMMENT ON TABLE catalog.category IS 'reference: categories of goods, as a tree';
COMMENT ON COLUMN catalog.category."position" IS 'the order among categories of one parent; equal ones follow by code';

CREATE TABLE catalog.price (
    list_id    bigint NOT NULL,
    article_id bigint NOT NULL,
    from_at    timestamp with time zone NOT NULL,
    until_at   timestamp with time zone,
    amount     bigint NOT NULL,
    member     jsonb NOT NULL DEFAULT '{}'::jsonb,
    PRIMARY KEY (list_id, article_id, from_at),
    FOREIGN KEY (article_id) REFERENCES catalog.article(id),
    FOREIGN KEY (list_id) REFERENCES catalog.price_list(id),
    CHECK ((amount >= 0)),
    CHECK ((until_at > from_at))
);
CREATE INDEX price_article ON catalog.price USING btree (article_id);
COMMENT ON TABLE catalog.price IS 'reference: what an article costs by a list from a moment on; of those in force the one that began last holds';
COMMENT ON COLUMN catalog.price.member IS 'price by level of the member; under * that of every member';

CREATE TABLE catalog.price_change (
    id         bigint NOT NULL,
    list_id    bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    reason     text NOT NULL,
    prices     jsonb NOT NULL,
    undoes     bigint,
    PRIMARY KEY (id),
    UNIQUE (undoes),
    FOREIGN KEY (list_id) REFERENCES catalog.price_list(id),
    FOREIGN KEY (undoes) REFERENCES catalog.price_change(id)
);
CREATE INDEX price_change_list ON catalog.price_change USING btree (list_id, id);
COMMENT ON TABLE catalog.price_change IS 'reference append-only: prices as they were before and after somebody changed them together';

CREATE TABLE catalog.price_list (
    id          bigint NOT NULL,
    code        text COLLATE "C" NOT NULL,
    name        jsonb NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    priority    integer NOT NULL DEFAULT 0,
    channels    text[] COLLATE "C" NOT NULL DEFAULT '{}'::text[],
    stores      text[] COLLATE "C" NOT NULL DEFAULT '{}'::text[],
    regions     text[] COLLATE "C" NOT NULL DEFAULT '{}'::text[],
    from_at     timestamp with time zone,
    until_at    timestamp with time zone,
    archived_at timestamp with time zone,
    updated_at  timestamp with time zone NOT NULL,
    version     integer NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (code),
    CHECK ((until_at > from_at))
);
COMMENT ON TABLE catalog.price_list IS 'reference: prices that hold together: in a currency, for channels, stores and regions, for a time; what is empty is not asked about';

CREATE TABLE catalog.revision (
    one   boolean NOT NULL,
    stamp bigint NOT NULL,
    PRIMARY KEY (one),
    CHECK (one)
);
COMMENT ON TABLE catalog.revision IS 'reference: an id that is another one after every change by which a price may change; what is kept in memory is asked against it';

CREATE TABLE catalog.stock (
    article_id  bigint NOT NULL,
    store_id    bigint NOT NULL,
    channel_id  bigint NOT NULL,
    quantity    bigint NOT NULL,
    counted_at  timestamp with time zone NOT NULL,
    reported_by text COLLATE "C" NOT NULL,
    PRIMARY KEY (article_id, store_id, channel_id)
);
COMMENT ON TABLE catalog.stock IS 'keyed: what a system that keeps stock said last of an article in a store (0: in none) for a channel (0: for all)';
COMMENT ON COLUMN catalog.stock.quantity IS 'in thousandths';

CREATE TABLE catalog.tax_class (
    code     text COLLATE "C" NOT NULL,
    name     jsonb NOT NULL,
    rate_bps integer NOT NULL,
    included boolean NOT NULL,
    version  integer NOT NULL DEFAULT 1,
    PRIMARY KEY (code),
    CHECK (((rate_bps >= 0) AND (rate_bps <= 10000)))
);
COMMENT ON TABLE catalog.tax_class IS 'reference: how goods are taxed; included says whether prices hold the tax already';

CREATE TABLE checkout.checkout (
    member_id  bigint NOT NULL,
    id         bigint NOT NULL,
    state      text COLLATE "C" NOT NULL,
    source     text COLLATE "C" NOT NULL,
    reference  text COLLATE "C" NOT NULL,
    store      text COLLATE "C" NOT NULL,
    channel    text COLLATE "C" NOT NULL,
    store_id   bigint,
    currency   text COLLATE "C" NOT NULL,
    payable    bigint NOT NULL,
    sale       jsonb NOT NULL,
    spent      jsonb NOT NULL,
    till       text,
    cashier    text,
    opened_at  timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at   timestamp with time zone,
    order_id   bigint,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    told       jsonb,
    group_id   bigint,
    bearer_id  bigint,
    PRIMARY KEY (member_id, id),
    CHECK (((bearer_id IS NULL) OR ((bearer_id > 0) AND (member_id > 0) AND (bearer_id <> member_id)))),
    CHECK (((member_id > 0) OR (member_id = (- id)))),
    CHECK (((payable >= 0) AND (payable <= '9007199254740991'::bigint))),
    CHECK (((state <> 'waiting'::text) OR (group_id IS NOT NULL))),
    CHECK (((state = 'paid'::text) = (order_id IS NOT NULL))),
    CHECK (((state = ANY (ARRAY['open'::text, 'waiting'::text])) = (ended_at IS NULL))),
    CHECK ((state = ANY (ARRAY['open'::text, 'waiting'::text, 'paid'::text, 'cancelled'::text, 'expired'::text])))
);
CREATE INDEX checkout_open ON checkout.checkout USING btree (expires_at, member_id) WHERE (state = 'open'::text);
CREATE INDEX checkout_opened_at ON checkout.checkout USING btree (opened_at, id);
CREATE INDEX checkout_reference ON checkout.checkout USING btree (reference);
CREATE INDEX checkout_store ON checkout.checkout USING btree (store_id, opened_at, id) WHERE (store_id IS NOT NULL);
CREATE INDEX checkout_xid ON checkout.checkout USING btree (xid);
COMMENT ON TABLE checkout.checkout IS 'member: a basket that was agreed on: what it was priced from, what it holds, and what became of it; without a member under member_id = -id';
COMMENT ON COLUMN checkout.checkout.spent IS 'points and stored value: their holds, and the postings that captured them';
COMMENT ON COLUMN checkout.checkout.told IS 'what the quote said beside the price: what it would earn, and the rule by which points and stored value paid; null: from before this was kept';
COMMENT ON COLUMN checkout.checkout.group_id IS 'the group in which it has a seat; null: it is bought alone';
COMMENT ON COLUMN checkout.checkout.bearer_id IS 'who was identified, where that is one who had become the member; his is the order. null: the member himself';

CREATE TABLE checkout.exchange (
    member_id    bigint NOT NULL,
    return_id    bigint NOT NULL,
    checkout_id  bigint NOT NULL,
    carried      bigint NOT NULL,
    given_back   bigint NOT NULL,
    exchanged_at timestamp with time zone NOT NULL,
    xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, return_id),
    UNIQUE (member_id, checkout_id),
    FOREIGN KEY (member_id, return_id) REFERENCES checkout.return(member_id, id),
    CHECK ((carried >= 0)),
    CHECK ((given_back >= 0))
);
CREATE INDEX exchange_xid ON checkout.exchange USING btree (xid);
COMMENT ON TABLE checkout.exchange IS 'member append-only: a return and the checkout that was agreed on with it; without a member under that of the return';

CREATE TABLE checkout.place (
    id        bigint NOT NULL,
    member_id bigint NOT NULL,
    PRIMARY KEY (id)
);
COMMENT ON TABLE checkout.place IS 'keyed: under whom a checkout is kept';

CREATE TABLE checkout.return (
    member_id   bigint NOT NULL,
    id          bigint NOT NULL,
    checkout_id bigint NOT NULL,
    refund_id   bigint NOT NULL,
    key         text COLLATE "C" NOT NULL,
    gone        jsonb NOT NULL,
    back        jsonb NOT NULL,
    reason      text NOT NULL,
    returned_at timestamp with time zone NOT NULL,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    FOREIGN KEY (member_id, checkout_id) REFERENCES checkout.checkout(member_id, id)
);
CREATE INDEX return_checkout ON checkout.return USING btree (member_id, checkout_id);
CREATE INDEX return_xid ON checkout.return USING btree (xid);
COMMENT ON TABLE checkout.return IS 'member append-only: what was given back of a checkout, line by line, and what for it';
COMMENT ON COLUMN checkout.return.reason IS 'erasable: why it was given back';

CREATE TABLE checkout.sold (
    order_id    bigint NOT NULL,
    checkout_id bigint NOT NULL,
    PRIMARY KEY (order_id)
);
COMMENT ON TABLE checkout.sold IS 'keyed: the checkout of which an order came';

CREATE TABLE coupon.batch (
    id          bigint NOT NULL,
    template_id bigint NOT NULL,
    count       integer NOT NULL,
    made        integer NOT NULL DEFAULT 0,
    valid_until timestamp with time zone,
    reason      text COLLATE "C" NOT NULL,
    note        text NOT NULL,
    hash        bytea NOT NULL,
    asked_by    bigint NOT NULL,
    asked_at    timestamp with time zone NOT NULL,
    approval_id bigint,
    due         boolean NOT NULL,
    ended_at    timestamp with time zone,
    PRIMARY KEY (id),
    CHECK (((made >= 0) AND (made <= count))),
    CHECK ((count > 0))
);
CREATE INDEX batch_due ON coupon.batch USING btree (id) WHERE due;
CREATE INDEX batch_template ON coupon.batch USING btree (template_id, asked_at, id);
COMMENT ON TABLE coupon.batch IS 'local: codes that were ordered together, and how many are made; valid_until: until when one can be claimed; ended_at: all are made';

CREATE TABLE coupon.change (
    member_id bigint NOT NULL,
    coupon_id bigint NOT NULL,
    no        integer NOT NULL,
    verb      text COLLATE "C" NOT NULL,
    status    text COLLATE "C" NOT NULL,
    at        timestamp with time zone NOT NULL,
    key       text COLLATE "C",
    staff_id  bigint,
    order_id  bigint,
    other_id  bigint,
    until     timestamp with time zone,
    reason    text COLLATE "C",
    note      text,
    xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, coupon_id, no),
    FOREIGN KEY (member_id, coupon_id) REFERENCES coupon.coupon(member_id, id)
);
CREATE INDEX change_xid ON coupon.change USING btree (xid);
COMMENT ON TABLE coupon.change IS 'member append-only: what happened to a coupon, in order; other_id is the member on the other side of a gift or merge';
COMMENT ON COLUMN coupon.change.note IS 'erasable: what somebody noted';

CREATE TABLE coupon.code (
    code       text COLLATE "C" NOT NULL,
    batch_id   bigint NOT NULL,
    member_id  bigint,
    coupon_id  bigint,
    claimed_at timestamp with time zone,
    PRIMARY KEY (code)
);
CREATE INDEX code_batch ON coupon.code USING btree (batch_id, code);
COMMENT ON TABLE coupon.code IS 'keyed: codes of batches; the coupon is born, and belongs to a member, when one is claimed';

CREATE TABLE coupon.coupon (
    member_id   bigint NOT NULL,
    id          bigint NOT NULL,
    template_id bigint NOT NULL,
    version     integer NOT NULL,
    source      text COLLATE "C" NOT NULL,
    issue_key   text COLLATE "C" NOT NULL,
    issue_no    integer NOT NULL,
    code        text COLLATE "C",
    handout_id  bigint,
    born        boolean NOT NULL,
    status      text COLLATE "C" NOT NULL,
    issued_at   timestamp with time zone NOT NULL,
    valid_from  timestamp with time zone NOT NULL,
    expires_at  timestamp with time zone NOT NULL,
    seen_at     timestamp with time zone,
    locked_at   timestamp with time zone,
    lock_key    text COLLATE "C",
    until       timestamp with time zone,
    redeemed_at timestamp with time zone,
    order_id    bigint,
    saved       bigint,
    returned_at timestamp with time zone,
    came_from   bigint,
    merge_id    bigint,
    due_at      timestamp with time zone,
    remind_at   timestamp with time zone,
    changes     integer NOT NULL DEFAULT 0,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, issue_key, issue_no),
    CHECK (((due_at IS NOT NULL) = (status = ANY (ARRAY['held'::text, 'locked'::text, 'offered'::text])))),
    CHECK (((length(issue_key) >= 1) AND (length(issue_key) <= 200))),
    CHECK (((status <> 'locked'::text) OR (lock_key IS NOT NULL))),
    CHECK (((status <> 'redeemed'::text) OR ((order_id IS NOT NULL) AND (redeemed_at IS NOT NULL)))),
    CHECK (((status = ANY (ARRAY['locked'::text, 'offered'::text])) = (until IS NOT NULL))),
    CHECK ((expires_at > valid_from)),
    CHECK ((source = ANY (ARRAY['hand'::text, 'rule'::text, 'claim'::text, 'code'::text, 'word'::text, 'import'::text]))),
    CHECK ((status = ANY (ARRAY['held'::text, 'locked'::text, 'offered'::text, 'redeemed'::text, 'cancelled'::text, 'expired'::text, 'given'::text, 'moved'::text])))
);
CREATE INDEX coupon_due_at ON coupon.coupon USING btree (due_at, member_id) WHERE (due_at IS NOT NULL);
CREATE INDEX coupon_handout ON coupon.coupon USING btree (handout_id, member_id) WHERE (handout_id IS NOT NULL);
CREATE INDEX coupon_issued_at ON coupon.coupon USING btree (template_id, issued_at, id);
CREATE INDEX coupon_order ON coupon.coupon USING btree (member_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX coupon_remind_at ON coupon.coupon USING btree (remind_at, member_id) WHERE (remind_at IS NOT NULL);
CREATE INDEX coupon_xid ON coupon.coupon USING btree (xid);
COMMENT ON TABLE coupon.coupon IS 'member: a right of one member. The id stays when it is given away or its member merged: the row left behind is given or moved, and exactly one row of an id is neither';
COMMENT ON COLUMN coupon.coupon.born IS 'the coupon began with this row; a row to which it came by gift or merge is not born';
COMMENT ON COLUMN coupon.coupon.locked_at IS 'when it was first taken to a checkout; stays';
COMMENT ON COLUMN coupon.coupon.until IS 'until when the lock or the offer holds';
COMMENT ON COLUMN coupon.coupon.due_at IS 'when something falls due by itself: end of lock or offer, or of the coupon';

CREATE TABLE coupon.gift (
    hash       bytea NOT NULL,
    member_id  bigint NOT NULL,
    coupon_id  bigint NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    until      timestamp with time zone NOT NULL,
    taken_by   bigint,
    taken_at   timestamp with time zone,
    ended_at   timestamp with time zone,
    PRIMARY KEY (hash)
);
CREATE INDEX gift_coupon ON coupon.gift USING btree (coupon_id);
CREATE INDEX gift_offered_at ON coupon.gift USING btree (offered_at);
COMMENT ON TABLE coupon.gift IS 'keyed: coupons offered by a link, by the hash of its secret; taken once, before until';

CREATE TABLE coupon.handout (
    id          bigint NOT NULL,
    items       jsonb NOT NULL,
    members     integer NOT NULL,
    coupons     bigint NOT NULL,
    reason      text COLLATE "C" NOT NULL,
    note        text NOT NULL,
    hash        bytea NOT NULL,
    asked_by    bigint NOT NULL,
    asked_at    timestamp with time zone NOT NULL,
    approval_id bigint,
    due         boolean NOT NULL,
    done        integer NOT NULL DEFAULT 0,
    failed      integer NOT NULL DEFAULT 0,
    ended_at    timestamp with time zone,
    PRIMARY KEY (id),
    CHECK ((coupons > 0)),
    CHECK ((members > 0))
);
CREATE INDEX handout_asked_at ON coupon.handout USING btree (asked_at, id);
CREATE INDEX handout_due ON coupon.handout USING btree (id) WHERE due;
COMMENT ON TABLE coupon.handout IS 'local: coupons that somebody of the staff hands out to members, and how far that has come; due: nobody has to agree any more';

CREATE TABLE coupon.handout_line (
    handout_id bigint NOT NULL,
    no         integer NOT NULL,
    member_id  bigint NOT NULL,
    fault      text COLLATE "C",
    PRIMARY KEY (handout_id, no),
    FOREIGN KEY (handout_id) REFERENCES coupon.handout(id)
);
COMMENT ON TABLE coupon.handout_line IS 'local: the members of a handout, in ascending order; fault: why one got nothing';

CREATE TABLE coupon.lock (
    key        text COLLATE "C" NOT NULL,
    member_id  bigint NOT NULL,
    coupon_ids bigint[] NOT NULL,
    until      timestamp with time zone NOT NULL,
    locked_at  timestamp with time zone NOT NULL,
    how        text COLLATE "C",
    order_id   bigint,
    ended_at   timestamp with time zone,
    PRIMARY KEY (key),
    CHECK (((how IS NULL) = (ended_at IS NULL))),
    CHECK (((length(key) >= 1) AND (length(key) <= 200))),
    CHECK ((how = ANY (ARRAY['redeemed'::text, 'unlocked'::text])))
);
CREATE INDEX lock_locked_at ON coupon.lock USING btree (locked_at);
COMMENT ON TABLE coupon.lock IS 'keyed: coupons that a checkout has taken aside together, by its key; one whose until is over holds nothing';

CREATE TABLE coupon.pack (
    id          bigint NOT NULL,
    code        text COLLATE "C" NOT NULL,
    name        jsonb NOT NULL,
    items       jsonb NOT NULL,
    version     integer NOT NULL DEFAULT 1,
    archived_at timestamp with time zone,
    PRIMARY KEY (id),
    UNIQUE (code),
    CHECK ((code ~ '^[a-z][a-z0-9_]{1,39}$'::text))
);
COMMENT ON TABLE coupon.pack IS 'reference: coupons that are given together: templates and how many of each';

CREATE TABLE coupon.policy (
    one     boolean NOT NULL DEFAULT true,
    body    jsonb NOT NULL,
    version integer NOT NULL DEFAULT 1,
    PRIMARY KEY (one),
    CHECK (one)
);
COMMENT ON TABLE coupon.policy IS 'reference: how many coupons somebody hands out alone, when an end is announced, how long a gift waits; no row: the defaults';

CREATE TABLE coupon.reason (
    code  text COLLATE "C" NOT NULL,
    name  jsonb NOT NULL,
    place integer NOT NULL,
    PRIMARY KEY (code),
    CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text))
);
COMMENT ON TABLE coupon.reason IS 'reference: why staff hand out or cancel coupons';

CREATE TABLE coupon.stock (
    template_id bigint NOT NULL,
    issued      bigint NOT NULL,
    PRIMARY KEY (template_id),
    CHECK ((issued >= 0))
);
COMMENT ON TABLE coupon.stock IS 'keyed: how many coupons of a template were given or wait as codes; what is left of its stock follows';

CREATE TABLE coupon.template (
    id         bigint NOT NULL,
    code       text COLLATE "C" NOT NULL,
    brand_id   bigint,
    currency   text COLLATE "C" NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_by   text COLLATE "C",
    ended_at   timestamp with time zone,
    PRIMARY KEY (id),
    UNIQUE (code),
    CHECK ((code ~ '^[a-z][a-z0-9_]{1,39}$'::text)),
    CHECK ((currency ~ '^[A-Z]{3}$'::text))
);
COMMENT ON TABLE coupon.template IS 'reference: kinds of coupons; brand_id null: of every brand; ended_at: no more are given from then on';

CREATE TABLE coupon.template_version (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE coupon.template_version IS 'reference: versions of what a coupon is worth and on what conditions; id is the template''s; a published body never changes, and a coupon keeps to the one by which it was given';

CREATE TABLE coupon.word (
    word        text COLLATE "C" NOT NULL,
    template_id bigint NOT NULL,
    stock       bigint,
    per_member  integer NOT NULL,
    claimed     bigint NOT NULL DEFAULT 0,
    valid_from  timestamp with time zone NOT NULL,
    until       timestamp with time zone,
    created_by  bigint NOT NULL,
    created_at  timestamp with time zone NOT NULL,
    ended_at    timestamp with time zone,
    PRIMARY KEY (word),
    CHECK (((claimed >= 0) AND ((stock IS NULL) OR (claimed <= stock)))),
    CHECK ((per_member > 0)),
    CHECK ((stock > 0))
);
CREATE INDEX word_template ON coupon.word USING btree (template_id, created_at);
COMMENT ON TABLE coupon.word IS 'keyed: one public word for everybody, with its own stock and limit per member';

CREATE TABLE event.event (
    member_id   bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    id          bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    name        text NOT NULL,
    source      bigint NOT NULL,
    skus        text[] NOT NULL,
    label       text,
    path        text,
    pieces      integer,
    value       bigint,
    currency    text COLLATE "C",
    PRIMARY KEY (member_id, occurred_at, id, recorded_at),
    CHECK (((value IS NULL) = (currency IS NULL)))
) PARTITION BY RANGE (recorded_at);
COMMENT ON TABLE event.event IS 'member: what was looked at, looked for and put into a basket, by the month in which it was received';
COMMENT ON COLUMN event.event.member_id IS 'whose identity was shown; of a visitor minus his id';
COMMENT ON COLUMN event.event.source IS 'the API key by which it came';
COMMENT ON COLUMN event.event.label IS 'what it was about: the name of a product or page, what was looked for';

CREATE TABLE event.key (
    key         uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    PRIMARY KEY (key)
);
CREATE INDEX key_recorded_at ON event.key USING brin (recorded_at) WITH (pages_per_range='16');
COMMENT ON TABLE event.key IS 'keyed: messages that were received in the last thirty days, so that each counts once';

CREATE TABLE event.visitor (
    key      uuid NOT NULL,
    id       bigint NOT NULL,
    owner    bigint,
    first_at timestamp with time zone,
    until    timestamp with time zone,
    other_at timestamp with time zone,
    seen_at  timestamp with time zone NOT NULL,
    PRIMARY KEY (key),
    UNIQUE (id),
    CHECK ((((owner IS NULL) = (first_at IS NULL)) AND ((owner IS NULL) = (until IS NULL)) AND ((until IS NULL) OR (other_at IS NULL) OR (until <= other_at))))
);
CREATE INDEX visitor_owner ON event.visitor USING btree (owner) WHERE (owner IS NOT NULL);
CREATE INDEX visitor_seen_at ON event.visitor USING btree (seen_at);
COMMENT ON TABLE event.visitor IS 'keyed: a browser or app whose user was not known, or somebody who is no member yet, blind';
COMMENT ON COLUMN event.visitor.owner IS 'the member who was the first to be known by it; minus the id of one who is no member yet';
COMMENT ON COLUMN event.visitor.until IS 'what was done up to then is the owner''s';
COMMENT ON COLUMN event.visitor.other_at IS 'when somebody else was first known by it';

CREATE TABLE idempotency.key (
    principal   text COLLATE "C" NOT NULL,
    route       text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    body_hash   bytea NOT NULL,
    status      integer NOT NULL,
    response    bytea NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    PRIMARY KEY (principal, route, key)
);
CREATE INDEX key_recorded_at ON idempotency.key USING btree (recorded_at);
COMMENT ON TABLE idempotency.key IS 'local: the first answer to a request that moves value, kept at least 30 days';

CREATE TABLE intake.chunk (
    run_id bigint NOT NULL,
    first  bigint NOT NULL,
    until  bigint NOT NULL,
    done   jsonb NOT NULL,
    PRIMARY KEY (run_id, first),
    FOREIGN KEY (run_id) REFERENCES intake.run(id),
    CHECK ((first < until))
);
COMMENT ON TABLE intake.chunk IS 'local: timelines [first, until) of a run, applied in the transaction that wrote this';

CREATE TABLE intake.mapping (
    name       text COLLATE "C" NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    body       jsonb NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    PRIMARY KEY (name)
);
COMMENT ON TABLE intake.mapping IS 'reference: a saved mapping of a file''s columns';

CREATE TABLE intake.opened (
    run_id    bigint NOT NULL,
    "row"     bigint NOT NULL,
    member_id bigint NOT NULL,
    joined    boolean NOT NULL,
    posted    bigint NOT NULL,
    undone_at timestamp with time zone,
    PRIMARY KEY (run_id, "row"),
    FOREIGN KEY (run_id) REFERENCES intake.run(id)
);
CREATE INDEX opened_member ON intake.opened USING btree (member_id);
COMMENT ON TABLE intake.opened IS 'local: what a row of another system''s file did: for whom, and whether he became a member by it';
COMMENT ON COLUMN intake.opened.posted IS 'a bit for each thing that he has only once of a system: assets by their ids, the tier above them';

CREATE TABLE intake.run (
    id           bigint NOT NULL,
    kind         text COLLATE "C" NOT NULL,
    file_name    text NOT NULL,
    file_hash    bytea,
    options_hash bytea,
    options      jsonb NOT NULL,
    status       text COLLATE "C" NOT NULL,
    applied      bigint NOT NULL DEFAULT 0,
    total        bigint NOT NULL DEFAULT 0,
    report       jsonb,
    principal    text COLLATE "C" NOT NULL,
    started_at   timestamp with time zone NOT NULL,
    updated_at   timestamp with time zone NOT NULL,
    finished_at  timestamp with time zone,
    dry_run      boolean NOT NULL DEFAULT false,
    request      jsonb,
    begun_at     timestamp with time zone,
    PRIMARY KEY (id),
    CHECK ((status = ANY (ARRAY['waiting'::text, 'reading'::text, 'applying'::text, 'done'::text, 'failed'::text, 'refused'::text, 'cancelled'::text, 'undoing'::text, 'undone'::text])))
);
CREATE INDEX run_file ON intake.run USING btree (file_hash, options_hash);
CREATE INDEX run_started_at ON intake.run USING btree (started_at DESC, id DESC);
COMMENT ON TABLE intake.run IS 'local: one file brought in: how far it came and what came of it';

CREATE TABLE job.run (
    name     text COLLATE "C" NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome  text COLLATE "C",
    error    text,
    done_at  timestamp with time zone,
    PRIMARY KEY (name),
    CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CHECK ((outcome = ANY (ARRAY['done'::text, 'failed'::text, 'cut_off'::text])))
);
COMMENT ON TABLE job.run IS 'local rebuildable: the latest run of each job, and when one last came to its end; of this installation alone';

CREATE TABLE ledger.account (
    member_id         bigint NOT NULL,
    asset_id          smallint NOT NULL,
    balance           bigint NOT NULL,
    pending           bigint NOT NULL,
    held              bigint NOT NULL DEFAULT 0,
    owed              bigint NOT NULL DEFAULT 0,
    version           bigint NOT NULL,
    active_at         timestamp with time zone,
    active_posting_id bigint,
    merged_into       bigint,
    aliases           bigint[],
    PRIMARY KEY (member_id, asset_id),
    CHECK (((balance >= '-9007199254740991'::bigint) AND (balance <= '9007199254740991'::bigint))),
    CHECK (((pending >= 0) AND (pending <= '9007199254740991'::bigint))),
    CHECK ((balance >= (- owed))),
    CHECK ((held >= 0)),
    CHECK ((owed >= 0))
);
COMMENT ON TABLE ledger.account IS 'member: the fold of a member''s entries in one asset, as far as recorded; what is available now is computed from lots';
COMMENT ON COLUMN ledger.account.active_at IS 'when the member last earned or spent; lots that end by activity count from it';
COMMENT ON COLUMN ledger.account.active_posting_id IS 'the posting that says so';
COMMENT ON COLUMN ledger.account.merged_into IS 'on the account of points: whose value this member''s is now';
COMMENT ON COLUMN ledger.account.aliases IS 'on the account of points: whose value came here, also by way of others; null where the member never took part in a merge';

CREATE TABLE ledger.adjust_reason (
    code     text COLLATE "C" NOT NULL,
    name     jsonb NOT NULL,
    place    integer NOT NULL,
    archived boolean NOT NULL DEFAULT false,
    PRIMARY KEY (code),
    CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text))
);
COMMENT ON TABLE ledger.adjust_reason IS 'reference: why staff adjust value by hand, as the retailer puts it; one that is taken off the list keeps its name';

CREATE TABLE ledger.adjustment (
    member_id   bigint NOT NULL,
    id          bigint NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    asset_id    smallint NOT NULL,
    amount      bigint NOT NULL,
    lot_ids     bigint[],
    until       timestamp with time zone,
    undoes_id   bigint,
    reason      text COLLATE "C" NOT NULL,
    note        text NOT NULL,
    reference   text NOT NULL,
    asked_by    bigint NOT NULL,
    asked_at    timestamp with time zone NOT NULL,
    approval_id bigint,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK (((amount <> 0) AND ((amount >= '-9007199254740991'::bigint) AND (amount <= '9007199254740991'::bigint)))),
    CHECK (((kind = 'extend'::text) = (until IS NOT NULL))),
    CHECK (((kind = 'extend'::text) OR (lot_ids IS NULL))),
    CHECK (((kind = 'undo'::text) = (undoes_id IS NOT NULL))),
    CHECK ((kind = ANY (ARRAY['adjust'::text, 'extend'::text, 'undo'::text])))
);
CREATE INDEX adjustment_asked_at ON ledger.adjustment USING btree (member_id, asked_at, id);
CREATE INDEX adjustment_xid ON ledger.adjustment USING btree (xid);
COMMENT ON TABLE ledger.adjustment IS 'member append-only: what staff asked to change by hand: value, the end of lots, or an adjustment to be undone; approval_id null: within the limit, and done at once';
COMMENT ON COLUMN ledger.adjustment.note IS 'erasable: what somebody noted';
COMMENT ON COLUMN ledger.adjustment.reference IS 'erasable: the number of it elsewhere';

CREATE TABLE ledger.asset (
    id          smallint NOT NULL,
    code        text COLLATE "C" NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    brand_id    bigint,
    currency    text COLLATE "C",
    unit        jsonb NOT NULL,
    name        jsonb NOT NULL,
    expiry      jsonb,
    grace_days  integer NOT NULL DEFAULT 0,
    claw_back   text COLLATE "C",
    archived_at timestamp with time zone,
    PRIMARY KEY (id),
    UNIQUE (code),
    FOREIGN KEY (brand_id) REFERENCES org.brand(id),
    CHECK (((grace_days >= 0) AND (grace_days <= 366))),
    CHECK ((claw_back = ANY (ARRAY['refuse'::text, 'within_balance'::text, 'owe'::text]))),
    CHECK ((kind = ANY (ARRAY['points'::text, 'growth'::text, 'stored_principal'::text, 'stored_bonus'::text, 'partner'::text])))
);
COMMENT ON TABLE ledger.asset IS 'reference: what an account counts, when it expires and what a claw-back may do';
COMMENT ON COLUMN ledger.asset.expiry IS 'no longer read: ledger.asset_rule says it, as it says grace_days and claw_back';

CREATE TABLE ledger.asset_rule (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE ledger.asset_rule IS 'reference: versions of what an asset does: expiry, claw-back, rounding, worth, limits of adjusting; id is the asset''s; a published body never changes';

CREATE TABLE ledger.back_fill (
    member_id  bigint NOT NULL,
    posting_id bigint NOT NULL,
    PRIMARY KEY (member_id, posting_id)
);
COMMENT ON TABLE ledger.back_fill IS 'local: how far postings older than the log were put into it; no row where there are none, or all are';

CREATE TABLE ledger.checkpoint (
    origin    text COLLATE "C" NOT NULL,
    size      bigint NOT NULL,
    note      text NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    PRIMARY KEY (origin, size),
    FOREIGN KEY (origin) REFERENCES ledger.origin(name),
    CHECK ((size > 0))
);
CREATE INDEX checkpoint_signed_at ON ledger.checkpoint USING btree (signed_at);
COMMENT ON TABLE ledger.checkpoint IS 'local: size and root of the log at an instant, signed; all of a week, and later the last of each day';

CREATE TABLE ledger.draw (
    member_id  bigint NOT NULL,
    posting_id bigint NOT NULL,
    lot_id     bigint NOT NULL,
    no         integer NOT NULL,
    amount     bigint NOT NULL,
    PRIMARY KEY (member_id, posting_id, lot_id),
    CHECK ((amount <> 0)),
    CHECK ((no > 0))
);
CREATE INDEX draw_lot ON ledger.draw USING btree (member_id, lot_id);
COMMENT ON TABLE ledger.draw IS 'member append-only: how much of which lot a posting took (positive) or put back (negative)';
COMMENT ON COLUMN ledger.draw.no IS 'the order in which lots were drawn; what comes back goes to the last first';

CREATE TABLE ledger.entry (
    member_id  bigint NOT NULL,
    posting_id bigint NOT NULL,
    no         smallint NOT NULL,
    asset_id   smallint NOT NULL,
    account    text COLLATE "C" NOT NULL,
    amount     bigint NOT NULL,
    PRIMARY KEY (member_id, posting_id, no),
    CHECK (((amount <> 0) AND ((amount >= '-9007199254740991'::bigint) AND (amount <= '9007199254740991'::bigint)))),
    CHECK ((account = ANY (ARRAY['available'::text, 'pending'::text, 'issued'::text, 'redeemed'::text, 'expired'::text, 'adjusted'::text, 'donated'::text, 'transferred'::text, 'merged'::text, 'partner'::text, 'paid'::text, 'carried'::text]))) NOT VALID,
    CHECK ((no > 0))
);
COMMENT ON TABLE ledger.entry IS 'member append-only: one leg of a posting; available and pending are the member''s, the others the house''s';

CREATE TABLE ledger.extension (
    member_id     bigint NOT NULL,
    adjustment_id bigint NOT NULL,
    lot_id        bigint NOT NULL,
    was           timestamp with time zone NOT NULL,
    until         timestamp with time zone NOT NULL,
    recorded_at   timestamp with time zone NOT NULL,
    xid           xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, adjustment_id, lot_id),
    FOREIGN KEY (member_id, adjustment_id) REFERENCES ledger.adjustment(member_id, id),
    FOREIGN KEY (member_id, lot_id) REFERENCES ledger.lot(member_id, id),
    CHECK ((until > was))
);
CREATE INDEX extension_lot ON ledger.extension USING btree (member_id, lot_id);
CREATE INDEX extension_xid ON ledger.extension USING btree (xid);
COMMENT ON TABLE ledger.extension IS 'member append-only: by which adjustment the end of a lot was moved on, from when to when';

CREATE TABLE ledger.hold (
    member_id   bigint NOT NULL,
    id          bigint NOT NULL,
    asset_id    smallint NOT NULL,
    key         text COLLATE "C" NOT NULL,
    body_hash   bytea NOT NULL,
    amount      bigint NOT NULL,
    captured    bigint NOT NULL DEFAULT 0,
    state       text COLLATE "C" NOT NULL,
    ref_kind    text COLLATE "C",
    ref_id      bigint,
    recorded_at timestamp with time zone NOT NULL,
    expires_at  timestamp with time zone NOT NULL,
    merge_id    bigint,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    origin_id   bigint,
    release_key text COLLATE "C",
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    CHECK ((amount > 0)),
    CHECK ((captured <= amount)),
    CHECK ((captured >= 0)),
    CHECK ((state = ANY (ARRAY['held'::text, 'captured'::text, 'released'::text, 'timed_out'::text, 'moved'::text])))
);
CREATE INDEX hold_due ON ledger.hold USING btree (expires_at, member_id) WHERE (state = 'held'::text);
CREATE INDEX hold_open ON ledger.hold USING btree (member_id) WHERE (state = 'held'::text);
CREATE INDEX hold_xid ON ledger.hold USING btree (xid);
CREATE UNIQUE INDEX hold_release ON ledger.hold USING btree (member_id, release_key) WHERE (release_key IS NOT NULL);
COMMENT ON TABLE ledger.hold IS 'member: value set aside for a checkout until it is captured, released or timed out';
COMMENT ON COLUMN ledger.hold.origin_id IS 'the hold of another member that goes on as this one';
COMMENT ON COLUMN ledger.hold.release_key IS 'under which it was released';

CREATE TABLE ledger.hold_lot (
    member_id bigint NOT NULL,
    hold_id   bigint NOT NULL,
    lot_id    bigint NOT NULL,
    amount    bigint NOT NULL,
    no        integer NOT NULL,
    PRIMARY KEY (member_id, hold_id, lot_id),
    FOREIGN KEY (member_id, hold_id) REFERENCES ledger.hold(member_id, id),
    FOREIGN KEY (member_id, lot_id) REFERENCES ledger.lot(member_id, id),
    CHECK ((amount > 0)),
    CHECK ((no > 0))
);
COMMENT ON TABLE ledger.hold_lot IS 'member: which lots a hold pins, and how much of each';
COMMENT ON COLUMN ledger.hold_lot.no IS 'the order in which lots are captured';

CREATE TABLE ledger.leaf (
    member_id  bigint NOT NULL,
    posting_id bigint NOT NULL,
    first      bigint NOT NULL,
    entries    integer NOT NULL,
    PRIMARY KEY (member_id, posting_id),
    CHECK ((entries > 0)),
    CHECK ((first >= 0))
);
CREATE UNIQUE INDEX leaf_first ON ledger.leaf USING btree (first);
COMMENT ON TABLE ledger.leaf IS 'local append-only: where the entries of a posting stand in the log: so many, one after the other, from the first';

CREATE TABLE ledger.lot (
    member_id        bigint NOT NULL,
    id               bigint NOT NULL,
    asset_id         smallint NOT NULL,
    posting_id       bigint NOT NULL,
    amount           bigint NOT NULL,
    remaining        bigint NOT NULL,
    expired          bigint NOT NULL DEFAULT 0,
    matured          boolean NOT NULL,
    matures_at       timestamp with time zone NOT NULL,
    expires_at       timestamp with time zone,
    credited_at      timestamp with time zone NOT NULL,
    origin_member_id bigint,
    origin_lot_id    bigint,
    merge_id         bigint,
    xid              xid8 NOT NULL DEFAULT pg_current_xact_id(),
    pinned           bigint NOT NULL DEFAULT 0,
    idle_months      smallint,
    PRIMARY KEY (member_id, id),
    CHECK (((expired >= 0) AND (expired <= amount))),
    CHECK (((pinned >= 0) AND (pinned <= remaining))),
    CHECK (((remaining + expired) <= amount)),
    CHECK (((remaining >= 0) AND (remaining <= amount))),
    CHECK ((amount > 0)),
    CHECK ((expires_at > matures_at)),
    CHECK ((idle_months > 0))
);
CREATE INDEX lot_expires ON ledger.lot USING btree (expires_at, member_id) WHERE ((remaining > pinned) AND (expires_at IS NOT NULL));
CREATE INDEX lot_idle ON ledger.lot USING btree (member_id, asset_id, idle_months, credited_at, id) WHERE ((remaining > 0) AND (idle_months IS NOT NULL));
CREATE INDEX lot_live ON ledger.lot USING btree (member_id, asset_id, expires_at, credited_at, id) WHERE (remaining > 0);
CREATE INDEX lot_matures ON ledger.lot USING btree (matures_at, member_id) WHERE ((NOT matured) AND (remaining > 0));
CREATE INDEX lot_merged ON ledger.lot USING btree (member_id, merge_id) WHERE (merge_id IS NOT NULL);
CREATE INDEX lot_pending ON ledger.lot USING btree (member_id, matures_at) WHERE ((NOT matured) AND (remaining > 0));
CREATE INDEX lot_posting ON ledger.lot USING btree (member_id, posting_id);
CREATE INDEX lot_xid ON ledger.lot USING btree (xid);
COMMENT ON TABLE ledger.lot IS 'member: value credited together, with one maturity and one expiry';
COMMENT ON COLUMN ledger.lot.idle_months IS 'months that it lives from the member''s last activity on; then expires_at is the earliest end. Null: expires_at is the end';

CREATE TABLE ledger.merge (
    member_id bigint NOT NULL,
    id        bigint NOT NULL,
    other_id  bigint NOT NULL,
    absorbed  boolean NOT NULL,
    owed      jsonb NOT NULL DEFAULT '{}'::jsonb,
    made_at   timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK ((other_id <> member_id))
);
CREATE INDEX merge_xid ON ledger.merge USING btree (xid);
CREATE UNIQUE INDEX merge_into ON ledger.merge USING btree (member_id) WHERE (absorbed AND (undone_at IS NULL));
COMMENT ON TABLE ledger.merge IS 'member: who became one with whom, seen from each of both';
COMMENT ON COLUMN ledger.merge.absorbed IS 'whether it is this member whose value went to the other';
COMMENT ON COLUMN ledger.merge.owed IS 'by asset: the debt that went along';

CREATE TABLE ledger.origin (
    name     text COLLATE "C" NOT NULL,
    no       integer NOT NULL,
    key      text NOT NULL,
    size     bigint NOT NULL,
    note     text NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    PRIMARY KEY (name),
    UNIQUE (no),
    CHECK ((size >= 0))
);
COMMENT ON TABLE ledger.origin IS 'local append-only: the names that the log has had, each with its public key and the signed statement by which it began';

CREATE TABLE ledger.outbox (
    id          bigint NOT NULL,
    member_ids  bigint[] NOT NULL,
    posting_ids bigint[] NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    lost        boolean NOT NULL DEFAULT false,
    counts      smallint[],
    hashes      bytea,
    PRIMARY KEY (id),
    CHECK (((counts IS NULL) = (hashes IS NULL))),
    CHECK (((length(hashes) % 32) = 0)),
    CHECK ((cardinality(counts) = cardinality(posting_ids))),
    CHECK ((cardinality(member_ids) = cardinality(posting_ids)))
);
COMMENT ON TABLE ledger.outbox IS 'local: postings of one transaction that are not in the log yet; the row has the id of the first of them';
COMMENT ON COLUMN ledger.outbox.lost IS 'the sequencer came for these postings, and they were gone';
COMMENT ON COLUMN ledger.outbox.counts IS 'how many leaves each posting has; null where its entries have to be read first';
COMMENT ON COLUMN ledger.outbox.hashes IS 'of all these leaves, one after the other';

CREATE TABLE ledger.posting (
    member_id    bigint NOT NULL,
    id           bigint NOT NULL,
    key          text COLLATE "C" NOT NULL,
    body_hash    bytea NOT NULL,
    reason       text COLLATE "C" NOT NULL,
    ref_kind     text COLLATE "C",
    ref_id       bigint,
    rule_id      bigint,
    rule_version integer,
    reverses_id  bigint,
    staff_id     bigint,
    approval_id  bigint,
    memo         jsonb,
    occurred_at  timestamp with time zone NOT NULL,
    recorded_at  timestamp with time zone NOT NULL,
    salt         bytea NOT NULL,
    xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    hold_id      bigint,
    peer_id      bigint,
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    FOREIGN KEY (member_id, reverses_id) REFERENCES ledger.posting(member_id, id)
);
CREATE INDEX posting_history ON ledger.posting USING btree (member_id, occurred_at, id);
CREATE INDEX posting_reverses ON ledger.posting USING btree (member_id, reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE INDEX posting_xid ON ledger.posting USING btree (xid);
COMMENT ON TABLE ledger.posting IS 'member append-only: one balanced change of value, its reason and what caused it';
COMMENT ON COLUMN ledger.posting.memo IS 'erasable: what somebody noted';
COMMENT ON COLUMN ledger.posting.salt IS 'makes the leaves of this posting''s entries in the Merkle log unguessable';
COMMENT ON COLUMN ledger.posting.hold_id IS 'the hold of which this is a capture';
COMMENT ON COLUMN ledger.posting.peer_id IS 'of a transfer: the other member';

CREATE TABLE ledger.sequencer (
    origin text COLLATE "C" NOT NULL,
    PRIMARY KEY (origin),
    FOREIGN KEY (origin) REFERENCES ledger.origin(name)
);
COMMENT ON TABLE ledger.sequencer IS 'local rebuildable: the name under which this installation signs; left out of backups, so that a restored one takes another';

CREATE TABLE ledger.tile (
    level  smallint NOT NULL,
    no     bigint NOT NULL,
    hashes bytea NOT NULL,
    PRIMARY KEY (level, no),
    CHECK ((((length(hashes) >= 32) AND (length(hashes) <= 8192)) AND ((length(hashes) % 32) = 0))),
    CHECK (((level >= 0) AND (level <= 7))),
    CHECK ((no >= 0))
);
COMMENT ON TABLE ledger.tile IS 'local: 256 hashes of the log side by side: leaves at level 0, above it one for each full tile below; only the last of a level grows';

CREATE TABLE member.address (
    member_id  bigint NOT NULL,
    address_id bigint NOT NULL,
    version    integer NOT NULL,
    sealed     bytea NOT NULL,
    chosen     boolean NOT NULL,
    stated_by  text COLLATE "C" NOT NULL,
    stated_at  timestamp with time zone NOT NULL,
    PRIMARY KEY (member_id, address_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id)
);
CREATE UNIQUE INDEX address_chosen ON member.address USING btree (member_id) WHERE chosen;
COMMENT ON TABLE member.address IS 'vault: addresses of members, each encrypted under the member''s key, one of them the one that is used unless another is named';

CREATE TABLE member.allowance (
    use       text COLLATE "C" NOT NULL,
    subject   bytea NOT NULL,
    window_at timestamp with time zone NOT NULL,
    used      integer NOT NULL,
    PRIMARY KEY (use, subject, window_at),
    CHECK ((used > 0))
);
CREATE INDEX allowance_window_at ON member.allowance USING btree (window_at);
COMMENT ON TABLE member.allowance IS 'local rebuildable: how often a phone, an address or a device did what is limited, by window of time; subjects are blind indexes';

CREATE TABLE member.claim (
    kind      text COLLATE "C" NOT NULL,
    blind     bytea NOT NULL,
    member_id bigint NOT NULL,
    index_key smallint NOT NULL DEFAULT 1,
    PRIMARY KEY (kind, blind)
);
COMMENT ON TABLE member.claim IS 'keyed: whose phone, e-mail, card or foreign number this is; one member in the world';
COMMENT ON COLUMN member.claim.index_key IS 'generation of the index key that made the blind index';

CREATE TABLE member.consent (
    member_id    bigint NOT NULL,
    consent_id   bigint NOT NULL,
    purpose      text COLLATE "C" NOT NULL,
    channel      text COLLATE "C" NOT NULL,
    granted      boolean NOT NULL,
    text_version integer,
    via          text COLLATE "C" NOT NULL,
    store_id     bigint,
    stated_by    text COLLATE "C" NOT NULL,
    address      bytea,
    reason       text COLLATE "C" NOT NULL,
    reference    text COLLATE "C" NOT NULL,
    occurred_at  timestamp with time zone NOT NULL,
    recorded_at  timestamp with time zone NOT NULL,
    xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, consent_id),
    UNIQUE (member_id, reference),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id),
    CHECK (((NOT granted) OR (text_version IS NOT NULL))),
    CHECK (((channel <> ''::text) = (purpose = ANY (ARRAY['service'::text, 'marketing'::text])))),
    CHECK ((channel = ANY (ARRAY[''::text, 'sms'::text, 'email'::text, 'wechat'::text, 'push'::text, 'phone'::text]))),
    CHECK ((text_version > 0)),
    CHECK ((via = ANY (ARRAY['joining'::text, 'member_centre'::text, 'counter'::text, 'telephone'::text, 'paper'::text, 'message'::text, 'import'::text])))
);
CREATE INDEX consent_in_force ON member.consent USING btree (member_id, purpose, channel, occurred_at DESC, granted, consent_id DESC);
CREATE INDEX consent_unprofiled ON member.consent USING btree (member_id) WHERE ((purpose = 'profiling'::text) AND (NOT granted));
CREATE INDEX consent_xid ON member.consent USING btree (xid);
COMMENT ON TABLE member.consent IS 'member append-only: what a member agreed to or withdrew, when, by which text and how we know; what is in force is computed from it';
COMMENT ON COLUMN member.consent.address IS 'erasable: the network from which it was said, as a keyed hash';
COMMENT ON COLUMN member.consent.reason IS 'erasable: where the evidence lies';
COMMENT ON COLUMN member.consent.reference IS 'erasable: the number of it elsewhere';

CREATE TABLE member.consent_text (
    purpose    text COLLATE "C" NOT NULL,
    version    integer NOT NULL,
    title_zh   text COLLATE "C" NOT NULL,
    title_en   text COLLATE "C" NOT NULL,
    body_zh    text COLLATE "C" NOT NULL,
    body_en    text COLLATE "C" NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL,
    PRIMARY KEY (purpose, version),
    CHECK (((purpose = ANY (ARRAY['service'::text, 'marketing'::text, 'profiling'::text, 'analytics'::text, 'guardian'::text])) OR (purpose ~ '^sharing:[a-z0-9_.-]{1,40}$'::text))),
    CHECK ((body_en <> ''::text)),
    CHECK ((body_zh <> ''::text)),
    CHECK ((title_en <> ''::text)),
    CHECK ((title_zh <> ''::text)),
    CHECK ((version > 0))
);
COMMENT ON TABLE member.consent_text IS 'reference append-only: what members are asked to agree to, in both languages; another wording is another version';

CREATE TABLE member.consent_unsaid (
    member_id  bigint NOT NULL,
    consent_id bigint NOT NULL,
    unsaid_at  timestamp with time zone NOT NULL,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, consent_id),
    FOREIGN KEY (member_id, consent_id) REFERENCES member.consent(member_id, consent_id)
);
CREATE INDEX consent_unsaid_xid ON member.consent_unsaid USING btree (xid);
COMMENT ON TABLE member.consent_unsaid IS 'member append-only: statements that were brought by a file and taken back with it: they stay as evidence and count no more';

CREATE TABLE member.data_key (
    member_id     bigint NOT NULL,
    master_key_id text COLLATE "C" NOT NULL,
    wrapped       bytea NOT NULL,
    PRIMARY KEY (member_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id)
);
COMMENT ON TABLE member.data_key IS 'vault: the member''s own key, wrapped by the master key; destroying it is erasure';

CREATE TABLE member.erasure (
    member_id  bigint NOT NULL,
    kin        bigint[] NOT NULL,
    erased_at  timestamp with time zone NOT NULL,
    cause      text COLLATE "C" NOT NULL,
    staff_id   bigint NOT NULL,
    waived     boolean NOT NULL,
    settled_at timestamp with time zone,
    listed_at  timestamp with time zone,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id),
    CHECK ((cause = ANY (ARRAY['asked'::text, 'left'::text, 'restored'::text])))
);
CREATE INDEX erasure_unlisted ON member.erasure USING btree (erased_at, member_id) WHERE (listed_at IS NULL);
CREATE INDEX erasure_unsettled ON member.erasure USING btree (erased_at, member_id) WHERE (settled_at IS NULL);
CREATE INDEX erasure_xid ON member.erasure USING btree (xid);
COMMENT ON TABLE member.erasure IS 'member: whose personal data was destroyed, with that of whoever had become he; settled_at null: a restored backup brought back what others keep of him';
COMMENT ON COLUMN member.erasure.kin IS 'who had become the member before';
COMMENT ON COLUMN member.erasure.listed_at IS 'when it was written into the list that a restore reads';

CREATE TABLE member.field (
    code       text COLLATE "C" NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    name       jsonb NOT NULL,
    hint       jsonb NOT NULL DEFAULT '{}'::jsonb,
    choices    jsonb NOT NULL DEFAULT '[]'::jsonb,
    "least"    text COLLATE "C" NOT NULL DEFAULT ''::text,
    most       text COLLATE "C" NOT NULL DEFAULT ''::text,
    required   boolean NOT NULL DEFAULT false,
    personal   boolean NOT NULL DEFAULT false,
    readers    text[] NOT NULL DEFAULT '{}'::text[],
    writers    text[] NOT NULL DEFAULT '{}'::text[],
    face       text COLLATE "C" NOT NULL DEFAULT 'hidden'::text,
    weight     integer NOT NULL DEFAULT 0,
    place      integer NOT NULL DEFAULT 0,
    ended      boolean NOT NULL DEFAULT false,
    version    integer NOT NULL DEFAULT 1,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    PRIMARY KEY (code),
    CHECK (((kind <> 'core'::text) OR (NOT (required OR ended)))),
    CHECK (((weight >= 0) AND (weight <= 100))),
    CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
    CHECK ((face = ANY (ARRAY['hidden'::text, 'shown'::text, 'changeable'::text]))),
    CHECK ((kind = ANY (ARRAY['core'::text, 'text'::text, 'number'::text, 'date'::text, 'choice'::text, 'choices'::text])))
);
COMMENT ON TABLE member.field IS 'reference: what the retailer wants to know of members beside name, phone, e-mail and birthday, and how much each of these counts for completeness';

CREATE TABLE member.field_value (
    member_id bigint NOT NULL,
    field     text COLLATE "C" NOT NULL,
    version   integer NOT NULL,
    sealed    bytea NOT NULL,
    empty     boolean NOT NULL,
    stated_by text COLLATE "C" NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    PRIMARY KEY (member_id, field),
    FOREIGN KEY (field) REFERENCES member.field(code),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id)
);
COMMENT ON TABLE member.field_value IS 'vault: values of the fields of the retailer''s own, each encrypted under the member''s key';

CREATE TABLE member.finding (
    member_id bigint NOT NULL,
    rule      text COLLATE "C" NOT NULL,
    state     text COLLATE "C" NOT NULL,
    fixable   boolean NOT NULL,
    since     timestamp with time zone NOT NULL,
    seen_at   timestamp with time zone NOT NULL,
    ended_at  timestamp with time zone,
    until     timestamp with time zone,
    sealed    bytea,
    said_by   text COLLATE "C",
    said_at   timestamp with time zone,
    version   integer NOT NULL,
    PRIMARY KEY (member_id, rule),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id),
    CHECK (((state = 'ignored'::text) = (said_by IS NOT NULL))),
    CHECK (((state = 'repaired'::text) = (ended_at IS NOT NULL))),
    CHECK ((state = ANY (ARRAY['open'::text, 'ignored'::text, 'repaired'::text])))
);
CREATE INDEX finding_ignored ON member.finding USING btree (until, member_id) WHERE (state = 'ignored'::text);
CREATE INDEX finding_of_rule ON member.finding USING btree (rule, since DESC, member_id DESC) WHERE (state = 'open'::text);
CREATE INDEX finding_queue ON member.finding USING btree (since DESC, member_id DESC, rule) WHERE (state = 'open'::text);
COMMENT ON TABLE member.finding IS 'vault: what a rule found wrong with what the vault holds of a member: the rule and since when, never the text itself; why it is ignored is encrypted under the member''s key';

CREATE TABLE member.identity (
    member_id  bigint NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    blind      bytea NOT NULL,
    source     text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_at   timestamp with time zone,
    merge_id   bigint,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    index_key  smallint NOT NULL DEFAULT 1,
    former     bytea,
    PRIMARY KEY (member_id, kind, blind),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id)
);
CREATE INDEX identity_xid ON member.identity USING btree (xid);
COMMENT ON TABLE member.identity IS 'member: a key by which a channel knows the member; the value itself only as a blind index, shown from the vault';
COMMENT ON COLUMN member.identity.index_key IS 'generation of the index key that made the blind index';
COMMENT ON COLUMN member.identity.former IS 'while the index key is exchanged: the blind index under the key before, which is claimed as well';

CREATE TABLE member.identity_change (
    member_id bigint NOT NULL,
    change_id bigint NOT NULL,
    kind      text COLLATE "C" NOT NULL,
    deed      text COLLATE "C" NOT NULL,
    via       text COLLATE "C" NOT NULL,
    made_by   text COLLATE "C" NOT NULL,
    sealed    bytea NOT NULL,
    made_at   timestamp with time zone NOT NULL,
    PRIMARY KEY (member_id, change_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id),
    CHECK ((deed = ANY (ARRAY['bound'::text, 'changed'::text, 'ended'::text, 'copied'::text]))),
    CHECK ((via = ANY (ARRAY['code'::text, 'staff'::text, 'provider'::text, 'passkey'::text])))
);
COMMENT ON TABLE member.identity_change IS 'vault: what became of the identities of a member, masked and with the reason, encrypted under the member''s key';

CREATE TABLE member.key_holder (
    process    text COLLATE "C" NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at    timestamp with time zone NOT NULL,
    masters    text[] NOT NULL,
    wraps      text COLLATE "C" NOT NULL,
    indexes    integer[] NOT NULL DEFAULT '{}'::integer[],
    PRIMARY KEY (process)
);
COMMENT ON TABLE member.key_holder IS 'local rebuildable: which master and index keys each process that serves holds, told every few seconds';

CREATE TABLE member.key_probe (
    key         text COLLATE "C" NOT NULL,
    probe       bytea NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    retired_at  timestamp with time zone,
    PRIMARY KEY (key)
);
COMMENT ON TABLE member.key_probe IS 'local: which master and index keys the vault was written with, and a proof of each that tells nothing of it';
COMMENT ON COLUMN member.key_probe.retired_at IS 'since when nothing may be wrapped under it any more';

CREATE TABLE member.key_rotation (
    id           bigint NOT NULL,
    from_key     text COLLATE "C" NOT NULL,
    to_key       text COLLATE "C" NOT NULL,
    phase        text COLLATE "C" NOT NULL,
    asked_by     text COLLATE "C" NOT NULL,
    asked_at     timestamp with time zone NOT NULL,
    begun_at     timestamp with time zone,
    wrapped_at   timestamp with time zone,
    destroyed_at timestamp with time zone,
    total        bigint NOT NULL DEFAULT 0,
    done         bigint NOT NULL DEFAULT 0,
    after_member bigint NOT NULL DEFAULT 0,
    horizon      xid8,
    what         text COLLATE "C" NOT NULL DEFAULT 'master'::text,
    PRIMARY KEY (id),
    CHECK ((from_key <> to_key)),
    CHECK ((phase = ANY (ARRAY['spreading'::text, 'rewrapping'::text, 'draining'::text, 'clearing'::text, 'wrapped'::text, 'destroyed'::text]))),
    CHECK ((what = ANY (ARRAY['master'::text, 'index'::text])))
);
CREATE UNIQUE INDEX key_rotation_one ON member.key_rotation USING btree ((true)) WHERE (phase = ANY (ARRAY['spreading'::text, 'rewrapping'::text, 'draining'::text, 'clearing'::text]));
COMMENT ON TABLE member.key_rotation IS 'local: exchanges of the master key and of the index key, and how far each has come';
COMMENT ON COLUMN member.key_rotation.horizon IS 'transactions before it may still have written under the old key';

CREATE TABLE member.label (
    member_id  bigint NOT NULL,
    label      text COLLATE "C" NOT NULL,
    source     text COLLATE "C" NOT NULL,
    since      timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    merge_id   bigint,
    PRIMARY KEY (member_id, label),
    CHECK (((length(label) >= 1) AND (length(label) <= 80)))
);
CREATE INDEX label_label ON member.label USING btree (label);
CREATE INDEX label_xid ON member.label USING btree (xid);
COMMENT ON TABLE member.label IS 'member: a fact on a member that rules may read, who says so and until when; one that ended keeps its row';
COMMENT ON COLUMN member.label.merge_id IS 'the merge that brought it';

CREATE TABLE member.mark (
    mark      bigint NOT NULL,
    owner_id  bigint NOT NULL,
    member_id bigint NOT NULL,
    kind      text COLLATE "C" NOT NULL,
    first_at  timestamp with time zone NOT NULL,
    seen_at   timestamp with time zone NOT NULL,
    PRIMARY KEY (mark, owner_id),
    CHECK ((kind = ANY (ARRAY['device'::text, 'payer'::text])))
);
CREATE INDEX mark_member_id ON member.mark USING btree (member_id);
CREATE INDEX mark_owner_id ON member.mark USING btree (owner_id);
CREATE INDEX mark_seen_at ON member.mark USING btree (seen_at);
COMMENT ON TABLE member.mark IS 'keyed: the device with which a member signed in and who paid for him, blind: that two have one can be seen, what it is cannot';
COMMENT ON COLUMN member.mark.owner_id IS 'who left it';
COMMENT ON COLUMN member.mark.member_id IS 'who stands for him: he himself, or into whom he was merged';

CREATE TABLE member.member (
    member_id    bigint NOT NULL,
    number       text COLLATE "C" NOT NULL,
    status       text COLLATE "C" NOT NULL,
    joined_at    timestamp with time zone NOT NULL,
    recorded_at  timestamp with time zone NOT NULL,
    source       text COLLATE "C" NOT NULL,
    store_id     bigint,
    channel_id   bigint,
    birth_month  smallint,
    birth_day    smallint,
    merged_into  bigint,
    xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    retracted_at timestamp with time zone,
    run_id       bigint,
    PRIMARY KEY (member_id),
    CHECK (((birth_day >= 1) AND (birth_day <= 31))),
    CHECK (((birth_month >= 1) AND (birth_month <= 12))),
    CHECK (((birth_month IS NULL) = (birth_day IS NULL))),
    CHECK (((merged_into IS NOT NULL) = (status = 'merged'::text))),
    CHECK ((member_id > 0)),
    CHECK ((status = ANY (ARRAY['active'::text, 'merged'::text, 'left'::text, 'erased'::text])))
);
CREATE INDEX member_joined ON member.member USING btree (joined_at DESC, member_id DESC);
CREATE INDEX member_merged_into ON member.member USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX member_run ON member.member USING btree (run_id) WHERE (run_id IS NOT NULL);
CREATE INDEX member_xid ON member.member USING btree (xid);
COMMENT ON TABLE member.member IS 'member: a person the retailer knows; no personal text here, only ids and traits that rules may read';
COMMENT ON COLUMN member.member.retracted_at IS 'when an import that had made the member was taken back; he was never here, and nobody erased him';
COMMENT ON COLUMN member.member.run_id IS 'the import that brought him; null: none did, or one of orders from before this was kept';

CREATE TABLE member.merge (
    member_id  bigint NOT NULL,
    id         bigint NOT NULL,
    into_id    bigint NOT NULL,
    reason     text COLLATE "C" NOT NULL,
    staff_id   bigint NOT NULL,
    made_at    timestamp with time zone NOT NULL,
    undone_at  timestamp with time zone,
    undone_by  bigint,
    undone_why text COLLATE "C",
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id),
    CHECK ((((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undone_why IS NULL)))),
    CHECK ((into_id <> member_id))
);
CREATE INDEX merge_id ON member.merge USING btree (id);
CREATE INDEX merge_into ON member.merge USING btree (into_id, id);
CREATE INDEX merge_xid ON member.merge USING btree (xid);
CREATE UNIQUE INDEX merge_in_force ON member.merge USING btree (member_id) WHERE (undone_at IS NULL);
COMMENT ON TABLE member.merge IS 'member: who became one with whom, who decided it and why, and whether it was undone';
COMMENT ON COLUMN member.merge.member_id IS 'who went into the other';

CREATE TABLE member.minor (
    member_id    bigint NOT NULL,
    sealed       bytea,
    agreed_at    timestamp with time zone,
    agreed_via   text COLLATE "C",
    text_version integer,
    ended_at     timestamp with time zone,
    asked_at     timestamp with time zone,
    PRIMARY KEY (member_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id),
    CHECK (((agreed_at IS NULL) = (agreed_via IS NULL))),
    CHECK (((asked_at IS NULL) OR (ended_at IS NOT NULL))),
    CHECK (((sealed IS NOT NULL) OR (ended_at IS NOT NULL))),
    CHECK ((agreed_via = ANY (ARRAY['code'::text, 'staff'::text])))
);
CREATE INDEX minor_now ON member.minor USING btree (member_id) WHERE (ended_at IS NULL);
COMMENT ON TABLE member.minor IS 'vault: who is or was below the age of consent: until when, and the phone of the guardian who agreed, encrypted under the member''s key';

CREATE TABLE member.note (
    member_id  bigint NOT NULL,
    note_id    bigint NOT NULL,
    version    integer NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    pinned     boolean NOT NULL,
    store_id   bigint,
    written_by text COLLATE "C" NOT NULL,
    written_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    PRIMARY KEY (member_id, note_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id),
    CHECK ((kind = ANY (ARRAY['call'::text, 'visit'::text, 'complaint'::text, 'wish'::text, 'other'::text])))
);
COMMENT ON TABLE member.note IS 'vault: what staff wrote about members as it stands: kind, store, author; every wording is in note_version';

CREATE TABLE member.note_version (
    member_id bigint NOT NULL,
    note_id   bigint NOT NULL,
    version   integer NOT NULL,
    act       text COLLATE "C" NOT NULL,
    kind      text COLLATE "C" NOT NULL,
    sealed    bytea,
    said_by   text COLLATE "C" NOT NULL,
    said_at   timestamp with time zone NOT NULL,
    PRIMARY KEY (member_id, note_id, version),
    FOREIGN KEY (member_id, note_id) REFERENCES member.note(member_id, note_id),
    CHECK ((act = ANY (ARRAY['written'::text, 'corrected'::text, 'pinned'::text, 'unpinned'::text, 'removed'::text, 'restored'::text])))
);
COMMENT ON TABLE member.note_version IS 'vault: what became of each note: its wordings, and why it was removed, encrypted under the member''s key';

CREATE TABLE member.origin (
    member_id  bigint NOT NULL,
    adviser    text COLLATE "C",
    poster     text COLLATE "C",
    inviter_id bigint,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id),
    CHECK (((adviser IS NOT NULL) OR (poster IS NOT NULL) OR (inviter_id IS NOT NULL)))
);
CREATE INDEX origin_inviter_id ON member.origin USING btree (inviter_id, member_id) WHERE (inviter_id IS NOT NULL);
CREATE INDEX origin_xid ON member.origin USING btree (xid);
COMMENT ON TABLE member.origin IS 'member append-only: who or what brought a member: an adviser, a poster, another member; store and channel stand in the member''s own row';

CREATE TABLE member.passkey (
    credential bytea NOT NULL,
    member_id  bigint NOT NULL,
    passkey_id bigint NOT NULL,
    sealed     bytea NOT NULL,
    counter    bigint NOT NULL,
    made_at    timestamp with time zone NOT NULL,
    used_at    timestamp with time zone,
    copied_at  timestamp with time zone,
    PRIMARY KEY (credential),
    CHECK (((counter >= 0) AND (counter <= '4294967295'::bigint)))
);
CREATE INDEX passkey_member_id ON member.passkey USING btree (member_id);
COMMENT ON TABLE member.passkey IS 'keyed: a key in a device of a member''s that signs him in, by the blind index of its name; what it is called and its public half are encrypted under his key';
COMMENT ON COLUMN member.passkey.copied_at IS 'when its counter went back, so that there are two of it; it signs nobody in since';

CREATE TABLE member.password (
    member_id bigint NOT NULL,
    sealed    bytea NOT NULL,
    set_at    timestamp with time zone NOT NULL,
    PRIMARY KEY (member_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id)
);
COMMENT ON TABLE member.password IS 'vault: the argon2id hash of a member''s password, encrypted under the member''s key';

CREATE TABLE member.poster (
    id         bigint NOT NULL,
    code       text COLLATE "C" NOT NULL,
    name       text NOT NULL,
    store_id   bigint,
    channel_id bigint,
    adviser    text COLLATE "C",
    headline   jsonb NOT NULL,
    words      jsonb NOT NULL,
    begins_at  timestamp with time zone NOT NULL,
    ends_at    timestamp with time zone,
    paused     boolean NOT NULL,
    ended_at   timestamp with time zone,
    version    integer NOT NULL,
    made_by    text COLLATE "C" NOT NULL,
    made_at    timestamp with time zone NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code),
    CHECK ((code ~ '^[2-9A-HJKMNP-TV-Z]{8}$'::text)),
    CHECK ((ends_at > begins_at))
);
CREATE INDEX poster_store ON member.poster USING btree (store_id, id);
COMMENT ON TABLE member.poster IS 'reference: sheets by which people join; a member who came by one has its code in member.origin';
COMMENT ON COLUMN member.poster.code IS 'what the link says; made here, never changed and never used again';
COMMENT ON COLUMN member.poster.adviser IS 'whom a member who joins by it is put down to; with store and channel it stays as it was made';
COMMENT ON COLUMN member.poster.ended_at IS 'when somebody ended it before its time, or without one';

CREATE TABLE member.poster_day (
    poster_id bigint NOT NULL,
    day       date NOT NULL,
    scans     bigint NOT NULL,
    PRIMARY KEY (poster_id, day),
    FOREIGN KEY (poster_id) REFERENCES member.poster(id),
    CHECK ((scans > 0))
);
COMMENT ON TABLE member.poster_day IS 'local: how often a poster was opened on a business day of the retailer; a number, and nothing of who opened it';

CREATE TABLE member.quality_day (
    day     date NOT NULL,
    part    text COLLATE "C" NOT NULL,
    key     text COLLATE "C" NOT NULL,
    rule    text COLLATE "C" NOT NULL,
    members bigint NOT NULL,
    found   bigint NOT NULL,
    PRIMARY KEY (day, part, key, rule),
    CHECK ((part = ANY (ARRAY['all'::text, 'store'::text, 'channel'::text, 'source'::text, 'run'::text])))
);
COMMENT ON TABLE member.quality_day IS 'local: on each day how many members there were and of how many a rule found something wrong, of all and of each part; rule empty: of how many any did';

CREATE TABLE member.quality_rule (
    code       text COLLATE "C" NOT NULL,
    spec       jsonb NOT NULL,
    enabled    boolean NOT NULL,
    weight     integer NOT NULL,
    threshold  integer NOT NULL,
    severity   text COLLATE "C" NOT NULL,
    version    integer NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    PRIMARY KEY (code),
    CHECK (((weight >= 0) AND (weight <= 100))),
    CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text]))),
    CHECK ((threshold >= 0))
);
COMMENT ON TABLE member.quality_rule IS 'reference: what the retailer set of the rules over member records, and rules of its own over its own fields';
COMMENT ON COLUMN member.quality_rule.spec IS 'of a rule of the retailer''s own what it asks and its words; {} of one that the program has';

CREATE TABLE member.quality_run (
    id       bigint NOT NULL,
    rules    text COLLATE "C" NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    members  bigint NOT NULL,
    after    bigint NOT NULL,
    judged   bigint NOT NULL,
    found    bigint NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX quality_run_open ON member.quality_run USING btree (((ended_at IS NULL))) WHERE (ended_at IS NULL);
COMMENT ON TABLE member.quality_run IS 'local: how far the judging of all members has come';
COMMENT ON COLUMN member.quality_run.after IS 'the last member who was judged: what was cut off goes on behind him';

CREATE TABLE member.repair (
    member_id bigint NOT NULL,
    repair_id bigint NOT NULL,
    batch_id  bigint NOT NULL,
    rule      text COLLATE "C" NOT NULL,
    sealed    bytea NOT NULL,
    made_by   text COLLATE "C" NOT NULL,
    made_at   timestamp with time zone NOT NULL,
    undone_by text COLLATE "C",
    undone_at timestamp with time zone,
    PRIMARY KEY (member_id, repair_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id)
);
CREATE INDEX repair_batch ON member.repair USING btree (batch_id, member_id);
COMMENT ON TABLE member.repair IS 'vault: what was repaired of a member by a suggestion, and how it read before, encrypted under the member''s key';

CREATE TABLE member.restriction (
    member_id      bigint NOT NULL,
    restriction_id bigint NOT NULL,
    request_id     bigint NOT NULL,
    begun_at       timestamp with time zone NOT NULL,
    begun_by       text COLLATE "C" NOT NULL,
    until          timestamp with time zone,
    lifted_at      timestamp with time zone,
    lifted_by      text COLLATE "C",
    reason         bytea,
    xid            xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, restriction_id),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id),
    CHECK ((((until IS NULL) = (lifted_at IS NULL)) AND ((until IS NULL) = (lifted_by IS NULL)))),
    CHECK ((until >= lifted_at))
);
CREATE INDEX restriction_xid ON member.restriction USING btree (xid);
CREATE UNIQUE INDEX restriction_open ON member.restriction USING btree (member_id) WHERE (until IS NULL);
COMMENT ON TABLE member.restriction IS 'member: when a member''s data was kept and not used, since when, until when, and who lifted it; the reason of that is sealed under the member''s key';
COMMENT ON COLUMN member.restriction.until IS 'it is in force before; null: nobody has lifted it';
COMMENT ON COLUMN member.restriction.lifted_at IS 'when somebody said that it ends; until is when it does';

CREATE TABLE member.search_due (
    member_id bigint NOT NULL,
    PRIMARY KEY (member_id)
);
COMMENT ON TABLE member.search_due IS 'local: members who came in bulk and cannot be found by their names until the job was there';

CREATE TABLE member.search_member (
    member_id bigint NOT NULL,
    tokens    bigint[] NOT NULL,
    twin_keys bigint[],
    index_key smallint NOT NULL DEFAULT 1,
    PRIMARY KEY (member_id)
);
COMMENT ON TABLE member.search_member IS 'vault: which tokens lead to a member, so that they are found when they must go';
COMMENT ON COLUMN member.search_member.twin_keys IS 'blind keys that two records of one person are likely to share; null: not worked out yet';
COMMENT ON COLUMN member.search_member.index_key IS 'generation of the index key that made the tokens and keys';

CREATE TABLE member.search_token (
    token     bigint NOT NULL,
    member_id bigint NOT NULL,
    PRIMARY KEY (token, member_id)
);
COMMENT ON TABLE member.search_token IS 'keyed: blind index of the beginnings of names, of pinyin, initials and the last digits of phones, with whom it leads to';

CREATE TABLE member.session (
    id         bigint NOT NULL,
    member_id  bigint NOT NULL,
    salt       bytea NOT NULL,
    generation integer NOT NULL,
    remembered boolean NOT NULL,
    device     text COLLATE "C" NOT NULL,
    network    text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL,
    renewed_at timestamp with time zone NOT NULL,
    seen_at    timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at   timestamp with time zone,
    ended_why  text COLLATE "C",
    begun_by   bigint,
    proved_at  timestamp with time zone,
    index_key  smallint NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    CHECK (((ended_at IS NULL) = (ended_why IS NULL))),
    CHECK ((ended_why = ANY (ARRAY['sign_out'::text, 'elsewhere'::text, 'again'::text, 'reused'::text, 'parted'::text, 'identity'::text, 'recovered'::text, 'copied'::text]))),
    CHECK ((generation > 0))
);
CREATE INDEX session_expires_at ON member.session USING btree (expires_at);
CREATE INDEX session_member ON member.session USING btree (member_id, id);
COMMENT ON TABLE member.session IS 'local rebuildable: where a member is signed in; of its tokens it holds the salt and the count, so that nobody who reads it has one';
COMMENT ON COLUMN member.session.begun_by IS 'who signed in, where he has become another since';
COMMENT ON COLUMN member.session.proved_at IS 'when the member last showed again that it is he; NULL: when the session began';
COMMENT ON COLUMN member.session.index_key IS 'generation of the index key from which its tokens follow';

CREATE TABLE member.sign_in_attempt (
    id            bigint NOT NULL,
    provider      text COLLATE "C" NOT NULL,
    use           text COLLATE "C" NOT NULL,
    salt          bytea NOT NULL,
    session_id    bigint,
    return_to     text COLLATE "C" NOT NULL,
    remembered    boolean NOT NULL,
    code_seen     bytea,
    started_at    timestamp with time zone NOT NULL,
    expires_at    timestamp with time zone NOT NULL,
    answered_at   timestamp with time zone,
    used_at       timestamp with time zone,
    master_key_id text COLLATE "C",
    wrapped       bytea,
    sealed        bytea,
    PRIMARY KEY (id),
    UNIQUE (code_seen),
    CHECK ((((sealed IS NULL) = (wrapped IS NULL)) AND ((sealed IS NULL) = (master_key_id IS NULL)))),
    CHECK (((use = 'sign_in'::text) = (session_id IS NULL))),
    CHECK ((use = ANY (ARRAY['sign_in'::text, 'bind'::text, 'prove'::text])))
);
CREATE INDEX sign_in_attempt_expires_at ON member.sign_in_attempt USING btree (expires_at);
COMMENT ON TABLE member.sign_in_attempt IS 'local rebuildable: a way to a sign-in provider and back, for minutes; who came back stands in it sealed under a key of its own, and state, nonce and verifier are computed from the salt';

CREATE TABLE member.sign_in_code (
    kind       text COLLATE "C" NOT NULL,
    blind      bytea NOT NULL,
    salt       bytea NOT NULL,
    hash       bytea NOT NULL,
    tries      integer NOT NULL,
    sent_at    timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    PRIMARY KEY (kind, blind)
);
CREATE INDEX sign_in_code_expires_at ON member.sign_in_code USING btree (expires_at);
COMMENT ON TABLE member.sign_in_code IS 'local rebuildable: the one-time code that was sent last to a phone or an e-mail, as a keyed hash; it lives for minutes';

CREATE TABLE member.tag (
    code       text COLLATE "C" NOT NULL,
    name       jsonb NOT NULL,
    colour     text COLLATE "C" NOT NULL,
    group_code text COLLATE "C",
    days       integer NOT NULL,
    ended      boolean NOT NULL,
    version    integer NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    PRIMARY KEY (code),
    FOREIGN KEY (group_code) REFERENCES member.tag_group(code),
    CHECK ((days >= 0))
);
COMMENT ON TABLE member.tag IS 'reference: what staff may say of members by hand; who has one bears the label tag:<code>';

CREATE TABLE member.tag_batch (
    id        bigint NOT NULL,
    tag       text COLLATE "C" NOT NULL,
    act       text COLLATE "C" NOT NULL,
    members   bigint NOT NULL,
    made_by   text COLLATE "C" NOT NULL,
    made_at   timestamp with time zone NOT NULL,
    undone_by text COLLATE "C",
    undone_at timestamp with time zone,
    PRIMARY KEY (id)
);
COMMENT ON TABLE member.tag_batch IS 'local: tags put on many members at once, or taken, and whether that was undone';

CREATE TABLE member.tag_change (
    member_id bigint NOT NULL,
    change_id bigint NOT NULL,
    tag       text COLLATE "C" NOT NULL,
    act       text COLLATE "C" NOT NULL,
    until     timestamp with time zone,
    had       boolean NOT NULL,
    had_until timestamp with time zone,
    reason    text NOT NULL,
    said_by   text COLLATE "C" NOT NULL,
    said_at   timestamp with time zone NOT NULL,
    batch_id  bigint,
    xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, change_id),
    CHECK ((act = ANY (ARRAY['put'::text, 'taken'::text])))
);
CREATE INDEX tag_change_batch ON member.tag_change USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX tag_change_xid ON member.tag_change USING btree (xid);
COMMENT ON TABLE member.tag_change IS 'member append-only: who put which tag on a member or took it, when and why';
COMMENT ON COLUMN member.tag_change.had_until IS 'until when it was to hold before, where it was had';
COMMENT ON COLUMN member.tag_change.reason IS 'erasable: why it was put or taken';

CREATE TABLE member.tag_group (
    code       text COLLATE "C" NOT NULL,
    name       jsonb NOT NULL,
    exclusive  boolean NOT NULL,
    version    integer NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    PRIMARY KEY (code)
);
COMMENT ON TABLE member.tag_group IS 'reference: groups of tags; of an exclusive one a member has one tag at most';

CREATE TABLE member.trace (
    kind      text COLLATE "C" NOT NULL,
    blind     bytea NOT NULL,
    what      text COLLATE "C" NOT NULL,
    ref_id    bigint NOT NULL,
    member_id bigint,
    until     timestamp with time zone NOT NULL,
    index_key smallint NOT NULL DEFAULT 1,
    PRIMARY KEY (kind, blind, what, ref_id)
);
CREATE INDEX trace_member ON member.trace USING btree (member_id) WHERE (member_id IS NOT NULL);
CREATE INDEX trace_ref ON member.trace USING btree (what, ref_id);
CREATE INDEX trace_until ON member.trace USING btree (until);
COMMENT ON TABLE member.trace IS 'keyed: what a visitor did, by the keys of the channel, until somebody joins who has one of them';
COMMENT ON COLUMN member.trace.member_id IS 'who turned out to be the visitor; the trace goes when it is followed';
COMMENT ON COLUMN member.trace.index_key IS 'generation of the index key that made the blind index; whose it is nobody knows, so that it lapses under it';

CREATE TABLE member.twin (
    member_id bigint NOT NULL,
    other_id  bigint NOT NULL,
    score     integer NOT NULL,
    evidence  text[] COLLATE "C" NOT NULL,
    weights   integer[] NOT NULL,
    state     text COLLATE "C" NOT NULL,
    found_at  timestamp with time zone NOT NULL,
    due_at    timestamp with time zone NOT NULL,
    judged_at timestamp with time zone,
    judged_by bigint,
    run_id    bigint NOT NULL,
    via       bigint,
    PRIMARY KEY (member_id, other_id),
    CHECK (((judged_at IS NULL) = (judged_by IS NULL))),
    CHECK ((cardinality(evidence) = cardinality(weights))),
    CHECK ((member_id < other_id)),
    CHECK ((state = ANY (ARRAY['open'::text, 'later'::text, 'apart'::text, 'one'::text])))
);
CREATE INDEX twin_other ON member.twin USING btree (other_id);
CREATE INDEX twin_queue ON member.twin USING btree (score DESC, member_id, other_id) WHERE (state = ANY (ARRAY['open'::text, 'later'::text]));
CREATE INDEX twin_via ON member.twin USING btree (via) WHERE (via IS NOT NULL);
COMMENT ON TABLE member.twin IS 'local: two members who may be one person, what speaks for it, and what somebody has judged';
COMMENT ON COLUMN member.twin.score IS 'in hundredths of a bit; at nought one person is as likely as two';
COMMENT ON COLUMN member.twin.weights IS 'of each evidence, in hundredths of a bit';
COMMENT ON COLUMN member.twin.via IS 'the merge by which this was judged: of who was absorbed; null: of these two';

CREATE TABLE member.twin_run (
    id            bigint NOT NULL,
    began_at      timestamp with time zone NOT NULL,
    ended_at      timestamp with time zone,
    members       bigint NOT NULL,
    parts         integer NOT NULL,
    done          integer NOT NULL DEFAULT 0,
    compared      bigint NOT NULL DEFAULT 0,
    found         bigint NOT NULL DEFAULT 0,
    cut_blocks    bigint NOT NULL DEFAULT 0,
    largest_block bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
);
COMMENT ON TABLE member.twin_run IS 'local: how far the search for members who may be one person has come, and what it had to leave out';

CREATE TABLE member.vault (
    member_id  bigint NOT NULL,
    field      text COLLATE "C" NOT NULL,
    version    integer NOT NULL,
    sealed     bytea NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    PRIMARY KEY (member_id, field),
    FOREIGN KEY (member_id) REFERENCES member.member(member_id)
);
COMMENT ON TABLE member.vault IS 'vault: personal text, encrypted under the member''s key; the only place that holds any';

CREATE TABLE notice.paused (
    listener  text COLLATE "C" NOT NULL,
    paused_at timestamp with time zone NOT NULL,
    reason    text NOT NULL,
    PRIMARY KEY (listener)
);
COMMENT ON TABLE notice.paused IS 'local: a listener that is told nothing until somebody lets it go on';

CREATE TABLE notice.pending (
    listener    text COLLATE "C" NOT NULL,
    id          bigint NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    member_ids  bigint[] NOT NULL,
    ids         bigint[] NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    due_at      timestamp with time zone NOT NULL,
    attempts    integer NOT NULL DEFAULT 0,
    parked_at   timestamp with time zone,
    error       text,
    PRIMARY KEY (listener, id),
    CHECK ((cardinality(member_ids) = cardinality(ids)))
);
CREATE INDEX pending_due ON notice.pending USING btree (listener, due_at, id) WHERE (parked_at IS NULL);
CREATE INDEX pending_parked ON notice.pending USING btree (listener, id) WHERE (parked_at IS NOT NULL);
COMMENT ON TABLE notice.pending IS 'local: one fact still to be told to one listener; the row goes when the listener has acted on it';

CREATE TABLE orders.buyer (
    member_id  bigint NOT NULL,
    first_date date NOT NULL,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id)
);
CREATE INDEX buyer_xid ON orders.buyer USING btree (xid);
COMMENT ON TABLE orders.buyer IS 'member: the business day of a member''s first order';

CREATE TABLE orders.late_entry (
    member_id   bigint NOT NULL,
    order_id    bigint NOT NULL,
    principal   text COLLATE "C" NOT NULL,
    reason      text,
    flagged     boolean NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    amount      bigint NOT NULL,
    store_id    bigint,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    local_date  date NOT NULL,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, order_id)
);
CREATE INDEX late_entry_day ON orders.late_entry USING btree (local_date);
CREATE INDEX late_entry_newest ON orders.late_entry USING btree (recorded_at, order_id);
CREATE INDEX late_entry_principal ON orders.late_entry USING btree (principal, recorded_at, order_id);
CREATE INDEX late_entry_xid ON orders.late_entry USING btree (xid);
COMMENT ON TABLE orders.late_entry IS 'member append-only: an order without a member that staff attached to one later, who did it and why';
COMMENT ON COLUMN orders.late_entry.reason IS 'erasable: why it was attached so late';
COMMENT ON COLUMN orders.late_entry.occurred_at IS 'when it was bought';
COMMENT ON COLUMN orders.late_entry.local_date IS 'the retailer''s business day on which it was attached';

CREATE TABLE orders.late_policy (
    id           smallint NOT NULL,
    window_days  integer NOT NULL,
    reason_above bigint NOT NULL,
    member_day   integer NOT NULL,
    member_month integer NOT NULL,
    staff_day    integer NOT NULL,
    staff_month  integer NOT NULL,
    updated_at   timestamp with time zone NOT NULL,
    PRIMARY KEY (id),
    CHECK (((member_day >= 0) AND (member_day <= 10000))),
    CHECK (((member_month >= 0) AND (member_month <= 10000))),
    CHECK (((reason_above >= 0) AND (reason_above <= '1000000000000'::bigint))),
    CHECK (((staff_day >= 0) AND (staff_day <= 10000))),
    CHECK (((staff_month >= 0) AND (staff_month <= 10000))),
    CHECK (((window_days >= 0) AND (window_days <= 366))),
    CHECK ((id = 1))
);
COMMENT ON TABLE orders.late_policy IS 'reference: how late, how often and from which amount only with a reason a receipt may be attached';

CREATE TABLE orders.late_tally (
    who    text COLLATE "C" NOT NULL,
    period text COLLATE "C" NOT NULL,
    begins date NOT NULL,
    count  integer NOT NULL,
    PRIMARY KEY (who, period, begins),
    CHECK ((count > 0)),
    CHECK ((period = ANY (ARRAY['day'::text, 'month'::text])))
);
COMMENT ON TABLE orders.late_tally IS 'keyed: how many orders somebody attached, or had attached, in a day or month; its row is the lock that keeps the limit';

CREATE TABLE orders.line (
    member_id         bigint NOT NULL,
    order_id          bigint NOT NULL,
    no                integer NOT NULL,
    kind              text COLLATE "C" NOT NULL,
    article_id        bigint,
    code              text COLLATE "C" NOT NULL,
    name              text NOT NULL,
    quantity          bigint NOT NULL,
    scale             smallint NOT NULL DEFAULT 0,
    list_amount       bigint NOT NULL,
    discount_amount   bigint NOT NULL,
    paid_amount       bigint NOT NULL,
    tax_rate_bps      integer,
    tax_included      boolean NOT NULL DEFAULT true,
    tax_amount        bigint NOT NULL DEFAULT 0,
    earns             boolean NOT NULL,
    refunded_quantity bigint NOT NULL DEFAULT 0,
    refunded_amount   bigint NOT NULL DEFAULT 0,
    xid               xid8 NOT NULL DEFAULT pg_current_xact_id(),
    local_date        date NOT NULL,
    PRIMARY KEY (member_id, order_id, no),
    CHECK (((list_amount - discount_amount) = paid_amount)),
    CHECK (((refunded_amount >= 0) AND (refunded_amount <= GREATEST(paid_amount, (0)::bigint)))),
    CHECK (((refunded_quantity >= 0) AND (refunded_quantity <= GREATEST(quantity, (0)::bigint)))),
    CHECK (((scale >= 0) AND (scale <= 6))),
    CHECK ((kind = ANY (ARRAY['goods'::text, 'delivery'::text, 'service'::text, 'tip'::text, 'discount'::text, 'other'::text]))),
    CHECK ((no > 0))
);
CREATE INDEX line_xid ON orders.line USING btree (xid);
COMMENT ON TABLE orders.line IS 'member: one line of an order; quantity in units of 10^-scale';
COMMENT ON COLUMN orders.line.local_date IS 'the order''s business day';

CREATE TABLE orders.orders (
    member_id       bigint NOT NULL,
    id              bigint NOT NULL,
    source          text COLLATE "C" NOT NULL,
    reference       text COLLATE "C" NOT NULL,
    store_id        bigint,
    channel_id      bigint,
    currency        text COLLATE "C" NOT NULL,
    occurred_at     timestamp with time zone NOT NULL,
    recorded_at     timestamp with time zone NOT NULL,
    local_date      date NOT NULL,
    zone            text COLLATE "C" NOT NULL,
    till            text,
    cashier         text,
    list_amount     bigint NOT NULL,
    discount_amount bigint NOT NULL,
    paid_amount     bigint NOT NULL,
    goods_amount    bigint NOT NULL,
    refunded_amount bigint NOT NULL DEFAULT 0,
    tenders         jsonb,
    payload_hash    bytea NOT NULL,
    run_id          bigint,
    moved_to        bigint,
    xid             xid8 NOT NULL DEFAULT pg_current_xact_id(),
    local_hour      smallint NOT NULL,
    PRIMARY KEY (member_id, id),
    CHECK (((list_amount - discount_amount) = paid_amount)),
    CHECK (((local_hour >= 0) AND (local_hour <= 23))),
    CHECK (((member_id > 0) OR (member_id = (- id)))),
    CHECK (((paid_amount >= '-9007199254740991'::bigint) AND (paid_amount <= '9007199254740991'::bigint))),
    CHECK (((refunded_amount >= 0) AND (refunded_amount <= GREATEST(paid_amount, (0)::bigint)))),
    CHECK ((currency ~ '^[A-Z]{3}$'::text))
);
CREATE INDEX orders_history ON orders.orders USING btree (member_id, occurred_at, id);
CREATE INDEX orders_newest ON orders.orders USING btree (occurred_at, id) WHERE (moved_to IS NULL);
CREATE INDEX orders_of_store ON orders.orders USING btree (store_id, occurred_at, id) WHERE (moved_to IS NULL);
CREATE INDEX orders_xid ON orders.orders USING btree (xid);
COMMENT ON TABLE orders.orders IS 'member: what was bought, as the till reported it; without a member under member_id = -id';
COMMENT ON COLUMN orders.orders.goods_amount IS 'paid for lines that count as spending: goods, less the discounts on them';
COMMENT ON COLUMN orders.orders.moved_to IS 'the member to whom an order without one was attached later';
COMMENT ON COLUMN orders.orders.local_hour IS 'hour on the clock of the shop''s wall';

CREATE TABLE orders.reference (
    source    text COLLATE "C" NOT NULL,
    reference text COLLATE "C" NOT NULL,
    kind      text COLLATE "C" NOT NULL,
    member_id bigint NOT NULL,
    id        bigint NOT NULL,
    PRIMARY KEY (source, reference, kind),
    CHECK ((kind = ANY (ARRAY['order'::text, 'refund'::text])))
);
CREATE INDEX reference_id ON orders.reference USING btree (id);
CREATE INDEX reference_number ON orders.reference USING btree (reference);
COMMENT ON TABLE orders.reference IS 'keyed: a till''s own number of an order or refund, and where it is kept';

CREATE TABLE orders.refund (
    member_id    bigint NOT NULL,
    id           bigint NOT NULL,
    source       text COLLATE "C" NOT NULL,
    reference    text COLLATE "C" NOT NULL,
    store_id     bigint,
    channel_id   bigint,
    currency     text COLLATE "C" NOT NULL,
    occurred_at  timestamp with time zone NOT NULL,
    recorded_at  timestamp with time zone NOT NULL,
    local_date   date NOT NULL,
    zone         text COLLATE "C" NOT NULL,
    amount       bigint NOT NULL,
    reason       text,
    payload_hash bytea NOT NULL,
    run_id       bigint,
    xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK (((amount >= 0) AND (amount <= '9007199254740991'::bigint))),
    CHECK ((currency ~ '^[A-Z]{3}$'::text))
);
CREATE INDEX refund_history ON orders.refund USING btree (member_id, occurred_at, id);
CREATE INDEX refund_xid ON orders.refund USING btree (xid);
COMMENT ON TABLE orders.refund IS 'member append-only: what was given back, as the till reported it';

CREATE TABLE orders.refund_line (
    member_id bigint NOT NULL,
    refund_id bigint NOT NULL,
    no        integer NOT NULL,
    order_id  bigint,
    line_no   integer,
    code      text COLLATE "C" NOT NULL,
    name      text NOT NULL,
    quantity  bigint NOT NULL,
    scale     smallint NOT NULL DEFAULT 0,
    amount    bigint NOT NULL,
    xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, refund_id, no),
    FOREIGN KEY (member_id, order_id, line_no) REFERENCES orders.line(member_id, order_id, no),
    FOREIGN KEY (member_id, refund_id) REFERENCES orders.refund(member_id, id),
    CHECK (((order_id IS NULL) = (line_no IS NULL))),
    CHECK (((scale >= 0) AND (scale <= 6))),
    CHECK ((amount >= 0)),
    CHECK ((no > 0)),
    CHECK ((quantity >= 0))
);
CREATE INDEX refund_line_order ON orders.refund_line USING btree (member_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX refund_line_xid ON orders.refund_line USING btree (xid);
COMMENT ON TABLE orders.refund_line IS 'member append-only: one line given back, and the line it returns where that is known';

CREATE TABLE org.brand (
    id          bigint NOT NULL,
    code        text COLLATE "C" NOT NULL,
    name        jsonb NOT NULL,
    archived_at timestamp with time zone,
    version     integer NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (code)
);
COMMENT ON TABLE org.brand IS 'reference: a brand under which the retailer trades';

CREATE TABLE org.channel (
    id          bigint NOT NULL,
    code        text COLLATE "C" NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    name        jsonb NOT NULL,
    archived_at timestamp with time zone,
    version     integer NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (code),
    CHECK ((kind = ANY (ARRAY['till'::text, 'mini_program'::text, 'app'::text, 'web_shop'::text, 'delivery_platform'::text, 'other'::text])))
);
COMMENT ON TABLE org.channel IS 'reference: where purchases happen: till, mini-program, app, web shop, delivery platform';

CREATE TABLE org.region (
    id        bigint NOT NULL,
    code      text COLLATE "C" NOT NULL,
    name      jsonb NOT NULL,
    parent_id bigint,
    version   integer NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (code),
    FOREIGN KEY (parent_id) REFERENCES org.region(id),
    CHECK ((parent_id <> id))
);
COMMENT ON TABLE org.region IS 'reference: regions of stores, as a tree';

CREATE TABLE org.settings (
    id             smallint NOT NULL,
    name           jsonb NOT NULL,
    country        text COLLATE "C" NOT NULL,
    currency       text COLLATE "C" NOT NULL,
    zone           text COLLATE "C" NOT NULL,
    cutoff_minutes integer NOT NULL,
    chosen         boolean NOT NULL,
    updated_at     timestamp with time zone NOT NULL,
    PRIMARY KEY (id),
    CHECK (((cutoff_minutes >= 0) AND (cutoff_minutes <= 719))),
    CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CHECK ((id = 1))
);
COMMENT ON TABLE org.settings IS 'reference: what holds for the whole retailer: name, country, currency, zone, hour at which the business day ends';
COMMENT ON COLUMN org.settings.country IS 'ISO 3166: where a phone number without a country code is at home';
COMMENT ON COLUMN org.settings.chosen IS 'false until staff or the first import chose currency and zone; a default may still be replaced';

CREATE TABLE org.store (
    id             bigint NOT NULL,
    code           text COLLATE "C" NOT NULL,
    name           jsonb NOT NULL,
    region_id      bigint,
    brand_id       bigint,
    zone           text COLLATE "C",
    cutoff_minutes integer,
    opened_on      date,
    archived_at    timestamp with time zone,
    version        integer NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (code),
    FOREIGN KEY (brand_id) REFERENCES org.brand(id),
    FOREIGN KEY (region_id) REFERENCES org.region(id),
    CHECK (((cutoff_minutes >= 0) AND (cutoff_minutes <= 719)))
);
COMMENT ON TABLE org.store IS 'reference: a store; zone and cut-off default to the retailer''s';
COMMENT ON COLUMN org.store.archived_at IS 'when it was closed; null: open';

CREATE TABLE payment.charge (
    member_id       bigint NOT NULL,
    id              bigint NOT NULL,
    key             text COLLATE "C" NOT NULL,
    subject_kind    text COLLATE "C" NOT NULL,
    subject_id      bigint NOT NULL,
    method          text COLLATE "C" NOT NULL,
    provider        text COLLATE "C",
    amount          bigint NOT NULL,
    currency        text COLLATE "C" NOT NULL,
    state           text COLLATE "C" NOT NULL,
    refunded_amount bigint NOT NULL DEFAULT 0,
    store_id        bigint,
    slip            text COLLATE "C",
    payer           text,
    asked_at        timestamp with time zone NOT NULL,
    expires_at      timestamp with time zone,
    paid_at         timestamp with time zone,
    late            boolean NOT NULL DEFAULT false,
    told            boolean NOT NULL DEFAULT true,
    next_at         timestamp with time zone,
    attempts        integer NOT NULL DEFAULT 0,
    xid             xid8 NOT NULL DEFAULT pg_current_xact_id(),
    origin_id       bigint,
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    CHECK (((amount >= 1) AND (amount <= '9007199254740991'::bigint))),
    CHECK (((member_id > 0) OR (member_id = (- subject_id)))),
    CHECK (((origin_id IS NULL) OR (state = 'paid'::text))),
    CHECK (((refunded_amount >= 0) AND (refunded_amount <=
CASE state
    WHEN 'paid'::text THEN amount
    ELSE (0)::bigint
END))),
    CHECK (((state <> 'pending'::text) OR (provider IS NOT NULL))),
    CHECK (((state = 'paid'::text) = (paid_at IS NOT NULL))),
    CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CHECK ((state = ANY (ARRAY['pending'::text, 'paid'::text, 'closed'::text])))
);
CREATE INDEX charge_asked_at ON payment.charge USING btree (asked_at, id);
CREATE INDEX charge_next ON payment.charge USING btree (next_at, member_id) WHERE (next_at IS NOT NULL);
CREATE INDEX charge_paid_at ON payment.charge USING btree (provider, paid_at) WHERE (provider IS NOT NULL);
CREATE INDEX charge_slip ON payment.charge USING btree (slip) WHERE (slip IS NOT NULL);
CREATE INDEX charge_subject ON payment.charge USING btree (member_id, subject_kind, subject_id);
CREATE INDEX charge_xid ON payment.charge USING btree (xid);
COMMENT ON TABLE payment.charge IS 'member: what is to be paid by one method for one thing; without a member under member_id = -subject_id';
COMMENT ON COLUMN payment.charge.told IS 'whether the provider knows of its state; false: closed, and he is to be told';
COMMENT ON COLUMN payment.charge.next_at IS 'when the provider is asked or told next; null: there is nothing to ask';
COMMENT ON COLUMN payment.charge.origin_id IS 'the charge that was really collected, of money that was carried over from it; null: this one was';

CREATE TABLE payment.difference (
    id          bigint NOT NULL,
    provider    text COLLATE "C" NOT NULL,
    day         date NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    reference   text COLLATE "C" NOT NULL,
    number      text COLLATE "C" NOT NULL DEFAULT ''::text,
    ours        bigint,
    theirs      bigint,
    currency    text COLLATE "C" NOT NULL,
    found_at    timestamp with time zone NOT NULL,
    settled_at  timestamp with time zone,
    settled_by  bigint,
    note        text,
    told_on     date,
    asked_note  text,
    asked_by    bigint,
    approval_id bigint,
    PRIMARY KEY (id),
    UNIQUE (provider, kind, reference, number),
    CHECK ((((approval_id IS NULL) = (asked_note IS NULL)) AND ((approval_id IS NULL) = (asked_by IS NULL)))),
    CHECK (((settled_at IS NULL) = (note IS NULL))),
    CHECK ((kind = ANY (ARRAY['unknown_here'::text, 'missing_there'::text, 'amount'::text, 'state'::text, 'misfit'::text, 'refund_failed'::text, 'twice'::text])))
);
CREATE INDEX difference_open ON payment.difference USING btree (day, id) WHERE (settled_at IS NULL);
CREATE INDEX difference_reference ON payment.difference USING btree (provider, reference) WHERE (settled_at IS NULL);
COMMENT ON TABLE payment.difference IS 'reference: where a provider and we disagree, until a person has settled it';
COMMENT ON COLUMN payment.difference.told_on IS 'of what was missing: the day on whose statement it stood after all, which settled it; null: a person did, or nobody yet';
COMMENT ON COLUMN payment.difference.asked_note IS 'how whoever asked last wants it settled, where a second person has to look';

CREATE TABLE payment.line (
    provider  text COLLATE "C" NOT NULL,
    reference text COLLATE "C" NOT NULL,
    number    text COLLATE "C" NOT NULL,
    day       date NOT NULL,
    amount    bigint NOT NULL,
    currency  text COLLATE "C" NOT NULL,
    moved_at  timestamp with time zone NOT NULL,
    told_at   timestamp with time zone NOT NULL,
    PRIMARY KEY (provider, reference, number),
    CHECK ((amount <> 0))
);
CREATE INDEX line_day ON payment.line USING btree (provider, day);
COMMENT ON TABLE payment.line IS 'keyed append-only: each line that a provider''s statement told, once however often and on whichever day he told it';
COMMENT ON COLUMN payment.line.amount IS 'collected; below zero: given back';

CREATE TABLE payment.method (
    code        text COLLATE "C" NOT NULL,
    name        jsonb NOT NULL,
    provider    text COLLATE "C",
    reference   boolean NOT NULL DEFAULT false,
    "position"  integer NOT NULL,
    archived_at timestamp with time zone,
    version     integer NOT NULL DEFAULT 1,
    PRIMARY KEY (code),
    CHECK (((provider IS NULL) OR (NOT reference))),
    CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text))
);
COMMENT ON TABLE payment.method IS 'reference: ways to pay; provider null: taken at the counter, and reference says whether the slip''s number must be told';

CREATE TABLE payment.policy (
    one     boolean NOT NULL DEFAULT true,
    alone   bigint NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (one),
    CHECK (((alone >= 0) AND (alone <= '9007199254740991'::bigint))),
    CHECK (one)
);
COMMENT ON TABLE payment.policy IS 'reference: up to how much of a difference one person settles alone, in minor units of its currency; no row: the default';

CREATE TABLE payment.reference (
    id        bigint NOT NULL,
    member_id bigint NOT NULL,
    PRIMARY KEY (id)
);
COMMENT ON TABLE payment.reference IS 'keyed: a charge or refund that a provider knows by its number, and under whom it is kept';

CREATE TABLE payment.refund (
    member_id  bigint NOT NULL,
    id         bigint NOT NULL,
    key        text COLLATE "C" NOT NULL,
    charge_id  bigint NOT NULL,
    amount     bigint NOT NULL,
    currency   text COLLATE "C" NOT NULL,
    reason     text NOT NULL,
    state      text COLLATE "C" NOT NULL,
    asked_at   timestamp with time zone NOT NULL,
    done_at    timestamp with time zone,
    attempts   integer NOT NULL DEFAULT 0,
    next_at    timestamp with time zone,
    trouble    text COLLATE "C",
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    carried_to bigint,
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    FOREIGN KEY (member_id, charge_id) REFERENCES payment.charge(member_id, id),
    CHECK (((amount >= 1) AND (amount <= '9007199254740991'::bigint))),
    CHECK (((state = 'done'::text) = (done_at IS NOT NULL))),
    CHECK (((state = 'due'::text) = (next_at IS NOT NULL))),
    CHECK ((state = ANY (ARRAY['due'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX refund_asked_at ON payment.refund USING btree (asked_at, id);
CREATE INDEX refund_charge ON payment.refund USING btree (member_id, charge_id);
CREATE INDEX refund_done_at ON payment.refund USING btree (done_at);
CREATE INDEX refund_next ON payment.refund USING btree (next_at, member_id) WHERE (next_at IS NOT NULL);
CREATE INDEX refund_xid ON payment.refund USING btree (xid);
COMMENT ON TABLE payment.refund IS 'member: money of a charge on its way back to its source';
COMMENT ON COLUMN payment.refund.carried_to IS 'the charge to which the money was carried over instead of going back; null: it goes back';

CREATE TABLE payment.report (
    provider    text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    reference   text COLLATE "C" NOT NULL,
    state       text COLLATE "C" NOT NULL,
    amount      bigint NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    verdict     text COLLATE "C" NOT NULL,
    received_at timestamp with time zone NOT NULL,
    PRIMARY KEY (provider, id),
    CHECK ((verdict = ANY (ARRAY['applied'::text, 'known'::text, 'misfit'::text])))
);
CREATE INDEX report_reference ON payment.report USING btree (provider, reference);
COMMENT ON TABLE payment.report IS 'keyed append-only: each notification of a provider once, and what came of it';

CREATE TABLE payment.statement (
    provider  text COLLATE "C" NOT NULL,
    day       date NOT NULL,
    read_at   timestamp with time zone NOT NULL,
    lines     integer NOT NULL,
    collected bigint NOT NULL,
    returned  bigint NOT NULL,
    PRIMARY KEY (provider, day)
);
COMMENT ON TABLE payment.statement IS 'reference: a provider''s list of a day that was compared with ours';

CREATE TABLE prepaid.card (
    member_id      bigint NOT NULL,
    currency       text COLLATE "C" NOT NULL,
    draw           text COLLATE "C" NOT NULL,
    received       bigint NOT NULL DEFAULT 0,
    sold_at        timestamp with time zone NOT NULL,
    xid            xid8 NOT NULL DEFAULT pg_current_xact_id(),
    received_bonus bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (member_id, currency),
    CHECK (((received >= 0) AND (received <= '9007199254740991'::bigint))),
    CHECK (((received_bonus >= 0) AND (received_bonus <= '9007199254740991'::bigint))),
    CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CHECK ((draw = ANY (ARRAY['pro_rata'::text, 'principal_first'::text, 'bonus_first'::text])))
);
CREATE INDEX card_xid ON prepaid.card USING btree (xid);
COMMENT ON TABLE prepaid.card IS 'member: out of what the stored value of a member is drawn, since it was sold, and what others gave';
COMMENT ON COLUMN prepaid.card.received IS 'principal that other members gave: it is spent last and never paid out';
COMMENT ON COLUMN prepaid.card.received_bonus IS 'bonus that other members gave with it';

CREATE TABLE prepaid.gift (
    member_id bigint NOT NULL,
    id        bigint NOT NULL,
    key       text COLLATE "C" NOT NULL,
    taker     bigint NOT NULL,
    currency  text COLLATE "C" NOT NULL,
    principal bigint NOT NULL,
    bonus     bigint NOT NULL,
    given_at  timestamp with time zone NOT NULL,
    xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    CHECK ((bonus >= 0)),
    CHECK ((principal >= 0)),
    CHECK ((taker <> member_id))
);
CREATE INDEX gift_given_at ON prepaid.gift USING btree (member_id, given_at);
CREATE INDEX gift_xid ON prepaid.gift USING btree (xid);
COMMENT ON TABLE prepaid.gift IS 'member append-only: stored value that a member gave to another';

CREATE TABLE prepaid.place (
    id        bigint NOT NULL,
    member_id bigint NOT NULL,
    PRIMARY KEY (id)
);
COMMENT ON TABLE prepaid.place IS 'keyed: under whom a top-up is kept';

CREATE TABLE prepaid.refund (
    member_id   bigint NOT NULL,
    id          bigint NOT NULL,
    key         text COLLATE "C" NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    money       bigint NOT NULL,
    bonus       bigint NOT NULL,
    top_ups     bigint[] NOT NULL,
    amounts     bigint[] NOT NULL,
    closing     boolean NOT NULL,
    posting_id  bigint NOT NULL,
    reason      text NOT NULL,
    staff_id    bigint NOT NULL,
    refunded_at timestamp with time zone NOT NULL,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    opened      bigint NOT NULL DEFAULT 0,
    method      text COLLATE "C",
    reference   text COLLATE "C",
    PRIMARY KEY (member_id, id),
    UNIQUE (member_id, key),
    CHECK ((((opened > 0) = (method IS NOT NULL)) AND ((opened > 0) = (reference IS NOT NULL)))),
    CHECK (((opened >= 0) AND (opened <= money))),
    CHECK ((bonus >= 0)),
    CHECK ((cardinality(top_ups) = cardinality(amounts))),
    CHECK ((money > 0))
);
CREATE INDEX refund_xid ON prepaid.refund USING btree (xid);
COMMENT ON TABLE prepaid.refund IS 'member append-only: principal that was paid out to its source, of which top-ups, and the bonus that went with it';
COMMENT ON COLUMN prepaid.refund.reason IS 'erasable: why it was paid out';
COMMENT ON COLUMN prepaid.refund.opened IS 'of the money: principal that an earlier system knew, paid out by hand';
COMMENT ON COLUMN prepaid.refund.method IS 'way in which that was paid';
COMMENT ON COLUMN prepaid.refund.reference IS 'number of the slip or transfer that proves it';

CREATE TABLE prepaid.rule (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE prepaid.rule IS 'reference: versions of how stored value is sold and given back; a published body never changes';

CREATE TABLE prepaid.top_up (
    member_id  bigint NOT NULL,
    id         bigint NOT NULL,
    state      text COLLATE "C" NOT NULL,
    currency   text COLLATE "C" NOT NULL,
    principal  bigint NOT NULL,
    bonus      bigint NOT NULL,
    terms      jsonb NOT NULL,
    store_id   bigint,
    till       text,
    cashier    text,
    opened_at  timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at   timestamp with time zone,
    holder     bigint,
    posting_id bigint,
    refunded   bigint NOT NULL DEFAULT 0,
    missing    text COLLATE "C",
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK (((bonus >= 0) AND (bonus <= '9007199254740991'::bigint))),
    CHECK (((principal >= 1) AND (principal <= '9007199254740991'::bigint))),
    CHECK (((refunded >= 0) AND (refunded <=
CASE state
    WHEN 'paid'::text THEN principal
    ELSE (0)::bigint
END))),
    CHECK (((state = 'open'::text) = (ended_at IS NULL))),
    CHECK (((state = 'paid'::text) = (holder IS NOT NULL))),
    CHECK (((state = 'paid'::text) = (posting_id IS NOT NULL))),
    CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'cancelled'::text, 'expired'::text])))
);
CREATE INDEX top_up_open ON prepaid.top_up USING btree (expires_at, member_id) WHERE (state = 'open'::text);
CREATE INDEX top_up_opened_at ON prepaid.top_up USING btree (opened_at, id);
CREATE INDEX top_up_xid ON prepaid.top_up USING btree (xid);
COMMENT ON TABLE prepaid.top_up IS 'member: stored value that was sold, by the terms of then, and how much of its price was given back';
COMMENT ON COLUMN prepaid.top_up.holder IS 'who got the value: the member, or into whom he was merged by then';
COMMENT ON COLUMN prepaid.top_up.missing IS 'code of why coupons that go with it could not be given; null: nothing is missing';

CREATE TABLE pricing.budget (
    promotion_id bigint NOT NULL,
    scope        text COLLATE "C" NOT NULL,
    money        bigint NOT NULL,
    uses         bigint NOT NULL,
    pieces       bigint NOT NULL,
    PRIMARY KEY (promotion_id, scope),
    CHECK ((money >= 0)),
    CHECK ((pieces >= 0)),
    CHECK ((scope ~ '^(total|day:[0-9-]{10}|member:[0-9]+|member:[0-9]+:[0-9-]{10})$'::text)),
    CHECK ((uses >= 0))
);
COMMENT ON TABLE pricing.budget IS 'keyed: how much of a promotion is reserved or used: in all, on a business day, by a member, by a member on a day';

CREATE TABLE pricing.floor_rule (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE pricing.floor_rule IS 'reference: versions of how much of a price offers must leave above cost; a published body never changes';

CREATE TABLE pricing.group_buy (
    id           bigint NOT NULL,
    promotion_id bigint NOT NULL,
    version      integer NOT NULL,
    size         integer NOT NULL,
    state        text COLLATE "C" NOT NULL,
    opener_key   bigint NOT NULL,
    taken        integer NOT NULL,
    paid         integer NOT NULL,
    opened_at    timestamp with time zone NOT NULL,
    closes_at    timestamp with time zone NOT NULL,
    ended_at     timestamp with time zone,
    PRIMARY KEY (id),
    CHECK (((paid >= 0) AND (paid <= taken) AND (taken <= size))),
    CHECK (((size >= 2) AND (size <= 50))),
    CHECK (((state <> 'succeeded'::text) OR (paid = size))),
    CHECK (((state = 'open'::text) = (ended_at IS NULL))),
    CHECK ((state = ANY (ARRAY['open'::text, 'succeeded'::text, 'failed'::text])))
);
CREATE INDEX group_buy_open ON pricing.group_buy USING btree (closes_at, id) WHERE (state = 'open'::text);
CREATE INDEX group_buy_promotion ON pricing.group_buy USING btree (promotion_id, id);
COMMENT ON TABLE pricing.group_buy IS 'keyed: members who buy together by a version of a promotion: how many seats are taken and paid, and until when';

CREATE TABLE pricing.group_seat (
    key        text COLLATE "C" NOT NULL,
    group_id   bigint NOT NULL,
    member_key bigint NOT NULL,
    subject_id bigint NOT NULL,
    state      text COLLATE "C" NOT NULL,
    once       text COLLATE "C",
    taken_at   timestamp with time zone NOT NULL,
    paid_at    timestamp with time zone,
    PRIMARY KEY (key),
    CHECK ((member_key > 0)),
    CHECK ((state = ANY (ARRAY['held'::text, 'paid'::text, 'left'::text])))
);
CREATE INDEX group_seat_group ON pricing.group_seat USING btree (group_id, taken_at);
CREATE UNIQUE INDEX group_seat_member ON pricing.group_seat USING btree (group_id, member_key) WHERE (state <> 'left'::text);
CREATE UNIQUE INDEX group_seat_once ON pricing.group_seat USING btree (once) WHERE (once IS NOT NULL);
COMMENT ON TABLE pricing.group_seat IS 'keyed: the seat of a member in a group, under the key of what it is for, which is also that of its reservation';
COMMENT ON COLUMN pricing.group_seat.once IS 'promotion and member, where a member is in one of its groups at once; null when the group has ended or the seat was left';

CREATE TABLE pricing.promotion (
    id         bigint NOT NULL,
    created_by text COLLATE "C" NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_by   text COLLATE "C",
    ended_at   timestamp with time zone,
    PRIMARY KEY (id)
);
COMMENT ON TABLE pricing.promotion IS 'reference: a promotion; what it says stands in pricing.promotion_rule; one that was ended applies nowhere, whatever its rule says';

CREATE TABLE pricing.promotion_rule (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE pricing.promotion_rule IS 'reference: versions of promotions; id is the promotion''s; the first of each says that it is off; a published body never changes';

CREATE TABLE pricing.reservation (
    key          text COLLATE "C" NOT NULL,
    promotion_id bigint NOT NULL,
    version      integer NOT NULL,
    member_key   bigint NOT NULL,
    day          date NOT NULL,
    scopes       text[] NOT NULL,
    money        bigint NOT NULL,
    pieces       bigint NOT NULL,
    state        text COLLATE "C" NOT NULL,
    made_at      timestamp with time zone NOT NULL,
    expires_at   timestamp with time zone NOT NULL,
    PRIMARY KEY (key, promotion_id),
    CHECK ((money >= 0)),
    CHECK ((pieces >= 0)),
    CHECK ((state = ANY (ARRAY['held'::text, 'confirmed'::text, 'released'::text])))
);
CREATE INDEX reservation_held ON pricing.reservation USING btree (expires_at, key) WHERE (state = 'held'::text);
CREATE INDEX reservation_promotion ON pricing.reservation USING btree (promotion_id);
COMMENT ON TABLE pricing.reservation IS 'keyed: what a checkout reserved of promotions, until it is paid, cancelled or times out; member_key is 0 for who is no member';

CREATE TABLE privacy.request (
    member_id   bigint NOT NULL,
    id          bigint NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    status      text COLLATE "C" NOT NULL,
    via         text COLLATE "C" NOT NULL,
    money       text COLLATE "C" NOT NULL,
    asked_by    text COLLATE "C" NOT NULL,
    asked_at    timestamp with time zone NOT NULL,
    due_at      timestamp with time zone NOT NULL,
    answered_by text COLLATE "C",
    answered_at timestamp with time zone,
    note        bytea,
    answer      bytea,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    about       text COLLATE "C" NOT NULL DEFAULT ''::text,
    PRIMARY KEY (member_id, id),
    CHECK ((((status = 'open'::text) = (answered_at IS NULL)) AND ((status = 'open'::text) = (answered_by IS NULL)))),
    CHECK (((about = ANY (ARRAY[''::text, 'tier'::text, 'class'::text, 'price'::text, 'coupon'::text, 'label'::text])) AND ((about <> ''::text) = (kind = 'object'::text)))),
    CHECK ((kind = ANY (ARRAY['copy'::text, 'correct'::text, 'erase'::text, 'restrict'::text, 'unprofiled'::text, 'explain'::text, 'object'::text, 'leave'::text]))),
    CHECK ((money = ANY (ARRAY[''::text, 'refund'::text, 'waive'::text]))),
    CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'refused'::text, 'withdrawn'::text]))),
    CHECK ((via = ANY (ARRAY['member_centre'::text, 'counter'::text, 'telephone'::text, 'paper'::text, 'message'::text])))
);
CREATE INDEX request_due ON privacy.request USING btree (due_at, id) WHERE (status = 'open'::text);
CREATE INDEX request_id ON privacy.request USING btree (id);
CREATE INDEX request_xid ON privacy.request USING btree (xid);
CREATE UNIQUE INDEX request_open ON privacy.request USING btree (member_id, kind, about) WHERE (status = 'open'::text);
COMMENT ON TABLE privacy.request IS 'member: what a member asked for by right, until when it is to be answered, and what was done by whom; note and answer are sealed under the member''s key';
COMMENT ON COLUMN privacy.request.about IS 'of an objection: to which decision';

CREATE TABLE privacy.retention_run (
    id           bigint NOT NULL,
    holding      text COLLATE "C" NOT NULL,
    rule_version integer NOT NULL,
    before       timestamp with time zone NOT NULL,
    begun_at     timestamp with time zone NOT NULL,
    ended_at     timestamp with time zone,
    removed      bigint NOT NULL DEFAULT 0,
    oldest       timestamp with time zone,
    PRIMARY KEY (id)
);
CREATE INDEX retention_run_latest ON privacy.retention_run USING btree (holding, begun_at DESC);
CREATE UNIQUE INDEX retention_run_open ON privacy.retention_run USING btree (holding) WHERE (ended_at IS NULL);
COMMENT ON TABLE privacy.retention_run IS 'local: each time what is too old was taken away: of what, from before when, how much, and the oldest that stayed';

CREATE TABLE privacy.rule (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE privacy.rule IS 'reference: versions of how soon requests are answered, how long who leaves may come back, and how long what is kept; a published body never changes';

CREATE TABLE profile.change (
    member_id      bigint NOT NULL,
    id             bigint NOT NULL,
    brand_id       bigint NOT NULL,
    from_class     text COLLATE "C" NOT NULL,
    to_class       text COLLATE "C" NOT NULL,
    cause          text COLLATE "C" NOT NULL,
    as_of          date NOT NULL,
    first_order_on date,
    last_order_on  date,
    orders         bigint NOT NULL,
    spend          bigint NOT NULL,
    r              smallint NOT NULL,
    f              smallint NOT NULL,
    m              smallint NOT NULL,
    rule_version   integer NOT NULL,
    rule_no        smallint NOT NULL,
    recorded_at    timestamp with time zone NOT NULL,
    xid            xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id)
);
CREATE INDEX change_xid ON profile.change USING btree (xid);
COMMENT ON TABLE profile.change IS 'member append-only: each move between value classes, with what it was decided on';

CREATE TABLE profile.refresh (
    id           bigint NOT NULL,
    cause        text COLLATE "C" NOT NULL,
    asked_by     text COLLATE "C" NOT NULL,
    asked_at     timestamp with time zone NOT NULL,
    status       text COLLATE "C" NOT NULL,
    as_of        date NOT NULL,
    rule_version integer,
    started_at   timestamp with time zone,
    finished_at  timestamp with time zone,
    total        bigint NOT NULL DEFAULT 0,
    done         bigint NOT NULL DEFAULT 0,
    written      bigint NOT NULL DEFAULT 0,
    moved        bigint NOT NULL DEFAULT 0,
    edges        jsonb,
    problem      text COLLATE "C",
    PRIMARY KEY (id),
    CHECK ((cause = ANY (ARRAY['nightly'::text, 'asked'::text]))),
    CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX refresh_open ON profile.refresh USING btree (status) WHERE (status = ANY (ARRAY['waiting'::text, 'running'::text]));
COMMENT ON TABLE profile.refresh IS 'local: each time values were reckoned anew, how far it came, and where its scores began';

CREATE TABLE profile.rfm (
    member_id      bigint NOT NULL,
    brand_id       bigint NOT NULL,
    as_of          date NOT NULL,
    first_order_on date,
    last_order_on  date,
    orders         bigint NOT NULL,
    spend          bigint NOT NULL,
    r              smallint NOT NULL,
    f              smallint NOT NULL,
    m              smallint NOT NULL,
    class          text COLLATE "C" NOT NULL,
    since          date NOT NULL,
    rule_version   integer NOT NULL,
    rule_no        smallint NOT NULL,
    xid            xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, brand_id),
    CHECK (((f >= 0) AND (f <= 5))),
    CHECK (((last_order_on IS NULL) = (class = 'none'::text))),
    CHECK (((m >= 0) AND (m <= 5))),
    CHECK (((r >= 0) AND (r <= 5))),
    CHECK (((spend >= 0) AND (spend <= '9007199254740991'::bigint))),
    CHECK ((brand_id >= 0)),
    CHECK ((class = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text, 'potential'::text, 'dormant'::text, 'none'::text]))),
    CHECK ((orders >= 0)),
    CHECK ((rule_no >= 0))
);
CREATE INDEX rfm_xid ON profile.rfm USING btree (xid);
COMMENT ON TABLE profile.rfm IS 'member: what a member is worth by recency, frequency and money spent; brand 0 is all of them; none: everything was given back';
COMMENT ON COLUMN profile.rfm.as_of IS 'the business day on which this was last found to have changed; recency counts from last_order_on';
COMMENT ON COLUMN profile.rfm.orders IS 'within the window of the rule, like spend; first and last are of all history';
COMMENT ON COLUMN profile.rfm.rule_no IS 'which line of the rule''s classes it met, from 1; 0: none, the default class';

CREATE TABLE profile.rule (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE profile.rule IS 'reference: versions of how members are scored and classed by what they buy; a published body never changes';

CREATE TABLE program.earning (
    member_id    bigint NOT NULL,
    order_id     bigint NOT NULL,
    posting_id   bigint,
    rule_id      bigint NOT NULL,
    rule_version integer NOT NULL,
    level        text COLLATE "C" NOT NULL,
    points       bigint NOT NULL,
    growth       bigint NOT NULL,
    line_nos     integer[] NOT NULL,
    line_points  bigint[] NOT NULL,
    line_growth  bigint[] NOT NULL,
    why          jsonb NOT NULL,
    occurred_at  timestamp with time zone NOT NULL,
    recorded_at  timestamp with time zone NOT NULL,
    xid          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, order_id),
    CHECK (((cardinality(line_nos) = cardinality(line_points)) AND (cardinality(line_nos) = cardinality(line_growth))))
);
CREATE INDEX earning_xid ON program.earning USING btree (xid);
COMMENT ON TABLE program.earning IS 'member append-only: what an order earned, line by line, by which rule and why; also when it earned nothing';

CREATE TABLE program.earning_rule (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE program.earning_rule IS 'reference: versions of the rules by which orders earn; a published body never changes';

CREATE TABLE program.spending_rule (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE program.spending_rule IS 'reference: versions of how points and stored value pay at a checkout; a published body never changes';

CREATE TABLE program.taking (
    member_id   bigint NOT NULL,
    refund_id   bigint NOT NULL,
    order_id    bigint NOT NULL,
    posting_id  bigint,
    points      bigint NOT NULL,
    growth      bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, refund_id, order_id),
    FOREIGN KEY (member_id, order_id) REFERENCES program.earning(member_id, order_id)
);
CREATE INDEX taking_order ON program.taking USING btree (member_id, order_id);
CREATE INDEX taking_xid ON program.taking USING btree (xid);
COMMENT ON TABLE program.taking IS 'member append-only: what a refund took back of what an order earned; also when that was nothing';

CREATE TABLE replica.epoch (
    id          smallint NOT NULL,
    epoch       text COLLATE "C" NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    PRIMARY KEY (id),
    CHECK ((id = 1))
);
COMMENT ON TABLE replica.epoch IS 'local rebuildable: names this life of the database; a backup leaves it out, so that a restored one is told from what it was and its columnar copies are made anew';

CREATE TABLE staff.account (
    id              bigint NOT NULL,
    email           text COLLATE "C" NOT NULL,
    name            text NOT NULL,
    password_hash   text NOT NULL,
    roles           text[] NOT NULL,
    locale          text COLLATE "C" NOT NULL,
    failed_attempts integer NOT NULL DEFAULT 0,
    locked_until    timestamp with time zone,
    created_at      timestamp with time zone NOT NULL,
    signed_in_at    timestamp with time zone,
    disabled_at     timestamp with time zone,
    must_change     boolean NOT NULL DEFAULT false,
    PRIMARY KEY (id),
    UNIQUE (email),
    CHECK ((email = lower(email)))
);
COMMENT ON TABLE staff.account IS 'reference: a person of the retailer who uses console or till';

CREATE TABLE staff.account_store (
    account_id bigint NOT NULL,
    store_id   bigint NOT NULL,
    PRIMARY KEY (account_id, store_id),
    FOREIGN KEY (account_id) REFERENCES staff.account(id)
);
COMMENT ON TABLE staff.account_store IS 'reference: the stores in which somebody works';

CREATE TABLE staff.api_key (
    id         bigint NOT NULL,
    name       text NOT NULL,
    prefix     text COLLATE "C" NOT NULL,
    hash       bytea NOT NULL,
    scopes     text[] NOT NULL,
    created_by bigint,
    created_at timestamp with time zone NOT NULL,
    used_at    timestamp with time zone,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    PRIMARY KEY (id),
    UNIQUE (hash),
    FOREIGN KEY (created_by) REFERENCES staff.account(id)
);
COMMENT ON TABLE staff.api_key IS 'reference: a key with which a till, shop or program speaks to us';

CREATE TABLE staff.approval (
    id           bigint NOT NULL,
    kind         text COLLATE "C" NOT NULL,
    subject      text COLLATE "C" NOT NULL,
    payload_hash bytea NOT NULL,
    starts_at    timestamp with time zone,
    note         text NOT NULL,
    asked_by     bigint NOT NULL,
    asked_at     timestamp with time zone NOT NULL,
    expires_at   timestamp with time zone NOT NULL,
    status       text COLLATE "C" NOT NULL,
    decided_by   bigint,
    decided_at   timestamp with time zone,
    reason       text,
    settled_at   timestamp with time zone,
    fault        text COLLATE "C",
    PRIMARY KEY (id),
    FOREIGN KEY (asked_by) REFERENCES staff.account(id),
    FOREIGN KEY (decided_by) REFERENCES staff.account(id),
    CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
    CHECK (((decided_by IS NULL) = (status = ANY (ARRAY['asked'::text, 'withdrawn'::text])))),
    CHECK (((fault IS NULL) = (status <> 'failed'::text))),
    CHECK (((settled_at IS NULL) = (status <> ALL (ARRAY['done'::text, 'failed'::text])))),
    CHECK ((decided_by <> asked_by)),
    CHECK ((status = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX approval_asked_at ON staff.approval USING btree (asked_at, id);
CREATE UNIQUE INDEX approval_open ON staff.approval USING btree (kind, subject) WHERE (status = ANY (ARRAY['asked'::text, 'approved'::text]));
COMMENT ON TABLE staff.approval IS 'local: what one person asked for and another one decided; the payload is a draft with its owner, of which this keeps the hash';

CREATE TABLE staff.audit (
    id           bigint NOT NULL,
    at           timestamp with time zone NOT NULL,
    principal    text COLLATE "C" NOT NULL,
    action       text COLLATE "C" NOT NULL,
    subject_kind text COLLATE "C" NOT NULL,
    subject_id   text COLLATE "C" NOT NULL,
    before       jsonb,
    after        jsonb,
    reason       text,
    address      text,
    members      bigint[],
    PRIMARY KEY (id)
);
CREATE INDEX audit_access ON staff.audit USING btree (at DESC, id DESC) WHERE (action = ANY (ARRAY['member.reveal'::text, 'member.export'::text, 'member.copied'::text, 'member.listed'::text]));
CREATE INDEX audit_action ON staff.audit USING btree (action, at, id);
CREATE INDEX audit_at ON staff.audit USING btree (at, id);
CREATE INDEX audit_members ON staff.audit USING gin (members) WHERE (members IS NOT NULL);
CREATE INDEX audit_principal ON staff.audit USING btree (principal, at, id);
CREATE INDEX audit_reason ON staff.audit USING btree (at) WHERE ((reason IS NOT NULL) AND (subject_kind = 'member'::text));
CREATE INDEX audit_subject ON staff.audit USING btree (subject_kind, subject_id, id);
COMMENT ON TABLE staff.audit IS 'local append-only: who changed value, rules, permissions or looked at personal data: when, before, after, why';
COMMENT ON COLUMN staff.audit.reason IS 'erasable: why it was done';
COMMENT ON COLUMN staff.audit.members IS 'of an act on many: the members, where it must be found by each of them';

CREATE TABLE staff.session (
    token_hash bytea NOT NULL,
    account_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at    timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    address    text NOT NULL,
    agent      text NOT NULL,
    PRIMARY KEY (token_hash),
    FOREIGN KEY (account_id) REFERENCES staff.account(id)
);
CREATE INDEX session_account ON staff.session USING btree (account_id);
CREATE INDEX session_expires_at ON staff.session USING btree (expires_at);
COMMENT ON TABLE staff.session IS 'local: who is signed in; the token itself is only in the cookie';

CREATE TABLE staff.view (
    id         bigint NOT NULL,
    account_id bigint NOT NULL,
    page       text COLLATE "C" NOT NULL,
    name       text COLLATE "C" NOT NULL,
    search     text COLLATE "C" NOT NULL,
    columns    text[] NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (account_id, page, name),
    FOREIGN KEY (account_id) REFERENCES staff.account(id)
);
COMMENT ON TABLE staff.view IS 'local: a list as somebody likes to see it: filters and order as in the address, and columns; nothing personal';

CREATE TABLE system.run (
    id       bigint NOT NULL,
    kind     text COLLATE "C" NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome  text COLLATE "C",
    done     integer NOT NULL DEFAULT 0,
    total    integer NOT NULL DEFAULT 0,
    result   jsonb,
    error    text,
    PRIMARY KEY (id),
    CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CHECK ((kind = ANY (ARRAY['check'::text, 'comparison'::text, 'backup'::text]))),
    CHECK ((outcome = ANY (ARRAY['holds'::text, 'broken'::text, 'failed'::text, 'cut_off'::text])))
);
CREATE INDEX run_kind ON system.run USING btree (kind, begun_at DESC, id DESC);
COMMENT ON TABLE system.run IS 'local rebuildable: proofs, comparisons and backups that were made of this installation, kept for half a year';

CREATE TABLE tier.carried (
    member_id   bigint NOT NULL,
    ladder_id   bigint NOT NULL,
    ref_id      bigint NOT NULL,
    level       text COLLATE "C" NOT NULL,
    as_of       timestamp with time zone NOT NULL,
    until       timestamp with time zone NOT NULL,
    holder_id   bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    undone_at   timestamp with time zone,
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, ladder_id, ref_id),
    CHECK ((as_of < until))
);
CREATE INDEX carried_holder ON tier.carried USING btree (holder_id);
CREATE INDEX carried_xid ON tier.carried USING btree (xid);
COMMENT ON TABLE tier.carried IS 'member: a tier that a member brought from the system before this one, from when and until when';
COMMENT ON COLUMN tier.carried.ref_id IS 'the import that told it';
COMMENT ON COLUMN tier.carried.holder_id IS 'whose it is: the member, or who stands for him since he was merged';

CREATE TABLE tier.change (
    member_id      bigint NOT NULL,
    id             bigint NOT NULL,
    ladder_id      bigint NOT NULL,
    from_level     text COLLATE "C" NOT NULL,
    to_level       text COLLATE "C" NOT NULL,
    cause          text COLLATE "C" NOT NULL,
    ref_id         bigint,
    spend          bigint NOT NULL,
    ladder_version integer NOT NULL,
    effective_at   timestamp with time zone NOT NULL,
    recorded_at    timestamp with time zone NOT NULL,
    xid            xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id)
);
CREATE INDEX change_xid ON tier.change USING btree (xid);
COMMENT ON TABLE tier.change IS 'member append-only: each move between tiers and why';

CREATE TABLE tier.ladder (
    id           bigint NOT NULL,
    version      integer NOT NULL,
    status       text COLLATE "C" NOT NULL,
    valid_from   timestamp with time zone,
    body         jsonb NOT NULL,
    hash         bytea NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    published_by text COLLATE "C",
    published_at timestamp with time zone,
    PRIMARY KEY (id, version),
    CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text]))),
    CHECK ((version > 0))
);
COMMENT ON TABLE tier.ladder IS 'reference: versions of the tiers and of how they are reached, kept and lost; a published body never changes';

CREATE TABLE tier.seen (
    member_id bigint NOT NULL,
    level     text COLLATE "C" NOT NULL,
    seen_at   timestamp with time zone NOT NULL,
    PRIMARY KEY (member_id)
);
COMMENT ON TABLE tier.seen IS 'local: the level that a member saw last as his own; when he has another, he is told';

CREATE TABLE tier.standing (
    member_id      bigint NOT NULL,
    ladder_id      bigint NOT NULL,
    level          text COLLATE "C" NOT NULL,
    since          timestamp with time zone NOT NULL,
    review_at      timestamp with time zone,
    ladder_version integer NOT NULL,
    xid            xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, ladder_id)
);
CREATE INDEX standing_review ON tier.standing USING btree (review_at, member_id) WHERE (review_at IS NOT NULL);
CREATE INDEX standing_xid ON tier.standing USING btree (xid);
COMMENT ON TABLE tier.standing IS 'member: the tier a member has, since when, and when it is reviewed';
