// Package insight is inzage: what the store holds about a person or a family as a document, the passages that need a look first.
package insight
