package book

import (
	"schakel/internal/record"
	"schakel/internal/store"
)

func (d *deriver) partner(id record.ID) record.Private {
	p, err := store.Get[*record.Partner](d.tx, id)
	if err != nil {
		return record.Private{}
	}
	return p.Called()
}

func (d *deriver) called(id record.ID) record.Private {
	p, err := store.Get[*record.Person](d.tx, id)
	if err != nil {
		return record.Private{}
	}
	return p.Called()
}

// subject is how a household, person or partner is called.
func (d *deriver) subject(id record.ID) record.Private {
	if id.Zero() {
		return record.Private{}
	}
	if h, err := store.Get[*record.Household](d.tx, id); err == nil {
		return h.Name
	}
	if name := d.called(id); !name.Empty() {
		return name
	}
	return d.partner(id)
}
