package secret_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/platform/secret"
)

func TestSealedTextOpensOnlyWhereItBelongs(t *testing.T) {
	t.Parallel()
	keys := secret.New()
	rapid.Check(t, func(t *rapid.T) {
		text, place := rapid.String().Draw(t, "text"), rapid.String().Draw(t, "place")
		key, wrapped := keys.NewDataKey("7")
		sealed := key.Seal(text, place)

		again, err := keys.Unwrap(wrapped, "7")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := again.Open(sealed, place); err != nil || got != text {
			t.Fatalf("opened %q, %v", got, err)
		}
		if _, err := again.Open(sealed, place+"x"); !errors.Is(err, secret.ErrSealed) {
			t.Fatalf("opens at another place: %v", err)
		}
		if _, err := keys.Unwrap(wrapped, "8"); !errors.Is(err, secret.ErrSealed) {
			t.Fatalf("the key of 7 unwraps for 8: %v", err)
		}
		flip := rapid.IntRange(0, len(sealed)-1).Draw(t, "flip")
		sealed[flip] ^= 1
		if _, err := again.Open(sealed, place); !errors.Is(err, secret.ErrSealed) {
			t.Fatalf("opens although byte %d was changed: %v", flip, err)
		}
	})
}

func TestTheSameTextIsNeverSealedAlike(t *testing.T) {
	t.Parallel()
	key, _ := secret.New().NewDataKey("1")
	if bytes.Equal(key.Seal("13800001234", "p"), key.Seal("13800001234", "p")) {
		t.Fatal("two sealings are equal")
	}
}

func TestBlind(t *testing.T) {
	t.Parallel()
	keys, others := secret.New(), secret.New()
	phone := keys.Blind("phone", "+8613800001234")
	if len(phone) != 16 || !bytes.Equal(phone, keys.Blind("phone", "+8613800001234")) {
		t.Fatalf("blind %x", phone)
	}
	for name, other := range map[string][]byte{
		"another_kind":            keys.Blind("card", "+8613800001234"),
		"another_value":           keys.Blind("phone", "+8613800001235"),
		"another_key":             others.Blind("phone", "+8613800001234"),
		"kind_and_value_shifted":  keys.Blind("phone+", "8613800001234"),
		"the_value_as_well_blind": keys.Blind("phone", string(phone)),
	} {
		if bytes.Equal(phone, other) {
			t.Errorf("%s has the same index", name)
		}
	}
}

func TestAnotherInstallationsKeysOpenNothing(t *testing.T) {
	t.Parallel()
	ours, others := secret.New(), secret.New()
	_, wrapped := ours.NewDataKey("1")
	if _, err := others.Unwrap(wrapped, "1"); !errors.Is(err, secret.ErrUnknownKey) {
		t.Fatalf("unwrap: %v", err)
	}
	if err := ours.Proves(ours.Probe()); err != nil {
		t.Fatalf("our own probe: %v", err)
	}
	if err := others.Proves(ours.Probe()); !errors.Is(err, secret.ErrUnknownKey) {
		t.Fatalf("another's probe: %v", err)
	}
}

func TestKeysDoNotPrintThemselves(t *testing.T) {
	t.Parallel()
	keys := secret.New()
	data, _ := keys.NewDataKey("1")
	want := "secret.Keys(" + keys.Current() + ") secret.DataKey"
	for _, verb := range []string{"%v", "%+v", "%s", "%#v"} {
		if got := fmt.Sprintf(verb+" "+verb, keys, data); got != want {
			t.Errorf("%s prints %q", verb, got)
		}
	}
}

func FuzzOpen(f *testing.F) {
	keys := secret.New()
	key, wrapped := keys.NewDataKey("1")
	f.Add(key.Seal("王小明", "1|name|1"))
	f.Add(wrapped.Key)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if text, err := key.Open(sealed, "2|name|1"); err == nil {
			t.Fatalf("%x opens as %q", sealed, text)
		}
		if _, err := keys.Unwrap(secret.Wrapped{MasterKeyID: keys.Current(), Key: sealed}, "2"); err == nil {
			t.Fatalf("%x unwraps", sealed)
		}
	})
}

func BenchmarkUnwrapAndOpenThree(b *testing.B) {
	keys := secret.New()
	key, wrapped := keys.NewDataKey("1")
	sealed := key.Seal("+8613800001234", "1|phone|1")
	for b.Loop() {
		k, err := keys.Unwrap(wrapped, "1")
		if err != nil {
			b.Fatal(err)
		}
		for range 3 {
			if _, err := k.Open(sealed, "1|phone|1"); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkNewDataKeyAndSealThree(b *testing.B) {
	keys := secret.New()
	for b.Loop() {
		key, _ := keys.NewDataKey("1")
		for range 3 {
			key.Seal("+8613800001234", "1|phone|1")
		}
	}
}

func BenchmarkBlind(b *testing.B) {
	keys := secret.New()
	for b.Loop() {
		keys.Blind("phone", "+8613800001234")
	}
}
