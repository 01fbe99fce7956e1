-- +goose Up
CREATE TABLE member.poster_day (
    poster_id bigint NOT NULL REFERENCES member.poster,
    day       date   NOT NULL,
    scans     bigint NOT NULL CHECK (scans > 0),
    PRIMARY KEY (poster_id, day)
);
COMMENT ON TABLE member.poster_day IS
    'local: how often a poster was opened on a business day of the retailer; a number, and nothing of who opened it';
