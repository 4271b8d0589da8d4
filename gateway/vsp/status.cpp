#include "gateway/vsp/status.hpp"

#include <boost/json.hpp>

namespace gateway::vsp {

namespace {

using store::outbox::Oorzaak;
using store::outbox::Toestand;

Status bezorging(store::Uit const& door) {
    auto const since = door.stand.klaar_ms.value_or(door.stand.gemaakt_ms);
    switch (door.stand.toestand) {
    case Toestand::wacht: return {"WordtAangeboden", since};
    case Toestand::afgeleverd: return {"Bezorgd", since};
    case Toestand::opgegeven: break;
    }
    bool const refused = door.stand.oorzaak == Oorzaak::geweigerd || door.stand.oorzaak == Oorzaak::foutbericht;
    // The code is a word of ours: the list has none for what a receiver did.
    return {refused ? "AanbiedenMislukt" : "BezorgingAfgebroken", since, Melding{std::string(name(door.stand.oorzaak)), door.fout}};
}

} // namespace

Melding niveau1_melding(std::string_view besluit_json) {
    boost::system::error_code ec;
    auto const besluit = boost::json::parse(besluit_json, ec);
    auto const* bevindingen = !ec && besluit.is_object() ? besluit.as_object().if_contains("bevindingen") : nullptr;
    bool well_formed = true;
    if (bevindingen != nullptr && bevindingen->is_array())
        for (auto const& bevinding : bevindingen->as_array())
            if (auto const* regel = bevinding.is_object() ? bevinding.as_object().if_contains("regel") : nullptr)
                well_formed = well_formed && !(regel->is_string() && regel->as_string() == "XML");
    if (!well_formed) return {"BRS14", "het bericht is geen welgevormde XML"};
    return {"BRS13", "het bericht voldoet niet aan het schema"};
}

Status status_van(store::BerichtRecord const& record, std::optional<store::Uit> const& door, std::string_view na_afkeuren) {
    if (door) return bezorging(*door);
    // A message refused at level 1 has no content, so no identification either.
    if (record.identificatie.empty()) return {"AfgekeurdDoorDienst", record.moment_ms, niveau1_melding(record.besluit_json)};
    if (record.uitkomst == model::Uitkomst::aangehouden) return {"WordtVerwerkt", record.moment_ms};
    auto const moment_ms = record.afgedaan_ms.value_or(record.moment_ms);
    if (record.uitkomst == model::Uitkomst::afgekeurd)
        return {na_afkeuren == "AfgekeurdDoorDienst" ? "AfgekeurdDoorDienst" : "VerwerkingVoltooid", moment_ms};
    return {"VerwerkingVoltooid", moment_ms};
}

} // namespace gateway::vsp
