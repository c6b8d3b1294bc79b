package i18n

import "schakel/internal/record"

// SelfRefer says with every no where the parent can always go by herself, which the other side fills in; "" with another answer that
// does not say it.
func (p *Printer) SelfRefer(stand record.Stand, where string) string {
	switch {
	case where != "":
		return p.T("deliveries.answer.self", "Where", where)
	case stand == record.StandDeclined:
		return p.T("deliveries.answer.self.nowhere")
	}
	return ""
}
