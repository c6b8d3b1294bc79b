package roads

import (
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Sheet is one page for the partner, in Dutch on every screen. Small numbers of worries are not said: "minder dan vijf" leads to nobody.
type Sheet struct {
	Title, Code   string
	To, From      string // the partner with the contact person; the worker
	Asked         record.Date
	Norm          int
	Lines         []export.KeyValue
	Words, Answer string
}

// few is below which a number of worries is not printed (PRODUCT, Counts).
const few = 5

// Few is a number of worries as it is printed.
func Few(dutch *i18n.Printer, n int) string {
	switch {
	case n == 0:
		return ""
	case n < few:
		return dutch.T("signal.sheet.few")
	}
	return dutch.Number(n)
}

// Document lays a sheet out. What is empty is left out.
func (s Sheet) Document(dutch *i18n.Printer) export.Document {
	doc := export.NewDocument(dutch, s.Title, s.Code)
	doc.Footer = dutch.T("legal.sheet")
	rows := []export.KeyValue{{Label: dutch.T("road.sheet.to"), Value: s.To}, {Label: dutch.T("road.sheet.from"), Value: s.From}}
	if !s.Asked.Zero() {
		rows = append(rows, export.KeyValue{Label: dutch.T("road.sheet.on"), Value: dutch.Date(s.Asked)})
	}
	if s.Norm > 0 {
		rows = append(rows, export.KeyValue{Label: dutch.T("road.sheet.norm"), Value: dutch.N("road.sheet.days", s.Norm)})
	}
	var full []export.KeyValue
	for _, row := range rows {
		if row.Value != "" {
			full = append(full, row)
		}
	}
	doc.Blocks = []export.Block{export.KeyValues{Rows: full}, export.Rule{}, export.Paragraph{Text: s.Words, Typed: true, Bold: true}}
	var lines []export.KeyValue
	for _, line := range s.Lines {
		if line.Value != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) > 0 {
		doc.Blocks = append(doc.Blocks, export.KeyValues{Rows: lines})
	}
	doc.Blocks = append(doc.Blocks, export.Rule{}, export.Paragraph{Text: dutch.T("road.sheet.back"), Bold: true, Keep: true})
	if s.Answer != "" {
		doc.Blocks = append(doc.Blocks, export.Paragraph{Text: s.Answer, Typed: true})
		return doc
	}
	for _, r := range []record.Reply{record.ReplyTaken, record.ReplyPlan, record.ReplyNothing, record.ReplyQuestion} {
		doc.Blocks = append(doc.Blocks, export.Sign{Word: dutch.Value("reply", string(r))})
	}
	return doc
}
