-- +goose Up
ALTER TABLE checkout.checkout ADD COLUMN told jsonb;
COMMENT ON COLUMN checkout.checkout.told IS
    'what the quote said beside the price: what it would earn, and the rule by which points and stored value paid; null: from before this was kept';
CREATE INDEX checkout_reference ON checkout.checkout (reference);
CREATE INDEX checkout_store ON checkout.checkout (store_id, opened_at, id) WHERE store_id IS NOT NULL;

ALTER TABLE payment.charge ALTER COLUMN slip TYPE text COLLATE "C";
CREATE INDEX charge_slip ON payment.charge (slip) WHERE slip IS NOT NULL;
CREATE INDEX refund_asked_at ON payment.refund (asked_at, id);
