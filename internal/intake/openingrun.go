package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
)

// OpeningRequest is an opening to be brought in. Zone, country and currency that its
// mapping leaves open are the retailer's.
type OpeningRequest struct {
	Kind       OpeningKind
	File       string
	Folder     string // for the spool; made when missing, for the owner's eyes only
	Mapping    Mapping
	Duplicates DuplicatePolicy // of lots and coupons: whether rows that are the same count once
	MaxBad     int             // per cent of rows that may be wrong; 0: 10
	AsOf       time.Time       // day of the change; zero: when the run begins
	Language   string          // of the error file
	ErrorFile  string          // empty: errors.csv in Folder
	Progress   func(Progress)
	Totals     []OldTotal // of the earlier system, to compare with

	Run       RunID // that was asked for; 0: one is begun, or an earlier one of the same file goes on
	Principal string
	By        Bringer
	DryRun    bool // say what would happen, and change nothing
	Sample    int  // of a dry run: bring so many rows in, look, and take them back
}

// spoolOfOpenings changes with what a record of an opening's spool means.
const spoolOfOpenings = 3

// options is a hash of everything that decides what the rows mean.
func (r OpeningRequest) options() (string, error) {
	body, err := json.Marshal(struct {
		Format     int
		Kind       OpeningKind
		Mapping    Mapping
		Duplicates DuplicatePolicy
		MaxBad     int
		AsOf       time.Time
	}{spoolOfOpenings, r.Kind, r.Mapping, r.Duplicates, r.MaxBad, r.AsOf})
	if err != nil {
		return "", fmt.Errorf("hash the options: %w", err)
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:]), nil
}

// openingWork is one opening being brought in.
type openingWork struct {
	*Service
	request OpeningRequest
	of      *openingFacts
	options string
	asOf    time.Time
	report  Opened
	lived   []livingRow // of a sample
}

func (w *openingWork) spool() string { return filepath.Join(w.request.Folder, "opening.spool") }

// openingLock keeps two openings from being brought in, or taken back, at a time: what one
// member has of the earlier system must not come twice.
const openingLock = 0x6f70656e696e67

// Open brings an opening in: the file is read, cleaned and judged; then its good rows are
// applied chunk by chunk.
//
// It may be killed at any moment: the same request goes on where it was, and the end is
// that of one clean import. The same file read in the same way again is answered from the
// record (Already), unless it was taken back meanwhile.
//
// Errors: those of prepare, ErrBadMapping, ErrBadOpening, ErrRunning, ErrBegun, ErrCancelled.
func (s *Service) Open(ctx context.Context, r OpeningRequest) (Opened, error) {
	if r.Run != 0 {
		if err := s.claim(ctx, r.Run); err != nil {
			return Opened{}, err
		}
	}
	w, err := s.beginOpening(ctx, r, true)
	if err != nil {
		return s.settledOpening(ctx, r.Run, Opened{Kind: r.Kind, Run: r.Run, DryRun: r.DryRun}, err)
	}
	if r.DryRun {
		defer w.clean()
		err := w.prepare(ctx)
		if err == nil && r.Sample > 0 {
			err = w.sample(ctx)
		}
		return s.settledOpening(ctx, r.Run, w.report, err)
	}
	unlock, err := s.lockKey(ctx, openingLock, w.report.File.Name)
	if err != nil {
		return s.settledOpening(ctx, r.Run, w.report, err)
	}
	defer unlock()
	if err := w.bring(ctx); err != nil || w.report.Already {
		if w.report.Already && r.Run == 0 {
			return w.report, err
		}
		return s.settledOpening(ctx, w.report.Run, w.report, err)
	}
	w.clean()
	return s.settledOpening(ctx, w.report.Run, w.report, nil)
}

// Inspected is what the first rows of an opening's file show of it and of a mapping.
type Inspected struct {
	Opened
	Header   []string
	Samples  [][]string // the first rows; personal text is masked
	Filled   []int      // of the rows that were looked at, by column
	Looked   int
	Problems []*errs.Error
	Own      []OwnColumn // fields of the retailer's own that the file may have
}

// LookAtOpening reads the first rows of a file under a mapping. A mapping that does not
// suit the file is no error. Errors: ErrBadMapping, ErrBadOpening, those of openSource.
func (s *Service) LookAtOpening(ctx context.Context, r OpeningRequest) (Inspected, error) {
	w, err := s.beginOpening(ctx, r, false)
	if err != nil {
		return Inspected{}, err
	}
	reader, samples, problems, err := w.bindSource(ctx)
	if err != nil {
		return Inspected{}, err
	}
	in := Inspected{Opened: w.report, Header: reader.header, Filled: make([]int, len(reader.header)), Looked: len(samples), Problems: problems, Own: reader.ownColumns()}
	if in.Mapping.Fields == nil {
		in.Mapping.Fields = map[Field]Source{}
	}
	personal := map[int]Field{}
	masked := []Field{FieldName, FieldCustomer, FieldCard, FieldPhone, FieldBirthday}
	for f, hidden := range reader.repairs.hidden {
		if hidden {
			masked = append(masked, f)
		}
	}
	for _, f := range masked {
		for _, c := range reader.columns[f].columns {
			personal[c] = f
		}
	}
	for n, row := range samples {
		shown := make([]string, len(reader.header))
		for c := range reader.header {
			if c >= len(row) || row[c] == "" {
				continue
			}
			in.Filled[c]++
			if f, ok := personal[c]; ok {
				shown[c] = reader.shownCell(f, row[c])
			} else {
				shown[c] = maskPersonal(clipText(row[c]))
			}
		}
		if n < shownRows {
			in.Samples = append(in.Samples, shown)
		}
	}
	return in, nil
}

// beginOpening completes the request and learns to know the file, where it will have to be
// known again.
func (s *Service) beginOpening(ctx context.Context, r OpeningRequest, known bool) (*openingWork, error) {
	if err := checkOpening(r.Kind, r.Mapping); err != nil {
		return nil, err
	}
	if r.Duplicates != "" && r.Duplicates != KeepDuplicates && r.Duplicates != DropDuplicates || r.MaxBad < 0 || r.MaxBad > 100 || r.Sample < 0 {
		return nil, ErrBadMapping.With("duplicates", string(r.Duplicates), "max_bad", r.MaxBad)
	}
	if r.MaxBad == 0 {
		r.MaxBad = defaultMaxBad
	}
	if r.Progress == nil {
		r.Progress = func(Progress) {}
	}
	if r.AsOf.After(s.Clock.Now()) {
		return nil, ErrBadOpening.With("as_of", r.AsOf)
	}
	w := &openingWork{Service: s, request: r}
	var err error
	if w.of, err = s.openingFacts(ctx, s.DB, r.Mapping); err != nil {
		return nil, err
	}
	if w.request.Mapping.Country == "" {
		w.request.Mapping.Country = w.of.settings.Country
	}
	var facts FileFacts
	if known {
		if facts, err = (Request{File: r.File, Progress: r.Progress}).fingerprint(); err != nil {
			return nil, err
		}
	}
	if w.options, err = w.request.options(); err != nil {
		return nil, err
	}
	w.request.Folder = filepath.Join(r.Folder, facts.SHA256[:min(16, len(facts.SHA256))]+"-"+w.options[:8])
	if r.ErrorFile == "" {
		w.request.ErrorFile = filepath.Join(w.request.Folder, "errors.csv")
	}
	w.asOf = r.AsOf
	if w.asOf.IsZero() {
		w.asOf = s.Clock.Now()
	}
	w.asOf = w.asOf.UTC().Truncate(time.Microsecond)
	w.report = Opened{Kind: r.Kind, DryRun: r.DryRun, Run: r.Run, File: facts, AsOf: w.asOf, Mapping: w.request.Mapping}
	return w, nil
}

// bring finds or makes the run and carries it out.
func (w *openingWork) bring(ctx context.Context) error {
	earlier, found, err := w.find(ctx)
	if err != nil {
		return err
	}
	asked := w.report.Run
	switch {
	case found && earlier.Status == Done && earlier.Opened != nil:
		w.report = *earlier.Opened
		w.report.Already = true
		if asked != 0 {
			w.report.Run = asked
		}
		return nil
	case found && (earlier.Status == Undone || earlier.Status == Undoing || earlier.Status == Refused):
		found = false
	case found && asked != 0 && earlier.Applied > 0:
		return ErrBegun.With("run", int64(earlier.ID))
	case found && asked != 0:
		found = false
	}
	if err := w.record(ctx, earlier, found); err != nil {
		return err
	}
	if err := w.prepare(ctx); err != nil {
		return err
	}
	begun, err := query(w.DB).BeginApplying(ctx, w.report.Rows.Good, w.Clock.Now(), int64(w.report.Run))
	if err != nil {
		return fmt.Errorf("begin applying: %w", err)
	}
	if begun == 0 {
		return ErrCancelled.With("run", int64(w.report.Run))
	}
	if err := w.apply(ctx); err != nil {
		return err
	}
	if len(w.request.Totals) > 0 {
		w.report.Parity, err = w.Parity(ctx, w.DB, w.request.Mapping.system(), w.request.Totals)
	}
	return err
}

func (w *openingWork) find(ctx context.Context) (Run, bool, error) {
	row, err := query(w.DB).FindRun(ctx, intakedb.FindRunParams{
		Kind: string(w.request.Kind), FileHash: unhex(w.report.File.SHA256), OptionsHash: unhex(w.options), OtherThan: int64(w.report.Run),
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return Run{}, false, nil
	}
	if err != nil {
		return Run{}, false, fmt.Errorf("look for an earlier run: %w", err)
	}
	run, err := runOf(row.IntakeRun)
	return run, true, err
}

// record puts the run on record, or takes up an earlier one. The day of the change of a
// request that names none is when its run began, also when it goes on another day.
func (w *openingWork) record(ctx context.Context, earlier Run, found bool) error {
	now := w.Clock.Now().UTC().Truncate(time.Microsecond)
	begun := now
	options, err := json.Marshal(w.request.Mapping)
	if err != nil {
		return fmt.Errorf("begin a run: %w", err)
	}
	switch {
	case found:
		w.report.Run, begun = earlier.ID, earlier.StartedAt
		err = query(w.DB).Resume(ctx, now, int64(earlier.ID))
	case w.report.Run != 0:
		var run Run
		if run, err = w.Get(ctx, w.DB, w.report.Run); err == nil {
			begun = run.StartedAt
			err = query(w.DB).KnowRun(ctx, intakedb.KnowRunParams{FileHash: unhex(w.report.File.SHA256), OptionsHash: unhex(w.options),
				Options: options, At: now, ID: int64(w.report.Run)})
		}
	default:
		var next int64
		if next, err = w.IDs.Next(ctx); err == nil {
			w.report.Run = RunID(next)
			err = query(w.DB).AddRun(ctx, intakedb.AddRunParams{ID: next, Kind: string(w.request.Kind), FileName: w.report.File.Name,
				FileHash: unhex(w.report.File.SHA256), OptionsHash: unhex(w.options), Options: options, Principal: w.request.Principal, At: now})
		}
	}
	if err != nil {
		return fmt.Errorf("begin a run: %w", err)
	}
	if w.request.AsOf.IsZero() {
		w.asOf = begun
		w.report.AsOf = begun
	}
	return nil
}

// settledOpening puts the end of a run on record. One whose process ends is left as it is,
// and goes on another time.
func (s *Service) settledOpening(ctx context.Context, run RunID, o Opened, err error) (Opened, error) {
	if cause := context.Cause(ctx); errors.Is(cause, ErrCancelled) {
		err = cause
	} else if ctx.Err() != nil {
		return o, errors.Join(ctx.Err(), err)
	}
	if run == 0 {
		return o, err
	}
	status := Done
	if err != nil {
		status = statusOf(err)
		o.Problem = problem(err)
	}
	return o, errors.Join(err, s.endOpening(context.WithoutCancel(ctx), run, status, o))
}

func problem(why error) *Problem {
	if e := errs.Of(why); e != nil {
		return &Problem{Code: e.Code, Params: e.Params}
	}
	return &Problem{Code: "internal"}
}

func (s *Service) endOpening(ctx context.Context, run RunID, status Status, o Opened) error {
	report, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("end run %d: %w", run, err)
	}
	err = s.DB.InTx(ctx, func(tx postgres.Tx) error {
		if status == Done { // whole: nothing will go on from its chunks
			if err := query(tx).ForgetChunks(ctx, int64(run)); err != nil {
				return err
			}
		}
		return query(tx).EndRun(ctx, intakedb.EndRunParams{Status: string(status), Report: report, At: s.Clock.Now(), ID: int64(run)})
	})
	if err != nil {
		return fmt.Errorf("end run %d: %w", run, err)
	}
	return nil
}

// clean removes the spool, which holds personal data in the clear.
func (w *openingWork) clean() {
	_ = os.Remove(w.spool())
	_ = os.Remove(w.spool() + ".part")
	_ = os.Remove(w.request.Folder)
}
