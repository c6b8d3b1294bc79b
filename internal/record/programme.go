package record

// Programme is a programme of a gemeente of which a coordinator adds up the work of several workers. The coordinator makes it; every
// worker has a copy with the same id, that came with the coordinator's key card.
type Programme struct {
	Head
	Own          bool              `json:"own,omitzero"`          // made here: this is the coordinator's
	Name         Private           `json:"name"`                  // what it is called
	Municipality string            `json:"municipality,omitzero"` // the CBS code of the gemeente: no smaller place is ever told
	Partners     []Private         `json:"partners,omitzero"`     // organisations that an overview may name; others are "andere organisatie"
	Communities  []Private         `json:"communities,omitzero"`  // groups that an overview may name; others are "andere groep"
	Years        []ProgrammeYear   `json:"years,omitzero"`        // the local aims, fixed for a year
	Edition      int               `json:"edition,omitzero"`      // goes up with every change; an older one never replaces a newer one
	Card         []byte            `json:"card,omitzero"`         // the coordinator's key card, in a worker's copy
	Workers      []ProgrammeWorker `json:"workers,omitzero"`      // who is expected to hand in, at the coordinator's
	Joints       []ProgrammeJoint  `json:"joints,omitzero"`       // the joint overviews that were made, at the coordinator's
	Mailboxes    []Mailbox         `json:"mailboxes,omitzero"`    // where contributions may be delivered; in a worker's copy the one on the card
	Over         bool              `json:"over,omitzero"`         // it was forgotten: nothing is left of it but its joint overviews; see Forgotten
}

// Forgotten is what stays of the coordinator's programme that is forgotten: whose contributions were added up, so that a later joint overview of
// another programme does not tell, beside those, what one worker counted. It is nil when nothing was added up.
func (p *Programme) Forgotten() *Programme {
	if len(p.Joints) == 0 {
		return nil
	}
	return &Programme{Head: p.Head, Own: true, Edition: p.Edition, Joints: p.Joints, Over: true}
}

// ProgrammeYear is the local aims of a gemeente in a year. Workers give them to contacts and gatherings by their number.
type ProgrammeYear struct {
	Year int       `json:"year"` // 2000 to 2100
	Aims []Private `json:"aims"` // at most ten; the first has number 1
}

// ProgrammeJoint is a joint overview that was made, handed over or not: whose contributions were added up. With it a later one is not made that would
// tell, beside it, what one worker counted.
type ProgrammeJoint struct {
	From  Date                 `json:"from"`  // the first day
	To    Date                 `json:"to"`    // the last day
	Parts []ProgrammeJointPart `json:"parts"` // whose contributions are in it
}

// ProgrammeJointPart is one worker's contribution in it.
type ProgrammeJointPart struct {
	Key   string `json:"key"`            // of the worker's card
	Until Date   `json:"until,omitzero"` // when it was made before the period was over: until when it counts
}

// ProgrammeWorker is somebody who hands in contributions. Nothing of what they counted stands here.
type ProgrammeWorker struct {
	Name Private `json:"name,omitzero"` // as on the key card
	Key  string  `json:"key"`           // of the key card: the same for the life of a worker's store
}

// Aim is a local aim of a programme, that a worker gave to a contact or a gathering. Its year is that of the contact.
type Aim struct {
	Programme ID  `json:"programme"` // whose aim it is
	Number    int `json:"number"`    // from 1
}

// Limits of a programme.
const (
	MostAims    = 10  // local aims in a year
	MostWorkers = 200 // who hand in for one programme

	programmeNames = 300
	programmeYears = 20
	programmeCard  = 16 << 10
	programmeSums  = 1000
)

// Kind is KindProgramme.
func (p *Programme) Kind() Kind { return KindProgramme }

// Validate checks that there is a name, that nothing stands twice, and that a year has at most ten aims.
func (p *Programme) Validate(Date) Problems {
	var ps Problems
	ps.required("name", p.Name.Empty() && !(p.Own && p.Over))
	ps.short("name", p.Name, LimitName)
	ps.word("municipality", p.Municipality)
	ps.names("partners", p.Partners, programmeNames)
	ps.names("communities", p.Communities, programmeNames)
	if len(p.Years) > programmeYears {
		ps.add("years", "count.range")
	}
	seen := map[int]bool{}
	for i, y := range p.Years {
		field := at("years", i)
		if y.Year < 2000 || y.Year > 2100 {
			ps.add(field+".year", "count.range")
		}
		if seen[y.Year] {
			ps.add(field+".year", "twice")
		}
		seen[y.Year] = true
		ps.names(field+".aims", y.Aims, MostAims)
	}
	if p.Edition < 0 {
		ps.add("edition", "count.range")
	}
	if len(p.Card) > programmeCard {
		ps.add("card", "count.range")
	}
	ps.required("card", !p.Own && len(p.Card) == 0)
	ps = append(ps, p.checkMailboxes()...)
	return append(append(ps, p.checkWorkers()...), p.checkJoints()...)
}

func (p *Programme) checkJoints() Problems {
	var ps Problems
	if len(p.Joints) > programmeSums {
		ps.add("joints", "count.range")
	}
	for i, j := range p.Joints {
		field := at("joints", i)
		if j.From.Zero() || j.To.Zero() || j.From.After(j.To) {
			ps.add(field+".from", "period.order")
		}
		if len(j.Parts) > MostWorkers {
			ps.add(field+".parts", "count.range")
		}
		for k, part := range j.Parts {
			ps.word(at(field+".parts", k)+".key", part.Key)
		}
	}
	return ps
}

func (p *Programme) checkWorkers() Problems {
	var ps Problems
	if len(p.Workers) > MostWorkers {
		ps.add("workers", "count.range")
	}
	seen := map[string]bool{}
	for i, w := range p.Workers {
		field := at("workers", i)
		ps.short(field+".name", w.Name, LimitName)
		ps.required(field+".key", w.Key == "")
		ps.word(field+".key", w.Key)
		if seen[w.Key] {
			ps.add(field+".key", "twice")
		}
		seen[w.Key] = true
	}
	return ps
}

// names checks a list of short names that each stand once.
func (ps *Problems) names(field string, list []Private, most int) {
	if len(list) > most {
		ps.most(field, len(list), most)
		return
	}
	seen := map[string]bool{}
	for i, n := range list {
		ps.required(at(field, i), n.Empty())
		ps.short(at(field, i), n, LimitName)
		if seen[n.Reveal()] {
			ps.add(at(field, i), "twice")
		}
		seen[n.Reveal()] = true
	}
}

// aims checks the aims that were given to something: each of a programme, with a number from one to ten, and none twice.
func (ps *Problems) aims(all []Aim) {
	seen := map[Aim]bool{}
	for i, a := range all {
		ps.required(at("aims", i)+".programme", a.Programme.Zero())
		if a.Number < 1 || a.Number > MostAims {
			ps.add(at("aims", i)+".number", "count.range")
		}
		if seen[a] {
			ps.add(at("aims", i), "twice")
		}
		seen[a] = true
	}
}

// Aims are the local aims of a year; none when nobody set them.
func (p *Programme) Aims(year int) []Private {
	for _, y := range p.Years {
		if y.Year == year {
			return y.Aims
		}
	}
	return nil
}

// Worker is who has a key card, as expected; ok is false for somebody else.
func (p *Programme) Worker(key string) (w ProgrammeWorker, ok bool) {
	for _, w := range p.Workers {
		if w.Key == key {
			return w, true
		}
	}
	return ProgrammeWorker{}, false
}

// Row is the programme as a list shows it.
func (p *Programme) Row() Row {
	state := "worker"
	switch {
	case p.Over:
		state = "over"
	case p.Own:
		state = "own"
	}
	return Row{ID: p.ID, Kind: KindProgramme, Title: Cut(p.Name), State: state}
}
