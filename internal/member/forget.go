package member

import (
	"context"
	"fmt"
	"strconv"

	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Forgetting is a member whose personal data goes, and with it that of whoever had
// become he.
type Forgetting struct {
	Member ID
	Kin    []ID
	Waived bool  // he does not want back what he paid in
	Staff  int64 // who does it; 0: nobody
}

// All are the member and his kin.
func (f Forgetting) All() []ID { return append([]ID{f.Member}, f.Kin...) }

// Bar says whether something keeps a member from being erased.
type Bar string

// The bars.
const (
	Goes Bar = ""     // it keeps nobody: it ends with the member
	Owed Bar = "owed" // it is his money, to be paid out unless he waives it
	Open Bar = "open" // something is under way that must end first
)

// Loss is a thing that ends with a member, or keeps him from being erased.
type Loss struct {
	Effect
	Bar Bar
}

// Forgetter is a capability that keeps something of members which ends with them, or
// texts that may tell of them. The wiring names them, as it names the followers.
// What is told twice is done once.
type Forgetter interface {
	// Foresee says what forgetting would end, and what stands in its way.
	Foresee(ctx context.Context, tx postgres.Tx, f Forgetting) ([]Loss, error)
	// Forget ends it. History stays under the member's id, without what people wrote.
	Forget(ctx context.Context, tx postgres.Tx, f Forgetting) error
}

// Texts is a Forgetter of nothing but what people wrote: each statement blanks that of
// the members $1.
type Texts []string

// Foresee implements Forgetter.
func (Texts) Foresee(context.Context, postgres.Tx, Forgetting) ([]Loss, error) { return nil, nil }

// Forget implements Forgetter.
func (t Texts) Forget(ctx context.Context, tx postgres.Tx, f Forgetting) error {
	for _, sql := range t {
		if _, err := tx.Exec(ctx, sql, postgres.IDs(f.All())); err != nil {
			return fmt.Errorf("blank what was written of member %d: %w", f.Member, err)
		}
	}
	return nil
}

// Trail is the Forgetter of the reasons that staff gave for what they did with a
// member; that they did it, and when, stays on record. Staff know no members, so that
// members speak for them.
func Trail(s *staff.Service) Forgetter { return trail{s} }

type trail struct{ staff *staff.Service }

// Foresee implements Forgetter.
func (trail) Foresee(context.Context, postgres.Tx, Forgetting) ([]Loss, error) { return nil, nil }

// Forget implements Forgetter.
func (t trail) Forget(ctx context.Context, tx postgres.Tx, f Forgetting) error {
	var subjects []string
	for _, id := range f.All() {
		subjects = append(subjects, strconv.FormatInt(int64(id), 10))
	}
	return t.staff.Forget(ctx, tx, "member", subjects...)
}
