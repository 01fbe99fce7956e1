-- +goose Up
ALTER TABLE member.key_probe ADD COLUMN retired_at timestamptz;
COMMENT ON COLUMN member.key_probe.retired_at IS 'since when nothing may be wrapped under it any more';

CREATE TABLE member.key_rotation (
    id           bigint                     NOT NULL,
    from_key     text COLLATE "C"           NOT NULL,
    to_key       text COLLATE "C"           NOT NULL,
    phase        text COLLATE "C"           NOT NULL,
    asked_by     text COLLATE "C"           NOT NULL,
    asked_at     timestamptz                NOT NULL,
    begun_at     timestamptz,
    wrapped_at   timestamptz,
    destroyed_at timestamptz,
    total        bigint                     NOT NULL DEFAULT 0,
    done         bigint                     NOT NULL DEFAULT 0,
    after_member bigint                     NOT NULL DEFAULT 0,
    horizon      xid8,
    PRIMARY KEY (id),
    CHECK (phase IN ('spreading', 'rewrapping', 'draining', 'wrapped', 'destroyed')),
    CHECK (from_key <> to_key)
);
CREATE UNIQUE INDEX key_rotation_one ON member.key_rotation ((true)) WHERE phase IN ('spreading', 'rewrapping', 'draining');
COMMENT ON TABLE member.key_rotation IS 'local: exchanges of the master key, and how far each has come';
COMMENT ON COLUMN member.key_rotation.horizon IS 'transactions before it may still have wrapped under the old key';

CREATE TABLE member.key_holder (
    process    text COLLATE "C" NOT NULL,
    started_at timestamptz      NOT NULL,
    seen_at    timestamptz      NOT NULL,
    masters    text[]           NOT NULL,
    wraps      text COLLATE "C" NOT NULL,
    PRIMARY KEY (process)
);
COMMENT ON TABLE member.key_holder IS 'local rebuildable: which master keys each process that serves holds, told every few seconds';
