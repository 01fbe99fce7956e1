package staff

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
)

// Rules are the versions of a rule that two people publish: one writes a draft
// and asks, another one approves, and OnApproved lets it hold. Whoever owns the
// rule holds one of these, and lets OnApproved hear Approved. Every act on a
// version is in the trail, in the transaction that does it.
type Rules[B rulebook.Body] struct {
	*rulebook.Book[B]
	Staff *Service
	Kind  ApprovalKind // what is asked for, and what the trail calls a version
	Owner string       // word of the capability, with which its acts begin
	Name  string       // of this rule where the kind has several; "": there is one
}

// Subject is what an approval of a version is about.
func (r Rules[B]) Subject(number int) string {
	if r.Name == "" {
		return strconv.Itoa(number)
	}
	return r.Name + "/" + strconv.Itoa(number)
}

// Draft adds a version that holds nowhere yet. Errors: those of the book's Draft.
func (r Rules[B]) Draft(ctx context.Context, tx postgres.Tx, body B, act Act) (rulebook.Version[B], error) {
	v, err := r.Book.Draft(ctx, tx, body, act.By.String())
	if err != nil {
		return v, err
	}
	return v, r.Staff.Audit(ctx, tx, r.edited("draft", v.Number, nil, v.Body, act))
}

// Revise gives a draft another body. Errors: those of the book's Revise.
func (r Rules[B]) Revise(ctx context.Context, tx postgres.Tx, number int, seen []byte, body B, act Act) (rulebook.Version[B], error) {
	before, err := r.Get(ctx, tx, number)
	if err != nil {
		return before, err
	}
	v, err := r.Book.Revise(ctx, tx, number, seen, body, act.By.String())
	if err != nil {
		return v, err
	}
	return v, r.Staff.Audit(ctx, tx, r.edited("revise", number, before.Body, v.Body, act))
}

// Discard throws a draft away; the trail keeps what it said. Whoever was asked to
// approve it finds it gone. Errors: those of the book's Discard.
func (r Rules[B]) Discard(ctx context.Context, tx postgres.Tx, number int, seen []byte, act Act) error {
	before, err := r.Get(ctx, tx, number)
	if err != nil {
		return err
	}
	if err := r.Book.Discard(ctx, tx, number, seen); err != nil {
		return err
	}
	return r.Staff.Audit(ctx, tx, r.edited("discard", number, before.Body, nil, act))
}

// edited is what the trail says of a draft; nobody else needs to look at one.
func (r Rules[B]) edited(verb string, number int, before, after any, act Act) Entry {
	return Entry{By: act.By, Action: r.Owner + "." + verb, Subject: r.subject(number), Before: before, After: after, Address: act.Address}
}

func (r Rules[B]) subject(number int) Subject { return Subject{string(r.Kind), r.Subject(number)} }

// Publish lets a draft hold from an instant on; the zero time is now.
// Errors: those of the book's Publish.
func (r Rules[B]) Publish(ctx context.Context, tx postgres.Tx, number int, from time.Time, act Act) (rulebook.Version[B], error) {
	var was any // nothing, where none held before
	switch before, err := r.Live(ctx, tx); {
	case err == nil:
		was = before.Body
	case !errors.Is(err, rulebook.ErrNoVersion):
		return before, err
	}
	v, err := r.Book.Publish(ctx, tx, number, from, act.By.String())
	if err != nil {
		return v, err
	}
	return v, r.Staff.Audit(ctx, tx, act.Entry(r.Owner+".publish", r.subject(number), was, v.Body))
}

// OnApproved publishes the drafts that a second person has approved, each once
// and only if it is still what was asked for.
func (r Rules[B]) OnApproved(ctx context.Context, _ int64, approvals []ApprovalID) error {
	for _, id := range approvals {
		err := r.Staff.CarryOut(ctx, id, r.Kind, func(tx postgres.Tx, a Approval, act Act) error {
			return r.PublishApproved(ctx, tx, a, act)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// PublishApproved publishes the draft that an approval is about, if it is still
// what was asked for. It runs within CarryOut.
func (r Rules[B]) PublishApproved(ctx context.Context, tx postgres.Tx, a Approval, act Act) error {
	number, err := strconv.Atoi(strings.TrimPrefix(a.Subject, r.Name+"/"))
	if err != nil {
		return rulebook.ErrNoVersion.Because(err)
	}
	if err := r.Expect(ctx, tx, number, a.Hash); err != nil {
		return err
	}
	_, err = r.Publish(ctx, tx, number, postgres.Value(a.StartsAt), act)
	return err
}
