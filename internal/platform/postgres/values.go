package postgres

import (
	"fmt"
	"strings"
)

// Null returns what stands in a column for a Go value whose zero means none.
func Null[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

// Optional is Null for a parameter that is typed.
func Optional[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// Value is the other way round: NULL is the zero value.
func Value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// IDs returns ids as an array parameter.
func IDs[T ~int64](list []T) []int64 {
	out := make([]int64, len(list))
	for i, v := range list {
		out[i] = int64(v)
	}
	return out
}

// ArrayText writes a list as the text of an array: PostgreSQL has no arrays of arrays of
// different lengths, so a column of lists is passed as texts.
func ArrayText[T int64 | string](list []T) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, one := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + quoted.Replace(fmt.Sprint(one)) + `"`)
	}
	b.WriteByte('}')
	return b.String()
}

var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
