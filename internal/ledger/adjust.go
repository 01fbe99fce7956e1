package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// AdjustmentID names an adjustment.
type AdjustmentID int64

// AdjustmentKind is what is done by hand.
type AdjustmentKind string

// The kinds.
const (
	AdjustBy  AdjustmentKind = "adjust" // gives or takes so much
	ExtendTo  AdjustmentKind = "extend" // lets lots live to at least a day
	UndoEarly AdjustmentKind = "undo"   // reverses an adjustment
)

// Adjustment is what somebody of the staff asked to change by hand. It never
// changes: whether it was done follows from its approval, and what came of it is
// a posting that names it, or extensions of lots.
//
//	within the limit  ──► done at once
//	above it          ──► asked ──approved──► done, or failed with the reason
//	                        └──► refused, withdrawn, expired
type Adjustment struct {
	Member    member.ID
	ID        AdjustmentID
	Kind      AdjustmentKind
	Asset     AssetID
	Amount    int64     // what the member gets, or loses; of an extension: what lives on
	Lots      []LotID   // of an extension
	Until     time.Time // of an extension: the end that they have at least
	Undoes    PostingID
	Reason    string // code of the list
	Note      string
	Reference string // the staff's own: number of a complaint or a call
	AskedBy   staff.AccountID
	AskedAt   time.Time
	Approval  staff.ApprovalID // 0: within the limit
}

// Hash is of everything that an approval is about.
func (a Adjustment) Hash() []byte {
	a.Approval, a.AskedAt, a.Until = 0, a.AskedAt.UTC(), a.Until.UTC()
	body, err := json.Marshal(a)
	if err != nil {
		panic("ledger: an adjustment that cannot be written as JSON: " + err.Error())
	}
	sum := sha256.Sum256(body)
	return sum[:]
}

// size is what is compared with the limit.
func (a Adjustment) size() int64 { return max(a.Amount, -a.Amount) }

// subject is what its approval is about: member and adjustment.
func (a Adjustment) subject() string {
	return strconv.FormatInt(int64(a.Member), 10) + "/" + strconv.FormatInt(int64(a.ID), 10)
}

func (a Adjustment) key() string { return fmt.Sprintf("adjust:%d", a.ID) }

// Adjusting is what somebody asks for.
type Adjusting struct {
	Member    member.ID
	Kind      AdjustmentKind
	Asset     AssetID   // of an undoing: that of the posting
	Amount    int64     // of AdjustBy, signed
	Lots      []LotID   // of ExtendTo: these; none: all of the asset
	Until     time.Time // of ExtendTo
	Undoes    PostingID // of UndoEarly
	Reason    string
	Note      string
	Reference string
	Act       staff.Act // who, and from where
}

// The bounds of what is typed.
const (
	longestNote      = 500
	longestReference = 100
	mostLots         = 1000
)

// Validate says everything that is wrong with what is asked by itself.
func (a Adjusting) Validate() error {
	bad := ErrBadAdjustment
	switch a.Kind {
	case AdjustBy:
		if a.Amount == 0 || !money.Safe(a.Amount) {
			bad = bad.Field("amount", "ledger.bad_adjust_amount")
		}
	case ExtendTo:
		if a.Until.IsZero() {
			bad = bad.Field("until", "http.required")
		}
		if len(a.Lots) > mostLots {
			bad = bad.Field("lots", "ledger.too_many_lots", "max", mostLots)
		}
	case UndoEarly:
		if a.Undoes == 0 {
			bad = bad.Field("undoes", "http.required")
		}
	default:
		bad = bad.Field("kind", "ledger.unknown_adjustment")
	}
	if a.Reason == "" {
		bad = bad.Field("reason", "http.required")
	}
	if len([]rune(a.Note)) > longestNote {
		bad = bad.Field("note", "ledger.text_too_long", "max", longestNote)
	}
	if len([]rune(a.Reference)) > longestReference {
		bad = bad.Field("reference", "ledger.text_too_long", "max", longestReference)
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

// Standing is what a member has of an asset, within an adjustment.
type Standing struct{ Available, Pending, Owed int64 }

// LotMoved is a lot whose end an extension moves.
type LotMoved struct {
	Lot        LotID
	Remaining  int64
	Was, Until time.Time
}

// Outcome is what an adjustment does, or would do.
type Outcome struct {
	Adjustment
	Before, After Standing
	Moved         []LotMoved // of an extension
	Limit         int64      // up to which who asked does it alone
	Posting       PostingID  // 0: nothing posted: it waits, is tried only, or is an extension
	ExpiresAt     time.Time  // of the approval that is asked for
}

// NeedsApproval reports whether a second person has to look.
func (o Outcome) NeedsApproval() bool { return o.size() > o.Limit }

// Adjust does by hand what somebody asks for, within tx: at once where their
// roles' limit of the asset allows it; else it is put before a second person, who
// has a week. It is tried in either case, so that what cannot be done now is not
// asked for.
//
// Errors: ErrBadAdjustment, ErrNoReason, member.ErrUnknown, ErrInsufficient,
// ErrOverflow, ErrNothingToExtend, ErrNotAdjustment, ErrNothingToUndo,
// staff.ErrPeopleOnly, staff.ErrMayNot.
func (s *Service) Adjust(ctx context.Context, tx postgres.Tx, a Adjusting) (Outcome, error) {
	o, book, err := s.try(ctx, tx, a)
	if err != nil {
		return o, err
	}
	if o.NeedsApproval() {
		asked, err := s.Staff.Ask(ctx, tx, staff.Asking{
			Kind: staff.AdjustValue, Subject: o.subject(), Hash: o.Hash(), Note: a.Note, By: a.Act.By, Address: a.Act.Address,
		})
		if err != nil {
			return o, err
		}
		o.Approval, o.ExpiresAt, o.Posting = asked.ID, asked.ExpiresAt, 0
		return o, s.insertAdjustment(ctx, tx, o.Adjustment)
	}
	if err := s.insertAdjustment(ctx, tx, o.Adjustment); err != nil {
		return o, err
	}
	if err := s.Save(ctx, tx, book); err != nil {
		return o, err
	}
	return o, s.Staff.Audit(ctx, tx, staff.Entry{By: a.Act.By, Action: o.action(), Subject: o.auditSubject(), After: o.said(),
		Reason: a.Note, Address: a.Act.Address})
}

// errTried ends the transaction of a preview.
var errTried = errors.New("ledger: tried only")

// TryAdjusting says what Adjust would do, and writes nothing. Errors: those of Adjust.
func (s *Service) TryAdjusting(ctx context.Context, a Adjusting) (o Outcome, err error) {
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		if o, _, err = s.try(ctx, tx, a); err != nil {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) {
		o.Posting, err = 0, nil
	}
	return o, err
}

// TryApproved says what would come of an adjustment if it were approved now.
// Errors: those of Adjust.
func (s *Service) TryApproved(ctx context.Context, a Adjustment) (o Outcome, err error) {
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		if o, _, err = s.decideAdjustment(ctx, tx, a); err != nil {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) {
		err = nil
	}
	return o, err
}

// try decides an adjustment on the member's book, which is not saved.
func (s *Service) try(ctx context.Context, tx postgres.Tx, a Adjusting) (o Outcome, book *Book, err error) {
	if err := a.Validate(); err != nil {
		return o, nil, err
	}
	if a.Act.By.Kind != staff.Person {
		return o, nil, staff.ErrPeopleOnly
	}
	reasons, err := s.AdjustReasons(ctx, tx)
	if err != nil {
		return o, nil, err
	}
	if !slices.ContainsFunc(reasons, func(r AdjustReason) bool { return r.Code == a.Reason }) {
		return o, nil, ErrNoReason.With("reason", a.Reason)
	}
	who, err := s.Staff.Account(ctx, tx, staff.AccountID(a.Act.By.ID))
	if err != nil {
		return o, nil, err
	}
	id, err := s.IDs.Next(ctx)
	if err != nil {
		return o, nil, err
	}
	made := Adjustment{
		Member: a.Member, ID: AdjustmentID(id), Kind: a.Kind, Asset: a.Asset, Amount: a.Amount, Lots: a.Lots, Until: a.Until, Undoes: a.Undoes,
		Reason: a.Reason, Note: strings.TrimSpace(a.Note), Reference: strings.TrimSpace(a.Reference), AskedBy: who.ID,
		AskedAt: s.Clock.Now().Truncate(time.Microsecond),
	}
	if o, book, err = s.decideAdjustment(ctx, tx, made); err != nil {
		return o, nil, err
	}
	o.Limit = book.assets[o.Asset].LimitOf(who.Roles)
	return o, book, nil
}

// decideAdjustment decides an adjustment on the member's book as it is now, and
// completes what follows from the books: the asset and amount of an undoing, the
// amount of an extension.
func (s *Service) decideAdjustment(ctx context.Context, tx postgres.Tx, a Adjustment) (o Outcome, b *Book, err error) {
	need := Need{Member: a.Member, Keys: []string{a.key()}}
	if a.Kind == UndoEarly {
		if err := s.isAdjustment(ctx, tx, a); err != nil {
			return o, nil, err
		}
		need.Originals = []PostingID{a.Undoes}
	}
	if err := s.admit(ctx, tx, need); err != nil {
		return o, nil, err
	}
	books, err := s.Load(ctx, tx, need)
	if err != nil {
		return o, nil, err
	}
	b = books[a.Member]
	if _, ok := b.assets[a.Asset]; !ok && a.Kind != UndoEarly {
		return o, nil, ErrNoAsset.With("asset", int(a.Asset))
	}
	now := s.Clock.Now()
	if err := b.settleAll(now); err != nil {
		return o, nil, err
	}
	if a.Kind == UndoEarly {
		if a.Asset, a.Amount, err = b.leftOf(a.Undoes); err != nil {
			return o, nil, err
		}
	}
	o = Outcome{Adjustment: a, Before: b.standing(a.Asset)}
	if a.Kind == ExtendTo {
		o.Moved, err = b.extend(a, now)
		o.Amount, o.Lots = 0, nil
		for _, l := range o.Moved {
			o.Amount, o.Lots = o.Amount+l.Remaining, append(o.Lots, l.Lot)
		}
	} else {
		var memo map[string]string
		if memo, err = s.memoOf(ctx, tx, a); err != nil {
			return o, nil, err
		}
		var r Receipt
		r, err = b.Post(a.posting(memo), now)
		o.Posting = r.Posting
	}
	o.After = b.standing(a.Asset)
	return o, b, err
}

// posting is what an adjustment posts.
func (a Adjustment) posting(memo map[string]string) Posting {
	p := Posting{
		Member: a.Member, Key: a.key(), Reason: Adjust, Ref: Ref{Kind: "adjustment", ID: int64(a.ID)},
		Staff: int64(a.AskedBy), Approval: int64(a.Approval), Memo: memo,
	}
	switch {
	case a.Kind == UndoEarly:
		p.Reason, p.Reverses = Reverse, &Reversal{Posting: a.Undoes, Amounts: []Amount{{Asset: a.Asset, Amount: a.size()}}}
	case a.Amount > 0:
		p.Credits = []Credit{{Asset: a.Asset, Amount: a.Amount, From: Adjusted}}
	default:
		p.Debits = []Debit{{Asset: a.Asset, Amount: -a.Amount, To: Adjusted}}
	}
	return p
}

// memoOf says in both languages why: the reason of the list, and what was typed.
func (s *Service) memoOf(ctx context.Context, q postgres.Querier, a Adjustment) (map[string]string, error) {
	reasons, err := s.everyReason(ctx, q)
	if err != nil {
		return nil, err
	}
	memo := map[string]string{}
	for _, r := range reasons {
		if r.Code != a.Reason {
			continue
		}
		for _, language := range []string{"zh-CN", "en"} {
			memo[language] = r.Name.In(language)
		}
	}
	if a.Note != "" {
		for language, separator := range map[string]string{"zh-CN": "：", "en": ": "} {
			memo[language] += separator + a.Note
		}
	}
	return memo, nil
}

// standing is what the member has of an asset in this book.
func (b *Book) standing(asset AssetID) Standing {
	a := b.accounts[asset]
	if a == nil {
		return Standing{}
	}
	return Standing{Available: max(b.available(asset), 0), Pending: a.Pending, Owed: a.Owed}
}

// leftOf tells what is left to undo of a posting: what the member loses by it, or
// gets back, as a signed amount.
func (b *Book) leftOf(posting PostingID) (asset AssetID, amount int64, err error) {
	o := b.originals[posting]
	if o == nil {
		return 0, 0, ErrNoPosting.With("posting", int64(posting))
	}
	for asset := range o.House {
		if given := o.credited(asset); given > 0 {
			amount = o.Reversed[asset] - given
		} else {
			amount = o.drawn(asset) - o.Reversed[asset]
		}
		if amount != 0 {
			return asset, amount, nil
		}
	}
	return 0, 0, ErrNothingToUndo.With("posting", int64(posting))
}

// isAdjustment refuses to undo what was not adjusted by hand.
func (s *Service) isAdjustment(ctx context.Context, q postgres.Querier, a Adjustment) error {
	var found, is bool
	err := q.QueryRow(ctx, `
		SELECT count(*) > 0, coalesce(bool_or(reason = 'adjust' AND ref_kind = 'adjustment'), false)
		FROM ledger.posting WHERE member_id = $1 AND id = $2`, a.Member, a.Undoes).Scan(&found, &is)
	switch {
	case err != nil:
		return fmt.Errorf("read posting %d: %w", a.Undoes, err)
	case !found:
		return ErrNoPosting.With("posting", int64(a.Undoes))
	case !is:
		return ErrNotAdjustment.With("posting", int64(a.Undoes))
	}
	return nil
}

// adjustApproved does what a second person has approved, as the books are by
// now: what can no longer be done ends the approval as failed, with the reason.
func (s *Service) adjustApproved(ctx context.Context, tx postgres.Tx, approval staff.Approval, act staff.Act) error {
	is, err := s.AdjustmentOf(ctx, tx, approval.Subject)
	if err != nil {
		return err
	}
	a := is.Adjustment
	if string(a.Hash()) != string(approval.Hash) {
		return staff.ErrPayloadChanged
	}
	o, book, err := s.decideAdjustment(ctx, tx, a)
	if err != nil {
		return err
	}
	if err := s.Save(ctx, tx, book); err != nil {
		return err
	}
	return s.Staff.Audit(ctx, tx, act.Entry(o.action(), o.auditSubject(), nil, o.said()))
}

func (o Outcome) action() string {
	return map[AdjustmentKind]string{AdjustBy: "ledger.adjust", ExtendTo: "ledger.extend", UndoEarly: "ledger.undo"}[o.Kind]
}

func (o Outcome) auditSubject() staff.Subject {
	return staff.Subject{Kind: "member", ID: strconv.FormatInt(int64(o.Member), 10)}
}

// said is what the trail says of an adjustment.
func (o Outcome) said() map[string]any {
	said := map[string]any{"adjustment": strconv.FormatInt(int64(o.ID), 10), "asset": int(o.Asset), "amount": o.Amount, "reason": o.Reason, "reference": o.Reference}
	if o.Posting != 0 {
		said["posting"] = strconv.FormatInt(int64(o.Posting), 10)
	}
	if o.Kind == ExtendTo {
		said["until"], said["lots"] = o.Until, len(o.Moved)
	}
	return said
}

func (s *Service) insertAdjustment(ctx context.Context, tx postgres.Tx, a Adjustment) error {
	var lots []int64
	if len(a.Lots) > 0 {
		lots = postgres.IDs(a.Lots)
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO ledger.adjustment (member_id, id, kind, asset_id, amount, lot_ids, until, undoes_id, reason, note, reference, asked_by, asked_at, approval_id)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		a.Member, a.ID, string(a.Kind), a.Asset, a.Amount, lots, timeOrNull(a.Until), postgres.Optional(int64(a.Undoes)),
		a.Reason, a.Note, a.Reference, a.AskedBy, a.AskedAt, postgres.Optional(int64(a.Approval)))
	if err != nil {
		return fmt.Errorf("write adjustment %d: %w", a.ID, err)
	}
	return nil
}

var errNoAdjustment = errs.New(errs.NotFound, "ledger.no_such_adjustment")
