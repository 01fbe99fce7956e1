-- +goose Up
-- Who saw personal data of members: those few acts among all of the trail.
CREATE INDEX audit_access ON staff.audit (at DESC, id DESC) WHERE action IN ('member.reveal', 'member.export', 'member.copied');
