package meetings

import (
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// wordMonths is how many months of words are shown beside each other: what fits in the smallest window. scale is how much larger the letters
// are than usual.
func wordMonths(scale float32) int {
	if scale > 1.2 {
		return 4
	}
	return 6
}

// wordRows is how many words are shown.
const wordRows = 30

// sideBySide is what the page of words shows.
type sideBySide struct {
	p     *i18n.Printer
	table book.WordTable
}

// remark is what stands beside a word: "nieuw", "steeds vaker", or nothing.
func (s *sideBySide) remark(r book.WordRow) string {
	switch {
	case r.New:
		return s.p.T("meeting.words.new")
	case r.Rising:
		return s.p.T("meeting.words.rising")
	}
	return ""
}

// offer is the proposal in words, "" when there is none.
func (s *sideBySide) offer() string {
	o := s.table.Offer
	if o == nil {
		return ""
	}
	return s.p.N("meeting.words.offer", o.Meetings, "Words", s.p.List(quoted(s.p, o.Words)), "From", s.p.Month(o.From), "To", s.p.Month(o.To))
}

func quoted(p *i18n.Printer, words []record.Private) []string {
	var texts []string
	for _, w := range words {
		texts = append(texts, p.T("meeting.asked.quote", "Text", w.Reveal()))
	}
	return texts
}

// rows are the words that are shown.
func (s *sideBySide) rows() []book.WordRow { return s.table.Rows[:min(len(s.table.Rows), wordRows)] }
