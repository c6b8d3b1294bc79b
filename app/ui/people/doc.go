// Package people shows the people a worker knows, the families they live in, and the moments of contact with them.
package people
