package ui

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/export"
	"schakel/internal/record"
	"schakel/internal/summary"
)

const passphrase = "zeven stille bomen langs de rivier"

// begin walks through the first start.
func (u *person) begin() {
	u.t.Helper()
	p := u.p
	u.sees(p.T("unlock.first.welcome"), p.T("unlock.yours"))
	u.press(p.Value("unlock.title", "key"))
	u.fill(p.T("unlock.first.name"), "Samira")
	u.press(p.T("unlock.first.next"))
	u.sees(p.T("unlock.first.secret"))
	u.fill(p.T("unlock.first.passphrase"), "kort")
	u.press(p.T("unlock.first.start"))
	u.sees(p.T("unlock.first.passphrase.weak"))
	u.press(p.T("unlock.first.suggest"))
	u.fill(p.T("unlock.first.passphrase"), passphrase)
	u.fill(p.T("unlock.first.again"), passphrase+"s")
	u.press(p.T("unlock.first.start"))
	u.sees(p.T("unlock.first.again.differs"))
	u.fill(p.T("unlock.first.again"), passphrase)
	u.press(p.T("unlock.first.start"))
	u.sees(p.T("shell.status.safe"), p.T("today.empty"))
}

// gathering writes down a bijeenkomst with a number, before any recovery code.
func (u *person) gathering() {
	u.t.Helper()
	p := u.p
	u.press(p.T("shell.new"))
	u.press(p.Value("shell.new.kind", "meeting"))
	u.sees(p.T("meeting.form.title"))
	u.types("14")
	u.press(p.T("meeting.done"))
	u.sees("B-0001")
	if u.shell.book.HasRecovery() {
		u.t.Fatal("a head count asked for the recovery code")
	}
}

// family writes down a mother alone with gezag and her child; the recovery code comes first.
func (u *person) family() {
	u.t.Helper()
	p := u.p
	mother, child := p.Value("relation", "mother"), p.Value("relation", "child")
	u.press(p.T("shell.rail.people"))
	u.press(p.T("people.empty.action"))
	u.fillAfter(mother, p.T("people.first"), "Elif")
	u.fillAfter(mother, p.T("people.last"), "Yıldız")
	u.fill(p.T("people.phone"), "06 1234 5678")
	u.press(child)
	u.fillAfter(child, p.T("people.first"), "Emre")
	u.fillAfter(child, p.T("people.birth"), "12-3-2018")
	u.press(p.Value("custody.kind", "sole"))
	u.sees(p.T("people.custody.who"), "Elif") // the only adult is chosen already
	u.press(p.Value("custody.proof", "extract"))
	u.pressAfter(p.T("people.proof.seen"), p.T("form.date.yesterday"))
	u.press(p.T("people.done"))

	u.sees(p.T("unlock.recovery.title"))
	u.press(p.T("unlock.recovery.give"))
	u.sees(p.T("unlock.recovery.yours"))
	u.press(p.T("unlock.recovery.kept"))
	u.press(p.T("unlock.recovery.done"))
	u.sees(p.T("people.family.title"), "Emre") // the entry, with everything that was typed
	u.press(p.T("people.done"))
	u.sees("gezin Yıldız", p.T("people.custody.sole", "Names", "Elif"), p.T("people.proof.extract", "Date", p.Date(u.shell.book.Today().Add(-1))))
}

// work logs a contact and a worry, with what was seen apart from what is thought.
func (u *person) work() {
	u.t.Helper()
	p := u.p
	u.press(p.T("people.page.contact"))
	u.press(p.T("form.date.yesterday"))
	u.press(p.Value("role", "listen"))
	u.fill(p.T("people.contact.note"), "Thee gedronken, Emre zat stil op de bank.")
	u.press(p.T("people.done"))
	u.sees(p.T("people.contact.saved"))
	u.press(p.T("people.page.concern"))
	u.fill(p.T("concern.seen.label"), "Emre viel twee keer in slaap.")
	u.fill(p.T("concern.think.label"), "Slaapt hij slecht?")
	u.press(p.Value("source", "self"))
	u.press(p.Value("concern.level", "worried"))
	u.fill(p.T("concern.wish.label"), "Ik wil dat hij weer doorslaapt.")
	u.press(p.T("concern.more"))
	u.pressAfter(p.T("concern.about.label"), "Emre")
	u.press(p.T("concern.done"))
	u.sees("Z-0001", "Emre viel twee keer in slaap.", "Slaapt hij slecht?")
}

// connect makes the laptop known to the CJG, with the code that its endpoint gave.
func (u *person) connect(o *office) {
	u.t.Helper()
	p := u.p
	code, err := o.endpoint.Front.NewCode("laptop")
	if err != nil {
		u.t.Fatal(err)
	}
	u.press(p.T("shell.rail.preferences"))
	u.press(p.T("preferences.enrol.open"))
	u.fill(p.T("preferences.enrol.address"), "https://"+o.address)
	u.fill(p.T("preferences.enrol.code"), code.String())
	u.press(p.T("preferences.enrol.join"))
	u.sees("CJG Zuiderwijk")
}

// officer gives the CJG a person with a first name, which a family hears.
func (u *person) officer() {
	u.t.Helper()
	p := u.p
	u.press(p.T("shell.rail.partners"))
	u.press("CJG Zuiderwijk")
	u.press(p.T("partner.edit"))
	if !u.reads(p.T("partner.officer.first")) {
		u.press(p.T("partner.officer.add"))
	}
	u.fill(p.T("partner.officer.first"), "Marieke")
	u.press(p.T("partner.done"))
	u.sees("Marieke")
}

// refer starts naar hulp from the worry and asks the mother, read aloud.
func (u *person) refer() {
	u.t.Helper()
	p := u.p
	u.press(p.T("shell.rail.concerns"))
	u.press("Z-0001")
	u.pressAfter("Z-0001", p.Value("concern.action", "refer"))
	u.sees(p.T("referrals.to.title"))
	u.press(p.T("form.select.empty"))
	u.press("CJG Zuiderwijk")
	u.fill(p.T("referrals.to.reason"), "kennismaken en meedenken over slapen")
	u.press(p.T("referrals.next"))
	u.sees(p.T("referrals.what.title"))
	if slices.Contains(u.texts(), p.T("referrals.what.on")) {
		u.t.Fatal("a field group goes along before anybody chose it")
	}
	for _, g := range []record.FieldGroup{record.GroupName, record.GroupPhone, record.GroupChild, record.GroupReason} {
		u.press(p.Value("field.group", string(g)))
	}
	u.press(p.T("referrals.next"))
	u.sees(p.T("referrals.who.title"), p.T("referrals.stand.ask"))
	u.press(p.T("referrals.ask.aloud"))
	u.sees(p.T("referrals.aloud.title", "Who", "Elif"))
	u.press(p.T("referrals.aloud.yes"))
	u.press(p.T("referrals.aloud.hear.yes"))
	u.sees(p.T("referrals.exact.title"), "Elif", "06 1234 5678", "Emre", "kennismaken en meedenken over slapen", cjg.Disclaimer)
	u.misses("Emre viel twee keer in slaap.", "Slaapt hij slecht?")
}

// noted fails unless the log has everything that left on the road, and that the document that went was looked at.
func (u *person) noted() {
	u.t.Helper()
	page, err := u.shell.book.Log(u.t.Context(), book.LogAll, 0, 2000)
	if err != nil {
		u.t.Fatal(err)
	}
	all := map[string]bool{}
	for _, e := range page.Entries {
		all[e.Words(u.p)] = true
	}
	words := func(action, kind, code string) string {
		return u.p.T("log.action."+action, "What", strings.TrimSpace(u.p.Value("log.kind", kind)+" "+code))
	}
	for _, want := range []string{
		words("sent", "referral", "H-0001"), words("withdrawn", "referral", "H-0001"), words("recalled", "referral", "H-0001"),
		words("viewed", "delivery", ""), words("viewed", "feedback", ""), words("viewed", "household", ""), words("keys_recovery", "none", ""),
	} {
		if !all[want] {
			u.t.Errorf("%q is not in the log", want)
		}
	}
}

func TestTheNineStepsThroughTheScreens(t *testing.T) {
	u, o := sitDown(t), newOffice(t)
	p := u.p
	u.begin()
	u.gathering()
	u.family()
	u.work()
	u.connect(o)
	u.officer()
	u.refer()

	// Without a network it waits, and says so.
	o.stop()
	u.press(p.T("referrals.send", "Who", "Marieke"))
	u.deliver()
	u.sees(p.T("referrals.road.sent.waits"), p.T("referrals.now.waits.detail"), p.N("shell.status.waiting", 1))
	u.press(p.T("shell.rail.deliveries"))
	u.sees("H-0001", p.Value("delivery.state", "queued"))

	// It goes out, and counts as sent only after the receipt.
	o.start(o.address)
	u.deliver()
	u.press("H-0001")
	u.sees(p.T("referrals.road.received.proof"), p.T("referrals.road.readable.open"))
	if err := o.endpoint.Inbox.OpenPending(); err != nil {
		t.Fatal(err)
	}
	u.deliver()
	u.misses(p.T("referrals.road.readable.open"))

	// The caseworker takes it up with an answer, which is on the road, in Postvak and on Vandaag.
	cases, err := o.endpoint.Inbox.Cases()
	if err != nil || len(cases) != 1 {
		t.Fatal(cases, err)
	}
	if err := o.endpoint.Inbox.Answer(cases[0].ID, cjg.Answer{State: cjg.StateAccepted, Text: "Wij pakken dit op, ik bel donderdag.", Name: "Marieke"}, "marieke"); err != nil {
		t.Fatal(err)
	}
	u.press(p.T("shell.rail.today"))
	u.deliver()
	u.sees("Marieke", "Wij pakken dit op, ik bel donderdag.")
	u.press(p.T("shell.rail.deliveries"))
	u.sees("H-0001")
	u.press(p.T("shell.rail.today"))
	u.press(p.T("today.answer.read"))
	u.sees("Wij pakken dit op, ik bel donderdag.", p.Capital(p.Value("stand", "accepted")))
	u.press(p.T("deliveries.answer.onward"))
	u.sees(p.T("referrals.replies"), "Wij pakken dit op, ik bel donderdag.")

	// The mother takes her yes back: it is recalled, acknowledged and shown.
	u.press(p.T("referrals.withdraw"))
	u.press(p.T("referrals.withdraw.whole"))
	u.sees(p.T("referrals.withdraw.title", "Who", "Elif"))
	u.press(p.T("referrals.withdraw.yes"))
	u.sees(p.T("referrals.recall.waits.detail"))
	u.deliver()
	if err := o.endpoint.Inbox.OpenPending(); err != nil {
		t.Fatal(err)
	}
	if err := o.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"); err != nil {
		t.Fatal(err)
	}
	u.deliver()
	u.sees(p.T("referrals.recall.deleted", "On", p.DayMonth(u.shell.book.Today()), "Who", p.T("referrals.receiver.full", "Name", "Marieke", "Where", "CJG Zuiderwijk")))
	u.press(p.T("shell.rail.deliveries"))
	u.sees(p.Value("deliveries.recalled", "deleted"))
	u.noted()
	u.overview()
	u.draft()
}

// overview looks at the quarter and writes it as CSV.
func (u *person) overview() {
	u.t.Helper()
	p := u.p
	u.press(p.T("shell.rail.summaries"))
	u.press(p.T("summaries.span.year"))
	u.sees(p.Value("summary.section", "family"), p.Value("summary.section", "community"), p.Value("summaries.number", "meetings.heads"), "14")
	b := u.shell.book
	report, err := b.Overview(u.t.Context(), summary.Period{From: record.Day(b.Today().Year, 1, 1), To: b.Today()})
	if err != nil {
		u.t.Fatal(err)
	}
	public, err := report.Public(summary.Protection{Threshold: 5})
	if err != nil {
		u.t.Fatal(err)
	}
	for format, begin := range map[export.Format]string{export.FormatCSV: "\ufeff", export.FormatPDF: "%PDF", export.FormatXLSX: "PK", export.FormatODS: "PK", export.FormatJSON: "{"} {
		var file bytes.Buffer
		if err := overview(b, p, format, public)(&file); err != nil {
			u.t.Fatal(err)
		}
		if !strings.HasPrefix(file.String(), begin) || file.Len() < 200 {
			u.t.Errorf("%s begins with %.20q and has %d bytes", format, file.String(), file.Len())
		}
		for _, name := range []string{"Elif", "Yıldız", "Emre", "06 1234"} {
			if strings.Contains(file.String(), name) {
				u.t.Errorf("%s holds %q", format, name)
			}
		}
	}
}

// draft locks with an open entry, and finds it again word for word.
func (u *person) draft() {
	u.t.Helper()
	p := u.p
	const words = "Elif vertelde, lachend:  \u201chij slaapt\u201d  \u2014 eindelijk.\nمرحبا"
	u.press(p.T("shell.rail.people"))
	u.press("gezin Yıldız")
	u.press(p.T("people.page.contact"))
	u.fill(p.T("people.contact.note"), words)
	u.ctrl(fyne.KeyL)
	u.sees(p.T("unlock.locked.welcome"), p.T("unlock.locked.kept"))
	u.misses("Elif", "Yıldız")
	u.types("dit is hem niet\n")
	u.sees(p.T("unlock.locked.passphrase"))
	u.misses("Elif")
	u.fill(p.T("unlock.locked.passphrase"), passphrase)
	u.key(fyne.KeyReturn)
	u.sees(p.T("people.contact.title"))
	if got := u.reading(p.T("people.contact.note")); got != words {
		u.t.Errorf("the draft is %q, want %q", got, words)
	}
	u.press(p.T("people.done"))
	u.sees("eindelijk")
}
