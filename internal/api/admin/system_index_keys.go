package admin

import (
	"context"
	"net/http"
	"strconv"

	"habitue/internal/api/edge"
	"habitue/internal/member"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/secret"
	"habitue/internal/staff"
)

// IndexKeys is how the keys stand by which members are found. They are numbered; the
// keys themselves are never shown.
type IndexKeys struct {
	Current   int              `json:"current" doc:"Generation of the one under which what is new is found" zh:"当前检索密钥的代数" example:"2"`
	Since     *edge.Time       `json:"since" doc:"Since when it is; null: not noted" zh:"启用时间；未记录为 null"`
	Keys      []IndexKey       `json:"keys" doc:"Every index key that is held" zh:"持有的检索密钥"`
	Rotations []KeyRotation    `json:"rotations" doc:"Exchanges, the latest first" zh:"历次轮换，从新到旧"`
	Backups   []KeyNeedingFile `json:"backups" doc:"Backups on record from before an exchange, and the index key without which nobody is found in each" zh:"轮换前的备份及其仍需的检索密钥"`
}

// IndexKey is one of the index keys.
type IndexKey struct {
	Generation int   `json:"generation" doc:"Its number" zh:"代数" example:"1"`
	Members    int64 `json:"members" doc:"Members who are found under it" zh:"由它查找的会员数" example:"20000"`
	Sessions   int64 `json:"sessions" doc:"Of an old one: sign-ins of members that follow from it until they are renewed" zh:"旧密钥：仍依赖它、尚未续期的会员登录数" example:"310"`
	Visitors   int64 `json:"visitors" doc:"Of an old one: purchases by which a visitor is recognised when he joins, until they lapse" zh:"旧密钥：仍依赖它、尚未过期的访客订单数" example:"12"`
}

// IndexKeyDestroying says why an old index key is destroyed.
type IndexKeyDestroying struct {
	KeyDestroying
	GiveUpRest bool `json:"give_up_rest,omitempty" doc:"Also where sign-ins of members and purchases of visitors still follow from it: those members sign in again, those visitors are not recognised" zh:"即使仍有会员登录与访客订单依赖它：这些会员须重新登录，这些访客入会时不再被认出" example:"false"`
}

func (h *handlers) systemIndexKeys(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "rotate-index-key", Method: "POST", Path: "/system/keys/index/rotate", Tag: "system", Permission: staff.SystemOperate, Status: http.StatusAccepted,
		Summary: edge.Words{Chinese: "轮换检索密钥", English: "Exchange the index key"},
		Description: edge.Words{Chinese: "生成新检索密钥并写入密钥文件；各进程得知后，后台逐批重算手机号、邮箱、卡号与姓名的索引，期间新旧两把都可查找，照常服务，中断后自动继续。密钥文件请随即备份。",
			English: "Makes a new index key in the key file. Once every process holds it, the indexes of phones, e-mails, cards and names are made anew in the background while members are found under both; what is cut off goes on by itself. Copy the key file afterwards."},
		Errors: []*errs.Error{member.ErrRotating, secret.ErrFixed},
	}, h.rotateIndexKey)
	edge.Register(e, edge.Operation{
		ID: "destroy-index-key", Method: "POST", Path: "/system/keys/index/{generation}/destroy", Tag: "system", Permission: staff.SystemOperate,
		Summary: edge.Words{Chinese: "销毁旧检索密钥", English: "Destroy an old index key"},
		Description: edge.Words{Chinese: "仅当数据库中再无会员由它查找。仍依赖它的登录、访客订单与备份会被列出，确认放弃后方可销毁。密钥文件的其他副本须自行删除。",
			English: "Only when no member of the database is found under it. Sign-ins, purchases of visitors and backups that need it are told and have to be given up. Other copies of the key file are yours to delete."},
		Errors: []*errs.Error{member.ErrNoRotation, member.ErrIndexKeyNeeded},
	}, h.destroyIndexKey)
}

func indexKeys(k member.IndexState) IndexKeys {
	shown := IndexKeys{Current: k.Current, Since: edge.AtUnlessZero(k.Since), Keys: []IndexKey{}, Rotations: edge.Each(k.Rotations, keyRotation), Backups: []KeyNeedingFile{}}
	for _, generation := range k.Held {
		use := k.Under[generation]
		shown.Keys = append(shown.Keys, IndexKey{Generation: generation, Members: use.Members, Sessions: use.Sessions, Visitors: use.Visitors})
	}
	return shown
}

func (h *handlers) rotateIndexKey(ctx context.Context, in *struct{ Body OperatorReason }) (*masterKeysReply, error) {
	return h.rotateKey(ctx, member.IndexKey, in.Body.Reason)
}

func (h *handlers) destroyIndexKey(ctx context.Context, in *struct {
	Generation int `path:"generation" minimum:"1" maximum:"32767" doc:"Number of the old index key" zh:"旧检索密钥的代数" example:"1"`
	Body       IndexKeyDestroying
}) (*masterKeysReply, error) {
	end := member.KeyEnd{What: member.IndexKey, Key: strconv.Itoa(in.Generation), GiveUp: in.Body.GiveUpRest}
	return h.destroyKey(ctx, end, in.Body.KeyDestroying)
}
