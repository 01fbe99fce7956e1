package view

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"habitue/internal/event"
	"habitue/internal/member"
	"habitue/internal/platform/division"
)

// What the retailer asked of its own accord, and where things are sent.
type (
	copiedField struct {
		Name  string `json:"name" doc:"Field" zh:"字段"`
		Value string `json:"value" doc:"Value" zh:"值"`
		By    string `json:"by" doc:"Stated by" zh:"填写人"`
		At    string `json:"stated_at" doc:"When" zh:"填写时间"`
	}
	copiedAddress struct {
		Recipient string `json:"recipient" doc:"Who receives" zh:"收件人"`
		Phone     string `json:"phone" doc:"Phone" zh:"手机号"`
		Division  string `json:"division" doc:"Division" zh:"省市区"`
		Line      string `json:"line" doc:"Address" zh:"详细地址"`
		Postcode  string `json:"postcode" doc:"Postcode" zh:"邮编"`
		Chosen    bool   `json:"chosen" doc:"Used unless another is named" zh:"默认地址"`
	}
)

func (c *copier) fields(ctx context.Context) (any, error) {
	fields, err := c.Members.Fields(ctx, c.q)
	if err != nil {
		return nil, err
	}
	values, err := c.Members.FieldValues(ctx, c.q, c.m.ID)
	if err != nil {
		return nil, err
	}
	list := []copiedField{}
	for _, f := range fields {
		v := values[f.Code]
		if len(v.Values) == 0 {
			continue
		}
		list = append(list, copiedField{f.Name.In(string(c.language)), strings.Join(c.chosen(f, v.Values), ", "), v.StatedBy, c.at(v.StatedAt)})
	}
	return list, nil
}

// chosen are values as they are called: choices by their names.
func (c *copier) chosen(f member.Field, values []string) []string {
	named := slices.Clone(values)
	for i, v := range named {
		if at := slices.IndexFunc(f.Choices, func(o member.Choice) bool { return o.Code == v }); at >= 0 {
			named[i] = f.Choices[at].Name.In(string(c.language))
		}
	}
	return named
}

func (c *copier) addresses(ctx context.Context) (any, error) {
	list := []copiedAddress{}
	for _, id := range c.all {
		held, err := c.Members.Addresses(ctx, c.q, id)
		if err != nil {
			return nil, err
		}
		for _, a := range held {
			list = append(list, copiedAddress{a.Recipient, a.Phone, division.Name(a.Division), a.Line, a.Postcode, a.Chosen})
		}
	}
	return list, nil
}

// copiedNote is what was done to a note that staff wrote.
type copiedNote struct {
	Note string `json:"note" doc:"Note" zh:"备注编号"`
	Kind string `json:"kind" doc:"Kind" zh:"类型"`
	Act  string `json:"act" doc:"What was done" zh:"操作"`
	Text string `json:"text" doc:"Wording, or why it was removed" zh:"内容或移除原因"`
	At   string `json:"at" doc:"When" zh:"时间"`
}

func (c *copier) notes(ctx context.Context) (any, error) {
	list := []copiedNote{}
	for _, id := range c.all {
		histories, err := c.Members.NoteHistories(ctx, c.q, id)
		if err != nil {
			return nil, err
		}
		for _, note := range slices.Sorted(maps.Keys(histories)) {
			for _, s := range histories[note] {
				list = append(list, copiedNote{strconv.FormatInt(int64(note), 10), say(c.language, "copy.note."+string(s.Kind)),
					say(c.language, "copy.note.act."+string(s.Act)), s.Text, c.at(s.At)})
			}
		}
	}
	return list, nil
}

// copiedTag is a tag that staff put or took.
type copiedTag struct {
	Tag    string `json:"tag" doc:"Tag" zh:"标签"`
	Put    bool   `json:"put" doc:"Put, else taken" zh:"打上"`
	Until  string `json:"until" doc:"Until" zh:"有效至"`
	Reason string `json:"reason" doc:"Why" zh:"理由"`
	At     string `json:"at" doc:"When" zh:"时间"`
}

func (c *copier) tags(ctx context.Context) (any, error) {
	all, err := c.Members.Tags(ctx, c.q)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, t := range all {
		names[t.Code] = t.Name.In(string(c.language))
	}
	list := []copiedTag{}
	for before := int64(0); ; {
		page, err := c.Members.TagHistory(ctx, c.q, c.m.ID, before, copyPage)
		if err != nil {
			return nil, err
		}
		for _, s := range page {
			list = append(list, copiedTag{names[s.Tag], s.Put, c.at(s.Until), s.Reason, c.at(s.At)})
		}
		if len(page) < copyPage {
			return list, nil
		}
		before = page[len(page)-1].ID
	}
}

// copiedEvent is something that was done between purchases.
type copiedEvent struct {
	Text   string `json:"what" doc:"What was done" zh:"行为"`
	Name   string `json:"name" doc:"As the source named it" zh:"来源中的名称"`
	SKUs   string `json:"articles" doc:"Articles" zh:"商品编码"`
	Path   string `json:"page" doc:"Page" zh:"页面"`
	Amount string `json:"amount" doc:"Amount" zh:"金额"`
	At     string `json:"at" doc:"When" zh:"时间"`
}

// behaviour is in the copy also of who is restricted: it is his.
func (c *copier) behaviour(ctx context.Context) (any, error) {
	list := []copiedEvent{}
	for after := (*event.Spot)(nil); ; {
		page, err := c.Events.List(ctx, c.q, nil, after, copyPage, c.all...)
		if err != nil {
			return nil, err
		}
		for _, e := range page {
			worth := ""
			if e.Currency != "" {
				worth = amount(e.Value, e.Currency) + " " + e.Currency
			}
			list = append(list, copiedEvent{EventText(c.language, e), e.Name, strings.Join(e.SKUs, " "), e.Path, worth, c.at(e.OccurredAt)})
		}
		if len(page) < copyPage {
			return list, nil
		}
		last := page[len(page)-1]
		after = &event.Spot{At: last.OccurredAt, ID: last.ID}
	}
}
