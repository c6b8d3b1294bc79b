package practice

import "schakel/internal/record"

// organisations lists the invented partners. The first is CJG Zuiderwijk, the second buurthuis De Brug: others refer to them by place.
func organisations() []organisation { return append(nearby(), further()...) }

func nearby() []organisation {
	return []organisation{
		{
			record.PartnerCJG, "Centrum voor Jeugd en Gezin Zuiderwijk", "CJG Zuiderwijk", "JGZ en het wijkteam zitten in hetzelfde gebouw",
			"Meedenken over opvoeden, slapen, eten en school. Een gesprek is gratis. Je hoeft geen papier mee te nemen.",
			"Kinderen van 0 tot 18 jaar en hun ouders", "maandag tot en met vrijdag, 9.00 tot 17.00 uur", 0, 18, 1, 7,
			[]helper{
				{"Marieke", "Verhagen", "gezinscoach", []record.FormalRole{record.FormalLinkingPin, record.FormalExpert}, false},
				{"Bart", "Overbeek", "teamleider", []record.FormalRole{record.FormalCoordinator, record.FormalFixer}, false},
				{"Ineke", "Smal", "gezinscoach", []record.FormalRole{record.FormalLinkingPin}, true},
			}, "Marieke belt het liefst zelf. Zij vindt het goed als ik de eerste keer meekom.",
		},
		{
			record.PartnerWelfare, "Buurthuis De Brug", "De Brug", "keuken, twee zalen, speelzaal", "Zaal voor koffieochtenden en thema-avonden, huiswerkclub op dinsdag en donderdag.",
			"Voor iedereen uit de buurt", "elke dag 9.00 tot 22.00 uur", 0, 0, 1, 5,
			[]helper{{"Anouk", "Terlouw", "beheerder", []record.FormalRole{record.FormalOrganiser}, false}}, "Sleutel ophalen bij de balie, een kwartier van tevoren.",
		},
		{
			record.PartnerJGZ, "Jeugdgezondheidszorg De Weiden", "consultatiebureau", "verpleegkundige, arts, prikken", "Groei, slapen, voeding en prikken.",
			"Kinderen van 0 tot 18 jaar", "op afspraak", 0, 18, 1, 5,
			[]helper{{"Nienke", "Bosman", "jeugdverpleegkundige", []record.FormalRole{record.FormalExpert, record.FormalSparring}, false}}, "",
		},
		{
			record.PartnerSchool, "Basisschool De Vuurvlinder", "De Vuurvlinder", "ouderkamer, peutergroep", "Ouderkamer op dinsdagochtend. De intern begeleider denkt mee.",
			"Kinderen van 4 tot 12 jaar", "schooldagen 8.00 tot 16.00 uur", 4, 12, 1, 5,
			[]helper{
				{"Tess", "Koolhaas", "intern begeleider", []record.FormalRole{record.FormalSparring}, false},
				{"Yvonne", "Prins", "ouderkamer", []record.FormalRole{record.FormalNetworker, record.FormalOrganiser}, false},
			}, "",
		},
		{
			record.PartnerSchool, "Scholengemeenschap Het Kompas", "Het Kompas", "mentoren, jongerenwerk", "Gesprek met de mentor, hulp bij huiswerk.",
			"Jongeren van 12 tot 18 jaar", "schooldagen", 12, 18, 2, 7,
			[]helper{{"Jeroen", "Wouters", "mentor", []record.FormalRole{record.FormalGuardian}, false}}, "",
		},
		{
			record.PartnerCommunity, "Stichting Vrouwen van de Haven", "de Haven", "taalcafé, naaigroep, moedergroep", "Vrouwen helpen vrouwen. Elke woensdag koffie, zonder afspraak.",
			"Vrouwen en hun kinderen", "woensdag 9.30 tot 12.00 uur", 0, 0, 1, 3,
			[]helper{{"Hawa", "Diriye", "voorzitter", []record.FormalRole{record.FormalCatalyst, record.FormalRecognition}, false}}, "",
		},
	}
}

func further() []organisation {
	return []organisation{
		{
			record.PartnerCommunity, "Vereniging Samen Vader", "Samen Vader", "vadergroep, voetbal op zondag", "Vaderavonden en samen sporten.",
			"Vaders", "donderdagavond", 0, 0, 2, 5,
			[]helper{{"Younes", "Tahiri", "trekker", []record.FormalRole{record.FormalCatalyst}, false}}, "",
		},
		{
			record.PartnerHealth, "Huisartsen aan de Kade", "de huisarts", "praktijkondersteuner jeugd", "Gesprek bij slecht slapen, somber zijn, buikpijn.",
			"Wie daar staat ingeschreven", "8.00 tot 17.00 uur", 0, 0, 1, 5,
			[]helper{{"Roos", "Hendriks", "praktijkondersteuner", []record.FormalRole{record.FormalExpert}, false}}, "",
		},
		{
			record.PartnerTown, "Gemeente, loket Werk en Inkomen", "het loket", "bijzondere bijstand, kindpakket", "Hulp bij geld voor sport, schoolspullen en fiets.",
			"Gezinnen met weinig geld", "maandag tot en met donderdag", 0, 0, 2, 14,
			[]helper{{"Dennis", "Vlaar", "klantmanager", []record.FormalRole{record.FormalFixer}, false}}, "Neem loonstrook en huurbrief mee.",
		},
		{
			record.PartnerWelfare, "Schuldhulp Lichtpunt", "Lichtpunt", "vrijwilligers met een maatje", "Post ordenen, brieven begrijpen, een plan maken.",
			"Vanaf 18 jaar", "dinsdagmiddag, De Brug", 18, 0, 2, 7,
			[]helper{{"Gerda", "Moerman", "coördinator", []record.FormalRole{record.FormalCoordinator, record.FormalRecognition}, false}}, "",
		},
		{
			record.PartnerWelfare, "Jongerenwerk Dok 7", "Dok 7", "sport, muziek, huiswerk", "Een plek voor jongeren, met iemand die luistert.",
			"Jongeren van 12 tot 23 jaar", "elke middag en avond", 12, 23, 1, 3,
			[]helper{{"Kevin", "Rosario", "jongerenwerker", []record.FormalRole{record.FormalNetworker}, false}}, "",
		},
		{
			record.PartnerOther, "Bibliotheek Stationskwartier", "de bieb", "taalhuis, voorleesuur", "Taalmaatje, voorlezen, hulp met DigiD.",
			"Voor iedereen", "elke dag", 0, 0, 3, 0,
			[]helper{{"Lies", "Kuiper", "taalhuis", []record.FormalRole{record.FormalOrganiser}, false}}, "",
		},
		{
			record.PartnerOther, "Voogdij Morgenster", "Morgenster", "voogden voor jongeren alleen", "Een voogd voor jongeren die hier zonder ouders zijn.",
			"Tot 18 jaar", "kantooruren", 0, 18, 3, 7,
			[]helper{{"Joke", "Brinkman", "voogd", []record.FormalRole{record.FormalGuardian, record.FormalLinkingPin}, false}}, "",
		},
		{
			record.PartnerHealth, "Kraamzorg Wiegelied", "Wiegelied", "kraamhulp met tolk", "Hulp in de eerste week na de geboorte.", "Na de geboorte", "dag en nacht", 0, 0, 3, 2,
			[]helper{{"Carla", "Meester", "planner", nil, false}}, "",
		},
	}
}
