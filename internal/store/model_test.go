package store_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/backup"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// model is what a store should hold.
type model struct {
	dir     string
	s       *store.Store
	secret  string
	code    string
	people  map[record.ID]*record.Person
	order   []record.ID
	drafts  map[string]string
	numbers uint32
	entries uint64
	folder  string // of backups and of the journal of erasures
	backups []kept
	erased  []store.Erasure
}

// kept is a backup and what it should hold.
type kept struct {
	path    string
	state   model
	erasing int // erasures that it knows
}

// clone is what a store holds, apart from where it stands.
func (m *model) clone() model {
	c := *m
	c.people, c.drafts, c.order = maps.Clone(m.people), maps.Clone(m.drafts), slices.Clone(m.order)
	return c
}

func (m *model) forget(id record.ID) bool {
	if m.people[id] == nil {
		return false
	}
	delete(m.people, id)
	m.order = slices.DeleteFunc(m.order, func(x record.ID) bool { return x == id })
	m.entries++
	return true
}

func clonePerson(p *record.Person) *record.Person {
	c := *p
	return &c
}

func (m *model) update(t *rapid.T, change func(tx *store.Tx) error) {
	if err := m.s.Update(change); err != nil {
		t.Fatal(err)
	}
}

func (m *model) Create(t *rapid.T) {
	p := &record.Person{As: record.PersonParent, First: record.Text(rapid.StringN(1, 60, -1).Draw(t, "name")), Note: record.Text(rapid.String().Draw(t, "note"))}
	m.update(t, func(tx *store.Tx) error { return tx.Put(p) })
	m.people[p.ID] = clonePerson(p)
	m.order = append(m.order, p.ID)
	m.entries++
}

func (m *model) pick(t *rapid.T) *record.Person {
	if len(m.order) == 0 {
		t.Skip()
	}
	return clonePerson(m.people[rapid.SampledFrom(m.order).Draw(t, "id")])
}

func (m *model) Change(t *rapid.T) {
	p := m.pick(t)
	p.Alias = record.Text(rapid.StringN(0, 300, -1).Draw(t, "alias"))
	if len(m.order) > 1 && rapid.Bool().Draw(t, "owner") {
		p.Owner = rapid.SampledFrom(m.order).Draw(t, "other")
	}
	m.update(t, func(tx *store.Tx) error { return tx.Put(p) })
	m.people[p.ID] = clonePerson(p)
	m.entries++
}

func (m *model) ChangeStale(t *rapid.T) {
	p := m.pick(t)
	p.Revision--
	if err := m.s.Update(func(tx *store.Tx) error { return tx.Put(p) }); fault.Of(err) != fault.Conflict {
		t.Fatal(err)
	}
}

func (m *model) Delete(t *rapid.T) {
	p := m.pick(t)
	m.update(t, func(tx *store.Tx) error { return tx.Delete(record.KindPerson, p.ID) })
	m.forget(p.ID)
}

// Erase destroys the key of one of the owners, with all that it seals.
func (m *model) Erase(t *rapid.T) {
	owner := m.pick(t).Owner
	e, err := m.s.Erase(t.Context(), nil, func(tx *store.EraseTx) error { return tx.Destroy(owner) })
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range slices.Clone(m.order) {
		if m.people[id].Owner == owner {
			m.forget(id)
			if !slices.Contains(e.Records, id) {
				t.Fatal("a record is not in the journal")
			}
		}
	}
	m.erased = append(m.erased, e)
	if err := backup.WriteJournal(m.s, m.folder, clock()); err != nil {
		t.Fatal(err)
	}
}

func (m *model) Rotate(t *rapid.T) {
	if err := m.s.Rotate(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	m.entries++
}

func (m *model) Compact(t *rapid.T) {
	if err := m.s.Compact(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

func (m *model) Backup(t *rapid.T) {
	i, err := backup.Write(t.Context(), m.s, m.folder, clock())
	if err != nil {
		t.Fatal(err)
	}
	m.backups = append(m.backups, kept{i.Path, m.clone(), len(m.erased)})
}

// Restore goes on with a backup in a new folder: what it held, without what was erased since.
func (m *model) Restore(t *rapid.T) {
	if len(m.backups) == 0 {
		t.Skip()
	}
	k := rapid.SampledFrom(m.backups).Draw(t, "backup")
	if err := m.s.Close(); err != nil {
		t.Fatal(err)
	}
	n := k.state.clone()
	n.folder, n.backups, n.erased, n.dir = m.folder, m.backups, m.erased, filepath.Join(filepath.Dir(m.dir), rapid.StringMatching("[a-z]{12}").Draw(t, "folder"))
	r, err := backup.Restore(t.Context(), k.path, store.ParseSecret(n.secret), n.dir, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range m.erased[k.erasing:] {
		for _, id := range e.Records {
			n.forget(id)
		}
		for _, id := range slices.Clone(n.order) { // also what had been deleted from an owner before it was erased
			if slices.Contains(e.Owners, n.people[id].Owner) {
				n.forget(id)
			}
		}
		n.entries++
	}
	n.entries++
	if r.Erased != len(m.erased)-k.erasing || r.Records != len(n.people) {
		t.Fatalf("%+v, %d erasures since, %d people", r, len(m.erased)-k.erasing, len(n.people))
	}
	*m = n
	if m.s, err = open(m.secret, m.dir); err != nil {
		t.Fatal(err)
	}
}

func (m *model) Abandon(t *rapid.T) {
	p := m.pick(t)
	_ = m.s.Update(func(tx *store.Tx) error {
		_ = tx.Put(p)
		_ = tx.Delete(record.KindPerson, p.ID)
		_ = tx.PutDraft("gone", nil)
		return store.ErrFull
	})
}

func (m *model) Draft(t *rapid.T) {
	key, text := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "key"), rapid.String().Draw(t, "draft")
	m.update(t, func(tx *store.Tx) error { return tx.PutDraft(key, []byte(text)) })
	m.drafts[key] = text
}

func (m *model) DropDraft(t *rapid.T) {
	key := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "key")
	m.update(t, func(tx *store.Tx) error { return tx.DeleteDraft(key) })
	delete(m.drafts, key)
}

func (m *model) Number(t *rapid.T) {
	m.update(t, func(tx *store.Tx) error {
		n, err := tx.Number(record.KindConcern)
		if m.numbers++; n != m.numbers {
			t.Fatalf("number %d, want %d", n, m.numbers)
		}
		return err
	})
}

func (m *model) Passphrase(t *rapid.T) {
	next := rapid.SampledFrom([]string{phrase, "zolder tulp banaan trein sneeuw", "mijn oma bakt zondags brood"}).Draw(t, "phrase")
	if err := m.s.ChangePassphrase([]byte(m.secret), []byte(next)); err != nil {
		t.Fatal(err)
	}
	m.secret = next
	m.entries++
}

func (m *model) Recovery(t *rapid.T) {
	code, err := m.s.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	m.code = code
	m.entries++
}

func (m *model) Parts(t *rapid.T) {
	parts, err := m.s.IssueShares()
	if err != nil {
		t.Fatal(err)
	}
	first := rapid.IntRange(0, 2).Draw(t, "first")
	m.code = parts[first] + "\n" + parts[(first+rapid.IntRange(1, 2).Draw(t, "apart"))%3]
	m.entries++
}

func (m *model) Reopen(t *rapid.T) {
	if err := m.s.Close(); err != nil {
		t.Fatal(err)
	}
	secret := m.secret
	if m.code != "" && rapid.Bool().Draw(t, "with the code") {
		secret = m.code
	}
	var err error
	if m.s, err = open(secret, m.dir); err != nil {
		t.Fatal(err)
	}
}

// Check compares everything that can be read with the model.
func (m *model) Check(t *rapid.T) {
	rows := m.s.Rows(record.KindPerson)
	if len(rows) != len(m.people) || m.s.Stat().Entries != m.entries || m.s.HasRecovery() != (m.code != "") {
		t.Fatalf("%d rows, %+v", len(rows), m.s.Stat())
	}
	err := m.s.View(func(tx *store.Tx) error {
		for _, row := range rows {
			want := m.people[row.ID]
			got, err := store.Get[*record.Person](tx, row.ID)
			if err != nil {
				return err
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Fatal(d)
			}
			if d := cmp.Diff(want.Row(), row); d != "" {
				t.Fatal(d)
			}
		}
		for key, text := range m.drafts {
			if got, err := tx.Draft(key); string(got) != text || err != nil {
				t.Fatalf("draft %q %v", got, err)
			}
		}
		all, err := tx.Drafts()
		if len(all) != len(m.drafts) {
			t.Fatalf("%d drafts", len(all))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestModel(t *testing.T) {
	root := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(root, "")
		if err != nil {
			t.Fatal(err)
		}
		m := &model{dir: filepath.Join(dir, "data"), secret: phrase, people: map[record.ID]*record.Person{}, drafts: map[string]string{}, folder: filepath.Join(dir, "copies")}
		if err := os.Mkdir(m.folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if m.s, err = store.Create(m.dir, []byte(phrase), options()); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = m.s.Close() }()
		t.Repeat(map[string]func(*rapid.T){
			"create": m.Create, "change": m.Change, "stale": m.ChangeStale, "delete": m.Delete, "abandon": m.Abandon, "draft": m.Draft,
			"drop": m.DropDraft, "number": m.Number, "passphrase": m.Passphrase, "recovery": m.Recovery, "parts": m.Parts, "reopen": m.Reopen, "erase": m.Erase,
			"rotate": m.Rotate, "compact": m.Compact, "backup": m.Backup, "restore": m.Restore, "": m.Check,
		})
		report, err := m.s.Verify(t.Context(), nil)
		if err != nil || len(report.Findings) > 0 {
			t.Fatalf("%+v %v", report, err)
		}
	})
}
