// Package i18n keeps what people named in several languages, {"zh-CN":"门店","en":"Shop"},
// as it stands in the database's jsonb columns and in rules.
//
// Sentences of the program itself are not kept: errors and entries carry a code
// and parameters, and the edge renders them for the reader.
package i18n

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// The languages that are complete in every screen. Texts may hold others as well.
const (
	Chinese = "zh-CN"
	English = "en"
)

// Text is one text in some languages, by BCP 47 tag.
type Text map[string]string

// Of returns a text in the two languages of every screen; an empty one is left out.
func Of(chinese, english string) Text {
	t := Text{}
	if chinese != "" {
		t[Chinese] = chinese
	}
	if english != "" {
		t[English] = english
	}
	return t
}

// In returns the text for a reader of the language: in that language, in another
// form of it ("en-GB" reads "en", "zh" reads "zh-CN"), in Chinese, in any.
func (t Text) In(language string) string {
	if s, ok := t[language]; ok {
		return s
	}
	base, _, _ := strings.Cut(language, "-")
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		if have, _, _ := strings.Cut(tag, "-"); base != "" && have == base {
			return t[tag]
		}
	}
	if s, ok := t[Chinese]; ok {
		return s
	}
	for _, tag := range slices.Sorted(maps.Keys(t)) {
		return t[tag]
	}
	return ""
}

// maxLength is the longest text of a name, in characters.
const maxLength = 200

// Valid reports whether t can be stored as a name: at least one language, each
// text one line of readable characters that is not too long.
func (t Text) Valid() bool {
	for tag, s := range t {
		if tag == "" || len(tag) > 35 || strings.TrimSpace(s) == "" || utf8.RuneCountInString(s) > maxLength || !OneLine(s) {
			return false
		}
	}
	return len(t) > 0
}
