-- +goose Up
-- Money of a charge may pay for another thing without going back to its source
-- first: so an exchange takes what the return gives to what is bought instead.
ALTER TABLE payment.charge ADD COLUMN origin_id bigint,
    ADD CHECK (origin_id IS NULL OR state = 'paid');
COMMENT ON COLUMN payment.charge.origin_id IS
    'the charge that was really collected, of money that was carried over from it; null: this one was';
ALTER TABLE payment.refund ADD COLUMN carried_to bigint;
COMMENT ON COLUMN payment.refund.carried_to IS
    'the charge to which the money was carried over instead of going back; null: it goes back';

CREATE TABLE checkout.exchange (
    member_id    bigint      NOT NULL,
    return_id    bigint      NOT NULL,
    checkout_id  bigint      NOT NULL,
    carried      bigint      NOT NULL CHECK (carried >= 0),
    given_back   bigint      NOT NULL CHECK (given_back >= 0),
    exchanged_at timestamptz NOT NULL,
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, return_id),
    UNIQUE (member_id, checkout_id),
    FOREIGN KEY (member_id, return_id) REFERENCES checkout.return (member_id, id)
);
CREATE INDEX exchange_xid ON checkout.exchange (xid);
COMMENT ON TABLE checkout.exchange IS
    'member append-only: a return and the checkout that was agreed on with it; without a member under that of the return';
