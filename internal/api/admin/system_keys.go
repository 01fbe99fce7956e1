package admin

import (
	"context"
	"errors"
	"net/http"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
	"habitue/internal/platform/system"
	"habitue/internal/staff"
)

// MasterKeys is how the keys stand under which the members' own keys are kept. The keys
// themselves are never shown; an id is a fingerprint.
type MasterKeys struct {
	Current     string           `json:"current" doc:"Id of the one that wraps what is new" zh:"当前主密钥编号" example:"a91c4be07d25"`
	Since       *edge.Time       `json:"since" doc:"Since when it does; null: not noted" zh:"启用时间；未记录为 null"`
	Environment bool             `json:"environment" doc:"Given by the environment, where alone they can be changed" zh:"密钥来自环境变量，只能在那里更换" example:"false"`
	Keys        []MasterKey      `json:"keys" doc:"Every key that is held or still needed" zh:"持有或仍需的主密钥"`
	Rotations   []KeyRotation    `json:"rotations" doc:"Exchanges, the latest first" zh:"历次轮换，从新到旧"`
	Processes   []KeyProcess     `json:"processes" doc:"Programs that serve, and which keys they hold" zh:"运行中的进程及其所持密钥"`
	Backups     []KeyNeedingFile `json:"backups" doc:"Backups on record from before an exchange, and the key each still needs" zh:"轮换前的备份及其仍需的主密钥"`
	Index       IndexKeys        `json:"index" doc:"The index keys, by which members are found" zh:"检索密钥（据以查找会员）"`
}

// MasterKey is one of the keys.
type MasterKey struct {
	ID      string `json:"id" doc:"Fingerprint" zh:"指纹" example:"a91c4be07d25"`
	Held    bool   `json:"held" doc:"Whether this program holds it" zh:"本进程是否持有" example:"true"`
	Members int64  `json:"members" doc:"Members whose own key is wrapped under it" zh:"由它加密的会员数" example:"20000"`
}

// KeyRotation is one exchange of a key.
type KeyRotation struct {
	ID          edge.ID    `json:"id" doc:"Id" zh:"编号"`
	From        string     `json:"from" doc:"Id of the old key; of an index key its generation" zh:"旧密钥编号；检索密钥为其代数" example:"5d0b7e11c2f4"`
	To          string     `json:"to" doc:"Id of the new key; of an index key its generation" zh:"新密钥编号；检索密钥为其代数" example:"a91c4be07d25"`
	Phase       string     `json:"phase" enum:"spreading,rewrapping,draining,clearing,wrapped,destroyed" doc:"How far it has come: until every process holds the new key; making anew what the old one made; until whoever began before has ended; of an index key, taking away what the old one made; done; the old key is destroyed" zh:"进度：分发、逐批改用新密钥、等待旧事务结束、清除旧索引（仅检索密钥）、完成、旧密钥已销毁" example:"rewrapping"`
	AskedAt     edge.Time  `json:"asked_at" doc:"When somebody asked for it" zh:"发起时间"`
	BegunAt     *edge.Time `json:"begun_at" doc:"Since when the new key is in use" zh:"新密钥启用时间"`
	WrappedAt   *edge.Time `json:"wrapped_at" doc:"Since when the database needs the old one no more" zh:"数据库不再需要旧密钥的时间"`
	DestroyedAt *edge.Time `json:"destroyed_at" doc:"When the old one was destroyed" zh:"旧密钥销毁时间"`
	Done        int64      `json:"done" doc:"Members who are done" zh:"已完成的会员数" example:"12500"`
	Total       int64      `json:"total" doc:"Of so many" zh:"总数" example:"20000"`
}

// KeyProcess is a program that serves.
type KeyProcess struct {
	Process   string    `json:"process" doc:"Machine, process and a word" zh:"主机、进程号与标识" example:"shop-1/4711/K7QF2M"`
	SeenAt    edge.Time `json:"seen_at" doc:"When it last told" zh:"最近报告时间"`
	Keys      []string  `json:"keys" doc:"Which keys it holds, the one it wraps under first" zh:"所持主密钥，当前使用的在前"`
	IndexKeys []int     `json:"index_keys" doc:"Which index keys it holds, by generation, the one in use first; an example: [2, 1]" zh:"所持检索密钥的代数，当前使用的在前" example:"[2,1]"`
}

// KeyNeedingFile is a backup that cannot be opened without an old key.
type KeyNeedingFile struct {
	File   string    `json:"file" doc:"Where it was written" zh:"文件" example:"/backup/2026-09-12.hbk"`
	MadeAt edge.Time `json:"made_at" doc:"When it was made" zh:"备份时间"`
	Key    string    `json:"key" doc:"Id of the old key that it needs; of an index key its generation" zh:"所需旧密钥编号；检索密钥为其代数" example:"5d0b7e11c2f4"`
}

// KeyDestroying says why an old key is destroyed.
type KeyDestroying struct {
	Reason        string `json:"reason" minLength:"2" maxLength:"200" doc:"Why; kept in the audit trail" zh:"原因，记入审计" example:"每年轮换"`
	GiveUpBackups bool   `json:"give_up_backups,omitempty" doc:"Also where backups on record need it: their personal data is lost with it" zh:"即使仍有备份需要它：这些备份中的个人信息将一并失去" example:"false"`
}

type masterKeysReply struct{ Body MasterKeys }

func (h *handlers) systemKeys(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-master-keys", Method: "GET", Path: "/system/keys", Tag: "system", Permission: staff.SystemRead,
		Summary: edge.Words{Chinese: "主密钥与轮换进度", English: "Master keys and how far their exchange has come"},
	}, h.getMasterKeys)
	edge.Register(e, edge.Operation{
		ID: "rotate-master-key", Method: "POST", Path: "/system/keys/rotate", Tag: "system", Permission: staff.SystemOperate, Status: http.StatusAccepted,
		Summary: edge.Words{Chinese: "轮换主密钥", English: "Exchange the master key"},
		Description: edge.Words{Chinese: "生成新主密钥并写入密钥文件；各进程得知后，后台逐批重新加密会员密钥，期间照常服务，中断后自动继续。密钥文件请随即备份。",
			English: "Makes a new master key in the key file. Once every process holds it, members' keys are wrapped anew in the background while everything is served; what is cut off goes on by itself. Copy the key file afterwards."},
		Errors: []*errs.Error{member.ErrRotating, secret.ErrFixed},
	}, h.rotateMasterKey)
	edge.Register(e, edge.Operation{
		ID: "destroy-master-key", Method: "POST", Path: "/system/keys/{key}/destroy", Tag: "system", Permission: staff.SystemOperate,
		Summary: edge.Words{Chinese: "销毁旧主密钥", English: "Destroy an old master key"},
		Description: edge.Words{Chinese: "仅当数据库中再无会员密钥由它加密。仍需它的备份会被列出；确认放弃后其中的个人信息永久失去。密钥文件的其他副本须自行删除。",
			English: "Only when nothing in the database is under it. Backups that need it are told; where they are given up, their personal data is lost for good. Other copies of the key file are yours to delete."},
		Errors: []*errs.Error{member.ErrNoRotation, member.ErrKeyNeeded},
	}, h.destroyMasterKey)
	h.systemIndexKeys(e)
}

func (h *handlers) getMasterKeys(ctx context.Context, _ *struct{}) (*masterKeysReply, error) {
	k, err := h.Reader.Members.Keyring(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	shown := MasterKeys{Current: k.Current, Since: edge.AtUnlessZero(k.Since), Environment: k.File == "",
		Rotations: edge.Each(k.Rotations, keyRotation), Index: indexKeys(k.Index),
		Processes: edge.Each(k.Holders, func(p member.KeyHolder) KeyProcess {
			return KeyProcess{Process: p.Process, SeenAt: edge.At(p.SeenAt), Keys: edge.Strings(p.Masters), IndexKeys: append([]int{}, p.Indexes...)}
		}), Keys: []MasterKey{}, Backups: []KeyNeedingFile{},
	}
	for _, id := range k.Known() {
		shown.Keys = append(shown.Keys, MasterKey{ID: id, Held: k.Holds(id), Members: k.Under[id]})
	}
	backups, err := runsOf(ctx, h, system.Backup, func(r system.Record, b backedUp) BackupRun {
		return BackupRun{RunHead: headOf(r), File: edge.OrNull(b.File)}
	})
	for _, b := range backups.Items {
		if b.Outcome == nil || *b.Outcome != string(system.Holds) || b.File == nil {
			continue
		}
		needs := func(key string) KeyNeedingFile { return KeyNeedingFile{File: *b.File, MadeAt: b.BegunAt, Key: key} }
		shown.Backups = append(shown.Backups, edge.Each(k.NeededFor(b.BegunAt.Time), needs)...)
		shown.Index.Backups = append(shown.Index.Backups, edge.Each(k.Index.NeededFor(b.BegunAt.Time), needs)...)
	}
	return &masterKeysReply{Body: shown}, err
}

func keyRotation(r member.Rotation) KeyRotation {
	return KeyRotation{ID: edge.IDOf(r.ID), From: r.From, To: r.To, Phase: string(r.Phase), AskedAt: edge.At(r.AskedAt), BegunAt: edge.AtUnlessZero(r.BegunAt),
		WrappedAt: edge.AtUnlessZero(r.WrappedAt), DestroyedAt: edge.AtUnlessZero(r.DestroyedAt), Done: r.Done, Total: r.Total}
}

func (h *handlers) rotateMasterKey(ctx context.Context, in *struct{ Body OperatorReason }) (*masterKeysReply, error) {
	return h.rotateKey(ctx, member.MasterKey, in.Body.Reason)
}

func (h *handlers) rotateKey(ctx context.Context, what member.KeyKind, reason string) (*masterKeysReply, error) {
	c := edge.From(ctx)
	err := h.DB.InTx(ctx, func(tx postgres.Tx) error {
		r, err := h.Reader.Members.AskRotation(ctx, tx, what, c.Principal.String())
		if err != nil {
			return err
		}
		return h.Staff.Audit(ctx, tx, staff.Entry{By: c.Principal, Address: c.Address, Action: "system.rotate_" + what.Trail(),
			Subject: staff.Subject{Kind: what.Subject(), ID: r.To}, Reason: reason})
	})
	if err != nil {
		return nil, err
	}
	return h.getMasterKeys(ctx, nil)
}

func (h *handlers) destroyMasterKey(ctx context.Context, in *struct {
	Key  string `path:"key" maxLength:"40" pattern:"^[0-9a-f]{12}$" doc:"Id of the old key" zh:"旧主密钥编号" example:"5d0b7e11c2f4"`
	Body KeyDestroying
}) (*masterKeysReply, error) {
	return h.destroyKey(ctx, member.KeyEnd{What: member.MasterKey, Key: in.Key}, in.Body)
}

func (h *handlers) destroyKey(ctx context.Context, end member.KeyEnd, why KeyDestroying) (*masterKeysReply, error) {
	entry := staff.Entry{Action: "system.destroy_" + end.What.Trail(), Subject: staff.Subject{Kind: end.What.Subject(), ID: end.Key}, Reason: why.Reason}
	err := h.operate(ctx, entry, func(tx postgres.Tx) (any, error) {
		r, err := h.Reader.Members.DestroyKey(ctx, tx, end)
		if err != nil {
			return nil, err
		}
		needing, err := h.System.Before(ctx, tx, system.Backup, r.WrappedAt)
		if err == nil && needing > 0 && !why.GiveUpBackups {
			err = end.NeededBy(needing)
		}
		return map[string]int{"backups": needing}, err
	})
	if err != nil {
		return nil, err
	}
	if err := h.Reader.Members.DropKey(end.What, end.Key); err != nil && !errors.Is(err, secret.ErrFixed) {
		return nil, err
	}
	return h.getMasterKeys(ctx, nil)
}
