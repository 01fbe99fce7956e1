package edge

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

// answer is how the struct that a handler returns becomes a response: Status,
// fields tagged header, and Body, which is JSON unless it is bytes or writes
// itself. Like an input, it is made once from the struct's type.
type answer struct {
	good    int // the status when the struct has none, or says none
	status  int // index of Status; -1: none
	body    int // index of Body; -1: none
	headers []header
}

type header struct {
	name string
	at   int
}

var (
	bodyWriter = reflect.TypeFor[func(http.ResponseWriter)]()
	oneCookie  = reflect.TypeFor[http.Cookie]()
	cookies    = reflect.TypeFor[[]http.Cookie]()
)

// answerOf reads the type of what an operation answers and describes it in doc.
func answerOf(t reflect.Type, doc *huma.Operation, schemas huma.Registry) *answer {
	a := &answer{status: -1, body: -1}
	for i := range t.NumField() {
		switch f := t.Field(i); f.Name {
		case "Status":
			a.status = i
		case "Body":
			a.body = i
		default:
			name := f.Tag.Get("header")
			if name == "" || f.Type.Kind() != reflect.String && f.Type != oneCookie && f.Type != cookies {
				panic(fmt.Sprintf("edge: %s does not know how to answer with %s %s", doc.OperationID, f.Name, f.Type))
			}
			a.headers = append(a.headers, header{name, i})
		}
	}
	a.describe(t, doc, schemas)
	return a
}

func (a *answer) describe(t reflect.Type, doc *huma.Operation, schemas huma.Registry) {
	if a.good = doc.DefaultStatus; a.good == 0 && a.body >= 0 {
		a.good = http.StatusOK
	} else if a.good == 0 {
		a.good = http.StatusNoContent
	}
	doc.DefaultStatus = a.good
	r := doc.Responses[strconv.Itoa(a.good)]
	if r == nil {
		r = &huma.Response{Description: http.StatusText(a.good)}
		doc.Responses[strconv.Itoa(a.good)] = r
	}
	if a.body >= 0 && r.Content == nil && t.Field(a.body).Type != bodyWriter {
		f := t.Field(a.body)
		r.Content = map[string]*huma.MediaType{"application/json": {
			Schema: huma.SchemaFromField(schemas, f, hintOf(t, "Body", doc.OperationID+"Response")),
		}}
	}
	for _, h := range a.headers {
		f := t.Field(h.at)
		f.Type = reflect.TypeFor[string]() // of a cookie too
		if r.Headers == nil {
			r.Headers = map[string]*huma.Param{}
		}
		r.Headers[h.name] = &huma.Header{Schema: huma.SchemaFromField(schemas, f, "")}
	}
}

// documents are kept for the next answer, unless one was large.
var documents = sync.Pool{New: func() any { return new(Writer) }}

const largeDocument = 64 << 10

// write answers with v, which is a struct of the answer's type. What cannot be
// written is an error as long as nothing has been.
func (a *answer) write(w http.ResponseWriter, v reflect.Value) error {
	for _, h := range a.headers {
		h.set(w.Header(), v.Field(h.at))
	}
	status := a.good
	if a.status >= 0 {
		status = int(v.Field(a.status).Int())
	}
	if a.body < 0 {
		w.WriteHeader(status)
		return nil
	}
	switch body := v.Field(a.body); {
	case body.Type() == bodyWriter:
		body.Interface().(func(http.ResponseWriter))(w)
	case body.Kind() == reflect.Slice && body.Type().Elem().Kind() == reflect.Uint8:
		asJSON(w.Header())
		w.WriteHeader(status)
		w.Write(body.Bytes())
	default:
		document := documents.Get().(*Writer)
		defer document.keep()
		if err := document.encode(body); err != nil {
			return fmt.Errorf("write answer: %w", err)
		}
		asJSON(w.Header())
		w.WriteHeader(status)
		w.Write(document.Text)
	}
	return nil
}

func (w *Writer) keep() {
	if cap(w.Text) <= largeDocument {
		w.Text = w.Text[:0]
		documents.Put(w)
	}
}

// encode writes a body, with the line's end that encoding/json puts behind it.
func (w *Writer) encode(body reflect.Value) error {
	if a, is := body.Addr().Interface().(Appender); is {
		a.AppendJSON(w)
		w.Text = append(w.Text, '\n')
		return nil
	}
	to := json.NewEncoder(w)
	to.SetEscapeHTML(false)
	return to.Encode(body.Interface())
}

// asJSON says what a body is that says nothing else of itself.
func asJSON(h http.Header) {
	if h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json")
	}
}

// set writes a header; an empty one is none.
func (h header) set(to http.Header, v reflect.Value) {
	switch v.Type() {
	case oneCookie:
		c := v.Interface().(http.Cookie)
		to.Set(h.name, c.String())
	case cookies:
		for _, c := range v.Interface().([]http.Cookie) {
			to.Add(h.name, c.String())
		}
	default:
		if v.String() != "" {
			to.Set(h.name, v.String())
		}
	}
}
