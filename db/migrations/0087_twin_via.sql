-- +goose Up
-- What was judged of a member holds of who he becomes, as long as that merge does.
ALTER TABLE member.twin ADD COLUMN via bigint;
COMMENT ON COLUMN member.twin.via IS 'the merge by which this was judged: of who was absorbed; null: of these two';
CREATE INDEX twin_via ON member.twin (via) WHERE via IS NOT NULL;
-- Where somebody lives is a blocking key from now on: the job works these out anew.
UPDATE member.search_member SET twin_keys = NULL WHERE member_id IN (SELECT member_id FROM member.address);
