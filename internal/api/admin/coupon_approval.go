package admin

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/coupon"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/rulebook"
	"habitue/internal/staff"
)

// expectCouponVersion locks the draft of a template that somebody asks for.
func (h *handlers) expectCouponVersion(ctx context.Context, tx postgres.Tx, code string, version int, hash []byte) (subject string, err error) {
	t, err := h.Reader.CouponService.TemplateByCode(ctx, tx, code)
	if err != nil {
		return "", err
	}
	rules := h.Reader.CouponService.Rules(t)
	return rules.Subject(version), rules.Expect(ctx, tx, version, hash)
}

// couponPayload is what an approval about coupons is about.
func (h *handlers) couponPayload(ctx context.Context, q postgres.Querier, kind staff.ApprovalKind, subject string) (p payload, err error) {
	s := h.Reader.CouponService
	switch kind {
	case staff.HandOutCoupons:
		x, err := s.HandoutOf(ctx, q, subject)
		if err != nil {
			return p, err
		}
		p.hash = x.Hash()
		for _, i := range x.Items {
			words, err := h.givenWords(ctx, q, i.Template, "words.coupon.handout", "members", messages.Number(int64(x.Members)), "n", messages.Number(int64(i.Quantity)))
			if err != nil {
				return p, err
			}
			p.words = append(p.words, words...)
		}
		return p, nil
	case staff.OrderCodes:
		b, err := s.BatchOf(ctx, q, subject)
		if err != nil {
			return p, err
		}
		p.hash = b.Hash()
		p.words, err = h.givenWords(ctx, q, b.Template, "words.coupon.batch", "n", messages.Number(int64(b.Count)))
		return p, err
	}
	code, number, err := coupon.SubjectOf(subject)
	if err != nil {
		return p, rulebook.ErrNoVersion.Because(err)
	}
	t, err := s.TemplateByCode(ctx, q, code)
	if err != nil {
		return p, err
	}
	draft, err := s.Rules(t).Get(ctx, q, number)
	if err != nil {
		return p, err
	}
	say, err := h.Reader.CouponWords(ctx, q, edge.From(ctx).Language)
	if err != nil {
		return p, err
	}
	p.hash, p.words, p.before = draft.Hash, say(draft.Body, t.Currency), []string{}
	if t.Version != 0 && t.Version < number {
		p.before = say(t.Terms, t.Currency)
	}
	return p, nil
}

// givenWords says what is given, and what it is.
func (h *handlers) givenWords(ctx context.Context, q postgres.Querier, id coupon.TemplateID, code string, pairs ...any) ([]string, error) {
	t, err := h.Reader.CouponService.Template(ctx, q, id)
	if err != nil {
		return nil, err
	}
	l := edge.From(ctx).Language
	say, err := h.Reader.CouponWords(ctx, q, l)
	if err != nil {
		return nil, err
	}
	first := messages.Text(l, code, errs.Params(append(pairs, "name", t.Terms.Name.In(string(l)))...)...)
	return append([]string{first}, say(t.Terms, t.Currency)...), nil
}
