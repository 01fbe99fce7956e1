package member

import "time"

// person is somebody on the way to become a member, or found to be one.
type person struct {
	join   Join
	name   string
	keys   []key // the strongest first
	number string
	now    time.Time

	id    ID
	known bool
	by    key // of the identity by which he is known

	told told

	minorUntil time.Time // zero: no minor

	master string // the master key that his was wrapped under
}

// key is an identity, folded.
type key struct {
	kind  Kind
	value string
}

// handle is what a claim is made on.
type handle struct {
	kind  Kind
	blind string
}

func (p *person) member() Member {
	return Member{
		ID: p.id, Number: p.number, Status: Active,
		JoinedAt: p.join.JoinedAt, RecordedAt: p.now,
		Source: p.join.Source, Store: p.join.Store, Channel: p.join.Channel,
		Birthday: Birthday{Month: p.join.Birthday.Month, Day: p.join.Birthday.Day},
	}
}
