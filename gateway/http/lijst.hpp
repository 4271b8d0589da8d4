#pragma once

#include "gateway/http/answer.hpp"
#include "gateway/http/router.hpp"

#include <boost/json/array.hpp>

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gateway::http {

/// A column of a list as CSV: a member of its rows, or a member of that ("retour.berichtsoort"). Amounts (whole cents) are written 1234,56.
struct Kolom {
    std::string_view naam;
    bool bedrag = false;
};

/// A page of a list.
struct Lijst {
    std::string_view naam; ///< of the list in the answer, and of the file
    boost::json::array rijen;
    std::optional<std::string> volgende; ///< address of the next page
    std::span<Kolom const> kolommen;
    boost::json::object verder{}; ///< what the answer says beside it; JSON only
};

/// Whether a list is to be CSV: `formaat` says so, or else Accept names text/csv before application/json. @returns why not, Dutch. Pure.
[[nodiscard]] std::expected<bool, std::string> wil_csv(Doel const& doel, std::string_view accept);

/// The page as JSON, {naam: [...], "volgende": ...}, or as CSV: RFC 4180 with `;`, the next page in a Link header. Pure.
[[nodiscard]] Answer toon_lijst(Lijst lijst, bool csv);

/// The address of the next page: the same query from there on. @param naam the parameter that says where a page begins. Pure.
[[nodiscard]] std::string volgende_bladzijde(std::string_view pad, Doel const& doel, std::string_view naam, std::string_view vanaf);

/// As a value of a query: everything percent-encoded but letters, digits and -._~ . Pure.
[[nodiscard]] std::string codeer(std::string_view waarde);

} // namespace gateway::http
