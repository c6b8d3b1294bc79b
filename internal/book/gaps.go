package book

import (
	"cmp"
	"context"
	"slices"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Gaps is what is missing in "wie kan helpen", as facts: nobody is scored. Every list is in the order of the alphabet or of the lists of
// record.
type Gaps struct {
	Areas     []Missing          // wijken in which families live and nobody works
	Topics    []record.HelpTopic // about which nobody offers anything
	Ages      []AgeBand          // ages for which nobody is known
	Languages []Missing          // that families speak who need an interpreter, and nobody does
	NoPerson  []record.Row       // partners without a contact person who works there now
	NoNorm    []record.Row       // without an agreement about answering
	NoPhone   []record.Row       // without a telephone number, also of a person
	Left      []OfficerAt        // who left, with nobody after them
	Silent    []OfficerAt        // with whom the worker did not speak for a year
	Waiting   []Unanswered       // where questions and families wait longer than agreed
	Partners  int                // how many there are
}

// Missing is a place or a language of families for which nobody is known. Families is how many there are; it never leaves the screen.
type Missing struct {
	What     string
	Families int
}

// PaperThreshold is how many families a wijk or a language must have to stand on paper: fewer would point at one of them.
const PaperThreshold = 5

// AgeBand is an age band of the child, in years; Unborn is before the birth.
type AgeBand struct {
	From, To int
	Unborn   bool
}

// AgeBands are those of 004, section 2.12: before the birth, 0 to 4, 4 to 12, 12 to 18, 18 to 23.
func AgeBands() []AgeBand {
	return []AgeBand{{Unborn: true}, {From: 0, To: 3}, {From: 4, To: 11}, {From: 12, To: 17}, {From: 18, To: 23}}
}

// OfficerAt is a contact person and where.
type OfficerAt struct {
	Partner record.Row
	First   record.Private
	On      record.Date // since when
}

// Unanswered is how many of the questions to a partner wait longer than agreed, of how many that were asked.
type Unanswered struct {
	Partner     record.Row
	Late, Asked int
}

// silentAfter is how many days without speaking is long.
const silentAfter = 365

// Gaps looks for what is missing. It reads every partner and every family.
func (b *Book) Gaps(ctx context.Context) (Gaps, error) {
	var g Gaps
	err := b.view(ctx, func(tx *store.Tx) error {
		all, err := partnersOf(tx)
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(p *record.Partner) bool { return p.Type.Former() })
		slices.SortFunc(all, func(x, y *record.Partner) int {
			return cmp.Compare(i18n.Fold(x.Called().Reveal()), i18n.Fold(y.Called().Reveal()))
		})
		g.Partners = len(all)
		for _, p := range all {
			g.partner(p, b.Today())
		}
		g.offered(all)
		g.waiting(tx, all, b.Today())
		return g.families(ctx, tx, all, b.Today())
	})
	return g, err
}

// partner notes what is missing at one partner.
func (g *Gaps) partner(p *record.Partner, today record.Date) {
	row := p.Row()
	now := p.Current(today)
	if len(now) == 0 {
		g.NoPerson = append(g.NoPerson, row)
	}
	if p.Norm == 0 {
		g.NoNorm = append(g.NoNorm, row)
	}
	if p.Phone.Empty() && !slices.ContainsFunc(now, func(o record.Officer) bool { return !o.Phone.Empty() }) {
		g.NoPhone = append(g.NoPhone, row)
	}
	for i := range p.Officers {
		o := &p.Officers[i]
		if _, ok := p.Now(o.ID, today); o.Gone(today) && !ok {
			g.Left = append(g.Left, OfficerAt{Partner: row, First: o.First, On: o.To})
		}
		if !o.Gone(today) && !o.Spoke.Zero() && today.Since(o.Spoke) > silentAfter {
			g.Silent = append(g.Silent, OfficerAt{Partner: row, First: o.First, On: o.Spoke})
		}
	}
}

// offered notes for which topics and ages nobody is known.
func (g *Gaps) offered(all []*record.Partner) {
	for _, topic := range record.HelpTopics() {
		if topic != record.HelpOther && !anyOffer(all, func(o record.Offer) bool { return slices.Contains(o.Topics, topic) }) {
			g.Topics = append(g.Topics, topic)
		}
	}
	for _, band := range AgeBands() {
		covers := func(from, to int) bool { return to > 0 && from <= band.To && to >= band.From }
		whole := func(p *record.Partner) bool { return !band.Unborn && covers(p.AgeFrom, p.AgeTo) }
		one := func(o record.Offer) bool {
			return band.Unborn && o.Expecting || !band.Unborn && covers(o.AgeFrom, o.AgeTo)
		}
		if !slices.ContainsFunc(all, whole) && !anyOffer(all, one) {
			g.Ages = append(g.Ages, band)
		}
	}
}

func anyOffer(all []*record.Partner, is func(record.Offer) bool) bool {
	return slices.ContainsFunc(all, func(p *record.Partner) bool { return slices.ContainsFunc(p.Offers, is) })
}

// waiting counts what waits at each partner longer than agreed.
func (g *Gaps) waiting(tx *store.Tx, all []*record.Partner, today record.Date) {
	late, asked := map[record.ID]int{}, map[record.ID]int{}
	norm := map[record.ID]int{}
	for _, p := range all {
		norm[p.ID] = p.Norm
	}
	for _, r := range tx.Rows(record.KindRequest) {
		if r.State != string(record.RequestOpen) {
			asked[r.Link]++
		}
		if r.Flags&record.RowOpen != 0 && !r.Due.Zero() && today.After(r.Due) {
			late[r.Link]++
		}
	}
	for _, r := range tx.Rows(record.KindReferral) {
		if r.State == string(record.ReferralSent) {
			asked[r.Link]++
			if n := norm[r.Link]; n > 0 && today.Since(r.On) > n {
				late[r.Link]++
			}
		}
	}
	for _, p := range all {
		if late[p.ID] > 0 {
			g.Waiting = append(g.Waiting, Unanswered{Partner: p.Row(), Late: late[p.ID], Asked: asked[p.ID]})
		}
	}
}

// families notes where families live and what they speak, for which nobody is known.
func (g *Gaps) families(ctx context.Context, tx *store.Tx, all []*record.Partner, today record.Date) error {
	served, spoken := map[string]bool{}, map[string]bool{}
	for _, p := range all {
		for _, a := range p.Areas {
			served[i18n.Fold(a.Reveal())] = true
		}
		for _, o := range p.Offers {
			marked(spoken, o.Languages)
		}
		for _, o := range p.Current(today) {
			marked(spoken, o.Languages)
		}
	}
	areas, tongues := map[string]int{}, map[string]int{}
	err := tx.Each(record.KindHousehold, idsOf(tx.Rows(record.KindHousehold)), func(r record.Record) error {
		h := r.(*record.Household)
		if area := livesIn(h); area != "" && !served[i18n.Fold(area)] && !served[h.Postcode4] {
			areas[area]++
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	err = tx.Each(record.KindPerson, idsOf(tx.Rows(record.KindPerson)), func(r record.Record) error {
		p := r.(*record.Person)
		if p.Interpreter && len(p.Languages) > 0 && !slices.ContainsFunc(p.Languages, func(c string) bool { return spoken[c] }) {
			tongues[p.Languages[0]]++
		}
		return ctx.Err()
	})
	g.Areas, g.Languages = sorted(areas), sorted(tongues)
	return err
}

// livesIn is the wijk of a family, or its postcode of four digits.
func livesIn(h *record.Household) string {
	if area := h.District.Reveal(); area != "" {
		return area
	}
	return h.Postcode4
}

func marked(all map[string]bool, codes []string) {
	for _, c := range codes {
		all[c] = true
	}
}

func idsOf(rows []record.Row) []record.ID {
	ids := make([]record.ID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	return ids
}

func sorted(counts map[string]int) []Missing {
	all := make([]Missing, 0, len(counts))
	for what, n := range counts {
		all = append(all, Missing{What: what, Families: n})
	}
	slices.SortFunc(all, func(a, b Missing) int { return cmp.Compare(a.What, b.What) })
	return all
}
