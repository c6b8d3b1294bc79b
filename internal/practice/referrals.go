package practice

import (
	"schakel/internal/record"
)

// move is one step of a referral, so many days ago.
type move struct {
	do     record.ReferralAction
	ago    int
	source record.ArrivalSource
	why    string
}

// road is the life of a referral: which partner, how, and what happened.
type road struct {
	partner int
	method  record.Method
	form    record.Form
	purpose record.Purpose
	jgz     record.Involvement
	begun   int // days ago
	waited  bool
	moves   []move
}

// The moves, short enough to read a road in one look.
func prepare(ago int) move  { return move{do: record.ReferralPrepare, ago: ago} }
func ready(ago int) move    { return move{do: record.ReferralReadyNow, ago: ago} }
func handOver(ago int) move { return move{do: record.ReferralHandOver, ago: ago} }
func register(ago int) move { return move{do: record.ReferralRegister, ago: ago} }
func lose(ago int) move     { return move{do: record.ReferralLose, ago: ago} }
func help(ago int) move     { return move{do: record.ReferralStartHelp, ago: ago} }
func finish(ago int) move   { return move{do: record.ReferralComplete, ago: ago} }
func care(ago int) move     { return move{do: record.ReferralCare, ago: ago} }
func withdraw(ago int) move { return move{do: record.ReferralWithdrawal, ago: ago} }
func arrive(ago int, by record.ArrivalSource) move {
	return move{do: record.ReferralArrive, ago: ago, source: by}
}
func miss(ago int, by record.ArrivalSource) move {
	return move{do: record.ReferralMiss, ago: ago, source: by}
}
func closeFor(ago int, why string) move {
	return move{do: record.ReferralClose, ago: ago, why: why}
}

// lives lists the roads. None is ever sent through an endpoint: that needs a signed receipt, which practice makes for real.
func lives() []road {
	const parent, partner, witness = record.ArrivalParent, record.ArrivalPartner, record.ArrivalWitness
	const person, phone, self = record.MethodInPerson, record.MethodPhone, record.MethodSelf
	const meet, advice, helping = record.PurposeMeet, record.PurposeAdvice, record.PurposeHelp
	const yes, no, none = record.InvolvedYes, record.InvolvedNo, record.InvolvedNone
	return []road{
		{0, record.MethodAlong, record.FormAlong, meet, yes, 300, false, []move{prepare(298), ready(290), handOver(288), arrive(284, witness), help(270), finish(150), care(140)}},
		{2, phone, record.FormPhone, advice, yes, 280, false, []move{ready(279), handOver(278), arrive(270, parent), help(265), finish(230)}},
		{8, self, record.FormRegister, helping, none, 260, false, []move{ready(260), register(258), lose(240), arrive(235, parent), help(220), finish(160)}},
		{0, person, record.FormWarm, meet, no, 230, true, []move{prepare(228), ready(215), handOver(210), miss(200, parent), prepare(190), ready(180), handOver(178), arrive(171, witness), help(160)}},
		{9, person, record.FormIntake, helping, none, 200, true, []move{prepare(199), ready(195), handOver(190), arrive(183, partner), help(150)}},
		{7, self, record.FormRegister, advice, none, 190, false, []move{ready(189), register(188), arrive(180, parent), help(175), finish(120), care(110)}},
		{3, phone, record.FormHome, meet, no, 170, false, []move{prepare(169), ready(160), handOver(158), miss(150, partner), closeFor(140, "other")}},
		{0, person, record.FormAlong, meet, yes, 150, false, []move{prepare(148), withdraw(140)}},
		{10, phone, record.FormWarm, helping, none, 130, false, []move{ready(129), handOver(128), arrive(121, parent), help(118)}},
		{11, self, record.FormRegister, record.PurposeOtherwise, none, 115, false, []move{ready(115), register(114), lose(100)}},
		{0, person, record.FormHome, record.PurposeTogether, yes, 100, true, []move{prepare(99), ready(90), handOver(88), arrive(80, witness), help(70)}},
		{13, phone, record.FormPhone, helping, yes, 90, false, []move{ready(89), handOver(88), arrive(81, partner)}},
		{2, person, record.FormAlong, advice, yes, 80, false, []move{prepare(79), ready(70), handOver(68), arrive(60, witness)}},
		{6, self, record.FormRegister, meet, none, 70, false, []move{ready(70), register(69), miss(55, parent)}},
		{5, person, record.FormWarm, record.PurposeTakeOver, none, 60, false, []move{prepare(59), ready(50), handOver(48), arrive(41, witness)}},
		{4, phone, record.FormIntake, advice, none, 50, false, []move{ready(49), withdraw(45)}},
		{0, record.MethodUSB, record.FormIntake, meet, no, 40, true, []move{prepare(39)}},
		{2, record.MethodEndpoint, record.FormHome, advice, yes, 30, false, []move{prepare(29), ready(20)}},
		{9, phone, record.FormPhone, helping, none, 25, false, []move{ready(24), handOver(6)}},
		{3, self, record.FormRegister, meet, no, 18, false, []move{ready(17), register(5)}},
		{0, record.MethodEndpoint, record.FormAlong, meet, "", 12, false, nil},
	}
}

// addReferrals makes the roads to help: twice round the list with other families, and then those of the story.
func (w *world) addReferrals() {
	list := lives()
	for i := range 2 * len(list) {
		r := list[i%len(list)]
		if len(r.moves) > 0 {
			last := r.moves[len(r.moves)-1].do
			if i >= len(list) && (last == record.ReferralHandOver || last == record.ReferralRegister) {
				continue // one of each that still waits is enough
			}
		}
		w.travel(w.metBefore(r.begun, i*5), r, i)
	}
	w.hopeful = w.travel(w.metBefore(9, 3), road{
		0, record.MethodInPerson, record.FormWarm, record.PurposeMeet, record.InvolvedYes, 9, false, []move{prepare(8), ready(5), handOver(4)},
	}, 0)
	w.fatima()
	w.elif()
	w.ended()
	w.afterwards()
	w.invited()
	w.refused()
}

// metBefore finds an ordinary family that the worker knew so many days ago.
func (w *world) metBefore(days, from int) *family {
	rest := w.families[rana+1:]
	for i := range rest {
		if f := rest[(from+i)%len(rest)]; f.first >= days {
			return f
		}
	}
	return rest[from%len(rest)]
}

// travel makes a referral and plays its road.
func (w *world) travel(f *family, t road, which int) *record.Referral {
	p := w.partners[t.partner]
	question := of(w, []string{"Wat is gewoon en wat niet?", "Ik wil weten wie ik mag bellen.", "Kan iemand met ons meedenken?", "Wij willen hulp in onze eigen taal."})
	r := &record.Referral{
		Head: w.head("referral", f.ID, t.begun), Way: record.WayOut, Household: f.ID, Partner: p.ID,
		Receiver: p.Officers[0].ID, Method: t.method, Form: t.form, Purpose: t.purpose, JGZ: t.jgz, State: record.ReferralDraft,
		Reason: record.Text(of(w, []string{"meedenken over opvoeden", "hulp met geld en post", "slapen en rust in huis", "praten over school", "kennismaken"})), Question: record.Text(question),
		Wants: record.Text("Eerst kennismaken, dan beslissen."), Done: record.Text(of(w, tried())), GoesWell: record.Text(of(w, goesWell())),
		Groups: record.FieldGroups()[:3+which%10], Steps: prepared(w, t, which),
	}
	if a := f.talksTo(); a != nil {
		r.Parent = a.ID
	}
	if len(f.children) > 0 {
		r.Children = []record.ID{f.children[which%len(f.children)].ID}
	}
	if t.waited {
		r.WaitingFrom = w.today.Add(-t.begun)
	}
	w.play(r, t.moves)
	w.referred = append(w.referred, r)
	w.add(r)
	return r
}

// play applies the moves, each on its own day.
func (w *world) play(r *record.Referral, moves []move) {
	for _, m := range moves {
		at := w.moment(m.ago)
		w.must(r.Make(record.Move{Do: m.do, By: m.source, Reason: m.why, Method: handed(r.Method)}, at))
		r.Changed = at
	}
}

// fatima went to the CJG with the worker a week ago.
func (w *world) fatima() {
	f := w.families[amrani]
	r := w.travel(f, road{0, record.MethodAlong, record.FormAlong, record.PurposeMeet, record.InvolvedYes, 21, false, []move{prepare(20), ready(9), handOver(7)}}, 0)
	r.Reason, r.Question = record.Text("meedenken over bang zijn"), record.Text("Ik wil dat Yusuf weer naar buiten durft.")
	r.GoesWell, r.Done = f.GoesWell, record.Text("Met de juf gepraat, dat hielp een beetje.")
}

// elif is ready to share with Marieke: the nine steps begin here. Nobody has said yes yet.
func (w *world) elif() {
	f := w.families[yildiz]
	r := w.travel(f, road{0, record.MethodEndpoint, record.FormAlong, record.PurposeMeet, record.InvolvedNo, 2, false, []move{prepare(2)}}, 0)
	for _, c := range w.all {
		if c, ok := c.(*record.Concern); ok && c.Household == f.ID {
			r.Concern = c.ID
			r.Seen, r.Think = c.Seen, c.Think
			break
		}
	}
	r.Reason, r.Question = record.Text("kennismaken en meedenken over slapen"), record.Text("Ik wil dat hij weer doorslaapt.")
	r.GoesWell, r.Done, r.Groups = f.GoesWell, record.Text("Bij de huisarts geweest in het voorjaar."), nil
	r.Wants = record.Text("Graag iemand die Turks spreekt of een tolk.")
	w.alongDay(r, 5)
}

// refused are people who said no to sharing. A no is kept, and nothing asks again by itself.
func (w *world) refused() {
	ways, purposes := record.ConsentWays(), record.Purposes()
	capacities := []record.Capacity{record.CapacitySelf, record.CapacityCustody, record.CapacityGuardian, record.CapacityMother}
	for i, place := range []int{kowalska, windt, filmon, mansouri, bouzidi, idrissi} {
		f := w.families[place]
		giver := f.talksTo()
		ago := 30 + 9*i
		r := w.travel(f, road{i % 3, record.MethodEndpoint, record.FormIntake, purposes[i], record.InvolvedNone, ago + 3, false, []move{prepare(ago + 2), ready(ago + 1), withdraw(ago - 1)}}, 0)
		about := record.ID{}
		if capacities[i%4] == record.CapacitySelf {
			about = giver.ID
		} else {
			about = f.children[len(f.children)-1].ID
		}
		w.add(&record.Consent{
			Head: w.head("consent", f.ID, ago), Referral: r.ID, Subjects: []record.ID{about}, Giver: giver.ID, Capacity: capacities[i%4], Recipient: r.Partner,
			Receiver: record.Text(organisations()[i%3].people[0].first), Purpose: purposes[i], Answer: record.AnswerNo, Way: ways[i%len(ways)],
			Language: "nl", On: w.today.Add(-ago),
		})
	}
}
