-- +goose Up
-- What became of the coupons of a handout, and taking them back.
CREATE INDEX coupon_handout ON coupon.coupon (handout_id, member_id) WHERE handout_id IS NOT NULL;
