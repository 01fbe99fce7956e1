package view

import (
	"context"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/platform/division"
	"habitue/internal/platform/postgres"
)

// FieldChoice is a value to choose.
type FieldChoice struct {
	Code string `json:"code" doc:"Code" zh:"代码" example:"green"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"绿茶"`
}

// FieldAsked is a field of the retailer's own as somebody fills it in.
type FieldAsked struct {
	Code      string        `json:"code" doc:"Code, as in files" zh:"代码，与文件中一致" example:"favourite_tea"`
	Kind      string        `json:"kind" enum:"text,number,date,choice,choices" doc:"What values it takes" zh:"类型" example:"choice"`
	Name      string        `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"喜爱的茶"`
	Hint      *string       `json:"hint" doc:"How to fill it in" zh:"填写提示" example:"可多选"`
	Choices   []FieldChoice `json:"choices" doc:"What there is to choose, with what the member has" zh:"可选项，含会员已选的停用项"`
	Least     *string       `json:"least" doc:"Smallest number, or first day" zh:"最小值或最早日期" example:"0"`
	Most      *string       `json:"most" doc:"Largest number, last day, or number of characters" zh:"最大值、最晚日期或字数上限" example:"100"`
	Required  bool          `json:"required" doc:"Whether it may not be empty" zh:"是否必填" example:"false"`
	MayChange bool          `json:"may_change" doc:"Whether the reader may change it" zh:"读者能否修改" example:"true"`
	Values    []string      `json:"values" doc:"What is known, choices by their codes; empty: nothing" zh:"已知的值，选项为代码；空为未知" example:"green"`
}

// Completeness is how much of what the retailer wants to know is known.
type Completeness struct {
	Percent int           `json:"percent" doc:"By the weights of the fields" zh:"按权重计算的完整度" example:"70"`
	Missing []FieldChoice `json:"missing" doc:"What is not known, the weightiest first" zh:"缺少的项，权重大的在前"`
}

// Division is a province, city or district by GB/T 2260.
type Division struct {
	Code string `json:"code" doc:"Code of GB/T 2260" zh:"GB/T 2260 行政区划代码" example:"310115"`
	Name string `json:"name" doc:"Name" zh:"名称" example:"浦东新区"`
}

// AddressFields are what is said of an address. It is exported because it is embedded.
type AddressFields struct {
	Recipient string `json:"recipient" maxLength:"100" doc:"Who receives" zh:"收件人" example:"王小云"`
	Phone     string `json:"phone,omitempty" maxLength:"40" doc:"Phone of who receives" zh:"收件人手机号" example:"13800005678"`
	Division  string `json:"division,omitempty" maxLength:"6" doc:"Province, city or district by GB/T 2260; empty: abroad" zh:"行政区划代码；境外为空" example:"310115"`
	Line      string `json:"line" maxLength:"300" doc:"The rest; a division that stands in front of it is recognised" zh:"详细地址；开头的省市区会被识别" example:"世纪大道 1 号"`
	Postcode  string `json:"postcode,omitempty" maxLength:"12" doc:"Postcode" zh:"邮编" example:"200120"`
}

// Of is the address that is said.
func (a AddressFields) Of() member.Address {
	return member.Address{Recipient: a.Recipient, Phone: a.Phone, Division: a.Division, Line: a.Line, Postcode: a.Postcode}
}

// Address is an address of a member, in full.
type Address struct {
	ID edge.ID `json:"id" doc:"Id" zh:"编号"`
	AddressFields
	DivisionName *string `json:"division_name" doc:"The division with those it lies in" zh:"省市区名称" example:"上海市浦东新区"`
	Chosen       bool    `json:"chosen" doc:"Whether it is used unless another is named" zh:"是否默认地址" example:"true"`
	Version      int     `json:"version" doc:"Counts the changes; a change names the one it was made of" zh:"版本；修改时须注明所见版本" example:"1"`
}

// AddressOf shows an address in full.
func AddressOf(a member.HeldAddress) Address {
	return Address{ID: edge.IDOf(a.ID), AddressFields: AddressFields{a.Recipient, a.Phone, a.Division, a.Line, a.Postcode},
		DivisionName: edge.OrNull(division.Name(a.Division)), Chosen: a.Chosen, Version: a.Version}
}

// AskedOf shows a field as it is filled in, by what is known.
func AskedOf(f member.Field, values []string, mayChange bool, l messages.Language) FieldAsked {
	asked := FieldAsked{Code: f.Code, Kind: string(f.Kind), Name: f.Name.In(string(l)), Hint: edge.OrNull(f.Hint.In(string(l))), Choices: []FieldChoice{},
		Least: edge.OrNull(f.Least), Most: edge.OrNull(f.Most), Required: f.Required, MayChange: mayChange, Values: append([]string{}, values...)}
	has := map[string]bool{}
	for _, v := range values {
		has[v] = true
	}
	for _, c := range f.Choices {
		if !c.Ended || has[c.Code] {
			asked.Choices = append(asked.Choices, FieldChoice{c.Code, c.Name.In(string(l))})
		}
	}
	return asked
}

// Completeness is how much is known of a member among the fields that counts admits.
func (r *Reader) Completeness(ctx context.Context, q postgres.Querier, l messages.Language, id member.ID, fields []member.Field, counts func(member.Field) bool) (Completeness, error) {
	found, err := r.Members.Completeness(ctx, q, fields, counts, id)
	if err != nil {
		return Completeness{}, err
	}
	c := found[id]
	return Completeness{c.Percent, edge.Each(c.Missing, func(f member.Field) FieldChoice { return FieldChoice{f.Code, f.Name.In(string(l))} })}, nil
}

// Divisions are the divisions directly below one; below "" the provinces.
func Divisions(below string) []Division {
	return edge.Each(division.Below(below), func(d division.Division) Division { return Division(d) })
}
