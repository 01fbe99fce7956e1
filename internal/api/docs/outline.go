package docs

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"habitue/internal/api/messages"
)

// document is the contract as one reader sees it.
type document struct {
	Language messages.Language
	Title    string
	Intro    string
	Groups   []group
	Types    []typ
	Codes    []code
}

type group struct {
	Tag, Name  string
	Operations []operation
}

type operation struct {
	ID, Method, Path     string
	Summary, Description string
	Permission           string
	Params               []field
	Body                 typeRef
	BodyExample          string
	Answers              []answer
}

type answer struct {
	Status string
	Type   typeRef
	Codes  []string
}

// typeRef names a type and, where it is one of ours, links to it.
type typeRef struct{ Text, Name string }

type typ struct {
	Name   string
	Fields []field
}

type field struct {
	Name, Where string
	Type        typeRef
	Required    bool
	Doc         string
	Bounds      string
	Example     string
}

type code struct{ Code, Text string }

// Say is how the page asks for its own words.
func (d document) Say(code string) string { return messages.Text(d.Language, "docs."+code) }

func outline(contract *huma.OpenAPI, l messages.Language) document {
	s := scribe{language: l, schemas: contract.Components.Schemas}
	d := document{Language: l, Title: contract.Info.Title, Intro: s.localised(contract.Info.Description, contract.Info.Extensions)}
	byTag := map[string]*group{}
	for _, path := range slices.Sorted(maps.Keys(contract.Paths)) {
		for _, op := range operationsOf(contract.Paths[path]) {
			tag := op.Tags[0]
			if byTag[tag] == nil {
				byTag[tag] = &group{Tag: tag, Name: messages.Text(l, "docs.tag."+tag)}
			}
			byTag[tag].Operations = append(byTag[tag].Operations, s.operation(path, op))
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(byTag)) {
		d.Groups = append(d.Groups, *byTag[tag])
	}
	for _, name := range slices.Sorted(maps.Keys(s.schemas.Map())) {
		if schema := s.schemas.Map()[name]; schema.Type == huma.TypeObject {
			d.Types = append(d.Types, typ{Name: name, Fields: s.fields(schema)})
		}
	}
	for _, c := range messages.Codes(l) {
		if prefix, _, _ := strings.Cut(c, "."); !wording[prefix] {
			d.Codes = append(d.Codes, code{c, messages.Text(l, c)})
		}
	}
	return d
}

// wording are the parts of the catalogue that are not errors.
var wording = map[string]bool{"docs": true, "kind": true, "role": true, "words": true}

func operationsOf(item *huma.PathItem) []*huma.Operation {
	list := []*huma.Operation{item.Get, item.Post, item.Put, item.Delete}
	return slices.DeleteFunc(list, func(op *huma.Operation) bool { return op == nil })
}

// scribe writes in one language.
type scribe struct {
	language messages.Language
	schemas  huma.Registry
}

func (s scribe) localised(english string, extensions map[string]any) string {
	if text, ok := extensions["x-description-zh-CN"].(string); ok && s.language == messages.Chinese {
		return text
	}
	return english
}

func (s scribe) operation(path string, op *huma.Operation) operation {
	o := operation{
		ID: op.OperationID, Method: op.Method, Path: path, Summary: op.Summary,
		Description: s.localised(op.Description, op.Extensions), Permission: fmt.Sprint(op.Extensions["x-permission"]),
	}
	if text, ok := op.Extensions["x-summary-zh-CN"].(string); ok && s.language == messages.Chinese {
		o.Summary = text
	}
	for _, p := range op.Parameters {
		f := s.field(p.Name, p.Schema, p.Required)
		f.Where, f.Doc = p.In, s.localised(p.Description, p.Extensions)
		o.Params = append(o.Params, f)
	}
	if op.RequestBody != nil {
		for kind, media := range op.RequestBody.Content {
			o.Body = typeRef{Text: kind}
			if media.Schema.Ref != "" {
				o.Body = s.typeOf(media.Schema)
				o.BodyExample = s.exampleText(media.Schema)
			}
		}
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		o.Answers = append(o.Answers, s.answer(status, op.Responses[status]))
	}
	return o
}

func (s scribe) answer(status string, r *huma.Response) answer {
	a := answer{Status: status}
	if codes, ok := r.Extensions["x-codes"].([]string); ok {
		a.Codes = codes
		return a
	}
	for kind, media := range r.Content {
		a.Type = typeRef{Text: kind}
		if media.Schema.Ref != "" {
			a.Type = s.typeOf(media.Schema)
		}
	}
	return a
}

func (s scribe) fields(schema *huma.Schema) []field {
	var list []field
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		list = append(list, s.field(name, schema.Properties[name], slices.Contains(schema.Required, name)))
	}
	slices.SortStableFunc(list, func(a, b field) int { return cmp.Compare(rank(a.Required), rank(b.Required)) })
	return list
}

func rank(required bool) int {
	if required {
		return 0
	}
	return 1
}

func (s scribe) field(name string, schema *huma.Schema, required bool) field {
	f := field{Name: name, Type: s.typeOf(schema), Required: required, Doc: s.localised(schema.Description, schema.Extensions), Bounds: bounds(schema)}
	if len(schema.Examples) > 0 {
		f.Example = fmt.Sprint(schema.Examples[0])
	}
	return f
}

// typeOf names a schema: Order, Order[], string, integer (minor), string | null.
func (s scribe) typeOf(schema *huma.Schema) typeRef {
	switch {
	case schema.Ref != "":
		name := schema.Ref[strings.LastIndexByte(schema.Ref, '/')+1:]
		return typeRef{Text: name, Name: name}
	case len(schema.AnyOf) == 2:
		t := s.typeOf(schema.AnyOf[0])
		t.Text += " | null"
		return t
	case schema.Type == huma.TypeArray:
		t := s.typeOf(schema.Items)
		t.Text += "[]"
		return t
	}
	t := typeRef{Text: cmp.Or(schema.Type, "any")}
	if schema.Format != "" && schema.Format != "int64" && schema.Format != "int32" && schema.Format != "double" {
		t.Text += " (" + schema.Format + ")"
	}
	if schema.Nullable {
		t.Text += " | null"
	}
	return t
}

// bounds says the limits of a value as short as they can be said.
func bounds(schema *huma.Schema) string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if len(schema.Enum) > 0 {
		add("%s", strings.Join(strings.Fields(strings.Trim(fmt.Sprint(schema.Enum), "[]")), " | "))
	}
	between := func(low, high string) {
		switch {
		case low != "" && high != "":
			add("%s…%s", low, high)
		case low != "":
			add("≥ %s", low)
		case high != "":
			add("≤ %s", high)
		}
	}
	between(number(schema.MinLength), number(schema.MaxLength))
	between(number(schema.MinItems), number(schema.MaxItems))
	if schema.Format != "minor" && schema.Format != "points" { // theirs are those of every number
		between(number(schema.Minimum), number(schema.Maximum))
	}
	if schema.Default != nil {
		add("= %v", schema.Default)
	}
	return strings.Join(parts, ", ")
}

func number[T int | float64](n *T) string {
	if n == nil {
		return ""
	}
	return fmt.Sprintf("%.0f", float64(*n))
}

// exampleText makes an example of a body out of the examples of its fields.
func (s scribe) exampleText(schema *huma.Schema) string {
	text, err := json.MarshalIndent(s.example(schema, 0), "", "  ")
	if err != nil {
		return ""
	}
	return string(text)
}

const deepestExample = 6

func (s scribe) example(schema *huma.Schema, depth int) any {
	if schema.Ref != "" {
		schema = s.schemas.SchemaFromRef(schema.Ref)
	}
	switch {
	case depth > deepestExample:
		return nil
	case len(schema.AnyOf) > 0:
		return s.example(schema.AnyOf[0], depth+1)
	case schema.Type == huma.TypeObject:
		object := map[string]any{}
		for name, p := range schema.Properties {
			object[name] = s.example(p, depth+1)
		}
		return object
	case schema.Type == huma.TypeArray:
		if len(schema.Examples) > 0 {
			return schema.Examples[0]
		}
		return []any{s.example(schema.Items, depth+1)}
	case len(schema.Examples) > 0:
		return schema.Examples[0]
	}
	return nil
}
