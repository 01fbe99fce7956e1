-- In reads that may be kept in memory, settled tells rows older than this
-- transaction: they are committed, and only those may be kept beyond it.

-- name: ArticlesByCodes :many
SELECT sqlc.embed(a), b.code AS brand_code, (age(a.xmin) > 0)::bool AS settled
FROM catalog.article a LEFT JOIN catalog.brand b ON b.id = a.brand_id
WHERE a.code = ANY (@codes::text[]);

-- name: ArticlesByIDs :many
SELECT sqlc.embed(a), b.code AS brand_code
FROM catalog.article a LEFT JOIN catalog.brand b ON b.id = a.brand_id
WHERE a.id = ANY (@ids::bigint[]);

-- name: ArticlesAfter :many
SELECT sqlc.embed(a), b.code AS brand_code
FROM catalog.article a LEFT JOIN catalog.brand b ON b.id = a.brand_id
WHERE a.code > $1 ORDER BY a.code LIMIT $2;

-- A category that staff have just deleted may still be known in memory: the
-- article is then in none.
-- name: AddArticles :exec
INSERT INTO catalog.article (id, code, name, kind, category_id, brand_id, earns, updated_at)
SELECT w.id, w.code, w.name, w.kind, c.id, nullif(w.brand_id, 0), w.earns, @at::timestamptz
FROM (SELECT unnest(@ids::bigint[]) AS id, unnest(@codes::text[]) AS code, unnest(@names::jsonb[]) AS name,
             unnest(@kinds::text[]) AS kind, unnest(@category_ids::bigint[]) AS category_id,
             unnest(@brand_ids::bigint[]) AS brand_id, unnest(@earns::boolean[]) AS earns) w
LEFT JOIN catalog.category c ON c.id = w.category_id
ON CONFLICT (code) DO NOTHING;

-- name: SaveArticles :exec
INSERT INTO catalog.article (id, code, name, kind, category_id, brand_id, earns, updated_at)
SELECT w.id, w.code, w.name, w.kind, nullif(w.category_id, 0), nullif(w.brand_id, 0), w.earns, @at::timestamptz
FROM (SELECT unnest(@ids::bigint[]) AS id, unnest(@codes::text[]) AS code, unnest(@names::jsonb[]) AS name,
             unnest(@kinds::text[]) AS kind, unnest(@category_ids::bigint[]) AS category_id,
             unnest(@brand_ids::bigint[]) AS brand_id, unnest(@earns::boolean[]) AS earns) w
ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, category_id = excluded.category_id,
    brand_id = excluded.brand_id, earns = excluded.earns, updated_at = excluded.updated_at,
    version = catalog.article.version + 1;

-- In the order of their ids, so that two who change the same ones wait for each other.
-- name: LockArticles :many
SELECT sqlc.embed(a), b.code AS brand_code
FROM catalog.article a LEFT JOIN catalog.brand b ON b.id = a.brand_id
WHERE a.id = ANY (@ids::bigint[]) ORDER BY a.id FOR UPDATE OF a;

-- name: InsertArticle :exec
INSERT INTO catalog.article (id, code, name, kind, category_id, brand_id, earns, archived_at, updated_at)
VALUES (@id, @code, @name, @kind, @category_id, @brand_id, @earns, @archived_at, @updated_at);

-- name: UpdateArticle :exec
UPDATE catalog.article
SET name = @name, kind = @kind, category_id = @category_id, brand_id = @brand_id, earns = @earns, discountable = @discountable,
    archived_at = @archived_at, updated_at = @updated_at, version = version + 1
WHERE id = @id;

-- How many articles stand directly in each category; 0 is none.
-- name: CountByCategory :many
SELECT coalesce(category_id, 0)::bigint AS category_id, count(*)::bigint AS articles FROM catalog.article GROUP BY 1;

-- name: CountByBrand :many
SELECT coalesce(brand_id, 0)::bigint AS brand_id, count(*)::bigint AS articles FROM catalog.article GROUP BY 1;

-- All of them: a retailer has hundreds of categories, rarely thousands.
-- name: Categories :many
SELECT sqlc.embed(c), (age(c.xmin) > 0)::bool AS settled FROM catalog.category c ORDER BY c.code;

-- name: LockCategories :exec
LOCK TABLE catalog.category IN SHARE ROW EXCLUSIVE MODE;

-- name: AddCategories :exec
INSERT INTO catalog.category (id, code, name)
SELECT unnest(@ids::bigint[]), unnest(@codes::text[]), unnest(@names::jsonb[])
ON CONFLICT (code) DO NOTHING;

-- name: SaveCategory :exec
INSERT INTO catalog.category (id, code, name, parent_id) VALUES (@id, @code, @name, @parent_id)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id,
    version = catalog.category.version + 1;

-- name: ArrangeCategories :exec
UPDATE catalog.category c SET position = a.position
FROM (SELECT unnest(@ids::bigint[]) AS id, unnest(@positions::integer[]) AS position) a
WHERE c.id = a.id AND c.position <> a.position;

-- name: HasArticles :one
SELECT EXISTS (SELECT FROM catalog.article WHERE category_id = $1);

-- name: DeleteCategory :exec
DELETE FROM catalog.category WHERE id = $1;

-- name: Brands :many
SELECT * FROM catalog.brand ORDER BY code;

-- name: BrandsByCodes :many
SELECT * FROM catalog.brand WHERE code = ANY (@codes::text[]);

-- name: AddBrands :exec
INSERT INTO catalog.brand (id, code, name)
SELECT unnest(@ids::bigint[]), unnest(@codes::text[]), unnest(@names::jsonb[])
ON CONFLICT (code) DO NOTHING;

-- name: SaveBrand :exec
INSERT INTO catalog.brand (id, code, name) VALUES (@id, @code, @name)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, version = catalog.brand.version + 1;

-- name: LockBrand :one
SELECT * FROM catalog.brand WHERE id = $1 FOR UPDATE;

-- Asked before what is kept in memory is believed. It is a row of its own, so that
-- asking is one look by a key.
-- name: Revision :one
SELECT stamp, (age(xmin) > 0)::bool AS settled FROM catalog.revision;

-- Whoever changes what a price depends on takes this lock first: two never wait
-- for each other crosswise.
-- name: LockRevision :exec
SELECT FROM catalog.revision FOR UPDATE;

-- name: Revise :exec
UPDATE catalog.revision SET stamp = @stamp;

-- name: PriceLists :many
SELECT * FROM catalog.price_list ORDER BY code;

-- name: PriceList :one
SELECT * FROM catalog.price_list WHERE id = $1;

-- name: InsertPriceList :exec
INSERT INTO catalog.price_list (id, code, name, currency, priority, channels, stores, regions, from_at, until_at, archived_at, updated_at)
VALUES (@id, @code, @name, @currency, @priority, @channels, @stores, @regions, @from_at, @until_at, @archived_at, @updated_at);

-- name: UpdatePriceList :exec
UPDATE catalog.price_list
SET name = @name, priority = @priority, channels = @channels, stores = @stores, regions = @regions,
    from_at = @from_at, until_at = @until_at, archived_at = @archived_at, updated_at = @updated_at, version = version + 1
WHERE id = @id;

-- name: CountPrices :many
SELECT list_id, count(DISTINCT article_id)::bigint AS articles FROM catalog.price GROUP BY list_id;

-- What the articles under the codes cost, and what the articles cost of which
-- they are variants, by every list and at every time.
-- name: PricesOfCodes :many
SELECT a.id AS of_article, sqlc.embed(p)
FROM catalog.article a JOIN catalog.price p ON p.article_id = a.id OR p.article_id = a.variant_of
WHERE a.code = ANY (@codes::text[])
ORDER BY a.id, p.list_id, p.article_id, p.from_at;

-- name: PricesOfArticle :many
SELECT sqlc.embed(p), l.code AS list_code FROM catalog.price p JOIN catalog.price_list l ON l.id = p.list_id
WHERE p.article_id = $1 ORDER BY l.code, p.from_at;

-- name: PricesOfList :many
SELECT * FROM catalog.price WHERE list_id = @list_id AND article_id = ANY (@article_ids::bigint[])
ORDER BY article_id, from_at;

-- The codes of articles that a list prices, page by page.
-- name: PricedCodes :many
SELECT a.code, a.id FROM catalog.article a
WHERE a.code > @after AND EXISTS (SELECT FROM catalog.price p WHERE p.article_id = a.id AND p.list_id = @list_id)
  AND (@part::text = '' OR strpos(lower(a.code), lower(@part::text)) > 0 OR EXISTS (
      SELECT FROM jsonb_each_text(a.name) n WHERE strpos(lower(n.value), lower(@part::text)) > 0))
ORDER BY a.code LIMIT @most;

-- name: SavePrices :exec
INSERT INTO catalog.price (list_id, article_id, from_at, until_at, amount, member)
SELECT unnest(@list_ids::bigint[]), unnest(@article_ids::bigint[]), unnest(@froms::timestamptz[]),
       nullif(unnest(@untils::timestamptz[]), @never::timestamptz), unnest(@amounts::bigint[]), unnest(@members::jsonb[])
ON CONFLICT (list_id, article_id, from_at) DO UPDATE SET until_at = excluded.until_at, amount = excluded.amount, member = excluded.member;

-- name: DeletePrices :exec
DELETE FROM catalog.price p
USING (SELECT unnest(@list_ids::bigint[]) AS list_id, unnest(@article_ids::bigint[]) AS article_id, unnest(@froms::timestamptz[]) AS from_at) d
WHERE p.list_id = d.list_id AND p.article_id = d.article_id AND p.from_at = d.from_at;

-- name: InsertPriceChange :exec
INSERT INTO catalog.price_change (id, list_id, changed_at, changed_by, reason, prices, undoes)
VALUES (@id, @list_id, @changed_at, @changed_by, @reason, @prices, @undoes);

-- name: PriceChange :one
SELECT sqlc.embed(c), u.id AS undone_by FROM catalog.price_change c LEFT JOIN catalog.price_change u ON u.undoes = c.id WHERE c.id = $1;

-- name: PriceChanges :many
SELECT sqlc.embed(c), u.id AS undone_by FROM catalog.price_change c LEFT JOIN catalog.price_change u ON u.undoes = c.id
WHERE c.list_id = @list_id AND c.id < @before ORDER BY c.id DESC LIMIT @most;

-- name: TaxClasses :many
SELECT * FROM catalog.tax_class ORDER BY code;

-- name: InsertTaxClass :exec
INSERT INTO catalog.tax_class (code, name, rate_bps, included) VALUES (@code, @name, @rate_bps, @included);

-- name: UpdateTaxClass :execrows
UPDATE catalog.tax_class SET name = @name, rate_bps = @rate_bps, included = @included, version = version + 1
WHERE code = @code AND version = @seen;

-- name: Attributes :many
SELECT * FROM catalog.attribute ORDER BY code;

-- name: InsertAttribute :exec
INSERT INTO catalog.attribute (id, code, category_id, name, kind, choices, unit, variants)
VALUES (@id, @code, @category_id, @name, @kind, @choices, @unit, @variants);

-- name: UpdateAttribute :execrows
UPDATE catalog.attribute
SET category_id = @category_id, name = @name, choices = @choices, unit = @unit, variants = @variants, version = version + 1
WHERE id = @id AND version = @seen;

-- name: AttributeInUse :one
SELECT EXISTS (SELECT FROM catalog.article WHERE jsonb_exists(attributes, @code::text));

-- name: DeleteAttribute :execrows
DELETE FROM catalog.attribute WHERE id = @id AND version = @seen;

-- name: Barcodes :many
SELECT * FROM catalog.barcode WHERE article_id = ANY (@article_ids::bigint[]) ORDER BY article_id, code;

-- name: BarcodeOwners :many
SELECT b.code, b.article_id, a.code AS article_code FROM catalog.barcode b JOIN catalog.article a ON a.id = b.article_id
WHERE b.code = ANY (@codes::text[]);

-- name: ForgetBarcodes :exec
DELETE FROM catalog.barcode WHERE article_id = ANY (@article_ids::bigint[]);

-- name: AddBarcodes :exec
INSERT INTO catalog.barcode (code, article_id) SELECT unnest(@codes::text[]), unnest(@article_ids::bigint[]);

-- name: Variants :many
SELECT id FROM catalog.article WHERE variant_of = $1 ORDER BY code;

-- name: VariantsOf :many
SELECT DISTINCT variant_of::bigint AS id FROM catalog.article WHERE variant_of = ANY (@ids::bigint[]);

-- name: LockArticlesByCodes :exec
SELECT FROM catalog.article WHERE code = ANY (@codes::text[]) ORDER BY id FOR UPDATE;

-- name: UpdateTrade :exec
UPDATE catalog.article
SET variant_of = @variant_of, attributes = @attributes, cost = @cost, cost_currency = @cost_currency, tax_class = @tax_class,
    unit = @unit, scale = @scale, discountable = @discountable, updated_at = @updated_at, version = version + 1
WHERE id = @id;

-- name: SyncArticles :exec
INSERT INTO catalog.article (id, code, name, kind, category_id, brand_id, earns, variant_of, attributes, cost, cost_currency,
                             tax_class, unit, scale, discountable, archived_at, updated_at)
SELECT w.id, w.code, w.name, w.kind, nullif(w.category_id, 0), nullif(w.brand_id, 0), w.earns, nullif(w.variant_of, 0), w.attributes,
       CASE WHEN w.cost_currency <> '' THEN w.cost END, nullif(w.cost_currency, ''), nullif(w.tax_class, ''), w.unit, w.scale, w.discountable,
       nullif(w.archived_at, @never::timestamptz), @at::timestamptz
FROM (SELECT unnest(@ids::bigint[]) AS id, unnest(@codes::text[]) AS code, unnest(@names::jsonb[]) AS name,
             unnest(@kinds::text[]) AS kind, unnest(@category_ids::bigint[]) AS category_id, unnest(@brand_ids::bigint[]) AS brand_id,
             unnest(@earns::boolean[]) AS earns, unnest(@variants_of::bigint[]) AS variant_of, unnest(@attributes::jsonb[]) AS attributes,
             unnest(@costs::bigint[]) AS cost, unnest(@cost_currencies::text[]) AS cost_currency, unnest(@tax_classes::text[]) AS tax_class,
             unnest(@units::text[]) AS unit, unnest(@scales::smallint[]) AS scale, unnest(@discountables::boolean[]) AS discountable,
             unnest(@archived_ats::timestamptz[]) AS archived_at) w
ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, category_id = excluded.category_id,
    brand_id = excluded.brand_id, earns = excluded.earns, variant_of = excluded.variant_of, attributes = excluded.attributes,
    cost = excluded.cost, cost_currency = excluded.cost_currency, tax_class = excluded.tax_class, unit = excluded.unit,
    scale = excluded.scale, discountable = excluded.discountable, archived_at = excluded.archived_at, updated_at = excluded.updated_at,
    version = catalog.article.version + 1;

-- What was said earlier than what is known already is of no interest.
-- name: ReportStock :many
INSERT INTO catalog.stock (article_id, store_id, channel_id, quantity, counted_at, reported_by)
SELECT unnest(@article_ids::bigint[]), unnest(@store_ids::bigint[]), unnest(@channel_ids::bigint[]), unnest(@quantities::bigint[]),
       unnest(@counted_ats::timestamptz[]), @reported_by::text
ON CONFLICT (article_id, store_id, channel_id) DO UPDATE SET quantity = excluded.quantity, counted_at = excluded.counted_at,
    reported_by = excluded.reported_by WHERE catalog.stock.counted_at <= excluded.counted_at
RETURNING article_id, store_id, channel_id;

-- name: StockOf :many
SELECT * FROM catalog.stock WHERE article_id = ANY (@article_ids::bigint[]) ORDER BY article_id, store_id, channel_id;

-- CostlessGoods counts the goods that may be discounted, and those of them whose cost
-- is not known in a currency.
-- name: CostlessGoods :one
SELECT count(*) AS goods, count(*) FILTER (WHERE cost IS NULL OR cost_currency <> $1) AS costless
FROM catalog.article WHERE kind = 'goods' AND discountable AND archived_at IS NULL;
