package event

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// Taken is what became of reports.
type Taken struct {
	Kept    int           // events that were written
	Known   int           // were received before
	Unkept  int           // of whom nothing may be kept, or that leave nothing
	Refused map[int]error // what is wrong with the report at this place; the others were taken
}

// Record takes reports in, as one transaction: when it returns, they are durable. One that
// says nothing usable is refused by itself. The same key within thirty days counts once.
// It begins its own transaction, because the month in which it writes is made before.
// Errors: ErrBadSystem.
func (s *Service) Record(ctx context.Context, from Source, reports []Report) (taken Taken, err error) {
	now := s.Clock.Now().UTC().Truncate(time.Microsecond)
	settings, err := s.Org.Settings(ctx, s.DB)
	if err != nil {
		return taken, err
	}
	if _, external := from.System.System(); from.System != member.Card && !external {
		return taken, ErrBadSystem
	} else if _, err := member.Fold(from.System, "1001", settings.Country); err != nil {
		return taken, ErrBadSystem
	}
	list, refused := s.look(reports, from, now, settings.Country)
	take := func() error {
		if err := s.ready(ctx, now); err != nil {
			return err
		}
		return s.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
			b := batch{Service: s, tx: tx, from: from, now: now}
			taken, err = b.take(ctx, list)
			taken.Refused = refused
			return err
		})
	}
	if err = take(); s.gone(now, err) {
		err = take()
	}
	if err != nil {
		return Taken{}, fmt.Errorf("record %d reports: %w", len(reports), err)
	}
	return taken, nil
}

// look reads over reports: what is wrong with each, what of it may be kept, and by which
// visitors it speaks of.
func (s *Service) look(reports []Report, from Source, now time.Time, country string) (list []told, refused map[int]error) {
	refused = map[int]error{}
	for i, r := range reports {
		if err := r.check(); err != nil {
			refused[i] = err
			continue
		}
		t := told{Report: r}
		if r.User != "" {
			folded, err := member.Fold(from.System, r.User, country)
			if err != nil {
				refused[i] = ErrBadID.With("most", longestID)
				continue
			}
			t.user = s.blind("user", string(from.System)+"|"+folded)
		}
		if r.Anonymous != "" {
			t.anonymous = s.blind("anonymous", r.Anonymous)
		}
		if r.Deed == Alias {
			t.previous = s.blind("anonymous", r.Previous)
			folded, err := member.Fold(from.System, r.Previous, country)
			if err != nil {
				folded = r.Previous
			}
			t.former = s.blind("user", string(from.System)+"|"+folded)
		}
		if r.Key != "" {
			t.key = s.blind("message", strconv.FormatInt(from.Key, 10)+"|"+r.Key)
		}
		t.At = r.At.UTC().Truncate(time.Microsecond)
		if r.At.IsZero() || t.At.After(now) {
			t.At = now // clocks of others are ahead
		}
		t.clean()
		list = append(list, t)
	}
	return list, refused
}

// told is a report with the ids that it names as they are kept; zero where it names none.
type told struct {
	Report
	key, anonymous, user blind
	previous, former     blind // of an alias: as a visitor, as a user
}

// blind is an id as it is kept and compared.
type blind [16]byte

func (s *Service) blind(kind, text string) blind {
	return blind(s.Keys.Lasting("event."+kind, text)[:16])
}

func compareBlind(a, b blind) int { return bytes.Compare(a[:], b[:]) }

// batch is reports that are taken in together.
type batch struct {
	*Service
	tx   postgres.Tx
	from Source
	now  time.Time

	actors   map[member.Key]member.Actor
	visitors map[blind]*visitor
}

func (b *batch) take(ctx context.Context, list []told) (taken Taken, err error) {
	fresh, err := b.fresh(ctx, list)
	if err != nil {
		return taken, err
	}
	taken.Known = len(list) - len(fresh)
	if err := b.resolve(ctx, fresh); err != nil {
		return taken, err
	}
	if err := b.meet(ctx, fresh); err != nil {
		return taken, err
	}
	if err := b.identify(ctx, fresh); err != nil {
		return taken, err
	}
	taken.Kept, err = b.write(ctx, fresh)
	taken.Unkept = len(fresh) - taken.Kept
	return taken, err
}

// fresh returns the reports that were not received before, and notes their keys. All
// batches note them in one order, so that they wait for each other and do not lock each
// other out. The visitors that are known come with the same trip.
func (b *batch) fresh(ctx context.Context, all []told) (list []told, err error) {
	first, is := map[blind]int{}, map[blind]bool{}
	var keys []blind
	for i, t := range all {
		if _, twice := first[t.key]; t.key != (blind{}) && !twice {
			first[t.key], keys = i, append(keys, t.key)
		}
	}
	slices.SortFunc(keys, compareBlind)
	var trip pgx.Batch
	taking(&trip)
	trip.Queue(`INSERT INTO event.key (key, recorded_at) SELECT unnest($1::uuid[]), $2 ON CONFLICT DO NOTHING RETURNING key`, keys, b.now).
		Query(func(rows pgx.Rows) error {
			got, err := pgx.CollectRows(rows, pgx.RowTo[blind])
			for _, key := range got {
				is[key] = true
			}
			return err
		})
	b.visitors = map[blind]*visitor{}
	trip.Queue(readVisitors, named(all)).Query(b.read)
	if err := b.tx.SendBatch(ctx, &trip).Close(); err != nil {
		return nil, fmt.Errorf("note messages: %w", err)
	}
	for i, t := range all {
		if t.key == (blind{}) || first[t.key] == i && is[t.key] {
			list = append(list, t)
		}
	}
	return list, nil
}

// named are all visitors that reports speak of.
func named(list []told) []blind {
	seen := map[blind]bool{{}: true}
	var keys []blind
	for _, t := range list {
		for _, key := range []blind{t.anonymous, t.user, t.previous, t.former} {
			if !seen[key] {
				seen[key], keys = true, append(keys, key)
			}
		}
	}
	return keys
}

// resolve finds out who of the users are members, and of whom nothing may be kept.
func (b *batch) resolve(ctx context.Context, list []told) (err error) {
	var keys []member.Key
	for _, t := range list {
		if t.User != "" {
			keys = append(keys, b.known(t))
		}
	}
	if len(keys) > 0 {
		b.actors, err = b.Members.Actors(ctx, b.tx, keys)
	}
	return err
}

// known is the identity by which a report's user is known.
func (b *batch) known(t told) member.Key { return member.Key{Kind: b.from.System, Value: t.User} }

// who is under whom a report with a user is kept; barred where nothing may be.
func (b *batch) who(t told) (who int64, barred bool) {
	if actor, known := b.actors[b.known(t)]; known {
		if actor.Untracked {
			return somebody, true
		}
		return int64(actor.Own), false
	}
	return -b.visitors[t.user].id, false
}

// write writes the events that reports leave, and says how many.
func (b *batch) write(ctx context.Context, list []told) (int, error) {
	var r struct {
		under, ids, sources, values      []int64
		at                               []time.Time
		kinds, names, skus, labels, path []string
		currencies                       []string
		pieces                           []int32
	}
	for _, one := range list {
		if !one.Deed.leaves() {
			continue
		}
		var under int64
		if one.User != "" {
			who, barred := b.who(one)
			if barred {
				continue
			}
			under = who
		} else {
			under = -b.visitors[one.anonymous].id
		}
		id, err := b.IDs.Next(ctx)
		if err != nil {
			return 0, err
		}
		r.under, r.ids, r.at = append(r.under, under), append(r.ids, id), append(r.at, one.At)
		r.kinds, r.names, r.skus = append(r.kinds, string(one.kind())), append(r.names, one.Name), append(r.skus, postgres.ArrayText(one.SKUs))
		r.labels, r.path = append(r.labels, one.Label), append(r.path, one.Path)
		r.values, r.currencies, r.pieces = append(r.values, one.Value), append(r.currencies, one.Currency), append(r.pieces, int32(one.Pieces))
	}
	if len(r.ids) == 0 {
		return 0, nil
	}
	_, err := b.tx.Exec(ctx, `INSERT INTO event.event (member_id, occurred_at, id, recorded_at, kind, name, source, skus, label, path, pieces, value, currency)
		SELECT e.member_id, e.occurred_at, e.id, $12, e.kind, e.name, $13, e.skus::text[], nullif(e.label, ''), nullif(e.path, ''), nullif(e.pieces, 0),
		       CASE WHEN e.currency = '' THEN NULL ELSE e.value END, nullif(e.currency, '')
		FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::bigint[], $11::text[])
			e (member_id, occurred_at, id, kind, name, skus, label, path, pieces, value, currency)`,
		r.under, r.at, r.ids, r.kinds, r.names, r.skus, r.labels, r.path, r.pieces, r.values, r.currencies, b.now, b.from.Key)
	if err != nil {
		return 0, fmt.Errorf("write events: %w", err)
	}
	return len(r.ids), nil
}
