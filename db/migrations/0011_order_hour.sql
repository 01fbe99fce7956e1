-- +goose Up
-- What analysis groups and filters by stands in the row: reckoning the shop's hour
-- from its zone for millions of orders takes a second, and finding the day of a
-- line through its order a join of the two largest tables.
ALTER TABLE orders.orders ADD COLUMN local_hour smallint;
UPDATE orders.orders
SET local_hour = extract(hour FROM occurred_at AT TIME ZONE zone), xid = pg_current_xact_id();
ALTER TABLE orders.orders
    ALTER COLUMN local_hour SET NOT NULL,
    ADD CHECK (local_hour BETWEEN 0 AND 23);
COMMENT ON COLUMN orders.orders.local_hour IS 'hour on the clock of the shop''s wall';

ALTER TABLE orders.line ADD COLUMN local_date date;
UPDATE orders.line l
SET local_date = o.local_date, xid = pg_current_xact_id()
FROM orders.orders o WHERE o.member_id = l.member_id AND o.id = l.order_id;
ALTER TABLE orders.line ALTER COLUMN local_date SET NOT NULL;
COMMENT ON COLUMN orders.line.local_date IS 'the order''s business day';
