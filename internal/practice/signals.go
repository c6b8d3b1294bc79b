package practice

import "schakel/internal/record"

// told is a wijksignaal and what became of it.
type told struct {
	topic, words, ask string
	area              record.LifeArea
	partner           int
	ago               int // given so many days ago; 0 when it was not given yet
	norm              int
	ready             bool
	answers           []record.Returned // On is not used: they come a few days apart
	again, closed     bool
	meetings          int
}

func tellings() []told {
	t := record.Text
	return []told{
		{topic: "Kinderen slapen slecht, en er zijn veel schermen in de avond.", words: "slapen, telefoons, moe zijn", ask: "Kan iemand er iets over vertellen, in het Turks?",
			area: record.AreaHealth, partner: 0, ago: 12, norm: 7, meetings: 3},
		{topic: "De brieven van school zijn te moeilijk.", words: "brieven, school, niet begrijpen", ask: "Wie maakt ze korter?", area: record.AreaSchool, partner: 3, ago: 70, norm: 14, meetings: 5,
			answers: []record.Returned{{Reply: record.ReplyTaken, By: t("de intern begeleider"), Text: t("Vanaf januari komt er een korte brief met plaatjes.")}}},
		{topic: "Meisjes hebben na zes uur geen plek om te zijn.", words: "buiten, donker, meisjes", ask: "Kan de zaal een avond open?", area: record.AreaFriends, partner: 1, ago: 95, norm: 10, meetings: 2,
			answers: []record.Returned{{Reply: record.ReplyPlan, Text: t("Het komt in het wijkplan van volgend jaar.")}}, closed: true},
		{topic: "Ouders zijn bang dat praten met het CJG gevolgen heeft.", words: "bang, CJG, niet durven", ask: "Kan iemand dat komen uitleggen?", area: record.AreaFamily, partner: 0, ago: 120, norm: 7, meetings: 4,
			answers: []record.Returned{{Reply: record.ReplyQuestion, Text: t("In welke wijken hoor je dit?")}, {Reply: record.ReplyTaken, By: t("Marieke"), Text: t("Marieke komt op de koffieochtend.")}}, again: true},
		{topic: "De huur gaat omhoog en niemand weet waar je hulp krijgt.", words: "huur, geld, formulieren", ask: "Is er een spreekuur in de buurt?", area: record.AreaMoney, partner: 9, ago: 150, norm: 14, meetings: 2,
			answers: []record.Returned{{Reply: record.ReplyNothing, Why: record.NothingNoRoom, Text: t("Er is dit jaar geen geld voor.")}}},
		{topic: "De speeltuin is kapot.", words: "spelen, kapot", ask: "Wanneer wordt hij gemaakt?", area: record.AreaFriends, partner: 1, ago: 200, norm: 5, meetings: 1,
			answers: []record.Returned{{Reply: record.ReplyNothing, Why: record.NothingAlready}}, closed: true},
		{topic: "Er is geen taalles met oppas.", words: "taal, oppas", ask: "Kan dat bij jullie?", area: record.AreaSchool, partner: 11, ago: 220, norm: 7, meetings: 3,
			answers: []record.Returned{{Reply: record.ReplyNothing, Why: record.NothingNotOurs}}},
		{topic: "Vaders weten niet dat zij mee mogen naar het consultatiebureau.", words: "vaders, consultatiebureau", ask: "Kan het op de kaart staan?", area: record.AreaFamily, partner: 2, ago: 250, norm: 7, meetings: 2,
			answers: []record.Returned{{Reply: record.ReplyNothing, Why: record.NothingUnclear}, {Reply: record.ReplyOther, Text: t("Wij hebben het in het team besproken.")}}},
		{topic: "De bus rijdt niet meer door de straat.", words: "bus, lopen, oude mensen", ask: "Wie gaat hierover?", area: record.AreaFriends, partner: 1, ago: 260, norm: 7, meetings: 1,
			answers: []record.Returned{{Reply: record.ReplyNothing, Why: record.NothingOther, Text: t("De lijn is al weg.")}}, closed: true},
		{topic: "Er zijn te weinig plekken op de voorschool.", words: "voorschool, wachten", ask: "Kan er een groep bij?", area: record.AreaSchool, ready: true, partner: 3, norm: 14, meetings: 2},
		{topic: "Veel moeders zijn alleen overdag.", words: "alleen, thuis", area: record.AreaFriends, partner: 0, norm: 7, meetings: 1},
	}
}

// addSignals makes the wijksignalen and bundles worries in the first ones.
func (w *world) addSignals() {
	w.forgotten()
	var bundled []*record.Concern
	for _, r := range w.all {
		if c, ok := r.(*record.Concern); ok && c.State == record.ConcernBundled {
			bundled = append(bundled, c)
		}
	}
	for i, one := range tellings() {
		s := w.tell(one)
		if len(bundled) > 0 && i < 3 { // a few in each of the first
			n := min(len(bundled), 1+i)
			for _, c := range bundled[:n] {
				c.Signal = s.ID
			}
			s.Concerns, bundled = n, bundled[n:]
		}
	}
	for _, c := range bundled {
		c.Signal = w.signals[0].ID
		w.signals[0].Concerns++
	}
	w.addAdvices()
}

// tell makes one wijksignaal and plays its road.
func (w *world) tell(one told) *record.Signal {
	p := w.partners[one.partner]
	s := &record.Signal{
		Head: w.head("signal", record.ID{}, max(one.ago, 1)+3), Topic: record.Text(one.topic), Words: record.Text(one.words), Question: record.Text(one.ask),
		Think: record.Text("Dit gaat niet over één gezin."), Areas: []record.LifeArea{one.area}, Municipality: town, Neighbourhood: record.Text("de Haven"),
		From: w.today.Add(-one.ago - 90), To: w.today.Add(-one.ago - 4), Meetings: one.meetings, Partner: p.ID, Receiver: p.Officers[0].ID, Norm: one.norm, State: record.RequestOpen,
	}
	ago := one.ago
	do := func(a record.RoadAction) { w.must(s.Apply(a, w.today.Add(-ago), w.moment(ago))) }
	if one.ready || ago > 100 {
		do(record.RoadReady)
	}
	if ago > 200 {
		do(record.RoadChange)
	}
	if ago > 0 {
		do(record.RoadAsk)
	}
	for i, answer := range one.answers {
		if i > 0 && one.again {
			do(record.RoadAgain)
		}
		ago = max(ago-6, 1)
		answer.On = w.today.Add(-ago)
		w.must(s.Take(answer, w.moment(ago)))
	}
	if one.closed {
		do(record.RoadClose)
		if one.ago > 240 { // closed too soon
			do(record.RoadReopen)
			do(record.RoadClose)
		}
	}
	w.signals = append(w.signals, s)
	w.add(s)
	return s
}

// forgotten notes with some worries with whom they were talked over, and what was written along the steps of the meldcode.
func (w *world) forgotten() {
	n := 0
	for _, r := range w.all {
		c, ok := r.(*record.Concern)
		if !ok || c.Scope != record.ScopeHousehold || c.Discussed.Empty() {
			continue
		}
		c.With = []record.Confidant{record.Confidants()[n%len(record.Confidants())]}
		c.TalkedOn = c.SeenOn
		if c.Level == record.LevelDoubt && n%2 == 0 {
			c.Aid = record.Aid{
				CalledOn: c.SeenOn, Said: record.Text("Let op hoe het de komende weken gaat. Bel ons weer als je twijfelt."), Parents: record.Text("Zij vinden het zelf ook veel."),
				Safe: record.Text("Ja."), Help: record.Text("Oma, en misschien iemand van school."),
			}
		}
		n++
	}
}

// addAdvices makes an advice without a name from everybody who gives them, and one that a family agreed to have kept with their worry.
func (w *world) addAdvices() {
	for i, from := range record.Advisers() {
		month := w.today.Add(-31 * i)
		month.Day = 1
		a := &record.Advice{
			Head: record.Head{ID: w.id("advice")}, Month: month, From: from, Areas: []record.LifeArea{record.LifeAreas()[i%5]},
			Question: record.Text("Wanneer is moe te moe, bij een kind van acht?"), Answer: record.Text("Vraag eerst hoe de nachten zijn, en praat met de juf."),
		}
		if i%2 == 0 {
			a.Done = record.Text("Met de ouders gepraat.")
		}
		a.Created, a.Changed = a.Moment(), a.Moment()
		w.add(a)
	}
	f := w.families[yildiz]
	for _, r := range w.all {
		c, ok := r.(*record.Concern)
		if !ok || c.Household != f.ID {
			continue
		}
		month := c.SeenOn
		month.Day = 1
		c.Advised = []record.Advised{{
			Month: month, From: record.ConfidantSafeHome, Question: record.Text("Wat doe je als een kind elke nacht wakker wordt?"),
			Answer: record.Text("Vraag aan moeder wat zij zelf al doet."), By: f.talksTo().ID, On: w.today.Add(-1),
		}}
		return
	}
}
