#include "rules/catalogue.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rules {
namespace {

using Regel = std::pair<std::string_view, std::string_view>;

// WJ001 as the schemas enumerate it (LDT_RetourCode, 59 values, equal for Wmo and Jw), in our own words. Ascending.
constexpr std::array<Regel, 59> codes{{
    {"0001", "Het bericht is om een technische reden afgekeurd."},
    {"0200", "Over dit onderdeel is niets op te merken."},
    {"0233", "Dit onderdeel is niet beoordeeld."},
    {"0611", "Het tarief is niet het tarief uit het contract."},
    {"8001", "De declaratie is helemaal toegekend."},
    {"8017", "Bij deze creditprestatie is geen toegekende debetprestatie bekend."},
    {"8021", "Dit ReferentieNummer is al eerder gebruikt."},
    {"8187", "Deze cliënt is hier niet bekend."},
    {"8214", "De declaratieperiode volgt niet op de vorige."},
    {"8848", "De dagtekening ligt in de toekomst."},
    {"9019", "Er is geen toewijzing waar deze start of stop bij hoort."},
    {"9056", "Deze Identificatie is al eerder gebruikt."},
    {"9063", "Er is niets verwerkt dat hiermee verwijderd kan worden."},
    {"9069", "Er is geen lopende start met dezelfde gegevens."},
    {"9071", "De start kan niet worden verwijderd: er is al gestopt."},
    {"9074", "Deze start of stop is al eerder ontvangen."},
    {"9307", "De productperiode begint voor de ingangsdatum van de toewijzing."},
    {"9308", "De productperiode eindigt na de einddatum van de toewijzing."},
    {"9319", "De productperiode valt niet in deze of een eerdere declaratieperiode."},
    {"9321", "Het volume is meer dan voor deze periode is toegewezen."},
    {"9322", "Alle volumes samen zijn meer dan is toegewezen."},
    {"9326", "De vorige levering is nog niet gestopt."},
    {"9332", "Dit toewijzingsnummer is al voor een andere toewijzing gebruikt."},
    {"9333", "Dit declaratienummer is al eerder gebruikt."},
    {"9338", "Er is geen toewijzing met dit nummer."},
    {"9339", "De productcategorie is niet die van de toewijzing."},
    {"9340", "De productcode is niet die van de toewijzing."},
    {"9341", "De eenheid past niet bij de toewijzing."},
    {"9346", "Het bedrag is niet volume maal tarief."},
    {"9347", "Deze referentie van de aanbieder is al eerder gebruikt."},
    {"9349", "Niet alle lopende toewijzingen van de cliënt staan in het verzoek."},
    {"9350", "Het ongewijzigde product is geen lopende toewijzing."},
    {"9351", "Het te wijzigen product is geen lopende toewijzing."},
    {"9355", "Er is geen verzoek met deze referentie van de aanbieder."},
    {"9357", "De gewenste ingangsdatum is voorbij en is niet de oorspronkelijke ingangsdatum."},
    {"9359", "Op dit verzoek is al een toewijzing gestuurd."},
    {"9360", "Op dit verzoek is al geantwoord dat het in onderzoek is."},
    {"9361", "Hetzelfde product is over overlappende perioden gevraagd."},
    {"9365", "Op dit verzoek is al een definitief antwoord gestuurd."},
    {"9366", "Deze prestatie staat niet in de declaratie."},
    {"9367", "Dit gegeven is anders dan in de declaratie."},
    {"9369", "Alle bedragen samen zijn meer dan het budget."},
    {"9373", "Het budget wijzigt, maar niet vanaf de oorspronkelijke ingangsdatum."},
    {"9374", "Er loopt al een verzoek voor deze cliënt."},
    {"9375", "Er is een omvang gevraagd bij een generieke toewijzing."},
    {"9379", "De referentie van de aanbieder hoort niet bij een openstaand verzoek."},
    {"9384", "De toewijzing is verwijderd."},
    {"9385", "De toewijzing kan niet worden verwijderd: er zijn prestaties op toegekend."},
    {"9387", "De productperiode begint op een verkeerde dag."},
    {"9388", "De productperiode eindigt op een verkeerde dag."},
    {"9389", "Over deze periode is dit product al toegekend en niet gecrediteerd."},
    {"9390", "Deze prestatie is al gecrediteerd."},
    {"9411", "De omvang ontbreekt, terwijl de toewijzing specifiek is."},
    {"9412", "Er is een omvang gevraagd bij een aspecifieke toewijzing."},
    {"9413", "Er is al een tijdelijke stop op deze start."},
    {"9414", "De einddatum ligt voor die van de tijdelijke stop."},
    {"9415", "Er is al een definitieve stop op deze start."},
    {"S300", "De gemeentecode bestaat niet."},
    {"S329", "De productcode hoort niet bij de productcategorie."},
}};
static_assert(std::ranges::is_sorted(codes, {}, &Regel::first));

} // namespace

std::string_view betekenis(std::string_view retourcode) {
    auto const at = std::ranges::lower_bound(codes, retourcode, {}, &Regel::first);
    return at != codes.end() && at->first == retourcode ? at->second : std::string_view{};
}

} // namespace rules
