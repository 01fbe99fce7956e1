-- What files say of consents, and how it is taken back.

-- name: NotYetAsked :many
-- Those of whom somebody is a minor, or came of age and was not asked anew: he himself,
-- or who was merged into him.
WITH RECURSIVE kin AS (
    SELECT m.member_id AS stands, m.member_id FROM member.member m WHERE m.member_id = ANY (@ids::bigint[])
    UNION ALL
    SELECT kin.stands, m.member_id FROM kin JOIN member.member m ON m.merged_into = kin.member_id
)
SELECT DISTINCT kin.stands::bigint FROM kin JOIN member.minor n ON n.member_id = kin.member_id
WHERE n.ended_at IS NULL OR n.asked_at IS NULL;

-- name: ConsentTextsThere :many
SELECT purpose, version FROM member.consent_text;

-- name: BroughtConsents :many
-- What was said under references that begin so, and was not taken back.
SELECT c.member_id, c.consent_id FROM member.consent c
WHERE c.member_id = ANY (@ids::bigint[]) AND starts_with(c.reference, @prefix::text)
    AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = c.member_id AND u.consent_id = c.consent_id);

-- name: SpokenSince :many
-- Who said something of a question since it was brought under such a reference, or is no
-- member any more by whom it could be read.
SELECT DISTINCT c.member_id FROM member.consent c JOIN member.member m ON m.member_id = c.member_id
WHERE c.member_id = ANY (@ids::bigint[]) AND starts_with(c.reference, @prefix::text)
    AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = c.member_id AND u.consent_id = c.consent_id)
    AND (m.status <> 'active' OR EXISTS (
        SELECT FROM member.consent l WHERE l.member_id = c.member_id AND l.purpose = c.purpose AND l.channel = c.channel
            AND l.consent_id > c.consent_id AND NOT starts_with(l.reference, @prefix::text)
            AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = l.member_id AND u.consent_id = l.consent_id)));
