package order

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/order/internal/orderdb"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// Late asks for a late entry: that a receipt which was bought without a member
// counts as a member's purchase. What stands on the receipt must be told, so
// that nobody collects points by guessing numbers.
type Late struct {
	Order     ID
	Member    member.ID
	Reference string    // as printed
	Paid      int64     // as printed
	Day       time.Time // business day, as midnight UTC
	Reason    string
	By        string // the principal: "staff:17"
}

// LateEntry is a receipt that was attached.
type LateEntry struct {
	Order      ID
	Member     member.ID
	By         string
	Reason     string
	Flagged    bool // its amount lies above the one from which a reason is due
	Currency   string
	Amount     int64 // paid
	Store      org.StoreID
	OccurredAt time.Time // when it was bought
	RecordedAt time.Time // when it was attached
	LocalDate  time.Time // the retailer's business day of that
}

// Attach moves an order without a member, and the refunds of it, to a member
// within tx, and states it as if the till had reported it just now: it earns by
// the rule and the level of when it was bought, as far as they are known. The
// rows that were are kept and marked; those of the member are new. The same
// principal attaching the same order to the same member again gets the first
// entry, which is then not fresh. Errors: ErrInvalid, ErrUnknownMember, ErrMemberGone, ErrNotFound,
// ErrHasMember, ErrReceiptDiffers, ErrAttachedBefore, ErrTooLate,
// ErrReasonMissing, ErrMemberDay, ErrMemberMonth, ErrStaffDay, ErrStaffMonth.
func (s *Service) Attach(ctx context.Context, tx postgres.Tx, l Late) (e LateEntry, fresh bool, err error) {
	if err := l.validate(); err != nil {
		return e, false, err
	}
	if err := s.memberActive(ctx, tx, l.Member); err != nil {
		return e, false, err
	}
	o, movedTo, err := s.lockLoose(ctx, tx, l.Order)
	if err != nil {
		return e, false, err
	}
	if !l.describes(&o) {
		return e, false, ErrReceiptDiffers
	}
	if movedTo != 0 {
		e, err = s.attachedBefore(ctx, tx, l, movedTo)
		return e, false, err
	}
	if e, err = s.enter(ctx, tx, l, &o); err != nil {
		return e, false, err
	}
	return e, true, s.move(ctx, tx, &o, e)
}

func (l Late) validate() error {
	v := validation{bad: ErrInvalid}
	if l.Reference == "" || len(l.Reference) > MaxReference || !i18n.OneLine(l.Reference) {
		v.wrong("reference", "order.bad_reference")
	}
	v.text("reason", l.Reason)
	return v.result()
}

// describes reports whether the receipt in somebody's hand is this order's.
func (l Late) describes(o *Order) bool {
	return l.Reference == o.Reference && l.Paid == o.Paid && l.Day.Equal(o.LocalDate)
}

// memberActive refuses a member who does not exist or is not one any more.
func (s *Service) memberActive(ctx context.Context, tx postgres.Tx, m member.ID) error {
	found, err := s.Members.ByIDs(ctx, tx, m)
	if err != nil {
		return err
	}
	switch known, ok := found[m]; {
	case !ok:
		return ErrUnknownMember
	case known.Status != member.Active:
		return ErrMemberGone
	}
	return nil
}

// lockLoose reads an order without a member for change, and to whom it was
// moved since. Whoever comes second waits here and then sees what the first did.
func (s *Service) lockLoose(ctx context.Context, tx postgres.Tx, id ID) (Order, member.ID, error) {
	row, err := query(tx).Lock(ctx, -int64(id), int64(id))
	if errors.Is(err, pgx.ErrNoRows) {
		places, err := s.LocateIDs(ctx, tx, id)
		if err != nil {
			return Order{}, 0, err
		}
		if _, ok := places[id]; ok {
			return Order{}, 0, ErrHasMember
		}
		return Order{}, 0, ErrNotFound
	}
	if err != nil {
		return Order{}, 0, fmt.Errorf("lock order %d: %w", id, err)
	}
	orders, err := s.withLines(ctx, tx, []orderdb.OrdersOrder{row.OrdersOrder})
	if err != nil {
		return Order{}, 0, err
	}
	return orders[0], member.ID(postgres.Value(row.OrdersOrder.MovedTo)), nil
}

// attachedBefore answers whoever attaches what was attached: the one who did it
// gets the same entry, everybody else a refusal that does not say whose it is.
func (s *Service) attachedBefore(ctx context.Context, tx postgres.Tx, l Late, to member.ID) (LateEntry, error) {
	found, err := s.LateEntriesOf(ctx, tx, to, l.Order)
	if err != nil {
		return LateEntry{}, err
	}
	for _, e := range found {
		if e.Member == l.Member && e.By == l.By {
			return e, nil
		}
	}
	return LateEntry{}, ErrAttachedBefore
}

// enter checks a late entry against the policy and counts it.
func (s *Service) enter(ctx context.Context, tx postgres.Tx, l Late, o *Order) (LateEntry, error) {
	policy, err := s.LatePolicy(ctx, tx)
	if err != nil {
		return LateEntry{}, err
	}
	e, home, err := s.entry(ctx, tx, l, o)
	if err != nil {
		return e, err
	}
	// An amount in another currency cannot be compared, so somebody says why.
	e.Flagged = o.Paid > policy.ReasonAbove || o.Currency != home
	if !policy.open(o, e.LocalDate) {
		return e, ErrTooLate.With("days", policy.WindowDays)
	}
	if e.Flagged && e.Reason == "" {
		return e, ErrReasonMissing
	}
	if err := s.tally(ctx, tx, policy, e); err != nil {
		return e, err
	}
	return e, s.addEntry(ctx, tx, e)
}

// entry is a late entry of now, and the retailer's currency.
func (s *Service) entry(ctx context.Context, tx postgres.Tx, l Late, o *Order) (e LateEntry, home string, err error) {
	settings, err := s.Org.Settings(ctx, tx)
	if err != nil {
		return e, "", err
	}
	days, err := settings.DayAt(nil)
	if err != nil {
		return e, "", err
	}
	now := s.Clock.Now()
	return LateEntry{
		Order: o.ID, Member: l.Member, By: l.By, Reason: l.Reason, Currency: o.Currency, Amount: o.Paid, Store: o.Store,
		OccurredAt: o.OccurredAt, RecordedAt: now.UTC().Truncate(time.Microsecond), LocalDate: days.Of(now),
	}, settings.Currency, nil
}

func (s *Service) addEntry(ctx context.Context, tx postgres.Tx, e LateEntry) error {
	return query(tx).AddLateEntry(ctx, orderdb.AddLateEntryParams{
		MemberID: int64(e.Member), OrderID: int64(e.Order), Principal: e.By, Reason: postgres.Optional(e.Reason), Flagged: e.Flagged,
		Currency: e.Currency, Amount: e.Amount, StoreID: postgres.Optional(int64(e.Store)),
		OccurredAt: e.OccurredAt, RecordedAt: e.RecordedAt, LocalDate: e.LocalDate,
	})
}

// tally counts the entry for the member and for whoever makes it, always in
// this order, so that two at once wait for each other and never in a circle.
func (s *Service) tally(ctx context.Context, tx postgres.Tx, p LatePolicy, e LateEntry) error {
	month := e.LocalDate.AddDate(0, 0, 1-e.LocalDate.Day())
	for _, c := range []struct {
		who, period string
		begins      time.Time
		max         int
		beyond      *errs.Error
	}{
		{fmt.Sprintf("member:%d", e.Member), "day", e.LocalDate, p.MemberDay, ErrMemberDay},
		{fmt.Sprintf("member:%d", e.Member), "month", month, p.MemberMonth, ErrMemberMonth},
		{e.By, "day", e.LocalDate, p.StaffDay, ErrStaffDay},
		{e.By, "month", month, p.StaffMonth, ErrStaffMonth},
	} {
		count, err := query(tx).Tally(ctx, c.who, c.period, c.begins)
		if err != nil {
			return fmt.Errorf("count late entries: %w", err)
		}
		if int(count) > c.max {
			return c.beyond.With("max", c.max)
		}
	}
	return nil
}

// move writes order and refunds under the member, marks the rows that were, lets
// their numbers point to the new place and states what there is now.
func (s *Service) move(ctx context.Context, tx postgres.Tx, o *Order, e LateEntry) error {
	held, err := query(tx).RefundsHeld(ctx, -int64(o.ID))
	if err != nil {
		return fmt.Errorf("look for refunds: %w", err)
	}
	refunds, err := s.refunds(ctx, tx, ids[RefundID](held), -int64(o.ID))
	if err != nil {
		return err
	}
	moved := *o
	moved.Member, moved.RecordedAt = e.Member, e.RecordedAt
	to := make([]*Refund, len(refunds))
	numbers := []Reference{{o.Source, o.Reference, false}}
	for i := range refunds {
		to[i] = &refunds[i]
		to[i].Member, to[i].RecordedAt = e.Member, e.RecordedAt
		numbers = append(numbers, to[i].Key())
	}
	if err := s.Write(ctx, tx, []*Order{&moved}, to); err != nil {
		return err
	}
	target := int64(e.Member)
	if err := query(tx).MoveOrder(ctx, &target, -int64(o.ID), int64(o.ID)); err != nil {
		return fmt.Errorf("mark order %d as moved: %w", o.ID, err)
	}
	if err := s.moveReferences(ctx, tx, e.Member, numbers); err != nil {
		return err
	}
	if err := s.Notices.Speak(ctx, tx, Paid, notice.Ref{Member: target, ID: int64(o.ID)}); err != nil {
		return err
	}
	back := make([]notice.Ref, len(to))
	for i, r := range to {
		back[i] = notice.Ref{Member: target, ID: int64(r.ID)}
	}
	if len(back) == 0 {
		return nil
	}
	return s.Notices.Speak(ctx, tx, Refunded, back...)
}

// moveReferences lets numbers point to where their orders and refunds are now.
func (s *Service) moveReferences(ctx context.Context, tx postgres.Tx, m member.ID, numbers []Reference) error {
	var sources, refs, kinds []string
	for _, r := range numbers {
		sources, refs, kinds = append(sources, r.Source), append(refs, r.Reference), append(kinds, r.kind())
	}
	if err := query(tx).MoveReferences(ctx, int64(m), sources, refs, kinds); err != nil {
		return fmt.Errorf("move references: %w", err)
	}
	return nil
}

func ids[T ~int64](list []int64) []T {
	out := make([]T, len(list))
	for i, v := range list {
		out[i] = T(v)
	}
	return out
}

// LateEntriesOf returns how orders of a member came to it; of those that it had
// from the start there is none.
func (s *Service) LateEntriesOf(ctx context.Context, q postgres.Querier, m member.ID, orders ...ID) ([]LateEntry, error) {
	rows, err := query(q).LateEntriesOf(ctx, int64(m), postgres.IDs(orders))
	if err != nil {
		return nil, fmt.Errorf("read late entries: %w", err)
	}
	list := make([]LateEntry, len(rows))
	for i, r := range rows {
		list[i] = lateOf(r.OrdersLateEntry)
	}
	return list, nil
}

// LateFilter chooses late entries.
type LateFilter struct {
	By      string        // empty: everybody's
	Flagged bool          // only those above the amount
	Stores  []org.StoreID // only of these; empty: of all and of none
}

// LateEntries returns a page of late entries, newest first, after a spot or from the newest.
func (s *Service) LateEntries(ctx context.Context, q postgres.Querier, f LateFilter, after *Spot, limit int) ([]LateEntry, error) {
	before := after.orNewest()
	rows, err := query(postgres.Anew(q)).LateEntries(ctx, orderdb.LateEntriesParams{
		BeforeAt: before.At, BeforeID: int64(before.ID), Principal: f.By, Flagged: f.Flagged, Stores: postgres.IDs(f.Stores), Lim: int32(limit),
	})
	if err != nil {
		return nil, fmt.Errorf("list late entries: %w", err)
	}
	list := make([]LateEntry, len(rows))
	for i, r := range rows {
		list[i] = lateOf(r.OrdersLateEntry)
	}
	return list, nil
}

// LateSum is what one principal attached in a time and a currency.
type LateSum struct {
	By        string
	Currency  string
	Entries   int64
	Members   int64 // different ones
	Flagged   int64
	Amount    int64
	Last      time.Time
	Favourite member.ID // for whom most were attached
	Most      int64     // how many those were
}

// LateByStaff sums late entries of days, both included, by who made them, most
// first, so that whoever credits friends stands out: many entries, few members.
// Of no store means of all.
func (s *Service) LateByStaff(ctx context.Context, q postgres.Querier, from, until time.Time, stores ...org.StoreID) ([]LateSum, error) {
	rows, err := query(postgres.Anew(q)).LateByStaff(ctx, from, until, postgres.IDs(stores))
	if err != nil {
		return nil, fmt.Errorf("sum late entries: %w", err)
	}
	favourites, err := query(postgres.Anew(q)).LateFavourites(ctx, from, until, postgres.IDs(stores))
	if err != nil {
		return nil, fmt.Errorf("sum late entries: %w", err)
	}
	list := make([]LateSum, len(rows))
	for i, r := range rows {
		list[i] = LateSum{By: r.Principal, Currency: r.Currency, Entries: r.Entries, Members: r.Members, Flagged: r.Flagged, Amount: r.Amount, Last: r.LastAt}
		at := slices.IndexFunc(favourites, func(f orderdb.LateFavouritesRow) bool { return f.Principal == r.Principal })
		if at >= 0 {
			list[i].Favourite, list[i].Most = member.ID(favourites[at].MemberID), favourites[at].Entries
		}
	}
	return list, nil
}

func lateOf(r orderdb.OrdersLateEntry) LateEntry {
	return LateEntry{
		Order: ID(r.OrderID), Member: member.ID(r.MemberID), By: r.Principal, Reason: postgres.Value(r.Reason), Flagged: r.Flagged,
		Currency: r.Currency, Amount: r.Amount, Store: org.StoreID(postgres.Value(r.StoreID)),
		OccurredAt: r.OccurredAt, RecordedAt: r.RecordedAt, LocalDate: r.LocalDate,
	}
}
