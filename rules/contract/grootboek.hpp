#pragma once

#include "rules/contract/waarde.hpp"
#include "xsd/model/facts.hpp"
#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// The money ledger (docs/grootboek.md): what a message moves, and what stands on a budget. Pure; any thread.
namespace rules::contract {

/// What a decision moves, and what people should know about it.
struct Boekstuk {
    model::Grootboek grootboek;
    model::Findings bevindingen; ///< signals only
};

/// What to book with an accepted message, and the toewijzingen whose term to declare is over since the last one. Empty without agreements,
/// and for an outcome that is neither goedgekeurd nor deels.
/// @pre `verdict` is final; contract_feiten answers vraag() with vul_vraag()
[[nodiscard]] Boekstuk grootboek(model::Message const& bericht, model::Facts const& feiten, model::Verdict const& verdict,
                                 model::Date vandaag);

/// Adds what the ledger itself wants to know to what the rules ask.
void vul_vraag(model::Message const& bericht, model::Facts const& feiten, model::Contract const& contract, model::Date vandaag,
               model::ContractVraag& vraag);

/// The value of a toewijzing per calendar year; nullopt: unknown, which is not zero.
[[nodiscard]] std::optional<std::vector<model::Verbintenis>> waarde(model::ToewijzingFact const& toewijzing, model::Domein domein,
                                                                    model::Contract const& contract, std::string_view gemeente = {});

/// The last day on which care up to `einde` can be declared: the end of the month so many months after it.
[[nodiscard]] model::Date laatste_declaratiedag(model::Date einde, std::int32_t maanden);

/// Where a toewijzing is booked, in some year.
[[nodiscard]] model::Rekening rekening(std::string_view aanbieder, std::string_view gemeente, model::Domein domein,
                                       std::optional<model::Product> const& product, std::int32_t jaar);

} // namespace rules::contract
