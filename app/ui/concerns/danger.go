package concerns

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// danger is what a page becomes when there is danger now: 112 and Veilig Thuis, full size, with whom was called and when, and nothing
// else (PRODUCT law 10, UX). It is given no way to another page and no book: nothing on it can send, by type.
type danger struct {
	p     *i18n.Printer
	now   func() time.Time
	calls []record.Call
	note  func(record.Call) // keeps a call
	rest  func()            // shows what was written
	more  string            // the words of rest
	field *form.Field
	clock *rtl.Entry
}

// content draws it.
func (g *danger) content() fyne.CanvasObject {
	p, d := g.p, g.p.Direction()
	called := rtl.VBox(d, 12, rtl.NewText(d, p.T("concern.danger.called"), rtl.Style{Bold: true, Wrap: true}))
	var buttons []fyne.CanvasObject
	for _, who := range record.CalledWho() {
		buttons = append(buttons, form.NewSecondary(p, p.Value("concern.called", who), func() { g.call(who) }))
	}
	g.clock = rtl.NewEntry(d, rtl.EntryOptions{Limit: 20, Base: rtl.FromPage})
	g.field = form.NewField(p, form.FieldOptions{Label: p.T("concern.danger.when"), Help: p.T("concern.danger.when.help"), Validate: func() string {
		if _, ok := g.moment(); !ok {
			return p.T("concern.danger.when.wrong")
		}
		return ""
	}}, g.clock)
	called.Add(form.NewActions(p, buttons, nil))
	called.Add(rtl.Max(d, look.Scaled(480), rtl.Start, g.field))
	today := record.DateOf(g.now())
	for _, call := range g.calls {
		text := p.T("concern.danger.line", "Who", p.Value("concern.called", call.Who), "Day", p.Relative(call.On, today), "At", call.At)
		if call.At == "" {
			text = p.T("concern.row.joined", "One", p.Value("concern.called", call.Who), "Two", p.Relative(call.On, today))
		}
		called.Add(listing.NewNote(p, look.IconCheck, text, look.ColorMuted))
	}
	rest := form.NewQuiet(p, g.more, g.rest)
	return rtl.VBox(d, 28, listing.NewDangerPage(p, called), form.NewActions(p, []fyne.CanvasObject{rest}, nil))
}

// call notes a phone call: now, or when the field says.
func (g *danger) call(who string) {
	at, ok := g.moment()
	if !ok {
		g.field.SetError(g.p.T("concern.danger.when.wrong"))
		return
	}
	g.note(record.Call{Who: who, On: record.DateOf(at), At: at.Format("15:04")})
}

// moment is when was called: now when nothing was typed, else "20:14", or "gisteren 23.10". A time that still has to come was yesterday.
func (g *danger) moment() (time.Time, bool) {
	now := g.now()
	typed := strings.Fields(i18n.Digits(g.clock.Text()))
	if len(typed) == 0 {
		return now, true
	}
	clock, err := time.Parse("15:04", strings.ReplaceAll(typed[len(typed)-1], ".", ":"))
	if err != nil {
		return time.Time{}, false
	}
	on := record.DateOf(now)
	day := strings.Join(typed[:len(typed)-1], " ")
	if day != "" {
		if on, err = g.p.ParseDate(day, on); err != nil {
			return time.Time{}, false
		}
	}
	at := time.Date(on.Year, time.Month(on.Month), int(on.Day), clock.Hour(), clock.Minute(), 0, 0, now.Location())
	if at.After(now) && day == "" {
		at = at.AddDate(0, 0, -1)
	}
	return at, !at.After(now)
}
