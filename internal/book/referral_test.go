package book_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/sdc"
)

// onWay is a book with a family and a partner without a connection, and a referral that was just begun.
type onWay struct {
	*book.Book
	t       *testing.T
	clock   *time.Time
	home    *record.Household
	mother  *record.Person
	child   *record.Person
	partner *record.Partner
	ref     *record.Referral
}

func newOnWay(t *testing.T) *onWay {
	t.Helper()
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.Local)
	w := &onWay{t: t, clock: &now}
	w.Book = newBookAt(t, func() time.Time { return now })
	_, err := w.GiveRecovery(t.Context())
	must(t, err)
	w.mother = &record.Person{As: record.PersonParent, First: record.Text("Elif"), Languages: []string{"tur"}}
	w.child = &record.Person{As: record.PersonChild, First: record.Text("Emre"), Birth: w.Today().Years(-8)}
	w.home = &record.Household{Name: record.Text("gezin Yıldız"), Municipality: "GM0599", Postcode4: "3074", District: record.Text("Zuiderwijk"), Tried: record.Text("Bij de huisarts geweest.")}
	must(t, w.SaveFamily(t.Context(), w.home, []book.Arrival{{Person: w.mother, Relation: record.RelationMother}, {Person: w.child, Relation: record.RelationChild}}))
	w.partner = &record.Partner{Type: record.PartnerSchool, Name: record.Text("De Regenboog"), Norm: 5, Officers: []record.Officer{{First: record.Text("Joke")}}}
	must(t, w.SavePartner(t.Context(), w.partner))
	w.ref = w.begin()
	return w
}

func (w *onWay) begin() *record.Referral {
	w.t.Helper()
	r, err := w.StartReferral(w.t.Context(), w.home.ID, record.ID{})
	must(w.t, err)
	r.Partner = w.partner.ID
	must(w.t, w.SaveReferral(w.t.Context(), r))
	return r
}

func (w *onWay) later(days int) { *w.clock = w.clock.AddDate(0, 0, days) }

func (w *onWay) now() *record.Referral {
	w.t.Helper()
	page, err := w.ReferralPage(w.t.Context(), w.ref.ID)
	must(w.t, err)
	return page.Referral
}

func (w *onWay) move(all ...record.Move) {
	w.t.Helper()
	for _, m := range all {
		must(w.t, w.MakeMove(w.t.Context(), w.ref.ID, m))
	}
}

// sorts are the sorts of Vandaag about a referral.
func (w *onWay) sorts() []book.SentenceSort {
	w.t.Helper()
	list, err := w.TodayList(w.t.Context(), 20)
	must(w.t, err)
	var all []book.SentenceSort
	for _, s := range list {
		if s.Kind == record.KindReferral {
			all = append(all, s.Sort)
		}
	}
	return all
}

func TestVandaagSpeaksOfTheWholeRoad(t *testing.T) {
	w := newOnWay(t)
	says := func(when string, want ...book.SentenceSort) {
		t.Helper()
		if diff := cmp.Diff(want, w.sorts()); diff != "" {
			t.Errorf("%s: %s", when, diff)
		}
	}
	says("just begun")
	must(t, w.SaveAlong(t.Context(), w.ref.ID, record.AlongDay{On: w.Today().Add(3), At: "10:00"}))
	says("going along in three days")
	w.later(2)
	says("going along tomorrow", book.SentenceAlong)
	w.later(1)
	w.move(record.Move{Do: record.ReferralHandOver, Method: record.MethodAlong})
	says("gone today")
	w.later(book.ArrivalAfter)
	says("a week later", book.SentenceArrival)
	w.move(record.Move{Do: record.ReferralMiss, By: record.ArrivalParent})
	says("did not arrive")
	w.later(3)
	says("three days later", book.SentenceOnward)
	w.move(record.Move{Do: record.ReferralPrepare}, record.Move{Do: record.ReferralReadyNow})
	says("ready once more")
	w.later(7)
	says("ready and not gone", book.SentenceGo)
	w.move(record.Move{Do: record.ReferralHandOver, Method: record.MethodPhone}, record.Move{Do: record.ReferralArrive, By: record.ArrivalWitness})
	says("arrived")
	w.later(28)
	says("no help after four weeks", book.SentenceHelp)
	w.move(record.Move{Do: record.ReferralStartHelp}, record.Move{Do: record.ReferralComplete}, record.Move{Do: record.ReferralCare})
	says("keeping in touch")
	w.later(book.CareAfter)
	says("four weeks after help", book.SentenceCare)
	must(t, w.KeepInTouch(t.Context(), w.ref.ID, record.Date{}))
	says("no more")
	_, err := w.Invited(t.Context(), w.partner.ID, record.ID{}, w.Today().Add(-2), record.Invite{What: record.Text("Kun je meedenken?")})
	must(t, err)
	says("asked along", book.SentenceInvite)
}

func TestNoSentenceOfTheRoadNamesWhoIsNotSafeToAsk(t *testing.T) {
	w := newOnWay(t)
	f, err := w.Family(t.Context(), w.home.ID)
	must(t, err)
	f.Household.Unsafe = []record.ID{w.mother.ID}
	must(t, w.SaveFamily(t.Context(), f.Household, nil))
	w.move(record.Move{Do: record.ReferralHandOver, Method: record.MethodPhone})
	w.later(8)
	list, err := w.TodayList(t.Context(), 5)
	must(t, err)
	if len(list) != 1 || !list[0].Who.Empty() || list[0].Where.Empty() { // the partner is asked
		t.Errorf("%+v", list)
	}
}

// TestEveryMoveThroughTheBook tries every action on a referral in every state it can come to without a connection: what the road does not
// have is refused, and changes nothing.
func TestEveryMoveThroughTheBook(t *testing.T) {
	w := newOnWay(t)
	ctx := t.Context()
	for _, m := range []record.Move{
		{}, {Do: record.ReferralPrepare}, {Do: record.ReferralReadyNow}, {Do: record.ReferralHandOver, Method: record.MethodInPerson}, {Do: record.ReferralLose},
		{Do: record.ReferralArrive, By: record.ArrivalParent}, {Do: record.ReferralStartHelp}, {Do: record.ReferralComplete}, {Do: record.ReferralCare},
	} {
		if m.Do != "" {
			w.move(m)
		}
		before := line(t, w.now())
		for _, a := range record.ReferralActions() {
			_, err := w.now().Next(a)
			byHand := a != record.ReferralReceipt && a != record.ReferralWithdrawal
			skips := a == record.ReferralHandOver || a == record.ReferralRegister // preparing may be skipped
			if byHand && (err == nil || skips) {
				continue
			}
			if err := w.MakeMove(ctx, w.ref.ID, record.Move{Do: a}); !errors.Is(err, record.ErrTransition) {
				t.Errorf("%s + %s: %v", w.now().State, a, err)
			}
		}
		if after := line(t, w.now()); after != before {
			t.Errorf("%s changed:\n%s\n%s", m.Do, before, after)
		}
		if stops := w.StopReferral(ctx, w.begin().ID, record.ArrivalParent); stops != nil {
			t.Errorf("a draft cannot be stopped: %v", stops)
		}
	}
	if err := w.StopReferral(ctx, w.ref.ID, record.ArrivalParent); !errors.Is(err, record.ErrTransition) {
		t.Errorf("help that was completed is stopped: %v", err)
	}
}

func TestAYesNeedsWhoLeadsAndAnArrivalAFamily(t *testing.T) {
	w := newOnWay(t)
	ctx := t.Context()
	r, err := w.Invited(ctx, w.partner.ID, record.ID{}, record.Date{}, record.Invite{What: record.Text("Kun je mee?")})
	must(t, err)
	if !r.Owner.Zero() || !r.Household.Zero() || r.AskedOn != w.Today() {
		t.Errorf("%+v", r)
	}
	if _, err := w.Invited(ctx, w.partner.ID, record.ID{}, w.Today().Add(1), record.Invite{What: record.Text("x")}); fault.Of(err) != fault.Invalid {
		t.Errorf("asked tomorrow: %v", err)
	}
	w.ref = r
	if err := w.NameFamily(ctx, r.ID, w.home.ID); !errors.Is(err, record.ErrTransition) {
		t.Errorf("named before the yes: %v", err)
	}
	if err := w.MakeMove(ctx, r.ID, record.Move{Do: record.ReferralAccept}); !errors.Is(err, book.ErrNoLead) {
		t.Errorf("a yes without who leads: %v", err)
	}
	must(t, w.SaveInvite(ctx, r.ID, record.Invite{What: r.Invite.What, Lead: record.Text("Tess"), Secrecy: record.ArrangedAsked}))
	w.move(record.Move{Do: record.ReferralAccept})
	if err := w.MakeMove(ctx, r.ID, record.Move{Do: record.ReferralArrive, By: record.ArrivalWitness}); !errors.Is(err, book.ErrNoFamily) {
		t.Errorf("nobody arrived: %v", err)
	}
	must(t, w.NameFamily(ctx, r.ID, w.home.ID))
	if got := w.now(); got.Owner != w.home.ID || got.Parent != w.mother.ID {
		t.Errorf("%+v", got)
	}
	w.move(record.Move{Do: record.ReferralArrive, By: record.ArrivalWitness})
	erasedFrom(t, w.Book, record.KindHousehold, w.home.ID)
	for _, row := range w.Rows(record.KindReferral) {
		if row.ID == r.ID {
			t.Error("a question about a family outlives it")
		}
	}
}

func TestWhatIsToldOnceIsFollowed(t *testing.T) {
	w := newOnWay(t)
	ctx := t.Context()
	if got := w.now().Done.Reveal(); got != "Bij de huisarts geweest." {
		t.Errorf("filled with %q", got)
	}
	r := w.now()
	r.Wants, r.JGZ = record.Text("Rust."), record.InvolvedYes
	must(t, w.SaveReferral(ctx, r))
	gone := w.ref
	w.move(record.Move{Do: record.ReferralHandOver, Method: record.MethodPhone})
	w.ref = w.begin()
	if got := w.now(); got.Wants.Reveal() != "Rust." || got.JGZ != record.InvolvedYes {
		t.Errorf("the family has to tell again: %q %q", got.Wants.Reveal(), got.JGZ)
	}
	must(t, w.TellOnce(ctx, w.home.ID, book.FamilyTold{Done: record.Text("Ook op school."), Involved: []record.Involved{{Who: record.Text("school"), Lead: true}}}))
	if got := w.now().Done.Reveal(); got != "Ook op school." {
		t.Errorf("what is being prepared says %q", got)
	}
	w.ref = gone
	if got := w.now().Done.Reveal(); got != "Bij de huisarts geweest." {
		t.Errorf("what went was changed to %q", got)
	}
	if err := w.TellOnce(ctx, w.home.ID, book.FamilyTold{Done: record.Text(strings.Repeat("x", 1<<20))}); fault.Of(err) != fault.Invalid {
		t.Errorf("a megabyte: %v", err)
	}
}

func TestAChangeFromElsewhereIsNeverOverwritten(t *testing.T) {
	w := newOnWay(t)
	mine, theirs := w.now(), w.now()
	theirs.Wants = record.Text("dit")
	must(t, w.SaveReferral(t.Context(), theirs))
	mine.Wants = record.Text("dat")
	if err := w.SaveReferral(t.Context(), mine); fault.CodeOf(err) != "store.changed" || w.now().Wants.Reveal() != "dit" {
		t.Errorf("%v, %q", err, w.now().Wants.Reveal())
	}
}

// TestFitIsAdvice lays families beside criteria; what is not known says nothing, and nothing is ever in the way.
func TestFitIsAdvice(t *testing.T) {
	asks := func(change func(p *record.Partner)) []book.FitSort {
		w := newOnWay(t)
		change(w.partner)
		must(t, w.SavePartner(t.Context(), w.partner))
		page, err := w.ReferralPage(t.Context(), w.ref.ID)
		must(t, err)
		var all []book.FitSort
		for _, n := range page.Fit {
			if n.Asks {
				all = append(all, n.Sort)
			}
		}
		w.move(record.Move{Do: record.ReferralHandOver, Method: record.MethodPhone}) // whatever fits
		return all
	}
	for name, c := range map[string]struct {
		change func(p *record.Partner)
		want   []book.FitSort
	}{
		"nothing is known":  {func(*record.Partner) {}, nil},
		"too young":         {func(p *record.Partner) { p.AgeFrom, p.AgeTo = 9, 12 }, []book.FitSort{book.FitYoung}},
		"too old":           {func(p *record.Partner) { p.AgeTo = 7 }, []book.FitSort{book.FitOld}},
		"the youngest":      {func(p *record.Partner) { p.AgeFrom = 8 }, nil},
		"the oldest":        {func(p *record.Partner) { p.AgeTo = 8 }, nil},
		"another gemeente":  {func(p *record.Partner) { p.Municipality = "GM0344" }, []book.FitSort{book.FitTown}},
		"this gemeente":     {func(p *record.Partner) { p.Municipality = "GM0599" }, nil},
		"also this one":     {func(p *record.Partner) { p.Municipality, p.Serves = "GM0344", []string{"GM0344", "GM0599"} }, nil},
		"a town as typed":   {func(p *record.Partner) { p.Municipality = "Havenstad" }, nil},
		"another wijk":      {func(p *record.Partner) { p.Areas = []record.Private{record.Text("Noord")} }, []book.FitSort{book.FitArea}},
		"this wijk":         {func(p *record.Partner) { p.Areas = []record.Private{record.Text("zuiderwijk")} }, nil},
		"this postcode":     {func(p *record.Partner) { p.Areas = []record.Private{record.Text("3074")} }, nil},
		"another language":  {func(p *record.Partner) { p.Officers[0].Languages = []string{"nld"} }, []book.FitSort{book.FitLanguage}},
		"the same language": {func(p *record.Partner) { p.Officers[0].Languages = []string{"tur"} }, nil},
	} {
		if diff := cmp.Diff(c.want, asks(c.change)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestAnswersStandNowhereBesideTheFamily looks through everything that is kept: only the sum knows, and it survives the family.
func TestAnswersStandNowhereBesideTheFamily(t *testing.T) {
	w := newOnWay(t)
	ctx := t.Context()
	w.move(record.Move{Do: record.ReferralHandOver, Method: record.MethodPhone}, record.Move{Do: record.ReferralArrive, By: record.ArrivalParent})
	answers := map[record.VoiceQuestion]string{record.VoiceQuick: "more", record.VoiceResult: "worse"}
	if err := w.Voice(ctx, w.ref.ID, answers); !errors.Is(err, record.ErrTransition) {
		t.Errorf("asked before there was help: %v", err)
	}
	w.move(record.Move{Do: record.ReferralStartHelp}, record.Move{Do: record.ReferralComplete})
	if err := w.Voice(ctx, w.ref.ID, map[record.VoiceQuestion]string{record.VoiceQuick: "x"}); fault.Of(err) != fault.Invalid || w.now().Voiced != "" {
		t.Errorf("an answer that is none: %v", err)
	}
	must(t, w.Voice(ctx, w.ref.ID, answers))
	for _, err := range []error{w.Voice(ctx, w.ref.ID, answers), w.DeclineVoice(ctx, w.ref.ID)} {
		if !errors.Is(err, book.ErrVoiced) {
			t.Errorf("asked again: %v", err)
		}
	}
	for id, text := range kept(t, w.Book) {
		if strings.Contains(text, `"more"`) || strings.Contains(text, `"worse"`) {
			if !strings.HasPrefix(text, `{"kind":"tally"`) || strings.Contains(text, w.ref.ID.String()) || strings.Contains(text, w.home.ID.String()) {
				t.Errorf("%v: %s", id, text)
			}
		}
	}
	if lines, err := w.Voices(ctx); err != nil || len(lines) != 0 {
		t.Errorf("one answer is shown: %v %v", lines, err)
	}
	erasedFrom(t, w.Book, record.KindHousehold, w.home.ID)
	if len(w.Rows(record.KindTally)) != 1 {
		t.Error("the sum went with the family")
	}
}

// TestSmallNumbersCannotBeCalculatedBack shows sums as they are published and asks the auditor.
func TestSmallNumbersCannotBeCalculatedBack(t *testing.T) {
	b := practiced(t)
	lines, err := b.Voices(t.Context())
	must(t, err)
	if len(lines) == 0 {
		t.Fatal("nothing is shown")
	}
	for _, q := range record.VoiceQuestions() {
		published, total, hidden := sdc.List(), 0, 0
		for _, l := range lines {
			if l.Question != q {
				continue
			}
			if l.Hidden != (l.Count == 0) || !l.Hidden && l.Count < sdc.Minimum {
				t.Errorf("%+v", l)
			}
			total += l.Count
			if l.Hidden {
				hidden++
			}
			published.Cells = append(published.Cells, []sdc.Cell{{Count: l.Count, Hidden: l.Hidden}})
			published.Parent = append(published.Parent, 0)
		}
		if hidden == 1 {
			t.Errorf("%s: one cell is hidden alone", q)
		}
		published.Cells[0][0] = sdc.Cell{Hidden: hidden > 0, Count: map[bool]int{true: 0, false: total}[hidden > 0]}
		if err := sdc.Audit(published, sdc.Minimum); err != nil {
			t.Errorf("%s: %v", q, err)
		}
	}
}

func TestThanksComeBack(t *testing.T) {
	b := practiced(t)
	all, err := b.Recognitions(t.Context(), b.Today().Years(-1), b.Today())
	must(t, err)
	from := map[record.ThanksFrom]int{}
	for i, one := range all {
		from[one.From]++
		if one.Code == "" || one.Text.Empty() || i > 0 && one.On.After(all[i-1].On) {
			t.Errorf("%+v", one)
		}
	}
	for _, who := range record.ThanksSources() {
		if from[who] == 0 {
			t.Errorf("no thanks from %s", who)
		}
	}
	none, err := b.Recognitions(t.Context(), b.Today().Add(1), b.Today().Add(2))
	if err != nil || len(none) != 0 {
		t.Errorf("thanks of tomorrow: %v %v", none, err)
	}
	w := newOnWay(t)
	if err := w.Thank(t.Context(), w.ref.ID, record.Thanks{On: w.Today().Add(1), From: record.ThanksParent, Text: record.Text("dank")}); fault.Of(err) != fault.Invalid {
		t.Errorf("thanks of tomorrow: %v", err)
	}
}

// TestRoadsComeInAndOutByteForByte takes everything out of one store into another and back.
func TestRoadsComeInAndOutByteForByte(t *testing.T) {
	text := func(b *book.Book) string {
		var all []string
		for _, kind := range []record.Kind{record.KindReferral, record.KindTally} {
			for _, row := range b.Rows(kind) {
				r, err := b.Record(t.Context(), kind, row.ID)
				must(t, err)
				head := r.Base()
				head.Revision, head.Imported, head.Changed = 0, false, head.Created
				data, err := codec.Line(r)
				must(t, err)
				all = append(all, string(data))
			}
		}
		slices.Sort(all)
		return strings.Join(all, "\n")
	}
	first := practiced(t)
	var out bytes.Buffer
	_, err := first.Export(t.Context(), &out)
	must(t, err)
	second := newBook(t)
	_, err = second.GiveRecovery(t.Context())
	must(t, err)
	exported := strings.Join(slices.DeleteFunc(strings.Split(out.String(), "\n"), func(l string) bool { return strings.HasPrefix(l, `{"kind":"profile"`) }), "\n")
	_, err = second.Import(t.Context(), strings.NewReader(exported))
	must(t, err)
	if diff := cmp.Diff(text(first), text(second)); diff != "" {
		t.Error(diff)
	}
	if n, err := second.Import(t.Context(), strings.NewReader(exported)); n != 0 || err != nil {
		t.Errorf("read twice: %d %v", n, err)
	}
}

// TestPracticeShowsEveryValue asks that every word of the lists of a road stands somewhere in the practice data. What needs a receipt
// comes into being with the local endpoint.
func TestPracticeShowsEveryValue(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range practice.Records(record.Day(2026, 11, 24), 1) {
		if v, ok := r.(*record.Referral); ok {
			note(seen, v)
		}
	}
	var want []string
	add := func(list string, words ...string) {
		for _, w := range words {
			want = append(want, list+" "+w)
		}
	}
	add("form", strs(record.Forms())...)
	add("method", strs(record.Methods())...)
	add("state", strs(record.ReferralStates())...)
	add("refusal", strs(record.RefusalReasons())...)
	add("end", record.ReferralEnds()...)
	add("arrival", strs(record.ArrivalSources())...)
	add("jgz", strs(record.Involvements())...)
	add("prepare", strs(record.PrepareSteps())...)
	add("along", strs(record.AlongSteps())...)
	add("invite", strs(record.InviteKinds())...)
	add("arranged", strs(record.ArrangedAnswers())...)
	add("thanks", strs(record.ThanksSources())...)
	add("voiced", strs(record.VoicedAnswers())...)
	for _, w := range want {
		if !seen[w] && w != "state sent" {
			t.Errorf("practice has no %s", w)
		}
	}
}

func strs[T ~string](all []T) []string {
	var out []string
	for _, one := range all {
		out = append(out, string(one))
	}
	return out
}

func note(seen map[string]bool, r *record.Referral) {
	for list, word := range map[string]string{
		"form": string(r.Form), "method": string(r.Method), "state": string(r.State), "end": r.Closed, "arrival": string(r.Arrival), "jgz": string(r.JGZ),
		"invite": string(r.Invite.Kind), "voiced": string(r.Voiced),
	} {
		seen[list+" "+word] = true
	}
	if r.Way == record.WayIn {
		seen["refusal "+string(r.Declined)] = true
	}
	for _, a := range []record.Arranged{r.Invite.Secrecy, r.Invite.Conduct, r.Invite.Pay} {
		seen["arranged "+string(a)] = true
	}
	for _, s := range r.Steps {
		seen["prepare "+string(s.What)] = true
	}
	for _, s := range r.Along.Items {
		seen["along "+string(s.What)] = true
	}
	for _, s := range r.Thanks {
		seen["thanks "+string(s.From)] = true
	}
}
