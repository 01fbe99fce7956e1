package staff

import (
	"context"
	"encoding/json"
	"fmt"

	"habitue/internal/platform/postgres"
)

// ListedAct is the act of seeing personal data of members in full in what was answered.
const ListedAct = "member.listed"

// Listing is an answer in which somebody saw personal data of members in full, because
// that is what his role is for.
type Listing struct {
	By      Principal
	Answer  string   // of which operation: "list-members"
	Members []int64  // of whom
	Fields  []string // what, by the codes of the fields
	Address string
}

// Listed notes it: one row for an answer, however many it names, written before it is
// sent. What is not noted is not shown.
func (s *Service) Listed(ctx context.Context, q postgres.Querier, l Listing) error {
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return err
	}
	after, err := json.Marshal(struct {
		Fields  []string `json:"fields"`
		Members int      `json:"members"`
	}{l.Fields, len(l.Members)})
	if err != nil {
		return fmt.Errorf("note what was listed: %w", err)
	}
	_, err = q.Exec(ctx, `INSERT INTO staff.audit (id, at, principal, action, subject_kind, subject_id, after, address, members)
		VALUES ($1, $2, $3, '`+ListedAct+`', 'list', $4, $5, $6, $7)`,
		id, s.Clock.Now(), l.By.String(), l.Answer, after, textOrNull(l.Address), l.Members)
	if err != nil {
		return fmt.Errorf("note what was listed: %w", err)
	}
	return nil
}
