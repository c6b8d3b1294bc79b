package ui

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/record"
)

// sleeper is a computer that sleeps when the test says so.
type sleeper struct {
	hear    func(done func())
	watches int
	stopped int
}

func (c *sleeper) away(why string, hear func(done func())) func() {
	c.watches++
	c.hear = hear
	return func() { c.stopped++ }
}

// atComputer is a person at work on a computer that can sleep.
func atComputer(t *testing.T) (*person, *sleeper) {
	t.Helper()
	u, c := atWork(t), &sleeper{}
	u.shell.deps.Away = c.away
	u.shell.attendAway()
	return u, c
}

// happened is the newest entries of the log, in words.
func (u *person) happened(sort book.LogSort) []string {
	u.t.Helper()
	page, err := u.shell.book.Log(u.t.Context(), sort, 0, 20)
	if err != nil {
		u.t.Fatal(err)
	}
	var all []string
	for _, e := range page.Entries {
		all = append(all, e.Words(u.p)+"|"+e.About(u.p))
	}
	return all
}

func TestTheComputerSleepsOnlyAfterTheDraftIsKeptAndAllIsLocked(t *testing.T) {
	u, c := atComputer(t)
	u.shell.New(record.KindContact, u.shell.book.Rows(record.KindHousehold)[0].ID)
	u.fill(u.p.T("people.contact.note"), "Elif belt morgen terug.")
	let := false
	c.hear(func() {
		let = true
		if u.shell.book != nil {
			t.Error("the computer may sleep while everything is open")
		}
	})
	if !let {
		t.Fatal("the computer still waits")
	}
	if c.stopped != 1 {
		t.Errorf("the watching was ended %d times", c.stopped)
	}
	u.misses("Elif")
	u.sees(u.p.T("unlock.locked.kept"))
	u.unlock()
	if got := u.reading(u.p.T("people.contact.note")); got != "Elif belt morgen terug." {
		t.Errorf("the draft is %q", got)
	}
	if c.watches != 2 {
		t.Errorf("watched %d times, want again after opening", c.watches)
	}
}

func TestTheLockWithTheComputerCanBeTurnedOff(t *testing.T) {
	u, c := atComputer(t)
	u.press(u.p.T("shell.rail.preferences"))
	u.press(u.p.T("preferences.lock.away"))
	if u.shell.deps.Settings.LockAway() || c.stopped != 1 {
		t.Fatalf("after turning it off: %v, ended %d times", u.shell.deps.Settings.LockAway(), c.stopped)
	}
	u.ctrl(fyne.KeyL)
	u.unlock()
	if c.watches != 1 {
		t.Error("it watches although nobody wants that")
	}
	u.press(u.p.T("shell.rail.preferences"))
	u.press(u.p.T("preferences.lock.away"))
	if !u.shell.deps.Settings.LockAway() || c.watches != 2 {
		t.Error("turning it on again does nothing")
	}
}

func TestALockTakesTheQuestionForAFileAway(t *testing.T) {
	u, c := atComputer(t)
	asked, answered := false, false
	t.Setenv("HOME", t.TempDir())
	u.shell.files().Save("overzicht.csv", func(string, error) { answered = true })
	asked = u.shell.win.Canvas().Overlays().Top() != nil
	u.shell.win.Canvas().Overlays().Add(rtl.Stack(rtl.LTR))
	c.hear(func() {})
	if !asked || u.shell.win.Canvas().Overlays().Top() != nil {
		t.Errorf("asked %v; over the locked page lies %v", asked, u.shell.win.Canvas().Overlays().Top())
	}
	u.sees(u.p.T("unlock.locked.welcome"))
	if answered {
		t.Error("a dialog that was taken away answers")
	}
	u.unlock()
}

func TestOpeningAPageIsNotedAndALookAtAListIsNot(t *testing.T) {
	u := atWork(t)
	family := u.shell.book.Rows(record.KindHousehold)[0]
	before := len(u.happened(book.LogViewed))
	for _, d := range Destinations() {
		u.shell.Go(string(d))
	}
	u.ctrl(fyne.KeyK)
	u.types(family.Title.Reveal())
	if got := u.happened(book.LogViewed); len(got) != before {
		t.Fatalf("lists and search are noted as views: %q", got)
	}
	for _, kind := range []record.Kind{
		record.KindHousehold, record.KindPerson, record.KindContact, record.KindConcern, record.KindReferral, record.KindMeeting,
	} {
		row := u.shell.book.Rows(kind)[0]
		u.shell.Open(kind, row.ID)
		got := u.happened(book.LogViewed)
		word := u.p.Value("log.kind", kind.String())
		if len(got) == 0 || !strings.HasPrefix(got[0], word) {
			t.Errorf("%s was opened, the newest view is %q", kind, got[:min(len(got), 1)])
		}
	}
	u.shell.New(record.KindContact, family.ID)
	if got := u.happened(book.LogViewed); !strings.HasSuffix(got[0], "|"+family.Title.Reveal()) {
		t.Errorf("an entry about a family shows its names, the newest view is %q", got[0])
	}
}

func TestTheListOfWhatHappenedIsReachedFromThePreferencesAndLeadsBack(t *testing.T) {
	u := atWork(t)
	family := u.shell.book.Rows(record.KindHousehold)[0]
	u.shell.Open(record.KindHousehold, family.ID)
	u.press(u.p.T("shell.rail.preferences"))
	u.press(u.p.T("preferences.log.open"))
	u.sees(u.p.T("logbook.title"), u.p.T("logbook.proof"), u.p.T("log.kind.household"), family.Title.Reveal())
	u.press(u.p.T("logbook.filter.viewed"))
	u.sees(family.Title.Reveal())
	u.shell.page.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if at := u.shell.trail.here; at.kind != record.KindHousehold || at.id != family.ID {
		u.shell.Back()
		t.Fatalf("Enter on the newest view leads to %+v", at)
	}
	u.key(fyne.KeyEscape)
	u.sees(u.p.T("logbook.title"))
	u.ctrl(fyne.KeyL)
	u.misses(family.Title.Reveal())
	u.unlock()
	u.sees(u.p.T("logbook.title"))
	u.key(fyne.KeyEscape)
	u.sees(u.p.T("preferences.title"))
}

// number types a number into every field but days: what holds words holds it as well, and so do counts. It reports how many.
func (u *person) number() (fields int) {
	u.t.Helper()
	for _, s := range u.screen() {
		e, ok := s.of.(*rtl.Entry)
		day := slices.ContainsFunc(s.in, func(o fyne.CanvasObject) bool {
			_, is := o.(*form.DateField)
			return is
		})
		if !ok || day || e.Disabled() {
			continue
		}
		u.shell.win.Canvas().Focus(e)
		e.SelectAll()
		u.types(strconv.Itoa(11 + fields))
		fields++
	}
	return fields
}

// The lock that comes with the computer's sleep finds people in the middle of anything.
func TestASleepKeepsWhatIsBeingChangedInEveryRecord(t *testing.T) {
	u, c := atComputer(t)
	for _, kind := range []record.Kind{
		record.KindHousehold, record.KindPerson, record.KindContact, record.KindConcern, record.KindMeeting, record.KindPartner, record.KindRequest,
	} {
		t.Run(kind.String(), func(t *testing.T) {
			u.t = t
			rows := slices.DeleteFunc(slices.Clone(u.shell.book.Rows(kind)), func(r record.Row) bool {
				return kind == record.KindConcern && r.Detail.Reveal() == string(record.LevelDanger) // its page has only telephone numbers
			})
			u.shell.Edit(kind, rows[0].ID)
			if u.number() == 0 {
				t.Fatal("there is nothing to write in")
			}
			before := u.written()
			c.hear(func() {})
			u.sees(u.p.T("unlock.locked.kept"))
			u.unlock()
			after := u.written()
			for i := range after {
				after[i] = strings.TrimSuffix(after[i], ":00") // 13 is a time of day too
			}
			if !slices.Equal(before, after) {
				t.Errorf("before the sleep %q, after it %q", before, after)
			}
			u.shell.Back()
		})
	}
}
