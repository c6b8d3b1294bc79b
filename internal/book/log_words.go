package book

import (
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Words says an entry in a few words, such as "gezin bekeken" or "verwijzing H-0042 verstuurd".
func (e LogEntry) Words(p *i18n.Printer) string {
	switch {
	case e.Action == actionRefused:
		return p.N("log.refused", e.Times)
	case !p.Has("log.action." + e.Action):
		return p.T("log.action.other") // a newer Schakel wrote it
	}
	return p.T("log.action."+e.Action, "What", e.what(p))
}

// coded lists the kinds whose rows have a short number; the number in other rows is something else.
func coded(kind record.Kind) bool { return numberOf(record.New(kind)) != nil }

// what is the kind of the record, with its short number while it exists.
func (e LogEntry) what(p *i18n.Printer) string {
	kind := e.Kind.String()
	if kind == "" {
		kind = "none"
	}
	word := p.Value("log.kind", kind)
	if e.There && e.Row.Number != 0 && coded(e.Kind) {
		word += " " + record.Code(e.Kind, e.Row.Number)
	}
	return word
}

// Line is an entry with its time of day: "10:42 · gezin bekeken".
func (e LogEntry) Line(p *i18n.Printer) string {
	return p.T("log.line", "Time", p.Clock(e.At), "What", e.Words(p))
}

// About is the name of whom it is about, "gewist" when the record is gone, and "" when it is about no record or has no name. What
// somebody wrote is never in it: of a contact or a worry it is the family's name, or the person's.
func (e LogEntry) About(p *i18n.Printer) string {
	switch {
	case e.ID.Zero() || e.Kind == record.KindNone:
		return ""
	case !e.There:
		return p.T("log.gone")
	}
	return e.Name.Reveal()
}

// nameOf is the name that a row goes by: its own, else that of the household or person that owns it.
func (b *Book) nameOf(row record.Row) record.Private {
	switch row.Kind {
	case record.KindPerson, record.KindHousehold, record.KindPartner, record.KindEndpoint, record.KindColleague:
		return row.Title
	}
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson} {
		if owner, ok := b.store.Row(store.Ref{Kind: kind, ID: row.Owner}); ok {
			return owner.Title
		}
	}
	return record.Private{}
}
