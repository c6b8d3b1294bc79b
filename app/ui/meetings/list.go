package meetings

import (
	"slices"
	"strconv"
	"strings"

	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// list is what the list shows: rows below the heading of their month.
type list struct {
	p     *i18n.Printer
	today record.Date
	every []record.Row // all there are, in order
	rows  []record.Row // those that are shown
	items []item
}

// item is one line of the list: a heading, or a row.
type item struct {
	head string
	row  int
}

// load puts what is still to come first, the nearest day at the head; then what was, the newest at the head.
func (l *list) load(rows []record.Row, today record.Date, query string) {
	l.today, l.every = today, slices.Clone(rows)
	slices.SortStableFunc(l.every, func(a, b record.Row) int {
		aPlan, bPlan := planned(a), planned(b)
		switch {
		case aPlan != bPlan:
			if aPlan {
				return -1
			}
			return 1
		case a.On != b.On && aPlan:
			return a.On.Number() - b.On.Number()
		case a.On != b.On:
			return b.On.Number() - a.On.Number()
		}
		return int(b.Number) - int(a.Number)
	})
	l.search(query)
}

// search shows the rows in which every word that was typed stands, and puts them below their months.
func (l *list) search(query string) {
	words := strings.Fields(i18n.Fold(query))
	l.rows, l.items = nil, nil
	for _, r := range l.every {
		text := ""
		if len(words) > 0 {
			text = i18n.Fold(l.title(r) + " " + record.Code(record.KindMeeting, r.Number) + " " + l.p.Month(r.On))
		}
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			l.rows = append(l.rows, r)
		}
	}
	last := ""
	for i, r := range l.rows {
		head := l.p.Month(r.On)
		if planned(r) {
			head = l.p.T("meeting.list.coming")
		}
		if head != last {
			l.items = append(l.items, item{head: head})
			last = head
		}
		l.items = append(l.items, item{row: i})
	}
}

// item is one line as the list draws it.
func (l *list) item(i int) listing.Row {
	if it := l.items[i]; it.head != "" {
		return listing.Row{Title: it.head, Head: true}
	}
	return l.row(l.items[i].row)
}

// near is within how many days a day is also said in words such as "overmorgen".
const near = 14

func planned(r record.Row) bool { return r.Flags&record.RowOpen != 0 }

// title is what a gathering is called: its type and its theme.
func (l *list) title(r record.Row) string {
	title := l.p.Value("meeting.type", r.State)
	if theme := r.Title.Reveal(); theme != "" {
		title = l.p.T("meeting.row.themed", "Type", title, "Theme", theme)
	}
	return title
}

// row is one gathering in words. A planned one whose day has come asks how it was.
func (l *list) row(i int) listing.Row {
	r, p := l.rows[i], l.p
	row := listing.Row{Icon: look.IconCoffee, Title: l.title(r)}
	code := record.Code(record.KindMeeting, r.Number)
	row.Line = p.T("meeting.row.line", "Code", code, "Day", p.Date(r.On))
	if away := r.On.Since(l.today); away >= -near && away <= near {
		row.Line = p.T("meeting.row.near", "Code", code, "Day", p.Date(r.On), "Near", p.Relative(r.On, l.today))
	}
	heads, _ := strconv.Atoi(r.Detail.Reveal())
	switch {
	case r.Flags&record.RowOff != 0:
		row.Icon = look.IconX
		row.Line = p.T("meeting.row.heads", "Line", row.Line, "Heads", p.T("meeting.row.off"))
	case planned(r) && r.On.After(l.today):
		row.Icon = look.IconCalendarBlank
		row.Status = listing.Status{Kind: listing.StatusWaiting, Text: p.T("meeting.row.coming")}
	case planned(r):
		row.Icon = look.IconCalendarBlank
		row.Status = listing.Status{Kind: listing.StatusYourTurn, Text: p.T("meeting.row.tell")}
	case heads > 0:
		row.Line = p.T("meeting.row.heads", "Line", row.Line, "Heads", p.N("meeting.heads", heads))
	}
	if !r.Link.Zero() {
		row.Line = p.T("meeting.row.heads", "Line", row.Line, "Heads", p.T("meeting.row.series"))
	}
	return row
}
