-- What the last refresh wrote of every member who has a value, of one brand.
--
-- $1 the brand; 0 is all of them together. $2 the stores whose members are answered, who
-- joined or bought there, or 0 for everybody.
SELECT member_id, brand_id, first_order_on, last_order_on, orders, spend, r, f, m, class
FROM profile.rfm
WHERE brand_id = $1::bigint AND class <> 'none'
  AND (0 = ANY ($2::bigint[])
       OR member_id IN (SELECT member_id FROM member.member WHERE store_id = ANY ($2::bigint[]))
       OR member_id IN (SELECT coalesce(g.merged_into, o.member_id) FROM orders.orders o
                        LEFT JOIN (SELECT member_id, merged_into FROM member.member WHERE merged_into IS NOT NULL) g ON g.member_id = o.member_id
                        WHERE o.member_id > 0 AND o.moved_to IS NULL AND o.store_id = ANY ($2::bigint[])))
ORDER BY member_id ASC
