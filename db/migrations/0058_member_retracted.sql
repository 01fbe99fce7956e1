-- +goose Up
ALTER TABLE member.member ADD COLUMN retracted_at timestamptz;
COMMENT ON COLUMN member.member.retracted_at IS 'when an import that had made the member was taken back; he was never here, and nobody erased him';
