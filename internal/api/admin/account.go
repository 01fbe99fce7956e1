package admin

import (
	"context"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Because says why something is done to a colleague's account.
type Because struct {
	Reason string `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the audit trail" zh:"理由，记入审计" example:"离职"`
}

// RolesChange is the roles to come.
type RolesChange struct {
	Because
	Roles []string `json:"roles" minItems:"1" maxItems:"10" doc:"Roles from now on" zh:"新角色" example:"operations"`
}

// StoresChange is the stores to come.
type StoresChange struct {
	Because
	Stores []string `json:"stores" maxItems:"500" doc:"Codes of the stores in which they work" zh:"所属门店代码" example:"S001"`
}

// StaffSession is a sign-in of a colleague.
type StaffSession struct {
	ID        string    `json:"id" doc:"Tells sessions of one account apart" zh:"会话标识" example:"9f86d081884c7d65"`
	CreatedAt edge.Time `json:"created_at" doc:"When they signed in" zh:"登录时间" example:"2026-09-12T01:00:00Z"`
	SeenAt    edge.Time `json:"seen_at" doc:"Last use, to the minute" zh:"最近使用（精确到分钟）" example:"2026-09-12T02:00:00Z"`
	ExpiresAt edge.Time `json:"expires_at" doc:"When it ends at the latest" zh:"最迟到期" example:"2026-09-19T01:00:00Z"`
	Address   string    `json:"address" doc:"Address from which they signed in" zh:"登录地址" example:"203.0.113.7"`
	Agent     string    `json:"agent" doc:"Browser, as it calls itself" zh:"浏览器" example:"Mozilla/5.0"`
}

type (
	// AccountPath names an account in a path.
	AccountPath struct {
		ID edge.ID `path:"id" doc:"Id of the account" zh:"账号编号"`
	}
	accountBecause struct {
		AccountPath
		Body Because
	}
	// SessionPath names a session of an account in a path.
	SessionPath struct {
		AccountPath
		Session string `path:"session" pattern:"^[0-9a-f]{16}$" doc:"Which session" zh:"会话标识" example:"9f86d081884c7d65"`
	}
	staffSessionsReply struct{ Body edge.Page[StaffSession] }
)

// accountErrors are what a change of an account can be refused with.
func accountErrors(more ...*errs.Error) []*errs.Error {
	return append([]*errs.Error{staff.ErrNoAccount, staff.ErrOwnAccount}, more...)
}

func (h *handlers) accounts(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-staff-account", Method: "GET", Path: "/staff/accounts/{id}", Tag: "staff", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "一个员工账号", English: "One staff account"},
		Errors:  []*errs.Error{staff.ErrNoAccount},
	}, h.getAccount)
	edge.Register(e, edge.Operation{
		ID: "change-staff-roles", Method: "PUT", Path: "/staff/accounts/{id}/roles", Tag: "staff", Permission: staff.StaffManage,
		Summary: edge.Words{Chinese: "更改角色", English: "Give somebody other roles"},
		Description: edge.Words{Chinese: "立即生效。最后一位系统管理员不能失去该角色，任何人不能更改自己的角色。",
			English: "Counts at once. The last administrator keeps the role, and nobody changes their own."},
		Errors: accountErrors(staff.ErrInvalidAccount, staff.ErrLastAdmin),
	}, h.changeRoles)
	edge.Register(e, edge.Operation{
		ID: "set-staff-stores", Method: "PUT", Path: "/staff/accounts/{id}/stores", Tag: "staff", Permission: staff.StaffManage,
		Summary: edge.Words{Chinese: "设置所属门店", English: "Say in which stores somebody works"},
		Errors:  accountErrors(staff.ErrBadStores),
	}, h.setStores)
	edge.Register(e, edge.Operation{
		ID: "disable-staff-account", Method: "POST", Path: "/staff/accounts/{id}/disable", Tag: "staff", Permission: staff.StaffManage,
		Summary: edge.Words{Chinese: "停用账号，立即结束其会话", English: "Disable an account and end its sessions at once"},
		Errors:  accountErrors(staff.ErrLastAdmin),
	}, h.onAccount((*staff.Service).Disable))
	edge.Register(e, edge.Operation{
		ID: "enable-staff-account", Method: "POST", Path: "/staff/accounts/{id}/enable", Tag: "staff", Permission: staff.StaffManage,
		Summary: edge.Words{Chinese: "启用账号", English: "Enable an account"},
		Errors:  accountErrors(),
	}, h.onAccount((*staff.Service).Enable))
	edge.Register(e, edge.Operation{
		ID: "unlock-staff-account", Method: "POST", Path: "/staff/accounts/{id}/unlock", Tag: "staff", Permission: staff.StaffManage,
		Summary: edge.Words{Chinese: "解除登录锁定", English: "Take a lock of failed sign-ins away"},
		Errors:  accountErrors(),
	}, h.onAccount((*staff.Service).Unlock))
	edge.Register(e, edge.Operation{
		ID: "reset-staff-password", Method: "POST", Path: "/staff/accounts/{id}/password", Tag: "staff", Permission: staff.StaffManage,
		Summary: edge.Words{Chinese: "重置密码，得到一次性密码", English: "Reset a password and get one for the next sign-in"},
		Errors:  accountErrors(staff.ErrBusy),
	}, h.resetPassword)
	edge.Register(e, edge.Operation{
		ID: "list-staff-sessions", Method: "GET", Path: "/staff/accounts/{id}/sessions", Tag: "staff", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "账号当前的登录", English: "Where somebody is signed in"},
		Errors:  []*errs.Error{staff.ErrNoAccount},
	}, h.listStaffSessions)
	edge.Register(e, edge.Operation{
		ID: "end-staff-session", Method: "DELETE", Path: "/staff/accounts/{id}/sessions/{session}", Tag: "staff", Permission: staff.StaffManage, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "结束一个登录", English: "End one sign-in of somebody"},
		Errors:  []*errs.Error{staff.ErrNoAccount, staff.ErrNoSession},
	}, h.endSession)
}

func (h *handlers) getAccount(ctx context.Context, in *AccountPath) (*accountReply, error) {
	a, err := h.Staff.Account(ctx, h.DB, edge.As[staff.AccountID](in.ID))
	return h.accountReply(ctx, a, err)
}

func (h *handlers) accountReply(ctx context.Context, a staff.Account, err error) (*accountReply, error) {
	if err != nil {
		return nil, err
	}
	shown, err := h.shownAccounts(ctx, a)
	if err != nil {
		return nil, err
	}
	return &accountReply{Body: shown[0]}, nil
}

// actOf says who asks for something to be done, and why.
func actOf(ctx context.Context, reason string) staff.Act {
	c := edge.From(ctx)
	return staff.Act{By: c.Principal, Address: c.Address, Reason: reason}
}

// onAccount is a change that needs nothing but a reason.
func (h *handlers) onAccount(change func(*staff.Service, context.Context, postgres.Tx, staff.AccountID, staff.Act) (staff.Account, error)) func(context.Context, *accountBecause) (*accountReply, error) {
	return func(ctx context.Context, in *accountBecause) (*accountReply, error) {
		var a staff.Account
		err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
			a, err = change(h.Staff, ctx, tx, edge.As[staff.AccountID](in.ID), actOf(ctx, in.Body.Reason))
			return err
		})
		return h.accountReply(ctx, a, err)
	}
}

func (h *handlers) changeRoles(ctx context.Context, in *struct {
	AccountPath
	Body RolesChange
}) (*accountReply, error) {
	var a staff.Account
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		a, err = h.Staff.ChangeRoles(ctx, tx, edge.As[staff.AccountID](in.ID), rolesOf(in.Body.Roles), actOf(ctx, in.Body.Reason))
		return err
	})
	return h.accountReply(ctx, a, err)
}

func (h *handlers) setStores(ctx context.Context, in *struct {
	AccountPath
	Body StoresChange
}) (*accountReply, error) {
	var a staff.Account
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		known, err := h.Reader.Org.StoresByCodes(ctx, tx, in.Body.Stores...)
		if err != nil {
			return err
		}
		var stores []org.StoreID
		for _, code := range in.Body.Stores {
			store, ok := known[code]
			if !ok {
				return staff.ErrBadStores.With("code", code)
			}
			stores = append(stores, store.ID)
		}
		a, err = h.Staff.SetStores(ctx, tx, edge.As[staff.AccountID](in.ID), stores, actOf(ctx, in.Body.Reason))
		return err
	})
	return h.accountReply(ctx, a, err)
}

func (h *handlers) resetPassword(ctx context.Context, in *accountBecause) (*madeAccountReply, error) {
	a, password, err := h.Staff.GiveNewPassword(ctx, edge.As[staff.AccountID](in.ID), actOf(ctx, in.Body.Reason))
	return h.madeAccount(ctx, a, password, err)
}

func (h *handlers) listStaffSessions(ctx context.Context, in *AccountPath) (*staffSessionsReply, error) {
	list, err := h.Staff.SessionsOf(ctx, h.DB, edge.As[staff.AccountID](in.ID))
	if err != nil {
		return nil, err
	}
	return &staffSessionsReply{Body: edge.PageOf(edge.Each(list, func(s staff.Seen) StaffSession {
		return StaffSession{ID: s.ID, CreatedAt: edge.At(s.CreatedAt), SeenAt: edge.At(s.SeenAt), ExpiresAt: edge.At(s.ExpiresAt),
			Address: s.Address, Agent: s.Agent}
	}), "")}, nil
}

func (h *handlers) endSession(ctx context.Context, in *SessionPath) (*struct{}, error) {
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Staff.EndSession(ctx, tx, edge.As[staff.AccountID](in.ID), in.Session, actOf(ctx, ""))
	})
}
