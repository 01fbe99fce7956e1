package intake

import (
	"context"
	"fmt"
	"slices"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// statements are the consents of a row, with the evidence of each: which run brought it, from
// which row of which file.
func (w *openingWork) statements(r *openingRow) (list []member.Statement) {
	for _, c := range r.Consents {
		st := member.Statement{Question: c.question(), Granted: c.Yes, Text: c.Text, Via: member.ViaImport, By: w.request.Principal, At: c.At,
			Reference: w.key(r.Row) + ":" + questionCode(c.question()),
			Reason:    filled(broughtBy.In(w.request.Language), errs.Params("run", w.report.Run, "row", r.Row, "file", i18n.Clean(w.report.File.Name, mostFileName)))}
		if st.At.IsZero() {
			st.At = w.asOf
		}
		list = append(list, st)
	}
	return list
}

const mostFileName = 100 // characters, in the evidence of a consent

var broughtBy = i18n.Of("导入 {run}：{file}，第 {row} 行", "Import {run}: {file}, row {row}")

// withheld notes which answers of a row do not count, since its member is a minor.
func (r *livingRow) withheld(questions []member.Question) {
	if len(questions) == 0 {
		return
	}
	r.became = make([]member.Outcome, len(r.Consents))
	for i, c := range r.Consents {
		if slices.Contains(questions, c.question()) {
			r.became[i] = member.Unasked
		}
	}
}

// bringConsents keeps what rows say of members who were here before; of who is new it came
// with him.
func (w *openingWork) bringConsents(ctx context.Context, tx postgres.Tx, rows []livingRow) error {
	var list []member.BroughtFor
	var at []int
	for i := range rows {
		if r := &rows[i]; !r.joined && r.refused == nil && len(r.Consents) > 0 {
			list, at = append(list, member.BroughtFor{Member: r.of, Statements: w.statements(r.openingRow)}), append(at, i)
		}
	}
	outcomes, err := w.Members.BringConsents(ctx, tx, list)
	if err != nil {
		return fmt.Errorf("bring consents: %w", err)
	}
	for k, became := range outcomes {
		rows[at[k]].became = became
	}
	return nil
}
