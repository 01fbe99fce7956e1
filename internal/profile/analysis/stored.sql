-- What the last refresh wrote of every member who has a value, of one brand.
--
-- $1 the brand; 0 is all of them together.
SELECT member_id, brand_id, first_order_on, last_order_on, orders, spend, r, f, m, class
FROM profile.rfm
WHERE brand_id = $1::bigint AND class <> 'none'
ORDER BY member_id ASC
