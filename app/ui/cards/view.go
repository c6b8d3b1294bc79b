package cards

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/sound"
)

// View is the page: all cards, one of them with its recorder, or one turned towards a parent.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	device  sound.Device
	state   state
	ctx     context.Context
	content *fyne.Container
	inside  *fyne.Container
	first   fyne.Focusable
	booth   *booth // of the open card; nil while all are shown
	stage   *stage // of the card that is turned towards a parent; nil while none is
}

// New makes the page. languages are the codes of the languages that people speak, to choose from; device is the sound of the computer.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner, device sound.Device, languages []string) *View {
	v := &View{src: src, nav: nav, p: p, run: run, device: device, ctx: context.Background()}
	v.state = state{p: p, languages: languages}
	v.inside = rtl.Stack(p.Direction())
	v.content = rtl.Stack(p.Direction(), rtl.Scroll(p.Direction(), listing.NewSheet(16, v.inside)))
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is what the page is for: the first card, or the button of the recorder.
func (v *View) Focus() fyne.Focusable { return v.first }

// Shown reads which recordings there are.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.state.load(v.src.Rows(record.KindTalk))
	v.draw()
}

// Changed reads the recordings again. What is being recorded or heard goes on.
func (v *View) Changed(context.Context) {
	v.state.load(v.src.Rows(record.KindTalk))
	if v.booth == nil && v.stage == nil {
		v.draw()
	}
}

// Hidden stops what is recorded or heard. What was recorded and not kept stands ready the next time, sealed as every draft.
func (v *View) Hidden() {
	v.leave()
	v.first = nil
	v.inside.Objects = nil
}

// leave puts the recorder away.
func (v *View) leave() {
	if v.stage != nil {
		v.stage.close()
		v.stage = nil
		v.nav.Turn(nil)
	}
	if v.booth != nil {
		v.booth.leave()
		v.booth = nil
	}
}

// Escape goes back from a turned card to the card, and from a card to all cards; false when there is nothing to go back to.
func (v *View) Escape() bool {
	switch {
	case v.stage != nil:
		v.unturn()
	case v.booth != nil:
		v.all()
	default:
		return false
	}
	return true
}

// all shows all cards, with the keyboard on the one that was open.
func (v *View) all() {
	v.leave()
	v.state.load(v.src.Rows(record.KindTalk))
	v.draw()
	form.Focus(v.first)
}

// open shows one card.
func (v *View) open(card record.CardTopic) {
	v.leave()
	v.state.topic = card
	v.booth = newBooth(v, card)
	v.draw()
	v.booth.begin()
}

func (v *View) draw() {
	v.first = nil
	if v.booth != nil {
		v.fill(v.one())
		return
	}
	p := v.p
	turn := form.NewButton(p, p.T("cards.turn"), form.ButtonOptions{}, func() { v.turn(record.CardTopics()[0]) })
	print := form.NewButton(p, p.T("cards.print.four"), form.ButtonOptions{Icon: look.IconPrinter}, func() { v.nav.Print(p.T("cards.file"), v.state.sheet()) })
	aloud := form.NewButton(p, p.T("aloud.open"), form.ButtonOptions{Icon: look.IconSpeakerHigh}, func() { v.nav.Aloud(v.state.aloud(record.CardTopics()...)) })
	back := form.NewButton(p, p.T("cards.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(p.Direction()), Snug: true}, v.nav.Back)
	head := listing.NewPageHeadBelow(p, back, p.T("cards.title"), "", v.tongues(), print, aloud, turn)
	parts := []fyne.CanvasObject{head, muted(p, p.T("cards.help"))}
	if n := v.note(); n != nil {
		parts = append(parts, n)
	}
	var tiles []fyne.CanvasObject
	for _, card := range record.CardTopics() {
		tile := v.tile(card)
		if v.first == nil || card == v.state.topic {
			v.first = tile
		}
		tiles = append(tiles, tile)
	}
	beside := 3
	if look.Scaled(100) > 125 { // in large type the sentences need the room
		beside = 2
	}
	for from := 0; from < len(tiles); from += beside {
		row := tiles[from:min(from+beside, len(tiles))]
		for len(row) < beside {
			row = append(row[:len(row):len(row)], rtl.Stack(p.Direction()))
		}
		parts = append(parts, form.NewColumnsFrom(p, 16, look.Scaled(150), row...))
	}
	v.fill(column(p, 16, parts...))
}

func (v *View) fill(o fyne.CanvasObject) {
	v.inside.Objects = []fyne.CanvasObject{o}
	v.inside.Refresh()
	v.content.Refresh()
}

// tile is a card among all: the picture, the sentence, and whether there is a voice.
func (v *View) tile(card record.CardTopic) *form.Pressable {
	p := v.p
	w := v.state.words(card)
	parts := column(p, look.Grid, form.NewAtMost(240, newPicture(card, 120)), bold(p, w.say))
	if w.dutch != "" {
		parts.Add(small(p, w.dutch))
	}
	if row, ok := v.state.voice(card); ok {
		parts.Add(listing.NewNote(p, look.IconSpeakerHigh, p.T("cards.voice", "Length", clock(seconds(row))), look.ColorAccent))
	}
	frame := func(s form.PressState) form.Frame {
		f := form.Frame{Fill: look.ColorSurface, Edge: look.ColorLine, Width: look.Edge, Radius: 12}
		if s.Hovered {
			f.Edge = look.ColorEdge
		}
		if s.Pressed {
			f.Fill = look.ColorAccentSoft
		}
		return f
	}
	return form.NewPressable(form.PressOptions{Frame: frame, PadX: 16, PadY: 16, Spread: true}, parts, func() { v.open(card) })
}

// tongues chooses the language of the texts and of the voice.
func (v *View) tongues() fyne.CanvasObject {
	var all []form.Choice
	for _, code := range v.state.choices() {
		all = append(all, form.Choice{Value: code, Text: v.state.name(code)})
	}
	choose := form.NewSelect(v.p, all, form.SelectOptions{Icon: look.IconTranslate}, func(code string) { v.speak(code) })
	choose.SetValue(v.state.language)
	return choose
}

// speak takes another language.
func (v *View) speak(code string) {
	card, open := v.state.topic, v.booth != nil
	v.leave()
	v.state.language = code
	if open {
		v.open(card)
	} else {
		v.draw()
	}
	form.Focus(v.first)
}

// note says what is to be known of the language: that there are no texts in it, or that nobody looked at them. nil when there is nothing.
func (v *View) note() fyne.CanvasObject {
	p, name := v.p, v.state.name(v.state.language)
	if _, ok := v.state.own(); !ok {
		return listing.NewNote(p, look.IconInfo, p.T("cards.untranslated", "Language", name), look.ColorMuted)
	}
	if !v.state.reviewed() {
		return listing.NewNote(p, look.IconTranslate, p.T("cards.unreviewed", "Language", name), look.ColorMuted)
	}
	return nil
}
