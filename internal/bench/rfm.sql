-- {members} members who bought {orders} times over three years, made where it
-- lies: who has a lower number bought more often and later; one order of fifty
-- came back in part. Keys and indexes come after the rows, which takes a fifth
-- of the time.
SELECT setseed(0.5);
SET synchronous_commit = off;

ALTER TABLE orders.refund_line DROP CONSTRAINT refund_line_member_id_order_id_line_no_fkey;
ALTER TABLE orders.line DROP CONSTRAINT line_pkey;
ALTER TABLE orders.orders DROP CONSTRAINT orders_pkey;
DROP INDEX orders.orders_history, orders.orders_xid, orders.line_xid;

INSERT INTO org.store (id, code, name) SELECT i, 'S' || i, '{"en":"Store"}' FROM generate_series(1, 200) i;

INSERT INTO orders.orders (member_id, id, source, reference, store_id, currency, occurred_at, recorded_at, local_date, local_hour, zone,
    list_amount, discount_amount, paid_amount, goods_amount, refunded_amount, payload_hash)
SELECT 1 + floor({members} * luck * luck)::bigint, id, 'bench', id::text, 1 + id % 200, 'CNY',
       day + interval '4 hours', day, day, 12, 'Asia/Shanghai', price, 0, price, price, CASE WHEN id % 50 = 0 THEN price / 2 ELSE 0 END, '\x00'
FROM (
    SELECT i AS id, date '2023-11-25' + (i * 1095 / {orders})::int AS day, random() AS luck, 500 + i * 7919 % 9000 AS price
    FROM generate_series(1::bigint, {orders}) i
) o;
INSERT INTO orders.buyer (member_id, first_date)
SELECT member_id, min(local_date) FROM orders.orders WHERE member_id > 0 GROUP BY member_id;

INSERT INTO orders.line (member_id, order_id, no, local_date, kind, code, name, quantity, list_amount, discount_amount, paid_amount, earns,
    refunded_quantity, refunded_amount)
SELECT member_id, id, 1, local_date, 'goods', 'A', 'Article', 2, paid_amount, 0, paid_amount, true,
       CASE WHEN refunded_amount > 0 THEN 1 ELSE 0 END, refunded_amount
FROM orders.orders;

INSERT INTO orders.refund (member_id, id, source, reference, store_id, currency, occurred_at, recorded_at, local_date, zone, amount, payload_hash)
SELECT member_id, id, source, reference, store_id, currency, occurred_at, recorded_at, local_date + 2, zone, refunded_amount, '\x00'
FROM orders.orders WHERE refunded_amount > 0;
INSERT INTO orders.refund_line (member_id, refund_id, no, order_id, line_no, code, name, quantity, amount)
SELECT member_id, id, 1, id, 1, 'A', 'Article', 1, amount FROM orders.refund;

ALTER TABLE orders.orders ADD PRIMARY KEY (member_id, id);
ALTER TABLE orders.line ADD PRIMARY KEY (member_id, order_id, no);
CREATE INDEX orders_history ON orders.orders (member_id, occurred_at, id);
CREATE INDEX orders_xid ON orders.orders (xid);
CREATE INDEX line_xid ON orders.line (xid);
ALTER TABLE orders.refund_line ADD FOREIGN KEY (member_id, order_id, line_no) REFERENCES orders.line (member_id, order_id, no);
VACUUM ANALYZE orders.orders;
VACUUM ANALYZE orders.line;
VACUUM ANALYZE orders.refund;
VACUUM ANALYZE orders.refund_line;
