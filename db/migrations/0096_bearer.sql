-- +goose Up
-- Who was identified at a checkout, where that is one who has become the member: the
-- order is kept under him, so that it is his again when the two are told apart.
ALTER TABLE checkout.checkout ADD COLUMN bearer_id bigint;
ALTER TABLE checkout.checkout ADD CHECK (bearer_id IS NULL OR bearer_id > 0 AND member_id > 0 AND bearer_id <> member_id);
COMMENT ON COLUMN checkout.checkout.bearer_id IS 'who was identified, where that is one who had become the member; his is the order. null: the member himself';
