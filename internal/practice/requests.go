package practice

import (
	"slices"
	"time"

	"schakel/internal/record"
)

// ask is a question to a partner.
type ask struct {
	what    record.RequestKind
	partner int
	text    string
	ago     int
	norm    int
	after   int    // answered so many days later; 0 when there is no answer
	answer  string // in the partner's words
	closed  bool
	reply   record.Reply
}

// asks lists them. The first two still wait: one within what was agreed, one beyond it.
func asks() []ask {
	return []ask{
		{record.RequestRoom, 1, "Is er een zaal voor de thema-avond van donderdag?", 2, 5, 0, "", false, ""},
		{record.RequestThink, 0, "Wie kan meedenken over slapen, op een koffieochtend?", 12, 7, 0, "", false, ""},
		{record.RequestExpert, 2, "Kan iemand van de JGZ een keer over slapen vertellen?", 20, 5, 3, "Ja, Nienke komt. Zij neemt een collega mee die Turks spreekt.", true, record.ReplyTaken},
		{record.RequestExpenses, 8, "Mogen de buskaartjes van de vrijwilligers worden betaald?", 60, 14, 20, "Ja, tot 25 euro in de maand.", true, record.ReplyTaken},
		{record.RequestDiscuss, 0, "Ik wil een vraag bespreken zonder namen: wanneer is moe te moe?", 45, 7, 4, "Bel mij dinsdag tussen 12 en 13 uur.", false, record.ReplyQuestion},
		{record.RequestAlong, 3, "Kan de intern begeleider meekomen naar de oudermiddag?", 75, 5, 9, "Dat lukt deze keer niet.", true, record.ReplyNothing},
		{record.RequestFindOut, 11, "Waar vind je een taalmaatje voor een vader die overdag werkt?", 33, 5, 2, "In de bieb, op zaterdag.", true, record.ReplyTaken},
		{record.RequestOther, 6, "Kan de vadergroep een keer bij ons op bezoek komen?", 90, 5, 6, "Heel graag.", true, record.ReplyOther},
		{record.RequestRoom, 1, "Mag de speelochtend in de kleine zaal?", 110, 5, 1, "Ja, op woensdag.", true, record.ReplyTaken},
		{record.RequestExpert, 9, "Iemand van Lichtpunt op de koffieochtend over post en schulden?", 130, 7, 5, "Gerda komt.", true, record.ReplyTaken},
	}
}

// addRequests makes the worker's own questions. One is still only written down.
func (w *world) addRequests() {
	for i, a := range asks() {
		r := &record.Request{
			Head: w.head("request", record.ID{}, a.ago), What: a.what, Partner: w.partners[a.partner].ID, Text: record.Text(a.text),
			AskedOn: w.today.Add(-a.ago), Norm: a.norm, State: record.RequestAsked,
		}
		r.State, r.AskedOn = record.RequestOpen, record.Date{}
		if len(w.partners[a.partner].Officers) > 0 && i%2 == 0 {
			r.Receiver = w.partners[a.partner].Officers[0].ID
		}
		w.must(r.Apply(record.RoadAsk, w.today.Add(-a.ago), w.moment(a.ago)))
		if a.after > 0 {
			back := record.Returned{Reply: a.reply, Text: record.Text(a.answer), On: r.AskedOn.Add(a.after)}
			if a.reply == record.ReplyNothing {
				back.Why = record.NothingNoRoom
			}
			w.must(r.Take(back, w.moment(a.ago-a.after)))
		}
		if a.closed {
			w.must(r.Apply(record.RoadClose, record.Date{}, w.moment(max(a.ago-a.after-1, 1))))
		}
		if i == 0 {
			for _, m := range w.meetings {
				if m.Planned && m.Type == record.MeetingTheme {
					r.Meeting = m.ID
				}
			}
		}
		w.requests = append(w.requests, r)
		w.add(r)
	}
	w.add(&record.Request{
		Head: w.head("request", record.ID{}, 1), What: record.RequestAlong, Partner: w.partners[0].ID,
		Text: record.Text("Kan Marieke een keer meelopen over de markt?"), State: record.RequestOpen,
	})
	ready := &record.Request{
		Head: w.head("request", record.ID{}, 1), What: record.RequestThink, Partner: w.partners[1].ID,
		Text: record.Text("Wie denkt mee over een plek voor meisjes na zes uur?"), State: record.RequestOpen,
	}
	w.must(ready.Apply(record.RoadReady, record.Date{}, w.moment(1)))
	w.add(ready)
}

// addAnswers makes what partners said back, by word of mouth: none of it came through an endpoint.
func (w *world) addAnswers() {
	name := func(i int) record.Private { return record.Text(organisations()[i].people[0].first) }
	w.answer(w.hopeful.Base(), 1, record.StandAccepted, "Wij pakken dit op.", name(0))
	list := []struct {
		stand  record.Stand
		text   string
		reason record.DeclineReason
	}{
		{record.StandReceived, "Ik bel binnen drie dagen.", ""}, {record.StandAnswer, "Het eerste gesprek was fijn. Er komt een tweede.", ""},
		{record.StandQuestion, "Welke taal spreekt moeder het liefst?", ""}, {record.StandThanks, "Zonder uw voorwerk was dit gezin niet gekomen.", ""},
		{record.StandDeclined, "Dit past beter bij de JGZ.", record.DeclinedNoFit}, {record.StandDeclined, "Het gezin is hier al bekend.", record.DeclinedKnown},
		{record.StandDeclined, "Er is pas over drie maanden plek.", record.DeclinedNoPlace}, {record.StandDeclined, "Er staat te weinig in om te beginnen.", record.DeclinedTooLittle},
		{record.StandDeclined, "Moeder wilde toch liever niet.", record.DeclinedUnwanted}, {record.StandDeclined, "Wij zijn hier niet meer.", record.DeclinedOther},
		{record.StandAccepted, "Wij gaan samen kijken.", ""},
	}
	for i, a := range list {
		r := w.referred[i]
		f := w.answer(r.Base(), max(w.today.Since(record.DateOf(r.Changed)), 2), a.stand, a.text, name(i%4))
		f.Reason = a.reason
		if a.stand == record.StandReceived {
			f.Days = 3
		}
	}
}

// answer makes one answer, read unless it came yesterday.
func (w *world) answer(of *record.Head, ago int, stand record.Stand, text string, from record.Private) *record.Feedback {
	f := &record.Feedback{Head: w.head("feedback", of.Owner, ago), Of: of.ID, Stand: stand, Text: record.Text(text), From: from}
	f.At = w.today.Add(-ago).Midnight().Add(15*time.Hour + 5*time.Minute)
	f.CameAt, f.Created, f.Changed = f.At, f.At, f.At
	if ago > 1 {
		f.ReadOn = w.today.Add(1 - ago)
	}
	w.add(f)
	return f
}

// addTasks makes the worker's own tasks.
func (w *world) addTasks() {
	monday := w.today.Monday()
	task := func(text string, about record.ID, made int, due record.Date) {
		t := &record.Task{Head: w.head("task", about, made), Text: record.Text(text), About: about, Due: due}
		if due.Before(w.today) {
			t.Done = due
		}
		w.add(t)
	}
	elif := w.families[yildiz].ID
	task("Huisbezoek Elif", elif, 6, monday)
	task("Weekstaat", record.ID{}, 6, monday.Add(6))
	task("Sleutel van De Brug ophalen", record.ID{}, 5, w.today.Add(9))
	task("Folders in het Arabisch printen", record.ID{}, 20, w.today.Add(-12))
	task("Foto van de speelochtend aan de ouders geven", record.ID{}, 3, record.Date{})
}

// number gives short numbers in the order of the days.
func (w *world) number() {
	at := func(r record.Record) (record.Kind, record.Date, *uint32) {
		switch r := r.(type) {
		case *record.Concern:
			return r.Kind(), r.SeenOn, &r.Number
		case *record.Referral:
			return r.Kind(), record.DateOf(r.Created), &r.Number
		case *record.Meeting:
			return r.Kind(), r.On, &r.Number
		case *record.Request:
			return r.Kind(), record.DateOf(r.Created), &r.Number
		case *record.Signal:
			return r.Kind(), record.DateOf(r.Created), &r.Number
		}
		return record.KindNone, record.Date{}, nil
	}
	sorted := slices.Clone(w.all)
	slices.SortStableFunc(sorted, func(a, b record.Record) int {
		_, x, _ := at(a)
		_, y, _ := at(b)
		return x.Number() - y.Number()
	})
	count := map[record.Kind]uint32{}
	for _, r := range sorted {
		if kind, _, number := at(r); number != nil {
			count[kind]++
			*number = count[kind]
		}
	}
}
