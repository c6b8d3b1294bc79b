package cards

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/aloud"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/assets"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/sound"
)

// walk notes where the page leads.
type walk struct {
	backs   int
	said    []string
	failed  []error
	printed []export.Document
	names   []string
	turned  fyne.CanvasObject
	aloud   []aloud.Text
}

func (w *walk) Back()           { w.backs++ }
func (w *walk) Say(text string) { w.said = append(w.said, text) }
func (w *walk) Fail(err error)  { w.failed = append(w.failed, err) }
func (w *walk) Print(name string, doc export.Document) {
	w.names, w.printed = append(w.names, name), append(w.printed, doc)
}
func (w *walk) Aloud(text aloud.Text)    { w.aloud = append(w.aloud, text) }
func (w *walk) Turn(o fyne.CanvasObject) { w.turned = o }

// desk is a microphone and a speaker that a test turns.
type desk struct {
	deaf, mute bool // there is no microphone, or no speaker
	open       int
	hear       func([]int16)
	fill       func([]int16) int
	gone       func()
}

type stream struct{ d *desk }

func (s stream) Close() { s.d.open-- }

func (d *desk) Record(hear func([]int16), lost func()) (sound.Stream, error) {
	if d.deaf {
		return nil, sound.ErrMicrophone
	}
	d.open++
	d.hear, d.gone = hear, lost
	return stream{d}, nil
}

func (d *desk) Play(fill func([]int16) int, lost func()) (sound.Stream, error) {
	if d.mute {
		return nil, sound.ErrSpeaker
	}
	d.open++
	d.fill, d.gone = fill, lost
	return stream{d}, nil
}

func hum(seconds int) []int16 {
	out := make([]int16, seconds*sound.Rate)
	for i := range out {
		out[i] = int16(6000 * math.Sin(float64(i)/9))
	}
	return out
}

func newBook(t *testing.T) *book.Book {
	t.Helper()
	b := uitest.Book(t, time.Date(2026, time.November, 23, 20, 14, 0, 0, time.Local))
	return b
}

// shown makes the page in a window.
func shown(t *testing.T, b *book.Book, nav *walk, d sound.Device, tag string) *View {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	v := New(b, nav, uitest.Printer(t, tag), task.Inline, d, []string{"nld", "ary", "rif", "tir"})
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1064, 760))
	v.Shown(t.Context())
	return v
}

func (v *View) scene() scene { return v.booth.tape.scene(v.booth.deck.State()) }

func expect(t *testing.T, v *View, want scene) {
	t.Helper()
	if got := v.scene(); got != want {
		t.Fatalf("the recorder shows %q, want %q", got, want)
	}
}

// A recording in Darija from the first press to the voice that is heard: nothing is kept until the worker says so.
func TestARecordingIsMadeHeardAndKept(t *testing.T) {
	b, nav, d := newBook(t), &walk{}, &desk{}
	v := shown(t, b, nav, d, "nl")
	v.speak("ary")
	v.open(record.CardChild)
	expect(t, v, sceneNothing)
	v.booth.buttons[actRecord].Press()
	expect(t, v, sceneRecording)
	d.hear(hum(2))
	v.booth.tick()
	if told := v.booth.tape.told(v.p, v.booth.deck); !strings.Contains(told, "0:02") || !strings.Contains(told, "microfoon staat aan") {
		t.Errorf("it says %q", told)
	}
	if v.booth.meter.Part() == 0 {
		t.Error("the meter stands still")
	}
	v.booth.buttons[actStop].Press()
	expect(t, v, sceneFresh)
	if d.open != 0 || len(b.Rows(record.KindTalk)) != 0 {
		t.Fatalf("%d devices open, %d kept before the worker said so", d.open, len(b.Rows(record.KindTalk)))
	}
	v.booth.buttons[actPlay].Press()
	expect(t, v, scenePlaying)
	v.booth.buttons[actStop].Press()
	expect(t, v, sceneFresh)
	v.booth.buttons[actKeep].Press()
	expect(t, v, sceneKept)
	rows := b.Rows(record.KindTalk)
	if len(rows) != 1 || rows[0].State != "child" || rows[0].Detail.Reveal() != "ary" || rows[0].Number != 2 {
		t.Fatalf("%+v", rows)
	}
	if keys, _ := b.Drafts(t.Context()); len(keys) != 0 {
		t.Errorf("a draft stays: %v", keys)
	}
	v.booth.buttons[actPlay].Press()
	heard := make([]int16, 4000)
	if n := d.fill(heard); n != 4000 || heard[300] == 0 {
		t.Errorf("%d samples are played", n)
	}
	if len(nav.failed) != 0 {
		t.Error(nav.failed)
	}
}

// Locking, or leaving the card, while it records: the microphone is closed, nothing is kept, and what was recorded stands ready.
func TestLeavingWhileItRecordsLosesNothing(t *testing.T) {
	for name, leave := range map[string]func(*View){
		"lock": func(v *View) { v.Hidden() }, "escape": func(v *View) { v.Escape() }, "language": func(v *View) { v.speak("tir") },
		"turn": func(v *View) { v.turn(record.CardCJG) },
	} {
		t.Run(name, func(t *testing.T) {
			b, nav, d := newBook(t), &walk{}, &desk{}
			v := shown(t, b, nav, d, "nl")
			v.speak("rif")
			v.open(record.CardTell)
			v.booth.buttons[actRecord].Press()
			d.hear(hum(3))
			leave(v)
			if d.open != 0 || len(b.Rows(record.KindTalk)) != 0 {
				t.Fatalf("%d devices open, %d kept", d.open, len(b.Rows(record.KindTalk)))
			}
			again := shown(t, b, nav, d, "nl")
			again.speak("rif")
			again.open(record.CardTell)
			expect(t, again, sceneFresh)
			if told := again.booth.tape.told(again.p, again.booth.deck); !strings.Contains(told, "0:03") || !strings.Contains(told, "niet hebt bewaard") {
				t.Errorf("it says %q", told)
			}
			again.booth.buttons[actDiscard].Press()
			expect(t, again, sceneNothing)
			if keys, _ := b.Drafts(t.Context()); len(keys) != 0 {
				t.Errorf("a draft stays: %v", keys)
			}
		})
	}
}

func TestWithoutMicrophoneOrSpeakerItSaysSo(t *testing.T) {
	b, nav := newBook(t), &walk{}
	v := shown(t, b, nav, sound.None{}, "nl")
	v.open(record.CardCJG)
	v.booth.buttons[actRecord].Press()
	expect(t, v, sceneNothing)
	if got := v.booth.tape.warned(v.p, v.booth.deck); !strings.Contains(got, "geen geluid") {
		t.Errorf("it says %q", got)
	}
	d := &desk{deaf: true}
	v = shown(t, b, nav, d, "nl")
	v.open(record.CardCJG)
	v.booth.buttons[actRecord].Press()
	if got := v.booth.tape.warned(v.p, v.booth.deck); !strings.Contains(got, "microfoon") {
		t.Errorf("it says %q", got)
	}
	d.deaf, d.mute = false, true
	v.booth.buttons[actRecord].Press()
	d.hear(hum(1))
	v.booth.buttons[actStop].Press()
	v.booth.buttons[actPlay].Press()
	expect(t, v, sceneFresh)
	if got := v.booth.tape.warned(v.p, v.booth.deck); !strings.Contains(got, "luidspreker") {
		t.Errorf("it says %q", got)
	}
}

// A microphone that is pulled out leaves what was heard, and the page says it; silence is no voice.
func TestALostMicrophoneAndASilentOne(t *testing.T) {
	b, nav, d := newBook(t), &walk{}, &desk{}
	v := shown(t, b, nav, d, "nl")
	v.open(record.CardCJG)
	v.booth.buttons[actRecord].Press()
	d.hear(hum(1))
	d.gone()
	v.booth.tick()
	expect(t, v, sceneFresh)
	if got := v.booth.tape.warned(v.p, v.booth.deck); !strings.Contains(got, "viel weg") {
		t.Errorf("it says %q", got)
	}
	v.booth.buttons[actAgain].Press()
	d.hear(make([]int16, sound.Rate))
	v.booth.buttons[actStop].Press()
	if got := v.booth.tape.warned(v.p, v.booth.deck); !strings.Contains(got, "geen stem") {
		t.Errorf("it says %q", got)
	}
	v.booth.buttons[actAgain].Press()
	d.hear(hum(200))
	v.booth.tick()
	expect(t, v, sceneFresh)
	if got := v.booth.tape.warned(v.p, v.booth.deck); !strings.Contains(got, "3:00") {
		t.Errorf("it says %q", got)
	}
}

// Doing it again keeps the first one until the second is kept; erasing asks first.
func TestAgainAndErase(t *testing.T) {
	b, nav, d := newBook(t), &walk{}, &desk{}
	v := shown(t, b, nav, d, "nl")
	v.open(record.CardNo)
	make1 := func(n int) {
		d.hear(hum(n))
		v.booth.buttons[actStop].Press()
	}
	v.booth.buttons[actRecord].Press()
	make1(1)
	v.booth.buttons[actKeep].Press()
	v.booth.buttons[actAgain].Press()
	make1(4)
	if rows := b.Rows(record.KindTalk); rows[0].Number != 1 {
		t.Fatal("the first one is gone before the second is kept")
	}
	v.booth.buttons[actDiscard].Press()
	expect(t, v, sceneKept)
	v.booth.buttons[actAgain].Press()
	make1(5)
	v.booth.buttons[actKeep].Press()
	if rows := b.Rows(record.KindTalk); len(rows) != 1 || rows[0].Number != 5 {
		t.Fatalf("%+v", rows)
	}
	v.booth.buttons[actDelete].Press()
	expect(t, v, sceneDropping)
	if len(b.Rows(record.KindTalk)) != 1 {
		t.Fatal("erased without an answer")
	}
	v.booth.remove()
	expect(t, v, sceneNothing)
	if len(b.Rows(record.KindTalk)) != 0 || len(nav.said) != 3 {
		t.Errorf("%d stay; said %q", len(b.Rows(record.KindTalk)), nav.said)
	}
}

// Every scene of the recorder has words and the buttons that belong to it, and every button does something that leads to a scene.
func TestEverySceneHasWordsAndButtons(t *testing.T) {
	want := map[scene]int{
		sceneNothing: 1, sceneKept: 3, sceneWaiting: 0, sceneRecording: 1, sceneFresh: 4, scenePlaying: 1, sceneDropping: 0,
	}
	for s, n := range want {
		if got := s.actions(); len(got) != n {
			t.Errorf("%s has %v", s, got)
		}
	}
	row := (&record.Talk{Length: time.Second}).Row()
	for _, deck := range sound.States() {
		for bits := range 16 {
			tp := tape{fresh: bits&1 != 0, waiting: bits&2 != 0, asking: bits&4 != 0}
			if bits&8 != 0 {
				tp.kept = &row
			}
			if _, known := want[tp.scene(deck)]; !known {
				t.Errorf("%+v in %v shows %q", tp, deck, tp.scene(deck))
			}
		}
	}
}

func keyed(v *View, name fyne.KeyName) { v.stage.press.TypedKey(&fyne.KeyEvent{Name: name}) }

// Turned towards a parent: arrows walk, space plays, Escape returns, and nothing of the worker's is in the window.
func TestTheTurnedCard(t *testing.T) {
	b, nav, d := newBook(t), &walk{}, &desk{}
	if err := b.SaveTalk(t.Context(), &record.Talk{Card: record.CardWho, Language: "nld", Sound: record.SoundOf(sound.Pack(hum(1)))}); err != nil {
		t.Fatal(err)
	}
	v := shown(t, b, nav, d, "nl")
	v.turn(record.CardCJG)
	if nav.turned == nil {
		t.Fatal("nothing fills the window")
	}
	keyed(v, fyne.KeySpace)
	if d.open != 0 {
		t.Error("a card without a voice plays")
	}
	keyed(v, fyne.KeyRight)
	if v.state.topic != record.CardWho {
		t.Fatalf("right shows %s", v.state.topic)
	}
	keyed(v, fyne.KeySpace)
	if d.open != 1 {
		t.Fatal("space plays nothing")
	}
	keyed(v, fyne.KeySpace)
	if d.open != 0 {
		t.Fatal("space does not stop")
	}
	keyed(v, fyne.KeySpace)
	for range 40 {
		d.fill(make([]int16, 1600))
	}
	if v.stage.tick(); d.open != 0 {
		t.Error("it does not end by itself")
	}
	keyed(v, fyne.KeyLeft)
	keyed(v, fyne.KeyLeft)
	if v.state.topic != record.CardOther {
		t.Errorf("left of the first is %s", v.state.topic)
	}
	keyed(v, fyne.KeyEscape)
	if nav.turned != nil || v.stage != nil || v.booth == nil || v.state.topic != record.CardOther {
		t.Error("Escape does not bring the card back")
	}
	if !v.Escape() || v.booth != nil || v.Escape() {
		t.Error("Escape does not lead from the card to all cards, and then on")
	}
}

func TestArrowsFollowTheReadingDirection(t *testing.T) {
	v := shown(t, newBook(t), &walk{}, &desk{}, "ar")
	v.turn(record.CardCJG)
	keyed(v, fyne.KeyLeft)
	if v.state.topic != record.CardWho {
		t.Errorf("left on an Arabic page shows %s", v.state.topic)
	}
}

// In every language a card has a short sentence, with the Dutch beside it, and all of it on paper.
func TestTheWordsOfTheCards(t *testing.T) {
	nav := &walk{}
	v := shown(t, newBook(t), nav, &desk{}, "nl")
	for _, l := range i18n.Languages() {
		v.state.language = codeOf(l.Tag)
		for _, card := range record.CardTopics() {
			w := v.state.words(card)
			if n := len(strings.Fields(w.say)); n == 0 || n > 12 || strings.Contains(w.say, "⟦") {
				t.Errorf("%s %s: %d words: %s", l.Tag, card, n, w.say)
			}
			if (w.dutch == "") != (l.Tag == i18n.Source) || len(w.lines) != 3 {
				t.Errorf("%s %s: the Dutch is %q", l.Tag, card, w.dutch)
			}
		}
	}
	v.state.language = "ara"
	var out bytes.Buffer
	if err := export.PDF(&out, v.state.large(record.CardChild), export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()}); err != nil || out.Len() < 5000 {
		t.Errorf("a large card: %d bytes, %v", out.Len(), err)
	}
	v.state.language = "rif"
	if w := v.state.words(record.CardCJG); w.dutch != "" || !strings.Contains(w.say, "CJG helpt") {
		t.Errorf("a language without texts: %+v", w)
	}
	if v.note() == nil {
		t.Error("nothing says that there are no texts in Tarifit")
	}
}

// "Do they take my child": what is written says that only a judge decides, and that neither the worker nor asking for help does it.
func TestTheHardestCardIsHonest(t *testing.T) {
	p := uitest.Printer(t, "nl")
	all := p.Value("card.say", "child") + p.Value("card.first", "child") + p.Value("card.second", "child")
	for _, word := range []string{"Alleen een rechter", "kinderrechter", "ernstig gevaar", "Ik kan dat niet en ik doe dat niet"} {
		if !strings.Contains(all, word) {
			t.Errorf("%q is not on the card", word)
		}
	}
	for _, tag := range []string{"nl", "en", "tr", "ar", "pl", "pap"} {
		if p := uitest.Printer(t, tag); !strings.Contains(p.Value("card.first", "danger"), "0800-2000") || !strings.Contains(p.Value("card.say", "danger"), "112") {
			t.Errorf("%s: a number is missing", tag)
		}
	}
}

// The sheet says four to a page and means it.
func TestFourCardsStandOnAPage(t *testing.T) {
	v := shown(t, newBook(t), &walk{}, &desk{}, "nl")
	for _, l := range i18n.Languages() {
		v.state.language = codeOf(l.Tag)
		var out bytes.Buffer
		if err := export.PDF(&out, v.state.sheet(), export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()}); err != nil {
			t.Fatal(err)
		}
		if want := (len(record.CardTopics()) + 3) / 4; bytes.Count(out.Bytes(), []byte("/Type /Page ")) != want {
			t.Errorf("%s: %d pages, want %d", l.Tag, bytes.Count(out.Bytes(), []byte("/Type /Page ")), want)
		}
	}
}
