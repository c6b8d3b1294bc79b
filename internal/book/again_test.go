package book_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// TestAnotherLaptopKnowsWhatWasHandedOver moves a coordinator to another laptop by an export: everything that belongs to overviews comes along as it was, the
// log of what was handed over and of which joint overviews were made too. A next overview there is kept from telling what a next one here would have told.
func TestAnotherLaptopKnowsWhatWasHandedOver(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet", "Nour")
	ctx, b := t.Context(), c.boss
	for _, worker := range c.workers[:3] {
		c.take(c.hand(worker))
	}
	joint, err := c.joint()
	c.must(err)
	c.must(b.Publish(ctx, joint))
	c.take(c.hand(c.workers[3])) // late: stands in none yet
	own := counting{t: t, b: b}
	h := &record.Household{Name: record.Text("gezin Kaya")}
	c.must(b.SaveFamily(ctx, h, nil))
	own.h = h.ID
	own.worries(record.LevelWorried, c.period.To.Add(-9), 14)
	own.worries(record.LevelDoubt, c.period.To.Add(-9), 7)
	photo, err := b.TakeSnapshot(ctx, c.period, record.Text("begin"))
	c.must(err)
	c.must(b.SaveTarget(ctx, &record.Target{Measure: record.GoalMeetings, From: c.period.From, To: c.period.To, Count: 12}))
	c.must(b.SaveStory(ctx, &record.Story{Text: record.Text("Het ging beter."), Changed: true, AgreedOn: b.Today()}))
	head, err := b.Letterhead(ctx)
	c.must(err)
	head.Name, head.First = record.Text("Samen Sterk"), []byte("\x89PNG\r\n\x1a\nrest")
	c.must(b.SaveLetterhead(ctx, head))
	first, err := b.PublicBeside(ctx, c.period, book.Beside{Snapshot: photo.ID}, sdc.Minimum, false)
	c.must(err)
	c.must(b.Publish(ctx, first))

	var out bytes.Buffer
	_, err = b.Export(ctx, &out)
	c.must(err)
	other := helper(t, "Marieke")
	_, err = other.Import(ctx, bytes.NewReader(out.Bytes()))
	c.must(err)
	var again bytes.Buffer
	_, err = other.Export(ctx, &again)
	c.must(err)
	for _, kind := range []record.Kind{
		record.KindOverview, record.KindSnapshot, record.KindTarget, record.KindStory, record.KindLetterhead, record.KindProgramme, record.KindContribution,
	} {
		if was, is := linesOf(out.String(), kind), linesOf(again.String(), kind); len(was) == 0 || strings.Join(was, "\n") != strings.Join(is, "\n") {
			t.Errorf("%s: %d went and %d came, or they are others:\n%.600s\n%.600s", kind, len(was), len(is), strings.Join(was, "\n"), strings.Join(is, "\n"))
		}
	}

	// The same days again with two worries more.
	there := counting{t: t, b: other, h: h.ID}
	there.worries(record.LevelWorried, c.period.To.Add(-8), 2)
	next := there.public(c.period, false)
	if table, _ := next.Table("concerns.level"); !table.Withheld {
		t.Error("two more worries are told on the other laptop")
	}
	c.must(other.Publish(ctx, next))
	// What was handed in is sealed to the keys of the first laptop: nobody adds it up with others, so nothing is told of one worker.
	if four, err := other.JointOverview(ctx, c.programme, c.period, sdc.Minimum, false); fault.Of(err) != fault.Denied && fault.Of(err) != fault.Invalid {
		t.Errorf("%v %+v", err, four.Joint)
	}
	stale, err := other.PublicBeside(ctx, summary.Period{From: c.period.From.Add(-1), To: c.period.To}, book.Beside{}, sdc.Minimum, false)
	c.must(err)
	for _, id := range []string{"concerns.level", "concerns.area", "concerns.state"} {
		if table, _ := stale.Table(id); !table.Withheld && table.Counts.Cells[0][0].Count > 0 {
			t.Errorf("%s: a day more tells of two worries: %v", id, table.Counts.Cells)
		}
	}
}

// linesOf are those of an export of one kind, without what tells how a record came here.
func linesOf(all string, kind record.Kind) []string {
	var some []string
	for one := range strings.Lines(all) {
		if strings.HasPrefix(one, `{"kind":"`+kind.String()+`"`) {
			one = arrived.ReplaceAllString(one, "")
			some = append(some, strings.TrimSpace(one))
		}
	}
	return some
}

var arrived = regexp.MustCompile(`,"imported":true|,"revision":\d+|,"changed":"[^"]*"`)
