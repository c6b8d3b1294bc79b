package preferences

import "schakel/internal/record"

// backDays is how long a connection says that a copy was put back there: as long as the endpoint tells its own people.
const backDays = 60

// putBack says that an endpoint put back an older copy of its store, and whether it is known what was lost; "" when that was long ago.
func (s *state) putBack(e *record.Endpoint) string {
	if e.Restored.Mark == "" {
		return ""
	}
	on := record.DateOf(e.Restored.At.Local())
	id := "preferences.link.restored.asked"
	switch {
	case len(e.Doubted) > 0 && e.ByFile:
		id = "preferences.link.restored.file"
	case len(e.Doubted) > 0:
		id = "preferences.link.restored.asks"
	case s.today.Since(on) > backDays:
		return ""
	}
	return s.p.T(id, "Day", s.p.Date(on))
}
