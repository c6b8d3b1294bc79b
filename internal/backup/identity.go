package backup

import (
	"strings"

	"filippo.io/age"

	"schakel/internal/seal"
)

// identityPrefix is what age calls the secret half of its hybrid key pairs (ML-KEM-768 with X25519).
const identityPrefix = "age-secret-key-pq-"

// identity is age's key pair of a store, made of a subkey of its master key. The public half stands nowhere, so that only who can
// open the store can make a backup that opens.
func identity(key *seal.Key) (*age.HybridIdentity, error) {
	seed := key.Bytes()
	defer clear(seed)
	return age.ParseHybridIdentity(strings.ToUpper(bech32(identityPrefix, seed)))
}

// bech32 writes bytes as age wants its keys (BIP 173). age checks the result.
func bech32(prefix string, data []byte) string {
	const alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	values := fives(data)
	var b strings.Builder
	b.WriteString(prefix + "1")
	for _, v := range append(values, checksum(prefix, values)...) {
		b.WriteByte(alphabet[v])
	}
	return b.String()
}

// fives cuts bytes into groups of five bits, the last one filled up with zeros.
func fives(data []byte) []byte {
	out := make([]byte, 0, len(data)*8/5+7)
	var bits, n uint
	for _, c := range data {
		bits, n = bits<<8|uint(c), n+8
		for ; n >= 5; n -= 5 {
			out = append(out, byte(bits>>(n-5)&31))
		}
	}
	if n > 0 {
		out = append(out, byte(bits<<(5-n)&31))
	}
	return out
}

// checksum is the six values of BIP 173 over the prefix and the data.
func checksum(prefix string, values []byte) []byte {
	sum := uint32(1)
	add := func(v byte) {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(v)
		for i, g := range [...]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	for i := range len(prefix) {
		add(prefix[i] >> 5)
	}
	add(0)
	for i := range len(prefix) {
		add(prefix[i] & 31)
	}
	for _, v := range values {
		add(v)
	}
	for range 6 {
		add(0)
	}
	sum ^= 1
	out := make([]byte, 6)
	for i := range out {
		out[i] = byte(sum >> (5 * (5 - i)) & 31)
	}
	return out
}
