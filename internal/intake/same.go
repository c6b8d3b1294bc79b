package intake

import "schakel/internal/envelope"

// of reports whether what is there under a uuid is the same device's, and a recall of the same message, or no recall at all.
func (m message) of(device string, target *envelope.UUID) bool {
	var recalls envelope.UUID
	if target != nil {
		recalls = *target
	}
	return m.Device == device && m.Target == recalls
}
