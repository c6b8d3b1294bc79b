package summary

import (
	"bytes"
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"schakel/internal/record"
)

// watch notes which records were counted in a row.
type watch struct {
	measure measured
	keys    map[string]bool // the rows that are looked for
	but     bool            // all rows except those of keys
	found   map[record.ID]record.Date
}

func (w *watch) see(m measured, row string, at mention) {
	if m == w.measure && w.keys[row] != w.but {
		w.found[at.id] = at.on
	}
}

// Behind lists the records behind one number of a report that Make made with the same records, period and options: those that were
// counted in the row of a measure, the oldest first. Of a measure of families they are the households, of people the persons. They are as
// many as the row counts, or fewer where the measure adds up amounts (Measure.Sum): then they are the records in which these stand. Nothing stands
// behind what parents answered, for no answer leads back to anybody, behind a row that Public made out of others, and behind a measure or
// a row that there is not. The error is record.Problems about the period.
//
// The records are counted by the same code as in a report, which tells of each what it was counted in.
func Behind(records iter.Seq[record.Record], period Period, options Options, measureID string, label Label) ([]record.ID, error) {
	c, err := NewCounter(period, options)
	if err != nil {
		return nil, err
	}
	if !c.Watch(measureID, label) {
		return nil, nil
	}
	for r := range records {
		c.Add(r)
	}
	return c.Watched(), nil
}

// Watch makes the counter note the records behind one number, for Watched, as Behind does. It is called before the first record; ok is false when
// nothing can stand behind that number.
func (c *Counter) Watch(measureID string, label Label) (ok bool) {
	c.watch = measure(measureID).watch(label)
	return c.watch != nil
}

// Watched lists what Behind lists. It is called once, when all records were added, instead of Report.
func (c *Counter) Watched() []record.ID {
	c.settle()
	return c.watch.list()
}

func (w *watch) list() []record.ID {
	ids := slices.Collect(maps.Keys(w.found))
	slices.SortFunc(ids, func(a, b record.ID) int {
		return cmp.Or(w.found[a].Number()-w.found[b].Number(), bytes.Compare(a[:], b[:]))
	})
	return ids
}

// watch looks for what is counted in a row; nil when there is no such row.
func (m Measure) watch(label Label) *watch {
	w := &watch{measure: m.what, keys: map[string]bool{}, found: map[record.ID]record.Date{}}
	r, known := m.find(label)
	switch {
	case m.ID == "" || label == own("other"):
		return nil
	case label == own("total"):
		w.but = true
	case known:
		m.within(r.key, w.keys)
	case label == own("unknown") && m.rows != nil:
		w.but = true
		w.keys[keyAll] = m.Loose
		for _, r := range m.rows {
			w.keys[r.key] = true
		}
	case label == own("unknown"):
		w.keys[""], w.keys[rowUnknown] = true, m.enum != ""
	case m.rows != nil:
		return nil
	case !label.On.Zero():
		w.keys[label.On.String()] = true
	case label.Name != "":
		w.keys[label.Name] = true
	default:
		w.keys[label.Value] = true
	}
	return w
}

// within adds a row and all below it.
func (m Measure) within(key string, keys map[string]bool) {
	keys[key] = true
	for _, r := range m.rows {
		if r.under == key {
			m.within(r.key, keys)
		}
	}
}

// Leads reports whether records stand behind the numbers of a measure: behind what parents answered stands nobody.
func Leads(measureID string) bool {
	m := measure(measureID)
	return m.ID != "" && (m.what < voicesQuick || m.what > voicesResult)
}

// KindsBehind lists the kinds of record that a measure needs to tell what stands behind its numbers: Behind finds the same in these alone. It is nil
// when there is no such measure.
func KindsBehind(measureID string) []record.Kind {
	part, _, _ := strings.Cut(measureID, ".")
	switch {
	case measure(measureID).ID == "":
		return nil
	case measureID == "families.referrals":
		return []record.Kind{record.KindHousehold, record.KindContact, record.KindReferral}
	case measureID == "contacts.aim", measureID == "meetings.aim":
		return []record.Kind{record.KindProgramme, record.KindContact, record.KindMeeting}
	case measureID == "signals.state":
		return []record.Kind{record.KindConcern}
	case measureID == "hours.helpers":
		return []record.Kind{record.KindMeeting}
	case measureID == "open.family":
		return []record.Kind{record.KindPartner, record.KindConcern, record.KindReferral}
	}
	switch part {
	case "families", "people":
		return []record.Kind{record.KindHousehold, record.KindContact}
	case "contacts", "advice":
		return []record.Kind{record.KindContact}
	case "concerns":
		return []record.Kind{record.KindConcern}
	case "referrals", "received":
		return []record.Kind{record.KindPartner, record.KindReferral}
	case "voices":
		return []record.Kind{record.KindTally}
	case "meetings":
		return []record.Kind{record.KindMeeting}
	case "hours":
		return []record.Kind{record.KindContact, record.KindMeeting}
	case "signals", "requests", "asked":
		return []record.Kind{record.KindPartner, record.KindRequest, record.KindSignal}
	}
	return Kinds()
}
