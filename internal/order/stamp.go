package order

import (
	"context"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// site is where and when something happened, as told.
type site struct {
	store, channel string // codes; empty: not said
	at             time.Time
}

// stamp is what we add to it when it is kept.
type stamp struct {
	id       int64
	recorded time.Time
	store    org.StoreID
	channel  org.ChannelID
	day      time.Time // the business day there
	hour     int       // on the clock of its wall
	zone     string
}

// stamp finds the places of all sites, with a question for each kind of them,
// and draws ids. Errors: ErrUnknownStore, ErrUnknownChannel.
func (s *Service) stamp(ctx context.Context, tx postgres.Tx, sites []site) ([]stamp, error) {
	where, err := s.places(ctx, tx, sites)
	if err != nil {
		return nil, err
	}
	ids, err := s.IDs.Take(ctx, len(sites))
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	stamps := make([]stamp, len(sites))
	for i, at := range sites {
		if stamps[i], err = where.stamp(at); err != nil {
			return nil, err
		}
		stamps[i].id, stamps[i].recorded = ids[i], now
	}
	return stamps, nil
}

// places are stores and channels by code, and how days are counted there.
type places struct {
	settings org.Settings
	stores   map[string]org.Store
	channels map[string]org.Channel
}

func (s *Service) places(ctx context.Context, tx postgres.Tx, sites []site) (p places, err error) {
	if p.settings, err = s.Org.Settings(ctx, tx); err != nil {
		return p, err
	}
	stores := given(sites, func(at site) string { return at.store })
	if p.stores, err = s.Org.StoresByCodes(ctx, tx, stores...); err != nil {
		return p, err
	}
	channels := given(sites, func(at site) string { return at.channel })
	p.channels, err = s.Org.ChannelsByCodes(ctx, tx, channels...)
	return p, err
}

// given returns the codes that are not empty, each once.
func given(sites []site, code func(site) string) []string {
	var list []string
	seen := map[string]bool{"": true}
	for _, at := range sites {
		if c := code(at); !seen[c] {
			seen[c] = true
			list = append(list, c)
		}
	}
	return list
}

// stamp says where something happened and on which business day.
func (p places) stamp(at site) (st stamp, err error) {
	var here *org.Store
	if at.store != "" {
		found, ok := p.stores[at.store]
		if !ok {
			return st, ErrUnknownStore.With("code", i18n.Clean(at.store, coded.MaxLength))
		}
		here, st.store = &found, found.ID
	}
	if at.channel != "" {
		found, ok := p.channels[at.channel]
		if !ok {
			return st, ErrUnknownChannel.With("code", i18n.Clean(at.channel, coded.MaxLength))
		}
		st.channel = found.ID
	}
	days, err := p.settings.DayAt(here)
	if err != nil {
		return st, err
	}
	st.day, st.hour, st.zone = days.Of(at.at), days.Hour(at.at), days.Zone
	return st, nil
}
