-- +goose Up
CREATE TABLE member.minor (
    member_id    bigint PRIMARY KEY REFERENCES member.member,
    sealed       bytea,
    agreed_at    timestamptz,
    agreed_via   text COLLATE "C" CHECK (agreed_via IN ('code', 'staff')),
    text_version int,
    ended_at     timestamptz,
    asked_at     timestamptz,
    CHECK ((agreed_at IS NULL) = (agreed_via IS NULL)),
    CHECK (sealed IS NOT NULL OR ended_at IS NOT NULL),
    CHECK (asked_at IS NULL OR ended_at IS NOT NULL)
);
CREATE INDEX minor_now ON member.minor (member_id) WHERE ended_at IS NULL;
COMMENT ON TABLE member.minor IS
    'vault: who is or was below the age of consent: until when, and the phone of the guardian who agreed, encrypted under the member''s key';

ALTER TABLE member.consent_text DROP CONSTRAINT consent_text_purpose_check;
ALTER TABLE member.consent_text ADD CONSTRAINT consent_text_purpose_check
    CHECK (purpose IN ('service', 'marketing', 'profiling', 'analytics', 'guardian') OR purpose ~ '^sharing:[a-z0-9_.-]{1,40}$');
INSERT INTO member.consent_text (purpose, version, title_zh, title_en, body_zh, body_en, created_by, created_at) VALUES
    ('guardian', 1, '监护人同意', 'Consent of a guardian',
     '我是该未成年人的父母或其他监护人，同意其成为会员，并同意为提供会员服务处理其姓名、联系方式、生日与消费记录。不会向其发送优惠信息，也不会分析其偏好。我可随时要求查阅、更正或删除这些信息。',
     'I am a parent or another guardian of this minor. I agree that the minor becomes a member, and that name, contact, birthday and purchases are processed to serve the membership. No offers are sent and no preferences are worked out. I may ask at any time to see, correct or delete what is kept.',
     'system', '2000-01-01Z');
