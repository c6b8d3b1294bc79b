package inbox

import (
	"net/http"
	"slices"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// first puts what cannot wait, says the family, before what is due first, and tells which ones those are.
func (s *Site) first(l lister, cases []intake.Case) (map[envelope.UUID]bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[envelope.UUID]bool{}
	for _, c := range cases {
		if _, err := s.textOf(l.p, c); err != nil {
			return nil, err
		}
		if s.index[c.ID].now {
			out[c.ID] = true
		}
	}
	slices.SortStableFunc(cases, func(x, y intake.Case) int {
		switch {
		case out[x.ID] == out[y.ID]:
			return 0
		case out[x.ID]:
			return -1
		}
		return 1
	})
	return out, nil
}

// urgent reports whether it cannot wait, says the family.
func urgent(d cjg.Document) bool {
	referral, ok := d.(*cjg.Referral)
	return ok && referral.Urgency == "nu"
}

// when is the part of the list that a case stands in: it cannot wait, it is late, it is due today or tomorrow, or later.
func (l lister) when(c intake.Case) string {
	today, due := record.DateOf(l.now), l.due(c)
	switch {
	case l.urgent[c.ID]:
		return "now"
	case due.Before(today):
		return "late"
	case !today.Add(1).Before(due):
		return "soon"
	}
	return "later"
}

func (l lister) heading(c intake.Case) string { return l.p.Value("inbox.when", l.when(c)) }

// next is the message to go on with after this one, the first of the list; "" when nobody waits.
func (s *Site) next(r *http.Request, after envelope.UUID) (string, error) {
	cases, err := s.config.Inbox.Cases()
	if err != nil {
		return "", err
	}
	l := s.lister(r)
	body := listBody{}
	cases = slices.DeleteFunc(body.chosen(l, cases), func(c intake.Case) bool { return c.ID == after })
	if _, err := s.first(l, cases); err != nil || len(cases) == 0 {
		return "", err
	}
	return cases[0].ID.String(), nil
}
