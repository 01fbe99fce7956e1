-- +goose Up
CREATE SCHEMA catalog;

CREATE TABLE catalog.category (
    id        bigint PRIMARY KEY,
    code      text COLLATE "C" NOT NULL UNIQUE,
    parent_id bigint REFERENCES catalog.category CHECK (parent_id <> id),
    name      jsonb            NOT NULL
);
COMMENT ON TABLE catalog.category IS 'reference: categories of goods, as a tree';

CREATE TABLE catalog.brand (
    id   bigint PRIMARY KEY,
    code text COLLATE "C" NOT NULL UNIQUE,
    name jsonb            NOT NULL
);
COMMENT ON TABLE catalog.brand IS 'reference: brands of goods';

CREATE TABLE catalog.article (
    id          bigint PRIMARY KEY,
    code        text COLLATE "C" NOT NULL UNIQUE,
    name        jsonb            NOT NULL,
    kind        text COLLATE "C" NOT NULL CHECK (kind IN ('goods', 'delivery', 'service', 'tip', 'discount', 'other')),
    category_id bigint REFERENCES catalog.category,
    brand_id    bigint REFERENCES catalog.brand,
    earns       boolean          NOT NULL DEFAULT true,
    archived_at timestamptz,
    updated_at  timestamptz      NOT NULL
);
CREATE INDEX article_category ON catalog.article (category_id);
COMMENT ON TABLE catalog.article IS 'reference: what is sold; earns says whether it can ever earn points';
