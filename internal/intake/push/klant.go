package push

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

// Klantinteracties keeps cases in a system that speaks VNG Klantinteracties 0.9 (Open Klant): a klantcontact with its betrokkenen and an
// internetaak for each. That interface knows no key of ours, so each case is found again by the onderwerpobject that carries its uuid.
type Klantinteracties struct{ Door *Door }

// Media is what the interface reads and writes.
const Media = "application/json"

// klantTrace is what is remembered of the other system.
type klantTrace struct {
	Contact string `json:"contact,omitempty"`
}

// Bring makes the other system hold the case as it is now.
func (k *Klantinteracties) Bring(ctx context.Context, m intake.Matter) (json.RawMessage, error) {
	var t klantTrace
	if len(m.Trace) > 0 && json.Unmarshal(m.Trace, &t) != nil {
		t = klantTrace{} // it is found again by its uuid
	}
	err := k.bring(ctx, m, &t)
	if errors.Is(err, errGone) { // somebody removed a part of it over there: begin again from what is there
		t = klantTrace{}
		if err = k.bring(ctx, m, &t); errors.Is(err, errGone) {
			err = ErrAway
		}
	}
	trace, failed := json.Marshal(t)
	return trace, errors.Join(err, failed)
}

func (k *Klantinteracties) bring(ctx context.Context, m intake.Matter, t *klantTrace) error {
	if t.Contact == "" {
		found, err := k.find(ctx, m.ID.String())
		if err != nil {
			return err
		}
		t.Contact = found
	}
	if m.Document == nil {
		return k.remove(ctx, m, t)
	}
	want, ok := klantOf(m)
	if !ok {
		return nil
	}
	if err := k.contact(ctx, want, t); err != nil {
		return err
	}
	if err := k.people(ctx, want, t.Contact); err != nil {
		return err
	}
	if err := k.task(ctx, want, t.Contact); err != nil {
		return err
	}
	return k.reply(ctx, m, want)
}

// contact makes the klantcontact, or brings it up to date.
func (k *Klantinteracties) contact(ctx context.Context, want klantCase, t *klantTrace) error {
	if t.Contact != "" {
		return k.Door.send(ctx, "PATCH", "/klantcontacten/"+url.PathEscape(t.Contact), nil, want.contact, nil)
	}
	made, err := k.make(ctx, want.contact, want.id)
	t.Contact = made
	return err
}

// make makes a klantcontact that can be found by an id of ours.
func (k *Klantinteracties) make(ctx context.Context, c klantcontact, id string) (string, error) {
	var made struct {
		Klantcontact reference `json:"klantcontact"`
	}
	body := maakKlantcontact{Klantcontact: c, Onderwerpobject: onderwerpobject{Onderwerpobjectidentificator: identificator(id)}}
	if err := k.Door.send(ctx, "POST", "/maak-klantcontact", nil, body, &made); err != nil {
		return "", err
	}
	if made.Klantcontact.UUID == "" {
		return "", ErrAway
	}
	return made.Klantcontact.UUID, nil
}

// find looks for the klantcontact that carries an id of ours; "" when there is none.
func (k *Klantinteracties) find(ctx context.Context, id string) (string, error) {
	var page list[reference]
	query := url.Values{
		"onderwerpobject__onderwerpobjectidentificatorObjectId":          {id},
		"onderwerpobject__onderwerpobjectidentificatorCodeRegister":      {register},
		"onderwerpobject__onderwerpobjectidentificatorCodeObjecttype":    {objectType},
		"onderwerpobject__onderwerpobjectidentificatorCodeSoortObjectId": {objectID},
	}
	if err := k.Door.send(ctx, "GET", "/klantcontacten", query, nil, &page); err != nil || len(page.Results) == 0 {
		return "", err
	}
	return page.Results[0].UUID, nil
}

// people makes the betrokkenen that are wanted, and removes those that are no longer.
func (k *Klantinteracties) people(ctx context.Context, want klantCase, contact string) error {
	there, err := all[betrokkene](ctx, k.Door, "/betrokkenen", url.Values{"hadKlantcontact__uuid": {contact}})
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, p := range want.people {
		p.HadKlantcontact = &reference{UUID: contact}
		id := ""
		for _, t := range there {
			if !taken[t.UUID] && t.same(p) {
				id = t.UUID
				break
			}
		}
		if id == "" {
			var made reference
			if err := k.Door.send(ctx, "POST", "/betrokkenen", nil, p, &made); err != nil {
				return err
			}
			id = made.UUID
		}
		taken[id] = true
		if err := k.phone(ctx, id, p.phone); err != nil {
			return err
		}
	}
	removed := false
	for _, t := range there {
		if !taken[t.UUID] {
			removed = true
			if err := k.removePerson(ctx, t.UUID); err != nil {
				return err
			}
		}
	}
	return k.surely(ctx, removed, "/betrokkenen", url.Values{"hadKlantcontact__uuid": {contact}}, len(taken))
}

// surely looks again after something was removed: "not there" may have been said by a proxy on the way. ErrAway when more is left than should be.
func (k *Klantinteracties) surely(ctx context.Context, removed bool, path string, query url.Values, most int) error {
	if !removed {
		return nil
	}
	left, err := all[reference](ctx, k.Door, path, query)
	if err == nil && len(left) > most {
		err = ErrAway
	}
	return err
}

// phone keeps the one number of a betrokkene.
func (k *Klantinteracties) phone(ctx context.Context, person, number string) error {
	of := url.Values{"verstrektDoorBetrokkene__uuid": {person}}
	there, err := all[digitaalAdres](ctx, k.Door, "/digitaleadressen", of)
	if err != nil {
		return err
	}
	kept, removed := 0, false
	for _, a := range there {
		if a.Adres == number && kept == 0 {
			kept = 1
			continue
		}
		removed = true
		if err := k.delete(ctx, "/digitaleadressen/"+url.PathEscape(a.UUID)); err != nil {
			return err
		}
	}
	if err := k.surely(ctx, removed, "/digitaleadressen", of, kept); err != nil || kept > 0 || number == "" {
		return err
	}
	return k.Door.send(ctx, "POST", "/digitaleadressen", nil, digitaalAdres{
		VerstrektDoorBetrokkene: &reference{UUID: person}, Adres: number, SoortDigitaalAdres: sortOf(number), Omschrijving: "telefoon",
	}, nil)
}

// task keeps the one internetaak of the klantcontact.
func (k *Klantinteracties) task(ctx context.Context, want klantCase, contact string) error {
	there, err := all[internetaak](ctx, k.Door, "/internetaken", url.Values{"klantcontact__uuid": {contact}})
	if err != nil {
		return err
	}
	want.task.AanleidinggevendKlantcontact = &reference{UUID: contact}
	if len(there) == 0 {
		return k.Door.send(ctx, "POST", "/internetaken", nil, want.task, nil)
	}
	now := there[0]
	if now.GevraagdeHandeling == want.task.GevraagdeHandeling && now.Toelichting == want.task.Toelichting && now.Status == want.task.Status {
		return nil
	}
	if now.Status == want.task.Status {
		want.task.AfgehandeldOp = now.AfgehandeldOp
	}
	return k.Door.send(ctx, "PATCH", "/internetaken/"+url.PathEscape(now.UUID), nil, want.task, nil)
}

// reply writes why the case does not fit, in a klantcontact of its own.
func (k *Klantinteracties) reply(ctx context.Context, m intake.Matter, want klantCase) error {
	if m.State != intake.StateDeclined {
		return nil
	}
	id := want.id + replySuffix
	there, err := k.find(ctx, id)
	if err != nil {
		return err
	}
	c := klantcontact{
		Kanaal: channel, Onderwerp: fit("Antwoord op "+said(string(m.Kind))+" "+want.number, 200), Taal: "dut", Vertrouwelijk: true,
		Inhoud: fit(declined(m), 1000), PlaatsgevondenOp: m.Answered.UTC().Format(time.RFC3339), Metadata: map[string]string{"bron": register, "bron_id": want.id},
	}
	if there != "" {
		return k.Door.send(ctx, "PATCH", "/klantcontacten/"+url.PathEscape(there), nil, c, nil)
	}
	_, err = k.make(ctx, c, id)
	return err
}

// replySuffix makes the id of the answer out of that of the case.
const replySuffix = "/antwoord"

// declined is the last answer that declined, as a sentence.
func declined(m intake.Matter) string {
	for i := len(m.Answers) - 1; i >= 0; i-- {
		if a := m.Answers[i]; a.State == cjg.StateDeclined {
			return paragraphs([2]string{"Past niet", said(a.Reason)}, [2]string{"Wie wel", a.WhoDoes}, [2]string{"Wachttijd", a.Waiting},
				[2]string{"Toelichting", a.Text}, [2]string{"De ouder kan zich altijd zelf melden bij", a.SelfRefer})
		}
	}
	return paragraphs([2]string{"Past niet", said(m.Reason)})
}

// remove takes everything of a case away: its content is destroyed here, so nothing of it may stay there.
func (k *Klantinteracties) remove(ctx context.Context, m intake.Matter, t *klantTrace) error {
	if m.State == intake.StateUnreadable {
		return nil // nothing was ever there
	}
	reply, err := k.find(ctx, m.ID.String()+replySuffix)
	if err != nil {
		return err
	}
	for _, contact := range []string{reply, t.Contact} {
		if contact == "" {
			continue
		}
		if err := k.removeContact(ctx, contact); err != nil {
			return err
		}
	}
	t.Contact = ""
	for _, id := range []string{m.ID.String() + replySuffix, m.ID.String()} {
		left, err := k.find(ctx, id)
		if err != nil {
			return err
		}
		if left != "" {
			return ErrAway // "not there" was said by a proxy on the way, or there were two
		}
	}
	return nil
}

func (k *Klantinteracties) removeContact(ctx context.Context, contact string) error {
	tasks, people := url.Values{"klantcontact__uuid": {contact}}, url.Values{"hadKlantcontact__uuid": {contact}}
	there, err := all[reference](ctx, k.Door, "/internetaken", tasks)
	if err != nil {
		return err
	}
	for _, r := range there {
		if err := k.delete(ctx, "/internetaken/"+url.PathEscape(r.UUID)); err != nil {
			return err
		}
	}
	if err := k.surely(ctx, len(there) > 0, "/internetaken", tasks, 0); err != nil {
		return err
	}
	if there, err = all[reference](ctx, k.Door, "/betrokkenen", people); err != nil {
		return err
	}
	for _, r := range there {
		if err := k.removePerson(ctx, r.UUID); err != nil {
			return err
		}
	}
	if err := k.surely(ctx, len(there) > 0, "/betrokkenen", people, 0); err != nil {
		return err
	}
	return k.delete(ctx, "/klantcontacten/"+url.PathEscape(contact))
}

func (k *Klantinteracties) removePerson(ctx context.Context, person string) error {
	if err := k.phone(ctx, person, ""); err != nil {
		return err
	}
	return k.delete(ctx, "/betrokkenen/"+url.PathEscape(person))
}

// delete removes one thing; that it is gone already is as good. The caller looks again, where it matters.
func (k *Klantinteracties) delete(ctx context.Context, path string) error {
	err := k.Door.send(ctx, "DELETE", path, nil, nil, nil)
	if errors.Is(err, errGone) {
		return nil
	}
	return err
}

// all reads every page of a list.
func all[T any](ctx context.Context, d *Door, path string, query url.Values) ([]T, error) {
	var out []T
	for page := 1; page <= mostPages; page++ {
		query.Set("page", positive(page))
		var got list[T]
		if err := d.send(ctx, "GET", path, query, nil, &got); err != nil {
			return nil, err
		}
		out = append(out, got.Results...)
		if got.Next == nil || len(got.Results) == 0 {
			return out, nil
		}
	}
	return nil, ErrAway
}

// mostPages bounds what a list that never ends can do.
const mostPages = 20
