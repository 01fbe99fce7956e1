package member

import (
	"context"
	"fmt"
	"time"

	"habitue/internal/platform/postgres"
)

// Label is a fact on a member that rules may read: "value:high". Whoever works
// it out writes it here, so that rules never ask those below them.
type Label struct {
	Member    ID
	Label     string
	Source    string    // the capability that says so
	Since     time.Time // from when on it holds
	ExpiresAt time.Time // zero: until somebody ends it
}

// SetLabels lets labels hold, and ends those whose ExpiresAt has passed, within
// tx. A member and label given twice is a mistake of the caller. Thousands at a
// time are quickest, grouped by member.
func (s *Service) SetLabels(ctx context.Context, tx postgres.Tx, labels ...Label) error {
	known, err := knownLabels(ctx, tx, labels)
	if err != nil {
		return err
	}
	fresh := postgres.Rows{Schema: "member", Table: "label", Columns: []string{"member_id", "label", "source", "since", "expires_at"}}
	var again columns
	for _, l := range labels {
		if known[labelKey{int64(l.Member), l.Label}] {
			again.add(l)
		} else {
			fresh.Values = append(fresh.Values, []any{int64(l.Member), l.Label, l.Source, l.Since, postgres.Null(l.ExpiresAt)})
		}
	}
	var w postgres.Writes
	w.Insert(fresh)
	again.queue(&w)
	return w.Flush(ctx, tx)
}

type labelKey struct {
	member int64
	label  string
}

// knownLabels returns which of the labels have a row, in force or ended.
func knownLabels(ctx context.Context, tx postgres.Tx, labels []Label) (map[labelKey]bool, error) {
	members, names := make([]int64, len(labels)), make([]string, len(labels))
	for i, l := range labels {
		members[i], names[i] = int64(l.Member), l.Label
	}
	rows, err := query(tx).KnownLabels(ctx, members, names)
	if err != nil {
		return nil, fmt.Errorf("look for labels: %w", err)
	}
	known := make(map[labelKey]bool, len(rows))
	for _, r := range rows {
		known[labelKey{r.MemberID, r.Label}] = true
	}
	return known, nil
}

// columns are labels as the columns of one statement.
type columns struct {
	members []int64
	labels  []string
	sources []string
	since   []time.Time
	expires []*time.Time
}

func (c *columns) add(l Label) {
	c.members, c.labels, c.sources = append(c.members, int64(l.Member)), append(c.labels, l.Label), append(c.sources, l.Source)
	c.since, c.expires = append(c.since, l.Since), append(c.expires, postgres.Optional(l.ExpiresAt))
}

func (c *columns) queue(w *postgres.Writes) {
	if len(c.members) == 0 {
		return
	}
	w.Update(`UPDATE member.label l SET source = w.source, since = w.since, expires_at = w.expires_at, merge_id = NULL, xid = pg_current_xact_id()
		FROM unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])
			w (member_id, label, source, since, expires_at)
		WHERE l.member_id = w.member_id AND l.label = w.label`, c.members, c.labels, c.sources, c.since, c.expires)
}

// Labels returns the labels that members have now, in the order of their names.
func (s *Service) Labels(ctx context.Context, q postgres.Querier, ids ...ID) (map[ID][]Label, error) {
	now := s.clock.Now()
	rows, err := query(q).Labels(ctx, postgres.IDs(ids), now)
	if err != nil {
		return nil, fmt.Errorf("read labels: %w", err)
	}
	found := make(map[ID][]Label, len(ids))
	for _, r := range rows {
		id := ID(r.MemberID)
		found[id] = append(found[id], Label{id, r.Label, r.Source, r.Since.UTC(), postgres.Value(r.ExpiresAt).UTC()})
	}
	return found, nil
}

// LabelsInUse are the labels that members have or had, by name, at most so many.
func (s *Service) LabelsInUse(ctx context.Context, q postgres.Querier, most int) ([]string, error) {
	names, err := query(q).LabelsInUse(ctx, int32(most))
	if err != nil {
		return nil, fmt.Errorf("read which labels there are: %w", err)
	}
	return names, nil
}

// Traits are what conditions test of a member beside his level.
type Traits struct {
	Birthday Birthday
	Labels   []string // in force, in the order of their names
}

// Traits returns what conditions test of a member. Errors: ErrUnknown.
func (s *Service) Traits(ctx context.Context, q postgres.Querier, id ID) (Traits, error) {
	rows, err := query(q).Traits(ctx, int64(id), s.clock.Now())
	if err != nil {
		return Traits{}, fmt.Errorf("read traits of member %d: %w", id, err)
	}
	if len(rows) == 0 {
		return Traits{}, ErrUnknown.With("member", int64(id))
	}
	return Traits{birthdayOf(rows[0].BirthMonth, rows[0].BirthDay), rows[0].Labels}, nil
}
