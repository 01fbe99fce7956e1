package member

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
)

// Get returns one member. Errors: ErrUnknown.
func (s *Service) Get(ctx context.Context, q postgres.Querier, id ID) (Member, error) {
	found, err := s.ByIDs(ctx, q, id)
	if err != nil {
		return Member{}, err
	}
	m, ok := found[id]
	if !ok {
		return Member{}, ErrUnknown.With("member", int64(id))
	}
	return m, nil
}

// QueueActive asks, in a batch of the caller's, which of the ids are members who
// have not left, themselves or as another into whom they were merged, and tells
// found of each.
func (s *Service) QueueActive(batch *pgx.Batch, ids []ID, found func(ID)) {
	batch.Queue(`SELECT member_id FROM member.member WHERE member_id = ANY ($1::bigint[]) AND status IN ('active', 'merged')`,
		postgres.IDs(ids)).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var id ID
			if err := rows.Scan(&id); err != nil {
				return err
			}
			found(id)
		}
		return rows.Err()
	})
}

// ByIDs returns the members of the ids that exist.
func (s *Service) ByIDs(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID]Member, error) {
	found := make(map[ID]Member, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	rows, err := rowsOf(ctx, q, ids)
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	for _, r := range rows {
		found[ID(r.MemberID)] = memberOf(r)
	}
	return found, nil
}

func rowsOf(ctx context.Context, q postgres.Querier, ids []ID) ([]memberdb.ByIDsRow, error) {
	if len(ids) > 1 {
		return query(q).ByIDs(ctx, postgres.IDs(ids))
	}
	rows, err := query(q).ByID(ctx, int64(ids[0]))
	list := make([]memberdb.ByIDsRow, len(rows))
	for i, r := range rows {
		list[i] = memberdb.ByIDsRow(r)
	}
	return list, err
}

// Cursor is the last member of a page; the next page begins behind it. The zero
// value begins the list.
type Cursor struct {
	JoinedAt time.Time
	ID       ID
}

// Cursor returns the place of m in the list.
func (m Member) Cursor() Cursor { return Cursor{m.JoinedAt, m.ID} }

// endOfTime is later than anybody joins.
var endOfTime = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// List returns up to limit members, those who joined last first.
func (s *Service) List(ctx context.Context, q postgres.Querier, after Cursor, limit int) ([]Member, error) {
	if after == (Cursor{}) {
		after.JoinedAt = endOfTime
	}
	rows, err := query(q).Newest(ctx, after.JoinedAt, int64(after.ID), int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list members: %w", err)
	}
	list := make([]Member, len(rows))
	for i, r := range rows {
		list[i] = memberOf(memberdb.ByIDsRow(r))
	}
	return list, nil
}

// Identities returns by which kinds of identity each member is known; the values
// are in Personal.
func (s *Service) Identities(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID][]Identity, error) {
	rows, err := query(q).Identities(ctx, postgres.IDs(ids))
	if err != nil {
		return nil, fmt.Errorf("read identities: %w", err)
	}
	found := make(map[ID][]Identity, len(ids))
	for _, r := range rows {
		id := ID(r.MemberID)
		found[id] = append(found[id], Identity{id, Kind(r.Kind), r.Source, r.CreatedAt.UTC()})
	}
	return found, nil
}

// Unknown returns those of the ids that no member has: an order may only name
// members that exist.
func (s *Service) Unknown(ctx context.Context, q postgres.Querier, ids ...ID) ([]ID, error) {
	found, err := s.ByIDs(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id ID) bool { _, ok := found[id]; return ok }), nil
}

func memberOf(r memberdb.ByIDsRow) Member {
	m := Member{
		ID: ID(r.MemberID), Number: r.Number, Status: Status(r.Status),
		JoinedAt: r.JoinedAt.UTC(), RecordedAt: r.RecordedAt.UTC(), Source: r.Source,
		Store: org.StoreID(postgres.Value(r.StoreID)), Channel: org.ChannelID(postgres.Value(r.ChannelID)),
		MergedInto: ID(postgres.Value(r.MergedInto)),
	}
	m.Birthday = birthdayOf(r.BirthMonth, r.BirthDay)
	return m
}
