package coupon

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/coupon/internal/coupondb"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

var zero time.Time

// Gift is a coupon that waits behind a link.
type Gift struct {
	Coupon Coupon
	Secret string // of the link; known only when it is made
	Until  time.Time
}

// secretBytes is so much chance that nobody tries.
const secretBytes = 20

// Offer puts a coupon behind a link for somebody else to take, once. It comes
// back by itself when nobody does. Offered again it gets another link, and the
// one before no longer leads anywhere.
//
// Errors: member.ErrUnknown, ErrNoCoupon, ErrNotGiveable, ErrLockedElsewhere,
// ErrUsed, ErrExpired, ErrCancelled.
func (s *Service) Offer(ctx context.Context, tx postgres.Tx, m member.ID, id ID) (Gift, error) {
	now := s.Clock.Now()
	b := s.begin(now)
	list, err := s.take(ctx, tx, b, m, []ID{id})
	if err != nil {
		return Gift{}, err
	}
	c := list[0]
	v, err := s.version(ctx, tx, c.Template, c.Version)
	if err != nil {
		return Gift{}, err
	}
	if err := c.Usable(now); err != nil && !errors.Is(err, ErrOffered) && !errors.Is(err, ErrNotYet) {
		return Gift{}, err
	}
	if !v.terms.Giveable {
		return Gift{}, ErrNotGiveable.With("coupon", int64(id))
	}
	conf, err := s.configuration(ctx, tx)
	if err != nil {
		return Gift{}, err
	}
	raw := make([]byte, secretBytes)
	if _, err := rand.Read(raw); err != nil {
		return Gift{}, fmt.Errorf("make a secret: %w", err)
	}
	g := Gift{Secret: base64.RawURLEncoding.EncodeToString(raw), Until: now.Add(time.Duration(conf.policy.GiftHours) * time.Hour)}
	if g.Until.After(c.ExpiresAt) {
		g.Until = c.ExpiresAt
	}
	if err := query(tx).EndGifts(ctx, &now, int64(c.ID)); err != nil {
		return g, fmt.Errorf("end earlier links of coupon %d: %w", id, err)
	}
	err = query(tx).InsertGift(ctx, coupondb.InsertGiftParams{Hash: hashOf(g.Secret), MemberID: int64(c.Member), CouponID: int64(c.ID), OfferedAt: now, Until: g.Until})
	if err != nil {
		return g, fmt.Errorf("offer coupon %d: %w", id, err)
	}
	c.Status, c.Until = Offered, g.Until
	b.change(c, Change{Verb: Offer, Until: g.Until})
	g.Coupon = *c
	return g, b.save(ctx, tx)
}

// TakeBack ends an offer that nobody has taken. One that is over by itself is as
// it should be. Errors: member.ErrUnknown, ErrNoCoupon, ErrNotOffered.
func (s *Service) TakeBack(ctx context.Context, tx postgres.Tx, m member.ID, id ID) (Coupon, error) {
	now := s.Clock.Now()
	b := s.begin(now)
	list, err := s.take(ctx, tx, b, m, []ID{id})
	if err != nil {
		return Coupon{}, err
	}
	c := list[0]
	if c.Status != Offered {
		return *c, ErrNotOffered.With("coupon", int64(id))
	}
	c.Status, c.Until = Held, zero
	b.change(c, Change{Verb: TakeBack})
	if err := query(tx).EndGifts(ctx, &now, int64(c.ID)); err != nil {
		return *c, fmt.Errorf("end the offer of coupon %d: %w", id, err)
	}
	return *c, b.save(ctx, tx)
}

// LookAtGift returns what waits behind a link. Errors: ErrNoGift, ErrGiftTaken, ErrGiftOver.
func (s *Service) LookAtGift(ctx context.Context, q postgres.Querier, secret string) (Gift, error) {
	row, err := query(q).GiftByHash(ctx, hashOf(secret))
	if err := s.open(row, err); err != nil {
		return Gift{}, err
	}
	list, err := query(q).Coupons(ctx, row.MemberID, []int64{row.CouponID})
	if err != nil || len(list) != 1 {
		return Gift{}, errors.Join(ErrNoGift, err)
	}
	return Gift{Coupon: couponOf(list[0]), Until: row.Until.UTC()}, nil
}

// Take gives the coupon behind a link to a member, once; who took it gets it
// told again. It locks both members, in ascending order.
// Errors: ErrNoGift, ErrGiftTaken, ErrGiftOver, ErrOwnGift, member.ErrUnknown.
func (s *Service) Take(ctx context.Context, tx postgres.Tx, secret string, taker member.ID) (Coupon, error) {
	row, err := query(tx).GiftByHash(ctx, hashOf(secret))
	if errors.Is(err, pgx.ErrNoRows) {
		return Coupon{}, ErrNoGift
	}
	if err != nil {
		return Coupon{}, fmt.Errorf("read gift: %w", err)
	}
	// Members come before the link in the order of locks, as everywhere.
	giver, taker, err := s.lockBoth(ctx, tx, member.ID(row.MemberID), taker)
	if err != nil {
		return Coupon{}, err
	}
	row, err = query(tx).GiftToTake(ctx, hashOf(secret))
	if err == nil && postgres.Value(row.TakenBy) == int64(taker) {
		list, err := query(tx).Coupons(ctx, int64(taker), []int64{row.CouponID})
		if err != nil || len(list) != 1 {
			return Coupon{}, errors.Join(ErrGiftTaken, err)
		}
		return couponOf(list[0]).At(s.Clock.Now()), nil
	}
	if err := s.open(row, err); err != nil {
		return Coupon{}, err
	}
	if giver == taker {
		return Coupon{}, ErrOwnGift
	}
	now := s.Clock.Now()
	b := s.begin(now)
	rows, err := query(tx).Coupons(ctx, int64(giver), []int64{row.CouponID})
	if err != nil {
		return Coupon{}, fmt.Errorf("read coupon of a gift: %w", err)
	}
	list := couponsOf(rows)
	if len(list) != 1 || list[0].At(now).Status != Offered {
		return Coupon{}, ErrGiftOver
	}
	c := list[0]
	c.Status, c.Until = Held, zero
	if err := s.pass(ctx, tx, b, c, passing{to: taker, left: Given, leave: Give, arrive: Receive}); err != nil {
		return Coupon{}, err
	}
	if err := query(tx).TakeGift(ctx, postgres.Optional(int64(taker)), &now, row.Hash); err != nil {
		return Coupon{}, fmt.Errorf("take gift: %w", err)
	}
	got, err := query(tx).Coupons(ctx, int64(taker), []int64{row.CouponID})
	if err != nil || len(got) != 1 {
		return Coupon{}, errors.Join(ErrNoCoupon, err)
	}
	taken := couponOf(got[0])
	return taken, s.speak(ctx, tx, IssuedNotice, []*Coupon{&taken})
}

// lockBoth locks two members in ascending order and returns who stands for each.
func (s *Service) lockBoth(ctx context.Context, tx postgres.Tx, a, b member.ID) (member.ID, member.ID, error) {
	first, second := min(a, b), max(a, b)
	x, err := s.Members.Lock(ctx, tx, first)
	if err != nil {
		return 0, 0, err
	}
	y, err := s.Members.Lock(ctx, tx, second)
	if err != nil {
		return 0, 0, err
	}
	if a == first {
		return x, y, nil
	}
	return y, x, nil
}

// open refuses a link that leads nowhere any more.
func (s *Service) open(row coupondb.CouponGift, err error) error {
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return ErrNoGift
	case err != nil:
		return fmt.Errorf("read gift: %w", err)
	case row.TakenBy != nil:
		return ErrGiftTaken
	case row.EndedAt != nil || !s.Clock.Now().Before(row.Until):
		return ErrGiftOver
	}
	return nil
}

func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}
