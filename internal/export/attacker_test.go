package export_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/sdc/attack"
	"schakel/internal/summary"
)

// In the small world every stretch of thirty days has a number for each level and each life area. A worry has one level, and one or more areas.
var (
	levels = record.ConcernLevels()
	areas  = record.LifeAreas()
	per    = len(levels) + len(areas)
)

func ofLevel(d, i int) uint { return 1 << (d*per + i) }
func ofArea(d, i int) uint  { return 1 << (d*per + len(levels) + i) }

// sure is what everybody knows: an area has no more worries than there are, and together they have no fewer.
func sure(stretches int) (known attack.Facts) {
	for d := range stretches {
		var all, every uint
		for i := range levels {
			all |= ofLevel(d, i)
		}
		for i := range areas {
			every |= ofArea(d, i)
			known = append(known, attack.Fact{Plus: all, Minus: ofArea(d, i), High: attack.Endless})
		}
		known = append(known, attack.Fact{Plus: every, Minus: all, High: attack.Endless})
	}
	return known
}

// robber is a worker's book, and somebody who gets every file that leaves it.
type robber struct {
	*rand.Rand
	t         *testing.T
	b         *book.Book
	p         *i18n.Printer
	home      record.ID
	stretches int
	first     record.Date // of the first stretch
	made      uint16

	all, since             attack.Facts // of every file, and of those since the last change
	asked                  []question
	shown, hidden, refused int
	seed                   uint64
	took                   int                   // from the last file
	read                   map[export.Format]int // how many counts of worries were read from the files of a format
}

// question is a count that a file hides or rounds, and how well it may be known.
type question struct {
	name string
	mask uint
	need int
}

func newRobber(t *testing.T, seed uint64) *robber {
	t.Helper()
	b, err := book.Create(t.TempDir()+"/store", []byte("vlieger kastanje zeven trampoline mist"), book.Deps{Cost: keyfile.Cost{Time: 1, Memory: 64, Threads: 1}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	r := &robber{Rand: rand.New(rand.NewPCG(seed, 77)), t: t, b: b, p: p, home: record.ID{0: 3, 6: 0x40, 8: 0x80}, read: map[export.Format]int{}, seed: seed}
	r.stretches = 1 + r.IntN(3)
	r.first = b.Today().Add(-30*r.stretches - 5)
	r.bring(&record.Household{Head: record.Head{ID: r.home}, Name: record.Text("gezin Kaya")})
	r.write()
	return r
}

// write writes worries down.
func (r *robber) write() {
	var some []record.Record
	for d := range r.stretches {
		for _, level := range levels {
			for range r.IntN(3) {
				about := [][]record.LifeArea{areas[:1], areas[1:2], areas[:2], areas[2:4]}[r.IntN(4)]
				for range r.IntN([]int{5, 16}[r.IntN(2)]) {
					r.made++
					some = append(some, &record.Concern{
						Head: record.Head{ID: record.ID{0: 5, 6: 0x40, 8: 0x80, 14: byte(r.made >> 8), 15: byte(r.made)}, Owner: r.home}, Scope: record.ScopeHousehold, Household: r.home,
						Level: level, Seen: record.Text("x"), SeenOn: r.first.Add(30*d + r.IntN(30)), Areas: about, State: record.ConcernOpen,
					})
				}
			}
		}
	}
	r.bring(some...)
}

func (r *robber) bring(all ...record.Record) {
	r.t.Helper()
	var lines bytes.Buffer
	for _, one := range all {
		line, err := codec.Line(one)
		if err != nil {
			r.t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	if n, err := r.b.Import(r.t.Context(), &lines); n != len(all) || err != nil {
		r.t.Fatal(n, err)
	}
}

func (r *robber) days(from, to int) summary.Period {
	return summary.Period{From: r.first.Add(30 * from), To: r.first.Add(30*to + 29)}
}

// file hands one overview over: of any days, beside the days before or a Startfoto, with a target and a story, in any format, and reads the file.
func (r *robber) file() {
	ctx := r.t.Context()
	from := r.IntN(r.stretches)
	to := from + r.IntN(r.stretches-from)
	period, beside := r.days(from, to), book.Beside{}
	var then [2]int
	switch r.IntN(3) {
	case 0:
		beside.Previous, then = true, [2]int{2*from - to - 1, from - 1}
	case 1:
		then[0] = r.IntN(r.stretches)
		then[1] = then[0] + r.IntN(r.stretches-then[0])
		photo, err := r.b.TakeSnapshot(ctx, r.days(then[0], then[1]), record.Text("begin"))
		if err != nil {
			r.t.Fatal(err)
		}
		beside.Snapshot = photo.ID
	}
	if err := r.b.SaveTarget(ctx, &record.Target{Measure: record.GoalFamilies, From: period.From, To: period.To, Count: 20}); err != nil {
		r.t.Fatal(err)
	}
	least, rounded := []int{5, 5, 10}[r.IntN(3)], r.IntN(4) == 0
	report, err := r.b.PublicBeside(ctx, period, beside, least, rounded)
	if err != nil {
		r.t.Fatal(err)
	}
	if err := r.b.Publish(ctx, report); err != nil {
		r.t.Fatalf("what was made just now is refused: %v", err)
	}
	f := export.Formats()[r.IntN(len(export.Formats()))]
	var out bytes.Buffer
	if err := f.Write(&out, report, r.p, export.Page{Faces: proof.Faces()}); err != nil {
		r.t.Fatal(err)
	}
	r.refused += report.Withheld()
	numbers := export.NumbersOf(r.t, f, out.Bytes(), report, r.p)
	r.take(numbers, false, from, to, least, rounded)
	r.read[f] += r.took
	if !beside.None() {
		r.take(numbers, true, max(then[0], 0), then[1], least, rounded)
	}
}

// take is what the numbers of a file tell, or with then those of what it is compared with.
func (r *robber) take(numbers []export.Told, then bool, from, to, least int, rounded bool) {
	base := 0
	if r.took = 0; rounded {
		base = least - 1
	}
	measure := func(id string) string { return r.p.Value("summary.measure", id) }
	row := func(enum, value string) string { return r.p.Value(enum, value) }
	// Of a table that is withheld no number is told; then it is not known which worries were closed.
	states := 0
	for _, n := range numbers {
		if said := map[bool]string{false: n.Now, true: n.Then}[then]; n.Table == measure("concerns.state") && said == "n" {
			states++
		}
	}
	for _, n := range numbers {
		said, count := n.Now, n.Count
		if then {
			said, count = n.Then, n.CountThen
		}
		mask := uint(0)
		for d := from; d <= to; d++ {
			for i, l := range levels {
				if n.Table == measure("concerns.level") && n.Row == row("concern.level", string(l)) ||
					slices.Contains([]string{measure("concerns.level"), measure("concerns.area"), measure("concerns.state")}, n.Table) && strings.HasPrefix(n.Row, row("summary.row", "total")) ||
					n.Table == measure("concerns.state") && n.Row == row("concern.state", "open") || n.Table == measure("open.family") && n.Row == row("summary.row", "concern") {
					mask |= ofLevel(d, i)
				}
			}
			for i, a := range areas {
				if n.Table == measure("concerns.area") && n.Row == row("life.area", string(a)) {
					mask |= ofArea(d, i)
				}
			}
		}
		if mask == 0 || said == "" {
			continue
		}
		r.took++
		fact := attack.Fact{Plus: mask, Low: max(0, count-base), High: count + base}
		switch open := n.Table == measure("open.family"); {
		case open && (said == "x" || states == 0):
			continue
		case open: // holds those of the period that are open, and others
			fact.Low = 0
		case said == "x":
			r.asked = append(r.asked, question{n.Table + " " + n.Row, mask, least})
			r.hidden++
			continue
		case rounded:
			r.asked = append(r.asked, question{n.Table + " " + n.Row, mask, least})
			r.hidden++
		default:
			r.shown++
		}
		r.all, r.since = append(r.all, fact), append(r.since, fact)
	}
}

// robbed asks of every count that is hidden or rounded what it can be.
func (r *robber) robbed() {
	known, numbers := r.since, r.stretches*per
	if append(sure(r.stretches), r.all...).Any(numbers) {
		known = r.all
	}
	done := map[question]bool{}
	for _, q := range r.asked {
		same := question{mask: q.mask, need: q.need}
		if done[same] {
			continue
		}
		done[same] = true
		values := append(sure(r.stretches), known...).Possible(numbers, q.mask, 5)
		if len(values) > 0 && len(values) < 5 && values[0] < 5 && values[len(values)-1] >= 1 {
			r.t.Fatalf("world %d: %s can only be %v", r.seed, q.name, values)
		}
	}
}

// TestARobberOfEveryFile plays a worker who writes worries down and hands overviews over in between, through the book and with its log of what was handed over,
// and somebody who has nothing but the bytes of all files, in whatever format: beside the days before or a Startfoto, with targets, hidden and rounded.
// That person knows every rule of the program and tries every world that fits. No count from one to four lies within fewer values than five.
func TestARobberOfEveryFile(t *testing.T) {
	worlds := uint64(6)
	if os.Getenv("SCHAKEL_LONG") != "" {
		worlds = 400
	}
	shown, hidden, refused, files, read := 0, 0, 0, 0, map[export.Format]int{}
	for seed := range worlds {
		r := newRobber(t, seed)
		for range 2 + r.IntN(3) {
			if r.IntN(6) == 0 {
				r.write()
				r.since, r.asked = nil, nil
			}
			r.file()
			files++
		}
		r.robbed()
		shown, hidden, refused = shown+r.shown, hidden+r.hidden, refused+r.refused
		for f, n := range r.read {
			read[f] += n
		}
	}
	t.Logf("%d worlds, %d files: %d counts hidden or rounded, %d shown, %d tables withheld; read %v", worlds, files, hidden, shown, refused, read)
	for _, f := range export.Formats() {
		if read[f] == 0 {
			t.Errorf("nothing was read from any %s", f)
		}
	}
	if hidden < 50 || shown < 50 || refused < 2 {
		t.Errorf("%d hidden, %d shown, %d withheld: one of them was hardly tried", hidden, shown, refused)
	}
}
