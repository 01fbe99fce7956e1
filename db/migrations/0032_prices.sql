-- +goose Up
-- What a basket must know of what is in it: what a piece costs, who pays what for
-- it, where and when, how it is taxed, how it is counted, and what tells variants
-- of one article apart.

CREATE TABLE catalog.tax_class (
    code     text COLLATE "C" PRIMARY KEY,
    name     jsonb   NOT NULL,
    rate_bps integer NOT NULL CHECK (rate_bps BETWEEN 0 AND 10000),
    included boolean NOT NULL,
    version  integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE catalog.tax_class IS 'reference: how goods are taxed; included says whether prices hold the tax already';

CREATE TABLE catalog.attribute (
    id          bigint PRIMARY KEY,
    code        text COLLATE "C" NOT NULL UNIQUE,
    category_id bigint REFERENCES catalog.category,
    name        jsonb            NOT NULL,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('text', 'number', 'yes_no', 'choice', 'date')),
    choices     jsonb            NOT NULL DEFAULT '[]',
    unit        text             NOT NULL DEFAULT '',
    variants    boolean          NOT NULL DEFAULT false,
    version     integer          NOT NULL DEFAULT 1
);
CREATE INDEX attribute_category ON catalog.attribute (category_id);
COMMENT ON TABLE catalog.attribute IS 'reference: what can be said of the articles of a category and of those below it; no category: of all';
COMMENT ON COLUMN catalog.attribute.variants IS 'whether variants of one article differ in it';

ALTER TABLE catalog.article
    ADD COLUMN variant_of    bigint REFERENCES catalog.article CHECK (variant_of <> id),
    ADD COLUMN attributes    jsonb            NOT NULL DEFAULT '{}',
    ADD COLUMN cost          bigint CHECK (cost >= 0),
    ADD COLUMN cost_currency text COLLATE "C" CHECK ((cost IS NULL) = (cost_currency IS NULL)),
    ADD COLUMN tax_class     text COLLATE "C" REFERENCES catalog.tax_class,
    ADD COLUMN unit          text COLLATE "C" NOT NULL DEFAULT 'piece' CHECK (unit IN ('piece', 'weight')),
    ADD COLUMN scale         smallint         NOT NULL DEFAULT 0 CHECK (scale BETWEEN 0 AND 3),
    ADD COLUMN discountable  boolean          NOT NULL DEFAULT true;
CREATE INDEX article_variant_of ON catalog.article (variant_of) WHERE variant_of IS NOT NULL;
COMMENT ON COLUMN catalog.article.variant_of IS 'the article of which this is a variant (SKU); null: it is its own';
COMMENT ON COLUMN catalog.article.attributes IS 'values by code of the attribute, each as text in its one spelling';
COMMENT ON COLUMN catalog.article.scale IS 'decimals that a quantity may have';

CREATE TABLE catalog.barcode (
    code       text COLLATE "C" PRIMARY KEY,
    article_id bigint NOT NULL REFERENCES catalog.article
);
CREATE INDEX barcode_article ON catalog.barcode (article_id);
COMMENT ON TABLE catalog.barcode IS 'reference: what a scanner reads, and of which article it is';

CREATE TABLE catalog.price_list (
    id          bigint PRIMARY KEY,
    code        text COLLATE "C"   NOT NULL UNIQUE,
    name        jsonb              NOT NULL,
    currency    text COLLATE "C"   NOT NULL,
    priority    integer            NOT NULL DEFAULT 0,
    channels    text[] COLLATE "C" NOT NULL DEFAULT '{}',
    stores      text[] COLLATE "C" NOT NULL DEFAULT '{}',
    regions     text[] COLLATE "C" NOT NULL DEFAULT '{}',
    from_at     timestamptz,
    until_at    timestamptz CHECK (until_at > from_at),
    archived_at timestamptz,
    updated_at  timestamptz        NOT NULL,
    version     integer            NOT NULL DEFAULT 1
);
COMMENT ON TABLE catalog.price_list IS 'reference: prices that hold together: in a currency, for channels, stores and regions, for a time; what is empty is not asked about';

CREATE TABLE catalog.price (
    list_id    bigint      NOT NULL REFERENCES catalog.price_list,
    article_id bigint      NOT NULL REFERENCES catalog.article,
    from_at    timestamptz NOT NULL,
    until_at   timestamptz CHECK (until_at > from_at),
    amount     bigint      NOT NULL CHECK (amount >= 0),
    member     jsonb       NOT NULL DEFAULT '{}',
    PRIMARY KEY (list_id, article_id, from_at)
);
CREATE INDEX price_article ON catalog.price (article_id);
COMMENT ON TABLE catalog.price IS 'reference: what an article costs by a list from a moment on; of those in force the one that began last holds';
COMMENT ON COLUMN catalog.price.member IS 'price by level of the member; under * that of every member';

CREATE TABLE catalog.price_change (
    id         bigint PRIMARY KEY,
    list_id    bigint           NOT NULL REFERENCES catalog.price_list,
    changed_at timestamptz      NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    reason     text             NOT NULL,
    prices     jsonb            NOT NULL,
    undoes     bigint UNIQUE REFERENCES catalog.price_change
);
CREATE INDEX price_change_list ON catalog.price_change (list_id, id);
COMMENT ON TABLE catalog.price_change IS 'reference append-only: prices as they were before and after somebody changed them together';

CREATE TABLE catalog.stock (
    article_id  bigint           NOT NULL,
    store_id    bigint           NOT NULL,
    channel_id  bigint           NOT NULL,
    quantity    bigint           NOT NULL,
    counted_at  timestamptz      NOT NULL,
    reported_by text COLLATE "C" NOT NULL,
    PRIMARY KEY (article_id, store_id, channel_id)
);
COMMENT ON TABLE catalog.stock IS 'keyed: what a system that keeps stock said last of an article in a store (0: in none) for a channel (0: for all)';
COMMENT ON COLUMN catalog.stock.quantity IS 'in thousandths';

CREATE TABLE catalog.revision (
    one   boolean PRIMARY KEY CHECK (one),
    stamp bigint  NOT NULL
);
COMMENT ON TABLE catalog.revision IS 'reference: an id that is another one after every change by which a price may change; what is kept in memory is asked against it';
INSERT INTO catalog.revision (one, stamp) VALUES (true, 0);
