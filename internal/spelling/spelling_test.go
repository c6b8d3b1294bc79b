package spelling_test

import (
	"strings"
	"testing"

	"schakel/internal/spelling"
)

// one lists spellings of one name, each row another.
func one() []string {
	return []string{
		"Mohamed Mohammed Muhammed Muhammad Mohammad Mohamad Muhamed محمد Мухаммед",
		"Fatima Fatma Fatimah Fatema Faatima فاطمة فاطمه",
		"Şahin Sahin Shahin Sjahin Schahin شاهين",
		"Ayşe Ayse Aysha Aisha Aïcha Aicha عائشة",
		"Youssef Yusuf Yousef Yousif Jusuf يوسف",
		"Hussein Hüseyin Hossein Husain Hossain Hoessein حسين",
		"Hassan Hasan حسن",
		"Khadija Khadidja Chadija Hadija خديجة",
		"Rachid Rashid Rasjid Rasheed رشيد",
		"Ahmed Ahmad Ahmet Achmed أحمد",
		"Ibrahim Brahim İbrahim Ebrahim إبراهيم",
		"Idriss Driss Idris إدريس",
		"Ismail Ismaïl İsmail Ismael إسماعيل",
		"Said Saïd Saeed Sayid سعيد",
		"Nour Noor Nur نور",
		"Layla Leila Leyla Laila ليلى",
		"Zakaria Zakariya Zakarya زكريا",
		"Ilyas Ilias Elias إلياس",
		"Jamal Djamal Cemal جمال",
		"Omar Umar Ömer Omer عمر",
		"Ali Aly علي",
		"Salma Selma سلمى",
		"Bouzidi Boezidi Buzidi بوزيدي",
		"Amrani Amraani Emrani",
		"Wijck Wyck Wick",
		"Abdelkader Abdelkadir Abdulkadir عبدالقادر",
		"Abdullah Abdoellah Abdulla عبدالله",
		"Yılmaz Yilmaz Jilmaz",
		"Łukasz Lukasz Lukash",
		"Małgorzata Malgorzata",
		"Zeynep Zeyneb Zaynab زينب",
		"Soraya Souraya ثريا", "Osman Usman عثمان",
		"Mariam Meryem Maryam مريم",
		"Olha Ольга",
		"Tesfay Tesfai ተስፋይ",
		"Dawit ዳዊት",
		"Karim Kareem Kerim كريم",
		"Samira Sameera سميرة",
		"Khalid Khaled Halid Chalid خالد",
		"Yahya Jahja يحيى",
		"Murad Murat Mourad مراد",
	}
}

// two lists names that are not one name.
func two() []string {
	return []string{
		"Hassan Hussein", "Ali Ela", "Ali Eli", "Ali Ayla", "Karim Karam", "Fatima Fadila", "Mohamed Mehmet", "Mohamed Mahmoud", "محمد محمود", "محمد أحمد",
		"Ahmed Hamid", "Sara Samira", "Salim Salma", "Leila Lina", "Nour Nora", "Omar Amir", "Amina Emin", "Said Saida", "Rachid Rachida",
		"Jan Johan", "Anna Hanna", "Sanne Susan", "Tim Tom", "Daan Don", "Peter Petra", "Marek Marika", "حسن حسين", "نور نورة", "Kaya Koç", "Berg Burg",
		"Vries Vos", "Maria Marie", "Yusuf Youssra", "Selam Salim", "Jansen Janssens", "علي علاء", "Kowalska Kowalczyk", "Ewa Ewelina",
		"Hatice Khalida", "Filmon Filip", "Haile Hala", "Bilal Bibi", "Imran Omran", "Tesfay Tsehay",
	}
}

func TestSpellingsOfOneNameAreAlike(t *testing.T) {
	for _, row := range one() {
		names := strings.Fields(row)
		for i, a := range names {
			for _, b := range names[i+1:] {
				if !spelling.Alike(spelling.Keys(a), spelling.Keys(b)) || !spelling.Alike(spelling.Keys(b), spelling.Keys(a)) {
					t.Errorf("%s (%q) is not %s (%q)", a, spelling.Keys(a), b, spelling.Keys(b))
				}
			}
		}
	}
}

func TestOtherNamesAreNot(t *testing.T) {
	for _, row := range two() {
		pair := strings.Fields(row)
		a, b := spelling.Keys(pair[0]), spelling.Keys(pair[1])
		if spelling.Alike(a, b) || spelling.Alike(b, a) {
			t.Errorf("%s (%q) is taken for %s (%q)", pair[0], a, pair[1], b)
		}
	}
}

// What is typed so far finds every spelling, from the third letter that is no vowel on at the latest.
func TestWhatIsTypedSoFarFindsTheName(t *testing.T) {
	for typed, name := range map[string]string{
		"moha": "محمد", "muham": "Mohamed", "fat": "فاطمة", "shah": "Şahin", "yous": "Yusuf", "boez": "Bouzidi", "rash": "Rachid", "wyc": "Wijck",
		"hus": "Hüseyin", "achm": "Ahmed", "محم": "Mohammed", "kowa": "Kowalska",
	} {
		found := false
		for _, key := range spelling.Keys(name) {
			for _, part := range spelling.Keys(typed) {
				found = found || spelling.Begins(key, part)
			}
		}
		if !found {
			t.Errorf("%s (%q) does not begin %s (%q)", typed, spelling.Keys(typed), name, spelling.Keys(name))
		}
	}
	for _, typed := range []string{"m", "mo", "a", "ي"} {
		for _, part := range spelling.Keys(typed) {
			if spelling.Begins(spelling.Keys("Mohamed")[0], part) {
				t.Errorf("%q forgives", typed)
			}
		}
	}
}

// The first names that are invented for practice are all different people: how many pairs of them are taken for each other says how
// far the forgiveness goes.
func TestFewOtherNamesAreTakenForEachOther(t *testing.T) {
	names := strings.Fields(`Ayşe Zeynep Hatice Emine Gülsüm Şule Songül Havva Mehmet Hasan İbrahim Özgür Kemal Yaşar Ecrin Zümra Elanur Asya Melike Nisa
		Eymen Çınar Kerem Mert Ömer Ali Khadija Naima Souad Malika Latifa Hanan Ikram Rachid Abdelkader Driss Said Hamid Nour Salma Hajar Dounia Rania
		Bilal Ilyas Ayoub Imran Zakaria Agnieszka Małgorzata Katarzyna Joanna Ewa Beata Marek Paweł Krzysztof Łukasz Zofia Hania Maja Lena Kuba Antoni
		Filip Rosalinda Sharina Jeanine Ludwina Mireya Ruthsel Elvin Giovanni Orlando Naysha Tiara Kayra Amaya Jayden Ryenson Quincy Dilano Letebrhan Selam
		Yordanos Mihret Hiwet Tesfay Dawit Mulugeta Habtom Bethlehem Rahel Delina Saron Filmon Natnael Yonas Nahom Anja Marloes Wilma Ingrid Sandra Kees
		Peter Johan Ronald Sanne Fleur Lotte Tim Daan Bram Sem Olha Nadija Amina Hodan Taras Abdi Solomija Ifrah Danylo Liban`)
	wrong, pairs := 0, 0
	for i, a := range names {
		for _, b := range names[i+1:] {
			if pairs++; spelling.Alike(spelling.Keys(a), spelling.Keys(b)) {
				wrong++
				t.Logf("%s and %s", a, b)
			}
		}
	}
	if wrong*1000 > 2*pairs {
		t.Errorf("%d of %d pairs are taken for each other", wrong, pairs)
	}
}

func FuzzKeys(f *testing.F) {
	for _, row := range one() {
		for _, name := range strings.Fields(row) {
			f.Add(name)
		}
	}
	f.Fuzz(func(t *testing.T, word string) {
		keys := spelling.Keys(word)
		if len(keys) > 4 {
			t.Errorf("%d keys", len(keys))
		}
		for _, key := range keys {
			if !spelling.Same(key, key) {
				t.Errorf("%q is not itself (%q)", word, key)
			}
		}
	})
}

func BenchmarkKeys(b *testing.B) {
	for b.Loop() {
		spelling.Keys("Mohammed")
	}
}
