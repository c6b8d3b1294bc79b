package partners

import (
	"slices"
	"strconv"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// writing is the partner that is being written.
type writing struct {
	p      *i18n.Printer
	today  record.Date
	v      *record.Partner
	theirs *record.Partner   // what something else kept meanwhile, when it is another
	raw    map[string]string // numbers as they were typed, until they are understood
}

// begin is a new partner with room for one contact person.
func (w *writing) begin() {
	w.v = &record.Partner{Type: record.PartnerCJG, Officers: []record.Officer{{}}}
}

// copy is what is kept as a draft.
func (w *writing) copy() *record.Partner {
	v := *w.v
	v.Officers = slices.Clone(v.Officers)
	for i := range v.Officers {
		v.Officers[i].Roles = slices.Clone(v.Officers[i].Roles)
	}
	v.Offers = slices.Clone(v.Offers)
	return &v
}

// ready is the copy that is saved, without contact persons of whom nothing was written.
func (w *writing) ready() *record.Partner {
	v := w.copy()
	v.Officers = slices.DeleteFunc(v.Officers, blank)
	v.Offers = slices.DeleteFunc(v.Offers, record.Offer.Blank)
	return v
}

func blank(o record.Officer) bool {
	return o.ID.Zero() && o.First.Empty() && o.Last.Empty() && o.Job.Empty() && o.Phone.Empty() && o.Mail.Empty() && len(o.Roles) == 0 &&
		o.Reach.Empty() && len(o.Languages) == 0 && len(o.Photo) == 0
}

// problems are what is wrong, by field, as sentences. A new contact person has no id yet: the book gives it one.
func (w *writing) problems() map[string]string {
	wrong := map[string]string{}
	v := w.copy()
	for _, p := range v.Validate(w.today) {
		if strings.HasSuffix(p.Field, ".id") || w.blankAt(p.Field) {
			continue
		}
		if wrong[p.Field] == "" {
			wrong[p.Field] = w.p.Problem(p)
		}
	}
	for field := range w.raw {
		wrong[field] = w.p.Problem(record.Problem{Field: field, Code: "count.range"})
	}
	return wrong
}

// blankAt tells whether a problem is about a contact person or an offer of which nothing was written.
func (w *writing) blankAt(field string) bool {
	parts := strings.Split(field, ".")
	if len(parts) < 3 {
		return false
	}
	i, err := strconv.Atoi(parts[1])
	switch {
	case err != nil:
	case parts[0] == "officers":
		return i < len(w.v.Officers) && blank(w.v.Officers[i])
	case parts[0] == "offers":
		return i < len(w.v.Offers) && w.v.Offers[i].Blank()
	}
	return false
}

// forget drops numbers that were typed and not understood, of a field or a list whose places changed.
func (w *writing) forget(prefix string) {
	for field := range w.raw {
		if strings.HasPrefix(field, prefix) {
			delete(w.raw, field)
		}
	}
}

// number reads a number that was typed and keeps the text while it is none.
func (w *writing) number(field, text string, into *int) {
	if w.raw == nil {
		w.raw = map[string]string{}
	}
	delete(w.raw, field)
	*into = 0
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	n, ok := i18n.ParseCount(text)
	if !ok {
		w.raw[field] = text
		return
	}
	*into = n
}

// shown is a number as its field shows it.
func (w *writing) shown(field string, n int) string {
	if text, ok := w.raw[field]; ok {
		return text
	}
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// more tells whether something is written in what "Meer opschrijven" opens.
func (w *writing) more() bool {
	v := w.v
	return !v.Local.Empty() || !v.Inside.Empty() || !v.Criteria.Empty() || v.AgeFrom+v.AgeTo > 0 || !v.Hours.Empty() || v.Municipality != "" ||
		v.Ring > 0 || !v.Note.Empty() || len(v.Within)+len(v.Offers)+len(v.Serves)+len(v.Areas) > 0 || slices.ContainsFunc(v.Officers, func(o record.Officer) bool {
		return !o.Last.Empty() || !o.Mail.Empty() || len(o.Roles) > 0 || !o.Spoke.Zero() || !o.ID.Zero()
	})
}

// bsn is the sentence beside a free text that seems to hold a BSN; "" when it does not.
func bsn(p *i18n.Printer, text string) string {
	if record.HasBSN(text) {
		return p.T("partner.bsn")
	}
	return ""
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// norms are the days within which a partner can promise to answer.
func norms() []int { return []int{3, 5, 7, 10, 14} }
