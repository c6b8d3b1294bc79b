package aloud

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/speech"
)

// View is the page.
type View struct {
	p       *i18n.Printer
	run     task.Runner
	nav     Nav
	speaker speech.Speaker
	text    Text
	back    func()

	ctx    context.Context
	own    *i18n.Printer
	lang   i18n.Language
	state  state
	voices task.Latest // looks for a voice
	reader task.Latest // reads
	place  *fyne.Container
	inside *fyne.Container
	scroll fyne.CanvasObject
	fault  string // why it stopped reading, "" when it did not
	first  fyne.Focusable
	keys   []fyne.Focusable // the button of each sentence
}

// New makes the page. speaker is the speech of the computer, and back leads to where it was opened from.
func New(p *i18n.Printer, run task.Runner, nav Nav, speaker speech.Speaker, text Text, back func()) *View {
	v := &View{p: p, run: run, nav: nav, speaker: speaker, text: text, back: back, ctx: context.Background()}
	v.inside = rtl.Stack(p.Direction())
	v.scroll = rtl.Scroll(p.Direction(), listing.NewSheet(16, v.inside))
	v.place = rtl.Stack(p.Direction(), canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), v.scroll)
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.place }

// Focus is the way back: nothing is read by an Enter too many.
func (v *View) Focus() fyne.Focusable { return v.first }

// Shown draws the page in its first language. When ctx ends it is silent.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.take(v.text.First)
}

// Escape leads back.
func (v *View) Escape() { v.back() }

// Close is silent at once, and drops what was shown.
func (v *View) Close() {
	v.quiet()
	v.voices.Stop()
	v.state = state{at: nobody}
	v.inside.Objects, v.first, v.keys = nil, nil, nil
}

// take shows the text in a language, and looks whether the computer reads it.
func (v *View) take(tag string) {
	v.quiet()
	own, err := i18n.New(tag)
	if err != nil {
		own = v.p
	}
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		v.nav.Fail(err)
		return
	}
	v.own = own
	for _, l := range i18n.Languages() {
		if l.Tag == own.Tag() {
			v.lang = l
		}
	}
	v.state.take(v.text.Make(own, dutch))
	v.draw()
	task.Do(v.voices.Next(v.ctx), v.run, func(ctx context.Context) (bool, error) { return v.speaker.Speaks(ctx, own.Tag()), nil }, func(speaks bool, _ error) {
		v.state.voice = voiceMissing
		if speaks {
			v.state.voice = voiceThere
		}
		v.again(v.draw)
	})
}

// again draws anew and leaves the keyboard where it was.
func (v *View) again(draw func()) {
	held := nobody
	canvas := fyne.CurrentApp().Driver().CanvasForObject(v.place)
	if canvas != nil {
		for i, k := range v.keys {
			if k != nil && canvas.Focused() == k {
				held = i
			}
		}
	}
	draw()
	if held != nobody && held < len(v.keys) && v.keys[held] != nil {
		form.Focus(v.keys[held])
	} else {
		form.Focus(v.first)
	}
}

// All reads everything, as its button does.
func (v *View) All() { v.read(0, true) }

// read reads a sentence, and the ones after it when whole.
func (v *View) read(at int, whole bool) {
	v.fault = ""
	if !v.state.read(at, whole) {
		v.quiet()
	} else {
		v.say()
	}
	v.again(v.draw)
}

// say has the sentence of the state read; when it was read the next one follows.
func (v *View) say() {
	tag, words := v.own.Tag(), v.state.all[v.state.at].Text
	task.Do(v.reader.Next(v.ctx), v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, v.speaker.Say(ctx, tag, words) }, func(_ struct{}, err error) {
		switch {
		case err != nil:
			v.state.stop()
			v.fault, _ = v.p.Fault(err) // the page has the whole window: there is nowhere else to say it
		case v.state.done():
			v.say()
		}
		v.again(v.draw)
	})
}

// quiet ends what is being read.
func (v *View) quiet() {
	v.reader.Stop()
	v.state.stop()
}

// print makes the paper, on the page that this one was opened from: there stands what became of it.
func (v *View) print() {
	doc := export.ReadAloud(v.own, v.state.sheet)
	v.back()
	v.nav.Print(v.text.File, doc)
}

func (v *View) draw() {
	p := v.p
	parts := []fyne.CanvasObject{v.head()}
	if v.lang.Tag != i18n.Source && !v.lang.Reviewed {
		parts = append(parts, listing.NewNote(p, look.IconTranslate, p.T("aloud.unreviewed", "Language", v.lang.Name), look.ColorMuted))
	}
	switch v.state.voice {
	case voiceThere:
		parts = append(parts, listing.NewNote(p, look.IconSpeakerHigh, p.T("aloud.others"), look.ColorMuted))
	case voiceMissing:
		parts = append(parts, listing.NewNote(p, look.IconInfo, p.T("aloud.none", "Language", v.lang.Name), look.ColorMuted))
	}
	if v.fault != "" {
		parts = append(parts, listing.NewNote(p, look.IconWarningCircle, v.fault, look.ColorLate))
	}
	v.inside.Objects = []fyne.CanvasObject{rtl.VBox(p.Direction(), 16, append(parts, v.sentences()...)...)}
	v.inside.Refresh()
	v.scroll.Refresh()
}

// head is the way back, what it is, the language, reading all of it, and the paper.
func (v *View) head() fyne.CanvasObject {
	p := v.p
	back := form.NewButton(p, p.T("aloud.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(p.Direction()), Snug: true}, v.back)
	v.first = back
	end := []fyne.CanvasObject{v.tongues(), form.NewButton(p, p.T("aloud.print"), form.ButtonOptions{Icon: look.IconPrinter}, v.print)}
	if v.state.voice == voiceThere {
		all := form.NewButton(p, p.T("aloud.all"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconSpeakerHigh}, v.All)
		if v.state.reads() {
			all = form.NewButton(p, p.T("aloud.stop"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconX}, func() { v.read(nobody, false) })
		}
		end = append(end, all)
	}
	return form.NewLead(p, 12, back, rtl.Pad(p.Direction(), rtl.Edges{Top: look.HalfGrid}, listing.NewPageHead(p, p.T("aloud.title"), "", end...)))
}

// tongues chooses the language of what is read: any that has texts.
func (v *View) tongues() fyne.CanvasObject {
	return form.NewTongue(v.p, v.own.Tag(), func(tag string) {
		v.take(tag)
		form.Focus(v.first)
	})
}

// sentences are the cards with what is read, in the direction of its language whatever the screen's is.
func (v *View) sentences() []fyne.CanvasObject {
	d := v.own.Direction()
	v.keys = nil
	title := rtl.VBox(d, look.HalfGrid, rtl.NewText(d, v.state.sheet.Title.Text, rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}))
	if under := v.state.sheet.Title.Dutch; under != "" {
		title.Add(rtl.NewText(d, under, rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	all := []fyne.CanvasObject{title}
	for _, part := range v.state.sheet.Parts {
		rows := rtl.VBox(d, look.Grid)
		if part.Head.Text != "" {
			rows.Add(v.sentence(part.Head, true))
		}
		for _, line := range part.Lines {
			rows.Add(v.sentence(line, false))
		}
		all = append(all, listing.NewCard(v.own, "", rows))
	}
	return all
}

// sentence is one sentence with its Dutch, and the button that has it read. The one that is being read has a ground and a sign of its own.
func (v *View) sentence(s speech.Pair, head bool) fyne.CanvasObject {
	p, d, i := v.p, v.own.Direction(), len(v.keys)
	now := v.state.at == i
	words := rtl.VBox(d, look.HalfGrid, rtl.NewText(d, s.Text, rtl.Style{Size: rtl.Title, Bold: head, Wrap: true}))
	if s.Dutch != "" {
		words.Add(rtl.NewText(d, s.Dutch, rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	frame := form.Frame{Edge: look.ColorNone, Radius: look.Radius}
	if now {
		frame.Fill = look.ColorAccentSoft
		words.Add(listing.NewNote(p, look.IconSpeakerHigh, p.T("aloud.reading"), look.ColorAccent))
	}
	if v.state.voice != voiceThere {
		v.keys = append(v.keys, nil)
		return form.NewPanel(frame, 12, 8, words)
	}
	say, icon := p.T("aloud.one"), look.IconSpeakerHigh
	press := func() { v.read(i, false) }
	if now {
		say, icon = p.T("aloud.stop"), look.IconX
		press = func() { v.read(nobody, false) }
	}
	button := form.NewButton(p, say, form.ButtonOptions{Icon: icon, Snug: true}, press)
	v.keys = append(v.keys, button)
	return form.NewPanel(frame, 12, 8, form.NewBeside(v.own, 16, 260, words, button))
}
