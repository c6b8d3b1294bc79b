package book_test

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/contribution"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// circle is a coordinator with a programme, and workers who hand in, each in a store of their own.
type circle struct {
	t         *testing.T
	boss      *book.Book
	programme record.ID
	workers   []*book.Book
	period    summary.Period
}

func newCircle(t *testing.T, names ...string) *circle {
	t.Helper()
	c := &circle{t: t, boss: helper(t, "Marieke")}
	today := c.boss.Today()
	c.period = summary.Period{From: today.Add(-60), To: today}
	p := &record.Programme{
		Name: record.Text("Samen oplopen"), Partners: []record.Private{record.Text("CJG Zuid")},
		Years: []record.ProgrammeYear{{Year: today.Year, Aims: []record.Private{record.Text("taal"), record.Text("schulden")}}},
	}
	c.must(c.boss.PutProgramme(t.Context(), p))
	c.programme = p.ID
	card, err := c.boss.ProgrammeCard(t.Context(), p.ID)
	c.must(err)
	for _, name := range names {
		b := helper(t, name)
		_, err := b.TakeProgramme(t.Context(), card)
		c.must(err)
		c.workers = append(c.workers, b)
		c.gatherings(b, 6)
	}
	return c
}

func helper(t *testing.T, name string) *book.Book {
	t.Helper()
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	p, err := b.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.Name = record.Text(name)
	if err := b.SaveProfile(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	return b
}

func (c *circle) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *circle) gatherings(b *book.Book, n int) {
	c.t.Helper()
	for range n {
		c.must(b.SaveMeeting(c.t.Context(), &record.Meeting{Type: record.MeetingCoffee, On: c.period.To.Add(-3), Heads: 4}))
	}
}

func (c *circle) hand(b *book.Book) book.ContributionFile {
	c.t.Helper()
	prepared, err := b.PrepareContribution(c.t.Context(), c.programme, c.period)
	c.must(err)
	file, err := b.Contribute(c.t.Context(), prepared)
	c.must(err)
	return book.ContributionFile{Name: "x", Data: file}
}

func (c *circle) take(files ...book.ContributionFile) []book.Brought {
	c.t.Helper()
	all, err := c.boss.TakeContributions(c.t.Context(), c.programme, c.period, files, nil)
	c.must(err)
	return all
}

func (c *circle) joint() (summary.Report, error) {
	return c.boss.JointOverview(c.t.Context(), c.programme, c.period, sdc.Minimum, false)
}

func (c *circle) standing() book.Gathering {
	c.t.Helper()
	g, err := c.boss.Gathering(c.t.Context(), c.programme, c.period)
	c.must(err)
	return g
}

func TestWorkersHandInAndACoordinatorAddsUp(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet")
	for _, b := range c.workers[:2] {
		c.take(c.hand(b))
	}
	if _, err := c.joint(); !errors.Is(err, contribution.ErrFew) {
		t.Fatalf("two workers are added up: %v", err)
	}
	third := c.hand(c.workers[2])
	look, err := c.boss.LookContributions(t.Context(), c.programme, c.period, []book.ContributionFile{third})
	c.must(err)
	if look[0].State != book.BroughtNew || !look[0].Stranger || look[0].From.Name.Reveal() != "Hiwet" || len(c.standing().Workers) != 2 {
		t.Fatalf("looking says %+v of %q and keeps %d", look[0], look[0].From.Name.Reveal(), len(c.standing().Workers))
	}
	c.take(third)
	r, err := c.joint()
	c.must(err)
	if !r.Safe || r.Total("meetings.type").Count != 18 || r.Joint.Workers != 3 || !r.Joint.Double || len(r.Doubled()) == 0 {
		t.Fatalf("%d meetings of %+v", r.Total("meetings.type").Count, r.Joint)
	}
	c.must(c.boss.Publish(t.Context(), r))
	all, err := c.boss.Overviews(t.Context())
	c.must(err)
	again := summary.Again(all[0], c.boss.Today())
	if again.Joint == nil || again.Joint.Workers != 3 || again.Total("meetings.type").Count != 18 {
		t.Fatalf("made again it is of %+v", again.Joint)
	}
}

func TestWhatAContributionIsBesideWhatIsHere(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet")
	ctx := t.Context()
	first := c.hand(c.workers[0])
	c.gatherings(c.workers[0], 2)
	second := c.hand(c.workers[0])
	other := newCircle(t, "Nour")
	strange := other.hand(other.workers[0])
	prepared, err := c.workers[0].PrepareContribution(ctx, c.programme, summary.Period{From: c.period.From.Add(1), To: c.period.To})
	c.must(err)
	elsewhen, err := c.workers[0].Contribute(ctx, prepared)
	c.must(err)
	damaged := slices.Clone(second.Data)
	damaged[len(damaged)-5] ^= 1
	files := []book.ContributionFile{
		first, first, second, first, strange, {Data: elsewhen}, {Data: damaged}, {Data: []byte("hallo")}, {Err: contribution.ErrFormat}, c.hand(c.workers[1]),
	}
	got := c.take(files...)
	want := []struct {
		state book.BroughtState
		err   *fault.Error
	}{
		{book.BroughtNew, nil}, {book.BroughtAgain, nil}, {book.BroughtCorrected, nil}, {book.BroughtWrong, contribution.ErrOlder},
		{book.BroughtWrong, contribution.ErrOther}, {book.BroughtWrong, contribution.ErrPeriod}, {book.BroughtWrong, contribution.ErrDamaged},
		{book.BroughtWrong, contribution.ErrFormat}, {book.BroughtWrong, contribution.ErrFormat}, {book.BroughtNew, nil},
	}
	for i, w := range want {
		if got[i].State != w.state || (w.err == nil) != (got[i].Err == nil) || w.err != nil && !errors.Is(got[i].Err, w.err) {
			t.Errorf("file %d is %s, %v; it should be %s, %v", i, got[i].State, got[i].Err, w.state, w.err)
		}
	}
	if g := c.standing(); g.In != 2 || g.Missing != 0 {
		t.Fatalf("%+v", g)
	}
	c.take(c.hand(c.workers[2]))
	r, err := c.joint()
	c.must(err)
	if n := r.Total("meetings.type").Count; n != 8+6+6 {
		t.Errorf("%d meetings: a correction replaces, and nothing counts twice", n)
	}
}

// Whatever the order in which files come, and in how many turns, the sum is the same.
func TestTheOrderOfFilesMeansNothing(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet")
	card, err := c.workers[0].KeyCard(t.Context())
	c.must(err)
	for turn := range 6 {
		p := &record.Programme{Name: record.Text("Ronde " + strconv.Itoa(turn))}
		c.must(c.boss.PutProgramme(t.Context(), p))
		c.programme = p.ID
		c.must(c.boss.ExpectWorker(t.Context(), p.ID, card))
		file, err := c.boss.ProgrammeCard(t.Context(), p.ID)
		c.must(err)
		var files []book.ContributionFile
		want := 0
		for _, b := range c.workers {
			_, err := b.TakeProgramme(t.Context(), file)
			c.must(err)
			first := c.hand(b)
			c.gatherings(b, 1)
			files = append(files, first, c.hand(b), first)
			r, err := b.Overview(t.Context(), c.period)
			c.must(err)
			want += r.Total("meetings.type").Count
		}
		for i := range files { // each turn another order
			j := (i*5 + turn*3) % len(files)
			files[i], files[j] = files[j], files[i]
		}
		half := len(files) * turn / 6
		c.take(files[:half]...)
		c.take(files[half:]...)
		r, err := c.joint()
		c.must(err)
		if n := r.Total("meetings.type").Count; n != want {
			t.Errorf("turn %d: %d meetings, %d were held", turn, n, want)
		}
	}
}

func TestNoByteOfAContributionCanBeChanged(t *testing.T) {
	c := newCircle(t, "Fatima")
	good := c.hand(c.workers[0]).Data
	var files []book.ContributionFile
	for i := 0; i < len(good); i++ {
		if i > 1500 && i%211 != 0 && i < len(good)-200 {
			continue
		}
		bad := slices.Clone(good)
		bad[i] ^= 0x10
		files = append(files, book.ContributionFile{Data: bad})
	}
	for i, a := range c.take(files...) {
		if a.State != book.BroughtWrong {
			t.Fatalf("change %d is taken as %s", i, a.State)
		}
	}
	if len(c.boss.Rows(record.KindContribution)) != 0 {
		t.Error("something was kept")
	}
}

func TestTheSameHourInTwoContributionsHasAMark(t *testing.T) {
	c := newCircle(t, "Fatima")
	ctx, b := t.Context(), c.workers[0]
	prepared, err := b.PrepareContribution(ctx, c.programme, c.period)
	c.must(err)
	if !prepared.Content.Also.None() {
		t.Fatalf("the first has a mark: %+v", prepared.Content.Also)
	}
	c.hand(b)
	other := newCircle(t)
	card, err := other.boss.ProgrammeCard(ctx, other.programme)
	c.must(err)
	_, err = b.TakeProgramme(ctx, card)
	c.must(err)
	c.must(b.SaveMeeting(ctx, &record.Meeting{Type: record.MeetingCoffee, On: c.period.To.Add(-3), Heads: 4, Length: 3600e9}))
	prepared, err = b.PrepareContribution(ctx, other.programme, c.period)
	c.must(err)
	if prepared.Content.Also != (summary.Also{Meetings: 6}) {
		t.Errorf("the second says %+v", prepared.Content.Also)
	}
	data, err := prepared.Content.Bytes()
	c.must(err)
	if bytes.Contains(data, []byte(c.programme.String())) || bytes.Contains(data, []byte("Samen")) {
		t.Error("the second tells of which programme the first was")
	}
}

func TestNothingGoesThatWasNotLookedAt(t *testing.T) {
	c := newCircle(t, "Fatima")
	ctx, b := t.Context(), c.workers[0]
	prepared, err := b.PrepareContribution(ctx, c.programme, c.period)
	c.must(err)
	c.gatherings(b, 1)
	if _, err := b.Contribute(ctx, prepared); !errors.Is(err, contribution.ErrChanged) {
		t.Errorf("%v", err)
	}
	if len(b.Rows(record.KindContribution)) != 0 {
		t.Error("it is kept as handed in")
	}
	empty := summary.Period{From: c.period.From.Add(-900), To: c.period.From.Add(-800)}
	if _, err := b.PrepareContribution(ctx, c.programme, empty); !errors.Is(err, contribution.ErrEmpty) {
		t.Errorf("an empty period: %v", err)
	}
	if _, err := b.PrepareContribution(ctx, c.programme, summary.Period{From: c.period.To.Add(1), To: c.period.To.Add(9)}); !errors.Is(err, contribution.ErrFuture) {
		t.Errorf("a period that has not begun: %v", err)
	}
}

// After a joint overview one more contribution would tell, beside it, what one worker counted.
func TestOneMoreWorkerIsNotToldByTheDifference(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet", "Nour", "Ali", "Samira")
	for _, b := range c.workers {
		card, err := b.KeyCard(t.Context())
		c.must(err)
		c.must(c.boss.ExpectWorker(t.Context(), c.programme, card))
	}
	for _, b := range c.workers[:3] {
		c.take(c.hand(b))
	}
	_, err := c.joint()
	c.must(err)
	c.take(c.hand(c.workers[3]))
	for i, in := range []int{3, 3, 6} { // with the fourth, with the fifth, and with the sixth, when three came after the first
		r, err := c.joint()
		c.must(err)
		if r.Joint.Workers != in || r.Joint.Missing != 6-in || r.Total("meetings.type").Count != 6*in {
			t.Errorf("turn %d: %d meetings of %+v", i, r.Total("meetings.type").Count, r.Joint)
		}
		if i+4 < len(c.workers) {
			c.take(c.hand(c.workers[i+4]))
		}
	}
}

func TestAWorkerTakesAContributionBack(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet", "Nour")
	for _, b := range c.workers {
		c.take(c.hand(b))
	}
	out, err := c.workers[0].Contributed(t.Context())
	c.must(err)
	file, err := c.workers[0].WithdrawContribution(t.Context(), out[0].ID)
	c.must(err)
	if got := c.take(book.ContributionFile{Data: file}); got[0].State != book.BroughtWithdrawn {
		t.Fatalf("%+v", got[0])
	}
	r, err := c.joint()
	c.must(err)
	if r.Joint.Workers != 3 || r.Total("meetings.type").Count != 18 || r.Joint.Missing != 0 {
		t.Errorf("%d meetings of %+v", r.Total("meetings.type").Count, r.Joint)
	}
	if prepared, err := c.workers[0].PrepareContribution(t.Context(), c.programme, c.period); err != nil || prepared.Content.Edition != 3 {
		t.Errorf("handing in after all: edition %d, %v", prepared.Content.Edition, err)
	}
}

func TestProgrammeCards(t *testing.T) {
	c := newCircle(t, "Fatima")
	ctx, b := t.Context(), c.workers[0]
	old, err := c.boss.ProgrammeCard(ctx, c.programme)
	c.must(err)
	p, err := c.boss.Programmes(ctx)
	c.must(err)
	p[0].Years[0].Aims[0] = record.Text("iets anders")
	if err := c.boss.PutProgramme(ctx, p[0]); !errors.Is(err, book.ErrAims) {
		t.Errorf("aims of a year are changed: %v", err)
	}
	p, err = c.boss.Programmes(ctx)
	c.must(err)
	p[0].Partners = append(p[0].Partners, record.Text("Wijkteam Noord"))
	c.must(c.boss.PutProgramme(ctx, p[0]))
	newer, err := c.boss.ProgrammeCard(ctx, c.programme)
	c.must(err)
	got, err := b.TakeProgramme(ctx, newer)
	c.must(err)
	if len(got.Partners) != 2 || got.Own || len(got.Workers) != 0 {
		t.Errorf("%+v", got)
	}
	changed := bytes.Replace(slices.Clone(newer), []byte(`"body":"e`), []byte(`"body":"f`), 1)
	for name, w := range map[string]struct {
		who  *book.Book
		file []byte
		err  error
	}{
		"older": {b, old, contribution.ErrCardOlder}, "own": {c.boss, newer, contribution.ErrCardOwn}, "changed": {b, changed, contribution.ErrCard},
		"no card": {b, []byte("{}"), contribution.ErrCard}, "a newer format": {b, bytes.Replace(slices.Clone(newer), []byte(`"version":1`), []byte(`"version":2`), 1), contribution.ErrCardNewer},
	} {
		if _, err := w.who.TakeProgramme(ctx, w.file); !errors.Is(err, w.err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What one worker counted stands nowhere in the coordinator's export, log or rows.
func TestNobodysOwnNumbersLeaveTheCoordinator(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet")
	for _, b := range c.workers {
		c.take(c.hand(b))
	}
	var out bytes.Buffer
	_, err := c.boss.Export(t.Context(), &out)
	c.must(err)
	for _, word := range []string{"meetings.type", "schakel-bijdrage", `"counts"`, `"content"`} {
		if strings.Contains(out.String(), word) {
			t.Errorf("the export tells %s", word)
		}
	}
	if !strings.Contains(out.String(), `"kind":"contribution"`) || !strings.Contains(out.String(), `"kind":"programme"`) {
		t.Error("the export has no contributions")
	}
	fresh := helper(t, "Marieke")
	if _, err := fresh.Import(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if _, err := fresh.Gathering(t.Context(), c.programme, c.period); err != nil {
		t.Fatal(err)
	}
	if _, err := fresh.JointOverview(t.Context(), c.programme, c.period, sdc.Minimum, false); !errors.Is(err, contribution.ErrOther) {
		t.Errorf("a store with other keys opens them: %v", err)
	}
}

func TestAProgrammeIsForgottenWithItsContributions(t *testing.T) {
	c := newCircle(t, "Fatima")
	c.take(c.hand(c.workers[0]))
	c.must(c.boss.DropProgramme(t.Context(), c.programme))
	if len(c.boss.Rows(record.KindContribution))+len(c.boss.Rows(record.KindProgramme)) != 0 {
		t.Error("something of it stays")
	}
	if _, err := c.boss.Gathering(t.Context(), c.programme, c.period); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
}

// Of somebody who is erased nothing stands in a contribution, and a programme whose lists still name them is told.
func TestErasingReachesWhatIsGathered(t *testing.T) {
	c := newCircle(t)
	ctx := t.Context()
	h := &record.Household{Name: record.Text("gezin Kaya")}
	mother := &record.Person{As: record.PersonParent, First: record.Text("Zeynep"), Last: record.Text("Kaya")}
	c.must(c.boss.SaveFamily(ctx, h, []book.Arrival{{Person: mother, Relation: record.RelationMother}}))
	visit := &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: c.period.To.Add(-2)}
	c.must(c.boss.SaveContact(ctx, visit))
	c.must(c.boss.GiveAims(ctx, record.KindContact, visit.ID, c.programme, []int{2}))
	work, err := c.boss.Aimables(ctx, c.programme, c.period)
	c.must(err)
	if len(work) != 1 || work[0].Who.Reveal() != "gezin Kaya" || !slices.Equal(work[0].Numbers, []int{2}) {
		t.Fatalf("%+v", work)
	}
	prepared, err := c.boss.PrepareContribution(ctx, c.programme, c.period)
	c.must(err)
	if n := prepared.Report.Total("contacts.aim").Count; n != 1 {
		t.Errorf("%d contacts have an aim", n)
	}
	file, err := c.boss.Contribute(ctx, prepared)
	c.must(err)
	c.take(book.ContributionFile{Data: file})
	all, err := c.boss.Programmes(ctx)
	c.must(err)
	all[0].Partners = append(all[0].Partners, record.Text("buurtkamer van Zeynep Kaya"))
	c.must(c.boss.PutProgramme(ctx, all[0]))
	found, err := c.boss.Mentions(ctx, record.KindHousehold, h.ID, nil)
	c.must(err)
	if !slices.ContainsFunc(found.Mentions, func(m book.Mention) bool { return m.Kind == record.KindProgramme }) {
		t.Errorf("the programme is not told: %+v", found.Mentions)
	}
	for _, kind := range []record.Kind{record.KindContribution, record.KindProgramme} {
		for _, row := range c.boss.Rows(kind) {
			if !row.Owner.Zero() && row.Owner == h.Owner {
				t.Errorf("a %s belongs to a family", kind)
			}
		}
	}
}
