package partners

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Finder is "wie helpt hierbij?": a question, and who can help with it, each with the reason why.
type Finder struct {
	sub
	kind  record.Kind // what it was opened from
	id    record.ID
	q     book.HelpQuestion
	begun bool
	age   *form.Field
	found *fyne.Container
	fit   []book.Helper
	not   []book.Helper
	most  int
	all   bool // also who does not fit
}

// helpersFirst is how many are shown before more is asked for.
const helpersFirst = 12

// NewFinder makes the page; kind and id are what the worker came from, KindNone for nothing.
func NewFinder(src Source, nav Nav, p *i18n.Printer, run task.Runner, kind record.Kind, id record.ID) *Finder {
	return &Finder{sub: newSub(src, nav, p, run), kind: kind, id: id, q: book.HelpQuestion{Age: -1}, most: helpersFirst}
}

// Shown reads what the question begins with, and draws it.
func (v *Finder) Shown(ctx context.Context) {
	v.ctx = ctx
	if v.kind == record.KindNone || v.begun {
		v.draw()
		v.ask(0)
		return
	}
	task.Do(ctx, v.run, func(ctx context.Context) (book.HelpQuestion, error) { return v.src.HelpFor(ctx, v.kind, v.id) }, func(q book.HelpQuestion, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.q, v.begun = q, true
		v.draw()
		v.ask(0)
		form.Focus(v.first)
	})
}

// Changed asks again.
func (v *Finder) Changed(ctx context.Context) {
	v.ctx = ctx
	v.ask(0)
}

// Hidden drops what was found.
func (v *Finder) Hidden() {
	v.fit, v.not, v.found, v.age, v.first, v.inside.Objects = nil, nil, nil, nil, nil, nil
}

// ask looks who can help, a moment after the last key stroke.
func (v *Finder) ask(after time.Duration) {
	if v.found == nil {
		return
	}
	type answer struct{ fit, not []book.Helper }
	q := v.q
	ctx := v.last.Next(v.ctx)
	find := func() {
		task.Do(ctx, v.run, func(ctx context.Context) (answer, error) {
			fit, not, err := v.src.FindHelp(ctx, q, v.p)
			return answer{fit, not}, err
		}, func(a answer, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.fit, v.not = a.fit, a.not
			v.results()
		})
	}
	if after == 0 {
		find()
		return
	}
	task.After(ctx, v.run, after, find)
}

// typing is how long after a key stroke is looked.
const typing = 120 * time.Millisecond

func (v *Finder) draw() {
	p, d := v.p, v.p.Direction()
	text := func(label, help, value string, limit int, set func(string)) (*form.Field, *rtl.Entry) {
		entry := rtl.NewEntry(d, rtl.EntryOptions{Limit: limit})
		entry.SetText(value)
		entry.OnChanged = func(s string) { set(s); v.most = helpersFirst; v.ask(typing) }
		return form.NewField(p, form.FieldOptions{Label: label, Help: help}, entry), entry
	}
	about, entry := text(p.T("partner.find.words"), p.T("partner.find.words.help"), v.q.Words, record.LimitShort, func(s string) { v.q.Words = s })
	v.first = entry
	choices := form.Choices(p, "help.topic", form.Words(record.HelpTopics())...)
	for i := range choices {
		choices[i].Term = "" // more of them fit
	}
	topics := form.NewChips(p, choices, form.ChipsOptions{First: 9}, func(values []string) {
		v.q.Topic = ""
		if len(values) > 0 {
			v.q.Topic = record.HelpTopic(values[0])
		}
		v.ask(0)
	})
	topics.SetValues(string(v.q.Topic))
	age, _ := text(p.T("partner.find.age"), "", ageText(v.q.Age), 4, v.setAge)
	v.age = age
	born := form.NewCheck(p, p.T("partner.find.expecting"), "", func(on bool) { v.q.Expecting = on; v.ask(0) })
	born.SetOn(v.q.Expecting)
	place, _ := text(p.T("partner.municipality.label"), "", town(v.q.Town), record.LimitName, func(s string) { v.q.Town = townCode(s) })
	area, _ := text(p.T("partner.find.area"), "", v.q.Area, record.LimitName, func(s string) { v.q.Area = strings.TrimSpace(s) })
	language := form.NewSelect(p, append([]form.Choice{{Value: "", Text: p.T("partner.find.language.any")}}, tongues(p, nil)...), form.SelectOptions{Wide: true, Empty: p.T("partner.find.language.any")}, func(code string) {
		v.q.Language = code
		v.ask(0)
	})
	language.SetValue(v.q.Language)
	speaks := form.NewField(p, form.FieldOptions{Label: p.T("partner.find.language")}, language)
	v.found = rtl.VBox(d, 12)
	v.fill(v.head(p.T("partner.find.title"), p.T("partner.find.term")),
		listing.NewCard(p, "", rtl.VBox(d, 16, about, form.NewField(p, form.FieldOptions{Label: p.T("partner.find.topic")}, topics),
			form.NewColumnsFrom(p, 16, look.Scaled(200), age, place, area, speaks), born)), v.found)
}

func ageText(age int) string {
	if age < 0 {
		return ""
	}
	return strconv.Itoa(age)
}

// setAge reads an age; what is none stays in its field, with a sentence, and is not asked.
func (v *Finder) setAge(text string) {
	v.q.Age = -1
	text = strings.TrimSpace(text)
	n, ok := i18n.ParseCount(text)
	switch {
	case text == "":
	case !ok || n > record.LimitAge:
		v.age.SetError(v.p.T("partner.find.age.wrong"))
		return
	default:
		v.q.Age = n
	}
	v.age.SetError("")
}

// results draws who was found.
func (v *Finder) results() {
	if v.found == nil {
		return
	}
	p := v.p
	rows := []fyne.CanvasObject{listing.NewHeading(p, p.N("partner.find.found", len(v.fit)), "")}
	if len(v.fit) == 0 {
		rows = append(rows, v.line(p.T("partner.find.none")))
	}
	for _, h := range v.fit[:min(len(v.fit), v.most)] {
		rows = append(rows, v.helper(h))
	}
	if len(v.fit) > v.most {
		rows = append(rows, form.NewButton(p, p.T("partner.find.more"), form.ButtonOptions{}, func() { v.most += helpersFirst; v.results() }))
	}
	if len(v.not) > 0 && !v.all {
		rows = append(rows, form.NewButton(p, p.N("partner.find.not", len(v.not)), form.ButtonOptions{Kind: form.Quiet}, func() { v.all = true; v.results() }))
	}
	if v.all && len(v.not) > 0 {
		rows = append(rows, listing.NewHeading(p, p.T("partner.find.not.title"), ""))
		for _, h := range v.not[:min(len(v.not), v.most)] {
			rows = append(rows, v.helper(h))
		}
	}
	v.found.Objects = rows
	v.inside.Refresh()
}

// helper is one who can help: what, why, what is not known, and what does not fit; Enter opens the page.
func (v *Finder) helper(h book.Helper) fyne.CanvasObject {
	p, d, partner := v.p, v.p.Direction(), h.Partner
	title := []rtl.Span{{Text: partner.Called().Reveal(), Bold: true}}
	note := p.WithTerm("partner.type", string(partner.Type))
	if h.Offer >= 0 {
		note = joined(p, []string{partner.Offers[h.Offer].Name.Reveal(), offerLine(p, partner.Offers[h.Offer])})
	}
	if first := h.Officer.Reveal(); first != "" {
		note = joined(p, []string{note, p.T("partner.find.ask", "Who", first)})
	}
	lines := rtl.VBox(d, 4, rtl.NewRich(d, title, rtl.Style{Wrap: true}), v.muted(note))
	add := func(icon look.IconName, ink fyne.ThemeColorName, all []book.Fit, say func(*i18n.Printer, book.Fit) string) {
		var words []string
		for _, f := range all {
			words = append(words, say(p, f))
		}
		if text := joined(p, words); text != "" {
			lines.Add(form.NewLead(p, 8, look.NewIcon(icon, ink, 20), rtl.NewText(d, text, rtl.Style{Size: rtl.Small, Wrap: true})))
		}
	}
	add(look.IconCheck, look.ColorAccent, h.Fits, fits)
	add(look.IconQuestion, look.ColorMuted, h.Unknown, unknown)
	add(look.IconInfo, look.ColorMuted, h.Misses, misses)
	frame := func(s form.PressState) form.Frame {
		f := form.Frame{Fill: look.ColorSurface, Edge: look.ColorLine, Width: look.Edge, Radius: look.CardRadius}
		if s.Hovered || s.Pressed {
			f.Fill = look.ColorRaised
		}
		return f
	}
	return form.NewPressable(form.PressOptions{Frame: frame, PadX: look.CardPadding, PadY: 12, Spread: true}, lines, func() { v.nav.Open(record.KindPartner, partner.ID) })
}

// offerLine is what is known of an offer in a few words.
func offerLine(p *i18n.Printer, o record.Offer) string {
	var parts []string
	if o.Cost != "" {
		parts = append(parts, p.Value("cost", string(o.Cost)))
	}
	if o.Wait != "" {
		parts = append(parts, p.Value("wait", string(o.Wait)))
	}
	return joined(p, parts)
}

// fits says why somebody fits.
func fits(p *i18n.Printer, f book.Fit) string {
	switch f.Sort {
	case book.WhyTopic:
		return p.T("partner.fit.topic", "What", f.What.Reveal())
	case book.WhyWords:
		return p.T("partner.fit.words", "What", f.What.Reveal())
	case book.WhyAge:
		if f.Unborn {
			return p.T("partner.fit.expecting")
		}
		return p.T("partner.fit.age", "Ages", ages(p, f.From, f.To))
	case book.WhyLanguage:
		return p.T("partner.fit.language", "What", spoken(p, []string{f.What.Reveal()}))
	}
	return p.T("partner.fit.place", "What", town(f.What.Reveal()))
}

func unknown(p *i18n.Printer, f book.Fit) string {
	switch f.Sort {
	case book.WhyAge:
		return p.T("partner.fit.age.unknown")
	case book.WhyLanguage:
		return p.T("partner.fit.language.unknown", "What", spoken(p, []string{f.What.Reveal()}))
	}
	return p.T("partner.fit.place.unknown", "What", town(f.What.Reveal()))
}

func misses(p *i18n.Printer, f book.Fit) string {
	if f.Sort == book.WhyAge {
		return p.T("partner.fit.age.not", "Ages", ages(p, f.From, f.To))
	}
	return p.T("partner.fit.place.not", "What", town(f.What.Reveal()))
}
