package ui

import (
	"testing"

	"schakel/internal/record"
)

func TestFromTheFamilyToWhatIsHeldAboutItAndBack(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		t.Run(tag, func(t *testing.T) {
			u := atWork(t)
			u.words(tag)
			u.shell.SetLanguage(tag)
			p := u.shell.p
			var home record.Row
			for _, r := range u.shell.book.Rows(record.KindHousehold) {
				if r.Title.Reveal() == "El Amrani" {
					home = r
				}
			}
			u.shell.Open(record.KindHousehold, home.ID)
			u.press(p.T("people.paper.access"))
			u.sees(p.T("insight.intro"), p.T("insight.make"), p.T("insight.choice.out"))
			u.shell.Lock()
			u.unlock()
			u.sees(p.T("insight.intro"))
			u.shell.Back()
			u.sees(p.T("people.paper"))
		})
	}
}

func TestMensenLeadsToNogNodigAndThatToTheFamily(t *testing.T) {
	u := atWork(t)
	u.shell.Go("people")
	u.press(u.shell.p.T("retention.title"))
	u.sees(u.shell.p.T("retention.term"))
	if u.shell.trail.here.dest != DestPeople || u.shell.trail.here.sub != subRetention {
		t.Errorf("%+v", u.shell.trail.here)
	}
	u.shell.Back()
	u.sees(u.shell.p.T("people.new.family"))
}
