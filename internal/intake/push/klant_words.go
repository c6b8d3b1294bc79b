package push

import (
	"fmt"
	"strings"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// The words that stand in the other system are the contract's own: Dutch, and none of them says melding.
var words = map[string]string{
	"doorverwijzing": "Doorverwijzing", "wijksignaal": "Wijksignaal", "verzoek": "Verzoek",
	"moeder": "Moeder", "vader": "Vader", "ouder": "Ouder", "stiefouder": "Stiefouder", "grootouder": "Grootouder", "voogd": "Voogd",
	"kind": "Kind", "jongere": "Jongere", "verzorger": "Verzorger", "ander": "Ander",
	"past_niet": "Past niet", "al_bekend": "Al bekend", "geen_plek": "Geen plek", "te_weinig_informatie": "Te weinig informatie",
	"ouder_wil_niet": "De ouder wil het niet", "anders": "Anders",
	"ruimte": "een ruimte", "deskundige": "een deskundige", "meedenken": "meedenken", "meegaan": "meegaan", "onkosten": "onkosten",
	"casus_zonder_naam": "een casus zonder naam bespreken", "uitzoeken": "iets uitzoeken",
}

// said is a value of a closed list as a person reads it; an unknown one stays as it is.
func said(value string) string {
	if w, ok := words[value]; ok {
		return w
	}
	return value
}

// Where a text is longer than the other system takes.
const goesOn = " […] De hele tekst staat in het postvak van Schakel."

// fit shortens a text to at most so many characters, at a space where there is one near, and says so.
func fit(text string, most int) string {
	text = strings.TrimSpace(text)
	all := []rune(text)
	if len(all) <= most {
		return text
	}
	mark := goesOn
	if most < 4*len([]rune(goesOn)) {
		mark = " […]"
	}
	cut := all[:most-len([]rune(mark))]
	for i := len(cut) - 1; i > len(cut)*3/4; i-- {
		if cut[i] == ' ' || cut[i] == '\n' {
			cut = cut[:i]
			break
		}
	}
	return strings.TrimSpace(string(cut)) + mark
}

// paragraphs joins what is not empty, each below its own word.
func paragraphs(parts ...[2]string) string {
	var out []string
	for _, p := range parts {
		if p[1] != "" {
			out = append(out, p[0]+": "+p[1])
		}
	}
	return strings.Join(out, "\n")
}

func facts(all []cjg.Fact) string {
	var out []string
	for _, f := range all {
		line := f.Text
		if around := join(", ", f.Source, f.Date); around != "" {
			line += " (" + around + ")"
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func join(between string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, between)
}

// brief is what a document of any kind says in short: a line about what it is, what is asked, and the situation.
type brief struct {
	number, reason, question, situation string
	from                                cjg.Sender
	wantsReply                          bool
}

func briefOf(d cjg.Document) (brief, bool) {
	switch d := d.(type) {
	case *cjg.Referral:
		return brief{
			number: d.Number, reason: title(d.Kind(), d.Number, d.Purpose), question: d.Question, from: d.From, wantsReply: d.WantsReply,
			situation: paragraphs([2]string{"Gezien of gehoord", facts(d.Seen)}, [2]string{"Wat de afzender denkt", d.Thought},
				[2]string{"Wat gaat goed", d.GoesWell}, [2]string{"Wat het gezin wil", d.FamilyWish}, [2]string{"Al gedaan", d.Done},
				[2]string{"Wie betrokken is", d.Involved}, [2]string{"Hoe", d.How}, [2]string{"Wie", whoText(d.People)}),
		}, true
	case *cjg.Signal:
		return brief{
			number: d.Number, reason: title(d.Kind(), d.Number, d.Subject), question: d.Question, from: d.From, wantsReply: d.WantsReply,
			situation: paragraphs([2]string{"Waar", join(", ", d.Neighbourhood, d.Municipality)}, [2]string{"Gemeenschap", d.Community},
				[2]string{"Gezien of gehoord", facts(d.Seen)}, [2]string{"Wat de afzender denkt", d.Thought},
				[2]string{"Woorden", strings.Join(d.Words, ", ")}, [2]string{"Wat gaat goed", d.GoesWell}, [2]string{"Al gedaan", d.Done}),
		}, true
	case *cjg.Request:
		return brief{
			number: d.Number, reason: title(d.Kind(), d.Number, said(d.Sort)), question: d.Question, from: d.From, wantsReply: d.WantsReply,
			situation: paragraphs([2]string{"Waarvoor", d.Purpose}, [2]string{"Wanneer", d.When}, [2]string{"Waar", d.Place},
				[2]string{"Graag voor", d.Before}, [2]string{"Aantal mensen", positive(d.Heads)}),
		}, true
	}
	return brief{}, false
}

func positive(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func title(kind envelope.Kind, number, about string) string {
	return join(": ", said(string(kind))+" "+number, about)
}

func whoText(people []cjg.Person) string {
	var out []string
	for _, p := range people {
		born := ""
		switch {
		case p.Expected != "":
			born = "verwacht op " + p.Expected
		case p.BirthYear > 0:
			born = fmt.Sprintf("geboren in %d", p.BirthYear)
		case p.Age != nil:
			born = fmt.Sprintf("%d jaar", *p.Age)
		}
		tolk := ""
		if p.Interpreter {
			tolk = "tolk nodig"
		}
		out = append(out, join(", ", said(p.Role), p.Name, born, join(" / ", p.Languages...), tolk, p.Reachable, p.Place))
	}
	return strings.Join(out, "; ")
}

// bibliographic is a language as ISO 639-2/B writes it: "dut" for nl. What that list does not know is the language it belongs to, or "und".
func bibliographic(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if code, ok := bibliographics[base]; ok {
		return code
	}
	return "und"
}

var bibliographics = map[string]string{
	"nl": "dut", "nld": "dut", "en": "eng", "eng": "eng", "tr": "tur", "tur": "tur", "ar": "ara", "ara": "ara", "arb": "ara", "ary": "ara",
	"arz": "ara", "apc": "ara", "acm": "ara", "apd": "ara", "aeb": "ara", "arq": "ara", "pl": "pol", "pol": "pol", "pap": "pap", "ti": "tir",
	"tir": "tir", "tig": "tig", "bg": "bul", "bul": "bul", "ro": "rum", "ron": "rum", "so": "som", "som": "som", "fr": "fre", "fra": "fre",
	"uk": "ukr", "ukr": "ukr", "fa": "per", "fas": "per", "pes": "per", "prs": "per", "ps": "pus", "pus": "pus", "pbt": "pus", "ku": "kur",
	"kur": "kur", "kmr": "kur", "ckb": "kur", "ber": "ber", "rif": "ber", "shi": "ber", "tzm": "ber", "zgh": "zgh", "kab": "kab",
	"am": "amh", "amh": "amh", "om": "orm", "orm": "orm", "es": "spa", "spa": "spa", "pt": "por", "por": "por", "it": "ita", "ita": "ita",
	"de": "ger", "deu": "ger", "ru": "rus", "rus": "rus", "zh": "chi", "zho": "chi", "cmn": "chi", "yue": "chi", "hi": "hin", "hin": "hin",
	"ur": "urd", "urd": "urd", "bn": "ben", "ben": "ben", "ta": "tam", "tam": "tam", "id": "ind", "ind": "ind", "ms": "may", "msa": "may",
	"vi": "vie", "vie": "vie", "th": "tha", "tha": "tha", "hy": "arm", "hye": "arm", "sq": "alb", "sqi": "alb", "sr": "srp", "srp": "srp",
	"hr": "hrv", "hrv": "hrv", "bs": "bos", "bos": "bos", "mk": "mac", "mkd": "mac", "el": "gre", "ell": "gre", "hu": "hun", "hun": "hun",
	"cs": "cze", "ces": "cze", "sk": "slo", "slk": "slo", "lt": "lit", "lit": "lit", "lv": "lav", "lav": "lav", "ka": "geo", "kat": "geo",
	"az": "aze", "aze": "aze", "he": "heb", "heb": "heb", "sw": "swa", "swa": "swa", "swh": "swa", "ln": "lin", "lin": "lin", "ha": "hau",
	"hau": "hau", "ig": "ibo", "ibo": "ibo", "yo": "yor", "yor": "yor", "tw": "twi", "twi": "twi", "ak": "aka", "aka": "aka", "rw": "kin",
	"kin": "kin", "rn": "run", "run": "run", "wo": "wol", "wol": "wol", "ff": "ful", "ful": "ful", "my": "bur", "mya": "bur", "ne": "nep",
	"nep": "nep", "si": "sin", "sin": "sin", "srn": "srn", "tl": "tgl", "tgl": "tgl", "fil": "fil", "sgn": "sgn", "rom": "rom",
}
