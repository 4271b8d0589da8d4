#pragma once

#include "xsd/model/date.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// How long what is kept for, as dated rules: a TOML file, or what the program knows of the law (docs/bewaren.md).
namespace gateway::bewaren {

/// What a rule is about.
enum class Soort : std::uint8_t {
    wmo,        ///< messages of the Wmo: part of a file
    jw,         ///< those of the Jeugdwet
    financieel, ///< declaraties and the answers to them, whatever the law
    geweigerd,  ///< messages refused at level 1, of which the bytes were never kept
    inzage,     ///< rows of the access log
};

/// What a term is counted from.
enum class Vanaf : std::uint8_t {
    ontvangst,        ///< the day it came in
    laatste_besluit,  ///< the last decision in a case that it has to do with
    einde_toewijzing, ///< the end of the last toewijzing it has to do with, or the last decision when that is later or there is none
    einde_jaar,       ///< 31 December of the year it came in
};

struct Termijn {
    enum class Eenheid : std::uint8_t { jaar, maand, dag };
    std::int32_t aantal = 0;
    Eenheid eenheid = Eenheid::jaar;
};

struct Regel {
    Soort soort = Soort::wmo;
    model::Date sinds; ///< from this day on it holds, for all that is still kept then
    Termijn termijn;
    Vanaf vanaf = Vanaf::laatste_besluit;
    std::string grond; ///< the text it rests on
};

[[nodiscard]] std::string_view name(Soort soort);
[[nodiscard]] std::string_view name(Vanaf vanaf);
[[nodiscard]] std::string to_string(Termijn termijn);

/// What the program knows of the law.
[[nodiscard]] std::vector<Regel> ingebouwd();

/// Reads the `[[termijn]]` tables of a file. @returns them, or every fault at once as "file:line: ..." in Dutch, with the value and the
/// expected form
[[nodiscard]] std::expected<std::vector<Regel>, std::vector<std::string>> lees(std::filesystem::path const& file);

/// The rule that holds for a soort on a day: the one that began last; nullptr: none does, and nothing of it goes.
[[nodiscard]] Regel const* geldend(std::span<Regel const> regels, Soort soort, model::Date op);

/// The last day of a term: the same day so many years or months on, the last of that month when it has no such day.
[[nodiscard]] model::Date laatste_dag(model::Date begin, Termijn termijn);

} // namespace gateway::bewaren
