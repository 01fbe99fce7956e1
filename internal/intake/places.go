package intake

import (
	"context"
	"fmt"
	"sync"

	"habitue/internal/catalog"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// places makes the stores, channels and articles that a file names and nobody
// knows, in short transactions of their own: chunks that meet the same new
// article would otherwise wait for each other to the end.
type places struct {
	*Service

	mu       sync.Mutex
	stores   map[string]org.StoreID
	channels map[string]org.ChannelID
	articles map[string]bool
}

func newPlaces(s *Service) *places {
	return &places{Service: s, stores: map[string]org.StoreID{}, channels: map[string]org.ChannelID{}, articles: map[string]bool{}}
}

// ensure makes what the timelines name.
func (p *places) ensure(ctx context.Context, timelines []Timeline) error {
	n := p.unknown(timelines)
	if len(n.stores)+len(n.channels)+len(n.articles) == 0 {
		return nil
	}
	var stores map[string]org.StoreID
	var channels map[string]org.ChannelID
	err := p.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		if len(n.stores) > 0 {
			if stores, err = p.Org.EnsureStores(ctx, tx, n.stores...); err != nil {
				return err
			}
		}
		if len(n.channels) > 0 {
			if channels, err = p.Org.EnsureChannels(ctx, tx, n.channels...); err != nil {
				return err
			}
		}
		_, err = p.Catalog.Ensure(ctx, tx, n.articles)
		return err
	})
	if err != nil {
		return fmt.Errorf("make stores and articles: %w", err)
	}
	p.remember(n, stores, channels)
	return nil
}

// named is what timelines name and we have not met yet.
type named struct {
	stores, channels []string
	articles         []catalog.ArticleInput
	seen             map[string]bool
}

func (p *places) unknown(timelines []Timeline) named {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := named{seen: map[string]bool{}}
	for i := range timelines {
		for _, d := range timelines[i].Documents {
			if d.Refund != nil {
				p.note(&n, d.Refund.Store, d.Refund.Channel)
				continue
			}
			p.note(&n, d.Order.Store, d.Order.Channel)
			for k := range d.Order.Lines {
				p.noteArticle(&n, &d.Order.Lines[k])
			}
		}
	}
	return n
}

func (p *places) note(n *named, store, channel string) {
	if _, ok := p.stores[store]; store != "" && !ok && !n.seen["s"+store] {
		n.seen["s"+store] = true
		n.stores = append(n.stores, store)
	}
	if _, ok := p.channels[channel]; channel != "" && !ok && !n.seen["c"+channel] {
		n.seen["c"+channel] = true
		n.channels = append(n.channels, channel)
	}
}

func (p *places) noteArticle(n *named, l *Line) {
	code := articleCode(l.Article, l.Name)
	if p.articles[code] || n.seen["a"+code] {
		return
	}
	n.seen["a"+code] = true
	n.articles = append(n.articles, catalog.ArticleInput{
		Code: code, Name: i18n.Of(l.Name, ""), Kind: l.Kind, Category: l.Category, Brand: l.Brand,
		NoEarn: l.Kind == catalog.KindGoods && !l.Earns,
	})
}

func (p *places) remember(n named, stores map[string]org.StoreID, channels map[string]org.ChannelID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for code, id := range stores {
		p.stores[code] = id
	}
	for code, id := range channels {
		p.channels[code] = id
	}
	if len(p.articles) > codebookLimit {
		clear(p.articles)
	}
	for _, a := range n.articles {
		p.articles[a.Code] = true
	}
}

// of returns the ids of a store and a channel that were ensured.
func (p *places) of(store, channel string) (org.StoreID, org.ChannelID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stores[store], p.channels[channel]
}
