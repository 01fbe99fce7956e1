package org

import (
	"context"
	"fmt"

	"habitue/internal/org/internal/orgdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/postgres"
)

// Channels returns all channels in the order of their codes. There are a dozen.
func (s *Service) Channels(ctx context.Context, q postgres.Querier) ([]Channel, error) {
	rows, err := query(q).Channels(ctx)
	if err != nil {
		return nil, fmt.Errorf("list channels: %w", err)
	}
	list := make([]Channel, len(rows))
	for i, r := range rows {
		list[i] = channelOf(r)
	}
	return list, nil
}

// ChannelsByCodes returns the channels that exist under the codes; what another
// process changed is seen within five seconds.
func (s *Service) ChannelsByCodes(ctx context.Context, q postgres.Querier, codes ...string) (map[string]Channel, error) {
	return s.channels.ThroughTx(coded.Possible(codes), func(unknown []string, found func(string, Channel, bool)) error {
		rows, err := query(q).ChannelsByCodes(ctx, unknown)
		if err != nil {
			return fmt.Errorf("read channels: %w", err)
		}
		for _, r := range rows {
			found(r.OrgChannel.Code, channelOf(r.OrgChannel), r.Settled)
		}
		return nil
	})
}

// ChannelsByIDs returns the channels of the ids that exist.
func (s *Service) ChannelsByIDs(ctx context.Context, q postgres.Querier, ids ...ChannelID) (map[ChannelID]Channel, error) {
	found := make(map[ChannelID]Channel, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	rows, err := query(q).ChannelsByIDs(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read channels: %w", err)
	}
	for _, r := range rows {
		found[ChannelID(r.ID)] = channelOf(r)
	}
	return found, nil
}

// EnsureChannels returns the ids of the codes; a channel that is not known yet
// is made of kind Other and bears its code as its name. Errors: ErrBadCode.
func (s *Service) EnsureChannels(ctx context.Context, tx postgres.Tx, codes ...string) (map[string]ChannelID, error) {
	known, err := coded.Things[Channel]{
		IDs: s.ids, Bad: ErrBadCode,
		Find: func(codes []string) (map[string]Channel, error) { return s.ChannelsByCodes(ctx, tx, codes...) },
		Add:  func(r coded.Rows) error { return query(tx).AddChannels(ctx, r.IDs, r.Codes, r.Names) },
	}.Ensure(ctx, codes)
	if err != nil {
		return nil, fmt.Errorf("ensure channels: %w", err)
	}
	ids := make(map[string]ChannelID, len(known))
	for code, channel := range known {
		ids[code] = channel.ID
	}
	return ids, nil
}

// SaveChannels makes the channels or, where their codes are known, gives them
// what is said here, and returns their ids by code.
// Errors: ErrBadCode, ErrBadName, ErrBadChannelKind.
func (s *Service) SaveChannels(ctx context.Context, tx postgres.Tx, channels ...Channel) (map[string]ChannelID, error) {
	ids := make(map[string]ChannelID, len(channels))
	for _, channel := range channels {
		if err := channel.validate(); err != nil {
			return nil, err
		}
		fresh, err := s.ids.Next(ctx)
		if err != nil {
			return nil, err
		}
		saved, err := query(tx).SaveChannel(ctx, orgdb.SaveChannelParams{
			ID: fresh, Code: channel.Code, Kind: string(channel.Kind), Name: channel.Name,
		})
		if err != nil {
			return nil, fmt.Errorf("save channel %s: %w", channel.Code, err)
		}
		ids[channel.Code] = ChannelID(saved)
		s.channels.Forget(channel.Code)
	}
	return ids, nil
}

func channelOf(r orgdb.OrgChannel) Channel {
	return Channel{
		ID: ChannelID(r.ID), Code: r.Code, Kind: ChannelKind(r.Kind), Name: r.Name, ArchivedAt: postgres.Value(r.ArchivedAt).UTC(),
		Version: int(r.Version),
	}
}
