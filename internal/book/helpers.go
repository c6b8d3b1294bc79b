package book

import (
	"context"
	"slices"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// HelpQuestion is what a worker asks: who can help with this, for a child of this age, here, in this language? There is no field for
// where a family comes from, and nothing is ever asked by it (003, section 6.1).
type HelpQuestion struct {
	Words     string           // in own words; empty asks for everything
	Topic     record.HelpTopic // empty for any
	Age       int              // in years; less than 0 for no child
	Expecting bool             // before the birth
	Town      string           // CBS code, or what was typed; empty for any
	Area      string           // wijk, or a postcode of four digits; empty for any
	Language  string           // ISO 639-3; empty for any
}

// Asks reports whether anything is asked at all.
func (q HelpQuestion) Asks() bool {
	return strings.TrimSpace(q.Words) != "" || q.Topic != "" || q.Age >= 0 || q.Expecting || q.Town != "" || q.Area != "" || q.Language != ""
}

// WhySort is on what somebody fits, or of what nothing is known.
type WhySort string

// The sorts.
const (
	WhyWords    WhySort = "words"
	WhyTopic    WhySort = "topic"
	WhyAge      WhySort = "age"
	WhyTown     WhySort = "town"
	WhyArea     WhySort = "area"
	WhyLanguage WhySort = "language"
)

// WhySorts lists them.
func WhySorts() []WhySort {
	return []WhySort{WhyTopic, WhyWords, WhyAge, WhyTown, WhyArea, WhyLanguage}
}

// Fit is one reason in the words of what is kept: the offer, the age band, the wijk.
type Fit struct {
	Sort     WhySort
	What     record.Private // what the words were found in, the wijk
	From, To int            // of an age band
	Unborn   bool           // help before the birth
}

// Helper is a partner that can help, with why it fits, of what nothing is known, and what does not fit. Nothing counts these together to
// a score.
type Helper struct {
	Partner *record.Partner
	Offer   int // of Partner.Offers, less than 0 when the partner as a whole fits
	Officer record.Private
	Fits    []Fit
	Unknown []Fit
	Misses  []Fit
}

// FindHelp lists who can help. Who is known not to fit comes apart, with why. Those of whom everything that is asked is known and fits
// come first, then the nearest, then by name; never by how often somebody was chosen.
func (b *Book) FindHelp(ctx context.Context, q HelpQuestion, p *i18n.Printer) (fit, not []Helper, err error) {
	f := finder{q: q, p: p, dutch: b.words, today: b.Today(), words: telling(q.Words)}
	err = b.view(ctx, func(tx *store.Tx) error {
		all, err := partnersOf(tx)
		if err != nil {
			return err
		}
		for _, partner := range all {
			if err := ctx.Err(); err != nil {
				return err
			}
			f.partner(partner)
		}
		return nil
	})
	order := func(a, c Helper) int {
		if d := min(len(a.Unknown), 1) - min(len(c.Unknown), 1); d != 0 {
			return d
		}
		if d := near(a.Partner) - near(c.Partner); d != 0 {
			return d
		}
		return p.Compare(a.Partner.Called().Reveal(), c.Partner.Called().Reveal())
	}
	slices.SortStableFunc(f.fit, order)
	slices.SortStableFunc(f.not, order)
	return f.fit, f.not, err
}

// near is the ring, the last one when none is known.
func near(p *record.Partner) int {
	if p.Ring == 0 {
		return record.Rings + 1
	}
	return p.Ring
}

type finder struct {
	q        HelpQuestion
	p, dutch *i18n.Printer
	today    record.Date
	words    []string
	fit, not []Helper
}

// partner looks at each offer and at the partner as a whole, and keeps the one that fits best: with fewest misses, then fewest unknowns.
func (f *finder) partner(v *record.Partner) {
	if v.Type.Former() {
		return
	}
	var best *Helper
	for i := -1; i < len(v.Offers); i++ {
		h, ok := f.offer(v, i)
		if !ok {
			continue
		}
		if best == nil || len(h.Misses) < len(best.Misses) || len(h.Misses) == len(best.Misses) && len(h.Unknown) < len(best.Unknown) {
			best = &h
		}
	}
	if best == nil {
		return
	}
	if now := v.Current(f.today); len(now) > 0 {
		best.Officer = now[0].First
	}
	if len(best.Misses) > 0 {
		f.not = append(f.not, *best)
		return
	}
	f.fit = append(f.fit, *best)
}

// offer compares one offer with the question; ok is false when it is about something else.
func (f *finder) offer(v *record.Partner, i int) (Helper, bool) {
	h := Helper{Partner: v, Offer: i}
	var o record.Offer
	if i >= 0 {
		o = v.Offers[i]
	}
	if !f.about(&h, v, o, i) {
		return h, false
	}
	f.age(&h, v, o)
	f.place(&h, v)
	f.language(&h, v, o)
	return h, true
}

// about is whether the topic and the words are found in the offer, or in the partner as a whole.
func (f *finder) about(h *Helper, v *record.Partner, o record.Offer, i int) bool {
	if f.q.Topic != "" {
		if !slices.Contains(o.Topics, f.q.Topic) {
			return false
		}
		h.Fits = append(h.Fits, Fit{Sort: WhyTopic, What: o.Name})
	}
	if len(f.words) == 0 {
		return true
	}
	if where, ok := f.said(v, o, i); ok {
		h.Fits = append(h.Fits, Fit{Sort: WhyWords, What: where})
		return true
	}
	return false
}

// said finds the first text in which one of the words stands.
func (f *finder) said(v *record.Partner, o record.Offer, i int) (record.Private, bool) {
	if i >= 0 {
		for _, t := range o.Topics {
			for _, p := range []*i18n.Printer{f.p, f.dutch} {
				if f.holds(p.Value("help.topic", string(t)) + " " + p.Term("help.topic", string(t))) {
					return record.Text(f.p.Value("help.topic", string(t))), true
				}
			}
		}
		for _, text := range []record.Private{o.Name, o.What, o.For} {
			if f.holds(text.Reveal()) {
				return o.Name, true
			}
		}
		return record.Private{}, false
	}
	for _, text := range []record.Private{v.Offer, v.Inside, v.Criteria, v.Name, v.Local, v.Note} {
		if f.holds(text.Reveal()) {
			return clip(text), true
		}
	}
	for _, w := range v.Within {
		if word := f.p.Value("within", string(w)); f.holds(word + " " + f.dutch.Value("within", string(w))) {
			return record.Text(word), true
		}
	}
	return record.Private{}, false
}

// clip is the beginning of a longer text.
func clip(text record.Private) record.Private { return record.CutSentence(text) }

func (f *finder) holds(text string) bool {
	for _, have := range strings.Fields(i18n.Fold(text)) {
		for _, word := range f.words {
			if akin(have, word) {
				return true
			}
		}
	}
	return false
}

// akin reports whether two words begin alike: "slaapt" and "slaapproblemen", "schuld" and "schulden".
func akin(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 5 || n >= 3 && (n == len(a) || n == len(b)) && n*2 >= len(a)
}

// telling are the words of a question that say what it is about.
func telling(question string) []string {
	small := strings.Fields("wie kan helpen met voor een het de van jaar kind in is er en of bij iets hulp help who can with for a the child")
	return slices.DeleteFunc(strings.Fields(i18n.Fold(question)), func(w string) bool { return len(w) < 3 || slices.Contains(small, w) })
}

func (f *finder) age(h *Helper, v *record.Partner, o record.Offer) {
	if f.q.Age < 0 && !f.q.Expecting {
		return
	}
	from, to := o.AgeFrom, o.AgeTo
	if from == 0 && to == 0 {
		from, to = v.AgeFrom, v.AgeTo
	}
	fit := Fit{Sort: WhyAge, From: from, To: to, Unborn: o.Expecting && f.q.Expecting}
	switch {
	case f.q.Expecting && o.Expecting:
		h.Fits = append(h.Fits, fit)
	case f.q.Expecting && h.Offer >= 0 && from > 0:
		h.Misses = append(h.Misses, fit)
	case f.q.Expecting, from == 0 && to == 0:
		h.Unknown = append(h.Unknown, fit)
	case f.q.Age < from, to > 0 && f.q.Age > to:
		h.Misses = append(h.Misses, fit)
	default:
		h.Fits = append(h.Fits, fit)
	}
}

func (f *finder) place(h *Helper, v *record.Partner) {
	towns := slices.Clone(v.Serves)
	if v.Municipality != "" {
		towns = append(towns, v.Municipality)
	}
	if f.q.Town != "" {
		fit := Fit{Sort: WhyTown, What: record.Text(f.q.Town)}
		switch {
		case len(towns) == 0:
			h.Unknown = append(h.Unknown, fit)
		case slices.ContainsFunc(towns, func(t string) bool { return i18n.Fold(t) == i18n.Fold(f.q.Town) }):
			h.Fits = append(h.Fits, fit)
		default:
			fit.What = record.Text(towns[0])
			h.Misses = append(h.Misses, fit)
			return
		}
	}
	if f.q.Area == "" {
		return
	}
	fit := Fit{Sort: WhyArea, What: record.Text(f.q.Area)}
	switch {
	case slices.ContainsFunc(v.Areas, func(a record.Private) bool { return i18n.Fold(a.Reveal()) == i18n.Fold(f.q.Area) }):
		h.Fits = append(h.Fits, fit)
	case len(v.Areas) == 0:
		if f.q.Town == "" || len(towns) == 0 {
			h.Unknown = append(h.Unknown, fit)
		}
	default:
		fit.What = v.Areas[0]
		h.Misses = append(h.Misses, fit)
	}
}

// language fits when the offer has it, or somebody who works there now speaks it. Not knowing is no reason to leave somebody out.
func (f *finder) language(h *Helper, v *record.Partner, o record.Offer) {
	if f.q.Language == "" {
		return
	}
	fit := Fit{Sort: WhyLanguage, What: record.Text(f.q.Language)}
	speaks := slices.Contains(o.Languages, f.q.Language)
	for _, one := range v.Current(f.today) {
		speaks = speaks || slices.Contains(one.Languages, f.q.Language)
	}
	switch {
	case speaks:
		h.Fits = append(h.Fits, fit)
	default: // an interpreter may be found: never a reason to leave somebody out
		h.Unknown = append(h.Unknown, fit)
	}
}

// HelpFor is the question that a family or a worry begins with: the age of its youngest child, where it lives and what it speaks. What
// was written in the worry is not looked at.
func (b *Book) HelpFor(ctx context.Context, kind record.Kind, id record.ID) (HelpQuestion, error) {
	q := HelpQuestion{Age: -1}
	err := b.view(ctx, func(tx *store.Tx) error {
		home := id
		var about []record.ID
		if kind == record.KindConcern {
			c, err := store.Get[*record.Concern](tx, id)
			if err != nil {
				return err
			}
			home, about = c.Household, c.About
		}
		if home.Zero() {
			return nil
		}
		f, err := family(tx, home)
		if err != nil {
			return err
		}
		q.fill(f, about, b.Today())
		return nil
	})
	return q, err
}

func (q *HelpQuestion) fill(f Family, about []record.ID, today record.Date) {
	q.Town, q.Area = f.Household.Municipality, livesIn(f.Household)
	if hidden(f) {
		q.Area = "" // where they live stays out of a page that others may look at
	}
	q.youngest(f, about, today)
	for _, parent := range f.Parents(today) {
		if q.Language == "" && parent.Interpreter && len(parent.Languages) > 0 {
			q.Language = parent.Languages[0]
		}
	}
}

// hidden reports whether somebody in a family has a secret address.
func hidden(f Family) bool {
	for _, p := range f.People {
		if p.Secret {
			return true
		}
	}
	return false
}

// youngest takes the age of the youngest child that it is about.
func (q *HelpQuestion) youngest(f Family, about []record.ID, today record.Date) {
	for _, child := range f.Children(today) {
		if len(about) > 0 && !slices.Contains(about, child.ID) {
			continue
		}
		age, known, unborn := child.Age(today)
		if known && !unborn && (q.Age < 0 || age < q.Age) {
			q.Age = age
		}
		q.Expecting = q.Expecting || unborn
	}
	if q.Expecting {
		q.Age = -1
	}
}
