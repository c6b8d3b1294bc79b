package export

import "schakel/internal/i18n"

// Document is a sheet of paper before it is laid out: an overview, what will be sent, what was shared, a recovery card.
type Document struct {
	Title    string
	Subtitle string
	Lang     string // BCP 47, for programs that read aloud
	Dir      i18n.Direction
	Bare     bool   // without the title above and the page number below: the blocks fill the paper
	Large    bool   // large type, for a page that is turned towards a parent
	Sort     string // what the properties of the file say, where the title names somebody or says who helps; "" for the title
	Blocks   []Block
	Footer   string // stands on every page, before the page number

	Letterhead *Letterhead // above the title; nil for none
}

// NewDocument starts a document in the printer's language and direction.
func NewDocument(p *i18n.Printer, title, subtitle string) Document {
	return Document{Title: title, Subtitle: subtitle, Lang: p.Tag(), Dir: p.Direction()}
}

// Block is one part of a document. The blocks are the types of this file.
type Block interface {
	strips(l *layout, width float64) []strip
}

// property is what the properties of the file say. Programs show them without opening the file, so nothing of a person stands there.
func (d Document) property() string {
	if d.Sort != "" {
		return d.Sort
	}
	return d.Title
}

// Heading is a line in bold above what follows; it never stands alone at the foot of a page. Lang is "" for the language of the document.
type Heading struct{ Text, Lang string }

// Paragraph is running text. A text that people typed runs in the direction of its own first letter.
type Paragraph struct {
	Text  string
	Muted bool // smaller and softer, for an explanation
	Typed bool // typed by people, not a text of Schakel
	Bold  bool
	Keep  bool   // never alone at the foot of a page: what it is about follows
	Head  bool   // is a heading for programs that read aloud, however it looks
	Lang  string // "" for the language of the document; a text in another one runs in its own direction
}

// KeyValue is a label with what belongs to it. The value is what people typed.
type KeyValue struct{ Label, Value string }

// KeyValues are labels at the start side with their values beside them.
type KeyValues struct{ Rows []KeyValue }

// Table is a grid with a head. Columns whose cells are all numbers stand at the end side.
type Table struct {
	Columns []string
	Rows    [][]string
}

// Bar is one row of a bar chart.
type Bar struct {
	Label  string
	Typed  bool // the label is a name that people gave
	Value  float64
	Text   string // the number as it is shown; for a hidden one the mark
	Hidden bool
	Depth  int     // how far it is indented: the parts of a row stand below it
	Before string  // what it is compared with, ready to be read; "" when it is not compared
	Then   float64 // and its size, drawn as a thin line below the bar; 0 when it is hidden
}

// Bars is a bar chart with its title and total.
type Bars struct {
	Title, Total string
	Funnel       bool // steps one after another: the bars stand in the middle, each as a part of the first
	Rows         []Bar
}

// Point is one point of a line chart. Label stands below the axis where it is not empty.
type Point struct {
	Label string
	Value int
}

// Line is a line chart over time.
type Line struct {
	Title, Note string
	Points      []Point
	Before      []int // what each is compared with: a thinner line; none when it is not compared
}

// Number is a large number with a word below it.
type Number struct{ Value, Word string }

// Numbers stand beside each other.
type Numbers struct{ Items []Number }

// Pair is two halves of a page, equally large, start side first. One that is kept stays on the page of what follows.
type Pair struct {
	Start, End []Block
	Keep       bool
}

// Rule is a thin line across the page.
type Rule struct{}

// Space is some room.
type Space struct{}

// Code is a text in large spaced type, to be read off and typed over: a recovery code.
type Code struct{ Text string }

// Sign is a line to write on, with a word below it and the same in Dutch beside that, "" where it stands there already.
type Sign struct{ Word, Dutch string }
