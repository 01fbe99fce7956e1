package view

import (
	"habitue/internal/api/edge"
)

// Place is a store or a channel, as far as a reader needs it beside something else.
type Place struct {
	Code string `json:"code" doc:"Code in the retailer's systems" zh:"零售商系统中的代码" example:"S001"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"南京东路店"`
}

// Level is a tier's level.
type Level struct {
	Code string `json:"code" doc:"Code of the level" zh:"等级代码" example:"gold"`
	Name string `json:"name" doc:"Name in the reader's language" zh:"等级名称（读者的语言）" example:"金卡"`
}

// MemberSummary is a member in a list.
type MemberSummary struct {
	ID              edge.ID           `json:"id" doc:"Id of the member" zh:"会员编号"`
	Number          string            `json:"number" doc:"Member number, as printed" zh:"会员号" example:"8000 0012 3456"`
	Name            *string           `json:"name" doc:"Name, as far as the reader may see it; null where none is known" zh:"姓名，按读者权限遮蔽；未知为 null" example:"王**"`
	PhoneMasked     *string           `json:"phone_masked" doc:"Phone without its middle; null where none is known" zh:"手机号（中间遮蔽）；未知为 null" example:"+86 138****5678"`
	Level           edge.Maybe[Level] `json:"level" doc:"Level now" zh:"当前等级"`
	JoinedAt        edge.Time         `json:"joined_at" doc:"When the person joined" zh:"入会时间" example:"2025-03-02T08:15:00Z"`
	PointsAvailable edge.Points       `json:"points_available" doc:"Points that can be spent now" zh:"当前可用积分"`
	Status          string            `json:"status" enum:"active,merged,left,erased" doc:"What became of the membership" zh:"会员状态" example:"active"`
	Profiled        bool              `json:"profiled" doc:"Whether anything is reckoned of the member" zh:"是否画像" example:"true"`
	Restricted      bool              `json:"restricted" doc:"The member's data is kept and may not be used" zh:"限制处理：数据仅保存，不得使用" example:"false"`

	Source  string                  `json:"source" doc:"Which system reported the member" zh:"来源系统" example:"till"`
	Store   edge.Maybe[Place]       `json:"store" doc:"Store of joining" zh:"入会门店"`
	Channel edge.Maybe[Place]       `json:"channel" doc:"Channel of joining" zh:"入会渠道"`
	Value   edge.Maybe[MemberValue] `json:"value" doc:"What the member is worth; null where nothing was bought, and for readers without profile:read" zh:"会员价值；从未消费或无 profile:read 权限时为 null"`
	Labels  []string                `json:"labels" doc:"Labels in force; none for readers without profile:read" zh:"生效的标签；无 profile:read 权限时为空" example:"value:high"`
}

// MemberValue is what a member is worth, in a list.
type MemberValue struct {
	Class       Class      `json:"class" doc:"Value class" zh:"价值分层"`
	R           int        `json:"r" doc:"Score of recency" zh:"R 得分" example:"5"`
	F           int        `json:"f" doc:"Score of frequency" zh:"F 得分" example:"4"`
	M           int        `json:"m" doc:"Score of money spent" zh:"M 得分" example:"3"`
	LastOrderOn *string    `json:"last_order_on" format:"date" doc:"Business day of the last purchase" zh:"最近消费日" example:"2026-09-01"`
	Orders      int64      `json:"orders" doc:"Purchases within the window of the rule" zh:"统计期内消费次数" example:"12"`
	Spend       edge.Minor `json:"spend" doc:"What they come to" zh:"统计期内消费金额"`
}

// Identity is a key by which a channel knows a member.
type Identity struct {
	Kind  string `json:"kind" doc:"phone, email, card, number or external:<system>" zh:"类型：手机、邮箱、卡、会员号或外部系统" example:"phone"`
	Shown string `json:"shown" doc:"The value, masked" zh:"遮蔽后的值" example:"+86 138****5678"`
}

// Member is one member.
type Member struct {
	ID          edge.ID           `json:"id" doc:"Id of the member" zh:"会员编号"`
	Number      string            `json:"number" doc:"Member number, as printed" zh:"会员号" example:"8000 0012 3456"`
	Status      string            `json:"status" enum:"active,merged,left,erased" doc:"What became of the membership" zh:"会员状态" example:"active"`
	Profiled    bool              `json:"profiled" doc:"Whether anything is reckoned of the member" zh:"是否画像" example:"true"`
	Name        *string           `json:"name" doc:"Name, as far as the reader may see it" zh:"姓名，按读者权限遮蔽" example:"王**"`
	PhoneMasked *string           `json:"phone_masked" doc:"Phone without its middle" zh:"手机号（中间遮蔽）" example:"+86 138****5678"`
	EmailMasked *string           `json:"email_masked" doc:"E-mail without most of its name" zh:"邮箱（遮蔽）" example:"w***@example.com"`
	Birthday    *string           `json:"birthday" doc:"Month and day, MM-DD" zh:"生日（月-日）" example:"05-20"`
	JoinedAt    edge.Time         `json:"joined_at" doc:"When the person joined" zh:"入会时间" example:"2025-03-02T08:15:00Z"`
	Source      string            `json:"source" doc:"Which system reported the member" zh:"来源系统" example:"till"`
	Store       edge.Maybe[Place] `json:"store" doc:"Store of joining" zh:"入会门店"`
	Channel     edge.Maybe[Place] `json:"channel" doc:"Channel of joining" zh:"入会渠道"`
	Level       edge.Maybe[Level] `json:"level" doc:"Level now" zh:"当前等级"`
	Balances    []Balance         `json:"balances" doc:"What the member has" zh:"余额"`
	Identities  []Identity        `json:"identities" doc:"How channels know the member" zh:"渠道识别方式"`

	Restriction edge.Maybe[Restriction] `json:"restriction" doc:"The restriction in force: the data is kept and may not be used; null: there is none" zh:"生效中的限制处理：数据仅保存，不得使用；null 为无"`

	MergedInto edge.Maybe[MergedMember] `json:"merged_into" doc:"Who this record was merged into and goes on; null while it is a member of its own" zh:"本记录并入的会员；未被合并时为 null"`
}
