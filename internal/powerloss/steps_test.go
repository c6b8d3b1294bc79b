package powerloss_test

// The passphrases of the work.
const (
	phraseOne   = "kikker fiets lampje boter wolken"
	phraseTwo   = "lepel wolk tachtig fluiten gordijn"
	phraseThree = "zeven stoelen onder een oude brug"
)

// steps is what the worker does, in this order. A new way to change a store is one line more.
func steps() []step {
	return []step{
		{"a stick is put in", stick},
		{"create", createStore(phraseOne)},
		{"first saves", save(10, 300, 2000)},
		{"recovery code", recovery},
		{"a draft", draft("person/new", 400)},
		{"a long record", save(40_000)},
		{"a change", edit(1, 900)},
		{"the draft goes on", draft("person/new", 700)},
		{"passphrase", passphrase(phraseTwo)},
		{"a save after it", save(50)},
		{"a person goes", remove(0)},
		{"backup", back},
		{"compact", compact},
		{"many saves", save(10, 20, 30, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200, 5000)},
		{"the draft is done", draft("person/new", 0)},
		{"close", closeStore},
		{"open", openStore},
		{"a change of the long record", edit(2, 30_000)},
		{"a new code", recovery},
		{"copy of the day", ofTheDay},
		{"small change", edit(3, 1)},
		{"small change again", edit(4, 2)},
		{"rotate", rotate},
		{"second backup", back},
		{"erase", erase(5)},
		{"a save after the erasure", save(60)},
		{"a long one goes", remove(2)},
		{"third passphrase", passphrase(phraseThree)},
		{"third backup", back},
		{"erase after it", erase(6)},
		{"journal", journal},
		{"close before the restore", closeStore},
		{"restore", restore},
		{"open again", openStore},
		{"last save", save(700)},
		{"last close", closeStore},
	}
}
