package order

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strconv"

	"habitue/internal/catalog"
	"habitue/internal/member"
	"habitue/internal/order/internal/orderdb"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

// Deps is what the record needs.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Notices *notice.Bus
	Org     *org.Service
	Catalog *catalog.Service
	Members *member.Service
	Analyst replica.Analyst // of searches over everybody's orders; nil: PostgreSQL answers them
}

// Service records and reads.
type Service struct{ Deps }

// New returns the record over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

func query(q postgres.Querier) *orderdb.Queries { return orderdb.New(q.(orderdb.DBTX)) }

func itoa(i int) string { return strconv.Itoa(i) }

// hashOf is the identity of a report: the same report again is the same order.
func hashOf(report any) []byte {
	body, err := json.Marshal(report)
	if err != nil {
		panic("order: a report that cannot be written as JSON: " + err.Error())
	}
	sum := sha256.Sum256(body)
	return sum[:16]
}

// Reference is a till's own number of an order or refund.
type Reference struct {
	Source, Reference string
	Refund            bool
}

// Place is where an order or refund is kept. Member is 0 for one without.
type Place struct {
	Member member.ID
	ID     int64

	key int64 // the member under which its rows are kept
}

func (r Reference) kind() string {
	if r.Refund {
		return "refund"
	}
	return "order"
}

// Locate returns where references are kept; those nobody knows are left out.
func (s *Service) Locate(ctx context.Context, q postgres.Querier, refs ...Reference) (map[Reference]Place, error) {
	var sources, numbers, kinds []string
	for _, r := range refs {
		sources, numbers, kinds = append(sources, r.Source), append(numbers, r.Reference), append(kinds, r.kind())
	}
	rows, err := query(q).Located(ctx, sources, numbers, kinds)
	if err != nil {
		return nil, fmt.Errorf("locate references: %w", err)
	}
	places := make(map[Reference]Place, len(rows))
	for _, r := range rows {
		places[Reference{r.Source, r.Reference, r.Kind == "refund"}] = Place{Member: max(member.ID(r.MemberID), 0), ID: r.ID, key: r.MemberID}
	}
	return places, nil
}

// Claim takes the references of orders and refunds about to be written and
// returns the ids of those it could take; the others are known already and
// must not be written again.
func (s *Service) Claim(ctx context.Context, tx postgres.Tx, orders []*Order, refunds []*Refund) (ours map[int64]bool, err error) {
	arg := orderdb.ClaimParams{}
	add := func(r Reference, key, id int64) {
		arg.Sources, arg.Refs, arg.Kinds = append(arg.Sources, r.Source), append(arg.Refs, r.Reference), append(arg.Kinds, r.kind())
		arg.Members, arg.Ids = append(arg.Members, key), append(arg.Ids, id)
	}
	for _, o := range orders {
		add(Reference{o.Source, o.Reference, false}, key(o.Member, int64(o.ID)), int64(o.ID))
	}
	for _, r := range refunds {
		add(Reference{r.Source, r.Reference, true}, r.key(), int64(r.ID))
	}
	ids, err := query(tx).Claim(ctx, arg)
	if err != nil {
		return nil, fmt.Errorf("claim references: %w", err)
	}
	ours = make(map[int64]bool, len(ids))
	for _, id := range ids {
		ours[id] = true
	}
	return ours, nil
}

// sameReport says whether a taken reference was taken by the same report.
func sameReport(stored, now []byte, reference string) error {
	if !bytes.Equal(stored, now) {
		return ErrReferenceTaken.With("reference", reference)
	}
	return nil
}
