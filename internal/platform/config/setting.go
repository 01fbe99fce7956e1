package config

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// setting is one field of a Config.
type setting struct {
	name   string
	help   string
	also   string // a variable that other programs use too
	secret bool
	value  reflect.Value
}

// settings lists the fields in the order in which they are shown.
func (l *Loaded) settings() []setting {
	v := reflect.ValueOf(&l.Config).Elem()
	list := make([]setting, v.NumField())
	for i := range list {
		tag := v.Type().Field(i).Tag
		list[i] = setting{tag.Get("name"), tag.Get("help"), tag.Get("also"), tag.Get("secret") != "", v.Field(i)}
	}
	return list
}

// variables are the environment's spellings, the one that wins last.
func (s setting) variables() []string {
	own := "HABITUE_" + strings.ToUpper(s.name)
	if s.also == "" {
		return []string{own}
	}
	return []string{s.also, own}
}

// set reads text into the field.
func (s setting) set(text string) error {
	switch s.value.Kind() {
	case reflect.String:
		s.value.SetString(text)
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			return badValue(s.name, text, "a whole number")
		}
		s.value.SetInt(int64(n))
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return badValue(s.name, text, "true or false")
		}
		s.value.SetBool(b)
	case reflect.Slice:
		var words []string
		for word := range strings.SplitSeq(text, ",") {
			if word = strings.TrimSpace(word); word != "" {
				words = append(words, word)
			}
		}
		s.value.Set(reflect.ValueOf(words))
	default:
		panic("config: no way to read a " + s.value.Kind().String())
	}
	return nil
}

// shown is the value as people may see it.
func (s setting) shown() string {
	switch {
	case s.secret && s.value.IsZero():
		return "(not set)"
	case s.secret:
		return "(set, hidden)"
	case s.value.Kind() == reflect.Slice:
		return strings.Join(s.value.Interface().([]string), ",")
	default:
		return fmt.Sprint(s.value.Interface())
	}
}

// nearest returns the setting whose name takes the fewest changes to become,
// or "" where none resembles it.
func nearest(name string, all []setting) string {
	best, least := "", len(name)/2+1
	for _, s := range all {
		if d := distance(strings.ReplaceAll(strings.ToLower(name), "-", "_"), s.name); d < least {
			best, least = s.name, d
		}
	}
	return best
}

// distance counts the characters to insert, delete or change (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, corner+1)
		}
	}
	return row[len(b)]
}
