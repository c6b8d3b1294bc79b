package practice

import (
	"slices"

	"schakel/internal/record"
)

// told lists the families with a story, in the order of the constants of families.go.
func (w *world) told() []sketch {
	return slices.Concat(w.onVandaag(), atTheSchool(), otherHomes(), babies())
}

// onVandaag are Elif, Fatima, Nadia with Amir, who turns 12 on Friday, and a family whose names are written in Arabic only.
func (w *world) onVandaag() []sketch {
	const mother, father, she, he = record.RelationMother, record.RelationFather, record.GenderFemale, record.GenderMale
	amir := child("Amir", "", "Haddou", he, w.today.Since(w.friday().Years(-12)))
	amir.turns = true
	return []sketch{
		{
			name: "Yıldız", met: 210, languages: []string{"tur"}, interpreter: true, custody: record.CustodyJoint, proof: record.ProofOther,
			members: []member{
				adult(mother, she, "Elif", "", "Yıldız", 34), adult(father, he, "Murat", "", "Yıldız", 37),
				child("Emre", "", "Yıldız", he, 8*year+120), child("Defne", "", "Yıldız", she, 3*year+40),
			},
			goesWell: "Elif brengt Emre elke dag zelf naar school.", wish: "“Ik wil dat hij weer doorslaapt.”", urgency: record.UrgencySoon,
			reached: record.ReachedMeeting, knew: "no", told: "aan de keukentafel, Elif vond het goed", tried: "Bij de huisarts geweest in het voorjaar.",
			approach: "Bel na 14.00 uur, dan is zij thuis. Rustig beginnen, eerst over de kinderen.",
			involved: []record.Involved{{Who: record.Text("De Vuurvlinder"), What: record.Text("Tess kijkt mee in de klas")}},
		},
		{
			name: "El Amrani", met: 160, languages: []string{"ary", "nld"}, custody: record.CustodySole, proof: record.ProofExtract, quarter: 1,
			members:  []member{adult(mother, she, "Fatima", "El", "Amrani", 36), child("Yusuf", "El", "Amrani", he, 9*year+200), child("Nour", "El", "Amrani", she, 14*year+60)},
			goesWell: "Fatima kookt elke avond en zij eten samen.", wish: "“Ik wil dat Yusuf weer naar buiten durft.”", urgency: record.UrgencySoon,
			reached: record.ReachedSchool, knew: "no", told: "op het schoolplein", approach: "Een spraakbericht werkt beter dan bellen.",
			involved: []record.Involved{
				{Who: record.Text("CJG Zuiderwijk, Marieke"), What: record.Text("kijkt mee over angst"), Lead: true},
				{Who: record.Text("ik"), What: record.Text("hou contact met Fatima")},
			},
		},
		{
			name: "Haddou", met: 90, languages: []string{"rif", "ary", "nld"}, custody: record.CustodySole, proof: record.ProofPaper, quarter: 0,
			members:  []member{adult(mother, she, "Nadia", "", "Haddou", 39), amir},
			goesWell: "Amir helpt in de moestuin van De Brug.", wish: "Een goede start op de nieuwe school.", urgency: record.UrgencyCalm,
			reached: record.ReachedCommunity, knew: "yes", told: "bij de koffie",
		},
		{
			name: "المنصوري", met: 75, languages: []string{"ary"}, interpreter: true, custody: record.CustodyUnknown, proof: record.ProofSaid, quarter: 1,
			members: []member{
				adult(mother, she, "أمينة", "", "المنصوري", 29), child("يوسف", "", "المنصوري", he, 6*year+10),
				{relation: record.RelationChild, as: record.PersonChild, expected: 96},
			},
			goesWell: "De zus van moeder past op als het nodig is.", wish: "Een kraamhulp die Arabisch spreekt.", urgency: record.UrgencyNow,
			reached: record.ReachedStreet, knew: "no", told: "met hulp van haar zus, in het Arabisch", approach: "Bel eerst haar zus.",
		},
	}
}

// atTheSchool are families with youths.
func atTheSchool() []sketch {
	const mother, father, she, he = record.RelationMother, record.RelationFather, record.GenderFemale, record.GenderMale
	return []sketch{
		{
			name: "Kowalski", met: 240, languages: []string{"pol"}, interpreter: true, custody: record.CustodyJoint, proof: record.ProofSaid, quarter: 3,
			members: []member{
				adult(mother, she, "Agnieszka", "", "Kowalska", 41), adult(father, he, "Marek", "", "Kowalski", 43),
				child("Zofia", "", "Kowalska", she, 15*year+100), child("Kuba", "", "Kowalski", he, 10*year+90),
			},
			goesWell: "Beide ouders hebben werk en de kinderen spreken goed Nederlands.", wish: "Meer rust in huis in het weekend.",
			urgency: record.UrgencyCalm, reached: record.ReachedPartner, knew: "yes", told: "met de tolk erbij",
		},
		{
			name: "de Windt", met: 300, languages: []string{"pap", "nld"}, custody: record.CustodySole, proof: record.ProofSaid, quarter: 2,
			members: []member{
				adult(mother, she, "Rosalinda", "de", "Windt", 45), {relation: record.RelationGrandparent, as: record.PersonCircle, gender: she, first: "Lucia", infix: "de", last: "Windt", days: 70 * year, yearOnly: true},
				child("Jayden", "de", "Windt", he, 17*year+80),
			},
			goesWell: "Oma woont vlakbij en Jayden luistert naar haar.", wish: "Dat Jayden een stageplek vindt.", urgency: record.UrgencySoon,
			reached: record.ReachedFriend, knew: "no", told: "samen met oma",
		},
		{
			name: "Filmon", met: 120, languages: []string{"tir"}, interpreter: true, custody: record.CustodyGuardian, proof: record.ProofPaper, guardian: "Voogdij Morgenster", quarter: 4,
			members: []member{
				{relation: record.RelationGuardian, as: record.PersonOther, gender: she, first: "Joke", last: "Brinkman"},
				child("Filmon", "", "Kidane", he, 16*year+150),
			},
			goesWell: "Filmon gaat elke dag naar de taalklas en zingt in een koor.", wish: "Iemand om mee te koken en te praten.",
			urgency: record.UrgencyCalm, reached: record.ReachedPartner, knew: "yes", told: "met de voogd erbij",
		},
		{
			name: "van den Berg", met: 180, languages: []string{"nld"}, custody: record.CustodyJoint, proof: record.ProofPaper, quarter: 2,
			members: []member{
				adult(mother, she, "Anja", "van den", "Berg", 40), {relation: record.RelationStepparent, as: record.PersonParent, gender: he, first: "Kees", last: "Smit"},
				child("Tim", "van den", "Berg", he, 11*year+30),
			},
			goesWell: "Tim heeft op allebei de adressen een eigen kamer.", wish: "Dat Tim niet tussen ons in staat.", urgency: record.UrgencySoon,
			reached: record.ReachedSelf, knew: "yes", told: "aan allebei de ouders",
		},
	}
}

// otherHomes are the home of Tim's father, people known by an alias only, and a grandmother.
func otherHomes() []sketch {
	const mother, father, she, he = record.RelationMother, record.RelationFather, record.GenderFemale, record.GenderMale
	return []sketch{
		{
			name: "van den Berg (vader)", met: 170, languages: []string{"nld"}, custody: record.CustodyJoint, proof: record.ProofOther, quarter: 3,
			members:  []member{adult(father, he, "Peter", "van den", "Berg", 42)},
			goesWell: "Peter belt elke avond met Tim.", wish: "Vaste afspraken over de vakantie.", urgency: record.UrgencyCalm, reached: record.ReachedSelf, knew: "yes", told: "aan de telefoon",
		},
		{
			name: "mevrouw S.", met: 55, languages: []string{"arb"}, interpreter: true, custody: record.CustodyUnknown, quarter: -1,
			members: []member{
				{relation: mother, as: record.PersonParent, gender: she, alias: "mevrouw S.", secret: true},
				{relation: record.RelationChild, as: record.PersonChild, alias: "de oudste van mevrouw S.", days: 7 * year, yearOnly: true, secret: true},
			},
			goesWell: "Zij heeft nu een veilige plek.", wish: "Rust.", urgency: record.UrgencyNow, reached: record.ReachedOther, knew: "no", told: "zij weet het en vindt het goed",
			approach: "Nooit bellen. Alleen via de opvang.",
		},
		{
			name: "moeder van de bakker", met: 40, custody: record.CustodyUnknown, quarter: 0,
			members:  []member{{relation: mother, as: record.PersonParent, gender: she, alias: "moeder van de bakker"}, {relation: record.RelationChild, as: record.PersonChild, alias: "het jongste meisje", days: 4 * year, yearOnly: true}},
			goesWell: "Zij groet iedereen en kent de hele straat.", urgency: record.UrgencyCalm, reached: record.ReachedStreet,
		},
		{
			name: "El Idrissi", met: 260, languages: []string{"ary"}, custody: record.CustodyGuardian, proof: record.ProofExtract, guardian: "oma is voogd", quarter: 1,
			members: []member{
				{relation: record.RelationGrandparent, as: record.PersonParent, gender: she, first: "Khadija", infix: "El", last: "Idrissi", days: 63 * year, yearOnly: true},
				child("Ilyas", "El", "Idrissi", he, 13*year+45),
			},
			goesWell: "Ilyas kookt op zondag samen met oma.", wish: "“Ik wil hulp met de brieven van school.”", urgency: record.UrgencySoon, reached: record.ReachedVisit, knew: "no", told: "bij oma thuis",
		},
	}
}

// babies are families with very young children, one of them not yet born.
func babies() []sketch {
	const mother, father, she, he = record.RelationMother, record.RelationFather, record.GenderFemale, record.GenderMale
	return []sketch{
		{
			name: "Tesfay", met: 130, languages: []string{"tir"}, interpreter: true, custody: record.CustodyJoint, proof: record.ProofOther, quarter: 4,
			members: []member{
				adult(mother, she, "Selam", "", "Haile", 27), adult(father, he, "Dawit", "", "Tesfay", 31),
				child("Saron", "", "Dawit", she, 85), child("Nahom", "", "Dawit", he, 2*year+210),
			},
			goesWell: "Vader gaat mee naar het consultatiebureau.", wish: "Een plek op de peutergroep.", urgency: record.UrgencyCalm, reached: record.ReachedMeeting, knew: "no", told: "met de tolk van de taalles",
		},
		{
			name: "Jessica", met: 35, languages: []string{"nld", "pap"}, custody: record.CustodyUnknown, quarter: 2,
			members: []member{
				{relation: mother, as: record.PersonChild, gender: she, first: "Jessica", last: "Winklaar", days: 17*year + 200},
				{relation: record.RelationChild, as: record.PersonChild, first: "", expected: 61},
				{relation: record.RelationOther, as: record.PersonCircle, gender: she, first: "Sharina", last: "Winklaar"},
			},
			goesWell: "Haar tante Sharina gaat overal mee naartoe.", wish: "Haar school afmaken.", urgency: record.UrgencyNow, reached: record.ReachedFriend, knew: "no", told: "samen met haar tante",
		},
		{
			name: "Rana en haar kinderen", met: 22, languages: []string{"apc"}, interpreter: true, custody: record.CustodyJoint, proof: record.ProofPaper, quarter: 0,
			members: []member{
				{relation: record.RelationParent, as: record.PersonParent, gender: she, first: "رنا", last: "الحلبي", days: 33 * year, yearOnly: true},
				{relation: record.RelationParent, as: record.PersonParent, gender: he, first: "سامر", last: "الحلبي", days: 35 * year, yearOnly: true},
				child("ليان", "", "الحلبي", she, 5*year+12), child("كريم", "", "الحلبي", he, 1*year+20),
			},
			goesWell: "Zij leren elke avond samen Nederlandse woorden.", wish: "Vriendjes voor de kinderen.", urgency: record.UrgencyCalm, reached: record.ReachedMeeting, knew: "no",
		},
	}
}
