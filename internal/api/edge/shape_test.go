package edge

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// body has every kind of field that a shape knows.
type body struct {
	BasePart
	ID     ID         `json:"id,omitempty"`
	Lines  []lineBody `json:"lines" minItems:"1" maxItems:"4"`
	Some   *[]ID      `json:"some,omitempty"`
	Names  []string   `json:"names,omitempty" maxItems:"3"`
	Points int64      `json:"points,omitempty" minimum:"-1" maximum:"9007199254740991"`
	Choice string     `json:"choice,omitempty" enum:"one,two"`
	Flag   bool       `json:"flag,omitempty"`
	At     time.Time  `json:"at,omitempty"`
	Until  *time.Time `json:"until,omitempty"`
	// Where it is there, the body is read the long way.
	Memo map[string]string `json:"memo,omitempty" maxProperties:"4"`
}

type BasePart struct {
	Code string    `json:"code" minLength:"2" maxLength:"4"`
	Of   *partBody `json:"of,omitempty"`
}

type lineBody struct {
	No   int    `json:"no" minimum:"1" maximum:"10"`
	Unit *Minor `json:"unit,omitempty"`
	Kind string `json:"kind,omitempty" pattern:"^[a-z]*$"`
}

type partBody struct {
	Deep string `json:"deep"`
	Yes  *bool  `json:"yes,omitempty"`
}

func inputFor[T any](t *testing.T) (*input, *shape) {
	t.Helper()
	var doc huma.Operation
	in := inputOf(reflect.TypeFor[struct{ Body T }](), &doc, huma.NewMapRegistry("#/components/schemas/", schemaName))
	return in, in.shape()
}

// What is read in one pass is read the long way, too, and is the same; bodies as
// they should be are read in one pass.
func TestWhatIsReadAtOnceIsReadTheLongWayToo(t *testing.T) {
	t.Parallel()
	in, s := inputFor[body](t)
	if s == nil {
		t.Fatal("there is no shape")
	}
	seed := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(seed, 1))
	taken, refused := 0, 0
	for range 60_000 {
		text := []byte(anyBody(r))
		if r.IntN(3) == 0 && len(text) > 0 { // something small is wrong
			text[r.IntN(len(text))] = `{}[],:"\0-1.e x`[r.IntN(15)]
		}
		var at, long body
		if !s.read(text, reflect.ValueOf(&at).Elem()) {
			refused++
			continue
		}
		taken++
		x := &reading{huma.NewPathBuffer(nil, 0), &huma.ValidateResult{}}
		if err := Inspect(text); err != nil {
			t.Fatalf("seed %d: %s is read, and not sound: %v", seed, text, err)
		}
		if in.fillBody(x, reflect.ValueOf(&long).Elem(), text); len(x.found.Errors) > 0 {
			t.Fatalf("seed %d: %s is read, and the long way says %v", seed, text, x.found.Errors)
		}
		if !reflect.DeepEqual(at, long) {
			t.Fatalf("seed %d: %s is read as %+v, the long way as %+v", seed, text, at, long)
		}
	}
	if taken < 5_000 || refused < 5_000 {
		t.Errorf("seed %d: %d were read, %d were not", seed, taken, refused)
	}
}

// anyBody is a body, mostly as it should be.
func anyBody(r *rand.Rand) string {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	odd := func(good ...string) string {
		if r.IntN(25) == 0 {
			return pick("null", "{}", "[]", `""`, "1.5", "-0", "01", "99999999999999999", "true", `"\u00e9"`, `"é满"`, `"a"`, "-1", "0", `[1]`)
		}
		return pick(good...)
	}
	blank := func() string { return pick("", "", "", " ", "\n\t") }
	object := func(members ...string) string {
		r.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		var kept []string
		for _, m := range members {
			if m != "" {
				kept = append(kept, blank()+m+blank())
			}
		}
		return "{" + strings.Join(kept, ",") + "}"
	}
	maybe := func(m string) string { return pick("", m) }
	list := func(n int, one func() string) string {
		var all []string
		for range n {
			all = append(all, one())
		}
		return "[" + strings.Join(all, ","+blank()) + "]"
	}
	line := func() string {
		return odd(object(`"no":`+odd("1", "7", "10"), maybe(`"unit":`+odd("0", "-5", "9007199254740991")), maybe(`"kind":`+odd(`"tea"`, `""`))))
	}
	instant := func() string {
		return odd(`"2026-09-12T04:20:00Z"`, `"2026-09-12T04:20:00.123456789+08:00"`, pick(`"2026-09-12T04:20:00,5Z"`, `"2026-9-12T4:20:00Z"`, `"2026-09-12 04:20:00Z"`,
			`"2026-09-12T04:20:00"`, `"2026-09-31T04:20:00Z"`, `"2026-09-12T24:00:00Z"`, `"2026-09-12T04:20:60Z"`, `"2026-09-12T04:20:00+25:00"`, `"0000-01-01T00:00:00Z"`, `"2026-09-12t04:20:00z"`))
	}
	id := func() string { return odd(`"1"`, `"73014444033"`) }
	return object(`"code":`+odd(`"ab"`, `"满减"`, `"abcd"`), maybe(`"of":`+odd(object(`"deep":`+odd(`"x"`, `""`), maybe(`"yes":`+odd("true", "false"))))),
		maybe(`"id":`+id()), `"lines":`+odd(list(1+r.IntN(4), line)), maybe(`"some":`+odd(list(r.IntN(3), id))),
		maybe(`"names":`+odd(list(r.IntN(4), func() string { return odd(`"n"`, `""`) }))), maybe(`"points":`+odd("-1", "0", "5")),
		maybe(`"choice":`+odd(`"one"`, `"two"`)), maybe(`"flag":`+odd("true", "false")),
		maybe(`"at":`+instant()), maybe(`"until":`+instant()), pick("", "", "", "", "", `"memo":{"en":"x"}`), pick("", "", "", "", "", "", "", "", `"more":1`, `"code":"ab"`))
}

// What a shape does not understand it leaves to the long way.
func TestShapesKnowWhatTheyDoNotKnow(t *testing.T) {
	t.Parallel()
	if _, s := inputFor[struct {
		On big.Int `json:"on"`
	}](t); s != nil {
		t.Error("a number without an end reads itself")
	}
	if _, s := inputFor[struct {
		All map[string]string `json:"all"`
	}](t); s != nil {
		t.Error("what may have any name is no field")
	}
	if _, s := inputFor[struct {
		Mail string `json:"mail" format:"email"`
	}](t); s != nil {
		t.Error("an e-mail address is more than text")
	}
	if _, s := inputFor[json.RawMessage](t); s != nil {
		t.Error("what is read later is not read now")
	}
}
