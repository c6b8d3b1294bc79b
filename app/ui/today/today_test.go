package today

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
)

var tuesday = record.Day(2026, 11, 24)

func TestSentences(t *testing.T) {
	text := record.Text
	for name, c := range map[string]struct {
		from     book.Sentence
		sentence string
		detail   string
		action   string
		status   listing.StatusKind
	}{
		"answer": {
			book.Sentence{Sort: book.SentenceAnswer, Who: text("Marieke"), Code: "H-0039", What: text("Wij pakken dit op."), On: tuesday.Add(-1), At: time.Date(2026, 11, 23, 16, 5, 0, 0, time.Local)},
			"Marieke heeft geantwoord op H-0039: “Wij pakken dit op.”", "gisteren om 16.05 uur", "Lees het antwoord", listing.StatusAnswered,
		},
		"answer without words": {
			book.Sentence{Sort: book.SentenceAnswer, Where: text("CJG"), Code: "H-0039", Stand: record.StandAccepted, On: tuesday, At: time.Date(2026, 11, 24, 9, 0, 0, 0, time.Local)},
			"CJG heeft geantwoord op H-0039", "vandaag om 09.00 uur", "Lees het antwoord", listing.StatusAnswered,
		},
		"arrival": {
			book.Sentence{Sort: book.SentenceArrival, Who: text("Fatima"), Child: text("Yusuf"), Days: 7, Where: text("CJG"), On: tuesday.Add(-7)},
			"Bel Fatima: is Yusuf aangekomen? (7 dagen)", "op 17 november naar CJG", "Schrijf op hoe het ging", listing.StatusYourCall,
		},
		"late": {
			book.Sentence{Sort: book.SentenceLate, Who: text("Marieke"), Where: text("CJG Zuiderwijk"), Code: "H-0042", Days: 12, Norm: 7},
			"CJG Zuiderwijk heeft 12 dagen niet geantwoord op H-0042.", "afgesproken was 7 dagen", "Bel Marieke", listing.StatusLate,
		},
		"review": {
			book.Sentence{Sort: book.SentenceReview, Mine: true},
			"Er zijn mensen over wie je lang niets schreef. Nog nodig?", "Er gebeurt niets vanzelf.", "Bekijk de lijst", listing.StatusYourTurn,
		},
		"request": {
			book.Sentence{Sort: book.SentenceRequest, Where: text("De Brug"), What: text("Is er een zaal?"), Days: 2, Norm: 5},
			"Je vroeg De Brug: “Is er een zaal?”", "dag 2 van 5", "Bekijk je vraag", listing.StatusWaiting,
		},
		"birthday": {
			book.Sentence{Sort: book.SentenceBirthday, Child: text("Amir"), Age: 12, On: tuesday.Add(3)},
			"Amir wordt vrijdag 12 jaar. Vanaf dan beslist het kind mee.", "praat er rustig over, met het kind en de ouder", "Wat verandert er", listing.StatusYourTurn,
		},
		"held": {
			book.Sentence{Sort: book.SentenceHeld, Code: "H-0042", Where: text("CJG"), Reason: "book.changed"},
			"H-0042 kon niet naar CJG.", "", "Kijk waarom", listing.StatusYourTurn,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := state{p: uitest.Dutch(t), today: tuesday}
			got := s.row(c.from)
			if !strings.HasPrefix(got.sentence, c.sentence) || c.detail != "" && got.detail != c.detail || got.action != c.action || got.status != c.status {
				t.Errorf("%+v", got)
			}
			if strings.Contains(got.sentence+got.detail+got.action, "⟦") {
				t.Errorf("a text is missing: %+v", got)
			}
		})
	}
}

func TestWeekHoldsSevenDays(t *testing.T) {
	s := state{p: uitest.Dutch(t), today: tuesday}
	plans := []book.Plan{
		{On: tuesday, Type: string(record.MeetingCoffee), At: "10:00"}, {On: tuesday, Type: "contact", Who: record.Text("Fatima bellen")},
		{On: tuesday.Add(3), Type: "birthday", Who: record.Text("Amir"), Age: 12}, {On: tuesday.Add(30), Type: "task", Who: record.Text("later")},
	}
	for range 4 {
		plans = append(plans, book.Plan{On: tuesday.Add(5), Type: "task", Who: record.Text("iets")})
	}
	days := s.days(plans)
	if len(days) != 7 || days[0].Number != "23" || !days[1].Today || days[0].Today {
		t.Fatalf("%+v", days)
	}
	if len(days[1].Items) != 2 || days[1].Items[1] != "Fatima bellen" || days[4].Items[0] != "Amir wordt 12" {
		t.Errorf("%+v", days)
	}
	if len(days[6].Items) != 4 {
		t.Errorf("a full day shows three things and that there is more: %v", days[6].Items)
	}
}

// source answers with what a test gives it.
type source struct {
	drafted record.Record
	tasks   []*record.Task
	list    []book.Sentence
	put     []string
	kept    []record.ID
	failed  error
	left    bool // only what was put off goes
}

func (s *source) Today() record.Date { return tuesday }
func (s *source) TodayList(context.Context, int) ([]book.Sentence, error) {
	return s.list, s.failed
}
func (s *source) Week(context.Context, record.Date) ([]book.Plan, error) { return nil, nil }
func (s *source) NotNow(_ context.Context, key string, _ record.Date) error {
	s.put = append(s.put, key)
	if s.left {
		s.list = slices.DeleteFunc(s.list, func(one book.Sentence) bool { return one.Key == key })
		return nil
	}
	s.list = nil
	return nil
}
func (s *source) KeepPromise(_ context.Context, id record.ID) error {
	s.kept = append(s.kept, id)
	return nil
}
func (s *source) FinishTask(context.Context, record.ID) error { return nil }

func (s *source) KeepAgreement(_ context.Context, id record.ID, _ record.Private) error {
	s.kept = append(s.kept, id)
	return nil
}

type nav struct {
	opened []record.ID
	fault  error
}

func (n *nav) Open(_ record.Kind, id record.ID) { n.opened = append(n.opened, id) }
func (n *nav) Edit(record.Kind, record.ID)      {}
func (n *nav) New(record.Kind, record.ID)       {}
func (n *nav) Go(string)                        {}
func (n *nav) Year(record.Date)                 {}
func (n *nav) Fail(err error)                   { n.fault = err }

func (s *source) SaveDraft(_ context.Context, _ string, r record.Record) error {
	s.drafted = r
	return nil
}
func (s *source) Draft(context.Context, string) (record.Record, bool, error) {
	return s.drafted, s.drafted != nil, nil
}
func (s *source) DropDraft(context.Context, string) error {
	s.drafted = nil
	return nil
}
func (s *source) SaveTask(_ context.Context, t *record.Task) error {
	s.tasks = append(s.tasks, t)
	return nil
}

// Something to remember is a draft from the first letter, comes back after a lock, and is kept once with its day.
func TestSomethingToRememberOutlivesALockAndIsKeptOnce(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	src, n := &source{}, &nav{}
	v := New(src, n, uitest.Dutch(t), task.Inline)
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1064, 720))
	v.Shown(t.Context())
	v.begin(&record.Task{})
	v.draw()
	v.entry.OnSubmitted("")
	if len(src.tasks) != 0 || v.note == nil {
		t.Fatal("nothing is kept as something")
	}
	v.entry.SetText("bakker bellen over de zaal")
	v.entry.OnChanged("bakker bellen over de zaal")
	v.Hidden()
	if got, ok := src.drafted.(*record.Task); !ok || got.Text.Reveal() != "bakker bellen over de zaal" {
		t.Fatalf("the draft is %v", src.drafted)
	}
	v.Shown(t.Context())
	if v.note == nil || v.entry.Text() != "bakker bellen over de zaal" {
		t.Fatal("what was typed does not come back")
	}
	v.note.task.Due = tuesday.Add(3)
	v.entry.OnSubmitted("")
	if len(src.tasks) != 1 || src.tasks[0].Due != tuesday.Add(3) || src.drafted != nil || v.note != nil || n.fault != nil {
		t.Errorf("%v, draft %v, %v", src.tasks, src.drafted, n.fault)
	}
}

func TestPageActsAndPutsOff(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	src := &source{list: []book.Sentence{
		{Key: "promise/1", Sort: book.SentencePromise, Kind: record.KindContact, ID: record.ID{1}, What: record.Text("bellen"), Mine: true},
		{Key: "late/2", Sort: book.SentenceLate, Kind: record.KindReferral, ID: record.ID{2}, Where: record.Text("CJG"), Code: "H-0042", Days: 12, Norm: 7},
	}}
	n := &nav{}
	v := New(src, n, uitest.Dutch(t), task.Inline)
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1064, 720))
	v.Shown(t.Context())
	v.act(src.list[0])
	v.act(src.list[1])
	if len(src.kept) != 1 || len(n.opened) != 1 || n.opened[0] != (record.ID{2}) {
		t.Errorf("kept %v, opened %v", src.kept, n.opened)
	}
	v.later(src.list[1])
	if len(src.put) != 1 || src.put[0] != "late/2" || len(v.state.rows) != 0 {
		t.Errorf("put off %v, %d rows left", src.put, len(v.state.rows))
	}
	src.failed = errors.New("broken")
	v.Changed(t.Context())
	if n.fault == nil {
		t.Error("an error was swallowed")
	}
	v.Hidden()
	if len(v.inside.Objects) != 0 {
		t.Error("texts stay when the page is hidden")
	}
}

// Whoever puts off one sentence stays where the next one came, and a page that became shorter shows no empty place.
func TestPuttingOffKeepsThePlace(t *testing.T) {
	uitest.App(t)
	src := &source{left: true}
	for i := range byte(most) {
		src.list = append(src.list, book.Sentence{
			Key: string(rune('a' + i)), Sort: book.SentenceLate, Kind: record.KindReferral, ID: record.ID{i + 1}, Where: record.Text("CJG"), Code: "H-0042", Days: 12, Norm: 7,
		})
	}
	v := New(src, &nav{}, uitest.Dutch(t), task.Inline)
	w := uitest.Window(t, v.Content())
	w.Resize(fyne.NewSize(800, 400))
	v.Shown(t.Context())
	v.scroll.ScrollToBottom()
	for left := most - 1; left >= 0; left-- {
		v.laters[min(1, len(v.laters)-1)].Press()
		if len(v.laters) != left {
			t.Fatalf("%d sentences left, want %d", len(v.laters), left)
		}
		if end := v.scroll.Content.MinSize().Height - v.scroll.Size().Height; v.scroll.Offset.Y > max(0, end) {
			t.Errorf("%d left: scrolled %v down of %v", left, v.scroll.Offset.Y, end)
		}
		if left > 0 && !v.laters[min(1, left-1)].State().Focused {
			t.Errorf("%d left: the keyboard is elsewhere", left)
		}
	}
}
