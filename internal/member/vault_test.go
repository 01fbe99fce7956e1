package member_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// Personal text stands in the vault and nowhere else, and there only sealed:
// every column of every table of the database is searched for it.
func TestPersonalTextIsNowhereInTheClear(t *testing.T) {
	t.Parallel()
	b := setup(t)
	planted := []string{"13812345678", "zhuangzi.nan", "庄南华", "oPlantedUnionid", "1987"}
	join := member.Join{
		Phone: planted[0], Email: planted[1] + "@example.com", Name: planted[2], Source: "planted-source",
		External: []member.SystemNumber{{System: "wechat", Number: planted[3]}},
		Birthday: member.Birthday{Year: 1987, Month: 3, Day: 4},
		Card:     planted[0], // a card that is really a phone
	}
	m := b.must(join)
	b.joinMany(member.Join{Phone: "13812345679", Name: planted[2], Source: "import"}, join)
	if _, err := b.join(join); err == nil || containsAny(err.Error(), planted) {
		t.Fatalf("the refusal says %v", err)
	}
	if p := b.personal(m.ID); p.Name != planted[2] || containsAny(fmt.Sprintf("%v %+v %#v %s %#v", p, p, p, join, join), planted) {
		t.Fatal("the vault does not open, or prints itself")
	}
	searched, sources := 0, 0
	for _, column := range columns(t, b.db) {
		found, err := search(t.Context(), b.db, column, planted)
		if err != nil {
			t.Fatal(err)
		}
		if found != "" {
			t.Errorf("%s holds %s", strings.Join(column, "."), found)
		}
		if found, err = search(t.Context(), b.db, column, []string{"planted-source", ""}); err != nil {
			t.Fatal(err)
		}
		if found != "" {
			sources++
		}
		searched++
	}
	if searched < 100 || sources != 2 {
		t.Fatalf("searched %d columns and found what is no secret in %d, not 2: the search does not see", searched, sources)
	}
}

func containsAny(text string, planted []string) bool {
	for _, p := range planted {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// columns lists every column of every table of ours.
func columns(t *testing.T, q postgres.Querier) [][]string {
	t.Helper()
	rows, err := q.Query(t.Context(), `
		SELECT n.nspname, c.relname, a.attname
		FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
		  AND n.nspname NOT LIKE 'pg\_%' AND n.nspname NOT IN ('information_schema', 'public')`)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) ([]string, error) {
		c := make([]string, 3)
		return c, row.Scan(&c[0], &c[1], &c[2])
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// search looks for the texts in one column, as text and as the bytes of a bytea.
// The year is looked for alone, since ids may contain its digits.
func search(ctx context.Context, q postgres.Querier, column, planted []string) (found string, err error) {
	name := pgx.Identifier(column[2:]).Sanitize()
	for i, text := range planted {
		match := fmt.Sprintf("position($1 in %s::text) > 0 OR position($2 in %s::text) > 0", name, name)
		if i == len(planted)-1 {
			match = fmt.Sprintf("%s::text IN ($1, $2)", name)
		}
		var n int
		sql := fmt.Sprintf("SELECT count(*) FROM %s WHERE %s", pgx.Identifier(column[:2]).Sanitize(), match)
		if err := q.QueryRow(ctx, sql, text, fmt.Sprintf("%x", text)).Scan(&n); err != nil {
			return "", err
		}
		if n > 0 {
			return text, nil
		}
	}
	return "", nil
}

func TestTheVaultGivesBackWhatWasPutIn(t *testing.T) {
	t.Parallel()
	b := setup(t)
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		name := strings.Join(strings.Fields(rapid.StringOfN(rapid.RuneFrom([]rune("王小明李欧阳 娜AbcŠ'\"%\\\u200d👩")), 0, 40, -1).Draw(rt, "name")), " ")
		number := rapid.StringMatching(`[A-Za-z0-9_-]{1,40}`).Draw(rt, "number")
		m, err := b.join(member.Join{Name: name, External: []member.SystemNumber{{System: fmt.Sprint("s", n), Number: number}}})
		if err != nil {
			rt.Fatal(err)
		}
		p := b.personal(m.ID)
		if p.Name != name || len(p.Identities) != 2 || p.Identities[0].Value != m.Number || p.Identities[1].Value != number {
			rt.Fatalf("put in %q %q, got %q %v", name, number, p.Name, p.Identities)
		}
	})
}

func TestSealedFieldsCannotBeMoved(t *testing.T) {
	t.Parallel()
	for name, sql := range map[string]string{
		"to_another_member":  `UPDATE member.vault v SET sealed = o.sealed FROM member.vault o WHERE v.member_id = $1 AND o.member_id = $2 AND v.field = o.field`,
		"to_another_field":   `UPDATE member.vault v SET sealed = o.sealed FROM member.vault o WHERE v.member_id = $1 AND o.member_id = $1 AND v.field = 'name' AND o.field = 'phone' AND $2 <> 0`,
		"to_another_version": `UPDATE member.vault SET version = version + 1 WHERE member_id = $1 AND $2 <> 0`,
		"with_their_key":     `UPDATE member.data_key k SET wrapped = o.wrapped FROM member.data_key o WHERE k.member_id = $1 AND o.member_id = $2`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := setup(t)
			wang := b.must(member.Join{Name: "王小明", Phone: "13800001234"})
			li := b.must(member.Join{Name: "李小红", Phone: "13800005678"})
			if tag, err := b.db.Exec(t.Context(), sql, int64(wang.ID), int64(li.ID)); err != nil || tag.RowsAffected() == 0 {
				t.Fatal(tag, err)
			}
			if p, err := b.Personal(t.Context(), b.db, wang.ID); !errors.Is(err, secret.ErrSealed) {
				t.Fatalf("%+v, %v", p, err)
			}
		})
	}
}

func TestADestroyedKeyLeavesNothingToRead(t *testing.T) {
	t.Parallel()
	b := setup(t)
	m := b.must(member.Join{Name: "王小明"})
	if p := b.personal(m.ID); p.Name == "" {
		t.Fatal("nothing to read before")
	}
	if _, err := b.db.Exec(t.Context(), "DELETE FROM member.data_key WHERE member_id = $1", int64(m.ID)); err != nil {
		t.Fatal(err)
	}
	if found, err := b.Personal(t.Context(), b.db, m.ID); err != nil || len(found) != 0 {
		t.Fatalf("%v, %v", found, err)
	}
}

func TestCheckKeys(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for range 2 {
		if err := b.CheckKeys(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	other := b.deps
	other.Keys = secret.New()
	for range 2 { // refused again: the first refusal left no note
		if err := member.New(other).CheckKeys(t.Context()); !errors.Is(err, member.ErrWrongKeys) {
			t.Fatalf("other keys: %v", err)
		}
	}
	if err := b.CheckKeys(t.Context()); err != nil {
		t.Fatalf("our keys, after others were refused: %v", err)
	}
}
