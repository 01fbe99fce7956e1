package main

import (
	"fmt"
	"io"
	"os"
	"slices"

	"habitue/internal/app"
	"habitue/internal/catalog"
	"habitue/internal/intake"
)

// importGoods brings a file about goods in: articles, prices or stock.
type importGoods struct {
	File   string `arg:"" help:"CSV (UTF-8, GB18030, also .gz) or XLSX; columns are found by their headings."`
	DryRun bool   `help:"Say what would happen and change nothing."`
	JSON   bool   `help:"Print JSON."`

	kind intake.ListKind
	list string
}

type (
	importArticles struct{ importGoods }
	importPrices   struct {
		importGoods
		List string `placeholder:"CODE" help:"Price list, where the file has no column of it."`
	}
	importStock struct{ importGoods }
)

// Run implements the command.
func (c *importArticles) Run(s *session) error {
	c.kind = intake.GoodsList
	return c.run(s)
}

// Run implements the command.
func (c *importPrices) Run(s *session) error {
	c.kind, c.list = intake.PricesList, c.List
	return c.run(s)
}

// Run implements the command.
func (c *importStock) Run(s *session) error {
	c.kind = intake.StockList
	return c.run(s)
}

func (c *importGoods) run(s *session) error {
	s.json = c.JSON
	file, err := os.Open(c.File)
	if err != nil {
		return app.ErrNoFile.With("path", c.File).Because(err)
	}
	defer file.Close()
	return s.with(app.Options{}, func(a *app.App) error {
		out, err := a.ImportList(s.ctx, intake.ListRequest{Kind: c.kind, File: file, Price: c.list, Note: c.File}, c.DryRun)
		if err != nil {
			return err
		}
		return s.result(out, func(w io.Writer) { c.print(s, w, out) })
	})
}

// mostShown bounds how many wrong rows are printed, so that the sum below them is
// still on the screen; --json has the first 500.
const mostShown = 20

// print tells what became of the rows, and which were wrong.
func (c *importGoods) print(s *session, w io.Writer, out intake.ListOutcome) {
	line := func(code string, pairs ...any) { fmt.Fprintln(w, s.say(code, params(pairs...)...)) }
	for _, col := range out.Columns {
		line("import.list_column", "column", col.Column, "field", col.Field)
	}
	for _, u := range out.Unused {
		line("import.unused", "columns", u)
	}
	for _, wrong := range out.WrongRows[:min(len(out.WrongRows), mostShown)] {
		fmt.Fprintln(w, s.say("import.list_row", params("row", grouped(wrong.Row), "code", wrong.Code, "why", s.say(wrong.Why.Code, wrong.Why.Params...))...))
	}
	if more := out.Outcomes[catalog.Refused] - mostShown; more > 0 {
		line("import.list_more", "rows", grouped(int64(more)))
	}
	n := func(o ...catalog.Outcome) string {
		sum := 0
		for outcome, count := range out.Outcomes {
			if slices.Contains(o, outcome) {
				sum += count
			}
		}
		return grouped(int64(sum))
	}
	code := "import.list_done"
	if c.DryRun {
		code = "import.list_would"
	}
	line(code, "rows", grouped(int64(out.Rows)), "made", n(catalog.Made), "changed", n(catalog.Edited, catalog.Removed),
		"same", n(catalog.Same, catalog.OutOfDate), "refused", n(catalog.Refused))
}
