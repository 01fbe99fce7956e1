-- {entries} entries of earlier days: postings of one point each, all of whose lots
-- are open, for every member as many. Keys and indexes come after the rows.
SET synchronous_commit = off;

CREATE TEMP TABLE filled AS
SELECT c.oid FROM pg_class c WHERE c.oid IN ('ledger.posting'::regclass, 'ledger.entry'::regclass, 'ledger.lot'::regclass);

-- What is taken off the three tables, and how it is put back: keys first, then
-- what refers to them, then the other indexes.
CREATE TEMP TABLE taken_off AS
SELECT CASE contype WHEN 'f' THEN 2 ELSE 1 END AS place,
    format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
FROM pg_constraint
WHERE contype IN ('p', 'u') AND conrelid IN (SELECT oid FROM filled)
   OR contype = 'f' AND (conrelid IN (SELECT oid FROM filled) OR confrelid IN (SELECT oid FROM filled))
UNION ALL
SELECT 3, format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index
WHERE indrelid IN (SELECT oid FROM filled)
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'));

DO $$
DECLARE step text;
BEGIN
    FOR step IN SELECT off FROM taken_off ORDER BY CASE place WHEN 2 THEN 0 ELSE place END LOOP
        EXECUTE step;
    END LOOP;
END $$;

CREATE TEMP TABLE who AS SELECT member_id, row_number() OVER () - 1 AS no FROM member.member;
ANALYZE who;
CREATE TEMP TABLE grown AS
SELECT w.member_id, 1000000000000000 + i AS id, timestamptz '2025-01-01Z' + i * (interval '300 days' / ({entries} / 2)) AS at
FROM generate_series(1::bigint, {entries}::bigint / 2) i JOIN who w ON w.no = i % (SELECT count(*) FROM who);

INSERT INTO ledger.posting (member_id, id, key, body_hash, reason, occurred_at, recorded_at, salt)
SELECT member_id, id, 'grown:' || id, '\x00', 'earn', at, at, '\x00' FROM grown;
INSERT INTO ledger.entry (member_id, posting_id, no, asset_id, account, amount)
SELECT g.member_id, g.id, e.no, 1, e.account, e.amount
FROM grown g, (VALUES (1, 'available', 1), (2, 'issued', -1)) e (no, account, amount);
INSERT INTO ledger.lot (member_id, id, asset_id, posting_id, amount, remaining, matured, matures_at, expires_at, credited_at)
SELECT member_id, id, 1, id, 1, 1, true, at, at + interval '3 years', at FROM grown;
INSERT INTO ledger.account AS a (member_id, asset_id, balance, pending, version)
SELECT member_id, 1, count(*), 0, 1 FROM grown GROUP BY member_id
ON CONFLICT (member_id, asset_id) DO UPDATE SET balance = a.balance + excluded.balance, version = a.version + 1;
DROP TABLE grown;

DO $$
DECLARE step text;
BEGIN
    FOR step IN SELECT back FROM taken_off ORDER BY place LOOP
        EXECUTE step;
    END LOOP;
END $$;
