package export

import (
	"testing"

	"schakel/internal/hours"
	"schakel/internal/summary"
)

// PublicReport is a report as others may see it, and March a month of hours, for the tests outside this package.
func PublicReport(t testing.TB) summary.Report { return public(t) }

// Rich is one with everything that a report can have.
func Rich(t testing.TB) summary.Report { return rich(t) }

// March is a month of hours.
func March() hours.Sheet { return march() }

// World is an overview of a random world.
func World(t *testing.T, seed uint64) summary.Report { return newLot(seed).overviewOf(t) }
