package people

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// turn says who owes the next word in a family or a moment.
type turn uint8

const (
	turnNone turn = iota
	turnAnswered
	turnWaiting
	turnLate
	turnYours
)

// The filters of the list; they are the values of its chips.
const (
	filterAll      = "all"
	filterFamilies = "families"
	filterPersons  = "persons"
	filterChildren = "children"
)

// item is one line of the list.
type item struct {
	kind   record.Kind
	id     record.ID
	child  bool
	secret bool
	name   string
	turn   turn
	row    *record.Row   // what the second line is made of when it comes into view: of ten thousand rows ten are seen
	living []*record.Row // of a family: the people in it
	family string        // of a person: the name of the family
}

// detail is the second line.
func (it item) detail(p *i18n.Printer, today record.Date) string {
	if it.kind == record.KindHousehold {
		return inFamily(p, it.living, it.row.Detail.Reveal(), today)
	}
	return aboutPerson(p, it.row, it.family, today)
}

// list is what the list of people shows. It knows no widgets.
type list struct {
	all    []item
	shown  []item
	filter string
}

// choose takes another filter.
func (l *list) choose(filter string) {
	l.filter = filter
	l.narrow()
}

func (l *list) fill(all []item) {
	l.all = all
	l.narrow()
}

func (l *list) narrow() {
	l.shown = make([]item, 0, len(l.all))
	for _, it := range l.all {
		if it.passes(l.filter) {
			l.shown = append(l.shown, it)
		}
	}
}

func (it item) passes(filter string) bool {
	switch filter {
	case filterFamilies:
		return it.kind == record.KindHousehold
	case filterPersons:
		return it.kind == record.KindPerson && !it.child
	case filterChildren:
		return it.child
	}
	return true
}

// counts says how many families and people there are.
func (l *list) counts() (families, persons int) {
	for _, it := range l.all {
		if it.kind == record.KindHousehold {
			families++
		} else {
			persons++
		}
	}
	return families, persons
}

// rows are the rows that a list is made of.
type rows struct {
	households, persons, concerns, referrals, answers, partners []record.Row
	order                                                       orderer
}

// orderer gives the order of lines by name, which follow from snapshots of rows.
type orderer func(p *i18n.Printer, lines []book.Named, snapshots ...[]record.Row) []int

func rowsOf(src lister) rows {
	return rows{
		households: src.Rows(record.KindHousehold), persons: src.Rows(record.KindPerson), concerns: src.Rows(record.KindConcern),
		referrals: src.Rows(record.KindReferral), answers: src.Rows(record.KindFeedback), partners: src.Rows(record.KindPartner), order: src.NameOrder,
	}
}

// Prepare works out the order of the list, so that opening it does not wait for that.
func Prepare(src Source, p *i18n.Printer) { items(p, rowsOf(src), src.Today()) }

// items makes the lines of the list, in the order of surnames.
func items(p *i18n.Printer, r rows, today record.Date) []item {
	living := make(map[record.ID][]*record.Row, len(r.households))
	for i := range r.persons {
		row := &r.persons[i]
		living[row.Owner] = append(living[row.Owner], row)
	}
	names := make(map[record.ID]string, len(r.households))
	all := make([]item, 0, len(r.households)+len(r.persons))
	lines := make([]book.Named, 0, cap(all))
	turns := turnsOf(r, today)
	for i := range r.households {
		row := &r.households[i]
		name := row.Title.Reveal()
		names[row.ID] = name
		lines = append(lines, book.Named{ID: row.ID, Name: name, As: familyKey, Rank: 1}) // a family stands before the people in it
		all = append(all, item{kind: record.KindHousehold, id: row.ID, name: name, turn: turns[row.ID], row: row, living: living[row.ID]})
	}
	for i := range r.persons {
		row := &r.persons[i]
		name := row.Title.Reveal()
		if row.Title.Empty() {
			name = names[row.Owner] // a child without a name stands with its family
		}
		lines = append(lines, book.Named{ID: row.ID, Name: name, As: sortKey})
		all = append(all, item{
			kind: record.KindPerson, id: row.ID, child: row.Flags&record.RowChild != 0, secret: row.Flags&record.RowSecret != 0,
			name: nameOfRow(p, *row), row: row, family: names[row.Owner],
		})
	}
	ordered := make([]item, len(all))
	for i, at := range r.order(p, lines, r.households, r.persons) {
		ordered[i] = all[at]
	}
	return ordered
}

// nameOfRow is a person's name in a list; a child without one is "baby".
func nameOfRow(p *i18n.Printer, row record.Row) string {
	if row.Title.Empty() {
		return p.T("people.unborn.name")
	}
	return row.Title.Reveal()
}

// inFamily is the second line of a family: who is in it, and the wijk.
func inFamily(p *i18n.Printer, living []*record.Row, district string, today record.Date) string {
	const most = 4
	var parts []string
	for i, row := range living {
		if i == most {
			parts = append(parts, p.N("people.list.more", len(living)-most))
			break
		}
		part := firstName(nameOfRow(p, *row))
		if row.Flags&record.RowChild != 0 {
			if age, ok := ageOfRow(*row, today); ok {
				part += " (" + p.Number(age) + ")"
			}
		}
		parts = append(parts, part)
	}
	return joined(p.Commas(parts), district)
}

// ageOfRow is the age in whole years of somebody whose birth date is known.
func ageOfRow(row record.Row, today record.Date) (int, bool) {
	if row.Flags&record.RowUnborn != 0 || row.On.Year == 0 || row.On.Month == 0 {
		return 0, false
	}
	person := record.Person{Birth: row.On}
	years, known, _ := person.Age(today)
	return years, known
}

// aboutPerson is the second line of a person: what somebody is, how old a child is, and the family.
func aboutPerson(p *i18n.Printer, row *record.Row, family string, today record.Date) string {
	what := p.Value("person.kind", row.State)
	switch age, ok := ageOfRow(*row, today); {
	case row.Flags&record.RowUnborn != 0:
		what = p.T("people.unborn", "Date", p.Date(row.On))
	case ok && row.Flags&record.RowChild != 0:
		what = p.N("people.age", age)
	}
	return joined(what, row.Detail.Reveal(), family)
}

// joined puts what is there behind each other.
func joined(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, " · ")
}

// turnsOf says for each family who owes the next word: an unread answer first, then what is late, what waits, and what is open.
func turnsOf(r rows, today record.Date) map[record.ID]turn {
	order := map[turn]int{turnNone: 0, turnYours: 1, turnWaiting: 2, turnLate: 3, turnAnswered: 4}
	turns := map[record.ID]turn{}
	set := func(owner record.ID, t turn) {
		if order[t] > order[turns[owner]] {
			turns[owner] = t
		}
	}
	norms := map[record.ID]int{}
	for _, row := range r.partners {
		norms[row.ID] = int(row.Number)
	}
	for _, row := range r.concerns {
		if row.State == string(record.ConcernOpen) {
			set(row.Owner, turnYours)
		}
	}
	for _, row := range r.referrals {
		set(row.Owner, turnOf(record.ReferralState(row.State), row.On, norms[row.Link], today))
	}
	for _, row := range r.answers {
		if row.Flags&record.RowWarm != 0 {
			set(row.Owner, turnAnswered)
		}
	}
	return turns
}

// turnOf says who owes the next word about a referral of which no answer is read here.
func turnOf(state record.ReferralState, sent record.Date, norm int, today record.Date) turn {
	switch state {
	case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady, record.ReferralDeclined, record.ReferralNotArrived:
		return turnYours
	case record.ReferralSent:
		if norm > 0 && today.Since(sent) > norm {
			return turnLate
		}
		return turnWaiting
	}
	return turnNone
}

func turnWords(p *i18n.Printer, t turn) string {
	switch t {
	case turnAnswered:
		return p.T("people.turn.answered")
	case turnWaiting:
		return p.T("people.turn.waiting")
	case turnLate:
		return p.T("people.turn.late")
	case turnYours:
		return p.T("people.turn.yours")
	}
	return ""
}

// firstName is the first word of a name; an alias, which begins with a small letter, stays whole.
func firstName(name string) string {
	if first, _ := utf8.DecodeRuneInString(name); unicode.IsLower(first) {
		return name
	}
	first, _, _ := strings.Cut(name, " ")
	return first
}

// infixes are the parts of a surname that do not count when names are sorted: those of the Dutch register of persons (its table of
// voorvoegsels, which has el, al, ben and bin as well) that are a word by themselves, and ait.
func infixes() []string {
	return []string{
		"van", "de", "der", "den", "het", "'t", "'s", "d'", "l'", "ten", "ter", "te", "tot", "toe", "thoe", "in", "op", "aan", "bij", "uit", "onder", "over", "voor",
		"von", "vom", "zu", "zum", "zur", "el", "al", "ait", "aït", "ben", "bin", "da", "das", "dal", "dalla", "dei", "degli", "do", "dos", "del", "della", "des",
		"di", "du", "la", "las", "le", "les", "lo", "los", "st.",
	}
}

// unsorted reports whether a word of a name is one of them, with whichever apostrophe it was typed.
func unsorted(word string) bool {
	return slices.Contains(infixes(), strings.ToLower(strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "`", "'").Replace(word)))
}

// familyKey is the name of a family as it is sorted: without the tussenvoegsel it begins with, and before the people who have the
// same surname.
func familyKey(name string) string {
	words := surnameWords(name)
	n := 0
	for n < len(words)-1 && unsorted(words[n]) {
		n++
	}
	return strings.Join(words[n:], " ") + ", "
}

// surnameWords are the words of a name without "gezin" or "familie" before it.
func surnameWords(name string) []string {
	words := strings.Fields(name)
	for len(words) > 1 && slices.Contains([]string{"familie", "gezin", "fam.", "fam", "family", "aile", "ailesi"}, strings.ToLower(words[0])) {
		words = words[1:]
	}
	return words
}

// sortKey is a name as it is sorted in the Netherlands: the surname without its tussenvoegsel, then the rest. A row keeps a name
// in one piece, so the surname is what follows the last tussenvoegsel, else the last word. An alias is sorted as it is written.
func sortKey(name string) string {
	words := surnameWords(name)
	if len(words) == 0 {
		return name
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	if unicode.IsLower(first) && !unsorted(words[0]) {
		return strings.Join(words, " ")
	}
	start := len(words) - 1
	for i, w := range words[:len(words)-1] {
		if unsorted(w) {
			start = i + 1
		}
	}
	return strings.Join(words[start:], " ") + ", " + strings.Join(words[:start], " ")
}
