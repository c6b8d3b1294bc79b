package referrals

import (
	"slices"
	"strings"

	"schakel/app/ui/listing"
	"schakel/internal/cjg"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// lines are what the document holds: what went, once it is on its way, else what would go now.
func (s *road) lines() []cjg.Line {
	if !s.preparing() && len(s.gone) > 0 {
		return s.gone
	}
	return s.page.Lines
}

// exactly puts the lines of a document into words: who it is about first, each person with what belongs together on one line, then the
// rest as it stands. Nothing is left out; what a family need not think about (receiver, sender, number) comes apart.
func (s *road) exactly() (main, ends []listing.KeyValue) {
	var rest []listing.KeyValue
	var from, to []string
	items := map[int][]cjg.Line{}
	most := 0
	for _, l := range s.lines() {
		switch {
		case strings.HasPrefix(l.Key, "personen."):
			items[l.Item] = append(items[l.Item], l)
			most = max(most, l.Item)
		case strings.HasPrefix(l.Key, "aan."):
			to = append([]string{l.Value}, to...)
		case l.Key == "verklaring": // stands below as it is
		case strings.HasPrefix(l.Key, "van."):
			from = append(from, l.Value)
		case l.Key == "nummer", l.Key == "schema", l.Key == "terugkoppelingGewenst":
			ends = append(ends, s.line(l))
		default:
			rest = append(rest, s.line(l))
		}
	}
	for i := 1; i <= most; i++ {
		main = append(main, s.person(items[i])...)
	}
	main = append(main, rest...)
	for i := range main {
		main[i].Key = capital(s.p, main[i].Key)
	}
	if len(main) > 0 {
		ends = append([]listing.KeyValue{
			{Key: s.p.T("referrals.exact.to"), Value: comma(s.p, to...)}, {Key: s.p.T("referrals.exact.from"), Value: comma(s.p, from...)},
		}, ends...)
	}
	return main, ends
}

// also is the part that a family need not think about, in one small sentence.
func (s *road) also() string {
	_, ends := s.exactly()
	var parts []string
	for _, kv := range ends {
		parts = append(parts, s.p.T("referrals.exact.pair", "Key", kv.Key, "Value", kv.Value))
	}
	if len(parts) == 0 {
		return ""
	}
	parts = append(parts, s.p.T("referrals.exact.who")) // added when sending; the preview that is hashed cannot hold it (D-03)
	return s.p.T("referrals.exact.also", "What", strings.Join(parts, " · "))
}

// capital is a word with a capital, as the language writes it.
func capital(p *i18n.Printer, s string) string { return p.Capital(s) }

// person joins the lines of one person: the role is the name of the line, and what belongs together stands together.
func (s *road) person(lines []cjg.Line) []listing.KeyValue {
	p := s.p
	get := func(key string) string {
		for _, l := range lines {
			if l.Key == "personen."+key {
				return s.value(l)
			}
		}
		return ""
	}
	role := get("rol")
	who := get("naam")
	if age := get("leeftijd"); age != "" {
		n := 0
		for _, l := range lines {
			if l.Key == "personen.leeftijd" {
				n = number(l.Value)
			}
		}
		who = comma(p, who, p.N("referrals.exact.age", n))
	}
	if year := get("geboortejaar"); year != "" {
		who = comma(p, who, p.T("referrals.exact.born", "Year", year))
	}
	if due := get("verwachtOp"); due != "" {
		who = comma(p, who, p.T("referrals.exact.due", "On", due))
	}
	var all []listing.KeyValue
	if who == "" {
		all = append(all, listing.KeyValue{Key: p.Value("document.line", "personen_rol"), Value: role})
	} else {
		all = append(all, listing.KeyValue{Key: role, Value: who})
	}
	var tongues []string
	for _, l := range lines {
		if l.Key == "personen.talen" {
			tongues = append(tongues, s.value(l))
		}
	}
	tongue := s.p.Commas(tongues)
	if get("tolk") != "" {
		tongue = comma(p, tongue, p.T("referrals.exact.interpreter"))
	}
	add := func(name, value string) {
		if value != "" {
			all = append(all, listing.KeyValue{Key: p.Value("document.line", name), Value: value})
		}
	}
	add("personen_telefoon", comma(p, get("telefoon"), get("bereikbaar")))
	add("personen_talen", tongue)
	add("personen_plaats", get("plaats"))
	for _, l := range lines {
		if !slices.Contains(joinedKeys(), l.Key) {
			all = append(all, s.line(l)) // a field that a later document has is never left out
		}
	}
	return all
}

// joinedKeys are the fields of a person that stand together on a line.
func joinedKeys() []string {
	return []string{
		"personen.rol", "personen.naam", "personen.leeftijd", "personen.geboortejaar", "personen.verwachtOp", "personen.telefoon",
		"personen.bereikbaar", "personen.talen", "personen.tolk", "personen.plaats",
	}
}

func (s *road) line(l cjg.Line) listing.KeyValue {
	value := s.value(l)
	if l.Key == "vraag" || l.Key == "gezinWil" {
		value = s.p.T("referrals.exact.quote", "Text", value)
	}
	return listing.KeyValue{Key: s.p.Value("document.line", l.Name()), Value: value}
}

// value is one value of a document in words.
func (s *road) value(l cjg.Line) string {
	p := s.p
	switch l.Type {
	case cjg.Date:
		if d, err := record.ParseDate(l.Value); err == nil {
			return p.Date(d)
		}
	case cjg.YesNo:
		if l.Value == "ja" {
			return p.T("referrals.exact.yes")
		}
		return p.T("referrals.exact.no")
	case cjg.Choice:
		if l.Enum == "language" {
			return tongue(p, l.Value)
		}
		return p.Value(l.Enum, l.Value)
	}
	return l.Value
}

// printed is the same for the printer.
func (s *road) printed() []export.KeyValue {
	var all []export.KeyValue
	main, ends := s.exactly()
	for _, kv := range append(main, ends...) {
		all = append(all, export.KeyValue{Label: capital(s.p, kv.Key), Value: kv.Value})
	}
	return all
}

// stays lists what does not go along, in the words of the switches, and what never goes.
func (s *road) stays() []string {
	var all []string
	for _, g := range s.page.Stays {
		all = append(all, s.p.WithTerm("field.group", string(g)))
	}
	return append(all, s.p.T("referrals.stays.address"), s.p.T("referrals.stays.notes"))
}

// holds is what a group would bring along now, one line; "" when there is nothing in it yet.
func (s *road) holds(g record.FieldGroup) string {
	r, p := s.ref(), s.p
	switch g {
	case record.GroupReason:
		return r.Reason.Reveal()
	case record.GroupQuestion:
		return comma(s.p, r.Question.Reveal(), r.Wants.Reveal())
	case record.GroupGoesWell:
		return r.GoesWell.Reveal()
	case record.GroupSeen:
		return r.Seen.Reveal()
	case record.GroupThink:
		return r.Think.Reveal()
	case record.GroupDone:
		return r.Done.Reveal()
	case record.GroupForm:
		if r.Form == "" {
			return ""
		}
		return p.WithTerm("form", string(r.Form))
	case record.GroupChild:
		return s.children()
	case record.GroupPlace:
		return s.page.Family.Household.District.Reveal()
	}
	return s.ofParent(g)
}

func (s *road) ofParent(g record.FieldGroup) string {
	parent := s.page.Family.Person(s.ref().Parent)
	if parent == nil {
		return ""
	}
	switch g {
	case record.GroupName:
		return parent.Name().Reveal()
	case record.GroupPhone:
		return parent.Phone().Value.Reveal()
	case record.GroupLanguage:
		var all []string
		for _, code := range parent.Languages {
			all = append(all, tongue(s.p, code))
		}
		if parent.Interpreter {
			all = append(all, s.p.T("referrals.exact.interpreter"))
		}
		return s.p.Commas(all)
	}
	return ""
}

// tongue is a language as people name it; one without a text is shown as it stands.
func tongue(p *i18n.Printer, code string) string {
	return p.Tongue(code)
}

func comma(p *i18n.Printer, parts ...string) string {
	return p.Commas(parts)
}

func number(digits string) int {
	n := 0
	for _, r := range digits {
		n = n*10 + int(r-'0')
	}
	return n
}
