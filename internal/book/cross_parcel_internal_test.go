package book

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/record"
)

// The kinds that go in a parcel, field by field, and what becomes of each: "goes", "stays" here, or "part" of it goes. A field that stands
// in neither list was never decided about, and the test fails until somebody does.
const parcelFields = `
person: id goes, owner goes, revision stays, created stays, changed stays, imported stays, as goes, gender goes, alias goes, first goes,
 infix goes, last goes, birth goes, birthYear goes, expected goes, homes part, languages goes, interpreter goes, channels goes,
 approach goes, secret goes, review stays, kept stays, note stays, notSame stays, was stays
household: id goes, owner goes, revision stays, created stays, changed stays, imported stays, name goes, members goes, custody goes,
 postcode4 goes, district goes, municipality goes, goesWell goes, wish goes, urgency goes, reached goes, knewWay goes, told goes,
 tried goes, involved goes, unsafe stays, closed stays, review stays, kept stays, note stays, notSame stays, was stays
contact: aims stays, id goes, owner goes, revision stays, created stays, changed stays, imported stays, about goes, subject goes, heads stays, on goes,
 at stays, length stays, place stays, roles stays, function stays, note stays, promise goes, promiseDue goes, promiseKept stays,
 failed stays, cents stays, costType stays, officer stays, advice stays, room stays, use stays, useOn stays, useWhy stays
referral: id goes, owner goes, revision stays, created stays, changed stays, imported stays, number stays, way goes, household goes,
 concern stays, parent goes, children goes, partner goes, receiver goes, method goes, form goes, purpose goes, reason goes,
 question goes, wants goes, done goes, goesWell goes, seen stays, think stays, jgz goes, groups goes, prepare stays, along part,
 invite part, waitingSince goes, delivery stays, state goes, declined goes, declineNote stays, closed goes, askedOn goes, sentOn goes,
 answeredOn goes, arrival goes, arrivedOn goes, helpOn goes, careNext goes, voiced goes, thanks stays, history stays
consent: id goes, owner goes, revision stays, created stays, changed stays, imported stays, referral goes, subjects goes, giver goes,
 capacity goes, recipient goes, receiver goes, responsible goes, purpose goes, groups goes, answer goes, way goes, language goes,
 hearBack goes, on goes, until goes, schema goes, preview goes, hash goes, withdrawn stays, withdrawnBy stays, taken goes, here stays,
 heard stays, reviewed stays, erased stays
partner: id goes, owner stays, revision stays, created stays, changed stays, imported stays, type goes, name goes, local goes, inside goes,
 within goes, offer goes, offers goes, criteria goes, ageFrom goes, ageTo goes, hours goes, phone goes, municipality goes, serves goes,
 areas goes, ring goes, norm goes, endpoint stays, officers part, note stays
officer: id goes, first goes, last goes, job goes, phone goes, mail goes, roles goes, from goes, to goes, spoke stays, prefer goes,
 reach goes, languages goes, photo stays, successor goes, remind stays
along: on goes, at goes, where goes, items stays
invite: kind goes, what goes, secrecy stays, conduct stays, lead goes, pay stays, from stays, before stays, endpoint stays
channel: kind goes, value goes, preferred goes, when goes
involved: who goes, what goes, lead goes
told: on goes, how goes
handover: id part, owner goes, revision stays, created stays, changed stays, imported stays, way part, household goes, with part, words part,
 said stays, note goes, state part, givenOn part, parcel part, steps stays
`

func decided(t *testing.T) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	for _, line := range strings.Split(strings.ReplaceAll(parcelFields, "\n ", " "), "\n") {
		kind, fields, ok := strings.Cut(line, ": ")
		if !ok {
			continue
		}
		all[kind] = map[string]string{}
		for _, f := range strings.Split(fields, ",") {
			name, what, _ := strings.Cut(strings.TrimSpace(f), " ")
			all[kind][name] = what
		}
	}
	return all
}

// full fills every field of a record with something, however deep.
func full(v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[record.Private]():
		v.Set(reflect.ValueOf(record.Text("iets")))
	case v.Type() == reflect.TypeFor[record.ID]():
		v.Set(reflect.ValueOf(record.ID{7}))
	case v.Type() == reflect.TypeFor[record.Date]():
		v.Set(reflect.ValueOf(record.Day(2024, 5, 6)))
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			full(v.Field(i))
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		full(v.Index(0))
	case v.Kind() == reflect.String:
		v.SetString("x")
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(3)
	case v.CanUint():
		v.SetUint(3)
	}
}

// flat lists the fields of a struct by JSON name, those of embedded ones too.
func flat(v reflect.Value) map[string]reflect.Value {
	all := map[string]reflect.Value{}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous {
			for name, one := range flat(v.Field(i)) {
				all[name] = one
			}
			continue
		}
		all[name] = v.Field(i)
	}
	return all
}

func TestEveryFieldOfAParcelWasDecidedAbout(t *testing.T) {
	table := decided(t)
	check := func(what string, was, now any) {
		a, b := flat(reflect.ValueOf(was)), flat(reflect.ValueOf(now))
		for name, v := range a {
			want, known := table[what][name]
			same := reflect.DeepEqual(v.Interface(), b[name].Interface())
			switch {
			case !known:
				t.Errorf("%s has a field %s, and nobody decided whether it goes to another worker", what, name)
			case want == "goes" && !same:
				t.Errorf("%s.%s does not go", what, name)
			case want == "stays" && !b[name].IsZero():
				t.Errorf("%s.%s goes: %v", what, name, b[name])
			case want == "part" && same:
				t.Errorf("%s.%s goes as it is", what, name)
			}
		}
		for name := range table[what] {
			if _, there := a[name]; !there {
				t.Errorf("%s has no field %s any more", what, name)
			}
		}
	}
	everybody := record.ID{7}
	p, h, c, r, y, o := &record.Person{}, &record.Household{}, &record.Contact{}, &record.Referral{}, &record.Consent{}, &record.Partner{}
	for _, one := range []any{p, h, c, r, y, o} {
		full(reflect.ValueOf(one).Elem())
	}
	p.Secret, p.Homes = false, []record.ID{{7}, {8}}
	g := &going{
		family: Family{Household: h, People: map[record.ID]*record.Person{everybody: p}}, goes: map[record.ID]bool{everybody: true}, unsafe: &names{},
		load: baggage{promises: []*record.Contact{c}, referrals: []*record.Referral{r}, consents: []*record.Consent{y}},
	}
	got := map[record.Kind]record.Record{record.KindPartner: clearedPartner(o)}
	for _, one := range g.cleared() {
		got[one.Kind()] = one
	}
	table["person"]["secret"] = "stays" // it was taken out above, so that places go
	for kind, was := range map[record.Kind]record.Record{
		record.KindPerson: p, record.KindHousehold: h, record.KindContact: c, record.KindReferral: r, record.KindConsent: y, record.KindPartner: o,
	} {
		check(kind.String(), reflect.ValueOf(was).Elem().Interface(), reflect.ValueOf(got[kind]).Elem().Interface())
	}
	check("officer", o.Officers[0], got[record.KindPartner].(*record.Partner).Officers[0])
	road, home := got[record.KindReferral].(*record.Referral), got[record.KindHousehold].(*record.Household)
	check("along", r.Along, road.Along)
	check("invite", r.Invite, road.Invite)
	check("channel", p.Channels[0], got[record.KindPerson].(*record.Person).Channels[0])
	check("involved", h.Involved[0], home.Involved[0])
	check("told", h.Told, home.Told)
	for name := range flat(reflect.ValueOf(record.Handover{})) {
		if table["handover"][name] == "" {
			t.Errorf("handover has a field %s, and nobody decided about it", name)
		}
	}
	if o.Officers[0].Photo == nil || o.Officers[0].Spoke.Zero() {
		t.Error("clearing changed the record itself")
	}
	p.Secret = true
	for _, one := range g.cleared() {
		if v, ok := one.(*record.Household); ok && (v.Postcode4 != "" || !v.District.Empty() || v.Municipality != "") {
			t.Error("a place goes beside a secret address")
		}
		if v, ok := one.(*record.Referral); ok && !v.Along.Where.Empty() {
			t.Error("where they meet goes beside a secret address")
		}
	}
}

// What names somebody who is not safe to ask does not go, wherever it was written.
func TestNoTextOfAParcelNamesWhoIsNotSafeToAsk(t *testing.T) {
	p, h, c, r := &record.Person{}, &record.Household{}, &record.Contact{}, &record.Referral{}
	for _, one := range []any{p, h, c, r} {
		full(reflect.ValueOf(one).Elem())
	}
	texts(reflect.ValueOf(h), "samen met Hasan gepraat")
	texts(reflect.ValueOf(r), "dat is de wens van Hasan")
	p.Approach, p.Channels[0].Value = record.Text("nooit waar Hasan bij is"), record.Text("via Hasan")
	g := &going{
		family: Family{Household: h, People: map[record.ID]*record.Person{{7}: p}}, goes: map[record.ID]bool{{7}: true}, unsafe: &names{},
		load: baggage{referrals: []*record.Referral{r}},
	}
	g.unsafe.call(&record.Person{First: record.Text("Hasan")})
	for _, one := range g.cleared() {
		if slices.ContainsFunc(allTexts(reflect.ValueOf(one)), func(s string) bool { return strings.Contains(s, "Hasan") }) {
			t.Errorf("a %v names him", one.Kind())
		}
	}
}

func texts(v reflect.Value, text string) {
	walk(v, func(at reflect.Value) { at.Set(reflect.ValueOf(record.Text(text))) })
}

func allTexts(v reflect.Value) (all []string) {
	walk(v, func(at reflect.Value) { all = append(all, at.Interface().(record.Private).Reveal()) })
	return all
}

func walk(v reflect.Value, f func(reflect.Value)) {
	switch {
	case v.Type() == reflect.TypeFor[record.Private]():
		f(v)
	case v.Kind() == reflect.Pointer:
		walk(v.Elem(), f)
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
		for i := range v.NumField() {
			walk(v.Field(i), f)
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8:
		for i := range v.Len() {
			walk(v.Index(i), f)
		}
	}
}
