package practice

import "schakel/internal/record"

func goesWell() []string {
	return []string{
		"De kinderen spelen veel buiten.", "Er is altijd iemand thuis als de kinderen uit school komen.", "Het gezin eet elke avond samen.",
		"Moeder kent veel mensen in de straat.", "De oudste leest de jongste voor.", "Vader brengt de kinderen naar zwemles.",
		"Zij komen trouw naar de koffieochtend.", "De kinderen spreken thuis hun eigen taal en op school Nederlands.", "Oma helpt op woensdag.", "",
	}
}

func wishes() []string {
	return []string{
		"“Ik wil beter slapen, en de kinderen ook.”", "Hulp bij brieven.", "Een taalmaatje.", "Vaker met andere moeders praten.",
		"“Wij willen weten hoe het hier werkt op school.”", "Een sportclub voor de kinderen.", "Weten wat je mag vragen bij het CJG.",
		"Een eigen kamer voor de oudste.", "", "",
	}
}

func tried() []string {
	return []string{
		"Met de juf gepraat.", "De huisarts zei: wacht nog even.", "Een keer bij het loket geweest, niet meer terug geweest.",
		"Familie heeft geholpen, dat is nu gestopt.", "Al bekend bij de JGZ.",
	}
}

// jotting is the note of a contact with what the worker did.
type jotting struct {
	note  string
	roles []record.Role
	place record.Place
	long  int // minutes
}

// jottings lists notes of contacts with a family. {ouder} and {kind} become names.
func jottings() []jotting {
	return append(jottingsNear(), jottingsFar()...)
}

func jottingsNear() []jotting {
	return []jotting{
		{"Thee gedronken bij {ouder}. {kind} liet {zijn} tekening zien. Geluisterd, verder niets.", []record.Role{record.RoleListen}, record.PlaceHome, 45},
		{"{ouder} belde over een brief van school. Samen gelezen en uitgelegd wat er staat.", []record.Role{record.RoleExplain, record.RoleInterpret}, record.PlacePhone, 20},
		{"Op het schoolplein gesproken. {ouder} vraagt zich af of {kind} genoeg slaapt.", []record.Role{record.RoleListen, record.RoleFirst}, record.PlaceSchool, 10},
		{"Uitgelegd wat het CJG doet en dat een gesprek niets kost. {ouder} wil er nog over denken.", []record.Role{record.RoleExplain, record.RolePrepare}, record.PlaceHome, 60},
		{"Meegegaan naar het consultatiebureau en getolkt. {ouder} was blij dat zij kon vragen wat zij wilde.", []record.Role{record.RoleAccompany, record.RoleInterpret}, record.PlacePartner, 90},
		{"Kort bericht gestuurd: hoe gaat het? {ouder} stuurde een foto van {kind} terug.", []record.Role{record.RoleListen}, record.PlaceApp, 5},
		{"{ouder} huilde even. Het is veel alleen. Afgesproken dat ik elke week bel.", []record.Role{record.RoleListen, record.RoleSafe}, record.PlaceHome, 75},
		{"Samen naar het loket gelopen en gewacht. De aanvraag is gedaan.", []record.Role{record.RoleAccompany, record.RoleFirst}, record.PlacePartner, 120},
		{"Voorbereid op het gesprek: wat wil {ouder} zelf vragen? Drie vragen op papier gezet.", []record.Role{record.RolePrepare}, record.PlaceHome, 60},
		{"{ouder} vertelde op de koffieochtend hoe zij het zelf heeft gedaan. De anderen luisterden goed.", []record.Role{record.RoleExample, record.RoleEncourage}, record.PlaceMeeting, 30},
		{"Gebeld na het gesprek bij het CJG. Het ging goed, er komt nog een tweede keer.", []record.Role{record.RoleAftercare}, record.PlacePhone, 15},
		{"{kind} kwam zelf vertellen dat het beter gaat in de klas.", []record.Role{record.RoleListen, record.RoleAftercare}, record.PlaceStreet, 5},
		{"Nagevraagd wat de juf bedoelde met “druk”. Aan {ouder} verteld in gewone woorden.", []record.Role{record.RoleClarify, record.RoleInterpret}, record.PlaceSchool, 25},
		{"Met {ouder} en haar zus gepraat over wie er kan helpen in de familie.", []record.Role{record.RoleOpenNetwork, record.RoleThink}, record.PlaceHome, 50},
	}
}

func jottingsFar() []jotting {
	return []jotting{
		{"{ouder} meegevraagd naar de vadergroep. Zij geeft het door aan haar man.", []record.Role{record.RoleEncourage, record.RoleMove}, record.PlaceStreet, 10},
		{"{ouder} wil nu geen hulp. Dat is goed. Gezegd dat zij altijd kan bellen.", []record.Role{record.RoleListen, record.RoleFirst}, record.PlacePhone, 15},
		{"Samen het pasje voor de bieb gehaald. {kind} koos drie boeken.", []record.Role{record.RoleAccompany}, record.PlaceCentre, 40},
		{"Nagedacht over zakgeld en schermtijd. {ouder} schrijft het een week op.", []record.Role{record.RoleThink, record.RoleExplain}, record.PlaceHome, 45},
		{"Kind van de buren speelde mee. Het was gezellig en druk.", []record.Role{record.RoleListen}, record.PlaceHome, 30},
		{"Gezien dat {kind} alleen op straat was om tien uur. Met {ouder} besproken, het was één keer.", []record.Role{record.RoleNotice, record.RoleListen}, record.PlaceStreet, 15},
		{"Verteld wie Marieke is en wat zij doet. Foto van haar laten zien. {ouder} vindt het goed om kennis te maken.", []record.Role{record.RoleRefer, record.RolePrepare}, record.PlaceHome, 55},
		{"In de ouderkamer gezeten. {ouder} bracht zelf twee andere moeders mee.", []record.Role{record.RoleMove, record.RoleOpenNetwork}, record.PlaceSchool, 60},
		{"Bericht via de app: de afspraak is verzet naar volgende week.", []record.Role{record.RoleFirst}, record.PlaceApp, 5},
		{"Lang gesprek, twee uur bijna. {ouder} vertelde over de eerste jaren hier, over de kamer waar zij met vier mensen woonden, over de buurvrouw die haar de weg wees. " +
			"Zij wil dat {kind} het makkelijker krijgt. Wij hebben opgeschreven wat al goed gaat: samen eten, op tijd naar school, elke avond een verhaal. " +
			"Daarna wat lastig is: de nachten, het geld aan het eind van de maand, en dat zij niet weet wie zij mag bellen. " +
			"Ik heb niets beloofd, alleen dat ik volgende week weer kom.", []record.Role{record.RoleListen, record.RoleSafe, record.RolePrepare}, record.PlaceHome, 115},
		{"Meegegaan naar de intake. Het was spannend. De hulpverlener sprak rustig en vroeg steeds of het duidelijk was. Op de terugweg nog koffie gedronken en nagepraat: {ouder} " +
			"vond het minder eng dan gedacht. Zij wil de volgende keer alleen gaan. Dat is een grote stap.", []record.Role{record.RoleAccompany, record.RoleAftercare}, record.PlacePartner, 100},
		{"{ouder} vroeg wat er gebeurt als zij ja zegt. Uitgelegd dat er niets weggaat zonder haar, en dat zij altijd mag stoppen.", []record.Role{record.RoleExplain, record.RoleSafe}, record.PlaceHome, 35},
		{"Foto’s gekeken van de bruiloft. {kind} wilde alles weten.", []record.Role{record.RoleListen}, record.PlaceHome, 40},
		{"Ontmoet bij de markt. {ouder} zegt dat de nachten beter zijn.", []record.Role{record.RoleAftercare, record.RoleListen}, record.PlaceOther, 10},
	}
}

// withPartner lists notes of contacts with a partner.
func withPartner() []jotting {
	return []jotting{
		{"Nienke vroeg hoe je een moeder uitnodigt die niet durft. Geantwoord: ga naar haar toe, vraag haar zus mee.", []record.Role{record.RoleAdvise}, record.PlacePhone, 20},
		{"Met de intern begeleider gepraat over hoe ouders hier tegen school aankijken.", []record.Role{record.RoleAdvise, record.RoleClarify}, record.PlacePartner, 40},
		{"Kennisgemaakt met een nieuwe collega. Rondje door de wijk gelopen.", []record.Role{record.RoleOpenNetwork}, record.PlacePartner, 60},
		{"Afgesproken wie er bij de thema-avond is.", []record.Role{record.RoleMove}, record.PlacePhone, 10},
		{"Gevraagd of de folder ook in gewone woorden kan. Zij gaan het proberen.", []record.Role{record.RoleClarify}, record.PlaceApp, 10},
	}
}

// withMany lists notes of contacts with people whose names nobody wrote down.
func withMany() []jotting {
	return []jotting{
		{"Moeders bij de bushalte. Gepraat over de nieuwe regels voor de bus.", []record.Role{record.RoleFirst}, record.PlaceStreet, 15},
		{"Na de taalles bleven er een paar. Vragen over kinderopvang.", []record.Role{record.RoleExplain}, record.PlaceCentre, 30},
		{"Jongens op het pleintje. Vertelden over voetbal en over school.", []record.Role{record.RoleListen}, record.PlaceStreet, 25},
		{"Bij de moestuin. Iemand vroeg waar je hulp krijgt bij schulden.", []record.Role{record.RoleExplain, record.RoleRefer}, record.PlaceOther, 20},
	}
}

// missed lists notes of contacts that did not come about.
func missed() []string {
	return []string{"Gebeld, niet opgenomen. Probeer het morgen.", "Aangebeld, niemand thuis.", "Stond op het plein, {ouder} was er niet.", ""}
}

// worry is the text of a concern.
type worry struct {
	seen, think, well, wish, with, next string
	areas                               []record.LifeArea
	from                                []record.Source
}

// worries lists concerns about a family.
func worries() []worry {
	return append(worriesNear(), worriesFar()...)
}

func worriesNear() []worry {
	return []worry{
		{
			"{kind} zei drie keer dat {hij} buikpijn heeft op maandag. De juf ziet het ook.", "Misschien is er iets op school.", "{ouder} luistert goed naar {hem}.",
			"“Ik wil dat {hij} weer graag gaat.”", "met {ouder}", "Met de juf praten", []record.LifeArea{record.AreaHealth, record.AreaSchool}, []record.Source{record.SourceChild, record.SourceSchool},
		},
		{
			"De stroom was twee keer afgesloten. Er lag veel post ongeopend op tafel.", "Ik denk dat er schulden zijn.", "{ouder} liet het zelf zien.",
			"Hulp met de brieven.", "met {ouder}", "Samen naar Lichtpunt", []record.LifeArea{record.AreaMoney}, []record.Source{record.SourceSelf, record.SourceMother},
		},
		{
			"{ouder} slaapt slecht en komt niet meer naar de koffieochtend. Zij zegt dat zij moe is.", "Zij is somber, denk ik. Zeker weet ik het niet.", "Haar zus komt elke dag.",
			"“Ik wil weer lachen.”", "met haar zus erbij", "Vragen of de huisarts mag meedenken", []record.LifeArea{record.AreaHealth}, []record.Source{record.SourceMother},
		},
		{
			"{kind} was vier dagen niet op school. Vader zegt: {hij} was ziek. De mentor belde mij.", "Misschien durft {hij} niet.", "{kind} is wel bij het sporten geweest.",
			"Vader wil een gesprek zonder ruzie.", "met vader", "Gesprek op school voorbereiden", []record.LifeArea{record.AreaSchool, record.AreaFriends}, []record.Source{record.SourceFather, record.SourceSchool},
		},
		{
			"Er wordt veel geschreeuwd, hoorde de buurvrouw. Zelf heb ik het niet gehoord.", "Ik weet het nog niet.", "De kinderen zien er verzorgd uit.", "", "", "Langsgaan en luisteren",
			[]record.LifeArea{record.AreaFamily}, []record.Source{record.SourceAnother},
		},
	}
}

func worriesFar() []worry {
	return []worry{
		{
			"{kind} praat nog bijna niet. {ouder} vergelijkt met haar neefje.", "Twee talen kan, maar dit is wel weinig.", "Er wordt elke avond voorgelezen.",
			"Weten of het normaal is.", "met {ouder}", "Vragen bij de JGZ", []record.LifeArea{record.AreaHealth, record.AreaFamily}, []record.Source{record.SourceSelf, record.SourceMother},
		},
		{
			"Zij wonen met zes mensen op twee kamers. Er zit schimmel op de muur bij het bed van {kind}.", "Dit is niet goed voor de longen.", "Zij houden het heel schoon.",
			"Een andere woning.", "met {ouder}", "Brief schrijven aan de verhuurder", []record.LifeArea{record.AreaMoney, record.AreaHealth}, []record.Source{record.SourceSelf},
		},
		{
			"{kind} is veel alleen op straat, ook laat.", "Moeder werkt avonden. Er is niemand.", "{kind} let goed op de kleintjes.", "Iemand voor de donderdagavond.", "met {ouder}", "Dok 7 vragen",
			[]record.LifeArea{record.AreaFriends, record.AreaFamily}, []record.Source{record.SourceSelf},
		},
		{
			"{ouder} durft niet naar het gesprek op school. De vorige keer verstond zij het niet.", "Het is geen onwil.", "Zij heeft alle brieven bewaard.", "Iemand die meegaat.", "met {ouder}", "Zelf meegaan",
			[]record.LifeArea{record.AreaSchool}, []record.Source{record.SourceMother},
		},
		{
			"Ruzie over hoe laat {kind} thuis moet zijn. Deuren gaan dicht.", "Het hoort ook bij de leeftijd.", "Zij praten het de volgende dag wel uit.", "“Ik wil weten hoe anderen het doen.”", "met allebei", "Thema-avond over grenzen",
			[]record.LifeArea{record.AreaFamily}, []record.Source{record.SourceMother, record.SourceFather},
		},
	}
}
