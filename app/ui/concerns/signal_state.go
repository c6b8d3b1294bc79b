package concerns

import (
	"slices"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/roads"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// SignalDraft is the key of the draft of a new wijksignaal. It is always the same: a key that named the worry it began with would be a
// reference to it.
const SignalDraft = "signal"

// NewSignal begins a wijksignaal with words that came up, at so many gatherings, between two days. Days that are not known are zero.
func NewSignal(words []string, meetings int, from, to record.Date) *record.Signal {
	return &record.Signal{State: record.RequestOpen, Words: record.Text(i18n.Joined(words)), Meetings: meetings, From: from, To: to}
}

// Join adds a proposal to a wijksignaal that was begun before: its words that are not there yet, its gatherings and its period. What was
// written stays as it is.
func Join(begun, more *record.Signal) *record.Signal {
	s := *begun
	have := i18n.Parts(s.Words.Reveal())
	for _, word := range i18n.Parts(more.Words.Reveal()) {
		if !slices.ContainsFunc(have, func(h string) bool { return i18n.Fold(h) == i18n.Fold(word) }) {
			have = append(have, word)
		}
	}
	s.Words = record.Text(i18n.Joined(have))
	s.Meetings = max(s.Meetings, more.Meetings)
	if s.From.Zero() || !more.From.Zero() && more.From.Before(s.From) {
		s.From = more.From
	}
	if s.To.Before(more.To) {
		s.To = more.To
	}
	return &s
}

// telling is the wijksignaal that is being written.
type telling struct {
	p        *i18n.Printer
	today    record.Date
	s        *record.Signal
	theirs   *record.Signal // what was kept meanwhile, when it is another
	partners []record.Row
	officers []form.Choice // the contact persons of the chosen partner
	worries  []record.Row  // that can be bundled
	chosen   map[record.ID]bool
	texts    draft.Texts // days that were typed before and are not understood yet
}

// ready lists the worries that can be bundled: open, not in a signal already, and no danger. The row holds the level as its second text.
func ready(rows []record.Row) []record.Row {
	out := slices.DeleteFunc(slices.Clone(rows), func(r record.Row) bool {
		return r.Flags&record.RowOpen == 0 || r.State == string(record.ConcernBundled) || r.Detail.Reveal() == string(record.LevelDanger)
	})
	slices.SortStableFunc(out, func(a, b record.Row) int { return int(b.Number) - int(a.Number) })
	return out
}

func (t *telling) copy() *record.Signal {
	s := *t.s
	s.Areas = slices.Clone(s.Areas)
	return &s
}

// sources are the chosen worries, in the order of the list.
func (t *telling) sources() []record.ID {
	var out []record.ID
	for _, r := range t.worries {
		if t.chosen[r.ID] {
			out = append(out, r.ID)
		}
	}
	return out
}

// problems are what is wrong, by field, as sentences.
func (t *telling) problems() map[string]string {
	wrong := map[string]string{}
	for _, p := range t.s.Validate(t.today) {
		if wrong[p.Field] == "" {
			wrong[p.Field] = t.p.Problem(p)
		}
	}
	return wrong
}

// written are the texts that should name nobody.
func (t *telling) written() []book.Written { return signalTexts(t.s) }

// signalTexts are the texts of a wijksignaal, in none of which somebody may be recognised.
func signalTexts(s *record.Signal) []book.Written {
	return []book.Written{
		{Field: "topic", Text: s.Topic}, {Field: "words", Text: s.Words}, {Field: "think", Text: s.Think}, {Field: "goesWell", Text: s.GoesWell},
		{Field: "question", Text: s.Question}, {Field: "neighbourhood", Text: s.Neighbourhood},
	}
}

// signalFacts is everything that was written, line by line.
func signalFacts(p *i18n.Printer, s *record.Signal) []listing.KeyValue {
	var areas []string
	for _, a := range s.Areas {
		areas = append(areas, p.WithTerm("life.area", string(a)))
	}
	count := func(id string, n int) string {
		if n == 0 {
			return ""
		}
		return p.N(id, n)
	}
	return []listing.KeyValue{
		{Key: p.T("signal.topic.label"), Value: s.Topic.Reveal()}, {Key: p.T("signal.words.label"), Value: s.Words.Reveal()},
		{Key: p.T("signal.question.label"), Value: s.Question.Reveal()}, {Key: p.T("concern.think.label"), Value: s.Think.Reveal()},
		{Key: p.T("concern.well.label"), Value: s.GoesWell.Reveal()}, {Key: p.T("concern.areas.label"), Value: p.List(areas)},
		{Key: p.T("signal.wijk.label"), Value: s.Neighbourhood.Reveal()}, {Key: p.T("signal.period.label"), Value: period(p, s)},
		{Key: p.T("signal.concerns.label"), Value: count("signal.concerns", s.Concerns)},
		{Key: p.T("signal.meetings.label"), Value: count("signal.meetings", s.Meetings)},
	}
}

func period(p *i18n.Printer, s *record.Signal) string {
	from, to := p.Month(s.From), p.Month(s.To)
	switch {
	case from == to || to == "":
		return from
	case from == "":
		return to
	}
	return p.T("signal.period", "From", from, "To", to)
}

// filled leaves out what is empty.
func filled(pairs []listing.KeyValue) []listing.KeyValue {
	return slices.DeleteFunc(slices.Clone(pairs), func(kv listing.KeyValue) bool { return kv.Value == "" })
}

// signalSheet is the page for the partner, in the language that was chosen for it: Dutch as long as nobody chose another.
func signalSheet(dutch *i18n.Printer, s *record.Signal, partner *record.Partner, me *record.Profile) export.Document {
	sheet := roads.Sheet{
		Title: dutch.T("signal.sheet.title"), Code: record.Code(record.KindSignal, s.Number), Asked: s.AskedOn, Norm: s.Norm, Words: s.Topic.Reveal(),
		Answer: roads.Said(dutch, s.Answer),
	}
	if partner != nil {
		officer, _ := partner.Officer(s.Receiver)
		sheet.To = dutch.Commas([]string{partner.Called().Reveal(), officer.First.Reveal()})
	}
	if me != nil {
		sheet.From = dutch.Commas([]string{me.Name.Reveal(), me.Title.Reveal()})
	}
	for _, kv := range signalFacts(dutch, s)[1:] {
		if kv.Key == dutch.T("signal.concerns.label") {
			kv.Value = roads.Few(dutch, s.Concerns)
		}
		sheet.Lines = append(sheet.Lines, export.KeyValue{Label: kv.Key, Value: kv.Value})
	}
	return sheet.Document(dutch)
}
