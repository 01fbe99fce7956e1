package ledger

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
)

// Verified is what a walk over the whole log came to.
type Verified struct {
	Checkpoint *Checkpoint `json:"-"` // the latest; nil where nothing was signed yet
	Leaves     int64       `json:"leaves"`
	Signed     int64       `json:"signed"` // of them under the checkpoint
	Breaches   []Breach    `json:"breaches"`
}

// Breach is one thing that is not as it was signed.
type Breach struct {
	Kind    string    `json:"kind"` // changed, missing, added, place, hashes, shrunk, signature
	Member  int64     `json:"member,omitempty"`
	Posting PostingID `json:"posting,omitempty"`
	No      int16     `json:"no,omitempty"`
	Leaf    int64     `json:"leaf"`
}

// String puts it in words.
func (b Breach) String() string {
	switch b.Kind {
	case "changed":
		return fmt.Sprintf("entry %d of posting %d of member %d (leaf %d) is not what it was when it was logged", b.No, b.Posting, b.Member, b.Leaf)
	case "missing":
		return fmt.Sprintf("posting %d of member %d (from leaf %d) has not as many entries as were logged", b.Posting, b.Member, b.Leaf)
	case "added":
		return fmt.Sprintf("posting %d of member %d is neither in the log nor waiting for it", b.Posting, b.Member)
	case "place":
		return fmt.Sprintf("leaf %d belongs to no posting: rows of the log were removed or changed", b.Leaf)
	case "shrunk":
		return fmt.Sprintf("%d leaves were signed, and the log has fewer", b.Leaf)
	case "signature":
		return fmt.Sprintf("the checkpoint of %d leaves is not signed with this installation's key", b.Leaf)
	default:
		return fmt.Sprintf("the hashes of the first %d leaves do not come to the root that was signed: hashes of the log were changed", b.Leaf)
	}
}

// verifyPage is how many postings are looked at together, maxBreaches how many
// breaches are named.
const (
	verifyPage  = 1000
	maxBreaches = 20
)

// walk is a look at every leaf, in order.
type walk struct {
	q     postgres.Querier
	tree  *edge               // grows from the hashes that the log keeps
	roots map[int64]tlog.Hash // that must come out at these sizes
	out   *Verified
}

// VerifyLog reads every entry of the log again, hashes it, and compares: entries
// with the hashes that the log keeps, these with the root that was signed, and
// with earlier checkpoints that the caller has kept. It reads on one picture of
// the database and asks no server.
//
// Errors: ErrForged for an earlier checkpoint that is none of ours.
func (s *Service) VerifyLog(ctx context.Context, q postgres.Querier, earlier ...Checkpoint) (Verified, error) {
	out := Verified{Breaches: []Breach{}}
	w := walk{q: q, out: &out, roots: map[int64]tlog.Hash{}, tree: &edge{tiles: map[tileID][]byte{}, changed: map[tileID]bool{}, forgets: true}}
	for _, c := range earlier {
		w.roots[c.Size] = c.Root
	}
	if err := s.signed(ctx, q, &w); err != nil {
		return out, err
	}
	for next := true; next && len(out.Breaches) < maxBreaches; {
		var err error
		if next, err = w.page(ctx); err != nil {
			return out, err
		}
	}
	out.Leaves = w.tree.size
	for size := range w.roots {
		if size > w.tree.size && len(out.Breaches) < maxBreaches {
			w.found(Breach{Kind: "shrunk", Leaf: size})
		}
	}
	return out, nil
}

// signed looks at the latest checkpoint and its signature.
func (s *Service) signed(ctx context.Context, q postgres.Querier, w *walk) error {
	var origin, text string
	var size int64
	rows, err := q.Query(ctx, `SELECT c.origin, c.size, c.note FROM ledger.checkpoint c JOIN ledger.origin o ON o.name = c.origin
		ORDER BY o.no DESC, c.size DESC LIMIT 1`)
	if err != nil {
		return fmt.Errorf("read checkpoint: %w", err)
	}
	defer rows.Close()
	if !rows.Next() {
		return rows.Err()
	}
	if err := rows.Scan(&origin, &size, &text); err != nil {
		return fmt.Errorf("read checkpoint: %w", err)
	}
	_, key, err := s.signer(origin)
	if err != nil {
		return err
	}
	c, err := OpenCheckpoint(text, key)
	if err != nil || c.Size != size {
		w.found(Breach{Kind: "signature", Leaf: size})
		return nil
	}
	w.out.Checkpoint, w.out.Signed = &c, c.Size
	if was, is := w.roots[c.Size]; is && was != c.Root {
		w.found(Breach{Kind: "hashes", Leaf: c.Size})
	}
	w.roots[c.Size] = c.Root
	return nil
}

func (w *walk) found(b Breach) { w.out.Breaches = append(w.out.Breaches, b) }

// page looks at the next postings of the log; it reports whether there may be more.
func (w *walk) page(ctx context.Context) (bool, error) {
	members, postings, firsts, counts, err := w.places(ctx)
	if err != nil {
		return false, err
	}
	if len(postings) == 0 {
		return false, nil
	}
	leaves, err := readLeaves(ctx, w.q, members, postings)
	if err != nil {
		return false, err
	}
	last := len(firsts) - 1
	kept, err := w.hashes(ctx, w.tree.size, firsts[last]+int64(counts[last]))
	if err != nil {
		return false, err
	}
	for i, posting := range postings {
		if firsts[i] != w.tree.size {
			w.found(Breach{Kind: "place", Leaf: w.tree.size})
			return false, nil
		}
		list := leaves[PostingID(posting)]
		if len(list) != int(counts[i]) {
			w.found(Breach{Kind: "missing", Member: members[i], Posting: PostingID(posting), Leaf: firsts[i]})
		}
		for n := range int(counts[i]) {
			if len(kept) == 0 {
				w.found(Breach{Kind: "shrunk", Leaf: w.tree.size + 1})
				return false, nil
			}
			if len(list) == int(counts[i]) && list[n].Hash() != kept[0] {
				w.found(Breach{Kind: "changed", Member: members[i], Posting: list[n].Posting, No: list[n].No, Leaf: w.tree.size})
			}
			if err := w.grow(kept[0]); err != nil {
				return false, err
			}
			kept = kept[1:]
		}
	}
	return true, nil
}

// grow adds a leaf and compares the root where one is known.
func (w *walk) grow(h tlog.Hash) error {
	w.tree.add(h)
	want, is := w.roots[w.tree.size]
	if !is {
		return nil
	}
	root, err := w.tree.root()
	if err == nil && root != want {
		w.found(Breach{Kind: "hashes", Leaf: w.tree.size})
	}
	return err
}

func (w *walk) places(ctx context.Context) (members, postings, firsts []int64, counts []int32, err error) {
	rows, err := w.q.Query(ctx, `SELECT member_id, posting_id, first, entries FROM ledger.leaf WHERE first >= $1 ORDER BY first LIMIT $2`,
		w.tree.size, verifyPage)
	if err != nil {
		return nil, nil, nil, nil, fmt.Errorf("read leaves: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var member, posting, first int64
		var count int32
		if err := rows.Scan(&member, &posting, &first, &count); err != nil {
			return nil, nil, nil, nil, fmt.Errorf("read leaves: %w", err)
		}
		members, postings, firsts, counts = append(members, member), append(postings, posting), append(firsts, first), append(counts, count)
	}
	return members, postings, firsts, counts, rows.Err()
}

// hashes reads the leaves from one index to another as the log keeps them; fewer
// where it has no more.
func (w *walk) hashes(ctx context.Context, from, until int64) ([]tlog.Hash, error) {
	rows, err := w.q.Query(ctx, `SELECT no, hashes FROM ledger.tile WHERE level = 0 AND no BETWEEN $1 AND $2 ORDER BY no`,
		from/tileWidth, (until-1)/tileWidth)
	if err != nil {
		return nil, fmt.Errorf("read tiles: %w", err)
	}
	defer rows.Close()
	var list []tlog.Hash
	at := from
	for rows.Next() {
		var no int64
		var hashes []byte
		if err := rows.Scan(&no, &hashes); err != nil {
			return nil, fmt.Errorf("read tiles: %w", err)
		}
		for i := at - no*tileWidth; i >= 0 && i < int64(len(hashes)/tlog.HashSize) && at < until; i++ {
			list, at = append(list, tlog.Hash(hashes[i*tlog.HashSize:(i+1)*tlog.HashSize])), at+1
		}
	}
	return list, rows.Err()
}

// LogProof is that the books say what was signed.
func (s *Service) LogProof() check.Proof {
	return check.Proof{Name: "ledger.log_holds", Broken: func(ctx context.Context, q postgres.Querier) ([]string, error) {
		v, err := s.VerifyLog(ctx, q)
		var broken []string
		for _, b := range v.Breaches {
			broken = append(broken, b.String())
		}
		return broken, err
	}}
}
