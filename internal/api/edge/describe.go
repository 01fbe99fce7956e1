package edge

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// inChinese is the key under which the contract carries Chinese descriptions;
// DTO fields give them in a tag of their own beside doc.
const inChinese = "x-description-zh-CN"

// describeParams adds the Chinese descriptions of an operation's parameters.
func describeParams(in reflect.Type, contract *huma.OpenAPI, op Operation) {
	texts := map[string]string{}
	collectParams(in, texts)
	for _, p := range operationOf(contract.Paths[Root+op.Path], op.Method).Parameters {
		if text := texts[p.Name]; text != "" {
			p.Extensions = map[string]any{inChinese: text}
		}
	}
}

func collectParams(t reflect.Type, texts map[string]string) {
	for f := range t.Fields() {
		if f.Anonymous {
			collectParams(f.Type, texts)
			continue
		}
		for _, in := range []string{"query", "path", "header"} {
			if name := f.Tag.Get(in); name != "" {
				texts[name] = f.Tag.Get("zh")
			}
		}
	}
}

func operationOf(item *huma.PathItem, method string) *huma.Operation {
	switch method {
	case "POST":
		return item.Post
	case "PUT":
		return item.Put
	case "DELETE":
		return item.Delete
	}
	return item.Get
}

// DescribeSchemas adds the Chinese descriptions of all fields, once every
// operation is registered.
func (e *Edge) DescribeSchemas() {
	schemas := e.api.OpenAPI().Components.Schemas
	for name, schema := range schemas.Map() {
		t := schemas.TypeFromRef(schemaRoot + name)
		for t != nil && t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t != nil && t.Kind() == reflect.Struct {
			describeFields(t, schema)
		}
	}
}

func describeFields(t reflect.Type, schema *huma.Schema) {
	for f := range t.Fields() {
		if f.Anonymous {
			describeFields(f.Type, schema)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := schema.Properties[name]
		if p == nil {
			continue
		}
		if text := f.Tag.Get("zh"); text != "" {
			if p.Extensions == nil {
				p.Extensions = map[string]any{}
			}
			p.Extensions[inChinese] = text
		}
		if f.Type.Kind() == reflect.Pointer && options == "" && p.Type != "" {
			p.Nullable = true // huma does not see it in types that give their own schema
		}
	}
}

// schemaName names a type in the contract. The types of a rule belong to their
// capability, whose name goes before theirs: tier.Level is TierLevel, so that
// it is not mistaken for the level that a member is shown with.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	folders := strings.Split(t.PkgPath(), "/")
	if len(folders) < 3 || folders[1] != "internal" || folders[2] == "api" || folders[2] == "platform" {
		return name
	}
	return strings.ToUpper(folders[2][:1]) + folders[2][1:] + name
}
