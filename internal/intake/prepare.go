package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"habitue/internal/platform/extsort"
	"habitue/internal/platform/table"
)

// Prepare reads and validates a file and leaves its timelines at r.Spool(). It
// changes nothing else; what a killed run left is thrown away. When the spool of
// the same file and options is there already, it is taken as it is.
//
// The returned plan is filled as far as it went also when the file is refused.
// Errors: those of Inspect, table.Reader.Next and Mapping.Validate,
// ErrCurrencyMissing, ErrZoneMissing, ErrTooManyBad, ErrFileChanged.
func Prepare(ctx context.Context, r Request) (Plan, error) {
	r = r.withDefaults()
	if err := r.Validate(); err != nil {
		return Plan{}, err
	}
	facts, err := r.fingerprint()
	if err != nil {
		return Plan{}, err
	}
	options, err := r.options()
	if err != nil {
		return Plan{}, err
	}
	return prepare(ctx, r, facts, options)
}

// prepare is Prepare for a file that is known.
func prepare(ctx context.Context, r Request, facts FileFacts, options string) (Plan, error) {
	if err := os.MkdirAll(r.Folder, 0o700); err != nil {
		return Plan{}, fmt.Errorf("make the folder of an import: %w", err)
	}
	if plan, ok := r.prepared(facts, options); ok {
		return plan, nil
	}
	p := &preparation{request: r, plan: Plan{File: facts, Options: options}}
	defer p.close()
	err := p.run(ctx)
	return p.plan, err
}

// prepared returns the plan of an earlier preparation of the same.
func (r Request) prepared(facts FileFacts, options string) (Plan, bool) {
	t, err := OpenTimelines(r.Spool())
	if err != nil {
		return Plan{}, false
	}
	defer t.Close()
	plan := t.Plan()
	return plan, plan.File.SHA256 == facts.SHA256 && plan.Options == options
}

// preparation is one file on its way to a spool.
type preparation struct {
	request Request
	plan    Plan
	binding *binding
	zone    *time.Location

	rows      *extsort.Sorter // by document
	documents *extsort.Sorter // by customer and time
	wrong     *extsort.Sorter // errors by row
	scratch   []byte
	key       []byte
	linesRead int64
}

func (p *preparation) run(ctx context.Context) error {
	r := p.request
	preview, b, err := inspect(r.File, r.Mapping)
	if err != nil {
		return err
	}
	p.binding = b
	p.plan.Mapping, p.plan.Columns, p.plan.Unused = b.mapping, preview.Columns, preview.Unused
	if r.Mapping.Currency == "" && !b.source(FieldCurrency).any() {
		return ErrCurrencyMissing
	}
	if p.zone, err = time.LoadLocation(r.Mapping.Zone); err != nil {
		return ErrBadMapping.With("zone", r.Mapping.Zone)
	}
	p.rows = extsort.NewSorter(r.Folder, r.Budget/2)
	p.documents = extsort.NewSorter(r.Folder, r.Budget*3/8)
	p.wrong = extsort.NewSorter(r.Folder, r.Budget/8)
	for _, step := range []func(context.Context) error{p.read, p.assemble, p.judge, p.link} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (p *preparation) close() {
	for _, s := range []*extsort.Sorter{p.rows, p.documents, p.wrong} {
		if s != nil {
			_ = s.Close()
		}
	}
}

// beat is how many rows pass between two looks at the context and two reports.
const beat = 4096

// tick reports progress and ends when nobody wants the result any more.
func (p *preparation) tick(ctx context.Context, phase Phase, done, total int64) error {
	p.request.Progress(Progress{Phase: phase, Done: done, Total: total, Rows: p.plan.Rows.Read})
	return ctx.Err()
}

// read validates every row and sorts the good ones by document.
func (p *preparation) read(ctx context.Context) error {
	in, err := table.Open(p.request.File, p.request.Mapping.reading())
	if err != nil {
		return err
	}
	defer in.Close()
	reader := newRowReader(p.binding, p.zone, p.request.Now)
	counts := &p.plan.Rows
	counts.Aside = map[string]int64{}
	for {
		row, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if err := p.take(reader, row); err != nil {
			return err
		}
		if counts.Read%beat == 0 {
			if err := p.tick(ctx, PhaseRead, in.BytesRead(), in.Size()); err != nil {
				return err
			}
		}
	}
	counts.Blank = in.Blank()
	p.plan.File.Encoding, p.plan.File.Packed, p.plan.File.Delimiter = in.Encoding(), in.Compressed(), string(in.Delimiter())
	if in.BytesRead() != p.plan.File.Bytes {
		return ErrFileChanged.With("file", p.plan.File.Name)
	}
	return p.tick(ctx, PhaseRead, in.BytesRead(), in.Size())
}

// take files one row where it belongs.
func (p *preparation) take(reader *rowReader, row *table.Row) error {
	counts := &p.plan.Rows
	counts.Read++
	v := reader.read(row)
	for _, e := range v.wrong {
		if err := p.refuse(e); err != nil {
			return err
		}
	}
	switch {
	case v.note != "":
		counts.Aside[v.note]++
		return nil
	case len(v.wrong) > 0:
		counts.Bad++
		if len(reader.line.reference) == 0 {
			return nil // nobody can tell which order it would have spoiled
		}
	}
	p.key = reader.line.key(p.key)
	p.scratch = reader.line.encode(p.scratch[:0])
	return p.rows.Add(p.key, p.scratch)
}

// assemble makes documents of rows.
func (p *preparation) assemble(ctx context.Context) error {
	a := &assembler{
		binding: p.binding, duplicates: p.request.Duplicates, counts: &p.plan.Rows, refuse: p.refuse, emit: p.documents.Add,
		kinds: p.binding.mapping.identityKinds(), now: p.request.Now, names: interner{}, seen: map[uint64]bool{},
	}
	if err := p.sorted(ctx, p.rows, PhaseAssemble, a.add); err != nil {
		return err
	}
	if err := a.finish(); err != nil {
		return err
	}
	return p.rows.Close()
}

// link makes timelines of documents, and writes them down.
func (p *preparation) link(ctx context.Context) error {
	spool, err := extsort.CreateSpool(p.request.Spool())
	if err != nil {
		return err
	}
	w := &timelineWriter{spool: spool, tally: newTally(&p.plan)}
	err = p.sorted(ctx, p.documents, PhaseLink, w.add)
	if err == nil {
		err = w.finish()
	}
	if err != nil {
		spool.Discard()
		return err
	}
	w.tally.finish()
	meta, err := json.Marshal(p.plan)
	if err != nil {
		spool.Discard()
		return fmt.Errorf("write the plan: %w", err)
	}
	return spool.Finish(meta)
}

// sorted gives the records of a sorter to a consumer.
func (p *preparation) sorted(ctx context.Context, s *extsort.Sorter, phase Phase, add func(key, record []byte) error) error {
	if err := s.Sort(); err != nil {
		return err
	}
	for n := int64(0); ; n++ {
		key, record, ok, err := s.Next()
		if err != nil {
			return err
		}
		if !ok {
			return p.tick(ctx, phase, n, n)
		}
		if err := add(key, record); err != nil {
			return err
		}
		if n%beat == 0 {
			if err := p.tick(ctx, phase, n, s.Count()); err != nil {
				return err
			}
		}
	}
}
