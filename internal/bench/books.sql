-- The books of {members} members after three years of {credits} credits: four of
-- ten are spent some time later, what is left after a year expires. The first
-- member has {hot} credits more. Keys and indexes come after the rows.
SELECT setseed(0.5);
SET synchronous_commit = off;

ALTER TABLE ledger.posting DROP CONSTRAINT posting_member_id_reverses_id_fkey;
ALTER TABLE ledger.posting DROP CONSTRAINT posting_pkey;
ALTER TABLE ledger.posting DROP CONSTRAINT posting_member_id_key_key;
ALTER TABLE ledger.entry DROP CONSTRAINT entry_pkey;
ALTER TABLE ledger.draw DROP CONSTRAINT draw_pkey;
DROP INDEX ledger.posting_history, ledger.posting_xid, ledger.posting_reverses,
    ledger.draw_lot, ledger.lot_xid, ledger.lot_expires, ledger.lot_live, ledger.lot_posting;

INSERT INTO member.member (member_id, number, status, joined_at, recorded_at, source)
SELECT i, i::text, 'active', timestamptz '2023-11-25Z', timestamptz '2023-11-25Z', 'bench' FROM generate_series(1, {members}) i;

CREATE TEMPORARY TABLE life AS
SELECT i AS id, CASE WHEN i > {credits} THEN 1 ELSE 1 + floor({members} * luck * luck)::bigint END AS member_id,
       5 + i % 90 AS amount, at, CASE WHEN spent < 0.4 THEN at + later * interval '300 days' END AS spent_at
FROM (
    SELECT i, random() AS luck, random() AS spent, random() AS later,
           timestamptz '2023-11-25Z' + random() * interval '1095 days' AS at
    FROM generate_series(1::bigint, {credits} + {hot}) i
) c;

INSERT INTO ledger.posting (member_id, id, key, body_hash, reason, ref_kind, ref_id, occurred_at, recorded_at, salt)
SELECT member_id, 3 * id, 'earn:' || id, '\x00'::bytea, 'earn', 'order', id, at, at, '\x00'::bytea FROM life
UNION ALL
SELECT member_id, 3 * id + 1, 'spend:' || id, '\x00'::bytea, 'spend', NULL, NULL, spent_at, spent_at, '\x00'::bytea FROM life WHERE spent_at < '2026-11-24Z'
UNION ALL
SELECT member_id, 3 * id + 2, 'expire:' || id, '\x00'::bytea, 'expire', 'lot', 3 * id, at + interval '365 days', at + interval '365 days', '\x00'::bytea
FROM life WHERE spent_at IS NULL AND at < '2025-11-24Z';

INSERT INTO ledger.entry (member_id, posting_id, no, asset_id, account, amount)
SELECT p.member_id, p.id, e.no, 1, CASE e.no WHEN 1 THEN 'available' ELSE e.house END, e.sign * l.amount
FROM ledger.posting p
JOIN life l ON l.id = p.id / 3
JOIN (VALUES ('earn', 1, 1, ''), ('earn', 2, -1, 'issued'), ('spend', 1, -1, ''), ('spend', 2, 1, 'redeemed'),
             ('expire', 1, -1, ''), ('expire', 2, 1, 'expired')) e (reason, no, sign, house) ON e.reason = p.reason;

INSERT INTO ledger.draw (member_id, posting_id, lot_id, no, amount)
SELECT p.member_id, p.id, 3 * (p.id / 3), 1, l.amount FROM ledger.posting p JOIN life l ON l.id = p.id / 3 WHERE p.reason <> 'earn';

INSERT INTO ledger.lot (member_id, id, asset_id, posting_id, amount, remaining, expired, matured, matures_at, expires_at, credited_at)
SELECT l.member_id, 3 * l.id, 1, 3 * l.id, l.amount, CASE WHEN gone THEN 0 ELSE l.amount END, 0, true, l.at, l.at + interval '365 days', l.at
FROM (SELECT *, coalesce(spent_at < '2026-11-24Z', at < '2025-11-24Z') AS gone FROM life) l;

INSERT INTO ledger.account (member_id, asset_id, balance, pending, version)
SELECT member_id, 1, sum(amount), 0, 1 FROM ledger.entry WHERE account = 'available' GROUP BY member_id;

ALTER TABLE ledger.posting ADD PRIMARY KEY (member_id, id);
ALTER TABLE ledger.entry ADD PRIMARY KEY (member_id, posting_id, no);
ALTER TABLE ledger.draw ADD PRIMARY KEY (member_id, posting_id, lot_id);
CREATE INDEX posting_history ON ledger.posting (member_id, occurred_at, id);
CREATE INDEX posting_xid ON ledger.posting (xid);
CREATE INDEX lot_xid ON ledger.lot (xid);
CREATE INDEX lot_live ON ledger.lot (member_id, asset_id, expires_at, credited_at, id) WHERE (remaining > 0);
