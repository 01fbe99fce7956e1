package fill

import (
	"context"

	"habitue/internal/catalog"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/sample"
)

func text(t sample.Text) i18n.Text { return i18n.Of(t.ZH, t.EN) }

// retailer saves who the retailer is and what it sells.
func (f *filling) retailer(ctx context.Context, tx postgres.Tx) error {
	if err := f.settings(ctx, tx); err != nil {
		return err
	}
	if err := f.places(ctx, tx); err != nil {
		return err
	}
	return f.catalogue(ctx, tx)
}

func (f *filling) settings(ctx context.Context, tx postgres.Tx) error {
	settings, err := f.Org.Settings(ctx, tx)
	if err != nil || settings.Chosen {
		return err
	}
	settings.Name, settings.Currency, settings.Zone, settings.Chosen = text(f.world.Name), sample.Currency, f.g.Config().Zone.String(), true
	_, err = f.Org.SaveSettings(ctx, tx, settings)
	return err
}

// channelKinds are what the sample's channels are to a member.
var channelKinds = map[int]org.ChannelKind{
	sample.Till: org.Till, sample.MiniProgram: org.MiniProgram, sample.App: org.App,
	sample.DeliveryPlatform: org.DeliveryPlatform, sample.WebShop: org.WebShop,
}

func (f *filling) places(ctx context.Context, tx postgres.Tx) error {
	brands := make([]org.Brand, len(f.world.Brands))
	for i, b := range f.world.Brands {
		brands[i] = org.Brand{Code: b.Code, Name: text(b.Name)}
	}
	brandIDs, err := f.Org.SaveBrands(ctx, tx, brands...)
	if err != nil {
		return err
	}
	regions := make([]org.RegionID, len(f.world.Regions))
	for i, r := range f.world.Regions {
		if regions[i], err = f.Org.SaveRegion(ctx, tx, org.Region{Code: r.Code, Name: text(r.Name)}); err != nil {
			return err
		}
	}
	stores := make([]org.Store, len(f.world.Stores))
	for i, s := range f.world.Stores {
		stores[i] = org.Store{
			Code: s.Code, Name: text(s.Name), Region: regions[s.Region], Brand: brandIDs[f.world.Brands[s.Brand].Code],
			Zone: s.Zone, OpenedOn: s.OpenedAt.In(f.g.Config().Zone),
		}
	}
	if f.stores, err = f.Org.SaveStores(ctx, tx, stores...); err != nil {
		return err
	}
	channels := make([]org.Channel, len(f.world.Channels))
	for i, c := range f.world.Channels {
		channels[i] = org.Channel{Code: c.Code, Kind: channelKinds[i], Name: text(c.Name)}
	}
	f.channels, err = f.Org.SaveChannels(ctx, tx, channels...)
	return err
}

func (f *filling) catalogue(ctx context.Context, tx postgres.Tx) error {
	categories := make([]catalog.CategoryInput, len(f.world.Categories))
	for i, c := range f.world.Categories {
		categories[i] = catalog.CategoryInput{Code: c.Code, Name: text(c.Name)}
		if c.Parent != sample.NoParent {
			categories[i].Parent = f.world.Categories[c.Parent].Code
		}
	}
	if _, err := f.Catalog.SaveCategories(ctx, tx, categories...); err != nil {
		return err
	}
	brands := make([]catalog.BrandInput, len(f.world.Brands))
	for i, b := range f.world.Brands {
		brands[i] = catalog.BrandInput{Code: b.Code, Name: text(b.Name)}
	}
	if _, err := f.Catalog.SaveBrands(ctx, tx, brands...); err != nil {
		return err
	}
	articles := make([]catalog.ArticleInput, 0, len(f.world.Articles)+1)
	for i := range f.world.Articles {
		a := &f.world.Articles[i]
		articles = append(articles, catalog.ArticleInput{
			Code: a.SKU, Name: text(a.Name), Kind: catalog.KindGoods,
			Category: f.world.Categories[a.Category].Code, Brand: f.world.Brands[a.Brand].Code,
		})
	}
	articles = append(articles, catalog.ArticleInput{Code: feeCode, Name: i18n.Of(feeName, "Delivery fee"), Kind: catalog.KindDelivery, NoEarn: true})
	if _, err := f.Catalog.SaveArticles(ctx, tx, articles...); err != nil {
		return err
	}
	return f.trade(ctx, tx)
}
