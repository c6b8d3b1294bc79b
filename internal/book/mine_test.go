package book_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
)

// A year counts what was done, once, and only of that year.
func TestTheYearCountsByHand(t *testing.T) {
	p := passing(t)
	b, ctx := p.b, t.Context()
	today := b.Today()
	old := today.Years(-1)
	for _, c := range []*record.Contact{
		{About: record.AboutHousehold, Subject: p.home.ID, On: today, Length: 45 * time.Minute, Roles: []record.Role{record.RoleListen, record.RoleAccompany}},
		{About: record.AboutNumber, Heads: 3, On: today, Length: 15 * time.Minute, Roles: []record.Role{record.RoleListen}},
		{About: record.AboutHousehold, Subject: p.home.ID, On: today, Failed: true, Roles: []record.Role{record.RoleClarify}},
		{About: record.AboutHousehold, Subject: p.home.ID, On: old, Length: time.Hour},
	} {
		if err := b.SaveContact(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range []*record.Meeting{
		{Type: record.MeetingCoffee, On: today, Heads: 14, Length: time.Hour, Preparation: 30 * time.Minute, Languages: []string{"tur"}, Started: 1},
		{Type: record.MeetingCoffee, On: today.Add(7), Planned: true},
		{Type: record.MeetingTheme, On: old, Heads: 9},
	} {
		if err := b.SaveMeeting(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	y, err := b.Year(ctx, today.Year)
	if err != nil {
		t.Fatal(err)
	}
	// passing kept two contacts of today with the family, without a length.
	if y.Meetings != 1 || y.Visits != 14 || y.Contacts != 4 || y.Families != 1 || y.Minutes != 45+15+90 || y.Started != 1 {
		t.Errorf("%+v", y)
	}
	if y.Months[today.Month-1] != 5 || len(y.Roles) != 2 || y.Roles[0] != (book.RoleCount{Role: record.RoleListen, Times: 2}) {
		t.Errorf("%v %v", y.Months, y.Roles)
	}
	if got := b.Years(); len(got) != 2 || got[0] != today.Year || got[1] != old.Year {
		t.Errorf("years %v", got)
	}
	l, err := b.Load(ctx)
	if err != nil || l.Families != 1 || l.Promises != 1 || l.Concerns != 1 || l.Meetings != 1 {
		t.Errorf("%+v, %v", l, err)
	}
}

// Nobody's name can be in a year or a load but of who thanked and who can be asked: by type.
func TestTheYearAndTheLoadHaveNoRoomForAFamily(t *testing.T) {
	var walk func(typ reflect.Type, at string)
	walk = func(typ reflect.Type, at string) {
		switch {
		case typ == reflect.TypeFor[record.Private]():
			if !strings.HasPrefix(at, "Thanks.") && !strings.HasPrefix(at, "With.") {
				t.Errorf("%s is a text about somebody", at)
			}
		case typ == reflect.TypeFor[record.ID]():
			if !strings.HasPrefix(at, "With.") && at != "Thanks.Referral" {
				t.Errorf("%s names a record", at)
			}
		case typ.Kind() == reflect.Slice:
			walk(typ.Elem(), at)
		case typ.Kind() == reflect.Struct && typ != reflect.TypeFor[record.Date]():
			for i := range typ.NumField() {
				walk(typ.Field(i).Type, strings.TrimPrefix(at+"."+typ.Field(i).Name, "."))
			}
		}
	}
	walk(reflect.TypeFor[book.Year](), "")
	walk(reflect.TypeFor[book.Load](), "")
}
