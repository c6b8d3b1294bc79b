package intake

import "crypto/sha256"

// SealOwn encrypts a secret of the web inbox for the store, bound to its place: a second factor, a search, the password of the mail server.
func (i *Inbox) SealOwn(place string, plain []byte) ([]byte, error) {
	return sealRest(i.keys.Rest, bucketSettings, placeID(place), plain)
}

// OpenOwn opens SealOwn. ErrStore: it was sealed for another place, or is damaged.
func (i *Inbox) OpenOwn(place string, sealed []byte) ([]byte, error) {
	return openRest(i.keys.Rest, bucketSettings, placeID(place), sealed)
}

func placeID(place string) (id [16]byte) {
	sum := sha256.Sum256([]byte("own\x00" + place))
	return [16]byte(sum[:16])
}
