package member

import (
	"context"
	"fmt"
	"slices"
	"time"

	"habitue/internal/member/internal/quality"
	"habitue/internal/platform/division"
	"habitue/internal/platform/postgres"
)

// FirstOrders tells when members first bought. Orders are below members, so the wiring
// fills it in; who never bought is not in the answer.
type FirstOrders func(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]time.Time, error)

// AskFirstOrders names whoever knows when members first bought. The wiring calls it once.
func (s *Service) AskFirstOrders(ask FirstOrders) { s.firstOrders = ask }

// qualityFacts opens what rules look at, of members who stand for themselves. It lives
// in memory, for as long as it is judged.
func (s *Service) qualityFacts(ctx context.Context, q postgres.Querier, fields []Field, ids []ID) (map[ID]quality.Facts, error) {
	members, err := s.ByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	known, err := s.Personal(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	facts := make(map[ID]quality.Facts, len(ids))
	for _, id := range ids {
		m, p := members[id], known[id]
		f := quality.Facts{Now: s.clock.Now(), Name: p.Name, Year: p.BirthYear, Month: m.Birthday.Month, Day: m.Birthday.Day, JoinedAt: m.JoinedAt}
		for _, k := range p.Identities {
			f = withIdentity(f, k)
		}
		facts[id] = f
	}
	for _, add := range []func(context.Context, postgres.Querier, map[ID]quality.Facts, []ID) error{
		s.addKin, s.addHomes, s.addCounts, s.addFirstOrders,
		func(ctx context.Context, q postgres.Querier, facts map[ID]quality.Facts, ids []ID) error {
			return s.addValues(ctx, q, fields, facts, ids)
		},
	} {
		if err := add(ctx, q, facts, ids); err != nil {
			return nil, err
		}
	}
	return facts, nil
}

func withIdentity(f quality.Facts, k Key) quality.Facts {
	switch {
	case k.Kind == Phone && !slices.Contains(f.Phones, k.Value):
		f.Phones = append(f.Phones, k.Value)
	case k.Kind == Email && !slices.Contains(f.Emails, k.Value):
		f.Emails = append(f.Emails, k.Value)
	}
	return f
}

// addKin adds by what members are known whom somebody became: few are.
func (s *Service) addKin(ctx context.Context, q postgres.Querier, facts map[ID]quality.Facts, ids []ID) error {
	kin, err := s.Aliases(ctx, q, ids...)
	if err != nil || len(kin) == 0 {
		return err
	}
	var all []ID
	for _, list := range kin {
		all = append(all, list...)
	}
	known, err := s.Personal(ctx, q, all...) // what ended is not in their vaults any more
	if err != nil {
		return err
	}
	for id, list := range kin {
		f := facts[id]
		for _, k := range list {
			for _, key := range known[k].Identities {
				f = withIdentity(f, key)
			}
		}
		facts[id] = f
	}
	return nil
}

func (s *Service) addHomes(ctx context.Context, q postgres.Querier, facts map[ID]quality.Facts, ids []ID) error {
	rows, err := query(q).Addresses(ctx, postgres.IDs(ids))
	if err != nil {
		return fmt.Errorf("read addresses: %w", err)
	}
	for _, r := range rows {
		a, err := s.openAddress(r)
		if err != nil {
			return fmt.Errorf("open an address of member %d: %w", r.MemberID, err)
		}
		home := quality.Home{ID: r.AddressID, Division: a.Division, Line: a.Line, Postcode: a.Postcode, Phone: a.Phone}
		if code, rest, found := division.Parse(a.Line); found {
			home.Parsed, home.Rest = code, rest
		}
		f := facts[ID(r.MemberID)]
		f.Homes = append(f.Homes, home)
		facts[ID(r.MemberID)] = f
	}
	return nil
}

// addValues adds what is known in the retailer's own fields, and whether it could be
// said today. What a member has not stated stands in for him from whoever became he.
func (s *Service) addValues(ctx context.Context, q postgres.Querier, fields []Field, facts map[ID]quality.Facts, ids []ID) error {
	all, err := s.FieldValuesOf(ctx, q, ids...)
	if err != nil {
		return err
	}
	for id, values := range all {
		if len(values) == 0 {
			continue
		}
		f := facts[id]
		f.Fields = map[string]quality.Value{}
		for _, field := range fields {
			v, there := values[field.Code]
			if !there || len(v.Values) == 0 {
				continue
			}
			folded, wrong := field.Fold(v.Values, nil)
			f.Fields[field.Code] = quality.Value{Values: v.Values, Folded: folded, Wrong: wrong}
		}
		facts[id] = f
	}
	return nil
}

func (s *Service) addCounts(ctx context.Context, q postgres.Querier, facts map[ID]quality.Facts, ids []ID) error {
	unproven, err := query(q).UnprovenConsents(ctx, postgres.IDs(ids))
	if err != nil {
		return fmt.Errorf("count consents without a text: %w", err)
	}
	for _, r := range unproven {
		f := facts[ID(r.MemberID)]
		f.Unproven = int(r.N)
		facts[ID(r.MemberID)] = f
	}
	twins, err := query(q).OpenTwins(ctx, postgres.IDs(ids))
	if err != nil {
		return fmt.Errorf("count who may be the same: %w", err)
	}
	for _, r := range twins {
		f := facts[ID(r.MemberID)]
		f.Twins = int(r.N)
		facts[ID(r.MemberID)] = f
	}
	confirmed, err := query(q).ConfirmedAt(ctx, postgres.IDs(ids))
	if err != nil {
		return fmt.Errorf("read when contact data was stated: %w", err)
	}
	for _, r := range confirmed {
		f := facts[ID(r.MemberID)]
		f.Confirmed = r.At.UTC()
		facts[ID(r.MemberID)] = f
	}
	return nil
}

func (s *Service) addFirstOrders(ctx context.Context, q postgres.Querier, facts map[ID]quality.Facts, ids []ID) error {
	if s.firstOrders == nil {
		return nil
	}
	first, err := s.firstOrders(ctx, q, ids...)
	if err != nil {
		return err
	}
	for id, at := range first {
		f := facts[id]
		f.FirstOrder = at
		facts[id] = f
	}
	return nil
}
