-- The business day of each store's last order before the day $1.
SELECT o.store_id, max(o.local_date)
FROM orders.orders o
WHERE o.local_date < $1::date AND o.store_id IS NOT NULL AND o.moved_to IS NULL
GROUP BY o.store_id
ORDER BY o.store_id
