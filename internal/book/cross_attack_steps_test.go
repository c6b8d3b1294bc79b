package book_test

import (
	"os"
	"path/filepath"
	"strings"

	"pgregory.net/rapid"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// road begins a way to help from a worry, with everything switched on that the draw says.
func (w *attack) road() {
	ctx := w.test.Context()
	home := rapid.SampledFrom([]record.ID{w.first, w.second}).Draw(w.T, "home")
	worry := &record.Concern{Scope: record.ScopeHousehold, Household: home, Level: record.LevelWorried, About: []record.ID{w.child}, Seen: record.Text("slaapt weinig")}
	if w.b.SaveConcern(ctx, worry) != nil {
		return // the home is gone
	}
	r, err := w.b.StartReferral(ctx, record.ID{}, worry.ID)
	if err != nil {
		return
	}
	r.Partner, r.Reason = w.partner, record.Text("meedenken")
	r.Groups = []record.FieldGroup{record.GroupName, record.GroupChild, record.GroupReason}
	_ = w.b.SaveReferral(ctx, r)
}

func (w *attack) someone() record.ID {
	return rapid.SampledFrom([]record.ID{w.mother, w.father, w.child, w.other, w.twin}).Draw(w.T, "who")
}

// aRoad is one of the roads, or none.
func (w *attack) aRoad() (book.ReferralPage, bool) {
	rows := w.b.Rows(record.KindReferral)
	if len(rows) == 0 {
		return book.ReferralPage{}, false
	}
	row := rows[rapid.IntRange(0, len(rows)-1).Draw(w.T, "road")]
	page, err := w.b.ReferralPage(w.test.Context(), row.ID)
	return page, err == nil
}

// agree lets somebody answer; a second draw lets everybody who is asked say yes, else nearly nothing would ever go.
func (w *attack) agree(*rapid.T) {
	page, ok := w.aRoad()
	if !ok {
		return
	}
	answer := rapid.SampledFrom([]record.Answer{record.AnswerYes, record.AnswerYes, record.AnswerYes, record.AnswerYes, record.AnswerYes, record.AnswerNo}).Draw(w.T, "answer")
	givers := []record.ID{w.someone()}
	if answer == record.AnswerYes && rapid.IntRange(0, 3).Draw(w.T, "everybody") > 0 {
		for _, a := range page.Decision.Asks {
			givers = append(givers, a.Person)
		}
	}
	for _, giver := range givers {
		_ = w.b.Agree(w.test.Context(), page.Referral.ID, book.Agreement{Giver: giver, Answer: answer, Way: record.WayPaper, Shown: page.Hash})
	}
}

func (w *attack) withdraw(*rapid.T) {
	page, ok := w.aRoad()
	if !ok {
		return
	}
	ctx := w.test.Context()
	if rapid.Bool().Draw(w.T, "a part") && len(page.Referral.Groups) > 0 {
		_ = w.b.WithdrawParts(ctx, page.Referral.ID, w.someone(), []record.FieldGroup{rapid.SampledFrom(page.Referral.Groups).Draw(w.T, "group")})
		return
	}
	_ = w.b.Withdraw(ctx, page.Referral.ID, w.someone())
}

// gezag changes who decides, from a day before, on or after today.
func (w *attack) gezag(*rapid.T) {
	ctx := w.test.Context()
	f, err := w.b.Family(ctx, rapid.SampledFrom([]record.ID{w.first, w.second}).Draw(w.T, "home"))
	if err != nil {
		return
	}
	kind := rapid.SampledFrom(record.CustodyKinds()).Draw(w.T, "gezag")
	c := record.Custody{Child: w.child, Custody: kind, From: w.b.Today().Add(rapid.IntRange(-60, 10).Draw(w.T, "from"))}
	switch kind {
	case record.CustodyJoint:
		c.Holders = []record.ID{w.mother, w.father}
	case record.CustodySole, record.CustodyGuardian:
		c.Holders = []record.ID{rapid.SampledFrom([]record.ID{w.mother, w.father, w.other}).Draw(w.T, "holder")}
		c.Proof, c.Seen = rapid.SampledFrom(record.CustodyProofs()).Draw(w.T, "proof"), w.b.Today().Add(-rapid.IntRange(0, 3).Draw(w.T, "seen"))
	}
	if rapid.Bool().Draw(w.T, "in both homes") {
		if g, err := w.b.Family(ctx, w.second); err == nil && g.Household.ID != f.Household.ID {
			g.Household.Custody = append(g.Household.Custody, c)
			_ = w.b.SaveFamily(ctx, g.Household, nil)
		}
	}
	f.Household.Custody = append(f.Household.Custody, c)
	_ = w.b.SaveFamily(ctx, f.Household, nil)
}

func (w *attack) unsafe(*rapid.T) {
	home := rapid.SampledFrom([]record.ID{w.first, w.second}).Draw(w.T, "home")
	if w.b.SetUnsafe(w.test.Context(), home, w.someone(), rapid.IntRange(0, 2).Draw(w.T, "unsafe") == 0) == nil {
		w.left.unsafe++
	}
}

func (w *attack) later(*rapid.T) {
	days := rapid.SampledFrom([]int{1, 2, 15, 45, 200}).Draw(w.T, "days")
	w.now = w.now.AddDate(0, 0, days)
}

// birth writes down that a child that was expected was born.
func (w *attack) birth(*rapid.T) {
	p, err := w.b.Person(w.test.Context(), w.child)
	if err != nil || p.Expected.Zero() || p.Expected.After(w.b.Today()) {
		return
	}
	p.Birth, p.Expected = p.Expected, record.Date{}
	_ = w.b.SavePerson(w.test.Context(), p)
}

// moves ends the child's or a parent's stay in a home, or takes it up again.
func (w *attack) moves(*rapid.T) {
	f, err := w.b.Family(w.test.Context(), rapid.SampledFrom([]record.ID{w.first, w.second}).Draw(w.T, "home"))
	if err != nil || len(f.Household.Members) == 0 {
		return
	}
	m := &f.Household.Members[rapid.IntRange(0, len(f.Household.Members)-1).Draw(w.T, "member")]
	m.To = record.Date{}
	if rapid.Bool().Draw(w.T, "leaves") {
		m.To = w.b.Today().Add(-rapid.IntRange(0, 9).Draw(w.T, "ago"))
	}
	_ = w.b.SaveFamily(w.test.Context(), f.Household, nil)
}

// choose changes what goes, about whom and what for, after people answered.
func (w *attack) choose(*rapid.T) {
	page, ok := w.aRoad()
	if !ok {
		return
	}
	r := page.Referral
	switch rapid.IntRange(0, 4).Draw(w.T, "what") {
	case 0:
		r.Groups = rapid.SliceOfNDistinct(rapid.SampledFrom(record.FieldGroups()), 1, 5, rapid.ID[record.FieldGroup]).Draw(w.T, "groups")
	case 1:
		r.Reason = record.Text(rapid.SampledFrom([]string{"meedenken", "een ander woord"}).Draw(w.T, "reason"))
	case 2:
		r.Parent = rapid.SampledFrom([]record.ID{w.mother, w.father, w.other, {}}).Draw(w.T, "parent")
	case 3:
		r.Children = rapid.SampledFrom([][]record.ID{nil, {w.child}}).Draw(w.T, "children")
	case 4:
		r.Purpose = rapid.SampledFrom([]record.Purpose{record.PurposeMeet, record.PurposeHelp}).Draw(w.T, "purpose")
	}
	_ = w.b.SaveReferral(w.test.Context(), r)
}

// level makes a worry a doubt or a danger after a way to help was begun from it.
func (w *attack) level(*rapid.T) {
	rows := w.b.Rows(record.KindConcern)
	if len(rows) == 0 {
		return
	}
	r, err := w.b.Record(w.test.Context(), record.KindConcern, rows[rapid.IntRange(0, len(rows)-1).Draw(w.T, "worry")].ID)
	w.must(err)
	c := r.(*record.Concern)
	c.Level = rapid.SampledFrom(record.ConcernLevels()).Draw(w.T, "level")
	_ = w.b.SaveConcern(w.test.Context(), c)
}

// merge makes one of two, or takes the last merge back.
func (w *attack) merge(*rapid.T) {
	ctx := w.test.Context()
	pair := rapid.SampledFrom([]struct {
		kind      record.Kind
		keep, not record.ID
	}{
		{record.KindPerson, w.mother, w.twin}, {record.KindPerson, w.twin, w.mother}, {record.KindPerson, w.father, w.twin},
		{record.KindHousehold, w.first, w.second}, {record.KindHousehold, w.second, w.first},
	}).Draw(w.T, "pair")
	if rows := w.b.Rows(record.KindMerge); len(rows) > 0 && rapid.Bool().Draw(w.T, "back") {
		if w.b.Unmerge(ctx, rows[len(rows)-1].ID) == nil {
			w.left.unmerged++
		}
		return
	}
	choice := rapid.SampledFrom([]book.MergeChoice{book.MergeKeep, book.MergeOther}).Draw(w.T, "choice")
	if _, err := w.b.Merge(ctx, pair.kind, pair.keep, pair.not, map[string]book.MergeChoice{"custody": choice, "first": book.MergeKeep}); err == nil {
		w.left.merged++
	}
}

// forge brings in a yes through a file, as nobody here wrote it down; then it may be looked at.
func (w *attack) forge(*rapid.T) {
	page, ok := w.aRoad()
	if !ok || page.Preview == "" {
		return
	}
	ctx := w.test.Context()
	id, err := record.NewID(w.random)
	w.must(err)
	c := &record.Consent{
		Head: record.Head{ID: id, Owner: page.Referral.Owner}, Referral: page.Referral.ID, Subjects: page.Referral.Subjects(), Giver: w.someone(),
		Capacity: rapid.SampledFrom(record.Capacities()).Draw(w.T, "capacity"), Recipient: page.Referral.Partner, Purpose: page.Referral.Purpose, Groups: page.Referral.Groups,
		Answer: record.AnswerYes, Way: record.WayPaper, On: w.b.Today(), Schema: page.Schema, Preview: record.Text(page.Preview), Hash: page.Hash, Reviewed: w.b.Today(),
	}
	line, err := codec.Line(c)
	w.must(err)
	if _, err := w.b.Import(ctx, strings.NewReader(string(line)+"\n")); err == nil && rapid.Bool().Draw(w.T, "looked at") {
		_ = w.b.Review(ctx, id)
	}
}

func (w *attack) hand(*rapid.T) {
	ctx := w.test.Context()
	home := rapid.SampledFrom([]record.ID{w.first, w.second}).Draw(w.T, "home")
	f, err := w.b.Handing(ctx, home)
	if err != nil {
		return
	}
	answer := rapid.SampledFrom([]record.HandoverAnswer{record.HandoverYes, record.HandoverYes, record.HandoverYes, record.HandoverNo, record.HandoverUnreached}).Draw(w.T, "says")
	for _, a := range f.Asks {
		if rapid.IntRange(0, 3).Draw(w.T, "asked") > 0 {
			_ = w.b.AnswerHandover(ctx, home, a.Person, answer)
		}
	}
	file, err := w.b.HandOver(ctx, w.keys.Card(record.Text("Karim"), record.Text("intermediair")), []record.ID{home})
	if err != nil {
		return
	}
	_, content, err := w.keys.Open(file)
	w.must(err)
	w.parcel(home, string(content))
	w.left.parcels++
}

// parcel looks at each line of what another worker gets.
func (w *attack) parcel(home record.ID, content string) {
	w.silent("a parcel", content)
	if strings.Contains(content, "geheimwoord") {
		w.Fatalf("a note goes along: %s", content)
	}
	o := w.plain()
	for line := range strings.Lines(content) {
		r, err := codec.ParseLine([]byte(strings.TrimSuffix(line, "\n")))
		w.must(err)
		if why := o.forbidsHanding(home, r); why != "" {
			w.Fatalf("%s: %s", why, line)
		}
	}
}

func (w *attack) erase(*rapid.T) {
	if w.erased || rapid.IntRange(0, 5).Draw(w.T, "really") > 0 {
		return
	}
	_, err := w.b.Erase(w.test.Context(), record.KindPerson, w.someone(), book.EraseOptions{Recall: rapid.Bool().Draw(w.T, "recall")})
	w.erased = err == nil
}

// again closes and opens the book, or puts an older copy in its place.
func (w *attack) again(*rapid.T) {
	ctx := w.test.Context()
	switch rapid.SampledFrom([]string{"copy", "open", "restore"}).Draw(w.T, "again") {
	case "copy":
		folder, err := os.MkdirTemp(w.dirs, "stick")
		w.must(err)
		made, err := w.b.BackUp(ctx, folder, true)
		w.must(err)
		w.copies = append(w.copies, made.Path)
		return
	case "restore":
		if len(w.copies) > 0 {
			dir, err := os.MkdirTemp(w.dirs, "back")
			w.must(err)
			w.dir = filepath.Join(dir, "store")
			_, err = book.Restore(ctx, rapid.SampledFrom(w.copies).Draw(w.T, "copy"), passphrase, w.dir, "", w.deps)
			w.must(err)
			w.left.restored++
		}
	}
	w.must(w.b.Close())
	var err error
	w.b, err = book.Open(w.dir, keyfile.Passphrase([]byte(passphrase)), w.deps)
	w.must(err)
}
