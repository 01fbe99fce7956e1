package staff

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/postgres"
)

// accessActs are the acts by which personal data of members is seen in full, or leaves.
// The index audit_access holds them, too.
const accessActs = `action IN ('member.reveal', 'member.export', 'member.copied', 'member.listed')`

// Access is somebody seeing personal data of a member, or taking data of many along.
type Access struct {
	Recorded
	Fields  []string // what was seen, by the codes of the fields; empty: it was not noted then
	Members int64    // of many at once: how many
	Answer  string   // in the answer of which operation; "": not in one of a list
}

// AccessFilter says which accesses are wanted; what is empty takes all.
type AccessFilter struct {
	Principal   string  // as the trail names it: "staff:17"
	Members     []int64 // seen of these
	Asked       bool    // not what roles show by themselves in lists
	Since, Till time.Time
}

// Accesses returns a page of who saw personal data, the latest first.
func (s *Service) Accesses(ctx context.Context, q postgres.Querier, f AccessFilter, after *TrailSpot, limit int) ([]Access, error) {
	before := TrailSpot{At: endOfTime, ID: 1<<63 - 1}
	if after != nil {
		before = *after
	}
	if f.Till.IsZero() {
		f.Till = endOfTime
	}
	const columns, wanted = `SELECT id, at, principal, action, subject_kind, subject_id, after, coalesce(reason, ''), coalesce(address, '') FROM staff.audit`,
		` WHERE ` + accessActs + ` AND (at, id) < ($1, $2) AND at >= $3 AND at < $4
		  AND ($5 = '' OR principal = $5) AND NOT ($6 AND action = '` + ListedAct + `')`
	sql, args := columns+wanted+` ORDER BY at DESC, id DESC LIMIT $7`, []any{before.At, before.ID, f.Since, f.Till, f.Principal, f.Asked, limit}
	if f.Members != nil { // what was done to one of them, and what they were among, each by its index
		subjects := make([]string, len(f.Members))
		for i, m := range f.Members {
			subjects[i] = strconv.FormatInt(m, 10)
		}
		sql = `SELECT * FROM ((` + columns + wanted + ` AND subject_kind = 'member' AND subject_id = ANY ($8) ORDER BY at DESC, id DESC LIMIT $7)
			UNION ALL (` + columns + wanted + ` AND members && $9 ORDER BY at DESC, id DESC LIMIT $7)) one ORDER BY at DESC, id DESC LIMIT $7`
		args = append(args, subjects, f.Members)
	}
	rows, err := postgres.Anew(q).Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("read who saw personal data: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (a Access, err error) {
		err = row.Scan(&a.ID, &a.At, &a.Principal, &a.Action, &a.Subject.Kind, &a.Subject.ID, &a.After, &a.Reason, &a.Address)
		a.At = a.At.UTC()
		var noted struct {
			Fields, Columns []string
			Members         int64
		}
		if err == nil && a.After != nil {
			err = json.Unmarshal(a.After, &noted)
		}
		a.Fields, a.Members = append(noted.Fields, noted.Columns...), noted.Members
		if a.Action == ListedAct {
			a.Answer = a.Subject.ID
		}
		return a, err
	})
	if err != nil {
		return nil, fmt.Errorf("read who saw personal data: %w", err)
	}
	return list, nil
}

// Looker is somebody of the staff, and of how many members he saw personal data.
type Looker struct {
	Principal string
	Members   int64 // in the last day
	Usual     int64 // on the median day of the month before on which he looked at all
	Unusual   bool
}

// When a day's looking is unusual: more than so many members, and more than so many
// times what is usual of him.
const (
	UnusualMembers = 20
	UnusualTimes   = 3
)

// Lookers returns who saw personal data in the last day, the most first.
func (s *Service) Lookers(ctx context.Context, q postgres.Querier) ([]Looker, error) {
	now := s.Clock.Now()
	rows, err := q.Query(ctx, `
		SELECT n.principal, n.members, coalesce(u.usual, 0) FROM (
			SELECT principal, count(DISTINCT subject_id) AS members FROM staff.audit
			WHERE `+accessActs+` AND subject_kind = 'member' AND at >= $1 AND at <= $3 GROUP BY principal
		) n LEFT JOIN (
			SELECT d.principal, percentile_disc(0.5) WITHIN GROUP (ORDER BY d.members) AS usual FROM (
				SELECT principal, floor(extract(epoch FROM at) / 86400) AS day, count(DISTINCT subject_id) AS members FROM staff.audit
				WHERE `+accessActs+` AND subject_kind = 'member' AND at >= $2 AND at < $1 GROUP BY 1, 2
			) d GROUP BY d.principal
		) u ON u.principal = n.principal
		ORDER BY n.members DESC, n.principal LIMIT 50`, now.AddDate(0, 0, -1), now.AddDate(0, 0, -31), now)
	if err != nil {
		return nil, fmt.Errorf("count who saw personal data: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (l Looker, err error) {
		err = row.Scan(&l.Principal, &l.Members, &l.Usual)
		l.Unusual = l.Members > UnusualMembers && l.Members > UnusualTimes*l.Usual
		return l, err
	})
}
