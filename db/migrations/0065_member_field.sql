-- +goose Up
CREATE TABLE member.field (
    code       text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    kind       text COLLATE "C" NOT NULL CHECK (kind IN ('core', 'text', 'number', 'date', 'choice', 'choices')),
    name       jsonb            NOT NULL,
    hint       jsonb            NOT NULL DEFAULT '{}',
    choices    jsonb            NOT NULL DEFAULT '[]',
    least      text COLLATE "C" NOT NULL DEFAULT '',
    most       text COLLATE "C" NOT NULL DEFAULT '',
    required   boolean          NOT NULL DEFAULT false,
    personal   boolean          NOT NULL DEFAULT false,
    readers    text[]           NOT NULL DEFAULT '{}',
    writers    text[]           NOT NULL DEFAULT '{}',
    face       text COLLATE "C" NOT NULL DEFAULT 'hidden' CHECK (face IN ('hidden', 'shown', 'changeable')),
    weight     int              NOT NULL DEFAULT 0 CHECK (weight BETWEEN 0 AND 100),
    place      int              NOT NULL DEFAULT 0,
    ended      boolean          NOT NULL DEFAULT false,
    version    int              NOT NULL DEFAULT 1,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamptz      NOT NULL,
    CHECK (kind <> 'core' OR NOT (required OR ended))
);
COMMENT ON TABLE member.field IS
    'reference: what the retailer wants to know of members beside name, phone, e-mail and birthday, and how much each of these counts for completeness';

INSERT INTO member.field (code, kind, name, personal, weight, place, changed_by, changed_at) VALUES
    ('name', 'core', '{"zh-CN": "姓名", "en": "Name"}', true, 20, 1, 'system', '2000-01-01Z'),
    ('phone', 'core', '{"zh-CN": "手机号", "en": "Phone"}', true, 30, 2, 'system', '2000-01-01Z'),
    ('email', 'core', '{"zh-CN": "邮箱", "en": "E-mail"}', true, 10, 3, 'system', '2000-01-01Z'),
    ('birthday', 'core', '{"zh-CN": "生日", "en": "Birthday"}', true, 20, 4, 'system', '2000-01-01Z'),
    ('address', 'core', '{"zh-CN": "地址", "en": "Address"}', true, 20, 5, 'system', '2000-01-01Z');

CREATE TABLE member.field_value (
    member_id bigint           NOT NULL REFERENCES member.member,
    field     text COLLATE "C" NOT NULL REFERENCES member.field,
    version   int              NOT NULL,
    sealed    bytea            NOT NULL,
    empty     boolean          NOT NULL,
    stated_by text COLLATE "C" NOT NULL,
    stated_at timestamptz      NOT NULL,
    PRIMARY KEY (member_id, field)
);
COMMENT ON TABLE member.field_value IS
    'vault: values of the fields of the retailer''s own, each encrypted under the member''s key';
