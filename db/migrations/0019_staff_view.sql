-- +goose Up
CREATE TABLE staff.view (
    id         bigint PRIMARY KEY,
    account_id bigint           NOT NULL REFERENCES staff.account,
    page       text COLLATE "C" NOT NULL,
    name       text COLLATE "C" NOT NULL,
    search     text COLLATE "C" NOT NULL,
    columns    text[]           NOT NULL,
    updated_at timestamptz      NOT NULL,
    UNIQUE (account_id, page, name)
);
COMMENT ON TABLE staff.view IS
    'local: a list as somebody likes to see it: filters and order as in the address, and columns; nothing personal';
