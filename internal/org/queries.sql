-- In all reads by code, settled tells rows older than this transaction: they are
-- committed, and only those may be kept beyond it.

-- name: Settings :one
SELECT sqlc.embed(s), (age(s.xmin) > 0)::bool AS settled FROM org.settings s WHERE id = 1;

-- name: LockSettings :one
SELECT * FROM org.settings WHERE id = 1 FOR UPDATE;

-- name: SaveSettings :exec
UPDATE org.settings
SET name = @name, country = @country, currency = @currency, zone = @zone, cutoff_minutes = @cutoff_minutes,
    chosen = @chosen, updated_at = @updated_at
WHERE id = 1;

-- name: Brands :many
SELECT * FROM org.brand ORDER BY code;

-- name: SaveBrand :one
INSERT INTO org.brand (id, code, name) VALUES ($1, $2, $3)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, version = org.brand.version + 1
RETURNING id;

-- name: InsertBrand :exec
INSERT INTO org.brand (id, code, name) VALUES ($1, $2, $3);

-- name: LockBrand :one
SELECT * FROM org.brand WHERE id = $1 FOR UPDATE;

-- name: UpdateBrand :exec
UPDATE org.brand SET name = @name, version = version + 1 WHERE id = @id;

-- name: Regions :many
SELECT * FROM org.region ORDER BY code;

-- name: SaveRegion :one
INSERT INTO org.region (id, code, name, parent_id) VALUES ($1, $2, $3, $4)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id, version = org.region.version + 1
RETURNING id;

-- name: LockRegions :exec
LOCK TABLE org.region IN SHARE ROW EXCLUSIVE MODE;

-- name: InsertRegion :exec
INSERT INTO org.region (id, code, name, parent_id) VALUES (@id, @code, @name, @parent_id);

-- name: UpdateRegion :exec
UPDATE org.region SET name = @name, parent_id = @parent_id, version = version + 1 WHERE id = @id;

-- name: HasStores :one
SELECT EXISTS (SELECT FROM org.store WHERE region_id = $1);

-- name: DeleteRegion :exec
DELETE FROM org.region WHERE id = $1;

-- name: StoresAfter :many
SELECT * FROM org.store WHERE code > $1 ORDER BY code LIMIT $2;

-- name: StoresByCodes :many
SELECT sqlc.embed(s), (age(s.xmin) > 0)::bool AS settled FROM org.store s WHERE code = ANY (@codes::text[]);

-- name: StoresByIDs :many
SELECT * FROM org.store WHERE id = ANY (@ids::bigint[]);

-- name: AddStores :exec
INSERT INTO org.store (id, code, name)
SELECT unnest(@ids::bigint[]), unnest(@codes::text[]), unnest(@names::jsonb[])
ON CONFLICT (code) DO NOTHING;

-- name: SaveStore :one
INSERT INTO org.store (id, code, name, region_id, brand_id, zone, cutoff_minutes, opened_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, region_id = excluded.region_id, brand_id = excluded.brand_id,
    zone = excluded.zone, cutoff_minutes = excluded.cutoff_minutes, opened_on = excluded.opened_on,
    version = org.store.version + 1
RETURNING id;

-- name: LockStore :one
SELECT * FROM org.store WHERE id = $1 FOR UPDATE;

-- name: InsertStore :exec
INSERT INTO org.store (id, code, name, region_id, brand_id, zone, cutoff_minutes, opened_on)
VALUES (@id, @code, @name, @region_id, @brand_id, @zone, @cutoff_minutes, @opened_on);

-- name: UpdateStore :exec
UPDATE org.store
SET name = @name, region_id = @region_id, brand_id = @brand_id, zone = @zone, cutoff_minutes = @cutoff_minutes,
    opened_on = @opened_on, archived_at = @archived_at, version = version + 1
WHERE id = @id;

-- name: Channels :many
SELECT * FROM org.channel ORDER BY code;

-- name: ChannelsByCodes :many
SELECT sqlc.embed(c), (age(c.xmin) > 0)::bool AS settled FROM org.channel c WHERE code = ANY (@codes::text[]);

-- name: ChannelsByIDs :many
SELECT * FROM org.channel WHERE id = ANY (@ids::bigint[]);

-- name: AddChannels :exec
INSERT INTO org.channel (id, code, kind, name)
SELECT unnest(@ids::bigint[]), unnest(@codes::text[]), 'other', unnest(@names::jsonb[])
ON CONFLICT (code) DO NOTHING;

-- name: SaveChannel :one
INSERT INTO org.channel (id, code, kind, name) VALUES ($1, $2, $3, $4)
ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name = excluded.name, version = org.channel.version + 1
RETURNING id;

-- name: LockChannel :one
SELECT * FROM org.channel WHERE id = $1 FOR UPDATE;

-- name: InsertChannel :exec
INSERT INTO org.channel (id, code, kind, name) VALUES (@id, @code, @kind, @name);

-- name: UpdateChannel :exec
UPDATE org.channel SET kind = @kind, name = @name, archived_at = @archived_at, version = version + 1 WHERE id = @id;
