package insight

// Behind names members who are counted by a figure.
type Behind string

// Who can be listed.
const (
	Buyers      Behind = "buyers"      // bought within the period
	Active      Behind = "active"      // bought within the 30 days that end with it
	Joined      Behind = "joined"      // joined within it
	Repurchased Behind = "repurchased" // bought again within 30 days of a purchase in it
)
