package staff

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/staff/internal/staffdb"
)

// Subject is what an act was done to.
type Subject struct {
	Kind string // "account", "key", "member", "ladder"
	ID   string
}

func accountSubject(id AccountID) Subject {
	return Subject{"account", strconv.FormatInt(int64(id), 10)}
}
func keySubject(id KeyID) Subject { return Subject{"key", strconv.FormatInt(int64(id), 10)} }

// Entry is one act of the audit trail. It holds no personal data of members:
// ids, codes and the reason that was given.
type Entry struct {
	By            Principal
	Action        string // "member.reveal"
	Subject       Subject
	Before, After any // as JSON; nil where there is nothing to compare
	Reason        string
	Address       string
	At            time.Time // set when it is written
}

// Audit adds an entry to the trail, in the transaction of the act itself: what
// is not recorded did not happen.
func (s *Service) Audit(ctx context.Context, tx postgres.Tx, e Entry) error {
	entryID, err := s.IDs.Next(ctx)
	if err != nil {
		return err
	}
	before, err := jsonOrNull(e.Before)
	if err != nil {
		return err
	}
	after, err := jsonOrNull(e.After)
	if err != nil {
		return err
	}
	err = staffdb.New(tx).InsertAudit(ctx, staffdb.InsertAuditParams{
		ID: entryID, At: s.Clock.Now(), Principal: e.By.String(), Action: e.Action,
		SubjectKind: e.Subject.Kind, SubjectID: e.Subject.ID, Before: before, After: after,
		Reason: textOrNull(e.Reason), Address: textOrNull(e.Address),
	})
	if err != nil {
		return fmt.Errorf("audit %s: %w", e.Action, err)
	}
	return nil
}

// Forget blanks the reasons that were given for acts on subjects of a kind, and what
// was written where a second person had to agree: who did what and when stays, and
// values before and after.
func (s *Service) Forget(ctx context.Context, tx postgres.Tx, kind string, ids ...string) error {
	if err := staffdb.New(tx).BlankAudit(ctx, kind, ids); err != nil {
		return fmt.Errorf("blank reasons of %d %s: %w", len(ids), kind, err)
	}
	if err := staffdb.New(tx).BlankApprovals(ctx, ids); err != nil {
		return fmt.Errorf("blank approvals of %d %s: %w", len(ids), kind, err)
	}
	return nil
}

func jsonOrNull(v any) ([]byte, error) {
	if v == nil {
		return nil, nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("audit: %w", err)
	}
	return raw, nil
}

func textOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// Recorded is an entry as the trail has it.
type Recorded struct {
	ID            int64
	At            time.Time
	Principal     string
	Action        string
	Subject       Subject
	Before, After json.RawMessage // nil where there was nothing to compare
	Reason        string
	Address       string
}

// TrailFilter says which entries are wanted; what is empty takes all.
type TrailFilter struct {
	Principal string // as the trail names it: "staff:17"
	Action    string
	Subject   Subject
	Since     time.Time
}

// TrailSpot is where a page of the trail ended.
type TrailSpot struct {
	At time.Time
	ID int64
}

// Trail returns a page of the audit trail, the latest first.
func (s *Service) Trail(ctx context.Context, q postgres.Querier, f TrailFilter, after *TrailSpot, limit int) ([]Recorded, error) {
	before := TrailSpot{At: endOfTime, ID: 1<<63 - 1}
	if after != nil {
		before = *after
	}
	rows, err := staffdb.New(postgres.Anew(q)).Audit(ctx, staffdb.AuditParams{
		Principal: textOrNull(f.Principal), Action: textOrNull(f.Action),
		SubjectKind: textOrNull(f.Subject.Kind), SubjectID: textOrNull(f.Subject.ID),
		Since: f.Since, BeforeAt: before.At, BeforeID: before.ID, Lim: int32(limit),
	})
	if err != nil {
		return nil, fmt.Errorf("read audit trail: %w", err)
	}
	list := make([]Recorded, len(rows))
	for i, r := range rows {
		list[i] = Recorded{
			ID: r.ID, At: r.At, Principal: r.Principal, Action: r.Action, Subject: Subject{r.SubjectKind, r.SubjectID},
			Before: r.Before, After: r.After, Reason: postgres.Value(r.Reason), Address: postgres.Value(r.Address),
		}
	}
	return list, nil
}
