package ui

import (
	"slices"
	"testing"

	"schakel/internal/record"
)

// An erasure goes from the family's page to the quiet page afterwards, and nothing leads back to what is gone.
func TestErasingAFamilyInTheWindow(t *testing.T) {
	u := atWork(t)
	b := u.shell.book
	rows := b.Rows(record.KindHousehold)
	i := slices.IndexFunc(rows, func(r record.Row) bool { return r.Title.Reveal() == "El Amrani" })
	home := rows[i].ID
	u.shell.Go("people")
	u.shell.Open(record.KindHousehold, home)
	u.press(u.p.T("people.page.erase"))
	u.sees(u.p.T("erasing.goes.title"), "Fatima El Amrani", u.p.T("erasing.copies.whole"))
	u.press(u.p.T("erasing.confirm.not"))
	u.sees(u.p.T("people.page.contact"))
	u.press(u.p.T("people.page.erase"))
	u.fill(u.p.T("erasing.confirm.label", "Word", u.p.T("erasing.confirm.word")), "WISSEN")
	u.press(u.p.T("erasing.confirm.do"))
	u.sees(u.p.T("erasing.done.title"))
	u.misses("Fatima El Amrani")
	if u.kicks == 0 {
		t.Error("recalls wait for the next round")
	}
	if _, err := b.Family(t.Context(), home); err == nil {
		t.Fatal("the family is still there")
	}
	u.press(u.p.T("erasing.texts.open")) // a text of somebody else, and back to what is left to do
	u.shell.Back()
	u.sees(u.p.T("erasing.done.title"))
	u.shell.Lock()
	u.unlock()
	u.sees(u.p.T("shell.rail.people"))
	u.misses(u.p.T("erasing.done.title"), u.p.T("erasing.goes.title"))
	for n := len(u.shell.trail.before); n >= 0; n-- {
		if at := u.shell.trail.here; at.id == home {
			t.Error("the way back leads to what is gone")
		}
		u.shell.Back()
	}
}

// A page that is left before the word is typed is made anew, in the language of the moment.
func TestErasingAPersonIsAskedInTheLanguageOfTheMoment(t *testing.T) {
	u := atWork(t)
	i := slices.IndexFunc(u.shell.book.Rows(record.KindPerson), func(r record.Row) bool { return r.Title.Reveal() == "Fatima El Amrani" })
	u.shell.Open(record.KindPerson, u.shell.book.Rows(record.KindPerson)[i].ID)
	u.press(u.p.T("people.page.erase"))
	u.sees(u.p.T("erasing.title.person"))
	u.shell.SetLanguage("tr")
	u.words("tr")
	u.sees(u.p.T("erasing.title.person"), u.p.T("erasing.confirm.do"))
}
