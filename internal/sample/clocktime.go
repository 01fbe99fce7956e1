package sample

import "time"

// rhythm tells when during a day people buy: seconds of the day with weights.
type rhythm int

const (
	workday   rhythm = iota // to work 8–10, lunch 12, the afternoon break 15–17
	restday                 // late, and best in the afternoon
	delivered               // lunch and the afternoon break, at the desk
	online                  // the web shop sells in the evening
	rhythmCount
)

// byHour holds the weight of each hour of a day.
var byHour = [rhythmCount][24]float64{
	workday:   {7: 3.5, 8: 8.5, 9: 9, 10: 5, 11: 5.5, 12: 9, 13: 6, 14: 6, 15: 9, 16: 8.5, 17: 6, 18: 5, 19: 5, 20: 4, 21: 2.5},
	restday:   {7: 1, 8: 3, 9: 5, 10: 6.5, 11: 7, 12: 8.5, 13: 8, 14: 9, 15: 10.5, 16: 10, 17: 8, 18: 6.5, 19: 7, 20: 5.5, 21: 3.5},
	delivered: {7: 2, 8: 5, 9: 6, 10: 6.5, 11: 8, 12: 10, 13: 6, 14: 8, 15: 11, 16: 8, 17: 5, 18: 6, 19: 5, 20: 4, 21: 2},
	online:    {8: 2, 9: 4, 10: 5, 11: 5, 12: 6, 13: 5, 14: 4, 15: 4, 16: 4, 17: 4, 18: 4, 19: 6, 20: 9, 21: 11, 22: 8},
}

// shift is the rhythm between a store's opening and closing.
type shift struct {
	from, until int // seconds of the day
	hours       chooser
	first       int // the hour of hours[0]
}

// newShift cuts a rhythm to [opens, closes). Hours opened in part count in part.
func newShift(of rhythm, opens, closes time.Duration) shift {
	s := shift{from: int(opens.Seconds()), until: int(closes.Seconds()), first: int(opens.Hours())}
	weights := make([]float64, 0, 24)
	for h := s.first; h*3600 < s.until; h++ {
		from, until := s.span(h)
		weights = append(weights, byHour[of][h]*float64(until-from))
	}
	s.hours = newChooser(weights...)
	return s
}

func (s shift) span(hour int) (from, until int) {
	return max(hour*3600, s.from), min((hour+1)*3600, s.until)
}

// pick draws a second of the day.
func (s shift) pick(r *random) int {
	from, until := s.span(s.first + s.hours.pick(r))
	return from + r.below(until-from)
}

// shifts are the rhythms of one store.
type shifts [rhythmCount]shift

func newShifts(s *Store) shifts {
	var all shifts
	for of := range online {
		all[of] = newShift(of, s.Opens, s.Closes)
	}
	all[online] = newShift(online, hours(8), hours(23))
	return all
}

// rhythmOf chooses the rhythm of a purchase.
func rhythmOf(channel int, rest bool) rhythm {
	switch {
	case channel == WebShop:
		return online
	case channel == DeliveryPlatform:
		return delivered
	case rest:
		return restday
	default:
		return workday
	}
}
