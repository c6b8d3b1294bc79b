package practice

import "schakel/internal/record"

// advices are what professionals were advised, without names.
func advices() []string {
	return []string{
		"Nodig een moeder niet uit met een brief. Ga langs, en vraag of haar zus mee wil komen.",
		"Zet in de folder wie er komt, met een foto. Veel ouders denken bij hulp aan de kinderbescherming.",
		"Vraag bij een kind van vier niet eerst of het zindelijk is. Dat klinkt als een verwijt.",
		"Doe het spreekuur ook een keer in de avond. De meeste vaders werken overdag.",
		"Laat ouders eerst vertellen wat goed gaat.",
	}
}

// enrich gives some contacts what is not asked of every one: a function, what expenses were for, and an advice. It draws nothing by
// chance, so that the rest of the data stays as it was.
func (w *world) enrich(c *record.Contact, i int) {
	if i%3 == 0 && !c.Failed {
		c.Function = record.Functions()[i/3%len(record.Functions())]
	}
	if c.Cents == 0 && i%17 == 0 && !c.Failed {
		c.Cents = 180 + 45*(i%9)
	}
	if c.Cents > 0 {
		c.CostType = record.OwnCostTypes()[i%len(record.OwnCostTypes())]
	}
	if c.About == record.AboutNumber && i%4 == 0 {
		c.Place = record.PlaceOwn
	}
	if c.About == record.AboutPartner {
		w.advise(c, i)
	}
}

// advise makes every other talk with a partner a consultatie (003 L699-L730), some with what was done with it.
func (w *world) advise(c *record.Contact, i int) {
	n := i / 13
	if n%2 == 1 {
		return
	}
	c.Roles = []record.Role{record.RoleAdvise}
	c.Advice = record.Text(advices()[n/2%len(advices())])
	c.Room = record.AdviceRooms()[n/2%len(record.AdviceRooms())]
	for _, p := range w.partners {
		if p.ID == c.Subject && len(p.Officers) > 0 {
			c.Officer = p.Officers[0].ID
		}
	}
	if n%6 == 0 || w.today.Since(c.On) < 30 {
		return
	}
	c.Use, c.UseOn = record.AdviceUses()[n/2%len(record.AdviceUses())], c.On.Add(21)
	if c.Use == record.UseDone {
		c.UseWhy = record.Text("Zij gaan nu eerst langs. Er kwamen twee moeders meer.")
	}
}

// addAllowances gives the worker's own sheet of hours what another organisation paid.
func (w *world) addAllowances() {
	w.add(&record.Allowance{Head: w.head("allowance", record.ID{}, 300), Year: w.today.Year, Elsewhere: 42_000})
	w.add(&record.Allowance{Head: w.head("allowance", record.ID{}, 390), Year: w.today.Year - 1, Hour: 450})
}
