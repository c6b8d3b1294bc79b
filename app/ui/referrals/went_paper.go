package referrals

import (
	"schakel/internal/export"
	"schakel/internal/record"
)

// exactPaper is what goes, or went, on paper. After a yes was taken back it begins with that, and with what the other side said about it, so that
// the parent can take it home; why it did not arrive yet is the worker's matter and stands on the screen only.
func (s *road) exactPaper() export.Document {
	p, d := s.p, s.page.Delivery
	doc := export.Exactly(p, s.full(), s.printed())
	if s.preparing() || s.waiting() || d == nil {
		return doc
	}
	doc.Title = p.T("referrals.exact.went")
	if d.State == record.DeliveryCancelled {
		doc.Title = p.T("referrals.exact.never")
	}
	doc.Blocks = append(s.takenBack(), doc.Blocks[:len(doc.Blocks)-1]...) // without "nothing else goes", which is past
	return doc
}

// takenBack are the sentences about a yes that was taken back; none when it stands.
func (s *road) takenBack() []export.Block {
	d := s.page.Delivery
	var detail string
	switch d.State {
	case record.DeliveryRecalling:
		detail = s.p.T("referrals.recall.waits.detail")
	case record.DeliveryRecalled:
		if d.Recall == string(record.StandKept) {
			detail = d.Ground.Reveal()
		}
	case record.DeliveryCancelled:
	default:
		return nil
	}
	line, _ := s.recall()
	all := []export.Block{export.Paragraph{Text: line, Bold: true}}
	if detail != "" {
		all = append(all, export.Paragraph{Text: detail, Typed: d.State == record.DeliveryRecalled})
	}
	return all
}
