#include "rules/gedrag.hpp"

#include <array>

namespace rules {

std::span<Gedrag const> gedragsregels() {
    static constexpr std::array all{
        Gedrag{"OP003", "Of een overdracht veilig is, beslist een professional voordat er een bericht is.", ""},
        Gedrag{"OP033", "StatusAanlevering 3 neemt terug wat met dezelfde sleutel is gemeld; in één bericht gaat 3 voor 1.",
               "IV008-correctie-in-een-bericht"},
        Gedrag{"OP033x1", "Een nieuwe versie van een toewijzing vervangt de vorige onder hetzelfde nummer.", "IV013-nieuwere-versie"},
        Gedrag{"OP043", "Of er een pgb is, staat in geen bericht.", ""},
        Gedrag{"OP065", "Een retourbericht op een goedgekeurd bericht heeft alleen een Header.", "TR019-goed"},
        Gedrag{"OP080",
               "De volgorde en het moment van ontvangst tellen niet: de hoogste Toewijzingsdatum en -tijd geldt, en wat actueel is wordt "
               "op de Dagtekening bekeken.",
               "IV013-oudere-versie-komt-later"},
        Gedrag{"OP087", "Een toewijzing die in een volgende 301 ontbreekt, blijft gelden.", "OP087-niet-meer-genoemd"},
        Gedrag{"OP090", "Elk heenbericht krijgt direct één retourbericht; dezelfde bytes nog eens krijgen hetzelfde antwoord.",
               "TR056-dubbel-bericht"},
        Gedrag{"OP090x2", "Zonder geldig bericht is er geen retourbericht: de fouten staan in het besluit, buiten de berichten om.",
               "CS015-andere-subversie"},
        Gedrag{"OP095",
               "Wat de afzender niet kan weten, leidt niet tot afkeur: toewijzingen aan andere aanbieders, een einde na de Dagtekening.",
               "TR349-andere-aanbieder"},
        Gedrag{"OP155", "Een stop hoort bij de laatste start van de levering.", "TR382-niet-de-laatste-start"},
        Gedrag{"OP186", "Of er overleg was over een einde in het verleden, staat niet in het bericht; het leidt niet tot afkeur.", ""},
        Gedrag{"OP252", "Welk deel van een geboortedatum betrouwbaar is, weet alleen de afzender.", ""},
        Gedrag{"OP257", "Een ander totaal volume of Budget houdt het ToewijzingNummer.", "OP257-totaal-verhoogd"},
        Gedrag{"OP261", "De uitvoeringsvariant volgt uit de eenheid van de toewijzing; partijen leggen haar zelf vast.", ""},
        Gedrag{"OP271", "Melden binnen vijf werkdagen is aan de aanbieder; een late start wordt niet afgekeurd.", ""},
        Gedrag{"OP272", "Melden binnen vijf werkdagen is aan de aanbieder; een late stop wordt niet afgekeurd.", ""},
        Gedrag{"OP286", "Een afgekeurd bericht telt als niet verzonden; alleen zijn Identificatie blijft gebruikt.",
               "OP286-afgekeurde-versie"},
        Gedrag{"OP298", "Of de aanbieder instemde met een lager Volume, staat niet in het bericht; het leidt niet tot afkeur.", ""},
        Gedrag{"OP299", "Of de aanbieder instemde met een lager Budget, staat niet in het bericht; het leidt niet tot afkeur.", ""},
        Gedrag{"OP304", "Een 325 noemt alleen cliënten en prestaties die zijn afgewezen.", "OP366-deels-om-zes-redenen"},
        Gedrag{"OP344", "Een verzoek is afgehandeld na een afwijzing of een toewijzing; \"in onderzoek\" houdt het open.",
               "TR374-in-onderzoek"},
        Gedrag{"OP348", "Of een toewijzing precies overneemt wat gevraagd is, heeft geen regel en geen retourcode.", ""},
        Gedrag{"OP350", "Zolang een verzoek loopt, wordt een volgend verzoek afgekeurd.", "TR374-open"},
        Gedrag{"OP364", "Een declaratie wordt nooit afgewezen om een start of stop, of om het ontbreken daarvan.",
               "OP364-declaratie-na-stop"},
        Gedrag{"OP366", "Credits worden verwerkt voor debets, waar ze ook staan.", "TR389-goed"},
        Gedrag{"OP379", "Na een stop, ook een tijdelijke, kan een nieuwe start komen.", "TR326-goed"},
        Gedrag{"OP380", "Een latere Einddatum onder hetzelfde nummer verlengt de toewijzing.", "OP380-oprekken"},
        Gedrag{"IV008", "Een correctie van een start of stop mag in één bericht als de sleutel verandert.",
               "IV008-start-corrigeren-in-een-bericht"},
        Gedrag{"IV013", "De versie met de hoogste Toewijzingsdatum en Toewijzingstijd is de actuele.", "IV013-tijd-beslist"},
        Gedrag{"IV028", "Een retourbericht herhaalt de Header ongewijzigd en bij afkeur alle klassen, elk met een retourcode.",
               "TR063-geen-eerdere-start"},
        Gedrag{"IV032", "Eén fout keurt een bericht dat geen declaratie is in zijn geheel af.", "IV008-deel-fout"},
        Gedrag{"IV033", "XsltVersie blijft leeg: er worden geen XSLT's gebruikt.", "CD041-code-zonder-omvang"},
        Gedrag{"IV034", "Een andere XsdVersie keurt een bericht niet af.", "IV034-andere-xsdversie"},
        Gedrag{"IV085", "Een credit wordt niet op inhoud afgewezen.", "TR323-inhoud-niet-bestreden"},
        Gedrag{"IV087", "Een fout in de Declaratie wijst alles af zonder te boeken; een fout daaronder alleen wat fout is.",
               "TR333-niets-geboekt"},
        Gedrag{"IV088", "Onder een onbekende Client krijgt elke prestatie 0233.", "TR304-client-onbekend"},
        Gedrag{"IV090", "Een tweede declaratie over dezelfde periode mag; een eerdere periode niet.", "TR318-goed"},
        Gedrag{"IV094", "De gemeente mag van een verzoek om toewijzing afwijken; dat leidt niet tot afkeur.", ""},
        Gedrag{"IV096", "Zonder ToewijzingNummer is een start taakgericht: de sleutel is Product en Begindatum.", "TR326-taakgericht"},
        Gedrag{"IV097", "De ReferentieAanbieder van een verzoek om wijziging staat op elke toewijzing van de 301.",
               "TR379-wijziging-niet-op-alle"},
        Gedrag{"UP031", "Een toewijzing blijft te declareren tot haar Einddatum, ook als zij is ingetrokken.", "TR384-goed"}};
    return all;
}

} // namespace rules
