#pragma once

#include "xsd/model/code.hpp"
#include "xsd/model/date.hpp"
#include "xsd/model/soort.hpp"
#include "xsd/model/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A release of the standard as data: its code lists and which rules apply. The schemas of a release are in `xsd::SchemaSet`.
namespace model {

/// One code with the time it may be used.
struct CodeRegel {
    std::string code;
    std::optional<Domein> domein; ///< nullopt: both
    std::optional<Date> van;      ///< nullopt: always was
    std::optional<Date> tot;      ///< included; nullopt: still is
    std::string omschrijving;     ///< Dutch, in our own words

    /// Whether it holds in a domain (nullopt: in any) on a day (nullopt: on any).
    [[nodiscard]] bool geldt(std::optional<Date> op, std::optional<Domein> in) const;
};

struct Codelijst {
    std::string naam;              ///< "gemeenten"
    std::vector<CodeRegel> regels; ///< ascending by code

    /// The line of a code that holds on that day and in that domain; nullptr when the list has none.
    [[nodiscard]] CodeRegel const* vind(std::string_view code, std::optional<Date> op, std::optional<Domein> in = std::nullopt) const;
    [[nodiscard]] bool bevat(std::string_view code, std::optional<Date> op, std::optional<Domein> in = std::nullopt) const {
        return vind(code, op, in) != nullptr;
    }
};

/// A rule that applies in a release, and what the release says of it that differs from the rule itself.
struct ReleaseRegel {
    std::string id; ///< "TR321"
    std::optional<Niveau> niveau;
    std::optional<Code> retourcode;
    std::uint32_t lijn = 0; ///< of regels.csv
};

/// Immutable once loaded; shared between threads and by all messages of the release.
struct Release {
    std::string versie; ///< "3.2"
    std::int64_t hoofdversie = 0;
    std::int64_t subversie = 0;
    std::string hash;                    ///< SHA-256 over all files of the release, lower-case hex: part of every decision
    std::vector<Codelijst> codelijsten;  ///< ascending by name
    std::vector<ReleaseRegel> regels;    ///< ascending by id

    /// @returns nullptr when the release has no list of that name
    [[nodiscard]] Codelijst const* codelijst(std::string_view naam) const;
    /// What a code means; empty when it is not on the list. The text lives as long as the release.
    [[nodiscard]] std::string_view omschrijving(std::string_view lijst, std::string_view code, std::optional<Domein> in = std::nullopt) const;
    /// @returns nullptr when the rule does not apply in this release
    [[nodiscard]] ReleaseRegel const* regel(std::string_view id) const;
};

/// Lists that rules look in: a release without them does not load.
inline constexpr std::string_view gemeenten_lijst = "gemeenten";
inline constexpr std::string_view retourcodes_lijst = "retourcodes";

} // namespace model
