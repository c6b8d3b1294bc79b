package form

import (
	"schakel/app/ui/look"
	"schakel/internal/i18n"
)

// NewTongue chooses the language of a paper, or of what is read: every language that Schakel has, each named in itself, whatever the language of
// the screen is. tag is what is chosen first.
func NewTongue(p *i18n.Printer, tag string, changed func(tag string)) *Select {
	s := NewSelect(p, Languages(p), SelectOptions{Icon: look.IconTranslate}, changed)
	s.SetValue(tag)
	return s
}

// NewPrint is a button that makes a paper, and the choice of its language beside it. tag is the language it is made in as long as nobody chooses
// another; print gets what says the texts in it.
func NewPrint(p *i18n.Printer, words, tag string, print func(q *i18n.Printer)) (choose *Select, button *Button) {
	choose = NewTongue(p, tag, nil)
	button = NewButton(p, words, ButtonOptions{Icon: look.IconPrinter}, func() {
		q, err := i18n.New(choose.Value())
		if err != nil {
			q = p
		}
		print(q)
	})
	return choose, button
}
