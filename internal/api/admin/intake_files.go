package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/api/inbox"
	"habitue/internal/api/messages"
	"habitue/internal/intake"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/platform/table"
	"habitue/internal/staff"
)

// IncomingFile is a file that was sent and waits for what shall be done with it.
type IncomingFile struct {
	ID         edge.ID   `json:"id" doc:"Id" zh:"编号"`
	Name       string    `json:"name" doc:"Name of the file" zh:"文件名" example:"orders-2026.csv.gz"`
	Bytes      int64     `json:"bytes" doc:"Its size" zh:"字节数" example:"5242880"`
	By         string    `json:"by" doc:"Who sent it" zh:"上传人" example:"staff:73014444033"`
	ReceivedAt edge.Time `json:"received_at" doc:"When it arrived" zh:"收到时间" example:"2026-09-12T04:20:00Z"`
	ExpiresAt  edge.Time `json:"expires_at" doc:"When it is deleted unless somebody looks at it" zh:"无人处理时的删除时间" example:"2026-09-15T04:20:00Z"`
}

// Reading is how a file is to be read: a preset or saved mapping by its name, or
// a mapping in full.
type Reading struct {
	Kind    string          `json:"kind,omitempty" enum:"orders,members,balances,tiers,coupons" doc:"What the rows are; orders when absent" zh:"文件内容；缺省为订单" example:"members"`
	Preset  string          `json:"preset,omitempty" maxLength:"60" doc:"Saved or built-in mapping" zh:"预设或已保存的映射" example:"online-retail"`
	Mapping *intake.Mapping `json:"mapping,omitempty" doc:"In place of a preset; columns are found by the header when both are absent" zh:"代替预设的完整映射；两者都缺省时按表头识别"`
}

// Inspection is what the first rows of a file show.
type Inspection struct {
	Columns   []FileColumn        `json:"columns" doc:"The columns with what stands in their first rows" zh:"各列及其前几行内容"`
	Rows      int                 `json:"rows" doc:"How many rows were looked at" zh:"查看的行数" example:"1000"`
	Fields    []intake.Recognised `json:"fields" doc:"Which columns give which fields, and how we came to think so" zh:"字段与列的对应及识别依据"`
	Own       []OwnField          `json:"own" doc:"Fields of the retailer's own that a file of members may have, beside those that all have" zh:"会员文件还可包含的自定义字段"`
	Unused    []string            `json:"unused" doc:"Columns that nothing is taken from" zh:"未使用的列" example:"Country"`
	Missing   []string            `json:"missing" doc:"Fields without which no order can be made" zh:"缺少的必要字段" example:"time"`
	DateOrder string              `json:"date_order" enum:"dmy,mdy," doc:"Whether day or month comes first, as stated or found; empty where no date needs it" zh:"日在前或月在前；不需要时为空" example:"dmy"`
	Problems  []FileProblem       `json:"problems" doc:"What a run would be refused for" zh:"会使导入被拒绝的问题"`
	Mapping   intake.Mapping      `json:"mapping" doc:"The mapping as it would be used" zh:"将使用的映射"`
	Encoding  string              `json:"encoding" doc:"How the text is spelled" zh:"文字编码" example:"utf-8"`
	Delimiter string              `json:"delimiter" doc:"What separates the columns" zh:"列分隔符" example:","`
	Packed    bool                `json:"packed" doc:"Whether it is compressed" zh:"是否压缩" example:"true"`
}

// OwnField is a field of the retailer's own that a column may hold.
type OwnField struct {
	Field string `json:"field" doc:"By which a mapping names it" zh:"映射中的字段名" example:"field:shoe_size"`
	Name  string `json:"name" doc:"What it is called" zh:"名称" example:"鞋码"`
}

// FileColumn is one column of a file.
type FileColumn struct {
	Name    string   `json:"name" doc:"Its heading" zh:"表头" example:"InvoiceNo"`
	Samples []string `json:"samples" doc:"The first rows; what looks like a phone or an e-mail address is masked" zh:"前几行内容；疑似手机号与邮箱已遮蔽" example:"536365"`
	Filled  int      `json:"filled" doc:"Rows, of those looked at, in which something stands" zh:"非空行数" example:"1000"`
}

// FileProblem is one thing a run would be refused for.
type FileProblem struct {
	Field string `json:"field" doc:"The field it is about; empty where it is the whole file" zh:"相关字段；整个文件的问题为空" example:"time"`
	Code  string `json:"code" doc:"Stable code" zh:"稳定代码" example:"intake.date_order"`
	Text  string `json:"text" doc:"In the reader's language" zh:"说明" example:"列 日期 的日期 03/04/2026 无法确定日在前还是月在前，请说明。"`
}

// FileRun is what shall be done with a file.
type FileRun struct {
	Reading
	DryRun     bool   `json:"dry_run,omitempty" doc:"Say what would happen and change nothing" zh:"只试算，不写入" example:"true"`
	Duplicates string `json:"duplicates,omitempty" enum:"keep,drop" doc:"What becomes of rows that are the same to the byte" zh:"完全相同的行：保留或去除" example:"keep"`
	MaxBad     int    `json:"max_bad,omitempty" minimum:"0" maximum:"100" doc:"Per cent of rows that may be wrong; 10 when absent" zh:"允许的错误行比例（%），缺省 10" example:"10"`

	AsOf   *edge.Time        `json:"as_of,omitempty" doc:"Of what an earlier system knew: the day of the change; what is over by then is not brought. Now when absent" zh:"原系统期初的切换时点，此前已过期的不带入；缺省为现在" example:"2026-09-12T04:20:00Z"`
	Sample int               `json:"sample,omitempty" minimum:"0" maximum:"1000" doc:"Of a dry run: bring so many rows in, look, and take them back" zh:"试算时真实导入并撤回的行数" example:"50"`
	Totals []intake.OldTotal `json:"totals,omitempty" maxItems:"200" doc:"Totals of the earlier system, to compare with" zh:"用于比对的原系统合计"`
}

type (
	incomingReply    struct{ Body IncomingFile }
	incomingsReply   struct{ Body edge.Page[IncomingFile] }
	inspectionReply  struct{ Body Inspection }
	incomingFileName struct {
		FileName string `query:"file_name" maxLength:"200" doc:"Name of the file" zh:"文件名" example:"orders-2026.csv.gz"`
	}
	oneFile struct {
		ID edge.ID `path:"id" doc:"Id of the file" zh:"文件编号"`
	}
	inspectFile struct {
		ID   edge.ID `path:"id" doc:"Id of the file" zh:"文件编号"`
		Body Reading
	}
	runFile struct {
		ID   edge.ID `path:"id" doc:"Id of the file" zh:"文件编号"`
		Body FileRun
	}
)

func (h *handlers) intakeFiles(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "send-file", Method: "POST", Path: "/intake/files", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "上传文件，稍后处理", English: "Send a file, to be looked at before anything is done"},
		Description: edge.Words{Chinese: "请求体即文件。保留 3 天，可识别、试算、导入，导入成功后即删除。",
			English: "The body is the file itself. It is kept for 3 days, can be inspected and tried, and goes when it was brought in."},
		File: tables, Errors: unreadable,
	}, h.sendFile)
	edge.Register(e, edge.Operation{
		ID: "list-files", Method: "GET", Path: "/intake/files", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "保留中的文件", English: "Files that are kept"},
	}, h.listFiles)
	edge.Register(e, edge.Operation{
		ID: "get-file", Method: "GET", Path: "/intake/files/{id}", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "一个保留中的文件", English: "One file that is kept"},
		Errors:  []*errs.Error{inbox.ErrNoSuchFile, inbox.ErrElsewhere},
	}, h.getFile)
	edge.Register(e, edge.Operation{
		ID: "delete-file", Method: "DELETE", Path: "/intake/files/{id}", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "删除保留的文件", English: "Delete a file that is kept"},
		Errors:  []*errs.Error{inbox.ErrNoSuchFile, inbox.ErrFileInUse, inbox.ErrElsewhere},
	}, h.deleteFile)
	edge.Register(e, edge.Operation{
		ID: "inspect-file", Method: "POST", Path: "/intake/files/{id}/inspect", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "查看文件的列与识别结果", English: "See a file's columns and what they are taken for"},
		Errors: []*errs.Error{inbox.ErrNoSuchFile, inbox.ErrElsewhere, intake.ErrBadMapping, intake.ErrBadOpening, intake.ErrMayNotBring, intake.ErrNoSuchPreset, intake.ErrNoRows, sheet.ErrUnreadable, intake.ErrZoneMissing,
			table.ErrNotText, table.ErrTruncated, table.ErrCorrupt},
	}, h.inspectFile)
	edge.Register(e, edge.Operation{
		ID: "run-file", Method: "POST", Path: "/intake/files/{id}/runs", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusAccepted,
		Summary: edge.Words{Chinese: "试算或导入文件", English: "Try a file or bring it in"},
		Errors:  []*errs.Error{inbox.ErrNoSuchFile, inbox.ErrFull, inbox.ErrElsewhere, intake.ErrBadMapping, intake.ErrBadOpening, intake.ErrNoSuchPreset},
	}, h.runFile)
}

func (h *handlers) sendFile(ctx context.Context, in *incomingFileName) (*incomingReply, error) {
	f, err := h.receive(ctx, in.FileName)
	return &incomingReply{Body: shownFile(f)}, err
}

func (h *handlers) listFiles(context.Context, *struct{}) (*incomingsReply, error) {
	return &incomingsReply{Body: edge.PageOf(edge.Each(h.Inbox.Files(), shownFile), "")}, nil
}

func (h *handlers) getFile(_ context.Context, in *oneFile) (*incomingReply, error) {
	f, _, err := h.Inbox.File(edge.As[inbox.FileID](in.ID))
	return &incomingReply{Body: shownFile(f)}, err
}

func (h *handlers) deleteFile(ctx context.Context, in *oneFile) (*struct{}, error) {
	c := edge.From(ctx)
	if err := h.Inbox.Delete(ctx, edge.As[inbox.FileID](in.ID)); err != nil {
		return nil, err
	}
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "intake.delete_file",
			Subject: staff.Subject{Kind: "file", ID: string(in.ID)}, Address: c.Address})
	})
}

// opening says that the rows are what an earlier system knew.
func (r Reading) opening() bool { return r.Kind != "" && r.Kind != "orders" }

// mapping is the mapping that a reading comes to.
func (h *handlers) mapping(ctx context.Context, r Reading) (intake.Mapping, error) {
	switch {
	case r.Mapping != nil:
		return *r.Mapping, nil
	case r.Preset != "" && r.opening():
		return h.Intake.OpeningMapping(ctx, h.DB, intake.OpeningKind(r.Kind), r.Preset)
	case r.Preset != "":
		return h.Intake.Mapping(ctx, h.DB, r.Preset)
	}
	return intake.Mapping{Guess: true}, nil
}

func (h *handlers) inspectFile(ctx context.Context, in *inspectFile) (*inspectionReply, error) {
	_, path, err := h.Inbox.File(edge.As[inbox.FileID](in.ID))
	if err != nil {
		return nil, err
	}
	m, err := h.mapping(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	language := edge.From(ctx).Language
	if in.Body.opening() {
		seen, err := h.Intake.LookAtOpening(ctx, intake.OpeningRequest{Kind: intake.OpeningKind(in.Body.Kind), File: path, Mapping: m, By: bringer(edge.From(ctx))})
		if err != nil {
			return nil, err
		}
		return &inspectionReply{Body: shownInspected(seen, language)}, nil
	}
	look, err := h.Intake.Look(ctx, path, m)
	if err != nil {
		return nil, err
	}
	return &inspectionReply{Body: shownLook(look, language)}, nil
}

// bringer is who asks for a file to be brought in: staff say of members by files what they
// may say in the console.
func bringer(c *edge.Call) intake.Bringer {
	return intake.Bringer{Roles: seeing(c), NoTags: !c.Principal.May(staff.MemberTag), NoConsents: !c.Principal.May(staff.MemberConsent)}
}

func (h *handlers) runFile(ctx context.Context, in *runFile) (*runReply, error) {
	m, err := h.mapping(ctx, in.Body.Reading)
	if err != nil {
		return nil, err
	}
	asked := intake.Asked{Mapping: m, Duplicates: intake.DuplicatePolicy(in.Body.Duplicates), MaxBad: in.Body.MaxBad}
	if in.Body.Mapping == nil && !in.Body.opening() {
		asked.Preset = in.Body.Preset
	}
	if in.Body.opening() {
		asked.By = bringer(edge.From(ctx))
		asked.Kind, asked.Sample, asked.Totals = intake.OpeningKind(in.Body.Kind), in.Body.Sample, in.Body.Totals
		if in.Body.AsOf != nil {
			asked.AsOf = in.Body.AsOf.Time
		}
	}
	return h.askRun(ctx, inbox.NewRun{File: edge.As[inbox.FileID](in.ID), DryRun: in.Body.DryRun, Asked: asked})
}

func shownFile(f inbox.File) IncomingFile {
	return IncomingFile{ID: edge.IDOf(f.ID), Name: f.Name, Bytes: f.Bytes, By: f.Principal,
		ReceivedAt: edge.At(f.ReceivedAt), ExpiresAt: edge.At(f.ExpiresAt)}
}

func shownLook(l intake.Look, language messages.Language) Inspection {
	i := Inspection{
		Rows: l.Rows, Fields: l.Fields, Own: []OwnField{}, Unused: edge.Strings(l.Unused), Missing: edge.Strings(l.Missing), DateOrder: string(l.DateOrder),
		Mapping: l.Mapping, Encoding: string(l.Encoding), Delimiter: l.Delimiter, Packed: l.Packed,
		Columns: edge.Each(l.Columns, func(c intake.Column) FileColumn {
			return FileColumn{Name: c.Name, Samples: edge.Strings(c.Samples), Filled: c.Filled}
		}),
		Problems: edge.Each(l.Problems, func(e *errs.Error) FileProblem {
			return FileProblem{Field: string(intake.FieldOf(e)), Code: e.Code, Text: messages.Text(language, e.Code, e.Params...)}
		}),
	}
	if i.Fields == nil {
		i.Fields = []intake.Recognised{}
	}
	return i
}

func shownInspected(in intake.Inspected, language messages.Language) Inspection {
	i := Inspection{
		Rows: in.Looked, Fields: in.Columns, Own: edge.Each(in.Own, func(f intake.OwnColumn) OwnField {
			return OwnField{string(f.Field), f.Name.In(string(language))}
		}), Unused: edge.Strings(in.Unused), Missing: []string{}, DateOrder: string(in.Mapping.DateOrder),
		Mapping: in.Mapping, Encoding: string(in.File.Encoding), Delimiter: in.File.Delimiter, Packed: in.File.Packed, Columns: []FileColumn{},
		Problems: edge.Each(in.Problems, func(e *errs.Error) FileProblem {
			return FileProblem{Field: string(intake.FieldOf(e)), Code: e.Code, Text: messages.Text(language, e.Code, e.Params...)}
		}),
	}
	for c, name := range in.Header {
		column := FileColumn{Name: name, Samples: []string{}, Filled: in.Filled[c]}
		for _, row := range in.Samples {
			column.Samples = append(column.Samples, row[c])
		}
		i.Columns = append(i.Columns, column)
	}
	if i.Fields == nil {
		i.Fields = []intake.Recognised{}
	}
	return i
}
