package i18n

// spoken are the languages that families here speak most, as ISO 639-3: they stand first in a list of languages.
func spoken() []string {
	return []string{
		"nld", "tur", "ary", "rif", "ara", "pol", "pap", "tir", "som", "prs", "kmr", "eng", "twi", "kri", "apc", "shi", "zgh", "amh", "ukr", "bul", "ron", "srn",
		"fra", "spa",
	}
}

// OtherTongue is ISO 639-3's code for a language that has none, the last in every list.
const OtherTongue = "mis"

// selfNamed is what each language calls itself, and behind it other names and spellings by which people look for it. A name in a script that
// the face of the program cannot draw stands among the spellings; its own name is then written in Latin letters.
func selfNamed() map[string][]string {
	return map[string][]string{
		"aar": {"Qafaraf", "Afaraf"}, "acm": {"عراقي", "Irakees Iraqi"}, "aeb": {"تونسي", "Derja Tounsi"}, "aii": {"Sureth", "ܣܘܪܝܬ Assyrisch Aramaic Suryoyo Süryani"},
		"aka": {"Akan"}, "amh": {"አማርኛ", "Amarinya Amharigna Amharisch"}, "apc": {"شامي", "Shami Levantijns Levantine Palestijns"}, "apd": {"سوداني", "Sudani"},
		"ara": {"العربية", "Arabic fusha standaard MSA"}, "arq": {"دزيري", "Dziri Derja"}, "ary": {"الدارجة", "Darija Daridja Darizja Marokkaans Moroccan Marocain Maghribi مغربية"},
		"arz": {"مصري", "Masri Egypte"}, "ayn": {"يمني", "Yemeni"}, "azb": {"Azərbaycanca", "Azeri آذربایجان"}, "bal": {"بلۏچی", "Baluchi Beluchi"}, "bam": {"Bamanankan"}, "ben": {"Bangla", "বাংলা Bengali"},
		"ber": {"ⵜⴰⵎⴰⵣⵉⵖⵜ", "Tamazight Berbers Imazighen Amazigh Berber"}, "bos": {"Bosanski"}, "bul": {"Български", "Bulgarski"}, "byn": {"ብሊና", "Blin Bilin"}, "ces": {"Čeština"},
		"ckb": {"سۆرانی", "Sorani Soranî Koerdisch Kurdish Kürtçe کوردی"}, "cmn": {"Putonghua", "普通话 中文 國語 Zhongwen Chinees Chinese Mandarin"}, "deu": {"Deutsch"},
		"djk": {"Ndyuka tongo", "Aukaans Okanisi Ndjuka"}, "dse": {"NGT", "Nederlandse gebarentaal doof"}, "dyu": {"Julakan", "Jula Dyula"}, "ell": {"Ελληνικά", "Ellinika"}, "eng": {"English"},
		"ewe": {"Eʋegbe"}, "fat": {"Fante", "Fanti"}, "fra": {"Français", "Francais French"}, "fry": {"Frysk", "Fries"}, "ful": {"Fulfulde", "Pulaar Pular Peul Fulani Fulah"}, "gaa": {"Gã"},
		"hat": {"Kreyòl ayisyen", "Creole Haiti"}, "hau": {"Hausa"}, "haz": {"هزارگی", "Hazara Hezareh"}, "heb": {"Ivrit", "עברית"}, "hin": {"Hindī", "हिन्दी Hindi"},
		"hns": {"Sarnámi", "Sarnami Hindustani Hindostaans"}, "hrv": {"Hrvatski"}, "hun": {"Magyar"}, "hye": {"Hayeren", "Հայերեն"}, "ibo": {"Igbo", "Ibo"}, "ind": {"Bahasa Indonesia"}, "ita": {"Italiano"},
		"jav": {"Basa Jawa", "Jawa"}, "kat": {"Kartuli", "ქართული"}, "kaz": {"Қазақша", "Qazaqsha"}, "kea": {"Kabuverdianu", "Kriolu Creools Criolu Cabo Verde"}, "kin": {"Ikinyarwanda", "Rwanda Ruanda"},
		"kmr": {"Kurmancî", "Kurmanci Kurmanji Koerdisch Kurdish Kürtçe Kurdî"}, "kon": {"Kikongo", "Kongo"}, "kri": {"Krio", "Creools Sierra Leone"}, "kur": {"Kurdî", "کوردی Koerdisch Kurdi"},
		"lav": {"Latviešu"}, "lin": {"Lingála"}, "lit": {"Lietuvių"}, "men": {"Mɛnde yia"}, "mis": {"", "anders andere other diger başka inny otro"}, "mkd": {"Македонски", "Makedonski"},
		"mnk": {"Mandingka", "Mandingo"}, "mon": {"Монгол", "Mongol"}, "msa": {"Bahasa Melayu"}, "nep": {"Nepālī", "नेपाली"}, "nld": {"Nederlands", "Hollands Vlaams"}, "orm": {"Afaan Oromoo", "Oromiffa Oromifa"},
		"pan": {"پنجابی", "ਪੰਜਾਬੀ Panjabi Pendjabi"}, "pap": {"Papiamentu", "Papiamento Papiaments Antilliaans"}, "pes": {"فارسی", "Farsi Perzisch Persian Iraans"}, "pol": {"Polski"}, "por": {"Português", "Portugues Braziliaans"},
		"prs": {"دری", "Dari Afghaans Farsi Afghan"}, "pus": {"پښتو", "Pashto Pasjto Pasjtoe Pushtu Afghaans"}, "rif": {"Tarifit", "Rif Riffijns Rifijns Berbers Tmazight Riffian ⵜⴰⵔⵉⴼⵉⵜ ريفية"},
		"rom": {"Romani čhib", "Roma Romanes Sinti"}, "ron": {"Română", "Moldavisch Romana"}, "run": {"Ikirundi", "Burundi Rundi"}, "rus": {"Русский", "Russkij Russki"}, "sgn": {"", "doof doven gebaren sign"},
		"shi": {"Taclḥit", "Tashelhit Tasjelhit Tachelhit Tashelhiyt Soussi Souss Sous Berbers Chleuh شلحة ⵜⴰⵛⵍⵃⵉⵜ"}, "sin": {"Sinhala", "සිංහල"}, "slk": {"Slovenčina"}, "slv": {"Slovenščina"},
		"som": {"Soomaali", "Somali Af-Soomaali"}, "spa": {"Español", "Espanol Castellano"}, "sqi": {"Shqip", "Kosovaars"}, "srm": {"Saamáka", "Saramakaans Saramaka"}, "srn": {"Sranantongo", "Sranan Surinaams Taki Taki"},
		"srp": {"Српски", "Srpski"}, "sus": {"Sosoxui", "Sousou Susu"}, "swa": {"Kiswahili", "Suaheli Swaheli"}, "tam": {"Tamil", "தமிழ்"}, "tem": {"KʌThemnɛ", "Temne Timne"}, "tgk": {"Тоҷикӣ", "Tojiki Tadjieks"},
		"tgl": {"Tagalog", "Filipijns Filipino Pilipino"}, "tha": {"Phasa Thai", "ไทย"}, "tig": {"ትግረ", "Tigrayit"}, "tir": {"ትግርኛ", "Tigrinya Tigrinja Tigrigna Tigriniaans Eritrees"}, "tur": {"Türkçe", "Turks Turkce"},
		"twi": {"Twi", "Ashanti Asante Ghanees"}, "uig": {"ئۇيغۇرچە", "Uyghurche Oeigoer"}, "ukr": {"Українська", "Ukrajinska"}, "urd": {"اردو", "Urdu Oerdoe Pakistaans"}, "uzb": {"Oʻzbekcha", "Uzbek Özbek اوزبیکی"},
		"vie": {"Tiếng Việt"}, "wol": {"Wolof", "Olof"}, "wuu": {"Wenzhounese", "温州话 Wenzhou Chinees"}, "yor": {"Yorùbá"}, "yue": {"Gwongdongwaa", "廣東話 粤语 Kantonees Chinees Hongkong"},
		"zgh": {"ⵜⴰⵎⴰⵣⵉⵖⵜ", "Tamazight Berbers Amazigh"}, "zza": {"Zazakî", "Dimli Dimilki Kirmancki"},
	}
}
