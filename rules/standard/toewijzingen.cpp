#include "rules/standard/toewijzingen.hpp"

#include "rules/standard/common.hpp"

#include <fmt/format.h>

#include <string>
#include <variant>

namespace rules::standard {
namespace {

std::string const& client_bsn(model::Message const& bericht) {
    if (auto const* start = std::get_if<model::Bericht305>(&bericht.inhoud)) return start->client.bsn;
    if (auto const* stop = std::get_if<model::Bericht307>(&bericht.inhoud)) return stop->client.bsn;
    return std::get<model::Bericht317>(bericht.inhoud).client.bsn;
}

} // namespace

model::ToewijzingFact const* toewijzing_van_client(Zaak const& zaak, std::int64_t nummer) {
    auto const* toewijzing = zaak.feiten.toewijzing(nummer);
    if (toewijzing == nullptr || toewijzing->bsn != client_bsn(zaak.bericht)) return nullptr;
    return toewijzing->aanbieder == model::aanbieder(zaak.bericht) ? toewijzing : nullptr;
}

bool verwijderd(model::ToewijzingFact const& toewijzing) {
    auto const& reden = toewijzing.reden_wijziging;
    return reden && (*reden == "13" || *reden == "01") && toewijzing.einddatum == toewijzing.ingangsdatum;
}

bool actueel(model::ToewijzingFact const& toewijzing, model::Date dag) {
    return !verwijderd(toewijzing) && (!toewijzing.einddatum || *toewijzing.einddatum >= dag);
}

bool tot_en_met_2020(model::ToewijzingFact const& toewijzing) {
    return toewijzing.einddatum && *toewijzing.einddatum <= model::date(2020, 12, 31);
}

void require_actueel(Zaak const& zaak, std::int64_t nummer, model::Place const& plaats, Meldingen& uit) {
    auto const dag = dagtekening(zaak.bericht);
    auto const* toewijzing = toewijzing_van_client(zaak, nummer);
    if (toewijzing != nullptr && actueel(*toewijzing, dag)) return;
    uit.push_back({.plaats = plaats,
                   .melding = toewijzing == nullptr     ? "Er is geen toewijzing met dit nummer aan deze aanbieder voor deze cliënt."
                              : verwijderd(*toewijzing) ? "De toewijzing met dit nummer is verwijderd."
                                                        : "De toewijzing met dit nummer was al afgelopen op de dagtekening.",
                   .waarde = fmt::format("{}", nummer),
                   .grens = fmt::format("een toewijzing die op {} actueel was", model::to_dutch(dag)),
                   .oplossing = "Noem alleen actuele toewijzingen; vraag andere zorg aan als NieuwProduct."});
}

} // namespace rules::standard
