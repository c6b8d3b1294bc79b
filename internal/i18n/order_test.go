package i18n_test

import (
	"slices"
	"strings"
	"testing"
)

// Lists that were put in order by hand, as the dictionaries and telephone books of the language do.
func TestOrderOfEachLanguage(t *testing.T) {
	for tag, lines := range map[string][]string{
		"tr": {
			"Cemal Ceylan Çağla Çınar Deniz", "Gamze Gül Güneş Gürcan Ğarip Hatice", "Işık Itır İbrahim İpek Jale", "Osman Oya Ömer Özgür Pelin", "Selma Suna Şahin Şule Tarık", "Ufuk Umut Ülkü Ümit Vedat",
			"ılık ısı iki ince",
		},
		"pl": {"Adam Ala Ąbc Bartek", "Celina Czesław Ćwik Dorota", "Ewa Ęcik Filip", "Lena Luiza Łukasz Maja", "Natalia Nowak Ńow Ola", "Oskar Ósma Paweł", "Sara Szymon Śliwa Tomek", "Zofia Zuzanna Źrebak Żaneta"},
		"nl": {"Aalders Ábel Bakker", "Émile Ernst Eva", "Ijsbrand Jan", "Zoë Zonne"},
		"ar": {"إبراهيم أحمد احمد أسماء امل باسم", "باسم تامر ثامر جمال حسن خالد داود رامي زينب سارة شادي صالح طارق عمر فاطمة كريم ليلى محمد نور هدى وليد ياسر"},
	} {
		p := printer(t, tag)
		for _, line := range lines {
			want := strings.Fields(line)
			got := slices.Clone(want)
			slices.Reverse(got)
			slices.SortFunc(got, p.Compare)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", tag, got, want)
			}
		}
	}
}
