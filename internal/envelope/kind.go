package envelope

// Kind says what a sealed document is. It stands in clear in the signed header, so that the front can route without opening.
// New kinds may be added; a reader that does not know one refuses the document, never the envelope.
type Kind string

// The kinds of this version of the contract. Their words are ours, never those of a legal procedure.
const (
	Referral Kind = "doorverwijzing" // a family that asked to be led to help; personal data
	Signal   Kind = "wijksignaal"    // a collective worry; no personal data by type
	Request  Kind = "verzoek"        // something the worker asks for; no personal data by type
	Recall   Kind = "intrekking"     // take back an earlier message
	Answer   Kind = "antwoord"       // from the other side, back to the worker; or what the worker writes back about it
	Invite   Kind = "uitnodiging"    // the other side asks the worker to think along; no personal data of a family by type

	// Contribution is a file that is sealed already, for another device of the same endpoint; see Wrap.
	Contribution Kind = "bijdrage"
)

// Kinds lists the known kinds of documents.
func Kinds() []Kind { return []Kind{Referral, Signal, Request, Recall, Answer, Invite} }

// Valid reports whether the kind has the form that may stand in a header: 1 to 32 lower-case letters.
func (k Kind) Valid() bool {
	if len(k) == 0 || len(k) > 32 {
		return false
	}
	for i := range len(k) {
		if k[i] < 'a' || k[i] > 'z' {
			return false
		}
	}
	return true
}
