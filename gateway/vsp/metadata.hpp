#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What goes with a message over VSP. Pure.
namespace gateway::vsp {

struct Relatie {
    std::string rol;
    std::string code; ///< AGB code or gemeentecode; empty: not given
};

struct Metadata {
    Relatie afzender;
    std::vector<Relatie> geadresseerden;
    std::string berichttype;    ///< "WMO", "JW"
    std::string berichtsubtype; ///< "WMO301"; may be empty
    std::int64_t berichtversie = 0;
    std::int64_t berichtsubversie = 0;
    std::string actie;
    std::string conversatie_id;
    std::string traceer_id;
    std::string als_antwoord_op; ///< empty: answers nothing
    std::string referentie_id;   ///< empty: not given
    std::vector<std::pair<std::string, std::vector<std::string>>> context;
};

/// Which fields are wrong and why: a path as in the JSON, Dutch sentences. Holds no value of the sender.
using Fouten = std::map<std::string, std::vector<std::string>>;

/// Strict: every field as the interface has it, nothing beside them.
[[nodiscard]] std::expected<Metadata, Fouten> lees_metadata(std::string_view json);

[[nodiscard]] boost::json::object metadata_json(Metadata const& metadata);

/// A UUID in lower case with hyphens.
[[nodiscard]] bool is_uuid(std::string_view text);

} // namespace gateway::vsp
