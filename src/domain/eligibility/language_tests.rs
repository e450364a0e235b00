use super::*;

fn of(text: &str) -> Language {
    language(&[&Words::of(text)])
}

#[test]
#[rustfmt::skip]
fn french_is_known_however_it_is_typed() {
    for text in [
        "Cultiver ensemble des potagers ouverts à tout le quartier, et transmettre les gestes du jardinage sans pesticides. Deux chantiers par mois, une fête des récoltes en septembre, des ateliers avec le centre social.",
        "PROMOUVOIR LA PRATIQUE DU SPORT POUR TOUS, ORGANISER DES RENCONTRES ENTRE CLUBS, DEVELOPPER LA FORMATION DES ENTRAINEURS ET L'ACCUEIL DES JEUNES DANS LES COMMUNES DU CANTON, PARTICIPER AUX COMPETITIONS DEPARTEMENTALES.",
        "Yoga, danse, peinture, randonnée, sorties culturelles, ateliers cuisine, initiation informatique, cours particuliers, gymnastique douce, aquarelle, broderie, pétanque, conférences, bibliothèque, chorale, poterie, jardinage, échecs.",
        "We are « Les Amis du Fleuve » : nous organisons des promenades sur les rives, nous nettoyons les berges avec les habitants, et nous racontons l’histoire du fleuve aux enfants des écoles. Our website is in English too.",
    ] {
        assert_eq!(of(text), Language::French, "{text}");
    }
}

#[test]
#[rustfmt::skip]
fn other_languages_are_not_taken_for_french() {
    for text in [
        "We are a small group of people who care for the river and its banks, and for the animals that live there with us. Every month we meet to clean the shores, and we organise workshops for children in the schools of the town.",
        "Wij zijn een kleine vereniging die zorgt voor de rivier en haar oevers. Elke maand komen wij samen om de oevers schoon te maken, en wij organiseren workshops voor de kinderen van de school in het dorp. Iedereen is welkom bij ons.",
        "Somos un pequeño grupo de personas que cuida del río y de sus orillas. Cada mes nos reunimos para limpiar las riberas, y organizamos talleres para los niños de las escuelas del pueblo. La asociación está abierta a todos los vecinos.",
        "Wir sind eine kleine Gruppe von Menschen, die sich um den Fluss und seine Ufer kümmert. Jeden Monat treffen wir uns, um die Ufer zu reinigen, und wir organisieren Werkstätten für die Kinder der Schulen in der Stadt. Alle sind willkommen.",
        "Siamo un piccolo gruppo di persone che si prende cura del fiume e delle sue rive. Ogni mese ci incontriamo per pulire le sponde, e organizziamo laboratori per i bambini delle scuole della città. L’associazione è aperta a tutti.",
        "Somos um pequeno grupo de pessoas que cuida do rio e das suas margens. Todos os meses nos encontramos para limpar as margens, e organizamos oficinas para as crianças das escolas da vila. A associação está aberta a todos os vizinhos.",
        "نحن مجموعة صغيرة من الناس نعتني بالنهر وضفافه. نلتقي كل شهر لتنظيف الضفاف، وننظم ورشات عمل للأطفال في مدارس المدينة. جمعيتنا مفتوحة للجميع، ونرحب بكل من يريد المشاركة في أنشطتنا الثقافية والبيئية على مدار السنة في مدينتنا الجميلة.",
        "Мы небольшая группа людей, которые заботятся о реке и её берегах. Каждый месяц мы собираемся, чтобы очистить берега, и проводим занятия для детей из городских школ. Наше объединение открыто для всех желающих участвовать.",
        "Jesteśmy małą grupą ludzi, którzy dbają o rzekę i jej brzegi. Co miesiąc spotykamy się, aby sprzątać brzegi, oraz organizujemy warsztaty dla dzieci ze szkół w naszym mieście. Stowarzyszenie jest otwarte dla wszystkich mieszkańców.",
        "Suntem un grup mic de oameni care au grijă de râu și de malurile sale. În fiecare lună ne întâlnim pentru a curăța malurile și organizăm ateliere pentru copiii din școlile orașului. Asociația este deschisă pentru toți locuitorii.",
    ] {
        assert_eq!(of(text), Language::Other, "{text}");
    }
}

#[test]
#[rustfmt::skip]
fn languages_of_the_french_speaking_world_are_welcome() {
    for text in [
        "Ur gevredigezh vihan omp hag a ra war-dro ar stêr hag he ribloù. Bep miz en em vodomp evit naetaat ar ribloù, hag ez aozomp stalioù evit bugale ar skolioù gant hon amezeien. Digor eo ar gevredigezh d’an holl, ha plijus eo deomp degemer tud nevez.",
        "Sèm un pichon grop de personas que s’ocupa de la ribièra e de sos bòrds. Cada mes nos amassam per netejar los bòrds, e organizam de talhièrs amb los enfants de las escòlas de la vila. L’associacion es dobèrta a totes los que vòlon participar dins lo vilatge.",
        "Nou se yon ti gwoup moun ki ap pran swen larivyè a ak bò dlo yo. Chak mwa nou rankontre pou netwaye bò dlo yo, epi nou òganize atelye pou timoun nan lekòl vil la. Asosiyasyon an louvri pou tout moun ki vle patisipe ak nou nan travay sa a.",
        "Talde txiki bat gara, ibaiaz eta haren ertzez arduratzen dena. Hilero biltzen gara ertzak garbitzeko, eta tailerrak antolatzen ditugu herriko eskoletako haurrentzat. Elkartea irekia da guztientzat, eta gure atea beti zabalik dago parte hartu nahi duten herritarrentzat.",
    ] {
        assert_eq!(of(text), Language::Regional, "{text}");
    }
}

#[test]
fn of_a_short_or_empty_text_nothing_is_said() {
    for text in ["", "The cat sat on the mat.", &"🎉 ".repeat(60)] {
        assert_eq!(of(text), Language::Unknown, "{text}");
    }
}
