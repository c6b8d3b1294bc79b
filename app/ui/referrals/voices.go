package referrals

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/record"
)

// choices are the parts of the list. What is open and what is over have their number; who is next is not counted against anybody.
func (l *list) choices() []form.Choice {
	var all []form.Choice
	for _, f := range filters() {
		switch f {
		case filterOpen:
			all = append(all, form.Choice{Value: f, Text: l.p.N("referrals.filter.open", l.count(f))})
		case filterDone:
			all = append(all, form.Choice{Value: f, Text: l.p.N("referrals.filter.done", l.count(f))})
		default:
			all = append(all, form.Choice{Value: f, Text: l.p.Value("referrals.show", f)})
		}
	}
	return all
}

// voiceCards are what parents answered to the four questions, summed over all families. Small numbers are hidden.
func (v *View) voiceCards() fyne.CanvasObject {
	p := v.p
	cards := column(p, 12, muted(p, p.T("referrals.voices.help")))
	if len(v.voices) == 0 {
		cards.Add(listing.NewCard(p, "", text(p, p.T("referrals.voices.none"))))
		return cards
	}
	for _, q := range record.VoiceQuestions() {
		var bars []listing.Bar
		for _, l := range v.voices {
			if l.Question == q {
				bars = append(bars, listing.Bar{Label: p.Value("voice.answer."+string(q), l.Answer), Value: l.Count, Hidden: l.Hidden})
			}
		}
		if len(bars) > 0 {
			cards.Add(listing.NewCard(p, p.Value("voice.question", string(q)), listing.NewBars(p, bars)))
		}
	}
	cards.Add(note(p, look.IconEyeSlash, p.T("referrals.voices.hidden")))
	return cards
}
