package i18n

import (
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"sync"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Printer says everything in one language. It does not change after New and may be used by several goroutines at once;
// another language is another printer.
type Printer struct {
	tag       string
	direction Direction
	own       *texts
	source    *texts
	numbers   *message.Printer

	sorting  sync.Mutex // guards collator, which keeps buffers, and memory
	collator *collate.Collator
	memory   collate.Buffer

	warned sync.Map // ids already warned about, so that a screen that redraws does not fill the log
}

// New makes the printer of a language. A region is left off when there is no file for it: "nl-BE" gives "nl".
// It returns ErrLanguage when there are no texts in that language.
func New(tag string) (*Printer, error) {
	c, err := shipped()
	if err != nil {
		return nil, err
	}
	if tag == PseudoTag {
		return Pseudo()
	}
	found := c.find(tag)
	if found == "" {
		return nil, ErrLanguage
	}
	return c.printer(found), nil
}

func (c *catalog) printer(tag string) *Printer {
	t := language.Make(tag)
	return &Printer{
		tag:       tag,
		direction: directionOf(t),
		own:       c.book(tag),
		source:    c.source,
		numbers:   message.NewPrinter(numbersOf(t)),
		collator:  collate.New(sortingOf(t), collate.Numeric),
	}
}

// directionOf follows the script of the language, so that a language that is added needs no list here.
func directionOf(t language.Tag) Direction {
	script, _ := t.Script()
	switch script.String() {
	case "Arab", "Hebr", "Thaa", "Syrc", "Nkoo":
		return RightToLeft
	}
	return LeftToRight
}

// Tag is the language tag, such as "nl".
func (p *Printer) Tag() string { return p.tag }

// Direction is the way the lines of the language run.
func (p *Printer) Direction() Direction { return p.direction }

// T is the text of a message. The args fill its placeholders: key, value, key, value. A message that the language lacks is
// shown in Dutch, with a warning in the log, and so is one that may not be shown (see check); one that no file has shows as ⟦id⟧, which the tests make impossible.
func (p *Printer) T(id string, args ...any) string { return p.say(id, nil, args) }

// N is the text of a message in the plural form for n. The placeholder {{.N}} is n, written as the language writes numbers.
func (p *Printer) N(id string, n int, args ...any) string {
	filled := make([]any, 0, len(args)+2)
	filled = append(filled, "N", p.Number(n))
	return p.say(id, n, append(filled, args...))
}

// NDecimal is N for a number that may have a part, written with at most the given digits after the point: "1,5 uur". The form is that of the
// number as it is written, which in Polish is another one for 1,5 than for 5.
func (p *Printer) NDecimal(id string, f float64, digits int, args ...any) string {
	shown := strconv.FormatFloat(f, 'f', digits, 64)
	if strings.Contains(shown, ".") {
		shown = strings.TrimSuffix(strings.TrimRight(shown, "0"), ".")
	}
	filled := make([]any, 0, len(args)+2)
	filled = append(filled, "N", p.Decimal(f, digits))
	return p.say(id, shown, append(filled, args...))
}

// Value is the label of one value of an enumeration: the message "<enum>.<value>". It is, with Term, the only place where an id
// is not written out, and the enum is a literal at the caller.
func (p *Printer) Value(enum, value string) string { return p.T(enum + "." + value) }

// Term is the domain term of one value of an enumeration, which stands second and smaller beside the label because the worker
// needs it on the phone with the CJG (004 L352). It is "" when the value has none.
func (p *Printer) Term(enum, value string) string {
	id := enum + "." + value + ".term"
	if !p.has(id) {
		return ""
	}
	return p.T(id)
}

// Has reports whether there is a message with this id, for ids that are made of what stands in the store.
func (p *Printer) Has(id string) bool { return p.has(id) }

// has reports whether the message can be shown: in the language itself or in Dutch.
func (p *Printer) has(id string) bool { return p.own.ids[id] || p.source.ids[id] }

func (p *Printer) say(id string, count any, args []any) string {
	config := &goi18n.LocalizeConfig{MessageID: id, PluralCount: count, TemplateData: fill(args)}
	if p.own.ids[id] {
		if text, err := p.own.localizer.Localize(config); err == nil {
			return text
		}
	}
	p.warn(id)
	if text, err := p.source.localizer.Localize(config); err == nil {
		return text
	}
	return "⟦" + id + "⟧"
}

// warn says once in the log that a text is shown in Dutch, and why. An id that no file has may be made of what somebody typed, so it is not named.
func (p *Printer) warn(id string) {
	if _, again := p.warned.LoadOrStore(id, true); again {
		return
	}
	why := "missing"
	switch bad, refused := p.own.bad[id]; {
	case refused:
		why = string(bad.Code)
	case p.own.ids[id]:
		why = "fails"
	case !p.source.ids[id]:
		id, why = "", "unknown"
	}
	slog.Warn("text missing", "language", p.tag, "id", id, "why", why)
}

func fill(args []any) map[string]any {
	data := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		data[fmt.Sprint(args[i])] = args[i+1]
	}
	return data
}
