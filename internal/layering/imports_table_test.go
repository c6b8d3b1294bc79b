package layering_test

// allowance is what the files of one package may import besides the standard library. The path of a third party allows what lies below it.
type allowance struct {
	own   []string
	third []string
	why   string // for what the table of ARCHITECTURE.md does not have, or has otherwise
}

const (
	fyne   = "fyne.io/fyne/v2"
	xtext  = "golang.org/x/text"
	gotext = "github.com/go-text/typesetting"
	bbolt  = "go.etcd.io/bbolt"
)

// shared are the packages of the user interface that every screen may use.
var shared = []string{"app/ui/rtl", "app/ui/look", "app/ui/task", "app/ui/form", "app/ui/listing", "app/ui/prompt", "app/ui/draft", "app/ui/roads", "app/ui/versions", "app/ui/aloud", "app/ui/counts"}

// screens are the pages of the program. They never import each other.
var screens = []string{
	"app/ui/today", "app/ui/people", "app/ui/concerns", "app/ui/referrals", "app/ui/meetings", "app/ui/partners", "app/ui/summaries",
	"app/ui/deliveries", "app/ui/preferences", "app/ui/logbook", "app/ui/unlock", "app/ui/insight", "app/ui/retention",
	"app/ui/erasing", "app/ui/handing", "app/ui/mine", "app/ui/cards", "app/ui/hours", "app/ui/week", "app/ui/targets", "app/ui/stories",
	"app/ui/erasing", "app/ui/handing", "app/ui/mine", "app/ui/cards", "app/ui/hours", "app/ui/week",
	"app/ui/contribute", "app/ui/joint", "app/ui/studies",
}

// everything below the screens, for the mains that wire it together.
var core = []string{
	"internal/record", "internal/record/codec", "internal/fault", "internal/seal", "internal/keyfile", "internal/store", "internal/consent",
	"internal/disclose", "internal/envelope", "internal/cjg", "internal/outbox", "internal/intake", "internal/intake/bolt", "internal/intake/postgres",
	"internal/intake/push", "internal/book", "internal/summary", "internal/studies", "internal/sdc", "internal/export", "internal/i18n", "internal/i18n/check", "internal/settings",
	"internal/datadir", "internal/version", "internal/practice", "internal/carrier", "internal/rehearsal", "internal/municipality", "internal/directory", "internal/portrait", "internal/dial", "internal/bsn", "internal/checkup", "internal/away", "internal/access", "internal/parcel", "internal/almanac", "internal/sound", "internal/speech", "internal/drawing", "internal/hours", "internal/letters", "assets", "translations",
	"internal/intake/push", "internal/book", "internal/summary", "internal/sdc", "internal/export", "internal/i18n", "internal/i18n/check", "internal/settings",
	"internal/datadir", "internal/version", "internal/practice", "internal/carrier", "internal/rehearsal", "internal/municipality", "internal/directory", "internal/portrait", "internal/dial", "internal/bsn", "internal/checkup", "internal/away", "internal/access", "internal/parcel", "internal/contribution", "internal/almanac", "internal/sound", "internal/speech", "internal/drawing", "internal/hours", "internal/letters", "assets", "translations",
}

// table is the import table of ARCHITECTURE.md. A new import is a change here, with its reason.
var table = map[string]allowance{
	"internal/fault":    {},
	"internal/version":  {},
	"internal/settings": {},
	"translations":      {},
	"assets":            {},
	"internal/layering": {},
	"internal/datadir":  {own: []string{"internal/fault"}, why: "a folder in the cloud is an error with a kind and a code, as any other"},

	"internal/record":       {own: []string{"internal/fault", "internal/bsn"}},
	"internal/record/codec": {own: []string{"internal/record", "internal/fault"}},
	"internal/seal":         {own: []string{"internal/fault"}, third: []string{"golang.org/x/crypto"}},
	"internal/durable":      {why: "one way to make the names in a folder outlive a power cut, for the slots, the store and its copies"},
	"internal/keyfile": {
		own: []string{"internal/seal", "internal/durable", "internal/fault"}, third: []string{"golang.org/x/crypto", xtext + "/unicode/norm"},
		why: "one passphrase has several byte forms, by keyboard and system; they must open the same store",
	},
	"internal/consent": {own: []string{"internal/record", "internal/fault"}},
	"internal/i18n": {
		own:   []string{"internal/fault", "internal/record", "internal/i18n/check", "translations"},
		third: []string{"github.com/nicksnyder/go-i18n/v2", xtext},
	},
	"internal/i18n/check": {
		third: []string{"github.com/nicksnyder/go-i18n/v2", xtext},
		why:   "what is wrong with a file of texts: for the program that falls back to Dutch, for translators on the command line, and for the tests of the files",
	},
	"internal/envelope": {own: []string{"internal/fault"}},
	"internal/cjg":      {own: []string{"internal/envelope", "internal/fault", "internal/bsn"}, third: []string{"github.com/oapi-codegen/runtime"}},
	"internal/disclose": {own: []string{"internal/record", "internal/consent", "internal/cjg", "internal/fault"}},
	"internal/store": {
		own:   []string{"internal/record", "internal/record/codec", "internal/seal", "internal/keyfile", "internal/durable", "internal/fault"},
		third: []string{bbolt},
	},
	"internal/outbox":  {own: []string{"internal/record", "internal/fault"}, third: []string{"github.com/cenkalti/backoff/v5"}},
	"internal/sdc":     {own: []string{"internal/fault"}},
	"internal/studies": {why: "published figures of studies; it imports nothing, so that no record can become a table that is laid out whole"},
	"internal/summary": {own: []string{"internal/record", "internal/sdc", "internal/fault"}},
	"internal/export": {
		own:   []string{"internal/sdc", "internal/summary", "internal/access", "internal/hours", "internal/record", "internal/i18n", "internal/drawing", "internal/speech", "internal/studies", "assets", "internal/fault"},
		third: []string{"github.com/xuri/excelize/v2", gotext, "github.com/santhosh-tekuri/jsonschema/v6"},
		why:   "access and hours, as summary, for what it lays out; record for the days and the types of costs of a sheet of hours",
	},
	"internal/sdc/attack":   {why: "only tests use it: works out what a reader of published sums can know, apart from what hides and audits them"},
	"internal/export/proof": {own: []string{"internal/export", "assets"}, why: "only tests use it: reads a paper back with another program, for the papers of this package and of the screens"},
	"internal/book": {own: []string{
		"internal/record", "internal/record/codec", "internal/fault", "internal/seal", "internal/keyfile", "internal/store", "internal/consent",
		"internal/disclose", "internal/envelope", "internal/cjg", "internal/outbox", "internal/sdc", "internal/summary", "internal/i18n",
		"internal/settings", "internal/datadir", "internal/version", "internal/municipality", "internal/backup", "internal/access", "internal/parcel",
		"internal/contribution", "internal/spelling",
		"internal/sound", // tells a recording from other bytes before it is kept "internal/hours",
		"internal/directory", "internal/hours",
	}},
	"internal/hours": {own: []string{"internal/record"}, why: "the worker's own sheet of a month: pure, and of types in which nothing of a family fits"},
	"internal/directory": {
		own: []string{"internal/record", "internal/i18n", "internal/municipality", "internal/fault"}, third: []string{xtext},
		why: "partners as a table and back: pure, so that every row can be tried without a store; x/text for Windows-1252, in which a Dutch Excel writes",
	},
	"internal/folder":   {own: []string{"internal/fault"}, why: "folders and places of the computer, for the window that asks for a file: every system is tried apart from any screen"},
	"internal/portrait": {own: []string{"internal/fault"}, why: "a small picture out of a file that somebody chose: hostile files are tried apart from any screen"},
	"internal/access": {
		own: []string{"internal/record", "internal/i18n", "internal/municipality", "internal/dial", "internal/fault"},
		why: "what is held about a person as passages: pure, so that what may never be in the document is tested apart; the gemeenten by name, to hide them",
	},
	"internal/backup": {
		own: []string{"internal/store", "internal/record", "internal/keyfile", "internal/seal", "internal/durable", "internal/fault"}, third: []string{"filippo.io/age"},
		why: "copies of the store in a file of age; apart from the store, because it opens folders that are not the store's",
	},
	"internal/parcel": {
		own: []string{"internal/envelope", "internal/record", "internal/seal", "internal/fault"},
		why: "files from one user to another: the keys of an envelope, with the names on a card as private text",
	},
	"internal/contribution": {
		own: []string{"internal/record", "internal/summary", "internal/sdc", "internal/parcel", "internal/fault"},
		why: "what one worker counted for a coordinator, and the sum of several: pure, so that what may never stand in one is tested apart; parcel for who signed the card of a programme",
	},
	"internal/powerloss":       {why: "only tests: what a store and its copies are after the power went"},
	"internal/checkup":         {own: []string{"internal/store", "internal/keyfile"}, why: "starts this program once more to check a store, so that what damage does to a process happens to that one; the store itself starts no processes"},
	"internal/almanac":         {own: []string{"internal/record"}, why: "school holidays and feast days by their date: data and rules of calendars, apart from what plans by them"},
	"internal/municipality":    {why: "the list of gemeenten by their CBS code: data, apart from what uses it"},
	"internal/carrier":         {own: []string{"internal/book", "internal/cjg", "internal/envelope", "internal/outbox", "internal/record", "internal/fault"}, why: "the book sees its way to an endpoint as a small interface; this is the one over HTTPS, so that the book itself reaches no network"},
	"internal/practice":        {own: []string{"internal/record", "internal/book", "internal/fault"}, why: "the invented people of practice mode, entered through the same operations as real ones"},
	"internal/intake":          {own: []string{"internal/cjg", "internal/envelope", "internal/durable", "internal/fault"}, why: "durable: the keys of an endpoint are in their file after a power cut too"},
	"internal/intake/bolt":     {own: []string{"internal/intake", "internal/cjg", "internal/envelope", "internal/durable", "internal/fault"}, third: []string{bbolt}, why: "durable: what has a receipt is in a file that keeps its name"},
	"internal/intake/postgres": {own: []string{"internal/intake", "internal/cjg", "internal/envelope", "internal/fault"}, third: []string{"github.com/jackc/pgx/v5", "github.com/pressly/goose/v3"}},
	"internal/intake/push":     {own: []string{"internal/intake", "internal/cjg", "internal/envelope", "internal/fault"}, third: []string{"github.com/cenkalti/backoff/v5"}},

	"internal/away": {
		third: []string{"github.com/godbus/dbus/v5"},
		why:   "hears over D-Bus that the computer sleeps or its screen locks; apart from the window, which must not wait for a bus",
	},
	"internal/letters":  {why: "the locale by which X11 turns keys into letters: before the first window, and for the program that tries keyboards"},
	"internal/dial":     {why: "shows a number as people dial it: for screens and for papers"},
	"internal/spelling": {third: []string{xtext + "/unicode/norm"}, why: "whether two written names may be one name: pure, for the search and for who may be known already"},
	"internal/sound": {
		own: []string{"internal/fault"}, third: []string{"github.com/gen2brain/malgo"},
		why: "records and plays a voice through miniaudio, behind a small interface; in a program without C it says that there is no sound",
	},
	"internal/speech": {
		own: []string{"internal/fault"},
		why: "has the computer read a text aloud, over a pipe to another program; and where sentences end, which is tried apart from any screen",
	},
	"internal/drawing":   {own: []string{"internal/fault"}, why: "the pictures of the talking cards as lines and surfaces: the window fills them, a PDF strokes them"},
	"internal/bsn":       {why: "one look for a BSN, for what is kept and for what is sent"},
	"internal/rehearsal": {own: []string{"internal/book", "internal/carrier", "internal/practice", "internal/record", "internal/record/codec", "internal/keyfile", "internal/datadir", "internal/store", "internal/fault"}, why: "the practice endpoint as a child process, and the practice store: for the window and for the command line"},

	"app/ui/roads":    {own: []string{"app/ui/rtl", "app/ui/look", "app/ui/form", "app/ui/listing", "app/ui/task", "app/ui/draft", "internal/i18n", "internal/record", "internal/book", "internal/export"}, third: []string{fyne}, why: "a wijksignaal and a verzoek go the same road: its page, answer and sheet are made once, and two screens may not import each other"},
	"app/ui/counts":   {own: []string{"app/ui/rtl", "app/ui/look", "app/ui/form", "app/ui/listing", "internal/export", "internal/i18n", "internal/record", "internal/sdc", "internal/summary"}, third: []string{fyne}, why: "export for the titles of a joint report, which are the same on a screen and on paper; the numbers of a report and the choice of its period, for the two screens of contributions, which may not import each other"},
	"app/ui/aloud":    {own: []string{"app/ui/rtl", "app/ui/look", "app/ui/task", "app/ui/form", "app/ui/listing", "internal/i18n", "internal/speech", "internal/export"}, third: []string{fyne}, why: "a consent and a talking card are read aloud the same way, and two screens may not import each other"},
	"app/ui/versions": {own: []string{"app/ui/form", "app/ui/listing", "internal/i18n", "internal/record", "internal/record/codec", "internal/fault", "internal/book"}, why: "every entry asks the same way which of two versions counts; codec for the names of the fields"},
	"app/ui/draft": {
		own: []string{"app/ui/task", "app/ui/rtl", "app/ui/look", "app/ui/form", "app/ui/listing", "app/ui/versions", "internal/record", "internal/i18n", "internal/book"}, third: []string{fyne},
		why: "every page on which a record is written keeps its draft, checks, saves and asks between two versions in the same way",
	},
	"app/ui/uitest": {
		own: []string{"app/ui/rtl", "app/ui/look", "app/ui/form", "internal/i18n", "internal/book", "internal/keyfile"}, third: []string{fyne},
		why: "works the screens in their tests; no row allows it, so only tests import it",
	},
	"app/ui/look":    {own: []string{"internal/i18n", "internal/record", "internal/fault", "assets"}, third: []string{fyne, gotext}},
	"app/ui/rtl":     {own: []string{"app/ui/look", "internal/i18n", "internal/record", "internal/fault", "assets"}, third: []string{fyne, gotext, xtext}, why: "x/text for the first strong letter of what people typed"},
	"app/ui/task":    {own: []string{"internal/i18n", "internal/record", "internal/fault"}, third: []string{fyne}},
	"app/ui/form":    {own: []string{"app/ui/rtl", "app/ui/look", "app/ui/task", "internal/i18n", "internal/record", "internal/fault", "internal/portrait", "assets"}, third: []string{fyne, gotext}},
	"app/ui/listing": {own: []string{"app/ui/rtl", "app/ui/look", "app/ui/task", "app/ui/form", "internal/i18n", "internal/record", "internal/fault", "assets"}, third: []string{fyne, gotext}},
	"app/ui/prompt":  {own: []string{"app/ui/rtl", "app/ui/look", "app/ui/task", "app/ui/form", "app/ui/listing", "internal/i18n", "internal/record", "internal/fault", "internal/folder", "assets"}, third: []string{fyne, gotext}, why: "listing and folder for the window that asks for a file: its rows are those of every list"},

	"app/ui": {
		own: append(append([]string{
			"internal/record", "internal/fault", "internal/book", "internal/export", "internal/settings", "internal/i18n", "internal/version",
			"internal/datadir", "internal/store", "internal/keyfile", "internal/summary", "internal/access", "internal/sound", "internal/speech", "internal/hours", "internal/studies", "assets",
		}, screens...), shared...),
		third: []string{fyne},
		why:   "datadir, store and keyfile for where the store lies and what opens it, summary and access for what a document writes, assets for the faces of a PDF",
	},
	"app/schakel": {own: append([]string{"app/ui", "app/ui/look", "app/ui/task"}, core...), third: []string{fyne}},
	"packaging/benchmarks/window": {
		own:   append([]string{"app/ui", "app/ui/rtl", "app/ui/task"}, core...),
		third: []string{fyne},
		why:   "measures the screens over a large store, in the driver that needs no display",
	},
	"packaging/benchmarks/language": {
		own:   append([]string{"app/ui", "app/ui/look", "app/ui/rtl", "app/ui/task"}, core...),
		third: []string{fyne},
		why:   "measures a list and a switch of language, in the driver that needs no display",
	},
	"packaging/benchmarks/typing": {own: []string{"app/ui/look", "app/ui/rtl"}, third: []string{fyne}, why: "measures a key in a long text, in the driver that needs no display"},
	"app/schakel/screenshots": {
		own:   append([]string{"app/ui", "app/ui/form", "app/ui/rtl", "app/ui/draft", "app/ui/listing", "app/ui/task"}, core...),
		third: []string{fyne}, why: "draws every screen without a display: it presses the buttons that lead there",
	},
	"packaging/keyboards":           {own: []string{"app/ui/look", "app/ui/rtl", "internal/letters"}, third: []string{fyne}, why: "a window with one field of ours, in which packaging/keyboard presses keys"},
	"packaging/benchmarks/store":    {own: []string{"internal/record", "internal/keyfile", "internal/store"}, third: []string{bbolt}, why: "measures the store beside plain bbolt"},
	"packaging/benchmarks/bench":    {why: "measures work beside a bar, for several programs"},
	"packaging/benchmarks/combine":  {own: []string{"packaging/benchmarks/bench", "internal/record", "internal/record/codec", "internal/keyfile", "internal/parcel", "internal/practice", "internal/book", "internal/sdc", "internal/seal", "internal/summary"}, why: "measures adding up what 200 workers counted, sealed as they would"},
	"packaging/benchmarks/files":    {own: []string{"packaging/benchmarks/bench", "internal/record", "internal/practice", "internal/summary", "internal/sdc", "internal/export", "internal/i18n", "assets"}, third: []string{"github.com/xuri/excelize/v2"}, why: "measures the files of a year's overview beside a bare workbook"},
	"packaging/benchmarks/people":   {own: []string{"internal/record", "internal/record/codec", "internal/keyfile", "internal/practice", "internal/book"}, why: "measures the search by sound and who may be known already"},
	"packaging/benchmarks/sdc":      {own: []string{"packaging/benchmarks/bench", "internal/sdc"}, why: "measures hiding in a large table"},
	"packaging/benchmarks/overview": {own: []string{"packaging/benchmarks/bench", "internal/record", "internal/record/codec", "internal/keyfile", "internal/practice", "internal/book", "internal/sdc", "internal/summary"}, why: "measures counting a year and making it fit for others"},
	"packaging/benchmarks/unlock":   {own: []string{"internal/record", "internal/keyfile", "internal/store", "internal/seal", "internal/practice", "internal/book"}, why: "measures unlocking at two sizes, with the memory that it takes"},
	"packaging/benchmarks/delivery": {own: []string{"internal/record", "internal/keyfile", "internal/book", "internal/carrier", "internal/cjg", "internal/intake", "internal/intake/bolt", "internal/outbox"}, why: "measures the road from the outbox to an endpoint, with both ends real"},
	"app/schakelctl":                {own: append([]string{"app/cjgd/caseworker"}, core...), third: []string{"golang.org/x/term"}, why: "x/term reads a passphrase without showing it; the caseworker of a rehearsal answers in the web inbox as a person would"},
	"app/cjgd":                      {own: append([]string{"app/cjgd/inbox", "app/cjgd/endpoint", "app/cjgd/operate", "internal/durable"}, core...), third: []string{"golang.org/x/term"}, why: "durable: a copy that was written is there after a power cut too"},
	"app/cjgd/endpoint":             {own: append([]string{"app/cjgd/inbox", "internal/durable"}, core...), why: "the wiring of an endpoint from its folder, apart from the command so that tests drive a real one in their own process; durable: new keys are in their file before anybody hears of them"},
	"app/cjgd/caseworker":           {own: []string{"internal/fault"}, why: "a browser for rehearsals: the nine steps need somebody on the other side"},
	"app/cjgd/inbox":                {own: core, third: []string{"github.com/pquerna/otp", "github.com/boombuler/barcode", "golang.org/x/crypto"}, why: "the web inbox of the caseworker: sign-in with argon2id and TOTP; barcode draws the picture for a telephone"},

	"internal/intake/postgres/scratch": {own: []string{"internal/fault"}, third: []string{"github.com/jackc/pgx/v5"}, why: "a server of its own in a temporary folder, for the tests of three packages and for the measurements"},
	"app/cjgd/operate":                 {own: append([]string{"app/cjgd/inbox", "app/cjgd/endpoint"}, core...), third: []string{"filippo.io/age"}, why: "what an operator asks on the command line, also of the running process; copies are sealed with age"},
	"packaging/benchmarks/endpoint": {
		own:   []string{"internal/cjg", "internal/envelope", "internal/intake", "internal/intake/bolt", "internal/intake/postgres", "internal/intake/postgres/scratch"},
		third: []string{bbolt, "github.com/jackc/pgx/v5"}, why: "measures the endpoint on both stores beside plain inserts",
	},
}

// network lists who may speak to a network, with the reason; everybody else gets it as an argument.
var network = map[string]string{
	"internal/cjg":                  "client and handler of the contract",
	"internal/carrier":              "makes the client of an endpoint",
	"internal/intake":               "answers devices on a listener that a main opened",
	"internal/intake/push":          "maps cases onward",
	"packaging/benchmarks/delivery": "an endpoint and a slow line on this machine",
	"app/cjgd":                      "opens the listeners of the endpoint",
	"app/cjgd/inbox":                "the pages of the caseworker",
	"app/cjgd/endpoint":             "opens the listeners of the endpoint",
	"app/cjgd/caseworker":           "reads the pages of the caseworker as a browser does",
	"app/schakel":                   "starts the endpoint of practice mode",
	"app/schakelctl":                "the same operations without a screen",
	"app/schakel/screenshots":       "an endpoint of its own on the loopback address, so that an answer is in the pictures",

	"app/cjgd/operate":              "commands for the running process, over a socket in its folder",
	"packaging/benchmarks/endpoint": "measures over the loopback address",
}

// drawn lists the programs that drive the window without a display, and so need Fyne's driver for tests.
var drawn = []string{"packaging/benchmarks/window", "packaging/benchmarks/language", "packaging/benchmarks/typing", "app/schakel/screenshots", "app/ui/uitest"}

// tester is the one package outside the tests that may import testing: what the tests of the screens share.
const tester = "app/ui/uitest"
