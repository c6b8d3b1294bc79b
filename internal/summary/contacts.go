package summary

import "schakel/internal/record"

func (c *Counter) contact(k *record.Contact) {
	if k.On.After(c.until) {
		return
	}
	if !k.Failed {
		c.reach(k.About, k.Subject, k.Owner, k.On)
	}
	if !k.Promise.Empty() && c.by(k.PromKept).Zero() {
		c.add(openWork, "promise", 1)
	}
	unheard := !k.Advice.Empty() && (k.Use == "" || k.UseOn.After(c.until))
	if unheard {
		c.add(openWork, "advice", 1)
	}
	if !c.period.Has(k.On) {
		return
	}
	c.seen = true
	c.add(contactsAbout, string(k.About), 1)
	if k.Failed {
		c.add(contactsResult, "failed", 1)
	} else {
		c.add(contactsResult, "spoken", 1)
	}
	c.add(contactsPlace, string(k.Place), 1)
	c.aims(contactsAim, k.Aims)
	each(c, contactsRole, k.Roles)
	c.add(contactsFunction, string(k.Function), 1)
	c.add(contactsHour, hour(k.At), 1)
	c.add(hoursOwn, "contacts", minutes(k.Length))
	if k.About == record.AboutNumber && !k.Failed {
		c.add(contactsHeads, "heads", k.Heads)
	}
	switch {
	case unheard:
		c.add(adviceUse, "unheard", 1)
	case !k.Advice.Empty():
		c.add(adviceUse, string(k.Use), 1)
	}
}

// hour is the row of a time of day such as 09:30, the hour without a zero before it; "" for none.
func hour(at string) string {
	if len(at) != 5 || at[2] != ':' {
		return ""
	}
	if at[0] == '0' {
		return at[1:2]
	}
	return at[:2]
}

func (c *Counter) concern(k *record.Concern) {
	on := k.SeenOn
	if on.Zero() {
		on = record.DateOf(k.Created)
	}
	if on.After(c.until) {
		return
	}
	c.at = mention{k.ID, on}
	state, reason := concernAt(k, c.until)
	family := k.Scope != record.ScopeCommunity
	if state != record.ConcernClosed {
		if family {
			c.add(openFamily, "concern", 1)
		} else {
			c.add(openWork, "signal", 1)
		}
	}
	if !c.period.Has(on) {
		return
	}
	c.seen = true
	row := string(state)
	if state == record.ConcernClosed {
		row = c.under(row, reason)
	}
	if !family {
		c.add(communityState, row, 1)
		return
	}
	c.add(concernsLevel, string(k.Level), 1)
	c.add(concernsState, row, 1)
	each(c, concernsArea, k.Areas)
}

// concernAt is where a concern stood on a day, and why it was closed.
func concernAt(k *record.Concern, on record.Date) (record.ConcernState, string) {
	if len(k.Steps) == 0 {
		return k.State, string(k.Reason)
	}
	state, reason := record.ConcernOpen, ""
	for _, s := range k.Steps {
		if s.On.After(on) {
			break
		}
		state, reason = record.ConcernState(s.To), s.Reason
	}
	return state, reason
}
