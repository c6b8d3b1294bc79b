package partners

import (
	"strconv"
	"strings"

	"schakel/app/ui/listing"
	"schakel/app/ui/versions"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// compare asks which version of the partner counts: it was changed by something else while it was open here.
func (e *Entry) compare() {
	s := &e.state
	e.Choose(s.copy(), s.theirs, versions.Topics(partnerSaid(e.p, s.v), partnerSaid(e.p, s.theirs), partnerFields()...), func(chosen record.Record) {
		s.v, s.theirs = chosen.(*record.Partner), nil
		e.Touch()
		e.again()
	})
}

// partnerFields are the fields in which the facts of partnerSaid lie.
func partnerFields() []string {
	return []string{
		"type", "name", "local", "within inside", "offer", "offers", "criteria", "ageFrom ageTo", "hours", "phone", "municipality", "serves", "areas", "ring", "norm",
		"officers", "note",
	}
}

// partnerSaid is everything that is written on the page of a partner, its people with it.
func partnerSaid(p *i18n.Printer, v *record.Partner) []listing.KeyValue {
	var offers, towns, areas, people []string
	for _, o := range v.Offers {
		offers = append(offers, joined(p, []string{o.Name.Reveal(), offered(p, o)}))
	}
	for _, t := range v.Serves {
		towns = append(towns, town(t))
	}
	for _, a := range v.Areas {
		areas = append(areas, a.Reveal())
	}
	for _, o := range v.Officers {
		people = append(people, joined(p, []string{
			fullName(o), o.Job.Reveal(), o.Phone.Reveal(), o.Mail.Reveal(), helps(p, o.Roles), o.Reach.Reveal(), p.Date(o.From), p.Date(o.To), p.Date(o.Spoke),
		}))
	}
	norm, ring := "", ""
	if v.Norm > 0 {
		norm = p.N("partner.norm", v.Norm)
	}
	if v.Ring > 0 && v.Ring <= rings {
		ring = p.Value("partner.ring", strconv.Itoa(v.Ring))
	}
	return []listing.KeyValue{
		{Key: p.T("partner.type.label"), Value: versions.Words(p).Value("partner.type", string(v.Type))},
		{Key: p.T("partner.name.label"), Value: v.Name.Reveal()}, {Key: p.T("partner.local.label"), Value: v.Local.Reveal()},
		{Key: p.T("partner.inside.label"), Value: joined(p, append(valuesOf(p, v.Within), v.Inside.Reveal()))},
		{Key: p.T("partner.offer.label"), Value: v.Offer.Reveal()}, {Key: p.T("partner.offers.label"), Value: strings.Join(offers, "\n")},
		{Key: p.T("partner.criteria.label"), Value: v.Criteria.Reveal()}, {Key: p.T("partner.ages.label"), Value: ages(p, v.AgeFrom, v.AgeTo)},
		{Key: p.T("partner.hours.label"), Value: v.Hours.Reveal()}, {Key: p.T("partner.phone.label"), Value: v.Phone.Reveal()},
		{Key: p.T("partner.municipality.label"), Value: town(v.Municipality)}, {Key: p.T("partner.serves.label"), Value: p.List(towns)},
		{Key: p.T("partner.areas.label"), Value: p.List(areas)}, {Key: p.T("partner.ring.label"), Value: ring}, {Key: p.T("partner.norm.label"), Value: norm},
		{Key: p.T("partner.officers.label"), Value: strings.Join(people, "\n")}, {Key: p.T("partner.note.label"), Value: v.Note.Reveal()},
	}
}
