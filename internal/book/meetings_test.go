package book_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/access"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// gatherings is a book on a Tuesday, with a recovery code.
func gatherings(t *testing.T) *book.Book {
	t.Helper()
	b := newBookAt(t, func() time.Time { return time.Date(2026, 11, 24, 20, 0, 0, 0, time.UTC) })
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	return b
}

func fine(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// plan plans a series of five coffee mornings from next week on.
func plan(t *testing.T, b *book.Book) []*record.Meeting {
	t.Helper()
	like := &record.Meeting{Type: record.MeetingCoffee, At: "10:00", Place: record.Text("De Brug"), Every: record.EveryTwoWeeks, On: b.Today()}
	all, err := b.PlanMeetings(t.Context(), like, like.Every.Days(b.Today().Add(7), 5, record.Date{}))
	fine(t, err)
	return all
}

func TestASeriesIsPlannedChangedAndStopped(t *testing.T) {
	b, ctx := gatherings(t), t.Context()
	all := plan(t, b)
	if len(all) != 5 || all[4].Series != all[0].Series || all[0].Series.Zero() || all[4].Number != 5 || !all[2].Planned {
		t.Fatalf("%+v", all[4])
	}
	second := *all[1]
	second.Place, second.On = record.Text("De Vuurvlinder"), second.On.Add(1)
	followed, err := b.SaveFollowing(ctx, &second)
	fine(t, err)
	if followed != 3 {
		t.Errorf("%d followed", followed)
	}
	for i, want := range []string{"De Brug", "De Vuurvlinder", "De Vuurvlinder", "De Vuurvlinder", "De Vuurvlinder"} {
		m, err := b.Meeting(ctx, all[i].ID)
		fine(t, err)
		if m.Place.Reveal() != want || i > 1 && (m.On != all[i].On.Add(1) || m.Moved != all[i].On) {
			t.Errorf("%d: %s on %s, moved from %s", i, m.Place.Reveal(), m.On, m.Moved)
		}
	}
	partner := &record.Partner{Type: record.PartnerJGZ, Name: record.Text("JGZ"), Norm: 5}
	fine(t, b.SavePartner(ctx, partner))
	fine(t, b.SaveRequest(ctx, &record.Request{What: record.RequestExpert, Partner: partner.ID, Meeting: all[3].ID, Text: record.Text("over slapen")}))
	stopped, err := b.StopSeries(ctx, all[0].Series, all[1].On.Add(1))
	fine(t, err)
	if stopped != 3 || len(b.Rows(record.KindMeeting)) != 3 {
		t.Errorf("%d stopped, %d left", stopped, len(b.Rows(record.KindMeeting)))
	}
	if m, err := b.Meeting(ctx, all[3].ID); err != nil || m.State() != record.MeetingOff {
		t.Errorf("what a question speaks of stays as one that did not take place: %v", err)
	}
	if checked, err := b.Verify(ctx, nil); err != nil || len(checked.Findings) > 0 {
		t.Errorf("%+v %v", checked.Findings, err)
	}
}

func TestAPlanIsAllOrNothing(t *testing.T) {
	b, ctx := gatherings(t), t.Context()
	like := &record.Meeting{Type: record.MeetingCoffee}
	for _, days := range [][]record.Date{nil, make([]record.Date, record.SeriesMost+1), {b.Today().Add(1), record.Day(2090, 1, 1)}} {
		if _, err := b.PlanMeetings(ctx, like, days); fault.Of(err) != fault.Invalid {
			t.Errorf("%d days: %v", len(days), err)
		}
	}
	if n := len(b.Rows(record.KindMeeting)); n != 0 {
		t.Errorf("%d kept all the same", n)
	}
	one, err := b.PlanMeetings(ctx, like, []record.Date{b.Today().Add(1)})
	fine(t, err)
	if !one[0].Series.Zero() {
		t.Error("one day is no series")
	}
	if err := b.MoveMeeting(ctx, one[0].ID, record.MeetingResume, record.MeetingChange{}); !errors.Is(err, record.ErrTransition) {
		t.Errorf("%v", err)
	}
	if err := b.MoveMeeting(ctx, one[0].ID, record.MeetingHold, record.MeetingChange{Heads: 4}); fault.Of(err) != fault.Invalid {
		t.Errorf("held tomorrow: %v", err)
	}
}

// sorts are the sorts of Vandaag, with what they say.
func said(t *testing.T, b *book.Book) string {
	t.Helper()
	list, err := b.TodayList(t.Context(), 5)
	fine(t, err)
	var all []string
	for _, s := range list {
		all = append(all, string(s.Sort)+" "+s.What.Reveal())
	}
	return strings.Join(all, " | ")
}

func TestVandaagAsksHowItWasAndWhatWasAgreed(t *testing.T) {
	b, ctx := gatherings(t), t.Context()
	today := &record.Meeting{Type: record.MeetingCoffee, On: b.Today(), At: "10:00", Planned: true}
	later := &record.Meeting{Type: record.MeetingTheme, On: b.Today(), At: "21:00", Planned: true}
	long := &record.Meeting{Type: record.MeetingTheme, On: b.Today().Add(-40), Planned: true}
	for _, m := range []*record.Meeting{today, later, long} {
		fine(t, b.SaveMeeting(ctx, m))
	}
	if got := said(t, b); got != "meeting " {
		t.Errorf("%q: one has begun, one has not, and one is left alone", got)
	}
	fine(t, b.MoveMeeting(ctx, today.ID, record.MeetingHold, record.MeetingChange{Heads: 14}))
	held := &record.Meeting{Type: record.MeetingCoffee, On: b.Today().Add(-10), Heads: 9, Agreements: []record.Agreement{
		{Text: record.Text("zaal vragen"), Who: record.Text("Nadia"), By: b.Today()}, {Text: record.Text("mensen bellen"), By: b.Today().Add(-1)},
		{Text: record.Text("later"), By: b.Today().Add(5)},
	}}
	fine(t, b.SaveMeeting(ctx, held))
	if got := said(t, b); got != "agreed mensen bellen" {
		t.Errorf("%q", got)
	}
	fine(t, b.KeepAgreement(ctx, held.ID, record.Text("mensen bellen")))
	if got := said(t, b); got != "agreed zaal vragen" {
		t.Errorf("%q", got)
	}
	if err := b.KeepAgreement(ctx, held.ID, record.Text("mensen bellen")); fault.CodeOf(err) != "store.changed" {
		t.Errorf("done twice: %v", err)
	}
	fine(t, b.KeepAgreement(ctx, held.ID, record.Text("zaal vragen")))
	if got := said(t, b); got != "" {
		t.Errorf("%q: what is due later waits", got)
	}
}

func TestOpenQuestionsComeBackAtTheNextGathering(t *testing.T) {
	b, ctx := gatherings(t), t.Context()
	first := &record.Meeting{Type: record.MeetingCoffee, On: b.Today().Add(-14), Heads: 9, Questions: []record.Question{
		{Text: record.Text("Wie leest brieven voor?")}, {Text: record.Text("Is er zwemles?"), AnsweredOn: b.Today().Add(-14)},
	}}
	fine(t, b.SaveMeeting(ctx, first))
	next := &record.Meeting{Type: record.MeetingCoffee, On: b.Today()}
	open, err := b.OpenQuestions(ctx, next)
	fine(t, err)
	if len(open) != 1 || open[0].Text.Reveal() != "Wie leest brieven voor?" || open[0].Meeting != first.ID {
		t.Fatalf("%+v", open)
	}
	if other, _ := b.OpenQuestions(ctx, &record.Meeting{Type: record.MeetingFathers, On: b.Today()}); len(other) != 0 {
		t.Error("a question stays with its own sort of gathering")
	}
	fine(t, b.AnswerQuestion(ctx, open[0], record.Text("De bibliotheek."), record.Text("Marieke")))
	m, err := b.Meeting(ctx, first.ID)
	fine(t, err)
	if q := m.Questions[0]; q.AnsweredOn != b.Today() || q.By.Reveal() != "Marieke" {
		t.Errorf("%+v", q)
	}
	if again, _ := b.OpenQuestions(ctx, next); len(again) != 0 {
		t.Error("answered once is enough")
	}
	if err := b.AnswerQuestion(ctx, open[0], record.Private{}, record.Private{}); fault.CodeOf(err) != "store.changed" {
		t.Errorf("answered twice: %v", err)
	}
}

// say writes down a gathering so many days ago with words.
func say(t *testing.T, b *book.Book, ago int, words string) *record.Meeting {
	t.Helper()
	m := &record.Meeting{Type: record.MeetingCoffee, On: b.Today().Add(-ago), Heads: 8, Came: record.Text(words)}
	fine(t, b.SaveMeeting(t.Context(), m))
	return m
}

func TestWordsStandSideBySideUntilASignalIsProposed(t *testing.T) {
	b, ctx := gatherings(t), t.Context()
	say(t, b, 120, "Huur, slapen")
	say(t, b, 20, "huur, school")
	if table, err := b.MeetingWords(ctx, 6); err != nil || table.Offer != nil {
		t.Fatalf("twice is chance: %+v %v", table.Offer, err)
	}
	off := &record.Meeting{Type: record.MeetingCoffee, On: b.Today().Add(-3), Off: record.OffFew, Came: record.Text("huur")}
	fine(t, b.SaveMeeting(ctx, off))
	say(t, b, 200, "huur")
	if table, _ := b.MeetingWords(ctx, 12); table.Offer != nil {
		t.Fatal("what did not take place does not count, nor what is longer ago than half a year")
	}
	say(t, b, 2, "HUUR; vaders; huur")
	table, err := b.MeetingWords(ctx, 6)
	fine(t, err)
	if o := table.Offer; o == nil || o.Meetings != 3 || len(o.Words) != 1 || o.From != b.Today().Add(-120) || o.To != b.Today().Add(-2) {
		t.Fatalf("%+v", table.Offer)
	}
	row := table.Rows[0]
	if row.Total != 3 || len(row.Counts) != 6 || row.Counts[5] != 2 || row.New || !row.Rising {
		t.Errorf("%+v", row)
	}
	for _, r := range table.Rows {
		if r.Word.Reveal() == "vaders" && !r.New {
			t.Error("vaders is new")
		}
	}
	if got := said(t, b); !strings.HasPrefix(got, "words ") {
		t.Errorf("Vandaag proposes it calmly: %q", got)
	}
	list, _ := b.TodayList(ctx, 5)
	fine(t, b.NotNow(ctx, list[0].Key, b.Today().Add(30)))
	if got := said(t, b); got != "" {
		t.Errorf("not now: %q", got)
	}
	if table, _ := b.MeetingWords(ctx, 6); table.Offer != nil {
		t.Error("not now holds on both pages")
	}
}

func TestAWordThatWentIntoASignalIsNotProposedAgain(t *testing.T) {
	b, ctx := gatherings(t), t.Context()
	for _, ago := range []int{30, 20, 10} {
		say(t, b, ago, "huur, slapen")
	}
	table, err := b.MeetingWords(ctx, 6)
	fine(t, err)
	fine(t, b.WordsTaken(ctx, table.Offer.Words[:1]))
	if table, err = b.MeetingWords(ctx, 6); err != nil || table.Offer == nil || len(table.Offer.Words) != 1 {
		t.Fatalf("%+v %v", table.Offer, err)
	}
	var out bytes.Buffer
	_, err = b.Export(ctx, &out)
	fine(t, err)
	for _, line := range strings.Split(out.String(), "\n") {
		if strings.Contains(line, `"kind":"task"`) && strings.Contains(line, "huur") {
			t.Errorf("the mark can be read: %s", line)
		}
	}
}

func TestNamesOfAGatheringAreFoundAndErased(t *testing.T) {
	b, ctx := gatherings(t), t.Context()
	who := &record.Person{As: record.PersonOther, First: record.Text("Zeliha"), Last: record.Text("Karaca")}
	fine(t, b.SavePerson(ctx, who))
	m := &record.Meeting{
		Type: record.MeetingCoffee, On: b.Today(), Heads: 3, Names: []record.ID{who.ID},
		Agreements:   []record.Agreement{{Text: record.Text("Zeliha Karaca brengt thee mee"), Who: record.Text("Zeliha")}},
		Facilitators: []record.Facilitator{{Who: record.Text("Zeliha Karaca")}},
	}
	fine(t, b.SaveMeeting(ctx, m))
	other := &record.Meeting{Type: record.MeetingTheme, On: b.Today(), Heads: 5, Questions: []record.Question{{Text: record.Text("Mag Zeliha Karaca helpen?")}}}
	fine(t, b.SaveMeeting(ctx, other))
	elsewhere, err := b.Mentions(ctx, record.KindPerson, who.ID, nil)
	fine(t, err)
	found := map[record.ID]bool{}
	for _, one := range elsewhere.Mentions {
		found[one.ID] = true
	}
	if !found[m.ID] || !found[other.ID] || elsewhere.Named[record.KindMeeting] != 1 {
		t.Errorf("%d mentions, named %v", len(elsewhere.Mentions), elsewhere.Named)
	}
	dutch, err := i18n.New("nl")
	fine(t, err)
	in, err := b.Access(ctx, dutch, record.KindPerson, who.ID)
	fine(t, err)
	if in.AskedBy = who.ID; len(in.Meetings) != 2 {
		t.Fatalf("what is held about her: %d gatherings", len(in.Meetings))
	}
	all, err := access.Collect(dutch, in)
	fine(t, err)
	var texts []string
	for _, p := range all {
		texts = append(texts, p.Text.Reveal())
	}
	for _, want := range []string{"Mag Zeliha Karaca helpen?", "Zeliha Karaca brengt thee mee"} {
		if !slices.Contains(texts, want) {
			t.Errorf("not in what is held about her: %q", want)
		}
	}
}

func TestHelpersByNameNeedTheRecoveryCode(t *testing.T) {
	b, ctx := newBook(t), t.Context()
	m := &record.Meeting{Type: record.MeetingCoffee, On: b.Today(), Heads: 3, Facilitators: []record.Facilitator{{Length: time.Hour}}}
	fine(t, b.SaveMeeting(ctx, m))
	m.Facilitators[0].Who = record.Text("Nadia")
	if err := b.SaveMeeting(ctx, m); !errors.Is(err, book.ErrRecovery) {
		t.Errorf("%v", err)
	}
}

// exported are the lines of an export about gatherings, without the moment at which an import kept them.
func exportedMeetings(t *testing.T, b *book.Book) string {
	t.Helper()
	var out bytes.Buffer
	_, err := b.Export(t.Context(), &out)
	fine(t, err)
	var some []string
	for _, line := range strings.Split(out.String(), "\n") {
		if !strings.Contains(line, `"kind":"meeting"`) {
			continue
		}
		r, err := codec.ParseLine([]byte(line))
		fine(t, err)
		r.Base().Changed, r.Base().Imported = time.Time{}, false
		plain, err := codec.Line(r)
		fine(t, err)
		some = append(some, string(plain))
	}
	return strings.Join(some, "\n")
}

func TestGatheringsComeOutAndInByteForByte(t *testing.T) {
	first, second := gatherings(t), gatherings(t)
	_, err := first.Import(t.Context(), strings.NewReader(lines(t, practice.Records(first.Today(), 2))))
	fine(t, err)
	var all bytes.Buffer
	_, err = first.Export(t.Context(), &all)
	fine(t, err)
	text := all.String()[strings.Index(all.String(), "\n")+1:] // the first line is the profile, which every store has already
	_, err = second.Import(t.Context(), strings.NewReader(text))
	fine(t, err)
	want, got := exportedMeetings(t, first), exportedMeetings(t, second)
	if want != got || strings.Count(want, "\n") < 80 {
		t.Errorf("%d and %d bytes", len(want), len(got))
	}
}
