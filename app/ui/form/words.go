package form

// Words are the values of an enumeration as the texts that chips and lists use.
func Words[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

// Values are the chosen texts as values of an enumeration again; nothing chosen is nil.
func Values[T ~string](chosen []string) []T {
	var out []T
	for _, v := range chosen {
		out = append(out, T(v))
	}
	return out
}
