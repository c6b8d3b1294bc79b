package i18n_test

import "testing"

// Days as people say and type them, in the words of each language, with and without their signs.
func TestDatesInTheWordsOfEachLanguage(t *testing.T) {
	today := day(t, "2026-11-24") // a Tuesday
	for tag, said := range map[string]map[string]string{
		"nl": {"eergisteren": "2026-11-22", "over 3 dagen": "2026-11-27", "een week geleden": "2026-11-17", "over twee weken": "2026-12-08", "2 weken geleden": "2026-11-10", "vr 20 nov": "2026-11-20", "drie dagen geleden": "2026-11-21"},
		"en": {"tomorrow": "2026-11-25", "3 days ago": "2026-11-21", "a week ago": "2026-11-17", "in 2 weeks": "2026-12-08", "Friday": "2026-11-20", "3 March": "2026-03-03", "March 3, 2025": "2025-03-03"},
		"tr": {"bugün": "2026-11-24", "BUGÜN": "2026-11-24", "bugun": "2026-11-24", "yarın": "2026-11-25", "YARIN": "2026-11-25", "dün": "2026-11-23", "bir hafta önce": "2026-11-17", "2 hafta sonra": "2026-12-08", "3 gun once": "2026-11-21",
			"Salı": "2026-11-24", "SALI": "2026-11-24", "sali": "2026-11-24", "3 Şubat": "2026-02-03", "3 ŞUBAT 2025": "2025-02-03", "21 KASIM": "2026-11-21", "çarşamba": "2026-11-18"},
		"ar": {"اليوم": "2026-11-24", "أمس": "2026-11-23", "امس": "2026-11-23", "غدا": "2026-11-25", "غدًا": "2026-11-25", "الثلاثاء": "2026-11-24", "21 نوفمبر": "2026-11-21", "٢١ نوفمبر ٢٠٢٥": "2025-11-21"},
		"pl": {"dzisiaj": "2026-11-24", "wczoraj": "2026-11-23", "jutro": "2026-11-25", "3 dni temu": "2026-11-21", "za 5 dni": "2026-11-29", "tydzień temu": "2026-11-17", "2 tygodnie temu": "2026-11-10", "za tydzien": "2026-12-01",
			"wtorek": "2026-11-24", "środa": "2026-11-18", "sroda": "2026-11-18", "21 listopada": "2026-11-21", "listopad 21": "2026-11-21", "3 lut": "2026-02-03"},
		"pap": {"awe": "2026-11-24", "ayera": "2026-11-23", "mañan": "2026-11-25", "manan": "2026-11-25", "3 dia pasá": "2026-11-21", "un siman pasa": "2026-11-17", "21 di novèmber": "2026-11-21", "21 november": "2026-11-21"},
	} {
		p := printer(t, tag)
		for in, want := range said {
			if got, err := p.ParseDate(in, today); err != nil || got != day(t, want) {
				t.Errorf("%s %q: %v %v, want %s", tag, in, got, err, want)
			}
		}
	}
}
