package book

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// ErrImportSize is returned when an import has more lines than a store is meant to hold.
var ErrImportSize = fault.New(fault.Full, "import.size", "too many lines")

const (
	importLines = 2_000_000
	importLine  = 4 << 20 // bytes: a recording of three minutes takes two million
)

// private lists the kinds that never leave in an export: they hold the device's own keys and what is under way.
func private(k record.Kind) bool { return k == record.KindEndpoint || k == record.KindOutgoing }

// Export writes every record as a JSON line, what is referred to first. It is clear text: the caller warns, and the audit notes it
// before a byte of it is written.
func (b *Book) Export(ctx context.Context, w io.Writer) (lines int, err error) {
	if err := b.left(ctx, actionExported, store.Ref{}); err != nil {
		return 0, err
	}
	out := bufio.NewWriter(w)
	err = b.view(ctx, func(tx *store.Tx) error {
		for _, kind := range record.Kinds() {
			if private(kind) {
				continue
			}
			n, err := exportKind(ctx, tx, kind, out)
			lines += n
			if err != nil {
				return err
			}
		}
		return out.Flush()
	})
	return lines, err
}

func exportKind(ctx context.Context, tx *store.Tx, kind record.Kind, out *bufio.Writer) (int, error) {
	rows := slices.Clone(tx.Rows(kind))
	slices.SortFunc(rows, func(a, b record.Row) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	for i, row := range rows {
		if err := ctx.Err(); err != nil {
			return i, err
		}
		r, err := tx.Get(kind, row.ID)
		if err != nil {
			return i, err
		}
		line, err := codec.Line(r)
		if err != nil {
			return i, err
		}
		if _, err := out.Write(append(line, '\n')); err != nil {
			return i, err
		}
	}
	return len(rows), nil
}

// Import reads JSON lines, one record each, and keeps all of them or none. What is wrong comes back as record.Problems with the
// line in Params["Line"]. A record that is already here unchanged is skipped; one that differs is a problem, never overwritten.
// An imported consent authorises nothing until a person reviewed it here.
func (b *Book) Import(ctx context.Context, r io.Reader) (added int, err error) {
	if !b.store.HasRecovery() {
		return 0, ErrRecovery
	}
	in := incoming{today: b.Today(), seen: map[record.ID]int{}, homes: map[record.ID][]record.ID{}}
	if err := in.read(ctx, r); err != nil {
		return 0, err
	}
	in.housed()
	err = b.update(ctx, func(tx *store.Tx) error {
		in.tx = tx
		in.references()
		if err := in.talks(); err != nil {
			return err
		}
		if err := in.problems.Err(); err != nil {
			return err
		}
		if added, err = in.keep(ctx); err != nil || added == 0 {
			return err
		}
		return tx.Audit(actionImported, record.KindNone, record.ID{})
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// incoming is an import on its way: everything is read and checked before anything is kept.
type incoming struct {
	today    record.Date
	tx       *store.Tx
	records  []record.Record
	lines    []int
	seen     map[record.ID]int // id → place in records
	homes    map[record.ID][]record.ID
	problems record.Problems
}

const maxProblems = 100

func (in *incoming) problem(line int, field, code string, params map[string]string) {
	if len(in.problems) >= maxProblems {
		return
	}
	p := map[string]string{"Line": strconv.Itoa(line)}
	for k, v := range params {
		p[k] = v
	}
	in.problems = append(in.problems, record.Problem{Field: field, Code: code, Params: p})
}

func (in *incoming) read(ctx context.Context, r io.Reader) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 64<<10), importLine)
	line := 0
	for scan.Scan() {
		line++
		if line > importLines {
			return ErrImportSize
		}
		if line%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		text := bytes.TrimSpace(bytes.TrimPrefix(scan.Bytes(), []byte("\ufeff")))
		if len(text) > 0 {
			in.line(line, text)
		}
	}
	if errors.Is(scan.Err(), bufio.ErrTooLong) {
		in.problem(line+1, "", "import.long", nil)
		return in.problems.Err()
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("import: %w", err)
	}
	return nil
}

func (in *incoming) line(line int, text []byte) {
	r, err := codec.ParseLine(text)
	if err != nil {
		in.refused(line, err)
		return
	}
	if private(r.Kind()) {
		in.problem(line, "kind", "import.kind", nil)
		return
	}
	id := r.Base().ID
	if id.Zero() {
		in.problem(line, "id", "required", nil)
		return
	}
	if _, twice := in.seen[id]; twice {
		in.problem(line, "id", "import.twice", nil)
		return
	}
	problems := r.Validate(in.today)
	for _, p := range problems {
		in.problem(line, p.Field, p.Code, p.Params)
	}
	for _, field := range bsnFields(text) {
		if len(problems.Of(field)) == 0 {
			in.problem(line, field, "bsn", nil)
		}
	}
	in.seen[id] = len(in.records)
	in.records = append(in.records, r)
	in.lines = append(in.lines, line)
	in.home(r)
}

// home notes which household names whom, for Person.Homes.
func (in *incoming) home(r record.Record) {
	h, ok := r.(*record.Household)
	if !ok {
		return
	}
	for _, m := range h.Members {
		in.homes[m.Person] = append(in.homes[m.Person], h.ID)
	}
}

// housed fills in the households that name a person, so that gezag noted in any of them counts.
func (in *incoming) housed() {
	for _, r := range in.records {
		p, ok := r.(*record.Person)
		if !ok {
			continue
		}
		for _, id := range in.homes[p.ID] {
			if !slices.Contains(p.Homes, id) {
				p.Homes = append(p.Homes, id)
			}
		}
	}
}

// refused turns the codec's error into a problem with field, line and reason.
func (in *incoming) refused(line int, err error) {
	var ps record.Problems
	if errors.As(err, &ps) {
		for _, p := range ps {
			in.problem(line, p.Field, p.Code, p.Params)
		}
		return
	}
	field := ""
	var bad *codec.Error
	if errors.As(err, &bad) {
		field = bad.Field
	}
	in.problem(line, field, fault.CodeOf(err), nil)
}

// references checks that everything referred to is in the import or in the store. What was erased elsewhere is a zero id.
func (in *incoming) references() {
	for i, r := range in.records {
		for field, ref := range mustExist(r) {
			if ref.ID.Zero() {
				continue
			}
			if at, ok := in.seen[ref.ID]; ok && in.records[at].Kind() == ref.Kind {
				continue
			}
			if _, err := in.tx.Get(ref.Kind, ref.ID); err != nil {
				in.problem(in.lines[i], field, "import.reference", nil)
			}
		}
	}
}

// mustExist lists what a record cannot do without.
func mustExist(r record.Record) map[string]store.Ref {
	at := func(k record.Kind, id record.ID) store.Ref { return store.Ref{Kind: k, ID: id} }
	switch v := r.(type) {
	case *record.Concern:
		return map[string]store.Ref{"household": at(record.KindHousehold, v.Household), "signal": at(record.KindSignal, v.Signal)}
	case *record.Referral:
		return map[string]store.Ref{
			"household": at(record.KindHousehold, v.Household), "partner": at(record.KindPartner, v.Partner),
		}
	case *record.Story:
		return map[string]store.Ref{"person": at(record.KindPerson, v.Person)}
	case *record.Handover:
		return map[string]store.Ref{"household": at(record.KindHousehold, v.Household)}
	case *record.Consent:
		return map[string]store.Ref{"referral": at(record.KindReferral, v.Referral)}
	case *record.Request:
		return map[string]store.Ref{"partner": at(record.KindPartner, v.Partner)}
	case *record.Signal:
		return map[string]store.Ref{"partner": at(record.KindPartner, v.Partner)}
	case *record.Contact:
		if v.About == record.AboutHousehold {
			return map[string]store.Ref{"subject": at(record.KindHousehold, v.Subject)}
		}
		if v.About == record.AboutPerson {
			return map[string]store.Ref{"subject": at(record.KindPerson, v.Subject)}
		}
		if v.About == record.AboutPartner {
			return map[string]store.Ref{"subject": at(record.KindPartner, v.Subject)}
		}
	}
	return nil
}

// keep writes what is new, in the order in which records refer to each other. It ends early when the store is to be locked; then nothing
// is kept.
func (in *incoming) keep(ctx context.Context) (added int, err error) {
	order := record.Kinds()
	at := make([]int, len(in.records))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int {
		return slices.Index(order, in.records[a].Kind()) - slices.Index(order, in.records[b].Kind())
	})
	if err := in.reserve(); err != nil {
		return 0, err
	}
	for n, i := range at {
		if n%500 == 0 && ctx.Err() != nil {
			return added, ctx.Err()
		}
		r := in.records[i]
		old, err := in.tx.Get(r.Kind(), r.Base().ID)
		if err == nil {
			complete(r, old)
			if !sameRecord(old, r) {
				in.problem(in.lines[i], "id", "import.differs", nil)
			}
			continue
		}
		if !missing(err) {
			return added, err
		}
		prepare(r)
		if err := in.settle(r); err != nil {
			return added, err
		}
		if err := in.tx.Put(r); err != nil {
			return added, err
		}
		added++
	}
	return added, in.problems.Err()
}

// reserve keeps the short numbers that come with the records from being given again, to others among them or to new ones later.
func (in *incoming) reserve() error {
	highest := map[record.Kind]uint32{}
	for _, r := range in.records {
		if n := numberOf(r); n != nil {
			highest[r.Kind()] = max(highest[r.Kind()], *n)
		}
	}
	for kind, n := range highest {
		if err := in.tx.Reserve(kind, n); err != nil {
			return err
		}
	}
	return nil
}

// settle gives a record that came without them its owner, so that erasing a family erases it too, and its short number.
func (in *incoming) settle(r record.Record) error {
	head := r.Base()
	if head.Owner.Zero() {
		owner, err := ownerOf(in.tx, r)
		if err != nil {
			return err
		}
		head.Owner = owner
	}
	return number(in.tx, r)
}

// complete fills in what settle gave the record that is here already, so that the same line can be read twice.
func complete(r, old record.Record) {
	if r.Base().Owner.Zero() {
		r.Base().Owner = old.Base().Owner
	}
	if n := numberOf(r); n != nil && *n == 0 {
		*n = *numberOf(old)
	}
}

// sameRecord compares what two records say, apart from when and how they were kept.
func sameRecord(a, b record.Record) bool {
	x, errX := said(a)
	y, errY := said(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

func said(r record.Record) ([]byte, error) {
	head := r.Base()
	kept := *head
	defer func() { *head = kept }()
	*head = record.Head{ID: kept.ID, Owner: kept.Owner}
	if c, ok := r.(*record.Consent); ok {
		reviewed := c.Reviewed
		defer func() { c.Reviewed = reviewed }()
		c.Reviewed = record.Date{}
	}
	return codec.Marshal(r)
}
