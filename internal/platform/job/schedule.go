package job

import (
	"time"

	"github.com/riverqueue/river"
)

// Queue is a line in which jobs wait for one of the processes that work it off.
type Queue string

// The queues. What may take long has one of its own, so that it never keeps
// points from maturing; what belongs to the columnar replica is done where the
// replica is kept.
const (
	Ordinary Queue = river.QueueDefault
	Long     Queue = "long"
	Replica  Queue = "replica"
)

// places is how many jobs of a queue a process runs at the same time.
var places = map[Queue]int{Ordinary: 2, Long: 1, Replica: 1}

const (
	maxTime  = 5 * time.Minute // of one run; a job takes the rest next time
	longTime = time.Hour       // of one run in the other queues
)

func (q Queue) maxTime() time.Duration {
	if q == Ordinary {
		return maxTime
	}
	return longTime
}

// Schedule is when a job runs by itself: at whole intervals, or once a night.
// The zero value is never.
type Schedule struct {
	Interval time.Duration
	Nightly  time.Duration // since midnight, where Interval is zero
	Zone     *time.Location
}

// Next implements river.PeriodicSchedule. Intervals are counted from no start
// of a program, so that everybody can say when the next one begins.
func (s Schedule) Next(after time.Time) time.Time {
	if s.Interval > 0 {
		return after.Truncate(s.Interval).Add(s.Interval)
	}
	day := after.In(s.Zone)
	for {
		at := time.Date(day.Year(), day.Month(), day.Day(), 0, int(s.Nightly.Minutes()), 0, 0, s.Zone)
		if at.After(after) {
			return at
		}
		day = day.AddDate(0, 0, 1)
	}
}

// never reports whether a job runs only when somebody asks for it.
func (s Schedule) never() bool { return s.Interval == 0 && s.Zone == nil }
