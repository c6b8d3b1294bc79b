package cards

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
	"schakel/internal/sound"
)

// stage is a card that is turned towards a parent: the picture, the words and the voice, and nothing of the worker's. Left and right show
// another card, space plays, Escape brings the page back.
type stage struct {
	v     *View
	deck  *sound.Deck
	place *fyne.Container
	press *form.Pressable
	play  *form.Button
	ctx   context.Context
	ticks task.Latest
	gone  bool
	fault string
	open  bool // a device is being opened
}

// turn shows a card to a parent.
func (v *View) turn(card record.CardTopic) {
	if v.booth != nil {
		v.booth.leave()
		v.booth = nil
	}
	v.state.topic = card
	v.stage = &stage{v: v, deck: sound.NewDeck(v.device), place: rtl.Stack(v.p.Direction()), ctx: v.ctx}
	v.stage.draw()
	v.nav.Turn(v.stage.place)
	form.Focus(v.stage.press)
}

// unturn brings the page of the card back.
func (v *View) unturn() {
	v.stage.close()
	v.stage = nil
	v.nav.Turn(nil)
	v.state.load(v.src.Rows(record.KindTalk))
	v.open(v.state.topic)
	form.Focus(v.first)
}

func (s *stage) close() {
	s.gone = true
	s.ticks.Stop()
	s.deck.Close()
}

// step goes to another card; in a language that runs from right to left the left arrow goes on.
func (s *stage) step(by int) {
	_ = s.deck.Stop() // nothing plays
	s.ticks.Stop()
	s.v.state.topic, s.fault = s.v.state.beside(by), ""
	s.draw()
	form.Focus(s.press)
}

func (s *stage) key(e *fyne.KeyEvent) bool {
	onward := 1
	if s.v.p.Direction() == rtl.RTL {
		onward = -1
	}
	switch e.Name {
	case fyne.KeyRight, fyne.KeyPageDown:
		s.step(onward)
	case fyne.KeyLeft, fyne.KeyPageUp:
		s.step(-onward)
	case fyne.KeyEscape:
		s.v.unturn()
	default:
		return false
	}
	return true
}

// sound plays the voice of the card, or stops it.
func (s *stage) sound() {
	row, ok := s.v.state.voice(s.v.state.topic)
	switch {
	case s.open:
	case s.deck.State() == sound.Playing:
		_ = s.deck.Stop() // it may just have ended
		s.settled()
	case ok:
		s.open = true
		task.Do(s.ctx, s.v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, playKept(ctx, s.v.src, s.deck, row.ID) }, func(_ struct{}, err error) {
			s.began(err)
		})
	}
}

// began shows that it plays, or why it does not.
func (s *stage) began(err error) {
	if s.gone {
		return
	}
	s.open, s.fault = false, ""
	if err != nil {
		s.fault, _ = s.v.p.Fault(err)
	} else {
		task.Every(s.ticks.Next(s.ctx), s.v.run, beat, s.tick)
	}
	s.draw()
	form.Focus(s.press)
}

func (s *stage) tick() {
	if s.deck.Tick() {
		s.settled()
	}
}

func (s *stage) settled() {
	s.ticks.Stop()
	s.draw()
	form.Focus(s.press)
}

func (s *stage) draw() {
	p, card := s.v.p, s.v.state.topic
	d := p.Direction()
	w := s.v.state.words(card)
	said := column(p, look.Grid, rtl.NewText(d, w.say, rtl.Style{Size: rtl.Huge, Bold: true, Wrap: true, Align: rtl.Middle}))
	if w.dutch != "" {
		said.Add(rtl.NewText(d, w.dutch, rtl.Style{Color: look.ColorMuted, Wrap: true, Align: rtl.Middle}))
	}
	if s.fault != "" {
		said.Add(rtl.NewText(d, s.fault, rtl.Style{Color: look.ColorLate, Wrap: true, Align: rtl.Middle}))
	}
	inside := rtl.Border(d, 16, nil, said, nil, nil, newImage(card))
	frame := func(form.PressState) form.Frame {
		return form.Frame{Fill: look.ColorSurface, Edge: look.ColorNone, Radius: 12}
	}
	s.press = form.NewPressable(form.PressOptions{Frame: frame, Spread: true}, rtl.Stack(d), s.sound)
	s.press.OnKey(s.key)
	shown := rtl.Stack(d, s.press, rtl.Pad(d, rtl.All(24), inside)) // what lies above it hears no press
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameBackground))
	whole := rtl.Pad(d, rtl.All(16), rtl.Border(d, 12, nil, s.foot(), nil, nil, shown))
	s.place.Objects = []fyne.CanvasObject{ground, whole}
	s.place.Refresh()
}

// foot are the same ways for who has a mouse.
func (s *stage) foot() fyne.CanvasObject {
	p := s.v.p
	quiet := func(text string, before, after look.IconName, pressed func()) *form.Button {
		return form.NewButton(p, text, form.ButtonOptions{Kind: form.Quiet, Icon: before, After: after, Snug: true}, pressed)
	}
	start := []fyne.CanvasObject{quiet(p.T("cards.turn.back"), look.IconX, "", s.v.unturn)}
	end := []fyne.CanvasObject{
		quiet(p.T("cards.previous"), look.Back(p.Direction()), "", func() { s.step(-1) }),
		quiet(p.T("cards.next"), "", look.Onward(p.Direction()), func() { s.step(1) }),
	}
	if _, ok := s.v.state.voice(s.v.state.topic); ok {
		word := actPlay
		if s.deck.State() == sound.Playing {
			word = actStop
		}
		s.play = form.NewButton(p, p.Value("cards.do", string(word)), form.ButtonOptions{Icon: look.IconSpeakerHigh}, s.sound)
		end = append([]fyne.CanvasObject{s.play}, end...)
	}
	return form.NewEnds(p, 12, start, end)
}
