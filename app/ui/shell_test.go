package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/app/ui/unlock"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/rehearsal"
	"schakel/internal/settings"
)

// atWork is a person with the store open, the recovery code given and the invented families in it.
func atWork(t *testing.T) *person {
	t.Helper()
	u := sitDown(t)
	b, err := book.Create(u.shell.deps.Place.Store, []byte(passphrase), u.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	if err := rehearsal.Fill(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	u.shell.Opened(b)
	return u
}

// entries are the fields that can be seen, without those that search.
func (u *person) entries() []*rtl.Entry {
	var all []*rtl.Entry
	for _, s := range u.screen() {
		e, ok := s.of.(*rtl.Entry)
		searches := slices.ContainsFunc(s.in, func(o fyne.CanvasObject) bool { _, is := o.(*form.Search); return is })
		if ok && !searches && !e.Disabled() {
			all = append(all, e)
		}
	}
	return all
}

func (u *person) written() []string {
	var all []string
	for _, e := range u.entries() {
		all = append(all, e.Text())
	}
	return all
}

// unlock types the passphrase on the locked page.
func (u *person) unlock() {
	u.t.Helper()
	u.types(passphrase + "\n")
	if u.shell.book == nil {
		u.t.Fatalf("still locked:\n%s", strings.Join(u.texts(), "\n"))
	}
}

func TestLockingKeepsEveryEntryWordForWord(t *testing.T) {
	u := atWork(t)
	family := u.shell.book.Rows(record.KindHousehold)[0].ID
	for _, c := range []struct {
		kind  record.Kind
		about record.ID
	}{
		{record.KindMeeting, record.ID{}}, {record.KindContact, family}, {record.KindContact, record.ID{}}, {record.KindRequest, record.ID{}},
		{record.KindHousehold, record.ID{}}, {record.KindPerson, record.ID{}}, {record.KindPerson, family}, {record.KindConcern, family},
		{record.KindPartner, record.ID{}},
	} {
		t.Run(fmt.Sprintf("%s/%v", c.kind, !c.about.Zero()), func(t *testing.T) {
			u.t = t
			u.shell.New(c.kind, c.about)
			fields := u.entries()
			if len(fields) == 0 {
				t.Fatal("there is nothing to type in")
			}
			for i, e := range fields {
				u.shell.win.Canvas().Focus(e)
				u.types(fmt.Sprintf("Nazlı’s  «%d» كلمة", i))
			}
			before := u.written()
			u.ctrl(fyne.KeyL)
			u.misses("Nazlı")
			u.sees(u.p.T("unlock.locked.kept"))
			u.unlock()
			if after := u.written(); !slices.Equal(before, after) {
				t.Errorf("before the lock %q, after it %q", before, after)
			}
			u.shell.Back()
		})
	}
}

func TestAnotherLanguageKeepsWhatWasTyped(t *testing.T) {
	u := atWork(t)
	family := u.shell.book.Rows(record.KindHousehold)[0].ID
	u.shell.New(record.KindContact, family)
	u.fill(u.p.T("people.contact.note"), "Elif belt morgen terug.")
	u.press(u.p.T("shell.rail.preferences"))
	u.press("Türkçe")
	u.words("tr")
	u.sees(u.p.T("preferences.title"), u.p.T("shell.rail.people"))
	u.shell.Back()
	if got := u.reading(u.p.T("people.contact.note")); got != "Elif belt morgen terug." {
		t.Errorf("the draft is %q", got)
	}
	if got := u.shell.deps.Settings.Language(); got != "tr" {
		t.Errorf("kept language %q", got)
	}
}

func TestKeysThatWorkEverywhere(t *testing.T) {
	u := atWork(t)
	p := u.p
	u.press(p.T("shell.rail.people"))
	family := u.shell.book.Rows(record.KindHousehold)[0]
	u.shell.Open(record.KindHousehold, family.ID)
	u.sees(p.T("people.page.contact"))
	u.key(fyne.KeyEscape)
	u.sees(p.T("people.title"))

	u.shell.Open(record.KindHousehold, family.ID)
	u.ctrl(fyne.KeyK)
	u.types(family.Title.Reveal())
	u.sees(p.Value("record.kind", "household"))
	u.key(fyne.KeyReturn)
	if at := u.shell.trail.here; at.kind != record.KindHousehold {
		t.Errorf("Enter in the search leads to %+v", at)
	}

	u.ctrl(fyne.KeyN)
	for _, kind := range newKinds() {
		u.sees(p.Value("shell.new.kind", kind.String()))
	}
	u.key(fyne.KeyEscape)
	u.misses(p.Value("shell.new.kind", "request"))
	u.ctrl(fyne.KeyN)
	u.key(fyne.KeyReturn)
	u.sees(p.T("meeting.form.title"))
	u.key(fyne.KeyEscape)

	for i, d := range Destinations() {
		u.ctrl(fyne.KeyName(fmt.Sprint(i + 1)))
		if u.shell.trail.here != (place{dest: d}) {
			t.Errorf("Ctrl+%d leads to %+v", i+1, u.shell.trail.here)
		}
	}
	u.ctrl(fyne.KeyL)
	u.sees(p.T("unlock.locked.welcome"))
	u.ctrl(fyne.KeyK) // does nothing while it is locked
	u.sees(p.T("unlock.locked.welcome"))
}

func TestAWrongPassphraseIsOneSentenceAndLosesNothing(t *testing.T) {
	u := atWork(t)
	families := len(u.shell.book.Rows(record.KindHousehold))
	u.ctrl(fyne.KeyL)
	before := len(u.texts())
	for range 5 {
		u.types("dit is hem niet\n")
		if now := len(u.texts()); now != before+1 {
			t.Fatalf("%d texts more on the page, want one sentence:\n%s", now-before, strings.Join(u.texts(), "\n"))
		}
		if e, ok := u.focused().(*rtl.Entry); !ok {
			t.Fatal("the field has lost the keyboard")
		} else {
			e.SelectAll()
		}
	}
	u.unlock()
	if got := len(u.shell.book.Rows(record.KindHousehold)); got != families {
		t.Errorf("%d families, were %d", got, families)
	}
}

func TestTypingKeepsTheWindowOpen(t *testing.T) {
	u := atWork(t)
	u.clock = time.Date(2026, 11, 24, 20, 0, 0, 0, time.Local)
	u.shell.New(record.KindContact, u.shell.book.Rows(record.KindHousehold)[0].ID)
	u.shell.noticed()
	for range 10 {
		u.clock = u.clock.Add(time.Minute)
		u.types("a")
		u.shell.noticed()
	}
	if lock, _ := u.shell.idle.due(u.now()); lock {
		t.Error("locked while the person typed a letter a minute")
	}
	u.clock = u.clock.Add(6 * time.Minute)
	u.shell.noticed()
	if lock, _ := u.shell.idle.due(u.now()); !lock {
		t.Error("not locked after six minutes of nothing")
	}
	test.MoveMouse(u.shell.win.Canvas(), fyne.NewPos(700, 600))
	if lock, _ := u.shell.idle.due(u.now()); lock {
		t.Error("moving the mouse is no touch")
	}
}

func TestASecondStartSaysThatItIsOpenAlready(t *testing.T) {
	u := atWork(t)
	d := u.shell.deps
	second, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	u.shell, d = second, u.shell.deps
	text, _ := u.p.Fault(bookOpenElsewhere(t, d))
	u.sees(text)
	u.types(passphrase + "\n")
	if second.book != nil {
		t.Fatal("opened twice")
	}
	u.sees(text)
}

// bookOpenElsewhere is the fault of opening what is open.
func bookOpenElsewhere(t *testing.T, d Deps) error {
	t.Helper()
	_, err := book.Open(d.Place.Store, keyfile.Passphrase([]byte(passphrase)), d.Book)
	if err == nil {
		t.Fatal("opened twice")
	}
	return err
}

// everywhere is every page there is: the destinations, a few records of each kind as a page and as an entry, and new entries.
func everywhere(b *book.Book) []place {
	all := []place{
		{dest: DestPreferences}, {dest: DestPreferences, sub: subLog}, {dest: DestMeetings, sub: subCalendar}, {dest: DestMeetings, sub: subWords},
		{dest: DestReferrals, sub: subCards}, {dest: DestPeople, sub: subTold}, {dest: DestPeople, sub: subRetention}, {dest: DestSummaries, sub: subYear},
		{dest: DestToday, sub: subLoad}, {dest: DestPreferences, sub: subHanding},
		{dest: DestPeople, sub: subContacts}, {dest: DestPeople, sub: subWeek},
		{dest: DestSummaries, sub: subHours},
	}
	for _, d := range Destinations() {
		all = append(all, place{dest: d})
	}
	family := b.Rows(record.KindHousehold)[0].ID
	for _, kind := range []record.Kind{
		record.KindHousehold, record.KindPerson, record.KindContact, record.KindConcern, record.KindReferral, record.KindMeeting,
		record.KindPartner, record.KindRequest, record.KindFeedback,
	} {
		states := map[string]bool{}
		for _, row := range b.Rows(kind) {
			if states[row.State] || len(states) == 4 {
				continue
			}
			states[row.State] = true
			all = append(all, place{dest: destOf(kind), kind: kind, id: row.ID})
			if len(states) == 1 && kind != record.KindFeedback {
				all = append(all, place{dest: destOf(kind), kind: kind, id: row.ID, entry: true})
			}
		}
		if kind != record.KindFeedback {
			all = append(all, place{dest: destOf(kind), kind: kind, entry: true}, place{dest: destOf(kind), kind: kind, entry: true, about: family})
		}
	}
	return all
}

// settle lays everything out once more, which the real window does with every frame in which a least size has changed.
func (u *person) settle() {
	w := u.shell.win
	size := w.Canvas().Size()
	w.Resize(size.AddWidthHeight(1, 1))
	w.Resize(size)
}

// cut lists the texts of which a piece is drawn beyond its own box, or beyond the side of the window.
func (u *person) cut() []string {
	var all []string
	width := u.shell.win.Canvas().Size().Width
	driver := fyne.CurrentApp().Driver()
	for _, s := range u.screen() {
		text, ok := s.of.(*rtl.Text)
		if !ok || s.text == "" {
			continue
		}
		at, size := driver.AbsolutePositionForObject(text), text.Size()
		for _, o := range test.WidgetRenderer(text).Objects() {
			piece, ok := o.(*canvas.Text)
			if !ok || strings.TrimSpace(piece.Text) == "" {
				continue
			}
			from, has := piece.Position(), piece.MinSize()
			switch left := at.X + from.X; {
			case from.X < -2 || from.X+has.Width > size.Width+2:
				all = append(all, fmt.Sprintf("%q is wider than its box: %v in %v", s.text, from.X+has.Width, size.Width))
			case left < -2 || left+has.Width > width+2:
				all = append(all, fmt.Sprintf("%q lies from %v to %v in a window of %v", s.text, left, left+has.Width, width))
			case from.Y+has.Height > size.Height+has.Height/2:
				all = append(all, fmt.Sprintf("%q is higher than its box: %v in %v", s.text, from.Y+has.Height, size.Height))
			default:
				continue
			}
			break
		}
	}
	return all
}

func TestEveryPageFitsInTheSmallestWindowWithTheLargestLetters(t *testing.T) {
	u := atWork(t)
	for _, c := range []struct {
		name   string
		facing i18n.Direction
		step   int
	}{
		{"letters of step 5", i18n.LeftToRight, settings.LargestStep}, {"from right to left", i18n.RightToLeft, settings.UsualStep},
		{"from right to left at step 5", i18n.RightToLeft, settings.LargestStep},
	} {
		t.Run(c.name, func(t *testing.T) {
			u.t = t
			s := u.shell
			s.win.Resize(fyne.NewSize(settings.SmallestWidth, settings.SmallestHigh))
			s.deps.Settings.SetTextStep(c.step)
			s.p = u.p.Facing(c.facing)
			s.Restyle()
			for _, at := range everywhere(s.book) {
				s.goTo(at)
				u.settle()
				if len(s.frame.over.Objects) > 0 {
					t.Errorf("%s %s entry=%v: %s", at.dest, at.kind, at.entry, strings.Join(u.texts(), "\n"))
				}
				for _, line := range u.cut() {
					t.Errorf("%s %s entry=%v about=%v: %s", at.dest, at.kind, at.entry, !at.about.Zero(), line)
				}
			}
		})
	}
}

func TestAnotherLanguageAtTheFirstStartKeepsTheName(t *testing.T) {
	u := sitDown(t)
	u.shell.first.Fill(unlock.Start{Title: "sleutelpersoon", Name: "Samira"})
	u.shell.SetLanguage("tr")
	if got := u.shell.first.Typed(); got.Name != "Samira" || got.Title != "sleutelpersoon" {
		t.Errorf("after another language: %+v", got)
	}
}
