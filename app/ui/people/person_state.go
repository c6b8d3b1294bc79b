package people

import (
	"slices"
	"strings"

	"schakel/app/ui/draft"
	"schakel/internal/dial"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// personState is the entry of one person; an alias alone is enough. It knows no widgets.
type personState struct {
	person   *record.Person
	relation record.Relation    // what the person is in the family it is added to
	family   *record.Household  // nil when the person is added to no family
	prefers  record.ChannelKind // the way somebody likes best, also before it is written down
	texts    draft.Texts
	today    record.Date
}

const (
	textReview   = "review"
	textRelation = "relation"
)

// problems are what must be put right before the person can be kept, by field.
func (s *personState) problems(p *i18n.Printer) map[string]string {
	out := map[string]string{}
	for _, one := range s.person.Validate(s.today) {
		out[channelField(one.Field, s.person)] = p.Problem(one)
	}
	if text := birthProblem(p, s.texts, s.person, s.today); text != "" {
		out["birth"] = text
	}
	if s.person.Review.Zero() && s.texts[textReview] != "" {
		out["review"] = unread(p)
	}
	if _, missing := out["first"]; missing && s.person.Name().Empty() {
		out["first"] = p.T("people.person.nameless")
	}
	return out
}

// channelField is the name of the field on the page for a field of the record.
func channelField(field string, person *record.Person) string {
	rest, is := strings.CutPrefix(field, "channels.")
	if !is {
		return personField(field)
	}
	at := int(rest[0] - '0')
	if at >= 0 && at < len(person.Channels) && person.Channels[at].Kind != record.ChannelPhone {
		return "channel." + string(person.Channels[at].Kind)
	}
	return "phone"
}

// setReview reads the day on which to ask whether this is still needed.
func (s *personState) setReview(p *i18n.Printer, text string) {
	day, err := s.texts.Day(textReview, text, func(text string) (record.Date, error) { return p.ParseComingDate(text, s.today) })
	s.person.Review = day
	if err != nil {
		s.person.Review = record.Date{}
	}
}

// channel is what is written for a way to reach somebody.
func channel(p *record.Person, kind record.ChannelKind) string {
	for _, c := range p.Channels {
		if c.Kind == kind {
			return c.Value.Reveal()
		}
	}
	return ""
}

// setChannel writes it; "" removes the way.
func setChannel(p *record.Person, kind record.ChannelKind, value string) {
	if kind == record.ChannelPhone {
		setPhone(p, value)
		return
	}
	value = strings.TrimSpace(i18n.Digits(value))
	at := slices.IndexFunc(p.Channels, func(c record.Channel) bool { return c.Kind == kind })
	switch {
	case value == "" && at >= 0:
		p.Channels = slices.Delete(p.Channels, at, at+1)
	case value == "":
	case at >= 0:
		p.Channels[at].Value = record.Text(value)
	default:
		p.Channels = append(p.Channels, record.Channel{Kind: kind, Value: record.Text(value)})
	}
}

// preferred is the way somebody likes best, "" when nothing was said.
func preferred(p *record.Person) record.ChannelKind {
	for _, c := range p.Channels {
		if c.Preferred {
			return c.Kind
		}
	}
	return ""
}

func (s *personState) prefer(kind record.ChannelKind) {
	s.prefers = kind
	for i := range s.person.Channels {
		s.person.Channels[i].Preferred = s.person.Channels[i].Kind == kind
	}
}

// setWhen keeps with the first way when somebody can best be reached.
func setWhen(p *record.Person, text string) {
	if len(p.Channels) > 0 {
		p.Channels[0].When = record.Text(text)
	}
}

func when(p *record.Person) string {
	if len(p.Channels) == 0 {
		return ""
	}
	return p.Channels[0].When.Reveal()
}

// personView is the page of a person, in words.
type personView struct {
	name, subtitle string
	reads          []string   // the person's languages
	family         record.Row // the family somebody lives in; no id when there is none
	pairs          [][2]string
	secret         bool
	facts          []fact
	moments        []moment
	homes          []record.Row // every family that names the person
	alike          []alikeLine
	merged         []mergedLine
}

func viewPerson(p *i18n.Printer, person *record.Person, family record.Row, contacts []*record.Contact, today record.Date) personView {
	v := personView{name: nameOf(p, person), family: family, secret: person.Secret, reads: person.Languages}
	v.subtitle = joined(p.WithTerm("person.kind", string(person.As)), ageOf(p, person, today))
	add := func(key, value string) {
		if value != "" {
			v.pairs = append(v.pairs, [2]string{key, value})
		}
	}
	if !person.First.Empty() || !person.Last.Empty() {
		add(p.T("people.alias"), person.Alias.Reveal())
	}
	add(p.T("people.birth"), p.Date(person.Birth))
	add(p.T("people.languages"), languagesOf(p, person))
	for _, c := range person.Channels {
		value := joined(dial.Show(c.Value.Reveal()), c.When.Reveal())
		if c.Preferred {
			value = joined(value, p.T("people.preferred"))
		}
		add(p.Value("channel.kind", string(c.Kind)), value)
	}
	add(p.T("people.review"), p.Date(person.Review))
	if !person.Approach.Empty() {
		v.facts = append(v.facts, fact{p.T("people.approach"), person.Approach.Reveal()})
	}
	if !person.Note.Empty() {
		v.facts = append(v.facts, fact{p.T("people.page.note"), person.Note.Reveal()})
	}
	for _, c := range contacts {
		v.moments = append(v.moments, contactMoment(p, c, today))
	}
	slices.SortStableFunc(v.moments, func(a, b moment) int { return b.on.Number() - a.on.Number() })
	return v
}
