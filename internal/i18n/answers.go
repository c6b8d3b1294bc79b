package i18n

import "schakel/internal/record"

// SelfRefer says with every no where the parent can always go by herself, which the other side fills in; "" with another answer that
// does not say it.
func (p *Printer) SelfRefer(f *record.Feedback) string {
	switch {
	case !f.SelfAt.Empty():
		return p.T("deliveries.answer.self", "Where", f.SelfAt.Reveal())
	case f.Stand == record.StandDeclined:
		return p.T("deliveries.answer.self.nowhere")
	}
	return ""
}
