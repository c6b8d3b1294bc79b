package referrals

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// selfCard leads to the page that the parent takes along to go by herself.
func (v *Page) selfCard() fyne.CanvasObject {
	p := v.p
	open := form.NewSecondary(p, p.T("referrals.self.open"), func() {
		v.inner = &ask{giver: v.road.ref().Parent}
		v.speak(v.road.languagesOf(v.road.ref().Parent)[0])
		v.open(v.drawSelf)
	})
	return listing.NewCard(p, p.T("referrals.self.title"), text(p, p.T("referrals.self.help")), rtl.HBox(p.Direction(), 0, open))
}

// drawSelf is what the parent needs to do it alone, in the parent's language.
func (v *Page) drawSelf() {
	p, own := v.p, v.inner.own
	lines := column(own, 16, large(own, v.road.selfTitle(own)))
	for _, kv := range v.road.selfLines(own) {
		lines.Add(column(own, look.HalfGrid, muted(own, kv.Label), bold(own, kv.Value)))
	}
	print := form.NewPrimary(p, p.T("referrals.print"), func() { v.nav.Print(v.road.code(), v.road.selfSheet(own)) })
	v.first = print
	v.show(form.NewBeside(p, 24, 300, under(p, v.shut, p.T("referrals.self.title"), v.road.code()), form.NewGroup(p, 12, v.tongues())),
		listing.NewCard(p, "", lines), form.NewActions(p, []fyne.CanvasObject{print}, nil))
}

func (s *road) selfTitle(q *i18n.Printer) string {
	return q.T("referrals.self.sheet", "Where", s.organisation())
}

// selfLines are the lines of the page: whom to ask for, where, when, what to say and to bring, and whom to call for help.
func (s *road) selfLines(q *i18n.Printer) []export.KeyValue {
	var all []export.KeyValue
	add := func(label, value string) {
		if value != "" {
			all = append(all, export.KeyValue{Label: label, Value: value})
		}
	}
	partner := s.page.Partner
	if partner == nil {
		return nil
	}
	add(q.T("referrals.self.ask"), s.page.Officer.First.Reveal())
	phone := partner.Phone.Reveal()
	if own := s.page.Officer.Phone.Reveal(); own != "" {
		phone = own
	}
	add(q.T("referrals.self.call"), phone)
	add(q.T("referrals.self.hours"), partner.Hours.Reveal())
	if s.ref().Reason.Empty() {
		add(q.T("referrals.self.say"), q.T("referrals.self.say.general"))
	} else {
		add(q.T("referrals.self.say"), q.T("referrals.self.say.reason", "Reason", s.ref().Reason.Reveal()))
	}
	if parent := s.page.Family.Person(s.ref().Parent); parent != nil && (parent.Interpreter || q.Tag() != i18n.Source) {
		add(q.T("referrals.self.language"), q.T("referrals.self.language.say", "Language", s.tongueOf(parent)))
	}
	add(q.T("referrals.self.bring"), q.T("referrals.self.bring.what"))
	add(q.T("referrals.self.stuck"), comma(q, s.me.Name.Reveal(), s.me.Phone.Reveal()))
	return all
}

// tongueOf is the Dutch name of the parent's language: that is what is said at the desk.
func (s *road) tongueOf(parent *record.Person) string {
	dutch, err := i18n.New(i18n.Source)
	if err != nil || len(parent.Languages) == 0 {
		return "…"
	}
	return tongue(dutch, parent.Languages[0])
}

// selfSheet is the same on paper, in large type.
func (s *road) selfSheet(q *i18n.Printer) export.Document {
	doc := export.NewDocument(q, s.selfTitle(q), "")
	doc.Large, doc.Sort = true, q.T("referrals.self.title")
	doc.Blocks = []export.Block{export.KeyValues{Rows: s.selfLines(q)}, export.Paragraph{Text: q.T("referrals.self.free"), Muted: true}}
	return doc
}
