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
