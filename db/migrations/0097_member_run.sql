-- +goose Up
-- By which import somebody became a member, so that bad records are told by the file that
-- brought them.
ALTER TABLE member.member ADD COLUMN run_id bigint;
COMMENT ON COLUMN member.member.run_id IS 'the import that brought him; null: none did, or one of orders from before this was kept';
UPDATE member.member m SET run_id = o.run_id, xid = pg_current_xact_id()
FROM intake.opened o WHERE o.member_id = m.member_id AND o.joined AND o.undone_at IS NULL;
CREATE INDEX member_run ON member.member (run_id) WHERE run_id IS NOT NULL;

ALTER TABLE member.quality_day DROP CONSTRAINT quality_day_part_check;
ALTER TABLE member.quality_day ADD CHECK (part IN ('all', 'store', 'channel', 'source', 'run'));
