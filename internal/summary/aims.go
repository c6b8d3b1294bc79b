package summary

import "schakel/internal/record"

// aimed is something that was given local aims, to be counted when the programmes are known.
type aimed struct {
	at   mention
	what measured
	aims []record.Aim
}

func (c *Counter) aims(m measured, aims []record.Aim) {
	if len(aims) > 0 {
		c.aimed = append(c.aimed, aimed{c.at, m, aims})
	}
}

// settleAims counts what was given aims: once in all, and once for every aim that the programme has in that year.
func (c *Counter) settleAims() {
	for _, a := range c.aimed {
		c.at = a.at
		named := map[string]bool{}
		for _, aim := range a.aims {
			p := c.programmes[aim.Programme]
			if p == nil {
				continue
			}
			names := p.Aims(a.at.on.Year)
			if aim.Number > len(names) {
				continue
			}
			if word := name(names[aim.Number-1]); !named[word] {
				named[word] = true
				c.add(a.what, word, 1)
			}
		}
		if len(named) > 0 {
			c.add(a.what, keyAll, 1)
		}
	}
	c.aimed = nil
}
