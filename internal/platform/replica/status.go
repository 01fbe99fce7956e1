package replica

import "time"

// State is what a replica is doing.
type State string

// The states. A replica that waits has a problem that may pass, such as a
// database that does not answer; it goes on by itself.
const (
	Stopped   State = "stopped"
	Building  State = "building"
	Following State = "following"
	Waiting   State = "waiting"
)

// Status is how a replica stands.
type Status struct {
	State    State     `json:"state"`
	Answers  bool      `json:"answers"`              // queries are answered, also from the former copy while one is made
	AsOf     time.Time `json:"as_of,omitzero"`       // everything that was committed before is in it
	Lag      float64   `json:"lag_seconds"`          // between AsOf and now
	Rows     int64     `json:"rows"`                 // in all tables
	Bytes    int64     `json:"bytes"`                // on disk
	Memory   int64     `json:"memory_bytes"`         // in use by the engine
	Applied  int64     `json:"applied_rows"`         // since this process began
	Rebuilt  int64     `json:"rebuilds"`             // since this process began
	Building *Progress `json:"building,omitempty"`   // of the copy that is being made
	Because  string    `json:"because,omitempty"`    // why it is being made
	Problem  string    `json:"problem,omitempty"`    // why it waits
	Compared time.Time `json:"compared_at,omitzero"` // with the database, by this process
	Differed int64     `json:"differences"`          // that comparisons of this process found
}

// Progress is how far a copy has come. The total is PostgreSQL's estimate.
type Progress struct {
	Table string `json:"table"`
	Rows  int64  `json:"rows"`
	Total int64  `json:"total"`
}

// Percent is at most 99 until it is done.
func (p Progress) Percent() int64 {
	if p.Total <= 0 {
		return 0
	}
	return min(99, 100*p.Rows/p.Total)
}
