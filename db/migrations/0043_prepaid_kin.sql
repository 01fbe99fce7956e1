-- +goose Up
-- Top-ups of who was merged away are found by who stands for him now.
CREATE INDEX member_merged_into ON member.member (merged_into) WHERE merged_into IS NOT NULL;

-- What a card may give away of its bonus goes by what came onto it.
ALTER TABLE prepaid.card ADD COLUMN received_bonus bigint NOT NULL DEFAULT 0 CHECK (received_bonus BETWEEN 0 AND 9007199254740991);
COMMENT ON COLUMN prepaid.card.received_bonus IS 'bonus that other members gave with it';
UPDATE prepaid.card c SET xid = pg_current_xact_id(),
    received_bonus = (SELECT coalesce(sum(g.bonus), 0) FROM prepaid.gift g WHERE g.taker = c.member_id AND g.currency = c.currency);
