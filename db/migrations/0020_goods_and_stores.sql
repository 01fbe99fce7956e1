-- +goose Up
-- What staff edit has a version: a change says which one it was made of, and is
-- refused where somebody else was first.
ALTER TABLE catalog.article
    ADD COLUMN version integer NOT NULL DEFAULT 1;

ALTER TABLE catalog.category
    ADD COLUMN version  integer NOT NULL DEFAULT 1,
    ADD COLUMN position integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN catalog.category.position IS 'the order among categories of one parent; equal ones follow by code';

ALTER TABLE catalog.brand
    ADD COLUMN version integer NOT NULL DEFAULT 1;

ALTER TABLE org.store
    ADD COLUMN version integer NOT NULL DEFAULT 1;
COMMENT ON COLUMN org.store.archived_at IS 'when it was closed; null: open';

ALTER TABLE org.region
    ADD COLUMN version integer NOT NULL DEFAULT 1;

ALTER TABLE org.brand
    ADD COLUMN version integer NOT NULL DEFAULT 1;

ALTER TABLE org.channel
    ADD COLUMN version integer NOT NULL DEFAULT 1;
