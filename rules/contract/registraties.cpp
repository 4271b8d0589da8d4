#include "rules/contract/registraties.hpp"

#include "rules/contract/fields.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace rules::contract {
namespace {

enum Kolom : std::size_t { soort, gemeente, domein, toewijzing, aanbieder, datum, bedrag, tekst };
constexpr std::array<std::string_view, 8> kolommen{"soort", "gemeente", "domein", "toewijzing", "aanbieder", "datum", "bedrag", "tekst"};
constexpr std::size_t verplicht = 3;
constexpr std::int64_t hoogste_nummer = 999'999'999; ///< LDT_ToewijzingNummer

using Soort = std::pair<std::string_view, std::string_view>;
constexpr std::array<Soort, 15> soorten{{{"melding", "melding"},
                                         {"trajectplan", "trajectplan"},
                                         {"niet_leverbaar", "niet_leverbaar"},
                                         {"veiligheid", "veiligheid"},
                                         {"instemming", "instemming"},
                                         {"hoofdaanbieder", "hoofdaanbieder"},
                                         {"wlz", "wlz"},
                                         {"casusbudget", "casusbudget"},
                                         {"herkomst", "herkomst"},
                                         {"resultaat", "resultaat"},
                                         {"verwijzing", "verwijzing"},
                                         {soort_gesprek, soort_gesprek},
                                         {soort_besluit, soort_besluit},
                                         {soort_clientenstop, soort_clientenstop},
                                         {soort_clientenstop_einde, soort_clientenstop_einde}}};

std::optional<std::int64_t> nummer(Fields& fields, Rij const& rij) {
    auto const& text = rij.cellen[toewijzing].tekst;
    if (text.empty()) return 0;
    std::int64_t value = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc() && end == text.data() + text.size() && value > 0 && value <= hoogste_nummer) return value;
    fields.fault(rij, toewijzing, "een ToewijzingNummer van 1 tot en met 999999999, of leeg", "Dit is geen ToewijzingNummer.");
    return std::nullopt;
}

void read(Fields& fields, Rij const& rij, std::string const& bestand, std::vector<model::Registratie>& uit) {
    auto const wat = fields.keuze<std::string_view>(rij, soort, soorten);
    auto const waar = fields.gemeente(rij, gemeente);
    auto const wet = fields.domein(rij, domein);
    auto const van = nummer(fields, rij);
    auto const wie = fields.aanbieder(rij, aanbieder);
    bool good = wat && waar && wet && van && wie;
    model::Registratie registratie;
    if (!rij.cellen[datum].tekst.empty()) {
        registratie.datum = fields.datum(rij, datum);
        good = good && registratie.datum;
    }
    if (!rij.cellen[bedrag].tekst.empty()) {
        registratie.bedrag = fields.bedrag(rij, bedrag);
        good = good && registratie.bedrag;
    }
    if (good && (*van == 0) == wie->empty()) {
        fields.fault(rij, toewijzing, "een toewijzing of een aanbieder, een van beide",
                     "Een regel gaat over een toewijzing of over een aanbieder.");
        good = false;
    }
    if (good && over_budget(*wat)) {
        if (!registratie.datum) fields.fault(rij, datum, "de dag, als jjjj-mm-dd", "Een gesprek, besluit of clientenstop heeft een dag.");
        if (rij.cellen[tekst].tekst.empty()) fields.fault(rij, tekst, "het id van het budget", "Het budget waar dit over gaat ontbreekt.");
        good = registratie.datum && !rij.cellen[tekst].tekst.empty();
    }
    if (!good) return;
    registratie.soort = *wat;
    registratie.gemeente = *waar;
    registratie.domein = *wet;
    registratie.toewijzing = *van;
    registratie.aanbieder = *wie;
    registratie.tekst = rij.cellen[tekst].tekst;
    registratie.herkomst = fmt::format("{}:{}", bestand, rij.lijn);
    uit.push_back(std::move(registratie));
}

} // namespace

bool over_budget(std::string_view soort) {
    return soort == soort_gesprek || soort == soort_besluit || soort == soort_clientenstop || soort == soort_clientenstop_einde;
}

std::expected<std::vector<model::Registratie>, std::vector<model::Fout>> lees_registraties(std::string const& bestand,
                                                                                           std::string_view bytes) {
    std::vector<model::Fout> fouten;
    std::vector<model::Registratie> registraties;
    auto const rijen = model::read_csv(bestand, bytes, kolommen, fouten, verplicht);
    Fields fields(bestand, fouten);
    for (auto const& rij : rijen) read(fields, rij, bestand, registraties);
    if (!fouten.empty()) return std::unexpected(std::move(fouten));
    return registraties;
}

} // namespace rules::contract
