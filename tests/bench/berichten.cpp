#include "tests/bench/berichten.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace bench {

namespace {

struct Product {
    std::string_view categorie;
    std::string_view code;
    std::string_view eenheid;
    int tarief; ///< cents in 2026, deploy/contracts/noorderdal/tarieven.csv
};

constexpr std::array<Product, per_301> products = {{{"01", "01A01", "04", 3510},
                                                    {"01", "01A02", "04", 3840},
                                                    {"02", "02A01", "04", 6420},
                                                    {"02", "02A02", "04", 8340},
                                                    {"03", "03A01", "01", 103},
                                                    {"04", "04A01", "14", 18640},
                                                    {"07", "07A01", "16", 4405},
                                                    {"07", "07A02", "16", 5950},
                                                    {"08", "08A01", "84", 1810},
                                                    {"15", "15A01", "14", 19795}}};
constexpr std::size_t per_client = 20;
constexpr std::size_t first_nummer = 200'000;
constexpr std::string_view iwmo = "http://www.istandaarden.nl/iwmo/3_2";

/// Made-up BSNs (99xxxxxxx) that pass the eleven-test, in order.
std::string const& bsn(std::size_t client) {
    static std::vector<std::string> const all = [] {
        std::vector<std::string> found;
        found.reserve(max_toewijzingen / per_client);
        for (int n = 0; found.size() < max_toewijzingen / per_client; ++n) {
            auto text = fmt::format("99{:07}", n);
            int sum = 0;
            for (int i = 0; i < 9; ++i) sum += (text[static_cast<std::size_t>(i)] - '0') * (i == 8 ? -1 : 9 - i);
            if (sum % 11 == 0) found.push_back(std::move(text));
        }
        return found;
    }();
    if (client >= all.size()) throw std::out_of_range("no more BSNs");
    return all[client];
}

void header(std::string& out, std::string_view soort, std::string_view code, std::string_view afzender, std::string_view ontvanger,
            std::string_view identificatie, std::string_view dagtekening) {
    fmt::format_to(std::back_inserter(out),
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<{0}:Bericht xmlns:iwmo=\"{1}/basisschema/schema\" xmlns:{0}=\"{1}/{0}/schema\">\n"
                   "\t<{0}:Header>\n"
                   "\t\t<{0}:BerichtCode>{2}</{0}:BerichtCode>\n"
                   "\t\t<{0}:BerichtVersie>3</{0}:BerichtVersie>\n"
                   "\t\t<{0}:BerichtSubversie>2</{0}:BerichtSubversie>\n"
                   "\t\t<{0}:Afzender>{3}</{0}:Afzender>\n"
                   "\t\t<{0}:Ontvanger>{4}</{0}:Ontvanger>\n"
                   "\t\t<{0}:BerichtIdentificatie>\n"
                   "\t\t\t<iwmo:Identificatie>{5}</iwmo:Identificatie>\n"
                   "\t\t\t<iwmo:Dagtekening>{6}</iwmo:Dagtekening>\n"
                   "\t\t</{0}:BerichtIdentificatie>\n"
                   "\t\t<{0}:XsdVersie>\n"
                   "\t\t\t<iwmo:BasisschemaXsdVersie>1.0.0</iwmo:BasisschemaXsdVersie>\n"
                   "\t\t\t<iwmo:BerichtXsdVersie>1.0.0</iwmo:BerichtXsdVersie>\n"
                   "\t\t</{0}:XsdVersie>\n"
                   "\t</{0}:Header>\n",
                   soort, iwmo, code, afzender, ontvanger, identificatie, dagtekening);
}

} // namespace

Toewijzing toewijzing(std::size_t t) {
    auto const& product = products[t % per_301];
    return {
        static_cast<std::int64_t>(first_nummer + t), bsn(t / per_client), product.categorie, product.code, product.eenheid, product.tarief};
}

std::string toewijzingen(std::size_t n) {
    std::string out;
    header(out, "wmo301", "414", "0114", "41410001", fmt::format("BT{}", n), "2025-12-15");
    fmt::format_to(std::back_inserter(out),
                   "\t<wmo301:Client>\n"
                   "\t\t<wmo301:Bsn>{}</wmo301:Bsn>\n"
                   "\t\t<wmo301:Geboortedatum>\n"
                   "\t\t\t<iwmo:Datum>1950-02-14</iwmo:Datum>\n"
                   "\t\t</wmo301:Geboortedatum>\n"
                   "\t\t<wmo301:Geslacht>1</wmo301:Geslacht>\n"
                   "\t\t<wmo301:Naam>\n"
                   "\t\t\t<iwmo:Geslachtsnaam>\n"
                   "\t\t\t\t<iwmo:Achternaam>Proef</iwmo:Achternaam>\n"
                   "\t\t\t</iwmo:Geslachtsnaam>\n"
                   "\t\t\t<iwmo:NaamGebruik>1</iwmo:NaamGebruik>\n"
                   "\t\t</wmo301:Naam>\n"
                   "\t\t<wmo301:Contactgegevens>\n"
                   "\t\t\t<wmo301:Contact>\n"
                   "\t\t\t\t<wmo301:Soort>01</wmo301:Soort>\n"
                   "\t\t\t\t<wmo301:Adres>\n"
                   "\t\t\t\t\t<iwmo:Huis>\n"
                   "\t\t\t\t\t\t<iwmo:Huisnummer>1</iwmo:Huisnummer>\n"
                   "\t\t\t\t\t</iwmo:Huis>\n"
                   "\t\t\t\t\t<iwmo:Postcode>7811EA</iwmo:Postcode>\n"
                   "\t\t\t\t\t<iwmo:Straatnaam>Hoofdstraat</iwmo:Straatnaam>\n"
                   "\t\t\t\t\t<iwmo:Plaatsnaam>Emmen</iwmo:Plaatsnaam>\n"
                   "\t\t\t\t\t<iwmo:LandCode>NL</iwmo:LandCode>\n"
                   "\t\t\t\t</wmo301:Adres>\n"
                   "\t\t\t</wmo301:Contact>\n"
                   "\t\t</wmo301:Contactgegevens>\n"
                   "\t\t<wmo301:ToegewezenProducten>\n",
                   bsn(n * per_301 / per_client));
    for (std::size_t i = 0; i < per_301; ++i)
        fmt::format_to(std::back_inserter(out),
                       "\t\t\t<wmo301:ToegewezenProduct>\n"
                       "\t\t\t\t<wmo301:ToewijzingNummer>{}</wmo301:ToewijzingNummer>\n"
                       "\t\t\t\t<wmo301:Product>\n"
                       "\t\t\t\t\t<iwmo:Categorie>{}</iwmo:Categorie>\n"
                       "\t\t\t\t\t<iwmo:Code>{}</iwmo:Code>\n"
                       "\t\t\t\t</wmo301:Product>\n"
                       "\t\t\t\t<wmo301:Toewijzingsdatum>2025-12-15</wmo301:Toewijzingsdatum>\n"
                       "\t\t\t\t<wmo301:Toewijzingstijd>12:00:00</wmo301:Toewijzingstijd>\n"
                       "\t\t\t\t<wmo301:Ingangsdatum>2026-01-05</wmo301:Ingangsdatum>\n"
                       "\t\t\t\t<wmo301:Einddatum>2027-01-03</wmo301:Einddatum>\n"
                       "\t\t\t\t<wmo301:Omvang>\n"
                       "\t\t\t\t\t<iwmo:Volume>10</iwmo:Volume>\n"
                       "\t\t\t\t\t<iwmo:Eenheid>{}</iwmo:Eenheid>\n"
                       "\t\t\t\t\t<iwmo:Frequentie>2</iwmo:Frequentie>\n"
                       "\t\t\t\t</wmo301:Omvang>\n"
                       "\t\t\t</wmo301:ToegewezenProduct>\n",
                       first_nummer + n * per_301 + i, products[i].categorie, products[i].code, products[i].eenheid);
    out += "\t\t</wmo301:ToegewezenProducten>\n\t</wmo301:Client>\n</wmo301:Bericht>\n";
    return out;
}

std::string declaratie(std::size_t first, std::size_t count, std::size_t reeks, std::size_t stap) {
    constexpr int volume = 8;
    std::string clienten;
    clienten.reserve(count * 900);
    std::int64_t totaal = 0;
    std::size_t open_client = static_cast<std::size_t>(-1);
    for (std::size_t t = first; t < first + count * stap; t += stap) {
        auto const& product = products[t % per_301];
        if (t / per_client != open_client) {
            if (t != first) clienten += "\t\t\t\t</wmo323:Prestaties>\n\t\t\t</wmo323:Client>\n";
            open_client = t / per_client;
            fmt::format_to(std::back_inserter(clienten),
                           "\t\t\t<wmo323:Client>\n\t\t\t\t<wmo323:Bsn>{}</wmo323:Bsn>\n\t\t\t\t<wmo323:Prestaties>\n", bsn(open_client));
        }
        totaal += std::int64_t{volume} * product.tarief;
        fmt::format_to(std::back_inserter(clienten),
                       "\t\t\t\t\t<wmo323:Prestatie>\n"
                       "\t\t\t\t\t\t<wmo323:ProductReferentie>\n"
                       "\t\t\t\t\t\t\t<iwmo:ReferentieNummer>R{}X{}</iwmo:ReferentieNummer>\n"
                       "\t\t\t\t\t\t</wmo323:ProductReferentie>\n"
                       "\t\t\t\t\t\t<wmo323:ToewijzingNummer>{}</wmo323:ToewijzingNummer>\n"
                       "\t\t\t\t\t\t<wmo323:ProductCategorie>{}</wmo323:ProductCategorie>\n"
                       "\t\t\t\t\t\t<wmo323:ProductCode>{}</wmo323:ProductCode>\n"
                       "\t\t\t\t\t\t<wmo323:ProductPeriode>\n"
                       "\t\t\t\t\t\t\t<iwmo:Begindatum>2026-10-01</iwmo:Begindatum>\n"
                       "\t\t\t\t\t\t\t<iwmo:Einddatum>2026-10-31</iwmo:Einddatum>\n"
                       "\t\t\t\t\t\t</wmo323:ProductPeriode>\n"
                       "\t\t\t\t\t\t<wmo323:GeleverdVolume>{}</wmo323:GeleverdVolume>\n"
                       "\t\t\t\t\t\t<wmo323:Eenheid>{}</wmo323:Eenheid>\n"
                       "\t\t\t\t\t\t<wmo323:ProductTarief>{}</wmo323:ProductTarief>\n"
                       "\t\t\t\t\t\t<wmo323:IngediendBedrag>\n"
                       "\t\t\t\t\t\t\t<iwmo:Bedrag>{}</iwmo:Bedrag>\n"
                       "\t\t\t\t\t\t\t<iwmo:DebetCredit>D</iwmo:DebetCredit>\n"
                       "\t\t\t\t\t\t</wmo323:IngediendBedrag>\n"
                       "\t\t\t\t\t</wmo323:Prestatie>\n",
                       reeks, t, first_nummer + t, product.categorie, product.code, volume, product.eenheid, product.tarief,
                       volume * product.tarief);
    }
    clienten += "\t\t\t\t</wmo323:Prestaties>\n\t\t\t</wmo323:Client>\n";

    std::string out;
    out.reserve(clienten.size() + 2000);
    header(out, "wmo323", "484", "41410001", "0114", fmt::format("BD{}", reeks), "2026-11-05");
    fmt::format_to(std::back_inserter(out),
                   "\t<wmo323:Declaratie>\n"
                   "\t\t<wmo323:DeclaratieNummer>BD{}</wmo323:DeclaratieNummer>\n"
                   "\t\t<wmo323:DeclaratiePeriode>\n"
                   "\t\t\t<iwmo:Begindatum>2026-10-01</iwmo:Begindatum>\n"
                   "\t\t\t<iwmo:Einddatum>2026-10-31</iwmo:Einddatum>\n"
                   "\t\t</wmo323:DeclaratiePeriode>\n"
                   "\t\t<wmo323:DeclaratieDagtekening>2026-11-05</wmo323:DeclaratieDagtekening>\n"
                   "\t\t<wmo323:TotaalIngediendBedrag>\n"
                   "\t\t\t<iwmo:TotaalBedrag>{}</iwmo:TotaalBedrag>\n"
                   "\t\t\t<iwmo:DebetCredit>D</iwmo:DebetCredit>\n"
                   "\t\t</wmo323:TotaalIngediendBedrag>\n"
                   "\t\t<wmo323:Clienten>\n",
                   reeks, totaal);
    out += clienten;
    out += "\t\t</wmo323:Clienten>\n\t</wmo323:Declaratie>\n</wmo323:Bericht>\n";
    return out;
}

} // namespace bench
