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

// Deal makes the three parts of a secret and slopes that are chosen: each 20 values of 0 to 31.
func Deal(set [3]byte, own, slope []byte) (all [Parts]string) {
	for i := range all {
		p := deal(byte(i+1), own, slope)
		p.set = set
		all[i] = p.write()
	}
	return all
}

// Values reads the 20 values of a part.
func Values(text string) []byte {
	p, _ := readPart(text)
	return p.values[:]
}

// Times multiplies in GF(32).
func Times(a, b byte) byte { return times(a, b) }

// Over divides in GF(32).
func Over(a, b byte) byte { return over(a, b) }

// Typed is the text of a secret.
func Typed(s Secret) string { return string(s.text) }
