package referrals

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/app/ui/versions"
	"schakel/internal/export"
	"schakel/internal/record"
)

// type fills in the entry that stands in the first field with a label.
func (w *world) fill(v interface{ Content() fyne.CanvasObject }, label, text string) {
	w.t.Helper()
	var found *rtl.Entry
	walk(v.Content(), func(o fyne.CanvasObject) {
		if f, ok := o.(*form.Field); ok && found == nil && strings.HasPrefix(uitest.Said(o), label) {
			if all := uitest.Seen[*rtl.Entry](f); len(all) > 0 {
				found = all[0]
			}
		}
	})
	if found == nil {
		w.t.Fatalf("no field %q on\n%s", label, uitest.Said(v.Content()))
	}
	found.SetText(text)
	if found.OnChanged != nil {
		found.OnChanged(text)
	}
}

// school is a partner without a connection, for children from 9 to 12, in another gemeente.
func (w *world) school() *record.Partner {
	p := &record.Partner{
		Type: record.PartnerSchool, Name: record.Text("De Regenboog"), Norm: 5, AgeFrom: 9, AgeTo: 12, Municipality: "GM0344",
		Criteria: record.Text("Kinderen van de school"), Hours: record.Text("schooldagen 8 tot 16 uur"), Phone: record.Text("010 123 4567"),
		Officers: []record.Officer{{First: record.Text("Joke"), To: w.Today().Add(-1)}},
	}
	w.must(w.SavePartner(w.t.Context(), p))
	return p
}

func TestPreparingAdviceAndWhatWasTold(t *testing.T) {
	w := newWorld(t)
	w.partner = w.school()
	w.home.Municipality = "GM0599"
	w.must(w.SaveFamily(t.Context(), w.home, nil))
	v := w.start()
	v.partner(w.partner.ID)
	w.sees(v, "Past dit?", "Emre is 8 jaar. Zij helpen vanaf 9 jaar.", "andere gemeente", "Kinderen van de school", "schooldagen 8 tot 16 uur", "Turks")
	w.press(v, "twijfels wegnemen")
	w.press(v, "twijfels wegnemen") // ticks it
	w.fill(v, "Iets anders", "Samen langs het gebouw gelopen")
	w.press(v, "Erbij zetten")
	w.shot("side-prepare")
	page, err := w.ReferralPage(t.Context(), w.ref.ID)
	w.must(err)
	steps := page.Referral.Steps
	if len(steps) != 2 || steps[0].On != w.Today() || steps[1].Text.Reveal() != "Samen langs het gebouw gelopen" || page.Referral.State != record.ReferralPreparing {
		t.Errorf("%s %+v", page.Referral.State, steps)
	}
	w.press(v, "Verbeteren")
	w.fill(v, "Wat al gedaan is", "Bij de huisarts geweest.")
	w.fill(v, "Wie is al betrokken?", "school\nhuisarts")
	w.shot("told")
	w.press(v, "Opschrijven")
	w.sees(v, "Bij de huisarts geweest.", "school, huisarts")
	w.press(v, "Zet erbij wie betrokken is")
	f, err := w.Family(t.Context(), w.home.ID)
	w.must(err)
	page, err = w.ReferralPage(t.Context(), w.ref.ID)
	w.must(err)
	if f.Household.Tried.Reveal() != "Bij de huisarts geweest." || len(f.Household.Involved) != 2 || !strings.Contains(page.Referral.Done.Reveal(), "huisarts geweest.\nschool, huisarts") {
		t.Errorf("%q %q", f.Household.Tried.Reveal(), page.Referral.Done.Reveal())
	}
}

func TestTheDayOfGoingAlong(t *testing.T) {
	w := newWorld(t)
	w.partner = w.school()
	v := w.start()
	v.partner(w.partner.ID)
	w.press(v, "samen erheen")
	w.sees(v, "Samen op pad", "De dag staat nog niet vast.")
	w.press(v, "Lijst openen")
	w.shot("along-empty")
	w.fill(v, "Hoe laat?", "25:99")
	w.press(v, "papieren")
	w.press(v, "Opschrijven")
	w.sees(v, "papieren") // still there: the time is wrong
	w.fill(v, "Hoe laat?", "10:00")
	w.fill(v, "Waar?", "Schoolstraat 2")
	w.shot("along")
	w.press(v, "Briefje printen")
	page, err := w.ReferralPage(t.Context(), w.ref.ID)
	w.must(err)
	day := page.Referral.Along
	if day.At != "10:00" || day.Where.Reveal() != "Schoolstraat 2" || len(day.Items) != 1 || !day.Items[0].Done || page.Referral.Method != record.MethodAlong {
		t.Errorf("%+v", day)
	}
	if len(w.shell.printed) != 1 {
		t.Fatal("no slip was printed")
	}
	for _, name := range []string{"Elif", "Emre", "Yıldız"} {
		if strings.Contains(strings.Join(paper(w.shell.printed[0]), " "), name) {
			t.Errorf("the slip names %s", name)
		}
	}
}

func TestTheParentGoesAlone(t *testing.T) {
	w := newWorld(t)
	w.partner = w.school()
	v := w.start()
	v.partner(w.partner.ID)
	v.typed(func(r *record.Referral) { r.Reason = record.Text("slapen") })
	w.press(v, "de ouder gaat zelf")
	w.press(v, "Pagina openen")
	w.sees(v, "De Regenboog: oraya böyle gidersiniz", "010 123 4567", "Turks, graag met tolk", "slapen", "Samira, 06 1111 2222")
	w.shot("self")
	w.press(v, "Printen")
	if got := strings.Join(paper(w.shell.printed[0]), "\n"); !strings.Contains(got, "Turks, graag met tolk") || w.shell.printed[0].Lang != "tr" {
		t.Errorf("%s: %s", w.shell.printed[0].Lang, got)
	}
	v.shut()
	v.to(stepExact)
	w.press(v, "De ouder meldt zich zelf aan")
	w.press(v, "Opschrijven")
	w.sees(v, "zelf gegaan")
}

func TestADayThatCannotBeIsSaidBesideIt(t *testing.T) {
	w := newWorld(t)
	w.partner = w.school()
	v := w.start()
	v.partner(w.partner.ID)
	v.to(stepExact)
	w.press(v, "Overgedragen")
	w.press(v, "aan de telefoon")
	w.press(v, "Aangekomen")
	w.press(v, "gisteren")
	w.press(v, "de ouder")
	w.sees(v, "De stap hiervoor was later dan deze dag.")
	w.shot("day-wrong")
	w.press(v, "vandaag")
	w.press(v, "de ouder")
	w.sees(v, "Aangekomen op", "volgens: de ouder", "aangekomen (de ouder)", "aan de telefoon")
	w.press(v, "Het gezin wacht op hulp")
	w.press(v, "gisteren")
	w.press(v, "Opschrijven")
	w.sees(v, "Het gezin wacht 1 dag.")
	w.press(v, "De hulp is begonnen")
	w.press(v, "Opschrijven")
	w.press(v, "De hulp is klaar")
	w.press(v, "Opschrijven")
	w.shot("completed")
	w.press(v, "Contact houden")
	w.sees(v, "Weer contact op")
	w.press(v, "Bedankje opschrijven")
	w.press(v, "Zonder jouw voorwerk")
	w.shot("thanks")
	w.press(v, "de partner")
	w.sees(v, "“Zonder jouw voorwerk was dit gezin niet gekomen.”")
	got, err := w.Recognitions(t.Context(), w.Today().Add(-1), w.Today())
	w.must(err)
	if len(got) != 1 || got[0].From != record.ThanksPartner || got[0].Referral != w.ref.ID {
		t.Errorf("%+v", got)
	}
}

// aftercare brings the referral to after help, without the page.
func (w *world) aftercare(id record.ID) {
	w.t.Helper()
	for _, m := range []record.Move{
		{Do: record.ReferralHandOver, Method: record.MethodPhone}, {Do: record.ReferralArrive, By: record.ArrivalWitness}, {Do: record.ReferralStartHelp},
		{Do: record.ReferralComplete}, {Do: record.ReferralCare},
	} {
		w.must(w.MakeMove(w.t.Context(), id, m))
	}
}

func TestFourQuestionsInTheParentsLanguage(t *testing.T) {
	w := newWorld(t)
	w.partner = w.school()
	v := w.start()
	v.partner(w.partner.ID)
	w.aftercare(w.ref.ID)
	v.Changed(t.Context())
	w.press(v, "Vragen voorlezen")
	w.sees(v, "Sonuç olarak ne görüyorsunuz?", "Wat ziet u als resultaat?", "çok daha iyi", "Liever niet", "yalnızca sayılır")
	w.shot("voice")
	w.press(v, "çok daha iyi")
	w.press(v, "Tellen")
	w.sees(v, "Het antwoord is geteld en staat niet bij dit gezin.")
	if strings.Contains(uitest.Said(v.Content()), "veel beter") || strings.Contains(uitest.Said(v.Content()), "Vragen voorlezen") {
		t.Error("the answer stands beside the family, or is asked again")
	}
	if err := w.Voice(t.Context(), w.ref.ID, nil); err == nil {
		t.Error("it was counted twice")
	}
	l := New(w, w.shell, w.printer(), task.Inline)
	w.show(l.Content())
	l.Shown(t.Context())
	w.press(l, "wat ouders zeggen")
	w.sees(l, "Er zijn nog te weinig antwoorden om te laten zien.")
}

func TestAPartnerAsksTheWorkerAlong(t *testing.T) {
	w := newWorld(t)
	w.partner = w.school()
	e := NewEntry(w, w.shell, w.printer(), task.Inline, record.ID{}, w.partner.ID)
	w.show(e.Content())
	e.Shown(t.Context())
	w.press(e, "Opschrijven")
	w.sees(e, "Vul dit in.")
	w.fill(e, "De vraag in één regel", "Wil je mee naar een gesprek?")
	w.press(e, "meegaan naar een gesprek")
	w.shot("invite-new")
	w.press(e, "Opschrijven")
	w.ref = &record.Referral{Head: record.Head{ID: w.shell.saved}}
	v := w.open()
	w.sees(v, "H-0001", "De Regenboog", "Wil je mee naar een gesprek?", "Wie heeft de leiding?", "casusregie", "geheimhouding", "VOG", "vrijwilligersvergoeding")
	w.shot("invite")
	w.press(v, "Ja, ik kom")
	w.sees(v, "Vraag eerst wie de leiding heeft.")
	w.shot("invite-lead")
	v.save = task.NewDebounce(task.Inline, time.Nanosecond, v.keep)
	w.fill(v, "Wie heeft de leiding?", "Tess Koolhaas")
	v.settle()
	w.press(v, "Ja, ik kom")
	w.press(v, "Opschrijven")
	w.sees(v, "Je zei ja op", "Over welk gezin gaat het?")
	w.shot("invite-yes")
	w.must(w.NameFamily(t.Context(), w.ref.ID, w.home.ID))
	v.Changed(t.Context())
	w.press(v, "Ik ging mee")
	w.press(v, "ik was erbij")
	w.sees(v, "aangekomen (ik was erbij)")
	no, err := w.Invited(t.Context(), w.partner.ID, record.ID{}, w.Today().Add(-3), record.Invite{What: record.Text("Kun je tolken?")})
	w.must(err)
	w.ref = no
	v = w.open()
	w.sees(v, "Gevraagd: 3 dagen geleden.")
	w.press(v, "Nee, deze keer niet")
	w.press(v, "geen tijd")
	w.sees(v, "Je zei nee op", "geen tijd", "Nee is een goed antwoord.")
	w.shot("invite-no")
}

func TestTwoVersionsAreLaidSideBySide(t *testing.T) {
	w := newWorld(t)
	v := w.start()
	v.save = task.NewDebounce(task.Background, time.Hour, v.keep)
	v.typed(func(r *record.Referral) { r.Wants = record.Text("Rust in huis.") })
	elsewhere := func(text string) {
		page, err := w.ReferralPage(t.Context(), w.ref.ID)
		w.must(err)
		page.Referral.Wants = record.Text(text)
		w.must(w.SaveReferral(t.Context(), page.Referral))
	}
	elsewhere("Hulp op school.")
	v.settle()
	w.sees(v, "Dit is intussen veranderd", "Rust in huis.", "Hulp op school.")
	w.shot("conflict")
	v.Hidden() // the page goes away before the answer: what was typed waits
	v = w.open()
	v.save = task.NewDebounce(task.Background, time.Hour, v.keep)
	w.sees(v, "Dit is intussen veranderd", "Rust in huis.", "Hulp op school.")
	w.press(v, "Alles van mij")
	w.press(v, "Ga hiermee verder")
	kept := func() string {
		page, err := w.ReferralPage(t.Context(), w.ref.ID)
		w.must(err)
		return page.Referral.Wants.Reveal()
	}
	if got := kept(); got != "Rust in huis." {
		t.Errorf("kept %q", got)
	}
	v.typed(func(r *record.Referral) { r.Wants = record.Text("Allebei.") })
	elsewhere("Weer anders.")
	v.Hidden()
	if got := kept(); got != "Weer anders." {
		t.Errorf("leaving overwrote it with %q", got)
	}
	v = w.open()
	w.sees(v, "Dit is intussen veranderd", "Allebei.", "Weer anders.")
	w.press(v, "Alles zoals het er nu staat")
	w.press(v, "Ga hiermee verder")
	if got := kept(); got != "Weer anders." || strings.Contains(uitest.Said(v.Content()), "Dit is intussen veranderd") {
		t.Errorf("kept %q", got)
	}
}

func TestTheListBySideThatIsNext(t *testing.T) {
	w := newWorld(t)
	w.partner = w.school()
	v := w.start()
	v.partner(w.partner.ID)
	_, err := w.Invited(t.Context(), w.partner.ID, record.ID{}, w.Today().Add(-9), record.Invite{What: record.Text("Kun je tolken?")})
	w.must(err)
	w.must(w.WaitsForHelp(t.Context(), w.ref.ID, w.Today().Add(-2)))
	l := New(w, w.shell, w.printer(), task.Inline)
	w.show(l.Content())
	l.Shown(t.Context())
	w.sees(l, "2 open", "aan zet: jij", "wacht op hulp")
	w.press(l, "gevraagd aan jou")
	w.sees(l, "Kun je tolken?", "vraag aan jou")
	if n := len(l.state.shown); n != 1 {
		t.Errorf("%d questions", n)
	}
	w.shot("list-invited")
	aged, err := w.Ageing(t.Context())
	w.must(err)
	if len(aged) != 2 || aged[0].Way != record.WayIn || aged[0].Days != 9 || !aged[1].Waits {
		t.Errorf("%+v", aged)
	}
}

func TestStoppingNeedsNoConsent(t *testing.T) {
	w := newWorld(t)
	w.partner = w.school()
	v := w.start()
	v.partner(w.partner.ID)
	w.must(w.MakeMove(t.Context(), w.ref.ID, record.Move{Do: record.ReferralHandOver, Method: record.MethodInPerson}))
	v.Changed(t.Context())
	w.press(v, "Stoppen: het gaat niet door")
	w.shot("stop")
	w.press(v, "De ouder wil het niet meer")
	w.sees(v, "ingetrokken (de ouder)")
}

// paper is every text of a document.
func paper(doc export.Document) []string {
	all := []string{doc.Title, doc.Subtitle, doc.Footer}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case export.KeyValues:
			for _, row := range b.Rows {
				all = append(all, row.Label, row.Value)
			}
		case export.Paragraph:
			all = append(all, b.Text)
		}
	}
	return all
}

// Every field that can be written on the page is asked about; what is none of its fields is named here.
func TestEveryFieldOfAReferralIsInAChoice(t *testing.T) {
	w := newWorld(t)
	v := w.start()
	all := append(strings.Fields(strings.Join(referralFields(), " ")), strings.Fields("number way household concern parent children along waitingSince delivery state "+
		"declined declineNote closed askedOn sentOn answeredOn arrival arrivedOn helpOn careNext voiced thanks history")...)
	fields := versions.Fields(&record.Referral{})
	slices.Sort(all)
	slices.Sort(fields)
	if n := len(v.road.written(v.road.ref())); !slices.Equal(all, fields) || n != len(referralFields()) {
		t.Errorf("%q, of %q; %d facts", all, fields, n)
	}
}
