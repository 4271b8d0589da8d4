#pragma once

#include "gateway/budget_json.hpp"
#include "rules/rapport/berekening.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// From what somebody asks to a finished report, for the command line and the API (docs/rapporten.md).
namespace gateway::rapport {

using rules::rapport::Rapport;

/// What was asked, as it was typed.
struct Verzoek {
    std::string naam;
    std::optional<std::string> van, tot, op; ///< days; left out: the year of `op`, and today
    std::optional<std::string> gemeente, aanbieder;
    std::optional<std::string> bundel; ///< name of a bundle; left out: every active one
    std::optional<std::int64_t> bericht;
    std::vector<std::pair<std::string, std::string>> instellingen;
    struct Bestand {
        std::string naam;    ///< of the form: "voorschot"
        std::string bestand; ///< as it is called in faults and in the report
        std::string bytes;
    };
    std::vector<Bestand> invoer;
};

/// Why there is no report: it could not be made, or a file that was handed in does not hold what it should.
using Waarom = std::variant<model::Error, std::vector<model::Fout>>;

/// Makes the report; memory follows the rows of the report, not those of the store.
/// @param voortgang is called now and then with the number of rows read
/// Errors: wrong_use, not_found and those of the store and of bundles.
[[nodiscard]] std::expected<Rapport, Waarom> maak(Budgetten& contracten, store::Reader& reader, Verzoek const& verzoek, model::Date vandaag,
                                                  std::function<void(std::int64_t)> const& voortgang = {});

/// "stel": name=value, more of them with a comma between. nullopt: it has another form. Pure.
[[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>> lees_instellingen(std::string_view tekst);

} // namespace gateway::rapport
