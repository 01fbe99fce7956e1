package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// SavedView is a list as somebody likes to see it.
type SavedView struct {
	ID edge.ID `json:"id" doc:"Id of the view" zh:"视图编号"`
	NewView
}

// NewView is a view to be saved.
type NewView struct {
	Page    string   `json:"page" enum:"members" doc:"Which list it is of" zh:"所属列表" example:"members"`
	Name    string   `json:"name" minLength:"1" maxLength:"40" doc:"What its owner calls it; one of the same name is replaced" zh:"名称；同名则替换" example:"快要沉睡的金卡"`
	Search  string   `json:"search" maxLength:"2000" pattern:"^[!-~]*$" doc:"Filters and order, as they stand in the page's address" zh:"筛选与排序，与页面地址相同" example:"level=gold&class=potential"`
	Columns []string `json:"columns" maxItems:"40" nullable:"false" doc:"Columns; none: the usual ones" zh:"列；空为默认" example:"number"`
}

// SavedViews are the views of a page.
type SavedViews struct {
	Items []SavedView `json:"items" doc:"By name" zh:"按名称"`
}

type (
	viewReply  struct{ Body SavedView }
	viewsReply struct{ Body SavedViews }
)

func (h *handlers) views(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-views", Method: "GET", Path: "/session/views", Tag: "session", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "我保存的视图", English: "The views I saved"},
	}, h.listViews)
	edge.Register(e, edge.Operation{
		ID: "save-view", Method: "PUT", Path: "/session/views", Tag: "session", Permission: edge.SignedIn,
		Summary: edge.Words{Chinese: "保存视图", English: "Save a view"},
		Errors:  []*errs.Error{staff.ErrBadView, staff.ErrTooManyViews},
	}, h.saveView)
	edge.Register(e, edge.Operation{
		ID: "delete-view", Method: "DELETE", Path: "/session/views/{id}", Tag: "session", Permission: edge.SignedIn, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "删除视图", English: "Delete a view"},
		Errors:  []*errs.Error{staff.ErrNoView},
	}, h.deleteView)
}

// owner is whose views are asked for: the person who is signed in.
func owner(ctx context.Context) staff.AccountID { return staff.AccountID(edge.From(ctx).Principal.ID) }

func (h *handlers) listViews(ctx context.Context, in *struct {
	Page string `query:"page" required:"true" enum:"members" doc:"Of which list" zh:"所属列表" example:"members"`
}) (*viewsReply, error) {
	list, err := h.Staff.Views(ctx, h.DB, owner(ctx), in.Page)
	return &viewsReply{Body: SavedViews{Items: edge.Each(list, shownView)}}, err
}

func (h *handlers) saveView(ctx context.Context, in *struct{ Body NewView }) (*viewReply, error) {
	v := staff.View{Page: in.Body.Page, Name: in.Body.Name, Search: in.Body.Search, Columns: in.Body.Columns}
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		v, err = h.Staff.SaveView(ctx, tx, owner(ctx), v)
		return err
	})
	return &viewReply{Body: shownView(v)}, err
}

func (h *handlers) deleteView(ctx context.Context, in *struct {
	ID edge.ID `path:"id" doc:"Id of the view" zh:"视图编号"`
}) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Staff.DeleteView(ctx, tx, owner(ctx), edge.As[staff.ViewID](in.ID))
	})
}

func shownView(v staff.View) SavedView {
	return SavedView{ID: edge.IDOf(v.ID), NewView: NewView{Page: v.Page, Name: v.Name, Search: v.Search, Columns: edge.Strings(v.Columns)}}
}
