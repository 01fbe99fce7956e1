-- +goose Up
CREATE SCHEMA org;

CREATE TABLE org.settings (
    id               smallint PRIMARY KEY CHECK (id = 1),
    name             jsonb            NOT NULL,
    country          text COLLATE "C" NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    currency         text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    zone             text COLLATE "C" NOT NULL,
    cutoff_minutes   int              NOT NULL CHECK (cutoff_minutes BETWEEN 0 AND 719),
    chosen           boolean          NOT NULL,
    updated_at       timestamptz      NOT NULL
);
COMMENT ON TABLE org.settings IS
    'reference: what holds for the whole retailer: name, country, currency, zone, hour at which the business day ends';
COMMENT ON COLUMN org.settings.country IS 'ISO 3166: where a phone number without a country code is at home';
COMMENT ON COLUMN org.settings.chosen IS
    'false until staff or the first import chose currency and zone; a default may still be replaced';
INSERT INTO org.settings (id, name, country, currency, zone, cutoff_minutes, chosen, updated_at)
VALUES (1, '{"zh-CN":"我的门店","en":"My shop"}', 'CN', 'CNY', 'Asia/Shanghai', 0, false, '2000-01-01Z');

CREATE TABLE org.brand (
    id          bigint PRIMARY KEY,
    code        text COLLATE "C" NOT NULL UNIQUE,
    name        jsonb            NOT NULL,
    archived_at timestamptz
);
COMMENT ON TABLE org.brand IS 'reference: a brand under which the retailer trades';

CREATE TABLE org.region (
    id        bigint PRIMARY KEY,
    code      text COLLATE "C" NOT NULL UNIQUE,
    name      jsonb            NOT NULL,
    parent_id bigint REFERENCES org.region CHECK (parent_id <> id)
);
COMMENT ON TABLE org.region IS 'reference: regions of stores, as a tree';

CREATE TABLE org.store (
    id             bigint PRIMARY KEY,
    code           text COLLATE "C" NOT NULL UNIQUE,
    name           jsonb            NOT NULL,
    region_id      bigint REFERENCES org.region,
    brand_id       bigint REFERENCES org.brand,
    zone           text COLLATE "C",
    cutoff_minutes int CHECK (cutoff_minutes BETWEEN 0 AND 719),
    opened_on      date,
    archived_at    timestamptz
);
COMMENT ON TABLE org.store IS 'reference: a store; zone and cut-off default to the retailer''s';

CREATE TABLE org.channel (
    id          bigint PRIMARY KEY,
    code        text COLLATE "C" NOT NULL UNIQUE,
    kind        text COLLATE "C" NOT NULL
                CHECK (kind IN ('till', 'mini_program', 'app', 'web_shop', 'delivery_platform', 'other')),
    name        jsonb            NOT NULL,
    archived_at timestamptz
);
COMMENT ON TABLE org.channel IS 'reference: where purchases happen: till, mini-program, app, web shop, delivery platform';
