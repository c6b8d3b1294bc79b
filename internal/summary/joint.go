package summary

// Joint says of what a report was put together that counts the work of several people.
type Joint struct {
	Workers int  // whose contributions are in it
	Missing int  // who was expected and did not hand one over
	Double  bool // families can have been counted by more than one worker
}
