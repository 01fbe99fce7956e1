package view

import (
	"archive/zip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"time"

	"habitue/internal/api/messages"
	"habitue/internal/platform/sheet"
)

// Copy is what is known of a member, part by part, in the words of a language.
type Copy struct {
	Language messages.Language
	Shop     string
	Number   string
	Parts    []CopyPart
}

// CopyPart is a list of rows of one kind: a slice of structs whose tags are headings.
type CopyPart struct {
	Name string
	Rows any
}

// WriteCopy writes a copy as a ZIP: copy.json for machines, a CSV of each part for
// spreadsheets, and a page to read in each of the languages.
func WriteCopy(out io.Writer, at time.Time, copies ...*Copy) error {
	archive := zip.NewWriter(out)
	add := func(name string) (io.Writer, error) {
		return archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at})
	}
	first := copies[0]
	whole := map[string]any{"made_at": at.UTC().Format(time.RFC3339), "shop": first.Shop}
	for _, p := range first.Parts {
		whole[p.Name] = p.Rows
	}
	file, err := add("copy.json")
	if err != nil {
		return err
	}
	text := json.NewEncoder(file)
	text.SetIndent("", "  ")
	text.SetEscapeHTML(false)
	if err := text.Encode(whole); err != nil {
		return err
	}
	for _, p := range first.Parts {
		if file, err = add(p.Name + ".csv"); err == nil {
			err = p.csv(file, first.Language)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", p.Name, err)
		}
	}
	for _, c := range copies {
		if file, err = add("copy." + string(c.Language) + ".html"); err == nil {
			err = c.page(file, at)
		}
		if err != nil {
			return fmt.Errorf("write the page in %s: %w", c.Language, err)
		}
	}
	return archive.Close()
}

// headings are what the columns of a part are called in a language, and rows their
// cells as texts.
func (p CopyPart) table(l messages.Language) (headings []string, rows [][]string) {
	list := reflect.ValueOf(p.Rows)
	of := list.Type().Elem()
	tag := "doc"
	if l == messages.Chinese {
		tag = "zh"
	}
	for i := range of.NumField() {
		headings = append(headings, of.Field(i).Tag.Get(tag))
	}
	for i := range list.Len() {
		row := make([]string, of.NumField())
		for j := range row {
			row[j] = fmt.Sprint(list.Index(i).Field(j).Interface())
			if yes, is := list.Index(i).Field(j).Interface().(bool); is {
				row[j] = messages.Text(l, map[bool]string{true: "copy.yes", false: "copy.no"}[yes])
			}
		}
		rows = append(rows, row)
	}
	return headings, rows
}

func (p CopyPart) csv(out io.Writer, l messages.Language) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil { // Excel takes a file without a mark for the local code page
		return err
	}
	headings, rows := p.table(l)
	file := csv.NewWriter(out)
	if err := file.Write(headings); err != nil {
		return err
	}
	for _, row := range rows {
		for i := range row {
			row[i] = sheet.Harmless(row[i])
		}
		if err := file.Write(row); err != nil {
			return err
		}
	}
	file.Flush()
	return file.Error()
}

// copyPageText holds the whole page: no script, nothing from elsewhere, so that it can
// be kept and read anywhere.
var copyPageText = template.Must(template.New("copy").Parse(`<!doctype html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{{.Title}}</title>
<style>body{font:15px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1f2328}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}div{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}
th,td{border:1px solid #d0d7de;padding:.3rem .6rem;text-align:left;vertical-align:top}th{background:#f6f8fa;white-space:nowrap}p{color:#57606a}
@media (prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}th{background:#161b22}th,td{border-color:#30363d}p{color:#9198a1}}</style></head>
<body><h1>{{.Title}}</h1><p>{{.About}}</p>
{{range .Parts}}<h2>{{.Title}}</h2>{{if .Rows}}<div><table><thead><tr>{{range .Headings}}<th>{{.}}</th>{{end}}</tr></thead><tbody>
{{range .Rows}}<tr>{{range .}}<td>{{.}}</td>{{end}}</tr>
{{end}}</tbody></table></div>{{else}}<p>{{$.Nothing}}</p>{{end}}
{{end}}</body></html>
`))

func (c *Copy) page(out io.Writer, at time.Time) error {
	type part struct {
		Title    string
		Headings []string
		Rows     [][]string
	}
	page := struct {
		Language, Title, About, Nothing string
		Parts                           []part
	}{string(c.Language), say(c.Language, "copy.title", "shop", c.Shop, "number", c.Number), say(c.Language, "copy.about", "at", at.UTC().Format(time.RFC3339)),
		say(c.Language, "copy.nothing"), nil}
	for _, p := range c.Parts {
		headings, rows := p.table(c.Language)
		page.Parts = append(page.Parts, part{say(c.Language, "copy.part."+p.Name), headings, rows})
	}
	return copyPageText.Execute(out, page)
}
