-- +goose Up
-- The index key is exchanged as the master key is: rows say under which generation they
-- are found, and while two generations live an identity has both of its blind indexes.
ALTER TABLE member.identity ADD COLUMN index_key smallint NOT NULL DEFAULT 1, ADD COLUMN former bytea;
COMMENT ON COLUMN member.identity.index_key IS 'generation of the index key that made the blind index';
COMMENT ON COLUMN member.identity.former IS 'while the index key is exchanged: the blind index under the key before, which is claimed as well';

ALTER TABLE member.claim ADD COLUMN index_key smallint NOT NULL DEFAULT 1;
COMMENT ON COLUMN member.claim.index_key IS 'generation of the index key that made the blind index';

ALTER TABLE member.search_member ADD COLUMN index_key smallint NOT NULL DEFAULT 1;
COMMENT ON COLUMN member.search_member.index_key IS 'generation of the index key that made the tokens and keys';

ALTER TABLE member.trace ADD COLUMN index_key smallint NOT NULL DEFAULT 1;
COMMENT ON COLUMN member.trace.index_key IS 'generation of the index key that made the blind index; whose it is nobody knows, so that it lapses under it';

ALTER TABLE member.session ADD COLUMN index_key smallint NOT NULL DEFAULT 1;
COMMENT ON COLUMN member.session.index_key IS 'generation of the index key from which its tokens follow';

ALTER TABLE member.key_rotation ADD COLUMN what text COLLATE "C" NOT NULL DEFAULT 'master';
ALTER TABLE member.key_rotation ADD CHECK (what IN ('master', 'index'));
ALTER TABLE member.key_rotation DROP CONSTRAINT key_rotation_phase_check;
ALTER TABLE member.key_rotation ADD CONSTRAINT key_rotation_phase_check
    CHECK (phase IN ('spreading', 'rewrapping', 'draining', 'clearing', 'wrapped', 'destroyed'));
DROP INDEX member.key_rotation_one;
CREATE UNIQUE INDEX key_rotation_one ON member.key_rotation ((true)) WHERE phase IN ('spreading', 'rewrapping', 'draining', 'clearing');
COMMENT ON TABLE member.key_rotation IS 'local: exchanges of the master key and of the index key, and how far each has come';
COMMENT ON COLUMN member.key_rotation.horizon IS 'transactions before it may still have written under the old key';

ALTER TABLE member.key_holder ADD COLUMN indexes integer[] NOT NULL DEFAULT '{}';
COMMENT ON TABLE member.key_holder IS 'local rebuildable: which master and index keys each process that serves holds, told every few seconds';
