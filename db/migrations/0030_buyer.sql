-- +goose Up
-- Who buys for the first time is asked every morning, and would be told by all
-- orders that there ever were.
CREATE TABLE orders.buyer (
    member_id  bigint NOT NULL PRIMARY KEY,
    first_date date   NOT NULL,
    xid        xid8   NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX buyer_xid ON orders.buyer (xid);
COMMENT ON TABLE orders.buyer IS 'member: the business day of a member''s first order';
INSERT INTO orders.buyer (member_id, first_date)
SELECT member_id, min(local_date) FROM orders.orders WHERE member_id > 0 GROUP BY member_id;
