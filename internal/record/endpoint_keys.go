package record

import "time"

// NextKeys are this device's own keys from the moment they were drawn until the endpoint has said that it knows them.
type NextKeys struct {
	Keys      Private   `json:"keys"`               // as Endpoint.Keys
	Drawn     time.Time `json:"drawn"`              // when they were made here
	Presented time.Time `json:"presented,omitzero"` // from then on the endpoint may know them, whatever is heard here
	Refused   time.Time `json:"refused,omitzero"`   // when an endpoint of an older version did not understand the request
	AtOnce    bool      `json:"atOnce,omitzero"`    // the old ones may be in other hands
	Again     bool      `json:"again,omitzero"`     // the worker asked for new ones after these were presented
}

// FormerKeys are keys of this device that were replaced.
type FormerKeys struct {
	Keys    Private   `json:"keys"`    // as Endpoint.Keys
	Changed time.Time `json:"changed"` // when others took their place
	Until   time.Time `json:"until"`   // then nothing sealed to them can come any more, and they are destroyed
}

// EndpointKeys are keys of an endpoint that it replaced.
type EndpointKeys struct {
	Front   []byte    `json:"front"`   // verified the first receipt
	Inbox   []byte    `json:"inbox"`   // verified the second receipt and answers
	Opening string    `json:"opening"` // id of the key that documents were sealed to
	Until   time.Time `json:"until"`   // it takes such documents until then
}
