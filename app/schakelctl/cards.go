package main

import (
	"context"
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// runCards lists the talking cards with the recordings that there are, or writes their texts in a language with the Dutch beside them.
func runCards(a *app, ctx context.Context, args []string) error {
	set := a.flags("cards")
	language := set.String("language", i18n.Source, "")
	words, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	switch words[0] {
	case "list":
		return a.with(ctx, a.listCards)
	case "export-text":
		return a.cardTexts(*language)
	}
	return problem(words[0], "unknown")
}

// listCards writes every card with the recordings for it: the language, the length in seconds and the id.
func (a *app) listCards(b *book.Book) error {
	type voice struct {
		Language string `json:"language"`
		Seconds  uint32 `json:"seconds"`
		ID       string `json:"id"`
	}
	voices := map[string][]voice{}
	for _, r := range b.Rows(record.KindTalk) {
		voices[r.State] = append(voices[r.State], voice{r.Detail.Reveal(), r.Number, r.ID.String()})
	}
	for _, card := range record.CardTopics() {
		all := voices[string(card)]
		slices.SortFunc(all, func(x, y voice) int { return strings.Compare(x.Language, y.Language) })
		err := a.object(struct {
			Card   record.CardTopic `json:"card"`
			Say    string           `json:"say"`
			Voices []voice          `json:"voices,omitempty"`
		}{card, a.p.Value("card.say", string(card)), all})
		if err != nil {
			return err
		}
	}
	return nil
}

// cardTexts writes the texts of every card. It needs no store: there is nothing of anybody in them.
func (a *app) cardTexts(tag string) error {
	if !slices.ContainsFunc(i18n.Languages(), func(l i18n.Language) bool { return l.Tag == tag }) {
		return problem("language", "language.unknown")
	}
	own, err := i18n.New(tag)
	if err != nil {
		return err
	}
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		return err
	}
	type texts struct {
		Say   string   `json:"say"`
		Lines []string `json:"lines"`
	}
	of := func(p *i18n.Printer, card string) texts {
		return texts{p.Value("card.say", card), []string{p.Value("card.first", card), p.Value("card.second", card), p.Value("card.third", card)}}
	}
	for _, card := range record.CardTopics() {
		err := a.object(struct {
			Card     record.CardTopic `json:"card"`
			Language string           `json:"language"`
			Own      texts            `json:"own"`
			Dutch    texts            `json:"nl"`
		}{card, tag, of(own, string(card)), of(dutch, string(card))})
		if err != nil {
			return err
		}
	}
	return nil
}
