package ledger_test

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/check"
	"habitue/internal/platform/postgres"
	"habitue/internal/program/programtest"
)

func TestTheCanonicalFormOfALeaf(t *testing.T) {
	t.Parallel()
	l := ledger.Leaf{
		Member: 7, Entry: ledger.Entry{Posting: 9, No: 1, Asset: ledger.Points, Side: ledger.Available, Amount: -30},
		Key: "spend:4", Reason: ledger.Spend, Ref: ledger.Ref{Kind: "order", ID: 4}, Rule: ledger.Rule{ID: 2, Version: 3},
		OccurredAt: time.Date(2026, 3, 10, 1, 0, 0, 123456789, time.UTC), RecordedAt: time.Date(2026, 3, 10, 1, 0, 1, 0, time.UTC),
		Salt: []byte{0xab, 0xcd},
	}
	const want = `habitue.ledger.entry/1
member 7
posting 9
no 1
asset 1
account available
amount -30
reason spend
ref "order" 4
rule 2 3
reverses 0
staff 0
approval 0
hold 0
peer 0
occurred 2026-03-10T01:00:00.123456Z
recorded 2026-03-10T01:00:01.000000Z
key faece29666bb47d47eb5242a12b089334817cad48e4ec63729c952bbb4238b02
salt abcd
`
	if got := string(l.Text()); got != want {
		t.Errorf("the leaf is\n%s", got)
	}
}

// credit posts one credit to a member.
func credit(t testing.TB, shop *programtest.Shop, m member.ID, key string) ledger.PostingID {
	t.Helper()
	var r ledger.Receipt
	err := shop.DB.InTx(context.Background(), func(tx postgres.Tx) (err error) {
		r, err = shop.Ledger.Post(context.Background(), tx, ledger.Posting{Member: m, Key: key, Reason: ledger.Earn, OccurredAt: shop.Clock.Now(),
			Credits: []ledger.Credit{{Asset: ledger.Points, Amount: 5, From: ledger.Issued}}})
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return r.Posting
}

func writeLog(t testing.TB, shop *programtest.Shop) {
	t.Helper()
	if err := shop.Ledger.WriteLog(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func verify(t testing.TB, shop *programtest.Shop, earlier ...ledger.Checkpoint) ledger.Verified {
	t.Helper()
	v, err := shop.Ledger.VerifyLog(t.Context(), shop.DB.Owner(t), earlier...)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func checkpoint(t testing.TB, shop *programtest.Shop) ledger.Checkpoint {
	t.Helper()
	c, err := shop.Ledger.Checkpoint(t.Context(), shop.DB)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// unlogged runs the proofs that belong to the log.
func unlogged(t testing.TB, shop *programtest.Shop) string {
	t.Helper()
	results, err := check.Run(t.Context(), shop.DB.Owner(t), append(ledger.Proofs(), shop.Ledger.LogProof()))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range results {
		if strings.Contains(r.Name, "log") {
			all = append(all, r.Broken...)
		}
	}
	return strings.Join(all, "; ")
}

func TestEveryCheckpointContinuesThoseBeforeIt(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	m := shop.Join()
	var kept []ledger.Checkpoint
	// Past the first tile, with sizes that fill it in part, whole, and beyond.
	for i, n := range []int{1, 2, 60, 65, 1, 140} {
		for k := range n {
			credit(t, shop, m, fmt.Sprintf("k%d-%d", i, k))
		}
		writeLog(t, shop)
		kept = append(kept, checkpoint(t, shop))
	}
	if size := kept[5].Size; size != 2*269 {
		t.Fatalf("269 postings are %d leaves", size)
	}
	v := verify(t, shop, kept...)
	if len(v.Breaches) > 0 || v.Leaves != 538 || v.Signed != 538 {
		t.Errorf("%+v", v)
	}
	forged := kept[2]
	forged.Root[3]++
	if v := verify(t, shop, forged); len(v.Breaches) != 1 || v.Breaches[0].Kind != "hashes" {
		t.Errorf("another history of %d leaves is taken for ours: %+v", forged.Size, v)
	}
	text := strings.Replace(kept[2].Note, fmt.Sprintf("\n%d\n", kept[2].Size), fmt.Sprintf("\n%d\n", kept[2].Size+1), 1)
	if _, err := ledger.OpenCheckpoint(text, kept[2].Key); !errors.Is(err, ledger.ErrForged) {
		t.Errorf("a forged checkpoint opens: %v", err)
	}
	other := programtest.Open(t)
	credit(t, other, other.Join(), "other")
	writeLog(t, other)
	if _, err := ledger.OpenCheckpoint(kept[2].Note, checkpoint(t, other).Key); !errors.Is(err, ledger.ErrForged) {
		t.Errorf("a checkpoint opens with another's key: %v", err)
	}
}

func TestWhatIsDoneBehindOurBackIsNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sql, want string }{
		"an_amount_changed":         {`UPDATE ledger.entry SET amount = amount + 1 WHERE posting_id = $1 AND no = 1`, "entry 1 of posting"},
		"a_reason_changed":          {`UPDATE ledger.posting SET reason = 'adjust' WHERE id = $1`, "entry 1 of posting"},
		"an_entry_removed":          {`DELETE FROM ledger.entry WHERE posting_id = $1 AND no = 2`, "not as many entries"},
		"a_posting_removed":         {`WITH e AS (DELETE FROM ledger.entry WHERE posting_id = $1) DELETE FROM ledger.posting WHERE id = $1`, "not as many entries"},
		"entries_added":             {`INSERT INTO ledger.entry (member_id, posting_id, no, asset_id, account, amount) SELECT member_id, posting_id, 3, 1, 'issued', 9 FROM ledger.entry WHERE posting_id = $1 AND no = 1`, "not as many entries"},
		"a_whole_posting_added":     {`WITH p AS (INSERT INTO ledger.posting (member_id, id, key, body_hash, reason, occurred_at, recorded_at, salt) SELECT member_id, id + 1, 'forged', body_hash, reason, occurred_at, recorded_at, salt FROM ledger.posting WHERE id = $1) INSERT INTO ledger.entry (member_id, posting_id, no, asset_id, account, amount) SELECT member_id, posting_id + 1, no, asset_id, account, amount FROM ledger.entry WHERE posting_id = $1`, "added behind our back"},
		"its_place_in_the_log_gone": {`DELETE FROM ledger.leaf WHERE posting_id = $1`, "belongs to no posting"},
		"a_hash_of_the_log_changed": {`UPDATE ledger.tile SET hashes = set_byte(hashes, 5, get_byte(hashes, 5) # 1) WHERE level = 0 AND $1::bigint > 0`, "do not come to the root"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shop := programtest.Open(t)
			m := shop.Join()
			credit(t, shop, m, "before")
			posting := credit(t, shop, m, "victim")
			credit(t, shop, m, "after")
			writeLog(t, shop)
			if found := unlogged(t, shop); found != "" {
				t.Fatalf("before anything was done: %s", found)
			}
			if _, err := shop.DB.Owner(t).Exec(t.Context(), c.sql, int64(posting)); err != nil {
				t.Fatal(err)
			}
			if found := unlogged(t, shop); !strings.Contains(found, c.want) {
				t.Errorf("found: %q", found)
			}
		})
	}
}

// What is done between a posting and its leaf is found as well: the posting's own
// transaction hashed it.
func TestWhatIsDoneBeforeItIsLoggedIsNamed(t *testing.T) {
	t.Parallel()
	for name, sql := range map[string]string{
		"a_posting_removed":  `WITH e AS (DELETE FROM ledger.entry WHERE posting_id = $1) DELETE FROM ledger.posting WHERE id = $1`,
		"an_amount_changed":  `UPDATE ledger.entry SET amount = amount * 2 WHERE posting_id = $1`,
		"a_hash_changed":     `UPDATE ledger.outbox SET hashes = set_byte(hashes, 5, get_byte(hashes, 5) # 1) WHERE posting_ids = ARRAY[$1::bigint]`,
		"hashes_cut_off":     `UPDATE ledger.outbox SET hashes = substr(hashes, 1, 32) WHERE posting_ids = ARRAY[$1::bigint]`,
		"removed_and_unread": `WITH e AS (DELETE FROM ledger.entry WHERE posting_id = $1), o AS (UPDATE ledger.outbox SET counts = NULL, hashes = NULL) DELETE FROM ledger.posting WHERE id = $1`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shop := programtest.Open(t)
			m := shop.Join()
			credit(t, shop, m, "before")
			posting := credit(t, shop, m, "victim")
			credit(t, shop, m, "after")
			if _, err := shop.DB.Owner(t).Exec(t.Context(), sql, int64(posting)); err != nil {
				t.Fatal(err)
			}
			writeLog(t, shop)
			if found := unlogged(t, shop); !strings.Contains(found, fmt.Sprintf("posting %d", posting)) {
				t.Errorf("found: %q", found)
			}
		})
	}
}

// Rows that a release before wrote name postings without hashes.
func TestPostingsWithoutHashesAreRead(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	m := shop.Join()
	credit(t, shop, m, "old")
	if _, err := shop.DB.Owner(t).Exec(t.Context(), `UPDATE ledger.outbox SET counts = NULL, hashes = NULL`); err != nil {
		t.Fatal(err)
	}
	credit(t, shop, m, "new")
	writeLog(t, shop)
	if v, found := verify(t, shop), unlogged(t, shop); found != "" || v.Leaves != 4 || v.Signed != 4 {
		t.Errorf("%+v; %s", v, found)
	}
}

// TestWritersAndSequencersAtOnceGiveOneLog lets twelve write, one of them slowly,
// while three put into the log what they see.
func TestWritersAndSequencersAtOnceGiveOneLog(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	ctx, done := context.WithCancel(t.Context())
	var writers, sequencers sync.WaitGroup
	for range 3 {
		sequencers.Go(func() {
			for ctx.Err() == nil {
				if err := shop.Ledger.WriteLog(context.WithoutCancel(ctx)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 12 {
		m := shop.Join()
		writers.Go(func() {
			for k := range 20 {
				credit(t, shop, m, fmt.Sprint(k))
			}
		})
	}
	writers.Wait()
	done()
	sequencers.Wait()
	writeLog(t, shop)
	v := verify(t, shop)
	if found := unlogged(t, shop); found != "" || v.Leaves != 480 || v.Signed != 480 {
		t.Errorf("%+v; %s", v, found)
	}
}

func TestPostingsOlderThanTheLogAreFilledIn(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	for range 3 {
		m := shop.Join()
		credit(t, shop, m, "a")
		credit(t, shop, m, "b")
	}
	if _, err := shop.DB.Owner(t).Exec(t.Context(), `WITH o AS (DELETE FROM ledger.outbox) INSERT INTO ledger.back_fill VALUES (0, 0)`); err != nil {
		t.Fatal(err)
	}
	credit(t, shop, shop.Join(), "new")
	writeLog(t, shop)
	writeLog(t, shop)
	v := verify(t, shop)
	if found := unlogged(t, shop); found != "" || v.Leaves != 14 {
		t.Errorf("%+v; %s", v, found)
	}
}

func TestAPostingIsLoggedOnceAlsoWhenItComesTwice(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	m := shop.Join()
	credit(t, shop, m, "a")
	if _, err := shop.DB.Owner(t).Exec(t.Context(), `CREATE TABLE ledger.kept AS SELECT * FROM ledger.outbox`); err != nil {
		t.Fatal(err)
	}
	writeLog(t, shop)
	credit(t, shop, m, "b")
	if _, err := shop.DB.Owner(t).Exec(t.Context(), `
		INSERT INTO ledger.outbox SELECT * FROM ledger.kept;
		INSERT INTO ledger.outbox (id, member_ids, posting_ids, recorded_at) SELECT id + 1, member_ids, posting_ids, recorded_at FROM ledger.kept`); err != nil {
		t.Fatal(err)
	}
	writeLog(t, shop)
	if v := verify(t, shop); v.Leaves != 4 || len(v.Breaches) > 0 || unlogged(t, shop) != "" {
		t.Errorf("%+v", v)
	}
}

func TestOfAnOldDayTheLastCheckpointIsKept(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	m := shop.Join()
	for k := range 5 {
		if k == 3 {
			shop.Clock.Advance(24 * time.Hour)
		}
		credit(t, shop, m, fmt.Sprint(k))
		writeLog(t, shop)
	}
	forget := func() int {
		n, err := shop.Ledger.ForgetCheckpoints(t.Context(), 100)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := forget(); n != 0 {
		t.Errorf("%d of this week are gone", n)
	}
	shop.Clock.Advance(10 * 24 * time.Hour)
	if n, again := forget(), forget(); n != 3 || again != 0 {
		t.Errorf("%d are gone, then %d", n, again)
	}
	if c := checkpoint(t, shop); c.Size != 10 {
		t.Errorf("the latest is of %d leaves", c.Size)
	}
}

// TestARestoredLogGoesOnUnderAnotherName: a backup leaves out under which name
// this installation signs.
func TestARestoredLogGoesOnUnderAnotherName(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	m := shop.Join()
	credit(t, shop, m, "a")
	writeLog(t, shop)
	before := checkpoint(t, shop)
	if _, err := shop.DB.Owner(t).Exec(t.Context(), `DELETE FROM ledger.sequencer`); err != nil {
		t.Fatal(err)
	}
	credit(t, shop, m, "b")
	writeLog(t, shop)
	after := checkpoint(t, shop)
	if after.Origin == before.Origin || after.Size != 4 {
		t.Errorf("from %+v to %+v", before, after)
	}
	var statement string
	if err := shop.DB.QueryRow(t.Context(), `SELECT note FROM ledger.origin WHERE name = $1`, after.Origin).Scan(&statement); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(statement, after.Origin+"\ncontinues "+before.Origin+"\n4\n") {
		t.Errorf("the statement says %q", statement)
	}
	if v := verify(t, shop, before); len(v.Breaches) > 0 {
		t.Errorf("%+v", v)
	}
}

// TestASequencerThatWasKilledBeforeItSigned finds leaves that nobody signed.
func TestASequencerThatWasKilledBeforeItSigned(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	m := shop.Join()
	credit(t, shop, m, "a")
	writeLog(t, shop)
	credit(t, shop, m, "b")
	writeLog(t, shop)
	if _, err := shop.DB.Owner(t).Exec(t.Context(), `DELETE FROM ledger.checkpoint WHERE size = 4`); err != nil {
		t.Fatal(err)
	}
	writeLog(t, shop)
	if c := checkpoint(t, shop); c.Size != 4 {
		t.Errorf("signed are %d", c.Size)
	}
}

// One member's entries are verified by themselves, each by its way to the root: what
// was done to them is named, what was done to others is not asked for.
func TestOneMembersEntriesAreVerifiedByThemselves(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sql, want string }{
		"nothing_is_done":          {`SELECT $1::bigint`, ""},
		"an_amount_changed":        {`UPDATE ledger.entry SET amount = amount + 1 WHERE posting_id = $1 AND no = 1`, "entry 1 of posting"},
		"an_entry_removed":         {`DELETE FROM ledger.entry WHERE posting_id = $1 AND no = 2`, "not as many entries"},
		"a_posting_removed":        {`WITH e AS (DELETE FROM ledger.entry WHERE posting_id = $1) DELETE FROM ledger.posting WHERE id = $1`, "not as many entries"},
		"a_posting_that_was_added": {`DELETE FROM ledger.leaf WHERE posting_id = $1`, "neither in the log"},
		"a_hash_changed":           {`UPDATE ledger.tile SET hashes = set_byte(hashes, 5, get_byte(hashes, 5) # 1) WHERE level = 0 AND $1::bigint > 0`, "is not what it was"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shop := programtest.Open(t)
			m, other := shop.Join(), shop.Join()
			credit(t, shop, m, "before")
			victim := credit(t, shop, m, "victim")
			writeLog(t, shop)
			kept := checkpoint(t, shop)
			for k := range 300 {
				credit(t, shop, other, fmt.Sprint(k))
			}
			writeLog(t, shop)
			credit(t, shop, m, "not yet signed")
			if _, err := shop.DB.Owner(t).Exec(t.Context(), c.sql, int64(victim)); err != nil {
				t.Fatal(err)
			}
			verifyMember := func(m member.ID, earlier ...ledger.Checkpoint) ledger.Verified {
				v, err := shop.Ledger.VerifyMember(t.Context(), shop.DB.Owner(t), m, earlier...)
				if err != nil {
					t.Fatal(err)
				}
				return v
			}
			v := verifyMember(m, kept)
			var found []string
			for _, b := range v.Breaches {
				found = append(found, b.String())
			}
			switch all := strings.Join(found, "; "); {
			case c.want == "" && (len(found) > 0 || v.Leaves != 6 || v.Signed != 4):
				t.Errorf("%d leaves, %d signed, found %q", v.Leaves, v.Signed, all)
			case c.want != "" && !strings.Contains(all, c.want):
				t.Errorf("found %q", all)
			}
			if v := verifyMember(other); name != "a_hash_changed" && (len(v.Breaches) > 0 || v.Signed != 600) {
				t.Errorf("of somebody else: %+v", v)
			}
			forged := kept
			forged.Root[3]++
			if v := verifyMember(other, forged); len(v.Breaches) == 0 {
				t.Error("another history is taken for ours")
			}
			beyond := kept
			beyond.Size = 10_000
			if v := verifyMember(other, beyond); len(v.Breaches) == 0 || v.Breaches[0].Kind != "shrunk" {
				t.Errorf("a log that was longer once: %+v", v)
			}
		})
	}
}

// A key of one's own signs; the log goes on under another name, which says so.
func TestAKeyOfOnesOwnSigns(t *testing.T) {
	t.Parallel()
	shop := programtest.Open(t)
	m := shop.Join()
	credit(t, shop, m, "a")
	writeLog(t, shop)
	before := checkpoint(t, shop)
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	deps := shop.Ledger.Deps
	deps.Signing = private
	shop.Ledger = ledger.New(deps)
	credit(t, shop, m, "b")
	writeLog(t, shop)
	after := checkpoint(t, shop)
	key, err := note.NewEd25519VerifierKey(after.Origin, public)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.OpenCheckpoint(after.Note, key); err != nil || after.Origin == before.Origin {
		t.Errorf("%+v: %v", after, err)
	}
	origins, err := shop.Ledger.Origins(t.Context(), shop.DB)
	if err != nil || len(origins) != 2 || origins[1].Key != key || !strings.Contains(origins[1].Note, "continues "+before.Origin+"\n4\n") {
		t.Errorf("%+v %v", origins, err)
	}
	// What was signed with the former key is verified with it.
	kept, err := ledger.OpenCheckpoint(before.Note, before.Key)
	if err != nil {
		t.Fatal(err)
	}
	if v := verify(t, shop, kept); len(v.Breaches) > 0 || v.Signed != 4 {
		t.Errorf("%+v", v)
	}
}
