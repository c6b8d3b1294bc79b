package ui

// SchoolRegion is in which part of the country the schools are, as the worker chose.
func (s *Shell) SchoolRegion() string { return s.deps.Settings.SchoolRegion() }

// SetSchoolRegion keeps in which part of the country the schools are.
func (s *Shell) SetSchoolRegion(region string) { s.deps.Settings.SetSchoolRegion(region) }
