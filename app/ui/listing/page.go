package listing

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// headLeast is the width at text step 2 that the title of a page keeps beside its actions, when it is so wide.
const headLeast float32 = 240

// NewPageHead is the title of a page, with a muted subtitle after it or "", and actions at its end.
func NewPageHead(p *i18n.Printer, title, subtitle string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	spans := []rtl.Span{{Text: title, Size: rtl.Title, Bold: true}}
	if subtitle != "" {
		spans = append(spans, rtl.Span{Text: "   " + subtitle, Color: look.ColorMuted})
	}
	head := rtl.NewRich(p.Direction(), spans, rtl.Style{Wrap: true})
	if len(actions) == 0 {
		return newLeast(look.SizeChip, head)
	}
	least := headLeast
	if subtitle == "" {
		title := line(p, title, rtl.Style{Size: rtl.Title, Bold: true})
		least = min(least, title.MinSize().Width/look.Scaled(1))
	}
	return form.NewBeside(p, 24, least, head, form.NewGroup(p, 12, actions...))
}

// KeyValue is one line of what is known: a muted name and a bold value.
type KeyValue struct {
	Key, Value string
}

// NewPageHeadUnder is the head of a page with the way back above it.
func NewPageHeadUnder(p *i18n.Printer, back func(), title, subtitle string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	return NewPageHeadBelow(p, NewBack(p, back), title, subtitle, actions...)
}

// NewBack is the quiet way back above the title of a page.
func NewBack(p *i18n.Printer, back func()) *form.Button {
	return form.NewButton(p, p.T("people.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(p.Direction()), Snug: true}, back)
}

// NewPageHeadBelow is the head of a page below a way back that the page knows, such as for the keyboard.
func NewPageHeadBelow(p *i18n.Printer, way *form.Button, title, subtitle string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	return column(p, 0, rtl.HBox(p.Direction(), 0, way), NewPageHead(p, title, subtitle, actions...))
}

// NewKeyValues are lines under each other with separators between them; note is the small text
// below a stronger line, or "".
func NewKeyValues(p *i18n.Printer, pairs []KeyValue, note string) fyne.CanvasObject {
	inside := column(p, 0)
	for i, kv := range pairs {
		if i > 0 {
			inside.Add(separator(p, look.ColorLine))
		}
		inside.Add(newKeyValue(p, kv))
	}
	if note != "" {
		inside.Add(rtl.Pad(p.Direction(), rtl.Edges{Top: look.HalfGrid}, separator(p, look.ColorEdge)))
		inside.Add(rtl.Pad(p.Direction(), rtl.Edges{Top: 12}, muted(p, note)))
	}
	return inside
}

func newKeyValue(p *i18n.Printer, kv KeyValue) fyne.CanvasObject {
	key := line(p, kv.Key, rtl.Style{Color: look.ColorMuted, Wrap: true})
	value := line(p, kv.Value, rtl.Style{Bold: true, Wrap: true})
	pair := newPair(p, 188, key, value)
	return rtl.Pad(p.Direction(), rtl.Sides(7, 0), pair)
}

// Empty is the page, or the part of a page, where there is nothing yet.
type Empty struct {
	// Own and Other are the rings, 80 high.
	Own, Other look.RingState
	// Sentence is bold; Teach is one line that explains; Action and Pressed are the one button.
	Sentence, Teach, Action string
	Pressed                 func()
}

// NewEmpty makes the kind page that teaches.
func NewEmpty(p *i18n.Printer, e Empty) fyne.CanvasObject {
	middle := func(s string, style rtl.Style) fyne.CanvasObject {
		style.Align, style.Wrap = rtl.Middle, true
		return line(p, s, style)
	}
	words := column(p, look.HalfGrid, middle(e.Sentence, rtl.Style{Bold: true}))
	if e.Teach != "" {
		words.Add(middle(e.Teach, rtl.Style{Color: look.ColorMuted}))
	}
	inside := column(p, 16,
		rtl.Center(p.Direction(), look.NewRings(e.Own, e.Other, p.Direction(), look.RingsEmpty)),
		words)
	if e.Action != "" {
		inside.Add(rtl.Center(p.Direction(), form.NewPrimary(p, e.Action, e.Pressed)))
	}
	return rtl.Pad(p.Direction(), rtl.Sides(48, 24), inside)
}

// NewPracticeBar is the bar with OEFENEN on every page of the practice mode.
func NewPracticeBar(p *i18n.Printer) fyne.CanvasObject {
	words := rtl.NewRich(p.Direction(), []rtl.Span{
		{Text: p.T("listing.practice.word"), Size: rtl.Small, Bold: true, Color: look.ColorAccentText},
		{Text: "   " + p.T("listing.practice.line"), Size: rtl.Small, Color: look.ColorAccentText},
	}, rtl.Style{Align: rtl.Middle, Wrap: true})
	return form.NewPanel(form.Frame{Fill: look.ColorPractice, Edge: look.ColorNone}, look.NarrowMargin, 6, words)
}

// Figure is one large number with what it counts below it.
type Figure struct {
	Number, Text string
}

// NewFigures are large numbers beside each other.
func NewFigures(p *i18n.Printer, figures []Figure) fyne.CanvasObject {
	flow := rtl.Flow(p.Direction(), 32)
	for _, f := range figures {
		flow.Add(column(p, 0, line(p, f.Number, rtl.Style{Size: rtl.Title, Bold: true}),
			line(p, f.Text, rtl.Style{Size: rtl.Small, Color: look.ColorMuted})))
	}
	return flow
}
