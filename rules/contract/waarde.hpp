#pragma once

#include "xsd/model/contract.hpp"
#include "xsd/model/facts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a toewijzing commits in money (docs/grootboek.md).
namespace rules::contract {

/// What is to be valued: a toewijzing, or what a verzoek asks for.
struct Toegewezen {
    model::Domein domein = model::Domein::wmo;
    std::string_view gemeente;
    std::string_view aanbieder;
    std::optional<model::Product> product{};
    model::Date van{};
    std::optional<model::Date> tot{};
    std::optional<model::Omvang> omvang{};
    std::optional<model::Money> budget{};
};
[[nodiscard]] Toegewezen toegewezen(model::ToewijzingFact const& toewijzing, model::Domein domein, std::string_view gemeente);
[[nodiscard]] Toegewezen toegewezen(model::ToegewezenProduct const& product, model::Domein domein, std::string_view gemeente,
                                    std::string_view aanbieder);

/// Its value. Unknown is not zero: `reden` says in Dutch why, and `per_jaar` is empty then.
struct Waarde {
    bool bekend = true;
    std::vector<std::pair<std::int32_t, model::Money>> per_jaar; ///< calendar years with an amount, oldest first
    model::Date einde{};                                         ///< last day that was valued; of an open end the one it was valued to
    std::string berekening;                                      ///< "4 uur/week x 53 weken = 212 uur x € 60,00 = € 12.720,00"
    std::string reden;                                           ///< why it is unknown, or why there is no amount per client
    [[nodiscard]] model::Money totaal() const;
    [[nodiscard]] model::Money in(std::int32_t jaar) const;
};

/// Volume over the period (dag: days, week: ISO weeks, maand: months it touches) at the tarieven in force, or the Budget, split by day
/// over calendar years and over validities of tarieven; cents left over go to the largest remainders, so that the years add up to the
/// whole. Where no tarief is known yet the last one before it counts. An open end is valued up to the end of the agreement, of the bundle,
/// or of the calendar year after its begin, whichever is known first in that order.
/// @param tot_en_met only the part up to this day counts; nullopt: all of it. Pure; any thread.
[[nodiscard]] Waarde waarde(Toegewezen const& toegewezen, model::Contract const& contract,
                            std::optional<model::Date> tot_en_met = std::nullopt);

/// The lot a product is in on a day, or the only lot of all products of a categorie when there is no code; nullptr: none.
[[nodiscard]] model::Perceel const* perceel_van(model::Contract const& contract, model::Domein domein, model::Code categorie,
                                                std::string_view code, std::optional<model::Date> op);

} // namespace rules::contract
