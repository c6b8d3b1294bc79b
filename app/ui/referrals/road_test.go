package referrals

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/record"
)

// TestTheWholeRoad goes from a worry to an answer and back through the buttons of the page.
func TestTheWholeRoad(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.shot("to-empty")
	v.partner(w.partner.ID)
	v.typed(func(r *record.Referral) { r.Reason = record.Text("kennismaken en meedenken over slapen") })
	w.press(v, "ik ga mee")
	w.sees(v, "Naar wie en waarom?", "Marieke")
	w.shot("to")
	w.press(v, "Wat gaat mee")
	w.sees(v, "Dit blijft bij jou", "blijft hier")
	w.shot("what-off")
	for _, g := range []string{"naam van de ouder", "telefoon", "taal en tolk", "kind: voornaam", "waarvoor", "vraag van het gezin", "wat gaat goed", "hoe we beginnen"} {
		w.press(v, g)
	}
	w.shot("what")
	w.press(v, "Wie zegt ja")
	w.sees(v, "Elif, moeder", "Murat, vader", "nog niet gevraagd")
	w.shot("who")
	w.press(v, "Precies dit")
	if b := find(v.Content(), "Verstuur naar Marieke"); b == nil || !b.Disabled() {
		t.Error("it can be sent before anybody agreed")
	}
	w.sees(v, "Eerst nog vragen aan Elif en Murat.")
	w.press(v, "Wie zegt ja")
	w.press(v, "Voorlezen")
	w.sees(v, "Voorlezen aan Elif", "Evet, izin veriyorum", "Ja, dit mag", "Marieke, CJG Zuiderwijk")
	w.shot("aloud")
	w.press(v, "Evet, izin veriyorum")
	w.sees(v, "Mag ik van Marieke horen")
	w.shot("hear")
	w.press(v, "Evet, söyleyebilir")
	w.sees(v, "zei ja, voorgelezen")
	w.press(v, "Op papier")
	w.shot("paper1")
	w.press(v, "Verder")
	w.shot("paper2")
	w.press(v, "Verder")
	w.sees(v, "06 1234 5678, liefst na 14.00 uur")
	w.shot("paper3")
	w.press(v, "Printen")
	w.press(v, "Verder")
	w.shot("paper4")
	w.press(v, "Ja, dit mag")
	w.press(v, "Ja, dat mag")
	w.sees(v, "Precies dit gaat mee", "Elif Yıldız", "Emre, 8 jaar", "Wie zei ja", "Turks, graag met tolk", "Dit is geen melding bij Veilig Thuis")
	w.shot("exact")
	w.press(v, "Verstuur naar Marieke")
	w.sees(v, "Wacht op verbinding")
	w.shot("waits")
	w.deliver()
	v.Changed(t.Context())
	w.sees(v, "Verstuurd naar Marieke", "bewijs is er", "Aangekomen", "Toestemming intrekken")
	w.shot("sent")
	w.must(w.office.Inbox.OpenPending())
	cases, err := w.office.Inbox.Cases()
	w.must(err)
	w.must(w.office.Inbox.Answer(cases[0].ID, cjg.Answer{State: cjg.StateAccepted, Text: "Wij pakken dit op. Ik bel Elif morgen.", Name: "Marieke"}, "marieke"))
	w.deliver()
	v.Changed(t.Context())
	w.sees(v, "Wij pakken dit op. Ik bel Elif morgen.", "opgepakt")
	w.shot("answered")
	w.press(v, "Aangekomen")
	w.press(v, "ik was erbij")
	w.sees(v, "volgens: ik was erbij", "De hulp is begonnen")
	w.shot("arrived")
	w.press(v, "Toestemming intrekken")
	w.press(v, "Elif, moeder")
	w.shot("withdraw")
	w.press(v, "Alles intrekken")
	w.shot("withdraw-sure")
	w.press(v, "Intrekken")
	w.sees(v, "teruggevraagd aan Marieke van CJG Zuiderwijk")
	w.shot("recalling")
	w.deliver()
	w.must(w.office.Inbox.OpenPending())
	w.must(w.office.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	w.deliver()
	v.Changed(t.Context())
	w.sees(v, "Gewist bij Marieke van CJG Zuiderwijk")
	w.shot("recalled")
	if len(w.shell.printed) != 1 {
		t.Errorf("%d sheets were printed", len(w.shell.printed))
	}
	v.Hidden()
	l := New(w, w.shell, w.printer(), task.Inline)
	w.show(l.Content())
	l.Shown(t.Context())
	w.press(l, "1 klaar")
	w.shot("list")
}

// choose fills in everything but the answers.
func (w *world) choose(v *Page) {
	w.t.Helper()
	v.partner(w.partner.ID)
	v.chosen(func(r *record.Referral) {
		r.Reason, r.Form = record.Text("meedenken over slapen"), record.FormAlong
		r.Groups = []record.FieldGroup{record.GroupName, record.GroupPhone, record.GroupChild, record.GroupReason}
	})
}

func TestADoubtIsRefusedKindly(t *testing.T) {
	w := newWorld(t)
	doubt := &record.Concern{Scope: record.ScopeHousehold, Household: w.home.ID, Level: record.LevelDoubt, Seen: record.Text("Iets klopt niet."), SeenOn: w.Today(), Sources: []record.Source{record.SourceSelf}}
	w.must(w.SaveConcern(t.Context(), doubt))
	e := NewEntry(w, w.shell, w.printer(), task.Inline, record.ID{}, doubt.ID)
	w.show(e.Content())
	e.Shown(t.Context())
	w.sees(e, "Een twijfel of ‘nu gevaar’ wordt nooit verstuurd.", "0800-2000", "112")
	w.shot("refused")
	w.press(e, "Naar de zorg")
	if w.shell.saved != doubt.ID {
		t.Error("the button does not lead to the worry")
	}
}

func TestStartForAFamily(t *testing.T) {
	w := newWorld(t)
	e := NewEntry(w, w.shell, w.printer(), task.Inline, record.ID{}, record.ID{})
	w.show(e.Content())
	e.Shown(t.Context())
	w.sees(e, "Voor welk gezin?", "gezin Yıldız")
	w.shot("start")
	w.press(e, "gezin Yıldız")
	if rows := w.Rows(record.KindReferral); len(rows) != 1 || rows[0].ID != w.shell.saved {
		t.Errorf("no draft was made: %+v", rows)
	}
}

func TestNoIsFinalOnThePage(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	v.to(stepWho)
	w.press(v, "Op papier")
	for range 3 {
		w.press(v, "Verder")
	}
	w.press(v, "Nee, niet delen")
	w.sees(v, "Nee blijft nee")
	w.shot("no")
	w.press(v, "Nee opschrijven")
	w.sees(v, "zei nee", "Nee is een goed antwoord.")
	w.shot("refused-who")
	v.to(stepExact)
	if b := find(v.Content(), "Verstuur naar Marieke"); b == nil || !b.Disabled() {
		t.Error("it can be sent after a no")
	}
}

func TestWhatIsInTheWayLeadsToWhereItIsMended(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	ctx := t.Context()
	w.home.Custody = []record.Custody{{Child: w.child.ID, Custody: record.CustodySole, Holders: []record.ID{w.mother.ID}, Proof: record.ProofSaid}}
	f, err := w.Family(ctx, w.home.ID)
	w.must(err)
	f.Household.Custody = w.home.Custody
	w.must(w.SaveFamily(ctx, f.Household, nil))
	me, err := w.Profile(ctx)
	w.must(err)
	me.Name = record.Private{}
	w.must(w.SaveProfile(ctx, me))
	v := w.start()
	w.choose(v)
	v.to(stepWho)
	w.sees(v, "Jouw naam staat nog niet in Schakel.", "Emre: Wie beslist over het kind, is nog niet zeker.")
	w.shot("hurdles")
	w.press(v, "Naam invullen")
	w.press(v, "Naar het gezin")
	if got := strings.Join(w.shell.opened, " "); got != "preferences "+record.KindHousehold.String() {
		t.Errorf("led to %q", got)
	}
}

func TestWithoutAnEndpointItIsHandedOver(t *testing.T) {
	w := newWorld(t)
	w.partner = &record.Partner{Type: record.PartnerSchool, Name: record.Text("De Regenboog"), Norm: 5, Officers: []record.Officer{{First: record.Text("Joke")}}}
	w.must(w.SavePartner(t.Context(), w.partner))
	v := w.start()
	w.choose(v)
	v.to(stepExact)
	w.sees(v, "Met De Regenboog is geen verbinding afgesproken.", "De ouder meldt zich zelf aan")
	w.shot("hand")
	w.press(v, "Overgedragen")
	w.press(v, "samen erheen")
	w.sees(v, "Overgedragen", "Is het gezin aangekomen bij Joke?")
	w.shot("handed")
	w.press(v, "Niet aangekomen")
	w.press(v, "de ouder")
	w.sees(v, "Opnieuw voorbereiden", "Naar een ander", "Afsluiten")
	w.shot("missed")
	w.press(v, "Naar een ander")
	w.sees(v, "Naar wie en waarom?")
	v.to(stepExact)
	w.press(v, "De ouder meldt zich zelf aan")
	w.press(v, "Opschrijven")
	w.press(v, "Niet aangekomen")
	w.press(v, "de ouder")
	w.press(v, "Afsluiten")
	w.press(v, "Uit het oog verloren")
	w.sees(v, "Afgerond")
	w.shot("closed")
}

func TestItWaitsVisiblyWithoutANetwork(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	for _, id := range []record.ID{w.mother.ID, w.father.ID} {
		w.must(w.Agree(t.Context(), w.ref.ID, book.Agreement{Giver: id, Answer: record.AnswerYes, Way: record.WayPaper}))
	}
	v.Changed(t.Context())
	v.to(stepExact)
	w.press(v, "Verstuur naar Marieke")
	w.stop()
	w.deliver()
	v.Changed(t.Context())
	w.sees(v, "Wacht op verbinding", "Er is nu geen verbinding.", "Nu versturen")
	w.shot("offline")
}

func TestWhatIsTypedIsKeptWhenThePageGoes(t *testing.T) {
	w := newWorld(t)
	v := w.start()
	v.save = task.NewDebounce(task.Background, time.Hour, v.keep)
	v.typed(func(r *record.Referral) { r.Wants = record.Text("Rust in huis.") })
	v.Hidden()
	page, err := w.ReferralPage(t.Context(), w.ref.ID)
	w.must(err)
	if page.Referral.Wants.Reveal() != "Rust in huis." {
		t.Errorf("kept %q", page.Referral.Wants.Reveal())
	}
}

func TestWhatChangedAfterSendingIsShownAgain(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	v := w.start()
	w.choose(v)
	yes := func(id record.ID) {
		w.must(w.Agree(t.Context(), w.ref.ID, book.Agreement{Giver: id, Answer: record.AnswerYes, Way: record.WayPaper}))
	}
	yes(w.mother.ID)
	yes(w.father.ID)
	v.Changed(t.Context())
	v.to(stepExact)
	w.press(v, "Verstuur naar Marieke")
	m, err := w.Person(t.Context(), w.mother.ID)
	w.must(err)
	m.Channels[0].Value = record.Text("06 8765 4321")
	w.must(w.SavePerson(t.Context(), m))
	w.deliver()
	v.Changed(t.Context())
	w.sees(v, "Het kon niet weg", "06 8765 4321")
	w.shot("held")
	yes(w.mother.ID)
	yes(w.father.ID)
	v.Changed(t.Context())
	w.press(v, "Verstuur naar Marieke")
	w.deliver()
	v.Changed(t.Context())
	w.sees(v, "Verstuurd naar Marieke", "06 8765 4321")
}

// A text that names a child that stays out, or somebody else, is pointed at before anybody is asked and above the button that sends. It never
// blocks, and the keyboard does not begin at sending.
func TestANameThatDoesNotGoAlongIsPointedAt(t *testing.T) {
	w := newWorld(t)
	w.enrol()
	sister := &record.Person{As: record.PersonChild, First: record.Text("Zeynep"), Birth: w.Today().Years(-4)}
	w.must(w.SaveFamily(t.Context(), w.home, []book.Arrival{{Person: sister, Relation: record.RelationChild}}))
	v := w.start()
	w.choose(v)
	ref, err := w.ReferralPage(t.Context(), w.ref.ID)
	w.must(err)
	r := ref.Referral
	r.Children = []record.ID{w.child.ID}
	r.Question = record.Text("Elif wil dat Emre en Zeynep slapen.")
	r.Groups = with(r.Groups, record.GroupQuestion, true)
	w.must(w.SaveReferral(t.Context(), r))
	v.Changed(t.Context())
	pointed := v.p.T("deliveries.reply.hint", "Words", "Zeynep")
	v.to(stepWho)
	w.sees(v, pointed, v.p.T("deliveries.reply.hint.help"))
	if all := uitest.Said(v.Content()); strings.Contains(all, v.p.T("deliveries.reply.hint", "Words", "Emre")) || strings.Contains(all, v.p.T("deliveries.reply.hint", "Words", "Elif")) {
		t.Error("who goes along is pointed at")
	}
	for _, id := range []record.ID{w.mother.ID, w.father.ID} {
		w.must(w.Agree(t.Context(), w.ref.ID, book.Agreement{Giver: id, Answer: record.AnswerYes, Way: record.WayPaper}))
	}
	v.Changed(t.Context())
	if strings.Contains(uitest.Said(v.Content()), pointed) {
		t.Error("nobody is left to ask, and the page still warns before asking")
	}
	v.to(stepExact)
	w.sees(v, pointed)
	w.shot("named")
	send, change := find(v.Content(), "Verstuur naar Marieke"), find(v.Content(), v.p.T("referrals.beside.change"))
	if send == nil || send.Disabled() {
		t.Fatal("the warning blocks")
	}
	if focus := v.Focus(); focus == fyne.Focusable(send.(*form.Button)) {
		t.Error("the keyboard begins at sending")
	}
	change.Press()
	w.sees(v, v.p.T("referrals.what.title"))
	v.to(stepExact)
	w.press(v, "Verstuur naar Marieke")
	w.sees(v, "Wacht op verbinding")
	if strings.Contains(uitest.Said(v.Content()), pointed) {
		t.Error("it is on its way and still warned about")
	}
}

// What is typed on the first step leads back to the first step.
func TestTheWarningLeadsToWhereItWasTyped(t *testing.T) {
	for want, fields := range map[step][]string{stepTo: {"waarvoor"}, stepWhat: {"waarvoor", "vraag"}} {
		s := road{loaded: loaded{page: book.ReferralPage{Referral: &record.Referral{Way: record.WayOut, State: record.ReferralPreparing}}}}
		for _, f := range fields {
			s.beside = append(s.beside, book.Hint{Field: f, Sort: book.HintName})
		}
		if got := s.typedIn(); got != want {
			t.Errorf("%v: %s, want %s", fields, got, want)
		}
		s.page.Referral.State = record.ReferralSent
		if s.besides() != nil {
			t.Error("what went is warned about")
		}
	}
}
