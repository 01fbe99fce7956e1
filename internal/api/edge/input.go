package edge

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// input is how a request is read into the struct that an operation's handler
// takes: fields tagged path, query or header, and Body, which is JSON. It is made
// once, from the struct's type, and is the same code for every operation; what
// is compiled for each of them is a call and no more (decision 0048).
type input struct {
	params  []param
	asked   map[string]bool // what may stand in the query
	body    []int           // where Body is; nil: the operation has none
	schema  *huma.Schema    // of Body
	preset  []preset        // within Body
	schemas huma.Registry
	shape   func() *shape // of Body, as most are; nil where there is none
}

// param is a field that is read from path, query or header.
type param struct {
	in, name string
	at       []int
	preset   string // where it is missing
	required bool
	schema   *huma.Schema
	set      func(field reflect.Value, text string) (checked any, wrong string)
}

// inputOf reads the type of an operation's input and describes it in doc. It
// panics when a field would be read from nowhere.
func inputOf(t reflect.Type, doc *huma.Operation, schemas huma.Registry) *input {
	in := &input{asked: map[string]bool{}, schemas: schemas}
	in.read(t, nil, doc)
	return in
}

// takes are the schemas by which a request is checked.
func (in *input) takes() []*huma.Schema {
	list := []*huma.Schema{in.schema}
	for i := range in.params {
		list = append(list, in.params[i].schema)
	}
	return list
}

func (in *input) read(t reflect.Type, at []int, doc *huma.Operation) {
	for i := range t.NumField() {
		f := t.Field(i)
		at := append(slices.Clone(at), i)
		switch {
		case f.Anonymous:
			in.read(f.Type, at, doc)
		case f.Name == "Body":
			in.readBody(t, f, at, doc)
		default:
			in.readParam(f, at, doc)
		}
	}
}

func (in *input) readParam(f reflect.StructField, at []int, doc *huma.Operation) {
	p := param{at: at, preset: f.Tag.Get("default"), required: f.Tag.Get("required") == "true", set: setterOf(f.Type)}
	for _, place := range []string{"path", "query", "header"} {
		if name := f.Tag.Get(place); name != "" {
			p.in, p.name = place, name
		}
	}
	if p.in == "" || p.set == nil {
		panic(fmt.Sprintf("edge: %s does not know how to read its input %s %s", doc.OperationID, f.Name, f.Type))
	}
	p.required = p.required || p.in == "path"
	p.schema = huma.SchemaFromField(in.schemas, f, "")
	in.params = append(in.params, p)
	described := &huma.Param{Name: p.name, In: p.in, Description: p.schema.Description, Required: p.required, Schema: p.schema}
	if p.in == "query" {
		in.asked[p.name] = true
		described.Explode = new(bool) // lists are written a,b
	}
	doc.Parameters = append(doc.Parameters, described)
}

func (in *input) readBody(t reflect.Type, f reflect.StructField, at []int, doc *huma.Operation) {
	in.body, in.preset = at, presetsOf(f.Type, doc.OperationID)
	in.schema = huma.SchemaFromField(in.schemas, f, hintOf(t, "Body", doc.OperationID+"Request"))
	in.schema.PrecomputeMessages()
	in.shape = sync.OnceValue(func() *shape { return shapeOf(f.Type, in.schema, in.schemas) })
	doc.RequestBody = &huma.RequestBody{
		Required: true,
		Content:  map[string]*huma.MediaType{"application/json": {Schema: in.schema}},
	}
}

// hintOf names a type that has no name of its own.
func hintOf(parent reflect.Type, field, otherwise string) string {
	if parent.Name() != "" {
		return parent.Name() + field
	}
	return otherwise
}

// reading is what it takes to check an input, kept for the next request.
type reading struct {
	at    *huma.PathBuffer
	found *huma.ValidateResult
}

var readings = sync.Pool{New: func() any {
	return &reading{huma.NewPathBuffer(make([]byte, 0, 128), 0), &huma.ValidateResult{}}
}}

// manyFindings is how many are still worth keeping the memory for.
const manyFindings = 128

func (r *reading) keep() {
	if cap(r.found.Errors) <= manyFindings {
		r.found.Reset()
		r.at.Reset()
		readings.Put(r)
	}
}

// fill reads a request into v, which is a struct of the input's type, and refuses
// it with all that is wrong with it.
func (in *input) fill(v reflect.Value, r *http.Request, query url.Values, body []byte) error {
	x := readings.Get().(*reading)
	defer x.keep()
	var to reflect.Value
	asItShouldBe := false
	if in.body != nil {
		to = v.FieldByIndex(in.body)
		if asItShouldBe = in.shape().read(body, to); !asItShouldBe {
			to.SetZero()
			if err := Inspect(body); err != nil {
				return err
			}
		}
	}
	in.fillParams(x, v, r, query)
	if in.body != nil && !asItShouldBe {
		in.fillBody(x, to, body)
	}
	if len(x.found.Errors) == 0 && in.body != nil {
		for i := range in.preset {
			in.preset[i].apply(to)
		}
	}
	if len(x.found.Errors) > 0 {
		return wrongFields(x.found.Errors)
	}
	return nil
}

func (in *input) fillParams(x *reading, v reflect.Value, r *http.Request, query url.Values) {
	for name := range query {
		if !in.asked[name] {
			x.param("query", name)
			x.found.Add(x.at, "", codeUnknownGET)
		}
	}
	for i := range in.params {
		p := &in.params[i]
		x.param(p.in, p.name)
		text := p.textOf(r, query)
		if text == "" {
			if p.required {
				x.found.Add(x.at, "", codeMissing)
			}
			continue
		}
		checked, wrong := p.set(v.FieldByIndex(p.at), text)
		if wrong != "" {
			x.found.Add(x.at, text, wrong)
			continue
		}
		huma.Validate(in.schemas, p.schema, x.at, huma.ModeWriteToServer, checked, x.found)
	}
}

func (x *reading) param(place, name string) {
	x.at.Reset()
	x.at.Push(place)
	x.at.Push(name)
}

func (p *param) textOf(r *http.Request, query url.Values) (text string) {
	switch p.in {
	case "path":
		text = r.PathValue(p.name)
	case "query":
		text = query.Get(p.name)
	default:
		text = r.Header.Get(p.name)
	}
	if text == "" {
		return p.preset
	}
	return text
}

// fillBody checks the document against the schema before it becomes a struct:
// the schema speaks of fields, encoding/json of Go.
func (in *input) fillBody(x *reading, v reflect.Value, body []byte) {
	x.at.Reset()
	x.at.Push("body")
	var document any
	if err := json.Unmarshal(body, &document); err != nil {
		x.found.Add(x.at, "", codeWrongType)
		return
	}
	before := len(x.found.Errors)
	huma.Validate(in.schemas, in.schema, x.at, huma.ModeWriteToServer, document, x.found)
	if len(x.found.Errors) > before {
		return
	}
	if err := json.Unmarshal(body, v.Addr().Interface()); err != nil {
		x.found.Add(x.at, "", codeOfSentence(err.Error()))
	}
}

// setterOf says how a parameter's text becomes the value of a field, and the value
// that its schema checks. A type that no parameter has yet has none.
func setterOf(t reflect.Type) func(reflect.Value, string) (any, string) {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return setTime
	case t.Kind() == reflect.String:
		return func(f reflect.Value, text string) (any, string) { f.SetString(text); return text, "" }
	case t.Kind() == reflect.Int || t.Kind() == reflect.Int64:
		return setInt
	case t.Kind() == reflect.Bool:
		return setBool
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		return setList
	}
	return nil
}

func setTime(f reflect.Value, text string) (any, string) {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return nil, codeBadTime
	}
	f.Set(reflect.ValueOf(at))
	return text, ""
}

func setInt(f reflect.Value, text string) (any, string) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil, codeNotInteger
	}
	f.SetInt(n)
	return n, ""
}

func setBool(f reflect.Value, text string) (any, string) {
	b, err := strconv.ParseBool(text)
	if err != nil {
		return nil, codeWrongType
	}
	f.SetBool(b)
	return b, ""
}

func setList(f reflect.Value, text string) (any, string) {
	parts := strings.Split(text, ",")
	list := reflect.MakeSlice(f.Type(), len(parts), len(parts))
	for i, part := range parts {
		list.Index(i).SetString(part)
	}
	f.Set(list)
	return parts, ""
}

// preset is a field of a body that has a value where the request has none.
type preset struct {
	field  int
	value  reflect.Value
	within []preset // of a struct, or of the structs of a list
}

// presetsOf finds the fields tagged default, however deep in t they are.
func presetsOf(t reflect.Type, operation string) (list []preset) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[time.Time]() {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		text, has := f.Tag.Lookup("default")
		switch {
		case !f.IsExported():
		case has:
			set, value := setterOf(f.Type), reflect.New(f.Type).Elem()
			if set == nil {
				panic(fmt.Sprintf("edge: %s cannot default %s %s", operation, f.Name, f.Type))
			}
			if _, wrong := set(value, text); wrong != "" {
				panic(fmt.Sprintf("edge: %s cannot default %s to %q", operation, f.Name, text))
			}
			list = append(list, preset{field: i, value: value})
		default:
			if within := presetsOf(f.Type, operation); within != nil {
				list = append(list, preset{field: i, within: within})
			}
		}
	}
	return list
}

// apply sets what is missing in v.
func (p *preset) apply(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			p.apply(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			p.apply(v.Index(i))
		}
	case reflect.Struct:
		f := v.Field(p.field)
		if p.within == nil && f.IsZero() {
			f.Set(p.value)
		}
		for i := range p.within {
			p.within[i].apply(f)
		}
	}
}
