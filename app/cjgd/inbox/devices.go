package inbox

import (
	"html/template"
	"net/http"
	"slices"
	"time"

	"schakel/internal/i18n"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// deviceRow is one laptop as the beheerder sees it.
type deviceRow struct {
	ID, Label, Fingerprint, Enrolled, Seen, Until string
	Before, Changed                               string // the words of before its keys changed, and the day; "" when they never did
	Revoked                                       bool
}

func (s *Site) day(p *i18n.Printer, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return p.LongDate(record.DateOf(t.In(s.config.Now().Location())))
}

func (s *Site) devices(w http.ResponseWriter, r *http.Request) { s.showDevices(w, r, "") }

func (s *Site) showDevices(w http.ResponseWriter, r *http.Request, said notice) {
	list, err := s.config.Front.Devices()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := s.printer(r)
	restored, err := s.restored(p)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "devices.html", page{Here: "devices", Notice: said, Body: devicesBody{Rows: s.deviceRows(p, list), Tongues: letterTongues(), Restored: restored}})
}

// deviceRows puts the laptops that may deliver first, the newest at the top.
func (s *Site) deviceRows(p *i18n.Printer, list []intake.DeviceInfo) []deviceRow {
	slices.SortStableFunc(list, func(a, b intake.DeviceInfo) int {
		if a.Revoked.IsZero() != b.Revoked.IsZero() {
			if a.Revoked.IsZero() {
				return -1
			}
			return 1
		}
		return b.Enrolled.Compare(a.Enrolled)
	})
	out := make([]deviceRow, 0, len(list))
	for _, d := range list {
		out = append(out, deviceRow{
			ID: d.ID, Label: d.Label, Fingerprint: d.Fingerprint, Revoked: !d.Revoked.IsZero(),
			Enrolled: s.day(p, d.Enrolled), Seen: s.day(p, d.Seen), Until: s.day(p, d.Until),
			Before: d.Before, Changed: s.day(p, d.Changed),
		})
	}
	return out
}

// devicesBody is the page of devices, with the languages that a letter can be in.
type devicesBody struct {
	Rows     []deviceRow
	Tongues  []choice
	Restored string // what to look at after a copy was put back; "" when none was of late
}

// letterBody is the letter with a code: shown once, right after it was made, to print. It is for the worker, so it has a language of its own.
type letterBody struct {
	Code, Address, Words, Expires, Contact string
	Tongue, Direction                      string
	Picture                                template.HTML

	p *i18n.Printer
}

// Step is the first thing to do, in the words of Schakel's own screens.
func (l letterBody) Step() string {
	return l.p.T("inbox.letter.step1", "Settings", l.p.T("preferences.title"), "Where", l.p.T("preferences.enrol.open"))
}

// T is a text of the letter in the letter's language.
func (l letterBody) T(id string, args ...any) string { return l.p.T(id, args...) }

// newCode makes a one-time code and shows it as a letter.
func (s *Site) newCode(w http.ResponseWriter, r *http.Request) {
	code, err := s.config.Front.NewCodeBy(short(r.PostFormValue("voor")), userOf(r.Context()).Name)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p, err := i18n.New(letterTongue(r.PostFormValue("taal")))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	settings := s.settings()
	body := letterBody{
		p: p, Tongue: p.Tag(), Direction: map[i18n.Direction]string{i18n.RightToLeft: "rtl"}[p.Direction()],
		Code: code.String(), Address: settings.Address, Words: s.config.Front.Fingerprint(), Contact: settings.Agreement.Contact,
		Expires: s.day(p, s.config.Now().Add(s.config.Front.CodeLife())),
	}
	if body.Address == "" {
		body.Address = s.config.Device
	}
	if body.Picture, err = picture(body.Address+"\n"+body.Code, p.T("inbox.letter.picture")); err != nil {
		s.fail(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "letter.html", page{Here: "devices", Body: body})
}

func (s *Site) revoke(w http.ResponseWriter, r *http.Request) {
	if err := s.config.Front.Revoke(r.PathValue("id"), userOf(r.Context()).Name); err != nil {
		s.fail(w, r, err)
		return
	}
	s.showDevices(w, r, noticeRevoked)
}

// letterTongues are the languages that a worker may read first, each by its own name.
func letterTongues() []choice {
	var out []choice
	for _, l := range i18n.Languages() {
		out = append(out, choice{l.Tag, l.Name})
	}
	return out
}

// letterTongue is a language that there is, else Dutch.
func letterTongue(tag string) string {
	if slices.ContainsFunc(letterTongues(), func(c choice) bool { return c.Value == tag }) {
		return tag
	}
	return "nl"
}
