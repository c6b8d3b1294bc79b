package inbox

import (
	"net/http"
	"strconv"
	"time"

	"schakel/internal/fault"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// Keyring changes the keys that live with this process.
type Keyring interface {
	State() intake.KeyState
	// Apart reports whether fronts run as processes of their own, which need a file; Shared whether other processes use the same database.
	Apart() bool
	Shared() bool
	// Rotate draws new keys; from is how many times they were changed as who asks knows it.
	Rotate(from uint64, keep time.Duration, who string) error
}

// keepDays are the choices for how long messages sealed to the old key are still taken: long enough for a laptop that was away for a year, a
// month, or not at all because somebody else may have the key.
func keepDays() []int { return []int{int(intake.UsualKeep / (24 * time.Hour)), 30, 0} }

// keysBody is the page with the keys of the endpoint.
type keysBody struct {
	Issuer, Opening, Inbox, Front string
	Since                         string
	Apart, Shared                 bool
	Done                          bool // they were changed just now: what is left to do elsewhere
	Off                           bool // they cannot be changed from here
	Rows                          []oldKeys
	Choices                       []choice
}

// oldKeys are keys that were replaced.
type oldKeys struct {
	Words, Since, Until string
	Taken, Opens        bool
}

// rotateBody is the page that asks once more.
type rotateBody struct {
	Turn          uint64
	Days          int
	Until         string
	Apart, Shared bool
}

func (s *Site) keysPage(w http.ResponseWriter, r *http.Request) {
	g := page{}
	if notice(r.URL.Query().Get("gedaan")) == noticeKeys {
		g.Notice = noticeKeys
	}
	s.showKeys(w, r, http.StatusOK, g)
}

func (s *Site) showKeys(w http.ResponseWriter, r *http.Request, code int, g page) {
	p, now := s.printer(r), s.config.Now()
	body := keysBody{Off: s.config.Keys == nil, Done: g.Notice == noticeKeys}
	if !body.Off {
		is := s.config.Keys.State()
		body.Issuer, body.Opening, body.Inbox, body.Front, body.Since = is.Issuer, is.Opening, is.Inbox, is.Front, s.day(p, is.Since)
		body.Apart, body.Shared = s.config.Keys.Apart(), s.config.Keys.Shared()
		for _, old := range is.Earlier {
			body.Rows = append(body.Rows, oldKeys{
				Words: old.Words, Since: s.day(p, old.Since), Until: s.day(p, old.Until), Taken: now.Before(old.Until), Opens: old.Opens,
			})
		}
		for _, days := range keepDays() {
			body.Choices = append(body.Choices, choice{strconv.Itoa(days), p.Value("inbox.keys.keep", strconv.Itoa(days))})
		}
	}
	g.Here, g.Body = "keys", body
	s.show(w, r, code, "keys.html", g)
}

// keepOf is one of the choices, as days.
func keepOf(r *http.Request) (int, bool) {
	text := r.FormValue("bewaren")
	for _, days := range keepDays() {
		if text == strconv.Itoa(days) {
			return days, true
		}
	}
	return 0, false
}

// rotatePage says what happens before anything does. It carries how often the keys were changed, so that two beheerders, or a second press,
// change them once.
func (s *Site) rotatePage(w http.ResponseWriter, r *http.Request) {
	days, ok := keepOf(r)
	if r.FormValue("bewaren") == "" { // who chose another language on this page has lost what was chosen before it
		http.Redirect(w, r, "/sleutels", http.StatusSeeOther)
		return
	}
	if !ok || s.config.Keys == nil {
		s.showKeys(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.keys.choose")})
		return
	}
	now := s.config.Now()
	s.show(w, r, http.StatusOK, "rotate.html", page{Here: "keys", Body: rotateBody{
		Turn: s.config.Keys.State().Turn, Days: days, Until: s.printer(r).LongDate(record.DateOf(now.AddDate(0, 0, days))),
		Apart: s.config.Keys.Apart(), Shared: s.config.Keys.Shared(),
	}})
}

func (s *Site) rotate(w http.ResponseWriter, r *http.Request) {
	days, ok := keepOf(r)
	turn, err := strconv.ParseUint(r.PostFormValue("beurt"), 10, 64)
	if !ok || err != nil || s.config.Keys == nil {
		s.showKeys(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.keys.choose")})
		return
	}
	err = s.config.Keys.Rotate(turn, time.Duration(days)*24*time.Hour, userOf(r.Context()).Name)
	if err != nil {
		s.config.Log.Warn("the keys could not be changed", "code", fault.CodeOf(err))
		text, hint := s.printer(r).Fault(err)
		s.showKeys(w, r, statusOf(err), page{Problem: text, Hint: hint})
		return
	}
	http.Redirect(w, r, "/sleutels?gedaan="+string(noticeKeys), http.StatusSeeOther)
}
