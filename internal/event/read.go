package event

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Spot is a place in a list of events.
type Spot struct {
	At time.Time
	ID int64
}

// List returns a page of what members who are one did, themselves and as the visitors who
// were they, the latest first, after a place; of no kinds means of all.
func (s *Service) List(ctx context.Context, q postgres.Querier, kinds []Kind, after *Spot, limit int, members ...member.ID) ([]Event, error) {
	if after == nil {
		after = &Spot{At: forever, ID: 1<<63 - 1}
	}
	of := make([]string, len(kinds))
	for i, kind := range kinds {
		of[i] = string(kind)
	}
	// Whoever did it is found first; each is a short way into every month.
	rows, err := postgres.Anew(q).Query(ctx, `SELECT e.id, e.member_id, e.kind, e.name, e.occurred_at, e.recorded_at, e.source, e.skus,
			coalesce(e.label, ''), coalesce(e.path, ''), coalesce(e.pieces, 0), coalesce(e.value, 0), coalesce(e.currency, '')
		FROM (
			SELECT unnest($1::bigint[]) AS id, $2::timestamptz AS until
			UNION ALL
			SELECT -v.id, v.until FROM event.visitor v WHERE v.owner = ANY ($1::bigint[])
		) w CROSS JOIN LATERAL (
			SELECT * FROM event.event e
			WHERE e.member_id = w.id AND e.occurred_at <= w.until AND (e.occurred_at, e.id) < ($3::timestamptz, $4::bigint)
			  AND (cardinality($5::text[]) = 0 OR e.kind = ANY ($5::text[]))
			ORDER BY e.occurred_at DESC, e.id DESC LIMIT $6
		) e ORDER BY e.occurred_at DESC, e.id DESC LIMIT $6`,
		postgres.IDs(members), forever, after.At, after.ID, of, limit)
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e Event, err error) {
		var pieces int32
		err = row.Scan(&e.ID, &e.Owner, &e.Kind, &e.Name, &e.OccurredAt, &e.RecordedAt, &e.Source, &e.SKUs, &e.Label, &e.Path, &pieces, &e.Value, &e.Currency)
		e.OccurredAt, e.RecordedAt, e.Pieces = e.OccurredAt.UTC(), e.RecordedAt.UTC(), int(pieces)
		return e, err
	})
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	return list, nil
}
