package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// PersonEntry is the entry of one person, in a family or on her own.
type PersonEntry struct {
	entry
	id, about record.ID
	state     *personState
	coming    *form.Check
	alike     *alikeView
}

// NewPersonEntry makes the entry; id is zero for a new person, about is the household it is added to.
func NewPersonEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *PersonEntry {
	return &PersonEntry{entry: newEntry(src, nav, p, run), id: id, about: about}
}

func (e *PersonEntry) key() string {
	switch {
	case !e.id.Zero():
		return "person/" + e.id.String()
	case !e.about.Zero():
		return "person/new/" + e.about.String()
	}
	return "person"
}

// Shown reads the person or the draft and draws the fields.
func (e *PersonEntry) Shown(ctx context.Context) {
	e.begin(ctx, e.key(), e.pack)
	task.Do(ctx, e.run, e.read, func(s *personState, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = s
		e.entry.clash = e.clash
		if e.older {
			e.clash()
			return
		}
		e.build()
	})
}

func (e *PersonEntry) read(ctx context.Context) (*personState, error) {
	s := &personState{texts: draft.Texts{}, today: e.src.Today(), person: &record.Person{As: record.PersonParent}}
	if !e.id.Zero() {
		stored, err := e.src.Person(ctx, e.id)
		if err != nil {
			return nil, err
		}
		s.person = stored
	}
	if e.id.Zero() && !e.about.Zero() {
		f, err := e.src.Family(ctx, e.about)
		if err != nil {
			return nil, err
		}
		s.family, s.relation = f.Household, record.RelationOther
		s.person.As = record.PersonCircle
	}
	begun, ok, err := e.src.Draft(ctx, e.key())
	if err != nil {
		return nil, err
	}
	if typed, is := begun.(*record.Person); ok && is {
		e.older = versions.Older(typed, s.person)
		typed.Head = s.person.Head
		s.person = typed
		carrier, _, err := e.src.Draft(ctx, e.key()+book.DraftTexts)
		if err != nil {
			return nil, err
		}
		s.texts = draft.Carried(carrier)
		if r := s.texts[textRelation]; r != "" {
			s.relation = record.Relation(r)
		}
	}
	s.prefers = preferred(s.person)
	return s, nil
}

func (e *PersonEntry) pack() []draft.Kept {
	if e.state.family != nil {
		e.state.texts[textRelation] = string(e.state.relation)
	}
	return []draft.Kept{{Key: e.key(), Record: copyPerson(e.state.person)}, {Key: e.key() + book.DraftTexts, Record: e.state.texts.Carry()}}
}

func (e *PersonEntry) build() {
	p, who := e.p, e.state.person
	e.warm()
	e.alike = newAlikeView(&e.entry, e.same, e.apart)
	alias, typed := e.text("alias", form.FieldOptions{Label: p.T("people.person.alias"), Help: p.T("people.person.alias.help")}, 1, who.Alias.Reveal(),
		func(s string) { who.Alias = record.Text(s) })
	first, _ := e.text("first", form.FieldOptions{Label: p.T("people.first")}, 1, who.First.Reveal(), func(s string) { who.First = record.Text(s) })
	infix, _ := e.text("infix", form.FieldOptions{Label: p.T("people.infix")}, 1, who.Infix.Reveal(), func(s string) { who.Infix = record.Text(s) })
	last, _ := e.text("last", form.FieldOptions{Label: p.T("people.last")}, 1, who.Last.Reveal(), func(s string) { who.Last = record.Text(s) })
	phone := e.channel(record.ChannelPhone, "phone", p.T("people.phone"))
	title := p.T("people.person.title")
	if !e.id.Zero() {
		title = p.T("people.person.edit")
	}
	subtitle := ""
	if e.state.family != nil {
		subtitle = e.state.family.Name.Reveal()
	}
	for _, name := range []string{"alias", "first", "last", "phone"} {
		e.compare(name)
	}
	names := form.NewColumnsFrom(p, 16, look.Scaled(200), first, infix, last)
	more := e.under(!e.id.Zero(), e.moreFields()...)
	body := column(p, look.FieldGap, heading(p, title, subtitle, nil), alias, names, e.alike.box, e.kindField(), phone, more)
	e.show(column(p, look.FieldGap, body, e.foot(e.ready)), typed)
}

// compare looks who may be known already when a field is left.
func (e *PersonEntry) compare(name string) {
	f, is := e.fields[name].(*form.Field)
	if !is {
		return
	}
	typed, is := f.Control().(*rtl.Entry)
	if !is {
		return
	}
	before := typed.OnFocusLost
	typed.OnFocusLost = func() {
		if before != nil {
			before()
		}
		e.alike.look([]*record.Person{e.state.person}, e.about, nil)
	}
}

// onlyChildren shows "wordt nog geboren" for a child alone.
func (e *PersonEntry) onlyChildren() {
	if e.state.person.As == record.PersonChild || e.coming.On() {
		e.coming.Show()
	} else {
		e.coming.Hide()
	}
	e.place.Refresh()
}

// kindField asks as what the worker knows the person, or what the person is in the family.
func (e *PersonEntry) kindField() fyne.CanvasObject {
	p := e.p
	if e.state.family == nil {
		var kinds []string
		for _, k := range record.PersonKinds() {
			kinds = append(kinds, string(k))
		}
		chips := form.NewChips(p, form.Choices(p, "person.kind", kinds...), form.ChipsOptions{Keep: true}, func(chosen []string) {
			e.state.person.As = record.PersonKind(chosen[0])
			e.onlyChildren()
			e.keep.Touch()
		})
		chips.SetValues(string(e.state.person.As))
		return form.NewField(p, form.FieldOptions{Label: p.T("people.person.kind")}, chips)
	}
	var values []string
	for _, r := range record.Relations() {
		values = append(values, string(r))
	}
	chips := form.NewChips(p, form.Choices(p, "relation", values...), form.ChipsOptions{Keep: true}, func(chosen []string) {
		e.state.relate(record.Relation(chosen[0]))
		e.onlyChildren()
		e.keep.Touch()
	})
	chips.SetValues(string(e.state.relation))
	return form.NewField(p, form.FieldOptions{Label: p.T("people.person.relation")}, chips)
}

// relate says what the person is in the family, and so whether it is a child.
func (s *personState) relate(r record.Relation) {
	s.relation = r
	switch r {
	case record.RelationChild:
		s.person.As = record.PersonChild
	case record.RelationMother, record.RelationFather, record.RelationParent, record.RelationStepparent:
		s.person.As = record.PersonParent
	default:
		s.person.As = record.PersonCircle
	}
}

// same is the answer that the new person is known already: in a family that is put down, else the page of the one who is known opens.
func (e *PersonEntry) same(_ record.ID, known *record.Person) {
	if e.state.family == nil {
		e.nav.Open(record.KindPerson, known.ID)
		return
	}
	e.state.person = copyPerson(known)
	e.save()
}

// apart is the answer that it is somebody else: nobody is asked again.
func (e *PersonEntry) apart(_, other record.ID) {
	e.state.person.NotSame = append(e.state.person.NotSame, other)
	e.keep.Touch()
	e.alike.look([]*record.Person{e.state.person}, e.about, nil)
}

func (e *PersonEntry) channel(kind record.ChannelKind, name, label string) fyne.CanvasObject {
	f, _ := e.text(name, form.FieldOptions{Label: label}, 1, channel(e.state.person, kind), func(s string) {
		setChannel(e.state.person, kind, s)
		e.state.prefer(e.state.prefers)
	})
	return f
}

func (e *PersonEntry) birthField() fyne.CanvasObject {
	p, s := e.p, e.state
	typing, unborn := birthText(p, s.texts, s.person)
	read := func() { setBirth(p, s.texts, s.person, typing, unborn, s.today) }
	birth, _ := e.text("birth", form.FieldOptions{
		Label: p.T("people.birth"), Help: birthHelp(p, unborn), Validate: func() string { return birthProblem(p, s.texts, s.person, s.today) },
	}, 1, typing, func(t string) {
		typing = t
		read()
	})
	coming := form.NewCheck(p, p.T("people.birth.coming"), "", func(on bool) {
		unborn = on
		read()
		birth.SetHelp(birthHelp(p, on))
		e.keep.Touch()
	})
	coming.SetOn(unborn)
	e.coming = coming
	e.onlyChildren()
	return column(p, look.Grid, birth, coming)
}

func (e *PersonEntry) languagesField() fyne.CanvasObject {
	p, who := e.p, e.state.person
	tongues := form.NewTongues(p, who.Languages, func(chosen []string) {
		who.Languages = chosen
		e.keep.Touch()
	})
	return form.NewField(p, form.FieldOptions{Label: p.T("people.languages")}, tongues)
}

func (e *PersonEntry) moreFields() []fyne.CanvasObject {
	p, who := e.p, e.state.person
	tick := func(text string, on bool, changed func(bool)) fyne.CanvasObject {
		c := form.NewCheck(p, text, "", func(on bool) {
			changed(on)
			e.keep.Touch()
		})
		c.SetOn(on)
		return c
	}
	approach, _ := e.text("approach", form.FieldOptions{Label: p.T("people.approach")}, 3, who.Approach.Reveal(), func(s string) { who.Approach = record.Text(s) })
	note, _ := e.text("note", form.FieldOptions{Label: p.T("people.page.note")}, 3, who.Note.Reveal(), func(s string) { who.Note = record.Text(s) })
	time, _ := e.text("when", form.FieldOptions{Label: p.T("people.when"), Help: p.T("people.when.help")}, 1, when(who), func(s string) { setWhen(who, s) })
	review := e.day("review", form.DateOptions{Label: p.T("people.review"), Coming: true, Plain: true}, who.Review, e.state.texts[textReview],
		func(text string) { e.state.setReview(p, text) })
	ways := form.Choices(p, "channel.kind", string(record.ChannelPhone), string(record.ChannelApp), string(record.ChannelMail))
	prefers := e.oneOf(p.T("people.prefers"), ways, string(preferred(who)), func(v string) { e.state.prefer(record.ChannelKind(v)) })
	for _, name := range []string{"birth", "approach", "note", "when", "review", "channel.app", "channel.mail"} {
		e.hidden[name] = true
	}
	return []fyne.CanvasObject{
		form.NewColumnsFrom(p, 16, look.Scaled(280), e.birthField(), review),
		e.languagesField(), tick(p.T("people.interpreter"), who.Interpreter, func(on bool) { who.Interpreter = on }),
		form.NewColumnsFrom(p, 16, look.Scaled(200), e.channel(record.ChannelApp, "channel.app", p.Value("channel.kind", "app")),
			e.channel(record.ChannelMail, "channel.mail", p.Value("channel.kind", "mail")), time),
		prefers, tick(p.T("people.secret"), who.Secret, func(on bool) { who.Secret = on }),
		form.NewColumnsFrom(p, look.FieldGap, look.Scaled(280), approach, note),
	}
}

// ready keeps the person and goes on to the page of the family or of the person.
func (e *PersonEntry) ready() {
	if e.complain(e.state.problems(e.p)) {
		return
	}
	e.alike.ask([]*record.Person{e.state.person}, e.about, e.save)
}

func (e *PersonEntry) save() {
	s := e.state
	who := copyPerson(s.person)
	keys := []string{e.key(), e.key() + book.DraftTexts}
	words := func(one record.Problem) (string, string) { return channelField(one.Field, who), e.p.Problem(one) }
	if s.family == nil {
		e.store(keys, func(ctx context.Context) error { return e.src.SavePerson(ctx, who) }, words, func() {
			e.nav.Say(e.p.T("people.person.saved"))
			if e.id.Zero() {
				e.nav.Saved(record.KindPerson, who.ID)
				return
			}
			e.nav.Back()
		})
		return
	}
	arrivals := []book.Arrival{{Person: who, Relation: s.relation}}
	e.store(keys, func(ctx context.Context) error {
		f, err := e.src.Family(ctx, s.family.ID) // as it is now: somebody is added to it, nothing in it is written over
		if err != nil {
			return err
		}
		return e.src.SaveFamily(ctx, f.Household, arrivals)
	}, words, func() {
		e.nav.Say(e.p.T("people.person.saved"))
		e.nav.Back()
	})
}
