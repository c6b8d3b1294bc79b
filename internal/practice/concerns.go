package practice

import (
	"schakel/internal/record"
)

// change is one change of state of a concern, so many days after it was written down.
type change struct {
	do    record.ConcernAction
	after int
	why   record.CloseReason
}

// roads lists the lives a concern can have; the first is the shortest.
func roads() [][]change {
	talk := change{record.ConcernDiscuss, 4, ""}
	return [][]change{
		{},
		{talk},
		{talk, {record.ConcernHelp, 12, ""}},
		{talk, {record.ConcernHelp, 10, ""}, {record.ConcernClose, 30, record.ClosedSolved}},
		{talk, {record.ConcernPark, 6, ""}},
		{{record.ConcernClose, 9, record.ClosedNoConcern}},
		{talk, {record.ConcernClose, 40, record.ClosedOutOfView}},
		{talk, {record.ConcernPark, 5, ""}, {record.ConcernClose, 20, record.ClosedOther}, {record.ConcernReopen, 28, ""}},
	}
}

// addConcerns makes worries about families and about the community. Those that lead to help are written with the referral.
func (w *world) addConcerns() {
	w.elifsConcern()
	list := worries()
	for i := range 34 {
		f := w.families[(5+i*3)%len(w.families)]
		c := w.worry(f, list[i%len(list)], i)
		if i%5 == 4 {
			c.Level = record.LevelDoubt
		}
		w.live(c, roads()[i%len(roads())])
	}
	w.danger()
	w.community()
}

// worry begins a concern about a family.
func (w *world) worry(f *family, t worry, which int) *record.Concern {
	ago := 3 + w.random.IntN(max(1, min(f.first, 300)-2))
	c := &record.Concern{
		Head: w.head("concern", f.ID, ago), Scope: record.ScopeHousehold, Household: f.ID, Level: record.LevelWorried,
		Areas: t.areas, Seen: record.Text(f.wordsFor(t.seen, which)), SeenOn: w.today.Add(-ago), Sources: t.from, Think: record.Text(f.wordsFor(t.think, which)),
		GoesWell: record.Text(f.wordsFor(t.well, which)), Wish: record.Text(f.wordsFor(t.wish, which)), Discussed: record.Text(f.wordsFor(t.with, which)),
		Next: record.Text(t.next), State: record.ConcernOpen,
	}
	if len(f.children) > 0 {
		c.About = []record.ID{f.children[which%len(f.children)].ID}
	} else if p := f.talksTo(); p != nil {
		c.About = []record.ID{p.ID}
	}
	w.add(c)
	return c
}

// live plays the changes that have had time to happen.
func (w *world) live(c *record.Concern, road []change) {
	age := w.today.Since(c.SeenOn)
	for _, step := range road {
		if step.after >= age {
			break
		}
		w.must(c.Apply(step.do, step.why, w.moment(age-step.after)))
	}
	if c.State == record.ConcernOpen || c.State == record.ConcernDiscussed {
		c.NextOn = w.today.Add(8 + w.random.IntN(30))
	}
}

// must stops on an illegal change of state: the tables of this package would be wrong, not the worker's input.
func (w *world) must(err error) {
	if err != nil {
		panic("practice: " + err.Error())
	}
}

// elifsConcern is the worry of the story, to be taken to help in practice.
func (w *world) elifsConcern() {
	f := w.families[yildiz]
	c := &record.Concern{
		Head: w.head("concern", f.ID, 5), Scope: record.ScopeHousehold, Household: f.ID, About: []record.ID{f.children[0].ID},
		Level: record.LevelWorried, Areas: []record.LifeArea{record.AreaHealth}, SeenOn: w.today.Add(-5), Sources: []record.Source{record.SourceSelf, record.SourceMother},
		Seen:     record.Text("Emre (8) was drie keer bij de huiswerkclub en viel twee keer in slaap. Elif vertelde dat hij ’s nachts wakker wordt en bij haar komt liggen."),
		Think:    record.Text("Misschien slaapt hij slecht sinds de verhuizing. Ik weet het niet zeker."),
		GoesWell: record.Text("Elif brengt hem elke dag zelf naar school."), Wish: record.Text("“Ik wil dat hij weer doorslaapt.”"),
		Discussed: record.Text("met Elif, aan de keukentafel"), Next: record.Text("Vragen of Marieke mag meedenken"), NextOn: w.today.Add(8), State: record.ConcernOpen,
	}
	w.must(c.Apply(record.ConcernDiscuss, "", w.moment(3)))
	w.must(c.Apply(record.ConcernRefer, "", w.moment(2)))
	w.add(c)
}

// danger is a day on which the worker called. All are over.
func (w *world) danger() {
	for i, who := range []string{"112", "veiligthuis", "other"} {
		f := w.families[geheim+i*9]
		c := w.worry(f, worry{
			"Er was geweld in huis. {ouder} belde mij.", "Dit kan niet wachten.", "Zij belde zelf.", "Veilig zijn.", "met {ouder}", "", []record.LifeArea{record.AreaFamily}, []record.Source{record.SourceMother},
		}, i)
		c.Level = record.LevelDanger
		c.Called = []record.Call{{Who: who, On: c.SeenOn, At: "21:10"}}
		age := w.today.Since(c.SeenOn)
		w.must(c.Apply(record.ConcernClose, record.ClosedOther, w.moment(max(age-2, 1))))
	}
}

// community are worries about the neighbourhood, in which nobody is named.
func (w *world) community() {
	for i, text := range []string{
		"Op drie koffieochtenden ging het over slecht slapen en schermen in de avond.", "Veel vaders weten niet dat zij mee mogen naar het consultatiebureau.",
		"De brieven van school zijn te moeilijk. Dat zeggen moeders in alle groepen.", "Er is in de wijk na zes uur geen plek voor meisjes.", "Ouders zijn bang dat praten met het CJG gevolgen heeft.",
	} {
		ago := 20 + 25*i
		c := &record.Concern{
			Head: w.head("concern", record.ID{}, ago), Scope: record.ScopeCommunity, Level: record.LevelWorried, SeenOn: w.today.Add(-ago),
			Seen: record.Text(text), Areas: []record.LifeArea{record.LifeAreas()[i%5]}, Sources: []record.Source{record.SourceSelf}, State: record.ConcernOpen,
			Think: record.Text("Dit gaat niet over één gezin."), Wish: record.Text("Dat iemand het komt uitleggen in de eigen taal."),
		}
		if i%2 == 0 {
			w.must(c.Apply(record.ConcernBundle, "", w.moment(ago-5)))
		}
		w.add(c)
	}
}
