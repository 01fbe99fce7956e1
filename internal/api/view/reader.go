package view

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/catalog"
	"habitue/internal/checkout"
	"habitue/internal/coupon"
	"habitue/internal/event"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/payment"
	"habitue/internal/platform/cache"
	"habitue/internal/platform/gather"
	"habitue/internal/platform/postgres"
	"habitue/internal/prepaid"
	"habitue/internal/privacy"
	"habitue/internal/profile"
	"habitue/internal/program"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// Sources are the capabilities whose facts are shown together.
type Sources struct {
	DB      *postgres.DB
	Org     *org.Service
	Staff   *staff.Service
	Members *member.Service
	Privacy *privacy.Service
	Orders  *order.Service
	Ledger  *ledger.Service
	Tiers   *tier.Service
	Program *program.Service
	Events  *event.Service
	Profile *profile.Service
	Prepaid *prepaid.Service

	Catalog   *catalog.Service
	Payment   *payment.Service
	Checkouts *checkout.Service

	CouponService *coupon.Service // Coupons shows them
}

// Reader fills what is shown from the capabilities.
type Reader struct {
	Sources
	stores   *cache.Cache[org.StoreID, org.Store]
	channels *cache.Cache[org.ChannelID, org.Channel]
	shared   *gather.Reads[about, *facts]
}

// shared reads: so many trips at once, of so many members each.
const (
	sharedAbreast = 2
	sharedMost    = 64
)

// placeLife bounds how long a renamed store may still be shown by its old name.
const placeLife = 5 * time.Second

// NewReader returns a reader of the sources.
func NewReader(s Sources) *Reader {
	r := &Reader{Sources: s,
		stores: cache.New[org.StoreID, org.Store](5000, placeLife), channels: cache.New[org.ChannelID, org.Channel](500, placeLife)}
	r.shared = gather.New(sharedAbreast, sharedMost, r.readShared)
	return r
}

// places names stores and channels for one reader.
type places struct {
	language messages.Language
	stores   map[org.StoreID]org.Store
	channels map[org.ChannelID]org.Channel
}

// places looks the stores and channels up, mostly without a query; zero is none.
func (r *Reader) places(ctx context.Context, q postgres.Querier, l messages.Language, stores []org.StoreID, channels []org.ChannelID) (places, error) {
	p := places{language: l}
	var unknownStores []org.StoreID
	p.stores, unknownStores = r.stores.Get(stores...)
	found, err := r.Org.StoresByIDs(ctx, q, unknownStores...)
	if err != nil {
		return p, err
	}
	for id, s := range found {
		p.stores[id] = s
		r.stores.Put(id, s)
	}
	var unknownChannels []org.ChannelID
	p.channels, unknownChannels = r.channels.Get(channels...)
	others, err := r.Org.ChannelsByIDs(ctx, q, unknownChannels...)
	if err != nil {
		return p, err
	}
	for id, c := range others {
		p.channels[id] = c
		r.channels.Put(id, c)
	}
	return p, nil
}

func (p places) store(id org.StoreID) edge.Maybe[Place] {
	s, ok := p.stores[id]
	if !ok {
		return edge.Maybe[Place]{}
	}
	return edge.Some(Place{Code: s.Code, Name: s.Name.In(string(p.language))})
}

// StoresNamed names stores in a language.
func (r *Reader) StoresNamed(ctx context.Context, q postgres.Querier, l messages.Language, ids ...org.StoreID) (func(org.StoreID) edge.Maybe[Place], error) {
	p, err := r.places(ctx, q, l, ids, nil)
	return p.store, err
}

// PlacesNamed names stores and channels in a language.
func (r *Reader) PlacesNamed(ctx context.Context, q postgres.Querier, l messages.Language, stores []org.StoreID, channels []org.ChannelID) (func(org.StoreID) edge.Maybe[Place], func(org.ChannelID) edge.Maybe[Place], error) {
	p, err := r.places(ctx, q, l, stores, channels)
	return p.store, p.channel, err
}

func (p places) channel(id org.ChannelID) edge.Maybe[Place] {
	c, ok := p.channels[id]
	if !ok {
		return edge.Maybe[Place]{}
	}
	return edge.Some(Place{Code: c.Code, Name: c.Name.In(string(p.language))})
}
