-- A retailer of {orders} orders over three years, made where it lies: chronological,
-- six of ten with a member, and members who buy more the lower their number is.
-- Keys and indexes come after the rows, which takes a fifth of the time.
SELECT setseed(0.5);
SET synchronous_commit = off;

ALTER TABLE orders.refund_line DROP CONSTRAINT refund_line_member_id_order_id_line_no_fkey;
ALTER TABLE orders.line DROP CONSTRAINT line_pkey;
ALTER TABLE orders.orders DROP CONSTRAINT orders_pkey;
ALTER TABLE ledger.posting DROP CONSTRAINT posting_member_id_reverses_id_fkey;
ALTER TABLE ledger.posting DROP CONSTRAINT posting_pkey;
ALTER TABLE ledger.posting DROP CONSTRAINT posting_member_id_key_key;
ALTER TABLE ledger.entry DROP CONSTRAINT entry_pkey;
DROP INDEX orders.orders_history, orders.orders_xid, orders.line_xid,
    ledger.posting_history, ledger.posting_xid, ledger.posting_reverses;

INSERT INTO org.store (id, code, name) SELECT i, 'S' || i, '{"en":"Store"}' FROM generate_series(1, 200) i;
INSERT INTO org.channel (id, code, kind, name) SELECT i, 'C' || i, 'other', '{"en":"Channel"}' FROM generate_series(1, 5) i;
INSERT INTO catalog.category (id, code, parent_id, name)
SELECT i, 'K' || i, CASE WHEN i > 10 THEN 1 + i % 10 END, '{"en":"Category"}' FROM generate_series(1, 100) i;
INSERT INTO catalog.article (id, code, name, kind, category_id, updated_at)
SELECT i, 'A' || i, '{"en":"Article"}', 'goods', 11 + i % 90, '2026-01-01Z' FROM generate_series(1, 5000) i;

INSERT INTO member.member (member_id, number, status, joined_at, recorded_at, source, store_id, channel_id)
SELECT i, i::text, 'active', at, at, 'bench', 1 + i % 200, 1 + i % 5
FROM (SELECT i, timestamptz '2023-11-25Z' + i * (interval '1095 days' / {members}) AS at FROM generate_series(1, {members}) i) m;

INSERT INTO orders.orders (member_id, id, source, reference, store_id, channel_id, currency, occurred_at, recorded_at,
    local_date, local_hour, zone, list_amount, discount_amount, paid_amount, goods_amount, payload_hash)
SELECT CASE WHEN with_member THEN 1 + floor({members} * luck * luck)::bigint ELSE -id END, id, 'bench', id::text, store, 1 + id % 5, 'CNY',
       day + hour * interval '1 hour' - interval '8 hours' + (id % 3600) * interval '1 second', day, day, hour, 'Asia/Shanghai',
       price, 0, price, price, '\x00'
FROM (
    SELECT i AS id, date '2023-11-25' + (i * 1095 / {orders})::int AS day, 9 + (random() * random() * 13)::int AS hour,
           1 + floor(200 * random() * random())::bigint AS store, random() < 0.6 AS with_member, random() AS luck, 500 + i * 7919 % 9000 AS price
    FROM generate_series(0::bigint, {orders} - 1) i WHERE i > 0
) o;
INSERT INTO orders.buyer (member_id, first_date)
SELECT member_id, min(local_date) FROM orders.orders WHERE member_id > 0 GROUP BY member_id;

INSERT INTO orders.line (member_id, order_id, no, local_date, kind, article_id, code, name, quantity, list_amount, discount_amount, paid_amount, earns)
SELECT member_id, id, no, local_date, 'goods', article, 'A' || article, 'Article', 1 + id % 2, price, 0, price, true
FROM (
    SELECT o.member_id, o.id, o.local_date, no, 1 + (o.id * 31 + no * 17) % 5000 AS article, o.paid_amount / (1 + o.id % 3) AS price
    FROM orders.orders o, generate_series(1, 1 + (o.id % 3)::int) no
) l;

INSERT INTO orders.refund (member_id, id, source, reference, store_id, channel_id, currency, occurred_at, recorded_at, local_date, zone, amount, payload_hash)
SELECT member_id, id, source, reference, store_id, channel_id, currency, occurred_at + interval '2 days', recorded_at, local_date + 2, zone, paid_amount / 2, '\x00'
FROM orders.orders WHERE id % 50 = 0;
INSERT INTO orders.refund_line (member_id, refund_id, no, code, name, quantity, amount)
SELECT member_id, id, 1, 'A' || 1 + id % 5000, 'Article', 1, amount FROM orders.refund;

INSERT INTO ledger.posting (member_id, id, key, body_hash, reason, ref_kind, ref_id, occurred_at, recorded_at, salt)
SELECT member_id, id, 'earn:' || id, '\x00', 'earn', 'order', id, occurred_at, recorded_at, '\x00' FROM orders.orders WHERE member_id > 0;
INSERT INTO ledger.entry (member_id, posting_id, no, asset_id, account, amount)
SELECT p.member_id, p.id, e.no, 1, e.account, e.sign * (5 + p.id % 90)
FROM ledger.posting p, (VALUES (1, 'pending', 1), (2, 'issued', -1)) e(no, account, sign);
INSERT INTO ledger.account (member_id, asset_id, balance, pending, version)
SELECT member_id, 1, sum(amount), 0, 1 FROM ledger.entry WHERE account = 'pending' GROUP BY member_id;

INSERT INTO tier.standing (member_id, ladder_id, level, since, ladder_version)
SELECT member_id, 1, CASE WHEN member_id % 3 = 0 THEN 'silver' ELSE 'basic' END, joined_at, 1 FROM member.member;
INSERT INTO tier.change (member_id, id, ladder_id, from_level, to_level, cause, spend, ladder_version, effective_at, recorded_at)
SELECT member_id, member_id, 1, 'basic', 'silver', 'purchase', 0, 1, least(joined_at + interval '300 days', '2026-11-20Z'), joined_at
FROM member.member WHERE member_id % 3 = 0;

ALTER TABLE orders.orders ADD PRIMARY KEY (member_id, id);
ALTER TABLE orders.line ADD PRIMARY KEY (member_id, order_id, no);
ALTER TABLE ledger.posting ADD PRIMARY KEY (member_id, id);
ALTER TABLE ledger.entry ADD PRIMARY KEY (member_id, posting_id, no);
CREATE INDEX orders_xid ON orders.orders (xid);
CREATE INDEX line_xid ON orders.line (xid);
CREATE INDEX posting_xid ON ledger.posting (xid);
