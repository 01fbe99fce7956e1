package sheet

import (
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"habitue/internal/platform/errs"
)

// ErrUnreadable says that something is no workbook, or one that is damaged, locked
// or larger than it may be.
var ErrUnreadable = errs.New(errs.Invalid, "sheet.unreadable")

// Reader reads the rows of the first sheet of a workbook. Cells are what was
// entered, not how it is shown: a date is the number of its day.
type Reader struct {
	file   *excelize.File
	rows   *excelize.Rows
	number int64
}

// maxUnpacked bounds what a workbook may come to when it is unpacked.
const maxUnpacked = 256 << 20

// Read opens a workbook. Errors: ErrUnreadable.
func Read(from io.Reader) (*Reader, error) {
	file, err := excelize.OpenReader(from, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked})
	if err != nil {
		return nil, ErrUnreadable.Because(err)
	}
	sheets := file.GetSheetList()
	if len(sheets) == 0 {
		return nil, errors.Join(ErrUnreadable, file.Close())
	}
	rows, err := file.Rows(sheets[0])
	if err != nil {
		_ = file.Close()
		return nil, ErrUnreadable.Because(err)
	}
	return &Reader{file: file, rows: rows}, nil
}

// Next returns the next row that holds anything and its number as the spreadsheet
// shows it, or io.EOF. Errors: ErrUnreadable.
func (r *Reader) Next() (number int64, cells []string, err error) {
	for r.rows.Next() {
		r.number++
		cells, err := r.rows.Columns()
		if err != nil {
			return r.number, nil, ErrUnreadable.Because(fmt.Errorf("row %d: %w", r.number, err))
		}
		for _, c := range cells {
			if c != "" {
				return r.number, cells, nil
			}
		}
	}
	if err := r.rows.Error(); err != nil {
		return r.number, nil, ErrUnreadable.Because(err)
	}
	return r.number, nil, io.EOF
}

// Close lets go of the workbook and its temporary files.
func (r *Reader) Close() error { return errors.Join(r.rows.Close(), r.file.Close()) }
