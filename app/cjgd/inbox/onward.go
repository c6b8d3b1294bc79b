package inbox

import (
	"net/http"

	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// restingMost bounds the list; what is over it shows when the first are seen to.
const restingMost = 100

// onwardBody is what goes on to the organisation's own system.
type onwardBody struct {
	On      bool
	Waiting int
	Rows    []onwardRow
}

// onwardRow is a case that rests, with the reason in words.
type onwardRow struct{ ID, Number, Reason, Hint string }

func (s *Site) onward(w http.ResponseWriter, r *http.Request) { s.showOnward(w, r, "") }

func (s *Site) showOnward(w http.ResponseWriter, r *http.Request, said notice) {
	counts, err := s.config.Inbox.CountOnward()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	rest, err := s.config.Inbox.Resting(restingMost)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	body := onwardBody{On: s.config.Inbox.Onward(), Waiting: counts.Waiting}
	for _, one := range rest {
		row := onwardRow{ID: one.ID.String(), Number: one.ID.String()[:8]}
		row.Reason, row.Hint = s.printer(r).Fault(fault.New(fault.Refused, one.Code, one.Code))
		if item, err := s.config.Inbox.Peek(one.ID); err == nil && item.Document != nil {
			row.Number, _, _ = headline(item.Document)
		}
		body.Rows = append(body.Rows, row)
	}
	s.show(w, r, http.StatusOK, "onward.html", page{Here: "onward", Notice: said, Body: body})
}

// onwardAgain lets a case that rests be tried again; the logbook says who did.
func (s *Site) onwardAgain(w http.ResponseWriter, r *http.Request) {
	id, err := envelope.ParseUUID(r.PathValue("uuid"))
	if err != nil {
		s.nowhere(w, r)
		return
	}
	if err := s.config.Inbox.RetryOnward(id, userOf(r.Context()).Name); err != nil {
		s.fail(w, r, err)
		return
	}
	s.showOnward(w, r, noticeOnward)
}
