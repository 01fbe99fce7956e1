package admin

import (
	"context"
	"slices"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// NamedChoice is a value to choose, as it is defined.
type NamedChoice struct {
	Code     string    `json:"code" maxLength:"40" doc:"Code; stays" zh:"代码，之后不可更改" example:"green"`
	NameI18n i18n.Text `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	Ended    bool      `json:"ended,omitempty" doc:"Not to be chosen any more; who has it keeps it" zh:"停用：不可再选，已有的保留" example:"false"`
}

// MemberFieldFields are what staff say about a field. It is exported because it is embedded.
type MemberFieldFields struct {
	NameI18n i18n.Text     `json:"name_i18n" doc:"Name by language" zh:"各语言名称"`
	HintI18n i18n.Text     `json:"hint_i18n,omitempty" doc:"How to fill it in, by language" zh:"填写提示"`
	Choices  []NamedChoice `json:"choices,omitempty" maxItems:"200" doc:"Of a choice: what there is to choose; one left out ends" zh:"选项；略去的选项停用"`
	Least    string        `json:"least,omitempty" maxLength:"24" doc:"Smallest number, or first day" zh:"最小值或最早日期" example:"0"`
	Most     string        `json:"most,omitempty" maxLength:"24" doc:"Largest number, last day, or number of characters" zh:"最大值、最晚日期或字数上限" example:"100"`
	Required bool          `json:"required,omitempty" doc:"Whether it may not be emptied, and is asked for" zh:"是否必填" example:"false"`
	Personal bool          `json:"personal,omitempty" doc:"Masked but for a reason, and never a label" zh:"个人敏感信息：查看须注明理由，不作为标签" example:"false"`
	Readers  []string      `json:"readers,omitempty" maxItems:"20" doc:"Roles that may see it; absent: all that see members" zh:"可查看的角色；缺省为所有可查看会员的角色" example:"service"`
	Writers  []string      `json:"writers,omitempty" maxItems:"20" doc:"Roles that may change it; absent: those that may see it" zh:"可修改的角色；缺省同可查看" example:"service"`
	Face     string        `json:"face" enum:"hidden,shown,changeable" doc:"What the member sees of it" zh:"会员本人：不可见、可见、可修改" example:"changeable"`
	Weight   int           `json:"weight" minimum:"0" maximum:"100" doc:"How much it counts for completeness" zh:"完整度权重" example:"10"`
	Ended    bool          `json:"ended,omitempty" doc:"Not asked any more; what is known is kept" zh:"停用：不再填写，已有值保留" example:"false"`
}

// MemberField is something the retailer wants to know of members.
type MemberField struct {
	Code string `json:"code" doc:"Code, as in files" zh:"代码，与文件中一致" example:"favourite_tea"`
	Kind string `json:"kind" enum:"core,text,number,date,choice,choices" doc:"What values it takes; core: the program's own" zh:"类型；core 为内置" example:"choice"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"名称" example:"喜爱的茶"`
	MemberFieldFields
	Version int  `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"1"`
	MayRead bool `json:"may_read,omitempty" doc:"In a list: whether the reader may see what is known in it" zh:"列表中：读者是否可查看其内容" example:"true"`
}

// SavedField is a field as it shall be.
type SavedField struct {
	Kind    string `json:"kind" enum:"core,text,number,date,choice,choices" doc:"What values it takes; stays" zh:"类型，之后不可更改" example:"choice"`
	Version int    `json:"version" minimum:"0" maximum:"1000000" doc:"The version that was seen; 0 makes a new field" zh:"所见版本；0 为新建" example:"0"`
	MemberFieldFields
}

// FieldOrder puts fields in an order.
type FieldOrder struct {
	Codes []string `json:"codes" minItems:"1" maxItems:"100" nullable:"false" doc:"Codes, the first on top" zh:"字段代码，按显示顺序" example:"favourite_tea"`
}

// KnownField is a field of a member with what is known.
type KnownField struct {
	view.FieldAsked
	Personal     bool       `json:"personal" doc:"Whether it is masked but for a reason" zh:"是否为敏感字段" example:"false"`
	Masked       bool       `json:"masked" doc:"Whether there is a value that is not shown here" zh:"有值但已遮蔽" example:"false"`
	StatedBy     *string    `json:"stated_by" doc:"Who said it: member, or a principal" zh:"填写者：member 或操作者" example:"staff:17"`
	StatedAt     *edge.Time `json:"stated_at" doc:"When" zh:"填写时间" example:"2026-09-12T04:20:00Z"`
	StatedByName *string    `json:"stated_by_name" doc:"Name of who said it" zh:"填写者姓名" example:"李店长"`
}

// KnownFields are what is known of a member in the retailer's own fields.
type KnownFields struct {
	Completeness view.Completeness `json:"completeness" doc:"How much is known" zh:"资料完整度"`
	Fields       []KnownField      `json:"fields" doc:"Fields that the reader may see, in their order" zh:"读者可见的字段，按顺序"`
}

// FieldValues are what is said of a member.
type FieldValues struct {
	Values map[string][]string `json:"values" doc:"By the codes of the fields; an empty list takes the value away, what is not named stays" zh:"按字段代码；空列表为清除，未列出的不变"`
	Reason string              `json:"reason,omitempty" maxLength:"200" doc:"Why; kept in the audit trail" zh:"理由，记入审计" example:"会员来电更正"`
}

// RevealedFields are what is masked otherwise.
type RevealedFields struct {
	Values    map[string][]string `json:"values" doc:"Personal fields by their codes" zh:"敏感字段的值"`
	Addresses []view.Address      `json:"addresses" doc:"Addresses in full" zh:"完整地址"`
}

type (
	fieldReply          struct{ Body MemberField }
	fieldsReply         struct{ Body edge.Page[MemberField] }
	knownFieldsReply    struct{ Body KnownFields }
	revealedFieldsReply struct{ Body RevealedFields }
	divisionsReply      struct{ Body edge.Page[view.Division] }
)

func (h *handlers) memberFields(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-member-fields", Method: "GET", Path: "/member-fields", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员自定义字段", English: "Fields of the retailer's own"},
	}, h.listMemberFields)
	edge.Register(e, edge.Operation{
		ID: "save-member-field", Method: "PUT", Path: "/member-fields/{code}", Tag: "member", Permission: staff.MemberFields,
		Summary: edge.Words{Chinese: "新建或修改自定义字段", English: "Make or change a field"},
		Errors:  []*errs.Error{member.ErrBadField, member.ErrNoField, member.ErrFieldMoved, member.ErrTooManyFields},
	}, h.saveMemberField)
	edge.Register(e, edge.Operation{
		ID: "order-member-fields", Method: "PUT", Path: "/member-fields", Tag: "member", Permission: staff.MemberFields,
		Summary: edge.Words{Chinese: "字段的显示顺序", English: "Put the fields in an order"},
		Errors:  []*errs.Error{member.ErrNoField},
	}, h.orderMemberFields)
	edge.Register(e, edge.Operation{
		ID: "get-known-fields", Method: "GET", Path: "/members/{id}/fields", Tag: "member", Permission: staff.MemberRead,
		Summary: edge.Words{Chinese: "会员的自定义字段与资料完整度", English: "What is known of a member in the retailer's own fields"},
		Errors:  memberErrors,
	}, h.getKnownFields)
	edge.Register(e, edge.Operation{
		ID: "set-known-fields", Method: "PUT", Path: "/members/{id}/fields", Tag: "member", Permission: staff.MemberEdit,
		Summary: edge.Words{Chinese: "填写会员的自定义字段（记入审计）", English: "Say what is known of a member (audited)"},
		Errors:  append([]*errs.Error{member.ErrBadValue, member.ErrHasLeft}, memberErrors...),
	}, h.setKnownFields)
	edge.Register(e, edge.Operation{
		ID: "reveal-known-fields", Method: "POST", Path: "/members/{id}/fields/reveal", Tag: "member", Permission: staff.MemberReveal,
		Summary: edge.Words{Chinese: "查看会员的敏感字段与地址明文（记入审计）", English: "See personal fields and addresses in plain text (audited)"},
		Errors:  memberErrors,
	}, h.revealKnownFields)
	edge.Register(e, edge.Operation{
		ID: "list-divisions", Method: "GET", Path: "/divisions", Tag: "member", Permission: edge.Anyone,
		Summary: edge.Words{Chinese: "省、市、区县（GB/T 2260）", English: "Provinces, cities and districts by GB/T 2260"},
	}, func(_ context.Context, in *struct {
		Below string `query:"below" maxLength:"6" doc:"Code of what they lie in; absent: provinces" zh:"上级代码；缺省为省级" example:"310000"`
	}) (*divisionsReply, error) {
		return &divisionsReply{edge.PageOf(view.Divisions(in.Below), "")}, nil
	})
}

// seeing are the roles by which fields are seen; a program may what its key may.
func seeing(c *edge.Call) []staff.Role {
	if c.Principal.Kind == staff.Person {
		return append([]staff.Role{}, c.Session.Account.Roles...)
	}
	return nil
}

func (h *handlers) listMemberFields(ctx context.Context, _ *struct{}) (*fieldsReply, error) {
	list, err := h.Reader.Members.Fields(ctx, h.DB)
	l, roles := language(ctx), seeing(edge.From(ctx))
	return &fieldsReply{edge.PageOf(edge.Each(list, func(f member.Field) MemberField {
		shown := shownField(f, l)
		shown.MayRead = f.ReadBy(roles)
		return shown
	}), "")}, err
}

func shownField(f member.Field, l string) MemberField {
	roles := func(list []staff.Role) []string {
		return edge.Each(list, func(r staff.Role) string { return string(r) })
	}
	return MemberField{Code: f.Code, Kind: string(f.Kind), Name: f.Name.In(l), Version: f.Version, MemberFieldFields: MemberFieldFields{
		NameI18n: f.Name, HintI18n: f.Hint, Choices: edge.Each(f.Choices, func(c member.Choice) NamedChoice { return NamedChoice{c.Code, c.Name, c.Ended} }),
		Least: f.Least, Most: f.Most, Required: f.Required, Personal: f.Personal, Readers: roles(f.Readers), Writers: roles(f.Writers),
		Face: string(f.Face), Weight: f.Weight, Ended: f.Ended,
	}}
}

func (in SavedField) of(code string) member.Field {
	roles := func(list []string) []staff.Role {
		return edge.Each(list, func(r string) staff.Role { return staff.Role(r) })
	}
	return member.Field{Code: code, Kind: member.FieldKind(in.Kind), Name: in.NameI18n, Hint: in.HintI18n, Version: in.Version,
		Choices: edge.Each(in.Choices, func(c NamedChoice) member.Choice {
			return member.Choice{Code: c.Code, Name: c.NameI18n, Ended: c.Ended}
		}),
		Least: in.Least, Most: in.Most, Required: in.Required, Personal: in.Personal, Readers: roles(in.Readers), Writers: roles(in.Writers),
		Face: member.Face(in.Face), Weight: in.Weight, Ended: in.Ended}
}

func (h *handlers) saveMemberField(ctx context.Context, in *struct {
	Code string `path:"code" maxLength:"40" doc:"Code of the field" zh:"字段代码" example:"favourite_tea"`
	Body SavedField
}) (*fieldReply, error) {
	c := edge.From(ctx)
	var after member.Field
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		var before member.Field
		before, after, err = h.Reader.Members.SaveField(ctx, tx, in.Body.of(in.Code), c.Principal.String())
		if err != nil {
			return err
		}
		e := staff.Entry{By: c.Principal, Action: "member.save_field", Subject: staff.Subject{Kind: "member_field", ID: after.Code}, After: shownField(after, "en"), Address: c.Address}
		if before.Code != "" {
			e.Before = shownField(before, "en")
		}
		return h.Staff.Audit(ctx, tx, e)
	})
	return &fieldReply{shownField(after, language(ctx))}, err
}

func (h *handlers) orderMemberFields(ctx context.Context, in *struct{ Body FieldOrder }) (*fieldsReply, error) {
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error { return h.Reader.Members.OrderFields(ctx, tx, in.Body.Codes) })
	if err != nil {
		return nil, err
	}
	return h.listMemberFields(ctx, nil)
}

func (h *handlers) getKnownFields(ctx context.Context, in *MemberPath) (*knownFieldsReply, error) {
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	c := edge.From(ctx)
	roles := seeing(c)
	fields, err := h.Reader.Members.Fields(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	values, err := h.Reader.Members.FieldValues(ctx, h.DB, m.ID)
	if err != nil {
		return nil, err
	}
	var who []string
	for _, v := range values {
		who = append(who, v.StatedBy)
	}
	names, err := h.Staff.Names(ctx, h.DB, who...)
	if err != nil {
		return nil, err
	}
	seen := func(f member.Field) bool { return f.ReadBy(roles) }
	complete, err := h.Reader.Completeness(ctx, h.DB, c.Language, m.ID, fields, seen)
	if err != nil {
		return nil, err
	}
	known := KnownFields{Completeness: complete, Fields: []KnownField{}}
	for _, f := range fields {
		if f.Kind == member.CoreField || f.Ended || !seen(f) {
			continue
		}
		v := values[f.Code]
		one := KnownField{Personal: f.Personal, Masked: f.Personal && len(v.Values) > 0, StatedBy: edge.OrNull(v.StatedBy), StatedAt: edge.AtUnlessZero(v.StatedAt), StatedByName: edge.OrNull(names[v.StatedBy])}
		if f.Personal {
			v.Values = nil
		}
		one.FieldAsked = view.AskedOf(f, v.Values, c.Principal.May(staff.MemberEdit) && f.WrittenBy(roles) && m.Status == member.Active, c.Language)
		known.Fields = append(known.Fields, one)
	}
	return &knownFieldsReply{known}, nil
}

func (h *handlers) setKnownFields(ctx context.Context, in *struct {
	MemberPath
	Body FieldValues
}) (*knownFieldsReply, error) {
	c := edge.From(ctx)
	roles := seeing(c)
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		err := h.Reader.Members.SetFields(ctx, tx, edge.As[member.ID](in.ID), c.Principal.String(), in.Body.Values, func(f member.Field) bool { return f.WrittenBy(roles) })
		if err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Action: "member.set_fields", Subject: staff.Subject{Kind: "member", ID: string(in.ID)},
			After: map[string]any{"fields": codesOf(in.Body.Values)}, Reason: i18n.Clean(in.Body.Reason, 200), Address: c.Address})
	})
	if err != nil {
		return nil, err
	}
	return h.getKnownFields(ctx, &in.MemberPath)
}

// codesOf says which fields were changed; what was said stays in the vault.
func codesOf(values map[string][]string) []string {
	var codes []string
	for code := range values {
		codes = append(codes, i18n.Clean(code, 40))
	}
	slices.Sort(codes)
	return codes
}

// revealKnownFields writes down who looked and why before it shows anything.
func (h *handlers) revealKnownFields(ctx context.Context, in *struct {
	MemberPath
	Body Revealing
}) (*revealedFieldsReply, error) {
	c := edge.From(ctx)
	m, err := h.member(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	shown := RevealedFields{Values: map[string][]string{}}
	err = h.DB.InTx(ctx, func(tx postgres.Tx) error {
		fields, err := h.Reader.Members.Fields(ctx, tx)
		if err != nil {
			return err
		}
		values, err := h.Reader.Members.FieldValues(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		there := map[string]bool{}
		for _, f := range fields {
			if v := values[f.Code].Values; f.Personal && !f.Ended && f.ReadBy(seeing(c)) && len(v) > 0 {
				shown.Values[f.Code], there[f.Code] = v, true
			}
		}
		addresses, err := h.Reader.Members.Addresses(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		shown.Addresses = edge.Each(addresses, view.AddressOf)
		there["address"] = len(addresses) > 0
		return h.noteReveal(ctx, tx, in.ID, in.Body.Reason, seenOf(there))
	})
	return &revealedFieldsReply{shown}, err
}
