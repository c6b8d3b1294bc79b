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
		{name: "a stick is put in", do: stick},
		{name: "create", do: createStore, had: createdStore},
		{name: "first saves", do: save(10, 300, 2000)},
		{name: "recovery code", do: recovery},
		{name: "a draft", do: draft("person/new", 400)},
		{name: "a long record", do: save(40_000)},
		{name: "a change", do: edit(1, 900)},
		{name: "the draft goes on", do: draft("person/new", 700)},
		{name: "passphrase", do: passphrase(phraseTwo)},
		{name: "a save after it", do: save(50)},
		{name: "a person goes", do: remove(0), had: gone(0)},
		{name: "backup", do: back},
		{name: "compact", do: compact},
		{name: "many saves", do: save(10, 20, 30, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200, 5000)},
		{name: "the draft is done", do: draft("person/new", 0)},
		{name: "close", do: closeStore},
		{name: "open", do: openStore},
		{name: "a change of the long record", do: edit(2, 30_000)},
		{name: "three parts", do: shares},
		{name: "copy of the day", do: ofTheDay},
		{name: "small change", do: edit(3, 1)},
		{name: "small change again", do: edit(4, 2)},
		{name: "rotate", do: rotate},
		{name: "second backup", do: back},
		{name: "erase", do: erase(5), had: gone(5)},
		{name: "a save after the erasure", do: save(60)},
		{name: "a long one goes", do: remove(2), had: gone(2)},
		{name: "third passphrase", do: passphrase(phraseThree)},
		{name: "a new code after the parts", do: recovery},
		{name: "third backup", do: back},
		{name: "erase after it", do: erase(6), had: gone(6)},
		{name: "journal", do: journal},
		{name: "close before the restore", do: closeStore},
		{name: "restore", do: restore, had: restored},
		{name: "open again", do: openStore},
		{name: "last save", do: save(700)},
		{name: "last close", do: closeStore},
	}
}
