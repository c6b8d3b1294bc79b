package deliveries

import (
	"strings"
	"testing"

	"schakel/app/ui/listing"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// given is a contribution of the third quarter in a state of its road.
func given(n byte, post record.PostState) *record.Contribution {
	return &record.Contribution{
		Head: record.Head{ID: record.ID{n}}, Way: record.WayOut, Programme: record.ID{1}, Endpoint: record.ID{2},
		From: record.Day(2026, 7, 1), To: record.Day(2026, 9, 30), Made: at(20), Post: post,
	}
}

func withGifts(t *testing.T, tag string, all ...*record.Contribution) (*View, *nav) {
	t.Helper()
	uitest.App(t)
	n := &nav{}
	src := &source{
		given: all, programmes: []*record.Programme{{Head: record.Head{ID: record.ID{1}}, Name: record.Text("Samen oplopen")}},
		ends: []*record.Endpoint{{Head: record.Head{ID: record.ID{2}}, Name: record.Text("CJG Zuiderwijk")}},
	}
	v := New(src, n, uitest.Printer(t, tag), task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	return v, n
}

// A contribution stands in Postvak in every state of the road through an endpoint, and leads to its page. What went as a file is not there.
func TestAContributionOnItsWayStandsInPostvak(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		p := uitest.Printer(t, tag)
		for _, c := range []struct {
			post   record.PostState
			kind   listing.StatusKind
			urgent bool
			wait   int
		}{
			{record.PostWaits, listing.StatusWaiting, false, 1},
			{record.PostLeft, listing.StatusWaiting, false, 1},
			{record.PostHeld, listing.StatusYourTurn, true, 0},
			{record.PostArrived, listing.StatusAnswered, false, 0},
		} {
			one := given(3, c.post)
			if c.post == record.PostHeld {
				one.Reason = "cjg.too_large"
			}
			v, n := withGifts(t, tag, one, given(4, ""))
			if len(v.state.rows) != 1 {
				t.Fatalf("%s %s: %d rows", tag, c.post, len(v.state.rows))
			}
			r := v.state.rows[0]
			if !strings.Contains(r.title, "Samen oplopen") || !strings.Contains(r.line, "CJG Zuiderwijk") && !c.urgent || !strings.Contains(r.line, p.Value("contribute.post", string(c.post))) {
				t.Errorf("%s %s: %q, %q", tag, c.post, r.title, r.line)
			}
			if r.status.Kind != c.kind || r.urgent != c.urgent || v.state.wait != c.wait || c.urgent && r.why == "" {
				t.Errorf("%s %s: %+v, %d wait", tag, c.post, r, v.state.wait)
			}
			if v.open(0); len(n.went) != 1 || n.went[0] != contributePage {
				t.Errorf("%s %s: leads to %v", tag, c.post, n.went)
			}
			if c.urgent {
				uitest.Press(t, v.Content(), p.T("deliveries.gift.show"))
				if len(n.went) != 2 {
					t.Errorf("%s %s: the card leads nowhere", tag, c.post)
				}
			}
		}
	}
}

// What was taken back says so, and what is on its way or refused stands before what arrived.
func TestWhatIsOnItsWayStandsBeforeWhatArrived(t *testing.T) {
	back := given(5, record.PostWaits)
	back.Withdrawn = true
	v, _ := withGifts(t, "nl", given(3, record.PostArrived), back)
	if v.state.rows[0].title != "Bijdrage aan Samen oplopen, teruggenomen" || v.state.rows[1].status.Kind != listing.StatusAnswered {
		t.Errorf("%+v", v.state.rows)
	}
	for _, l := range i18n.Languages() {
		v, _ := withGifts(t, l.Tag, given(3, record.PostHeld), given(4, record.PostLeft), back)
		for _, r := range v.state.rows {
			if strings.Contains(r.title+r.line+r.why+r.action+r.status.Text, "⟦") {
				t.Errorf("%s: a text is missing: %+v", l.Tag, r)
			}
		}
	}
}
