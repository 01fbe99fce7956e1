-- +goose Up
-- Names that somebody of the staff saw in full in a list: one row for each answered page.
ALTER TABLE staff.audit ADD COLUMN members bigint[];
COMMENT ON COLUMN staff.audit.members IS 'of an act on many: the members, where it must be found by each of them';
CREATE INDEX audit_members ON staff.audit USING gin (members) WHERE members IS NOT NULL;
DROP INDEX staff.audit_access;
CREATE INDEX audit_access ON staff.audit (at DESC, id DESC) WHERE action IN ('member.reveal', 'member.export', 'member.copied', 'member.listed');
