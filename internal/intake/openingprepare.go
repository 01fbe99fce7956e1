package intake

import (
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/extsort"
)

// openingBatch is how many rows are judged, and applied, together.
const openingBatch = 2_000

// openingPreparation is an opening's file on its way to a spool of good rows. The file is
// read twice: first for who is in it, then for everything.
type openingPreparation struct {
	*openingWork
	reader *openingReader
	counts *OpeningRows

	twice   map[uint32]verdictOfRow // by row, of those that share their member with another
	seen    map[member.ID]int64     // rows of members who were known, where each may have one
	members []member.ID
	sums    *sums
	spool   *extsort.SpoolWriter
	errors  *openingErrors
	batch   []judged
}

// verdictOfRow is what another row of the same member means for a row.
type verdictOfRow struct {
	other uint32
	same  bool // says the same: left out
}

// judged is a row on its way.
type judged struct {
	openingRow
	cells []string
	wrong []RowError
}

// bindSource ties the mapping to the file. The source stands behind the header again.
func (w *openingWork) bindSource(ctx context.Context) (*openingReader, [][]string, []*errs.Error, error) {
	src, err := openSource(w.request.File, w.request.Mapping.reading())
	if err != nil {
		return nil, nil, nil, err
	}
	defer src.Close()
	zone, err := w.of.zone(w.request.Mapping)
	if err != nil {
		return nil, nil, nil, err
	}
	r := &openingReader{facts: w.of, zone: zoner{location: zone}, country: w.request.Mapping.Country, system: member.External(w.request.Mapping.system()),
		now: w.Clock.Now(), asOf: w.asOf, repairs: newRepairs(), seed: maphash.MakeSeed()}
	if r.country == "" {
		r.country = defaultCountry
	}
	r.openingBinding = &openingBinding{binding: &binding{mapping: w.request.Mapping, header: src.Header()}, kind: w.request.Kind, own: w.of.own, asked: w.of.asked}
	r.repairs.hidden = r.concealed()
	samples := make([][]string, 0, sampleRows)
	for len(samples) < sampleRows && ctx.Err() == nil {
		_, cells, fault, err := src.Next()
		if err != nil {
			if errors.Is(err, io.EOF) && len(samples) == 0 {
				return nil, nil, nil, ErrNoRows
			}
			break // what is wrong further down is told when the file is read
		}
		if fault == nil {
			samples = append(samples, slices.Clone(cells))
		}
	}
	b, problems := bindOpening(w.request.Kind, w.request.Mapping, src.Header(), w.of.own, w.of.asked, samples, r.reads)
	if problem := b.dateOrder(samples); problem != nil {
		problems = append(problems, problem)
	}
	problems = append(problems, b.mayNot(w.request.By)...)
	r.openingBinding = b
	if len(problems) == 0 {
		problems = append(problems, r.unproven(samples)...)
	}
	for _, s := range b.columns {
		r.used = append(r.used, s.columns...)
	}
	slices.Sort(r.used)
	r.used = slices.Compact(r.used)
	w.report.Columns, w.report.Unused, w.report.Mapping, w.report.Own = b.explain, b.unused, b.mapping, b.ownTaken()
	if t, ok := src.(*textSource); ok {
		w.report.File.Encoding, w.report.File.Packed, w.report.File.Delimiter = t.Encoding(), t.Compressed(), string(t.Delimiter())
	}
	return r, samples, problems, nil
}

// prepare reads, cleans and judges the file, and leaves the good rows in the spool. What an
// earlier attempt of the same left whole is taken as it is.
// Errors: those of table and sheet, ErrTooManyBad, ErrTooManyRows, ErrNoRows, ErrTwoColumns,
// ErrNoSuchColumn, ErrFieldMissing, ErrNoHeader, ErrDateOrder, ErrZoneMissing, ErrFileChanged.
func (w *openingWork) prepare(ctx context.Context) error {
	if w.prepared() {
		return nil
	}
	if err := os.MkdirAll(w.request.Folder, 0o700); err != nil {
		return fmt.Errorf("make the folder of an import: %w", err)
	}
	reader, _, problems, err := w.bindSource(ctx)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return problems[0]
	}
	p := &openingPreparation{openingWork: w, reader: reader, counts: &w.report.Rows, sums: newSums(), seen: map[member.ID]int64{}}
	*p.counts = OpeningRows{}
	if err := p.identify(ctx); err != nil {
		return err
	}
	if p.spool, err = extsort.CreateSpool(w.spool()); err != nil {
		return err
	}
	if err := p.judge(ctx); err != nil {
		p.spool.Discard()
		return errors.Join(err, p.errors.close())
	}
	meta, err := json.Marshal(w.report)
	if err != nil {
		p.spool.Discard()
		return fmt.Errorf("write what was found: %w", err)
	}
	return p.spool.Finish(meta)
}

// prepared takes up what an earlier attempt found.
func (w *openingWork) prepared() bool {
	s, err := extsort.OpenSpool(w.spool())
	if err != nil {
		return false
	}
	defer s.Close()
	var found Opened
	if json.Unmarshal(s.Meta(), &found) != nil || found.File.SHA256 != w.report.File.SHA256 || found.Kind != w.request.Kind || !found.AsOf.Equal(w.asOf) {
		return false
	}
	found.Run, found.DryRun = w.report.Run, w.report.DryRun
	w.report = found
	return true
}

// mayRepeat says whether several rows may be about one member.
func (k OpeningKind) mayRepeat() bool { return k == OpenBalances || k == OpenCoupons }

// each reads every row of the file.
func (p *openingPreparation) each(ctx context.Context, part int64, visit func(number int64, cells []string, fault *errs.Error) error) error {
	src, err := openSource(p.request.File, p.request.Mapping.reading())
	if err != nil {
		return err
	}
	defer src.Close()
	for n := int64(1); ; n++ {
		number, cells, fault, err := src.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if n > maxOpeningRows || number > math.MaxUint32 {
			return ErrTooManyRows.With("max", maxOpeningRows)
		}
		if err := visit(number, cells, fault); err != nil {
			return err
		}
		if n%beat == 0 {
			done, size := src.Read()
			p.request.Progress(Progress{Phase: PhaseRead, Done: (part*size + done) / 2, Total: size, Rows: n})
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	if t, ok := src.(*textSource); ok {
		p.report.File.Encoding = t.Encoding()
		if part == 1 {
			p.counts.Blank = t.Blank()
		}
		if !t.Compressed() && t.BytesRead() != p.report.File.Bytes {
			return ErrFileChanged.With("file", p.report.File.Name)
		}
	}
	return nil
}

// identity is one identity of one row.
type identity struct {
	handle      uint64
	row, digest uint32
}

// identify finds the rows that share their member with another.
func (p *openingPreparation) identify(ctx context.Context) error {
	p.twice = map[uint32]verdictOfRow{}
	drop := p.request.Duplicates == DropDuplicates
	if p.request.Kind.mayRepeat() && !drop {
		return nil
	}
	p.reader.repairs.silent = true
	defer func() { p.reader.repairs.silent = false }()
	var list []identity
	err := p.each(ctx, 0, func(number int64, cells []string, fault *errs.Error) error {
		if fault != nil {
			return nil
		}
		keys := p.reader.identify(number, cells)
		digest := p.reader.digest()
		if p.request.Kind.mayRepeat() {
			list = append(list, identity{digest, uint32(number), uint32(digest)})
			return nil
		}
		for _, k := range keys {
			list = append(list, identity{p.reader.handle(k), uint32(number), uint32(digest)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b identity) int { return cmp.Or(cmp.Compare(a.handle, b.handle), cmp.Compare(a.row, b.row)) })
	for from := 0; from < len(list); {
		until := from + 1
		same := true
		for ; until < len(list) && list[until].handle == list[from].handle; until++ {
			same = same && list[until].digest == list[from].digest
		}
		for i := from; i < until && until-from > 1; i++ {
			other := list[from].row
			if i == from {
				other = list[from+1].row
			}
			known, has := p.twice[list[i].row]
			switch {
			case same && i > from && !has:
				p.twice[list[i].row] = verdictOfRow{other, true}
			case !same && (!has || known.same):
				p.twice[list[i].row] = verdictOfRow{other, false}
			}
		}
		from = until
	}
	return nil
}

// judge reads everything, and files each row where it belongs.
func (p *openingPreparation) judge(ctx context.Context) error {
	p.errors = &openingErrors{path: p.request.ErrorFile, header: p.reader.header, language: p.request.Language, report: &p.report}
	err := p.each(ctx, 1, func(number int64, cells []string, fault *errs.Error) error {
		p.counts.Read++
		if fault != nil {
			p.batch = append(p.batch, judged{openingRow: openingRow{Row: number}, cells: slices.Clone(cells), wrong: []RowError{{Row: number, Code: fault.Code, Params: fault.Params}}})
			return p.full(ctx)
		}
		other, twice := p.twice[uint32(number)]
		if twice && other.same {
			p.counts.Duplicates++
			return nil
		}
		row, wrong := p.reader.read(number, cells)
		if twice {
			p.counts.Twice++
			wrong = append(wrong, RowError{Row: number, Column: p.reader.column(p.reader.firstIdentity()), Code: rowTwice, Params: errs.Params("row", int(other.other))})
		}
		p.batch = append(p.batch, judged{openingRow: *row, cells: slices.Clone(cells), wrong: slices.Clone(wrong)})
		return p.full(ctx)
	})
	if err == nil {
		err = p.ask(ctx)
	}
	if err != nil {
		return err
	}
	for asset, amount := range p.reader.repairs.over {
		p.sums.asset(asset).Lapsed += amount
	}
	p.report.Found = p.sums.told(p.of)
	p.reader.repairs.into(&p.report)
	slices.Sort(p.members)
	p.counts.Members += int64(len(slices.Compact(p.members)))
	if err := p.errors.close(); err != nil {
		return err
	}
	if p.counts.Read == 0 {
		return ErrNoRows
	}
	if p.counts.Bad*100 > p.counts.Read*int64(p.request.MaxBad) {
		first := p.report.Errors[0]
		return ErrTooManyBad.With("bad", p.counts.Bad, "rows", p.counts.Read, "limit_percent", p.request.MaxBad,
			"first_row", first.Row, "first_column", first.Column, "first_code", first.Code)
	}
	return nil
}

func (p *openingPreparation) full(ctx context.Context) error {
	if len(p.batch) < openingBatch {
		return nil
	}
	return p.ask(ctx)
}

// ask judges a batch by what is here already.
func (p *openingPreparation) ask(ctx context.Context) error {
	var keys []member.Key
	for i := range p.batch {
		if len(p.batch[i].wrong) == 0 {
			keys = append(keys, p.batch[i].Keys...)
		}
	}
	owners, err := p.Members.ResolveMany(ctx, p.DB, keys)
	if err != nil {
		return err
	}
	var known []member.ID
	of := make([]member.ID, len(p.batch))
	for i := range p.batch {
		row := &p.batch[i]
		for _, k := range row.Keys {
			id, ok := owners[k]
			switch {
			case !ok || len(row.wrong) > 0:
			case of[i] == 0:
				of[i] = id
			case of[i] != id:
				row.refuse(p.reader, rowConflict)
			}
		}
		if of[i] != 0 {
			known = append(known, of[i])
		}
	}
	before, err := p.openedBefore(ctx, p.DB, known)
	if err != nil {
		return err
	}
	for i := range p.batch {
		p.against(&p.batch[i], of[i], before[of[i]])
		if err := p.file(&p.batch[i], of[i]); err != nil {
			return err
		}
	}
	p.batch = p.batch[:0]
	return nil
}

func (j *judged) refuse(r *openingReader, code string, pairs ...any) {
	j.wrong = append(j.wrong, RowError{Row: j.Row, Column: r.column(r.firstIdentity()), Code: code, Params: errs.Params(pairs...)})
}

// against holds a row against the member it is about; 0: nobody knows him.
func (p *openingPreparation) against(row *judged, of member.ID, before []openedBits) {
	if len(row.wrong) > 0 {
		return
	}
	if of == 0 {
		if p.request.Kind != OpenMembers {
			row.refuse(p.reader, rowUnknownMember)
		}
		return
	}
	if !p.request.Kind.mayRepeat() {
		if first, twice := p.seen[of]; twice {
			p.counts.Twice++
			row.refuse(p.reader, rowTwice, "row", first)
			return
		}
		p.seen[of] = row.Row
	}
	for _, b := range before {
		if b.posted&row.posted() != 0 {
			row.refuse(p.reader, rowBefore, "run", int64(b.run))
			return
		}
	}
}

// file puts a row into the spool, or among the errors.
func (p *openingPreparation) file(row *judged, of member.ID) error {
	if len(row.wrong) == 0 && p.request.Kind == OpenMembers {
		if err := p.join(&row.openingRow).Validate(p.reader.country, p.reader.now); err != nil {
			row.refuse(p.reader, rowNotNow, "problem", problemOf(err))
		}
	}
	if len(row.wrong) > 0 {
		p.counts.Bad++
		return p.errors.add(row)
	}
	p.counts.Good++
	if of != 0 {
		p.counts.Known++
	}
	switch {
	case p.request.Kind.mayRepeat():
		p.members = append(p.members, of)
	default:
		p.counts.Members++
	}
	if row.empty() {
		return nil
	}
	p.sums.add(&row.openingRow)
	p.sums.consents(&row.openingRow, nil)
	record, err := json.Marshal(&row.openingRow)
	if err != nil {
		return fmt.Errorf("keep row %d: %w", row.Row, err)
	}
	return p.spool.Add(record)
}

func problemOf(err error) string {
	if e := errs.Of(err); e != nil {
		if len(e.Fields) > 0 {
			return e.Fields[0].Code
		}
		return e.Code
	}
	return "internal"
}

// openingErrors writes the rows that are wrong as they come, ready to be corrected and
// brought in by themselves. Without any there is no file.
type openingErrors struct {
	path, language string
	header         []string
	report         *Opened
	file           *os.File
	out            *csv.Writer
}

func (e *openingErrors) add(row *judged) error {
	if e.file == nil {
		var err error
		if e.file, err = os.OpenFile(e.path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600); err != nil {
			return fmt.Errorf("write the error file: %w", err)
		}
		if _, err := e.file.WriteString("\ufeff"); err != nil {
			return fmt.Errorf("write the error file: %w", err)
		}
		e.out = csv.NewWriter(e.file)
		e.write(append(errorColumns(), e.header...))
		e.report.ErrorFile = e.path
	}
	var columns, codes, words []string
	for _, w := range row.wrong {
		if len(e.report.Errors) < firstErrors {
			e.report.Errors = append(e.report.Errors, w)
		}
		columns, codes, words = append(columns, w.Column), append(codes, w.Code), append(words, Message(w.Code, w.Params, e.language))
	}
	cells := append([]string{fmt.Sprint(row.Row), strings.Join(columns, "; "), strings.Join(codes, "; "), strings.Join(words, " ")}, row.cells...)
	for len(cells) < len(e.header)+len(errorColumns()) {
		cells = append(cells, "")
	}
	e.write(cells)
	return nil
}

func (e *openingErrors) write(cells []string) {
	for i, c := range cells {
		cells[i] = harmless(c)
	}
	_ = e.out.Write(cells) // the first error stays, and close tells it
}

func (e *openingErrors) close() error {
	if e == nil || e.file == nil {
		return nil
	}
	e.out.Flush()
	err := errors.Join(e.out.Error(), e.file.Close())
	e.file = nil
	if err != nil {
		return fmt.Errorf("write the error file: %w", err)
	}
	return nil
}

// join is the person of a row as somebody who joins.
func (w *openingWork) join(r *openingRow) member.Join {
	j := member.Join{Source: w.request.Mapping.system(), Run: int64(w.report.Run), Name: r.Name, JoinedAt: r.Joined,
		Birthday: member.Birthday{Year: r.Birthday[0], Month: r.Birthday[1], Day: r.Birthday[2]}}
	if j.JoinedAt.IsZero() {
		j.JoinedAt = w.asOf
	}
	j.Values, j.Tags, j.By, j.Consents = r.Own, r.Tags, w.request.Principal, w.statements(r)
	if r.Address != nil {
		j.Address = *r.Address
	}
	if now := w.Clock.Now(); j.JoinedAt.After(now) {
		j.JoinedAt = now.Truncate(time.Microsecond)
	}
	for _, k := range r.Keys {
		switch k.Kind {
		case member.Phone:
			j.Phone = k.Value
		case member.Email:
			j.Email = k.Value
		case member.Card:
			j.Card = k.Value
		default:
			system, _ := k.Kind.System()
			j.External = append(j.External, member.SystemNumber{System: system, Number: k.Value})
		}
	}
	return j
}
