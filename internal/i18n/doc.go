// Package i18n says texts, plurals, dates, numbers and direction in the chosen language.
package i18n
