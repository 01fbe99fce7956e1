package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/json"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Transfer asks to move value from one member to another. Lots keep their
// expiry: value does not grow younger by being given away.
type Transfer struct {
	From, To member.ID
	Key      string // unique for both members
	Asset    AssetID
	Amount   int64
	Ref      Ref
	Memo     map[string]string
}

// TransferReceipt is the answer to a transfer: a posting of each.
type TransferReceipt struct {
	From, To Receipt
	Replayed bool
}

func (t Transfer) bodyHash() []byte {
	body, err := json.Marshal(struct {
		Transfer [2]member.ID
		Asset    AssetID
		Amount   int64
		Ref      Ref
	}{[2]member.ID{t.From, t.To}, t.Asset, t.Amount, t.Ref})
	if err != nil {
		panic("ledger: a transfer that cannot be written as JSON: " + err.Error())
	}
	sum := sha256.Sum256(body)
	return sum[:16]
}

// Transfer moves value within tx, which locks both members in ascending order. A
// known key gets the first answer again. Reversing the posting of either side
// undoes both.
//
// Errors: ErrInvalid, ErrToOneself, ErrStays, ErrMerged, ErrInsufficient,
// ErrKeyReused, ErrOverflow.
func (s *Service) Transfer(ctx context.Context, tx postgres.Tx, t Transfer) (TransferReceipt, error) {
	if t.From == t.To {
		return TransferReceipt{}, ErrToOneself
	}
	if err := s.lockKin(ctx, tx, t.From, t.To); err != nil {
		return TransferReceipt{}, err
	}
	books, err := s.Load(ctx, tx, Need{Member: t.From, Keys: []string{t.Key}}, Need{Member: t.To, Keys: []string{t.Key}, Lots: DueLots})
	if err != nil {
		return TransferReceipt{}, err
	}
	from, to := books[t.From], books[t.To]
	if from.assets[t.Asset].Kind == KindGrowth {
		return TransferReceipt{}, ErrStays.With("asset", from.assets[t.Asset].Code)
	}
	now, hash := s.Clock.Now(), t.bodyHash()
	posting := Posting{Key: t.Key, Reason: TransferValue, Ref: t.Ref, Memo: t.Memo}

	giving := posting
	giving.Member, giving.Peer, giving.Debits = t.From, t.To, []Debit{{Asset: t.Asset, Amount: t.Amount, To: Moved}}
	if err := giving.Validate(); err != nil {
		return TransferReceipt{}, err
	}
	if _, known, _ := from.known(t.Key, hash); !known {
		for _, b := range []*Book{from, to} {
			if b.into != 0 {
				return TransferReceipt{}, ErrMerged.With("member", int64(b.Member), "into", int64(b.root().Member))
			}
		}
	}
	r := TransferReceipt{}
	if r.From, err = from.post(giving, hash, now); err != nil {
		return TransferReceipt{}, err
	}
	taking := posting
	taking.Member, taking.Peer = t.To, t.From
	for _, d := range r.From.Draws {
		taking.Credits = append(taking.Credits, Credit{Asset: t.Asset, Amount: d.Amount, From: Moved,
			expires: from.lot(d.Lot).ExpiresAt, origin: origin{member: t.From, lot: d.Lot}})
	}
	if r.To, err = to.post(taking, hash, now); err != nil {
		return TransferReceipt{}, err
	}
	if r.Replayed = r.From.Replayed; !r.Replayed {
		return r, s.Save(ctx, tx, from, to)
	}
	if r.From, err = s.replay(ctx, tx, t.From, r.From.Posting); err != nil {
		return r, err
	}
	r.To, err = s.replay(ctx, tx, t.To, r.To.Posting)
	return r, err
}
