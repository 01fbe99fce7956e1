package app

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/catalog"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/sample"
)

// feeCode is the article of a delivery fee, which is no article of the sample.
const feeCode = "DELIVERY"

// world is the sample's organisation and catalogue, as they are kept.
type world struct {
	sample.Retailer
	stores   []org.StoreID
	channels []org.ChannelID
}

// saveWorld keeps the organisation and the catalogue. What is there already gets
// what is said again.
func (a *App) saveWorld(ctx context.Context, r sample.Retailer) (world, error) {
	w := world{Retailer: r}
	err := a.db.bulk.InTx(ctx, func(tx postgres.Tx) error {
		if err := a.saveOrganisation(ctx, tx, &w); err != nil {
			return err
		}
		return a.saveCatalogue(ctx, tx, r)
	})
	if err != nil {
		return w, fmt.Errorf("keep the sample's shops and goods: %w", err)
	}
	return w, nil
}

func (a *App) saveOrganisation(ctx context.Context, tx postgres.Tx, w *world) error {
	_, err := a.Bulk.Org.SaveSettings(ctx, tx, org.Settings{
		Name: textOf(w.Name), Country: "CN", Currency: sample.Currency, Zone: sample.Shanghai().String(), Chosen: true,
	})
	if err != nil {
		return err
	}
	var brands []org.Brand
	for _, b := range w.Brands {
		brands = append(brands, org.Brand{Code: b.Code, Name: textOf(b.Name)})
	}
	brandIDs, err := a.Bulk.Org.SaveBrands(ctx, tx, brands...)
	if err != nil {
		return err
	}
	regions := make([]org.RegionID, len(w.Regions))
	for i, r := range w.Regions {
		if regions[i], err = a.Bulk.Org.SaveRegion(ctx, tx, org.Region{Code: r.Code, Name: textOf(r.Name)}); err != nil {
			return err
		}
	}
	if err := a.saveStores(ctx, tx, w, brandIDs, regions); err != nil {
		return err
	}
	return a.saveChannels(ctx, tx, w)
}

func (a *App) saveStores(ctx context.Context, tx postgres.Tx, w *world, brands map[string]org.BrandID, regions []org.RegionID) error {
	var stores []org.Store
	for _, s := range w.Stores {
		opened := s.OpenedAt.In(sample.Shanghai())
		stores = append(stores, org.Store{
			Code: s.Code, Name: textOf(s.Name), Zone: s.Zone,
			Brand: brands[w.Brands[s.Brand].Code], Region: regions[s.Region],
			OpenedOn: time.Date(opened.Year(), opened.Month(), opened.Day(), 0, 0, 0, 0, time.UTC),
		})
	}
	ids, err := a.Bulk.Org.SaveStores(ctx, tx, stores...)
	for _, s := range stores {
		w.stores = append(w.stores, ids[s.Code])
	}
	return err
}

func (a *App) saveChannels(ctx context.Context, tx postgres.Tx, w *world) error {
	kinds := map[int]org.ChannelKind{
		sample.Till: org.Till, sample.MiniProgram: org.MiniProgram, sample.App: org.App,
		sample.DeliveryPlatform: org.DeliveryPlatform, sample.WebShop: org.WebShop,
	}
	var channels []org.Channel
	for i, c := range w.Channels {
		channels = append(channels, org.Channel{Code: c.Code, Kind: kinds[i], Name: textOf(c.Name)})
	}
	ids, err := a.Bulk.Org.SaveChannels(ctx, tx, channels...)
	for _, c := range channels {
		w.channels = append(w.channels, ids[c.Code])
	}
	return err
}

func (a *App) saveCatalogue(ctx context.Context, tx postgres.Tx, r sample.Retailer) error {
	var categories []catalog.CategoryInput
	for _, c := range r.Categories {
		in := catalog.CategoryInput{Code: c.Code, Name: textOf(c.Name)}
		if c.Parent != sample.NoParent {
			in.Parent = r.Categories[c.Parent].Code
		}
		categories = append(categories, in)
	}
	if _, err := a.Bulk.Catalog.SaveCategories(ctx, tx, categories...); err != nil {
		return err
	}
	var brands []catalog.BrandInput
	for _, b := range r.Brands {
		brands = append(brands, catalog.BrandInput{Code: b.Code, Name: textOf(b.Name)})
	}
	if _, err := a.Bulk.Catalog.SaveBrands(ctx, tx, brands...); err != nil {
		return err
	}
	articles := []catalog.ArticleInput{{Code: feeCode, Name: i18n.Of("配送费", "Delivery fee"), Kind: catalog.KindDelivery, NoEarn: true}}
	for _, x := range r.Articles {
		articles = append(articles, catalog.ArticleInput{
			Code: x.SKU, Name: textOf(x.Name), Kind: catalog.KindGoods,
			Category: r.Categories[x.Category].Code, Brand: r.Brands[x.Brand].Code,
		})
	}
	_, err := a.Bulk.Catalog.SaveArticles(ctx, tx, articles...)
	return err
}
