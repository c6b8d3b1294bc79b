package cards

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/task"
	"schakel/internal/record"
	"schakel/internal/sound"
)

// booth is the recorder of one card in one language.
type booth struct {
	v       *View
	at      place
	deck    *sound.Deck
	tape    tape
	keep    *draft.Keeper
	ctx     context.Context
	ticks   task.Latest
	content *fyne.Container
	meter   *listing.Progress
	buttons map[action]*form.Button
	gone    bool
}

// beat is how often the meter and the time are drawn.
const beat = 100 * time.Millisecond

func newBooth(v *View, card record.CardTopic) *booth {
	b := &booth{v: v, at: place{card, v.state.language}, deck: sound.NewDeck(v.device), ctx: v.ctx}
	b.content = column(v.p, 16)
	b.meter = listing.NewProgress(v.p, "", nil)
	b.know()
	b.keeper()
	b.draw()
	return b
}

// keeper keeps what was recorded as a draft until the worker says whether it stays.
func (b *booth) keeper() {
	key := record.KindTalk.String() + "/" + string(b.at.card) + "/" + b.at.language
	b.keep = draft.New(b.v.src, b.v.run, key, func() record.Record { return b.talk() }, func(err error) {
		if err != nil {
			b.v.nav.Fail(err)
		}
	})
}

// talk is the recording that the deck holds.
func (b *booth) talk() *record.Talk {
	return &record.Talk{
		Card: b.at.card, Language: b.at.language, On: b.v.src.Today(), Length: b.deck.Length().Truncate(time.Second),
		Sound: record.SoundOf(b.deck.Packed()),
	}
}

// know looks which recording is kept.
func (b *booth) know() {
	b.tape.kept = nil
	if row, ok := b.v.state.voices[b.at]; ok {
		b.tape.kept = &row
	}
}

// begin brings back what was recorded an earlier time and not kept.
func (b *booth) begin() {
	task.Do(b.ctx, b.v.run, func(ctx context.Context) (*record.Talk, error) {
		r, ok, err := b.keep.Read(ctx)
		if t, is := r.(*record.Talk); ok && is {
			return t, err
		}
		return nil, err
	}, func(t *record.Talk, err error) {
		switch {
		case err != nil:
			b.v.nav.Fail(err)
		case t != nil && !b.gone && b.deck.State() == sound.Empty && b.deck.Load(t.Sound.Reveal()) == nil:
			b.tape.fresh, b.tape.found = true, true
			b.redraw()
		}
	})
}

// leave stops everything. What was recorded and not kept is in the store, sealed, before it returns.
func (b *booth) leave() {
	recording := b.deck.State() == sound.Recording
	b.gone = true
	b.ticks.Stop()
	b.deck.Close()
	if recording && b.deck.Length() > 0 {
		b.tape.fresh = true
		b.keep.Touch()
	}
	if b.tape.fresh {
		if err := b.keep.Flush(); err != nil {
			b.v.nav.Fail(err)
		}
	}
}

// do does what a button says.
func (b *booth) do(a action) {
	switch a {
	case actRecord, actAgain:
		b.start(b.deck.Record)
	case actPlay:
		b.play()
	case actStop:
		b.stop()
	case actKeep:
		b.save()
	case actDiscard:
		b.discard()
	case actDelete:
		b.tape.asking = true
		b.redraw()
	}
}

// start opens a device, which may take a moment.
func (b *booth) start(open func() error) {
	b.tape.waiting = true
	b.redraw()
	task.Do(b.ctx, b.v.run, func(context.Context) (struct{}, error) { return struct{}{}, open() }, func(struct{}, error) {
		if b.gone {
			return
		}
		b.tape.waiting = false
		b.redraw() // what went wrong stands in the deck
		if b.moving() {
			task.Every(b.ticks.Next(b.ctx), b.v.run, beat, b.tick)
		}
	})
}

func (b *booth) moving() bool {
	s := b.deck.State()
	return s == sound.Recording || s == sound.Playing
}

// tick draws the time and the level, and hears what the device noticed.
func (b *booth) tick() {
	recorded := b.deck.State() == sound.Recording
	if !b.deck.Tick() {
		b.meter.Set(b.tape.told(b.v.p, b.deck), float32(b.deck.Level()))
		return
	}
	b.settle(recorded)
}

// stop ends the recording or the playing.
func (b *booth) stop() {
	recorded := b.deck.State() == sound.Recording
	task.Do(b.ctx, b.v.run, func(context.Context) (struct{}, error) { return struct{}{}, b.deck.Stop() }, func(struct{}, error) {
		if !b.gone {
			b.settle(recorded)
		}
	})
}

// settle shows what there is after the device stopped.
func (b *booth) settle(recorded bool) {
	b.ticks.Stop()
	if recorded {
		b.tape.fresh, b.tape.found = b.deck.State() == sound.Ready, false
		if b.tape.fresh {
			b.keep.Touch()
		}
	}
	b.redraw()
}

// play lets what was recorded be heard, or else what is kept.
func (b *booth) play() {
	if b.tape.fresh {
		b.start(b.deck.Play)
		return
	}
	id := b.tape.kept.ID
	b.start(func() error { return playKept(b.ctx, b.v.src, b.deck, id) })
}

// playKept reads a recording and lets it be heard.
func playKept(ctx context.Context, src voices, deck *sound.Deck, id record.ID) error {
	t, err := src.Talk(ctx, id)
	if err != nil {
		return err
	}
	if err := deck.Load(t.Sound.Reveal()); err != nil {
		return err
	}
	return deck.Play()
}

// save keeps what was recorded, because the worker says so.
func (b *booth) save() {
	t := b.talk()
	task.Do(b.ctx, b.v.run, func(ctx context.Context) (struct{}, error) {
		if err := b.v.src.SaveTalk(ctx, t); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, b.keep.Drop(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			b.v.nav.Fail(err)
			return
		}
		b.v.nav.Say(b.v.p.T("cards.kept"))
		b.fresh()
	})
}

// discard throws away what was recorded; what was kept before stays.
func (b *booth) discard() {
	task.Do(b.ctx, b.v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, b.keep.Drop(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			b.v.nav.Fail(err)
			return
		}
		b.fresh()
	})
}

// remove takes the kept recording away.
func (b *booth) remove() {
	id := b.tape.kept.ID
	task.Do(b.ctx, b.v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, b.v.src.DropTalk(ctx, id) }, func(_ struct{}, err error) {
		if err != nil {
			b.v.nav.Fail(err)
			return
		}
		b.v.nav.Say(b.v.p.T("cards.deleted"))
		b.fresh()
	})
}

// fresh begins again, with what is kept now.
func (b *booth) fresh() {
	if b.gone {
		return
	}
	b.keep.Finish()
	_ = b.deck.Clear() // it stands still
	b.v.state.load(b.v.src.Rows(record.KindTalk))
	b.tape = tape{}
	b.know()
	b.keeper()
	b.redraw()
}

// redraw draws the recorder anew, with the keyboard on what its scene is for.
func (b *booth) redraw() {
	b.draw()
	if first := b.first(); first != nil && b.v.stage == nil {
		form.Focus(first)
	}
	b.v.content.Refresh()
}

func (b *booth) first() fyne.Focusable {
	if all := b.tape.scene(b.deck.State()).actions(); len(all) > 0 {
		return b.buttons[all[0]]
	}
	return nil
}

func (b *booth) draw() {
	p := b.v.p
	now := b.tape.scene(b.deck.State())
	b.buttons = map[action]*form.Button{}
	b.content.Objects = nil
	if now == sceneDropping {
		ask := prompt.NewConfirm(p, prompt.Question{
			Title: p.T("cards.delete.title"), Text: p.T("cards.delete.text"), Yes: p.T("cards.delete.yes"), No: p.T("cards.delete.no"), Careful: true,
		}, b.remove, func() { b.tape.asking = false; b.redraw() })
		b.content.Add(ask)
		form.Focus(ask.No())
		return
	}
	told := b.tape.told(p, b.deck)
	if now == sceneRecording || now == scenePlaying {
		b.meter.Set(told, float32(b.deck.Level()))
		b.content.Add(b.meter)
	} else {
		b.content.Add(text(p, told))
	}
	if warning := b.tape.warned(p, b.deck); warning != "" {
		b.content.Add(listing.NewNote(p, look.IconWarningCircle, warning, look.ColorLate))
	}
	var row []fyne.CanvasObject
	for i, a := range now.actions() {
		row = append(row, b.button(a, i == 0))
	}
	if len(row) > 0 {
		b.content.Add(form.NewActions(p, row, nil))
	}
	if now == sceneNothing || now == sceneKept || now == sceneFresh {
		b.content.Add(small(p, p.T("cards.yes")))
	}
	if b.v.state.together > record.TalkTogether*8/10 {
		b.content.Add(small(p, p.T("cards.room", "Used", clock(b.v.state.together), "Most", clock(record.TalkTogether))))
	}
	b.content.Refresh()
}

func (b *booth) button(a action, first bool) *form.Button {
	icons := map[action]look.IconName{actPlay: look.IconSpeakerHigh, actDelete: look.IconTrash}
	o := form.ButtonOptions{Icon: icons[a]}
	switch {
	case first:
		o.Kind = form.Primary
	case a == actDiscard || a == actDelete:
		o.Kind = form.Quiet
	}
	made := form.NewButton(b.v.p, b.v.p.Value("cards.do", string(a)), o, func() { b.do(a) })
	b.buttons[a] = made
	return made
}
