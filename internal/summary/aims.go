package summary

import "schakel/internal/record"

// aimed is something that was given local aims, to be counted when the programmes are known.
type aimed struct {
	measure string
	on      record.Date
	aims    []record.Aim
}

func (c *Counter) aims(measure string, on record.Date, aims []record.Aim) {
	if len(aims) > 0 {
		c.aimed = append(c.aimed, aimed{measure, on, aims})
	}
}

// settleAims counts what was given aims: once in all, and once for every aim that the programme has in that year.
func (c *Counter) settleAims() {
	for _, a := range c.aimed {
		named := map[string]bool{}
		for _, aim := range a.aims {
			p := c.programmes[aim.Programme]
			if p == nil {
				continue
			}
			if names := p.Aims(a.on.Year); aim.Number <= len(names) && !named[names[aim.Number-1].Reveal()] {
				named[names[aim.Number-1].Reveal()] = true
				c.named(a.measure, names[aim.Number-1])
			}
		}
		if len(named) > 0 {
			c.add(a.measure, keyAll, 1)
		}
	}
	c.aimed = nil
}
