package practice

import "schakel/internal/record"

// circle is a set of invented names that sound as if they belong together. It only serves to make names and the languages people
// speak; no record says anything else about where somebody comes from.
type circle struct {
	women, men, girls, boys []string
	last, lastMen           []string // lastMen where men's surnames end differently
	infix                   string   // stands before every surname, kept apart for sorting
	infixes                 []string // one a surname, where they differ
	languages               []string // ISO 639-3
	interpreter             bool
	group                   string // how a bijeenkomst calls the people who came
}

// surname is a family's surname, for a man where that differs, with its tussenvoegsel.
func (c circle) surname(n int, man bool) (infix, last string) {
	last = c.last[n%len(c.last)]
	if man && len(c.lastMen) > 0 {
		last = c.lastMen[n%len(c.lastMen)]
	}
	if len(c.infixes) > 0 {
		return c.infixes[n%len(c.infixes)], last
	}
	return c.infix, last
}

// circles lists the sets of names.
func circles() []circle { return append(circlesNear(), circlesFar()...) }

func circlesNear() []circle {
	return []circle{
		{
			women: []string{"Ayşe", "Zeynep", "Hatice", "Emine", "Gülsüm", "Şule", "Songül", "Havva"},
			men:   []string{"Mehmet", "Hasan", "İbrahim", "Özgür", "Kemal", "Yaşar"},
			girls: []string{"Ecrin", "Zümra", "Elanur", "Asya", "Melike", "Nisa"}, boys: []string{"Eymen", "Çınar", "Kerem", "Mert", "Ömer", "Ali"},
			last:      []string{"Kaya", "Demir", "Çelik", "Şahin", "Öztürk", "Aydın", "Doğan", "Koç", "Güneş"},
			languages: []string{"tur"}, interpreter: true, group: "Turkse ouders",
		},
		{
			women: []string{"Khadija", "Naima", "Souad", "Malika", "Latifa", "Hanan", "Ikram"},
			men:   []string{"Rachid", "Abdelkader", "Driss", "Said", "Hamid"},
			girls: []string{"Nour", "Salma", "Hajar", "Dounia", "Rania"}, boys: []string{"Bilal", "Ilyas", "Ayoub", "Imran", "Zakaria"},
			last: []string{"Bouzidi", "Benali", "Azzouzi", "Idrissi", "Ouali", "Yahyaoui"}, infixes: []string{"", "", "", "El", "El", "Ait"},
			languages: []string{"ary", "nld"}, group: "Marokkaanse moeders",
		},
		{
			women: []string{"خديجة", "نعيمة", "سعاد", "مليكة"}, men: []string{"رشيد", "إدريس", "حميد"},
			girls: []string{"نور", "سلمى", "هاجر"}, boys: []string{"بلال", "إلياس", "أيوب"},
			last:      []string{"البوزيدي", "الإدريسي", "بنعلي", "العزوزي"},
			languages: []string{"ary", "rif"}, interpreter: true, group: "Marokkaanse moeders",
		},
		{
			women: []string{"Agnieszka", "Małgorzata", "Katarzyna", "Joanna", "Ewa", "Beata"}, men: []string{"Marek", "Paweł", "Krzysztof", "Łukasz"},
			girls: []string{"Zofia", "Hania", "Maja", "Lena"}, boys: []string{"Kuba", "Antoni", "Staś", "Filip"},
			last: []string{"Kowalska", "Wiśniewska", "Zielińska", "Wójcik", "Nowak"}, lastMen: []string{"Kowalski", "Wiśniewski", "Zieliński", "Wójcik", "Nowak"},
			languages: []string{"pol"}, interpreter: true, group: "Poolse ouders",
		},
		{
			women: []string{"Rosalinda", "Sharina", "Jeanine", "Ludwina", "Mireya"}, men: []string{"Ruthsel", "Elvin", "Giovanni", "Orlando"},
			girls: []string{"Naysha", "Tiara", "Kayra", "Amaya"}, boys: []string{"Jayden", "Ryenson", "Quincy", "Dilano"},
			last: []string{"Martina", "Maduro", "Winklaar", "Palm", "Jago"}, infixes: []string{"", "", "", "de", "Sint"},
			languages: []string{"pap", "nld"}, group: "Antilliaanse moeders",
		},
	}
}

func circlesFar() []circle {
	return []circle{
		{
			women: []string{"Letebrhan", "Selam", "Yordanos", "Mihret", "Hiwet"}, men: []string{"Tesfay", "Dawit", "Mulugeta", "Habtom"},
			girls: []string{"Bethlehem", "Rahel", "Delina", "Saron"}, boys: []string{"Filmon", "Natnael", "Yonas", "Nahom"},
			last:      []string{"Gebremedhin", "Haile", "Weldu", "Kidane", "Berhane"},
			languages: []string{"tir"}, interpreter: true, group: "Eritrese moeders",
		},
		{
			women: []string{"Anja", "Marloes", "Wilma", "Ingrid", "Sandra"}, men: []string{"Kees", "Peter", "Johan", "Ronald"},
			girls: []string{"Sanne", "Fleur", "Lotte", "Noor"}, boys: []string{"Tim", "Daan", "Bram", "Sem"},
			last: []string{"Berg", "Vries", "Hof", "Linden", "Jansen", "Dijk"}, infixes: []string{"van den", "de", "van 't", "van der", "", "van"},
			languages: []string{"nld"}, group: "ouders uit de buurt",
		},
		{
			women: []string{"أمل", "رنا", "هدى"}, men: []string{"سامر", "خالد"}, girls: []string{"ليان", "جود"}, boys: []string{"عمر", "كريم"},
			last: []string{"الحلبي", "الخطيب", "درويش"}, languages: []string{"apc", "kmr"}, interpreter: true, group: "Syrische ouders",
		},
		{
			women: []string{"Olha", "Nadija", "Amina", "Hodan"}, men: []string{"Taras", "Abdi"}, girls: []string{"Solomija", "Ifrah"}, boys: []string{"Danylo", "Liban"},
			last: []string{"Bondar", "Melnyk", "Warsame", "Farah"}, languages: []string{"eng"}, interpreter: true, group: "ouders van de taalles",
		},
	}
}

// quarter is an invented part of an invented town.
type quarter struct{ postcode, name string }

// quarters lists them; the postcodes are not in use.
func quarters() []quarter {
	return []quarter{
		{"3091", "Zuiderwijk"}, {"3092", "Havenkwartier"}, {"3093", "Molenbuurt"}, {"3094", "De Weiden"}, {"3095", "Stationskwartier"},
	}
}

// town is the gemeente in which the invented families live.
const town = "GM0599"

// helper is one contact person of an invented partner.
type helper struct {
	first, last, job string
	roles            []record.FormalRole
	left             bool // no longer there
}

// organisation is an invented partner.
type organisation struct {
	kind                                        record.PartnerType
	name, local, inside, offer, criteria, hours string
	ageFrom, ageTo, ring, norm                  int
	people                                      []helper
	note                                        string
}
