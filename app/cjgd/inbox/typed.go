package inbox

import (
	"net/http"

	"schakel/internal/cjg"
)

// typed is an answer as somebody typed it: after a refusal it stands there again, in its form, with what is wrong beside it.
type typed struct {
	Form                                               string // call, decline, free or recall; "" when nothing was refused
	Text, Days, Reason, WhoDoes, Waiting, Self, Ground string
}

func typedIn(r *http.Request) typed {
	out := typed{
		Text: formText(r, "tekst"), Days: formText(r, "dagen"), Reason: r.PostFormValue("reden"), WhoDoes: formText(r, "wieWel"),
		Waiting: formText(r, "wachttijd"), Self: formText(r, "zelf"), Ground: formText(r, "grond"),
	}
	switch {
	case r.PostFormValue("besluit") != "":
		out.Form = "recall"
	case r.PostFormValue("stand") == cjg.StateReceived:
		out.Form = "call"
	case r.PostFormValue("stand") == cjg.StateDeclined:
		out.Form = "decline"
	default:
		out.Form = "free"
	}
	return out
}

// wrong is the id of the field that a refusal stands at.
func (t typed) wrong() string {
	switch t.Form {
	case "recall":
		return "grond"
	case "call":
		return "beltekst"
	case "decline":
		return "toelichting"
	}
	return "tekst"
}
