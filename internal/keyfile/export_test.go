package keyfile

import "crypto/sha256"

// Resum mends the sum at the end of a changed file.
func Resum(data []byte) []byte {
	body := data[:len(data)-sumSize]
	sum := sha256.Sum256(body)
	return append(body, sum[:]...)
}

// Words is the list of words.
func Words() []string {
	list, _ := words()
	return list
}

// Alphabet of the codes.
const Alphabet = alphabet
