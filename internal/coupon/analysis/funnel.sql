-- What became of the coupons of a template ($1) by an instant ($2). A coupon that
-- was given away counts once, where it is.
SELECT count(*)::bigint AS issued,
       sum(CASE WHEN c.seen_at IS NOT NULL THEN 1 ELSE 0 END)::bigint AS seen,
       sum(CASE WHEN c.locked_at IS NOT NULL THEN 1 ELSE 0 END)::bigint AS locked,
       sum(CASE WHEN c.status = 'redeemed' THEN 1 ELSE 0 END)::bigint AS redeemed,
       sum(CASE WHEN c.status = 'cancelled' THEN 1 ELSE 0 END)::bigint AS cancelled,
       sum(CASE WHEN c.status = 'expired' OR c.status = 'held' AND c.expires_at <= $2::timestamptz THEN 1 ELSE 0 END)::bigint AS expired,
       sum(CASE WHEN c.status = 'redeemed' THEN coalesce(c.saved, 0) ELSE 0 END)::bigint AS saved
FROM coupon.coupon c
WHERE c.template_id = $1::bigint AND c.status NOT IN ('given', 'moved') AND c.issued_at <= $2::timestamptz
