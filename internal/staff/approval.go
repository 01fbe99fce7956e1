package staff

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/errs"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff/internal/staffdb"
)

// Approved says that somebody approved what another person asked for. Owners
// hear it and carry out what is theirs.
const Approved notice.Kind = "staff.approved"

// ApprovalID is the id of an approval.
type ApprovalID int64

// ApprovalKind is what can be asked for.
type ApprovalKind string

// The kinds: each has an owner, who holds the payload as a draft.
const (
	PublishEarning   ApprovalKind = "earning_rule"
	PublishSpending  ApprovalKind = "spending_rule"
	PublishLadder    ApprovalKind = "ladder"
	PublishProfile   ApprovalKind = "profile_rule"
	PublishAsset     ApprovalKind = "asset_rule"
	AdjustValue      ApprovalKind = "adjustment"
	PublishCoupon    ApprovalKind = "coupon_template"
	HandOutCoupons   ApprovalKind = "coupon_handout"
	OrderCodes       ApprovalKind = "coupon_batch"
	PublishPromotion ApprovalKind = "promotion"
	PublishFloor     ApprovalKind = "floor_rule"
	PublishPrepaid   ApprovalKind = "prepaid_rule"
	SettleDifference ApprovalKind = "payment_difference"
	PublishPrivacy   ApprovalKind = "privacy_rule"
)

// kinds says what somebody must be permitted to ask for a kind, and to decide
// on it. A new kind gets a row here.
var kinds = map[ApprovalKind]struct{ ask, decide Permission }{
	PublishEarning:   {ProgramPublish, ProgramPublish},
	PublishSpending:  {ProgramPublish, ProgramPublish},
	PublishLadder:    {TierPublish, TierPublish},
	PublishProfile:   {ProfilePublish, ProfilePublish},
	PublishAsset:     {LedgerPublish, LedgerPublish},
	AdjustValue:      {LedgerAdjust, LedgerApprove},
	PublishCoupon:    {CouponManage, CouponApprove},
	HandOutCoupons:   {CouponIssue, CouponApprove},
	OrderCodes:       {CouponManage, CouponApprove},
	PublishPromotion: {PricingPublish, PricingPublish},
	PublishFloor:     {PricingPublish, PricingPublish},
	PublishPrepaid:   {PrepaidPublish, PrepaidPublish},
	SettleDifference: {PaymentSettle, PaymentSettle},
	PublishPrivacy:   {PrivacyPolicy, PrivacyPolicy},
}

// ApprovalKinds lists every kind, sorted.
func ApprovalKinds() []ApprovalKind {
	var list []ApprovalKind
	for k := range kinds {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// Known reports whether k is a kind of the table.
func (k ApprovalKind) Known() bool { _, ok := kinds[k]; return ok }

// Permission is what is needed to decide on k.
func (k ApprovalKind) Permission() Permission { return kinds[k].decide }

// Asking is what is needed to ask for k.
func (k ApprovalKind) Asking() Permission { return kinds[k].ask }

// ApprovalStatus is where an approval is in its life.
type ApprovalStatus string

// The life of an approval. Expired follows from the time and is not stored.
const (
	Asked     ApprovalStatus = "asked"
	Agreed    ApprovalStatus = "approved" // decided; its owner has not carried it out yet
	Refused   ApprovalStatus = "refused"
	Withdrawn ApprovalStatus = "withdrawn"
	Expired   ApprovalStatus = "expired"
	Done      ApprovalStatus = "done"
	Failed    ApprovalStatus = "failed" // approved, but it no longer held when its owner looked
)

// approvalLife is for how long somebody may decide.
const approvalLife = 7 * 24 * time.Hour

// Approval is what one person asked for and another one decides.
type Approval struct {
	ID        ApprovalID
	Kind      ApprovalKind
	Subject   string     // the owner's name of the draft: its version
	Hash      []byte     // of the payload as it was asked for
	StartsAt  *time.Time // from when it is to hold; nil: at once
	Note      string
	AskedBy   AccountID
	AskedAt   time.Time
	ExpiresAt time.Time
	Status    ApprovalStatus
	DecidedBy *AccountID
	DecidedAt *time.Time
	Reason    string // of the decision
	SettledAt *time.Time
	Fault     string // code of what kept it from being carried out
}

// Asking is what somebody asks for.
type Asking struct {
	Kind     ApprovalKind
	Subject  string
	Hash     []byte
	StartsAt *time.Time
	Note     string
	By       Principal
	Address  string
}

// Ask puts a payload before a second person. What is asked for again replaces
// an asking that expired or whose payload has changed.
// Errors: ErrPeopleOnly, ErrMayNot, ErrAlreadyAsked.
func (s *Service) Ask(ctx context.Context, tx postgres.Tx, a Asking) (Approval, error) {
	if err := a.By.mayAsPerson(a.Kind.Asking()); err != nil {
		return Approval{}, err
	}
	approvalID, err := s.IDs.Next(ctx)
	if err != nil {
		return Approval{}, err
	}
	now := s.Clock.Now()
	made := Approval{
		ID: ApprovalID(approvalID), Kind: a.Kind, Subject: a.Subject, Hash: a.Hash, StartsAt: a.StartsAt, Note: a.Note,
		AskedBy: AccountID(a.By.ID), AskedAt: now, ExpiresAt: now.Add(approvalLife), Status: Asked,
	}
	if a.StartsAt != nil && a.StartsAt.Before(made.ExpiresAt) {
		made.ExpiresAt = *a.StartsAt // decided later it would hold from an instant that is over
	}
	q := staffdb.New(tx)
	err = q.WithdrawStale(ctx, staffdb.WithdrawStaleParams{Kind: string(a.Kind), Subject: a.Subject, Now: now, PayloadHash: a.Hash})
	if err != nil {
		return Approval{}, fmt.Errorf("make room for an approval: %w", err)
	}
	err = q.InsertApproval(ctx, staffdb.InsertApprovalParams{
		ID: approvalID, Kind: string(a.Kind), Subject: a.Subject, PayloadHash: a.Hash, StartsAt: a.StartsAt, Note: a.Note,
		AskedBy: int64(made.AskedBy), AskedAt: now, ExpiresAt: made.ExpiresAt,
	})
	if postgres.IsUnique(err) {
		return Approval{}, ErrAlreadyAsked
	}
	if err != nil {
		return Approval{}, fmt.Errorf("ask for approval: %w", err)
	}
	return made, s.Audit(ctx, tx, Entry{
		By: a.By, Action: "approval.ask", Subject: made.subject(), Reason: a.Note, Address: a.Address,
		After: map[string]any{"kind": a.Kind, "subject": a.Subject, "starts_at": a.StartsAt},
	})
}

// mayDecide refuses programs, and people who are not permitted.
func (p Principal) mayDecide(k ApprovalKind) error { return p.mayAsPerson(k.Permission()) }

func (p Principal) mayAsPerson(permission Permission) error {
	if p.Kind != Person {
		return ErrPeopleOnly
	}
	if !p.May(permission) {
		return ErrMayNot.With("permission", string(permission))
	}
	return nil
}

func (a Approval) subject() Subject {
	return Subject{"approval", strconv.FormatInt(int64(a.ID), 10)}
}

// Decision is what somebody says to an approval.
type Decision struct {
	Approval ApprovalID
	Seen     []byte // hash of the payload that was looked at
	Now      []byte // hash of the payload as its owner has it
	Reason   string
	By       Principal
	Address  string
}

// Approve lets the owner carry out what was asked for, and states Approved. It
// is for another person than who asked, and for the very payload that was
// asked for. Errors: ErrPeopleOnly, ErrMayNot, ErrNoApproval, ErrOwnAsking,
// ErrDecided, ErrApprovalExpired, ErrPayloadChanged.
func (s *Service) Approve(ctx context.Context, tx postgres.Tx, d Decision) (Approval, error) {
	a, err := s.toDecide(ctx, tx, d)
	if err != nil {
		return a, err
	}
	if !bytes.Equal(a.Hash, d.Seen) || !bytes.Equal(a.Hash, d.Now) {
		return a, ErrPayloadChanged
	}
	if err := s.decide(ctx, tx, &a, d, Agreed, "approval.approve"); err != nil {
		return a, err
	}
	return a, s.Notices.Speak(ctx, tx, Approved, notice.Ref{ID: int64(a.ID)})
}

// Refuse ends an asking with a reason. Errors: those of Approve but the last.
func (s *Service) Refuse(ctx context.Context, tx postgres.Tx, d Decision) (Approval, error) {
	a, err := s.toDecide(ctx, tx, d)
	if err != nil {
		return a, err
	}
	return a, s.decide(ctx, tx, &a, d, Refused, "approval.refuse")
}

func (s *Service) toDecide(ctx context.Context, tx postgres.Tx, d Decision) (Approval, error) {
	a, err := s.lockApproval(ctx, tx, d.Approval)
	if err != nil {
		return a, err
	}
	if err := d.By.mayDecide(a.Kind); err != nil {
		return a, err
	}
	if AccountID(d.By.ID) == a.AskedBy {
		return a, ErrOwnAsking
	}
	return a, s.open(a)
}

// open refuses what is no longer to be decided.
func (s *Service) open(a Approval) error {
	switch s.statusOf(a) {
	case Asked:
		return nil
	case Expired:
		return ErrApprovalExpired
	}
	return ErrDecided
}

func (s *Service) statusOf(a Approval) ApprovalStatus {
	if a.Status == Asked && !s.Clock.Now().Before(a.ExpiresAt) {
		return Expired
	}
	return a.Status
}

func (s *Service) decide(ctx context.Context, tx postgres.Tx, a *Approval, d Decision, status ApprovalStatus, action string) error {
	a.Status, a.DecidedBy, a.DecidedAt, a.Reason = status, ptr(AccountID(d.By.ID)), ptr(s.Clock.Now()), d.Reason
	err := staffdb.New(tx).DecideApproval(ctx, staffdb.DecideApprovalParams{
		ID: int64(a.ID), Status: string(status), DecidedBy: &d.By.ID, DecidedAt: a.DecidedAt, Reason: textOrNull(d.Reason),
	})
	if err != nil {
		return fmt.Errorf("decide approval %d: %w", a.ID, err)
	}
	return s.Audit(ctx, tx, Entry{By: d.By, Action: action, Subject: a.subject(), Reason: d.Reason, Address: d.Address,
		After: map[string]any{"kind": a.Kind, "subject": a.Subject}})
}

// Withdraw takes an asking back. Only who asked may. Errors: ErrNoApproval,
// ErrNotYourAsking, ErrDecided, ErrApprovalExpired.
func (s *Service) Withdraw(ctx context.Context, tx postgres.Tx, id ApprovalID, by Principal, address string) (Approval, error) {
	a, err := s.lockApproval(ctx, tx, id)
	if err != nil {
		return a, err
	}
	if by.Kind != Person || AccountID(by.ID) != a.AskedBy {
		return a, ErrNotYourAsking
	}
	if err := s.open(a); err != nil {
		return a, err
	}
	if err := staffdb.New(tx).WithdrawApproval(ctx, int64(id)); err != nil {
		return a, fmt.Errorf("withdraw approval %d: %w", id, err)
	}
	a.Status = Withdrawn
	return a, s.Audit(ctx, tx, Entry{By: by, Action: "approval.withdraw", Subject: a.subject(), Address: address})
}

// CarryOut runs do for an approval of the kind, once: in the transaction in
// which the approval is marked as done. What do refuses with a code, because
// the payload no longer holds, ends the approval as failed with that code; any
// other error leaves it to be tried again. Other kinds are left to their owners.
func (s *Service) CarryOut(ctx context.Context, id ApprovalID, kind ApprovalKind, do func(postgres.Tx, Approval, Act) error) error {
	var refused error
	err := s.DB.InTx(ctx, func(tx postgres.Tx) error {
		refused = nil // of an attempt before
		a, due, err := s.toCarryOut(ctx, tx, id, kind)
		if err != nil || !due {
			return err
		}
		if refused = do(tx, a, a.act()); refused != nil {
			return refused // rolls back what do had begun
		}
		return s.settle(ctx, tx, a, Done, "")
	})
	if fault := errs.Of(refused); fault != nil && fault.Kind != errs.Internal && fault.Kind != errs.Unavailable {
		return s.DB.InTx(ctx, func(tx postgres.Tx) error {
			a, due, err := s.toCarryOut(ctx, tx, id, kind)
			if err != nil || !due {
				return err
			}
			return s.settle(ctx, tx, a, Failed, fault.Code)
		})
	}
	return err
}

func (s *Service) toCarryOut(ctx context.Context, tx postgres.Tx, id ApprovalID, kind ApprovalKind) (a Approval, due bool, err error) {
	a, err = s.lockApproval(ctx, tx, id)
	return a, a.Kind == kind && a.Status == Agreed, err
}

func (s *Service) settle(ctx context.Context, tx postgres.Tx, a Approval, status ApprovalStatus, fault string) error {
	err := staffdb.New(tx).SettleApproval(ctx, staffdb.SettleApprovalParams{
		ID: int64(a.ID), Status: string(status), SettledAt: ptr(s.Clock.Now()), Fault: textOrNull(fault),
	})
	if err != nil {
		return fmt.Errorf("settle approval %d: %w", a.ID, err)
	}
	if fault == "" {
		return nil // the owner's own act is in the trail
	}
	return s.Audit(ctx, tx, Entry{By: a.act().By, Action: "approval.fail", Subject: a.subject(), Reason: fault})
}

// Act is who does something, why, and by whose leave.
type Act struct {
	By       Principal
	Address  string
	Reason   string
	Approval ApprovalID // 0: nobody else looked
}

// Entry is what the trail says of the act: also by which approval it was done,
// or that nobody else looked.
func (act Act) Entry(action string, subject Subject, before, after any) Entry {
	said := map[string]any{"is": after, "alone": true}
	if act.Approval != 0 {
		said = map[string]any{"is": after, "approval": strconv.FormatInt(int64(act.Approval), 10)}
	}
	return Entry{By: act.By, Action: action, Subject: subject, Before: before, After: said, Reason: act.Reason, Address: act.Address}
}

// act is the carrying out of an approval: done by who approved, for the reason
// of who asked.
func (a Approval) act() Act {
	act := Act{Reason: a.Note, Approval: a.ID}
	if a.DecidedBy != nil {
		act.By = Principal{Kind: Person, ID: int64(*a.DecidedBy)}
	}
	return act
}

// Alone refuses somebody to do by themselves what a second person could look
// at: another one who is permitted to decide and may sign in. Where there is
// nobody, it must be said why it is done all the same.
// Errors: ErrPeopleOnly, ErrMayNot, ErrSecondPerson, ErrSayWhyAlone.
func (s *Service) Alone(ctx context.Context, q postgres.Querier, kind ApprovalKind, act Act) error {
	if err := act.By.mayDecide(kind); err != nil {
		return err
	}
	others, err := s.OthersFor(ctx, q, kind, AccountID(act.By.ID))
	switch {
	case err != nil:
		return err
	case others > 0:
		return ErrSecondPerson.With("others", others)
	case act.Reason == "":
		return ErrSayWhyAlone
	}
	return nil
}

// OthersFor counts the people besides one who may decide on a kind.
func (s *Service) OthersFor(ctx context.Context, q postgres.Querier, kind ApprovalKind, but AccountID) (int, error) {
	n, err := staffdb.New(q).CountOthers(ctx, rolesThatMay(kind.Permission()), int64(but))
	if err != nil {
		return 0, fmt.Errorf("count who may decide on %s: %w", kind, err)
	}
	return int(n), nil
}

func rolesThatMay(p Permission) []string {
	var list []string
	for _, r := range Roles() {
		if r.may(p) {
			list = append(list, string(r))
		}
	}
	return list
}

func (s *Service) lockApproval(ctx context.Context, tx postgres.Tx, id ApprovalID) (Approval, error) {
	row, err := staffdb.New(tx).ApprovalForUpdate(ctx, int64(id))
	return approvalOr(row, err)
}

// Approval returns one approval, to whom may decide on it or asked for it.
// Errors: ErrNoApproval.
func (s *Service) Approval(ctx context.Context, q postgres.Querier, id ApprovalID, reader Principal) (Approval, error) {
	row, err := staffdb.New(q).Approval(ctx, int64(id))
	a, err := approvalOr(row, err)
	if err == nil && !reader.May(a.Kind.Permission()) && AccountID(reader.ID) != a.AskedBy {
		return Approval{}, ErrNoApproval
	}
	a.Status = s.statusOf(a)
	return a, err
}

func approvalOr(row staffdb.StaffApproval, err error) (Approval, error) {
	if errors.Is(err, pgx.ErrNoRows) {
		return Approval{}, ErrNoApproval
	}
	if err != nil {
		return Approval{}, fmt.Errorf("read approval: %w", err)
	}
	return approvalOf(row), nil
}

// ApprovalSpot is where a page of approvals ended.
type ApprovalSpot struct {
	At time.Time
	ID ApprovalID
}

// Approvals returns a page of what the reader may decide on or asked for, the
// latest first.
func (s *Service) Approvals(ctx context.Context, q postgres.Querier, reader Principal, after *ApprovalSpot, limit int) ([]Approval, error) {
	before := ApprovalSpot{At: endOfTime, ID: 1<<63 - 1}
	if after != nil {
		before = *after
	}
	rows, err := staffdb.New(q).Approvals(ctx, staffdb.ApprovalsParams{
		Kinds: reader.kinds(), AccountID: reader.ID, BeforeAt: before.At, BeforeID: int64(before.ID), Lim: int32(limit),
	})
	if err != nil {
		return nil, fmt.Errorf("list approvals: %w", err)
	}
	return s.approvalsOf(rows), nil
}

// maxOpen bounds how many open askings are shown; each draft has at most one.
const maxOpen = 200

// Waiting returns what waits for a decision and concerns the reader, the oldest first.
func (s *Service) Waiting(ctx context.Context, q postgres.Querier, reader Principal) ([]Approval, error) {
	rows, err := staffdb.New(q).OpenApprovals(ctx, staffdb.OpenApprovalsParams{
		Now: s.Clock.Now(), Kinds: reader.kinds(), AccountID: reader.ID, Lim: maxOpen,
	})
	if err != nil {
		return nil, fmt.Errorf("list what waits: %w", err)
	}
	return s.approvalsOf(rows), nil
}

// ApprovalsOf returns what was asked for about subjects, the latest first.
func (s *Service) ApprovalsOf(ctx context.Context, q postgres.Querier, kind ApprovalKind, subjects ...string) (map[string][]Approval, error) {
	rows, err := staffdb.New(q).ApprovalsOf(ctx, string(kind), subjects)
	if err != nil {
		return nil, fmt.Errorf("list approvals of %s: %w", kind, err)
	}
	found := map[string][]Approval{}
	for _, a := range s.approvalsOf(rows) {
		found[a.Subject] = append(found[a.Subject], a)
	}
	return found, nil
}

func (p Principal) kinds() []string {
	list := []string{}
	for _, k := range ApprovalKinds() {
		if p.May(k.Permission()) {
			list = append(list, string(k))
		}
	}
	return list
}

func (s *Service) approvalsOf(rows []staffdb.StaffApproval) []Approval {
	list := make([]Approval, len(rows))
	for i, r := range rows {
		list[i] = approvalOf(r)
		list[i].Status = s.statusOf(list[i])
	}
	return list
}

// endOfTime is later than anything a list can hold.
var endOfTime = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

func approvalOf(r staffdb.StaffApproval) Approval {
	return Approval{
		ID: ApprovalID(r.ID), Kind: ApprovalKind(r.Kind), Subject: r.Subject, Hash: r.PayloadHash, StartsAt: r.StartsAt, Note: r.Note,
		AskedBy: AccountID(r.AskedBy), AskedAt: r.AskedAt, ExpiresAt: r.ExpiresAt, Status: ApprovalStatus(r.Status),
		DecidedBy: (*AccountID)(r.DecidedBy), DecidedAt: r.DecidedAt, Reason: postgres.Value(r.Reason),
		SettledAt: r.SettledAt, Fault: postgres.Value(r.Fault),
	}
}
