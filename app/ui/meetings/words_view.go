package meetings

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
)

// Words is the page on which what came up in gatherings stands side by side, until a word came up so often that a wijksignaal is proposed.
type Words struct {
	src     Speaker
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   sideBySide
	content *fyne.Container
	inside  *fyne.Container
	ctx     context.Context
	latest  task.Latest
	yes, no *form.Button // of the proposal, nil when there is none
}

// NewWords makes the page; it shows nothing until Shown.
func NewWords(src Speaker, nav Nav, p *i18n.Printer, run task.Runner) *Words {
	v := &Words{src: src, nav: nav, p: p, run: run, state: sideBySide{p: p}}
	d := p.Direction()
	v.inside = rtl.VBox(d, 16)
	v.content = rtl.Stack(d, rtl.Scroll(d, listing.NewSheet(16, v.inside)))
	return v
}

// Content is the page.
func (v *Words) Content() fyne.CanvasObject { return v.content }

// Focus is nothing: the page is read first, and neither answer to the proposal comes before the other.
func (v *Words) Focus() fyne.Focusable { return nil }

// Shown reads the words and draws them.
func (v *Words) Shown(ctx context.Context) {
	v.ctx = ctx
	task.Do(v.latest.Next(ctx), v.run, func(ctx context.Context) (book.WordTable, error) {
		return v.src.MeetingWords(ctx, wordMonths(look.Scaled(1)))
	}, func(got book.WordTable, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.table = got
		v.draw()
	})
}

// Changed draws them again.
func (v *Words) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops what the page showed.
func (v *Words) Hidden() {
	v.latest.Stop()
	v.state.table, v.yes, v.no, v.inside.Objects = book.WordTable{}, nil, nil, nil
}

func (v *Words) draw() {
	p, d := v.p, v.p.Direction()
	v.yes, v.no = nil, nil
	v.inside.Objects = []fyne.CanvasObject{listing.NewPageHeadUnder(p, v.nav.Back, p.T("meeting.words.title"), "")}
	rows := v.state.rows()
	if len(rows) == 0 {
		v.inside.Add(listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: p.T("meeting.words.empty"), Teach: p.T("meeting.words.teach"),
		})))
		v.inside.Refresh()
		return
	}
	v.inside.Add(rtl.NewText(d, p.N("meeting.words.from", v.state.table.Meetings), rtl.Style{Color: look.ColorMuted, Wrap: true}))
	if text := v.state.offer(); text != "" {
		v.inside.Add(v.proposal(text))
	}
	v.inside.Add(listing.NewCard(p, "", v.grid(rows)))
	v.inside.Refresh()
}

// grid is the words by months: a word, its counts, how often in all, and what there is to say about it.
func (v *Words) grid(rows []book.WordRow) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	lines := rtl.VBox(d, look.Grid)
	var heads []fyne.CanvasObject
	for _, m := range v.state.table.Months {
		heads = append(heads, v.head(p.MonthShort(m)))
	}
	heads = append(heads, v.head(p.T("meeting.words.total")))
	widths := make([]float32, len(heads))
	for i, o := range heads {
		widths[i] = max(look.Scaled(40), o.MinSize().Width)
	}
	lines.Add(v.line(rtl.NewText(d, "", rtl.Style{Size: rtl.Small}), heads, widths))
	for _, r := range rows {
		var counts []fyne.CanvasObject
		for _, n := range append(append([]int{}, r.Counts...), r.Total) {
			text := "·"
			if n > 0 {
				text = p.Number(n)
			}
			counts = append(counts, v.figure(text, n == 0))
		}
		word := rtl.VBox(d, 0, rtl.NewText(d, r.Word.Reveal(), rtl.Style{Bold: true, Wrap: true}))
		if text := v.state.remark(r); text != "" {
			word.Add(rtl.NewText(d, text, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
		}
		lines.Add(v.line(word, counts, widths))
	}
	return lines
}

// line is one word with its figures, each in a column of its own width; the word has the room that is left.
func (v *Words) line(word fyne.CanvasObject, figures []fyne.CanvasObject, widths []float32) fyne.CanvasObject {
	d := v.p.Direction()
	columns := rtl.HBox(d, 12)
	for i, o := range figures {
		columns.Add(rtl.Min(d, fyne.NewSize(widths[i], 0), o))
	}
	return rtl.Border(d, 12, nil, nil, nil, columns, word)
}

func (v *Words) head(text string) fyne.CanvasObject {
	return rtl.NewText(v.p.Direction(), text, rtl.Style{Size: rtl.Small, Align: rtl.Middle, Color: look.ColorMuted})
}

func (v *Words) figure(text string, muted bool) fyne.CanvasObject {
	style := rtl.Style{Align: rtl.Middle}
	if muted {
		style.Color = look.ColorMuted
	}
	return rtl.NewText(v.p.Direction(), text, style)
}

// putOffWords is how long "niet nu" puts the proposal off, in days.
const putOffWords = 30

// proposal is the calm question whether a wijksignaal is made of the words. No button is the louder one.
func (v *Words) proposal(text string) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	o := v.state.table.Offer
	v.yes = form.NewButton(p, p.T("meeting.words.make"), form.ButtonOptions{}, func() {
		v.after(func(ctx context.Context) error { return v.src.WordsTaken(ctx, o.Words) }, func() {
			v.nav.NewSignal(o.Words, o.Meetings, o.From, o.To)
		})
	})
	v.no = form.NewButton(p, p.T("meeting.words.later"), form.ButtonOptions{}, func() {
		until := v.src.Today().Add(putOffWords)
		v.after(func(ctx context.Context) error { return v.src.NotNow(ctx, o.Key, until) }, func() { v.Shown(v.ctx) })
	})
	words := rtl.NewText(d, text, rtl.Style{Wrap: true})
	note := rtl.NewText(d, p.T("meeting.words.note"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	return listing.NewCard(p, p.T("meeting.words.ask"), rtl.VBox(d, 12, words, note, form.NewGroup(p, 12, v.yes, v.no)))
}

// after does something in the book and then what comes next.
func (v *Words) after(work func(context.Context) error, next func()) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		next()
	})
}
