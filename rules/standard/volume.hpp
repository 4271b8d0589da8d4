#pragma once

#include "rules/debetten.hpp"
#include "xsd/model/facts.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// How much of a toewijzing may be declared: per ProductPeriode (TR321) and over the whole toewijzing (TR322), after IV077 and IV078.
namespace rules::standard {

/// What the Volume of the Omvang is multiplied with.
enum class Telling : std::uint8_t {
    totaal,           ///< once
    dagen,            ///< days of the period
    weken,            ///< ISO weeks the period touches
    zes_weken,        ///< six: Wmo categorie 01 per week
    maand,            ///< one month, broken or not
    maanden,          ///< months the toewijzing touches
    zondagen,         ///< Sundays in the period
    zondagen_en_slot, ///< Sundays in the period, and one for the weeks after the last Sunday of the toewijzing
};

/// A limit and how it came about. `maximum` is in the eenheid of the Omvang (cents for eenheid 83).
struct Grens {
    std::int64_t maximum = 0;
    std::int64_t aantal = 0; ///< how often the Volume counts
    Telling telling = Telling::totaal;
    model::Period periode; ///< what was counted over
};

/// Outputgericht: eenheid 82 and 83. The others are inspanningsgericht.
[[nodiscard]] bool is_output(model::Code eenheid);

/// The most that one prestatie over `periode` may hold. nullopt: no limit that the standard knows, because there is no Omvang or
/// because IV078 leaves it to the contract (output per maand over a broken month). Pure.
[[nodiscard]] std::optional<Grens> grens_periode(model::ToewijzingFact const& toewijzing, model::Domein domein, model::Period periode);

/// The most that all prestaties together may hold. nullopt: as above, or a frequency without an end date to count to. Pure.
[[nodiscard]] std::optional<Grens> grens_totaal(model::ToewijzingFact const& toewijzing);

/// The arithmetic for a reader: "3 uur/week x 5 weken (31 t/m 35) = 15 uur". @pre the toewijzing has an Omvang
[[nodiscard]] std::string berekening(model::ToewijzingFact const& toewijzing, Grens const& grens);

/// What one `van` is in `naar`: 1 for the same eenheid, 60 for uur to minuut, nullopt when they cannot be compared (TR341).
[[nodiscard]] std::optional<std::int64_t> omrekening(model::Code van, model::Code naar);

/// Sum of the live debets, in `eenheid`. Debets in a finer eenheid than asked for are not in it: a toewijzing in uur is summed in
/// minuten, whatever its prestaties are in.
[[nodiscard]] std::int64_t som_volume(Debetten const& debetten, model::Code eenheid);

} // namespace rules::standard
