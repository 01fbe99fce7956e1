-- +goose Up
CREATE TABLE member.consent_text (
    purpose    text COLLATE "C" NOT NULL,
    version    int              NOT NULL CHECK (version > 0),
    title_zh   text COLLATE "C" NOT NULL CHECK (title_zh <> ''),
    title_en   text COLLATE "C" NOT NULL CHECK (title_en <> ''),
    body_zh    text COLLATE "C" NOT NULL CHECK (body_zh <> ''),
    body_en    text COLLATE "C" NOT NULL CHECK (body_en <> ''),
    created_by text COLLATE "C" NOT NULL,
    created_at timestamptz      NOT NULL,
    PRIMARY KEY (purpose, version),
    CHECK (purpose IN ('service', 'marketing', 'profiling', 'analytics') OR purpose ~ '^sharing:[a-z0-9_.-]{1,40}$')
);
COMMENT ON TABLE member.consent_text IS
    'reference append-only: what members are asked to agree to, in both languages; another wording is another version';

INSERT INTO member.consent_text (purpose, version, title_zh, title_en, body_zh, body_en, created_by, created_at) VALUES
    ('service', 1, '服务通知', 'Service messages',
     '订单、积分、储值与会员权益有变动时通知您。关闭后，您仍可在会员中心查看这些内容。',
     'We tell you when something happens to your orders, points, stored value or benefits. Without it you still find all of this on your member page.',
     'system', '2000-01-01Z'),
    ('marketing', 1, '优惠与活动信息', 'Offers and news',
     '向您发送优惠、新品与活动信息。可随时关闭，不影响会员权益。',
     'We send you offers, new products and events. You can end it at any time and keep all you have as a member.',
     'system', '2000-01-01Z'),
    ('profiling', 1, '个性化推荐', 'Personal recommendations',
     '根据您的消费记录分析偏好，为您推荐商品和优惠。关闭后，您看到的内容不再针对您个人。',
     'We work out from your purchases what you may like, and recommend goods and offers by it. Without it nothing is chosen for you personally.',
     'system', '2000-01-01Z'),
    ('analytics', 1, '改进体验的统计', 'Statistics of use',
     '记录您如何使用会员页面，用于改进。与提供服务无关，可不同意。',
     'We record how you use the member pages, to make them better. No service depends on it.',
     'system', '2000-01-01Z');

CREATE TABLE member.consent (
    member_id    bigint           NOT NULL REFERENCES member.member,
    consent_id   bigint           NOT NULL,
    purpose      text COLLATE "C" NOT NULL,
    channel      text COLLATE "C" NOT NULL CHECK (channel IN ('', 'sms', 'email', 'wechat', 'push', 'phone')),
    granted      boolean          NOT NULL,
    text_version int              CHECK (text_version > 0),
    via          text COLLATE "C" NOT NULL CHECK (via IN ('joining', 'member_centre', 'counter', 'telephone', 'paper', 'message', 'import')),
    store_id     bigint,
    stated_by    text COLLATE "C" NOT NULL,
    address      bytea,
    reason       text COLLATE "C" NOT NULL,
    reference    text COLLATE "C" NOT NULL,
    occurred_at  timestamptz      NOT NULL,
    recorded_at  timestamptz      NOT NULL,
    xid          xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, consent_id),
    UNIQUE (member_id, reference),
    CHECK (NOT granted OR text_version IS NOT NULL),
    CHECK ((channel <> '') = (purpose IN ('service', 'marketing')))
);
CREATE INDEX consent_in_force ON member.consent (member_id, purpose, channel, occurred_at DESC, granted, consent_id DESC);
CREATE INDEX consent_xid ON member.consent (xid);
COMMENT ON TABLE member.consent IS
    'member append-only: what a member agreed to or withdrew, when, by which text and how we know; what is in force is computed from it';
