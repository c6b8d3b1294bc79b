package export

import (
	"schakel/internal/i18n"
)

// Tongue is the language in which a paper is made for people who speak these, the first of which there are texts; fallback when there is none.
// codes are ISO 639-3, as people's languages are kept.
func Tongue(fallback string, codes ...string) string {
	tags := map[string]string{"nld": "nl", "eng": "en", "tur": "tr", "ara": "ar", "pol": "pl", "pap": "pap"}
	for _, code := range codes {
		for _, l := range i18n.Languages() {
			if l.Tag == tags[code] {
				return l.Tag
			}
		}
	}
	return fallback
}
