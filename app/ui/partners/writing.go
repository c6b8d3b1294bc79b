package partners

import (
	"slices"
	"strconv"
	"strings"

	"schakel/app/ui/draft"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// writing is the partner that is being written.
type writing struct {
	p      *i18n.Printer
	today  record.Date
	v      *record.Partner
	theirs *record.Partner // what something else kept meanwhile, when it is another
	texts  draft.Texts     // numbers and days that were typed before and are not understood yet
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

// more tells whether something is written in what "Meer opschrijven" opens.
func (w *writing) more() bool {
	v := w.v
	return len(w.texts) > 0 || !v.Local.Empty() || !v.Inside.Empty() || !v.Criteria.Empty() || v.AgeFrom+v.AgeTo > 0 || !v.Hours.Empty() || v.Municipality != "" ||
		v.Ring > 0 || !v.Note.Empty() || len(v.Within)+len(v.Offers)+len(v.Serves)+len(v.Areas) > 0 || slices.ContainsFunc(v.Officers, func(o record.Officer) bool {
		return !o.Last.Empty() || !o.Mail.Empty() || len(o.Roles) > 0 || !o.Spoke.Zero() || !o.ID.Zero()
	})
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
