package settings

// keyColumns holds what the columns of the last table of partners were: the headings of a spreadsheet with the stable name of a column.
// No cell of the table is in it.
const keyColumns = "directory.columns"

// mostColumns is the longest text that is remembered of a table, in bytes.
const mostColumns = 8 << 10

// Columns is what each heading of a table was the last time, "" when nothing is remembered.
func (s *Settings) Columns() string { return s.kept.String(keyColumns) }

// SetColumns remembers it; what is too long for headings is not.
func (s *Settings) SetColumns(mapping string) {
	if len(mapping) <= mostColumns {
		s.kept.SetString(keyColumns, mapping)
	}
}
