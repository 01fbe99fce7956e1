package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
	"habitue/internal/tier"
)

// Summaries shows members as a list, as far as the reader may see them.
func (r *Reader) Summaries(ctx context.Context, q postgres.Querier, c *edge.Call, members []member.Member) ([]MemberSummary, error) {
	ids := make([]member.ID, len(members))
	for i, m := range members {
		ids[i] = m.ID
	}
	personal, err := r.Members.Personal(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	levels, err := r.Tiers.Levels(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	balances, err := r.Ledger.Balances(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	return edge.Each(members, func(m member.Member) MemberSummary {
		p := personal[m.ID]
		return MemberSummary{
			ID: edge.IDOf(m.ID), Number: m.Number, Status: string(m.Status), JoinedAt: edge.At(m.JoinedAt),
			Name: shownName(c.Principal, p), PhoneMasked: edge.OrNull(maskedPhone(p)),
			Level: edge.Some(LevelOf(levels[m.ID].Level, c.Language)), PointsAvailable: edge.Points(available(balances[m.ID], ledger.Points)),
		}
	}), nil
}

// Member shows one member, as far as the reader may see it.
func (r *Reader) Member(ctx context.Context, q postgres.Querier, c *edge.Call, m member.Member) (Member, error) {
	personal, err := r.Members.Personal(ctx, q, m.ID)
	if err != nil {
		return Member{}, err
	}
	levels, err := r.Tiers.Levels(ctx, q, m.ID)
	if err != nil {
		return Member{}, err
	}
	balances, err := r.Balances(ctx, q, c.Language, m.ID)
	if err != nil {
		return Member{}, err
	}
	places, err := r.places(ctx, q, c.Language, []org.StoreID{m.Store}, []org.ChannelID{m.Channel})
	if err != nil {
		return Member{}, err
	}
	p := personal[m.ID]
	return Member{
		ID: edge.IDOf(m.ID), Number: m.Number, Status: string(m.Status), JoinedAt: edge.At(m.JoinedAt), Source: m.Source,
		Name: shownName(c.Principal, p), PhoneMasked: edge.OrNull(maskedPhone(p)), EmailMasked: edge.OrNull(maskedEmail(p)),
		Birthday: edge.OrNull(m.Birthday.String()), Store: places.store(m.Store), Channel: places.channel(m.Channel),
		Level: edge.Some(LevelOf(levels[m.ID].Level, c.Language)), Balances: balances,
		Identities: edge.Each(p.Identities, func(k member.Key) Identity { return Identity{Kind: string(k.Kind), Shown: k.Mask()} }),
	}, nil
}

// LevelOf names a level for a reader.
func LevelOf(l tier.Level, language messages.Language) Level {
	return Level{Code: l.Code, Name: l.Name.In(string(language))}
}

// shownName gives the name in full to who may have all personal data anyway,
// and masked to everyone else.
func shownName(reader staff.Principal, p member.Personal) *string {
	if reader.May(staff.MemberReveal) {
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
