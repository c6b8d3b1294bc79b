package summary

import "schakel/internal/record"

// family is what is counted of a household.
type family struct {
	reached record.Reached
	knew    string
	closed  record.Date // since when another worker has taken over
}

// reach is when a family, or somebody outside one, was first spoken at all, and first in the period; the second is 0 when they were not. They
// are numbers of days (record.Date.Number): there is one of these for every family ever spoken.
type reach struct{ first, in int }

// reach notes that a family was spoken. A contact about somebody in a household counts for the household, whose key seals it.
func (c *Counter) reach(about record.AboutKind, subject, owner record.ID, on record.Date) {
	var who record.ID
	switch about {
	case record.AboutHousehold:
		who = subject
		if _, known := c.families[who]; !known {
			c.families[who] = family{}
		}
	case record.AboutPerson:
		who = owner
		if who.Zero() {
			who = subject
		}
	default:
		return
	}
	was := c.reached[who]
	r := was
	day := on.Number()
	if r.first == 0 || day < r.first {
		r.first = day
	}
	if c.period.Has(on) && (r.in == 0 || day < r.in) {
		r.in = day
	}
	if r != was {
		c.reached[who] = r
	}
}

// settleFamilies counts each family, and each person outside one, that was spoken in the period: once, when all records were seen.
func (c *Counter) settleFamilies() {
	for who, r := range c.reached {
		if r.in == 0 {
			continue
		}
		c.at = mention{who, record.DateFromNumber(r.in)}
		row := "continuing"
		if r.first >= c.period.From.Number() {
			row = "new"
		}
		f, household := c.families[who]
		if !household {
			c.add(peopleReached, row, 1)
			continue
		}
		c.add(familiesReached, row, 1)
		c.family(f, c.begun[who])
	}
}

// family counts the traits of a family that was spoken. It ended for the worker when another one took over until the end of the period.
func (c *Counter) family(f family, referrals int) {
	if c.by(f.closed).Zero() {
		c.add(familiesStay, "staying", 1)
	} else {
		c.add(familiesStay, "ended", 1)
	}
	c.add(familiesFirst, string(f.reached), 1)
	switch f.knew {
	case "yes":
		c.add(familiesKnew, "knew.yes", 1)
	case "no":
		c.add(familiesKnew, "knew.no", 1)
	default:
		c.add(familiesKnew, rowUnknown, 1)
	}
	switch referrals {
	case 0:
		c.add(familiesReferrals, "times.0", 1)
	case 1:
		c.add(familiesReferrals, "times.1", 1)
	case 2:
		c.add(familiesReferrals, "times.2", 1)
	default:
		c.add(familiesReferrals, "times.more", 1)
	}
}

// tally counts what parents answered. It stands by year and never by day, so that nothing can be laid beside a family: it counts in a
// period that holds the whole year.
func (c *Counter) tally(t *record.Tally) {
	if c.period.From.After(record.Day(t.Year, 1, 1)) || c.period.To.Before(record.Day(t.Year, 12, 31)) {
		return
	}
	for _, n := range t.Counts {
		for i, q := range record.VoiceQuestions() {
			if q == n.Question && n.Count > 0 {
				c.seen = true
				c.put(voicesQuick+measured(i), n.Answer, n.Count)
			}
		}
	}
}
