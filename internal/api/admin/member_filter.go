package admin

import (
	"context"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/profile"
	"habitue/internal/staff"
)

// MemberFilter says which members are listed, counted or exported. It holds no
// personal text, so that it can stand in an address and in a saved view.
type MemberFilter struct {
	Level          []string  `query:"level" json:"level,omitempty" maxItems:"20" nullable:"false" doc:"Of these levels" zh:"等级" example:"gold"`
	HomeStore      []edge.ID `query:"home_store" json:"home_store,omitempty" maxItems:"100" nullable:"false" doc:"Who joined in these stores" zh:"入会门店"`
	OrderStore     []edge.ID `query:"order_store" json:"order_store,omitempty" maxItems:"100" nullable:"false" doc:"Who ever bought in these stores" zh:"消费过的门店"`
	Channel        []edge.ID `query:"channel" json:"channel,omitempty" maxItems:"100" nullable:"false" doc:"Who joined through these channels" zh:"入会渠道"`
	Source         []string  `query:"source" json:"source,omitempty" maxItems:"20" nullable:"false" doc:"Reported by these systems" zh:"来源系统" example:"till"`
	Class          []string  `query:"class" json:"class,omitempty" enum:"high,medium,potential,low,dormant,none" maxItems:"6" nullable:"false" doc:"Of these value classes; none: never bought, or gave everything back" zh:"价值分层；none 为从未消费或已全部退回" example:"high"`
	R              []string  `query:"r" json:"r,omitempty" enum:"1,2,3,4,5" maxItems:"5" nullable:"false" doc:"Scores of recency" zh:"R 得分" example:"5"`
	F              []string  `query:"f" json:"f,omitempty" enum:"1,2,3,4,5" maxItems:"5" nullable:"false" doc:"Scores of frequency" zh:"F 得分" example:"4"`
	M              []string  `query:"m" json:"m,omitempty" enum:"1,2,3,4,5" maxItems:"5" nullable:"false" doc:"Scores of money spent" zh:"M 得分" example:"3"`
	Label          []string  `query:"label" json:"label,omitempty" maxItems:"20" nullable:"false" doc:"Who has all of these labels" zh:"同时具有这些标签" example:"value:high"`
	LastOrderFrom  string    `query:"last_order_from" json:"last_order_from,omitempty" format:"date" doc:"Last purchase on this business day or later" zh:"最近消费不早于" example:"2026-06-01"`
	LastOrderUntil string    `query:"last_order_until" json:"last_order_until,omitempty" format:"date" doc:"Last purchase on this business day or earlier" zh:"最近消费不晚于" example:"2026-08-31"`
	JoinedFrom     string    `query:"joined_from" json:"joined_from,omitempty" format:"date" doc:"Joined on this day or later" zh:"入会不早于" example:"2026-01-01"`
	JoinedUntil    string    `query:"joined_until" json:"joined_until,omitempty" format:"date" doc:"Joined on this day or earlier" zh:"入会不晚于" example:"2026-06-30"`
}

// scoreOf reads a score that is one of its schema.
func scoreOf(s string) int { return int(s[0] - '0') }

func (f MemberFilter) isEmpty() bool {
	return len(f.Level)+len(f.HomeStore)+len(f.OrderStore)+len(f.Channel)+len(f.Source)+len(f.Class)+
		len(f.R)+len(f.F)+len(f.M)+len(f.Label) == 0 &&
		f.LastOrderFrom == "" && f.LastOrderUntil == "" && f.JoinedFrom == "" && f.JoinedUntil == ""
}

// valued reports whether the filter asks for what is known of a member's value.
func (f MemberFilter) valued() bool {
	return len(f.Class)+len(f.R)+len(f.F)+len(f.M)+len(f.Label) > 0
}

// mayFilter refuses a filter by which a reader would learn what he may not see.
func mayFilter(reader staff.Principal, f MemberFilter, by profile.Order) error {
	bought := len(f.OrderStore) > 0 || f.LastOrderFrom != "" || f.LastOrderUntil != "" || by == profile.ByLastOrder || by == profile.BySpend
	switch {
	case f.valued() && !reader.May(staff.ProfileRead):
		return staff.ErrMayNot.With("permission", string(staff.ProfileRead))
	case bought && !reader.May(staff.OrderRead):
		return staff.ErrMayNot.With("permission", string(staff.OrderRead))
	}
	return nil
}

// filter translates for the capability that answers. Days of joining are those
// of the retailer's zone.
func (h *handlers) filter(ctx context.Context, f MemberFilter) (profile.Filter, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return profile.Filter{}, err
	}
	day, err := settings.DayAt(nil)
	if err != nil {
		return profile.Filter{}, err
	}
	live, err := h.Reader.Tiers.Ladders.Live(ctx, h.DB)
	if err != nil {
		return profile.Filter{}, err
	}
	found := profile.Filter{
		Levels: f.Level, Unranked: slices.Contains(f.Level, live.Body.Levels[0].Code), Sources: f.Source, Labels: f.Label,
		Homes: edge.Each(f.HomeStore, edge.As[org.StoreID]), Bought: edge.Each(f.OrderStore, edge.As[org.StoreID]),
		Channels: edge.Each(f.Channel, edge.As[org.ChannelID]),
		Classes:  edge.Each(f.Class, func(c string) profile.Class { return profile.Class(c) }), R: edge.Each(f.R, scoreOf), F: edge.Each(f.F, scoreOf), M: edge.Each(f.M, scoreOf),
		LastOrder: profile.Days{First: dayOrZero(f.LastOrderFrom), Last: dayOrZero(f.LastOrderUntil)},
	}
	found.Of = edge.From(ctx).Scope().Narrow()
	if from := dayOrZero(f.JoinedFrom); !from.IsZero() {
		found.Joined.From = day.Ends(from.AddDate(0, 0, -1))
	}
	if last := dayOrZero(f.JoinedUntil); !last.IsZero() {
		found.Joined.Until = day.Ends(last)
	}
	return found, nil
}

// dayOrZero reads a day that has the format of its schema.
func dayOrZero(text string) time.Time {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}
	}
	return day
}

// among narrows a filter to those whom a text describes.
func (h *handlers) among(ctx context.Context, f *profile.Filter, search member.Search) error {
	ids, err := h.Reader.Members.Find(ctx, h.DB, search)
	if err != nil {
		return err
	}
	if f.Among = ids; ids == nil {
		f.Among = []member.ID{}
	}
	return nil
}
