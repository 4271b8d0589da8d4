#pragma once

#include "gateway/pipeline.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

/// The decision record and the findings as JSON (design 3). Keys stand in a fixed order and no value comes from anywhere but the
/// arguments, so that deciding again gives the same bytes. Any thread; pure.
namespace gateway {

/// A finding: {regel, niveau, retourcode, plaats, klasse, waarde, grens, berekening, bron, oplossing, gevolg, lijn, kolom, melding}.
/// null: no retourcode, no arithmetic, no bundle, line or column unknown. `beslist`, last, is there only when a person decided on it.
[[nodiscard]] boost::json::object finding_json(model::Finding const& finding, std::optional<model::BerichtSoort> soort);

/// The array of all findings, one after another: memory is that of the text, not of a tree.
void append_bevindingen(std::string& out, model::Findings const& bevindingen, std::optional<model::BerichtSoort> soort);

/// What a decision record is made of.
struct Besluit {
    store::BerichtId id = 0; ///< 0: a proef; then id and href are null
    Moment moment;
    std::optional<model::BerichtSoort> soort;
    model::Message const* bericht = nullptr; ///< nullptr: refused at level 1
    model::Verdict const* verdict = nullptr; ///< required
    model::Contract const* contract = nullptr;
    std::string_view release;     ///< "3.2"; empty when it could not be told
    std::string_view schema_hash; ///< of that release, or of all that are loaded
    std::optional<model::BerichtSoort> retour_soort;
};

/// {id, berichtsoort, identificatie, afzender, ontvanger, uitkomst, moment, vandaag, contract, release, schemas, programma, retour, totaal,
/// bevindingen}. `totaal` (whole cents, credit negative) is there for a 323 only, null otherwise. One line.
/// @pre besluit.verdict
[[nodiscard]] std::string besluit_json(Besluit const& besluit);

/// "2026-05-10T12:00:00.123Z"
[[nodiscard]] std::string utc_text(std::int64_t utc_ms);

} // namespace gateway
