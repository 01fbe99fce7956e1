package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/privacy"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// Summaries shows members as a list, as far as the reader may see them.
func (r *Reader) Summaries(ctx context.Context, q postgres.Querier, c *edge.Call, members []member.Member) ([]MemberSummary, error) {
	return r.summaries(ctx, q, c, members, func(id member.ID, p member.Personal) *string { return shownName(c, id, p) })
}

// Masked is Summaries with names masked for everybody: for what leaves the house.
func (r *Reader) Masked(ctx context.Context, q postgres.Querier, c *edge.Call, members []member.Member) ([]MemberSummary, error) {
	return r.summaries(ctx, q, c, members, func(_ member.ID, p member.Personal) *string { return edge.OrNull(member.MaskName(p.Name)) })
}

func (r *Reader) summaries(ctx context.Context, q postgres.Querier, c *edge.Call, members []member.Member, name func(member.ID, member.Personal) *string) ([]MemberSummary, error) {
	ids := make([]member.ID, len(members))
	for i, m := range members {
		ids[i] = m.ID
	}
	f, err := r.readFacts(ctx, q, ids, mayValue(c))
	if err != nil {
		return nil, err
	}
	return r.shownFacts(ctx, q, c, members, f, name)
}

// shownFacts shows what is known of members.
func (r *Reader) shownFacts(ctx context.Context, q postgres.Querier, c *edge.Call, members []member.Member, f *facts, name func(member.ID, member.Personal) *string) ([]MemberSummary, error) {
	stores, channels := make([]org.StoreID, len(members)), make([]org.ChannelID, len(members))
	for i, m := range members {
		stores[i], channels[i] = m.Store, m.Channel
	}
	places, err := r.places(ctx, q, c.Language, stores, channels)
	if err != nil {
		return nil, err
	}
	return edge.Each(members, func(m member.Member) MemberSummary {
		p := f.personal[m.ID]
		_, kept := f.restricted[m.ID]
		return MemberSummary{
			Restricted: kept, Profiled: !f.refused[m.ID], ID: edge.IDOf(m.ID), Number: m.Number, Status: string(m.Status), JoinedAt: edge.At(m.JoinedAt),
			Name: name(m.ID, p), PhoneMasked: edge.OrNull(maskedPhone(p)),
			Level: edge.Some(LevelOf(f.levels[m.ID].Level, c.Language)), PointsAvailable: edge.Points(available(f.balances[m.ID], ledger.Points)),
			Source: m.Source, Store: places.store(m.Store), Channel: places.channel(m.Channel),
			Value: f.value(m.ID, c), Labels: f.labelled(m.ID, c),
		}
	}), nil
}

// Member shows one member, as far as the reader may see it.
func (r *Reader) Member(ctx context.Context, q postgres.Querier, c *edge.Call, m member.Member) (Member, error) {
	var survivor edge.Maybe[MergedMember]
	f, err := r.readFacts(ctx, q, []member.ID{m.ID}, false, func(ctx context.Context, q postgres.Querier) (err error) {
		survivor, err = r.survivor(ctx, q, m)
		return err
	})
	if err != nil {
		return Member{}, err
	}
	balances, _, err := r.balances(ctx, q, c.Language, f.balances[m.ID])
	if err != nil {
		return Member{}, err
	}
	places, err := r.places(ctx, q, c.Language, []org.StoreID{m.Store}, []org.ChannelID{m.Channel})
	if err != nil {
		return Member{}, err
	}
	var restriction edge.Maybe[Restriction]
	if one, ok := f.restricted[m.ID]; ok {
		restriction = edge.Some(RestrictionOf(one, privacy.ByMember))
	}
	p := f.personal[m.ID]
	return Member{
		Restriction: restriction, Profiled: !f.refused[m.ID],
		MergedInto: survivor, ID: edge.IDOf(m.ID), Number: m.Number, Status: string(m.Status), JoinedAt: edge.At(m.JoinedAt), Source: m.Source,
		Name: shownName(c, m.ID, p), PhoneMasked: edge.OrNull(maskedPhone(p)), EmailMasked: edge.OrNull(maskedEmail(p)),
		Birthday: edge.OrNull(m.Birthday.String()), Store: places.store(m.Store), Channel: places.channel(m.Channel),
		Level: edge.Some(LevelOf(f.levels[m.ID].Level, c.Language)), Balances: balances,
		Identities: edge.Each(p.Identities, func(k member.Key) Identity { return Identity{Kind: string(k.Kind), Shown: k.Mask()} }),
	}, nil
}

// LevelOf names a level for a reader.
func LevelOf(l tier.Level, language messages.Language) Level {
	return Level{Code: l.Code, Name: l.Name.In(string(language))}
}

// shownName gives the name in full to who may have all personal data anyway,
// and masked to everyone else. That it was seen is noted.
func shownName(c *edge.Call, m member.ID, p member.Personal) *string {
	if c.Principal.May(staff.MemberReveal) {
		if p.Name != "" {
			c.SawName(m)
		}
		return edge.OrNull(p.Name)
	}
	return edge.OrNull(member.MaskName(p.Name))
}

func maskedPhone(p member.Personal) string {
	if p.Phone() == "" {
		return ""
	}
	return member.MaskPhone(p.Phone())
}

func maskedEmail(p member.Personal) string {
	if p.Email() == "" {
		return ""
	}
	return member.MaskEmail(p.Email())
}

func available(balances []ledger.Balance, asset ledger.AssetID) int64 {
	for _, b := range balances {
		if b.Asset == asset {
			return b.Available
		}
	}
	return 0
}
