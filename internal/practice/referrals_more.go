package practice

import (
	"schakel/internal/record"
)

// handed is how a family is handed over when that was chosen before; the roads through an endpoint go by a receipt.
func handed(m record.Method) record.Method {
	if m.ByHand() {
		return m
	}
	return record.MethodInPerson
}

// prepared are the steps of preparing: two or three suggestions, ticked as far as the family is, and now and then one in own words.
func prepared(w *world, t road, which int) []record.Preparation {
	all := record.PrepareSteps()
	var steps []record.Preparation
	for i := range 3 {
		s := record.Preparation{What: all[(2*which+i)%len(all)], On: w.today.Add(-max(0, t.begun-i-1))}
		if s.What == record.PrepareOther {
			s.Text = record.Text(of(w, []string{"Vragen samen op papier gezet", "Verteld wie er komt", "Samen langs het gebouw gelopen"}))
		}
		if len(t.moves) < 2 && i > 0 {
			s.On = record.Date{}
		}
		steps = append(steps, s)
	}
	return steps
}

// ended are roads that ended without help, one for every reason.
func (w *world) ended() {
	for i, why := range record.ReferralEnds() {
		ago := 120 + 11*i
		r := w.travel(w.metBefore(ago, 7+i*4), road{
			9, record.MethodPhone, record.FormPhone, record.PurposeMeet, record.InvolvedNone, ago, false,
			[]move{ready(ago), handOver(ago - 1), miss(ago-9, record.ArrivalParent), closeFor(ago-12, why)},
		}, i)
		r.Reason = record.Text("kennismaken")
	}
}

// afterwards are families after help: thanks that came back, who answered the four questions and who would rather not, and a day to keep
// in touch. What parents answered stands apart, summed, and names nobody.
func (w *world) afterwards() {
	thanked := []record.Thanks{
		{On: w.today.Add(-40), From: record.ThanksPartner, Text: record.Text("Zonder jouw voorwerk was dit gezin niet gekomen.")},
		{On: w.today.Add(-61), From: record.ThanksParent, Text: record.Text("Ik was alleen nooit gegaan.")},
		{On: w.today.Add(-75), From: record.ThanksOther, Text: record.Text("De oma zegt dat het huis weer rustig is.")},
	}
	n := 0
	for _, r := range w.referred {
		if r.State != record.ReferralAftercare && r.State != record.ReferralCompleted {
			continue
		}
		if n < len(thanked) {
			r.Thanks = []record.Thanks{thanked[n]}
		}
		r.Voiced = []record.Voiced{record.VoicedYes, record.VoicedNo, record.VoicedYes, ""}[n%4]
		if r.State == record.ReferralAftercare {
			r.CareNext = w.today.Add(12 + n)
		}
		n++
	}
	t := &record.Tally{Head: w.head("tally", record.ID{}, 20), Year: w.today.Year}
	for i, q := range record.VoiceQuestions() {
		for j, a := range q.Answers() {
			t.Counts = append(t.Counts, record.VoiceCount{Question: q, Answer: a, Count: []int{11, 6, 5, 2}[(i+j)%4]})
		}
	}
	w.add(t)
}

// alongDay is the list for the day on which the worker goes along.
func (w *world) alongDay(r *record.Referral, in int) {
	texts := map[record.AlongStep]string{
		record.AlongPapers: "paspoort, brief van school, lijst met medicijnen", record.AlongAddress: "Havenstraat 12, tweede deur, bel bij Jeugd en gezin",
		record.AlongTime: "om half tien bij de bakker", record.AlongTravel: "lopend", record.AlongCare: "oma past op de kleine",
		record.AlongInterpreter: "ik tolk zelf, dat is besproken", record.AlongSay: "dat hij slecht slaapt; niets over het werk van vader",
		record.AlongAsk: "hoe lang duurt het, en wat kost het?", record.AlongRole: "de moeder praat, ik help met woorden",
		record.AlongAfter: "koffie na afloop", record.AlongOther: "kinderwagen mee",
	}
	r.Along = record.AlongDay{On: w.today.Add(in), At: "10:00", Where: record.Text("Havenstraat 12")}
	for i, what := range record.AlongSteps() {
		r.Along.Items = append(r.Along.Items, record.AlongItem{What: what, Text: record.Text(texts[what]), Done: i < 4})
	}
}

// asked is one question of a partner.
type asked struct {
	kind    record.InviteKind
	what    string
	partner int
	ago     int
	checks  [3]record.Arranged // geheimhouding, verklaring goed gedrag, vergoeding
	lead    string
	moves   []move
	family  int // of which it turned out to be, -1 while nobody is named
}

// questions lists what partners ask: new ones, those with a yes, and a no for every reason.
func questions() []asked {
	const yes, ask, no, free = record.ArrangedYes, record.ArrangedAsked, record.ArrangedNo, record.ArrangedNeedless
	accept := func(ago int) move { return move{do: record.ReferralAccept, ago: ago} }
	decline := func(ago int, why record.DeclineReason) move {
		return move{do: record.ReferralDecline, ago: ago, why: string(why)}
	}
	return []asked{
		{record.InviteThink, "Kun je meedenken over een gezin dat niet opendoet?", 2, 3, [3]record.Arranged{}, "", nil, -1},
		{record.InviteTension, "Het gesprek loopt vast. Wil je helpen het misverstand te vinden?", 0, 10, [3]record.Arranged{yes, ask, no}, "Marieke Postma", []move{prepare(9)}, -1},
		{record.InviteAlong, "Ga je mee als Filmon met de mentor praat?", 4, 8, [3]record.Arranged{yes, free, ask}, "Jeroen Wouters", []move{accept(5)}, filmon},
		{record.InviteInterpret, "Wil je erbij zijn voor de taal en de gewoonten?", 2, 40, [3]record.Arranged{yes, yes, yes}, "Nienke Bosman", []move{accept(38), arrive(35, record.ArrivalWitness), help(30)}, tesfay},
		{record.InviteTrust, "Wil je ons voorstellen aan een vader?", 3, 60, [3]record.Arranged{no, no, no}, "", []move{decline(57, record.DeclinedNoTime)}, -1},
		{record.InviteSupport, "Kun je een moeder steunen terwijl wij helpen?", 0, 70, [3]record.Arranged{ask, ask, no}, "", []move{decline(66, record.DeclinedNotMine)}, -1},
		{record.InviteAlong, "Ga je mee naar een gesprek in je eigen straat?", 3, 80, [3]record.Arranged{}, "", []move{decline(79, record.DeclinedTooNear)}, -1},
		{record.InviteInterpret, "Kun je morgen tolken?", 4, 90, [3]record.Arranged{no, ask, no}, "", []move{decline(89, record.DeclinedUnagreed)}, -1},
		{record.InviteThink, "Wil je meedenken met een moeder?", 2, 100, [3]record.Arranged{}, "", []move{decline(95, record.DeclinedUnwanted)}, -1},
		{record.InviteOther, "Wil je een keer meekijken?", 5, 110, [3]record.Arranged{}, "", []move{decline(108, record.DeclinedOther), {do: record.ReferralClose, ago: 107, why: "other"}}, -1},
	}
}

// invited are partners who ask the worker along. They name nobody until there is a yes.
func (w *world) invited() {
	for _, a := range questions() {
		p := w.partners[a.partner]
		r := &record.Referral{
			Head: w.head("referral", record.ID{}, a.ago), Way: record.WayIn, Partner: p.ID, Receiver: p.Officers[0].ID, Purpose: record.PurposeTogether,
			State: record.ReferralDraft, AskedOn: w.today.Add(-a.ago),
			Invite: record.Invite{
				Kind: a.kind, What: record.Text(a.what), Secrecy: a.checks[0], Conduct: a.checks[1], Pay: a.checks[2], Lead: record.Text(a.lead),
			},
		}
		if a.family >= 0 {
			f := w.families[a.family]
			r.Household, r.Owner = f.ID, f.ID
			if parent := f.talksTo(); parent != nil {
				r.Parent = parent.ID
			}
		}
		w.play(r, a.moves)
		w.add(r)
	}
}
