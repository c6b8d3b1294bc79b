package book

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/record"
)

func TestANameIsFoundWithItsEndings(t *testing.T) {
	elif := &record.Person{First: record.Text("Elif"), Last: record.Text("Yıldız"), Alias: record.Text("moeder van de bakker")}
	elif.Channels = []record.Channel{{Kind: record.ChannelPhone, Value: record.Text("06 1234 5678")}}
	fatima := &record.Person{First: record.Text("Fatima"), Infix: record.Text("el"), Last: record.Text("Amrani")}
	arabic := &record.Person{First: record.Text("فاطمة")}
	bo := &record.Person{First: record.Text("Bo")}
	for name, c := range map[string]struct {
		who  *record.Person
		text string
		want bool
	}{
		"as it is":              {elif, "Vandaag Elif gesproken.", true},
		"without the accents":   {elif, "mevrouw YILDIZ belde", true},
		"Dutch possessive":      {fatima, "Fatima's zoon was er ook", true},
		"Dutch s":               {elif, "dat was Elifs idee", true},
		"small word":            {fatima, "Fatimaatje", true},
		"Turkish case":          {fatima, "Fatima'dan haber geldi", true},
		"Polish genitive":       {fatima, "rozmawiałam z matką Fatimy", true},
		"Polish accusative":     {fatima, "spotkałam Fatimę", true},
		"Arabic and":            {arabic, "جاءت سارة وفاطمة", true},
		"Arabic ta marbuta":     {arabic, "تحدثت مع فاطمه", true},
		"the alias":             {elif, "De moeder van de bakker kwam later", true},
		"part of the alias":     {elif, "De bakker kwam later", false},
		"surname with tv":       {fatima, "familie El-Amrani", true},
		"only the infix":        {fatima, "El Bouzidi was er", false},
		"another word":          {elif, "elfde keer", false},
		"inside a word":         {elif, "Melife", false},
		"number written apart":  {elif, "bel 0612345678", true},
		"number from abroad":    {elif, "+31 6 12 34 56 78", true},
		"another number":        {elif, "06 1234 9999", false},
		"a short name":          {bo, "met Bo gewandeld", true},
		"a short name in words": {bo, "boodschappen en bob", false},
		"short name's own":      {bo, "Bo's fiets", true},
		"nothing":               {elif, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			var n names
			n.add(c.who)
			if n.in(c.text) != c.want {
				t.Errorf("%q: %v", c.text, !c.want)
			}
		})
	}
}

func TestAFamilyIsFoundByItsName(t *testing.T) {
	var n names
	n.household(&record.Household{Name: record.Text("gezin de Boer")})
	if !n.in("De Boer kwam ook") || n.in("het gezin kwam ook") {
		t.Error("the word for family is no name; what stands behind it is")
	}
}

// Wherever a name stands between other words, it is found, and the place is that of the name.
func TestANameIsFoundAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[B-DF-HJ-NP-TV-Z][aeiou][bdfgklmnprst]{1,2}[aeiou]`).Draw(t, "name")
		before := rapid.SliceOfN(rapid.StringMatching(`[xqwyj]{1,9}`), 0, 6).Draw(t, "before")
		after := rapid.SliceOfN(rapid.StringMatching(`[xqwyj]{1,9}`), 0, 6).Draw(t, "after")
		sign := rapid.SampledFrom([]string{" ", ", ", ". ", " (", "\n", "-", "/"}).Draw(t, "sign")
		ending := rapid.SampledFrom([]string{"", "s", "'s", "’s", "tje", "nın"}).Draw(t, "ending")
		parts := append(append(before[:len(before):len(before)], name+ending), after...)
		text := strings.Join(parts, sign)
		var n names
		n.add(&record.Person{First: record.Text(name)})
		if at := n.at(text); at != len(before) {
			t.Fatalf("%q in %q at %d, not %d", name, text, at, len(before))
		}
		if n.in(strings.Join(append(before[:len(before):len(before)], after...), sign)) {
			t.Fatal("found where it is not")
		}
	})
}
