package catalog

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// maxBarcodes bounds the barcodes of one article.
const maxBarcodes = 20

// Detail is an article's trade as somebody says it: what is nil is left as it is.
type Detail struct {
	VariantOf    *string            // code; empty: of none
	Attributes   *map[string]string // all that it has
	Also         map[string]string  // in place of Attributes: these besides those it has; an empty one goes
	Cost         *Cost              // no currency: not known
	Tax          *string            // code of the tax class; empty: not said
	Unit         *Unit
	Scale        *int
	Discountable *bool
	Barcodes     *[]string // all that it has
}

// frame is what details are checked against.
type frame struct {
	tree       *Tree
	attributes []Attribute
	taxes      map[string]bool
	parents    map[string]Article     // articles of which others are said to be variants
	having     map[ArticleID]bool     // articles that have variants
	owners     map[string]ArticleID   // whose the barcodes are that are spoken of
	barcodes   map[ArticleID][]string // what the articles have
}

// frameOf reads what the details of some articles are checked against.
func (s *Service) frameOf(ctx context.Context, tx postgres.Tx, articles []ArticleID, details []Detail) (*frame, error) {
	f := &frame{taxes: map[string]bool{}, parents: map[string]Article{}, having: map[ArticleID]bool{}, owners: map[string]ArticleID{},
		barcodes: map[ArticleID][]string{}}
	var parents, barcodes []string
	for _, d := range details {
		if d.VariantOf != nil && coded.Valid(*d.VariantOf) {
			parents = append(parents, *d.VariantOf)
		}
		if d.Barcodes != nil {
			barcodes = append(barcodes, slices.DeleteFunc(slices.Clone(*d.Barcodes), func(b string) bool { return !isBarcode(b) })...)
		}
	}
	var err error
	if f.tree, err = s.readTree(ctx, tx); err != nil {
		return nil, err
	}
	if f.attributes, err = s.Attributes(ctx, tx); err != nil {
		return nil, err
	}
	taxes, err := s.TaxClasses(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, t := range taxes {
		f.taxes[t.Code] = true
	}
	rows, err := query(tx).ArticlesByCodes(ctx, parents)
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	for _, r := range rows {
		f.parents[r.CatalogArticle.Code] = articleOf(r.CatalogArticle, r.BrandCode)
	}
	having, err := query(tx).VariantsOf(ctx, postgres.IDs(articles))
	if err != nil {
		return nil, fmt.Errorf("look for variants: %w", err)
	}
	for _, id := range having {
		f.having[ArticleID(id)] = true
	}
	owners, err := query(tx).BarcodeOwners(ctx, barcodes)
	if err != nil {
		return nil, fmt.Errorf("look for barcodes: %w", err)
	}
	for _, o := range owners {
		f.owners[o.Code] = ArticleID(o.ArticleID)
	}
	if f.barcodes, err = s.Barcodes(ctx, tx, articles...); err != nil {
		return nil, err
	}
	return f, nil
}

// apply returns an article's trade and barcodes as a detail makes them.
func (f *frame) apply(a Article, d Detail) (t Trade, barcodes []string, wrong *errs.Error) {
	t, barcodes = a.Trade, f.barcodes[a.ID]
	if d.VariantOf != nil {
		if t.VariantOf, wrong = f.variantOf(a, *d.VariantOf); wrong != nil {
			return t, nil, wrong
		}
	}
	if d.Cost != nil {
		if t.Cost = *d.Cost; !t.Cost.Known() {
			t.Cost = Cost{}
		} else if t.Cost.Amount < 0 || t.Cost.Amount > maxAmount || !isCurrency(t.Cost.Currency) {
			return t, nil, ErrBadAmount
		}
	}
	if d.Tax != nil {
		if t.Tax = *d.Tax; t.Tax != "" && !f.taxes[t.Tax] {
			return t, nil, ErrUnknownTaxClass.With("code", i18n.Clean(t.Tax, coded.MaxLength))
		}
	}
	if d.Unit != nil {
		t.Unit = *d.Unit
	}
	if d.Scale != nil {
		t.Scale = *d.Scale
	}
	if t.Unit == "" {
		t.Unit = Piece
	}
	if t.Unit != Piece && t.Unit != Weight || t.Scale < 0 || t.Scale > 3 {
		return t, nil, ErrBadUnit
	}
	if d.Discountable != nil {
		t.Discountable = *d.Discountable
	}
	if d.Attributes != nil {
		if t.Attributes, wrong = valued(*d.Attributes, a.Attributes, f.tree.Of(a.Category, f.attributes)); wrong != nil {
			return t, nil, wrong
		}
	}
	if d.Attributes == nil && len(d.Also) > 0 {
		said := map[string]string{}
		maps.Copy(said, a.Attributes)
		maps.Copy(said, d.Also)
		if t.Attributes, wrong = valued(said, a.Attributes, f.tree.Of(a.Category, f.attributes)); wrong != nil {
			return t, nil, wrong
		}
	}
	if d.Barcodes != nil {
		if barcodes, wrong = f.barcodesOf(a, *d.Barcodes); wrong != nil {
			return t, nil, wrong
		}
	}
	return t, barcodes, nil
}

// variantOf finds the article of which another one is a variant. There are two
// levels and no more: what is sold, and what it is a variant of.
func (f *frame) variantOf(a Article, code string) (ArticleID, *errs.Error) {
	if code == "" {
		return 0, nil
	}
	parent, ok := f.parents[code]
	switch {
	case !ok:
		return 0, ErrUnknownArticle.With("code", i18n.Clean(code, coded.MaxLength))
	case parent.Code == a.Code, parent.VariantOf != 0, a.ID != 0 && f.having[a.ID]:
		return 0, ErrBadVariant.With("code", code)
	}
	return parent.ID, nil
}

func (f *frame) barcodesOf(a Article, said []string) ([]string, *errs.Error) {
	list := inOrder(said)
	if len(list) > maxBarcodes {
		return nil, ErrBadBarcode.With("code", "")
	}
	for _, b := range list {
		if !isBarcode(b) {
			return nil, ErrBadBarcode.With("code", i18n.Clean(b, coded.MaxLength))
		}
		if owner, taken := f.owners[b]; taken && owner != a.ID {
			return nil, ErrBarcodeTaken.With("code", b)
		}
	}
	for _, b := range list { // so that a second row of one batch cannot take it too
		f.owners[b] = a.ID
	}
	return list, nil
}

// isBarcode reports whether a scanner can have read it: 4 to 48 letters, digits and
// what Code 128 prints between them.
func isBarcode(b string) bool {
	return len(b) >= 4 && len(b) <= 48 && strings.Trim(b, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._/+()") == ""
}

// Barcodes returns the barcodes of articles.
func (s *Service) Barcodes(ctx context.Context, q postgres.Querier, articles ...ArticleID) (map[ArticleID][]string, error) {
	rows, err := query(q).Barcodes(ctx, postgres.IDs(articles))
	if err != nil {
		return nil, fmt.Errorf("read barcodes: %w", err)
	}
	found := map[ArticleID][]string{}
	for _, r := range rows {
		found[ArticleID(r.ArticleID)] = append(found[ArticleID(r.ArticleID)], r.Code)
	}
	return found, nil
}

// CodesByBarcodes returns the code of the article that bears each barcode.
func (s *Service) CodesByBarcodes(ctx context.Context, q postgres.Querier, barcodes ...string) (map[string]string, error) {
	rows, err := query(q).BarcodeOwners(ctx, coded.Possible(barcodes))
	if err != nil {
		return nil, fmt.Errorf("look for barcodes: %w", err)
	}
	found := make(map[string]string, len(rows))
	for _, r := range rows {
		found[r.Code] = r.ArticleCode
	}
	return found, nil
}

// Variants returns the variants of an article in the order of their codes.
func (s *Service) Variants(ctx context.Context, q postgres.Querier, of ArticleID) ([]Article, error) {
	parent := int64(of)
	ids, err := query(q).Variants(ctx, &parent)
	if err != nil {
		return nil, fmt.Errorf("list variants: %w", err)
	}
	wanted := make([]ArticleID, len(ids))
	for i, id := range ids {
		wanted[i] = ArticleID(id)
	}
	found, err := s.ArticlesByIDs(ctx, q, wanted...)
	list := make([]Article, 0, len(found))
	for _, id := range wanted {
		if a, ok := found[id]; ok {
			list = append(list, a)
		}
	}
	return list, err
}

// Detailed is an article with its barcodes.
type Detailed struct {
	Article
	Barcodes []string
}

// EditTrade makes what a basket must know of an article, as it was seen, what is
// said here. Errors: ErrNoArticle, ErrChanged, and those of a Detail: ErrBadVariant,
// ErrUnknownArticle, ErrBadAmount, ErrUnknownTaxClass, ErrBadUnit,
// ErrUnknownAttribute, ErrBadAttribute, ErrBadBarcode, ErrBarcodeTaken.
func (s *Service) EditTrade(ctx context.Context, tx postgres.Tx, id ArticleID, seen int, d Detail) (done Changed[Detailed], err error) {
	err = s.revise(ctx, tx, func() error {
		rows, err := query(tx).LockArticles(ctx, []int64{int64(id)})
		if err != nil {
			return fmt.Errorf("lock article: %w", err)
		}
		if len(rows) == 0 {
			return ErrNoArticle
		}
		a, err := s.Get(ctx, tx, id)
		if err != nil {
			return err
		}
		if a.Version != seen {
			return ErrChanged.With("code", a.Code)
		}
		f, err := s.frameOf(ctx, tx, []ArticleID{id}, []Detail{d})
		if err != nil {
			return err
		}
		done.Before = Detailed{a, f.barcodes[id]}
		t, barcodes, wrong := f.apply(a, d)
		if wrong != nil {
			return wrong
		}
		if err := s.saveTrade(ctx, tx, id, t); err != nil {
			return err
		}
		if err := saveBarcodes(ctx, tx, map[ArticleID][]string{id: barcodes}); err != nil {
			return err
		}
		s.articles.Forget(a.Code)
		after, err := s.Get(ctx, tx, id)
		done.After = Detailed{after, barcodes}
		return err
	})
	return done, err
}

func (s *Service) saveTrade(ctx context.Context, tx postgres.Tx, id ArticleID, t Trade) error {
	attributes := t.Attributes
	if attributes == nil {
		attributes = map[string]string{}
	}
	p := catalogdb.UpdateTradeParams{
		ID: int64(id), VariantOf: postgres.Optional(int64(t.VariantOf)), Attributes: attributes, TaxClass: postgres.Optional(t.Tax),
		Unit: string(t.Unit), Scale: int16(t.Scale), Discountable: t.Discountable, UpdatedAt: s.clock.Now(),
	}
	if t.Cost.Known() {
		p.Cost, p.CostCurrency = &t.Cost.Amount, &t.Cost.Currency
	}
	if err := query(tx).UpdateTrade(ctx, p); err != nil {
		return fmt.Errorf("change article %d: %w", id, err)
	}
	return nil
}

// saveBarcodes gives articles the barcodes said here and takes their others away.
func saveBarcodes(ctx context.Context, tx postgres.Tx, of map[ArticleID][]string) error {
	if len(of) == 0 {
		return nil
	}
	articles := slices.Sorted(maps.Keys(of))
	if err := query(tx).ForgetBarcodes(ctx, postgres.IDs(articles)); err != nil {
		return fmt.Errorf("take barcodes away: %w", err)
	}
	var codes []string
	var owners []int64
	for _, id := range articles {
		for _, b := range of[id] {
			codes, owners = append(codes, b), append(owners, int64(id))
		}
	}
	if err := query(tx).AddBarcodes(ctx, codes, owners); err != nil {
		return fmt.Errorf("save barcodes: %w", err)
	}
	return nil
}
