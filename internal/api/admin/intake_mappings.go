package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/intake"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// SavedMapping is how the files of one system are read.
type SavedMapping struct {
	Name      string         `json:"name" doc:"Name" zh:"名称" example:"our-tills"`
	BuiltIn   bool           `json:"built_in" doc:"Whether it came with the program" zh:"是否内置" example:"false"`
	UpdatedAt *edge.Time     `json:"updated_at" doc:"When it was saved" zh:"保存时间" example:"2026-09-12T04:20:00Z"`
	Mapping   intake.Mapping `json:"mapping" doc:"The mapping" zh:"映射"`
}

type (
	mappingReply  struct{ Body SavedMapping }
	mappingsReply struct{ Body edge.Page[SavedMapping] }
	someMappings  struct {
		Kind string `query:"kind" enum:"orders,members,balances,tiers,coupons" doc:"Of which files; orders when absent" zh:"文件内容；缺省为订单"`
	}
	oneMapping struct {
		Name string `path:"name" maxLength:"64" doc:"Name of the mapping" zh:"映射名称"`
		Kind string `query:"kind" enum:"orders,members,balances,tiers,coupons" doc:"Of which files; orders when absent" zh:"文件内容；缺省为订单"`
	}
	saveMapping struct {
		Name string `path:"name" maxLength:"64" doc:"Name of the mapping" zh:"映射名称"`
		Kind string `query:"kind" enum:"orders,members,balances,tiers,coupons" doc:"Of which files; orders when absent" zh:"文件内容；缺省为订单"`
		Body intake.Mapping
	}
)

func (h *handlers) intakeMappings(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-mappings", Method: "GET", Path: "/intake/mappings", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "列映射：已保存的与内置的", English: "Mappings, those that were saved and those that came with the program"},
	}, h.listMappings)
	edge.Register(e, edge.Operation{
		ID: "save-mapping", Method: "PUT", Path: "/intake/mappings/{name}", Tag: "intake", Permission: staff.IntakeRun,
		Summary: edge.Words{Chinese: "保存列映射", English: "Save a mapping"},
		Errors:  []*errs.Error{intake.ErrBadMapping, intake.ErrBadOpening},
	}, h.saveMapping)
	edge.Register(e, edge.Operation{
		ID: "delete-mapping", Method: "DELETE", Path: "/intake/mappings/{name}", Tag: "intake", Permission: staff.IntakeRun, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "删除已保存的列映射", English: "Delete a saved mapping"},
		Errors:  []*errs.Error{intake.ErrNoSuchPreset},
	}, h.deleteMapping)
}

// openingOf is the kind of an opening, or empty.
func openingOf(kind string) intake.OpeningKind {
	if kind == "orders" {
		return ""
	}
	return intake.OpeningKind(kind)
}

func (h *handlers) listMappings(ctx context.Context, in *someMappings) (*mappingsReply, error) {
	saved, err := h.savedMappings(ctx, openingOf(in.Kind))
	if err != nil {
		return nil, err
	}
	list := edge.Each(saved, func(m intake.SavedMapping) SavedMapping {
		return SavedMapping{Name: m.Name, UpdatedAt: edge.AtUnlessZero(m.UpdatedAt), Mapping: m.Mapping}
	})
	if openingOf(in.Kind) != "" {
		return &mappingsReply{Body: edge.PageOf(list, "")}, nil
	}
	for _, name := range intake.Presets() {
		m, err := intake.Preset(name)
		if err != nil {
			return nil, err
		}
		list = append(list, SavedMapping{Name: name, BuiltIn: true, Mapping: m})
	}
	return &mappingsReply{Body: edge.PageOf(list, "")}, nil
}

func (h *handlers) savedMappings(ctx context.Context, kind intake.OpeningKind) ([]intake.SavedMapping, error) {
	if kind != "" {
		return h.Intake.OpeningMappings(ctx, h.DB, kind)
	}
	return h.Intake.Mappings(ctx, h.DB)
}

func (h *handlers) saveMapping(ctx context.Context, in *saveMapping) (*mappingReply, error) {
	c := edge.From(ctx)
	m := in.Body
	m.Name = in.Name
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		var err error
		if kind := openingOf(in.Kind); kind != "" {
			err = h.Intake.SaveOpeningMapping(ctx, tx, kind, m)
		} else {
			err = h.Intake.SaveMapping(ctx, tx, m)
		}
		if err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, mappingEntry(c, "intake.save_mapping", m.Name, m))
	})
	if err != nil {
		return nil, err
	}
	return &mappingReply{Body: SavedMapping{Name: m.Name, UpdatedAt: edge.AtUnlessZero(h.Clock.Now()), Mapping: m}}, nil
}

func (h *handlers) deleteMapping(ctx context.Context, in *oneMapping) (*struct{}, error) {
	c := edge.From(ctx)
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		forget := h.Intake.ForgetMapping
		if kind := openingOf(in.Kind); kind != "" {
			forget = func(ctx context.Context, tx postgres.Tx, name string) error {
				return h.Intake.ForgetOpeningMapping(ctx, tx, kind, name)
			}
		}
		if err := forget(ctx, tx, in.Name); err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, mappingEntry(c, "intake.delete_mapping", in.Name, nil))
	})
}

func mappingEntry(c *edge.Call, action, name string, after any) staff.Entry {
	return staff.Entry{By: c.Principal, Action: action, Subject: staff.Subject{Kind: "mapping", ID: name}, After: after, Address: c.Address}
}
