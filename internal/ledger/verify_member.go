package ledger

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// VerifyMember reads one member's entries again and shows, of each, that it is
// under the checkpoint that was signed last: it looks at his rows alone, and at as
// many hashes as the proofs need. Checkpoints that the caller has kept must be
// continued by that one.
//
// Errors: member.ErrUnknown, ErrNoCheckpoint.
func (s *Service) VerifyMember(ctx context.Context, q postgres.Querier, m member.ID, earlier ...Checkpoint) (Verified, error) {
	out := Verified{Breaches: []Breach{}}
	if _, err := s.Members.Get(ctx, q, m); err != nil {
		return out, err
	}
	w := walk{q: q, out: &out, roots: map[int64]tlog.Hash{}}
	if err := s.signed(ctx, q, &w); err != nil {
		return out, err
	}
	if out.Checkpoint == nil {
		if len(out.Breaches) == 0 {
			return out, ErrNoCheckpoint
		}
		return out, nil
	}
	v := memberWalk{walk: w, member: m, tiles: keepTiles(tileReader(ctx, q)), top: *out.Checkpoint}
	for _, c := range earlier {
		v.continues(c)
	}
	if err := v.postings(ctx); err != nil {
		return out, err
	}
	out.Signed = v.under
	return out, nil
}

// memberWalk is a look at one member's leaves.
type memberWalk struct {
	walk
	member member.ID
	tiles  tlog.HashReader
	top    Checkpoint
	under  int64 // leaves that are under it
}

// continues wants an earlier checkpoint to be the beginning of the latest.
func (v *memberWalk) continues(c Checkpoint) {
	if c.Size > v.top.Size {
		v.found(Breach{Kind: "shrunk", Leaf: c.Size})
		return
	}
	proof, err := tlog.ProveTree(v.top.Size, c.Size, v.tiles)
	if err != nil || tlog.CheckTree(proof, v.top.Size, v.top.Root, c.Size, c.Root) != nil {
		v.found(Breach{Kind: "hashes", Leaf: c.Size})
	}
}

// postings looks at every posting of the member: those that the books have and
// those that the log has.
func (v *memberWalk) postings(ctx context.Context) error {
	for after, more := int64(0), true; more && len(v.out.Breaches) < maxBreaches; {
		page, err := v.page(ctx, after)
		if err != nil {
			return err
		}
		if more = len(page) > 0; more {
			after = page[len(page)-1].posting
		}
		ids := make([]int64, len(page))
		members := make([]int64, len(page))
		for i, p := range page {
			ids[i], members[i] = p.posting, int64(v.member)
		}
		leaves, err := readLeaves(ctx, v.q, members, ids)
		if err != nil {
			return err
		}
		for _, p := range page {
			v.posting(p, leaves[PostingID(p.posting)])
		}
	}
	return nil
}

// place is where a posting's entries stand in the log.
type place struct {
	posting        int64
	first, entries int64 // entries 0: it is not there
	waits          bool  // it will be
}

func (v *memberWalk) page(ctx context.Context, after int64) ([]place, error) {
	rows, err := v.q.Query(ctx, `
		SELECT p.id, coalesce(l.first, 0), coalesce(l.entries, 0)::bigint,
		       EXISTS (SELECT FROM ledger.outbox o WHERE NOT o.lost AND p.id = ANY (o.posting_ids)) OR EXISTS (SELECT FROM ledger.back_fill)
		FROM (SELECT id FROM ledger.posting WHERE member_id = $1 AND id > $2
		      UNION SELECT posting_id FROM ledger.leaf WHERE member_id = $1 AND posting_id > $2) p
		LEFT JOIN ledger.leaf l ON l.member_id = $1 AND l.posting_id = p.id
		ORDER BY p.id LIMIT $3`, v.member, after, verifyPage)
	if err != nil {
		return nil, fmt.Errorf("read places of member %d: %w", v.member, err)
	}
	defer rows.Close()
	var page []place
	for rows.Next() {
		var p place
		if err := rows.Scan(&p.posting, &p.first, &p.entries, &p.waits); err != nil {
			return nil, fmt.Errorf("read places of member %d: %w", v.member, err)
		}
		page = append(page, p)
	}
	return page, rows.Err()
}

func (v *memberWalk) posting(p place, list []Leaf) {
	breach := Breach{Member: int64(v.member), Posting: PostingID(p.posting), Leaf: p.first}
	switch {
	case p.entries == 0 && len(list) > 0 && !p.waits:
		breach.Kind = "added"
		v.found(breach)
		return
	case p.entries == 0:
		v.out.Leaves += int64(len(list))
		return
	case int(p.entries) != len(list):
		breach.Kind = "missing"
		v.found(breach)
		return
	}
	for i, l := range list {
		v.out.Leaves++
		index := p.first + int64(i)
		if index >= v.top.Size {
			continue // signed in a moment
		}
		v.under++
		path, err := tlog.ProveRecord(v.top.Size, index, v.tiles)
		if err != nil || tlog.CheckRecord(path, v.top.Size, v.top.Root, index, l.Hash()) != nil {
			breach.Kind, breach.No, breach.Leaf = "changed", l.No, index
			v.found(breach)
		}
	}
}

// keepTiles keeps hashes that were read: the paths of neighbours share most of them.
func keepTiles(from tlog.HashReader) tlog.HashReader {
	kept := map[int64]tlog.Hash{}
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var missing []int64
		for _, i := range indexes {
			if _, known := kept[i]; !known {
				missing = append(missing, i)
			}
		}
		if len(missing) > 0 {
			read, err := from.ReadHashes(missing)
			if err != nil {
				return nil, err
			}
			for n, i := range missing {
				kept[i] = read[n]
			}
		}
		list := make([]tlog.Hash, len(indexes))
		for n, i := range indexes {
			list[n] = kept[i]
		}
		return list, nil
	})
}
