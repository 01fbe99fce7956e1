package config

// Shown is one setting as an operator may see it.
type Shown struct {
	Name     string `json:"name"`
	Value    string `json:"value"`
	Origin   string `json:"origin"`   // "default", "file /etc/habitue.toml", "environment HABITUE_LISTEN", "flag --listen"
	Variable string `json:"variable"` // by which the environment sets it
	Help     string `json:"help"`
}

// Show lists what is in force and where it came from, secrets hidden.
func (l *Loaded) Show() []Shown {
	var list []Shown
	for _, s := range l.settings() {
		origin, ok := l.origin[s.name]
		if !ok {
			origin = "default"
		}
		variables := s.variables()
		list = append(list, Shown{s.name, s.shown(), origin, variables[len(variables)-1], s.help})
	}
	return list
}
