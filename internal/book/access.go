package book

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"schakel/internal/access"
	"schakel/internal/cjg"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Access gathers everything that the store holds about a person (KindPerson) or a family (KindHousehold), for the document that a person
// may ask for (inzage). The lines of what was sent are in the language of the printer. Other kinds are store.ErrNotFound.
func (b *Book) Access(ctx context.Context, p *i18n.Printer, kind record.Kind, id record.ID) (access.Input, error) {
	in := access.Input{On: b.Today(), People: map[record.ID]*record.Person{}, Partners: map[record.ID]*record.Partner{}}
	err := b.view(ctx, func(tx *store.Tx) error {
		g := gatherer{tx: tx, ctx: ctx, p: p, in: &in, owners: map[record.ID]bool{}}
		if err := g.subject(kind, id); err != nil {
			return err
		}
		for _, work := range []func() error{g.owned, g.contacts, g.gatherings, g.tasks, g.stories, g.programmes, g.around} {
			if err := work(); err != nil {
				return err
			}
		}
		return nil
	})
	return in, err
}

// gatherer reads what may be about a subject.
type gatherer struct {
	tx     *store.Tx
	ctx    context.Context
	p      *i18n.Printer
	in     *access.Input
	owners map[record.ID]bool // whose keys seal what is about the subject
}

// subject reads the person or the family, every family the person is in, and everybody in them.
func (g *gatherer) subject(kind record.Kind, id record.ID) error {
	switch kind {
	case record.KindPerson:
		g.in.Subject = id
		one, err := store.Get[*record.Person](g.tx, id)
		if err != nil {
			return err
		}
		g.in.People[id] = one
		g.owners[one.Owner] = true
		homes := one.Homes
		if one.Owner != one.ID && !slices.Contains(homes, one.Owner) {
			homes = append(homes, one.Owner)
		}
		for _, home := range homes {
			if err := g.home(home); err != nil && !missing(err) {
				return err
			}
		}
		return nil
	case record.KindHousehold:
		g.in.Household = id
		return g.home(id)
	}
	return store.ErrNotFound
}

func (g *gatherer) home(id record.ID) error {
	f, err := family(g.tx, id)
	if err != nil {
		return err
	}
	g.in.Households = append(g.in.Households, f.Household)
	g.owners[f.Household.Owner] = true
	for id, one := range f.People {
		g.in.People[id] = one
		if !g.in.Household.Zero() {
			g.owners[one.Owner] = true
		}
	}
	return nil
}

// owned reads what the keys of the family and of the person seal.
func (g *gatherer) owned() error {
	want := func(r record.Row) bool { return g.owners[r.Owner] && !r.Owner.Zero() }
	var deliveries []*record.Delivery
	errs := []error{
		collect(g.tx, record.KindConcern, &g.in.Concerns, want), collect(g.tx, record.KindReferral, &g.in.Referrals, want),
		collect(g.tx, record.KindHandover, &g.in.Handovers, want), collect(g.tx, record.KindMerge, &g.in.Merges, want), collect(g.tx, record.KindConsent, &g.in.Consents, want), collect(g.tx, record.KindDelivery, &deliveries, want),
		answers(g.tx, &g.in.Answers, want),
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	for _, d := range deliveries {
		g.in.Sent = append(g.in.Sent, access.Sent{Delivery: d, Lines: sentLines(g.p, d)})
	}
	return nil
}

// contacts reads the talks with the family, and those with nobody it knows in which a name of the subject stands.
func (g *gatherer) contacts() error {
	subjects := g.subjects()
	return g.each(record.KindContact, func(r record.Row) bool {
		own := g.owners[r.Owner] && !r.Owner.Zero()
		return own || slices.Contains(subjects, r.Link) || r.Owner.Zero()
	}, func(one record.Record) {
		c := one.(*record.Contact)
		own := c.About == record.AboutHousehold || c.About == record.AboutPerson
		if own || access.Mentions(g.in.People, subjects, access.ContactText(c)) {
			g.in.Contacts = append(g.in.Contacts, c)
		}
	})
}

// programmes reads those whose aims were given to a contact.
func (g *gatherer) programmes() error {
	g.in.Programmes = map[record.ID]*record.Programme{}
	for _, c := range g.in.Contacts {
		for _, a := range c.Aims {
			one, err := programmeOf(g.tx, a.Programme)
			if err != nil && !missing(err) {
				return err
			}
			if err == nil {
				g.in.Programmes[a.Programme] = one
			}
		}
	}
	return nil
}

// gatherings reads the meetings that name the subject, or whose text does.
func (g *gatherer) gatherings() error {
	subjects := g.subjects()
	return g.each(record.KindMeeting, func(record.Row) bool { return true }, func(one record.Record) {
		m := one.(*record.Meeting)
		text := ""
		for _, one := range m.Texts() {
			text += one.Text.Reveal() + "\n"
		}
		named := slices.ContainsFunc(m.Names, func(id record.ID) bool { return slices.Contains(subjects, id) })
		if named || access.Mentions(g.in.People, subjects, text) {
			g.in.Meetings = append(g.in.Meetings, m)
		}
	})
}

// tasks reads what is to be done for the subject, and what names it.
func (g *gatherer) tasks() error {
	subjects := g.subjects()
	return g.each(record.KindTask, func(r record.Row) bool { return r.State == "free" }, func(one record.Record) {
		t := one.(*record.Task)
		about := slices.Contains(subjects, t.About) || slices.ContainsFunc(g.in.Households, func(h *record.Household) bool { return h.ID == t.About })
		if about || access.Mentions(g.in.People, subjects, t.Text.Reveal()) {
			g.in.Tasks = append(g.in.Tasks, t)
		}
	})
}

// stories reads those of the subject, and those in which its name stands.
func (g *gatherer) stories() error {
	subjects := g.subjects()
	return g.each(record.KindStory, func(record.Row) bool { return true }, func(one record.Record) {
		s := one.(*record.Story)
		if slices.Contains(subjects, s.Person) || access.Mentions(g.in.People, subjects, s.Text.Reveal()) {
			g.in.Stories = append(g.in.Stories, s)
		}
	})
}

// around reads what is needed to recognise others and places: everybody's names, the social map, the worker.
func (g *gatherer) around() error {
	err := g.each(record.KindPerson, func(record.Row) bool { return true }, func(one record.Record) {
		g.in.Everybody = append(g.in.Everybody, one.(*record.Person))
	})
	if err != nil {
		return err
	}
	err = g.each(record.KindPartner, func(record.Row) bool { return true }, func(one record.Record) {
		g.in.Partners[one.Base().ID] = one.(*record.Partner)
	})
	if err != nil {
		return err
	}
	g.in.Worker, err = profile(g.tx)
	return err
}

func (g *gatherer) subjects() []record.ID {
	if !g.in.Subject.Zero() {
		return []record.ID{g.in.Subject}
	}
	all := make([]record.ID, 0, len(g.in.People))
	for id := range g.in.People {
		all = append(all, id)
	}
	return all
}

// each opens the records of a kind whose rows are wanted, in the order of their days. It stops when the caller no longer waits.
func (g *gatherer) each(kind record.Kind, want func(record.Row) bool, do func(record.Record)) error {
	var rows []record.Row
	for _, r := range g.tx.Rows(kind) {
		if want(r) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b record.Row) int { return a.On.Number() - b.On.Number() })
	for i, r := range rows {
		if i%200 == 0 && g.ctx.Err() != nil {
			return g.ctx.Err()
		}
		one, err := g.tx.Get(kind, r.ID)
		if err != nil {
			return err
		}
		do(one)
	}
	return nil
}

// sentLines takes the document of a delivery about a family apart, in words; another holds nothing about anybody.
func sentLines(p *i18n.Printer, d *record.Delivery) []access.Line {
	var doc cjg.Referral
	if d.What != record.KindReferral || json.Unmarshal([]byte(d.Document.Reveal()), &doc) != nil {
		return nil
	}
	var all []access.Line
	for _, l := range doc.Lines() {
		all = append(all, access.Line{
			Label: p.Value("document.line", l.Name()), Value: record.Text(lineValue(p, l)), Typed: l.Type == cjg.Text, Place: slices.Contains(placeLines(), l.Name()),
		})
	}
	return all
}

// placeLines are the lines that say where somebody lives, or which organisation it is.
func placeLines() []string {
	return []string{"personen_plaats", "wijk", "gemeente", "plaats", "aan_organisatie", "van_organisatie", "wiebetrokken"}
}

func lineValue(p *i18n.Printer, l cjg.Line) string {
	switch l.Type {
	case cjg.Date:
		if d, err := record.ParseDate(l.Value); err == nil {
			return p.Date(d)
		}
	case cjg.YesNo:
		if l.Value == "ja" {
			return p.T("fyne.yes")
		}
		return p.T("fyne.no")
	case cjg.Choice:
		if l.Enum != "language" {
			return p.Value(l.Enum, l.Value)
		}
	}
	return l.Value
}

// accessDays is how long decisions about a document are kept: its edited words are about people, and the document is a moment.
const accessDays = 30

// keptDecision is a decision in the bytes of a draft.
type keptDecision struct {
	Choice  string   `json:"choice"`
	Words   string   `json:"words,omitempty"`
	Version uint64   `json:"version"`
	Seen    []string `json:"seen,omitempty"`
}

// keptDecisions is what a draft of a document holds.
type keptDecisions struct {
	On  time.Time               `json:"on"`
	Who record.ID               `json:"who"`
	All map[string]keptDecision `json:"all"`
}

// AccessKey is the key of the draft with the decisions about the document of a person or a family. It goes when they are erased.
func AccessKey(kind record.Kind, id record.ID) string {
	return "access/" + kind.String() + "/" + id.String()
}

// SaveDecisions keeps what was decided about the passages of a document, sealed, so that a worker can go on later. Who is who asks.
func (b *Book) SaveDecisions(ctx context.Context, kind record.Kind, id, who record.ID, d access.Decisions) error {
	kept := keptDecisions{On: b.now().UTC(), Who: who, All: map[string]keptDecision{}}
	for key, one := range d {
		kept.All[key] = keptDecision{string(one.Choice), one.Words.Reveal(), one.Version, one.Seen}
	}
	data, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	defer clear(data)
	return b.update(ctx, func(tx *store.Tx) error {
		return tx.PutDraft(AccessKey(kind, id), append([]byte{byte(record.KindNone)}, data...))
	})
}

// Decisions reads them back with who asked; none when there are none or when they are too old to be trusted.
func (b *Book) Decisions(ctx context.Context, kind record.Kind, id record.ID) (d access.Decisions, who record.ID, err error) {
	d = access.Decisions{}
	err = b.view(ctx, func(tx *store.Tx) error {
		data, err := tx.Draft(AccessKey(kind, id))
		if missing(err) || err == nil && len(data) < 2 {
			return nil
		}
		if err != nil {
			return err
		}
		defer clear(data)
		var kept keptDecisions
		if json.Unmarshal(data[1:], &kept) != nil || b.Today().Since(record.DateOf(kept.On)) > accessDays {
			return nil
		}
		who = kept.Who
		for key, one := range kept.All {
			d[key] = access.Decision{Choice: access.Choice(one.Choice), Words: record.Text(one.Words), Version: one.Version, Seen: one.Seen}
		}
		return nil
	})
	return d, who, err
}

// DropDecisions forgets them, after the document was made.
func (b *Book) DropDecisions(ctx context.Context, kind record.Kind, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.DeleteDraft(AccessKey(kind, id)) })
}
