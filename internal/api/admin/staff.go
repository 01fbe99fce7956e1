package admin

import (
	"context"
	"net/http"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/staff"
)

// Account is a staff account.
type Account struct {
	ID          edge.ID      `json:"id" doc:"Id" zh:"编号"`
	Email       string       `json:"email" doc:"E-mail, with which they sign in" zh:"登录邮箱" example:"li@example.com"`
	Name        string       `json:"name" doc:"Name" zh:"姓名" example:"李店长"`
	Roles       []string     `json:"roles" doc:"Roles" zh:"角色" example:"operations"`
	Locale      string       `json:"locale" doc:"Language of the console" zh:"界面语言" example:"zh-CN"`
	CreatedAt   edge.Time    `json:"created_at" doc:"When it was made" zh:"创建时间" example:"2026-01-05T02:00:00Z"`
	SignedInAt  *edge.Time   `json:"signed_in_at" doc:"Last sign-in" zh:"最近登录" example:"2026-09-12T01:00:00Z"`
	LockedUntil *edge.Time   `json:"locked_until" doc:"Locked out until then" zh:"锁定至" example:"2026-09-12T01:15:00Z"`
	DisabledAt  *edge.Time   `json:"disabled_at" doc:"Since when it cannot be used" zh:"停用时间" example:"2026-09-12T01:15:00Z"`
	MustChange  bool         `json:"must_change" doc:"The password holds for one sign-in only" zh:"首次登录须改密码" example:"false"`
	Stores      []view.Place `json:"stores" doc:"Stores in which they work: all that a store manager, cashier or adviser sees orders and members of" zh:"所属门店；店长、收银员与导购只能看到这些门店的订单与会员"`
}

// NewAccount is an account to be made.
type NewAccount struct {
	Email    string   `json:"email" minLength:"3" maxLength:"254" doc:"E-mail, with which they sign in" zh:"登录邮箱" example:"li@example.com"`
	Name     string   `json:"name" minLength:"1" maxLength:"80" doc:"Name" zh:"姓名" example:"李店长"`
	Password string   `json:"password,omitempty" maxLength:"200" doc:"For the first sign-in only: at least 10 characters, not the e-mail; made by us when absent" zh:"仅用于首次登录：至少 10 个字符，且不是邮箱；缺省由系统生成" example:"correct horse battery"`
	Roles    []string `json:"roles" minItems:"1" maxItems:"10" doc:"Roles" zh:"角色" example:"operations"`
	Locale   string   `json:"locale,omitempty" enum:"zh-CN,en" default:"zh-CN" doc:"Language of the console" zh:"界面语言" example:"zh-CN"`
}

// MadeAccount is an account with the password of its next sign-in.
type MadeAccount struct {
	Account
	Password *string `json:"password" doc:"For the next sign-in only, shown this once; null where the maker chose it" zh:"一次性密码，仅此一次可见；由创建者指定时为 null" example:"k3mw-9xpt-hd7q-2vbn"`
}

// Key is an API key without its secret.
type Key struct {
	ID        edge.ID    `json:"id" doc:"Id" zh:"编号"`
	Name      string     `json:"name" doc:"What it is for" zh:"用途" example:"till-7"`
	Prefix    string     `json:"prefix" doc:"Its first characters" zh:"前几位" example:"hbk_3fA9"`
	Scopes    []string   `json:"scopes" doc:"What it may do" zh:"权限" example:"order:write"`
	CreatedAt edge.Time  `json:"created_at" doc:"When it was made" zh:"创建时间" example:"2026-01-05T02:00:00Z"`
	UsedAt    *edge.Time `json:"used_at" doc:"Last use, to the minute" zh:"最近使用（精确到分钟）" example:"2026-09-12T01:00:00Z"`
	ExpiresAt *edge.Time `json:"expires_at" doc:"When it ends" zh:"到期时间" example:"2027-01-05T02:00:00Z"`
	RevokedAt *edge.Time `json:"revoked_at" doc:"When it was taken back" zh:"撤销时间" example:"2026-09-12T01:00:00Z"`
}

// NewKey is a key to be made.
type NewKey struct {
	Name      string     `json:"name" minLength:"1" maxLength:"80" doc:"What it is for" zh:"用途" example:"till-7"`
	Scopes    []string   `json:"scopes" minItems:"1" maxItems:"40" doc:"What it may do; at most what its maker may" zh:"权限；不超过创建者的权限" example:"order:write"`
	ExpiresAt *time.Time `json:"expires_at,omitempty" doc:"When it ends; never when absent" zh:"到期时间；缺省不过期" example:"2027-01-05T02:00:00Z"`
}

// MadeKey is a key with its secret, which is shown this once.
type MadeKey struct {
	Key
	Secret string `json:"key" doc:"The secret; shown this once" zh:"密钥，仅此一次可见" example:"hbk_3fA9…"`
}

// RolePermissions is a role and what it may do.
type RolePermissions struct {
	Role        string   `json:"role" doc:"Role" zh:"角色" example:"operations"`
	Name        string   `json:"name" doc:"Name in the reader's language" zh:"角色名称" example:"运营"`
	Permissions []string `json:"permissions" doc:"What it may do" zh:"权限" example:"member:read"`
}

type (
	accountReply     struct{ Body Account }
	madeAccountReply struct{ Body MadeAccount }
	accountsReply    struct{ Body edge.Page[Account] }
	keysReply        struct{ Body edge.Page[Key] }
	madeKeyReply     struct{ Body MadeKey }
	rolesReply       struct{ Body edge.Page[RolePermissions] }
	oneKey           struct {
		ID edge.ID `path:"id" doc:"Id of the key" zh:"密钥编号"`
	}
)

func (h *handlers) staff(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "list-staff-accounts", Method: "GET", Path: "/staff/accounts", Tag: "staff", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "员工账号列表", English: "List staff accounts"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listAccounts)
	edge.Register(e, edge.Operation{
		ID: "create-staff-account", Method: "POST", Path: "/staff/accounts", Tag: "staff", Permission: staff.StaffManage, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建员工账号", English: "Make a staff account"},
		Errors:  []*errs.Error{staff.ErrInvalidAccount, staff.ErrEmailTaken, staff.ErrBusy},
	}, h.createAccount)
	h.accounts(e)
	edge.Register(e, edge.Operation{
		ID: "list-keys", Method: "GET", Path: "/staff/keys", Tag: "staff", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "API 密钥列表", English: "List API keys"},
		Errors:  []*errs.Error{edge.ErrBadCursor},
	}, h.listKeys)
	edge.Register(e, edge.Operation{
		ID: "create-key", Method: "POST", Path: "/staff/keys", Tag: "staff", Permission: staff.StaffManage, Status: http.StatusCreated,
		Summary: edge.Words{Chinese: "新建 API 密钥", English: "Make an API key"},
		Errors:  []*errs.Error{staff.ErrInvalidKey},
	}, h.createKey)
	edge.Register(e, edge.Operation{
		ID: "revoke-key", Method: "DELETE", Path: "/staff/keys/{id}", Tag: "staff", Permission: staff.StaffManage, Status: http.StatusNoContent,
		Summary: edge.Words{Chinese: "撤销 API 密钥", English: "Take an API key back"},
		Errors:  []*errs.Error{staff.ErrNoKey},
	}, h.revokeKey)
	edge.Register(e, edge.Operation{
		ID: "list-roles", Method: "GET", Path: "/staff/roles", Tag: "staff", Permission: staff.StaffRead,
		Summary: edge.Words{Chinese: "角色与权限", English: "Roles and what they may do"},
	}, h.listRoles)
}

const (
	accountCursor = "account"
	keyCursor     = "key"
)

func (h *handlers) listAccounts(ctx context.Context, in *struct{ edge.Paging }) (*accountsReply, error) {
	after, err := in.After(accountCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Staff.Accounts(ctx, h.DB, staff.AccountID(after), in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(a staff.Account) string { return edge.Cursor(accountCursor, int64(a.ID)) })
	shown, err := h.shownAccounts(ctx, list...)
	return &accountsReply{Body: edge.PageOf(shown, next)}, err
}

func (h *handlers) createAccount(ctx context.Context, in *struct{ Body NewAccount }) (*madeAccountReply, error) {
	c := edge.From(ctx)
	n := staff.NewAccount{
		Email: in.Body.Email, Name: in.Body.Name, Password: in.Body.Password, MustChange: true, Roles: rolesOf(in.Body.Roles),
		Locale: in.Body.Locale, By: c.Principal, Address: c.Address,
	}
	if n.Password != "" {
		account, err := h.Staff.CreateAccount(ctx, n)
		return h.madeAccount(ctx, account, "", err)
	}
	account, password, err := h.Staff.Invite(ctx, n)
	return h.madeAccount(ctx, account, password, err)
}

func rolesOf(list []string) []staff.Role {
	return edge.Each(list, func(r string) staff.Role { return staff.Role(r) })
}

func (h *handlers) madeAccount(ctx context.Context, a staff.Account, password string, err error) (*madeAccountReply, error) {
	if err != nil {
		return nil, err
	}
	shown, err := h.shownAccounts(ctx, a)
	if err != nil {
		return nil, err
	}
	return &madeAccountReply{Body: MadeAccount{Account: shown[0], Password: edge.OrNull(password)}}, nil
}

func (h *handlers) listKeys(ctx context.Context, in *struct{ edge.Paging }) (*keysReply, error) {
	after, err := in.After(keyCursor)
	if err != nil {
		return nil, err
	}
	list, err := h.Staff.Keys(ctx, h.DB, staff.KeyID(after), in.Limit+1)
	if err != nil {
		return nil, err
	}
	list, next := edge.Cut(list, in.Limit, func(k staff.Key) string { return edge.Cursor(keyCursor, int64(k.ID)) })
	return &keysReply{Body: edge.PageOf(edge.Each(list, shownKey), next)}, nil
}

func (h *handlers) createKey(ctx context.Context, in *struct{ Body NewKey }) (*madeKeyReply, error) {
	c := edge.From(ctx)
	scopes := make([]staff.Permission, len(in.Body.Scopes))
	for i, s := range in.Body.Scopes {
		scopes[i] = staff.Permission(s)
	}
	var secret string
	var key staff.Key
	err := h.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
		secret, key, err = h.Staff.CreateKey(ctx, tx, staff.NewKey{
			Name: in.Body.Name, Scopes: scopes, ExpiresAt: in.Body.ExpiresAt, By: c.Principal, Address: c.Address,
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	return &madeKeyReply{Body: MadeKey{Key: shownKey(key), Secret: secret}}, nil
}

func (h *handlers) revokeKey(ctx context.Context, in *oneKey) (*struct{}, error) {
	c := edge.From(ctx)
	return nil, h.DB.InTx(ctx, func(tx postgres.Tx) error {
		return h.Staff.RevokeKey(ctx, tx, edge.As[staff.KeyID](in.ID), c.Principal, c.Address)
	})
}

func (h *handlers) listRoles(ctx context.Context, _ *struct{}) (*rolesReply, error) {
	c := edge.From(ctx)
	return &rolesReply{Body: edge.PageOf(edge.Each(staff.Roles(), func(r staff.Role) RolePermissions {
		return RolePermissions{Role: string(r), Name: c.Text("role." + string(r)), Permissions: edge.Strings(staff.May(r))}
	}), "")}, nil
}

// shownAccounts shows accounts with the stores in which they work.
func (h *handlers) shownAccounts(ctx context.Context, list ...staff.Account) ([]Account, error) {
	ids := edge.Each(list, func(a staff.Account) staff.AccountID { return a.ID })
	tied, err := h.Staff.StoresOf(ctx, h.DB, ids...)
	if err != nil {
		return nil, err
	}
	var all []org.StoreID
	for _, stores := range tied {
		all = append(all, stores...)
	}
	stores, err := h.Reader.Org.StoresByIDs(ctx, h.DB, all...)
	if err != nil {
		return nil, err
	}
	return edge.Each(list, func(a staff.Account) Account {
		return Account{
			ID: edge.IDOf(a.ID), Email: a.Email, Name: a.Name, Roles: edge.Strings(a.Roles), Locale: a.Locale,
			CreatedAt: edge.At(a.CreatedAt), SignedInAt: edge.AtOrNull(a.SignedInAt),
			LockedUntil: edge.AtOrNull(a.LockedUntil), DisabledAt: edge.AtOrNull(a.DisabledAt), MustChange: a.MustChange,
			Stores: edge.Each(tied[a.ID], func(id org.StoreID) view.Place {
				return view.Place{Code: stores[id].Code, Name: stores[id].Name.In(language(ctx))}
			}),
		}
	}), nil
}

func shownKey(k staff.Key) Key {
	return Key{
		ID: edge.IDOf(k.ID), Name: k.Name, Prefix: k.Prefix, Scopes: edge.Strings(k.Scopes),
		CreatedAt: edge.At(k.CreatedAt), UsedAt: edge.AtOrNull(k.UsedAt),
		ExpiresAt: edge.AtOrNull(k.ExpiresAt), RevokedAt: edge.AtOrNull(k.RevokedAt),
	}
}
