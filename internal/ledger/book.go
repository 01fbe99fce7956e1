package ledger

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/money"
)

// Account is one member in one asset, as far as recorded.
type Account struct {
	Asset   AssetID
	Balance int64 // sum of available entries; negative down to −Owed
	Pending int64
	Held    int64
	Owed    int64
	Version int64

	ActiveAt time.Time // when the member last did something in it; zero: never, as far as known
	activeBy PostingID // by which posting, where that was here

	fresh, changed bool
}

// Lot is value credited together.
type Lot struct {
	ID         LotID
	Asset      AssetID
	Posting    PostingID
	Amount     int64
	Remaining  int64
	Pinned     int64 // of what remains: set aside by holds
	Expired    int64 // lapsed and not taken back since
	Matured    bool
	MaturesAt  time.Time
	ExpiresAt  time.Time // zero: never
	CreditedAt time.Time
	Idle       int // months that it lives from the member's last activity on; 0: its end is fixed

	fresh, changed bool
	told           time.Time // the end as it is recorded
	reopened       int64     // the posting or hold that gave value back to it after it had expired
	freedAt        time.Time // when a hold on it ended, in this book
	origin         origin    // the lot of another member out of which it came
}

// free is what no hold has set aside.
func (l *Lot) free() int64 { return l.Remaining - l.Pinned }

// endsAt is when what is free in the lot expires: a hold may have kept it longer.
func (l *Lot) endsAt() time.Time {
	if l.ExpiresAt.IsZero() || l.ExpiresAt.After(l.freedAt) {
		return l.ExpiresAt
	}
	return l.freedAt
}

func (l *Lot) expiredAt(t time.Time) bool { return !l.ExpiresAt.IsZero() && !l.ExpiresAt.After(t) }

// posted is a posting that the book has decided and not yet written.
type posted struct {
	Posting
	ID         PostingID
	RecordedAt time.Time
	Entries    []Entry
	Draws      []Draw

	parts map[*Book]*posted // in the books of kin, and itself; nil: there are none
}

// original is what a book must know of an earlier posting to reverse it.
type original struct {
	Reason   Reason
	Peer     member.ID         // of a transfer: the other member
	Twin     PostingID         // of a transfer: the other member's posting
	Lots     []*Lot            // opened by it
	Draws    []drawn           // made by it, also in the books of kin
	House    map[AssetID]Side  // the house code on the other side
	Reversed map[AssetID]int64 // undone so far
}

// drawn is a draw and the book in which its lot is.
type drawn struct {
	Draw
	in *Book
}

// Book is a member's accounts and lots in memory. It decides postings in pure
// Go and notes what is to be written. It is not safe for concurrent use.
type Book struct {
	Member member.ID

	assets    map[AssetID]Asset
	zone      *time.Location
	newID     func() (int64, error)
	accounts  map[AssetID]*Account
	lots      []*Lot  // every lot the book knows, also spent ones of postings to be reversed
	lacks     Lots    // which lots it may not know
	holds     []*Hold // those that are not over, and those asked for
	originals map[PostingID]*original
	answered  map[string]answer // by key: postings known before or made here

	joined    bool              // the member took part in a merge
	rejoined  bool              // what the account says of that changed
	into      member.ID         // whose value this member's is now; 0: his own
	aliases   []member.ID       // whose value came here
	inherited map[string]answer // by key: postings of theirs
	kin       *kin              // nil: there are none, or they were not read

	written  []*posted
	extended []extended // lots whose end was moved by hand
	recorded time.Time  // when set: stands for now as recorded-at
}

// RecordAt makes postings carry an instant as recorded-at while they are decided
// at others: a history is lived through in its own time and recorded today.
func (b *Book) RecordAt(t time.Time) { b.recorded = t }

func (b *Book) recordedAt(now time.Time) time.Time {
	if b.recorded.IsZero() {
		return now
	}
	return b.recorded
}

type answer struct {
	bodyHash []byte
	receipt  Receipt
}

func newBook(m member.ID, assets map[AssetID]Asset, zone *time.Location, newID func() (int64, error)) *Book {
	return &Book{
		Member: m, assets: assets, zone: zone, newID: newID,
		accounts:  map[AssetID]*Account{},
		originals: map[PostingID]*original{},
		answered:  map[string]answer{},
	}
}

// Post decides p at the instant now: it first records what fell due until then,
// then checks and applies p. On an error nothing of p is noted. Errors:
// ErrInvalid, ErrNoAsset, ErrInsufficient, ErrKeyReused, ErrNoPosting,
// ErrOverReversed, ErrOverflow.
func (b *Book) Post(p Posting, now time.Time) (Receipt, error) {
	if err := p.Validate(); err != nil {
		return Receipt{}, err
	}
	return b.post(p, p.bodyHash(), now)
}

// post is Post of a valid posting; hash is what its key stands for.
func (b *Book) post(p Posting, hash []byte, now time.Time) (Receipt, error) {
	if r, known, err := b.known(p.Key, hash); known {
		return r, err
	}
	if b.lacksKin(p.Reverses) {
		return Receipt{}, errLacksKin
	}
	if err := b.settleAll(now); err != nil {
		return Receipt{}, err
	}
	if err := b.check(p, now); err != nil {
		return Receipt{}, err
	}
	w, err := b.begin(p, now)
	if err != nil {
		return Receipt{}, err
	}
	if err := b.apply(w, now); err != nil {
		return Receipt{}, err
	}
	b.finish(w, hash)
	// What came in already due (a late order) is recorded at once.
	if err := b.settleAll(now); err != nil {
		return Receipt{}, err
	}
	return b.answered[p.Key].receipt, nil
}

// begin opens a posting, with a part of it for each of the kin, on whose value
// it may come to rest.
func (b *Book) begin(p Posting, now time.Time) (*posted, error) {
	id, err := b.newID()
	if err != nil {
		return nil, err
	}
	w := &posted{Posting: p.at(now), ID: PostingID(id), RecordedAt: b.recordedAt(now)}
	return w, b.kin.join(b, w)
}

// finish closes a posting and those of its parts that came to something.
func (b *Book) finish(w *posted, hash []byte) {
	b.note(w, hash)
	for _, other := range b.kin.sorted() {
		if part := w.parts[other]; other != b && !other.untouched(part) {
			other.note(part, part.bodyHash())
		}
	}
	b.remember(w)
}

// untouched reports whether nothing came of a posting's part in the book, or nothing is
// left of it. Lots may come with as much debt, and the entries sum to nothing.
func (b *Book) untouched(w *posted) bool {
	return !slices.ContainsFunc(w.Entries, func(e Entry) bool { return e.Amount != 0 }) &&
		!slices.ContainsFunc(w.Draws, func(d Draw) bool { return d.Amount != 0 }) &&
		!slices.ContainsFunc(b.lots, func(l *Lot) bool { return l.fresh && l.Posting == w.ID })
}

// at dates a posting that says nothing of when it occurred.
func (p Posting) at(now time.Time) Posting {
	if p.OccurredAt.IsZero() {
		p.OccurredAt = now
	}
	return p
}

// known finds the answer that a key got before; another body under it is refused.
// What was answered to a member who was absorbed stays answered; there another
// body is another thing, because keys are a member's.
func (b *Book) known(key string, hash []byte) (Receipt, bool, error) {
	first, ok := b.answered[key]
	if theirs, asked := b.inherited[key]; !ok && asked && string(theirs.bodyHash) == string(hash) {
		first, ok = theirs, true
	}
	if !ok {
		return Receipt{}, false, nil
	}
	if string(first.bodyHash) != string(hash) {
		return Receipt{}, true, ErrKeyReused.With("key", key)
	}
	first.receipt.Replayed = true
	return first.receipt, true, nil
}

func (b *Book) insufficient(asset AssetID, amount, free int64) error {
	free = max(free, 0)
	return ErrInsufficient.With("asset", b.assets[asset].Code, "short", b.assets[asset].said(amount-free), "available", b.assets[asset].said(free))
}

// check refuses what cannot be applied in full, before anything is changed.
func (b *Book) check(p Posting, now time.Time) error {
	need := map[AssetID]int64{}
	for _, d := range p.Debits {
		need[d.Asset] += d.Amount
	}
	for asset, amount := range need {
		if _, ok := b.assets[asset]; !ok {
			return ErrNoAsset.With("asset", int(asset))
		}
		if err := b.root().canDraw(asset, amount, now); err != nil {
			return err
		}
	}
	give := map[AssetID]int64{}
	for _, c := range p.Credits {
		give[c.Asset] += c.Amount
	}
	for asset, amount := range give {
		if _, ok := b.assets[asset]; !ok {
			return ErrNoAsset.With("asset", int(asset))
		}
		if err := b.root().canTake(asset, amount); err != nil {
			return err
		}
	}
	if p.Reverses != nil {
		return b.checkReversal(*p.Reverses)
	}
	return nil
}

// canTake refuses what would be more than a balance can be.
func (b *Book) canTake(asset AssetID, amount int64) error {
	a := b.accounts[asset]
	if a == nil {
		a = &Account{}
	}
	if !money.Safe(amount) || !money.Safe(a.Balance+a.Pending+amount) {
		return ErrOverflow.With("amount", amount)
	}
	return nil
}

// errLacksLots says that a book which does not know all lots would have to draw
// from others; it is read whole then.
var errLacksLots = errors.New("ledger: the book lacks lots")

// canDraw refuses what the member does not have, once what is due is settled.
func (b *Book) canDraw(asset AssetID, amount int64, now time.Time) error {
	if free := b.available(asset); free < amount {
		return b.insufficient(asset, amount, free)
	}
	if b.lacks == AllLots {
		return nil
	}
	for _, l := range b.lots {
		if l.Asset == asset && b.moved(l) {
			return errLacksLots
		}
	}
	for _, l := range b.drawable(asset, now) {
		if amount -= l.free(); amount <= 0 {
			return nil
		}
	}
	return errLacksLots
}

// available is what can be spent of an asset once everything due is settled: the
// balance, of which holds have set something aside.
func (b *Book) available(asset AssetID) int64 {
	if a := b.accounts[asset]; a != nil {
		return a.Balance - a.Held
	}
	return 0
}

func (b *Book) apply(w *posted, now time.Time) error {
	b.active(w, b, now)
	for _, c := range w.Credits {
		if err := b.credit(w, c); err != nil {
			return err
		}
	}
	for _, d := range w.Debits {
		b.debit(w, d, now)
	}
	if w.Reverses != nil {
		return b.reverse(w, now)
	}
	return nil
}

// credit opens a lot. A lot that matures after the posting occurred is always
// written as pending first, also when that instant has passed: Settle then
// dates its maturity, and the books are the same whenever this was recorded.
func (b *Book) credit(w *posted, c Credit) error {
	id, err := b.newID()
	if err != nil {
		return err
	}
	lot := &Lot{
		ID: LotID(id), Asset: c.Asset, Posting: w.ID, Amount: c.Amount, Remaining: c.Amount,
		MaturesAt: c.MaturesAt, ExpiresAt: c.ExpiresAt, CreditedAt: w.OccurredAt, fresh: true,
	}
	if !lot.MaturesAt.After(w.OccurredAt) {
		lot.MaturesAt, lot.Matured = w.OccurredAt, true
	}
	switch {
	case c.origin.lot != 0:
		lot.ExpiresAt, lot.origin = c.expires, c.origin
	case lot.ExpiresAt.IsZero():
		b.end(lot)
	}
	if !lot.ExpiresAt.IsZero() && !lot.ExpiresAt.After(lot.MaturesAt) {
		// Value that would end before it could be used lives to the end of the day it matures.
		lot.ExpiresAt = Expiry{Rule: "days"}.At(lot.MaturesAt, b.zone)
	}
	b.lots = append(b.lots, lot)
	b.add(w, lot, c.Amount)
	b.entry(w, c.Asset, c.From, -c.Amount)
	return b.forward(w, lot, c.Amount)
}

// end gives a lot its end by the rule in force when it was credited.
func (b *Book) end(lot *Lot) {
	rule := b.assets[lot.Asset].ExpiryAt(lot.CreditedAt)
	lot.ExpiresAt = rule.At(lot.CreditedAt, b.zone)
	if rule.Rule == ByActivity && lot.ExpiresAt.After(b.root().activeAt(lot.Asset)) {
		lot.Idle = rule.N
		b.liveOn(lot)
	}
}

// add counts value that came into a lot, or left it when negative.
func (b *Book) add(w *posted, lot *Lot, amount int64) {
	a := b.account(lot.Asset)
	if lot.Matured {
		a.Balance += amount
		b.entry(w, lot.Asset, Available, amount)
	} else {
		a.Pending += amount
		b.entry(w, lot.Asset, Pending, amount)
	}
}

// repay lets value that became available in a lot, or would expire there, first
// pay what the member owes.
func (b *Book) repay(w *posted, lot *Lot) {
	if !lot.Matured {
		return
	}
	a := b.account(lot.Asset)
	if pays := min(a.Owed, lot.free()); pays > 0 {
		a.Owed -= pays
		b.draw(w, lot, pays)
	}
}

// account returns the member's account in an asset and marks it as changed.
func (b *Book) account(asset AssetID) *Account {
	a := b.accounts[asset]
	if a == nil {
		a = &Account{Asset: asset, fresh: true}
		b.accounts[asset] = a
	}
	a.changed = true
	return a
}

func (b *Book) entry(w *posted, asset AssetID, side Side, amount int64) {
	if amount == 0 {
		return
	}
	for i := range w.Entries {
		if e := &w.Entries[i]; e.Asset == asset && e.Side == side {
			e.Amount += amount
			return
		}
	}
	w.Entries = append(w.Entries, Entry{Posting: w.ID, Asset: asset, Side: side, Amount: amount})
}

// draw takes amount out of a lot, or puts it back when negative.
func (b *Book) draw(w *posted, lot *Lot, amount int64) {
	lot.Remaining -= amount
	lot.changed = true
	for i := range w.Draws {
		if w.Draws[i].Lot == lot.ID {
			w.Draws[i].Amount += amount
			return
		}
	}
	w.Draws = append(w.Draws, Draw{Posting: w.ID, Lot: lot.ID, Amount: amount})
}

// note closes a decided posting: its legs are numbered, its sum is proved, and
// its key answers from now on.
func (b *Book) note(w *posted, hash []byte) {
	w.Entries = slices.DeleteFunc(w.Entries, func(e Entry) bool { return e.Amount == 0 })
	w.Draws = slices.DeleteFunc(w.Draws, func(d Draw) bool { return d.Amount == 0 })
	sums := map[AssetID]int64{}
	for i := range w.Entries {
		w.Entries[i].No = int16(i + 1)
		sums[w.Entries[i].Asset] += w.Entries[i].Amount
	}
	for asset, sum := range sums {
		if sum != 0 {
			panic("ledger: entries of " + b.assets[asset].Code + " do not sum to zero")
		}
	}
	b.written = append(b.written, w)
	b.answered[w.Key] = answer{bodyHash: hash, receipt: Receipt{Posting: w.ID, Entries: w.Entries, Draws: w.Draws}}
}

// remember keeps what a later reversal in the same book must know of w.
func (b *Book) remember(w *posted) {
	o := &original{Reason: w.Reason, Peer: w.Peer, House: map[AssetID]Side{}, Reversed: map[AssetID]int64{}}
	for _, e := range w.Entries {
		if ofHouse(e.Side) {
			o.House[e.Asset] = e.Side
		}
	}
	o.drew(b, w.Draws)
	for _, other := range b.kin.sorted() {
		if other != b {
			o.drew(other, w.parts[other].Draws)
		}
	}
	for _, l := range b.lots {
		if l.Posting == w.ID {
			o.Lots = append(o.Lots, l)
		}
	}
	b.originals[w.ID] = o
}

// ofHouse reports whether a side is the house's: neither the member's nor that
// between members who became one.
func ofHouse(s Side) bool { return s != Available && s != Pending && s != Merged }

func (o *original) drew(in *Book, draws []Draw) {
	for _, d := range draws {
		o.Draws = append(o.Draws, drawn{d, in})
	}
}

// inDrawingOrder sorts first-expiring-first, never-expiring last, ties by the order of credit.
func inDrawingOrder(a, b *Lot) int {
	switch {
	case a.ExpiresAt.IsZero() && !b.ExpiresAt.IsZero():
		return 1
	case !a.ExpiresAt.IsZero() && b.ExpiresAt.IsZero():
		return -1
	}
	return cmp.Or(a.ExpiresAt.Compare(b.ExpiresAt), a.CreditedAt.Compare(b.CreditedAt), cmp.Compare(a.ID, b.ID))
}
